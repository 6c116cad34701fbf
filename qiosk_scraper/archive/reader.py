"""The read side of an archive: safe beside a writer, and never changes a byte."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlite_utils import Database

from qiosk_scraper.archive import received
from qiosk_scraper.archive.connection import connect_for_reading
from qiosk_scraper.archive.faults import explained
from qiosk_scraper.archive.migrations import check_schema
from qiosk_scraper.archive.readings import authors_of, body_from_json, corrections_of, photos_of, texts_from_json
from qiosk_scraper.archive.records import Hit, Revision, StoredArticle
from qiosk_scraper.archive.rights import rights_in
from qiosk_scraper.archive.rows import Row, rows_in, storable
from qiosk_scraper.items import Capture, Photo, Teaser
from qiosk_scraper.normalise.urls import canonical_url
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.search import Sort, search

_AT_A_TIME = 200
_ID = re.compile(r"(\d{1,18})(?:@(\d{1,9}))?")
_ARTICLES = """
    SELECT a.id, a.outlet_id, o.slug, a.url, a.headline, a.dek, a.kicker, a.byline, a.text,
           a.published_at, a.modified_at, a.first_seen_at, a.last_seen_at, a.language, a.access,
           a.word_count, a.revision_count, a.status, a.current_revision_id, a.text_sha256, a.flags
    FROM articles a JOIN outlets o ON o.id = a.outlet_id"""
_REVISIONS = """
    SELECT id, article_id, number, capture_id, seen_at, headline, dek, kicker, byline, text, body, published_at,
           modified_at, published_raw, modified_raw, sha256, parser_version
    FROM revisions"""
_TEASERS = """
    SELECT page_url, position, block, url, headline, kicker, section, dek, excerpt, photo_url, caption, credit
    FROM teasers WHERE gone_at IS NULL AND page_kind = 'article' AND page_url IN (SELECT value FROM json_each(?))
    ORDER BY page_url, block_position, position, id"""


class Archive:
    """An archive opened for reading. Raises `QioskError`: exit code 5 when there is none or it is no (sound) archive.

    `db` is the same connection as a `sqlite_utils.Database`, for any SQL of your own.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        conn = connect_for_reading(self.path)
        try:
            check_schema(conn, self.path)
        except BaseException:
            conn.close()
            raise
        self.db = Database(conn, execute_plugins=False)

    def close(self) -> None:
        self.db.conn.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def article(self, which: str | int) -> StoredArticle | None:
        """The article with this id (`12`), as it stood in a revision (`12@3`), or at an address in any spelling.

        None when there is no such article or revision.
        """
        with explained(self.path):
            named = _ID.fullmatch(str(which).strip())
            article_id = int(named[1]) if named else self._article_at(str(which).strip())
            if article_id is None:
                return None
            number = int(named[2]) if named and named[2] else None
            return next(
                self._read(self._conn.execute(f"{_ARTICLES} WHERE a.id = ?", (article_id,)).fetchall(), number), None
            )

    def articles(self, outlet: str | None = None, limit: int | None = None) -> Iterator[StoredArticle]:
        """All articles, or those of one outlet (its slug), in the order in which they were archived.

        Read in portions, so that an archive larger than memory can be walked; none is skipped or given twice when a
        crawl adds some meanwhile.
        """
        last, left = 0, limit if limit is not None else -1
        while left != 0:
            size = _AT_A_TIME if left < 0 else min(_AT_A_TIME, left)
            with explained(self.path):
                rows = self._conn.execute(
                    f"{_ARTICLES} WHERE a.id > ? AND (? IS NULL OR o.slug = ?) ORDER BY a.id LIMIT ?",
                    (last, outlet, outlet, size),
                ).fetchall()
                found = list(self._read(rows))
            yield from found
            if len(rows) < size:
                return
            last, left = rows[-1][0], left - len(rows) if left > 0 else left

    def revisions(self, article_id: int) -> list[Revision]:
        """All revisions of an article, oldest first; empty for an unknown id."""
        with explained(self.path):
            return [
                _revision(row)
                for row in self._conn.execute(f"{_REVISIONS} WHERE article_id = ? ORDER BY number", (article_id,))
            ]

    def search(
        self,
        query: str,
        *,
        outlet: str | None = None,
        section: str | None = None,
        author: str | None = None,
        since: str | None = None,
        until: str | None = None,
        sort: Sort = "newest",
        limit: int = 20,
        markers: tuple[str, str] = ("[", "]"),
    ) -> list[Hit]:
        """Articles that hold all words of `query`; see `qiosk_scraper.search.search`."""
        with explained(self.path):
            return search(
                self._conn,
                query,
                outlet=outlet,
                section=section,
                author=author,
                since=since,
                until=until,
                sort=sort,
                limit=limit,
                markers=markers,
            )

    def capture(self, capture_id: int) -> Capture:
        """A response as it was received. Raises `KeyError` for an unknown id, `QioskError` for damaged bytes."""
        with explained(self.path):
            return received.capture(self._conn, capture_id, self.path)

    @property
    def _conn(self) -> sqlite3.Connection:
        return self.db.conn

    def _article_at(self, url: str) -> int | None:
        """The id of the article at an address: as it is, else spelled as one of the archive's outlets does."""
        spellings = [storable(url), canonical_url(url)]
        for slug, name, home_url in self._conn.execute("SELECT slug, name, home_url FROM outlets ORDER BY id"):
            outlet = _outlet(slug, name, home_url)
            spellings.append(canonical_url(url, outlet) if outlet else None)
        for spelling in dict.fromkeys(filter(None, spellings)):
            found = self._conn.execute(
                "SELECT id FROM articles WHERE url = ? UNION ALL SELECT article_id FROM url_aliases WHERE url = ?",
                (spelling, spelling),
            ).fetchone()
            if found:
                return int(found[0])
        return None

    def _read(self, rows: Collection[Row], number: int | None = None) -> Iterator[StoredArticle]:
        """Articles from rows of `_ARTICLES`, with all that belongs to them, in bulk."""
        conn = self._conn
        ids, urls = [row[0] for row in rows], [row[3] for row in rows]
        revisions = self._revisions_shown(rows, number)
        shown = [revision.id for revision in revisions.values()]
        authors, photos, corrections = authors_of(conn, ids), photos_of(conn, shown), corrections_of(conn, shown)
        sections, tags, rights = self._labels("section", ids), self._labels("tag", ids), rights_in(conn, ids)
        teasers = {
            url: tuple(_teaser(row) for row in found)
            for url, found in groupby(rows_in(conn, _TEASERS, urls), key=lambda row: row[0])
        }
        answers: dict[int, dict[str, str]] = defaultdict(dict)
        search: dict[int, str] = {}
        for revision_id, name, layer, raw in rows_in(
            conn,
            "SELECT revision_id, field, layer, iif(field = 'search_headline', raw, NULL) FROM answers "
            "WHERE revision_id IN (SELECT value FROM json_each(?))",
            shown,
        ):
            answers[revision_id][name] = layer
            if raw is not None:
                search[revision_id] = raw
        fetched: dict[int, str] = dict(
            rows_in(
                conn,
                "SELECT id, url FROM captures WHERE id IN (SELECT value FROM json_each(?))",
                [revision.capture_id for revision in revisions.values()],
            )
        )
        for row in rows:
            revision = revisions.get(row[0])
            if revision is None:
                continue
            values: dict[str, Any] = dict(zip(_FIELDS, row, strict=True)) | {"flags": texts_from_json(row[-1])}
            if number is not None:
                values |= {name: getattr(revision, name) for name in _OF_REVISION}
                values["word_count"] = len(revision.text.split())
            yield StoredArticle(
                **values,
                revision=revision,
                fetched_url=fetched.get(revision.capture_id) or str(row[3]),
                authors=authors.get(row[0], ()),
                sections=sections.get(row[0], ()),
                tags=tags.get(row[0], ()),
                photos=photos.get(revision.id, ()),
                teasers=teasers.get(row[3], ()),
                corrections=corrections.get(revision.id, ()),
                search_headline=search.get(revision.id),
                answered_by=answers.get(revision.id, {}),
                rights=rights.get(row[0], ()),
            )

    def _revisions_shown(self, rows: Collection[Row], number: int | None) -> dict[int, Revision]:
        """Article id to its current revision, or to that of this number."""
        if number is None:
            found = rows_in(
                self._conn, f"{_REVISIONS} WHERE id IN (SELECT value FROM json_each(?))", [row[18] for row in rows]
            )
        else:
            found = [
                one
                for row in rows
                for one in self._conn.execute(f"{_REVISIONS} WHERE article_id = ? AND number = ?", (row[0], number))
            ]
        return {row[1]: _revision(row) for row in found}

    def _labels(self, kind: str, ids: Collection[int]) -> dict[int, tuple[str, ...]]:
        found: dict[int, list[str]] = defaultdict(list)
        for article_id, name in rows_in(
            self._conn,
            f"SELECT x.article_id, y.name FROM article_{kind}s x JOIN {kind}s y ON y.id = x.{kind}_id "
            "WHERE x.article_id IN (SELECT value FROM json_each(?)) ORDER BY x.article_id, x.position",
            ids,
        ):
            found[article_id].append(name)
        return {article_id: tuple(names) for article_id, names in found.items()}


