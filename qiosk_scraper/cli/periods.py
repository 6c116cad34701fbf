"""`--since` and `--until`: a date, a time, so long ago, or `last`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import click

_AGO = re.compile(r"(\d{1,6})\s*([hdw])")
_HOURS = {"h": 1, "d": 24, "w": 168}
LAST = "last"


def moment(text: str, now: datetime, *, end_of_day: bool = False) -> str:
    """`2025-01-01`, `2025-01-01T12:00+02:00` or `7d` (also `12h`, `2w`) as ISO 8601 UTC; `last` stays.

    A day means its first second, or with `end_of_day` its last. Raises ValueError for anything else.
    """
    text = text.strip().lower()
    if text == LAST:
        return LAST
    if ago := _AGO.fullmatch(text):
        try:
            return _iso(now - timedelta(hours=int(ago[1]) * _HOURS[ago[2]]))
        except OverflowError as error:
            raise ValueError(text) from error
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return _iso(datetime.fromisoformat(text + ("T23:59:59" if end_of_day else "T00:00:00")))
    if not re.match(r"\d{4}-\d\d-\d\d[t ]\d\d", text):
        raise ValueError(text)
    try:
        return _iso(datetime.fromisoformat(text.upper()))
    except OverflowError as error:
        raise ValueError(text) from error


def _iso(at: datetime) -> str:
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at.isoformat(timespec="seconds")


class Period(click.ParamType[str]):
    """The click type of both options; gives ISO 8601 UTC text or `last`."""

    name = "when"

    def __init__(self, *, end_of_day: bool = False) -> None:
        self.end_of_day = end_of_day

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return moment(str(value), datetime.now(UTC), end_of_day=self.end_of_day)
        except ValueError:
            self.fail(f"{value!r} is no date: write 2025-01-01, 7d (also 12h, 2w) or last", param, ctx)
