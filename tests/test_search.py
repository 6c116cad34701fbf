"""Search takes what people type: words, phrases, odd signs; it never ends in a syntax error."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from visits import article, rows, url, visit, writing

from qiosk_scraper.archive import Archive
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import Author, Block
from qiosk_scraper.search import to_fts


def text(*paragraphs: str) -> tuple[Block, ...]:
    return tuple(Block("paragraph", paragraph) for paragraph in paragraphs)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "archive.db"
    with writing(path) as writer:
        ferry = article(
            "ferry",
            headline="Ferry strike",
            dek="Boats idle",
            body=text("The harbour waits. Nobody sails."),
            published="2025-01-10T12:00:00+00:00",
        )
        mayor = article(
            "mayor",
            headline="Mayor speaks",
            body=text("She said the ferry strike ends on Monday, in the U.S. way."),
            sections=("Asia-Pacific",),
            authors=(Author("Cy Lund-Berg"),),
            published="2025-01-20T12:00:00+00:00",
        )
        tide = article(
            "tide",
            headline="High tide",
            byline="By the newsroom",
            body=text("Strike while the iron is hot: ferry ferry café AND NEAR OR."),
            sections=("Military Industrial Complex",),
            published=None,
        )
        writer.store([visit(ferry), visit(mayor), visit(tide, 7)])
    return path


@pytest.fixture
def archive(db: Path) -> Iterator[Archive]:
    with Archive(db) as opened:
        yield opened


def found(archive: Archive, query: str, **options: Any) -> list[str]:
    return [hit.url.rstrip("/").rpartition("/")[2] for hit in archive.search(query, **options)]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ferry", ["tide", "mayor", "ferry"]),
        ("ferry strike", ["tide", "mayor", "ferry"]),
        ('"ferry strike"', ["mayor", "ferry"]),
        ('"strike ferry"', []),
        ("FERRIES", ["tide", "mayor", "ferry"]),
        ("cafe", ["tide"]),
        ("harb*", ["ferry"]),
        ("harb", []),
        ("U.S.", ["mayor"]),
        ("ferry -strike", ["tide", "mayor", "ferry"]),
        ("OR", ["tide"]),
        ("ferry NEAR", ["tide"]),
        ("headline:ferry", []),
        ("boats idle", ["ferry"]),
        ("newsroom", ["tide"]),
        ('"unfinished phrase', []),
        ('ferry "', ["tide", "mayor", "ferry"]),
        ("ferry !!! ??? ---", ["tide", "mayor", "ferry"]),
    ],
)
def test_what_a_query_finds_newest_first(archive: Archive, query: str, names: list[str]) -> None:
    assert found(archive, query) == names


def test_by_rank_the_headline_weighs_most(archive: Archive) -> None:
    assert found(archive, "ferry", sort="rank")[0] == "ferry"
    hits = archive.search("ferry", sort="rank")
    ranks = [hit.rank for hit in hits if hit.rank is not None]
    assert ranks == sorted(ranks)
    assert len(ranks) == 3
    assert archive.search("ferry")[0].rank is None


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"outlet": "gazette"}, ["tide", "mayor", "ferry"]),
        ({"outlet": "other"}, []),
        ({"section": "asia-pacific"}, ["mayor"]),
        ({"section": "Asia Pacific"}, ["mayor"]),
        ({"section": "military-industrial-complex"}, ["tide"]),
        ({"section": "city"}, ["ferry"]),
        ({"section": "cit"}, []),
        ({"author": "cy lund berg"}, ["mayor"]),
        ({"author": "moreno"}, ["tide", "ferry"]),
        ({"author": "%"}, []),
        ({"since": "2025-01-11"}, ["tide", "mayor"]),
        ({"until": "2025-01-20"}, ["mayor", "ferry"]),
        ({"until": "2025-01-20T11:00:00+00:00"}, ["ferry"]),
        ({"until": "2025-01-20T12:00:00+00:00"}, ["mayor", "ferry"]),
        ({"since": "2025-01-20T13:00:00+02:00", "until": "2025-02-01"}, ["mayor"]),
        ({"since": "2025-03-01"}, ["tide"]),
        ({"limit": 2}, ["tide", "mayor"]),
    ],
)
def test_filters(archive: Archive, options: dict[str, Any], names: list[str]) -> None:
    assert found(archive, "ferry", **options) == names


def test_snippet_marks_the_words_found(archive: Archive) -> None:
    (hit,) = archive.search("monday", markers=("<b>", "</b>"))
    assert "<b>Monday</b>" in hit.snippet
    assert hit.to_dict()["url"] == url("mayor")
    assert "[Monday]" in archive.search("monday")[0].snippet


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", {}),
        ("   ", {}),
        ('""', {}),
        ("!!!", {}),
        ("*", {}),
        ("\0", {}),
        ("word " * 65, {}),
        ("x" * 2001, {}),
        ("ferry", {"sort": "oldest"}),
        ("ferry", {"limit": 0}),
        ("ferry", {"limit": -5}),
        ("ferry", {"since": "yesterday"}),
        ("ferry", {"since": "2025-02-30"}),
        ("ferry", {"until": "9999-12-31"}),
        ("ferry", {"until": ""}),
    ],
)
def test_what_cannot_be_searched_is_wrong_usage(archive: Archive, query: str, options: dict[str, Any]) -> None:
    with pytest.raises(QioskError) as refused:
        archive.search(query, **options)
    assert refused.value.exit_code == ExitCode.USAGE
    assert "\n" not in str(refused.value)


SIGNS = [
    *"\"'*()^-+:{};\\%_?,.0\0\ud800\u202eé😀 \n",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NEAR/2",
    "ferry",
    "strike",
    "text:",
    "--",
    "/*",
    "中文",
]


def test_no_query_breaks_the_search(db: Path, archive: Archive) -> None:
    """500 of the ten thousand (`python tests/test_search.py` runs them all)."""
    schema = rows(db, "SELECT group_concat(sql) FROM sqlite_master")
    assert try_queries(archive, 500, seed=1) > 200
    assert rows(db, "SELECT group_concat(sql) FROM sqlite_master") == schema


def try_queries(archive: Archive, number: int, seed: int) -> int:
    """How many of these random queries were searched; the others were refused as wrong usage."""
    dice, searched = random.Random(seed), 0
    for _ in range(number):
        query = dice.choice(["", " "]).join(dice.choices(SIGNS, k=dice.randint(0, 12)))
        try:
            archive.search(query, sort=dice.choice(["newest", "rank"]), author=dice.choice([None, query]),
                           section=dice.choice([None, query]), outlet=dice.choice([None, query]))  # fmt: skip
            searched += 1
        except QioskError as error:
            assert error.exit_code == ExitCode.USAGE
    return searched


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=40))
def test_any_text_is_a_query_or_wrong_usage(archive: Archive, query: str) -> None:
    try:
        archive.search(query)
    except QioskError as error:
        assert error.exit_code == ExitCode.USAGE


def test_other_tools_find_the_full_text_by_themselves(db: Path) -> None:
    from sqlite_utils import Database

    table = Database(db)["articles"]
    assert table.detect_fts() == "articles_fts"
    found = list(table.search("ferry", columns=["headline"]))
    assert {row["headline"] for row in found} == {"Ferry strike", "Mayor speaks", "High tide"}


def test_datasette_offers_a_search_box(db: Path) -> None:
    detect_fts = pytest.importorskip("datasette.utils").detect_fts
    with closing(sqlite3.connect(db)) as conn:
        assert detect_fts(conn, "articles") == "articles_fts"


@pytest.mark.parametrize("word", ["ferry", "café", "a-b", "O'Brien", "x" * 50, "C++", "100%"])
def test_a_word_finds_the_article_that_holds_it(word: str) -> None:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    conn.execute("INSERT INTO t VALUES (?)", (f"before {word} after",))
    for query in (word, f'"{word} after"', f"after {word}", word[:2] + "*"):
        assert conn.execute("SELECT count(*) FROM t WHERE t MATCH ?", (to_fts(query),)).fetchone() == (1,), query


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        with writing(Path(folder) / "a.db") as writer:
            writer.store([visit(article())])
        with Archive(Path(folder) / "a.db") as opened:
            print(try_queries(opened, 10_000, seed=2), "of 10,000 queries searched, the others refused; no other error")
