"""Reading stored captures again as a test does it: an archive, changed parsers, and what came of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from stored_pages import page, store_pages
from visits import rows

from qiosk_scraper.items import Article, Capture, Photo
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.parse import PARSER_VERSION, parse_article
from qiosk_scraper.reparse import ArticleRead, ReparsePlan, ReparseReport, reparse

NEWER = str(int(PARSER_VERSION) + 1)
NEWEST = str(int(PARSER_VERSION) + 2)
Change = Callable[[Article], Article]


def gazette(folder: Path) -> Path:
    """An archive of three articles; the ferry's was edited once."""
    path = folder / "archive.db"
    store_pages(
        path,
        ("ferry", 1, page()),
        ("mayor", 2, page("The mayor counts the gulls")),
        ("tide", 3, page("The tide is early")),
        ("ferry", 60, page("The ferry is on time")),
    )
    return path


def file_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def again(
    path: Path, change: Change = lambda article: article, version: str = NEWER, **plan: object
) -> tuple[ReparseReport, list[ArticleRead]]:
    """A run of parsers that read as today's, then `change` it."""
    shown: list[ArticleRead] = []

    def read(taken: Capture, outlet: Outlet) -> Article:
        return change(parse_article(taken, outlet))

    return reparse(ReparsePlan(path, **plan), shown.append, read=read, parser_version=version), shown  # type: ignore[arg-type]


def credited(article: Article) -> Article:
    """A parser that learnt to read credits."""
    return replace(article, photos=(Photo("lead", article.photos[0].url, None, "Ada Moreno"),))


def bodiless(article: Article) -> Article:
    return replace(article, body=())


def current(path: Path) -> list[tuple[object, ...]]:
    return rows(
        path,
        "SELECT a.url, r.number, r.parser_version, p.credit FROM articles a JOIN revisions r "
        "ON r.id = a.current_revision_id LEFT JOIN photos p ON p.revision_id = r.id ORDER BY a.id",
    )
