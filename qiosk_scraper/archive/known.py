"""The articles a batch meets: looked up in bulk, changed in memory, written at its end."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from qiosk_scraper.archive.addresses import AliasReason
from qiosk_scraper.archive.readings import stored_readings
from qiosk_scraper.archive.rows import rows_in
from qiosk_scraper.items import Article

_REMEMBERED = 200_000


@dataclass(slots=True)
class KnownArticle:
    """One row of `articles`, without its text, and what its current revision was read from."""

    id: int
    outlet_id: int
    url: str
    headline: str | None
    modified_at: str | None
    first_seen_at: str
    last_seen_at: str
    language: str | None
    access: str
    word_count: int
    revision_count: int
    status: str
    current_revision_id: int
    text_sha256: str
    flags: str
    claimed_by: str | None
    labels_sha256: str
    digest: str
    payload_sha256: str
    published_at: str | None
    capture_id: int
    """From which the current revision was read."""
    seen_at: str
    """When that capture was made."""
    reading: Article | None = field(default=None, repr=False)
    """What the current revision says; loaded or set when needed."""
    read_today: bool = False
    """Its current revision was read in this batch."""
    fresh: bool = False
    """Not in the file yet."""
    edited: bool = False
    """Has a new current revision: every column is to be written."""
    touched: bool = False
    """Only what changes without a revision is to be written."""
    moved: bool = False
    """`url` is another one than in the file."""


_SELECT = """
    SELECT a.id, a.outlet_id, a.url, a.headline, a.modified_at, a.first_seen_at, a.last_seen_at, a.language, a.access,
           a.word_count, a.revision_count, a.status, a.current_revision_id, a.text_sha256, a.flags, a.claimed_by,
           a.labels_sha256, r.sha256, c.sha256, a.published_at, r.capture_id, r.seen_at
    FROM articles a JOIN revisions r ON r.id = a.current_revision_id JOIN captures c ON c.id = r.capture_id
    WHERE a.id IN (SELECT value FROM json_each(?))"""


class AddressBook:
    """Which article stands at an address, remembered over batches: there is one writer, so nobody else changes it."""

    def __init__(self) -> None:
        self._articles: dict[str, int | None] = {}

    def load(self, conn: sqlite3.Connection, urls: Iterable[str]) -> None:
        """Looks up those not remembered, in bulk."""
        if len(self._articles) > _REMEMBERED:
            self._articles.clear()
        asked = {url for url in urls if url not in self._articles}
        self._articles.update(dict.fromkeys(asked))
        self._articles.update(
            rows_in(
                conn, "SELECT url, article_id FROM url_aliases WHERE url IN (SELECT value FROM json_each(?))", asked
            )
        )
        self._articles.update(
            rows_in(conn, "SELECT url, id FROM articles WHERE url IN (SELECT value FROM json_each(?))", asked)
        )

    def get(self, url: str) -> int | None:
        """The article's id, or None; only for addresses that were loaded."""
        return self._articles[url]

    def set(self, url: str, article_id: int | None) -> None:
        self._articles[url] = article_id

    def forget(self) -> None:
        """After a transaction that failed: what was remembered of it is not in the file."""
        self._articles.clear()


