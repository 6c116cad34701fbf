"""Whether a dek is a paragraph of the text as well."""

from __future__ import annotations

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.dek_names import BOLD, CALLED_LEAD, DEK, DEK_INSIDE, OPENS_TEXT
from qiosk_scraper.layers.generic.deks import dek_element, first_paragraphs, told_deks
from qiosk_scraper.layers.generic.makes import make_of
from qiosk_scraper.layers.generic.scope import order, scope
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import fold, inline_text
from qiosk_scraper.page import Page


@once_per_page
def dek_in_text(page: Page) -> bool:
    """Whether the dek is a paragraph among those of the text, so that it belongs to the body as well."""
    element = dek_element(page)
    here = scope(page)
    if element is None or here.heading is None or here.container is None:
        return False
    if DEK_INSIDE.search(classes(element)):
        return False
    box = element.getparent()
    if box is not here.container and DEK.search(classes(box)):
        return False  # in a box of its own, whose name says what it is
    if _goes_on(page, element):
        return True
    if any(pattern.search(classes(element)) for pattern in (CALLED_LEAD, BOLD)):
        return False
    places = order(page)
    paragraphs = first_paragraphs(here, places, places[here.heading])
    if _is_made_unlike(page, element, paragraphs):
        return False
    return any(one is not element and one.getparent() is element.getparent() for one in paragraphs[:3])


def _goes_on(page: Page, element: HtmlElement) -> bool:
    """Whether the next paragraph of the text stands right behind one: beside it, or in the next box where nothing but
    its place speaks for the first."""
    index = page.index
    end = index.ends[index.place[element]]
    if element.tag != "p" or (element.tail or "").strip():
        return False
    between = _ANCHORS if element.get("class") else _BOXES
    for at in range(end, min(end + _BETWEEN, len(index.elements))):
        after = index.elements[at]
        if after.tag == "pre" or (after.tag == "p" and len(inline_text(after)) >= _LEAST_BEHIND):
            return True
        if after.tag not in between or (after.text or "").strip() or (after.tail or "").strip():
            return False
    return False


_BETWEEN = 6
_LEAST_BEHIND = 40
_ANCHORS = frozenset(("span", "a"))
_BOXES = _ANCHORS | {"div", "section", "article"}


def _is_made_unlike(page: Page, element: HtmlElement, paragraphs: list[HtmlElement]) -> bool:
    """Whether a dek that the page's data tell word by word has a class of its own, unlike all paragraphs behind it, and
    is parted from them by a picture, a byline or an advertisement."""
    after = element.getnext()
    if (after is not None and after.tag == element.tag) or OPENS_TEXT.search(classes(element)):
        return False
    others = [one for one in paragraphs if one is not element and one.tag == element.tag]
    told = fold(inline_text(element))
    return (
        bool(element.get("class"))
        and len(others) > 1
        and all(make_of(one) != make_of(element) for one in others)
        and any(told.endswith(fold(one)) for one in told_deks(page) if len(one) > _SHORTEST_TOLD)
    )


_SHORTEST_TOLD = 40
"""Characters of a description that a dek may end in, behind the place it was written in."""
