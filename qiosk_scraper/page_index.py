"""What stands on a page, gathered in one walk over its tree, so that a reader looks only where there is something.

A CSS selector costs a walk over the whole page (0.2 ms for 2,000 elements), and most of those that readers ask for
match nothing: what a selector needs at least (a class, a tag, an attribute) is looked up here first.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from itertools import chain

import cssselect.parser as css_parser
from lxml.html import HtmlElement

from qiosk_scraper.name_answers import Answers, Pattern, lower_name

MOST_OF_A_LINE = 300
"""Elements that a byline or a heading may consist of: the text of a box that holds half the page is not looked at, for
there may be hundreds, each inside the next."""


class PageIndex:
    """Elements by tag and by attribute, with their places in document order."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.elements: list[HtmlElement] = list(root.iter())
        """All of them, in document order."""
        self.place: dict[HtmlElement, int] = dict(zip(self.elements, range(len(self.elements)), strict=True))
        """Each element's place in document order."""
        self.kinds: list[str] = [element.tag for element in self.elements]
        """Each element's tag, by its place."""
        tagged: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        for tag, element in zip(self.kinds, self.elements, strict=True):
            tagged[tag].append(element)
        self.tagged: dict[str, list[HtmlElement]] = dict(tagged)
        # By the names of attributes an element has: 60 different ones on 700 elements, and an XPath for each attribute
        # that readers ask for (nine a page) takes twice as long as gathering all.
        shapes: defaultdict[str, list[int]] = defaultdict(list)
        for element, at in self.place.items():
            shapes["\n".join(element.keys())].append(at)
        self._shapes = [(f"\n{shape}\n", places) for shape, places in shapes.items()]
        self._named: dict[str, list[int]] = {}
        """Where elements of a class and id stand, by both as one text; those without either left out."""
        raw = self._gather_names()
        self.class_text = "\n".join(raw)
        self._values: dict[str, list[tuple[HtmlElement, str]]] = {}
        self._called: dict[Pattern, list[HtmlElement]] = {}
        self._answers = Answers.latest
        told = map(self._answers.__getitem__, self._named)
        self._told = [(bits, places) for bits, places in zip(told, self._named.values(), strict=True) if bits]
        self._places: dict[str, list[int]] = {}

    @cached_property
    def class_words(self) -> frozenset[str]:
        """The words of all classes, as written. `class_text` tells faster that one of them stands nowhere."""
        return frozenset(self.class_text.split())

    def _gather_names(self) -> list[str]:
        """Fills `_named`; gives the distinct classes as written."""
        elements = self.elements
        classed: defaultdict[str, list[int]] = defaultdict(list)
        both: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for shape, places in self._shapes:
            has_class = "\nclass\n" in shape
            if "\nid\n" in shape:
                for at in places:
                    element = elements[at]
                    both[element.get("class", "") if has_class else "", element.get("id", "")].append(at)
            elif has_class:
                for at in places:
                    classed[elements[at].get("class", "")].append(at)
        named = self._named
        for written, places in chain(
            ((f"{name} ", places) for name, places in classed.items()),
            ((f"{name} {own}", places) for (name, own), places in both.items()),
        ):
            if written in named:  # they differ in nothing but where a blank stands
                named[written].extend(places)
            else:
                named[written] = places
        return [*classed, *dict.fromkeys(name for name, _ in both)]

    def _having_places(self, attribute: str) -> list[int]:
        wanted = f"\n{attribute}\n"
        return sorted([at for shape, places in self._shapes if wanted in shape for at in places])

    @cached_property
    def ends(self) -> list[int]:
        """For each element in document order the place past its last descendant."""
        place, elements = self.place, self.elements
        above = [place[element.getparent()] for element in elements[1:]]  # only the root has no parent
        ends = list(range(1, len(elements) + 1))
        for at in range(len(elements) - 1, 0, -1):
            end, outer = ends[at], above[at - 1]
            if end > ends[outer]:
                ends[outer] = end
        return ends

    def size(self, element: HtmlElement) -> int:
        """How many elements there are in `element`, itself included."""
        at = self.place[element]
        return self.ends[at] - at

    def holds(self, outer: HtmlElement, inner: HtmlElement) -> bool:
        """Whether `inner` stands below `outer`, at any depth."""
        at = self.place[outer]
        return at < self.place[inner] < self.ends[at]

    def outermost(self, elements: Iterable[HtmlElement]) -> list[HtmlElement]:
        """Those that stand below no other of them, each once, in document order."""
        place, ends = self.place, self.ends
        found: list[HtmlElement] = []
        end = 0
        for at in sorted({place[element] for element in elements}):
            if at >= end:
                found.append(self.elements[at])
                end = ends[at]
        return found

    def below(self, element: HtmlElement, *tags: str) -> bool:
        """Whether an element of any of these tags stands below `element`."""
        at = self.place[element]
        end = self.ends[at]
        if end == at + 1:
            return False
        for tag in tags:
            places = self._places_of(tag)
            found = bisect_right(places, at)
            if found < len(places) and places[found] < end:
                return True
        return False

    def within(self, element: HtmlElement, tag: str) -> list[HtmlElement]:
        """The elements of a tag below `element`, in document order."""
        at = self.place[element]
        places = self._places_of(tag)
        return self.tagged.get(tag, [])[bisect_right(places, at) : bisect_left(places, self.ends[at])]

    def _places_of(self, tag: str) -> list[int]:
        found = self._places.get(tag)
        if found is None:
            place = self.place
            found = self._places[tag] = [place[element] for element in self.tagged.get(tag, ())]
        return found

    def places(self, *tags: str) -> list[int]:
        """Where the elements of these tags stand, in order."""
        return sorted(at for tag in tags for at in self._places_of(tag))

    def tags(self, *names: str) -> Iterator[HtmlElement]:
        """Elements of these tags: tag after tag, each in document order."""
        return chain.from_iterable(self.tagged.get(name, ()) for name in names)

    def called(self, pattern: Pattern) -> list[HtmlElement]:
        """Elements whose class or id the pattern finds, in document order."""
        found = self._called.get(pattern)
        if found is None:
            if bit := self._answers.bits.get(pattern):
                groups = [group for told, group in self._told if told & bit]
            else:
                groups = [group for name, group in self._named.items() if pattern.search(lower_name(name))]
                Answers.learn(pattern)
            places = sorted([at for group in groups for at in group])
            found = [self.elements[at] for at in places]
            self._called[pattern] = found
        return found

    def of_class(self, word: str) -> list[HtmlElement]:
        """Elements in whose class or id this word stands, alone or as a part of another, in document order."""
        places = sorted([at for name, places in self._named.items() if word in name for at in places])
        return [self.elements[at] for at in places]

    def having(self, attribute: str) -> list[HtmlElement]:
        """Elements with this attribute, in document order."""
        return [element for element, _ in self.values(attribute)]

    def values(self, attribute: str) -> list[tuple[HtmlElement, str]]:
        """Elements with this attribute and what it says, in document order."""
        found = self._values.get(attribute)
        if found is None:
            elements = [self.elements[at] for at in self._having_places(attribute)]
            found = self._values[attribute] = [(one, one.get(attribute) or "") for one in elements]
        return found

    def may_match(self, css: str) -> bool:
        """Whether the page holds what the selector needs at least; True for what cannot be told."""
        return any(all(self._has(*need) for need in needs) for needs in _needs(css))

    def _has(self, kind: str, name: str, value: str) -> bool:
        if kind == "tag":
            return name in self.tagged
        if kind == "class":
            return name in self.class_text
        if name == "class":
            return value in self.class_text
        return any(value in found for _, found in self.values(name))


@lru_cache(4_000)
def _needs(css: str) -> tuple[tuple[tuple[str, str, str], ...], ...]:
    """For each alternative of a selector, what must stand on the page for it to match."""
    return tuple(tuple(_of(one.parsed_tree)) for one in css_parser.parse(css))


def _of(tree: object) -> Iterator[tuple[str, str, str]]:
    if isinstance(tree, css_parser.Element):
        if tree.element:
            yield "tag", tree.element.lower(), ""
    elif isinstance(tree, css_parser.Class):
        yield "class", tree.class_name, ""
        yield from _of(tree.selector)
    elif isinstance(tree, css_parser.Attrib):
        if tree.operator != "!=" and tree.namespace is None and tree.attrib not in ("href", "id"):
            yield "attribute", tree.attrib.lower(), tree.value.value or "" if tree.value else ""
        yield from _of(tree.selector)
    elif isinstance(tree, css_parser.CombinedSelector):
        yield from _of(tree.selector)
        yield from _of(tree.subselector)
    elif isinstance(tree, (css_parser.Hash, css_parser.Pseudo, css_parser.Function, css_parser.Negation)):
        yield from _of(tree.selector)
