"""The body of an article on a page of unknown make."""

from __future__ import annotations

from lxml.html import HtmlElement

from qiosk_scraper.items import Block
from qiosk_scraper.layers.blocks import HEADINGS, Skip, classes, is_hidden, read_blocks
from qiosk_scraper.layers.generic.container import article_container, is_unwanted, is_wrapper, weights
from qiosk_scraper.layers.generic.lines import is_promo, joined, trimmed
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.photo_lines import PHOTO_LABEL
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import clean
from qiosk_scraper.page import Page

_WORDS = frozenset(("a", "em", "strong", "b", "i", "u", "q", "abbr", "sub", "sup", "mark", "cite"))
_QUOTED = NamePattern(r"tweet|instagram|tiktok|bluesky|mastodon|telegram")
"""Classes of quotations from elsewhere: what they say is part of the article, unlike other things so named."""


@once_per_page
def body_blocks(page: Page) -> tuple[Block, ...]:
    """The blocks, without what surrounds and interrupts them. Empty on a page without running text."""
    return tuple(trimmed(joined([block for block in all_blocks(page) if not is_promo(block)]), page))


@once_per_page
def all_blocks(page: Page) -> tuple[Block, ...]:
    """The blocks as they stand in the article's part of the page, promotions and the lines above the text included."""
    container = article_container(page)
    return tuple(read_blocks(page, container, _skip(page, container), PHOTO_LABEL)) if container is not None else ()


def _skip(page: Page, container: HtmlElement) -> Skip:
    found = weights(page)
    whole = found.inside.get(container, 0.0) or 1.0

    def skip(element: HtmlElement) -> bool:
        tag = element.tag
        if tag in HEADINGS:
            return tag == "h1" or is_unwanted(element)
        if tag == "figure":
            return not any(True for _ in element.iterdescendants("blockquote", "table", "pre"))
        if tag in _WORDS:
            return is_hidden(element)  # a word of a sentence, whatever it is named: `<a id="auto-tag_…">`
        if tag == "blockquote" and _QUOTED.search(classes(element)):
            return is_hidden(element)
        if tag == "span" and (parent := element.getparent()) is not None and parent.tag == "blockquote":
            return is_hidden(element) or _QUOTED.search(classes(parent)) is not None  # its likes, counted anew each day
        if tag in ("p", "br"):
            return is_hidden(element) or (element.get("class") is not None and is_unwanted(element))
        if tag == "aside":
            return found.inside.get(element, 0.0) < 0.5 * whole
        if tag in ("ul", "ol", "div", "section", "table") and _is_link_list(element):
            return True
        if tag == "article" and found.inside.get(element, 0.0) < 0.4 * whole:
            return True
        return is_unwanted(element) and found.all.get(element, 0.0) < 0.5 * whole and not is_wrapper(element, found)

    return skip


def _is_link_list(element: HtmlElement) -> bool:
    links = list(element.iter("a"))
    if not links:
        return False
    total = len(clean(element.text_content()))
    if total > 2_500:
        return False
    linked = sum(len(clean(link.text_content())) for link in links)
    return total > 0 and linked / total > 0.7
