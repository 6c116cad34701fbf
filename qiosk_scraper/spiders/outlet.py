"""The spider of an outlet: asks the archive what to visit, fetches it, and hands on what came.

It is a pump. The archive's frontier is the truth; the spider takes a few URLs from it, and when they run low, more.
URLs that a page leads to become rows of the frontier in the transaction that stores the page, and so does everything
else about it: a run that is killed at any moment goes on where it was.
"""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Collection, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.fetching.clock import now
from qiosk_scraper.fetching.failures import HostUnavailable, RunStopped, failure_of
from qiosk_scraper.fetching.pace import ASKED_AT
from qiosk_scraper.fetching.received import ARRIVED, HEADERS
from qiosk_scraper.fetching.redirects import WAY
from qiosk_scraper.fetching.retries import TRIES
from qiosk_scraper.items import Capture, FrontierEntry, Visit
from qiosk_scraper.listings import page_kind, read_listing
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.outlets import find_outlet
from qiosk_scraper.running import CrawlRun
from qiosk_scraper.spiders import sources
from qiosk_scraper.spiders.following import Leads, leads
from qiosk_scraper.spiders.spelling import ends_in_slash, other_spelling, without_slash

log = logging.getLogger(__name__)

WINDOW = 16
"""URLs taken from the frontier at a time: enough to keep one host busy, few enough to hold in memory."""
MOST_PAGES = 200
"""Pages of one list in one run. What lies behind them waits in the frontier for the next."""
BARREN_PAGES = 3
"""A list that shows nothing it has not shown before for so many pages has ended, whatever its next link says."""
ENTRY, OTHER_SPELLING = "entry", "other_spelling"


@dataclass
class Chain:
    """One list, walked page by page in this run."""

    unfinished: bool = False
    """An earlier run was stopped on the way through it: what is known there says nothing about what comes after."""
    shown: set[str] = field(default_factory=set)
    pages: int = 0
    barren: int = 0


