"""How many articles a run met, and what became of them: each article once, however often and under whatever address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["new", "changed", "same", "listed", "failed", "refused"]
"""What a visit did: `listed` is a page that is no article but leads to some."""
Fate = Literal["new", "changed", "same", "failed", "refused", "shown"]
Key = int | str

_RANK: dict[str, int] = {"shown": 0, "refused": 1, "failed": 2, "same": 3, "changed": 4, "new": 5}


@dataclass(frozen=True, slots=True)
class CrawlCounts:
    """`seen` is the sum of the others; each article is counted once."""

    seen: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    failed: int = 0
    refused: int = 0


class Tally:
    """The fate of each article in this run, by its id or, where it has none, its address.

    An article met more than once has its weightiest fate; one that a listing shows and that is not fetched is `shown`
    and counts as same. Changes since the last `keep()` can be taken back.
    """

    def __init__(self) -> None:
        self._fates: dict[Key, Fate] = {}
        self._counts: Counter[str] = Counter()
        self._undo: list[tuple[Key, Fate | None]] = []

    def note(self, key: Key, fate: Fate, instead_of: Iterable[str] = ()) -> None:
        """Notes what became of an article; `instead_of` are addresses under which it may have been noted before."""
        for address in instead_of:
            self._set(address, None)
        before = self._fates.get(key)
        if before is None or _RANK[fate] > _RANK[before]:
            self._set(key, fate)

    def counts(self) -> CrawlCounts:
        count = self._counts
        same = count["same"] + count["shown"]
        return CrawlCounts(len(self._fates), count["new"], count["changed"], same, count["failed"], count["refused"])

    def keep(self) -> None:
        self._undo.clear()

    def take_back(self) -> None:
        for key, fate in reversed(self._undo):
            self._put(key, fate)
        self._undo.clear()

    def _set(self, key: Key, fate: Fate | None) -> None:
        before = self._fates.get(key)
        if before != fate:
            self._undo.append((key, before))
            self._put(key, fate)

    def _put(self, key: Key, fate: Fate | None) -> None:
        before = self._fates.pop(key, None)
        if before is not None:
            self._counts[before] -= 1
        if fate is not None:
            self._fates[key] = fate
            self._counts[fate] += 1
