"""Printed and machine-written dates as one instant in UTC; what cannot be sure is no date."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from qiosk_scraper.normalise.calendar_words import DATE_MARKS, MONTHS, ZONES, folded_word
from qiosk_scraper.normalise.calendars import western
from qiosk_scraper.normalise.text import clean


class Moment(NamedTuple):
    """An instant: ISO 8601 in UTC with `+00:00`, and what had to be assumed."""

    iso: str
    flags: tuple[str, ...] = ()
    """`date_only`: midnight in the outlet's zone was assumed. `date_no_zone`: the outlet's zone was assumed."""


_YEARS = range(1700, 2200)
_LONGEST = 200
_MONTH = r"(?P<month>[^\W\d_]{3,12})\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_ISO = re.compile(rf"(?<!\d){_YEAR}([-/.])(?P<month>\d{{1,2}})\2{_DAY}(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?(?P<time>\d{6}|\d{4}))?(?!\d)")
_WRITTEN = (
    re.compile(rf"{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?\s*,?\s+(?:of\s+|at\s+)?{_YEAR}(?!\d)", re.IGNORECASE),
    re.compile(
        rf"(?<!\d){_DAY}(?:\.|er|ère|º|ª|o|st|nd|rd|th|e)?[\s\-]*(?:de\s+|d['’]|of\s+|di\s+)?{_MONTH},?[\s\-]*"
        rf"(?:de\s+|del\s+|of\s+)?(?:{_YEAR}|(?P<short>\d\d)(?=\s+\d\d:|\s*$))(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"{_YEAR}[.,]?\s+{_MONTH}\s+{_DAY}(?:\.|-?[áaeé]n)?(?!\d)", re.IGNORECASE),  # Hungarian, Lithuanian
    re.compile(
        rf"[^\W\d_]{{3,9}}\.?,?\s+{_MONTH}\s+{_DAY}\s+(?=\d\d?:\d\d).*?\s{_YEAR}(?!\d)", re.IGNORECASE
    ),  # asctime, Java
)
_CJK = re.compile(rf"{_YEAR}\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월]\s*{_DAY}\s*[日일]")
_NUMERIC = re.compile(rf"(?<!\d)(?P<first>\d{{1,2}})(\. ?|[/\-])(?P<second>\d{{1,2}})\2{_YEAR}(?!\d)")
_SHORT = re.compile(r"(?<![\w./])(?P<first>\d\d)([./])(?P<second>\d\d)\2(?P<year>[1-4]\d)(?![\w./-]?\d)")
"""`04.03.26`, day and month in two figures each; three numbers of a version seldom have so many."""
_TIME = re.compile(
    r"(?P<before>上午|下午|오전|오후)?\s*(?<![\d+\-])(?P<hour>\d{1,2})(?:\s?[:.hH]\s?(?P<minute>\d{2})(?!\d|[./]\d{4})(?:[:.](?P<second>\d{2})(?!\d)(?:[.,]\d{1,9})?)?)?"
    r"\s*(?P<half>[ap]\.?\s?m\.?(?![^\W_]))?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"^\s*(?:\(?(?:GMT|UTC)\s*)?(?P<sign>[+\-−])\s?(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?(?!\d)", re.IGNORECASE
)
_NAMED = re.compile(r"^\s*[,(]?\s*(?P<name>[A-Za-z]{1,5}\b|МСК\b|[A-Z][a-z]+/[A-Z][A-Za-z_]+)")
_EPOCH = re.compile(r"-?\d{9,10}(?:\.\d+)?|\d{13}|\d{16}")
_AMERICAN = ("en", "en-us", "en-ph", "en-ca")
_OF_AMERICA = _AMERICAN[1:]
"""Told with the country: English pages of a school in Berlin print `02.12.19` for 2 December (seen 2019-12)."""


def instant(raw: str, timezone: str = "UTC", language: str | None = None) -> Moment | None:
    """The instant that `raw` names, or None: no date, an impossible one, or one whose day and month could be
    swapped. A time without zone is read in `timezone` (IANA name); a date alone is its midnight there.
    `language` (BCP 47) says which of day and month stands first in `3/4/2025`. Pure: relative dates give None."""
    text = clean(str(raw))
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _read(clean(western(text)), timezone, language)
    except (ValueError, OverflowError):
        return None


def clock(raw: str, language: str | None = None) -> str | None:
    """Day and time of day as `raw` has them, in whatever zone: `2025-03-10T17:45` for `10 March 2025, 17:45 CET`."""
    text = clean(str(raw))
    if not text or len(text) > _LONGEST:
        return None
    try:
        found = _local(clean(western(text)), "UTC", language)
    except (ValueError, OverflowError):
        return None
    return found[0].strftime("%Y-%m-%dT%H:%M") if found and "date_only" not in found[1] else None


def _read(text: str, timezone: str, language: str | None) -> Moment | None:
    found = _local(text, timezone, language)
    return _moment(found[0], *found[1]) if found is not None else None


def _local(text: str, timezone: str, language: str | None) -> tuple[datetime, tuple[str, ...]] | None:
    """The time in its own zone, and the flags."""
    if _EPOCH.fullmatch(text) and not (len(text) == 10 and "." in text):
        number = float(text)
        while abs(number) >= 1e11:
            number /= 1000
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=int(number)), ()
    found = _day(text, language)
    if found is None:
        return None
    year, month, day, rest = found
    if year not in _YEARS:
        return None
    told = _clock(rest)
    if told is None:
        return datetime(year, month, day, tzinfo=zone(timezone)), ("date_only",)
    hour, minute, second, tail = told
    extra = timedelta()
    if second == 60:  # a leap second: no clock here can say it, the next one is meant
        second, extra = 59, timedelta(seconds=1)
    if (hour, minute, second) == (24, 0, 0):
        hour, extra = 0, timedelta(days=1)
    named = _zone_of(tail)
    local = datetime(year, month, day, hour, minute, second, tzinfo=named or zone(timezone)) + extra
    return local, () if named is not None else ("date_no_zone",)


def zone(name: str) -> tzinfo:
    """The zone of that IANA name; UTC for a name that the system does not know."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError; a folder's name is an OSError
        return UTC


