"""Bringing an archive of a past version to today's schema: a copy first, then all steps in one transaction."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from qiosk_scraper.archive import digests
from qiosk_scraper.archive.connection import check_writable, connect_for_writing, in_transaction
from qiosk_scraper.archive.copies import copy
from qiosk_scraper.archive.faults import damaged, explained
from qiosk_scraper.archive.file_header import APPLICATION_ID
from qiosk_scraper.archive.lock import WriterLock
from qiosk_scraper.archive.migrations import MIGRATIONS, check_schema, header
from qiosk_scraper.archive.verify import Verification


def migrate(path: Path, steps: Migrations = MIGRATIONS) -> Path | None:
    """Brings an archive to the newest schema and gives back the copy made before, or None if it was up to date.

    One transaction: killed at any moment, the file has the old schema or the new one. Raises `QioskError` for a file
    that is no archive, newer, locked or read-only.
    """
    path = Path(path)
    check_writable(path, must_exist=True)
    with WriterLock(path):
        with explained(path):
            conn = connect_for_writing(path, lambda conn: _check_migratable(conn, path, steps))
        try:
            with explained(path):
                db = Database(conn, execute_plugins=False)
                if not steps.pending(db):
                    return None
                _check_sound(path)
                before = _name_of_copy(path, header(conn)[1])
                copy(conn, before)
                with in_transaction(conn):
                    steps.apply(db)
                    digests.write_all(conn)
                return before
        finally:
            conn.close()


def _check_sound(path: Path) -> None:
    """Digests of damaged rows would prove the damage."""
    if next(Verification(path, any_version=True).faults(), None):
        raise damaged(path)


def _check_migratable(conn: sqlite3.Connection, path: Path, steps: Migrations) -> None:
    """Nothing for an archive of this schema or an older one; else a `QioskError`."""
    newest = len(steps.pending(Database(memory=True)))
    application_id, version = header(conn)
    if application_id != APPLICATION_ID or not 1 <= version <= newest:
        check_schema(conn, path, newest)


def _name_of_copy(path: Path, version: int) -> Path:
    """A name not yet taken."""
    taken = 0
    while True:
        copy = path.with_name(f"{path.name}.before-schema-{version + 1}" + (f".{taken}" if taken else ""))
        if not copy.exists():
            return copy
        taken += 1
