"""Stored values as a page shows them: times, numbers, addresses that may be clicked."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from qiosk_scraper.items import Block

_WEB = ("http", "https")


class Moment(NamedTuple):
    """A time in words; `iso` is empty for what is no time."""

    iso: str
    day: str
    clock: str
    utc: str

    @property
    def whole(self) -> str:
        return f"{self.day}, {self.clock}" if self.clock else self.day


def moment(iso: str | None, zone: str | None = None) -> Moment | None:
    """A stored time in the zone of its outlet, the zone named, and in UTC. What is no time comes back as it is."""
    if not iso:
        return None
    try:
        at = datetime.fromisoformat(iso)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        there = at.astimezone(_zone(zone))
    except (ValueError, OverflowError):
        return Moment("", iso, "", "")
    name = there.tzname() or ""
    clock = f"{there:%H:%M} {name if name.isalpha() else f'{there:%z}'}"
    return Moment(iso, f"{there.day} {there:%B} {there.year}", clock, f"{at.year:04d}-{at:%m-%d %H:%M} UTC")


def web_address(url: object) -> str | None:
    """The address if a browser may be sent there: http or https with a host, nothing else (`javascript:`, `data:`)."""
    if not isinstance(url, str):
        return None
    text = url.strip()
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    odd = any(ord(one) < 33 or one in '\\"<>' for one in text)
    return text if parts.scheme.lower() in _WEB and host and not odd else None


def count(number: int | None) -> str:
    return "?" if number is None else f"{number:,}"


def plural(number: int, one: str, more: str | None = None) -> str:
    """`1 word`, `2 words`."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def hours(between: float | None) -> str:
    """A span of hours in words: `40 minutes`, `5 hours`, `3 days`."""
    if between is None:
        return ""
    if between < 1 / 60:
        return "less than a minute"
    if between < 1:
        return plural(round(between * 60), "minute")
    if between < 48:
        return plural(round(between), "hour")
    return plural(round(between / 24), "day")


def span(first: str, last: str) -> str:
    """How long between two stored times."""
    try:
        seconds = (datetime.fromisoformat(last) - datetime.fromisoformat(first)).total_seconds()
    except (ValueError, TypeError):
        return ""
    return "seen once" if seconds == 0 else hours(seconds / 3600)


class Stretch(NamedTuple):
    """Text of a block; with an address, a link."""

    text: str
    url: str | None = None
    inside: int | None = None
    """The archived article it leads to."""


def stretches(block: Block, archived: dict[str, int] | None = None) -> list[Stretch]:
    """The text of a block cut at its links. A link whose words do not stand in the text is left out."""
    return list(_stretches(block, archived or {}))


def _stretches(block: Block, archived: dict[str, int]) -> Iterator[Stretch]:
    done = 0
    for link in block.links:
        at = block.text.find(link.text, done) if link.text else -1
        if at < 0:
            continue
        if at > done:
            yield Stretch(block.text[done:at])
        yield Stretch(link.text, web_address(link.url), archived.get(link.url))
        done = at + len(link.text)
    if done < len(block.text):
        yield Stretch(block.text[done:])


def cut_at_markers(text: str, markers: Sequence[str]) -> list[tuple[bool, str]]:
    """A snippet as (found, text) pieces."""
    pieces: list[tuple[bool, str]] = []
    opening, closing = markers
    for n, part in enumerate(text.split(opening)):
        if n == 0:
            pieces.append((False, part))
            continue
        found, _, rest = part.partition(closing)
        pieces += [(True, found), (False, rest)]
    return [piece for piece in pieces if piece[1]]


def json_list(text: str | None) -> list[str]:
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return []
    return [str(one) for one in found] if isinstance(found, list) else []


def _zone(name: str | None) -> tzinfo:
    try:
        return ZoneInfo(name) if name else UTC
    except (ValueError, OSError, KeyError):  # unknown names are KeyErrors, folders of the database OSErrors
        return UTC
