"""Every request gives its turn back, however its way through the middlewares ends.

Scrapy tells a middleware's `process_exception` of what went wrong before an answer came, but not of what the
middlewares behind it raise when one came: such a request would keep its host's turn for ever, and the run would hang.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from scrapy import Request
from scrapy.core.downloader import Downloader

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.fetching.asking import spider_of
from qiosk_scraper.fetching.pace import Pace

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.http import Response
    from twisted.internet.defer import Deferred

T = TypeVar("T")


class SettlingDownloader(Downloader):
    """Setting DOWNLOADER."""

    def fetch(self, request: Request, spider: Spider | None = None) -> Deferred[Response | Request]:
        answer: Deferred[Response | Request] = super().fetch(request)
        return answer.addBoth(self._settled, request)

    def _settled(self, result: T, request: Request) -> T:
        try:
            if (pace := self.crawler.get_downloader_middleware(Pace)) is not None:
                pace.settle(request)
        except Exception as error:  # nobody else may have a turn any more: better an end than a hang
            what = f"unexpected {type(error).__name__}: {error}"
            to_do = "this is a bug; -vv shows the traceback"
            spider_of(self.crawler).run.fail(QioskError(what, request.url, to_do, ExitCode.BUG))
        return result
