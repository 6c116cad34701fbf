"""Two crawls on one file, readers beside a crawl, and another program that holds the file's lock."""

from __future__ import annotations

import random
import re
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from campaigns.post import Post, saltmarsh_post
from campaigns.runs import (
    ROOT,
    Clean,
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
    folder,
    when_asked,
)

PAUSE = 0.02
REFUSED_WITHIN = 2.0
READ_WITHIN = 1.0
"""Seconds; a reader that is blocked waits for its busy timeout, which is 5 s and more."""


def two_crawls(post: Post, clean: Clean, moments: Sequence[Moment], report: Report) -> None:
    """A crawl, and a second one on the same file at a moment of it; as often as there are moments."""
    for number, moment in enumerate(moments, 1):
        place = f"round {number}"
        failures = len(report.failures)
        with folder() as where:
            db = where / "archive.db"
            post.begin(f"two-{number}-", PAUSE)
            first = Run(post, db, f"two-{number}-first")
            moment(first)
            second = Run(post, db, f"two-{number}-second")
            with ThreadPoolExecutor(2) as both:  # waited for side by side: each has its own time
                waits = {"first": both.submit(first.end), "second": both.submit(second.end)}
            ends = {name: wait.result() for name, wait in waits.items()}
            for name, ended in ends.items():
                if "Traceback" in ended.err or "database is locked" in ended.err:
                    report.fail(place, f"{name} talks: {ended.err[-300:]!r}")
            codes = [ends["first"].code, ends["second"].code]
            for refused, other in (("second", first), ("first", second)):
                ended = ends[refused]
                if ended.code == 6:
                    report.most("ms at most until a refusal", ended.seconds * 1000)
                    report.count(f"{refused} refused")
                    told = re.search(r"by process (\d+), started (\d{4}-\d\d-\d\dT\S+?) \(", ended.err)
                    if not told or int(told[1]) != other.process.pid or len(ended.errors) != 1:
                        report.fail(place, f"names no holder: {ended.err!r}")
                    if ended.seconds > REFUSED_WITHIN:
                        report.late.append(f"{place}: took {ended.seconds:.2f} s to be refused")
            if sorted(codes) == [0, 0]:
                report.count("one after the other")
            elif sorted(codes) != [0, 6]:
                report.fail(place, f"ended with {codes}: {ends}")
            else:
                report.fail(place, *differences(clean.held, contents(db, post.root))[:5])
            report.fail(place, *faults_in(db)[:5] if 6 in codes else ())
        report.count(f"of {len(moments)} rounds as wanted", len(report.failures) == failures)


# -- readers ---------------------------------------------------------------------------------------------------------


def _read(
    name: str, look: Callable[[], object], stop: threading.Event, report: Report, waits: dict[str, float]
) -> None:
    while not stop.is_set():
        began = time.monotonic()
        try:
            look()
        except Exception as error:  # any is a failure to report
            report.fail(f"reader {name}", f"{type(error).__name__}: {error}")
            return
        waits[name] = max(waits.get(name, 0.0), time.monotonic() - began)
        report.count(f"reads by {name}")
        time.sleep(0.02)


def _plain(db: Path) -> int:
    """As any tool reads: with sqlite3. It never waits for a writer, but for the first connection to a file to open and
    the last to close, when SQLite has the file for itself for some milliseconds (met once, 2026-11)."""
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=0.5)) as conn:
        return len(conn.execute("SELECT * FROM articles JOIN revisions ON article_id = articles.id").fetchall())


def _search(db: Path) -> int:
    from qiosk_scraper.archive import Archive

    with Archive(db) as archive:
        return len(archive.search("harbour OR council", limit=5))


