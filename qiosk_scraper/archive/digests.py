"""A digest of every row, in the table `row_digests`: written with the row, compared by `qiosk db verify`.

SQLite itself noticed 33 of 300 copies with flipped bits: most bytes of a file are values, and any value is a valid one.
The writer's connection has TEMP triggers that keep the digests; no other program sees them, and what another program
changes is found by `verify`, as it should be.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from marshal import dumps
from typing import Any

from qiosk_scraper.archive import schema

TABLE = "row_digests"
SCHEMA = "sqlite_schema"
"""Stands in `row_digests.table_name` for the definitions of tables, indexes, views and triggers."""
STATISTICS = "sqlite_stat1"
"""The query planner's; SQLite writes it itself when a writer closes, out of the reach of triggers."""
INDEX = "articles_fts"
"""The full-text index. SQLite 3.40 crashes when a trigger stands on its tables, so it has one digest, its seal: broken
with the first article stored, made anew when the writer closes. Without a seal only FTS5's own check is left, which
does not look at entries of texts that were replaced (18 of 3,000 single flipped bits, 2026-11)."""
SEAL = "seal"
"""The key of that digest."""
INDEX_PARTS = ("data", "idx", "docsize", "config")
_MOST_SEALED = 100_000
"""Parts of an index, of 4 KB at most, that are hashed while somebody waits for the end: about a second."""
SIZE = 16
"""Bytes of a digest."""
KEEP = f"INSERT INTO {TABLE} VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sha256 = excluded.sha256"
"""Stores the digest of a row: table, key, digest."""
_BOOKKEEPING = "_sqlite_migrations"
_FUNCTION = "qiosk_row_digest"
_DEFINITIONS = (
    "SELECT name, type, name, tbl_name, sql FROM main.sqlite_schema WHERE name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows have digests."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    """Columns of the primary key."""
    is_numbered: bool
    """Whether the first column is the number of the row (`INTEGER PRIMARY KEY`)."""
    has_rowid: bool
    """Whether its rows have numbers at all, be they a column or not."""

    def key_of(self, row: str = "") -> str:
        """SQL for `row_digests.key`; `row` is `new.`, `old.` or an alias with its dot.

        The plus takes the column's affinity away: with it SQLite compares other than the index on `key` is sorted, and
        reads all digests of the table for each row.
        """
        return " || ' ' || ".join(f"+{row}{column}" for column in self.key)

    def values_of(self, row: str = "") -> str:
        """SQL for the values that are hashed."""
        return ", ".join(f"{row}{column}" for column in self.columns)


def row_digest(*values: Any) -> bytes:
    """The digest of a row: of its values as Python's marshal format 2 writes a tuple, which no version has changed.

    Every other encoding tried that tells types apart took two to three times as long (CPython 3.11).
    """
    return sha256(dumps(values, 2)).digest()[:SIZE]


def as_stored(text: bytes) -> str:
    """A `text_factory` under which any bytes can be read, hash to what they are, and can be written back."""
    return text.decode("utf-8", "surrogateescape")


def tables(conn: sqlite3.Connection) -> list[Table]:
    """The tables of this file whose rows have digests: those of our schema. What others added is not ours to prove."""
    ours = _our_tables()
    standing = conn.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table' ORDER BY rowid").fetchall()
    return [table_of(conn, name) for (name,) in standing if name in ours]


def table_of(conn: sqlite3.Connection, name: str) -> Table:
    """The columns and the primary key of a table."""
    columns = conn.execute(f"SELECT name, type, pk FROM pragma_table_info('{name}', 'main') ORDER BY cid").fetchall()
    key = tuple(column for _, column in sorted((pk, column) for column, _, pk in columns if pk))
    is_numbered = len(key) == 1 and columns[0][1:] == ("INTEGER", 1)
    (without,) = conn.execute("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?", (name,)).fetchone()
    return Table(name, tuple(column for column, _, _ in columns), key, is_numbered and not without, not without)


def keep(conn: sqlite3.Connection) -> None:
    """From now on this connection keeps the digests of all it writes. Does nothing for a file without digests."""
    if not _has_digests(conn):
        return
    conn.create_function(_FUNCTION, -1, row_digest, deterministic=True)
    for table in tables(conn):
        for statement in _triggers(table):
            conn.execute(statement)
    for event in ("INSERT", "DELETE", "UPDATE OF headline, dek, byline, text"):
        conn.execute(
            f"CREATE TEMP TRIGGER qiosk_seal_{event[:6].lower()} AFTER {event} ON main.articles "
            f"BEGIN DELETE FROM {TABLE} WHERE table_name = '{INDEX}'; END"
        )


def leave_new_rows(conn: sqlite3.Connection, tables: Iterable[str]) -> None:
    """From now on the caller stores the digests of the rows that it inserts into these tables."""
    for table in tables:
        conn.execute(f"DROP TRIGGER IF EXISTS temp.qiosk_{table}_0")


def write_all(conn: sqlite3.Connection) -> None:
    """Computes every digest anew; inside a transaction, after the schema was made or changed."""
    if not _has_digests(conn):
        return
    conn.create_function(_FUNCTION, -1, row_digest, deterministic=True)
    conn.execute(f"DELETE FROM {TABLE}")
    for table in tables(conn):
        conn.execute(
            f"INSERT INTO {TABLE} SELECT '{table.name}', {table.key_of()}, {_FUNCTION}({table.values_of()}) "
            f"FROM main.{table.name} ORDER BY 2"
        )
    conn.executemany(
        f"INSERT INTO {TABLE} VALUES ('{SCHEMA}', ?, ?)",
        [(name, row_digest(*values)) for name, *values in conn.execute(_DEFINITIONS).fetchall()],
    )
    _write_statistics(conn)
    seal(conn)


def finish(conn: sqlite3.Connection) -> None:
    """What a writer does at its end: statistics for the query planner, and digests of what no trigger can follow."""
    if not _has_digests(conn):
        return
    is_sealed = conn.execute(f"SELECT 1 FROM {TABLE} WHERE table_name = '{INDEX}'").fetchone()
    if is_sealed and not conn.execute("PRAGMA optimize(-1)").fetchall():  # -1: only says what it would do
        return
    conn.execute("BEGIN IMMEDIATE")
    try:
        conn.execute("PRAGMA optimize")
        _write_statistics(conn)
        if not is_sealed and conn.execute(f"SELECT count(*) FROM {INDEX}_data").fetchone()[0] <= _MOST_SEALED:
            seal(conn)
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def seal(conn: sqlite3.Connection) -> None:
    """Writes the digest of the full-text index; inside a transaction."""
    conn.execute(f"INSERT OR REPLACE INTO {TABLE} VALUES ('{INDEX}', '{SEAL}', ?)", (index_digest(conn),))


def index_digest(conn: sqlite3.Connection) -> bytes:
    """The digest of all that the full-text index consists of."""
    digest = sha256()
    for part in INDEX_PARTS:
        for row in conn.execute(f"SELECT * FROM main.{INDEX}_{part} NOT INDEXED"):
            digest.update(dumps(row, 2))
    return digest.digest()[:SIZE]


def definitions(conn: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """(name, digest) of each table, index, view and trigger as it is defined in the file."""
    for name, *values in conn.execute(_DEFINITIONS):
        yield name, row_digest(*values)


def statistics(conn: sqlite3.Connection) -> dict[str, bytes]:
    """Key to digest of each row of the query planner's statistics, if there are any."""
    there = conn.execute("SELECT 1 FROM main.sqlite_schema WHERE name = ?", (STATISTICS,)).fetchone()
    if not there:
        return {}
    rows = conn.execute(f"SELECT tbl, idx, stat FROM {STATISTICS}").fetchall()
    return {f"{table} {index or ''}": row_digest(table, index, stat) for table, index, stat in rows}


def _write_statistics(conn: sqlite3.Connection) -> None:
    conn.execute(f"DELETE FROM {TABLE} WHERE table_name = '{STATISTICS}'")
    conn.executemany(f"INSERT INTO {TABLE} VALUES ('{STATISTICS}', ?, ?)", list(statistics(conn).items()))


def _has_digests(conn: sqlite3.Connection) -> bool:
    return conn.execute("SELECT 1 FROM main.sqlite_schema WHERE name = ?", (TABLE,)).fetchone() is not None


@cache
def _our_tables() -> frozenset[str]:
    """The tables of our schema, with that in which sqlite-utils notes the steps taken."""
    return frozenset(re.findall(r"^CREATE TABLE (\w+)", schema.text(), re.MULTILINE)) - {TABLE} | {_BOOKKEEPING}


def _triggers(table: Table) -> Iterator[str]:
    """Inside a TEMP trigger names of tables stand without their schema: SQLite allows no other form."""
    name, old, new = table.name, table.key_of("old."), table.key_of("new.")
    # Not OR REPLACE: the conflict clause of the statement that fires a trigger overrides one inside it.
    write = (
        f"INSERT INTO {TABLE} VALUES ('{name}', {new}, {_FUNCTION}({table.values_of('new.')})) "
        "ON CONFLICT DO UPDATE SET sha256 = excluded.sha256;"
    )
    forget = f"DELETE FROM {TABLE} WHERE table_name = '{name}' AND key = {old};"
    rekeyed = f"UPDATE OF {', '.join(table.key)}"
    for number, (event, when, body) in enumerate(
        [
            ("INSERT", "", write),
            ("DELETE", "", forget),
            (rekeyed, f"WHEN {old} IS NOT {new}", forget),
            ("UPDATE", "", write),
        ]
    ):
        yield f"CREATE TEMP TRIGGER qiosk_{name}_{number} AFTER {event} ON main.{name} {when} BEGIN {body} END"
