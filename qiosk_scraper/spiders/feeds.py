"""RSS, Atom and JSON feeds: `scrapy crawl feeds -a outlet=SLUG`."""

from __future__ import annotations

from collections.abc import Iterable

from qiosk_scraper.items import FrontierEntry
from qiosk_scraper.spiders import sources
from qiosk_scraper.spiders.outlet import OutletSpider


class FeedsSpider(OutletSpider):
    name = "feeds"

    def sources(self) -> Iterable[FrontierEntry]:
        return sources.feeds(self.outlet)
