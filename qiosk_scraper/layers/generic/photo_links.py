"""Pictures that stand in a link: an article's own, larger behind it, or those of another article's card."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.generic.cards import target_of
from qiosk_scraper.layers.generic.photo_pieces import Lines
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page


def is_linked(image: HtmlElement) -> bool:
    """Whether a picture leads to a page, rather than to its own larger self."""
    for node in image.iterancestors():
        if node.tag == "a":
            return not _PICTURE_ADDRESS.search(node.get("href") or "")
        if node.tag in ("figure", "div", "section"):
            return False
    return False


def is_anothers(page: Page, image: HtmlElement, lines: Lines) -> bool:
    """Whether a picture in the text stands in a link to another page of the site: a card of another article there.

    One with a line of its own is another's only if that stands in the link, too, as a card's words or beside them."""
    around = (node for node in image.iterancestors() if node.tag != "source")  # without an end they nest
    link = next((node for node in islice(around, _CARD) if node.tag == "a"), None)
    if link is None or (target := page.absolute(link.get("href"))) is None:
        return False
    there, here = target_of(target), target_of(page.url)
    if there.host != here.host or there.key == here.key or _PICTURE_PAGE.search(there.path):
        return False
    if "attachment" in (link.get("rel") or "") or "attachment_id=" in target or _is_below(there.path, here.path):
        return False  # the picture's own page
    own = [line for line in (lines.caption, lines.credit) if line]
    text, has_caption = _cards(page)[link]
    if len(text) > _LONGEST_CARD:
        return False
    if not all(line in text for line in own):
        return lines.caption is not None and any(
            lines.caption in _cards(page)[other][0] for other in _links(page)[link.get("href") or ""][:_ALIKE]
        )
    if not lines.credit and not has_caption:
        return True
    return len(text) >= sum(map(len, own)) + _HEADLINE


def _is_below(path: str, own: str) -> bool:
    return len(own) > 1 and path.startswith(f"{own.rstrip('/')}/")


class _Cards(dict[HtmlElement, tuple[str, bool]]):
    """What links say, and whether a `figcaption` stands in them: each looked at once, however many pictures it has."""

    def __missing__(self, link: HtmlElement) -> tuple[str, bool]:
        self[link] = found = (inline_text(link), next(link.iter("figcaption"), None) is not None)
        return found


@once_per_page
def _cards(_page: Page) -> _Cards:
    return _Cards()


def text_of_link(page: Page, link: HtmlElement) -> str:
    """What a link says, read once however many pictures stand beside it."""
    return _cards(page)[link][0]


_LONGEST_CARD = 3_000


@once_per_page
def _links(page: Page) -> defaultdict[str, list[HtmlElement]]:
    """The page's links by where they lead, as written."""
    found: defaultdict[str, list[HtmlElement]] = defaultdict(list)
    for link in page.index.tags("a"):
        found[link.get("href") or ""].append(link)
    return found


_ALIKE = 5
"""Links to one address that are looked at."""
_CARD = 10
"""Elements around a picture among which the link of its card stands."""
_HEADLINE = 25
"""Characters that a card's link says beside the picture's lines."""
_PICTURE_PAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif)$|/attachment/|galler|photo|foto|image|picture|bild|media|slideshow|diapo|zoom",
    re.IGNORECASE,
)
_PICTURE_ADDRESS = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)|/attachment/", re.IGNORECASE)
