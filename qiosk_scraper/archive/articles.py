"""Articles and their revisions: what a page that is an article does to the archive."""

from __future__ import annotations

import json
import sqlite3
from typing import Literal, NamedTuple

from qiosk_scraper import dedupe
from qiosk_scraper.archive.addresses import Addresses
from qiosk_scraper.archive.identity import CANONICAL_REFUSED, Identity, Sighting, identify
from qiosk_scraper.archive.known import KnownArticle, KnownArticles, flags_to_json
from qiosk_scraper.archive.names import Names
from qiosk_scraper.archive.readings import body_to_json
from qiosk_scraper.archive.rereading import Rereading
from qiosk_scraper.archive.rows import Row, Rows, all_storable, storable, stored
from qiosk_scraper.archive.teasers import Placements
from qiosk_scraper.dedupe import Event
from qiosk_scraper.items import Article
from qiosk_scraper.wording import Wording, wording

_UPDATE = """
    UPDATE articles SET headline = ?, dek = ?, kicker = ?, byline = ?, text = ?, published_at = ?, word_count = ?,
           revision_count = ?, current_revision_id = ?, text_sha256 = ? WHERE id = ?"""


class Page(NamedTuple):
    """An article as one capture shows it."""

    article: Article
    wording: Wording
    seen: Sighting
    addresses: Addresses
    outlet_id: int
    capture_id: int
    payload_sha256: str
    at: str


