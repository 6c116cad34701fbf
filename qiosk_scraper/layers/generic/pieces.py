"""Pieces of a text that are articles of their own to the markup, told from cards and posts among its paragraphs."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS, classes
from qiosk_scraper.layers.generic.unwanted import STRONGLY_WANTED


def is_piece(article: HtmlElement, parent: HtmlElement) -> bool:
    """Whether an `article` of several paragraphs, without a headline or a linked heading, is the only one in a box
    called the article's text: one of its pieces, no card of another article, no post."""
    return (
        STRONGLY_WANTED.search(classes(parent)) is not None
        and next(islice(parent.iterchildren("article"), 1, None), None) is None
        and next(islice(article.iter("p"), 1, None), None) is not None
        and not any(node.tag in ("h1", "h2", "header") or _is_linked(node) for node in islice(article.iter(), _MOST))
    )


_MOST = 400
"""Elements at its beginning among which a heading would stand."""


def _is_linked(node: HtmlElement) -> bool:
    """Whether a heading is a link or holds one."""
    if node.tag not in HEADINGS:
        return False
    around = node.getparent()
    return next(node.iter("a"), None) is not None or (around is not None and around.tag == "a")
