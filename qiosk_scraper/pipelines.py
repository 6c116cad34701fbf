"""The rooms a visit walks through once it was fetched, as Scrapy pipelines. Each calls a function that has its test."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Self, cast

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from qiosk_scraper.bounds import within_bounds
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.fetching.retries import wall_passes
from qiosk_scraper.items import PASSING_WALLS, NotAnArticle, Visit
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.parse import parse_article
from qiosk_scraper.rights import rights_of
from qiosk_scraper.settings import VERSION

if TYPE_CHECKING:
    from qiosk_scraper.spiders.outlet import OutletSpider

log = logging.getLogger(__name__)


class OfSpider:
    """A pipeline that knows its spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def spider(self) -> OutletSpider:
        return cast("OutletSpider", self._crawler.spider)


class KeepCapture:
    """The response stays with the visit as it was received, unless it says nothing about the page."""

    def process_item(self, visit: Visit) -> Visit:
        if visit.outcome in ("failed", "refused", "not_modified"):
            visit.capture = None
        return visit


class ParseCapture(OfSpider):
    """The article in the capture, or why there is none."""

    async def process_item(self, visit: Visit) -> Visit:
        if visit.outcome == "ok" and visit.entry.kind == "article":
            await read_article(visit, self.spider.outlet)
            read_rights(visit)
        return visit


class Store(OfSpider):
    """Everything about the visit, in one transaction with others of its batch."""

    async def open_spider(self) -> None:
        run = self.spider.run
        if self.spider.owns_run and not run.is_open:
            try:
                await run.open(f"scrapy crawl {self.spider.name} -a outlet={self.spider.outlet.slug}", VERSION)
            except QioskError as error:
                log.error("error: %s", error)
                raise CloseSpider(str(error.what)) from error

    async def process_item(self, visit: Visit) -> Visit:
        run, outlet = self.spider.run, self.spider.outlet
        if visit.reason in PASSING_WALLS and visit.not_before is None:
            visit.not_before = wall_passes(visit.entry.tries)
        await run.add(visit)
        self.spider.release(visit.entry)
        if (wall := run.budgets[outlet.slug].wall) is not None:
            run.halt(outlet, f"{wall}, one page after the other")
        return visit

    async def close_spider(self) -> None:
        run = self.spider.run
        await run.flush()
        if self.spider.owns_run and run.is_open:
            if run.error is None:
                counts = await run.finish(ExitCode.DONE)
                log.info("%s", counts)
            else:
                log.error("error: %s", run.error)
            await run.close()


def read_rights(visit: Visit) -> None:
    """Sets what the page reserves. An article whose rights could not be read is none yet: it must not be handed on as
    if it reserved nothing."""
    if visit.article is None or visit.capture is None:
        return
    try:
        visit.rights = rights_of(visit.capture)
    except Exception as error:  # a bug of ours costs this page, not the run
        log.exception("reading the rights of %s", visit.capture.url)
        visit.article = None
        visit.outcome, visit.reason, visit.detail = "not_article", "parser_error", f"rights: {type(error).__name__}"


async def read_article(visit: Visit, outlet: Outlet) -> None:
    """Sets the visit's article, or its outcome to not_article with the reason."""
    assert visit.capture is not None
    try:
        visit.article = await within_bounds(parse_article, visit.capture, outlet)
    except NotAnArticle as no:
        visit.outcome, visit.reason, visit.detail = "not_article", no.reason, no.detail
    except Exception as error:  # a bug of ours costs this page, not the run
        log.exception("reading %s", visit.capture.url)
        visit.outcome, visit.reason, visit.detail = "not_article", "parser_error", type(error).__name__
