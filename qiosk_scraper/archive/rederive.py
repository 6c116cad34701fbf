"""Lost rows of articles made anew from the captures they were read from.

A capture is stored once more, in an empty archive; the rows it gives there are those it gave then, but for numbers and,
under newer parsers, words. A row with the digest of one that is missing is that row. Others are only taken where a
revision or an article would be without.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qiosk_scraper.archive.reopened import capture_in, outlet_id_of, outlet_of
from qiosk_scraper.archive.writer import ArchiveWriter
from qiosk_scraper.items import FrontierEntry, NotAnArticle, Visit

if TYPE_CHECKING:
    from qiosk_scraper.archive.recovered import Recovered
    from qiosk_scraper.archive.salvage import Key, Salvage

_OF_REVISION = ("photos", "links", "corrections", "answers")
_NAMES = {"authors": "author_id", "sections": "section_id", "tags": "tag_id"}
_PARSED = ("articles", "revisions", *_OF_REVISION, *_NAMES, *(f"article_{name}" for name in _NAMES))
_REVISIONS_BETWEEN = "SELECT id FROM revisions WHERE id >= ?1 AND (?2 IS NULL OR id <= ?2) LIMIT 50"

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Derived:
    """The rows that one capture of an article gives by itself, by table."""

    rows: dict[str, list[Record]]

    @property
    def article(self) -> Record:
        return self.rows["articles"][0]

    @property
    def revision(self) -> Record:
        return self.rows["revisions"][0]

    def names(self, of: str) -> dict[int, str]:
        """Number to name, of the authors, sections or tags in these rows."""
        return {row["id"]: row["name"] for row in self.rows[of]}


class Rederivation:
    """Makes good what is missing of articles in an archive that is being recovered."""

    def __init__(self, recovered: Recovered, salvage: Salvage, folder: Path) -> None:
        self._recovered = recovered
        self._conn = recovered.conn
        self._salvage = salvage
        self._folder = folder
        self._numbers = count()
        self._missing: dict[str, list[Key]] = defaultdict(list)
        self._derive = lru_cache(maxsize=64)(self._derived)

    def run(self) -> None:
        """Revisions first: from them, articles; then what belongs to either."""
        for table, key in self._salvage.missing():
            if table in _PARSED:
                self._missing[table].append(key)
        for key in self._missing["revisions"]:
            self._revision(int(key))
        for key in self._missing["articles"]:
            self._article(int(key))
        self._give_articles_their_revisions()
        for revision_id, table in sorted(self._incomplete_revisions()):
            self._parts(table, revision_id)
        for name in _NAMES:
            for article_id in sorted(self._incomplete_articles(name)):
                self._labels(name, article_id)

    # -- revisions --

    def _revision(self, number: int) -> None:
        for capture_id in self._captures_between(number):
            derived = self._derive(capture_id)
            article_id = derived and self._article_of(number, derived)
            if derived is None or article_id is None:
                continue
            before = self._one("SELECT count(*) FROM revisions WHERE article_id = ? AND id < ?", article_id, number)
            latest = self._one("SELECT max(number) FROM revisions WHERE article_id = ?", article_id) or 0
            for place in dict.fromkeys((before + 1, latest + 1, *range(1, latest + 1))):
                row = {**derived.revision, "id": number, "article_id": article_id, "number": place}
                row["capture_id"] = capture_id
                if self._restore("revisions", number, row):
                    return
        self._approximate_revision(number)

    def _approximate_revision(self, number: int) -> None:
        """A revision as today's parsers read it; a place that is taken already is left alone."""
        article_id = self._article_by_parts(number)
        for capture_id in self._captures_between(number):
            derived = self._derive(capture_id)
            if derived is None or article_id is None:
                continue
            taken = {row[0] for row in self._rows("SELECT number FROM revisions WHERE article_id = ?", article_id)}
            place = next(n for n in count(1) if n not in taken)
            row = {**derived.revision, "id": number, "article_id": article_id, "number": place}
            if self._insert("revisions", number, {**row, "capture_id": capture_id}):
                return

    def _captures_between(self, revision_id: int) -> list[int]:
        """Captures that the revision can have been read from: revisions are in the order of their captures."""
        low = self._one("SELECT max(capture_id) FROM revisions WHERE id < ?", revision_id) or 0
        high = self._one("SELECT min(capture_id) FROM revisions WHERE id > ?", revision_id)
        return [
            row[0]
            for row in self._rows(
                "SELECT id FROM captures WHERE id >= ?1 AND (?2 IS NULL OR id <= ?2) AND status = 200 "
                "AND id NOT IN (SELECT capture_id FROM quarantine WHERE capture_id IS NOT NULL) "
                "ORDER BY id IN (SELECT capture_id FROM revisions), id LIMIT 200",
                low,
                high,
            )
        ]

    def _article_of(self, revision_id: int, derived: Derived) -> int | None:
        url = derived.article["url"]
        found: int | None = self._one(
            "SELECT id FROM articles WHERE url = ?1 UNION ALL SELECT article_id FROM url_aliases WHERE url = ?1", url
        )
        return found if found is not None else self._article_by_parts(revision_id)

    def _article_by_parts(self, revision_id: int) -> int | None:
        for table in ("photos", "links", "corrections", "events"):
            found: int | None = self._one(f"SELECT article_id FROM {table} WHERE revision_id = ? LIMIT 1", revision_id)
            if found is not None:
                return found
        current: int | None = self._one("SELECT id FROM articles WHERE current_revision_id = ?", revision_id)
        return current

    # -- articles --

    def _article(self, number: int) -> None:
        """From the latest of its revisions, as the capture of that gives it."""
        found = self._rows(
            "SELECT r.id, r.capture_id, r.number FROM revisions r WHERE r.article_id = ? ORDER BY r.number DESC", number
        )
        if not found:
            return
        revision_id, capture_id, revisions = found[0]
        derived = self._derive(capture_id)
        if derived is None:
            return
        row = {**derived.article, "id": number, "revision_count": revisions, "current_revision_id": revision_id}
        row["outlet_id"] = outlet_id_of(self._conn, capture_id)
        row["first_seen_at"] = self._one("SELECT min(seen_at) FROM revisions WHERE article_id = ?", number)
        row["status"] = self._status(number)
        seen = self._rows(
            "SELECT fetched_at FROM captures WHERE id >= ?1 AND url = (SELECT url FROM captures WHERE id = ?1) "
            "ORDER BY id DESC",
            capture_id,
        )
        for (last_seen_at,) in seen:
            if self._restore("articles", number, {**row, "last_seen_at": last_seen_at}):
                return
        self._insert("articles", number, {**row, "last_seen_at": seen[0][0]})

    def _status(self, article_id: int) -> str:
        last = self._one(
            "SELECT kind FROM events WHERE article_id = ? AND kind IN ('removed', 'redirected', 'returned') "
            "ORDER BY id DESC LIMIT 1",
            article_id,
        )
        return last if last in ("removed", "redirected") else "live"

    def _give_articles_their_revisions(self) -> None:
        """An article whose current revision is lost repeats the latest that is left; without any it is one itself."""
        conn = self._conn
        lost = self._rows(
            "SELECT id, current_revision_id FROM articles WHERE current_revision_id IS NULL "
            "OR current_revision_id NOT IN (SELECT id FROM revisions)"
        )
        for article_id, revision_id in lost:
            capture_id = self._one(
                "SELECT max(c.id) FROM captures c JOIN articles a ON a.url = c.url WHERE a.id = ?", article_id
            )
            if revision_id is not None and capture_id is not None:
                conn.execute(
                    "INSERT OR IGNORE INTO revisions (id, article_id, number, capture_id, seen_at, headline, dek, "
                    "kicker, byline, text, body, published_at, modified_at, sha256, parser_version) "
                    "SELECT ?1, id, revision_count, ?2, last_seen_at, headline, dek, kicker, byline, text, "
                    "json_array(json_object('type', 'paragraph', 'text', text, 'links', json_array())), "
                    "published_at, modified_at, '', '' FROM articles WHERE id = ?3",
                    (revision_id, capture_id, article_id),
                )
                self._recovered.note("revisions", revision_id, "rebuilt")
            conn.execute(
                "UPDATE articles SET current_revision_id = "
                "(SELECT id FROM revisions r WHERE r.article_id = articles.id ORDER BY number DESC LIMIT 1) "
                "WHERE id = ?",
                (article_id,),
            )

    # -- what belongs to a revision --

    def _incomplete_revisions(self) -> set[tuple[int, str]]:
        """(revision, table) of which rows may be missing."""
        found = {
            (int(str(key).partition(" ")[0]), table) for table in ("links", "answers") for key in self._missing[table]
        }
        for table in ("photos", "corrections"):
            for key in self._missing[table]:
                low = self._one(f"SELECT max(revision_id) FROM {table} WHERE id < ?", key) or 0
                high = self._one(f"SELECT min(revision_id) FROM {table} WHERE id > ?", key)
                near = self._rows(_REVISIONS_BETWEEN, low, high)
                found |= {(row[0], table) for row in near}
        rebuilt = [key for key in self._missing["revisions"] if self._recovered.fate("revisions", key) == "rebuilt"]
        return found | {(int(key), table) for table in _OF_REVISION for key in rebuilt}

    def _parts(self, table: str, revision_id: int) -> None:
        found = self._rows("SELECT article_id, capture_id FROM revisions WHERE id = ?", revision_id)
        derived = self._derive(found[0][1]) if found else None
        if derived is None:
            return
        approximate = self._recovered.fate("revisions", revision_id) == "rebuilt" and not self._one(
            f"SELECT count(*) FROM {table} WHERE revision_id = ?", revision_id
        )
        for row in derived.rows[table]:
            made = {**row, "revision_id": revision_id}
            if "article_id" in row:
                made["article_id"] = found[0][0]
            if table == "links":
                made["target_article_id"] = self._one("SELECT id FROM articles WHERE url = ?", row["url"])
            if table in ("links", "answers"):
                key = f"{revision_id} {row['position' if table == 'links' else 'field']}"
                proven = self._restore(table, key, made)
                if not proven and key in self._missing[table] and approximate:
                    self._insert(table, key, made)
                continue
            self._numbered_part(table, made, approximate=approximate)

    def _numbered_part(self, table: str, row: Record, *, approximate: bool) -> None:
        """Rows are numbered in the order of their revisions: the number lies between those of its neighbours."""
        low = self._one(f"SELECT max(id) FROM {table} WHERE revision_id < ?", row["revision_id"]) or 0
        high = self._one(f"SELECT min(id) FROM {table} WHERE revision_id > ?", row["revision_id"])
        for key in self._missing[table]:
            if low < int(key) < (high or int(key) + 1) and self._restore(table, key, {**row, "id": key}):
                return
        if approximate:
            number = (self._one(f"SELECT max(id) FROM {table}") or 0) + 1
            self._insert(table, number, {**row, "id": number})

    # -- names --

    def _incomplete_articles(self, names: str) -> set[int]:
        found = {int(str(key).partition(" ")[0]) for key in self._missing[f"article_{names}"]}
        for key in self._missing[names]:
            rows = self._rows(f"SELECT article_id FROM article_{names} WHERE {_NAMES[names]} = ? LIMIT 3", key)
            found |= {row[0] for row in rows}
        return found | {int(key) for key in self._missing["articles"] if self._recovered.fate("articles", key)}

    def _labels(self, names: str, article_id: int) -> None:
        found = self._rows(
            "SELECT a.outlet_id, r.capture_id FROM articles a JOIN revisions r ON r.id = a.current_revision_id "
            "WHERE a.id = ?",
            article_id,
        )
        derived = self._derive(found[0][1]) if found else None
        if derived is None:
            return
        outlet_id, table, column = found[0][0], f"article_{names}", _NAMES[names]
        of_outlet = {"outlet_id": outlet_id} if names == "sections" else {}
        known = derived.names(names)
        for row in derived.rows[table]:
            name = known[row[column]]
            number = self._numbered_name(names, name, of_outlet)
            key = f"{article_id} {row['position']}"
            made = {**row, "article_id": article_id, column: number}
            if number is not None and not self._restore(table, key, made) and key in self._missing[table]:
                self._insert(table, key, made)

    def _numbered_name(self, names: str, name: str, of_outlet: Record) -> int | None:
        where = " AND outlet_id = ?" if of_outlet else ""
        found: int | None = self._one(f"SELECT id FROM {names} WHERE name = ?{where}", name, *of_outlet.values())
        if found is None:
            for key in self._missing[names]:
                if self._restore(names, key, {"id": key, **of_outlet, "name": name}):
                    return int(key)
        return found

    # -- captures, read again --

    def _derived(self, capture_id: int) -> Derived | None:
        """What a capture gives when it is stored in an empty archive; None when it is no article or is lost itself."""
        from qiosk_scraper.parse import parse_article

        capture, outlet = capture_in(self._conn, capture_id), outlet_of(self._conn, capture_id)
        if capture is None or outlet is None:
            return None
        try:
            article = parse_article(capture, outlet)
        except NotAnArticle:
            return None
        path = self._folder / f"derived-{next(self._numbers)}.db"
        entry = FrontierEntry(capture.requested_url or capture.url, "article", outlet.slug)
        with ArchiveWriter.open(path) as writer:
            writer.begin_crawl("recover", "")
            writer.seed(outlet, ())
            at = capture.fetched_at or ""
            writer.store([Visit(entry, at, status=capture.status, capture=capture, article=article)])
        with closing(sqlite3.connect(path)) as conn:
            conn.row_factory = sqlite3.Row
            rows = {
                table: [dict(row) for row in conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2")] for table in _PARSED
            }
        path.unlink()
        return Derived(rows) if rows["articles"] else None

    # -- rows --

    def _restore(self, table: str, key: Key, row: Record) -> bool:
        """Stores the row if it is, by its digest, the one that is missing."""
        columns = self._salvage.layouts[table].table.columns
        values = tuple(row.get(column) for column in columns)
        if not self._salvage.is_proven(table, values):
            return False
        self._recovered.add(table, columns, values, replace=True)
        self._recovered.note(table, key, "rebuilt")
        return True

    def _insert(self, table: str, key: Key, row: Record) -> bool:
        """Stores the row where there is none of its key."""
        columns = self._salvage.layouts[table].table.columns
        if not self._recovered.add(table, columns, tuple(row.get(column) for column in columns)):
            return False
        self._recovered.note(table, key, "rebuilt")
        return True

    def _one(self, select: str, *values: object) -> Any:
        found = self._conn.execute(select, values).fetchone()
        return found[0] if found else None

    def _rows(self, select: str, *values: object) -> list[tuple[Any, ...]]:
        return self._conn.execute(select, values).fetchall()
