"""What one response may cost: its time, its headers, its bytes before and after unpacking.

Scrapy's download handler, with the limits that it lacks. It bounds neither headers (0.8 GB of them were read, measured
with Scrapy 2.19) nor what a packed body unpacks to in the right place: here a body that is cut short fails as a
connection that broke does, and is asked for again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from scrapy.crawler import Crawler
from scrapy.exceptions import ResponseDataLossError
from scrapy.http import Response
from twisted.web._newclient import HEADER, STATUS

from qiosk_scraper.fetching.deadline import HeaderDeadline
from qiosk_scraper.fetching.decoding import CutShort, TooLarge, TooManyEncodings, encodings, unpack
from qiosk_scraper.fetching.failures import RequestFailed

if TYPE_CHECKING:
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress
    from twisted.web._newclient import Request as Asked
    from twisted.web.iweb import IResponse

MOST_HEADER_BYTES = 256 * 1024
"""Of one answer, interim answers (1xx) included. 2,000 cookies take about half of it."""

MOST_INTERIM_ANSWERS = 20


class HeadersTooLarge(Exception):
    """The server does not come to the end of its headers."""


class Download(HTTP11DownloadHandler):
    """Settings DOWNLOAD_TIMEOUT, QIOSK_HEADER_TIMEOUT, DOWNLOAD_MAXSIZE (bytes, before and after unpacking)."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._deadline = HeaderDeadline(crawler)
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._pool._factory = _Connections
        # Twisted would ask again at once on a connection of its own: tries and the gaps between them are retries.py's.
        self._pool.retryAutomatically = False

    async def download_request(self, request: Request) -> Response:
        """The response with its body unpacked and its headers as they came. Raises RequestFailed and Scrapy's errors
        for downloads."""
        async with self._deadline.over(request):
            response = await super().download_request(request)
        if response.status == 206:  # we never ask for a part
            raise ResponseDataLossError("a part of the page")
        named = response.headers.getlist("Content-Encoding")
        if not named or not response.body:
            return response
        wanted = 200 <= response.status < 300
        try:
            names = encodings([value.decode("latin-1") for value in named if value is not None])
            body = unpack(response.body, names, int(request.meta.get("download_maxsize", self._most)))
        except TooLarge as error:
            if wanted:
                raise RequestFailed("too large", str(error)) from None
        except TooManyEncodings as error:
            if wanted:
                raise RequestFailed("too many encodings", str(error)) from None
        except CutShort as error:
            if wanted:
                raise ResponseDataLossError(str(error)) from None
        else:
            return response.replace(body=body)
        return response.replace(body=b"")  # of a redirect or an error, the status is what counts


class _Parser(_LenientHTTPClientParser):
    """Counts what comes before the body."""

    MAX_LENGTH = MOST_HEADER_BYTES
    header_bytes = 0
    interim_answers = 0

    def dataReceived(self, data: bytes) -> None:
        before_body = self.state in (STATUS, HEADER)
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if before_body:
            # What is left over in the last packet belongs to the body: it counts only while no body has begun.
            self.header_bytes += len(data)
            if self.state in (STATUS, HEADER) and self.header_bytes > MOST_HEADER_BYTES:
                raise HeadersTooLarge(f"more than {MOST_HEADER_BYTES} bytes of headers")

    def allHeadersReceived(self) -> None:
        if 100 <= self.response.code < 200:
            self.interim_answers += 1
            if self.interim_answers > MOST_INTERIM_ANSWERS:
                raise HeadersTooLarge(f"more than {MOST_INTERIM_ANSWERS} interim answers")
        super().allHeadersReceived()  # type: ignore[no-untyped-call]

    def lineLengthExceeded(self, line: bytes) -> None:
        raise HeadersTooLarge(f"a header line of more than {MOST_HEADER_BYTES} bytes")


class _Connection(_LenientHTTP11ClientProtocol):
    def request(self, request: Asked) -> Deferred[IResponse]:
        answer = super().request(request)
        if self._parser is not None:  # as Scrapy does it: the class is fixed in Twisted's `request`
            self._parser.__class__ = _Parser
        return answer

    def _finishResponse(self, rest: bytes) -> None:
        """More came than the headers said: nothing on this connection can be trusted any more."""
        if rest and self._currentRequest is not None:
            self._currentRequest.persistent = False
        super()._finishResponse(rest)


class _Connections(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: IAddress | None) -> _Connection:
        return _Connection(self._quiescentCallback)  # type: ignore[no-untyped-call]
