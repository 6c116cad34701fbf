"""Patterns looked for in classes and ids, which repeat over a page and a site: each distinct text is searched once."""

from __future__ import annotations

import re
from collections.abc import Callable

_KEPT = 16_384
"""Texts remembered for each pattern; a page has some 300 different ones."""


class _Found(dict[str, re.Match[str] | None]):
    """What a pattern found in each text seen so far. A dictionary, since it answers in 25 ns, `lru_cache` in 60."""

    def __init__(self, pattern: str) -> None:
        self.pattern = re.compile(pattern)

    def __missing__(self, text: str) -> re.Match[str] | None:
        if len(self) >= _KEPT:
            self.clear()
        found = self[text] = self.pattern.search(text)
        return found


class NamePattern:
    """A pattern in lower case; `search` gives the match in a lower-case text or None, as a compiled pattern does.

    Without regard to case the same alternatives take Python's `re` five times as long.
    """

    def __init__(self, pattern: str) -> None:
        self.search: Callable[[str], re.Match[str] | None] = _Found(pattern).__getitem__
