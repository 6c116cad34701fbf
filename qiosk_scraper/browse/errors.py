"""An error as a page that says what happened and what to do next, with the right status and one line in the log."""

from __future__ import annotations

import sqlite3
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

from qiosk_scraper.archive.faults import explain
from qiosk_scraper.browse import archives
from qiosk_scraper.browse.log import note
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

_STATUS = {
    ExitCode.USAGE: 400,
    ExitCode.ARCHIVE_UNUSABLE: 503,
    ExitCode.ARCHIVE_LOCKED: 503,
    ExitCode.ARCHIVE_READ_ONLY: 503,
    ExitCode.DISK_FULL: 503,
}


_LESS = "Ask for less: a shorter time, fewer tables, a LIMIT; go back to change the query."


class Missing(QioskError):
    """Nothing there under this address: answered with 404."""

    def __init__(self, what: str, where: str, to_do: str) -> None:
        super().__init__(what, where, to_do, ExitCode.USAGE)


class Described(NamedTuple):
    status: int
    what: str
    to_do: str


async def answer(datasette: Datasette, request: Request, error: BaseException) -> Response:
    """The page (or JSON, where that was asked for) of an error."""
    from datasette.utils.asgi import Response

    described = describe(error, datasette, request)
    note(described.status, request.path, described.what)
    if request.path.endswith(".json"):
        body = {"ok": False, "status": described.status, "error": described.what, "title": described.to_do}
        return Response.json(body, status=described.status)
    context: dict[str, Any] = {
        "what": described.what, "to_do": described.to_do, "status": described.status,
        "phrase": HTTPStatus(described.status).phrase,
    }  # fmt: skip
    page = await datasette.render_template("qiosk_error.html", context, request=request)
    return Response.html(page, status=described.status)


def describe(error: BaseException, datasette: Datasette, request: Request) -> Described:
    """What to tell of an error; one nobody foresaw is named by its kind alone."""
    from datasette.utils.asgi import Base400
    from datasette.views.base import DatasetteError

    home = "Go to the front page, or search."
    if isinstance(error, Missing):
        return Described(404, f"{error.what} ({error.where})", error.to_do)
    if isinstance(error, (sqlite3.Error, UnicodeDecodeError)) and (path := _path(datasette, request)):
        error = explain(error, path) or error
    if isinstance(error, QioskError):
        return Described(_STATUS.get(error.exit_code, 500), f"{error.what} ({error.where})", error.to_do)
    if isinstance(error, Base400):
        status, said = int(error.status), str(error.args[0]) if error.args else ""
        if status == 404:
            return Described(404, "nothing at this address" if said in ("", "404") else said, home)
        return Described(status, said or HTTPStatus(status).phrase, home)
    if isinstance(error, DatasetteError) and error.title == "SQL Interrupted":
        milliseconds = int(datasette.setting("sql_time_limit_ms"))
        return Described(error.status, f"the query took longer than {milliseconds / 1000:g} s", _LESS)
    if isinstance(error, DatasetteError) and error.title == "Invalid SQL":
        return Described(error.status, "a query has to be a SELECT", "Change it: nothing can be written here.")
    if isinstance(error, DatasetteError):
        return Described(error.status, _plain(str(error.message)), "Change the query and run it again.")
    if isinstance(error, MemoryError):
        return Described(503, "out of memory", "Ask for less.")
    return Described(
        500, f"an error nobody foresaw: {type(error).__name__}: {error}"[:200], "Please report it. " + home
    )


def _path(datasette: Datasette, request: Request) -> Any:
    try:
        return archives.path_of(datasette, request)
    except (QioskError, KeyError):
        return None


def _plain(message: str) -> str:
    """Datasette's own messages without their markup."""
    import re
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^>]*>", " ", message)).split())[:400]
