"""Which of Datasette's databases are archives of ours, and how our pages read them."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from qiosk_scraper.archive import Archive
from qiosk_scraper.archive.file_header import APPLICATION_ID, SIZE, is_ours
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request

Read = TypeVar("Read")
Row = dict[str, Any]
SECONDS = 10.0
"""How long one page of ours may read; each chart of a dashboard has less."""
_OPS = 10_000
"""SQLite's steps between two looks at the clock: some 0.5 ms."""


def archives_in(datasette: Datasette) -> list[str]:
    """The names of the databases that are archives, in order; damaged ones too, so that their pages can say so."""
    return [
        name for name, database in datasette.databases.items() if database.path and _is_archive(Path(database.path))
    ]


def only_archives(datasette: Datasette) -> bool:
    """Whether nothing else is served, Datasette's own databases aside."""
    shown = {name for name in datasette.databases if not name.startswith("_")}
    return bool(shown) and shown == set(archives_in(datasette))


def path_of(datasette: Datasette, request: Request) -> Path:
    """The archive that a request's address names. Raises QioskError when it names none."""
    name = _named(datasette, request.url_vars["database"])
    if name is None:
        raise QioskError(
            "no such archive", request.url_vars["database"], "choose one from the front page", ExitCode.USAGE
        )
    return Path(datasette.databases[name].path)


def name_of(datasette: Datasette, request: Request) -> str:
    """The name under which Datasette serves it."""
    return _named(datasette, request.url_vars["database"]) or ""


async def read(datasette: Datasette, request: Request, reader: Callable[[Archive], Read]) -> Read:
    """What `reader` makes of the archive, in a thread of its own connection. Raises QioskError."""
    return await read_file(path_of(datasette, request), reader)


async def read_file(path: Path, reader: Callable[[Archive], Read]) -> Read:
    """The same for the archive in this file."""

    def opened() -> Read:
        with Archive(path) as archive, within(archive.db.conn, SECONDS):
            return reader(archive)

    return await asyncio.get_running_loop().run_in_executor(None, opened)


@contextmanager
def within(conn: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Queries of this connection give up after `seconds`. Raises QioskError then."""
    ends = time.monotonic() + seconds
    conn.set_progress_handler(lambda: time.monotonic() > ends, _OPS)
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_INTERRUPT":
            raise
        raise took_too_long(seconds) from error
    except QioskError as error:
        if isinstance(error.__cause__, sqlite3.OperationalError) and time.monotonic() > ends:
            raise took_too_long(seconds) from error
        raise
    finally:
        conn.set_progress_handler(None, _OPS)


def took_too_long(seconds: float) -> QioskError:
    return QioskError(
        f"stopped after {seconds:g} seconds", "reading the archive", "ask for less: a shorter time, fewer words",
        ExitCode.ARCHIVE_LOCKED,
    )  # fmt: skip


def rows(conn: sqlite3.Connection, sql: str, values: Any = ()) -> list[Row]:
    """The rows of a SELECT by column name."""
    cursor = conn.execute(sql, values)
    columns = [column[0] for column in cursor.description]
    return [dict(zip(columns, row, strict=True)) for row in cursor]


def _named(datasette: Datasette, route: str) -> str | None:
    from datasette.utils import tilde_decode

    name = tilde_decode(route)
    return name if name in archives_in(datasette) else None


_SEEN: dict[str, bool] = {}


def _is_archive(path: Path) -> bool:
    """By the first bytes, which tell a damaged file too, or by the application id, which may be in the WAL alone.

    Looked at once: an archive that goes away later is still one, and its pages say that it is gone.
    """
    key = str(path)
    if key not in _SEEN:
        if not path.is_file():
            return False
        _SEEN[key] = _by_header(path) or _by_pragma(path)
    return _SEEN[key]


def _by_header(path: Path) -> bool:
    with path.open("rb") as file:
        return is_ours(file.read(SIZE))


def _by_pragma(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"file:{quote(os.fsencode(path))}?mode=ro", uri=True)) as conn:
            return bool(conn.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
    except sqlite3.Error:
        return False
