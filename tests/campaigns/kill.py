"""kill -9 at seeded random moments of a crawl, start-up included, and before and after each of its commits."""

from __future__ import annotations

import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from campaigns.post import Post, saltmarsh_post
from campaigns.runs import (
    Clean,
    Moment,
    Report,
    Run,
    after_seconds,
    arguments,
    clean_run,
    content_hash,
    contents,
    crawl_codes,
    differences,
    faults_in,
    fetched,
    folder,
    when_asked,
)

PAUSE = 0.01
"""Seconds an article takes."""
MOST_KILLS = 6
"""Of runs on one archive."""
AT_COMMIT = (sys.executable, "-m", "campaigns.killed_at_commit")


def check_asked(post: Post, run: str, before: set[str], report: Report, where: str) -> None:
    """Within a run each URL is asked as often as its tries; what was stored is not asked again."""
    for path, times in Counter(asked.path for asked in post.log if asked.run == run).items():
        allowed = 2 if path == post.slow_path else 1  # it answers when asked twice
        if times > allowed:
            report.fail(where, f"{path} asked {times} times in one run")
        if f"{post.root}{path}" in before:
            report.fail(where, f"{path} asked again, though it was stored")


def check_end(post: Post, clean: Clean, db: Path, kills: int, report: Report, where: str) -> None:
    """The archive after the last run is the one of an undisturbed run; nothing was asked too often."""
    held = contents(db, post.root)
    differ = differences(clean.held, held)
    report.fail(where, *differ[:5], *faults_in(db)[:5])
    report.count("archives")
    report.count("with the content hash of an unkilled run", content_hash(held) == clean.hash)
    report.count("rows lost", sum(": lost" in one for one in differ))
    report.count("rows doubled", sum(": too much" in one for one in differ))
    asked = Counter(one.path for one in post.log if one.path != "/robots.txt")
    asked[post.slow_path] -= 1
    worst = max(asked.values(), default=0)
    if worst > 1 + kills:
        report.fail(where, f"a URL was asked {worst} times in {kills} kills")
    report.most("requests at most for one URL", worst)


def at_random_moments(post: Post, clean: Clean, cycles: int, report: Report, chance: random.Random) -> None:
    """Kills runs of one archive after the other; each archive a few times, until a run comes to its end."""
    trial = 0
    while (left := cycles - report.counts.get("kills", 0)) > 0:
        trial += 1
        moments = [_moment(clean, chance) for _ in range(min(left, MOST_KILLS))]
        killed_at(post, clean, moments, f"trial-{trial}-", report)


def _moment(clean: Clean, chance: random.Random) -> Moment:
    """A quarter of the kills falls into the start-up, some into a run's end, the others a little after a request."""
    kind, share, pause = chance.random(), chance.random(), chance.uniform(0, 0.15)
    if kind < 0.25:
        return after_seconds(clean.first * share)
    if kind < 0.35:
        return after_seconds(clean.seconds * (0.8 + 0.2 * share))
    most = clean.asked if kind < 0.6 else clean.asked // 4
    return when_asked(1 + round(most * share), pause)


def killed_at(post: Post, clean: Clean, moments: Sequence[Moment], trial: str, report: Report) -> None:
    """Runs on one archive, each killed at its moment; the last one comes to its end."""
    with folder() as where:
        db, before, kills = where / "archive.db", set[str](), 0
        post.begin(trial, PAUSE)
        for number, moment in enumerate((*moments, None)):
            place = f"{trial}{number}"
            run = Run(post, db, place)
            if moment is not None and moment(run):
                run.process.kill()
            ended = run.end()
            check_asked(post, place, before, report, place)
            report.fail(place, *faults_in(db)[:5])
            now = fetched(db)
            report.fail(place, *(f"committed fetch lost: {url}" for url in sorted(before - now)[:5]))
            before = now
            if ended.code != -signal.SIGKILL:
                if ended.code != 0:
                    report.fail(place, f"ended with {ended.code}: {ended.err.strip()[-300:]}")
                break
            kills += 1
            report.count("kills")
            report.count("of them before the first request", not any(one.run == place for one in post.log))
            if crawl_codes(db)[-1:] == [0]:
                report.count("of them after the end was written")
                break
        check_end(post, clean, db, kills, report, trial)


def at_each_commit(post: Post, clean: Clean, most: int, report: Report) -> None:
    """A kill right before and right after the first, second, … commit of a run, until a run has no more of them."""
    for when in ("before", "after"):
        for number in range(1, most + 1):
            if not at_commit(post, clean, when, number, report):
                report.counts[f"commits of a run ({when})"] = number - 1
                break


def at_commit(post: Post, clean: Clean, when: str, number: int, report: Report) -> bool:
    """A kill right before or after a commit, and the run after it; False when a run has fewer commits."""
    place = f"{when} commit {number}"
    with folder() as where:
        db = where / "archive.db"
        post.begin(f"{when}-{number}-", PAUSE)
        ended = Run(post, db, f"{post.trial}0", through=(*AT_COMMIT, when, str(number))).end()
        if ended.code == 0:
            return False
        if ended.code != -signal.SIGKILL:
            report.fail(place, f"ended with {ended.code}: {ended.err[-300:]}")
            return True
        report.count(f"kills {when} a commit")
        report.fail(place, *faults_in(db)[:5])
        before = fetched(db)
        if crawl_codes(db)[-1:] == [0]:
            report.count("of them after the end was written")
        else:
            again = Run(post, db, f"{post.trial}1").end()
            if again.code != 0:
                report.fail(place, f"the run after it ended with {again.code}: {again.err[-300:]}")
            check_asked(post, f"{post.trial}1", before, report, place)
        check_end(post, clean, db, 1, report, place)
    return True


def campaign(seed: int, cycles: int, articles: int, commits: int) -> Report:
    """The whole campaign; `commits` is the last commit of a run at which it is killed."""
    report = Report("kill", seed)
    with saltmarsh_post(articles, seed) as post, folder() as where:
        post.pause = PAUSE
        clean = clean_run(post, where)
        at_random_moments(post, clean, cycles, report, random.Random(seed))
        at_each_commit(post, clean, commits, report)
    return report


def main() -> int:
    chosen = arguments(__doc__ or "", cycles=200, articles=60, commits=1000)
    began = time.monotonic()
    report = campaign(chosen.seed, chosen.cycles, chosen.articles, chosen.commits)
    report.counts["seconds"] = round(time.monotonic() - began)
    return report.finish(chosen.json)


if __name__ == "__main__":
    sys.exit(main())
