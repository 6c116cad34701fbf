"""Captures of an archive that is being recovered, and the publications they were fetched for."""

from __future__ import annotations

import sqlite3

from qiosk_scraper.captures import DamagedPayload, Dictionary, Payload, capture_of, unpack
from qiosk_scraper.items import Capture
from qiosk_scraper.outlet import Outlet

_CAPTURE = """
    SELECT c.url, c.status, c.headers, c.fetched_at, c.requested_url, p.sha256, p.codec, p.dictionary_id, p.data, d.data
    FROM captures c JOIN payloads p ON p.sha256 = c.sha256 LEFT JOIN dictionaries d ON d.id = p.dictionary_id
    WHERE c.id = ?"""
_OUTLET_ID = """
    SELECT f.outlet_id FROM fetches x JOIN frontier f ON f.url = x.url WHERE x.capture_id = ?1
    UNION ALL SELECT a.outlet_id FROM captures c JOIN articles a ON a.url = c.url WHERE c.id = ?1
    UNION ALL SELECT min(id) FROM outlets LIMIT 1"""


def capture_in(conn: sqlite3.Connection, capture_id: int) -> Capture | None:
    """The response as it was received; None when it, or its bytes, are not there any more."""
    found = conn.execute(_CAPTURE, (capture_id,)).fetchone()
    if found is None:
        return None
    url, status, headers, fetched_at, requested_url, sha256, codec, dictionary_id, data, trained = found
    try:
        dictionary = Dictionary(dictionary_id, trained) if trained else None
        body = unpack(Payload(sha256, codec, dictionary_id, data), dictionary)
        return capture_of(url, body, status, headers, fetched_at, requested_url)
    except (DamagedPayload, ValueError, TypeError):
        return None


def outlet_id_of(conn: sqlite3.Connection, capture_id: int) -> int | None:
    """The publication in whose name it was asked for, else any: the layers recognise a page whoever asked."""
    found: tuple[int | None] | None = conn.execute(_OUTLET_ID, (capture_id,)).fetchone()
    return found[0] if found else None


def outlet_of(conn: sqlite3.Connection, capture_id: int) -> Outlet | None:
    """That publication as shipped, else as the archive has it."""
    from qiosk_scraper.outlets import all_outlets

    found = conn.execute(
        "SELECT slug, name, home_url, language, timezone FROM outlets WHERE id = ?", (outlet_id_of(conn, capture_id),)
    ).fetchone()
    if found is None:
        return None
    slug, name, home_url, language, timezone = found
    try:
        return all_outlets().get(slug) or Outlet(slug, name, home_url, language=language, timezone=timezone)
    except ValueError:
        return None
