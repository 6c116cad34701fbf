"""An outlet's latest pages as they were read, for `qiosk_scraper.drift`: which layer gave what, how long it is."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from qiosk_scraper.archive.rows import rows_in
from qiosk_scraper.drift import FIELDS, PAST, WINDOWS, Seen, Value

_ENOUGH = PAST + 4 * max(WINDOWS)
"""Rows read of an outlet, newest first: its past, and some that are of the same pages."""
BROKEN = ("empty_body", "parser_error", "needs_javascript", "truncated")
"""Reasons of the quarantine that an article's page has when its template is not understood."""

# The last parse of each capture holds: a repaired reader mends the past with `qiosk reparse --write`.
_REVISIONS = """
    SELECT r.id, r.capture_id, coalesce(x.first_crawl_id, c.crawl_id, 0), a.url, r.parser_version, length(r.text),
           substr(r.text, 1, 200)
    FROM revisions r JOIN articles a ON a.id = r.article_id JOIN captures c ON c.id = r.capture_id
    LEFT JOIN crawl_outlets x ON x.crawl_id = c.crawl_id AND x.outlet_id = a.outlet_id
    WHERE a.outlet_id = ? AND (? IS NULL OR c.fetched_at >= ?)
      AND NOT EXISTS (SELECT 1 FROM revisions later WHERE later.capture_id = r.capture_id AND later.id > r.id)
    ORDER BY r.id DESC LIMIT ?"""
# A page that was read again since is sound: an unchanged article adds no revision.
_BROKEN = """
    SELECT q.capture_id, coalesce(x.first_crawl_id, c.crawl_id, 0), q.url
    FROM quarantine q JOIN captures c ON c.id = q.capture_id JOIN frontier f ON f.url = q.url
    LEFT JOIN crawl_outlets x ON x.crawl_id = c.crawl_id AND x.outlet_id = f.outlet_id
    LEFT JOIN articles a ON a.url = q.url
    WHERE f.outlet_id = ? AND f.kind = 'article' AND (? IS NULL OR c.fetched_at >= ?)
      AND q.reason IN (SELECT value FROM json_each(?))
      AND (a.last_seen_at IS NULL OR a.last_seen_at <= q.at)
    ORDER BY q.id DESC LIMIT ?"""
_ANSWERS = """
    SELECT revision_id, field, layer, raw FROM answers WHERE revision_id IN (SELECT value FROM json_each(?))"""


def pages_seen(conn: sqlite3.Connection, slug: str, since: str | None = None) -> list[Seen]:
    """The outlet's latest pages, newest first, those fetched from `since` on (ISO 8601); empty for an unknown slug."""
    outlet = conn.execute("SELECT id FROM outlets WHERE slug = ?", (slug,)).fetchone()
    if outlet is None:
        return []
    revisions = conn.execute(_REVISIONS, (outlet[0], since, since, _ENOUGH)).fetchall()
    answers = _answers(rows_in(conn, _ANSWERS, [row[0] for row in revisions]))
    pages: list[tuple[int, Seen]] = []
    for revision_id, capture_id, crawl_round, url, version, length, beginning in revisions:
        values = answers.get(revision_id, {})
        if body := values.get("body"):
            values["body"] = Value(body.layer, beginning, length)
        pages.append((capture_id, Seen(url, crawl_round, version, values)))
    broken = conn.execute(_BROKEN, (outlet[0], since, since, json.dumps(BROKEN), _ENOUGH)).fetchall()
    pages += [(capture_id, Seen(url, crawl_round, readable=False)) for capture_id, crawl_round, url in broken]
    return [seen for _, seen in sorted(pages, key=lambda page: page[0], reverse=True)]


def _answers(rows: Iterable[tuple[int, str, str, str]]) -> dict[int, dict[str, Value]]:
    found: dict[int, dict[str, Value]] = {}
    for revision_id, name, layer, raw in rows:
        values = found.setdefault(revision_id, {})
        if name == "lead_photo":
            values.update((one, Value(layer, text, len(text))) for one, text in _of_photo(raw))
        elif name in FIELDS:
            values[name] = Value(layer, raw, _length(name, raw))
    return found


def _of_photo(raw: str) -> Iterator[tuple[str, str]]:
    photo: Any = _loaded(raw)
    if not isinstance(photo, Mapping):
        return
    yield "lead_photo", str(photo.get("url") or "")
    for name, key in (("lead_caption", "caption"), ("lead_credit", "credit")):
        if text := photo.get(key):
            yield name, str(text)


def _length(name: str, raw: str) -> int:
    """Characters of a text, entries of a list; of the teasers only the number is kept (`5 teasers`)."""
    if FIELDS[name] != "list":
        return len(raw)
    if number := re.match(r"\d+", raw):
        return int(number[0])
    value = _loaded(raw)
    return len(value) if isinstance(value, list) else 1


def _loaded(raw: str) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        return None