class KnownArticles:
    """The articles of one batch, by address and by id."""

    def __init__(self, conn: sqlite3.Connection, book: AddressBook) -> None:
        self._conn = conn
        self._book = book
        self._by_id: dict[int, KnownArticle] = {}
        self._aliases: dict[str, tuple[int, AliasReason] | None] = {}
        self._arrived: dict[str, int] = {}
        self._freed: set[str] = set()
        self._not_live: dict[int, str] = {}

    def load(self, pages: Collection[str], mentioned: Collection[str]) -> None:
        """Fetches the articles at the addresses `pages`, and which articles there are at those `mentioned`."""
        self._book.load(self._conn, {*pages, *mentioned})
        self._not_live = dict(
            rows_in(
                self._conn,
                "SELECT id, status FROM articles WHERE status <> 'live' AND id IN (SELECT value FROM json_each(?))",
                {one for url in mentioned if (one := self._book.get(url)) is not None},
            )
        )
        self._load_articles({article_id for url in pages if (article_id := self._book.get(url)) is not None})

    def load_readings(self, article_ids: Collection[int]) -> None:
        """Fetches what the current revisions of these articles say."""
        wanted = {self._by_id[one].current_revision_id: one for one in article_ids if self._by_id[one].reading is None}
        for revision_id, reading in stored_readings(self._conn, wanted).items():
            self._by_id[wanted[revision_id]].reading = reading

    def at(self, url: str) -> KnownArticle | None:
        """The article that has this address, its own or an alias."""
        article_id = self._book.get(url)
        if article_id is None:
            return None
        if article_id not in self._by_id:
            self._load_articles({article_id})
        return self._by_id[article_id]

    def id_at(self, url: str) -> int | None:
        return self._book.get(url)

    def status_at(self, url: str) -> str | None:
        """The status of the article at this address, None without one."""
        article_id = self._book.get(url)
        if article_id is None:
            return None
        article = self._by_id.get(article_id)
        return article.status if article else self._not_live.get(article_id, "live")

    def reading(self, article: KnownArticle) -> Article:
        """What its current revision says."""
        if article.reading is None:
            self.load_readings({article.id})
        assert article.reading is not None
        return article.reading

    def add(self, article: KnownArticle) -> None:
        self._by_id[article.id] = article
        self._place(article.url, article.id)

    def move(self, article: KnownArticle, url: str) -> None:
        """Gives the article another address of its own; the old one leads nowhere until it is made an alias."""
        self._book.load(self._conn, (url,))
        self._book.set(article.url, None)
        self._freed.add(article.url)
        self.drop_alias(url)
        article.url = url
        article.moved = True
        self._place(url, article.id)

    def alias(self, url: str, article: KnownArticle, reason: AliasReason) -> None:
        """Makes `url` another address of the article, unless it already is one or is an article's own."""
        holder = self._book.get(url)
        if url == article.url or holder == article.id:
            return
        if holder is not None and (self._own(url, holder) or self._by_id[holder].claimed_by == url):
            return
        if holder is not None:
            self._freed.add(url)
        self._aliases[url] = (article.id, reason)
        self._place(url, article.id)

    def aliases_of(self, article: KnownArticle) -> set[str]:
        """Its other addresses, as of now."""
        found = self._conn.execute("SELECT url FROM url_aliases WHERE article_id = ?", (article.id,)).fetchall()
        urls = {url for (url,) in found} | {url for url, alias in self._aliases.items() if alias}
        self._book.load(self._conn, urls)
        return {url for url in urls if url != article.url and self._book.get(url) == article.id}

    def drop_alias(self, url: str) -> None:
        """`url` is no alias any more."""
        holder = self._book.get(url)
        if holder is not None and not self._own(url, holder):
            self._aliases[url] = None
            self._freed.add(url)
            self._book.set(url, None)

    def write(self) -> None:
        """Writes aliases, and joins teasers and links to the articles that arrived. After the new rows."""
        conn = self._conn
        if self._aliases:
            conn.executemany("DELETE FROM url_aliases WHERE url = ?", [(url,) for url in self._aliases])
            conn.executemany(
                "INSERT INTO url_aliases (url, article_id, reason) VALUES (?, ?, ?)",
                [(url, *alias) for url, alias in self._aliases.items() if alias],
            )
        for table, column in (("teasers", "article_id"), ("links", "target_article_id")):
            # What led nowhere is one look-up in an index; what led to another article has to be looked through.
            conn.executemany(
                f"UPDATE {table} SET {column} = ? WHERE url = ? AND {column} IS NULL",
                [(one, url) for url, one in self._arrived.items() if url not in self._freed],
            )
            conn.executemany(
                f"UPDATE {table} SET {column} = ? WHERE url = ?",
                [(self._arrived.get(url), url) for url in self._freed],
            )

    def write_changes(self) -> None:
        """Writes what became of articles already in the file. Before the new rows, which may need an address."""
        conn, old = self._conn, [article for article in self._by_id.values() if not article.fresh]
        if moved := [article for article in old if article.moved]:
            # Two may swap addresses: none may be in the other's way meanwhile.
            conn.executemany("UPDATE articles SET url = 'moving:' || id WHERE id = ?", [(one.id,) for one in moved])
            conn.executemany("UPDATE articles SET url = ? WHERE id = ?", [(one.url, one.id) for one in moved])
        conn.executemany(
            "UPDATE articles SET modified_at = ?, last_seen_at = ?, language = ?, access = ?, status = ?, flags = ?, "
            "claimed_by = ?, labels_sha256 = ? WHERE id = ?",
            [
                (
                    one.modified_at,
                    one.last_seen_at,
                    one.language,
                    one.access,
                    one.status,
                    one.flags,
                    one.claimed_by,
                    one.labels_sha256,
                    one.id,
                )
                for one in old
                if one.touched or one.edited or one.moved
            ],
        )

    def urls(self) -> set[str]:
        """The own addresses of the articles of this batch."""
        return {article.url for article in self._by_id.values()}

    def outlet_ids(self) -> dict[int, int]:
        """Article id to outlet id, of the articles of this batch."""
        return {article.id: article.outlet_id for article in self._by_id.values()}

    def fresh(self) -> list[KnownArticle]:
        return [article for article in self._by_id.values() if article.fresh]

    def edited(self) -> list[KnownArticle]:
        return [article for article in self._by_id.values() if article.edited and not article.fresh]

    def _place(self, url: str, article_id: int) -> None:
        self._book.set(url, article_id)
        self._arrived[url] = article_id

    def _own(self, url: str, article_id: int) -> bool:
        """Whether `url` is the article's own address, not an alias."""
        if article_id not in self._by_id:
            self._load_articles({article_id})
        return self._by_id[article_id].url == url

    def _load_articles(self, ids: Collection[int]) -> None:
        for row in rows_in(self._conn, _SELECT, [one for one in ids if one not in self._by_id]):
            self._by_id[row[0]] = KnownArticle(*row)


def flags_to_json(flags: Iterable[str]) -> str:
    one_each = set(flags)
    return json.dumps(sorted(one_each)) if one_each else "[]"