class Articles:
    """Stores the articles of one batch."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        rows: Rows,
        known: KnownArticles,
        names: Names,
        placements: Placements,
        parser_version: str,
        rereading: Rereading | None = None,
    ) -> None:
        self._conn = conn
        self._rows = rows
        self._known = known
        self._names = names
        self._placements = placements
        self._parser_version = parser_version
        self._rereading = rereading
        self._links: list[Row] = []

    def store(self, page: Page) -> tuple[KnownArticle, Literal["new", "changed", "same"]]:
        """The article's row, and what the visit did to it."""
        known, article = self._known, page.article
        identity = identify(page.seen, article, known, page.addresses)
        self._make_way(page, identity)
        if identity.article is None:
            row = self._add(page, identity)
            verdict: Literal["new", "changed", "same"] = "new"
        else:
            row = identity.article
            verdict = self._meet_again(page, identity, row)
        for url, reason in identity.aliases.items():
            known.alias(stored(url), row, reason)
        if not any(failure.field == "teasers" for failure in article.failures):
            self._placements.show(row.url, "article", page.capture_id, page.at, article.teasers, page.addresses)
        return row, verdict

    def read_again(self, page: Page, row: KnownArticle) -> None:
        """A capture that is stored, read by other parsers: a new current revision and no event."""
        self._revise(page, row)

    def remove(self, row: KnownArticle, at: str, status: int | None) -> bool:
        """Its address says that it is gone; text and captures stay. Whether that is news."""
        if row.status == "removed":
            return False
        row.status, row.touched = "removed", True
        self._event(row, at, Event("removed", json.dumps({"status": status})))
        return True

    def supersede(self, row: KnownArticle, at: str, leads_to: str) -> bool:
        """Its address leads to another page. Whether that is news."""
        if row.status == "redirected":
            return False
        row.status, row.touched = "redirected", True
        self._event(row, at, Event("redirected", json.dumps({"from": row.url, "to": leads_to}, ensure_ascii=False)))
        return True

    def confirm(self, row: KnownArticle, at: str) -> None:
        """The page answered that it has not changed."""
        row.last_seen_at, row.touched = max(row.last_seen_at, at), True
        self._placements.unchanged(row.url, at)

    def urls(self) -> set[str]:
        """Where the links of the new revisions lead."""
        return {link[3] for link in self._links}

    def write(self, article_ids: dict[str, int | None]) -> None:
        """Gathers the new rows, and writes the current text of those edited. Links get the article at their address."""
        for one in self._known.fresh():
            reading = self._known.reading(one)
            self._rows.add(
                "articles",
                (
                    one.id,
                    one.outlet_id,
                    one.url,
                    one.headline,
                    storable(reading.dek),
                    storable(reading.kicker),
                    storable(reading.byline),
                    stored(reading.text),
                    storable(reading.published),
                    one.modified_at,
                    one.first_seen_at,
                    one.last_seen_at,
                    one.language,
                    one.access,
                    one.word_count,
                    one.revision_count,
                    one.status,
                    one.current_revision_id,
                    one.text_sha256,
                    one.flags,
                    one.claimed_by,
                    one.labels_sha256,
                ),
            )
        self._conn.executemany(
            _UPDATE,
            [
                (
                    one.headline,
                    storable(reading.dek),
                    storable(reading.kicker),
                    storable(reading.byline),
                    stored(reading.text),
                    storable(reading.published),
                    one.word_count,
                    one.revision_count,
                    one.current_revision_id,
                    one.text_sha256,
                    one.id,
                )
                for one in self._known.edited()
                for reading in (self._known.reading(one),)
            ],
        )
        self._rows.extend("links", [(*link, article_ids[link[3]]) for link in self._links])

    def _make_way(self, page: Page, identity: Identity) -> None:
        """Puts right what stands in the way of the page's address."""
        if identity.robbed:
            other, url = identity.robbed
            self._known.move(other, stored(url))
            other.claimed_by, other.touched = None, True
            other.flags = flags_to_json([*json.loads(other.flags), CANONICAL_REFUSED])
            self._placements.rename(identity.url, other.url)
            for spelling in self._known.aliases_of(other):
                if page.addresses.canonical(spelling) == identity.url:
                    self._known.drop_alias(spelling)
        if identity.superseded:
            self.supersede(identity.superseded, page.at, identity.url)
        if identity.article is None:
            self._known.drop_alias(identity.url)

    def _add(self, page: Page, identity: Identity) -> KnownArticle:
        article = page.article
        row = KnownArticle(
            id=self._rows.new_id("articles"),
            outlet_id=page.outlet_id,
            url=stored(identity.url),
            headline=None,
            modified_at=None,
            first_seen_at=page.at,
            last_seen_at=page.at,
            language=storable(article.language),
            access=article.access,
            word_count=0,
            revision_count=0,
            status="live",
            current_revision_id=0,
            text_sha256="",
            flags="[]",
            claimed_by=identity.claimed_by,
            labels_sha256="",
            digest="",
            payload_sha256="",
            published_at=None,
            capture_id=page.capture_id,
            seen_at=page.at,
            fresh=True,
        )
        self._known.add(row)
        self._revise(page, row)
        self._relabel(page, row, identity)
        return row

    def _meet_again(self, page: Page, identity: Identity, row: KnownArticle) -> Literal["changed", "same"]:
        news = False
        if identity.moved_from:
            self._event(
                row,
                page.at,
                Event("redirected", json.dumps({"from": identity.moved_from, "to": identity.url}, ensure_ascii=False)),
            )
            identity.aliases.setdefault(row.url, "canonical")
            self._placements.rename(row.url, stored(identity.url))
            self._known.move(row, stored(identity.url))
            row.claimed_by = identity.claimed_by
            news = True
        elif row.status != "live" and page.seen.final in (row.url, row.claimed_by):
            self._event(row, page.at, Event("returned", json.dumps({"was": row.status})))
            row.status, news = "live", True
        if row.claimed_by and page.seen.final == row.url:
            row.claimed_by = None
        row.last_seen_at, row.touched = max(row.last_seen_at, page.at), True
        if dedupe.reads_less(page.article, page.wording.words, row.word_count, row.access, dedupe.CUT in row.flags):
            words = page.wording.words
            self._rows.add(
                "quarantine",
                (
                    self._rows.new_id("quarantine"),
                    row.url,
                    page.capture_id,
                    "truncated" if words else "empty_body",
                    f"{words} words, {row.word_count} are kept",
                    page.at,
                ),
            )
            return "changed" if news else "same"
        if page.wording.digest != row.digest and page.payload_sha256 == row.payload_sha256:
            # The same bytes read otherwise are no edit; `qiosk reparse` is there for it.
            return "changed" if news else "same"
        before = self._as_read_today(page, row) if page.wording.digest != row.digest else None
        edited = page.wording.digest != (before.wording.digest if before else row.digest)
        if edited and before and before.wording.digest != row.digest:
            self._revise(before, row)
        row.modified_at = storable(page.article.modified)
        row.access = page.article.access
        if edited:
            events = dedupe.compare(self._known.reading(row), page.article)
            self._revise(page, row)
            for event in events:
                self._event(row, page.at, event, row.current_revision_id)
        self._relabel(page, row, identity)
        return "changed" if edited or news else "same"

    def _as_read_today(self, page: Page, row: KnownArticle) -> Page | None:
        """The page that the current revision was read from, as today's parsers read it; None where they cannot, and
        where they have just done so."""
        if self._rereading is None or row.read_today:
            return None
        article = self._rereading.of(row.capture_id, page.addresses.outlet)
        if article is None:
            return None
        return page._replace(
            article=article,
            wording=wording(article),
            capture_id=row.capture_id,
            payload_sha256=row.payload_sha256,
            at=row.seen_at,
        )

    def _revise(self, page: Page, row: KnownArticle) -> None:
        """A new current revision, with its photos, links, corrections and answers."""
        rows, article = self._rows, page.article
        text = stored(article.text)
        revision_id = rows.new_id("revisions")
        row.reading, row.digest, row.read_today = article, page.wording.digest, True
        row.capture_id, row.seen_at = page.capture_id, page.at
        row.payload_sha256, row.headline, row.current_revision_id = (
            page.payload_sha256,
            storable(article.headline),
            revision_id,
        )
        row.text_sha256, row.word_count, row.edited = dedupe.text_digest(text), page.wording.words, True
        row.modified_at, row.published_at = storable(article.modified), storable(article.published)
        row.revision_count += 1
        rows.add(
            "revisions",
            (
                revision_id,
                row.id,
                row.revision_count,
                page.capture_id,
                page.at,
                row.headline,
                storable(article.dek),
                storable(article.kicker),
                storable(article.byline),
                text,
                stored(body_to_json(article.body)),
                storable(article.published),
                row.modified_at,
                storable(article.published_raw),
                storable(article.modified_raw),
                page.wording.digest,
                self._parser_version,
            ),
        )
        rows.extend(
            "photos",
            [
                (
                    rows.new_id("photos"),
                    row.id,
                    revision_id,
                    position,
                    photo.role,
                    *all_storable(
                        photo.url,
                        photo.caption,
                        photo.credit,
                        photo.credit_line,
                        photo.photographer,
                        photo.agency,
                        photo.alt,
                    ),
                )
                for position, photo in enumerate(article.photos, 1)
            ],
        )
        links = [link for block in article.body for link in block.links]
        self._links.extend(
            (row.id, revision_id, position, stored(page.addresses.canonical(link.url)), stored(link.text))
            for position, link in enumerate(links, 1)
        )
        rows.extend(
            "corrections",
            [
                (rows.new_id("corrections"), row.id, revision_id, stored(note.text), storable(note.date))
                for note in article.corrections
            ],
        )
        rows.extend(
            "answers",
            [
                (revision_id, answer.field, answer.layer, stored(answer.raw))
                for answer in {answer.field: answer for answer in article.answers}.values()
            ],
        )

    def _relabel(self, page: Page, row: KnownArticle, identity: Identity) -> None:
        """Brings up to date what may change without a revision."""
        article = page.article
        flags = set(article.flags) | ({CANONICAL_REFUSED} if identity.refused else set())
        row.flags = flags_to_json(flags)
        row.language = storable(article.language)
        labels = dedupe.labels_digest(article)
        if labels != row.labels_sha256:
            row.labels_sha256 = labels
            self._names.label(row.id, row.outlet_id, article, fresh=row.fresh)

    def _event(self, row: KnownArticle, at: str, event: Event, revision_id: int | None = None) -> None:
        self._rows.add(
            "events", (self._rows.new_id("events"), row.id, at, event.kind, storable(event.detail), revision_id)
        )
