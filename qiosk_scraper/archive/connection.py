"""Connections to the archive file: one for the writer, any number for readers."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from qiosk_scraper.archive import digests
from qiosk_scraper.archive.faults import explained, read_only
from qiosk_scraper.errors import ExitCode, QioskError

BUSY_SECONDS = 30.0
"""How long to wait for a program that is not ours (a reader never makes a writer wait in WAL mode)."""
_WAL_LIMIT = 64 * 1024 * 1024


def connect_for_writing(
    path: Path, check: Callable[[sqlite3.Connection], None], busy_seconds: float = BUSY_SECONDS
) -> sqlite3.Connection:
    """A connection that may move between threads, in WAL mode, each commit safe on the disk before it returns.

    It keeps the digests of the rows it writes (`digests.py`). `check` looks at the file first and raises if it is not
    one to be written to: no byte of it is changed then.
    """
    conn = sqlite3.connect(path, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        check(conn)
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute("PRAGMA foreign_keys = ON")
        conn.execute(f"PRAGMA journal_size_limit = {_WAL_LIMIT}")
        conn.execute("PRAGMA cache_size = -65536")
        conn.execute("PRAGMA temp_store = MEMORY")
        digests.keep(conn)
    except BaseException:
        conn.close()
        raise
    return conn


@contextmanager
def in_transaction(conn: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, with the write lock from the first statement on."""
    conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:  # a full disk has already rolled it back
            conn.execute("ROLLBACK")
        raise


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """A read-only connection that works beside a writer, and in a folder that cannot be written to.

    In such a folder SQLite cannot make the index of a WAL. Without a WAL the file is then complete by itself and is
    opened as immutable; with one that would read a sound archive as malformed (seen 2026-11), so it is refused.
    """
    check_exists(path)
    with explained(path):
        conn = _open(path, "mode=ro")
        try:
            conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return conn
        except sqlite3.OperationalError as error:
            conn.close()
            if not _cannot_make_files(error, path):
                raise
        wal = path.with_name(path.name + "-wal")
        if wal.exists() and wal.stat().st_size:
            raise QioskError(
                "archive has unfinished writes and its folder is read-only",
                str(path),
                "copy the file together with its -wal file to a writable folder",
                ExitCode.ARCHIVE_READ_ONLY,
            )
        return _open(path, "immutable=1")


def check_exists(path: Path) -> None:
    """`QioskError` unless there is a file."""
    if path.is_dir():
        raise QioskError(
            "archive is a folder, not a file", str(path), "name a file with --db", ExitCode.ARCHIVE_UNUSABLE
        )
    if not path.exists():
        raise QioskError(
            "no such archive",
            str(path),
            "make one with `qiosk crawl`, or name another with --db",
            ExitCode.ARCHIVE_UNUSABLE,
        )


def check_writable(path: Path, *, must_exist: bool = False) -> None:
    """`QioskError` for a missing folder, a folder in place of a file, and what may not be written to.

    The folder has to be writable too: SQLite keeps the WAL beside the file.
    """
    if must_exist:
        check_exists(path)
    if not path.parent.is_dir():
        raise QioskError(
            "no such folder", str(path.parent), "make it first, or name another with --db", ExitCode.ARCHIVE_UNUSABLE
        )
    if path.is_dir():
        check_exists(path)
    if not os.access(path.parent, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise read_only(path)


def uri(path: Path, how: str) -> str:
    """The file as SQLite takes it with options: `mode=ro`, `immutable=1`."""
    return f"file:{quote(os.fsencode(path.absolute()))}?{how}"


def _open(path: Path, how: str) -> sqlite3.Connection:
    conn = sqlite3.connect(
        uri(path, how),
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    conn.execute("PRAGMA query_only = ON")
    return conn


def _cannot_make_files(error: sqlite3.OperationalError, path: Path) -> bool:
    name = str(getattr(error, "sqlite_errorname", ""))
    return name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) and not os.access(path.parent, os.W_OK)
