"""Runs under a clock that was set back, or that nobody wound."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from crawls import crawl, expected, rows, sections, stored
from plain_site import PlainSite

from qiosk_scraper.errors import ExitCode
from qiosk_scraper.fetching.clock import SystemClock, set_clock


class At(SystemClock):
    """A clock that stands at a time."""

    def __init__(self, time: str) -> None:
        self._time = datetime.fromisoformat(time)

    def now(self) -> datetime:
        return self._time


_DAYS = ("2025-03-30T01:30:00", "2038-01-19T03:14:08", "1970-01-01T00:00:00", "2025-03-31T00:00:00")


def test_runs_in_1970_2038_and_back_again_keep_the_order_of_storing(site: PlainSite, db: Path) -> None:
    years = [f"{day}+00:00" for day in _DAYS]
    for year in years:
        with set_clock(At(year)):
            assert crawl(db, *sections(site), refresh=True).exit_code == ExitCode.DONE
    assert stored(db) == expected(site)
    assert [row[0] for row in rows(db, "SELECT started_at FROM crawls ORDER BY id")] == years
    seen = "SELECT substr(fetched_at, 1, 4), max(clock_back) FROM captures GROUP BY crawl_id ORDER BY crawl_id"
    assert rows(db, seen) == [("2025", 0), ("2038", 0), ("1970", 1), ("2025", 0)]
    assert rows(db, "SELECT count(*), max(number) FROM revisions") == [(12, 1)]
    assert rows(db, "SELECT * FROM teasers WHERE last_seen_at < first_seen_at OR gone_at < last_seen_at") == []
