"""What Scrapy's log says of a visit: its address and how it ended, not the whole page."""

from __future__ import annotations

from typing import Any

from scrapy.logformatter import LogFormatter, LogFormatterResult

from qiosk_scraper.items import Visit


class VisitLog(LogFormatter):
    def scraped(self, item: Any, *arguments: Any, **options: Any) -> LogFormatterResult:
        return super().scraped(_short(item), *arguments, **options)

    def item_error(self, item: Any, *arguments: Any, **options: Any) -> LogFormatterResult:
        return super().item_error(_short(item), *arguments, **options)


def _short(item: Any) -> Any:
    return f"{item.outcome} {item.entry.kind} {item.entry.url}" if isinstance(item, Visit) else item
