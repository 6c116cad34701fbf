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
    elements, kinds, whole = index.elements, index.kinds, found.all
    text = _Text(index, body)
    above, below = text.above, dict.fromkeys(text.above, 0.0)
    total = 0.0
    for at in reversed(above):  # what stands below an element comes before it
        own, total = text.own[at], below[at]
        if own >= 20 and text.linked[at] < 0.5 * own and (tag := kinds[at]) not in HEADINGS:
            # Text right in a container counts from a line's length on: shorter ones are labels and buttons.
            weight = own - text.linked[at] if own >= 80 or tag in _PARAGRAPHS else 0.0
            if tag in ("li", "dd", "td"):
                weight *= 0.5
            if weight:
                found.own[elements[at]] = weight
                total += weight
        outer = above[at]
        if total:
            whole[elements[at]] = total
            if outer >= 0:
                found.below[elements[outer]].append(elements[at])
                below[outer] += total
        elif outer >= 0 and kinds[at] in INLINE:
            text.add_inline(at, outer)
    return total  # of the body, which is the last


class _Text:
    """The elements that may hold paragraphs, by their places, with the text right in each; skipped boxes left out."""

    def __init__(self, index: PageIndex, body: HtmlElement) -> None:
        self.index = index
        self.above: dict[int, int] = {}
        """The place of the nearest such element around one; -1 for the outermost."""
        self.own = [0.0] * len(index.elements)
        """Characters right in an element, by its place."""
        self.linked = [0.0] * len(index.elements)
        """How many of them are linked."""
        self._walk(index.place[body])

    def _walk(self, at: int) -> None:
        elements, kinds, ends, own = self.index.elements, self.index.kinds, self.index.ends, self.own
        blocks = self.index.places(*_BLOCKS)
        inside, until = at, ends[at]
        opened = [(until, inside)]
        self.above[at] = -1
        if text := elements[at].text:
            own[at] = _length(text)
        at += 1
        while at < opened[0][0]:
            while at >= until:
                opened.pop()
                until, inside = opened[-1]
            element, tag, end = elements[at], kinds[at], ends[at]
            if (tail := element.tail) and not tail.isspace():
                own[inside] += _length(tail)
            if tag in INLINE:
                if end == at + 1:
                    if (text := element.text) and not text.isspace():
                        length = _length(text)
                        own[inside] += length
                        if tag == "a":
                            self.linked[inside] += length
                    at = end
                    continue
                first = bisect_right(blocks, at)
                goes_down = first < len(blocks) and blocks[first] < end and len(opened) <= _DEEPEST
                if not goes_down:
                    self.add_inline(at, inside)
            else:
                goes_down = tag != "br" and len(opened) <= _DEEPEST and (tag not in SKIPPED or is_page_form(element))
            if goes_down:
                self.above[at] = inside
                inside, until = at, end
                if (text := element.text) and not text.isspace():
                    own[at] = _length(text)
                opened.append((end, at))
                at += 1
            else:
                at = end

    def add_inline(self, at: int, inside: int) -> None:
        """Adds the text of an inline element to that of its container."""
        index = self.index
        element, end = index.elements[at], index.ends[at]
        length = _length(text) if (text := element.text) else 0.0
        for inner in index.elements[at + 1 : end]:
            if (text := inner.text) and not text.isspace():
                length += _length(text)
            if (text := inner.tail) and not text.isspace():
                length += _length(text)
        self.own[inside] += length
        if index.kinds[at] == "a":
            self.linked[inside] += length
        elif "a" in index.kinds[at + 1 : end]:
            self.linked[inside] += sum(
                sum(map(_length, link.itertext()))
                for link in element.iter("a")
                if next(link.iterancestors("a"), None) is None  # links in links count once: a thousand take 18 s else
            )


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
