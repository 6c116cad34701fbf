"""Links with the names of others than the writers, told by the words that lead in to them: `Photos by <a>…</a>`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.items import Author
from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.byline_makers import goes_on, leads_to_others
from qiosk_scraper.normalise.names import is_person
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

_MAKER = NamePattern(
    r"photographer|photo-?_*(?:by|author)|illustrator|translator|translated|reviewed-?_*by|fact-?check"
)
_NAME = NamePattern(r"(?:^|[\s_-])(?:names?|fn|author)(?:$|[\s_-])")
_BOX = frozenset(("article", "main", "section", "header", "body", "aside", "ul", "ol", "table"))
_LEVELS = 4
_SIBLINGS = 4
_SMALL = 20
"""Elements of a sibling whose text is looked at."""


def writers_of(page: Page, named: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """The elements with a name in it, without those of photographers, translators, editors and reviewers."""
    others = False
    for element in named:
        before, said = _before(page, element)
        others = said or leads_to_others(before) or (others and goes_on(before))
        if not others:
            yield element


def names_marked(page: Page, element: HtmlElement) -> list[Author]:
    """The people of a byline who stand in an element each that is named for a name, linked or not."""
    found: dict[str, Author] = {}
    for node in writers_of(page, (one for one in element.iterdescendants("a", "span", "p", "b", "strong"))):
        if _NAME.search(classes(node)) and is_person(name := inline_text(node).strip(" ,;|")):
            link = node if node.tag == "a" else next(node.iter("a"), None)
            href = link.get("href") if link is not None else None
            found.setdefault(name, Author(name, page.absolute(href) if href and "mailto:" not in href else None))
    return list(found.values())


def _before(page: Page, element: HtmlElement) -> tuple[str, bool]:
    """The words right before an element, up to the link before it; and whether a name around it tells that it is of
    somebody who did not write."""
    node = element
    for _ in range(_LEVELS):
        if node.tag in _BOX:
            break
        if _MAKER.search(classes(node)):
            return "", True
        if text := _beside(page, node):
            return text, False
        parent = node.getparent()
        if parent is None:
            break
        node = parent
    return "", False


def _beside(page: Page, node: HtmlElement) -> str:
    pieces: list[str] = []
    first = node
    for sibling in islice(node.itersiblings(preceding=True), _SIBLINGS):
        pieces.append(sibling.tail or "")
        if sibling.tag in ("a", "time", "img", "br") or page.index.size(sibling) > _SMALL:
            break
        pieces.append(inline_text(sibling))
        first = sibling
    else:
        parent = node.getparent()
        if parent is not None and first.getprevious() is None:
            pieces.append(parent.text or "")
    return " ".join(" ".join(reversed(pieces)).split())[-_SMALL * 3 :]
