"""Redirects within the site are followed; the way is kept, so that the archive knows the other addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast
from urllib.parse import urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from qiosk_scraper.fetching.failures import RequestFailed, RequestRefused
from qiosk_scraper.fetching.robots import IS_ROBOTS
from qiosk_scraper.normalise.urls import canonical_url, same_site

if TYPE_CHECKING:
    from qiosk_scraper.spiders.outlet import OutletSpider

WAY = "redirected_from"
"""Key of the request's meta: the addresses asked before this one, in order."""
_STATUS = frozenset({301, 302, 303, 307, 308})
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
        target = _target(request.url, location)
        if target is None:
            raise RequestRefused("redirect", "to what is no web address")
        outlet = cast("OutletSpider", self._crawler.spider).outlet
        if not is_robots and not same_site(target, outlet):
            raise RequestRefused("redirect off site", target[:200])
        if len(way) > (_ROBOTS_HOPS if is_robots else self._most):
            raise RequestFailed("redirect loop" if target in way else "too many redirects", target[:200])
        return request.replace(url=target, meta={**request.meta, WAY: way}, dont_filter=True)


def _target(base: str, location: bytes) -> str | None:
    """Where a Location header leads, as it is to be asked for; None if that is no http(s) address."""
    try:
        text = location.decode("utf-8")
    except UnicodeDecodeError:
        text = location.decode("latin-1")
    try:
        joined = urljoin(base, text.strip()).partition("#")[0]
    except ValueError:
        return None
    return joined if canonical_url(joined) is not None else None
