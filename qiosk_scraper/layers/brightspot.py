"""Brightspot: blocks and their parts are named `Block-part`, the same on every site (`Page-headline`, `Figure-credit`).

The names are those of the styleguide that Brightspot's sites begin with; a site adds blocks and seldom renames parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from qiosk_scraper.items import Author, Photo
from qiosk_scraper.layers.generic.scope import in_article, scope
from qiosk_scraper.layers.pictures import picture_alt, picture_url
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.normalise.urls import owner_of
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page

_PAGE = r"(?:[A-Z]\w*)?(?:Page|Article|Story|Lead|Content)"
_PART = re.compile(r"(?P<block>[A-Z][A-Za-z]*)-(?P<part>[a-z][A-Za-z]*)")
_OF_PAGE = re.compile(rf"{_PAGE}|{_PAGE}Header")
_MADE = re.compile(
    r"\b(?:[A-Z]\w*Page-(?:headline|articleBody|mainContent|subHeadline)|Page-headline|RichText\w*Body)\b"
)
_PARTS = ("Page-", "RichText")
"""One of these stands in every match: looked for first, in a fiftieth of the time."""
_OF_PICTURE = re.compile(r"Figure|Image|Carousel\w*|HTML5VideoPlayer|Lead")


def is_brightspot(page: Page) -> bool:
    """Whether Brightspot made the page, by the parts of its article block."""
    names = page.index.class_text
    return any(name in names for name in _PARTS) and _MADE.search(names) is not None


def _parts(page: Page, block: re.Pattern[str], *names: str) -> Iterator[HtmlElement]:
    """The article's elements that are such a part of such a block."""
    wanted = [f"-{name}" for name in names]
    if not any(name in page.index.class_text for name in wanted):
        return
    for element in page.index.elements:
        name = element.get("class")
        if name is None or not any(one in name for one in wanted):
            continue
        if any(
            found["part"] in names and block.fullmatch(found["block"])
            for found in map(_PART.fullmatch, name.split())
            if found
        ):
            yield element


def _texts(page: Page, *names: str) -> Iterator[str]:
    for element in _parts(page, _OF_PAGE, *names):
        if (text := inline_text(element)) and in_article(page, element, after_text=True):
            yield text


def headline(page: Page) -> str | None:
    return next(_texts(page, "headline"), None)


def kicker(page: Page) -> str | None:
    return next(
        (text for text in _texts(page, "sectionTitle", "section", "eyebrow", "kicker") if len(text) <= 60), None
    )


def dek(page: Page) -> str | None:
    names = ("subHeadline", "subheadline", "subHead", "dek")
    return next((text for text in _texts(page, *names) if 15 <= len(text) <= 700), None)


def authors(page: Page) -> list[Author | str]:
    for element in _parts(page, _OF_PAGE, "authors", "authorName", "byline", "authorInfo"):
        if not in_article(page, element):
            continue
        links = [(text, page.absolute(link.get("href"))) for link in element.iter("a") if (text := inline_text(link))]
        # The box of the byline may hold the share menu, too.
        named: list[Author | str] = [Author(text, url) for text, url in links if url is None or _stays(page, url)]
        if named:
            return named
        if text := inline_text(element):
            return [text]
    return []


def _stays(page: Page, url: str) -> bool:
    return owner_of(url) == owner_of(page.url) and url.partition("#")[0] != page.url.partition("#")[0]


def tags(page: Page) -> list[str]:
    for element in _parts(page, _OF_PAGE, "tags"):
        if names := [text for link in element.iter("a") if 1 < len(text := inline_text(link)) <= 60]:
            return list(dict.fromkeys(names))
    return []


def lead_photo(page: Page) -> Photo | None:
    """The first figure at the head of the article with its parts."""
    here = scope(page)
    places = page.index.place
    for image in page.index.tags("img"):
        if not here.start - 40 <= places[image] <= here.text + 25:
            continue
        figure = next((node for node in image.iterancestors() if _is_picture(node)), None)
        if figure is None or (url := picture_url(page, image)) is None:
            continue
        caption, credit = _line(figure, "caption"), _makers(figure)
        if caption or credit:
            return Photo("lead", url, caption, credit, alt=picture_alt(image))
    return None


def _is_picture(node: HtmlElement) -> bool:
    return any(_OF_PICTURE.fullmatch(name.partition("-")[0]) for name in (node.get("class") or "").split()) and (
        node.tag in ("figure", "div")
    )


def _makers(figure: HtmlElement) -> str | None:
    """The credit and, where that does not name it, the source; else what holds both."""
    credit, source = _line(figure, "credit"), _line(figure, "source")
    if credit and source and source not in credit:
        return source if credit in source else f"{credit} / {source}"
    return credit or source or _line(figure, "attribution")


def _line(figure: HtmlElement, *names: str) -> str | None:
    for element in figure.iterdescendants():
        for name in (element.get("class") or "").split():
            if name.rpartition("-")[2] in names and (text := inline_text(element)):
                return text
    return None


FIELDS: Layer = {
    "headline": headline,
    "kicker": kicker,
    "dek": dek,
    "authors": authors,
    "tags": tags,
    "lead_photo": lead_photo,
}
