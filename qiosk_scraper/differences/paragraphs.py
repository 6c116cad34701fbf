"""Paragraphs matched: equal ones first, then moved ones, then those that were edited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from qiosk_scraper.differences.matching import Effort, anchors, matches
from qiosk_scraper.differences.pieces import ParagraphDifference, whole
from qiosk_scraper.differences.words import WORD, word_pieces

_SIMILAR = 0.5
"""Share of words in common from which two paragraphs are one that was edited."""


def compare(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[ParagraphDifference]:
    partners = {old + k: new + k for old, new, size in matches(before, after, effort) for k in range(size)}
    moved = _moves(before, after, partners)
    came_from = {new: old for old, new in moved.items()}
    for old, new in _gaps(partners, len(before), len(after)):
        old_left, new_left = [n for n in old if n not in moved], [n for n in new if n not in came_from]
        partners.update(_edited(before, after, old_left, new_left, effort))
    found: list[ParagraphDifference] = []

    def gone(until: int, start: int) -> None:
        for n in range(start, until):
            to = moved.get(n)
            found.append(
                ParagraphDifference(
                    "deleted" if to is None else "moved_away",
                    n + 1,
                    None if to is None else to + 1,
                    whole("delete", before[n]),
                )
            )

    def come(until: int, start: int) -> None:
        for n in range(start, until):
            source = came_from.get(n)
            found.append(
                ParagraphDifference(
                    "inserted" if source is None else "moved_here",
                    None if source is None else source + 1,
                    n + 1,
                    whole("insert", after[n]),
                )
            )

    old_done = new_done = 0
    for old_at, new_at in sorted(partners.items()):
        gone(old_at, old_done)
        come(new_at, new_done)
        same = before[old_at] == after[new_at]
        pieces = whole("equal", after[new_at]) if same else word_pieces(before[old_at], after[new_at], effort)
        found.append(ParagraphDifference("equal" if same else "edited", old_at + 1, new_at + 1, pieces))
        old_done, new_done = old_at + 1, new_at + 1
    gone(len(before), old_done)
    come(len(after), new_done)
    return found


def _moves(before: Sequence[str], after: Sequence[str], partners: dict[int, int]) -> dict[int, int]:
    """Unmatched paragraphs that stand word for word elsewhere: number before to number after."""
    taken = set(partners.values())
    places: dict[str, list[int]] = {}
    for n in reversed(range(len(after))):
        if n not in taken and after[n].strip():
            places.setdefault(after[n], []).append(n)
    return {n: places[text].pop() for n, text in enumerate(before) if n not in partners and places.get(text)}


def _gaps(partners: dict[int, int], before: int, after: int) -> Iterator[tuple[range, range]]:
    ends = [(-1, -1), *sorted(partners.items()), (before, after)]
    for (old, new), (next_old, next_new) in pairwise(ends):
        if next_old - old > 1 and next_new - new > 1:
            yield range(old + 1, next_old), range(new + 1, next_new)


def _edited(
    before: Sequence[str],
    after: Sequence[str],
    old: list[int],
    new: list[int],
    effort: Effort,
) -> dict[int, int]:
    """Those paragraphs of a gap that are alike, paired in order so that most words are kept."""
    old_words, new_words = (
        [Counter(WORD.findall(texts[n])) for n in numbers] for texts, numbers in ((before, old), (after, new))
    )
    comparisons = sum(map(len, old_words)) * len(new) + len(old) * sum(map(len, new_words)) + 10 * len(old) * len(new)
    if not effort.spend(comparisons):
        return _edited_by_rare_words(old, new, old_words, new_words)
    likeness = [[_likeness(a, b) for b in new_words] for a in old_words]
    # best[i][j]: the most that old[i:] and new[j:] can have in common.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= _SIMILAR else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs[old[i]] = new[j]
            i, j = i + 1, j + 1
    return pairs


def _edited_by_rare_words(
    old: list[int],
    new: list[int],
    old_words: list[Counter[str]],
    new_words: list[Counter[str]],
) -> dict[int, int]:
    """The same for long gaps: compared are only the paragraphs that share most words found in few of them."""
    places: dict[str, list[int]] = {}
    for j, counted in enumerate(new_words):
        for word in counted:
            places.setdefault(word, []).append(j)
    partners: list[int] = []
    for i, counted in enumerate(old_words):
        votes = Counter(j for word in counted if len(found := places.get(word, ())) <= 5 for j in found)
        likest = max(((_likeness(counted, new_words[j]), -j) for j, _ in votes.most_common(3)), default=(0.0, 0))
        partners.append(-likest[1] if likest[0] >= _SIMILAR else -1 - i)
    in_order = anchors([str(j) for j in partners], [str(j) for j in range(len(new))])
    return {old[i]: new[j] for i, j, _ in in_order}


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
