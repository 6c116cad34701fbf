"""The frontier: where to go next, kept in the archive so that a killed run goes on where it stood.

A round is a run and the runs that go on with it after it was killed or stopped: what was asked in a round is not
asked again in it. Found again in a later round, section pages, feeds and the like are asked again, articles only when
they are not archived yet or were removed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from qiosk_scraper.archive.rows import Row, Rows, rows_in
from qiosk_scraper.errors import ExitCode
from qiosk_scraper.items import FrontierEntry, PageKind, Visit

_ROUND_HOURS = 6
"""After that, a run that was cut short is not gone on with: its section pages are out of date."""
_MOST_TRIES = 10
"""Failed requests after which an address is only asked again when a page leads to it again."""
_LASTING = frozenset({"not_html", "listing", "soft_404", "too_large", "too_deep", "needs_javascript", "empty"})
"""Quarantine reasons that a later visit is not likely to cure."""
_CUT_SHORT = (None, ExitCode.BUG, ExitCode.DISK_FULL, ExitCode.ARCHIVE_LOCKED, ExitCode.SIGINT, ExitCode.SIGTERM)
_KINDS = frozenset(get_args(PageKind))


def begin_round(conn: sqlite3.Connection, crawl_id: int, outlet_id: int, now: str) -> int:
    """The run that began the round this run is part of: this one, or one cut short a little while ago."""
    found = conn.execute(
        "SELECT first_crawl_id FROM crawl_outlets WHERE crawl_id = ? AND outlet_id = ?", (crawl_id, outlet_id)
    ).fetchone()
    if found:
        return int(found[0])
    last = conn.execute(
        "SELECT part.first_crawl_id, run.exit_code, first.started_at FROM crawl_outlets part "
        "JOIN crawls run ON run.id = part.crawl_id JOIN crawls first ON first.id = part.first_crawl_id "
        "WHERE part.outlet_id = ? AND part.crawl_id < ? ORDER BY part.crawl_id DESC LIMIT 1",
        (outlet_id, crawl_id),
    ).fetchone()
    first = last[0] if last and last[1] in _CUT_SHORT and _hours_between(last[2], now) < _ROUND_HOURS else crawl_id
    conn.execute("INSERT INTO crawl_outlets VALUES (?, ?, ?)", (crawl_id, outlet_id, first))
    return int(first)


def seed(conn: sqlite3.Connection, outlet_id: int, round_id: int, entries: Iterable[FrontierEntry]) -> None:
    """Adds entries; those known go back to pending, unless they were asked in this round. Failures get another try."""
    conn.executemany(
        "INSERT INTO frontier (url, kind, outlet_id, priority, tries, state, found_on) "
        "VALUES (?, ?, ?, ?, 0, 'pending', ?) "
        "ON CONFLICT (url) DO UPDATE SET state = 'pending', kind = excluded.kind, outlet_id = excluded.outlet_id, "
        "priority = max(priority, excluded.priority), not_before = NULL "
        "WHERE crawl_id IS NULL OR crawl_id < ?",
        [(entry.url, entry.kind, outlet_id, entry.priority, entry.found_on, round_id) for entry in entries],
    )
    conn.execute(
        "UPDATE frontier SET state = 'pending' WHERE outlet_id = ? AND state = 'failed' AND tries BETWEEN 1 AND ? "
        "AND kind = 'article' AND crawl_id < ?",
        (outlet_id, _MOST_TRIES - 1, round_id),
    )


def revisit(conn: sqlite3.Connection, outlet_id: int, round_id: int) -> int:
    """Every live article goes back to pending, unless it was asked in this round; gives back how many did."""
    return conn.execute(
        "INSERT INTO frontier (url, kind, outlet_id, priority, state) "
        "SELECT url, 'article', outlet_id, 0, 'pending' FROM articles WHERE outlet_id = ? AND status = 'live' "
        "ORDER BY id ON CONFLICT (url) DO UPDATE SET state = 'pending', not_before = NULL "
        "WHERE state <> 'pending' AND (crawl_id IS NULL OR crawl_id < ?)",
        (outlet_id, round_id),
    ).rowcount


def pending(conn: sqlite3.Connection, slug: str, limit: int, exclude: Collection[str], now: str) -> list[FrontierEntry]:
    """What to ask next: highest priority first, then in the order of finding; what is put off is left out."""
    rows = conn.execute(
        "SELECT f.url, f.kind, f.priority, f.tries, f.found_on FROM frontier f JOIN outlets o ON o.id = f.outlet_id "
        "WHERE o.slug = ? AND f.state = 'pending' AND (f.not_before IS NULL OR f.not_before <= ?) "
        "ORDER BY f.priority DESC, f.id LIMIT ?",
        (slug, now, limit + len(exclude)),
    ).fetchall()
    entries = (
        FrontierEntry(url, kind if kind in _KINDS else "page", slug, priority, tries, found_on)
        for url, kind, priority, tries, found_on in rows
        if url not in exclude
    )
    return [entry for entry, _ in zip(entries, range(limit), strict=False)]


@dataclass(slots=True)
class _Place:
    id: int
    url: str
    kind: str
    outlet_id: int
    priority: int
    not_before: str | None
    tries: int
    state: str
    found_on: str | None
    crawl_id: int | None
    stored: bool = True
    changed: bool = False

    def row(self) -> Row:
        return (
            self.id,
            self.url,
            self.kind,
            self.outlet_id,
            self.priority,
            self.not_before,
            self.tries,
            self.state,
            self.found_on,
            self.crawl_id,
        )


class Frontier:
    """The frontier's rows that one batch touches."""

    def __init__(self, conn: sqlite3.Connection, rows: Rows, crawl_id: int) -> None:
        self._conn = conn
        self._rows = rows
        self._crawl_id = crawl_id
        self._places: dict[str, _Place] = {}

    def load(self, urls: Collection[str]) -> None:
        """Fetches these rows, in bulk."""
        for row in rows_in(
            self._conn,
            "SELECT id, url, kind, outlet_id, priority, not_before, tries, state, found_on, "
            "crawl_id FROM frontier WHERE url IN (SELECT value FROM json_each(?))",
            urls,
        ):
            self._places[row[1]] = _Place(*row)

    def step(self, visit: Visit, outlet_id: int) -> None:
        """The visit is over: its entry is done, put off, or marked for another try."""
        place = self._places.get(visit.entry.url) or self._add(visit.entry, outlet_id)
        place.crawl_id, place.changed, place.not_before, place.kind = self._crawl_id, True, None, visit.entry.kind
        match visit.outcome:
            case "failed":
                place.tries += visit.tries
                place.not_before = visit.not_before
                place.state = "pending" if visit.not_before else "failed"
            case "refused":
                place.state = "refused"
            case "not_article":
                place.state = "done" if visit.reason in _LASTING else "failed"
            case "gone":
                place.state = "failed"
            case _:
                place.tries, place.state = 0, "done"

    def done(self, url: str) -> None:
        """The page at `url` was fetched under another address; it need not be asked."""
        place = self._places.get(url)
        if place and place.state != "done":
            place.state, place.changed, place.crawl_id = "done", True, self._crawl_id

    def found(self, entry: FrontierEntry, outlet_id: int, round_id: int, article_status: str | None) -> None:
        """A page led to `entry`. `article_status` is that of the archived article at its address, None without one."""
        place = self._places.get(entry.url)
        if place is None:
            if article_status in (None, "removed"):
                self._add(entry, outlet_id)
            return
        if place.state == "pending":
            if entry.priority > place.priority:
                place.priority, place.changed = entry.priority, True
            return
        asked_in_round = place.crawl_id is not None and place.crawl_id >= round_id
        if entry.kind in ("article", "page"):
            worth_it = article_status == "removed" or (article_status is None and place.state in ("failed", "refused"))
        else:
            worth_it = True
        if worth_it and not asked_in_round:
            place.state, place.changed, place.not_before, place.kind = "pending", True, None, entry.kind

    def write(self) -> None:
        """Gathers the new rows and writes the changed ones."""
        self._rows.extend("frontier", [place.row() for place in self._places.values() if not place.stored])
        self._conn.executemany(
            "UPDATE frontier SET kind = ?, priority = ?, not_before = ?, tries = ?, state = ?, crawl_id = ? "
            "WHERE id = ?",
            [
                (one.kind, one.priority, one.not_before, one.tries, one.state, one.crawl_id, one.id)
                for one in self._places.values()
                if one.stored and one.changed
            ],
        )

    def _add(self, entry: FrontierEntry, outlet_id: int) -> _Place:
        place = self._places[entry.url] = _Place(
            self._rows.new_id("frontier"),
            entry.url,
            entry.kind,
            outlet_id,
            entry.priority,
            None,
            entry.tries,
            "pending",
            entry.found_on,
            None,
            stored=False,
        )
        return place


def _hours_between(before: str, after: str) -> float:
    return abs(datetime.fromisoformat(after) - datetime.fromisoformat(before)) / timedelta(hours=1)
