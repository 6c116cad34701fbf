"""Boxes of a line or two above a link of a word or two to elsewhere on the site: `Support us`, `Get the app`, in
whatever language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.makes import make_of
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.normalise.urls import owner_of
from qiosk_scraper.page import Page

_BOXES = frozenset(("div", "section", "aside"))
_LINES = frozenset(("p", "div", "span", "strong", "b")) | HEADINGS
_LONGEST_CALL, _MOST_WORDS = 30, 3
_LONGEST_OFFER, _MOST_OF_OFFER = 360, 40
_MOST_BEFORE = 3
_QUOTES = frozenset('“„«»‘‚"「『')
"""With which what somebody said begins: the link below it leads to whose words they are."""
_MOST_LINKS, _ROW = 400, 200


def offers(page: Page, container: HtmlElement) -> Iterator[HtmlElement]:
    """Such boxes in an article's container."""
    for link in islice((*page.index.within(container, "a"), *page.index.within(container, "button")), _MOST_LINKS):
        last = link
        while (box := last.getparent()) is not None and len(box) == 1 and not (box.text or "").strip():
            last = box
        if box is None or box is container or box.tag not in _BOXES or not _ends_box(last, box):
            continue
        if page.index.size(box) > _MOST_OF_OFFER or not _is_call(page, link):
            continue
        text = inline_text(box)
        if len(text) <= _LONGEST_OFFER and text[:1] not in _QUOTES and not _is_chapter(box):
            yield box


def _ends_box(last: HtmlElement, box: HtmlElement) -> bool:
    """Whether an element is the last one of a box, below one to three lines of text."""
    if last.getnext() is not None or (last.tail or "").strip() or (box.text or "").strip():
        return False
    before = list(islice(box, _MOST_BEFORE + 2))[:-1]
    return (
        len(before) <= _MOST_BEFORE
        and any(one.tag in ("p", "div") for one in before)
        and all(one.tag in _LINES and not (one.tail or "").strip() for one in before)
    )


def _is_call(page: Page, link: HtmlElement) -> bool:
    words = inline_text(link)
    if not 0 < len(words) <= _LONGEST_CALL or len(words.split()) > _MOST_WORDS:
        return False
    if link.tag == "button" and (link.get("aria-expanded") is not None or is_furniture(words)):
        return False  # opens and shuts the box
    url = page.absolute(link.get("href") or "") if link.tag == "a" else None
    return url is None or owner_of(url) == owner_of(page.url)


def _is_chapter(box: HtmlElement) -> bool:
    """Whether a neighbour made alike ends in a link or a button, too: the chapters of a list."""
    around, make = box.getparent(), (box.tag, make_of(box))
    return around is not None and any(
        one is not box and (one.tag, make_of(one)) == make and _ends_in_link(one) for one in islice(around, _ROW)
    )


def _ends_in_link(box: HtmlElement) -> bool:
    for _ in range(_MOST_OF_OFFER):
        if not len(box) or (box[-1].tail or "").strip() or box.tag == "form":
            return False
        box = box[-1]
        if box.tag in ("a", "button"):
            return True
    return False
