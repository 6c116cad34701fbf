"""Datasette's own CSV, with cells that no spreadsheet runs as formulas."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from qiosk_scraper.csv_cells import harmless

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


def harmless_rows(send: Send, scope: Message) -> Send:
    """`send` for Datasette's own CSV of tables and questions, which it writes a row at a time; `?_raw=1` leaves it
    as it is, and so does what is no CSV."""
    query = parse_qs(bytes(scope.get("query_string", b"")).decode("latin-1"))
    if not str(scope["path"]).endswith(".csv") or query.get("_raw") == ["1"]:
        return send
    is_written = False

    async def made_harmless(message: Message) -> None:
        nonlocal is_written
        if message["type"] == "http.response.start":
            given = {bytes(name).lower(): bytes(value) for name, value in message.get("headers", ())}
            kind = given.get(b"content-type", b"")
            is_written = b"content-length" not in given and kind.startswith((b"text/csv", b"text/plain"))
        elif is_written and message.get("body"):
            message = {**message, "body": _row(message["body"].decode()).encode()}
        await send(message)

    return made_harmless


def _row(text: str) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(
        [cell if _NUMBER.fullmatch(cell) else harmless(cell) for cell in row]
        for row in csv.reader(io.StringIO(text, newline=""))
    )
    return out.getvalue()
