"""What a crawl leaves in the archive: each article once, each edit once, each teaser while it stood."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from visits import (
    CITY,
    HOME,
    OUTLET,
    article,
    at,
    contents,
    entry,
    failure,
    is_sound,
    listing,
    rows,
    teasers,
    url,
    visit,
    writing,
)

from qiosk_scraper.archive import ArchiveWriter, CrawlCounts
from qiosk_scraper.archive.rows import INSERTS
from qiosk_scraper.items import Block, Capture, Correction, Link, ReaderFailure, Visit


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


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


# -- revisions and events ------------------------------------------------------------------------------------------


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


# -- one article, one row ------------------------------------------------------------------------------------------


def test_one_row_whatever_the_spelling(db: Path) -> None:
    spellings = [
        "https://www.gazette.example/ferry?utm_source=x",
        f"{HOME}/ferry#top",
        f"{HOME}/ferry/amp/",
        f"{HOME}/ferry",
    ]
    with writing(db) as writer:
        writer.store([visit(article(), 1)])
        for second, spelling in enumerate(spellings, 2):
            read = article()
            capture = Capture(spelling, f"{second}".encode(), 200, (), at(second))
            again = Visit(
                entry(url("ferry")), at(second), status=200, capture=capture, article=replace(read, url=spelling)
            )
            assert writer.store([again]) == ["same"]
        assert writer.knows([url("ferry"), url("tide"), spellings[0]]) == {url("ferry"), spellings[0]}
    assert rows(db, "SELECT count(*) FROM articles") == [(1,)]
    aliases = dict(rows(db, "SELECT url, reason FROM url_aliases"))
    assert aliases[spellings[0]] == "tracking"
    assert aliases[spellings[2]] == "amp"
    assert aliases[spellings[3]] == "spelling"


def test_canonical_of_the_same_article_is_believed_in_either_order(tmp_path: Path) -> None:
    plain = visit(article(), 1)
    other = visit(article(url=url("ferry-2"), canonical_url=url("ferry")), 2)
    for name, visits in (("a.db", [plain, other]), ("b.db", [other, plain])):
        path = tmp_path / name
        with writing(path) as writer:
            assert writer.store(visits) == ["new", "same"]
        assert rows(path, "SELECT url, flags, claimed_by FROM articles") == [(url("ferry"), "[]", None)]
        assert rows(path, "SELECT url, reason FROM url_aliases") == [(url("ferry-2"), "canonical")]


def thief(canonical: str, name: str = "thief") -> Visit:
    return visit(
        article(
            name,
            canonical_url=canonical,
            headline="Ten ways to win",
            body=(Block("paragraph", "Buy this today, friends."),),
        ),
        2,
    )


@pytest.mark.parametrize("canonical", [url("ferry"), HOME + "/", "https://elsewhere.example/ferry/"])
def test_canonical_of_another_article_is_refused_in_either_order(tmp_path: Path, canonical: str) -> None:
    for name, visits in (
        ("a.db", [visit(article(), 1), thief(canonical)]),
        ("b.db", [thief(canonical), visit(article(), 1)]),
    ):
        path = tmp_path / name
        with writing(path) as writer:
            assert writer.store(visits) == ["new", "new"]
            writer.store([visit(article(), 8), thief(canonical)])
        assert sorted(rows(path, "SELECT url, headline, flags, revision_count FROM articles")) == [
            (url("ferry"), "The ferry is late again", "[]", 1),
            (url("thief"), "Ten ways to win", '["canonical_refused"]', 1),
        ]
        assert rows(path, "SELECT count(*) FROM events") == [(0,)]
        assert is_sound(path)


def test_teasers_follow_when_a_false_claim_is_taken_back(db: Path) -> None:
    with writing(db) as writer:
        writer.store([listing("ferry", "thief"), thief(url("ferry"))])
        assert rows(db, "SELECT article_id FROM teasers WHERE page_url = ? ORDER BY id", CITY) == [(1,), (1,)]
        writer.store([visit(article(), 9)])
    assert rows(
        db, "SELECT t.url = a.url FROM teasers t JOIN articles a ON a.id = t.article_id WHERE page_url = ?", CITY
    ) == [(1,), (1,)]
    assert {page for (page,) in rows(db, "SELECT DISTINCT page_url FROM teasers WHERE page_kind = 'article'")} == {
        url("ferry"),
        url("thief"),
    }


def test_a_rewritten_article_is_known_by_its_alias(db: Path) -> None:
    rewritten = {"headline": "All new", "body": (Block("paragraph", "Nothing is left of it."),)}
    with writing(db) as writer:
        writer.store([visit(article(), 1), visit(article(url=url("ferry-2"), canonical_url=url("ferry")), 2)])
        assert writer.store([visit(article(url=url("ferry-2"), canonical_url=url("ferry"), **rewritten), 3)]) == [
            "changed"
        ]
    assert rows(db, "SELECT count(*) FROM articles") == [(1,)]


def test_redirect_from_an_unknown_address_is_an_alias(db: Path) -> None:
    with writing(db) as writer:
        assert writer.store([visit(article(), 1, asked=url("old"))]) == ["new"]
    assert rows(db, "SELECT url, reason FROM url_aliases") == [(url("old"), "redirect")]


def test_a_moved_article_keeps_its_row(db: Path) -> None:
    with writing(db) as writer:
        writer.store([listing("ferry"), visit(article(), 1)])
        assert writer.store([visit(article(url=url("boats/ferry")), 2, asked=url("ferry"))]) == ["changed"]
        assert writer.knows([url("ferry"), url("boats/ferry")]) == {url("ferry"), url("boats/ferry")}
    assert rows(db, "SELECT id, url, status, revision_count FROM articles") == [(1, url("boats/ferry"), "live", 1)]
    assert rows(db, "SELECT url, reason FROM url_aliases") == [(url("ferry"), "moved")]
    assert rows(db, "SELECT kind FROM events") == [("redirected",)]
    assert rows(db, "SELECT article_id FROM teasers WHERE page_url = ?", CITY) == [(1,)]
    assert rows(db, "SELECT DISTINCT page_url FROM teasers WHERE page_kind = 'article'") == [(url("boats/ferry"),)]


def test_redirect_to_another_article_supersedes(db: Path) -> None:
    tide = article("tide", body=(Block("paragraph", "High water at noon, low water at dusk."),))
    with writing(db) as writer:
        writer.store([visit(article(), 1), visit(tide, 2)])
        assert writer.store([visit(tide, 3, asked=url("ferry")), visit(tide, 4, asked=url("ferry"))]) == [
            "same",
            "same",
        ]
        assert rows(db, "SELECT url, status FROM articles ORDER BY id") == [
            (url("ferry"), "redirected"),
            (url("tide"), "live"),
        ]
        assert writer.store([visit(article(), 5)]) == ["changed"]
    assert rows(db, "SELECT article_id, kind FROM events ORDER BY id") == [(1, "redirected"), (1, "returned")]


def test_redirect_to_the_front_page_is_recorded(db: Path) -> None:
    away = Visit(
        entry(url("ferry")),
        at(3),
        "not_article",
        "listing",
        status=200,
        capture=Capture(HOME + "/", b"<html>front</html>", fetched_at=at(3), requested_url=url("ferry")),
    )
    with writing(db) as writer:
        writer.store([visit(article(), 1), away])
    assert rows(db, "SELECT status, text FROM articles") == [("redirected", article().text)]
    assert rows(db, "SELECT reason, url FROM quarantine") == [("listing", url("ferry"))]


# -- teasers and links ---------------------------------------------------------------------------------------------


def test_teasers_are_intervals(db: Path) -> None:
    with writing(db) as writer:
        writer.store([listing("a", "b", second=10), listing("a", "b", second=20)])
        writer.store([listing("b", "a", second=30)])
        writer.store([listing("a", "b", second=40)])
    found = rows(db, "SELECT url, position, first_seen_at, last_seen_at, gone_at FROM teasers ORDER BY id")
    assert found == [
        (url("a"), 1, at(10), at(20), at(30)),
        (url("b"), 2, at(10), at(20), at(30)),
        (url("b"), 1, at(30), at(30), at(40)),
        (url("a"), 2, at(30), at(30), at(40)),
        (url("a"), 1, at(40), at(40), None),
        (url("b"), 2, at(40), at(40), None),
    ]


@pytest.mark.parametrize(
    ("second", "order"), [(9, []), (10, ["a", "b"]), (25, ["a", "b"]), (30, ["b", "a"]), (99, ["b", "c"])]
)
def test_what_stood_on_the_page_at_a_time_is_one_select(db: Path, second: int, order: list[str]) -> None:
    with writing(db) as writer:
        writer.store([listing("a", "b", second=10), listing("b", "a", second=30), listing("b", "c", second=50)])
    stood = rows(
        db,
        "SELECT url FROM teasers WHERE page_url = ? AND first_seen_at <= ? AND (gone_at IS NULL OR gone_at > ?) "
        "ORDER BY block, position",
        CITY,
        at(second),
        at(second),
    )
    assert stood == [(url(name),) for name in order]


@pytest.mark.parametrize("changed", ["headline", "credit", "photo_size"])
def test_other_words_or_credit_are_another_row_but_not_another_picture_size(db: Path, changed: str) -> None:
    (teaser,) = teasers("a", block="main")
    assert teaser.photo
    other = {
        "headline": replace(teaser, headline="Read on"),
        "credit": replace(teaser, photo=replace(teaser.photo, credit="Agency")),
        "photo_size": replace(teaser, photo=replace(teaser.photo, url=f"{HOME}/a.jpg?width=300")),
    }[changed]
    with writing(db) as writer:
        writer.store([listing(shown=[teaser], second=1), listing(shown=[other], second=2)])
    assert rows(db, "SELECT count(*) FROM teasers") == [(1 if changed == "photo_size" else 2,)]


@pytest.mark.parametrize("kind", ["feed", "sitemap", "load_more", "section"])
def test_only_section_pages_and_what_they_load_are_placement(db: Path, kind: str) -> None:
    with writing(db) as writer:
        assert writer.store([listing("a", kind=kind)]) == ["listed"]
    assert rows(db, "SELECT count(*) FROM teasers") == [(1 if kind in ("section", "load_more") else 0,)]
    assert rows(db, "SELECT url FROM frontier WHERE kind = 'article'") == [(url("a"),)]


@pytest.mark.parametrize("article_first", [True, False])
def test_teasers_and_links_are_joined_whenever_the_article_arrives(db: Path, article_first: bool) -> None:
    linking = article(
        "mayor",
        teasers=teasers("ferry"),
        body=(
            Block(
                "paragraph", "See the ferry.", (Link("https://www.gazette.example/ferry?utm_source=in", "the ferry"),)
            ),
        ),
    )
    batches = [[visit(article(), 1)], [listing("ferry", second=2), visit(linking, 2)]]
    with writing(db) as writer:
        for batch in batches if article_first else reversed(batches):
            writer.store(batch)
    ferry = rows(db, "SELECT id FROM articles WHERE url = ?", url("ferry"))
    assert rows(db, "SELECT DISTINCT article_id FROM teasers WHERE url = ?", url("ferry")) == ferry
    assert rows(db, "SELECT target_article_id FROM links WHERE text = 'the ferry'") == ferry


def test_teasers_that_could_not_be_read_are_not_gone(db: Path) -> None:
    broken = article(teasers=(), failures=(ReaderFailure("teasers", "rebelmouse", "ValueError"),))
    with writing(db) as writer:
        writer.store([visit(article(), 1), visit(broken, 2)])
        assert rows(db, "SELECT DISTINCT gone_at FROM teasers") == [(None,)]
        writer.store([visit(article(teasers=()), 3)])
    assert rows(db, "SELECT DISTINCT gone_at FROM teasers") == [(at(3),)]


# -- counts and clocks ---------------------------------------------------------------------------------------------


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


# -- all or nothing ------------------------------------------------------------------------------------------------


def test_a_batch_that_fails_leaves_nothing_and_can_be_stored_again(db: Path) -> None:
    batch = [listing("ferry"), visit(article(), 1)]
    with writing(db) as writer:
        before = contents(db)
        bad = visit(replace(article("bad"), access="nonsense"), 2)  # type: ignore[arg-type]
        with pytest.raises(Exception, match="CHECK constraint"):
            writer.store([*batch, bad])
        assert contents(db) == before
        assert writer.counts() == CrawlCounts()
        assert writer.store(batch) == ["listed", "new"]
        assert writer.counts() == CrawlCounts(seen=1, new=1)
    assert is_sound(db)


NAMES = st.sampled_from(["a", "b", "c", "d"])
HEADLINES = st.sampled_from([None, "Alpha", "Beta"])


@st.composite
def visits_of_a_crawl(draw: st.DrawFn) -> list[Visit]:
    """Visits in any order: articles that are edited, claim, redirect, vanish and come back; section pages; failures."""
    made: list[Visit] = []
    for second in range(1, draw(st.integers(2, 14))):
        name, what = (
            draw(NAMES),
            draw(st.sampled_from(["article"] * 5 + ["listing", "gone", "failed", "away", "unchanged"])),
        )
        if what == "listing":
            made.append(listing(*draw(st.lists(NAMES, max_size=4, unique=True)), second=second))
        elif what == "away":
            made.append(
                Visit(
                    entry(url(name)),
                    at(second),
                    "not_article",
                    "listing",
                    status=200,
                    capture=Capture(HOME + "/", b"front", fetched_at=at(second)),
                )
            )
        elif what == "gone":
            made.append(failure(url(name), second, "gone", status=404))
        elif what == "unchanged":
            made.append(failure(url(name), second, "not_modified", status=304))
        elif what == "failed":
            made.append(failure(url(name), second))
        else:
            claimed, asked = draw(st.none() | NAMES), draw(st.none() | NAMES)
            text = draw(
                st.sampled_from(["One text about boats.", "Quite another story altogether, with words.", "Third."])
            )
            read = article(
                name,
                headline=draw(HEADLINES) or f"On {name}",
                canonical_url=url(claimed) if claimed else None,
                body=(Block("paragraph", text, (Link(url(draw(NAMES)), "link"),)),),
                teasers=teasers(*draw(st.lists(NAMES, max_size=2, unique=True))),
                tags=(draw(NAMES),),
            )
            made.append(visit(read, second, asked=url(asked) if asked else None, body=repr(read).encode()))
    return made


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=visits_of_a_crawl(), sizes=st.lists(st.integers(1, 5), min_size=14, max_size=14))
def test_batches_of_any_size_give_the_same_archive(
    tmp_path_factory: pytest.TempPathFactory, made: list[Visit], sizes: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("batches")
    with writing(folder / "one.db") as writer:
        verdicts = writer.store(made)
        counts = writer.counts()
    with writing(folder / "many.db") as writer:
        left, stored = list(made), []
        for size in sizes:
            stored += writer.store(left[:size])
            left = left[size:]
        assert stored == verdicts
        assert writer.counts() == counts
    assert contents(folder / "one.db") == contents(folder / "many.db")
    assert is_sound(folder / "one.db")
    # What must hold whatever happened.
    db = folder / "many.db"
    assert rows(
        db,
        "SELECT count(*) FROM articles a JOIN revisions r ON r.id = a.current_revision_id WHERE r.article_id <> a.id "
        "OR r.headline IS NOT a.headline OR r.text <> a.text OR r.number <> a.revision_count",
    ) == [(0,)]
    assert rows(db, "SELECT count(*) FROM url_aliases JOIN articles USING (url)") == [(0,)]
    assert rows(
        db,
        "SELECT count(*) FROM teasers t LEFT JOIN (SELECT url, id FROM articles UNION ALL "
        "SELECT url, article_id FROM url_aliases) k ON k.url = t.url WHERE k.id IS NOT t.article_id",
    ) == [(0,)]
    assert rows(
        db,
        "SELECT count(*) FROM revisions r WHERE number > 1 AND NOT EXISTS "
        "(SELECT 1 FROM events e WHERE e.revision_id = r.id)",
    ) == [(0,)]
    assert rows(
        db,
        "SELECT count(*) FROM revisions r JOIN revisions s ON s.article_id = r.article_id "
        "AND s.number = r.number + 1 WHERE r.sha256 = s.sha256",
    ) == [(0,)]


KILLED_IN_STORE = """
import os, signal, sys
sys.path[:0] = [{root!r}, {root!r} + "/tests"]
from pathlib import Path
from visits import *
with writing(Path({db!r})) as writer:
    writer.store([listing("a", "b"), visit(article("a"), 1, body=b"a")])
    left = {after}
    def count(statement):
        global left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
    print("stored", flush=True)
    writer._conn.set_trace_callback(count)
    edited = visit(article("a", headline="Edited"), 2, body=b"a2")
    writer.store([edited, visit(article("b"), 3, body=b"b"), listing("b", second=4)])
    print("all", flush=True)
