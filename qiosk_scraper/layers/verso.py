"""Verso, the system of Condé Nast's magazines: components named in their classes (`ContentHeaderDek-…`), seen on three
outlets of 2023 and 2024. What follows the hyphen is made anew with each build."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from qiosk_scraper.items import Author, Photo
from qiosk_scraper.layers.pictures import picture_alt, picture_url
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page


def is_verso(page: Page) -> bool:
    return "ContentHeaderHed" in page.index.class_text and "ContentHeader" in page.index.class_text


def _named(page: Page, *prefixes: str) -> Iterator[HtmlElement]:
    if not any(prefix in page.index.class_text for prefix in prefixes):
        return
    for element in page.index.elements:
        if any(name.startswith(prefixes) for name in (element.get("class") or "").split()):
            yield element


def headline(page: Page) -> str | None:
    return next((text for element in _named(page, "ContentHeaderHed-") if (text := inline_text(element))), None)


def kicker(page: Page) -> str | None:
    found = _named(page, "ContentHeaderRubric", "RubricName")
    return next((text for element in found if 1 < len(text := inline_text(element)) <= 60), None)


def dek(page: Page) -> str | None:
    return next((text for element in _named(page, "ContentHeaderDek-") if (text := inline_text(element))), None)


def authors(page: Page) -> list[Author | str]:
    """Writers of the first byline; `Photography by` has a byline of its own, as have the boxes below."""
    for byline in _named(page, "ContentHeaderByline", "BylinesWrapper-", "BylineWrapper-"):
        links = [link for link in byline.iter("a") if inline_text(link)]
        if links and not inline_text(byline).lower().startswith(("photo", "illustr", "foto")):
            return [Author(inline_text(link), page.absolute(link.get("href"))) for link in links]
    return []


def lead_photo(page: Page) -> Photo | None:
    """The picture of the head, its caption and credit parts beside it."""
    for box in _named(page, "ContentHeaderLeadAsset", "ContentHeaderLedeAsset", "LeadAsset"):
        image = next(box.iter("img"), None)
        if image is None or (url := picture_url(page, image)) is None:
            continue
        lines: dict[str, str] = {}
        for element in box.iterdescendants("span", "div", "figcaption", "p"):
            name = element.get("class") or ""
            for part in ("CaptionText", "CaptionCredit"):
                if part in name and (text := inline_text(element)):
                    lines.setdefault(part, text)
        if lines:
            return Photo("lead", url, lines.get("CaptionText"), lines.get("CaptionCredit"), alt=picture_alt(image))
    return None


FIELDS: Layer = {
    "headline": headline,
    "kicker": kicker,
    "dek": dek,
    "authors": authors,
    "lead_photo": lead_photo,
}
