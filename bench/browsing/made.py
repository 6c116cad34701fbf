"""A large archive of made-up articles, always the same for a seed: its rows written straight into the schema."""

from __future__ import annotations

import itertools
import json
import random
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from qiosk_scraper.archive.connection import connect_for_writing, in_transaction
from qiosk_scraper.archive.migrations import create

OUTLETS = ("gazette", "courier", "herald")
SECTIONS = ("World", "City", "Council", "Harbour", "Weather", "Sport", "Opinion", "Business", "Culture", "Science")
LAST = datetime(2025, 6, 30, 18, tzinfo=UTC)
_PORTION = 5_000
_BLOCKS = 4


def make(path: Path, number: int, seed: int = 1) -> None:
    """Writes an archive of `number` articles of some 200 words over twelve years, one in ten of them edited."""
    conn = connect_for_writing(path, lambda conn: None)
    create(conn)
    later = _set_aside(conn)
    dice = random.Random(seed)
    words = vocabulary(dice)
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    paragraphs = [" ".join(dice.choices(words, cum_weights=weights, k=50)) for _ in range(6_000)]
    with in_transaction(conn):
        _labels(conn)
        for portion in range(0, number, _PORTION):
            rows: dict[str, list[tuple[object, ...]]] = {}
            for n in range(portion, min(portion + _PORTION, number)):
                for table, row in _article(dice, paragraphs, n, number):
                    rows.setdefault(table, []).append(row)
            for table, found in rows.items():
                names = ", ".join(COLUMNS[table])
                marks = ", ".join("?" * len(COLUMNS[table]))
                conn.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", found)
        _lists(conn)
    for definition in later:
        conn.execute(definition)
    conn.execute("INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')")
    conn.execute("ANALYZE")
    conn.execute("PRAGMA journal_mode = WAL")
    conn.close()


