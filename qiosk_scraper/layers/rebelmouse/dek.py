"""The line below the headline of a RebelMouse post."""

from __future__ import annotations

from lxml.html import HtmlElement

from qiosk_scraper.layers.rebelmouse.posts import has_class
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing
from qiosk_scraper.page_index import MOST_OF_A_LINE

_DEK = ".widget__subheadline, .widget__subheadline-text, .subheadline, .sub-headline, .post-subheadline"


def dek_of(page: Page, blocks: list[HtmlElement]) -> str | None:
    """The dek, read from its wrapper.

    `<h2 class="widget__subheadline-text"><p>…</p></h2>` (seen 2019-06): the HTML parser closes the h2 before the p, so
    that the h2 is empty and the text is its next sibling. Both shapes exist.
    """
    for block in blocks:
        body_of = Enclosing(lambda node: has_class(node, "body-description"), block)
        for element in page.select(_DEK, block):
            if page.index.size(element) > MOST_OF_A_LINE or body_of(element) is not None:
                continue
            if text := inline_text(element):
                return text
            after = element.getnext()
            if after is None or after.tag != "p" or (element.tail or "").strip():
                continue
            if text := inline_text(after):
                return text
    return None
