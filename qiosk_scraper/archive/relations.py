"""Rows of a recovered archive that lead to rows which were lost: a place-holder, a null, or left out."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from qiosk_scraper.archive import digests

if TYPE_CHECKING:
    from qiosk_scraper.archive.recovered import Recovered

LOST = "lost"
"""In `payloads.codec`: bytes that a recovery could not save. Such a payload keeps its captures."""
_NOBODY = "recovered.invalid"

_PLACE_HOLDERS = {
    "outlets": f"""
        INSERT INTO outlets (id, slug, name, home_url, timezone)
        SELECT ?1, '{_NOBODY}-' || ?1, 'unknown', 'http://{_NOBODY}/', 'UTC'""",
    "crawls": """
        INSERT INTO crawls (id, started_at, command, version)
        SELECT ?1, coalesce((SELECT min(fetched_at) FROM captures WHERE crawl_id = ?1), ''), 'unknown', ''""",
    "payloads": f"INSERT INTO payloads (sha256, codec, data) VALUES (?1, '{LOST}', x'')",
    "captures": f"""
        INSERT INTO captures (id, url, fetched_at, status, headers, sha256, size)
        SELECT ?1, a.url, r.seen_at, 200, '[]', '{LOST}', 0
        FROM revisions r JOIN articles a ON a.id = r.article_id WHERE r.capture_id = ?1 LIMIT 1""",
}
"""For parents on which much else hangs."""


class Relation(NamedTuple):
    """A column that leads to a row of another table."""

    table: str
    column: str
    parent: str
    parent_column: str
    may_be_null: bool

    @property
    def dangling(self) -> str:
        """SQL for the rows that lead nowhere."""
        return (
            f"{self.column} IS NOT NULL AND NOT EXISTS "
            f"(SELECT 1 FROM {self.parent} p WHERE p.{self.parent_column} = {self.table}.{self.column})"
        )


def relations(conn: sqlite3.Connection) -> list[Relation]:
    """All of an archive."""
    return [
        Relation(table.name, column, parent, parent_column or "id", not required)
        for table in digests.tables(conn)
        for column, parent, parent_column, required in conn.execute(
            'SELECT f."from", f."table", f."to", c."notnull" OR c.pk FROM pragma_foreign_key_list(?1) f '
            'JOIN pragma_table_info(?1) c ON c.name = f."from"',
            (table.name,),
        ).fetchall()
    ]


def mend_relations(recovered: Recovered) -> None:
    """Leaves no row that leads nowhere."""
    conn = recovered.conn
    tables = {table.name: table for table in digests.tables(conn)}
    changed = True
    while changed:
        changed = False
        for relation in relations(conn):
            if not conn.execute(f"SELECT 1 FROM {relation.table} WHERE {relation.dangling} LIMIT 1").fetchone():
                continue
            changed = True
            _hold_places(recovered, relation)
            key = tables[relation.table].key_of()
            if relation.may_be_null:
                conn.execute(f"UPDATE {relation.table} SET {relation.column} = NULL WHERE {relation.dangling}")
            else:
                for (lost,) in conn.execute(f"SELECT {key} FROM {relation.table} WHERE {relation.dangling}").fetchall():
                    recovered.lose(relation.table, lost)
                conn.execute(f"DELETE FROM {relation.table} WHERE {relation.dangling}")


def _hold_places(recovered: Recovered, relation: Relation) -> None:
    insert = _PLACE_HOLDERS.get(relation.parent)
    if insert is None:
        return
    missing = recovered.conn.execute(
        f"SELECT DISTINCT {relation.column} FROM {relation.table} WHERE {relation.dangling}"
    ).fetchall()
    for (key,) in missing:
        recovered.conn.execute(insert, (key,))
        recovered.note(relation.parent, key, LOST)
