"""Rows of boxes made alike on a page of unknown make: cards of further articles under any heading or none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.scope import scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.page import Page
from qiosk_scraper.page_index import PageIndex

TITLE = NamePattern(
    r"title|heading|headline|section-?_*(?:mark|name|label)|(?:box|widget|block)-?_*head|"
    r"(?:^|[\s_-])(?:head|hd|header|label|caption-?title)(?:$|[\s_-])"
)
"""How headings are called that are none by their tag."""
_NO_PLACE = NamePattern(
    r"\bnav|menu|footer|breadcrumb|pagination|pager|social|share|newsletter|cookie|consent|comment|disqus|tag-?cloud|"
    r"(?:^|[\s_-])tags?(?:$|[\s_-])|topics|sponsor|partner|outbrain|taboola|promoted|gallery|slideshow|shop|product|"
    r"(?:^|[\s_-])(?:staff|deals?|offers?|jobs?|events?|calendar|karriere|careers?)(?:$|[\s_-])"
)
"""Of boxes in which rows of links lead to no articles of the newsroom."""
FEWEST = 3
"""Boxes of a row."""
_MOST_ALIKE = 40
"""Children of a box that are compared."""
_MOST_STARTS = 1_500
_MOST_OF_A_RUN = 1_500


def runs(page: Page, taken: set[HtmlElement]) -> Iterator[HtmlElement]:
    """Boxes outside the text that hold at least three alike: cards with a picture or a heading and a link, and list
    items with a link, whatever is printed over them."""
    here = scope(page)
    if here.container is None:
        return
    places = page.index.place
    ends = page.index.ends
    closed = _Stretches(
        [(0, here.start + 1), (here.text, here.end)]
        + [(at, ends[at]) for at in page.index.places("nav", "form", "footer", "header")]
        + [(places[box], ends[places[box]]) for box in taken]
    )
    linked = _Stretches([(at, ends[at]) for at in page.index.places("a")])
    seen: set[HtmlElement] = set()
    rows = _Rows(page.index)
    starts = chain(
        page.index.tags("h2", "h3", "h4", "h5", "li"),
        (one for one in page.index.tags("img") if linked.holds(places[one])),
        (one for one, _ in page.index.values("aria-label") if one.tag == "a" and not len(one)),  # over a whole card
        (one for one in page.index.called(TITLE) if one.tag in ("div", "span", "p") and linked.holds(places[one])),
    )
    for start in islice(starts, _MOST_STARTS):
        if closed.holds(places[start]):
            continue
        row = rows.around(start)
        if row is None or row in seen:
            continue
        seen.add(row)
        if page.index.holds(row, here.container) or page.index.size(row) > _MOST_OF_A_RUN:
            continue
        if not any(node in taken or is_no_place(node) for node in (row, *row.iterancestors())) and not any(
            page.index.holds(row, box) for box in taken
        ):
            yield row


class _Stretches:
    """Stretches of a page, by the places where they begin and end."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def holds(self, place: int) -> bool:
        at = bisect_right(self._starts, place) - 1
        return at >= 0 and place < self._ends[at]


class _Rows:
    """Boxes with three children made alike that each hold a link; each box is looked at once."""

    def __init__(self, index: PageIndex) -> None:
        self._index = index
        self._links = index.places("a")
        self._makes: dict[HtmlElement, frozenset[tuple[str, str | None]]] = {}

    def around(self, start: HtmlElement) -> HtmlElement | None:
        """The nearest such box around an element, in which it stands in one of those children."""
        node = start
        for _ in range(6):
            parent = node.getparent()
            if parent is None or parent.tag in ("body", "html", "main"):
                return None
            if (found := self._makes.get(parent)) is None:
                found = self._makes[parent] = self._of(parent)
            if found and (node.tag, node.get("class")) in found:
                return parent
            node = parent
        return None

    def _of(self, box: HtmlElement) -> frozenset[tuple[str, str | None]]:
        index, links = self._index, self._links
        at = index.place[box] + 1
        end = index.ends[at - 1]
        link = bisect_left(links, at)
        if len(links) < link + FEWEST or links[link + FEWEST - 1] >= end:
            return frozenset()  # not so many links at all
        made: Counter[tuple[str, str | None]] = Counter()
        children = 0
        while at < end and link < len(links) and children < _MOST_ALIKE:
            next_one = index.ends[at]
            if links[link] < next_one:
                made[index.kinds[at], index.elements[at].get("class")] += 1
                while link < len(links) and links[link] < next_one:
                    link += 1
            at, children = next_one, children + 1
        return frozenset(make for make, times in made.items() if times >= FEWEST)


def is_no_place(node: HtmlElement) -> bool:
    """Whether a box is a menu, a form, a foot, or is named as one for comments, subjects, wares."""
    return node.tag in ("nav", "form", "footer", "header") or (
        node.tag not in ("body", "html", "main", "article") and _NO_PLACE.search(classes(node)) is not None
    )
