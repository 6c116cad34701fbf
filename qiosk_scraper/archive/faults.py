"""SQLite's errors as errors a user can act on; the one place that knows which is which.

Evidence (SQLite 3.40, 2026-11): a full file system and `max_page_count` give SQLITE_FULL, `RLIMIT_FSIZE` and quotas
give SQLITE_IOERR_WRITE ("disk I/O error"); both mean the disk.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qiosk_scraper.archive import file_header
from qiosk_scraper.errors import ExitCode, QioskError

_NO_ROOM = frozenset(
    {
        "SQLITE_FULL",
        "SQLITE_IOERR",
        "SQLITE_IOERR_WRITE",
        "SQLITE_IOERR_FSYNC",
        "SQLITE_IOERR_DIR_FSYNC",
        "SQLITE_IOERR_TRUNCATE",
        "SQLITE_IOERR_SHMSIZE",
        "SQLITE_IOERR_SHMMAP",
        "SQLITE_IOERR_CLOSE",
        "SQLITE_IOERR_COMMIT_ATOMIC",
        "SQLITE_CANTOPEN_DIRTYWAL",
    }
)
_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL", "SQLITE_IOERR_LOCK", "SQLITE_IOERR_BLOCKED")
_READ_ONLY = ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_IOERR_ACCESS")
_DAMAGED = (
    "SQLITE_CORRUPT",
    "SQLITE_NOTADB",
    "SQLITE_FORMAT",
    "SQLITE_IOERR_READ",
    "SQLITE_IOERR_SHORT_READ",
    "SQLITE_IOERR_FSTAT",
    "SQLITE_IOERR_CORRUPTFS",
    "SQLITE_IOERR_DATA",
    "SQLITE_IOERR_AUTH",
)


NEEDED = 64 * 1024 * 1024
"""Bytes a run should have to go on: a batch has up to 16 MB of pages, and stands in the WAL and in the file."""


class Malformed(Exception):
    """A stored value that no writer of ours wrote: the file was damaged or edited by other hands."""


def explain(error: BaseException, path: Path) -> QioskError | None:
    """The error of the archive at `path` in words, with its exit code; None for what is a bug of ours."""
    if isinstance(error, OSError):
        return _explain_os(error, path)
    if isinstance(error, (Malformed, UnicodeDecodeError)):
        return damaged(path)
    if not isinstance(error, sqlite3.Error):
        return None
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith(_READ_ONLY):
        return read_only(path)
    if name in _NO_ROOM:
        return _disk_full(path)
    if name.startswith(_LOCKED):
        return QioskError(
            "archive is locked by another program",
            str(path),
            "close the program that writes to it, then try again",
            ExitCode.ARCHIVE_LOCKED,
        )
    if name.startswith("SQLITE_NOTADB") and not _has_our_header(path):
        return not_ours(path)
    if name.startswith(_DAMAGED):
        return damaged(path)
    if name.startswith("SQLITE_CANTOPEN"):
        return QioskError(
            "archive cannot be opened",
            str(path),
            "check that the file and its folder can be used",
            ExitCode.ARCHIVE_UNUSABLE,
        )
    if name.startswith("SQLITE_NOMEM"):
        return QioskError("out of memory", str(path), "free memory and try again", ExitCode.ARCHIVE_UNUSABLE)
    if _missing_part(error):
        return damaged(path)
    return None


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns SQLite's and the file system's errors inside the block into `QioskError`s; bugs pass through."""
    try:
        yield
    except (sqlite3.Error, OSError, Malformed, UnicodeDecodeError) as error:
        if told := explain(error, path):
            raise told from error
        raise


def damaged(path: Path) -> QioskError:
    return QioskError(
        "archive damaged", str(path), "run `qiosk db verify`, then `qiosk db recover`", ExitCode.ARCHIVE_UNUSABLE
    )


def not_ours(path: Path) -> QioskError:
    return QioskError("not a qiosk archive", str(path), "choose another file with --db", ExitCode.ARCHIVE_UNUSABLE)


def read_only(path: Path) -> QioskError:
    return QioskError(
        "archive is read-only",
        str(path),
        "make the file and its folder writable, or choose another with --db",
        ExitCode.ARCHIVE_READ_ONLY,
    )


def _has_our_header(path: Path) -> bool:
    """Whether a file that SQLite does not take for its own was an archive of ours before it was damaged."""
    try:
        with path.open("rb") as file:
            return file_header.is_ours(file.read(file_header.SIZE))
    except OSError:
        return True


def _disk_full(path: Path) -> QioskError:
    room = _room(path)
    free = "free space unknown" if room is None else f"{room:,} bytes free"
    quota = " (a quota is reached)" if room is not None and room >= NEEDED else ""
    return QioskError(
        f"disk full: {free}, need {NEEDED:,}{quota}",
        str(path),
        "make room and run the same command again; all that was stored is safe",
        ExitCode.DISK_FULL,
    )


def _room(path: Path) -> int | None:
    """Bytes by which the archive may still grow: of the disk, or of a limit on the size of files; None: unknown."""
    try:
        free = shutil.disk_usage(path.parent).free
        limit = _largest_file()
        if limit is None:
            return free
        files = [file for file in (path, path.with_name(f"{path.name}-wal")) if file.exists()]
        return min([free, *(max(0, limit - file.stat().st_size) for file in files)])
    except OSError:
        return None


def _largest_file() -> int | None:
    """What RLIMIT_FSIZE allows this process; None without a limit, and where there is no such thing."""
    try:
        import resource
    except ImportError:
        return None
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    return None if limit == resource.RLIM_INFINITY else limit


def _explain_os(error: OSError, path: Path) -> QioskError | None:
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return _disk_full(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EIO, errno.ENAMETOOLONG, errno.ELOOP):
        return QioskError(
            "archive cannot be opened",
            str(path),
            "check that the file and its folder can be used",
            ExitCode.ARCHIVE_UNUSABLE,
        )
    return None


_SIGNS_OF_DAMAGE = (
    "no such table",
    "no such column",
    "malformed",
    "corrupt",
    "unsupported file format",
    "Could not decode to UTF-8",
)


def _missing_part(error: sqlite3.Error) -> bool:
    """Whether something that every archive has is not there or unreadable: the file was cut or flipped.

    SQLite tells these as a plain SQLITE_ERROR, Python without any code (bytes that are no UTF-8, seen 2026-11).
    """
    return any(sign in str(error) for sign in _SIGNS_OF_DAMAGE)
