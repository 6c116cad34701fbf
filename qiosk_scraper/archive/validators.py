"""What makes a request conditional: `ETag` and `Last-Modified` of the last good capture of an address."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from qiosk_scraper.archive.rows import rows_in

_LONGEST = 1_000


class Validators(NamedTuple):
    """Of one capture. At least one of `etag` and `modified` is there."""

    capture_id: int
    answered: str
    """The address that answered, after redirects."""
    etag: str | None
    modified: str | None
    """The `Last-Modified` header as received."""


_LATEST = """
    SELECT f.url, f.outcome, c.id, c.url, c.status, c.headers
    FROM (SELECT url, max(id) AS id FROM fetches
          WHERE capture_id IS NOT NULL AND url IN (SELECT value FROM json_each(?)) GROUP BY url) latest
    JOIN fetches f ON f.id = latest.id JOIN captures c ON c.id = f.capture_id"""


def validators(conn: sqlite3.Connection, urls: Collection[str]) -> dict[str, Validators]:
    """Those of the URLs whose latest capture was the page itself and can be asked about, with what to ask by.

    When the latest answer with a body was something else (a captcha, a message that it is gone), the page as it was
    is to be asked for without a condition: "not modified" would speak of that answer.
    """
    found = {}
    for url, outcome, capture_id, answered, status, headers in rows_in(conn, _LATEST, urls):
        if outcome != "ok" or status != 200:
            continue
        named = _named(headers)
        if named["etag"] or named["last-modified"]:
            found[url] = Validators(capture_id, answered, named["etag"], named["last-modified"])
    return found


def _named(headers: str) -> dict[str, str | None]:
    found: dict[str, str | None] = {"etag": None, "last-modified": None}
    for name, value in json.loads(headers):
        if found.get(name, "") is None and value.isascii() and value.isprintable() and 0 < len(value) <= _LONGEST:
            found[name] = value
    return found
