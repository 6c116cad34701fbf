"""Patterns looked for in classes and ids, which repeat over a page and a site: each distinct text is searched once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from qiosk_scraper.name_answers import LONGEST_KEPT, kept

_KEPT = 16_384
"""Texts remembered for each pattern; a page has some 300 different ones."""
T = TypeVar("T")


class _Found(dict[str, T]):
    """What was found in each text seen so far. A dictionary, since it answers in 25 ns, `lru_cache` in 60."""

    def __init__(self, find: Callable[[str], T]) -> None:
        self.find = find

    def __missing__(self, text: str) -> T:
        found = self.find(text)
        if len(text) <= LONGEST_KEPT:
            if len(self) >= _KEPT:
                self.clear()
            self[text] = found
        return found


def by_name(find: Callable[[str], T]) -> Callable[[str], T]:
    """`find`, which looks at a class or id and nothing else, its answers kept."""
    return kept(_Found(find)).__getitem__


class NamePattern:
    """A pattern in lower case; `search` gives the match in a lower-case text or None, as a compiled pattern does.

    Without regard to case the same alternatives take Python's `re` five times as long.
    """

    def __init__(self, pattern: str) -> None:
        self.written = pattern
        self.search: Callable[[str], re.Match[str] | None] = by_name(re.compile(pattern).search)