@contextmanager
def datasette(db: Path) -> Iterator[str]:
    """`qiosk browse` over the archive; its address."""
    with subprocess.Popen(
        [sys.executable, "-m", "qiosk_scraper", "browse", "--port", "0", "-d", str(db)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()
            process.wait()


def readers(post: Post, report: Report) -> None:
    """sqlite3, the archive's own search and Datasette read while a crawl writes."""
    with folder() as where:
        db = where / "archive.db"
        post.begin("readers-", PAUSE)
        Run(post, db, "readers-0", options=("--max-articles", "2")).end()
        with datasette(db) as address:
            looks: dict[str, Callable[[], object]] = {"sqlite3": lambda: _plain(db), "search": lambda: _search(db)}
            if address.startswith("http"):
                query = f"{address}archive.json?sql=select+count(*)+from+articles"
                looks["Datasette"] = lambda: urllib.request.urlopen(query, timeout=30).read()
            else:
                report.counts["Datasette"] = "left out: not installed"
            stop, waits = threading.Event(), dict[str, float]()
            threads = [
                threading.Thread(target=_read, args=(name, look, stop, report, waits)) for name, look in looks.items()
            ]
            for thread in threads:
                thread.start()
            ended = Run(post, db, "readers-1").end()
            stop.set()
            for thread in threads:
                thread.join()
        if ended.code != 0:
            report.fail("readers", f"the crawl beside them ended with {ended.code}: {ended.err[-300:]}")
        for name, wait in waits.items():
            report.most(f"ms at most for a read by {name}", wait * 1000)
            if wait > READ_WITHIN:
                report.late.append(f"readers: {name} waited {wait:.1f} s")
        report.fail("readers", *faults_in(db, once=False)[:5])


# -- another program -------------------------------------------------------------------------------------------------


def outside_writer(post: Post, clean: Clean, seconds: float, moment: Moment, when: str, report: Report) -> None:
    """Another program holds `BEGIN EXCLUSIVE` from a moment of a run on, for so many seconds."""
    place = f"held for {seconds:.0f} s from {when} on"
    with folder() as where:
        db = where / "archive.db"
        post.begin(f"held-{seconds:.0f}-{when.replace(' ', '-')}-", PAUSE)
        Run(post, db, f"{post.trial}0", options=("--max-articles", "2")).end()
        run = Run(post, db, f"{post.trial}1")
        moment(run)
        with closing(sqlite3.connect(db, timeout=30, isolation_level=None)) as conn:
            conn.execute("BEGIN EXCLUSIVE")
            held = time.monotonic()
            run.wait_until(held - run.began + seconds)
            waited = time.monotonic() - held
            conn.execute("ROLLBACK")
        ended = run.end()
        report.counts[f"exit code when {place}"] = ended.code
        report.counts[f"s until then ({place})"] = round(ended.seconds, 1)
        if "Traceback" in ended.err or "database is locked" in ended.err:
            report.fail(place, f"talk: {ended.err[-300:]!r}")
        if seconds > 31 and (ended.code != 6 or not 25 < waited < 36 or len(ended.errors) != 1):
            report.fail(place, f"exit {ended.code} after {waited:.1f} s: {ended.err!r}")
        if seconds < 29 and ended.code != 0:
            report.fail(place, f"exit {ended.code}: {ended.err!r}")
        report.fail(place, *faults_in(db, once=False)[:5])
        again = Run(post, db, f"{post.trial}2").end() if ended.code else ended
        if again.code != 0 or crawl_codes(db)[-1] != 0:
            report.fail(place, f"the run after it ended with {again.code}: {again.err[-300:]}")
        report.fail(place, *[one for one in differences(clean.held, contents(db, post.root)) if _of_articles(one)][:5])


def _of_articles(difference: str) -> bool:
    """Section pages were read by the run before, too: only they differ from one undisturbed run."""
    return difference.startswith(("articles", "revisions", "photos", "links", "aliases", "answers"))


def campaign(seed: int, rounds: int, articles: int, held: int) -> Report:
    """`rounds` pairs of crawls; another program that holds the lock for `held` seconds, and for 5."""
    report = Report("lock", seed)
    chance = random.Random(seed)
    with saltmarsh_post(articles, seed) as post, folder() as where:
        post.pause = PAUSE
        clean = clean_run(post, where)
        moments = [after_seconds(chance.uniform(0, clean.seconds)) for _ in range(rounds)]
        two_crawls(post, clean, moments, report)
        readers(post, report)
        if held:
            outside_writer(post, clean, 5, when_asked(articles // 2), "the middle", report)
            outside_writer(post, clean, held, after_seconds(0), "the start", report)
            outside_writer(post, clean, held, when_asked(articles // 2), "the middle", report)
    return report


def main() -> int:
    chosen = arguments(__doc__ or "", rounds=50, articles=40, held=40)
    return campaign(chosen.seed, chosen.rounds, chosen.articles, chosen.held).finish(chosen.json)


if __name__ == "__main__":
    sys.exit(main())
