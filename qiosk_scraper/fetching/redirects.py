"""Redirects within the site are followed; the way is kept, so that the archive knows the other addresses.

The address asked next is put together anew from the parts that were checked: what one reader of addresses takes for
the host (`http://good.example\\@evil.example/`) is another's user name.
"""

from __future__ import annotations

import re
from typing import Self
from urllib.parse import urljoin, urlsplit, urlunsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from qiosk_scraper.fetching.asking import spider_of
from qiosk_scraper.fetching.failures import AddressRefused, RequestFailed
from qiosk_scraper.fetching.robots import IS_ROBOTS
from qiosk_scraper.normalise.urls import MAX_URL, canonical_url, same_site

WAY = "redirected_from"
"""Key of the request's meta: the addresses asked before this one, in order."""
_STATUS = frozenset({301, 302, 303, 307, 308})
_NO_HOST = re.compile(r"\s*https?:(?!//[^/\\])", re.IGNORECASE)
"""`http:///path` and `http:path`: of this site for one reader of addresses, of a host named `path` for another."""
_ROBOTS_HOPS = 5  # RFC 9309, 2.3.1.2


class Redirects:
    """Setting REDIRECT_MAX_TIMES. robots.txt may lead to another host; the address guard looks at that, too."""

    def __init__(self, crawler: Crawler) -> None:
        self._most = crawler.settings.getint("REDIRECT_MAX_TIMES")
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        location = response.headers.get("Location")
        if response.status not in _STATUS or location is None:
            return response
        is_robots = bool(request.meta.get(IS_ROBOTS))
        way = [*request.meta.get(WAY, ()), request.url]
        target = redirect_target(request.url, location)
        outlet = spider_of(self._crawler).outlet
        if not is_robots and not same_site(target, outlet):
            raise AddressRefused(f"redirect off site: {target[:200]}")
        if target in way:
            raise RequestFailed("redirect loop", target[:200])
        if len(way) > (_ROBOTS_HOPS if is_robots else self._most):
            raise RequestFailed("redirect loop", f"more than {len(way) - 1} redirects")
        # Which proxy serves a host is decided for each request anew.
        meta = {key: value for key, value in request.meta.items() if key != "proxy"}
        return request.replace(url=target, meta={**meta, WAY: way}, dont_filter=True)


def redirect_target(base: str, location: bytes) -> str:
    """Where a Location header leads, as it is to be asked for: no userinfo, no fragment, the host in Punycode.

    Raises AddressRefused for what is no http(s) address, RequestFailed for one that is too long.
    """
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = location.decode("latin-1")
    if len(text) > MAX_URL:
        raise RequestFailed("url too long", f"{len(text)} characters")
    if _NO_HOST.match(text):
        raise AddressRefused("redirect to no host")
    try:
        joined = urljoin(base, "".join(filter(str.isprintable, text)).strip().replace("\\", "/"))
        parts = urlsplit(joined)
    except ValueError:
        raise AddressRefused("redirect to what is no web address") from None
    checked = canonical_url(joined)
    if checked is None:
        raise AddressRefused("redirect to what is no web address")
    return urlunsplit((parts.scheme, urlsplit(checked).netloc, parts.path or "/", parts.query, ""))
