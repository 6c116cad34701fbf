"""Errors a user can act on. Each carries its exit code; the command line prints one line and ends with it.

`error: WHAT (WHERE): WHAT TO DO`
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """One list for all commands."""

    DONE = 0
    BUG = 1
    USAGE = 2
    DISK_FULL = 3
    CONFIG = 4
    ARCHIVE_UNUSABLE = 5
    ARCHIVE_LOCKED = 6
    ARCHIVE_READ_ONLY = 7
    NOTHING_FETCHED = 8
    TOO_MANY_FAILURES = 9
    DRIFT = 10
    NOT_AN_ARTICLE = 11
    SIGINT = 130
    SIGTERM = 143


class QioskError(Exception):
    """What went wrong, where, and what to do about it."""

    def __init__(self, what: str, where: str, to_do: str, exit_code: ExitCode) -> None:
        where = where or '""'
        super().__init__(f"{what} ({where}): {to_do}")
        self.what = what
        self.where = where
        self.to_do = to_do
        self.exit_code = exit_code
