"""How much running text stands where on a page of unknown make: each paragraph weighed, its container scored."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS, INLINE, classes
from qiosk_scraper.layers.generic.unwanted import SKIPPED, WANTED, is_page_form, is_unwanted
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.page import Page
from qiosk_scraper.page_index import PageIndex

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_COMMENTS = NamePattern(r"comments?(?!ary|ator)|disqus|respond")
_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "li", "dd"))
_BLOCKS = ("p", "div", "h2", "article", "section")
_DEEPEST = 200


@dataclass(slots=True)
class Weights:
    """What the walk over a page found: each container's score, each element's own text weight."""

    score: dict[HtmlElement, float] = field(default_factory=dict)
    inside: dict[HtmlElement, float] = field(default_factory=dict)
    """Weight of the paragraphs below an element, unwanted boxes left out."""
    own: dict[HtmlElement, float] = field(default_factory=dict)
    """Weight of each paragraph, by its element."""
    all: dict[HtmlElement, float] = field(default_factory=dict)
    """As `inside`, with unwanted boxes."""
    below: defaultdict[HtmlElement, list[HtmlElement]] = field(default_factory=lambda: defaultdict(list))
    """The children of an element that have weight, the last one first."""
    wrappers: set[str] = field(default_factory=set)
    """Tag and class of elements that hold much of the text although their names say otherwise."""


@once_per_page
def weights(page: Page) -> Weights:
    """The page's paragraphs weighed, once with all of them and once without those of unwanted boxes.

    A box is unwanted by its name only while it is a smaller part of the page's text: wrappers of whole articles are
    called `comments-enabled`, `has-sidebar` or `widget` too.
    """
    found = Weights()
    for body in page.index.tags("body"):
        total = _measure(page.index, body, found)
        _believe(found, total)
        _add_up(body, found, total, 0)
        break
    return found


def is_wrapper(element: HtmlElement, found: Weights) -> bool:
    """Whether an element is made like one that holds much of the page's text."""
    return bool(element.get("class")) and _signature(element) in found.wrappers


def _length(text: str) -> float:
    """Characters with white space collapsed; those of CJK, which need no blanks, count for two and a half."""
    if "  " in text or not text.isprintable():
        words = text.split()
        length = float(sum(map(len, words)) + len(words) - 1) if words else 0.0
    else:
        length = float(len(text.strip(" ")))
    return length if text.isascii() else length + 1.5 * len(_CJK.findall(text))


def _measure(index: PageIndex, body: HtmlElement, found: Weights) -> float:
    """Weighs every paragraph below an element; gives the weight of all."""
    measured = _text_by_container(index, body)
    elements, whole = index.elements, found.all
    total = 0.0
    for at in reversed(measured):  # what stands below an element comes before it
        one = measured[at]
        element = elements[at]
        own, total = one.own, one.below
        if own >= 20 and one.linked < 0.5 * own and (tag := element.tag) not in HEADINGS:
            # Text right in a container counts from a line's length on: shorter ones are labels and buttons.
            weight = own - one.linked if own >= 80 or tag in _PARAGRAPHS else 0.0
            if tag in ("li", "dd", "td"):
                weight *= 0.5
            if weight:
                found.own[element] = weight
                total += weight
        above = one.above
        if total:
            whole[element] = total
            if above is not None:
                found.below[elements[above.place]].append(element)
                above.below += total
        elif above is not None and element.tag in INLINE:
            _add_inline(index, at, above)
    return total  # of the body, which is the last


class _Measured:
    """The text right in an element, how much of it is linked, and the weight below the element."""

    __slots__ = ("above", "below", "linked", "own", "place")

    def __init__(self, above: _Measured | None, place: int, text: str | None) -> None:
        self.above = above
        self.place = place
        self.own = _length(text) if text and not text.isspace() else 0.0
        self.linked = self.below = 0.0


def _text_by_container(index: PageIndex, body: HtmlElement) -> dict[int, _Measured]:
    """The elements that may hold paragraphs, by their places, with the text right in each; skipped boxes left out."""
    elements, ends = index.elements, index.ends
    blocks = index.places(*_BLOCKS)
    at = index.place[body]
    stop = ends[at]
    inside = _Measured(None, at, body.text)
    measured = {at: inside}
    opened = [(stop, inside)]
    until = stop
    at += 1
    while at < stop:
        while at >= until:
            opened.pop()
            until, inside = opened[-1]
        element = elements[at]
        tag = element.tag
        end = ends[at]
        if (tail := element.tail) and not tail.isspace():
            inside.own += _length(tail)
        if tag in INLINE:
            if end == at + 1:
                if (text := element.text) and not text.isspace():
                    length = _length(text)
                    inside.own += length
                    if tag == "a":
                        inside.linked += length
                at = end
                continue
            goes_down = False
            if len(opened) <= _DEEPEST:
                first = bisect_right(blocks, at)
                goes_down = first < len(blocks) and blocks[first] < end
            if not goes_down:
                _add_inline(index, at, inside)
        else:
            goes_down = tag != "br" and len(opened) <= _DEEPEST and (tag not in SKIPPED or is_page_form(element))
        if goes_down:
            inside = measured[at] = _Measured(inside, at, element.text)
            until = end
            opened.append((end, inside))
            at += 1
        else:
            at = end
    return measured


def _add_inline(index: PageIndex, at: int, inside: _Measured) -> None:
    """Adds the text of an inline element to that of its container."""
    element = index.elements[at]
    length = sum(map(_length, element.itertext()))
    inside.own += length
    if element.tag == "a":
        inside.linked += length
    elif index.below(element, "a"):
        inside.linked += sum(sum(map(_length, link.itertext())) for link in element.iter("a"))


def _believe(found: Weights, whole: float) -> None:
    """Collects the makes of elements that hold so much of the text, alone or together, that they must be wrappers."""
    together: dict[str, float] = {}
    for element, weight in found.all.items():
        if weight < 0.08 * whole or not is_unwanted(element):
            continue
        share = _kept_from(element)
        make = _signature(element)
        together[make] = together.get(make, 0.0) + weight
        if weight >= share * whole or together[make] >= (share + 0.15) * whole:
            found.wrappers.add(make)


def _add_up(element: HtmlElement, found: Weights, whole: float, depth: int) -> float:
    """Scores the containers of the paragraphs that stand in no unwanted box; gives their weight."""
    total = 0.0
    if depth < _DEEPEST:
        for child in reversed(found.below.get(element, ())):
            if not is_unwanted(child) or (
                found.all[child] >= _kept_from(child) * whole or _signature(child) in found.wrappers
            ):
                total += _add_up(child, found, whole, depth + 1)
    if own := found.own.get(element):
        total += own
        node: HtmlElement | None = element.getparent() if element.tag in _PARAGRAPHS else element
        if element.tag in ("li", "dd") and node is not None:
            node = node.getparent()
        for factor in (1.0, 0.5, 0.25):
            if node is None or node.tag == "html":
                break
            found.score[node] = found.score.get(node, 0.0) + own * factor
            node = node.getparent()
    if total:
        found.inside[element] = total
    return total


def _signature(element: HtmlElement) -> str:
    return f"{element.tag} {element.get('class') or ''}"


def _kept_from(element: HtmlElement) -> float:
    """From which share of the page's text an element with an unwanted name is believed to be a wrapper."""
    name = classes(element)
    if element.tag in SKIPPED or (_COMMENTS.search(name) and not WANTED.search(name)):
        return 0.8
    return 0.3
