"""Boxes beside the main column: what they list says nothing about the page they stand on."""

from __future__ import annotations

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.name_patterns import NamePattern

# A word of its own: `has-sidebar` and `content-sidebar-wrap` stand around the main column, too.
_SIDEBAR = NamePattern(
    r"(?:^|\s)(?:(?:left|right|primary|secondary|site|page|article)[_-]{1,2})?(?:side-?bar|rail)"
    r"(?:[_-]{1,2}(?:left|right|primary|secondary|inner|area|\d+))?(?=\s|$)"
)


def is_sidebar(node: HtmlElement) -> bool:
    """Whether an element is an `aside` or a box called a sidebar."""
    return node.tag == "aside" or (
        node.tag not in ("body", "html", "main") and _SIDEBAR.search(classes(node)) is not None
    )
