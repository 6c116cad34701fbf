"""The archive's schema, version by version: numbered steps, applied by sqlite-utils and recorded in the file.

Each version has its file of SQL (`schema.py`), and a new archive goes through all of them. `user_version` is the number
of the last step, `application_id` says that the file is ours.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from qiosk_scraper.archive import digests, schema
from qiosk_scraper.archive.connection import in_transaction
from qiosk_scraper.archive.dictionary import descriptions
from qiosk_scraper.archive.faults import damaged, explained, not_ours
from qiosk_scraper.archive.file_header import APPLICATION_ID
from qiosk_scraper.errors import ExitCode, QioskError

SCHEMA_VERSION = schema.VERSION

MIGRATIONS = Migrations("qiosk_scraper")


@MIGRATIONS(name="0001_first_schema")
def _first_schema(db: Database) -> None:
    _take_step(db, 1)


@MIGRATIONS(name="0002_digests_and_fingerprints")
def _digests_and_fingerprints(db: Database) -> None:
    _take_step(db, 2)


@MIGRATIONS(name="0003_full_text_of_many")
def _full_text_of_many(db: Database) -> None:
    _take_step(db, 3)


def _take_step(db: Database, version: int) -> None:
    for statement in schema.statements(schema.step(version)):
        db.conn.execute(statement)
    describe(db, schema.text(version))
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.conn.execute(f"PRAGMA user_version = {version}")


def describe(db: Database, script: str) -> None:
    """Fills `data_dictionary` from the schema's comments."""
    db.conn.execute("DELETE FROM data_dictionary")
    db.conn.executemany("INSERT INTO data_dictionary VALUES (?, ?, ?)", descriptions(script))


def check_schema(conn: sqlite3.Connection, path: Path, version: int = SCHEMA_VERSION) -> None:
    """Nothing for an archive of this version; else a `QioskError` that says what the file is instead."""
    with explained(path):
        application_id, found = header(conn)
    if application_id != APPLICATION_ID:
        raise not_ours(path)
    if found > version:
        raise QioskError(
            f"archive has the newer schema {found}, this version knows {version}",
            str(path),
            "upgrade qiosk-scraper",
            ExitCode.ARCHIVE_UNUSABLE,
        )
    if found < 1:
        raise damaged(path)
    if found < version:
        raise QioskError(
            f"archive has the older schema {found}",
            str(path),
            "run `qiosk db migrate`, which keeps a copy",
            ExitCode.ARCHIVE_UNUSABLE,
        )


def header(conn: sqlite3.Connection) -> tuple[int, int]:
    """(application_id, user_version)."""
    return (
        int(conn.execute("PRAGMA application_id").fetchone()[0]),
        int(conn.execute("PRAGMA user_version").fetchone()[0]),
    )


def steps_taken(conn: sqlite3.Connection) -> int:
    """How many of our steps the file says it went through: its version, noted a second time."""
    name = Migrations.migrations_table
    found = conn.execute(f"SELECT count(*) FROM {name} WHERE migration_set = ?", (MIGRATIONS.name,)).fetchone()
    return int(found[0])


def as_made(version: int = SCHEMA_VERSION) -> sqlite3.Connection:
    """A new, empty archive of this version in memory."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    db = Database(conn, execute_plugins=False)
    later = [step.name for step in MIGRATIONS.pending(db)][version:]
    MIGRATIONS.apply(db, stop_before=later)
    return conn


def is_blank(conn: sqlite3.Connection) -> bool:
    """Whether the file holds nothing at all: new, or killed before its schema was committed."""
    return header(conn) == (0, 0) and conn.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0


def create(conn: sqlite3.Connection, steps: Migrations = MIGRATIONS) -> None:
    """Gives a blank file the newest schema, in one transaction; any other file stays as it is."""
    if is_blank(conn):
        db = Database(conn, execute_plugins=False)
        with in_transaction(conn):
            steps.apply(db)
            digests.write_all(conn)
        digests.keep(conn)