"""


@pytest.mark.parametrize("after", [1, 4, 9, 16, 25, 40, 60, 90])
def test_killed_inside_a_batch_leaves_no_half_of_it(db: Path, after: int) -> None:
    root = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", KILLED_IN_STORE.format(root=root, db=str(db), after=after)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.startswith("stored"), done.stderr
    assert done.returncode in (0, -signal.SIGKILL)
    assert is_sound(db)
    whole = "all" in done.stdout
    assert rows(db, "SELECT count(*) FROM articles") == [(2 if whole else 1,)]
    assert rows(db, "SELECT count(*) FROM captures") == [(5 if whole else 2,)]
    assert rows(db, "SELECT count(*) FROM fetches") == [(5 if whole else 2,)]
    with ArchiveWriter.open(
        db, parser_version="1", clock=lambda: at(50)
    ) as writer:  # the lock of the dead is no hindrance
        writer.begin_crawl("again", "0.1")
        writer.seed(OUTLET, [entry(CITY, "section")])
        left = {one.url for one in writer.pending("gazette", 10)}
        assert left == (set() if whole else {url("b")})
        writer.store([visit(article("a", headline="Edited"), 2, body=b"a2"), visit(article("b"), 3, body=b"b")])
    assert rows(db, "SELECT headline, revision_count FROM articles ORDER BY id") == [
        ("Edited", 2),
        ("The b is late again", 1),
    ]


def test_some_of_the_kills_above_hit_the_middle(db: Path) -> None:
    """The points of the test above are statements of one batch: this counts how many there are."""
    seen: list[str] = []
    with writing(db) as writer:
        writer.store([listing("a", "b"), visit(article("a"), 1)])
        writer._conn.set_trace_callback(seen.append)
        writer.store([visit(article("a", headline="Edited"), 2), visit(article("b"), 3), listing("b", second=4)])
    assert seen.index("COMMIT") > 60


def test_what_was_stored_is_on_the_disk_when_store_returns(db: Path) -> None:
    with writing(db) as writer:
        assert writer._conn.execute("PRAGMA synchronous").fetchone() == (2,)
        assert writer._conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert writer._conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert sorted(os.listdir(db.parent)) == ["archive.db"]
