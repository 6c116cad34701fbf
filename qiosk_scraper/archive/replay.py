"""Articles of a recovered archive of which nothing is left but captures: stored once more, as new articles."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from qiosk_scraper.archive.relations import relations
from qiosk_scraper.archive.reopened import capture_in, outlet_of
from qiosk_scraper.archive.writer import ArchiveWriter
from qiosk_scraper.errors import ExitCode
from qiosk_scraper.items import FrontierEntry, NotAnArticle, Visit
from qiosk_scraper.outlet import Outlet

COMMAND = "db recover"
"""The run under which they are stored, in `crawls`."""
_LEFT = """
    SELECT c.id FROM captures c
    WHERE c.status = 200 AND c.id NOT IN (SELECT capture_id FROM revisions)
      AND c.id NOT IN (SELECT capture_id FROM quarantine WHERE capture_id IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM fetches f WHERE f.capture_id = c.id AND f.kind NOT IN ('article', 'page'))
      AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.url IN (c.url, c.requested_url))
      AND NOT EXISTS (SELECT 1 FROM url_aliases u WHERE u.url IN (c.url, c.requested_url))
    ORDER BY c.id"""


def replay(path: Path) -> list[int]:
    """Stores what the captures left hold; ids of the articles that came of it. Nobody else may use the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        left = [row[0] for row in conn.execute(_LEFT)]
        if not left:
            return []
        last_article = conn.execute("SELECT max(id) FROM articles").fetchone()[0] or 0
        stored: list[tuple[int, int]] = []
        with ArchiveWriter.open(path) as writer:
            writer.begin_crawl(COMMAND, _version())
            for capture_id in left:
                if visit := _visit(conn, capture_id):
                    writer.seed(visit[0], ())
                    writer.store([visit[1]])
                    again = conn.execute("SELECT max(id) FROM captures").fetchone()[0]
                    stored.append((capture_id, again))
            writer.finish_crawl(ExitCode.DONE)
        conn.execute("BEGIN")
        for capture_id, again in stored:
            _merge_captures(conn, capture_id, again)
        conn.execute("COMMIT")
        return [row[0] for row in conn.execute("SELECT id FROM articles WHERE id > ?", (last_article,))]


def _merge_captures(conn: sqlite3.Connection, capture_id: int, again: int) -> None:
    """Storing it made another capture of the same response."""
    conn.execute("DELETE FROM fetches WHERE capture_id = ?", (again,))
    for one in relations(conn):
        if one.parent == "captures":
            conn.execute(f"UPDATE {one.table} SET {one.column} = ? WHERE {one.column} = ?", (capture_id, again))
    conn.execute("DELETE FROM captures WHERE id = ?", (again,))


def _visit(conn: sqlite3.Connection, capture_id: int) -> tuple[Outlet, Visit] | None:
    from qiosk_scraper.parse import parse_article

    capture, outlet = capture_in(conn, capture_id), outlet_of(conn, capture_id)
    if capture is None or outlet is None:
        return None
    try:
        article = parse_article(capture, outlet)
    except NotAnArticle:
        return None
    entry = FrontierEntry(capture.requested_url or capture.url, "article", outlet.slug)
    at = capture.fetched_at or ""
    return outlet, Visit(entry, at, status=capture.status, capture=capture, article=article)


def _version() -> str:
    from qiosk_scraper import __version__

    return __version__
