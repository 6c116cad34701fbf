"""Equal runs of two sequences, found within a bounded number of comparisons."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

_AT_ONCE = 300_000
"""Comparisons above which only words that stand once on each side are matched, and then what lies between."""


class Effort:
    """Comparisons left for one pair of revisions, so that none takes long; what they do not reach is replaced whole."""

    def __init__(self) -> None:
        self.left = 8_000_000

    def spend(self, comparisons: int) -> bool:
        enough = comparisons <= self.left
        if enough:
            self.left -= comparisons
        return enough


def matches(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[tuple[int, int, int]]:
    """Equal runs in order, longest first matched: (start before, start after, length)."""
    found: list[tuple[int, int, int]] = []
    ranges = [(0, len(before), 0, len(after))]
    while ranges:
        old, old_end, new, new_end = ranges.pop()
        start = old
        while old < old_end and new < new_end and before[old] == after[new]:
            old, new = old + 1, new + 1
        if old > start:
            found.append((start, new - (old - start), old - start))
        end = old_end
        while old_end > old and new_end > new and before[old_end - 1] == after[new_end - 1]:
            old_end, new_end = old_end - 1, new_end - 1
        if end > old_end:
            found.append((old_end, new_end, end - old_end))
        if old == old_end or new == new_end:
            continue
        left, right = before[old:old_end], after[new:new_end]
        often = Counter(right)
        cost = sum(often[item] for item in left) + len(left) + len(right)
        if cost > _AT_ONCE:
            cuts = anchors(left, right) if effort.spend(len(left) + len(right)) else []
        else:
            cuts = [_longest(left, right)] if effort.spend(cost) and not often.keys().isdisjoint(left) else []
        found += ((old + a, new + b, size) for a, b, size in cuts)
        if cuts:
            ends = [(0, 0, 0), *cuts, (len(left), len(right), 0)]
            ranges += (
                (old + a + size, old + next_a, new + b + size, new + next_b)
                for (a, b, size), (next_a, next_b, _) in pairwise(ends)
            )
    return sorted(found)


def _longest(left: Sequence[str], right: Sequence[str]) -> tuple[int, int, int]:
    match = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return match.a, match.b, match.size


def anchors(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int]]:
    """Items that stand once on either side, as many as are in the same order (patience sorting)."""
    once, once_right = Counter(left), Counter(right)
    places = {item: n for n, item in enumerate(right) if once_right[item] == 1}
    piles: list[int] = []
    tops: list[int] = []
    links: dict[int, tuple[int, int]] = {}  # place on the right: (place on the left, the anchor before on the right)
    for n, item in enumerate(left):
        if once[item] == 1 and (place := places.get(item)) is not None:
            pile = bisect_left(piles, place)
            links[place] = (n, tops[pile - 1] if pile else -1)
            piles[pile : pile + 1] = [place]
            tops[pile : pile + 1] = [place]
    anchors: list[tuple[int, int, int]] = []
    place = tops[-1] if tops else -1
    while place >= 0:
        n, previous = links[place]
        anchors.append((n, place, 1))
        place = previous
    return anchors[::-1]
