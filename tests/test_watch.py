"""Watching: rounds when they are due by the clock, a line for each thing that happened, an end when it is asked for."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from cli_runner import qiosk
from crawls import FAST, rows
from small_site import SetClock, SmallSite, small

from qiosk_scraper.archive import ArchiveWriter
from qiosk_scraper.archive.happenings import Happening
from qiosk_scraper.cli.watch import line
from qiosk_scraper.crawling import CrawlPlan, CrawlReport
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.fetching.clock import set_clock
from qiosk_scraper.watching import WatchPlan, run_watch

__all__ = ["small"]  # fixture

FRESH, OLD, NEW = "/tales/the-ferry-is-late", "/tales/the-old-lighthouse", "/tales/the-new-bridge-opens"


class Rounds(SetClock):
    """A clock that does something at each wait, and ends the watch after the last."""

    def __init__(self, *acts: Callable[[], None]) -> None:
        super().__init__()
        self._acts = iter(acts)

    def now(self) -> datetime:
        self.move(milliseconds=1)  # between any two looks at it time goes by
        return super().now()

    async def wait(self, seconds: float, until: object) -> None:
        await super().wait(seconds, until)
        if (act := next(self._acts, None)) is not None:
            act()
        else:
            signal.raise_signal(signal.SIGINT)
            await until.wait()  # type: ignore[attr-defined]


@pytest.fixture
def site(small: SmallSite) -> Iterator[SmallSite]:
    small.article(FRESH, "The ferry is late", "2026-03-10T11:30:00+00:00")
    small.article(OLD, "The old lighthouse", "2020-03-10T11:00:00+00:00")
    small.article("/tales/the-net-menders", "The net menders", "2020-03-11T11:00:00+00:00")
    small.list("/news", [FRESH, OLD, "/tales/the-net-menders"])
    yield small


class Watch:
    """One watch of the site's section, with what it told."""

    def __init__(self, site: SmallSite, db: Path, *acts: Callable[[], None], **plan: object) -> None:
        self.told: list[Happening] = []
        self.reports: list[CrawlReport] = []
        self.refused: list[QioskError] = []
        self.clock = Rounds(*acts)
        crawl = CrawlPlan(db, (f"{site.root}/news",), settings=FAST)
        with set_clock(self.clock):
            self.code = run_watch(
                WatchPlan(crawl, tell=self.told.append, close=self.reports.append, refuse=self.refused.append, **plan)  # type: ignore[arg-type]
            )

    def kinds(self) -> list[tuple[str, str]]:
        return [(one.kind, one.url.rstrip("/").rpartition("/")[2]) for one in self.told]


def nothing() -> None:
    """A wait in which nothing happens."""


def test_new_and_changed_articles_are_told_round_by_round(site: SmallSite, db: Path) -> None:
    def edit() -> None:
        site.article(FRESH, "The ferry is later still", "2026-03-10T11:30:00+00:00")

    def add() -> None:
        site.article(NEW, "The new bridge opens", "2026-03-10T14:00:00+00:00")
        site.list("/news", [NEW, FRESH, OLD])

    def take_away() -> None:
        site.pages.pop(FRESH)

    watch = Watch(site, db, edit, nothing, add, nothing, take_away, nothing, nothing, nothing, nothing, nothing)
    kinds = watch.kinds()
    assert kinds[:3] == [("new", "the-ferry-is-late"), ("new", "the-old-lighthouse"), ("new", "the-net-menders")]
    later = ["headline_changed", "body_changed", "new", "removed"]
    assert [kind for kind, _ in kinds[3:]] == later
    assert kinds[5] == ("new", "the-new-bridge-opens")
    assert next(one for one in watch.told if one.kind == "headline_changed").detail == {
        "from": "The ferry is late", "to": "The ferry is later still",
    }  # fmt: skip
    assert watch.code == ExitCode.SIGINT


