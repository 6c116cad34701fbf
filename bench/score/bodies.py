"""Bodies: how many of the runs of four words are right, how many of the paragraphs are exactly right."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, stdev

from .texts import plain

_ROUNDS = 1_000
_WIDTH = 4


@dataclass(frozen=True)
class Overlap:
    """Runs of words found and known, only found, only known; each as a share of all."""

    both: float
    extra: float
    missed: float

    @property
    def precision(self) -> float:
        return self.both / (self.both + self.extra) if self.both + self.extra else float(self.missed == 0)

    @property
    def recall(self) -> float:
        return self.both / (self.both + self.missed) if self.both + self.missed else float(self.extra == 0)

    @property
    def f1(self) -> float:
        return _f1(self.precision, self.recall)


def overlap(known: str, said: str) -> Overlap:
    one, other = _runs(known), _runs(said)
    both = (one & other).total()
    total = one.total() + other.total() - both
    if not total:
        return Overlap(0.0, 0.0, 0.0)
    return Overlap(both / total, (other.total() - both) / total, (one.total() - both) / total)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    if not words:
        return Counter()
    return Counter(tuple(words[start : start + _WIDTH]) for start in range(max(1, len(words) - _WIDTH + 1)))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def summary(found: Sequence[Overlap]) -> tuple[float, float, float]:
    """(F1 of the mean precision and mean recall, and these two). Pages without an answer have no precision, pages
    without a known text no recall."""
    precision = mean([one.precision for one in found if one.both + one.extra] or [0.0])
    recall = mean([one.recall for one in found if one.both + one.missed] or [0.0])
    return _f1(precision, recall), precision, recall


def spread(found: Sequence[Overlap]) -> float:
    """How far F1 moves when the pages are drawn anew, as a standard deviation."""
    dice = random.Random(0)
    return stdev(summary(dice.choices(found, k=len(found)))[0] for _ in range(_ROUNDS)) if len(found) > 1 else 0.0


def text_of(body: str | list[str]) -> str:
    return body if isinstance(body, str) else "\n\n".join(body)


def paragraphs(body: str | list[str]) -> Counter[str]:
    pieces = re.split(r"\n+", body) if isinstance(body, str) else body
    return Counter(text for piece in pieces if (text := plain(piece)))
