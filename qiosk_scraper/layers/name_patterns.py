"""Patterns looked for in classes and ids, which repeat over a page and a site: each distinct text is searched once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from qiosk_scraper.name_answers import LONGEST_KEPT, kept
from qiosk_scraper.pattern_words import one_of, words_of

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
        self._find = re.compile(pattern).search
        self._may_find: Callable[[str], object] | None = None
        self.search: Callable[[str], re.Match[str] | None] = by_name(self._look)

    def _look(self, text: str) -> re.Match[str] | None:
        """A text without any of the words is not searched: of a hundred alternatives each is tried at each letter."""
        if self._may_find is None:
            words = words_of(self.written) if len(self.written) >= _LONG else None
            self._may_find = one_of(words).search if words else bool
        return self._find(text) if self._may_find(text) else None


_LONG = 150
"""Characters of a pattern from which on a look for its words pays."""
