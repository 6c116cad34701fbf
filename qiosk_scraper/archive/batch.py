"""One batch of visits, stored in one transaction: everything they brought, or nothing of it.

Visits are worked through one by one in memory, so that two batches of one give the same archive as one batch of two;
look-ups are made in bulk before, and rows are written in bulk after.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from qiosk_scraper.archive import sightings
from qiosk_scraper.archive.addresses import Addresses
from qiosk_scraper.archive.articles import Articles, Page
from qiosk_scraper.archive.counts import Fate, Tally, Verdict
from qiosk_scraper.archive.frontier import Frontier
from qiosk_scraper.archive.identity import Sighting, sighting
from qiosk_scraper.archive.known import AddressBook, KnownArticles
from qiosk_scraper.archive.names import NameBook, Names
from qiosk_scraper.archive.payloads import Payloads
from qiosk_scraper.archive.rereading import Rereading
from qiosk_scraper.archive.rights import Rights
from qiosk_scraper.archive.rows import Row, Rows, storable, stored
from qiosk_scraper.archive.teasers import Placements
from qiosk_scraper.captures import digest, headers_to_json
from qiosk_scraper.items import QUARANTINE_REASONS, Article, Capture, Listing, Visit
from qiosk_scraper.schedule import hours_after, next_look
from qiosk_scraper.wording import Wording, wording

_CLOCK_SLACK = timedelta(minutes=1)
"""Responses are stored up to this much out of the order they arrived in."""


@dataclass(slots=True)
class OutletRow:
    """An outlet of the archive as this run knows it."""

    id: int
    slug: str
    addresses: Addresses
    round_id: int


@dataclass(slots=True)
class Prepared:
    """A visit, with what can be worked out before the transaction begins."""

    visit: Visit
    at: str
    outlet: OutletRow
    payload_sha256: str = ""
    wording: Wording | None = None
    seen: Sighting | None = None
    landed: str = ""
    shown: tuple[str, ...] = ()
    """Where the teasers of a listing lead."""


@dataclass(slots=True)
class Memory:
    """What the writer remembers from batch to batch."""

    crawl_id: int
    parser_version: str
    tally: Tally = field(default_factory=Tally)
    addresses: AddressBook = field(default_factory=AddressBook)
    names: NameBook = field(default_factory=NameBook)
    last_fetched_at: str | None = None

    def forget(self) -> None:
        """After a transaction that failed."""
        self.addresses.forget()
        self.names.forget()
        self.tally.take_back()


def prepare(visits: Sequence[Visit], outlet_of: Callable[[str], OutletRow]) -> list[Prepared]:
    """Digests and canonical addresses of each visit."""
    return [_prepare(visit, outlet_of(visit.entry.outlet)) for visit in visits]


def _prepare(visit: Visit, outlet: OutletRow) -> Prepared:
    capture, article = visit.capture, visit.article
    prepared = Prepared(visit, (capture.fetched_at if capture else None) or visit.started_at, outlet)
    prepared.landed = outlet.addresses.canonical(capture.url) if capture else visit.entry.url
    if capture:
        prepared.payload_sha256 = digest(capture.body)
    if article:
        if not capture:
            raise ValueError(f"article without a capture: {article.url}")
        prepared.wording = wording(article)
        prepared.seen = sighting(visit, article, outlet.addresses)
    if visit.listing:
        prepared.shown = tuple(outlet.addresses.canonical(teaser.url) for teaser in visit.listing.teasers)
    return prepared


class Batch:
    """Stores prepared visits; to be used inside one transaction."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        visits: Sequence[Prepared],
        payloads: Payloads,
        memory: Memory,
        outlets: Mapping[str, OutletRow],
        rereading: Rereading | None = None,
    ) -> None:
        self._conn = conn
        self._visits = visits
        self._payloads = payloads
        self._memory = memory
        self._outlets = outlets
        self._rows = Rows(conn)
        self._known = KnownArticles(conn, memory.addresses)
        self._names = Names(conn, self._rows, memory.names)
        self._placements = Placements(conn, self._rows)
        self._articles = Articles(
            conn, self._rows, self._known, self._names, self._placements, memory.parser_version, rereading
        )
        self._frontier = Frontier(conn, self._rows, memory.crawl_id)
        self._rights = Rights(conn)
        self._sightings: list[Row] = []

    def store(self) -> list[Verdict]:
        """What each visit did."""
        self._load()
        verdicts = [self._store(prepared) for prepared in self._visits]
        self._write()
        return verdicts

    def _load(self) -> None:
        pages: set[str] = set()
        mentioned: set[str] = set()
        places: set[str] = set()
        for one in self._visits:
            entry = one.visit.entry
            pages.update((entry.url, one.landed))
            places.update((entry.url, one.landed))
            if one.seen:
                pages.update((one.seen.final, one.seen.claimed, *one.seen.spellings))
                places.update((one.seen.final, one.seen.claimed))
            found = [entry.url for entry in one.visit.found]
            places.update(found)
            mentioned.update(found, one.shown)
        self._known.load(pages, mentioned)
        self._placements.load(pages | self._known.urls())
        self._frontier.load(places)
        self._names.load((one.outlet.id, one.visit.article) for one in self._visits if one.visit.article)
        edited = set()
        for one in self._visits:
            if one.seen and one.wording:
                for url in (one.seen.final, one.seen.claimed, one.seen.asked):
                    row = self._known.at(url)
                    if row and row.digest != one.wording.digest:
                        edited.add(row.id)
        self._known.load_readings(edited)

    def _store(self, one: Prepared) -> Verdict:
        visit = one.visit
        capture_id = self._capture(visit.capture, one) if visit.capture else None
        self._rows.add(
            "fetches",
            (
                self._rows.new_id("fetches"),
                self._memory.crawl_id,
                stored(visit.entry.url),
                visit.entry.kind,
                visit.started_at,
                visit.status if visit.status is not None else visit.capture.status if visit.capture else None,
                visit.outcome,
                storable(visit.reason),
                capture_id,
                visit.entry.tries + visit.tries,
            ),
        )
        verdict = self._read(one, capture_id)
        self._sightings += sightings.rows_of(visit.listed, visit.entry.url, visit.entry.kind, one.at)
        self._frontier.step(visit, one.outlet.id)
        if visit.outcome == "ok" and one.landed != visit.entry.url:
            self._frontier.done(one.landed)
        for entry in visit.found:
            outlet = self._outlets.get(entry.outlet, one.outlet)
            self._frontier.found(entry, outlet.id, outlet.round_id, self._known.status_at(entry.url))
        self._look_again(one)
        return verdict

    def _look_again(self, one: Prepared) -> None:
        """When the page is to be looked at next: a list by the outlet's rhythm, an article by its age."""
        visit, outlet = one.visit, one.outlet.addresses.outlet
        if visit.entry.kind not in ("article", "page"):
            if visit.outcome in ("ok", "not_modified"):
                self._frontier.look_again(visit.entry.url, one.outlet.id, hours_after(one.at, outlet.every))
            return
        row = self._known.at(visit.entry.url)
        if row is not None:
            due = next_look(
                row.url,
                one.at,
                row.published_at,
                row.first_seen_at,
                schedule=outlet.revisits,
                gone=visit.outcome not in ("ok", "not_modified"),
            )
            self._frontier.look_again(row.url, one.outlet.id, due)

    def _read(self, one: Prepared, capture_id: int | None) -> Verdict:
        """What the visit brought, by what it turned out to be."""
        visit = one.visit
        if visit.article and capture_id is not None:
            return self._article(one, visit.article, capture_id)
        if visit.outcome == "refused":
            self._note(one, "refused")
            return "refused"
        if visit.outcome == "gone":
            return self._gone(one)
        if visit.outcome == "failed":
            self._note(one, "failed")
            return "failed"
        if visit.outcome == "not_article":
            return self._not_article(one, capture_id)
        return self._listing(one, capture_id)

    def _article(self, one: Prepared, article: Article, capture_id: int) -> Verdict:
        assert one.seen is not None and one.wording is not None
        one.seen.claims_list = one.seen.claimed != one.seen.final and self._frontier.is_list(one.seen.claimed)
        row, verdict = self._articles.store(
            Page(
                article,
                one.wording,
                one.seen,
                one.outlet.addresses,
                one.outlet.id,
                capture_id,
                one.payload_sha256,
                one.at,
            )
        )
        self._rows.extend(
            "reader_failures",
            [
                (capture_id, field, layer, stored(error))
                for (field, layer), error in {(one.field, one.layer): one.error for one in article.failures}.items()
            ],
        )
        self._rights.set(row.id, one.visit.rights, capture_id)
        self._memory.tally.note(row.id, verdict, instead_of=(one.seen.asked, one.seen.final, row.url))
        return verdict

    def _gone(self, one: Prepared) -> Verdict:
        entry = one.visit.entry
        if entry.kind not in ("article", "page") and entry.found_on is not None:
            return "listed"  # past the last page of a list: some say so by 404
        row = self._known.at(entry.url)
        if row is None or one.visit.entry.url not in (row.url, row.claimed_by):
            self._note(one, "failed")
            return "failed"
        news = self._articles.remove(row, one.at, one.visit.status)
        verdict: Verdict = "changed" if news else "same"
        self._memory.tally.note(row.id, "changed" if news else "same")
        return verdict

    def _not_article(self, one: Prepared, capture_id: int | None) -> Verdict:
        visit = one.visit
        reason = visit.reason if visit.reason in QUARANTINE_REASONS else "parser_error"
        detail = visit.detail if reason == visit.reason else ": ".join(filter(None, (visit.reason, visit.detail)))
        self._rows.add(
            "quarantine",
            (self._rows.new_id("quarantine"), stored(visit.entry.url), capture_id, reason, storable(detail), one.at),
        )
        row = self._known.at(visit.entry.url)
        if row and row.url == visit.entry.url != one.landed and reason in ("listing", "soft_404"):
            # The address leads to the front page or a section: the usual way of taking an article away.
            self._articles.supersede(row, one.at, one.landed)
        self._note(one, "failed")
        return "failed"

    def _listing(self, one: Prepared, capture_id: int | None) -> Verdict:
        visit = one.visit
        row = self._known.at(visit.entry.url)
        if visit.outcome == "not_modified" and row:
            self._articles.confirm(row, one.at)
            self._memory.tally.note(row.id, "same")
            return "same"
        page = visit.entry.url
        if visit.outcome == "not_modified":
            self._placements.unchanged(page, one.at)
        elif visit.listing and _shows(visit.listing) and capture_id is not None:
            self._placements.show(page, "section", capture_id, one.at, visit.listing.teasers, one.outlet.addresses)
        for url in one.shown:
            article_id = self._known.id_at(url)
            if article_id is not None:
                self._memory.tally.note(article_id, "shown")
        return "listed"

    def _note(self, one: Prepared, fate: Fate) -> None:
        """Counts a visit that brought no article, if it was to bring one."""
        if one.visit.entry.kind in ("article", "page"):
            article_id = self._known.id_at(one.visit.entry.url)
            self._memory.tally.note(one.visit.entry.url if article_id is None else article_id, fate)

    def _capture(self, capture: Capture, one: Prepared) -> int:
        capture_id = self._rows.new_id("captures")
        requested = capture.requested_url if capture.requested_url != capture.url else None
        self._rows.add(
            "captures",
            (
                capture_id,
                stored(capture.url),
                one.at,
                capture.status,
                stored(headers_to_json(capture.headers)),
                storable(capture.header("content-type")),
                one.payload_sha256,
                len(capture.body),
                self._memory.crawl_id,
                storable(requested),
                int(self._set_back(one.at)),
            ),
        )
        return capture_id

    def _set_back(self, at: str) -> bool:
        """Whether the clock stands well before the capture stored last."""
        last, self._memory.last_fetched_at = self._memory.last_fetched_at, at
        if last is None or at >= last:
            return False
        try:
            return datetime.fromisoformat(last) - datetime.fromisoformat(at) > _CLOCK_SLACK
        except (ValueError, TypeError):
            return False

    def _write(self) -> None:
        """Changes of old rows first (an address may pass to a new article), then new rows, then what joins them."""
        known, rows = self._known, self._rows
        mentioned = self._placements.urls() | self._articles.urls()
        self._memory.addresses.load(self._conn, mentioned)
        article_ids = {url: known.id_at(url) for url in mentioned}
        self._payloads.write(rows)
        known.write_changes()
        self._articles.write(article_ids)
        self._placements.write(article_ids)
        self._names.write(known.outlet_ids())
        self._frontier.write()
        rows.write()
        known.write()
        self._rights.write()
        sightings.add(self._conn, self._sightings)
        counts = self._memory.tally.counts()
        self._conn.execute(
            "UPDATE crawls SET seen = ?, new = ?, changed = ?, same = ?, failed = ?, refused = ? WHERE id = ?",
            (
                counts.seen,
                counts.new,
                counts.changed,
                counts.same,
                counts.failed,
                counts.refused,
                self._memory.crawl_id,
            ),
        )


def _shows(listing: Listing) -> bool:
    """Whether the listing says what stands on its page. A section page without any teaser was not read, not emptied;
    an empty "load more" is the list's end."""
    return listing.kind == "load_more" or (listing.kind == "section" and bool(listing.teasers))
