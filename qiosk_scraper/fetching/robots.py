"""robots.txt by RFC 9309: what was read decides; no robots.txt (4xx) allows all, a failing server disallows all."""

from __future__ import annotations

import asyncio
import logging
from typing import Self

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from qiosk_scraper.fetching.failures import HostUnavailable, RequestRefused, RunStopped, failure_of
from qiosk_scraper.fetching.pace import Pace

log = logging.getLogger(__name__)
IS_ROBOTS = "is_robots"
"""Key of the request's meta."""
MOST_BYTES = 500 * 1024
"""RFC 9309, 2.5: at least this much is parsed; what comes after is not."""
LONGEST_DELAY = 3600.0
"""Seconds; a Crawl-delay beyond it is taken for this."""
TOKEN = "qiosk"
"""The name that a robots.txt uses for us."""


class Rules:
    """What a host's robots.txt says. `unreachable` says why it could not be read: then nothing is allowed."""

    def __init__(self, text: str = "", unreachable: str | None = None) -> None:
        self.unreachable = unreachable
        self._rules = Protego.parse(text)

    def allows(self, url: str) -> bool:
        return self.unreachable is None and bool(self._rules.can_fetch(url, TOKEN))

    @property
    def crawl_delay(self) -> float | None:
        delay = self._rules.crawl_delay(TOKEN)
        return None if delay is None else min(max(0.0, float(delay)), LONGEST_DELAY)


def rules_from(status: int, body: bytes) -> Rules:
    """The rules that an answer to the request for robots.txt means (RFC 9309, 2.3.1)."""
    if 200 <= status < 300:
        text = body[:MOST_BYTES].decode("utf-8-sig", "replace").replace("\0", "")
        return Rules(text)
    # Redirects that lead nowhere are "unavailable" as 4xx is.
    return Rules(unreachable=f"http {status}") if status >= 500 else Rules()


class Robots:
    """Asks each host for its robots.txt once in a run, before its first page."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._rules: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        if request.meta.get(IS_ROBOTS):
            return
        rules = await self._rules_for(request)
        if rules.unreachable is not None:
            raise HostUnavailable("robots.txt unreachable", rules.unreachable)
        if not rules.allows(request.url):
            raise RequestRefused("robots")

    async def _rules_for(self, request: Request) -> Rules:
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if (known := self._rules.get(origin)) is not None:
            return await asyncio.shield(known)
        answer = self._rules[origin] = asyncio.get_running_loop().create_future()
        try:
            rules = await self._fetch(f"{origin}/robots.txt")
        except Exception as error:
            answer.set_exception(error)
            answer.exception()  # looked at, so that asyncio does not call it lost when nobody else waits
            raise
        answer.set_result(rules)
        if rules.crawl_delay and (pace := self._crawler.get_downloader_middleware(Pace)) is not None:
            pace.at_least(request, rules.crawl_delay)
        return rules

    async def _fetch(self, url: str) -> Rules:
        settings = self._crawler.settings
        meta = {
            IS_ROBOTS: True,
            "download_timeout": settings.getfloat("QIOSK_ROBOTS_TIMEOUT"),
            "max_retry_times": settings.getint("QIOSK_ROBOTS_RETRY_TIMES"),
        }
        request = Request(url, meta=meta, callback=NO_CALLBACK, dont_filter=True)
        try:
            response = await self._crawler.engine.download_async(request)
        except (RunStopped, RequestRefused):
            raise
        except HostUnavailable as error:
            return Rules(unreachable=error.detail or error.reason)
        except Exception as error:
            failure = failure_of(error)
            log.info("robots.txt of %s: %s", url, failure.reason)
            if failure.reason in ("redirect loop", "too many redirects", "redirect", "too large"):
                return Rules()
            return Rules(unreachable=failure.reason)
        return rules_from(response.status, response.body)
