"""Who is measured: a page's text and address in, an `Answer` out. A contender that is not installed is left out."""

from __future__ import annotations

import importlib.util
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class Picture:
    url: str | None = None
    caption: str | None = None
    credit: str | None = None


@dataclass
class Answer:
    """What a contender read; what it does not give stays empty."""

    headline: str | None = None
    dek: str | None = None
    authors: list[str] = field(default_factory=list)
    published: str | datetime | None = None
    tags: list[str] = field(default_factory=list)
    lead: Picture = field(default_factory=Picture)
    body: str | list[str] = ""
    photos: list[Picture] = field(default_factory=list)
    """The lead photo and the others; empty where a contender tells of none but the lead."""


Contender = Callable[[str, str], Answer]


def qiosk(html: str, url: str) -> Answer:
    from qiosk_scraper import parse
    from qiosk_scraper.items import NotAnArticle

    try:
        article = parse(html, url)
    except NotAnArticle:
        return Answer()
    lead = next((photo for photo in article.photos if photo.role == "lead"), None)
    return Answer(
        article.headline,
        article.dek,
        [author.name for author in article.authors],
        article.published,
        list(article.tags),
        Picture(lead.url, lead.caption, lead.credit) if lead else Picture(),
        [block.text for block in article.body],
        [Picture(photo.url, photo.caption, photo.credit) for photo in article.photos],
    )


def _trafilatura(html: str, url: str, fast: bool) -> Answer:
    import trafilatura

    found: Any = trafilatura.bare_extraction(html, url=url, with_metadata=True, include_comments=False, fast=fast)
    if found is None:
        return Answer()
    read = found if isinstance(found, dict) else found.as_dict()
    return Answer(
        read.get("title"),
        read.get("description"),
        _split(read.get("author"), ";"),
        read.get("date"),
        [tag for text in read.get("tags") or [] for tag in _split(text, ",")],
        Picture(read.get("image")),
        read.get("text") or "",
    )


def trafilatura(html: str, url: str) -> Answer:
    return _trafilatura(html, url, fast=False)


def trafilatura_fast(html: str, url: str) -> Answer:
    return _trafilatura(html, url, fast=True)


def newspaper4k(html: str, url: str) -> Answer:
    import newspaper

    article = newspaper.Article(url, fetch_images=False)
    article.download(input_html=html)
    article.parse()
    tags = sorted(article.tags or []) or list(article.meta_keywords or [])
    return Answer(
        article.title,
        article.meta_description,
        list(article.authors),
        article.publish_date,
        tags,
        Picture(article.top_image),
        article.text,
        [Picture(url) for url in sorted(article.images or ())],
    )


def news_please(html: str, url: str) -> Answer:
    from newsplease import NewsPlease

    found = NewsPlease.from_html(html, url=url, fetch_images=False)
    if not found:
        return Answer()
    return Answer(
        found.title,
        found.description,
        list(found.authors or []),
        found.date_publish,
        [],
        Picture(found.image_url),
        found.maintext or "",
    )


def goose3(html: str, url: str) -> Answer:
    from goose3 import Goose

    article = Goose({"enable_image_fetching": False}).extract(raw_html=html)
    image = (article.infos.get("opengraph") or {}).get("image")
    return Answer(
        article.title,
        article.meta_description,
        list(article.authors or []),
        article.publish_date,
        list(article.tags or []),
        Picture(image[0] if isinstance(image, list) and image else image),
        article.cleaned_text or "",
    )


_ALL: dict[str, tuple[str, Contender]] = {
    "qiosk": ("qiosk_scraper", qiosk),
    "trafilatura": ("trafilatura", trafilatura),
    "trafilatura fast": ("trafilatura", trafilatura_fast),
    "newspaper4k": ("newspaper", newspaper4k),
    "news-please": ("newsplease", news_please),
    "goose3": ("goose3", goose3),
}


def installed(wanted: Iterable[str] | None = None) -> dict[str, Contender]:
    """The contenders that can be imported here, ours first. From now on nothing reaches the network."""
    found = {
        name: call
        for name, (module, call) in _ALL.items()
        if (wanted is None or name in wanted) and importlib.util.find_spec(module) is not None
    }

    def refuse(*_: object, **__: object) -> Any:
        raise OSError("no network while measuring")

    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.getaddrinfo = refuse
    return found


def _split(text: str | None, mark: str) -> list[str]:
    return [piece.strip() for piece in (text or "").split(mark) if piece.strip()]
