"""Which date of those that a page states, and to which instant they come."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from qiosk_scraper.normalise.dates import Moment, clock, instant
from qiosk_scraper.normalise.languages import language_tag
from qiosk_scraper.normalise.text import clean
from qiosk_scraper.normalise.zones import zone_of_address
from qiosk_scraper.page import Page
from qiosk_scraper.reading import FALLBACK, STRUCTURED, Candidate, Reading

_FUTURE = timedelta(hours=48)
_ZERO = "1970-01-01T00:00:00+00:00"
"""What programs print for no date at all."""
_IN_ADDRESS = re.compile(r"/(?P<day>(?:19|20)\d\d[/-]?(?:0[1-9]|1[0-2])[/-]?(?:0[1-9]|[12]\d|3[01]))(?=[/_.-]|$)")
"""`/2025/03/28/`, `/2025-03-28/`, `/2025/0328/`."""


class Choice(NamedTuple):
    """A date: the instant, and how the page had it."""

    moment: Moment
    raw: str


def date(reading: Reading, field: str) -> tuple[Candidate | None, str | None]:
    """The first date that is one, as a `Choice`; a bare day, or a printed time without a zone, gives way to an
    instant of the same day, a date after the fetch to any other, and the day of publication, where nothing else tells
    it, is that of the address. Beside it the first text that stood in a date's place, for the archive."""
    seen: str | None = None
    day: Candidate | None = None
    told: Candidate | None = None
    late: Candidate | None = None
    zone = reading.outlet.timezone
    if zone == "UTC":  # nobody said which
        zone = zone_of_address(reading.page.url) or zone
    language = reading.outlet.language or next(
        (tag for one in reading.candidates("language") if (tag := language_tag(one.value))), None
    )
    for found in reading.candidates(field):
        raw = clean(str(found.value))
        seen = seen or raw
        moment = instant(raw, zone, language)
        if found.layer == FALLBACK and zone == "UTC" and moment and "date_no_zone" in moment.flags:
            moment = instant(raw, _zone_told(reading), language)
        if moment is None or (moment.iso == _ZERO and "date_only" not in moment.flags):
            continue
        if is_after_fetch(reading.page, moment.iso):
            late = late or Candidate(Choice(moment, raw), found.layer)
        elif found.layer == FALLBACK and "date_no_zone" in moment.flags and day is None:
            day = Candidate(Choice(moment, raw), found.layer)  # printed for people: machines may be told the zone
        elif told is not None and "date_only" not in moment.flags:
            if "date_no_zone" not in moment.flags and clock(raw, language) == clock(told.value.raw, language):
                zoned = _in_zone_of(moment, told.value.moment)
                return Candidate(Choice(zoned, told.value.raw), told.layer), told.value.raw
        elif found.layer in STRUCTURED and "date_no_zone" in moment.flags and day is None:
            told = Candidate(Choice(moment, raw), found.layer)  # people may be told the zone: `17:45 CET`
        elif "date_only" not in moment.flags:
            if day is None or _near(moment, day.value.moment):
                return Candidate(Choice(moment, raw), found.layer), raw
        elif day is None or _is_swapped(day, raw):
            # Midnight in a zone that is only guessed from the address would be another day than the printed one.
            whole = instant(raw, reading.outlet.timezone, language) or moment
            day = Candidate(Choice(whole, raw), found.layer)
    chosen = told or day or (_of_address(reading) if field == "published" else None) or late
    return chosen, chosen.value.raw if chosen else seen


def _zone_told(reading: Reading) -> str:
    """The zone in which machines are told a date of the page, for those printed beside it: `Etc/GMT-9` for `+09:00`."""
    for field in ("published", "modified"):
        for one in reading.candidates(field):
            if one.layer in STRUCTURED and (offset := _OFFSET.search(str(one.value))):
                return f"Etc/GMT{'-' if offset['sign'] == '+' else '+'}{int(offset['hours'])}"
    return "UTC"


_OFFSET = re.compile(r"T\d\d:\d\d\S*(?P<sign>[+-])(?P<hours>0[1-9]|1[0-2]):?00$")


def is_after_fetch(page: Page, iso: str) -> bool:
    """Whether a time is more than two days later than the page was fetched, by the clock of its server if need be."""
    fetched = page.capture.fetched_at or page.capture.header("date")
    now = instant(fetched) if fetched else None
    return now is not None and datetime.fromisoformat(iso) - datetime.fromisoformat(now.iso) > _FUTURE


def _is_swapped(told: Candidate, printed: str) -> bool:
    """Whether a bare day that machines are told is the printed one with day and month swapped; only one that cannot be
    read in two ways is believed."""
    sure = instant(printed) if told.layer in STRUCTURED else None
    if sure is None or "date_only" not in told.value.moment.flags:
        return False
    one, other = told.value.moment.iso[:10].split("-"), sure.iso[:10].split("-")
    return bool(one != other and one == [other[0], other[2], other[1]])


def _of_address(reading: Reading) -> Candidate | None:
    """The day that an article's address has in its path."""
    found = _IN_ADDRESS.search(re.split(r"[?#]", reading.page.url, maxsplit=1)[0])
    moment = instant(re.sub(r"\D", "", found["day"]), reading.outlet.timezone) if found else None
    if found is None or moment is None or is_after_fetch(reading.page, moment.iso):
        return None
    return Candidate(Choice(moment, found["day"]), "address")


def _in_zone_of(printed: Moment, told: Moment) -> Moment:
    """The time of day that was told without a zone, in the zone of the same one printed, which may have no seconds."""
    seconds = datetime.fromisoformat(told.iso).second
    return Moment(datetime.fromisoformat(printed.iso).replace(second=seconds).isoformat(), printed.flags)


def _near(one: Moment, other: Moment) -> bool:
    return abs(datetime.fromisoformat(one.iso) - datetime.fromisoformat(other.iso)) <= timedelta(hours=38)
