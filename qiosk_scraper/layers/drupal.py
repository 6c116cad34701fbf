"""Drupal 7 to 11: every part of an article stands in an element named after its field.

`field--name-field-subtitle` (8 on) and `field-name-field-subtitle` (7) are the same field; the machine names are the
site's choice, but newsrooms choose the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from qiosk_scraper.items import Author, Photo
from qiosk_scraper.layers.generic.scope import in_article, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.pictures import is_story_picture, picture_alt, picture_url
from qiosk_scraper.normalise.names import is_person
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page

_FIELD = re.compile(r"field-(?:-)?name-(?:field-)?([a-z0-9\-]+)")
_NAMED = NamePattern(r"field-(?:-)?name-")
_DEK_NAMES = """
subtitle sub-title subheadline subhead dek deck standfirst lead intro introduction teaser-text chapo bajada
article-subtitle article-dek news-subtitle summary lead-text
"""
_DEK = frozenset(_DEK_NAMES.split())
_AUTHOR = re.compile(r"(?:article-|story-|news-)?(?:authors?|byline|writers?|contributors?)(?:-name|-ref|-reference)?")
_TAGS = re.compile(r"(?:article-|news-|story-)?(?:tags?|topics?|keywords?|themes?)(?:-ref|-term)?")
_SECTION = re.compile(r"(?:article-|news-|story-)?(?:section|category|channel|rubric|vertical)")
_CAPTION = re.compile(r"(?:image-|photo-|media-|main-image-)?(?:caption|legend|description)")
_CREDIT = re.compile(r"(?:image-|photo-|media-|main-image-)?(?:credits?|copyright|source|photographer|photo-by)")
_PICTURE = re.compile(r"(?:main-|lead-|hero-|top-|article-|featured-)(?:image|photo|media|picture)|image|photo")


def is_drupal(page: Page) -> bool:
    """Whether Drupal made the page: fields named its way, and its files or settings."""
    return (
        "name-" in page.index.class_text
        and bool(page.index.called(_NAMED))
        and ("/sites/default/files" in page.html or "rupal" in page.html)
    )


def _fields(page: Page) -> Iterator[tuple[str, HtmlElement]]:
    """(machine name, element) of the fields that are the article's."""
    for element in page.index.called(_NAMED):
        found = _FIELD.search((element.get("class") or "").lower())
        if found and in_article(page, element, after_text=True):
            yield found[1], element


def _items(element: HtmlElement) -> list[str]:
    links = [text for link in element.iter("a") if (text := inline_text(link))]
    items = [
        text
        for item in element.iterdescendants("div", "li", "span")
        if "item" in (item.get("class") or "")
        and "items" not in (item.get("class") or "")
        and (text := inline_text(item))
    ]
    return list(dict.fromkeys(links or items or [text for text in [inline_text(element)] if text]))


def _first(page: Page, name: re.Pattern[str]) -> list[str]:
    for field, element in _fields(page):
        if name.fullmatch(field) and (found := [text for text in _items(element) if len(text) <= 80]):
            return found
    return []


def dek(page: Page) -> str | None:
    for field, element in _fields(page):
        if field in _DEK and 15 <= len(text := inline_text(element)) <= 700:
            return text
    return None


def authors(page: Page) -> list[Author | str]:
    return [*(_first(page, _AUTHOR) or _submitted(page))]


def _submitted(page: Page) -> list[str]:
    """The person in `Submitted by Ann Lee on …` at the article's head, where a site shows the line of its accounts."""
    here, places = scope(page), page.index.place
    return [
        text
        for css in (".submitted .username", ".node__submitted .field--name-uid", ".node__meta .field--name-uid")
        for element in page.select(css)[:3]
        if here.start < places[element] <= max(here.text, here.start + _HEAD)
        and is_person(text := inline_text(element))
    ][:1]


_HEAD = 40
"""Elements behind the headline among which that line stands."""


def tags(page: Page) -> list[str]:
    return _first(page, _TAGS)


def sections(page: Page) -> list[str]:
    return _first(page, _SECTION)


def lead_photo(page: Page) -> Photo | None:
    """The picture of the image field with the caption and credit fields beside it."""
    caption = credit = None
    picture: Photo | None = None
    for field, element in _fields(page):
        text = inline_text(element)
        if _CAPTION.fullmatch(field) and 0 < len(text) <= 600:
            caption = caption or text
        elif _CREDIT.fullmatch(field) and 0 < len(text) <= 200:
            credit = credit or text
        elif picture is None and _PICTURE.fullmatch(field):
            for image in element.iter("img"):
                if is_story_picture(image) and (url := picture_url(page, image)):
                    picture = Photo("lead", url, alt=picture_alt(image))
                    break
    if picture is None or not (caption or credit):
        return None
    return Photo("lead", picture.url, caption, credit, alt=picture.alt)


FIELDS: Layer = {"dek": dek, "authors": authors, "tags": tags, "sections": sections, "lead_photo": lead_photo}
