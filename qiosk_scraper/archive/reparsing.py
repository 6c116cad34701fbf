"""New parses of captures that are stored: further revisions of the same captures; the older ones stay as they are.

A parse is no edit. It gets no event, `seen_at` stays the time of the capture, and the article's row repeats the last
capture's new parse, so that the next visit is compared with it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qiosk_scraper import dedupe
from qiosk_scraper.archive.addresses import Addresses
from qiosk_scraper.archive.articles import Articles, Page
from qiosk_scraper.archive.counts import CrawlCounts
from qiosk_scraper.archive.identity import CANONICAL_REFUSED, Sighting
from qiosk_scraper.archive.known import AddressBook, KnownArticle, KnownArticles, flags_to_json
from qiosk_scraper.archive.names import NameBook, Names
from qiosk_scraper.archive.readings import authors_of
from qiosk_scraper.archive.rows import Rows, storable, stored
from qiosk_scraper.archive.teasers import Placements
from qiosk_scraper.items import Article
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.wording import wording

_AT_ONCE = 100
"""Articles whose rows are kept in memory before they are written."""
_SECTIONS = """
    SELECT s.name FROM article_sections x JOIN sections s ON s.id = x.section_id WHERE x.article_id = ?
    ORDER BY x.position"""
_TAGS = "SELECT t.name FROM article_tags x JOIN tags t ON t.id = x.tag_id WHERE x.article_id = ? ORDER BY x.position"


@dataclass(frozen=True, slots=True)
class NewParse:
    """What today's parsers read in one capture, and what was read before."""

    capture_id: int
    fetched_at: str
    before: Article
    article: Article
    shows_now: bool = False
    """Whether it is the page as it was seen last: its teasers then are those that stand."""


class NewParses:
    """Stores new parses; to be used inside one transaction. `counts` go into the row of the run, if there is one."""

    def __init__(self, conn: sqlite3.Connection, parser_version: str, command: str, version: str, now: str) -> None:
        self._conn = conn
        self._parser_version = parser_version
        self._run = (now, command, version)
        self._addresses: dict[str, Addresses] = {}
        self._book, self._name_book = AddressBook(), NameBook()
        self._waiting: list[tuple[str, Outlet, Sequence[NewParse]]] = []
        self._stored = False
        self.counts = CrawlCounts()

    def add(self, article_url: str, outlet: Outlet, parses: Sequence[NewParse]) -> None:
        """A new revision for each of these parses of one article, in their order; the last is the current one.

        What holds of an article without a revision (sections, tags, authors, language, access, time of modification)
        changes where the parsers, not the page, say otherwise than before.
        """
        self._stored = True
        self._waiting.append((article_url, outlet, parses))
        if len(self._waiting) >= _AT_ONCE:
            self._write()

    def finish(self, now: str) -> None:
        """Writes what is left, and the run, if it stored anything."""
        self._write()
        if not self._stored:
            return
        counts = self.counts
        self._conn.execute(
            "INSERT INTO crawls (started_at, finished_at, command, version, seen, changed, same, failed, exit_code) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (self._run[0], now, *self._run[1:], counts.seen, counts.changed, counts.same, counts.failed),
        )

    def _write(self) -> None:
        rows = Rows(self._conn)
        known = KnownArticles(self._conn, self._book)
        names = Names(self._conn, rows, self._name_book)
        placements = Placements(self._conn, rows)
        articles = Articles(self._conn, rows, known, names, placements, self._parser_version)
        known.load({url for url, _, _ in self._waiting}, ())
        placements.load({url for url, _, parses in self._waiting if parses[-1].shows_now})
        merged = []
        for url, outlet, parses in self._waiting:
            row = known.at(url)
            assert row is not None
            merged.append((row, self._read_again(row, outlet, parses, articles, placements)))
        names.load((row.outlet_id, labels) for row, labels in merged)
        for row, labels in merged:
            row.labels_sha256 = dedupe.labels_digest(labels)
            names.label(row.id, row.outlet_id, labels, fresh=False)
        mentioned = articles.urls() | placements.urls()
        self._book.load(self._conn, mentioned)
        article_ids = {url: known.id_at(url) for url in mentioned}
        known.write_changes()
        articles.write(article_ids)
        placements.write(article_ids)
        names.write(known.outlet_ids())
        rows.write()
        self._write_failures([parse for _, _, parses in self._waiting for parse in parses])
        self._waiting.clear()

    def _read_again(
        self,
        row: KnownArticle,
        outlet: Outlet,
        parses: Sequence[NewParse],
        articles: Articles,
        placements: Placements,
    ) -> Article:
        """Adds the revisions and brings the row up to date; what is not of a revision, as it is to stand now."""
        addresses = self._addresses.setdefault(outlet.slug, Addresses(outlet))
        modified_at = row.modified_at
        for parse in parses:
            seen = Sighting(row.url, row.url, row.url, ())
            articles.read_again(
                Page(
                    parse.article,
                    wording(parse.article),
                    seen,
                    addresses,
                    row.outlet_id,
                    parse.capture_id,
                    "",
                    parse.fetched_at,
                ),
                row,
            )
        last = parses[-1]
        before, now = last.before, last.article
        if last.shows_now and not any(failure.field == "teasers" for failure in now.failures):
            placements.show(row.url, "article", last.capture_id, last.fetched_at, now.teasers, addresses)
        if before.modified == now.modified:
            row.modified_at = modified_at
        if before.language != now.language:
            row.language = storable(now.language)
        if before.access != now.access:
            row.access = now.access
        refused = {CANONICAL_REFUSED} & set(json.loads(row.flags))
        row.flags = flags_to_json({*now.flags, *refused})
        return replace(
            now,
            language=row.language,
            sections=now.sections if before.sections != now.sections else self._labels(_SECTIONS, row.id),
            tags=now.tags if before.tags != now.tags else self._labels(_TAGS, row.id),
            authors=now.authors
            if before.authors != now.authors
            else authors_of(self._conn, {row.id}).get(row.id, now.authors),
        )

    def _labels(self, select: str, article_id: int) -> tuple[str, ...]:
        return tuple(name for (name,) in self._conn.execute(select, (article_id,)))

    def _write_failures(self, parses: Sequence[NewParse]) -> None:
        self._conn.executemany(
            "INSERT OR IGNORE INTO reader_failures (capture_id, field, layer, error) VALUES (?, ?, ?, ?)",
            [
                (parse.capture_id, failure.field, failure.layer, stored(failure.error))
                for parse in parses
                for failure in parse.article.failures
            ],
        )
