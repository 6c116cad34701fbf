"""Patterns looked for in classes and ids, which repeat over a page and a site: each distinct text is searched once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

_KEPT = 16_384
"""Texts remembered for each pattern; a page has some 300 different ones."""


class NamePattern:
    """A pattern in lower case; `search` gives the match in a lower-case text or None, as a compiled pattern does.

    Without regard to case the same alternatives take Python's `re` five times as long.
    """

    def __init__(self, pattern: str) -> None:
        self.search: Callable[[str], re.Match[str] | None] = lru_cache(_KEPT)(re.compile(pattern).search)
