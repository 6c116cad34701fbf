"""News sitemaps and sitemap indexes: `scrapy crawl sitemaps -a outlet=SLUG`."""

from __future__ import annotations

from collections.abc import Iterable

from qiosk_scraper.items import FrontierEntry
from qiosk_scraper.spiders import sources
from qiosk_scraper.spiders.outlet import OutletSpider


class SitemapsSpider(OutletSpider):
    name = "sitemaps"
    reads_robots_sitemaps = True

    def sources(self) -> Iterable[FrontierEntry]:
        return sources.sitemaps(self.outlet)
