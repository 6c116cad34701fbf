"""Visits made by hand, for the tests of the archive: a small outlet, its pages, and what a crawl brings of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from qiosk_scraper.archive import ArchiveWriter
from qiosk_scraper.archive.verify import Verification
from qiosk_scraper.items import (
    Answer,
    Article,
    Author,
    Block,
    Capture,
    FrontierEntry,
    Link,
    Listing,
    PageKind,
    Photo,
    Teaser,
    Visit,
)
from qiosk_scraper.outlet import Outlet

HOME = "http://gazette.example"
OUTLET = Outlet(slug="gazette", name="The Gazette", home_url=HOME + "/", host_aliases=("www.gazette.example",))
CITY = f"{HOME}/city/"


def url(name: str) -> str:
    return f"{HOME}/{name}/"


def at(second: int) -> str:
    """A time of the test's own calendar."""
    return (
        f"2025-03-{1 + second // 86_400:02d}T{second // 3600 % 24:02d}:{second // 60 % 60:02d}:{second % 60:02d}+00:00"
    )


def article(name: str = "ferry", **changes: Any) -> Article:
    """An article at `url(name)`, with something in every field."""
    sample = Article(
        url=url(name),
        canonical_url=None,
        outlet="gazette",
        headline=f"The {name} is late again",
        dek=f"Why nobody waits for the {name}",
        kicker="Reporting | City",
        sections=("Reporting", "City"),
        authors=(Author("Ada Moreno", url("author/ada")), Author("Ben Okri")),
        byline="By Ada Moreno and Ben Okri",
        published="2025-03-01T08:00:00+00:00",
        published_raw="March 1, 2025 8:00 am",
        modified="2025-03-01T09:00:00+00:00",
        language="en",
        tags=("harbour", name),
        body=(
            Block("paragraph", f"The {name} left the quay an hour late on Monday.", (Link(url("tide"), "the quay"),)),
            Block("heading", "A long story"),
            Block("paragraph", f"Passengers of the {name} have heard every excuse there is."),
        ),
        photos=(
            Photo(
                "lead",
                f"{HOME}/media/{name}.jpg?width=1200",
                "At the quay",
                "Ada Moreno",
                "Photo: Ada Moreno",
                "Ada Moreno",
            ),
        ),
        teasers=teasers("tide", "mayor"),
        access="free",
        search_headline=f"Where is the {name}?",
        answers=(
            Answer("headline", "json_ld", f"The {name} is late again"),
            Answer("search_headline", "title", f"Where is the {name}?"),
            Answer("body", "rebelmouse", "…"),
        ),
    )
    return replace(sample, **changes)


def teasers(*names: str, block: str = "related") -> tuple[Teaser, ...]:
    return tuple(
        Teaser(
            position,
            block,
            url(name),
            f"Read about the {name}",
            photo=Photo("lead", f"{HOME}/{name}.jpg", None, "Staff"),
        )
        for position, name in enumerate(names, 1)
    )


def entry(address: str, kind: PageKind = "article", **changes: Any) -> FrontierEntry:
    return FrontierEntry(address, kind, "gazette", **changes)


_bodies = count()


def visit(
    read: Article, second: int = 0, *, asked: str | None = None, body: bytes | None = None, **changes: Any
) -> Visit:
    """A visit to `asked` (else the article's own address) that brought `read`; every visit has bytes of its own."""
    body = body if body is not None else f"<html>{read.headline} {next(_bodies)}</html>".encode("utf-8", "replace")
    requested = asked if asked and asked != read.url else None
    capture = Capture(read.url, body, 200, (("content-type", "text/html"),), at(second), requested)
    return replace(Visit(entry(asked or read.url), at(second), status=200, capture=capture, article=read), **changes)


def listing(
    *names: str, second: int = 0, page: str = CITY, kind: Any = "section", shown: Sequence[Teaser] = ()
) -> Visit:
    """A visit to a section page (or feed) that shows these articles."""
    shown = shown or teasers(*names, block="main")
    return Visit(
        entry(page, kind),
        at(second),
        status=200,
        capture=Capture(page, f"<html>{' '.join(names)}</html>".encode(), 200, (), at(second)),
        listing=Listing(page, kind, tuple(shown)),
        found=tuple(entry(teaser.url, found_on=page) for teaser in shown),
    )


def failure(address: str, second: int = 0, outcome: Any = "failed", **changes: Any) -> Visit:
    """A visit that brought nothing."""
    return replace(Visit(entry(address), at(second), outcome, "timeout"), **changes)


@contextmanager
def writing(path: Path, second: int = 0, *, begin: bool = True, **options: Any) -> Iterator[ArchiveWriter]:
    """A writer on `path`, in a crawl that began at `second`, with the outlet known to it."""
    with ArchiveWriter.open(
        path, clock=lambda: at(second), parser_version=options.pop("parser_version", "1"), **options
    ) as w:
        if begin:
            w.begin_crawl("qiosk crawl gazette", "0.1")
            w.seed(OUTLET, ())
        yield w


def rows(path: Path, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """What a second program reads from the file."""
    with closing(sqlite3.connect(path)) as conn:
        return conn.execute(sql, values).fetchall()


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for what goes by the clock of this machine."""
    with closing(sqlite3.connect(path)) as conn:
        conn.text_factory = bytes
        tables = [
            name.decode()
            for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not name.startswith((b"articles_fts_", b"sqlite_", b"_sqlite", b"row_digests"))
        ]
        return {table: sorted(conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}


def is_sound(path: Path) -> bool:
    """SQLite's own checks, full text in step with the articles, every row and payload as its digest says."""
    return not list(Verification(path, any_version=True).faults())
