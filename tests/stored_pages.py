"""An archive whose captures are real pages, read by the real parsers: for tests of what reads them again."""

from __future__ import annotations

from pathlib import Path

from visits import OUTLET, at, url, visit, writing

from qiosk_scraper.archive import ArchiveWriter
from qiosk_scraper.items import Article, Capture, Visit
from qiosk_scraper.parse import PARSER_VERSION, parse_article

PARAGRAPHS = (
    "The ferry left the quay an hour late on Monday, and nobody on the quay was surprised by it.",
    "Its captain blamed the tide, which had turned at noon as the tables in the harbour office say.",
    "Passengers who had waited since eight were given tea, and a timetable that promised them more of both.",
)


def page(headline: str = "The ferry is late again", *, author: str | None = "Ada Moreno", extra: str = "") -> bytes:
    """An article's page with furniture around it."""
    byline = f'<p class="byline">By <a rel="author" href="/author/ada/">{author}</a></p>' if author else ""
    author_meta = f'<meta name="author" content="{author}">' if author else ""
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<!doctype html><html lang=en><head><title>{headline} | The Gazette</title>"
        f'<meta property="og:type" content="article"><meta property="og:title" content="{headline}">{author_meta}'
        '<meta property="article:published_time" content="2025-03-01T08:00:00+00:00">'
        '<meta property="og:image" content="http://gazette.example/media/quay.jpg"></head>'
        f"<body><nav><a href=/>Home</a></nav><article><h1>{headline}</h1>{byline}{body}{extra}</article></body></html>"
    ).encode()


def capture(name: str, second: int, body: bytes) -> Capture:
    return Capture(url(name), body, 200, (("content-type", "text/html; charset=utf-8"),), at(second))


def page_visit(name: str, second: int, body: bytes) -> Visit:
    """A visit as a crawl brings it."""
    taken = capture(name, second, body)
    read: Article = parse_article(taken, OUTLET)
    assert read.headline and read.body and read.published
    made = visit(read, second, body=body)
    made.capture = taken
    return made


def store_pages(path: Path, *pages: tuple[str, int, bytes], parser_version: str = PARSER_VERSION) -> None:
    """(name, second, body) of each page, one visit after the other."""
    with writing(path, parser_version=parser_version) as writer:
        store(writer, *pages)
        writer.finish_crawl(0)


def store(writer: ArchiveWriter, *pages: tuple[str, int, bytes]) -> list[str]:
    return [verdict for one in pages for verdict in writer.store([page_visit(*one)])]


__all__ = ["OUTLET", "PARAGRAPHS", "capture", "page", "page_visit", "store", "store_pages"]
