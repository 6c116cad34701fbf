"""What a crawl leaves in the archive: everything a visit brought, counted once, whatever the clock says."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from visits import (
    CITY,
    article,
    at,
    entry,
    failure,
    is_sound,
    listing,
    rows,
    url,
    visit,
    writing,
)

from qiosk_scraper.archive import CrawlCounts, digests
from qiosk_scraper.archive.rows import INSERTS, PROVEN, digests_of
from qiosk_scraper.items import Block, Correction, ReaderFailure


def test_everything_a_visit_brought_is_in_the_file(db: Path) -> None:
    read = article(
        corrections=(Correction("Correction: it was Monday.", "2025-03-02"),),
        flags=("date_future",),
        failures=(ReaderFailure("dek", "rebelmouse", "KeyError: 'dek'"),),
    )
    with writing(db) as writer:
        assert writer.store([listing("ferry"), visit(read, 5)]) == ["listed", "new"]
        assert writer.finish_crawl(0) == CrawlCounts(seen=1, new=1)
    assert rows(
        db,
        "SELECT url, headline, dek, kicker, byline, published_at, modified_at, first_seen_at, last_seen_at, "
        "language, access, revision_count, status, flags, word_count FROM articles",
    ) == [
        (
            url("ferry"),
            read.headline,
            read.dek,
            read.kicker,
            read.byline,
            read.published,
            read.modified,
            at(5),
            at(5),
            "en",
            "free",
            1,
            "live",
            '["date_future"]',
            23,
        )
    ]
    assert rows(db, "SELECT text FROM articles") == [(read.text,)]
    assert rows(db, "SELECT u.name, a.position, a.url FROM article_authors a JOIN authors u ON u.id = author_id") == [
        ("Ada Moreno", 1, url("author/ada")),
        ("Ben Okri", 2, None),
    ]
    assert rows(db, "SELECT s.name FROM article_sections x JOIN sections s ON s.id = section_id ORDER BY position") == [
        ("Reporting",),
        ("City",),
    ]
    assert rows(db, "SELECT t.name FROM article_tags x JOIN tags t ON t.id = tag_id ORDER BY position") == [
        ("harbour",),
        ("ferry",),
    ]
    assert rows(db, "SELECT role, caption, credit, credit_line, photographer FROM photos") == [
        ("lead", "At the quay", "Ada Moreno", "Photo: Ada Moreno", "Ada Moreno")
    ]
    assert rows(db, "SELECT page_kind, url, headline, credit FROM teasers ORDER BY id") == [
        ("section", url("ferry"), "Read about the ferry", "Staff"),
        ("article", url("tide"), "Read about the tide", "Staff"),
        ("article", url("mayor"), "Read about the mayor", "Staff"),
    ]
    assert rows(db, "SELECT position, url, text FROM links") == [(1, url("tide"), "the quay")]
    assert rows(db, "SELECT text, date FROM corrections") == [("Correction: it was Monday.", "2025-03-02")]
    assert rows(db, "SELECT field, layer FROM answers ORDER BY field") == [
        ("body", "rebelmouse"),
        ("headline", "json_ld"),
        ("search_headline", "title"),
    ]
    assert rows(db, "SELECT field, layer, error FROM reader_failures") == [("dek", "rebelmouse", "KeyError: 'dek'")]
    assert rows(db, "SELECT kind, outcome, status, tries FROM fetches ORDER BY id") == [
        ("section", "ok", 200, 1),
        ("article", "ok", 200, 1),
    ]
    assert rows(db, "SELECT seen, new, exit_code FROM crawls") == [(1, 1, 0)]
    assert is_sound(db)


def test_every_column_of_a_table_is_written(db: Path) -> None:
    """A column added to the schema and forgotten in the writer would stay null for ever."""
    with writing(db):
        pass
    for table, insert in INSERTS.items():
        columns = {row[1] for row in rows(db, f"PRAGMA table_info({table})")}
        assert set(insert.partition("(")[2].partition(")")[0].split(", ")) == columns, table


def test_rows_are_as_their_tables_and_proven_by_their_keys(db: Path) -> None:
    """Digests of new rows are made of the rows as they are written, by the order of columns and the key."""
    with writing(db), closing(sqlite3.connect(db)) as conn:
        for table in PROVEN:
            layout = digests.table_of(conn, table)
            assert INSERTS[table].startswith(f"INSERT INTO {table} ({', '.join(layout.columns)})")
            ((_, key, _),) = digests_of(table, [layout.columns])
            assert key == " ".join(layout.key)


class Smart(str):
    """Text as lxml gives it, of a type of its own."""


def test_text_of_any_type_is_proven(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article(dek=Smart("Why nobody waits"), tags=(Smart("harbour"),)))])
        assert is_sound(db)


def test_each_article_is_counted_once(db: Path) -> None:
    with writing(db) as writer:
        writer.store([listing("a", "b", "c"), visit(article("a"), 1), visit(article("b"), 2), failure(url("c"), 3)])
        assert writer.finish_crawl(0) == CrawlCounts(seen=3, new=2, failed=1)
    with writing(db, 100) as writer:
        writer.store([listing("a", "b", "c", "d", second=101), visit(article("a", headline="Edited"), 102)])
        writer.store(
            [failure(url("d"), 103, "refused", reason="robots"), failure(CITY, 104, entry=entry(CITY, "section"))]
        )
        assert writer.store([visit(article("c"), 105, asked=url("c"))]) == ["new"]
        writer.store([visit(article("a", headline="Edited"), 106)])
        assert writer.finish_crawl(0) == CrawlCounts(seen=4, new=1, changed=1, same=1, failed=0, refused=1)
    assert rows(db, "SELECT seen, new, changed, same, failed, refused FROM crawls WHERE id = 2") == [(4, 1, 1, 1, 0, 1)]


def test_a_failure_made_good_counts_as_the_article_it_brought(db: Path) -> None:
    with writing(db) as writer:
        writer.store([failure(url("a"), 1)])
        assert writer.counts() == CrawlCounts(seen=1, failed=1)
        writer.store([visit(article("a"), 2)])
        assert writer.counts() == CrawlCounts(seen=1, new=1)


@pytest.mark.parametrize("years", [("1970-01-01", "2038-01-20"), ("2038-01-20", "1970-01-01")])
def test_a_clock_set_back_loses_no_order(db: Path, years: tuple[str, str]) -> None:
    first, second = (f"{day}T00:00:00+00:00" for day in years)
    with writing(db) as writer:
        for time, headline in ((first, "One"), (second, "Two")):
            one = visit(article(headline=headline))
            assert one.capture
            writer.store([replace(one, started_at=time, capture=replace(one.capture, fetched_at=time))])
    assert rows(db, "SELECT headline FROM revisions ORDER BY id") == [("One",), ("Two",)]
    assert rows(db, "SELECT headline FROM articles") == [("Two",)]
    assert rows(db, "SELECT count(*) FROM teasers WHERE first_seen_at > last_seen_at OR gone_at < last_seen_at") == [
        (0,)
    ]
    assert rows(db, "SELECT clock_back FROM captures ORDER BY id") == [(0,), (int(second < first),)]


def test_odd_characters_are_stored_whole(db: Path) -> None:
    read = article(headline="A\0B \ud800 c", body=(Block("paragraph", "before\0after \udfff"),), tags=("\ud800",))
    with writing(db) as writer:
        writer.store([visit(read, 1)])
    assert rows(db, "SELECT headline, text FROM articles") == [("AB \ufffd c", "beforeafter \ufffd")]


def test_full_text_of_a_batch_is_one_part_of_the_index(db: Path) -> None:
    """A part for each article, as triggers make them, has to be merged again and again."""
    parts = "SELECT count(DISTINCT segid) FROM articles_fts_idx"
    found = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH 'ferry'"
    with writing(db) as writer:
        writer.store([visit(article(f"ferry {number}"), number) for number in range(40)])
        assert rows(db, parts) == [(1,)]
        writer.store([visit(article(f"ferry {number}"), number) for number in range(30, 60)])
        assert rows(db, parts) == [(2,)]
        assert rows(db, found) == [(60,)]
    assert is_sound(db)


def test_full_text_follows_what_other_programs_insert(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article("ferry"))])
    with closing(sqlite3.connect(db)) as conn, conn:
        columns = "outlet_id, headline, text, first_seen_at, last_seen_at, access, word_count, revision_count, status, "
        columns += "current_revision_id, text_sha256, flags, labels_sha256"
        conn.execute(
            f"INSERT INTO articles (id, url, {columns}) SELECT 77, 'http://gazette.example/by-hand/', "
            f"{columns.replace('headline', repr('Harbour tolls'))} FROM articles"
        )
    assert rows(db, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'tolls'") == [(77,)]
