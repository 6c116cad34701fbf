"""What stood where and when: the views `section_pages` and `placements`, by hand-made visits and by the demo outlet."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.html
import pytest
from demo_days import MONDAY, TUESDAY
from visits import CITY, HOME, OUTLET, article, at, entry, listing, rows, teasers, url, visit, writing

from qiosk_scraper.demo.site import Site
from qiosk_scraper.demo.stories import edition
from qiosk_scraper.items import Listing, Teaser, Visit
from qiosk_scraper.recipes import recipes

MORE = f"{HOME}/more.js?pn=1"


def ask(db: Path, recipe: str, **values: str) -> list[dict[str, Any]]:
    """The rows a recipe gives."""
    found = recipes()[recipe]
    with closing(sqlite3.connect(db)) as conn:
        conn.row_factory = sqlite3.Row
        return [dict(row) for row in conn.execute(found.sql, found.values(values))]


def stood(db: Path, second: int, **values: str) -> list[tuple[str, int, str]]:
    """(block, position, name) of what stood on the city page."""
    return [
        (row["block"], row["position"], row["url"].removeprefix(HOME).strip("/"))
        for row in ask(db, "section_page_at", page="city", at=at(second), **values)
    ]


def page(*blocks: Sequence[Teaser], second: int) -> Visit:
    """A visit to the city page that shows these blocks, from top to bottom."""
    return listing(second=second, shown=[teaser for block in blocks for teaser in block])


# -- what stood on the page ----------------------------------------------------------------------------------------


def test_blocks_stand_in_the_order_of_the_page_not_of_their_names(db: Path) -> None:
    top, rest = teasers("a", block="Zero"), teasers("b", "c", block="All")
    with writing(db) as writer:
        writer.store([page(top, rest, second=10)])
        writer.store([page(teasers("d", block="Breaking"), top, rest, second=20)])
        writer.store([page(rest, top, second=30)])
    assert stood(db, 9) == []
    assert stood(db, 10) == stood(db, 19) == [("Zero", 1, "a"), ("All", 1, "b"), ("All", 2, "c")]
    assert stood(db, 20) == [("Breaking", 1, "d"), ("Zero", 1, "a"), ("All", 1, "b"), ("All", 2, "c")]
    assert stood(db, 30) == stood(db, 10**5) == [("All", 1, "b"), ("All", 2, "c"), ("Zero", 1, "a")]


def test_an_article_that_moves_goes_and_comes_back(db: Path) -> None:
    with writing(db) as writer:
        for second, names in ((10, "abc"), (20, "abc"), (30, "bac"), (40, "bc"), (50, "abc")):
            writer.store([listing(*names, second=second)])
    for second, names in ((10, "abc"), (29, "abc"), (30, "bac"), (39, "bac"), (40, "bc"), (49, "bc"), (50, "abc")):
        assert "".join(name for _, _, name in stood(db, second)) == names, second
    # At no time does one place hold two headlines.
    twice = (
        "SELECT count(*) FROM placements p JOIN placements o ON o.page_url = p.page_url AND o.block = p.block "
        "AND o.position = p.position AND o.teaser_id > p.teaser_id AND o.first_seen_at < coalesce(p.gone_at, '9') "
        "AND p.first_seen_at < coalesce(o.gone_at, '9')"
    )
    assert rows(db, twice) == [(0,)]


def test_an_unchanged_page_adds_no_row_whatever_the_number_of_visits(db: Path) -> None:
    with writing(db) as writer:
        for second in range(10, 100, 10):
            writer.store([page(teasers("a", block="one"), teasers("b", "a", block="two"), second=second)])
        writer.store([Visit(entry(CITY, "section"), at(100), "not_modified", status=304)])
    assert rows(db, "SELECT count(*), min(last_seen_at), count(gone_at) FROM teasers") == [(3, at(100), 0)]


def test_how_sure_an_answer_is(db: Path) -> None:
    with writing(db) as writer:
        writer.store([listing("a", "b", second=10), listing("a", "b", second=20), listing("a", second=30)])
    sure = {
        second: {row["url"]: row["sure"] for row in ask(db, "section_page_at", page="city", at=at(second))}
        for second in (15, 25, 30, 35)
    }
    assert sure == {
        15: {url("a"): 1, url("b"): 1},
        25: {url("a"): 1, url("b"): 0},  # gone at some time from 20 to 30
        30: {url("a"): 1},
        35: {url("a"): 0},  # not looked at since
    }


def test_a_section_page_that_could_not_be_read_is_not_empty(db: Path) -> None:
    blank = replace(listing("a", second=20), listing=Listing(CITY, "section", ()))
    with writing(db) as writer:
        writer.store([listing("a", "b", second=10)])
        writer.store([blank, Visit(entry(CITY, "section"), at(25), "failed", "http 503", status=503)])
    assert [name for _, _, name in stood(db, 30)] == ["a", "b"]
    assert rows(db, "SELECT DISTINCT last_seen_at FROM teasers") == [(at(10),)]


@pytest.mark.parametrize("asked", [
    "1970-01-01T00:02:00+00:00", "1970-01-01T00:02:00Z", "1970-01-01 00:02", "1970-01-01T02:02:00+02:00",
])  # fmt: skip
def test_times_may_be_written_as_one_likes(db: Path, asked: str) -> None:
    early = "1970-01-01T00:01:00+00:00"
    made = listing("a")
    assert made.capture
    with writing(db) as writer:
        writer.store([replace(made, started_at=early, capture=replace(made.capture, fetched_at=early))])
    assert len(ask(db, "section_page_at", at=asked)) == 1
    assert ask(db, "section_page_at", at="1970-01-01") == []
    assert ask(db, "section_page_at", at="yesterday") == []


@pytest.mark.parametrize("asked", ["city", "/city", "city/", CITY, CITY.rstrip("/"), ""])
def test_a_section_page_is_named_by_its_address_or_the_end_of_it(db: Path, asked: str) -> None:
    with writing(db) as writer:
        writer.store([listing("a"), listing("b", page=f"{HOME}/ubiquity/")])
    assert {row["section_url"] for row in ask(db, "section_page_at", page=asked)} == (
        {CITY} if asked else {CITY, f"{HOME}/ubiquity/"}
    )


# -- lists that go on ----------------------------------------------------------------------------------------------


def goes_on(visited: Visit, following: str, kind: Any) -> Visit:
    """The same page with a link to where its list goes on."""
    return replace(visited, found=(*visited.found, entry(following, kind, found_on=visited.entry.url)))


def test_further_pages_and_load_more_belong_to_their_section_page(db: Path) -> None:
    second_page = f"{CITY}?page=2"
    with writing(db) as writer:
        writer.seed(OUTLET, [entry(CITY, "section"), entry(f"{HOME}/sport/", "section")])
        writer.store([goes_on(listing("a", "b", second=10), second_page, "section")])
        writer.store([goes_on(listing("c", "d", second=11, page=second_page), MORE, "load_more")])
        writer.store([listing("e", second=12, page=MORE, kind="load_more")])
        writer.store([listing("x", second=13, page=f"{HOME}/sport/")])
    assert rows(db, "SELECT page_url, section_url, page_number FROM section_pages ORDER BY 2, 3") == [
        (CITY, CITY, 1), (second_page, CITY, 2), (MORE, CITY, 3), (f"{HOME}/sport/", f"{HOME}/sport/", 1),
    ]  # fmt: skip
    assert [name for _, _, name in stood(db, 99)] == ["a", "b"]
    assert [name for _, _, name in stood(db, 99, pages="2")] == ["a", "b", "c", "d"]
    assert [name for _, _, name in stood(db, 99, pages="9")] == ["a", "b", "c", "d", "e"]
    assert rows(db, "SELECT DISTINCT outlet FROM placements") == [("gazette",)]


def test_a_page_that_was_crawled_by_itself_begins_its_own_list(db: Path) -> None:
    second_page = f"{CITY}?page=2"
    with writing(db) as writer:
        writer.seed(OUTLET, [entry(second_page, "section")])
        writer.store([listing("c", page=second_page)])
        writer.store([goes_on(listing("a"), second_page, "section")])
    assert set(rows(db, "SELECT section_url, page_number FROM section_pages")) == {(CITY, 1), (second_page, 1)}


def test_links_in_a_circle_end(db: Path) -> None:
    with writing(db) as writer:
        writer.seed(OUTLET, [entry(CITY, "section")])
        writer.store([goes_on(listing("a"), MORE, "load_more")])
        writer.store([goes_on(listing("b", page=MORE, kind="load_more"), CITY, "section")])
    assert rows(db, "SELECT count(*) FROM section_pages") == [(2,)]


def test_what_load_more_no_longer_gives_is_gone(db: Path) -> None:
    end = replace(listing(page=MORE, kind="load_more", second=20), listing=Listing(MORE, "load_more", ()))
    with writing(db) as writer:
        writer.store([listing("a", page=MORE, kind="load_more", second=10), end])
    assert rows(db, "SELECT gone_at FROM teasers") == [(at(20),)]


# -- one article ---------------------------------------------------------------------------------------------------


def worded(name: str, headline: str, position: int = 1) -> Teaser:
    return replace(teasers(name, block="main")[0], headline=headline, position=position)


def test_how_long_a_headline_stood(db: Path) -> None:
    hour = 3600
    with writing(db) as writer:
        writer.store([visit(article("a"), 1)])
        for time, shown in (
            (0, [worded("a", "One"), worded("b", "Other", 2)]),
            (1, [worded("b", "Other"), worded("a", "One", 2)]),  # moved: the same stay
            (2, [worded("a", "Two"), worded("b", "Other", 2)]),  # a test of another headline
            (3, [worded("a", "One"), worded("b", "Other", 2)]),  # back again: another stay
            (5, [worded("b", "Other")]),
            (9, [worded("a", "One")]),
        ):
            writer.store([listing(shown=shown, second=time * hour)])
    for asked in ("1", url("a")):
        found = ask(db, "headline_stood", article=asked)
        assert [(row["headline"], row["hours_at_least"], row["hours_at_most"], row["gone_at"]) for row in found] == [
            ("One", 1.0, 2.0, at(2 * hour)),
            ("Two", 0.0, 1.0, at(3 * hour)),
            ("One", 0.0, 2.0, at(5 * hour)),
            ("One", 0.0, None, None),
        ]
    assert [(row["headline"], row["pages"]) for row in ask(db, "headline_tests")] == [("One", 1), ("Two", 1)]
    assert {row["as_teased"] for row in ask(db, "headlines_teased_and_printed")} == {"One", "Two"}


def test_a_headline_the_article_once_had_is_no_other_wording(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article("a", headline="First"), 1), visit(article("a", headline="Second"), 2)])
        shown = (worded("a", "First"), worded("a", "Second", 2), worded("a", "Third", 3))
        writer.store([listing(shown=shown, second=3)])
    assert [
        (row["as_teased"], row["as_printed"]) for row in ask(db, "headlines_teased_and_printed")
    ] == [("Third", "Second")]  # fmt: skip


def test_what_was_on_top_and_when(db: Path) -> None:
    with writing(db) as writer:
        writer.store([page([worded("a", "One")], teasers("z", block="rail"), second=10)])
        writer.store([page([worded("a", "Reworded")], teasers("y", block="rail"), second=20)])
        writer.store([page([worded("b", "Other"), worded("a", "Reworded", 2)], second=30)])
        writer.store([page([worded("a", "Reworded")], second=40)])
    found = [(row["url"], row["first_seen_at"], row["last_seen_at"], row["gone_at"]) for row in ask(db, "on_top")]
    assert found == [
        (url("a"), at(10), at(20), at(30)), (url("b"), at(30), at(30), at(40)), (url("a"), at(40), at(40), None),
    ]  # fmt: skip


@pytest.mark.parametrize("article_first", [True, False])
def test_teasers_know_their_article_whichever_comes_first(db: Path, article_first: bool) -> None:
    """By its own address, by one that redirects to it, and by one whose page names it as canonical."""
    arriving = [
        visit(article("ferry"), 1),
        visit(article("ferry"), 2, asked=url("2025/03/old-ferry")),
        visit(article(url=url("ferry-2"), canonical_url=url("ferry")), 3),
    ]
    showing = [
        listing("ferry", "2025/03/old-ferry", "ferry-2", "other", second=4),
        visit(article("mayor", teasers=teasers("ferry", "2025/03/old-ferry")), 5),
    ]
    with writing(db) as writer:
        for batch in (arriving, showing) if article_first else (showing, arriving):
            writer.store(batch)
    ((ferry,),) = rows(db, "SELECT id FROM articles WHERE url = ?", url("ferry"))
    placed = rows(db, "SELECT url, article_id, article_headline FROM placements ORDER BY position")
    assert placed == [
        (url("ferry"), ferry, "The ferry is late again"),
        (url("2025/03/old-ferry"), ferry, "The ferry is late again"),
        (url("ferry-2"), ferry, "The ferry is late again"),
        (url("other"), None, None),
    ]
    teased = ask(db, "teased_by", article=url("2025/03/old-ferry"))
    assert [(row["on_article"], row["as_teased"]) for row in teased] == [
        ("The mayor is late again", "Read about the 2025/03/old-ferry"),
        ("The mayor is late again", "Read about the ferry"),
    ]


def test_articles_that_teased_one_and_when(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article("ferry"), 1), visit(article("tide", teasers=teasers("ferry")), 2)])
        writer.store([visit(article("mayor", teasers=teasers("other", "ferry")), 3)])
        writer.store([visit(article("tide", teasers=teasers("other")), 9)])
    found = ask(db, "teased_by", article=url("ferry"))
    assert [(row["on_article"], row["position"], row["first_seen_at"], row["gone_at"]) for row in found] == [
        ("The tide is late again", 1, at(2), at(9)), ("The mayor is late again", 2, at(3), None),
    ]  # fmt: skip


# -- the demo outlet -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "moment"), [(1, MONDAY), (2, TUESDAY)])
@pytest.mark.parametrize("section", ["council", "weather-and-tides", "harbour"])
def test_section_page_of_the_demo_as_its_editors_made_it(demo: Path, section: str, day: int, moment: str) -> None:
    paper = edition(day)
    newest = [story.headline for story in paper.of_section(section)][:6]
    found = ask(demo, "section_page_at", page=section, at=moment)
    first_block = [row for row in found if row["block"] == found[0]["block"]]
    assert [row["position"] for row in first_block] == list(range(1, len(first_block) + 1))
    assert [row["headline"] for row in first_block][:6] == [_plain(headline) for headline in newest]
    assert len({row["block"] for row in found}) == 2
    # All of it, in the order of the page itself: a walk down its links comes by them one after the other.
    links = iter(lxml.html.fromstring(Site(day).reply(f"/{section}/").body).xpath("//a/@href"))
    for row in found:
        assert any(urljoin(row["section_url"], link) == row["url"] for link in links), row["headline"]


def test_demo_before_its_first_crawl(demo: Path) -> None:
    assert ask(demo, "section_page_at", at="2025-03-10T12:00:00Z") == []


def test_demo_headline_that_was_changed_over_night(demo: Path) -> None:
    ((number, before, after),) = rows(
        demo,
        "SELECT article_id, json_extract(detail, '$.from'), json_extract(detail, '$.to') FROM events "
        "WHERE kind = 'headline_changed'",
    )
    found = ask(demo, "headline_stood", article=str(number))
    assert [(row["headline"], row["gone_at"] is None) for row in found] == [(before, False), (after, True)]
    assert found[0]["hours_at_most"] == pytest.approx(24, abs=0.2)
    assert [row["headline"] for row in ask(demo, "headline_tests")] == [before, after]


def test_demo_top_of_the_harbour_page(demo: Path) -> None:
    found = ask(demo, "on_top", page="harbour")
    tops = [_plain(edition(day).of_section("harbour")[0].headline) for day in (1, 2)]
    assert [row["headline"] for row in found] == tops
    assert found[0]["gone_at"] == found[1]["first_seen_at"]


def _plain(text: str) -> str:
    return " ".join(unescape(text).split())
