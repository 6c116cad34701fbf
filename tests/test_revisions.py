"""Revisions and events: each edit once, and nothing for a page that stayed as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from visits import (
    article,
    at,
    contents,
    failure,
    rows,
    url,
    visit,
    writing,
)

from qiosk_scraper.archive import CrawlCounts
from qiosk_scraper.items import Block


def test_an_unchanged_page_adds_a_capture_and_nothing_else(db: Path) -> None:
    with writing(db) as writer:
        assert writer.store([visit(article(), 1)]) == ["new"]
        before = contents(db)
        assert writer.store([visit(article(), 60)]) == ["same"]
    after = contents(db)
    for table in ("revisions", "photos", "links", "events", "answers", "article_authors", "url_aliases", "corrections"):
        assert after[table] == before[table], table
    assert len(after["teasers"]) == len(before["teasers"]) == 2
    assert rows(db, "SELECT DISTINCT first_seen_at, last_seen_at, gone_at FROM teasers") == [(at(1), at(60), None)]
    assert rows(db, "SELECT first_seen_at, last_seen_at FROM articles") == [(at(1), at(60))]
    assert len(after["captures"]) == 2


def test_edit_and_edit_back_are_three_revisions(db: Path) -> None:
    with writing(db) as writer:
        assert writer.store([visit(article(), 1), visit(article(headline="Late"), 2), visit(article(), 3)]) == [
            "new",
            "changed",
            "changed",
        ]
        assert writer.counts() == CrawlCounts(seen=1, new=1)
    assert rows(db, "SELECT number, headline, seen_at FROM revisions ORDER BY number") == [
        (1, "The ferry is late again", at(1)),
        (2, "Late", at(2)),
        (3, "The ferry is late again", at(3)),
    ]
    assert rows(
        db, "SELECT e.kind, r.number, e.at FROM events e JOIN revisions r ON r.id = e.revision_id ORDER BY e.id"
    ) == [("headline_changed", 2, at(2)), ("headline_changed", 3, at(3))]
    assert rows(db, "SELECT revision_count, current_revision_id FROM articles") == [(3, 3)]


def test_full_text_follows_an_edit(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article(), 1)])
        writer.store([visit(article(body=(Block("paragraph", "The zeppelin was on time."),)), 2)])
    assert rows(db, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'zeppelin'") == [(1,)]
    assert rows(db, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'excuse'") == []


def test_same_bytes_under_newer_parsers_are_no_edit(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article(), 1, body=b"<html>one page</html>")])
    with writing(db, 100, parser_version="2") as writer:
        assert writer.store([visit(article(headline="Read otherwise"), 101, body=b"<html>one page</html>")]) == ["same"]
        assert writer.store([visit(article(headline="Read otherwise"), 102, body=b"<html>edited</html>")]) == [
            "changed"
        ]


def test_labels_are_brought_up_to_date_without_a_revision(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article(), 1)])
        assert writer.store(
            [visit(article(tags=("boats",), sections=("City",), modified="2025-03-09T00:00:00+00:00"), 2)]
        ) == ["same"]
    assert rows(db, "SELECT t.name FROM article_tags x JOIN tags t ON t.id = tag_id") == [("boats",)]
    assert rows(db, "SELECT count(*), max(modified_at) FROM revisions") == [(1, "2025-03-01T09:00:00+00:00")]
    assert rows(db, "SELECT modified_at FROM articles") == [("2025-03-09T00:00:00+00:00",)]


@pytest.mark.parametrize(
    ("poorer", "reason"),
    [
        (article(access="paywalled", body=(Block("paragraph", "The ferry left the quay."),)), "truncated"),
        (article(body=()), "empty_body"),
    ],
)
def test_a_poorer_reading_never_replaces_a_full_one(db: Path, poorer: object, reason: str) -> None:
    with writing(db) as writer:
        writer.store([visit(article(), 1)])
        assert writer.store([visit(poorer, 2)]) == ["same"]  # type: ignore[arg-type]
    assert rows(db, "SELECT text, revision_count, access FROM articles") == [(article().text, 1, "free")]
    assert rows(db, "SELECT reason FROM quarantine") == [(reason,)]


def test_removed_and_returned_keep_the_text(db: Path) -> None:
    gone = failure(url("ferry"), 2, "gone", reason="http 410", status=410)
    with writing(db) as writer:
        writer.store([visit(article(), 1)])
        assert writer.store([gone, replace(gone, started_at=at(3))]) == ["changed", "same"]
        assert rows(db, "SELECT status, text FROM articles") == [("removed", article().text)]
        assert writer.store([visit(article(), 4)]) == ["changed"]
    assert rows(db, "SELECT status, revision_count FROM articles") == [("live", 1)]
    assert rows(db, "SELECT kind, at, detail FROM events ORDER BY id") == [
        ("removed", at(2), '{"status": 410}'),
        ("returned", at(4), '{"was": "removed"}'),
    ]


def test_gone_page_that_was_never_archived_is_a_failure(db: Path) -> None:
    with writing(db) as writer:
        assert writer.store([failure(url("ferry"), 2, "gone", reason="http 404", status=404)]) == ["failed"]
        assert writer.counts() == CrawlCounts(seen=1, failed=1)
    assert rows(db, "SELECT count(*) FROM events") == [(0,)]


def test_not_modified_confirms_the_article_and_its_teasers(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article(), 1)])
        assert writer.store([failure(url("ferry"), 9, "not_modified", reason=None, status=304)]) == ["same"]
    assert rows(db, "SELECT last_seen_at FROM articles UNION SELECT last_seen_at FROM teasers") == [(at(9),)]
