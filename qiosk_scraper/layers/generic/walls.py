"""Whether a page keeps part of its text from readers, and by which words it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from qiosk_scraper.items import Access
from qiosk_scraper.layers.blocks import is_hidden
from qiosk_scraper.layers.generic.body import all_blocks, body_blocks
from qiosk_scraper.layers.generic.scope import scope
from qiosk_scraper.layers.generic.wall_words import LONGEST_WALL, SAYS_WALL, WALL_BOX, wall_in_line
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page


class Wall(NamedTuple):
    """How much of the text a reader gets, and what the page prints about it."""

    access: Access
    evidence: str


_TAGS = ("div", "section", "aside", "p", "span", "h2", "h3", "h4", "a", "button", "strong")
_LINES = ("div", "p", "span", "h2", "h3", "h4", "strong", "b")
_SHORT = 2_500
"""Characters of a body that may be the part shown before a wall."""
_BEHIND = 250
"""Elements behind the text among which its wall stands."""
_RIGHT_BEHIND, _LAST = 30, 5
"""Elements behind the text, and last lines of it, in which a wall is told by its words alone."""
_CUT = re.compile(r"\[\s?(?:…|\.{3})\s?\](?:\s[^.!?]{0,40})?$")
"""`… that split the town […] Continue reading`: how systems end an excerpt."""


def access(page: Page) -> Wall | None:
    """`truncated` where a short text ends at words that ask for a subscription or an account to read on, or in the mark
    of an excerpt; `paywalled` where a box named for a wall stands at a longer one."""
    here = scope(page)
    if here.container is None:
        return None
    blocks = body_blocks(page)
    length = sum(len(block.text) for block in blocks)
    for element in _walls(page, here.text, here.end + _BEHIND):
        text = inline_text(element)
        if len(text) <= LONGEST_WALL and (found := SAYS_WALL.search(text)):
            return Wall("truncated" if length < _SHORT else "paywalled", _around(text, found.start()))
    if length >= _SHORT:
        return None
    for text in _last_lines(page, here.text, here.end):
        if len(text) <= LONGEST_WALL // 2 and (found := wall_in_line(text)):
            return Wall("truncated", _around(text, found.start()))
    cut = [block for block in blocks if _CUT.search(block.text)]
    if len(cut) == 1 and cut[0] is blocks[-1] and (found := _CUT.search(cut[0].text)):  # several are of a list's
        return Wall("truncated", _around(blocks[-1].text, found.start()))
    return None


def _walls(page: Page, first: int, last: int) -> Iterator[HtmlElement]:
    """Visible boxes named for walls, and the pieces of each."""
    places = page.index.place
    boxes = [one for one in page.index.called(WALL_BOX) if one.tag in _TAGS and first <= places[one] <= last]
    for box in boxes:
        if not is_hidden(box) and not any(is_hidden(node) for node in box.iterancestors()):
            yield box
            yield from (one for one in box.iterdescendants(*_TAGS) if one.text and len(one.text) > 15)


def _last_lines(page: Page, first: int, end: int) -> Iterator[str]:
    """The lines around the end of the text that are none of it and no links."""
    kept = {block.text for block in body_blocks(page)}
    yield from (block.text for block in all_blocks(page)[-_LAST:] if block.text not in kept)
    for element in page.index.elements[max(first, end - _RIGHT_BEHIND) : end + _RIGHT_BEHIND]:
        if element.tag not in _LINES or not element.text or len(element.text) < _SHORTEST or is_hidden(element):
            continue
        if not any(node.tag in _ELSEWHERE or is_hidden(node) for node in element.iterancestors()):
            text = inline_text(element) if page.index.size(element) <= _ONE_LINE else element.text
            if text not in kept:
                yield text


_SHORTEST = 12
_ONE_LINE = 8
_ELSEWHERE = frozenset(("a", "nav", "footer", "header", "li"))


def _around(text: str, at: int) -> str:
    return text[max(0, at - 60) : at + 140].strip()
