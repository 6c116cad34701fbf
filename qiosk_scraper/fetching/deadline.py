"""Two deadlines for a response: its headers, and all of it. Neither moves when a byte drips in.

Scrapy has the second (`download_timeout`); a server that sends a header line each second would use it up.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError


class HeaderDeadline:
    """Setting QIOSK_HEADER_TIMEOUT: seconds from asking to the end of the headers."""

    def __init__(self, crawler: Crawler) -> None:
        self._seconds = crawler.settings.getfloat("QIOSK_HEADER_TIMEOUT")
        self._waiting: dict[Request, asyncio.Timeout] = {}
        crawler.signals.connect(self._headers_came, signal=signals.headers_received)

    @asynccontextmanager
    async def over(self, request: Request) -> AsyncIterator[None]:
        """Raises DownloadTimeoutError if the headers for `request` do not come in time inside the block."""
        seconds = min(self._seconds, float(request.meta.get("download_timeout") or self._seconds))
        try:
            async with asyncio.timeout(seconds) as deadline:
                self._waiting[request] = deadline
                yield
        except TimeoutError:
            raise DownloadTimeoutError(f"no headers in {seconds:.0f} s") from None
        finally:
            self._waiting.pop(request, None)

    def _headers_came(self, request: Request) -> None:
        if (deadline := self._waiting.get(request)) is not None and not deadline.expired():
            deadline.reschedule(None)
