"""Parsers that change between two visits of a page are no edit of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest
from cli_runner import qiosk
from crawls import HTML, always, crawl, sections
from plain_site import ARTICLES, PlainSite, article_page
from stored_pages import capture, page
from visits import OUTLET, is_sound, rows, visit, writing

from qiosk_scraper import pipelines
from qiosk_scraper.items import Article, Block, Capture, NotAnArticle, Photo, Visit
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.parse import parse_article
from qiosk_scraper.reparse import ReparsePlan, reparse

Read = Callable[[Capture, Outlet], Article]
EDITED = page(extra="<p>The harbour office has promised a bell for every hour the boat is late.</p>")
FURNITURE = page(extra="<!-- nonce 42 -->")


def newer(taken: Capture, outlet: Outlet) -> Article:
    """Parsers that learnt to read credits, and that a headline ends with a full stop."""
    read = parse_article(taken, outlet)
    return replace(read, headline=f"{read.headline}.", photos=(Photo("lead", read.photos[0].url, None, "A. Moreno"),))


def seen(name: str, second: int, body: bytes, read: Read = parse_article) -> Visit:
    taken = capture(name, second, body)
    made = visit(read(taken, OUTLET), second, body=body)
    made.capture = taken
    return made


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """The ferry's page, as parsers of version 1 read it."""
    path = tmp_path / "archive.db"
    with writing(path) as writer:
        writer.store([seen("ferry", 1, page())])
    return path


def store(path: Path, *visits: Visit, read: Read = newer, version: str = "2") -> list[str]:
    with writing(path, 100, parser_version=version, read=read) as writer:
        return list(writer.store(visits))


def revisions(path: Path) -> list[tuple[object, ...]]:
    return rows(path, "SELECT number, capture_id, parser_version, headline FROM revisions ORDER BY number")


def events(path: Path) -> list[str]:
    return [kind for (kind,) in rows(path, "SELECT kind FROM events ORDER BY id")]


@pytest.mark.parametrize("version", ["2", "1"], ids=["newer parsers", "an outlet's own file"])
def test_no_revision_and_no_event_for_what_is_only_read_otherwise(db: Path, version: str) -> None:
    before = revisions(db)
    assert store(db, seen("ferry", 101, FURNITURE, newer), version=version) == ["same"]
    assert store(db, seen("ferry", 102, page(), newer), version=version) == ["same"]
    assert (revisions(db), events(db)) == (before, [])
    assert rows(db, "SELECT last_seen_at FROM articles") == [("2025-03-01T00:01:42+00:00",)]
    assert is_sound(db)


def test_an_edit_is_told_without_what_is_read_otherwise(db: Path) -> None:
    assert store(db, seen("ferry", 101, EDITED, newer)) == ["changed"]
    assert events(db) == ["body_changed"]
    headline = "The ferry is late again"
    assert revisions(db) == [(1, 1, "1", headline), (2, 1, "2", f"{headline}."), (3, 2, "2", f"{headline}.")]
    assert rows(db, "SELECT seen_at FROM revisions WHERE number = 2") == [("2025-03-01T00:00:01+00:00",)]
    assert rows(db, "SELECT revision_count, current_revision_id FROM articles") == [(3, 3)]
    shown = qiosk("diff", "1", "--json", "-d", str(db))
    assert [one["field"] for one in shown.json["fields"]] == ["body"]
    assert is_sound(db)
    # What was read again is not read again by `reparse`.
    assert reparse(ReparsePlan(db, write=True), read=newer, parser_version="2").verdicts == {"same": 1}


def test_edits_of_one_batch_are_compared_with_each_other(db: Path) -> None:
    done = store(
        db, seen("ferry", 101, EDITED, newer), seen("ferry", 102, page(), newer), seen("ferry", 103, EDITED, newer)
    )
    assert done == ["changed"] * 3
    assert events(db) == ["body_changed"] * 3
    assert [number for number, *_ in revisions(db)] == [1, 2, 3, 4, 5]


def test_after_reparse_the_article_is_compared_as_it_is_archived(db: Path) -> None:
    reparse(ReparsePlan(db, write=True), read=newer, parser_version="2")

    def nobody(_capture: Capture, _outlet: Outlet) -> Article:
        raise AssertionError("nothing differs, so nothing is to be read again")

    assert store(db, seen("ferry", 101, FURNITURE, newer), read=nobody) == ["same"]
    assert [number for number, *_ in revisions(db)] == [1, 2]


def refuses(_capture: Capture, _outlet: Outlet) -> Article:
    raise NotAnArticle("listing")


def breaks(_capture: Capture, _outlet: Outlet) -> Article:
    raise ZeroDivisionError


@pytest.mark.parametrize("read", [refuses, breaks])
def test_a_page_that_cannot_be_read_again_is_compared_as_it_was_read(db: Path, read: Read) -> None:
    assert store(db, seen("ferry", 101, EDITED), read=read) == ["changed"]
    assert events(db) == ["body_changed"]
    assert [number for number, *_ in revisions(db)] == [1, 2]


def test_a_crawl_by_newer_parsers_finds_the_one_edit(
    site: PlainSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "crawled.db"
    assert crawl(path, *sections(site)).exit_code == 0

    def read(taken: Capture, outlet: Outlet) -> Article:
        """The next parsers, which take the paper's motto for a part of every body."""
        article = parse_article(taken, outlet)
        return replace(article, body=(Block("paragraph", "Read at every tide."), *article.body))

    parsers = import_module("qiosk_scraper.parse")  # the package gives a function by this name
    monkeypatch.setattr(parsers, "PARSER_VERSION", "next")
    monkeypatch.setattr(parsers, "parse_article", read)
    monkeypatch.setattr(pipelines, "parse_article", read)
    story = ARTICLES[0]
    edited = article_page(story, site.root).replace(story.body[0], story.body[0].replace("Monday", "Tuesday"))
    site.faults[story.path] = always((200, HTML, edited.encode()))
    assert crawl(path, *sections(site), refresh=True).counts.changed == 1
    assert rows(path, "SELECT a.headline, e.kind FROM events e JOIN articles a ON a.id = e.article_id") == [
        (story.headline, "body_changed")
    ]
    assert rows(path, "SELECT count(*) FROM revisions WHERE article_id NOT IN (SELECT article_id FROM events)") == [
        (len(ARTICLES) - 1,)
    ]
