"""SIGINT once, SIGINT twice and SIGTERM at seeded moments of a crawl, from the first instant to after its last line."""

from __future__ import annotations

import random
import signal
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from campaigns.post import Post, saltmarsh_post
from campaigns.runs import (
    Clean,
    Ended,
    Moment,
    Report,
    Run,
    after_seconds,
    arguments,
    clean_run,
    contents,
    crawl_codes,
    differences,
    faults_in,
    fetched,
    folder,
)

PAUSE = 0.01
TWICE_WITHIN = 2.0
"""Seconds from the second signal to the end."""
KINDS = ("SIGINT once", "SIGINT twice", "SIGTERM")


def stopped_at(post: Post, clean: Clean, kind: str, moment: Moment, gap: float, report: Report, place: str) -> bool:
    """One run that is stopped at a moment; False when it ended before. The run after it has to make the archive what
    an undisturbed run makes it."""
    with folder() as where:
        db = where / "archive.db"
        number = signal.SIGTERM if kind == "SIGTERM" else signal.SIGINT
        run = Run(post, db, f"{post.trial}0")
        if not moment(run):
            run.end()
            return False
        run.process.send_signal(number)
        if kind == "SIGINT twice":
            post.hold.clear()  # whatever is open takes longer than anybody waits
            if run.wait_until(time.monotonic() - run.began + gap):
                run.process.send_signal(number)
        second = time.monotonic()
        ended = run.end(60)
        took = time.monotonic() - second
        post.hold.set()
        if kind == "SIGINT twice":
            report.most("ms at most from the second SIGINT to the end", took * 1000)
            if took > TWICE_WITHIN:
                report.late.append(f"{place}: took {took:.1f} s after the second signal")
        report.fail(place, *_unlike(ended, db, number, report))
        report.fail(place, *faults_in(db)[:5])
        before = fetched(db)
        if ended.code == 0:
            report.fail(place, *differences(clean.held, contents(db, post.root))[:5])
            return True
        again = Run(post, db, f"{post.trial}1").end()
        if again.code != 0:
            report.fail(place, f"the run after it ended with {again.code}: {again.err[-300:]}")
        report.fail(place, *differences(clean.held, contents(db, post.root))[:5])
        if twice := [one.path for one in post.log if one.run == f"{post.trial}1" and post.root + one.path in before]:
            report.fail(place, f"asked again, though stored: {twice[0]}")
    return True


def _unlike(ended: Ended, db: Path, number: signal.Signals, report: Report) -> list[str]:
    """What is wrong with the way a run ended."""
    wrong = []
    if _in_the_interpreters_start(ended, db, number):
        # The interpreter had not come to the program's first line; a shell tells SIGTERM as 143 all the same.
        report.count("in the interpreter's own start")
        return []
    if "Traceback" in ended.err or "Exception ignored" in ended.err or "HUNG" in ended.err:
        wrong.append(f"talk: {ended.err[-400:]!r}")
    codes = crawl_codes(db)
    if ended.code == 128 + number:
        if len(ended.errors) != 1 or not ended.errors[0].startswith("error: stopped"):
            wrong.append(f"{len(ended.errors)} error lines: {ended.err[-300:]!r}")
        if codes and codes != [ended.code] and not (codes == [None] and not ended.closing_line):
            wrong.append(f"exit {ended.code}, in the archive {codes}")
        if codes == [None]:
            report.count("cut off while it was being written")
    elif ended.code == 0:
        report.count("whose result stood already (exit 0)")
        if codes != [0] or not ended.closing_line or ended.errors:
            wrong.append(f"exit 0, in the archive {codes}: {ended.err[-300:]!r}")
    else:
        wrong.append(f"exit {ended.code}, in the archive {codes}: {ended.err[-300:]!r}")
    return wrong


def _in_the_interpreters_start(ended: Ended, db: Path, number: int) -> bool:
    """Whether no line of `main` had run: the signal did what it does, or broke an import on the way there."""
    ours = [line for line in ended.err.splitlines() if "qiosk_scraper" in line and "File" in line]
    return (
        ended.code in (-number, 1) and not db.exists() and not ended.errors and all("<module>" in line for line in ours)
    )


def campaign(seed: int, times: int, articles: int) -> Report:
    """`times` runs of each kind."""
    report = Report("signals", seed)
    chance = random.Random(seed)
    with saltmarsh_post(articles, seed) as post, folder() as where:
        post.pause = PAUSE
        clean = clean_run(post, where)
        for kind in KINDS:
            done = trial = 0
            while done < times:
                trial += 1
                # Equal parts: the imports, the crawl, and the last moments with the interpreter's own end.
                spans = ((0.0, clean.first), (clean.first, clean.seconds), (clean.seconds * 0.9, clean.seconds * 1.02))
                moment = chance.uniform(*spans[done % 3])
                post.begin(f"{kind.replace(' ', '-')}-{trial}-", PAUSE)
                failures = len(report.failures)
                place = f"{kind} {trial} at {moment:.3f} s"
                if stopped_at(post, clean, kind, after_seconds(moment), chance.uniform(0.15, 0.6), report, place):
                    done += 1
                    report.count(f"of {times} {kind}", len(report.failures) == failures)
    return report


def main() -> int:
    chosen = arguments(__doc__ or "", times=20, articles=40)
    return campaign(chosen.seed, chosen.times, chosen.articles).finish(chosen.json)


if __name__ == "__main__":
    sys.exit(main())
