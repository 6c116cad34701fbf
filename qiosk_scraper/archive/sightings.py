"""Where addresses were listed first, and how old the lists said they were."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from qiosk_scraper.archive.rows import Row, rows_in, storable, stored
from qiosk_scraper.items import Listed

_LONGEST_WAY = 1_000
Dates = tuple[str | None, str | None]
"""(published, changed at the latest known), ISO 8601 UTC."""


def rows_of(listed: Iterable[Listed], page_url: str, page_kind: str, at: str) -> list[Row]:
    """Rows for `add`."""
    return [
        (stored(one.url), stored(page_url), page_kind, at, storable(one.published), storable(one.changed))
        for one in listed
    ]


def add(conn: sqlite3.Connection, rows: Collection[Row]) -> None:
    """Adds sightings; where an address was listed by that list before, the first one stays."""
    if rows:
        conn.executemany("INSERT INTO sightings VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)


def dates(conn: sqlite3.Connection, urls: Collection[str]) -> dict[str, Dates]:
    """What is known of when each address was published: by the article itself, else by the lists that showed it.

    Only those of which anything is known. Of several lists the earliest date of publication counts, and the earliest
    time of a change: published it was no later than that.
    """
    found: dict[str, Dates] = {
        url: (published, changed)
        for url, published, changed in rows_in(
            conn,
            "SELECT url, min(published_at), min(modified_at) FROM sightings "
            "WHERE url IN (SELECT value FROM json_each(?)) AND (published_at IS NOT NULL OR modified_at IS NOT NULL) "
            "GROUP BY url",
            urls,
        )
    }
    for url, published in rows_in(
        conn,
        "SELECT url, published_at FROM articles WHERE published_at IS NOT NULL "
        "AND url IN (SELECT value FROM json_each(?))",
        urls,
    ):
        found[url] = (published, None)
    return found


def urls_on(conn: sqlite3.Connection, page_url: str) -> list[str]:
    """The addresses that a list has shown so far."""
    return [row[0] for row in conn.execute("SELECT url FROM sightings WHERE page_url = ?", (page_url,))]


_UNFOLLOWED = """
    NOT EXISTS (SELECT 1 FROM frontier f WHERE f.url = s.url)
    AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.url = s.url)
    AND NOT EXISTS (SELECT 1 FROM url_aliases o WHERE o.url = s.url)"""


def follow_all(conn: sqlite3.Connection, slug: str, begun_with: Collection[str], priority: int) -> int:
    """Puts into the frontier what an outlet's lists have shown and runs for a certain time have passed over; of those
    lists only that one comes to from `begun_with`. Gives how many addresses."""
    pages = [
        page
        for (page,) in conn.execute(
            f"SELECT DISTINCT s.page_url FROM sightings s JOIN frontier p ON p.url = s.page_url "
            f"JOIN outlets o ON o.id = p.outlet_id WHERE o.slug = ? AND {_UNFOLLOWED}",
            (slug,),
        )
    ]
    ours = [page for page in pages if not set(begun_with).isdisjoint(_way_to(conn, page))]
    return conn.execute(
        "INSERT INTO frontier (url, kind, outlet_id, priority, state, found_on) "
        "SELECT s.url, 'article', p.outlet_id, ?, 'pending', min(s.page_url) FROM sightings s "
        f"JOIN frontier p ON p.url = s.page_url WHERE s.page_url IN (SELECT value FROM json_each(?)) AND {_UNFOLLOWED} "
        "GROUP BY s.url ORDER BY s.url",
        (priority, json.dumps(ours)),
    ).rowcount


def _way_to(conn: sqlite3.Connection, page: str) -> list[str]:
    """The page, the one it was found on, and so on to where a run began."""
    way: list[str] = []
    found: str | None = page
    while found is not None and found not in way and len(way) < _LONGEST_WAY:
        way.append(found)
        row = conn.execute("SELECT found_on FROM frontier WHERE url = ?", (found,)).fetchone()
        found = row[0] if row else None
    return way


def read_at(conn: sqlite3.Connection, pages: Collection[str]) -> dict[str, str]:
    """When each of these lists was asked last with success; those never read are left out."""
    return dict(
        rows_in(
            conn,
            "SELECT url, max(started_at) FROM fetches WHERE outcome IN ('ok', 'not_modified') "
            "AND url IN (SELECT value FROM json_each(?)) GROUP BY url",
            pages,
        )
    )


def count_on(conn: sqlite3.Connection, page_url: str) -> int:
    """How many addresses a list has shown so far."""
    return int(conn.execute("SELECT count(*) FROM sightings WHERE page_url = ?", (page_url,)).fetchone()[0])