def vocabulary(dice: random.Random) -> list[str]:
    """Words, the most frequent first."""
    return ["".join(dice.choices("aeinorstlmdpbkhuc", k=2 + rank % 4 + rank // 8000)) for rank in range(30_000)]


def _set_aside(conn: sqlite3.Connection) -> list[str]:
    """What is quicker done once at the end: the definitions of indexes and triggers, which are dropped here."""
    conn.execute("PRAGMA journal_mode = OFF")
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("PRAGMA cache_size = -200000")
    conn.execute("PRAGMA foreign_keys = OFF")  # without its index, each check would read the whole table
    for (name,) in conn.execute("SELECT name FROM temp.sqlite_schema WHERE type = 'trigger'").fetchall():
        conn.execute(f'DROP TRIGGER temp."{name}"')  # row digests: proofs of a file that nobody keeps
    found = conn.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
    ).fetchall()
    for kind, name, _ in found:
        conn.execute(f"DROP {kind} {name}")
    return [definition for _, _, definition in found]


COLUMNS = {
    "captures": ("id", "url", "fetched_at", "status", "headers", "sha256", "size", "crawl_id"),
    "articles": ("id", "outlet_id", "url", "headline", "dek", "kicker", "byline", "text", "published_at", "modified_at",
                 "first_seen_at", "last_seen_at", "language", "access", "word_count", "revision_count", "status",
                 "current_revision_id", "text_sha256", "labels_sha256"),
    "revisions": ("id", "article_id", "number", "capture_id", "seen_at", "headline", "dek", "kicker", "byline", "text",
                  "body", "published_at", "modified_at", "sha256", "parser_version"),
    "article_authors": ("article_id", "position", "author_id"),
    "article_sections": ("article_id", "position", "section_id"),
    "article_tags": ("article_id", "position", "tag_id"),
    "photos": ("article_id", "revision_id", "position", "role", "url", "caption", "credit", "credit_line",
               "photographer", "agency", "alt"),
    "teasers": ("page_url", "page_kind", "capture_id", "position", "block", "url", "headline", "kicker",
                "first_seen_at", "last_seen_at", "gone_at", "article_id", "block_position"),
    "links": ("article_id", "revision_id", "position", "url", "text", "target_article_id"),
    "events": ("article_id", "at", "kind", "detail", "revision_id"),
    "answers": ("revision_id", "field", "layer", "raw"),
    "sightings": ("url", "page_url", "page_kind", "seen_at", "published_at"),
    "frontier": ("url", "kind", "outlet_id", "priority", "state", "crawl_id"),
    "fetches": ("crawl_id", "url", "kind", "started_at", "status", "outcome", "reason", "capture_id", "tries"),
}  # fmt: skip


def _labels(conn: sqlite3.Connection) -> None:
    run = conn.executemany
    run("INSERT INTO outlets VALUES (?, ?, ?, ?, 'en', 'Europe/London')",
        [(n, slug, f"The {slug.title()}", f"http://{slug}.example/") for n, slug in enumerate(OUTLETS, 1)])  # fmt: skip
    run("INSERT INTO crawls (id, started_at, finished_at, command, version, seen, new, exit_code) "
        "VALUES (?, ?, ?, 'qiosk watch', '0.1.0', 100, 90, 0)",
        [(n, _at(timedelta(days=50 - n)), _at(timedelta(days=50 - n, hours=-1))) for n in range(1, 51)])  # fmt: skip
    run("INSERT INTO authors (id, name) VALUES (?, ?)", [(n, f"Author Number{n}") for n in range(1, 301)])
    run("INSERT INTO sections (id, outlet_id, name) VALUES (?, ?, ?)",
        [(o * 10 + n, o + 1, name) for o in range(3) for n, name in enumerate(SECTIONS, 1)])  # fmt: skip
    run("INSERT INTO tags (id, name) VALUES (?, ?)", [(n, f"tag {n}") for n in range(1, 2001)])
    run("INSERT INTO payloads (sha256, codec, data) VALUES (?, 'zstd', x'')", [("0" * 64,)])


def _at(before_last: timedelta) -> str:
    return (LAST - before_last).isoformat()


def _article(
    dice: random.Random, paragraphs: list[str], n: int, number: int
) -> Iterator[tuple[str, tuple[object, ...]]]:
    outlet = n % len(OUTLETS)
    article_id, revision_id = n + 1, 2 * n + 1
    url = f"http://{OUTLETS[outlet]}.example/story-{n}/"
    published = _at(timedelta(minutes=63 * (number - n)))
    texts = dice.sample(paragraphs, _BLOCKS)
    edited = n % 10 == 0
    headline = texts[0][:60].rpartition(" ")[0].capitalize()
    byline = f"Author Number{1 + n % 300}"
    text = "\n\n".join(texts)
    target = n // 2 + 1
    body = [{"type": "paragraph", "text": one, "links": []} for one in texts]
    leads_to = f"http://{OUTLETS[(target - 1) % 3]}.example/story-{target - 1}/"
    body[0]["links"] = [{"url": leads_to, "text": texts[0][:9]}]
    digest = sha256(text.encode()).hexdigest()
    last = revision_id + edited
    yield "captures", (revision_id, url, published, 200, "[]", "0" * 64, 4000, 1 + n % 50)
    dek = texts[1][:90]
    yield "articles", (article_id, outlet + 1, url, headline, dek, "News | City", byline, text, published, published,
                       published, published, "en", "free", 200, 1 + edited, "live", last, digest, digest)  # fmt: skip
    for number_of, shown in enumerate((f"{headline} again", headline) if edited else (headline,), 1):
        this = revision_id + number_of - 1
        yield "revisions", (this, article_id, number_of, revision_id, published, shown, dek, "News", byline, text,
                            json.dumps(body), published, published, f"{digest}{number_of}", "1")  # fmt: skip
        credit = f"Person{n % 90} / Agency {n % 25}"
        yield "photos", (article_id, this, 1, "lead", f"{url}photo.jpg", texts[2][:60], credit, f"Photo: {credit}",
                         f"Person{n % 90}", f"Agency {n % 25}", None)  # fmt: skip
        yield "links", (article_id, this, 1, leads_to, texts[0][:9], target)
        for field in ("headline", "byline", "body", "lead_photo", "published"):
            yield "answers", (this, field, "rebelmouse" if n % 7 else "json_ld", "as on the page")
    if edited:
        yield "events", (article_id, published, "headline_changed", json.dumps({"from": f"{headline} again"}), last)
    yield "article_authors", (article_id, 1, 1 + n % 300)
    yield "article_sections", (article_id, 1, outlet * 10 + 1 + n % len(SECTIONS))
    for position in range(3):
        yield "article_tags", (article_id, position + 1, 1 + (n * 7 + position * 13) % 2000)
    for position in range(1, 4):
        other = (n * 7 + position) % number
        shown_on = f"http://{OUTLETS[outlet]}.example/story-{other}/"
        yield "teasers", (shown_on, "article", revision_id, position, "related", url, headline, "News",
                          published, published, None, article_id, 1)  # fmt: skip
    section = f"http://{OUTLETS[outlet]}.example/{SECTIONS[n % 10].lower()}/"
    gone = None if n > number - 200 else _at(timedelta(minutes=63 * (number - n - 200)))
    yield "teasers", (section, "section", revision_id, 1 + n % 8, "main", url, headline, "News", published,
                      gone or published, gone, article_id, 1)  # fmt: skip
    yield "sightings", (url, section, "section", published, published)
    yield "frontier", (url, "article", outlet + 1, 0, "done", 1 + n % 50)
    ended = ("ok", None) if n % 50 else ("failed", "timeout")
    yield "fetches", (1 + n % 50, url, "article", published, 200, *ended, revision_id, 1)  # fmt: skip


def _lists(conn: sqlite3.Connection) -> None:
    conn.executemany(
        "INSERT INTO frontier (url, kind, outlet_id, priority, state) VALUES (?, 'section', ?, 9, 'done')",
        [(f"http://{slug}.example/{name.lower()}/", o) for o, slug in enumerate(OUTLETS, 1) for name in SECTIONS],
    )
