"""A site of as many pages as a test gives it, on 127.0.0.1: each with a validator, each request in a log."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler

import pytest
from loopback import serving

from qiosk_scraper.fetching.clock import set_clock

HTML, XML = "text/html; charset=utf-8", "application/xml"


@dataclass
class Asked:
    path: str
    """With the query."""
    headers: Mapping[str, str]
    """Names in lower case."""
    status: int


@dataclass
class Page:
    body: bytes
    content_type: str = HTML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    validated: bool = True
    """Whether it comes with an ETag, and answers 304 to one that asks for it by that."""


@dataclass
class SmallSite:
    """`pages`: path with its query, as asked, to what it answers. Anything else is 404."""

    root: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)

    def put(self, path: str, text: str | bytes, content_type: str = HTML, **page: object) -> None:
        body = text if isinstance(text, bytes) else text.replace("ROOT", self.root).encode()
        self.pages[path] = Page(body, content_type, **page)  # type: ignore[arg-type]

    def article(self, path: str, headline: str, published: str | None = None, head: str = "", **page: object) -> None:
        """An article with four paragraphs about its headline."""
        self.put(path, article(headline, published, head), **page)

    def list(self, path: str, links: Iterable[str], following: str | None = None, dates: Iterable[str] = ()) -> None:
        """A section page: a card for each link, with a date where there is one."""
        given = iter(dates)
        cards = "".join(
            f'<li class="card"><h2><a href="{link}">{title(link)}</a></h2><p>What is known about it.</p>'
            + (f'<time datetime="{date}">{date[:10]}</time>' if (date := next(given, None)) else "")
            + "</li>"
            for link in links
        )
        more = f'<a rel="next" href="{following}">Older</a>' if following else ""
        self.put(path, f"<html><head><title>News</title></head><body><main><h1>News</h1><ul>{cards}</ul>{more}</main>")

    def asked(self) -> list[str]:
        """What was asked since the log was cleared, robots.txt left out."""
        return [one.path for one in self.log if one.path != "/robots.txt"]

    def statuses(self) -> dict[str, int]:
        return {one.path: one.status for one in self.log if one.path != "/robots.txt"}


def title(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2].replace("-", " ").capitalize()


def article(headline: str, published: str | None = None, head: str = "") -> str:
    dated = f'<meta property="article:published_time" content="{published}">' if published else ""
    text = "".join(
        f"<p>{headline}: the {word} report names people, places and what each of them said at the harbour office.</p>"
        for word in ("first", "second", "third", "fourth")
    )
    return f"""<!DOCTYPE html><html lang="en"><head><title>{headline}</title><meta property="og:type" content="article">
{dated}{head}</head><body><main><article><h1>{headline}</h1>{text}</article></main></body></html>"""


def rss(root: str, paths: Iterable[str], dates: Iterable[str] = ()) -> str:
    given = iter(dates)
    items = "".join(
        f"<item><title>{title(path)}</title><link>{root}{path}</link>"
        + (f"<pubDate>{format_datetime(datetime.fromisoformat(date))}</pubDate>" if (date := next(given, None)) else "")
        + "</item>"
        for path in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(root: str, entries: Mapping[str, str | None]) -> str:
    """A sitemap of path to `lastmod`."""
    urls = "".join(
        f"<url><loc>{root}{path}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</url>"
        for path, date in entries.items()
    )
    return f'<?xml version="1.0"?><urlset {_NAMESPACE}>{urls}</urlset>'


def sitemap_index(entries: Mapping[str, str | None]) -> str:
    """An index of whole address to `lastmod`."""
    items = "".join(
        f"<sitemap><loc>{url}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</sitemap>"
        for url, date in entries.items()
    )
    return f'<?xml version="1.0"?><sitemapindex {_NAMESPACE}>{items}</sitemapindex>'


def packed(text: str) -> bytes:
    return gzip.compress(text.encode())


def _handler(site: SmallSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            page = site.pages.get(self.path, Page(b"<h1>Not here</h1>", status=404, validated=False))
            status, body = page.status, page.body
            tag = f'"{zlib.crc32(body):08x}"'
            if page.validated and status == 200 and headers.get("if-none-match") == tag:
                status, body = 304, b""
            site.log.append(Asked(self.path, headers, status))
            self.send_response(status)
            if page.validated and page.status == 200:
                self.send_header("ETag", tag)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Type", page.content_type)
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None: ...

    return Handler


@contextmanager
def small_site() -> Iterator[SmallSite]:
    """An empty site on a free port while the block runs; its robots.txt allows everything."""
    site = SmallSite()
    site.put("/robots.txt", "User-agent: *\nDisallow:\n", "text/plain")
    with serving(_handler(site)) as site.root:
        yield site


class SetClock:
    """A clock that stands still until it is moved; waiting moves it."""

    def __init__(self, at: str = "2026-03-10T12:00:00+00:00") -> None:
        self.at = datetime.fromisoformat(at).astimezone(UTC)
        self.waits: list[float] = []

    def now(self) -> datetime:
        return self.at

    def move(self, **units: float) -> None:
        self.at += timedelta(**units)

    async def wait(self, seconds: float, until: object) -> None:
        self.waits.append(seconds)
        self.move(seconds=seconds)


@pytest.fixture
def small() -> Iterator[SmallSite]:
    with small_site() as running:
        yield running


@pytest.fixture
def clock() -> Iterator[SetClock]:
    here = SetClock()
    with set_clock(here):
        yield here
