"""Asking again after a failure that may pass: two to four times, with growing gaps, never before Retry-After.

What is left after the last try is put off, not dropped: its place in the frontier has a time before which it is not
asked. A host where one page after the other fails is left alone for the rest of the run.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.web._newclient import RequestTransmissionFailed

from qiosk_scraper.fetching.asking import spider_of
from qiosk_scraper.fetching.clock import later
from qiosk_scraper.fetching.failures import HostUnavailable, failure_of
from qiosk_scraper.fetching.pace import NOT_BEFORE, Pace

PASSING_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
PASSING_ERRORS = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    ConnectError,
    ConnectionClosed,
    RequestTransmissionFailed,
)
_LASTING = frozenset({"certificate", "tls", "too large"})
"""Reasons among them that another try does not cure."""
TRIES, PUT_OFF = "tries_before", "put_off_until"
"""Keys of the request's meta: how often this page was asked in vain; ISO time before which it is not asked again."""
MOST_LONG_WAITS = 2
"""Pages in a row that ask for more patience than we have: then they speak for the whole host."""
WALL_SECONDS = 3600.0
_ROUNDS = 4
"""Runs after which a page that always fails is no longer put off, but given up until a page leads to it again."""


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, from a number or an HTTP date; None for garbage or the past."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return float(text)
    try:
        at = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    try:
        seconds = (at - now).total_seconds()
    except OverflowError:
        return None
    return seconds if seconds > 0 else None


def wall_passes(tries: int) -> str | None:
    """When a page is asked again that a challenge or works on the site stood in front of, by how often it was asked
    before; None after a few times."""
    return later(WALL_SECONDS * 4**tries) if tries < _ROUNDS else None


class Retries:
    """Settings: RETRY_TIMES, QIOSK_RETRY_GAP (seconds before the second try, then doubled), QIOSK_RETRY_AFTER_CAP (the
    most that Retry-After may cost a host in one run), QIOSK_PUT_OFF (seconds until a page that failed is asked again).
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        self._times = settings.getint("RETRY_TIMES")
        self._gap = settings.getfloat("QIOSK_RETRY_GAP")
        self._cap = settings.getfloat("QIOSK_RETRY_AFTER_CAP")
        self._put_off = settings.getfloat("QIOSK_PUT_OFF")
        self._waited: defaultdict[str, float] = defaultdict(float)
        """Seconds that Retry-After has cost each host."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in PASSING_STATUS:
            return response
        reason = f"http {response.status}"
        asked = retry_after(_text(response.headers.get("Retry-After")), datetime.now(UTC))
        if asked is not None and response.status in (429, 503):
            host = urlparse_cached(request).netloc
            if self._waited[host] + asked > self._cap:
                request.meta[PUT_OFF] = later(asked)
                if self._pace is not None and self._pace.long_wait(request) >= MOST_LONG_WAITS:
                    self._leave_alone(request, reason, f"asked to wait {asked:.0f} s")
                return response
            self._waited[host] += asked
            # The server speaks of itself, not of one page: every request to the host waits.
            if self._pace is not None:
                self._pace.hold(request, asked)
        self._look_at_host(request, reason)
        if (again := self._again(request, self._times, asked or 0.0)) is not None:
            return again
        request.meta[PUT_OFF] = self._next_time(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        if not isinstance(exception, PASSING_ERRORS):
            return None
        reason = failure_of(exception).reason
        if reason in _LASTING:
            return None
        self._look_at_host(request, reason)
        # A page that hung until the deadline has cost a minute or two: it gets one more.
        return self._again(request, 1 if isinstance(exception, DownloadTimeoutError) else self._times, 0.0)

    @property
    def _pace(self) -> Pace | None:
        return self._crawler.get_downloader_middleware(Pace)

    def _look_at_host(self, request: Request, reason: str) -> None:
        if self._pace is not None and self._pace.is_down(request):
            self._leave_alone(request, reason, "one page after the other fails")

    def _leave_alone(self, request: Request, reason: str, detail: str) -> None:
        """Raises HostUnavailable: nothing more is asked of the host in this run."""
        spider = spider_of(self._crawler)
        spider.run.halt(spider.outlet, f"{reason}, {detail}")  # before the next in turn is let through
        raise HostUnavailable(reason, detail, request.meta.get(PUT_OFF))

    def _again(self, request: Request, times: int, at_least: float) -> Request | None:
        tries = int(request.meta.get(TRIES, 0)) + 1
        if tries > min(times, int(request.meta.get("max_retry_times", times))):
            return None
        gap = self._gap * 2 ** (tries - 1) * random.uniform(1.0, 1.25)
        again = request.copy()
        again.meta[TRIES] = tries
        again.meta[NOT_BEFORE] = time.monotonic() + max(gap, at_least)
        again.dont_filter = True
        return again

    def _next_time(self, request: Request) -> str | None:
        """When a page that failed at every try is asked again; later and later, None after a few runs."""
        rounds = getattr(request.meta.get("entry"), "tries", 0) // (self._times + 1)
        return later(self._put_off * 4**rounds) if rounds < _ROUNDS else None


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")
