"""Pieces of a text that are articles of their own to the markup, told from cards and posts among its paragraphs."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS, classes
from qiosk_scraper.layers.generic.unwanted import STRONGLY_WANTED


def is_piece(article: HtmlElement, parent: HtmlElement) -> bool:
    """Whether an `article` of several paragraphs, without a headline or a linked heading, is the only one in a box
    called the article's text, and no paragraph stands there: one of its pieces, no card of another article, no post."""
    return (
        STRONGLY_WANTED.search(classes(parent)) is not None
        and next(parent.iterchildren("p"), None) is None
        and next(islice(parent.iterchildren("article"), 1, None), None) is None
        and next(islice(article.iter("p"), 1, None), None) is not None
        and not leads_elsewhere(article)
        and not any(node.tag in ("h1", "h2", "header") for node in islice(article.iter(), _MOST))
    )


_MOST = 400
"""Elements at its beginning among which a heading would stand."""


def leads_elsewhere(article: HtmlElement) -> bool:
    """Whether a heading at the beginning of an `article` is a link, or holds one, and not to a place on the page."""
    for node in islice(article.iter(), _MOST):
        if node.tag in HEADINGS:
            around = node.getparent()
            link = around if around is not None and around.tag == "a" else next(node.iter("a"), None)
            if link is not None and "#" not in (link.get("href") or "#"):
                return True
    return False
