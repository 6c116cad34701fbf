"""Copies of an archive file: whole and on the disk before they have their name."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from qiosk_scraper.archive.connection import check_writable
from qiosk_scraper.archive.lock import WriterLock
from qiosk_scraper.archive.pages import wal_of
from qiosk_scraper.errors import ExitCode, QioskError

_PAGES_A_STEP = 2_000
"""Of 4 KB: a step takes some ten milliseconds, after which a signal is heard."""

Told = Callable[[int, int], None]
"""Called with the bytes copied and the bytes in all."""


def check_target(source: Path, target: Path, *, force: bool) -> None:
    """`QioskError` unless a new file may get this name."""
    if target.is_dir():
        raise QioskError("is a folder, not a file", str(target), "name a file in it", ExitCode.USAGE)
    check_writable(target)
    if target.exists() and os.path.samefile(source, target):
        raise QioskError("source and destination are the same file", str(target), "name another file", ExitCode.USAGE)
    if target.exists() and not force:
        raise QioskError("file exists", str(target), "name another file, or give --force", ExitCode.USAGE)


def copy(conn: sqlite3.Connection, target: Path, told: Told = lambda done, total: None) -> int:
    """Copies the database of a connection to a file, which is whole and on the disk as soon as it has its name."""
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    # With a transaction open the copy is of one state, and does not begin anew with every commit of a writer.
    begun = not conn.in_transaction
    if begun:
        conn.execute("BEGIN")
    try:
        conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        size = int(conn.execute("PRAGMA page_size").fetchone()[0])
        with closing(sqlite3.connect(part)) as made:
            conn.backup(
                made,
                pages=_PAGES_A_STEP,
                progress=lambda _status, left, total: told((total - left) * size, total * size),
            )
        settle(part, target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    finally:
        if begun and conn.in_transaction:
            conn.execute("ROLLBACK")
    return target.stat().st_size


def settle(part: Path, target: Path) -> None:
    """Gives a finished file its name, once its bytes are on the disk; what has the name until then is replaced."""
    _sync(part)
    if target.exists():
        with WriterLock(target):
            # A WAL belongs to the file it stands beside: beside another one it would be read into that.
            for left in (wal_of(target), target.with_name(target.name + "-shm")):
                left.unlink(missing_ok=True)
            part.replace(target)
    else:
        part.rename(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
