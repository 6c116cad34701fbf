"""The rows of one batch, gathered table by table and written with one `executemany` each; ids given out here.

Their digests are made here as well: by a trigger each of these rows would cost two to three times as much.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from hashlib import sha256
from marshal import dumps
from typing import Any

from qiosk_scraper.archive import digests

Row = tuple[Any, ...]

_COLUMNS: dict[str, str] = {
    "dictionaries": "id outlet_id data sha256",
    "payloads": "sha256 codec dictionary_id data",
    "captures": "id url fetched_at status headers content_type sha256 size crawl_id requested_url clock_back",
    "articles": "id outlet_id url headline dek kicker byline text published_at modified_at first_seen_at last_seen_at "
    "language access word_count revision_count status current_revision_id text_sha256 flags claimed_by "
    "labels_sha256",
    "revisions": "id article_id number capture_id seen_at headline dek kicker byline text body published_at "
    "modified_at published_raw modified_raw sha256 parser_version",
    "authors": "id name",
    "sections": "id outlet_id name",
    "tags": "id name",
    "article_authors": "article_id position author_id url",
    "article_sections": "article_id position section_id",
    "article_tags": "article_id position tag_id",
    "photos": "id article_id revision_id position role url caption credit credit_line photographer agency alt",
    "teasers": "id page_url page_kind capture_id position block url headline kicker section dek excerpt photo_url "
    "caption credit first_seen_at last_seen_at gone_at article_id block_position",
    "links": "article_id revision_id position url text target_article_id",
    "corrections": "id article_id revision_id text date",
    "fetches": "id crawl_id url kind started_at status outcome reason capture_id tries",
    "quarantine": "id url capture_id reason detail at",
    "frontier": "id url kind outlet_id priority not_before tries state found_on crawl_id",
    "events": "id article_id at kind detail revision_id",
    "answers": "revision_id field layer raw",
    "reader_failures": "capture_id field layer error",
}
"""In an order in which no row is written before the row it refers to."""

INSERTS: dict[str, str] = {
    table: f"INSERT INTO {table} ({', '.join(columns.split())}) VALUES ({', '.join('?' * len(columns.split()))})"
    for table, columns in _COLUMNS.items()
}
_INDEX = "INSERT INTO articles_fts (rowid, headline, dek, byline, text) VALUES (?, ?, ?, ?, ?)"
"""Full text, before the articles are inserted: by the trigger each article makes a part of the index of its own, and
storing takes a quarter longer (`schema_3.sql`)."""
_IS_INDEXED = "SELECT 1 FROM main.sqlite_schema WHERE type = 'trigger' AND name = 'articles_fts_insert'"
"""An archive whose triggers somebody removed has no full text."""
_KEYS: dict[str, tuple[int, int]] = {
    "article_authors": (0, 1),
    "article_sections": (0, 1),
    "article_tags": (0, 1),
    "links": (1, 2),
    "answers": (0, 1),
}
"""Where the columns of the primary key stand in a row; in those of other tables it is the first."""
_SIZE = digests.SIZE
PROVEN = frozenset(_COLUMNS) - {"frontier", "reader_failures"}
"""Tables whose new rows all come this way."""
_NUMBERED = tuple(table for table, columns in _COLUMNS.items() if columns.startswith("id "))


class Rows:
    """New rows of a batch. `new_id` numbers them before they are written, so that they can refer to each other."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._rows: dict[str, list[Row]] = {table: [] for table in _COLUMNS}
        largest = ", ".join(f"(SELECT max(id) FROM {table})" for table in _NUMBERED)
        self._last: dict[str, int] = dict(
            zip(_NUMBERED, (n or 0 for n in conn.execute(f"SELECT {largest}").fetchone()), strict=True)
        )

    def new_id(self, table: str) -> int:
        self._last[table] += 1
        return self._last[table]

    def add(self, table: str, row: Row) -> None:
        self._rows[table].append(row)

    def extend(self, table: str, rows: Iterable[Row]) -> None:
        self._rows[table].extend(rows)

    def write(self) -> None:
        """Inserts everything gathered, parents first, with the digests of its rows."""
        for table, rows in self._rows.items():
            if rows:
                if table == "articles" and self._conn.execute(_IS_INDEXED).fetchone():
                    self._conn.executemany(_INDEX, [(row[0], row[3], row[4], row[6], row[7]) for row in rows])
                self._conn.executemany(INSERTS[table], rows)
                if table in PROVEN:
                    self._conn.executemany(digests.KEEP, digests_of(table, rows))
                rows.clear()


def digests_of(table: str, rows: Collection[Row]) -> list[Row]:
    """The rows of `row_digests` for these rows."""
    places = _KEYS.get(table)
    try:  # `digests.row_digest` without a call
        if places is None:
            return [(table, row[0], sha256(dumps(row, 2)).digest()[:_SIZE]) for row in rows]
        first, second = places
        return [(table, f"{row[first]} {row[second]}", sha256(dumps(row, 2)).digest()[:_SIZE]) for row in rows]
    except ValueError:  # an outlet's reader gave a text or number of a type of its own (lxml does)
        return digests_of(table, [tuple(map(_of_python, row)) for row in rows])


def _of_python(value: Any) -> Any:
    """The value as a type that marshal knows."""
    return str(value) if isinstance(value, str) else int(value) if isinstance(value, int) else value


def rows_in(conn: sqlite3.Connection, select: str, values: Collection[object]) -> list[Row]:
    """Rows of a select whose one `?` stands in `... IN (SELECT value FROM json_each(?))`."""
    if not values:
        return []
    return conn.execute(select, (json.dumps(list(values)),)).fetchall()


def storable(text: str | None) -> str | None:
    """Text that SQLite gives back whole: without NUL, lone surrogates as U+FFFD. The parsers drop both already."""
    if text is None or (text.isascii() and "\0" not in text):
        return text
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def all_storable(*texts: str | None) -> tuple[str | None, ...]:
    """`storable` for many."""
    return tuple([text if text is None or (text.isascii() and "\0" not in text) else storable(text) for text in texts])


def stored(text: str) -> str:
    """`storable` for text that is there."""
    return storable(text) or ""
