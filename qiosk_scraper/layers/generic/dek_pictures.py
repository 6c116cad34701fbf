"""A dek that shares its box with a picture, or stands right below one."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.dek_names import OF_PICTURE
from qiosk_scraper.normalise.text import clean
from qiosk_scraper.page import Page

PICTURES = frozenset(("figure", "img", "picture"))
_MOST_PARAGRAPHS = 8


def beside_picture(page: Page, box: HtmlElement) -> HtmlElement | None:
    """What of a box called a dek is one: all of it beside an icon or a counter, the paragraph above a picture."""
    pictures = [one for tag in PICTURES for one in page.index.within(box, tag)]
    if all(map(_is_icon, pictures)):
        return box
    if box.tag in ("p", "span"):
        return None
    first = min(map(page.index.place.__getitem__, pictures))
    above = (one for one in box.iter("p") if page.index.place[one] < first and not page.index.below(one, *PICTURES))
    return next((one for one in above if not OF_PICTURE.search(classes(one))), None)


def without_line_of_picture(page: Page, box: HtmlElement) -> HtmlElement | None:
    """The one paragraph of a box called a dek that is none, where the others are a picture's line."""
    paragraphs = page.index.within(box, "p")
    if not 1 < len(paragraphs) <= _MOST_PARAGRAPHS:
        return None
    others = [one for one in paragraphs if not OF_PICTURE.search(classes(one))]
    return others[0] if len(others) == 1 and len(others) < len(paragraphs) else None


def _is_icon(picture: HtmlElement) -> bool:
    """Whether an `img` says that it is no larger than a sign beside a text."""
    sizes = [picture.get(name) or "" for name in ("width", "height")]
    return picture.tag == "img" and any(size.isdecimal() and int(size) <= _LARGEST_ICON for size in sizes)


_LARGEST_ICON = 64


def is_line_of_picture(element: HtmlElement, text: str) -> bool:
    """Whether a text is what the picture right above it says for the blind: its caption."""
    above = element.getprevious()
    return above is not None and any(clean(one.get("alt") or "") == text for one in islice(above.iter("img"), 2))
