"""One article, one row: spellings, canonical URLs, redirects, and who is refused another's place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from visits import (
    CITY,
    HOME,
    article,
    at,
    entry,
    is_sound,
    listing,
    rows,
    url,
    visit,
    writing,
)

from qiosk_scraper.items import Block, Capture, Visit


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
