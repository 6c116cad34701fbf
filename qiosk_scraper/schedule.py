"""When to look at an article again: a function of its age. No clock, archive or network inside.

Most edits are made within hours of publication and hardly any after months, so the gaps grow with the age: hours,
then days, then months. An outlet may say otherwise (`Outlet.revisits`).
"""

from __future__ import annotations

import re
import zlib
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

Schedule = tuple[tuple[float, float], ...]
"""Pairs (hours of age, hours between looks): up to that age, so often. Older than the last pair: not at all."""

_DAY = 24.0
USUAL: Schedule = (
    (6.0, 1.0),
    (2 * _DAY, 6.0),
    (14 * _DAY, 2 * _DAY),
    (90 * _DAY, 14 * _DAY),
    (2 * 365 * _DAY, 90 * _DAY),
    (float("inf"), 180 * _DAY),
)
"""Some 20 looks in the first two weeks of an article, four a year after three months, two after two years."""
NEVER: Schedule = ()
"""For an outlet whose articles are not to be looked at again."""
UNDATED_AGE = timedelta(days=3)
"""How old an article counts that nobody dates, when it is seen first: a first crawl meets more old ones than new."""
GONE_GAP = timedelta(days=1)
"""At the least, before an address that said it is gone is asked again: an article may be put back."""
_SPREAD = 0.2
"""A gap is up to this share longer, by address, so that what was stored together does not fall due together."""


def next_look(
    url: str, seen_at: str, published: str | None, first_seen: str, *, schedule: Schedule = USUAL, gone: bool = False
) -> str | None:
    """When an article seen at `seen_at` is to be looked at again, ISO 8601 UTC to the second; None: never.

    `published` is what the outlet says; without it (or with one that cannot be read) the date in its address counts,
    and without that it is taken for three days old at `first_seen`. `gone`: its address answered that it is not there.
    Times are ISO 8601; one that cannot be read gives None only if it is `seen_at`.
    """
    now = _instant(seen_at)
    if now is None:
        return None
    born = _instant(published) or _born_by_address(url) or (_instant(first_seen) or now) - UNDATED_AGE
    age = max(timedelta(0), now - born) / timedelta(hours=1)
    gap = next((hours for until, hours in schedule if age < until), None)
    if gap is None:
        return None
    wait = timedelta(hours=gap) * (1 + _SPREAD * (zlib.crc32(url.encode("utf-8", "replace")) % 1000) / 1000)
    if gone:
        wait = max(wait, GONE_GAP)
    try:
        return (now + wait).isoformat(timespec="seconds")
    except OverflowError:
        return None


def hours_after(seen_at: str, hours: float) -> str | None:
    """The moment so many hours after `seen_at` (ISO 8601), UTC to the second; None for one that cannot be read."""
    at = _instant(seen_at)
    try:
        return None if at is None else (at + timedelta(hours=hours)).isoformat(timespec="seconds")
    except OverflowError:
        return None


def checked(schedule: Schedule) -> Schedule:
    """The schedule itself. ValueError unless ages rise and every gap is at least a minute."""
    ages = [age for age, _ in schedule]
    if ages != sorted(set(ages)) or not all(age > 0 and gap * 60 >= 1 for age, gap in schedule):
        raise ValueError("a schedule is pairs (hours of age, hours between looks), ages rising, gaps over a minute")
    return schedule


_DATED_PATH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/.-]|$)")


def period_in_address(url: str) -> tuple[str, str] | None:
    """First and last moment (ISO 8601 UTC) of the day or month that stands in a path: `/2022/06/24/…`, `/2022/06/…`.

    A day earlier and later is allowed for, since the outlet's own clock set the date. None without one.
    """
    found = _DATED_PATH.search(urlsplit(url).path)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2]), found[3]
    try:
        first = date(year, month, int(day) if day else 1)
    except ValueError:
        return None
    last = first if day else (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    start = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=1)
    end = datetime(last.year, last.month, last.day, 23, 59, 59, tzinfo=UTC) + timedelta(days=1)
    return start.isoformat(timespec="seconds"), end.isoformat(timespec="seconds")


def _born_by_address(url: str) -> datetime | None:
    period = period_in_address(url)
    return None if period is None else datetime.fromisoformat(period[1])


def _instant(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.tzinfo is UTC:
        return at
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError:
        return None
