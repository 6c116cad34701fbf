"""Days on which an outlet's own rhythm says that there should be articles, and the archive has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import log1p
from typing import Any

PAST_DAYS = 56
"""Days before a gap that tell the rhythm: eight of each weekday."""
SHORTEST_PAST = 28
MISSED = 12.0
"""How surprising the silence is: once in 160,000 times. So it is where an outlet as steady as chance (no more and no
fewer busy days) has missed a dozen articles."""
UNUSUAL = 2.0
"""Times as surprising as the longest silence of the weeks before: some outlets have days off now and then."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in a row without an article."""

    outlet: str
    first: date
    last: date
    expected: float
    """Articles that as many days of the weeks before had."""
    open: bool
    """Whether no article has come since, though the outlet was crawled."""

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __str__(self) -> str:
        days = f"{self.days} days" if self.days > 1 else "1 day"
        since = "and none since" if self.open else f"to {self.last}"
        return f"no article of {self.first} {since} ({days}), {self.expected:.0f} expected"

    def to_dict(self) -> dict[str, Any]:
        return {
            "outlet": self.outlet, "first": self.first.isoformat(), "last": self.last.isoformat(), "days": self.days,
            "expected": round(self.expected, 1), "open": self.open, "message": str(self),
        }  # fmt: skip


def gaps(outlet: str, published: Mapping[date, int], since: date, until: date) -> list[Gap]:
    """The gaps between two days, both included: `since` is when the outlet was first crawled, as before that an archive
    has only what lists still showed; `until` is when it was last crawled. `published` are the articles of each day.

    The last day counts only half: it was not over yet.
    """
    found: list[Gap] = []
    day = since
    while day <= until:
        if published.get(day):
            day += _DAY
            continue
        first = day
        while day <= until and not published.get(day):
            day += _DAY
        last = day - _DAY
        silence = _silence(published, first, last, since, until)
        if silence is not None and silence.surprise >= max(MISSED, UNUSUAL * silence.usual):
            found.append(Gap(outlet, first, last, silence.expected, open=last == until))
    return found


@dataclass(frozen=True, slots=True)
class _Silence:
    """What the weeks before promise for days without articles: how many there would be, and how surprising it is that
    there are none (the logarithm of one in how many); and the same for the longest silence of those weeks."""

    expected: float
    surprise: float
    usual: float


def _silence(published: Mapping[date, int], first: date, last: date, since: date, until: date) -> _Silence | None:
    begin = max(since, first - PAST_DAYS * _DAY)
    days = (first - begin).days
    if days < SHORTEST_PAST:
        return None
    past = [begin + number * _DAY for number in range(days)]
    usual = [_mean([published.get(day, 0) for day in past if day.weekday() == weekday]) for weekday in range(7)]
    # Negative binomial: some days have three times the articles of others, and then a day without any is no wonder.
    apart = sum((published.get(day, 0) - usual[day.weekday()]) ** 2 for day in past) * days / (days - 7)
    spread = apart - sum(usual[day.weekday()] for day in past)
    squares = sum(usual[day.weekday()] ** 2 for day in past)

    def surprise(expected: float) -> float:
        steady = squares / spread if spread > 0 and squares else 0.0
        return steady * log1p(expected / steady) if steady else expected

    longest = silence = 0.0
    for day in past:
        silence = 0.0 if published.get(day) else silence + surprise(usual[day.weekday()])
        longest = max(longest, silence)
    promised = [usual[(first + number * _DAY).weekday()] for number in range((last - first).days + 1)]
    if last == until:
        promised[-1] /= 2
    return _Silence(sum(promised), sum(map(surprise, promised)), longest)


def _mean(counts: list[int]) -> float:
    return sum(counts) / len(counts)
