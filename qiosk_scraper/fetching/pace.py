"""One request at a time for a host, and a gap after each: the outlet's, the site's or ours, whichever is longest.

Scrapy's own slots count a delay from sending and know neither Retry-After nor Crawl-delay, and what waits in them
cannot be called back when the run stops.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from qiosk_scraper.fetching.addresses import is_loopback
from qiosk_scraper.fetching.clock import now
from qiosk_scraper.fetching.failures import RunStopped

if TYPE_CHECKING:
    from qiosk_scraper.running import CrawlRun
    from qiosk_scraper.spiders.outlet import OutletSpider

NOT_BEFORE, ASKED_AT, TURN = "not_before", "asked_at", "pace_turn"
"""Keys of the request's meta: monotonic seconds; ISO time of sending; the host whose turn is held."""
JITTER = 0.3
"""A gap is up to this share longer, never shorter."""


@dataclass
class Turn:
    """Whose turn it is at one host."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    least_gap: float = 0.0
    """Crawl-delay of its robots.txt."""


class Pace:
    """Setting QIOSK_DELAY: seconds between two requests to a host that declares nothing else."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._delay = crawler.settings.getfloat("QIOSK_DELAY")
        self._forced: str | None = crawler.settings.get("QIOSK_DELAY_FORCED")
        self._turns: defaultdict[str, Turn] = defaultdict(Turn)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def _spider(self) -> OutletSpider:
        return cast("OutletSpider", self._crawler.spider)

    def gap(self, request: Request) -> float:
        """Seconds that have to pass after this request before the next one to its host."""
        outlet = self._spider.outlet
        if self._forced is not None:
            wanted = float(self._forced)
        elif outlet.embedded or is_loopback(urlparse_cached(request).hostname or ""):
            wanted = 0.0
        else:
            wanted = self._delay if outlet.delay is None else outlet.delay
        return max(wanted, self._turns[_host(request)].least_gap)

    def hold(self, request: Request, seconds: float) -> None:
        """Nothing is asked of this request's host for so long (Retry-After)."""
        turn = self._turns[_host(request)]
        turn.free_at = max(turn.free_at, time.monotonic() + seconds)

    def at_least(self, request: Request, seconds: float) -> None:
        """The host's own minimum between two requests (Crawl-delay)."""
        turn = self._turns[_host(request)]
        turn.least_gap = max(turn.least_gap, seconds)

    async def process_request(self, request: Request) -> None:
        run: CrawlRun = self._spider.run
        await self._wait(float(request.meta.pop(NOT_BEFORE, 0.0)))
        host = _host(request)
        turn = self._turns[host]
        await turn.lock.acquire()
        try:
            # Retry-After may move the time while we wait for it.
            while turn.free_at > time.monotonic():
                await self._wait(turn.free_at)
            await self._wait(0.0)
        except BaseException:
            turn.lock.release()
            raise
        request.meta[TURN] = host
        request.meta[ASKED_AT] = now()
        run.tally.host = host

    def process_response(self, request: Request, response: Response) -> Response:
        self._end_turn(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        self._end_turn(request)

    def _end_turn(self, request: Request) -> None:
        if (host := request.meta.pop(TURN, None)) is not None:
            turn = self._turns[host]
            gap = self.gap(request) * random.uniform(1.0, 1.0 + JITTER)
            turn.free_at = max(turn.free_at, time.monotonic() + gap)
            turn.lock.release()

    async def _wait(self, until: float) -> None:
        if not await self._spider.run.sleep(until - time.monotonic(), self._spider.outlet):
            raise RunStopped("the run is ending")


def _host(request: Request) -> str:
    return urlparse_cached(request).netloc.lower()
