"""The time as the archive writes it, and waiting for it. A test puts its own clock in place with `set_clock`."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """This moment, with its zone."""

    async def wait(self, seconds: float, until: asyncio.Event) -> None:
        """Returns after so many seconds, or as soon as the event is set."""


class SystemClock:
    """This machine's."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def wait(self, seconds: float, until: asyncio.Event) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(until.wait(), seconds)


_clock: Clock = SystemClock()


def clock() -> Clock:
    """The clock in force."""
    return _clock


@contextmanager
def set_clock(other: Clock) -> Iterator[None]:
    """Puts another clock in force inside the block."""
    global _clock
    before, _clock = _clock, other
    try:
        yield
    finally:
        _clock = before


def now() -> str:
    """This moment, ISO 8601 in UTC to the second."""
    return _clock.now().isoformat(timespec="seconds")


def later(seconds: float) -> str:
    """The moment so many seconds from now, or in a year if it is further away."""
    return (_clock.now() + timedelta(seconds=min(seconds, 366 * 86_400.0))).isoformat(timespec="seconds")


def seconds_until(moment: str) -> float:
    """From now to an ISO 8601 moment in UTC; negative once it is over."""
    return (datetime.fromisoformat(moment) - _clock.now()).total_seconds()


def seconds_since(moment: str) -> float:
    """From an ISO 8601 moment in UTC to now; negative if the clock was set back meanwhile."""
    return -seconds_until(moment)
