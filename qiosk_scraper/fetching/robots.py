"""robots.txt by RFC 9309: what was read decides; no robots.txt (4xx) allows all, a failing server disallows all."""

from __future__ import annotations

import asyncio
import codecs
import logging
from itertools import islice
from typing import TYPE_CHECKING, Self

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from qiosk_scraper.archive.hosts import RobotsFile
from qiosk_scraper.fetching.asking import spider_of
from qiosk_scraper.fetching.clock import now, seconds_since
from qiosk_scraper.fetching.failures import HostUnavailable, RequestRefused, RunStopped, failure_of
from qiosk_scraper.fetching.pace import Pace
from qiosk_scraper.items import UNEXPECTED

if TYPE_CHECKING:
    from qiosk_scraper.running import CrawlRun

log = logging.getLogger(__name__)
IS_ROBOTS = "is_robots"
"""Key of the request's meta."""
MOST_BYTES = 500 * 1024
"""RFC 9309, 2.5: at least this much is parsed; what comes after is not."""
LONGEST_DELAY = 3600.0
"""Seconds; a Crawl-delay beyond it is taken for this."""
LONGEST_KEPT = 24 * 3600.0
"""RFC 9309, 2.4: seconds after which a file that was read is not gone by any more."""
RENEWED_AFTER = 12 * 3600.0
"""Seconds after which a run that begins asks for it again: if that fails, the one it has still holds for a while."""
MOST_SITEMAPS = 100
TOKEN = "qiosk"
"""The name that a robots.txt uses for us."""


class Rules:
    """What a host's robots.txt says. `unreachable` says why it could not be read: then nothing is allowed."""

    def __init__(self, text: str = "", unreachable: str | None = None, fetched_at: str | None = None) -> None:
        self.unreachable = unreachable
        self.fetched_at = fetched_at or now()
        """When the file was asked for, ISO 8601 UTC."""
        self._rules = Protego.parse(text)

    def allows(self, url: str) -> bool:
        return self.unreachable is None and bool(self._rules.can_fetch(url, TOKEN))

    @property
    def crawl_delay(self) -> float | None:
        delay = self._rules.crawl_delay(TOKEN)
        return None if delay is None else min(max(0.0, float(delay)), LONGEST_DELAY)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Its `Sitemap:` lines as they stand there, each once."""
        return tuple(islice(dict.fromkeys(map(str, self._rules.sitemaps)), MOST_SITEMAPS))


def rules_from(status: int, body: bytes, fetched_at: str | None = None) -> Rules:
    """The rules that an answer to the request for robots.txt means (RFC 9309, 2.3.1)."""
    if 200 <= status < 300:
        return Rules(text_of(body), fetched_at=fetched_at)
    # Redirects that lead nowhere are "unavailable" as 4xx is.
    unreachable = f"http {status}" if status >= 500 else None
    return Rules(unreachable=unreachable, fetched_at=fetched_at)


def text_of(body: bytes) -> str:
    """A robots.txt as text: its first 500 KiB, without a byte order mark. Some editors write UTF-16."""
    name = "utf-16" if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return body[:MOST_BYTES].decode(name, "replace").replace("\0", "")


class Robots:
    """Asks each host for its robots.txt before its first page. The answer is kept in the archive and holds for a day,
    for the runs after this one, too."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._rules: dict[str, asyncio.Future[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def _run(self) -> CrawlRun:
        return spider_of(self._crawler).run

    async def process_request(self, request: Request) -> None:
        if request.meta.get(IS_ROBOTS):
            return
        rules = await self.rules_for(request)
        if rules.unreachable is not None:
            raise HostUnavailable("robots.txt unreachable", rules.unreachable)
        if not rules.allows(request.url):
            raise RequestRefused("robots")

    async def rules_for(self, request: Request) -> Rules:
        """What holds for the host of this request; asked for if the archive has no answer of the last hours."""
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if (known := self._rules.get(origin)) is not None:
            rules = await asyncio.shield(known)
            if seconds_since(rules.fetched_at) < LONGEST_KEPT:
                return rules
            if self._rules.get(origin) is not known:  # another request renews it already
                return await self.rules_for(request)
        answer = self._rules[origin] = asyncio.get_running_loop().create_future()
        try:
            rules = await self._kept_or_fetched(origin)
        except Exception as error:
            del self._rules[origin]
            answer.set_exception(error)
            answer.exception()  # looked at, so that asyncio does not call it lost when nobody else waits
            raise
        answer.set_result(rules)
        if rules.crawl_delay and (pace := self._crawler.get_downloader_middleware(Pace)) is not None:
            pace.at_least(request, rules.crawl_delay)
        return rules

    async def _kept_or_fetched(self, origin: str) -> Rules:
        kept = await self._run.robots_file(origin)
        age = seconds_since(kept.fetched_at) if kept is not None else LONGEST_KEPT
        known = None
        if kept is not None and kept.status is not None and 0 <= age < LONGEST_KEPT:
            known = rules_from(kept.status, (kept.body or "").encode(), kept.fetched_at)
            if age < RENEWED_AFTER:
                return known
        rules = await self._fetch(origin)
        # RFC 9309, 2.4: an unreachable server's last good file may still be gone by.
        return rules if rules.unreachable is None or known is None else known

    async def _fetch(self, origin: str) -> Rules:
        settings = self._crawler.settings
        meta = {
            IS_ROBOTS: True,
            "download_timeout": settings.getfloat("QIOSK_ROBOTS_TIMEOUT"),
            "max_retry_times": settings.getint("QIOSK_ROBOTS_RETRY_TIMES"),
        }
        url = f"{origin}/robots.txt"
        request = Request(url, meta=meta, callback=NO_CALLBACK, dont_filter=True)
        status, body, unreachable = None, b"", None
        try:
            response = await self._crawler.engine.download_async(request)
            status, body = response.status, response.body
        except (RunStopped, RequestRefused):
            raise
        except HostUnavailable as error:
            unreachable = error.detail or error.reason
        except Exception as error:
            failure = failure_of(error)
            if failure.reason == UNEXPECTED:  # a bug of ours says nothing of the site
                raise
            log.info("robots.txt of %s: %s", url, failure.reason)
            if failure.reason not in ("redirect loop", "refused address", "url too long", "too large"):
                unreachable = failure.reason
        rules = Rules(unreachable=unreachable) if status is None else rules_from(status, body)
        has_file = status is not None and 200 <= status < 300
        file = RobotsFile(rules.fetched_at, status, text_of(body) if has_file else None)
        await self._run.keep_robots_file(origin, file, rules.crawl_delay)
        return rules
