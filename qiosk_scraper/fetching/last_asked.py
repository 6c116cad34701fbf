"""When a host was last asked, over runs: one that begins keeps the gap that the run before it would have kept.

Stands behind Pace, which lets one request at a time through and keeps the gaps within a run.
"""

from __future__ import annotations

import random
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from qiosk_scraper.fetching.asking import AskingSpider, spider_of
from qiosk_scraper.fetching.clock import clock, now, seconds_since, seconds_until
from qiosk_scraper.fetching.failures import HostUnavailable, RunStopped
from qiosk_scraper.fetching.pace import ASKED_AT, JITTER, Pace

WORTH_KEEPING = 1.0
"""Seconds. Smaller gaps go by while a program starts, and noting each request would cost more than they last."""


UNDERWAY = 0.3
"""Seconds that a request may take from being noted to being received: the gap counts from there."""


class LastAsked:
    """Settings: QIOSK_RETRY_AFTER_CAP, seconds. A host that wants to be left alone longer is not waited for."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._cap = crawler.settings.getfloat("QIOSK_RETRY_AFTER_CAP")
        self._seen: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        pace = self._crawler.get_downloader_middleware(Pace)
        assert pace is not None
        spider = spider_of(self._crawler)
        run, host, gap = spider.run, urlparse_cached(request).netloc.lower(), pace.gap(request)
        if host not in self._seen:
            self._seen.add(host)
            await self._wait(spider, host, gap)
            request.meta[ASKED_AT] = now()
        if gap >= WORTH_KEEPING:
            await run.host_asked(host, clock().now().isoformat(timespec="milliseconds"))

    async def _wait(self, spider: AskingSpider, host: str, gap: float) -> None:
        state = await spider.run.host_state(host)
        wait = 0.0
        if gap >= WORTH_KEEPING and state.asked_at is not None:
            # Never more than the gap, wherever the clock was set to meanwhile.
            wait = min(gap, gap - seconds_since(state.asked_at)) + random.uniform(UNDERWAY, UNDERWAY + JITTER * gap)
        if state.not_before is not None and (held := seconds_until(state.not_before)) > wait:
            if held > self._cap:
                self._seen.discard(host)
                detail = f"asked to be left alone until {state.not_before}"
                spider.run.halt(spider.outlet, detail)
                raise HostUnavailable("put off", detail, state.not_before)
            wait = held
        if wait > 0 and not await spider.run.sleep(wait, spider.outlet):
            raise RunStopped("the run is ending")