_FIELDS = (
    "id",
    "outlet_id",
    "outlet",
    "url",
    "headline",
    "dek",
    "kicker",
    "byline",
    "text",
    "published_at",
    "modified_at",
    "first_seen_at",
    "last_seen_at",
    "language",
    "access",
    "word_count",
    "revision_count",
    "status",
    "current_revision_id",
    "text_sha256",
    "flags",
)
_OF_REVISION = ("headline", "dek", "kicker", "byline", "text", "published_at", "modified_at")


def _revision(row: Row) -> Revision:
    return Revision(*(*row[:10], body_from_json(row[10]), *row[11:]))


def _teaser(row: Row) -> Teaser:
    _, position, block, url, headline, kicker, section, dek, excerpt, photo_url, caption, credit = row
    photo = Photo("lead", photo_url, caption, credit) if photo_url or caption or credit else None
    return Teaser(
        position, block, url, headline, kicker, section, dek, texts_from_json(excerpt) if excerpt else (), photo
    )


def _outlet(slug: str, name: str, home_url: str) -> Outlet | None:
    """The outlet as shipped (it knows its other hosts), else as the archive has it."""
    from qiosk_scraper.outlets import all_outlets

    shipped = all_outlets().get(slug)
    if shipped:
        return shipped
    try:
        return Outlet(slug=slug, name=name, home_url=home_url)
    except ValueError:
        return None
