"""Days on which an outlet's own rhythm says that there should be articles, and the archive has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

PAST_DAYS = 56
"""Days before a gap that tell the rhythm: eight of each weekday."""
SHORTEST_PAST = 14
MISSED = 12.0
"""Articles that the rhythm promises for the empty days together: by chance there are none once in 160,000 times."""
UNUSUAL = 2.0
"""Times as many as for the longest silence of the weeks before: some outlets have days off now and then."""
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
        expected, silence = _expected(published, first, last, since, until)
        if expected >= max(MISSED, UNUSUAL * silence):
            found.append(Gap(outlet, first, last, expected, open=last == until))
    return found


def _expected(published: Mapping[date, int], first: date, last: date, since: date, until: date) -> tuple[float, float]:
    """Articles that the weeks before the gap promise for it, weekday by weekday; and for the longest of the silences
    that were in those weeks."""
    begin = max(since, first - PAST_DAYS * _DAY)
    days = (first - begin).days
    if days < SHORTEST_PAST:
        return 0.0, 0.0
    had, were = [0] * 7, [0] * 7
    past = [begin + number * _DAY for number in range(days)]
    for day in past:
        had[day.weekday()] += published.get(day, 0)
        were[day.weekday()] += 1
    share = [articles / count for articles, count in zip(had, were, strict=True)]
    longest = silence = 0.0
    for day in past:
        silence = 0.0 if published.get(day) else silence + share[day.weekday()]
        longest = max(longest, silence)
    total = sum(share[(first + number * _DAY).weekday()] for number in range((last - first).days + 1))
    return total - (share[until.weekday()] / 2 if last == until else 0.0), longest
