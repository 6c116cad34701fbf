"""What stands on a page, gathered in one walk over its tree, so that a reader looks only where there is something.

A CSS selector costs a walk over the whole page (0.2 ms for 2,000 elements), and most of those that readers ask for
match nothing: what a selector needs at least (a class, a tag, an attribute) is looked up here first.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

import cssselect.parser as css_parser
from lxml import etree
from lxml.html import HtmlElement


class Pattern(Protocol):
    """What looks for words in a name, each distinct name once (`layers.name_patterns`)."""

    def search(self, text: str, /) -> object: ...


class PageIndex:
    """Elements by tag and by attribute, with their places in document order."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.elements: list[HtmlElement] = list(root.iter())
        """All of them, in document order."""
        self.place: dict[HtmlElement, int] = {element: place for place, element in enumerate(self.elements)}
        """Each element's place in document order."""
        self.tagged: dict[str, list[HtmlElement]] = {}
        self.named: dict[HtmlElement, str] = {}
        """Class and id of the elements that have either, as one lower-case text."""
        tagged = self.tagged
        named = self.named
        raw: set[str] = set()
        marked: list[HtmlElement] = []
        for element in self.elements:
            tag = element.tag
            if tag in tagged:
                tagged[tag].append(element)
            else:
                tagged[tag] = [element]
            name, own = element.get("class"), element.get("id")
            if element.get("itemprop") is not None:
                marked.append(element)
            if name is not None:
                raw.add(name)
            if name is not None or own is not None:
                named[element] = f"{name or ''} {own or ''}".lower()
        self.class_words = frozenset(word for name in raw for word in name.split())
        self.class_text = "\n".join(raw)
        self._having: dict[str, list[HtmlElement]] = {
            "itemprop": marked,
            "rel": [element for element in self.tags("a", "link") if element.get("rel") is not None],
        }
        self._called: dict[Pattern, list[HtmlElement]] = {}

    def tags(self, *names: str) -> Iterator[HtmlElement]:
        """Elements of these tags: tag after tag, each in document order."""
        for name in names:
            yield from self.tagged.get(name, ())

    def called(self, pattern: Pattern) -> list[HtmlElement]:
        """Elements whose class or id the pattern finds, in document order."""
        found = self._called.get(pattern)
        if found is None:
            matching = {name for name in set(self.named.values()) if pattern.search(name)}
            found = [element for element, name in self.named.items() if name in matching] if matching else []
            self._called[pattern] = found
        return found

    def having(self, attribute: str) -> list[HtmlElement]:
        """Elements with this attribute, in document order; of `rel`, those of `a` before those of `link`."""
        found = self._having.get(attribute)
        if found is None:
            found = self._having[attribute] = _with(attribute)(self.root)  # type: ignore[assignment]
        return found  # type: ignore[return-value]

    def may_match(self, css: str) -> bool:
        """Whether the page holds what the selector needs at least; True for what cannot be told."""
        return any(all(self._has(*need) for need in needs) for needs in _needs(css))

    def _has(self, kind: str, name: str, value: str) -> bool:
        if kind == "tag":
            return name in self.tagged
        if kind == "class":
            return name in self.class_words
        if name == "class":
            return value in self.class_text
        return any(value in (element.get(name) or "") for element in self.having(name))


@lru_cache(1_000)
def _with(name: str) -> etree.XPath:
    return etree.XPath(f"descendant-or-self::*[@{name}]")


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
