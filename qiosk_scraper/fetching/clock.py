"""The time as the archive writes it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def now() -> str:
    """This moment, ISO 8601 in UTC to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def later(seconds: float) -> str:
    """The moment so many seconds from now, or in a year if it is further away."""
    return (datetime.now(UTC) + timedelta(seconds=min(seconds, 366 * 86_400.0))).isoformat(timespec="seconds")
