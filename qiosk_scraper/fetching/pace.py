"""One request at a time for a host, and a gap after each: the outlet's, the site's or ours, whichever is longest.

Scrapy's own slots count a delay from sending and know neither Retry-After nor Crawl-delay, and what waits in them
cannot be called back when the run stops.

A page that hangs loses its turn to the next, so that one slow page does not hold up a whole outlet: first one page of a
host, then one more for each whole answer that came meanwhile. A host where every page hangs is left with two.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from qiosk_scraper.fetching.addresses import is_loopback
from qiosk_scraper.fetching.asking import AskingSpider, spider_of
from qiosk_scraper.fetching.clock import now
from qiosk_scraper.fetching.failures import RunStopped

if TYPE_CHECKING:
    from qiosk_scraper.running import CrawlRun

NOT_BEFORE, ASKED_AT, FIRST_ASKED = "not_before", "asked_at", "first_asked"
"""Keys of the request's meta: monotonic seconds; ISO time of sending; monotonic seconds of the first try."""
JITTER = 0.3
"""A gap is up to this share longer, never shorter."""
WORTH_TELLING = 5.0
"""Seconds of rest that the display names."""
MOST_ASIDE = 6
CALM = 3
"""Requests that may fail one after the other before the gaps grow."""
LONGEST_STORM_GAP = 16.0
MOST_FAILING = 12
"""Requests that fail one after the other, for three pages or more, before the host is left alone: two minutes."""


@dataclass
class Turn:
    """Whose turn it is at one host, and how the host fares."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    least_gap: float = 0.0
    """Crawl-delay of its robots.txt."""
    aside: int = 0
    """Requests that hang: their turn has passed on."""
    answers: int = 0
    """Whole answers since the first of them was put aside."""
    good_at: float = 0.0
    """Monotonic seconds of its last good answer: any but 429 and 5xx."""
    failing: int = 0
    """Requests since then, for pages first asked for since then, that did not get one."""
    pages: int = 0
    """Pages those requests were for."""
    long_waits: int = 0
    """Those that were told to come back later than we can wait."""


@dataclass
class _Open:
    """A request on its way."""

    turn: Turn
    is_first_try: bool
    timer: asyncio.TimerHandle | None = None
    aside: bool = False


class Pace:
    """Settings QIOSK_DELAY (seconds between two requests to a host that declares nothing else), QIOSK_PATIENCE (seconds
    after which a page without an answer loses its turn), QIOSK_RETRY_GAP (the first gap of a storm, then doubled)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._delay = crawler.settings.getfloat("QIOSK_DELAY")
        self._forced: str | None = crawler.settings.get("QIOSK_DELAY_FORCED")
        self._patience = crawler.settings.getfloat("QIOSK_PATIENCE")
        self._storm_gap = crawler.settings.getfloat("QIOSK_RETRY_GAP")
        self._turns: defaultdict[str, Turn] = defaultdict(Turn)
        self._open: dict[Request, _Open] = {}
        crawler.signals.connect(self._sent, signal=signals.request_reached_downloader)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def _spider(self) -> AskingSpider:
        return spider_of(self._crawler)

    def gap(self, request: Request) -> float:
        """Seconds that have to pass after this request before the next one to its host."""
        outlet = self._spider.outlet
        turn = self._turns[_host(request)]
        if self._forced is not None:
            wanted = float(self._forced)
        elif outlet.embedded or is_loopback(urlparse_cached(request).hostname or ""):
            wanted = 0.0
        else:
            wanted = self._delay if outlet.delay is None else outlet.delay
        # One page that fails says nothing of its host; several without a good one in between do.
        storm = self._storm_gap * 2.0 ** min(turn.failing - CALM, 20) if turn.failing > CALM else 0.0
        return max(wanted, turn.least_gap, min(storm, LONGEST_STORM_GAP))

    def hold(self, request: Request, seconds: float) -> None:
        """Nothing is asked of this request's host for so long (Retry-After)."""
        turn = self._turns[_host(request)]
        turn.free_at = max(turn.free_at, time.monotonic() + seconds)
        if seconds >= WORTH_TELLING:
            self._spider.run.tally.rests[_host(request)] = turn.free_at

    def at_least(self, request: Request, seconds: float) -> None:
        """The host's own minimum between two requests (Crawl-delay)."""
        turn = self._turns[_host(request)]
        turn.least_gap = max(turn.least_gap, seconds)

    def is_down(self, request: Request) -> bool:
        """Whether this request's host has failed so often that it is better left alone."""
        turn = self._turns[_host(request)]
        return turn.failing >= MOST_FAILING and turn.pages >= CALM

    def long_wait(self, request: Request) -> int:
        """To be told of a page that is to be asked much later; gives how many there were since the host's last good
        answer."""
        turn = self._turns[_host(request)]
        turn.long_waits += request.meta.get(FIRST_ASKED, 0.0) > turn.good_at
        return turn.long_waits

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
            request.meta[ASKED_AT] = now()
            is_first_try = FIRST_ASKED not in request.meta
            request.meta.setdefault(FIRST_ASKED, time.monotonic())
            run.tally.host = host
            self._open[request] = _Open(turn, is_first_try)
        except BaseException:
            turn.lock.release()
            raise

    def process_response(self, request: Request, response: Response) -> Response:
        if (opened := self._open.get(request)) is not None:
            turn = opened.turn
            if response.status == 429 or 500 <= response.status < 600:
                self._failed(request, opened)
            else:
                turn.failing = turn.pages = turn.long_waits = 0
                turn.good_at = time.monotonic()
                turn.answers += 1
        self._end(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if (opened := self._open.get(request)) is not None and not isinstance(exception, IgnoreRequest):
            self._failed(request, opened)
        self._end(request)

    def settle(self, request: Request) -> None:
        """To be told, whatever came of a request, that nothing more comes: its turn passes on if it has not yet."""
        self._end(request)

    def _failed(self, request: Request, opened: _Open) -> None:
        turn = opened.turn
        if request.meta[FIRST_ASKED] > turn.good_at:
            turn.failing += 1
            turn.pages += opened.is_first_try

    def _sent(self, request: Request) -> None:
        """Whatever else had to be waited for is over."""
        if request in self._open:
            self._watch(request)

    def _watch(self, request: Request) -> None:
        patience = max(self._patience, self.gap(request))
        self._open[request].timer = asyncio.get_running_loop().call_later(patience, self._put_aside, request)

    def _put_aside(self, request: Request) -> None:
        """The request hangs: the turn passes on, unless too many hang already."""
        opened = self._open[request]
        turn = opened.turn
        if turn.aside == 0:
            turn.answers = 0
        if turn.aside >= min(MOST_ASIDE, 1 + turn.answers):
            self._watch(request)
            return
        turn.aside += 1
        opened.aside = True
        self._pass_on(request, turn)

    def _end(self, request: Request) -> None:
        if (opened := self._open.pop(request, None)) is None:
            return
        if opened.timer is not None:
            opened.timer.cancel()
        if opened.aside:
            opened.turn.aside -= 1
        else:
            self._pass_on(request, opened.turn)

    def _pass_on(self, request: Request, turn: Turn) -> None:
        gap = self.gap(request) * random.uniform(1.0, 1.0 + JITTER)
        turn.free_at = max(turn.free_at, time.monotonic() + gap)
        turn.lock.release()

    async def _wait(self, until: float) -> None:
        if not await self._spider.run.sleep(until - time.monotonic(), self._spider.outlet):
            raise RunStopped("the run is ending")


def _host(request: Request) -> str:
    return urlparse_cached(request).netloc.lower()
