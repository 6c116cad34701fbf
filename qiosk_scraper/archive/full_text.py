"""The full-text index against the text it was made of, without writing to the archive.

FTS5's own check is a write command. It is therefore asked of a private copy of the index, beside a view of the
archive's articles; a copy of the index takes about a third of the room of the articles' text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from qiosk_scraper.archive import schema
from qiosk_scraper.archive.connection import uri
from qiosk_scraper.archive.digests import INDEX as NAME
from qiosk_scraper.archive.digests import INDEX_PARTS


def index_faults(path: Path) -> Iterator[str]:
    """What is wrong with the index. Raises `sqlite3.Error` for what cannot be read at all."""
    with closing(sqlite3.connect("file:?mode=memory", uri=True, isolation_level=None)) as conn:
        conn.execute("PRAGMA temp_store = FILE")
        _attach(conn, path)
        conn.execute("BEGIN")
        conn.execute("CREATE TEMP VIEW articles AS SELECT id, headline, dek, byline, text FROM archive.articles")
        conn.execute(_definition().replace("CREATE VIRTUAL TABLE ", "CREATE VIRTUAL TABLE temp."))
        for part in INDEX_PARTS:
            conn.execute(f"DELETE FROM temp.{NAME}_{part}")
            conn.execute(f"INSERT INTO temp.{NAME}_{part} SELECT * FROM archive.{NAME}_{part}")
        try:
            conn.execute(f"INSERT INTO temp.{NAME}({NAME}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield f"index differs from the text ({error})"


def _attach(conn: sqlite3.Connection, path: Path) -> None:
    """As `connect_for_reading` opens it; that has refused a WAL in a folder that cannot be written to."""
    try:
        conn.execute("ATTACH ? AS archive", (uri(path, "mode=ro"),))
    except sqlite3.OperationalError:
        conn.execute("ATTACH ? AS archive", (uri(path, "immutable=1"),))


def _definition() -> str:
    made = [one for one in schema.statements(schema.text()) if one.startswith(f"CREATE VIRTUAL TABLE {NAME} ")]
    return made[-1]
