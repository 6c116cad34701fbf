"""Crawls of the plain site in a test, what they stored, and faults of its server."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plain_site import ARTICLES, Answer, PlainSite, Story

from qiosk_scraper.crawling import CrawlPlan, CrawlReport, run_crawl

FAST = {"QIOSK_RETRY_GAP": 0.02}
HTML = {"Content-Type": "text/html; charset=utf-8"}


def crawl(db: Path, *targets: str, **options: Any) -> CrawlReport:
    return run_crawl(CrawlPlan(db=db, targets=targets, settings=FAST, **options))


def sections(site: PlainSite) -> tuple[str, str]:
    return f"{site.root}/local-news", f"{site.root}/business"


def rows(db: Path, sql: str, *values: Any) -> list[Any]:
    connection = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


def change(db: Path, sql: str) -> int:
    """Runs a statement that changes rows; gives how many it did."""
    connection = sqlite3.connect(db)
    try:
        with connection:
            return connection.execute(sql).rowcount
    finally:
        connection.close()


def stored(db: Path) -> dict[str, tuple[str, str, str]]:
    """URL to headline, text and publication time of every article."""
    return {url: tuple(rest) for url, *rest in rows(db, "SELECT url, headline, text, published_at FROM articles")}


def expected(site: PlainSite) -> dict[str, tuple[str, str, str]]:
    return {
        f"{site.root}{story.path}/": (story.headline, "\n\n".join(story.body), story.published) for story in ARTICLES
    }


def fetches(db: Path, story: Story) -> list[tuple[str, str]]:
    """Outcome and reason of each visit to the story's page."""
    return rows(db, "SELECT outcome, reason FROM fetches WHERE url LIKE ? ORDER BY id", f"%{story.slug}%")


def once(answer: Answer) -> Callable[[int], Answer | None]:
    """A fault the first time a path is asked, the usual page after that."""
    return lambda before: answer if before == 0 else None


def always(answer: Answer) -> Callable[[int], Answer | None]:
    return lambda _before: answer
