"""No room left at seeded points: RLIMIT_FSIZE, max_page_count, and a small tmpfs (which needs root)."""

from __future__ import annotations

import random
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from campaigns.post import Post, saltmarsh_post
from campaigns.runs import (
    Clean,
    Report,
    Run,
    arguments,
    clean_run,
    contents,
    crawl_codes,
    differences,
    faults_in,
    fetched,
    folder,
)

WITH_FEW_PAGES = (sys.executable, "-m", "campaigns.few_pages")
PAGE = 4096


def by_file_size(post: Post, db: Path, room: int) -> Run:
    return Run(post, db, f"{post.trial}0", prepare=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)))


def by_pages(post: Post, db: Path, room: int) -> Run:
    return Run(post, db, f"{post.trial}0", through=(*WITH_FEW_PAGES, str(max(1, room // PAGE))))


def by_full_disk(post: Post, db: Path, room: int) -> Run:
    _mount("remount", f"size={max(PAGE, room)}", db.parent)
    return Run(post, db, f"{post.trial}0")


@contextmanager
def small_disk() -> Iterator[Path]:
    """A tmpfs, with room to begin with."""
    with folder() as where:
        _mount("size=64m", "mode=700", where)
        try:
            yield where
        finally:
            subprocess.run(["umount", "--lazy", str(where)], check=False)


def _mount(first: str, second: str, where: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"{first},{second}", "tmpfs", str(where)], check=True)


def can_mount() -> bool:
    try:
        with small_disk():
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


KINDS: dict[str, tuple[Callable[[], AbstractContextManager[Path]], Callable[[Post, Path, int], Run]]] = {
    "RLIMIT_FSIZE": (folder, by_file_size),
    "max_page_count": (folder, by_pages),
    "tmpfs": (small_disk, by_full_disk),
}


def ran_out(post: Post, clean: Clean, kind: str, room: int, report: Report, place: str) -> bool:
    """One run with `room` bytes, and one with enough of them after it; False when the first had enough."""
    place_for, start = KINDS[kind]
    with place_for() as where:
        db = where / "archive.db"
        ended = start(post, db, room).end()
        if kind == "tmpfs":
            _mount("remount", "size=64m", where)
        if ended.code == 0:
            report.fail(place, *differences(clean.held, contents(db, post.root))[:5])
            return False
        if ended.code != 3 or len(ended.errors) != 1 or not ended.errors[0].startswith("error: disk full"):
            report.fail(place, f"exit {ended.code}: {ended.err[-400:]!r}")
        if "Traceback" in ended.err or "Exception ignored" in ended.err or "ERROR" in ended.err:
            report.fail(place, f"talk: {ended.err[-400:]!r}")
        report.fail(place, *faults_in(db)[:5])
        kept = fetched(db)
        said = f"{_articles(db)} new"
        if ended.closing_line and said not in ended.closing_line:
            report.fail(place, f"{said} in the archive, but {ended.closing_line!r}")
        report.count("of them with something stored before", bool(kept))
        again = Run(post, db, f"{post.trial}1").end()
        if again.code != 0:
            report.fail(place, f"the run with room ended with {again.code}: {again.err[-300:]}")
        if lost := kept - fetched(db):
            report.fail(place, f"{len(lost)} committed fetches lost")
        if asked := [one.path for one in post.log if one.run == f"{post.trial}1" and post.root + one.path in kept]:
            report.fail(place, f"asked again, though stored: {asked[0]}")
        report.fail(place, *differences(clean.held, contents(db, post.root))[:5], *faults_in(db)[:5])
        if crawl_codes(db)[-1] != 0:
            report.fail(place, f"codes {crawl_codes(db)}")
    return True


def _articles(db: Path) -> int:
    return len(contents(db, "-")["articles"]) if fetched(db) else 0


def campaign(seed: int, times: int, articles: int) -> Report:
    """`times` points of each kind."""
    report = Report("disk", seed)
    chance = random.Random(seed)
    with saltmarsh_post(articles, seed) as post, folder() as where:
        clean = clean_run(post, where)
        for kind in KINDS:
            if kind == "tmpfs" and not can_mount():
                report.counts["tmpfs"] = "left out: mount needs root"
                continue
            done = trial = 0
            most = clean.size * (2 if kind == "tmpfs" else 1)  # the WAL takes room beside the file
            while done < times and trial < 5 * times:
                trial += 1
                room = round(most * (done + chance.random()) / times)
                post.begin(f"{kind}-{trial}-")
                failures = len(report.failures)
                if ran_out(post, clean, kind, room, report, f"{kind} {trial}, {room} bytes"):
                    done += 1
                    report.count(f"of {times} {kind}", len(report.failures) == failures)
                else:
                    most = min(most, room)
                    report.count("with enough room after all")
    return report


def main() -> int:
    chosen = arguments(__doc__ or "", times=20, articles=60)
    return campaign(chosen.seed, chosen.times, chosen.articles).finish(chosen.json)


if __name__ == "__main__":
    sys.exit(main())
