"""One writer: a lock beside the archive that says who holds it.

The lock is a POSIX record lock on `FILE.lock`: the kernel drops it when its process dies, however that happens, and
children made by fork do not inherit it (a parse worker that outlives a killed crawl must not keep the archive shut).
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any

from qiosk_scraper.archive.faults import explained
from qiosk_scraper.errors import ExitCode, QioskError

WAIT_SECONDS = 0.6
"""How long to wait for a writer that is just ending; who has to wait longer is told, within 2 s of his command."""
_POLL_SECONDS = 0.05

_held: set[str] = set()
"""Paths locked by this process: record locks do not keep out their own process."""
_held_guard = Lock()
_claims: dict[str, WriterLock] = {}
"""Locks of this process that the opening of the archive takes over."""


class WriterLock:
    """Held from creation to `release()`. Raises `QioskError` (exit 6) naming the holder when another has it."""

    def __init__(self, archive: Path, wait: float = WAIT_SECONDS, pause: Callable[[float], None] = time.sleep) -> None:
        self.path = archive.with_name(archive.name + ".lock")
        self.key = os.path.realpath(self.path)
        self._archive = archive
        self._file = -1
        with _held_guard:
            if claim := _claims.pop(self.key, None):
                self._file, claim._file = claim._file, -1
                return
            if self.key in _held:
                raise _locked(archive, _holder_now())
            _held.add(self.key)
        try:
            with explained(archive):
                self._file = self._acquire(wait, pause)
        except BaseException:
            with _held_guard:
                _held.discard(self.key)
            raise

    def release(self) -> None:
        """Frees the archive for the next writer; a second call does nothing."""
        if self._file < 0:
            return
        try:
            self.path.unlink(missing_ok=True)  # still locked: nobody else can be between open and lock unnoticed
        except OSError:
            os.ftruncate(self._file, 0)
        os.close(self._file)
        self._file = -1
        with _held_guard:
            _held.discard(self.key)

    def __enter__(self) -> WriterLock:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _acquire(self, wait: float, pause: Callable[[float], None]) -> int:
        tries = max(1, round(wait / _POLL_SECONDS))
        for attempt in range(tries):
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
            try:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if self._is_still_the_file(file):
                    os.ftruncate(file, 0)
                    os.pwrite(file, json.dumps(_holder_now()).encode(), 0)
                    return file
            except (BlockingIOError, PermissionError):
                pass
            except BaseException:
                os.close(file)
                raise
            os.close(file)
            if attempt + 1 < tries:
                pause(_POLL_SECONDS)
        raise _locked(self._archive, _read_holder(self.path))

    def _is_still_the_file(self, file: int) -> bool:
        """Whether the name still leads to the locked file: its last holder may have removed it meanwhile."""
        try:
            named, locked = os.stat(self.path), os.fstat(file)
        except FileNotFoundError:
            return False
        return (named.st_ino, named.st_dev) == (locked.st_ino, locked.st_dev)


@contextmanager
def claimed(archive: Path, wait: float = WAIT_SECONDS, pause: Callable[[float], None] = time.sleep) -> Iterator[None]:
    """The lock, held before the work of starting, so that of two that start at once one is refused at once, too.

    Whoever opens the archive in the block takes it over; else it is free after it. Raises as `WriterLock` does; where
    no lock can be had for another reason, the opening of the archive will say it better.
    """
    lock: WriterLock | None = None
    if archive.name:  # `.` and `/` are no files
        try:
            lock = WriterLock(archive, wait, pause)
        except QioskError as error:
            if error.exit_code == ExitCode.ARCHIVE_LOCKED:
                raise
    if lock is not None:
        _claims[lock.key] = lock
    try:
        yield
    finally:
        if lock is not None:
            _claims.pop(lock.key, None)
            lock.release()


def process_started_at(pid: int | None = None) -> str | None:
    """When a process of this machine began, ISO 8601 UTC; None where `/proc` does not tell."""
    try:
        stat = Path(f"/proc/{pid or os.getpid()}/stat").read_text("ascii", "replace")
        ticks = int(stat.rpartition(")")[2].split()[19])
        boot = next(
            int(line.split()[1]) for line in Path("/proc/stat").read_text().splitlines() if line.startswith("btime")
        )
    except (OSError, ValueError, IndexError, StopIteration):
        return None
    return datetime.fromtimestamp(boot + ticks // os.sysconf("SC_CLK_TCK"), UTC).isoformat()


def _holder_now() -> dict[str, Any]:
    started = process_started_at() or datetime.now(UTC).isoformat(timespec="seconds")
    return {"pid": os.getpid(), "started_at": started}


def _read_holder(lock: Path) -> dict[str, Any]:
    try:
        holder = json.loads(lock.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return holder if isinstance(holder, dict) else {}


def _locked(archive: Path, holder: dict[str, Any]) -> QioskError:
    who = f"process {holder['pid']}, started {holder.get('started_at')}" if holder.get("pid") else "another process"
    return QioskError(
        f"archive is being written by {who}", str(archive), "wait until it ends, or stop it", ExitCode.ARCHIVE_LOCKED
    )
