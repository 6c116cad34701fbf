"""Who asks: what the rooms between a URL and its response know of the spider."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from scrapy.crawler import Crawler

if TYPE_CHECKING:
    from qiosk_scraper.outlet import Outlet
    from qiosk_scraper.running import CrawlRun


class AskingSpider(Protocol):
    """Whose pages it asks for, and for which run."""

    outlet: Outlet

    @property
    def run(self) -> CrawlRun: ...


def spider_of(crawler: Crawler) -> AskingSpider:
    """The spider of a crawler that has one."""
    return cast("AskingSpider", crawler.spider)
