"""Section pages with their further pages: `scrapy crawl sections -a outlet=SLUG [-a section=SLUG,SLUG]`."""

from __future__ import annotations

from collections.abc import Iterable

from qiosk_scraper.items import FrontierEntry
from qiosk_scraper.spiders import sources
from qiosk_scraper.spiders.outlet import OutletSpider


class SectionsSpider(OutletSpider):
    name = "sections"

    def sources(self) -> Iterable[FrontierEntry]:
        return sources.sections(self.outlet, self.only_sections)
