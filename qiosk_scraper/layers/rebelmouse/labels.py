"""The label line of a post: its kind and section, as links, as a list of sections, or as a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.rebelmouse.posts import has_class
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing

_SEPARATOR = re.compile(r"\s*[|｜]\s*")
_MOST_ELEMENTS = 60
"""Of a label line, itself among them."""
_LONGEST = 80
_MOST_LINKS = 100
"""Sections of one post that are looked at."""
_LINE_TAGS = frozenset(("a", "span", "div", "p", "h2", "h3", "h4", "h5", "h6", "small", "strong", "em", "ul"))
_ELSEWHERE = frozenset(
    (
        "body-description",
        "widget__head",
        "widget__headline",
        "widget__subheadline",
        "widget__subheadline-text",
        "photo-caption",
        "photo-credit",
        "image-caption",
        "image-credit",
        "widget__shares",
        "share-panel",
        "tags",
        "social-author",
        "post-author-list",
        "post-author",
        "social-date",
        "post-date",
        "widget__brief",
        "widget__show-more",
        "headline",
        "custom-author",
        "media-caption",
        "media-photo-credit",
        "social-date-modified",
    )
)
_LABEL_CLASS = re.compile(
    r"kicker|eyebrow|label|section-?(?:name|title|tag|line)|post-?section|category|rubric|"
    r"topic-?tag",
    re.IGNORECASE,
)


def label_parts(line: str) -> list[str]:
    """`Reporting | QiOSK` as its parts; either side may be missing."""
    return [part for part in (clean(piece) for piece in _SEPARATOR.split(line)) if part]


def spaced(line: str | None) -> str | None:
    """A label line with blanks around its separators, as it is shown: `Reporting|QiOSK` has them from a style sheet."""
    return _SEPARATOR.sub(" | ", line) if line else line


def label_line(page: Page, blocks: list[HtmlElement]) -> str | None:
    """The label line printed in the blocks of one post, as printed; links without a separator are joined by ` | `."""
    for block in blocks:
        elsewhere = Enclosing(_is_elsewhere, block)
        links = [
            link
            for link in page.select("a.widget__section, span.widget__section, .widget__section", block)
            if page.index.size(link) <= _MOST_ELEMENTS and elsewhere(link) is None
        ]
        if line := _line_of(links, block):
            return line
    above = list(_above_text(blocks))
    for element, elsewhere in above:
        if _LABEL_CLASS.search(element.get("class") or "") and (line := _printed(element, elsewhere)):
            return line
    # Printed above the text the list of all sections is a label line, below it a list.
    list_of = Enclosing(lambda node: has_class(node, "all-related-sections"))
    listed = [one for one in above if one[0].tag == "a" and list_of(one[0]) not in (None, one[0])]
    if listed and (line := _line_of([element for element, _ in listed], listed[0][1].top)):
        return line
    known = _known_sections(page, blocks)
    for element, elsewhere in above:
        if line := _printed(element, elsewhere):
            parts = label_parts(line)
            if (len(parts) == 2 and _SEPARATOR.search(line)) or line.casefold() in known:
                return line
    return None


def _above_text(blocks: list[HtmlElement]) -> Iterator[tuple[HtmlElement, Enclosing]]:
    """The elements that may print a line and stand before the first body of the blocks, each with what tells the other
    field of its block that it is a part of."""
    for block in blocks:
        elsewhere = Enclosing(_is_elsewhere, block)
        for element in block.iter():
            if has_class(element, "body-description"):
                return
            if element.tag in _LINE_TAGS:
                yield element, elsewhere


def _line_of(links: list[HtmlElement], block: HtmlElement | None) -> str | None:
    """Several section links as one line: the text of what holds them all, if that has a separator."""
    names = list(dict.fromkeys(text for link in links[:_MOST_LINKS] if (text := inline_text(link))))
    if not names:
        return None
    if len(names) > 1:
        holder = links[0].getparent()
        # `<div><a>Reporting</a> | <a>QiOSK</a></div>`, each link perhaps in a span of its own.
        for _ in range(3):
            if holder is None or holder is block:
                break
            text = inline_text(holder)
            if all(name in text for name in names):
                rest = text
                for name in names:
                    rest = rest.replace(name, "", 1)
                if "|" in rest and not any(char.isalnum() for char in rest):
                    return text
                break
            holder = holder.getparent()
    return " | ".join(names)


def _printed(element: HtmlElement, elsewhere: Enclosing) -> str | None:
    """The text of a short element outside the post's other fields; None if it holds further blocks."""
    if any(
        child.tag in ("div", "p", "ul", "article", "h1", "h2", "h3", "img", "section", "figure") for child in element
    ):
        return None
    if next(islice(element.iter(), _MOST_ELEMENTS, None), None) is not None:
        return None  # thousands of tags in each other, each with the text of all below it
    text = inline_text(element)
    if not text or len(text) > _LONGEST or elsewhere(element) is not None:
        return None
    return text


def _is_elsewhere(element: HtmlElement) -> bool:
    return not _ELSEWHERE.isdisjoint((element.get("class") or "").split())


def _known_sections(page: Page, blocks: list[HtmlElement]) -> frozenset[str]:
    """Names of the post's sections that its attributes give: title of the primary one, slugs of all."""
    names: set[str] = set()
    for block in blocks:
        if category := block.get("data-category"):
            names.add(clean(category).casefold())
        for node in (block, *block.iter("article")):
            for name in (node.get("class") or "").split():
                if name.startswith("post-section--"):
                    names.add(name.removeprefix("post-section--").replace("-", " ").casefold())
    for body in page.index.tags("body"):
        for name in (body.get("class") or "").split():
            if name.startswith("section-"):
                names.add(name.removeprefix("section-").replace("-", " ").casefold())
    return frozenset(names - {""})


def section_names(page: Page, blocks: list[HtmlElement]) -> list[str]:
    """The post's sections: the parts of its label line, then its further sections; else the one in its attributes."""
    line = label_line(page, blocks)
    names = label_parts(line) if line else []
    for block in blocks:
        for name in page.texts(".all-related-sections a", block)[:_MOST_LINKS]:
            if name.casefold() not in (known.casefold() for known in names):
                names.append(name)
    if not names:
        names = [text for block in blocks if (text := clean(block.get("data-category") or ""))][:1]
    return names
