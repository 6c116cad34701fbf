"""What is made of an article's words is what the plain, slow way would make of them."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visits import article

from qiosk_scraper.archive.readings import body_to_json, stored_readings
from qiosk_scraper.items import Article, Author, Block, Correction, Link, Photo
from qiosk_scraper.wording import is_composed, is_spaced, plain, wording

WORDS = st.text(
    st.sampled_from('ab e\u0301\xe9"\\\t\n\x0b\x1c\x85\xa0\u2003\u3000\u201c\x00\x7f\U0001f600\ud800'), max_size=12
)
BODY = st.lists(st.builds(Block, st.sampled_from(["paragraph", "heading"]), WORDS), max_size=4).map(tuple)


def seen(text: str | None) -> str:
    return " ".join(unicodedata.normalize("NFC", text or "").split())


@given(WORDS)
def test_plain_text_is_composed_and_spaced(text: str) -> None:
    assert plain(text) == seen(text)
    assert (is_spaced(text) and is_composed(text)) <= (seen(text) == text != "")


@given(BODY, WORDS, st.lists(WORDS, max_size=2), WORDS, WORDS)
def test_digest_and_count(body: tuple[Block, ...], headline: str, names: list[str], caption: str, note: str) -> None:
    one = Article(
        url="http://gazette.example/a/",
        canonical_url=None,
        outlet="gazette",
        headline=headline,
        authors=tuple(map(Author, names)),
        byline=caption,
        published="2025-03-01T08:00:00+00:00",
        body=body,
        photos=(Photo("lead", caption=caption, credit_line=note), Photo("inline")),
        corrections=(Correction(note),),
    )
    parts = ["1", seen(headline), "", "", "authors", *([seen(name) for name in names] or [seen(caption)])]
    parts.append("published 2025-03-01T08:00:00+00:00")
    for block in body:
        parts += [block.type, seen(block.text)]
    if caption or note:
        parts += ["photo lead", seen(caption), seen(note)]
    parts += ["correction", seen(note)]
    expected = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    assert wording(one).digest == expected
    assert wording(one).words == sum(len(block.text.split()) for block in body)


@given(BODY)
def test_body_is_json(body: tuple[Block, ...]) -> None:
    linked = (*body, Block("quote", "so", (Link('http://gazette.example/?a="b"', 'a "link"'),)))
    for blocks in (body, linked):
        assert body_to_json(blocks) == json.dumps([asdict(block) for block in blocks], ensure_ascii=False)


@pytest.mark.parametrize("version", [1, 2])
def test_digests_stored_long_ago_are_those_of_today(version: int) -> None:
    """Another digest of the same words would be an edit of every article in every archive."""
    path = Path(__file__).parent / "archives" / f"v{version}.db"
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as conn:
        stored = dict(
            conn.execute(
                "SELECT r.id, r.sha256 FROM revisions r JOIN articles a ON a.current_revision_id = r.id"
            ).fetchall()
        )
        readings = stored_readings(conn, stored)
    assert len(stored) > 5
    assert {one: wording(reading).digest for one, reading in readings.items()} == stored


def test_one_word_makes_another_digest() -> None:
    assert wording(article()).digest != wording(article(dek="Why nobody waits")).digest
