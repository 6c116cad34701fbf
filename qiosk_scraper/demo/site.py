"""The demo outlet's address space: what each path answers on a day. No sockets here."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from qiosk_scraper.demo import SECTIONS, feeds, listing
from qiosk_scraper.demo.article import amp_html, article_html, tag_slug
from qiosk_scraper.demo.stories import Edition, edition, people

PRESS_TIME = {1: datetime(2025, 3, 10, 18, 0, tzinfo=UTC), 2: datetime(2025, 3, 11, 18, 0, tzinfo=UTC)}
"""When a day's paper was finished: the Last-Modified of its pages."""
_HTML = "text/html; charset=utf-8"
_FEED = re.compile(r"/feeds/([a-z-]+)\.rss")
_POST_ID = re.compile(r"/(\d{6,12})\.html")
_AMP = re.compile(r"/amp/[^/]*?-?(\d{6,12})/?")


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes = b""
    content_type: str = _HTML
    location: str | None = None


class Site:
    """The paper's pages on one day; each is made when it is first asked for."""

    def __init__(self, day: int) -> None:
        self.edition: Edition = edition(day)
        self._made: dict[str, Reply] = {}

    def reply(self, target: str) -> Reply:
        """What the path and query of an origin-form target answer."""
        made = self._made.get(target)
        if made is None:
            made = self._reply(target)
            if len(self._made) < 2000:
                self._made[target] = made
        return made

    def _reply(self, target: str) -> Reply:
        parts = urlsplit(target)
        path = unquote(parts.path) or "/"
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        return (
            self._article(path)
            or self._listing(path, query)
            or self._machine(path, query)
            or self._other(path)
            or self._message(404, "Page not found", "Nothing is moored at this address.", path)
        )

    def _article(self, path: str) -> Reply | None:
        stories = self.edition.by_path
        if story := stories.get(path):
            return _html(article_html(story, self.edition))
        if path in self.edition.gone or f"{path}/" in self.edition.gone:
            return self._message(410, "Taken down", "The Ledger has withdrawn this article.", path)
        if story := stories.get(f"{path}/"):
            # Both are seen: some front ends answer without the slash, others redirect.
            return _html(article_html(story, self.edition)) if story.seed % 4 == 0 else _moved(story.path)
        if match := _POST_ID.fullmatch(path):
            by_id = self.edition.by_id.get(int(match[1]))
            return _moved(by_id.path) if by_id else None
        if match := _AMP.fullmatch(path):
            by_id = self.edition.by_id.get(int(match[1]))
            return _html(amp_html(by_id, self.edition)) if by_id else None
        return None

    def _listing(self, path: str, query: Mapping[str, str]) -> Reply | None:
        if path == "/":
            return _html(listing.home_html(self.edition))
        name = path.strip("/")
        if name in SECTIONS:
            if not path.endswith("/"):
                return _moved(f"{path}/")
            number = _number(query.get("page")) if name == listing.NUMBERED else 1
            if number > listing.section_pages(self.edition, name):
                return None
            return _html(listing.section_html(self.edition, name, number))
        if name.startswith("author/") and (person := people().get(name.removeprefix("author/"))):
            return _html(listing.person_html(self.edition, person))
        if name.startswith("tag/"):
            return self._tag(path, name.removeprefix("tag/"))
        return None

    def _tag(self, path: str, slug: str) -> Reply | None:
        found = {}
        title = slug
        for story in self.edition.listed:
            for tag in (*story.tags, *(story.label or "").split("|")):
                if unquote(tag_slug(tag.strip())) == slug:
                    found[story.path], title = story, tag.strip()
        return _html(listing.tag_html(self.edition, path, title, tuple(found.values()))) if found else None

    def _machine(self, path: str, query: Mapping[str, str]) -> Reply | None:
        day = self.edition
        if path == "/robots.txt":
            return Reply(200, feeds.ROBOTS.encode(), "text/plain; charset=utf-8")
        if path == "/core/load_more_posts/data.js":
            text = listing.load_more(day, query.get("resource_id", ""), _number(query.get("pn"), least=0))
            return Reply(200, text.encode(), "application/json; charset=utf-8")
        if (match := _FEED.fullmatch(path)) and (match[1] == "feed" or match[1] in SECTIONS):
            text = feeds.feed_xml(day, match[1], _number(query.get("page")))
            return Reply(200, text.encode(), "application/rss+xml; charset=utf-8")
        if path == "/sitemap.xml":
            text = feeds.sitemap_index()
        elif path == "/feeds/sitemaps/sitemap_1.xml":
            text = feeds.sitemap(day.listed)
        elif path == "/feeds/sitemaps/news_1.xml":
            text = feeds.news_sitemap(day.listed, PRESS_TIME[day.day])
        else:
            return None
        return Reply(200, text.encode(), "application/xml; charset=utf-8")

    def _other(self, path: str) -> Reply | None:
        if path == "/about/":
            return _html(listing.about_html(self.edition))
        if path == "/about":
            return _moved("/about/")
        if path == "/search/":
            return self._message(200, "Search", "Type a word and press return.", path)
        if path == "/lost-property-notice/":
            # A soft 404: the status says all is well.
            return self._message(200, "Page not found", "We looked under every upturned boat. Sorry.", path)
        if path.startswith("/media-library/") or path == "/static/google-cta.png":
            return Reply(200, _drawing(path), "image/png")
        return None

    def _message(self, status: int, title: str, words: str, path: str) -> Reply:
        return Reply(status, listing.message_html(self.edition, title, words, path).encode())


def _html(text: str) -> Reply:
    return Reply(200, text.encode())


def _moved(path: str) -> Reply:
    return Reply(301, b"", location=path)


def _number(text: str | None, least: int = 1) -> int:
    return max(least, int(text)) if text and text.isdecimal() and len(text) < 7 else least


def _drawing(name: str, width: int = 60, height: int = 40) -> bytes:
    """A small PNG: sky over water, a sun and its colours picked by the name."""
    seed = zlib.crc32(name.encode())
    horizon, sun = 16 + seed % 10, (8 + seed % 44, 6 + seed % 8)
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            if (x - sun[0]) ** 2 + (y - sun[1]) ** 2 < 14:
                rows += bytes((246, 222, 160))
            elif y < horizon:
                rows += bytes((120 + 4 * y + seed % 20, 160 + 3 * y, 196 + y))
            else:
                wave = 14 if (x + y * 3 + seed) % 7 == 0 else 0
                rows += bytes((30 + wave, 74 + wave + seed % 24, 92 + wave + y))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
