"""Conditional requests: a page that was captured before is asked for only if it has changed since."""

from __future__ import annotations

from scrapy import Request

VALIDATORS = "validators"
"""Key of the request's meta: `archive.validators.Validators` of the last good capture of the page."""


class Conditional:
    """`If-None-Match` and `If-Modified-Since` for the address that answered then, and for no other on the way to it."""

    def process_request(self, request: Request) -> None:
        known = request.meta.get(VALIDATORS)
        if known is None:
            return
        for name, value in (("If-None-Match", known.etag), ("If-Modified-Since", known.modified)):
            request.headers.pop(name, None)
            if value is not None and request.url == known.answered:
                request.headers[name] = value
