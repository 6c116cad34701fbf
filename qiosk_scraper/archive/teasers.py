"""Teasers as intervals: a row is a headline at one place of a page, from the first capture that had it to the last.

A capture of the page closes what it no longer shows (`gone_at`) and moves `last_seen_at` of what still stands. What
comes back later is a new row, so that no interval covers a time in which the teaser was away.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from qiosk_scraper.archive.addresses import Addresses
from qiosk_scraper.archive.rows import Row, Rows, all_storable, rows_in, storable
from qiosk_scraper.items import Teaser

Showing = tuple[object, ...]
"""What makes a row: block_position, block, position, url, headline, kicker, section, dek, excerpt, caption, credit."""

_to_json = json.JSONEncoder(ensure_ascii=False).encode
_STANDING = """
    SELECT id, page_url, last_seen_at,
           block_position, block, position, url, headline, kicker, section, dek, excerpt, caption, credit
    FROM teasers WHERE gone_at IS NULL AND page_url IN (SELECT value FROM json_each(?)) ORDER BY id"""


@dataclass(slots=True)
class _Interval:
    id: int
    last_seen_at: str
    capture_id: int = 0
    photo_url: str | None = None
    page_kind: str = ""
    first_seen_at: str = ""
    gone_at: str | None = None
    stored: bool = True
    seen_again: bool = False


class Placements:
    """The teasers standing on the pages of one batch."""

    def __init__(self, conn: sqlite3.Connection, rows: Rows) -> None:
        self._conn = conn
        self._rows = rows
        self._standing: dict[str, dict[Showing, _Interval]] = {}
        self._closed: list[_Interval] = []
        self._fresh: list[tuple[str, Showing, _Interval]] = []

    def load(self, pages: Collection[str]) -> None:
        """Fetches what stands on these pages, in bulk."""
        for page in pages:
            self._standing.setdefault(page, {})
        for row in rows_in(self._conn, _STANDING, pages):
            self._standing[row[1]][row[3:]] = _Interval(row[0], row[2])

    def show(
        self,
        page_url: str,
        page_kind: Literal["article", "section"],
        capture_id: int,
        at: str,
        teasers: Iterable[Teaser],
        addresses: Addresses,
    ) -> None:
        """The page was seen with exactly these teasers."""
        before = self._standing_on(page_url)
        now: dict[Showing, _Interval] = {}
        blocks: dict[str, int] = {}
        for teaser in teasers:
            showing = _showing(teaser, blocks.setdefault(teaser.block, len(blocks) + 1), addresses)
            if showing in now:
                continue
            interval = before.pop(showing, None)
            if interval is None:
                photo_url = storable(teaser.photo.url) if teaser.photo else None
                interval = _Interval(
                    self._rows.new_id("teasers"), at, capture_id, photo_url, page_kind, at, stored=False
                )
                self._fresh.append((page_url, showing, interval))
            else:
                _seen_again(interval, at)
            now[showing] = interval
        for interval in before.values():
            interval.gone_at = max(at, interval.last_seen_at)
            self._closed.append(interval)
        self._standing[page_url] = now

    def unchanged(self, page_url: str, at: str) -> None:
        """The page answered that it has not changed: all that stood there still does."""
        for interval in self._standing_on(page_url).values():
            _seen_again(interval, at)

    def rename(self, page_url: str, new_url: str) -> None:
        """The page has another address now."""
        self._standing_on(new_url).update(self._standing_on(page_url))
        self._standing[page_url] = {}
        self._fresh = [
            (new_url if page == page_url else page, showing, interval) for page, showing, interval in self._fresh
        ]
        self._conn.execute("UPDATE teasers SET page_url = ? WHERE page_url = ?", (new_url, page_url))

    def _standing_on(self, page_url: str) -> dict[Showing, _Interval]:
        if page_url not in self._standing:
            self.load((page_url,))
        return self._standing[page_url]

    def urls(self) -> set[str]:
        """Where the new teasers lead."""
        return {str(showing[3]) for _, showing, _ in self._fresh}

    def write(self, article_ids: dict[str, int | None]) -> None:
        """Gathers the new rows, with the article at each address, and writes what became of the old ones."""
        new: list[Row] = []
        for page_url, showing, one in self._fresh:
            place, block, position, url, headline, kicker, section, dek, excerpt, caption, credit = showing
            new.append(
                (
                    one.id,
                    page_url,
                    one.page_kind,
                    one.capture_id,
                    position,
                    block,
                    url,
                    headline,
                    kicker,
                    section,
                    dek,
                    excerpt,
                    one.photo_url,
                    caption,
                    credit,
                    one.first_seen_at,
                    one.last_seen_at,
                    one.gone_at,
                    article_ids[str(url)],
                    place,
                )
            )
        self._rows.extend("teasers", new)
        self._conn.executemany(
            "UPDATE teasers SET last_seen_at = ?, gone_at = ? WHERE id = ?",
            [(one.last_seen_at, one.gone_at, one.id) for one in self._closed if one.stored],
        )
        self._conn.executemany(
            "UPDATE teasers SET last_seen_at = ? WHERE id = ?",
            [
                (one.last_seen_at, one.id)
                for standing in self._standing.values()
                for one in standing.values()
                if one.stored and one.seen_again
            ],
        )


def _showing(teaser: Teaser, block_position: int, addresses: Addresses) -> Showing:
    photo = teaser.photo
    block, url = teaser.block, addresses.canonical(teaser.url)
    headline, kicker, section, dek = teaser.headline, teaser.kicker, teaser.section, teaser.dek
    excerpt = _to_json(teaser.excerpt) if teaser.excerpt else None
    caption, credit = (photo.caption, photo.credit or photo.credit_line) if photo else (None, None)
    whole = f"{block}{url}{headline}{kicker}{section}{dek}{excerpt}{caption}{credit}"
    if not whole.isascii() or "\0" in whole:
        texts = all_storable(block, url, headline, kicker, section, dek, excerpt, caption, credit)
        return (block_position, texts[0], teaser.position, *texts[1:])
    return (block_position, block, teaser.position, url, headline, kicker, section, dek, excerpt, caption, credit)


def _seen_again(interval: _Interval, at: str) -> None:
    if at > interval.last_seen_at:
        interval.last_seen_at = at
        interval.seen_again = True
