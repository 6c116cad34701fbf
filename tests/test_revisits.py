"""Looking at articles again: when they are due, only if they have changed, and never losing what was known."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from crawls import crawl, rows
from small_site import SetClock, SmallSite, clock, small

from qiosk_scraper.crawling import CrawlPlan, CrawlReport, run_crawl
from qiosk_scraper.demo import serve
from qiosk_scraper.demo import server as server_of_demo
from qiosk_scraper.demo.server import DemoServer
from qiosk_scraper.errors import ExitCode

__all__ = ["clock", "small"]  # fixtures

FRESH, OLD, OTHER = "/tales/the-ferry-is-late", "/tales/the-old-lighthouse", "/tales/the-net-menders"


@pytest.fixture
def site(small: SmallSite, clock: SetClock) -> SmallSite:
    """Three articles: an hour, a year and a month old."""
    small.article(FRESH, "The ferry is late", "2026-03-10T11:00:00+00:00")
    small.article(OLD, "The old lighthouse", "2025-03-10T11:00:00+00:00")
    small.article(OTHER, "The net menders", "2026-02-10T11:00:00+00:00")
    small.list("/news", [FRESH, OLD, OTHER])
    return small


def again(site: SmallSite, db: Path, **options: object) -> CrawlReport:
    """Another crawl, with an empty log."""
    site.log.clear()
    return crawl(db, f"{site.root}/news", **options)


def articles(site: SmallSite) -> dict[str, int]:
    return {path: status for path, status in site.statuses().items() if path.startswith("/tales")}


def test_nothing_is_due_right_after_a_crawl(site: SmallSite, db: Path, clock: SetClock) -> None:
    crawl(db, f"{site.root}/news")
    clock.move(minutes=55)
    again(site, db)
    assert site.statuses() == {"/news": 304}


def test_each_article_is_due_by_its_age(site: SmallSite, db: Path, clock: SetClock) -> None:
    crawl(db, f"{site.root}/news")
    due = dict(rows(db, "SELECT url, not_before FROM frontier WHERE kind = 'article'"))
    hours = {
        path: (datetime.fromisoformat(due[f"{site.root}{path}/"]) - clock.now()).total_seconds() / 3600
        for path in (FRESH, OLD, OTHER)
    }
    assert 1 <= hours[FRESH] <= 1.2 and 14 * 24 <= hours[OTHER] <= 17 * 24 and 90 * 24 <= hours[OLD] <= 108 * 24
    for moved, asked in (({"hours": 2}, {FRESH}), ({"days": 18}, {FRESH, OTHER}), ({"days": 95}, {FRESH, OLD, OTHER})):
        clock.move(**moved)
        again(site, db)
        assert set(articles(site)) == asked


def test_an_unchanged_page_costs_no_body_and_is_no_revision(site: SmallSite, db: Path, clock: SetClock) -> None:
    crawl(db, f"{site.root}/news")
    clock.move(hours=2)
    report = again(site, db)
    assert articles(site) == {FRESH: 304}
    seen = rows(db, "SELECT first_seen_at, last_seen_at, revision_count FROM articles WHERE url LIKE '%ferry%'")
    assert seen == [("2026-03-10T12:00:00+00:00", "2026-03-10T14:00:00+00:00", 1)]
    asked = rows(db, "SELECT outcome, status, capture_id IS NULL FROM fetches WHERE url LIKE '%ferry%' ORDER BY id")
    assert asked == [("ok", 200, 0), ("not_modified", 304, 1)]
    assert report.counts is not None and (report.counts.new, report.counts.changed, report.counts.same) == (0, 0, 3)


def test_a_changed_page_is_a_revision(site: SmallSite, db: Path, clock: SetClock) -> None:
    crawl(db, f"{site.root}/news")
    site.article(FRESH, "The ferry is later still", "2026-03-10T11:00:00+00:00")
    clock.move(hours=2)
    report = again(site, db)
    assert articles(site) == {FRESH: 200}
    assert report.counts is not None and report.counts.changed == 1
    assert rows(db, "SELECT kind FROM events ORDER BY kind") == [("body_changed",), ("headline_changed",)]


def test_last_modified_is_enough(site: SmallSite, db: Path, clock: SetClock) -> None:
    at = "Tue, 10 Mar 2026 11:00:00 GMT"
    page = {"validated": False, "headers": {"Last-Modified": at}}
    site.article(FRESH, "The ferry is late", "2026-03-10T11:00:00+00:00", **page)
    crawl(db, f"{site.root}/news")
    clock.move(hours=2)
    again(site, db)
    [asked] = [one for one in site.log if one.path == FRESH]
    assert asked.headers["if-modified-since"] == at and "if-none-match" not in asked.headers


def test_a_round_of_refresh_asks_for_all_by_their_validators(site: SmallSite, db: Path) -> None:
    crawl(db, f"{site.root}/news")
    again(site, db, refresh=True)
    assert articles(site) == {FRESH: 304, OLD: 304, OTHER: 304}


def test_one_article_that_is_named_is_asked_and_no_other(site: SmallSite, db: Path, clock: SetClock) -> None:
    crawl(db, f"{site.root}/news")
    clock.move(days=400)
    site.log.clear()
    crawl(db, f"{site.root}{OLD}")
    assert site.statuses() == {OLD: 304}


def test_after_an_answer_that_was_no_article_the_whole_page_is_asked_for(
    site: SmallSite, db: Path, clock: SetClock
) -> None:
    crawl(db, f"{site.root}/news")
    good = site.pages[FRESH]
    site.put(FRESH, "<html><head><title>Just a moment…</title></head><body><h1>Checking your browser</h1></body>")
    clock.move(hours=2)
    again(site, db)
    assert articles(site) == {FRESH: 200}
    site.pages[FRESH] = good
    clock.move(days=2)
    again(site, db)
    assert articles(site) == {FRESH: 200}
    assert "if-none-match" not in next(one for one in site.log if one.path == FRESH).headers
    assert rows(db, "SELECT revision_count, status FROM articles WHERE url LIKE '%ferry%'") == [(1, "live")]


def test_a_page_that_is_gone_is_looked_at_again_and_may_return(site: SmallSite, db: Path, clock: SetClock) -> None:
    crawl(db, f"{site.root}/news")
    good = site.pages.pop(FRESH)
    site.list("/news", [OLD, OTHER])
    clock.move(hours=2)
    again(site, db)
    assert rows(db, "SELECT status FROM articles WHERE url LIKE '%ferry%'") == [("removed",)]
    clock.move(hours=2)
    again(site, db)
    assert articles(site) == {}
    site.pages[FRESH] = good
    clock.move(days=2)
    again(site, db)
    assert rows(db, "SELECT kind FROM events ORDER BY id") == [("removed",), ("returned",)]


def test_validators_of_a_page_that_a_redirect_leads_to_are_for_that_page(
    small: SmallSite, db: Path, clock: SetClock
) -> None:
    small.article(FRESH, "The ferry is late", "2026-03-10T11:00:00+00:00")
    small.put("/old-ferry-tale-told", "", status=301, headers={"Location": FRESH}, validated=False)
    for _ in range(2):
        small.log.clear()
        crawl(db, f"{small.root}/old-ferry-tale-told")
    first, second = small.log
    assert "if-none-match" not in first.headers
    assert "if-none-match" in second.headers and second.status == 304


def test_not_modified_without_a_question_is_no_answer(small: SmallSite, db: Path) -> None:
    small.put(FRESH, "", status=304, validated=False)
    assert crawl(db, f"{small.root}{FRESH}").exit_code == ExitCode.NOTHING_FETCHED
    assert rows(db, "SELECT count(*) FROM articles") == [(0,)]


# -- the demo outlet -------------------------------------------------------------------------------------------------


def demo(db: Path, server: DemoServer, **options: object) -> None:
    """A crawl of the embedded outlet by way of a server whose log can be read."""
    settings = {
        "QIOSK_EMBEDDED": {"www.harbour-ledger.example": server.address},
        "QIOSK_OPEN_ADDRESSES": [server.address.removeprefix("http://")],
    }
    server.requests.clear()
    assert run_crawl(CrawlPlan(db, ("demo",), settings=settings, **options)).exit_code == ExitCode.DONE  # type: ignore[arg-type]


def test_the_unchanged_demo_outlet_is_asked_for_its_lists_alone(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    set_up = server_of_demo._Handler.setup

    def counting(handler: server_of_demo._Handler) -> None:
        set_up(handler)
        write = handler.wfile.write

        def count(data: bytes) -> int:
            sent.append(len(data))
            return write(data)

        monkeypatch.setattr(handler.wfile, "write", count)

    monkeypatch.setattr(server_of_demo._Handler, "setup", counting)
    with serve() as server:
        demo(db, server)
        first = sum(sent)
        sent.clear()
        paths = {one[len("http://www.harbour-ledger.example") :] for (one,) in rows(db, "SELECT url FROM articles")}
        assert len(paths) >= 40
        demo(db, server)
        assert 0 < sum(sent) <= 0.05 * first
        assert {one.status for one in server.requests} == {304}
        assert not paths & {one.path.partition(".example")[2] for one in server.requests}
        demo(db, server, refresh=True)
        assert {one.status for one in server.requests} == {304}
