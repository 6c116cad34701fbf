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


def in_sidebar(element: HtmlElement, known: dict[HtmlElement, bool] | None = None) -> bool:
    """Whether an element stands in an `aside` or in a box called a sidebar. `known` keeps what is told of boxes, for
    callers that ask of many elements."""
    known = {} if known is None else known
    passed: list[HtmlElement] = []
    found = False
    for node in element.iterancestors():
        if node in known:
            found = known[node]
            break
        passed.append(node)
        found = node.tag == "aside" or (
            node.tag not in ("body", "html", "main") and _SIDEBAR.search(classes(node)) is not None
        )
        if found:
            break
    known.update(dict.fromkeys(passed, found))
    return found
