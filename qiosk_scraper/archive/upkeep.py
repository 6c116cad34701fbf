"""Looking after the archive file: a copy while a crawl writes, and a smaller file."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from qiosk_scraper.archive import digests
from qiosk_scraper.archive.connection import (
    BUSY_SECONDS,
    check_writable,
    connect_for_reading,
    connect_for_writing,
    in_transaction,
)
from qiosk_scraper.archive.copies import Told, check_target, copy
from qiosk_scraper.archive.faults import explained
from qiosk_scraper.archive.lock import WriterLock
from qiosk_scraper.archive.migrations import check_schema
from qiosk_scraper.archive.pages import wal_of


@dataclass(frozen=True, slots=True)
class Vacuumed:
    """Bytes of the file with its WAL."""

    before: int
    after: int


def backup(path: Path, target: Path, *, force: bool = False, told: Told = lambda done, total: None) -> int:
    """Copies an archive as it stands now, whoever writes to it meanwhile; gives back the bytes of the copy.

    The copy is written under another name, and gets its own once it is whole and on the disk. Raises `QioskError` when
    there is a file of that name and not `force` (exit code 2), for what is no archive of this version, for a full disk.
    """
    with closing(connect_for_reading(path)) as conn:
        check_schema(conn, path)
        check_target(path, target, force=force)
        with explained(target):
            return copy(conn, target, told)


def vacuum(path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Vacuumed:
    """Makes the full-text index anew and gives free room in the file back to the disk. Needs twice the room of the
    archive meanwhile.

    Raises `QioskError`: no archive of this version, locked, read-only, disk full.
    """
    check_writable(path, must_exist=True)
    with WriterLock(path), explained(path):
        with closing(connect_for_writing(path, lambda conn: check_schema(conn, path), busy_seconds)) as conn:
            before = _size(path)
            conn.execute("PRAGMA temp_store = FILE")  # the new file is made as a temporary one: not in memory
            with in_transaction(conn):
                conn.execute(f"INSERT INTO {digests.INDEX}({digests.INDEX}) VALUES ('rebuild')")
                digests.seal(conn)
            conn.execute("VACUUM")
            with in_transaction(conn):
                digests.seal(conn)
            digests.finish(conn)
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return Vacuumed(before, _size(path))


def _size(path: Path) -> int:
    wal = wal_of(path)
    return path.stat().st_size + (wal.stat().st_size if wal.exists() else 0)
