"""A section page as it stood: the teasers in their order at a time, and the steps to the changes before and after."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from qiosk_scraper.archive import Archive
from qiosk_scraper.archive.rows import rows_in
from qiosk_scraper.browse import archives, page, shown
from qiosk_scraper.browse.archives import Row, rows
from qiosk_scraper.browse.errors import Missing
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

_PAGES = """
    WITH p AS MATERIALIZED (
        SELECT page_url, page_number FROM section_pages WHERE section_url = :url AND page_number <= :pages)"""
_STEPS = 400
"""Changes listed at most, around the time chosen."""


async def view(datasette: Datasette, request: Request) -> Response:
    asked = request.args.get("page")
    at = _time(request.args.get("at") or "")
    pages = min(int(number[:6]) if (number := request.args.get("pages") or "1").isdecimal() else 1, 50)
    context = await archives.read(datasette, request, lambda archive: gathered(archive, asked, at, pages))
    return await page.show(datasette, request, "qiosk_sections.html", context)


def gathered(archive: Archive, asked: str | None, at: str | None, pages: int) -> dict[str, Any]:
    """The section pages there are, and what stood on the one asked for."""
    conn = archive.db.conn
    known = _sections(conn)
    if not known:
        return {"known": {}, "section": None}
    section = known[0] if asked is None else next((one for one in known if one["url"] == asked), None)
    if section is None:
        raise Missing("no such section page", str(asked)[:80], "Choose one from the list.")
    times = _changes(conn, section["url"], pages)
    at = at or (times[-1] if times else None)
    grouped: dict[str, list[Row]] = {}
    for one in known:
        grouped.setdefault(one["outlet"], []).append(one)
    before = max((time for time in times if at and time < at), default=None)
    after = min((time for time in times if at and time > at), default=None)
    standing = _standing(conn, section["url"], at, pages) if at else []
    return {
        "known": grouped,
        "section": section,
        "at": at,
        "pages": pages,
        "first": times[0] if times else None,
        "last": times[-1] if times else None,
        "before": before,
        "after": after,
        "times": list(reversed(times))[:_STEPS],
        "step": sum(time <= at for time in times) if at else 0,
        "blocks": _in_blocks(standing),
        "standing": len(standing),
        "number_of_pages": section["pages"],
        "gone": _gone(conn, section["url"], at, pages) if at else [],
    }


def _sections(conn: sqlite3.Connection) -> list[Row]:
    found = rows(
        conn,
        "SELECT p.section_url AS url, o.name AS outlet, o.slug, o.timezone, max(p.page_number) AS pages "
        "FROM section_pages p JOIN outlets o ON o.id = p.outlet_id "
        "WHERE EXISTS (SELECT 1 FROM teasers t WHERE t.page_url = p.page_url AND t.page_kind = 'section') "
        "GROUP BY p.section_url ORDER BY o.name, p.section_url",
    )
    return [{**one, "name": _name(one["url"])} for one in found]


def places_of(conn: sqlite3.Connection, page_urls: Sequence[str]) -> dict[str, Row]:
    """For each page of a list the section page it begins on: `section_url`, `page_number`, and its `name`."""
    found = {url: {"section_url": url, "page_number": 1, "name": _name(url)} for url in page_urls}
    for page_url, section_url, number in rows_in(
        conn,
        "SELECT page_url, section_url, page_number FROM section_pages "
        "WHERE page_url IN (SELECT value FROM json_each(?))",
        list(found),
    ):
        name = _name(section_url) + (f", page {number}" if number > 1 else "")
        found[page_url] = {"section_url": section_url, "page_number": number, "name": name}
    return found


def _name(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return (parts.path.strip("/") or parts.netloc) + (f"?{parts.query}" if parts.query else "")


def _changes(conn: sqlite3.Connection, section_url: str, pages: int) -> list[str]:
    """Every time at which the list was seen to change, in order."""
    found = conn.execute(
        f"{_PAGES} "
        "SELECT first_seen_at FROM teasers WHERE page_url IN (SELECT page_url FROM p) "
        "UNION SELECT gone_at FROM teasers WHERE gone_at IS NOT NULL AND page_url IN (SELECT page_url FROM p) "
        "ORDER BY 1",
        {"url": section_url, "pages": pages},
    )
    return [row[0] for row in found]


def _standing(conn: sqlite3.Connection, section_url: str, at: str, pages: int) -> list[Row]:
    """What stood there, from top to bottom; `new` where it came with the change at this very time."""
    found = rows(
        conn,
        f"{_PAGES} "
        "SELECT p.page_number, t.block_position, t.block, t.position, t.url, t.headline, t.kicker, t.dek, t.credit, "
        "t.article_id, t.first_seen_at, t.last_seen_at, t.gone_at, t.last_seen_at >= :at AS sure, "
        "t.first_seen_at = :at AS new FROM p JOIN teasers t ON t.page_url = p.page_url AND t.page_kind = 'section' "
        "WHERE t.first_seen_at <= :at AND (t.gone_at IS NULL OR t.gone_at > :at) "
        "ORDER BY p.page_number, t.block_position, t.position, t.id",
        {"url": section_url, "at": at, "pages": pages},
    )
    return [{**one, "address": shown.web_address(one["url"])} for one in found]


def _gone(conn: sqlite3.Connection, section_url: str, at: str, pages: int) -> list[Row]:
    """What had just gone with the change at this very time, and did not come back in another place."""
    return rows(
        conn,
        f"{_PAGES} "
        "SELECT DISTINCT t.headline, t.url, t.article_id FROM teasers t WHERE t.page_url IN (SELECT page_url FROM p) "
        "AND t.gone_at = :at AND NOT EXISTS (SELECT 1 FROM teasers o WHERE o.page_url IN (SELECT page_url FROM p) "
        "AND o.url = t.url AND o.headline IS t.headline AND o.first_seen_at <= :at "
        "AND (o.gone_at IS NULL OR o.gone_at > :at)) LIMIT 40",
        {"url": section_url, "at": at, "pages": pages},
    )


def _in_blocks(standing: list[Row]) -> list[tuple[str, list[Row]]]:
    blocks: dict[tuple[int, int | None, str], list[Row]] = {}
    for one in standing:
        blocks.setdefault((one["page_number"], one["block_position"], one["block"]), []).append(one)
    return [(f"{key[2]}, page {key[0]}" if key[0] > 1 else key[2], found) for key, found in blocks.items()]


def _time(text: str) -> str | None:
    """A time as the archive writes it; None for none. Raises QioskError for what is no time."""
    if not text.strip():
        return None
    try:
        at = datetime.fromisoformat(text.strip())
        return (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        raise QioskError("no time", text[:40], "write it as 2025-03-28 17:30", ExitCode.USAGE) from None
