"""The front page: the latest articles, what changed lately, how much there is of each day, how the crawls went."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from qiosk_scraper.archive import Archive
from qiosk_scraper.archive.rows import rows_in
from qiosk_scraper.browse import archives, page
from qiosk_scraper.browse.archives import Row, rows
from qiosk_scraper.browse.charts import NARROW, Chart, bars
from qiosk_scraper.browse.happenings import latest

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

LATEST = 20
CHANGES = 12
CRAWLS = 5
DAYS = 60
_AHEAD = timedelta(hours=48)
"""A date further ahead than this is no date to sort by."""


async def root(datasette: Datasette, request: Request) -> Response:
    """The front page of the only archive there is."""
    (name,) = archives.archives_in(datasette)
    from datasette.utils import tilde_encode

    request.scope["url_route"]["kwargs"]["database"] = tilde_encode(name)
    return await view(datasette, request)


async def view(datasette: Datasette, request: Request) -> Response:
    return await page.show(datasette, request, "qiosk_front.html", await archives.read(datasette, request, gathered))


def gathered(archive: Archive) -> dict[str, Any]:
    """All that stands on the page."""
    conn = archive.db.conn
    outlets = rows(
        conn,
        "SELECT o.id, o.slug, o.name, o.timezone, c.articles FROM outlets o JOIN "
        "(SELECT outlet_id, count(*) AS articles FROM articles GROUP BY outlet_id) c ON c.outlet_id = o.id "
        "ORDER BY c.articles DESC, o.name",
    )
    crawls = rows(
        conn,
        "SELECT id, started_at, finished_at, command, seen, new, changed, same, failed, refused, exit_code "
        "FROM crawls ORDER BY id DESC LIMIT ?",
        (CRAWLS,),
    )
    return {
        "outlets": outlets,
        "articles": sum(outlet["articles"] for outlet in outlets),
        "latest": _latest(conn),
        "changes": latest(conn, CHANGES),
        "coverage": _coverage(conn),
        "crawls": crawls,
    }


def _latest(conn: sqlite3.Connection) -> list[Row]:
    """The latest by date of publication, and what came in last without a date, by when it was first seen."""
    select = (
        "SELECT a.id, a.headline, a.dek, a.kicker, a.byline, a.published_at, a.first_seen_at, a.status, "
        "a.revision_count, a.current_revision_id, o.name AS outlet, o.timezone FROM articles a "
        "JOIN outlets o ON o.id = a.outlet_id "
    )
    until = (datetime.now(UTC) + _AHEAD).isoformat(timespec="seconds")
    found = rows(
        conn, f"{select} WHERE a.published_at <= ? ORDER BY a.published_at DESC, a.id DESC LIMIT ?", (until, LATEST)
    )
    found += rows(conn, f"{select} WHERE a.published_at IS NULL ORDER BY a.id DESC LIMIT ?", (LATEST // 4,))
    found.sort(key=lambda row: row["published_at"] or row["first_seen_at"], reverse=True)
    return with_labels(conn, found[:LATEST])


def with_labels(conn: sqlite3.Connection, found: Sequence[Row]) -> list[Row]:
    """The same rows with `sections` and the line of the lead `photo`; they have an id and a current_revision_id."""
    sections: dict[int, list[str]] = {}
    for article_id, name in rows_in(
        conn,
        "SELECT x.article_id, s.name FROM article_sections x JOIN sections s ON s.id = x.section_id "
        "WHERE x.article_id IN (SELECT value FROM json_each(?)) ORDER BY x.article_id, x.position",
        [row["id"] for row in found],
    ):
        sections.setdefault(article_id, []).append(name)
    photos: dict[int, tuple[str | None, str | None]] = {}
    for revision_id, caption, credit in rows_in(
        conn,
        "SELECT revision_id, caption, credit FROM photos WHERE role = 'lead' "
        "AND revision_id IN (SELECT value FROM json_each(?)) ORDER BY position DESC",
        [row["current_revision_id"] for row in found],
    ):
        photos[revision_id] = (caption, credit)
    return [
        {**row, "sections": sections.get(row["id"], []), "photo": photos.get(row["current_revision_id"])}
        for row in found
    ]


def _coverage(conn: sqlite3.Connection) -> Chart | None:
    """Articles a day over the last DAYS days that have any."""
    until = (datetime.now(UTC) + _AHEAD).isoformat(timespec="seconds")
    (last,) = conn.execute("SELECT max(published_at) FROM articles WHERE published_at <= ?", (until,)).fetchone()
    try:
        end = datetime.fromisoformat(last or "").date()
        begin = end - timedelta(days=DAYS - 1)
    except (ValueError, OverflowError):
        return None
    counted = dict(
        conn.execute(
            "SELECT substr(published_at, 1, 10), count(*) FROM articles WHERE published_at >= ? AND published_at <= ? "
            "GROUP BY 1",
            (begin.isoformat(), until),
        )
    )
    days = [(begin + timedelta(days=n)).isoformat() for n in range(DAYS)]
    return bars(
        f"Articles a day, {days[0]} to {days[-1]} (UTC)", "day", [(day, counted.get(day, 0)) for day in days],
        unit="article", width=NARROW,
    )  # fmt: skip
