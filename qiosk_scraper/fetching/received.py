"""Response headers as they arrived, before decompression takes `Content-Encoding` away."""

from __future__ import annotations

from scrapy import Request
from scrapy.http import Response

from qiosk_scraper.fetching.clock import now

HEADERS, ARRIVED = "received_headers", "received_at"
"""Keys of the request's meta."""


class KeepHeaders:
    """Stands nearest to the downloader."""

    def process_response(self, request: Request, response: Response) -> Response:
        request.meta[HEADERS] = tuple(
            (name.decode("latin-1").lower(), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        request.meta[ARRIVED] = now()
        return response
