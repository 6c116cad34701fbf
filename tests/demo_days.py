"""The demo outlet as crawled on its two days, a day apart by the clock of the crawler."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from qiosk_scraper.archive import writer
from qiosk_scraper.crawling import CrawlPlan, run_crawl
from qiosk_scraper.demo.site import PRESS_TIME
from qiosk_scraper.fetching import clock

MONDAY, TUESDAY = "2025-03-10T20:00:00+00:00", "2025-03-11T20:00:00+00:00"
"""Some time after the crawl of the first day, and of the second."""


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    """The crawler's clock and the archive's go on from `moment`."""
    ahead = moment - datetime.now(moment.tzinfo)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + ahead

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "datetime", Clock)
        patch.setattr(writer, "datetime", Clock)
        yield


def crawl_day(db: Path, day: int) -> None:
    """Crawls the day, half an hour after its paper was finished."""
    with clock_at(PRESS_TIME[day] + timedelta(minutes=30)):
        report = run_crawl(CrawlPlan(db=db, targets=("demo",), refresh=True, demo_day=day, command="demo"))
    assert report.exit_code == 0
