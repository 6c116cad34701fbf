"""Bounds on the SQL that a reader types: time, the size of a value, of a result, and SQLite's memory.

Datasette's own limit of one second is looked at every 1,000 steps of SQLite's machine. One step can take very long, or
much memory: `randomblob(900000000)` took 2.4 GB and over 20 s (Datasette 0.65.5, 2026-11).
"""

from __future__ import annotations

import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

LONGEST_VALUE = 10_000_000
"""Bytes of one text, blob or row, in whatever step of a query."""
LARGEST_RESULT = 32_000_000
"""Bytes of all texts and blobs of a result."""
SQLITE_MEMORY = 400_000_000
"""Bytes of all SQLite of the process."""
PROCESS_MEMORY = 1 << 30
"""Bytes of the process of `qiosk browse`."""
GRACE = 0.2
"""Seconds beyond Datasette's own limit, after which a statement is ended that has not come to look at it."""

_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1_000_000),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 200),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)


def bound(conn: sqlite3.Connection) -> None:
    """Puts the bounds on a connection of Datasette's."""
    for category, limit in _LIMITS:
        conn.setlimit(category, limit)
    conn.execute(f"PRAGMA hard_heap_limit = {SQLITE_MEMORY}")
    conn.execute("PRAGMA query_only = ON")
    conn.execute("PRAGMA trusted_schema = OFF")
    # SQLite's own compare at each place with the whole of what is looked for: hours for two values of 5 MB.
    conn.create_function("instr", 2, _instr, deterministic=True)
    conn.create_function("replace", 3, _replace, deterministic=True)
    conn.row_factory = _Counted().row


class _Counted:
    """Rows as Datasette wants them, until a result has grown too large."""

    def __init__(self) -> None:
        self._sizes: weakref.WeakKeyDictionary[sqlite3.Cursor, int] = weakref.WeakKeyDictionary()

    def row(self, cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> sqlite3.Row:
        size = sum(len(value) for value in values if isinstance(value, (str, bytes)))
        if size:
            size += self._sizes.get(cursor, 0)
            if size > LARGEST_RESULT:
                raise sqlite3.OperationalError(f"result of more than {LARGEST_RESULT:,} bytes")
            self._sizes[cursor] = size
        return sqlite3.Row(cursor, values)


class Watchman:
    """Ends what runs too long: `interrupt` is seen at every loop of SQLite's, Datasette's look at the clock is not."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ends: dict[sqlite3.Connection, float] = {}
        """Of the connections at work; to interrupt an idle one would end its next statement (SQLite 3.40)."""
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, conn: sqlite3.Connection, seconds: float) -> Iterator[None]:
        """Statements of this connection are ended after so long."""
        with self._lock:
            self._ends[conn] = time.monotonic() + seconds
            if self._thread is None:
                self._thread = threading.Thread(target=self._walk, name="sql-time-limit", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                self._ends.pop(conn, None)

    def _walk(self) -> None:
        while True:
            time.sleep(0.1)
            now = time.monotonic()
            with self._lock:
                for conn, ends in self._ends.items():
                    if now > ends:
                        conn.interrupt()


_WATCHMAN = Watchman()


def watch(database: Any, milliseconds: int) -> None:
    """Puts the bound on the time of all that Datasette asks of a database: its own limit, and a little more."""
    inner = database.execute_fn

    async def execute_fn(function: Callable[[sqlite3.Connection], Any]) -> Any:
        def watched(conn: sqlite3.Connection) -> Any:
            with _WATCHMAN.over(conn, milliseconds / 1000 + GRACE):
                return function(conn)

        return await inner(watched)

    database.execute_fn = execute_fn


def bound_process() -> None:
    """Puts the bound on the memory of this process, where the system has one for it."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = PROCESS_MEMORY if hard == resource.RLIM_INFINITY else min(PROCESS_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))


def _instr(where: Any, what: Any) -> int | None:
    if where is None or what is None:
        return None
    if isinstance(where, bytes) and isinstance(what, bytes):
        return where.find(what) + 1
    return _text(where).find(_text(what)) + 1


def _replace(text: Any, old: Any, new: Any) -> str | None:
    if text is None or old is None or new is None:
        return None
    within, wanted, instead = _text(text), _text(old), _text(new)
    if not wanted:
        return within
    if len(within) + within.count(wanted) * (len(instead) - len(wanted)) > LONGEST_VALUE:
        return _TOO_LONG  # SQLite makes its own error of it; an exception from here would tell nothing
    return within.replace(wanted, instead)


_TOO_LONG = " " * (LONGEST_VALUE + 1)


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else repr(value) if isinstance(value, float) else str(value)
