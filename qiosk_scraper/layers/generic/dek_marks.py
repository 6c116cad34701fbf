"""Deks that microdata marks as such."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.generic.scope import Scope
from qiosk_scraper.normalise.text import inline_text

_MOST_AROUND = 12
_MOST_COMPARED = 8
_OF_STORY = re.compile(r"Article|Posting|Review|Recipe|Report|WebPage|CreativeWork|Blog")
"""Types of which a description is the dek; of a picture it is the caption, of a person a note."""


def is_marked(element: HtmlElement) -> bool:
    """Whether microdata says that an element tells what the article is about: one paragraph apart from the others,
    which no program cut off."""
    said = element.get("itemprop")
    if said != "description":
        return bool(said == "alternativeHeadline")
    after = element.getnext()
    first_of_text = element.tag == "p" and after is not None and after.tag == "p"
    of = next((node for node in islice(element.iterancestors(), _MOST_AROUND) if _has_properties(node)), None)
    if first_of_text or not (of is None or _OF_STORY.search(of.get("itemtype") or "")):
        return False
    paragraphs = sum(1 for _ in islice(element.iter("p"), 2))
    return paragraphs < 2 and not inline_text(element).endswith(("...", "…"))


def comes_again(element: HtmlElement, text: str, here: Scope) -> bool:
    """Whether a paragraph of the article says the same from its first word to its last: a short note, shown twice."""
    if here.container is None:
        return False
    others = islice(here.container.iter("p"), _MOST_COMPARED)
    return any(inline_text(one) == text and element not in (one, *one.iterancestors()) for one in others)


def _has_properties(element: HtmlElement) -> bool:
    return element.get("itemscope") is not None or element.get("itemtype") is not None
