"""`qiosk` whose databases may not grow over a number of pages: `few_pages.py 40 crawl …`."""

from __future__ import annotations

import functools
import sqlite3
import sys
from typing import Any

PAGES = int(sys.argv[1])


class Small(sqlite3.Connection):
    """`PRAGMA max_page_count`, which holds for the connection that sets it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.execute(f"PRAGMA max_page_count = {PAGES}")


sqlite3.connect = functools.partial(sqlite3.connect, factory=Small)  # type: ignore[assignment]
sys.argv[1:] = sys.argv[2:]

from qiosk_scraper.cli import main  # noqa: E402

sys.exit(main())
