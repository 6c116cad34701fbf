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
REVISIT = 50
"""Priority of an article that is due: between new articles and further pages of lists (`spiders/sources.py`)."""
CUT_SHORT = (None, ExitCode.BUG, ExitCode.DISK_FULL, ExitCode.ARCHIVE_LOCKED, ExitCode.SIGINT, ExitCode.SIGTERM)
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
    first = last[0] if last and last[1] in CUT_SHORT and _hours_between(last[2], now) < _ROUND_HOURS else crawl_id
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


def pending(
    conn: sqlite3.Connection, slug: str, limit: int, exclude: Collection[str], now: str, *, revisits: bool = True
) -> list[FrontierEntry]:
    """What to ask next: highest priority first, then in the order of finding; what is put off is left out.

    With `revisits`, articles that are due to be looked at again stand behind new ones and before further pages of
    lists, those due longest first.
    """
    rows = conn.execute(
        "SELECT f.url, f.kind, f.priority, f.tries, f.found_on FROM frontier f JOIN outlets o ON o.id = f.outlet_id "
        "WHERE o.slug = ? AND f.state = 'pending' AND (f.not_before IS NULL OR f.not_before <= ?) "
        "ORDER BY f.priority DESC, f.id LIMIT ?",
        (slug, now, limit + len(exclude)),
    ).fetchall()
    if revisits:
        rows += conn.execute(
            "SELECT f.url, f.kind, ?, f.tries, f.found_on FROM frontier f JOIN outlets o ON o.id = f.outlet_id "
            "WHERE o.slug = ? AND f.state = 'done' AND f.not_before <= ? AND f.kind = 'article' "
            "ORDER BY f.not_before, f.id LIMIT ?",
            (REVISIT, slug, now, limit + len(exclude)),
        ).fetchall()
        rows.sort(key=lambda row: -row[2])  # stable: the order of each query stays
    entries = (
        FrontierEntry(url, kind if kind in _KINDS else "page", slug, priority, tries, found_on)
        for url, kind, priority, tries, found_on in rows
        if url not in exclude
    )
    return [entry for entry, _ in zip(entries, range(limit), strict=False)]


def met(conn: sqlite3.Connection, urls: Collection[str]) -> set[str]:
    """Those of the URLs that were asked at some time, whatever came of it: also what never becomes an article."""
    return {
        row[0]
        for row in rows_in(
            conn,
            "SELECT url FROM frontier WHERE crawl_id IS NOT NULL AND url IN (SELECT value FROM json_each(?))",
            urls,
        )
    }


def last_run(conn: sqlite3.Connection, slug: str) -> str | None:
    """When the last run over the outlet that came to its end began, ISO 8601 UTC; None without one."""
    found: tuple[str | None] = conn.execute(
        "SELECT max(run.started_at) FROM crawl_outlets part JOIN crawls run ON run.id = part.crawl_id "
        "JOIN outlets o ON o.id = part.outlet_id WHERE o.slug = ? AND run.exit_code IN (0, 9, 10)",
        (slug,),
    ).fetchone()
    return found[0]


def due_at(conn: sqlite3.Connection, slug: str, lists: Collection[str]) -> tuple[str | None, str | None]:
    """(when the first of these lists, when the first article of the outlet is to be looked at next), ISO 8601 UTC.

    The first is empty when one of the lists was never read to its end, None when there are none; the second is None
    when no article is waiting for a time, and when the "lists" are articles, which are looked at for themselves.
    """
    seen = rows_in(
        conn,
        "SELECT kind, CASE WHEN state IN ('done', 'pending') THEN coalesce(not_before, '') ELSE '' END FROM frontier "
        "WHERE url IN (SELECT value FROM json_each(?))",
        lists,
    )
    listed = min((at for _, at in seen), default="") if len(seen) == len(set(lists)) else ""
    if seen and all(kind == "article" for kind, _ in seen):
        return listed, None
    (article,) = conn.execute(
        "SELECT min(f.not_before) FROM frontier f JOIN outlets o ON o.id = f.outlet_id WHERE o.slug = ? "
        "AND f.not_before IS NOT NULL AND f.kind = 'article' AND f.state IN ('done', 'pending')",
        (slug,),
    ).fetchone()
    return (listed if lists else None), article


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

    def is_list(self, url: str) -> bool:
        """Whether `url` was visited as a page that lists articles."""
        place = self._places.get(url)
        return place is not None and place.state == "done" and place.kind in ("section", "feed", "sitemap", "load_more")

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
            case "not_article" if visit.not_before:  # something stood in its place, for a while
                place.tries += visit.tries
                place.state, place.not_before = "pending", visit.not_before
            case "not_article":
                place.state = "done" if visit.reason in _LASTING else "failed"
            case "gone":
                place.state = "failed"
            case _:
                place.tries, place.state = 0, "done"

    def look_again(self, url: str, outlet_id: int, at: str | None) -> None:
        """What was visited here is to be looked at again from `at` on, whatever came of the visit; None: never."""
        if url not in self._places:  # an article that was visited under another address
            self.load((url,))
        place = self._places.get(url)
        if place is None:
            place = self._add(FrontierEntry(url, "article", ""), outlet_id)
            place.state, place.crawl_id = "done", self._crawl_id
        if place.state == "pending" or (place.state == "failed" and 1 <= place.tries < _MOST_TRIES):
            return  # put off, or tried again by the next run
        if place.state != "done" or place.not_before != at:
            place.state, place.tries, place.not_before, place.changed = "done", 0, at, True

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
