"""What the archive has of each outlet, in numbers: for `qiosk stats` and the gaps of `qiosk check`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

_OUTLETS = """
    SELECT o.slug, o.name, count(a.id), coalesce(sum(a.revision_count), 0),
           count(a.id) FILTER (WHERE a.status = 'removed'),
           min(a.published_at), max(a.published_at), coalesce(sum(a.word_count), 0), o.id
    FROM outlets o LEFT JOIN articles a ON a.outlet_id = o.id
    WHERE ? IS NULL OR o.slug = ?
    GROUP BY o.id ORDER BY o.slug"""
_CRAWLED = """
    SELECT min(c.started_at), max(c.started_at), count(*) FROM crawl_outlets x JOIN crawls c ON c.id = x.crawl_id
    WHERE x.outlet_id = ? AND c.finished_at IS NOT NULL"""
_WAITING = "SELECT count(*) FROM frontier WHERE outlet_id = ? AND kind = 'article' AND state = 'pending'"
_QUARANTINED = """
    SELECT count(DISTINCT q.url) FROM frontier f JOIN quarantine q ON q.url = f.url
    WHERE f.outlet_id = ? AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.url = q.url AND a.last_seen_at > q.at)"""
_CREDITED = """
    SELECT count(DISTINCT p.article_id) FROM articles a JOIN photos p ON p.revision_id = a.current_revision_id
    WHERE a.outlet_id = ? AND p.credit IS NOT NULL"""
_DAYS = """
    SELECT substr(coalesce(a.published_at, a.first_seen_at), 1, 10), count(*) FROM articles a
    WHERE a.outlet_id = (SELECT id FROM outlets WHERE slug = ?) GROUP BY 1"""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One outlet in numbers. Times are ISO 8601 UTC, None where there is nothing."""

    outlet: str
    name: str
    articles: int
    revisions: int
    removed: int
    """Articles that are gone from the site."""
    first_published: str | None
    last_published: str | None
    words: int
    with_credit: int
    """Articles that show a photo with a credit."""
    waiting: int
    """Articles that are known and not yet fetched."""
    unread: int
    """Pages kept in the quarantine: no article could be read from them."""
    crawls: int
    first_crawled: str | None
    last_crawled: str | None

    def to_dict(self) -> dict[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


def coverage(conn: sqlite3.Connection, slug: str | None = None) -> list[Coverage]:
    """Every outlet, or the one of this slug, in the order of the slugs."""
    found = []
    for *row, outlet_id in conn.execute(_OUTLETS, (slug, slug)).fetchall():

        def number(select: str, outlet_id: int = outlet_id) -> int:
            return int(conn.execute(select, (outlet_id,)).fetchone()[0])

        first, last, crawls = conn.execute(_CRAWLED, (outlet_id,)).fetchone()
        numbers = [number(select) for select in (_CREDITED, _WAITING, _QUARANTINED)]
        values: list[Any] = [*row, *numbers, crawls, first, last]
        found.append(Coverage(*values))
    return found


def totals(conn: sqlite3.Connection) -> dict[str, int]:
    """Counts over the whole archive, and its size in bytes."""
    names = ("articles", "revisions", "captures", "photos", "teasers", "links", "events", "crawls")
    counts = {name: int(conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0]) for name in names}
    pages, size = (int(conn.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size"))
    return {**counts, "bytes": pages * size}


def published_by_day(conn: sqlite3.Connection, slug: str) -> dict[date, int]:
    """Articles of an outlet by the day of their publication, else of their first sight."""
    return dict(_days(conn.execute(_DAYS, (slug,))))


def _days(rows: sqlite3.Cursor) -> Iterator[tuple[date, int]]:
    for text, count in rows:
        try:
            yield date.fromisoformat(text), count
        except (ValueError, TypeError):  # a year beyond 9999, as some sites print
            continue
