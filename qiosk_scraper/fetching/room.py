"""Nothing is asked for while the archive's disk is nearly full: a page that was fetched has to find its place."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.fetching.asking import spider_of
from qiosk_scraper.fetching.failures import RunStopped

MIB = 1024 * 1024
SET_ASIDE = 10
"""A disk of less than so many times what is to stay free was set aside for the archive, and may be filled."""
LOOK_AGAIN = 5.0
"""Seconds."""


class Room:
    """Settings: QIOSK_MIN_FREE, MiB that are to stay free on the archive's disk; QIOSK_ROOM_PATIENCE, seconds that a
    run waits for somebody to make room before it ends with exit code 3. Stands behind Pace: just before a page is
    asked for."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._wanted = int(crawler.settings.getfloat("QIOSK_MIN_FREE") * MIB)
        self._patience = crawler.settings.getfloat("QIOSK_ROOM_PATIENCE")
        self._looked = float("-inf")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if time.monotonic() - self._looked < LOOK_AGAIN:
            return
        spider = spider_of(self._crawler)
        run, began = spider.run, time.monotonic()
        while (free := self._short_of(run.path)) is not None:
            what = f"disk nearly full: {free:,} bytes free, {self._wanted:,} are to stay free"
            waited = time.monotonic() - began
            if waited >= self._patience:
                to_do = "make room and run the same command again; all that was stored is safe"
                run.fail(QioskError(what, str(run.path), to_do, ExitCode.DISK_FULL))
            elif run.pauses():
                run.progress.say(f"pausing, {what} ({run.path}): make room, and the run goes on")
            if not await run.sleep(min(LOOK_AGAIN, self._patience), spider.outlet):
                raise RunStopped("the run is ending")
        self._looked = time.monotonic()
        if run.goes_on_again():
            run.progress.say("there is room again, going on")

    def _short_of(self, archive: Path) -> int | None:
        """Bytes free on the archive's disk if they are too few."""
        try:
            disk = shutil.disk_usage(archive.parent)
        except OSError:
            return None
        return disk.free if disk.free < self._wanted and disk.total >= SET_ASIDE * self._wanted else None