class OutletSpider(Spider):
    """All sources of an outlet together: `scrapy crawl outlet -a outlet=SLUG`."""

    name = "outlet"

    def __init__(
        self,
        outlet: Outlet | str,
        run: CrawlRun | None = None,
        seeds: Iterable[FrontierEntry] | None = None,
        unslashed: Collection[str] = (),
        section: str | Collection[str] = (),
        refresh: bool | str = False,
        **attributes: Any,
    ) -> None:
        super().__init__(**attributes)
        self.outlet = find_outlet(outlet) if isinstance(outlet, str) else outlet
        slugs = section.split(",") if isinstance(section, str) else section
        self.only_sections = [slug.strip() for slug in slugs]
        self.refresh = refresh in (True, "1", "true", "yes")
        self.owns_run = run is None
        self._run = run
        self._seeds = None if seeds is None else list(seeds)
        self.open: dict[str, FrontierEntry] = {}
        """Asked for and not yet stored, by URL."""
        self._found: set[int] = set()
        """Hashes of the article URLs found in this run: new, though the archive may have them by now."""
        self._postponed: set[str] = set()
        self._chains: dict[str, Chain] = {}
        self._unslashed = set(unslashed)
        """URLs that their links, or the user, spell without the slash at the end."""
        self._links_end_in_slash: bool | None = None
        """How this site links its articles; None until a list or a target has shown it."""
        self._told_why_halted = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        if spider._run is None:
            spider._run = CrawlRun(Path(crawler.settings["QIOSK_DB"]))
        crawler.signals.connect(spider._broken, signal=signals.spider_error)
        crawler.signals.connect(spider._broken, signal=signals.item_error)
        return spider

    @property
    def run(self) -> CrawlRun:
        assert self._run is not None
        return self._run

    def sources(self) -> Iterable[FrontierEntry]:
        """The lists this spider begins with."""
        return sources.all_sources(self.outlet, self.only_sections)

    # -- the pump --------------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        run = self.run
        try:
            await self._begin(list(self.sources() if self._seeds is None else self._seeds))
            if self.refresh:
                await run.revisit(self.outlet)
            while run.goes_on(self.outlet):
                taken = await self._take()
                for entry in taken:
                    yield self._request(entry)
                if not taken and not await self._wait_for_more():
                    break
        except QioskError as error:  # the archive's; `run` keeps it for the exit code
            log.error("%s", error)

    async def _begin(self, seeds: list[FrontierEntry]) -> None:
        """Puts the sources into the frontier, and notes which of them an earlier run left unfinished."""
        left = await self.run.pending(self.outlet, len(seeds) + WINDOW, ())
        self._chains.update((entry.url, Chain(unfinished=True)) for entry in left if not _may_be_article(entry))
        self._chains.update((entry.url, Chain()) for entry in seeds if entry.url not in self._chains)
        await self.run.seed(self.outlet, seeds)

    async def _take(self) -> list[FrontierEntry]:
        """The next URLs, none while enough are open."""
        run = self.run
        room = WINDOW - len(self.open)
        if (requests := run.room_for_requests()) is not None:
            room = min(room, requests)
        if room <= 0 or (self.open and room < WINDOW // 2):
            return []
        taken: list[FrontierEntry] = []
        for entry in await run.pending(self.outlet, room, {*self.open, *self._postponed}):
            if _may_be_article(entry):
                if run.room_for_articles() == 0 or (entry.kind == "article" and self._spelling_is_coming(taken)):
                    break
                run.articles_open += 1
            self.open[entry.url] = entry
            run.tally.asked += 1
            taken.append(entry)
        return taken

    async def _wait_for_more(self) -> bool:
        """Waits for what may lead on; False when nothing can."""
        run = self.run
        if run.room_for_articles() == 0 and run.articles_open == 0:
            return False
        if run.leads_on or (run.has_batch and not self.open):
            await run.flush()
            return True
        if self.open:
            await run.change()
            return True
        return False

    def _request(self, entry: FrontierEntry, url: str | None = None, **meta: Any) -> Request:
        return Request(
            url or self._spelling(entry), callback=self.answered, errback=self.unanswered, dont_filter=True,
            priority=entry.priority, meta={ENTRY: entry, **meta},
        )  # fmt: skip

    def _spelling(self, entry: FrontierEntry) -> str:
        """The address as the site itself links it: some answer 404 to a slash too many."""
        if entry.url in self._unslashed:
            self._unslashed.discard(entry.url)
            return without_slash(entry.url)
        return without_slash(entry.url) if self._links_end_in_slash is False and entry.kind == "article" else entry.url

    def _spelling_is_coming(self, taken: list[FrontierEntry]) -> bool:
        """Whether a list is under way that will show how the site links its articles."""
        lists = (entry.kind != "article" for entry in (*self.open.values(), *taken))
        return self._links_end_in_slash is None and any(lists)

    def release(self, entry: FrontierEntry) -> None:
        """The URL is no longer open: its visit is in the batch, or it was not asked."""
        if (known := self.open.pop(entry.url, None)) is not None:
            self.run.articles_open -= _may_be_article(known)
        self.run.notify()

    # -- what comes back -------------------------------------------------------------------------------------------

    async def answered(self, response: Response) -> AsyncIterator[Visit | Request]:
        entry: FrontierEntry = response.meta[ENTRY]
        if (other := _worth_asking(response)) is not None:
            yield self._request(entry, other, **{OTHER_SPELLING: True})
            return
        if response.meta.get(OTHER_SPELLING) and response.status == 200:
            self._links_end_in_slash = ends_in_slash(response.url)
        visit = self._visit(response.meta, entry)
        visit.status = response.status
        visit.capture = self._capture(response)
        visit.outcome, visit.reason = _outcome(response)
        if visit.outcome == "ok" and entry.kind != "article":
            await self._read_list(visit, visit.capture)
        yield visit

    async def unanswered(self, failure: Failure) -> AsyncIterator[Visit]:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        entry: FrontierEntry = request.meta[ENTRY]
        error = failure.value
        assert error is not None
        if isinstance(error, RunStopped):
            self.release(entry)
            return
        if isinstance(error, HostUnavailable):
            self.run.halt(self.outlet, str(error))
            if self._told_why_halted:  # one row tells it; the other URLs were not asked
                self.release(entry)
                return
            self._told_why_halted = True
        visit = self._visit(request.meta, entry)
        visit.outcome, visit.reason, visit.detail = failure_of(error)
        visit.not_before = error.not_before if isinstance(error, HostUnavailable) else None
        yield visit

    def _visit(self, meta: dict[str, Any], entry: FrontierEntry) -> Visit:
        return Visit(entry, meta.get(ASKED_AT) or now(), tries=1 + int(meta.get(TRIES, 0)))

    def _capture(self, response: Response) -> Capture:
        asked = [*response.meta.get(WAY, ()), response.url][0]
        return Capture(
            url=response.url,
            body=response.body,
            status=response.status,
            headers=response.meta.get(HEADERS, ()),
            fetched_at=response.meta.get(ARRIVED) or now(),
            requested_url=asked if asked != response.url else None,
        )

    def _broken(self, failure: Failure) -> None:
        """A bug of ours outside the places that expect one: stop, rather than wait for a visit that never comes."""
        error = failure.value
        what = f"unexpected {type(error).__name__}: {error}"
        log.error("%s\n%s", what, failure.getTraceback())
        self.run.fail(QioskError(what, self.outlet.slug, "this is a bug; -vv shows the traceback", ExitCode.BUG))

    # -- lists -----------------------------------------------------------------------------------------------------

    async def _read_list(self, visit: Visit, capture: Capture) -> None:
        """Reads a list and its leads into the visit; a page that turns out an article goes on as one."""
        entry = visit.entry
        try:
            kind = page_kind(capture, self.outlet) if entry.kind == "page" else entry.kind
            if kind in ("article", "page"):
                visit.entry = replace(entry, kind="article")
                return
            visit.entry = entry = replace(entry, kind=kind)
            visit.listing = read_listing(capture, self.outlet)
            limits = self.run.limits
            found = leads(visit.listing, entry, self.outlet, limits.since, limits.until)
        except Exception as error:  # a bug in a reader costs this page, and is recorded
            log.exception("reading the list %s", entry.url)
            visit.outcome, visit.reason, visit.detail = "not_article", "parser_error", type(error).__name__
            return
        await self._follow(visit, found)

    async def _follow(self, visit: Visit, found: Leads) -> None:
        entry = visit.entry
        # A page that no page of this run led to was left over by an earlier one.
        chain = self._chains.pop(entry.url, None) or Chain(unfinished=True)
        articles = {article.url: article for article in found.articles}
        known = await self.run.knows(list(articles))
        fresh = [article for url, article in articles.items() if url not in known]
        self._found.update(hash(article.url) for article in fresh)
        if articles:
            self._links_end_in_slash = next(reversed(articles)) not in found.unslashed
        on = [*fresh, *found.children]
        self._chains.update((child.url, Chain(unfinished=chain.unfinished)) for child in found.children)
        if (next_page := found.next_page) is not None and self._goes_on(chain, articles, found):
            self._chains[next_page.url] = chain
            on.append(next_page)
            if chain.pages >= MOST_PAGES:
                self._postponed.add(next_page.url)
        self._unslashed.update(found.unslashed.intersection(lead.url for lead in on))
        visit.found = tuple(on)

    def _goes_on(self, chain: Chain, articles: Collection[str], found: Leads) -> bool:
        chain.pages += 1
        chain.barren = chain.barren + 1 if chain.shown.issuperset(articles) else 0
        chain.shown.update(articles)
        anything_new = chain.unfinished or any(hash(url) in self._found for url in articles)
        return anything_new and chain.barren < BARREN_PAGES and not found.all_too_old


def _may_be_article(entry: FrontierEntry) -> bool:
    return entry.kind in ("article", "page")


def _outcome(response: Response) -> tuple[Any, str | None]:
    """Outcome and reason that the status and the mere presence of a body speak for."""
    status = response.status
    if status == 304:
        return "not_modified", None
    if status in (404, 410):
        return "gone", f"http {status}"
    if not 200 <= status < 300:
        return "failed", f"http {status}"
    return ("ok", None) if response.body.strip() else ("not_article", "empty")


def _worth_asking(response: Response) -> str | None:
    """The other spelling of an address that is not there; once for each page."""
    meta = response.meta
    if response.status != 404 or meta.get(OTHER_SPELLING) or meta.get(WAY):
        return None
    return other_spelling(response.url)
