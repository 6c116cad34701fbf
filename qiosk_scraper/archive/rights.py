"""What the pages of articles reserve, as rows: those of now, each with the capture that said so first."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from qiosk_scraper.archive.rows import Row, rows_in, storable
from qiosk_scraper.items import Right

_SELECT = "SELECT article_id, source, name, value FROM rights WHERE article_id IN (SELECT value FROM json_each(?))"


class Rights:
    """The reservations of the articles of one batch."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._now: dict[int, dict[Row, int]] = {}

    def set(self, article_id: int, rights: Collection[Right], capture_id: int) -> None:
        """The article's page was seen with exactly these."""
        self._now[article_id] = {(one.source, storable(one.name), storable(one.value)): capture_id for one in rights}

    def write(self) -> None:
        """Writes what differs. After the articles and captures."""
        before: dict[int, set[Row]] = {}
        for article_id, *right in rows_in(self._conn, _SELECT, self._now.keys()):
            before.setdefault(article_id, set()).add(tuple(right))
        none: set[Row] = set()
        self._conn.executemany(
            "DELETE FROM rights WHERE article_id = ? AND source = ? AND name = ? AND value = ?",
            [(one, *right) for one, now in self._now.items() for right in sorted(before.get(one, none) - now.keys())],
        )
        self._conn.executemany(
            "INSERT INTO rights (article_id, source, name, value, capture_id) VALUES (?, ?, ?, ?, ?)",
            [
                (one, *right, capture_id)
                for one, now in self._now.items()
                for right, capture_id in now.items()
                if right not in before.get(one, none)
            ],
        )


def rights_in(conn: sqlite3.Connection, article_ids: Collection[int]) -> dict[int, tuple[Right, ...]]:
    """What each of these articles reserves now; those that reserve nothing are left out."""
    found: dict[int, tuple[Right, ...]] = {}
    for article_id, source, name, value in rows_in(conn, _SELECT + " ORDER BY 1, 2, 3, 4", article_ids):
        found[article_id] = (*found.get(article_id, ()), Right(source, name, value))
    return found
