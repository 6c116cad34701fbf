"""Asking again after a failure that may pass: two to four times, with growing gaps, never before Retry-After."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self, cast

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

from qiosk_scraper.fetching.clock import later
from qiosk_scraper.fetching.failures import HostUnavailable
from qiosk_scraper.fetching.pace import NOT_BEFORE, Pace

if TYPE_CHECKING:
    from qiosk_scraper.spiders.outlet import OutletSpider

PASSING_STATUS = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
PASSING_ERRORS = (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    # Raised in decompression of an empty or broken body.
    OSError,
    EOFError,
)
TRIES = "tries_before"
"""Key of the request's meta: how often this page was asked in vain."""


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


class Retries:
    """Settings: RETRY_TIMES, QIOSK_RETRY_GAP (seconds before the second try, then doubled), QIOSK_RETRY_AFTER_CAP."""

    def __init__(self, crawler: Crawler) -> None:
        self._times = crawler.settings.getint("RETRY_TIMES")
        self._gap = crawler.settings.getfloat("QIOSK_RETRY_GAP")
        self._cap = crawler.settings.getfloat("QIOSK_RETRY_AFTER_CAP")
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        if response.status not in PASSING_STATUS:
            return response
        asked = retry_after(_text(response.headers.get("Retry-After")), datetime.now(UTC))
        if asked is not None and response.status in (429, 503):
            if asked > self._cap:
                detail = f"asked to wait {asked:.0f} s"
                spider = cast("OutletSpider", self._crawler.spider)
                spider.run.halt(spider.outlet, detail)  # before the next in turn is let through
                raise HostUnavailable(f"http {response.status}", detail, later(asked))
            # The server speaks of itself, not of one page: every request to the host waits.
            if (pace := self._crawler.get_downloader_middleware(Pace)) is not None:
                pace.hold(request, asked)
        return self._again(request, asked or 0.0) or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        return self._again(request, 0.0) if isinstance(exception, PASSING_ERRORS) else None

    def _again(self, request: Request, at_least: float) -> Request | None:
        tries = int(request.meta.get(TRIES, 0)) + 1
        if tries > int(request.meta.get("max_retry_times", self._times)):
            return None
        gap = self._gap * 2 ** (tries - 1) * random.uniform(1.0, 1.25)
        again = request.copy()
        again.meta[TRIES] = tries
        again.meta[NOT_BEFORE] = time.monotonic() + max(gap, at_least)
        again.dont_filter = True
        return again


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")
