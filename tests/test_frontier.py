"""The frontier: nothing asked twice in a round, nothing forgotten, everything gone on with after a kill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from visits import CITY, HOME, OUTLET, article, at, entry, failure, listing, rows, url, visit, writing

from qiosk_scraper.archive import ArchiveWriter
from qiosk_scraper.items import FrontierEntry, Visit
from qiosk_scraper.outlet import Outlet

FEED = f"{HOME}/feed.xml"
SEEDS = [entry(CITY, "section", priority=20), entry(FEED, "feed", priority=10)]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def writer(db: Path) -> Iterator[ArchiveWriter]:
    with writing(db) as opened:
        opened.seed(OUTLET, SEEDS)
        yield opened


def waiting(writer: ArchiveWriter, limit: int = 100, exclude: tuple[str, ...] = ()) -> list[str]:
    return [one.url for one in writer.pending("gazette", limit, exclude)]


def test_highest_priority_first_then_in_the_order_of_finding(writer: ArchiveWriter) -> None:
    writer.seed(OUTLET, [entry(url("z")), entry(url("a")), entry(url("m"), priority=5)])
    assert waiting(writer) == [CITY, FEED, url("m"), url("z"), url("a")]
    assert waiting(writer, 2) == [CITY, FEED]
    assert waiting(writer, 2, (CITY, url("m"), "http://unknown.example/")) == [FEED, url("z")]
    assert waiting(writer, 0) == []
    assert writer.pending("other", 10, ()) == []


def test_an_entry_comes_back_as_it_went_in(writer: ArchiveWriter) -> None:
    given = FrontierEntry(url("a"), "article", "gazette", priority=99, found_on=CITY)
    writer.seed(OUTLET, [given])
    assert writer.pending("gazette", 1, ()) == [given]


def test_found_urls_wait_once_their_listing_is_stored(writer: ArchiveWriter) -> None:
    writer.store([listing("a", "b")])
    assert waiting(writer) == [FEED, url("a"), url("b")]
    writer.store([visit(article("a"), 1), failure(url("b"), 2)])
    assert waiting(writer) == [FEED]


def test_found_again_takes_the_higher_priority(writer: ArchiveWriter) -> None:
    writer.store([listing("a", "b")])
    writer.store([replace(listing(page=FEED, kind="feed", second=1), found=(entry(url("b"), priority=3),))])
    assert waiting(writer) == [url("b"), url("a")]


def test_an_archived_article_is_not_asked_again_under_any_name(writer: ArchiveWriter) -> None:
    writer.store([visit(article("a"), 1, asked=url("old")), listing("a", "old", second=2)])
    assert waiting(writer) == [FEED]


def test_the_page_that_a_redirect_led_to_is_not_asked_again(writer: ArchiveWriter) -> None:
    writer.store([listing("a", "old")])
    writer.store([visit(article("a"), 1, asked=url("old"))])
    assert waiting(writer) == [FEED]


def test_put_off_is_not_given_up(db: Path) -> None:
    with writing(db) as writer:
        writer.seed(OUTLET, [entry(url("a"))])
        writer.store([failure(url("a"), 1, not_before=at(600), tries=3)])
        assert waiting(writer) == []
        writer.finish_crawl(0)
    with writing(db, 500) as writer:
        assert waiting(writer) == []
    with writing(db, 600) as writer:
        (again,) = writer.pending("gazette", 10, ())
        assert (again.url, again.tries) == (url("a"), 3)
        writer.store([replace(visit(article("a"), 601), entry=again)])
    assert rows(db, "SELECT state, tries FROM frontier") == [("done", 0)]
    assert rows(db, "SELECT outcome, tries FROM fetches ORDER BY id") == [("failed", 3), ("ok", 4)]


# -- the next round ------------------------------------------------------------------------------------------------


def later(db: Path, *found: str, first: Visit, second: int = 100_000) -> list[str]:
    """What waits in a new run in which the section page shows `found` again, when `first` was seen in the last one."""
    with writing(db) as writer:
        writer.seed(OUTLET, SEEDS[:1])
        writer.store([listing(*found), first])
        writer.finish_crawl(0)
    with writing(db, second) as writer:
        writer.seed(OUTLET, SEEDS[:1])
        writer.store([listing(*found, second=second + 1)])
        return waiting(writer)


@pytest.mark.parametrize(("first", "again"), [
    (visit(article("a"), 1), False),
    (failure(url("a"), 1), True),
    (failure(url("a"), 1, "refused", reason="robots"), True),
    (failure(url("a"), 1, "gone", reason="http 404"), True),
    (failure(url("a"), 1, "not_article", reason="maintenance"), True),
    (failure(url("a"), 1, "not_article", reason="not_html"), False),
])  # fmt: skip
def test_what_is_asked_again_when_a_later_run_finds_it(db: Path, first: Visit, again: bool) -> None:
    assert later(db, "a", first=first) == ([url("a")] if again else [])


def test_failures_get_another_try_though_nothing_leads_to_them_any_more(db: Path) -> None:
    assert later(db, first=replace(failure(url("a"), 1), entry=entry(url("a")))) == [url("a")]


def test_what_failed_often_waits_until_it_is_found_again(db: Path) -> None:
    assert later(db, first=failure(url("a"), 1, tries=10)) == []


def test_lists_are_asked_in_every_round(db: Path) -> None:
    page2 = f"{CITY}?page=2"
    with writing(db) as writer:
        writer.seed(OUTLET, SEEDS)
        onward = replace(listing("a"), found=(entry(page2, "load_more", priority=9),))
        writer.store([onward, listing("b", page=page2, kind="load_more"), onward])
        assert waiting(writer) == [FEED, url("b")]  # asked in this round: not again
        writer.finish_crawl(0)
    with writing(db, 100) as writer:
        writer.seed(OUTLET, SEEDS)
        assert waiting(writer) == [CITY, FEED, url("b")]
        writer.store([replace(onward, started_at=at(101))])
        assert page2 in waiting(writer)


def test_removed_articles_are_asked_when_they_are_shown_again(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article("a"), 1), failure(url("a"), 2, "gone", status=410)])
        writer.finish_crawl(0)
    with writing(db, 100) as writer:
        assert writer.revisit(OUTLET) == 0
        writer.store([listing("a", second=101)])
        assert waiting(writer) == [url("a")]


def test_refresh_asks_every_live_article_once(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article(name), 1) for name in "abc"])
        writer.finish_crawl(0)
    with writing(db, 100) as writer:
        assert writer.revisit(OUTLET) == 3
        assert writer.revisit(OUTLET) == 0
        assert waiting(writer) == [url("a"), url("b"), url("c")]
        writer.store([visit(article("a"), 101)])
        assert writer.revisit(OUTLET) == 0
        assert waiting(writer) == [url("b"), url("c")]


# -- runs cut short ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", [None, 130, 143, 3])
def test_a_run_cut_short_is_gone_on_with(db: Path, end: int | None) -> None:
    with writing(db) as writer:
        writer.seed(OUTLET, SEEDS)
        writer.store([listing("a", "b"), visit(article("a"), 1)])
        if end is not None:
            writer.finish_crawl(end)
    for second in (60, 120):  # and cut short again
        with writing(db, second) as writer:
            writer.seed(OUTLET, SEEDS)
            assert writer.revisit(OUTLET) == 0
            assert waiting(writer) == [FEED, url("b")]
    assert rows(db, "SELECT crawl_id, first_crawl_id FROM crawl_outlets") == [(1, 1), (2, 1), (3, 1)]


@pytest.mark.parametrize(("end", "second"), [(0, 60), (9, 60), (8, 60), (None, 7 * 3600)])
def test_a_finished_or_old_run_is_not(db: Path, end: int | None, second: int) -> None:
    with writing(db) as writer:
        writer.seed(OUTLET, SEEDS)
        writer.store([listing("a", "b"), visit(article("a"), 1)])
        if end is not None:
            writer.finish_crawl(end)
    with writing(db, second) as writer:
        writer.seed(OUTLET, SEEDS)
        assert waiting(writer) == [CITY, FEED, url("b")]
        assert writer.revisit(OUTLET) == 1


def test_outlets_have_rounds_of_their_own(db: Path) -> None:
    other = Outlet(slug="other", name="Other", home_url="http://other.example/")
    home = [FrontierEntry("http://other.example/", "section", "other")]
    with writing(db) as writer:
        writer.seed(OUTLET, SEEDS)
        writer.store([listing("a")])
    with writing(db, 10, begin=False) as writer:
        writer.begin_crawl("qiosk crawl other", "0.1")
        writer.seed(other, home)
        assert [one.url for one in writer.pending("other", 10, ())] == ["http://other.example/"]
        writer.finish_crawl(0)
    with writing(db, 20) as writer:
        writer.seed(OUTLET, SEEDS)
        assert waiting(writer) == [FEED, url("a")]
