"""`qiosk` that kills itself right before or right after its n-th commit: `killed_at_commit.py before 3 crawl …`."""

from __future__ import annotations

import functools
import os
import signal
import sqlite3
import sys
from typing import Any

WHEN, NUMBER = sys.argv[1], int(sys.argv[2])
_commits = 0


class Mortal(sqlite3.Connection):
    """Counts the commits of the process."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        global _commits
        if sql != "COMMIT":
            return super().execute(sql, *values)
        _commits += 1
        if _commits == NUMBER and WHEN == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        cursor = super().execute(sql)
        if _commits == NUMBER and WHEN == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return cursor


sqlite3.connect = functools.partial(sqlite3.connect, factory=Mortal)  # type: ignore[assignment]
sys.argv[1:] = sys.argv[3:]

from qiosk_scraper.cli import main  # noqa: E402

sys.exit(main())