def _moment(local: datetime, *flags: str) -> Moment | None:
    moment = local.astimezone(UTC)
    if moment.year not in _YEARS:
        return None
    return Moment(moment.isoformat(timespec="seconds"), flags)


def _day(text: str, language: str | None) -> tuple[int, int, int, str] | None:
    """Year, month, day, and what stands beside them."""
    if match := _ISO.search(text) or _CJK.search(text):
        return int(match["year"]), int(match["month"]), int(match["day"]), _beside(text, match)
    if (match := _COMPACT.search(text)) and int(match["month"]) <= 12:
        clock = match["time"] or ""
        spelled = ":".join(clock[index : index + 2] for index in range(0, len(clock), 2))
        return int(match["year"]), int(match["month"]), int(match["day"]), f"{spelled}{_beside(text, match)}"
    for pattern in _WRITTEN:
        for match in pattern.finditer(text):
            if month := _month(match["month"], language):
                groups = match.groupdict()
                year = int(match["year"]) if groups.get("year") else 2000 + int(groups["short"] or 0)
                # Between month and year of an asctime date stands the clock.
                return (
                    year,
                    month,
                    int(match["day"]),
                    _beside(text, match)
                    + " "
                    + match[0][
                        match.end("day") - match.start() : match.end("year") - match.start() - 4
                        if groups.get("year")
                        else None
                    ],
                )
    short = _SHORT if (language or "").lower()[:2] not in _YEAR_FIRST else None
    if match := _NUMERIC.search(text) or (short and short.search(text)):
        first, second = int(match["first"]), int(match["second"])
        year = int(match["year"])
        american = year < 100 and (language or "").lower() in _OF_AMERICA  # `06.05.13` is 5 June there
        if (order := _day_first(first, second, "/" if american else match[2], language)) is None:
            return None
        day, month = (first, second) if order else (second, first)
        return year if year >= 100 else 2000 + year, month, day, _beside(text, match)
    return None


_YEAR_FIRST = frozenset(("ja", "ko", "zh", "hu", "lt", "mn"))
"""Languages in which `24.03.05` is a day in 2024."""


def _beside(text: str, match: re.Match[str]) -> str:
    after = text[match.end() :]
    return after if re.search(r"\d", after) else f"{after} {text[: match.start()]}"


def _day_first(first: int, second: int, mark: str, language: str | None) -> bool | None:
    """Whether the day stands first; None when nothing tells."""
    if first > 12 or second > 12 or first == second:
        return first > 12 or first == second
    if mark[0] == ".":
        return True
    if language is None:
        return None
    return language.lower() not in _AMERICAN


def _month(word: str, language: str | None) -> int | None:
    plain = folded_word(word)
    if plain == "listopada" and language is not None and language.lower()[:2] in ("hr", "bs"):
        return 10  # November in Polish and Czech
    return MONTHS.get(plain)


def _clock(rest: str) -> tuple[int, int, int, str] | None:
    """Hour, minute, second and what follows them."""
    for match in _TIME.finditer(rest):
        if match["minute"] is None and match["half"] is None:
            continue
        hour, minute, second = int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0)
        half = (match["half"] or "").lower()[:1] or {"上午": "a", "오전": "a", "下午": "p", "오후": "p"}.get(
            match["before"] or "", ""
        )
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour > 24 or minute > 59 or second > 60:
            raise ValueError("clock")
        return hour, minute, second, rest[match.end() :]
    if re.search(r"\bnoon\b", rest, re.IGNORECASE):
        return 12, 0, 0, re.split(r"noon", rest, flags=re.IGNORECASE)[1]
    return None


def _zone_of(tail: str) -> tzinfo | None:
    """The zone written behind the clock: `Z`, `+02:00`, `GMT+2`, `ET`, `America/New_York`."""
    tail = DATE_MARKS.sub("", tail)
    if match := _OFFSET.match(tail):
        hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
        if hours > 14 or minutes > 59:
            raise ValueError("offset")
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if match["sign"] != "+" else offset)
    if match := _NAMED.match(tail):
        name = match["name"]
        if "/" in name:
            return zone(name)
        known = ZONES.get(name.upper())
        if isinstance(known, str):
            return zone(known)
        if known is not None:
            return timezone(timedelta(minutes=known))
    return None