def test_lists_are_looked_at_in_their_rhythm_and_articles_when_due(site: SmallSite, db: Path) -> None:
    watch = Watch(site, db, *[nothing] * 12, every=6.0)
    assert max(watch.clock.waits) <= 6 * 3600
    looks = rows(db, "SELECT kind, url LIKE '%ferry%' FROM fetches ORDER BY id")
    hours = (watch.clock.at - SetClock().at).total_seconds() / 3600
    lists = sum(kind == "section" for kind, _ in looks)
    assert hours / 6 - 1 <= lists <= hours / 6 + 2
    assert sum(wait < 300 for wait in watch.clock.waits) <= lists  # articles alone are waited for together
    assert 5 <= sum(ferry for _, ferry in looks) <= hours
    assert len(rows(db, "SELECT id FROM crawls")) == len(watch.reports)


def test_a_watch_that_begins_again_goes_on_where_it_was(site: SmallSite, db: Path) -> None:
    Watch(site, db)
    site.log.clear()
    again = Watch(site, db, nothing)
    assert again.told == []
    assert again.clock.waits[0] > 1800  # the lists were looked at by the watch before
    assert len(rows(db, "SELECT id FROM crawls")) == 1 + len(again.reports)


def test_lists_that_fail_are_not_hammered(site: SmallSite, db: Path) -> None:
    site.put("/news", "", status=503, validated=False)
    watch = Watch(site, db, *[nothing] * 4)
    assert min(watch.clock.waits) >= 300
    assert {report.exit_code for report in watch.reports} == {ExitCode.NOTHING_FETCHED}


def test_an_archive_locked_meanwhile_is_waited_for(site: SmallSite, db: Path) -> None:
    held: list[ArchiveWriter] = []
    watch = Watch(site, db, lambda: held.append(ArchiveWriter.open(db)), lambda: held.pop().close(), nothing)
    assert [error.exit_code for error in watch.refused] == [ExitCode.ARCHIVE_LOCKED]
    assert len(watch.reports) >= 2


def test_an_archive_locked_from_the_beginning_ends_it(site: SmallSite, db: Path) -> None:
    with ArchiveWriter.open(db), pytest.raises(QioskError) as raised:
        Watch(site, db)
    assert raised.value.exit_code == ExitCode.ARCHIVE_LOCKED


def test_a_target_that_is_none_is_refused(tmp_path: Path) -> None:
    assert qiosk("watch", "responsible-statecraftt", "-d", str(tmp_path / "a.db")).code == ExitCode.USAGE
    assert qiosk("watch", "-d", str(tmp_path / "a.db")).code == ExitCode.USAGE
    assert not list(tmp_path.iterdir())


def test_a_line_is_one_line_and_harmless() -> None:
    headline, detail = "Two\nlines \x1b[31m", {"from": "One", "to": "Two"}
    at, kind = "2026-03-10T12:00:00+00:00", "headline_changed"
    shown = line(Happening(at, kind, "gazette", 1, "http://a/", headline, detail))
    assert shown == "2026-03-10 12:00  headline_changed   gazette  Two lines \\x1b[31m  was: One  http://a/"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_the_command_says_what_happens_and_ends_cleanly(site: SmallSite, db: Path, number: int, code: int) -> None:
    root = Path(__file__).parent.parent
    process = subprocess.Popen(
        [sys.executable, "-m", "qiosk_scraper", "watch", f"{site.root}/news", "--json", "-d", str(db)],
        cwd=db.parent, env={**os.environ, "PYTHONPATH": str(root)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        told = [json.loads(process.stdout.readline()) for _ in range(4)]
        process.send_signal(number)
        out, said = process.communicate(timeout=60)
    finally:
        process.kill()
    assert [one["event"] for one in told] == ["new", "new", "new", "round"]
    assert told[0]["headline"] == "The ferry is late" and told[3]["new"] == 3
    assert process.returncode == code, said
    assert "Traceback" not in said and out == ""
    assert said.splitlines()[-1].startswith("error: stopped")
    assert rows(db, "SELECT exit_code FROM crawls") == [(0,)]


@pytest.mark.parametrize("form", ["--json", "--nl"])
def test_a_dry_run_is_told_in_the_form_that_was_asked_for(tmp_path: Path, form: str) -> None:
    db = tmp_path / "a.db"
    ran = qiosk("watch", "https://gazette.example/news/", "--dry-run", form, "-d", str(db))
    asked = {"url": "https://gazette.example/news/", "kind": "page", "outlet": "gazette.example"}
    assert (ran.code, [json.loads(line) for line in ran.out.splitlines()]) == (0, [asked])
    assert not db.exists()
