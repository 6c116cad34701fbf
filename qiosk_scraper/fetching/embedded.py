"""The demo outlet is served by the package itself: its host does not exist, a server on loopback stands in as proxy."""

from __future__ import annotations

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured


class EmbeddedProxy:
    """Setting QIOSK_EMBEDDED: `{host: "http://127.0.0.1:PORT"}`; requests to other hosts are left alone."""

    def __init__(self, proxies: dict[str, str]) -> None:
        self._proxies = proxies

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        proxies = {str(host): str(proxy) for host, proxy in crawler.settings.getdict("QIOSK_EMBEDDED").items()}
        if not proxies:
            raise NotConfigured
        return cls(proxies)

    def process_request(self, request: Request) -> None:
        host = request.url.split("/", 3)[2].lower()
        if host in self._proxies:
            request.meta["proxy"] = self._proxies[host]
