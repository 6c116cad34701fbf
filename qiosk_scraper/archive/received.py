"""Responses read back from the archive as they were received."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from qiosk_scraper.archive.faults import damaged
from qiosk_scraper.captures import DamagedPayload, Dictionary, Payload, capture_of, unpack
from qiosk_scraper.items import Capture


def capture(conn: sqlite3.Connection, capture_id: int, path: Path) -> Capture:
    """A response as it was received. Raises `KeyError` for an unknown id, `QioskError` for damaged bytes."""
    row = conn.execute(
        "SELECT c.url, c.status, c.headers, c.fetched_at, c.requested_url, p.sha256, p.codec, "
        "p.dictionary_id, p.data, d.data FROM captures c JOIN payloads p ON p.sha256 = c.sha256 "
        "LEFT JOIN dictionaries d ON d.id = p.dictionary_id WHERE c.id = ?",
        (capture_id,),
    ).fetchone()
    if row is None:
        raise KeyError(capture_id)
    url, status, headers, fetched_at, requested_url, sha256, codec, dictionary_id, data, trained = row
    try:
        body = unpack(
            Payload(sha256, codec, dictionary_id, data), Dictionary(dictionary_id, trained) if trained else None
        )
        return capture_of(url, body, status, headers, fetched_at, requested_url)
    except (DamagedPayload, ValueError, TypeError) as error:
        raise damaged(path) from error
