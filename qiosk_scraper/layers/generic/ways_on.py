"""Single links to further articles among the paragraphs: `Read more: …`, cards that a newsroom sets into the text."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.invitations import leads_elsewhere
from qiosk_scraper.layers.generic.scope import scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.related_words import RELATED_HEADING
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

_CARD = NamePattern(
    r"promo|teaser|rich-?_*link|interstitial-?_*link|inline-?_*(?:article|asset|link|story|teaser)|cross-?_*link|"
    r"(?:story|article|post|news)-?_*link|relation(?=\s|$|__|--)|bookmark-?_*card|link-?_*(?:box|card)|"
    r"(?:article|story)-?_*card|embedded-?_*(?:article|story)"
)
_BOXES = frozenset(("div", "aside", "section", "article", "figure"))
_LINES = ("p", "div", "li", "h3", "h4")
_LONGEST = 220
"""Characters of a line that leads to another article, and elements of a card."""
_MOST = 300
_LABEL = 40


def ways_on(page: Page) -> Iterator[tuple[HtmlElement, str]]:
    """Boxes between the article's first paragraph and its last that hold a link to another article, with the words
    that stand over the link."""
    here = scope(page)
    if here.container is None:
        return
    index = page.index
    links = index.within(here.container, "a")[:_MOST]
    seen: set[HtmlElement] = set()
    for link in links:
        box = next((node for node in link.iterancestors() if node in seen or node.tag in (*_LINES, "figure")), None)
        if box is None or box in seen or box is here.container:
            continue
        seen.add(box)
        card: HtmlElement | None = None
        for node in (box, *box.iterancestors()):
            if node is here.container or index.size(node) > _LONGEST:
                break
            if node.tag in _BOXES and (match := _CARD.search(classes(node))):
                card, name = node, match[0]
        if card is not None:
            yield card, _label(card) or name
        elif (found := _line(box, link)) is not None:
            yield found


def _line(box: HtmlElement, link: HtmlElement) -> tuple[HtmlElement, str] | None:
    """A line with a label before its link, or a link right below such a label."""
    text, linked = inline_text(box), inline_text(link)
    if len(text) > _LONGEST or len(linked) < 12:
        return None
    label = text.removesuffix(linked).strip(" :►▶»>→|–—-")
    if 0 < len(label) <= _LABEL and text != label and (leads_elsewhere(text) or RELATED_HEADING.match(label)):
        return box, label
    return None


def _label(card: HtmlElement) -> str | None:
    """The words over a card's link, where they are such a label."""
    for node in card.iter("p", "span", "div", "h2", "h3", "h4", "h5", "strong"):
        if len(node) == 0 and 0 < len(text := inline_text(node)) <= _LABEL:
            return text.strip(" :") if RELATED_HEADING.match(text) or leads_elsewhere(text) else None
    return None
