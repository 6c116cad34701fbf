"""A disk that is nearly full: a crawl pauses before it is, goes on when there is room, or ends and says so."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from itertools import chain, repeat
from pathlib import Path

import pytest
from crawls import expected, rows, sections, stored
from plain_site import PlainSite

from qiosk_scraper.crawling import CrawlPlan, CrawlReport, run_crawl
from qiosk_scraper.errors import ExitCode
from qiosk_scraper.fetching import room
from qiosk_scraper.progress import Silent

MIB = 1024 * 1024
Usage = namedtuple("Usage", "total used free")


class Said(Silent):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, text: str) -> None:
        self.lines.append(text)


def crawl(
    monkeypatch: pytest.MonkeyPatch, db: Path, site: PlainSite, free: Iterator[int], total: int, **settings: float
) -> tuple[CrawlReport, list[str]]:
    """A crawl on a disk that has so many MiB free each time somebody looks."""
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _folder: Usage(total * MIB, 0, next(free) * MIB))
    monkeypatch.setattr(room, "LOOK_AGAIN", 0.0)  # before each request
    said = Said()
    report = run_crawl(CrawlPlan(db, sections(site), progress=said, settings=settings))
    return report, said.lines


def test_it_pauses_and_goes_on_when_there_is_room(monkeypatch: pytest.MonkeyPatch, db: Path, site: PlainSite) -> None:
    free = chain(repeat(900, 3), repeat(499, 4), repeat(900))
    report, said = crawl(monkeypatch, db, site, free, 100_000)
    assert report.exit_code == ExitCode.DONE
    assert stored(db) == expected(site)
    assert len(said) == 2
    assert said[0].startswith("pausing, disk nearly full: 523,239,424 bytes free, 524,288,000 are to stay free")
    assert str(db) in said[0]
    assert said[1] == "there is room again, going on"


def test_it_ends_when_nobody_makes_room_and_the_next_run_goes_on(
    monkeypatch: pytest.MonkeyPatch, db: Path, site: PlainSite
) -> None:
    free = chain(repeat(900, 6), repeat(12))
    report, _ = crawl(monkeypatch, db, site, free, 100_000, QIOSK_ROOM_PATIENCE=0.02)
    assert report.exit_code == ExitCode.DISK_FULL
    assert str(report.error) == (
        f"disk nearly full: 12,582,912 bytes free, 524,288,000 are to stay free ({db}): "
        "make room and run the same command again; all that was stored is safe"
    )
    assert rows(db, "SELECT exit_code FROM crawls") == [(3,)]
    assert len(stored(db)) < len(expected(site))
    report, said = crawl(monkeypatch, db, site, repeat(900), 100_000)
    assert (report.exit_code, said) == (ExitCode.DONE, [])
    assert stored(db) == expected(site)


@pytest.mark.parametrize(("total", "wanted"), [(4_000, 500), (100_000, 0), (100_000, 90)])
def test_small_disks_and_other_wishes_are_let_be(
    monkeypatch: pytest.MonkeyPatch, db: Path, site: PlainSite, total: int, wanted: int
) -> None:
    report, said = crawl(monkeypatch, db, site, repeat(100), total, QIOSK_MIN_FREE=wanted)
    assert (report.exit_code, said) == (ExitCode.DONE, [])
