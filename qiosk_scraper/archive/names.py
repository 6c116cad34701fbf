"""Names that many articles share (authors, sections, tags): one row each, looked up in bulk and remembered."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from qiosk_scraper.archive.rows import Row, Rows, rows_in, stored
from qiosk_scraper.items import Article

_REMEMBERED = 200_000


class NameBook:
    """Ids of names, remembered over batches."""

    def __init__(self) -> None:
        self.authors: dict[str, int] = {}
        self.tags: dict[str, int] = {}
        self.sections: dict[tuple[int, str], int] = {}

    def forget(self) -> None:
        """After a transaction that failed: what was remembered of it is not in the file."""
        self.authors.clear()
        self.tags.clear()
        self.sections.clear()


class Names:
    """The names in the articles of one batch."""

    def __init__(self, conn: sqlite3.Connection, rows: Rows, book: NameBook) -> None:
        self._conn = conn
        self._rows = rows
        self._book = book
        self._labels: dict[int, Article] = {}
        self._fresh: set[int] = set()

    def load(self, articles: Iterable[tuple[int, Article]]) -> None:
        """Looks up the names of these (outlet id, article) pairs that are not remembered."""
        book, conn = self._book, self._conn
        if len(book.authors) + len(book.tags) + len(book.sections) > _REMEMBERED:
            book.forget()
        authors: set[str] = set()
        tags: set[str] = set()
        sections: set[tuple[int, str]] = set()
        for outlet_id, article in articles:
            authors.update(stored(author.name) for author in article.authors)
            tags.update(stored(tag) for tag in article.tags)
            sections.update((outlet_id, stored(section)) for section in article.sections)
        authors -= book.authors.keys()
        tags -= book.tags.keys()
        sections -= book.sections.keys()
        book.authors.update(
            rows_in(conn, "SELECT name, id FROM authors WHERE name IN (SELECT value FROM json_each(?))", authors)
        )
        book.tags.update(
            rows_in(conn, "SELECT name, id FROM tags WHERE name IN (SELECT value FROM json_each(?))", tags)
        )
        for outlet_id, name, section_id in rows_in(
            conn,
            "SELECT outlet_id, name, id FROM sections WHERE name IN (SELECT value FROM json_each(?))",
            {name for _, name in sections},
        ):
            book.sections[outlet_id, name] = section_id

    def label(self, article_id: int, outlet_id: int, article: Article, *, fresh: bool) -> None:
        """These are the article's names now. Their ids are given out here, in the order of the visits."""
        if fresh:
            self._fresh.add(article_id)
        self._labels[article_id] = article
        for author in article.authors:
            self._number("authors", self._book.authors, stored(author.name))
        for tag in article.tags:
            self._number("tags", self._book.tags, stored(tag))
        for section in article.sections:
            key = (outlet_id, stored(section))
            if key not in self._book.sections:
                self._book.sections[key] = section_id = self._rows.new_id("sections")
                self._rows.add("sections", (section_id, *key))

    def write(self, outlets: dict[int, int]) -> None:
        """Takes out the names that articles had, and gathers those they have. `outlets` is article id to outlet id."""
        old = [(article_id,) for article_id in self._labels if article_id not in self._fresh]
        for table in ("article_authors", "article_sections", "article_tags"):
            self._conn.executemany(f"DELETE FROM {table} WHERE article_id = ?", old)
        for article_id, article in self._labels.items():
            self._rows.extend("article_authors", self._bylines(article_id, article))
            self._rows.extend(
                "article_sections",
                (
                    (article_id, position, self._book.sections[outlets[article_id], name])
                    for position, name in enumerate(dict.fromkeys(map(stored, article.sections)), 1)
                ),
            )
            self._rows.extend(
                "article_tags",
                (
                    (article_id, position, self._book.tags[name])
                    for position, name in enumerate(dict.fromkeys(map(stored, article.tags)), 1)
                ),
            )

    def _bylines(self, article_id: int, article: Article) -> Iterator[Row]:
        for position, author in enumerate(article.authors, 1):
            yield (article_id, position, self._book.authors[stored(author.name)], author.url and stored(author.url))

    def _number(self, table: str, book: dict[str, int], name: str) -> None:
        if name not in book:
            book[name] = number = self._rows.new_id(table)
            self._rows.add(table, (number, name))
