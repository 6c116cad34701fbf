"""The spider of an outlet: asks the archive what to visit, fetches it, and hands on what came.

It is a pump. The archive's frontier is the truth; the spider takes a few URLs from it, and when they run low, more.
URLs that a page leads to become rows of the frontier in the transaction that stores the page, and so does everything
else about it: a run that is killed at any moment goes on where it was.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Collection, Iterable
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure

from qiosk_scraper.archive.validators import Validators
from qiosk_scraper.bounds import within_bounds
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.fetching.clock import later, now
from qiosk_scraper.fetching.conditional import VALIDATORS
from qiosk_scraper.fetching.failures import (
    HostUnavailable,
    RequestFailed,
    RequestRefused,
    RunStopped,
    failure_of,
)
from qiosk_scraper.fetching.pace import ASKED_AT
from qiosk_scraper.fetching.received import ARRIVED, HEADERS
from qiosk_scraper.fetching.redirects import WAY
from qiosk_scraper.fetching.retries import PUT_OFF, TRIES
from qiosk_scraper.fetching.robots import Robots
from qiosk_scraper.items import UNEXPECTED, Capture, FrontierEntry, Visit
from qiosk_scraper.normalise.secrets import without_secrets
from qiosk_scraper.normalise.urls import canonical_url
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.outlets import find_outlet
from qiosk_scraper.page_walls import WALL_STATUSES, named_wall
from qiosk_scraper.running import CrawlRun
from qiosk_scraper.schedule import hours_after
from qiosk_scraper.spiders import sources
from qiosk_scraper.spiders.lists import ListWalk, may_be_article
from qiosk_scraper.spiders.spelling import ends_in_slash, other_spelling, without_slash

log = logging.getLogger(__name__)

WINDOW = 16
"""URLs taken from the frontier at a time: enough to keep one host busy, few enough to hold in memory."""
SINCE_SLACK_HOURS = -24.0
"""`--since last` begins a day before the last run: dates without a time are taken for midnight, in any zone."""
LOOK_ROUND_SECONDS = 5.0
"""While nothing comes back, so often it is made sure that what was asked for is still on its way."""
PUT_OFF_SECONDS = 900.0
"""A page that a bug of ours cost is asked again after so long, by a version that may not have it."""
MOST_BUGS = 16
"""Tries of one page after which such a page is given up until a list leads to it again."""
ENTRY, OTHER_SPELLING = "entry", "other_spelling"
IN_BROWSER = "playwright"
"""Key of the request's meta, scrapy-playwright's own (`fetching/browser.py`)."""


class OutletSpider(Spider):
    """All sources of an outlet together: `scrapy crawl outlet -a outlet=SLUG`."""

    name = "outlet"
    reads_robots_sitemaps = True
    """Whether the sitemaps that robots.txt names are asked, too, when the whole outlet is crawled."""

    def __init__(
        self,
        outlet: Outlet | str,
        run: CrawlRun | None = None,
        seeds: Iterable[FrontierEntry] | None = None,
        unslashed: Collection[str] = (),
        section: str | Collection[str] = (),
        refresh: bool | str = False,
        revisits: bool = True,
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
        self._spelled = set(unslashed)
        """Targets that the user spelled without the slash at the end."""
        self._lists: ListWalk | None = None
        self._captured: dict[str, Validators] = {}
        """What makes the next requests conditional, by URL."""
        self._revisits = revisits
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

    @property
    def lists(self) -> ListWalk:
        assert self._lists is not None
        return self._lists

    def sources(self) -> Iterable[FrontierEntry]:
        """The lists this spider begins with."""
        return sources.all_sources(self.outlet, self.only_sections)

    # -- the pump --------------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Request]:
        run = self.run
        try:
            await self._begin(list(self.sources() if self._seeds is None else self._seeds))
            while run.goes_on(self.outlet):
                taken = await self._take()
                for entry in taken:
                    yield self._request(entry)
                if not taken and not await self._wait_for_more():
                    break
        except QioskError as error:  # the archive's; `run` keeps it for the exit code
            log.info("%s", error)

    async def _begin(self, seeds: list[FrontierEntry]) -> None:
        """Puts the sources into the frontier, and notes which of them an earlier run left unfinished."""
        run = self.run
        since = run.limits.since
        if since == "last":
            last = await run.last_run(self.outlet)
            since = last and hours_after(last, SINCE_SLACK_HOURS)
        self._lists = ListWalk(self.outlet, run, since, run.limits.until)
        self._lists.unslashed.update(self._spelled)
        left = await run.pending(self.outlet, len(seeds) + WINDOW, ())
        if self.only_sections or (seeds and len(await run.knows([entry.url for entry in seeds])) == len(seeds)):
            self._revisits = False  # these pages were asked for, not the outlet
        seeds += await self._robots_sitemaps(seeds)
        self._lists.begin(seeds, left)
        await run.seed(self.outlet, seeds)
        if not self.lists.has_limits:
            await run.follow_all(self.outlet, [entry.url for entry in seeds], sources.ARTICLE)
        if self.refresh:
            await run.revisit(self.outlet)

    async def _robots_sitemaps(self, seeds: list[FrontierEntry]) -> list[FrontierEntry]:
        """The sitemaps that the site names in its robots.txt, where the whole of it is asked for."""
        robots = self.crawler.get_downloader_middleware(Robots)
        whole = self._seeds is None and not self.only_sections
        if robots is None or not self.reads_robots_sitemaps or not (whole or sources.is_whole(self.outlet, seeds)):
            return []
        try:
            rules = await robots.rules_for(Request(self.outlet.home_url))
        except (RunStopped, RequestFailed, RequestRefused):
            return []  # the first page that is asked meets the same and tells it
        known = {entry.url for entry in seeds}
        return [entry for entry in sources.named_sitemaps(rules.sitemaps, self.outlet) if entry.url not in known]

    async def _take(self) -> list[FrontierEntry]:
        """The next URLs, none while enough are open."""
        run = self.run
        room = WINDOW - len(self.open)
        if (requests := run.room_for_requests()) is not None:
            room = min(room, requests)
        if room <= 0 or (self.open and room < WINDOW // 2):
            return []
        taken: list[FrontierEntry] = []
        for entry in await self._next(room):
            if may_be_article(entry):
                if run.room_for_articles() == 0 or (entry.kind == "article" and self._spelling_is_coming(taken)):
                    break
                run.articles_open += 1
            elif entry.priority == sources.NEXT_PAGE and self._dates_are_coming(taken):
                break
            self.open[entry.url] = entry
            run.tally.asked += 1
            run.budgets[self.outlet.slug].ask(entry)
            taken.append(entry)
        self._captured |= await run.validators([entry.url for entry in taken])
        return taken

    async def _next(self, room: int) -> list[FrontierEntry]:
        """The next entries of the frontier that are of the time asked for."""
        while True:
            left_out = {*self.open, *self.lists.postponed}
            entries = await self.run.pending(self.outlet, room, left_out, revisits=self._revisits)
            wanted = self.lists.affordable(await self.lists.wanted(entries))
            if wanted or not entries:
                return wanted

    async def _wait_for_more(self) -> bool:
        """Waits for what may lead on; False when nothing can."""
        run = self.run
        if run.room_for_articles() == 0 and run.articles_open == 0:
            return False
        if run.leads_on or (run.has_batch and not self.open):
            await run.flush()
            return True
        if self.open:
            try:
                await asyncio.wait_for(run.change(), LOOK_ROUND_SECONDS)
            except TimeoutError:
                await self._find_lost()
            return True
        return False

    async def _find_lost(self) -> None:
        """Records as failed what nobody works on any more: an answer that was lost on its way by a bug of ours."""
        engine = self.crawler.engine
        assert engine is not None and engine.scraper.slot is not None
        at_work = engine.downloader.active or not engine.scraper.slot.is_idle()
        queued = engine.scheduler is not None and engine.scheduler.has_pending_requests()
        if at_work or queued or self.run.has_batch:
            return
        for entry in list(self.open.values()):
            log.error("lost on its way: %s", entry.url)
            await self.run.add(_unexpected(Visit(entry, now()), LookupError("lost on its way")))
            self.release(entry)

    def _request(self, entry: FrontierEntry, url: str | None = None, **meta: Any) -> Request:
        known = self._captured.pop(entry.url, None)
        if self.outlet.javascript and entry.kind in ("article", "page", "section"):
            meta[IN_BROWSER], known = True, None  # its validators are those of the page before its scripts ran
        if known is not None and url is None:
            meta[VALIDATORS] = known
            if canonical_url(known.answered, self.outlet) == entry.url:
                url = known.answered  # the spelling that was answered the last time
        return Request(
            url or self._spelling(entry), callback=self.answered, errback=self.unanswered, dont_filter=True,
            priority=entry.priority, meta={ENTRY: entry, **meta},
        )  # fmt: skip

    def _spelling(self, entry: FrontierEntry) -> str:
        """The address as the site itself links it: some answer 404 to a slash too many."""
        lists = self.lists
        if entry.url in lists.unslashed:
            lists.unslashed.discard(entry.url)
            return without_slash(entry.url)
        return without_slash(entry.url) if lists.links_end_in_slash is False and entry.kind == "article" else entry.url

    def _spelling_is_coming(self, taken: list[FrontierEntry]) -> bool:
        """Whether a list is under way that will show how the site links its articles."""
        lists = (entry.kind != "article" for entry in (*self.open.values(), *taken))
        return self.lists.links_end_in_slash is None and any(lists)

    def _dates_are_coming(self, taken: list[FrontierEntry]) -> bool:
        """Whether articles are under way that will tell if the next page of their list is worth asking for."""
        on_their_way = any(may_be_article(entry) for entry in (*self.open.values(), *taken))
        return self.lists.has_limits and (on_their_way or self.run.has_batch)

    def release(self, entry: FrontierEntry) -> None:
        """The URL is no longer open: its visit is in the batch, or it was not asked."""
        if (known := self.open.pop(entry.url, None)) is not None:
            self.run.articles_open -= may_be_article(known)
        self.run.notify()

    # -- what comes back -------------------------------------------------------------------------------------------

    async def answered(self, response: Response) -> AsyncIterator[Visit | Request]:
        entry: FrontierEntry = response.meta[ENTRY]
        try:
            came = await self._came(response, entry)
        except QioskError:  # the archive's: the run ends, and the page stays in the frontier
            raise
        except Exception as error:  # a bug of ours costs this page
            came = [_unexpected(Visit(entry, now(), status=response.status), error)]
        for one in came:
            yield one

    async def _came(self, response: Response, entry: FrontierEntry) -> list[Visit | Request]:
        """What an answer comes to: a visit, and what its list leads to that cannot be asked; or one more request."""
        # Of a page whose link was seen just now the spelling is known: a 404 is the end of its list.
        if entry.url not in self.lists.linked_here and (other := _worth_asking(response)) is not None:
            return [self._request(entry, other, **{OTHER_SPELLING: True})]
        if response.meta.get(OTHER_SPELLING) and response.status == 200:
            self.lists.links_end_in_slash = ends_in_slash(response.url)
        visit = self._visit(response.meta, entry)
        visit.status = response.status
        visit.capture = self._capture(response)
        visit.outcome, visit.reason = _outcome(response)
        visit.not_before = response.meta.get(PUT_OFF)
        if response.status in WALL_STATUSES and (wall := await within_bounds(named_wall, visit.capture, self.outlet)):
            visit.outcome, visit.reason, visit.detail = "not_article", wall.reason, wall.detail
        if entry.kind != "article":
            await self._read_list(visit, response)
        came: list[Visit | Request] = [visit]
        while self.lists.too_long:
            url, page = self.lists.too_long.pop()
            shown = FrontierEntry(f"{without_secrets(url)[:200]}…", "page", self.outlet.slug, found_on=page)
            came.append(Visit(shown, now(), "failed", "url too long", f"{len(url)} characters"))
        return came

    async def _read_list(self, visit: Visit, response: Response) -> None:
        if visit.outcome == "ok" and visit.capture is not None:
            await self.lists.read(visit, visit.capture)
        elif visit.outcome == "not_modified":
            # What it shows is known; what became of it may be news.
            await self.lists.read(visit, await self.run.captured(response.meta[VALIDATORS].capture_id))
        elif visit.outcome == "gone":
            await self.lists.gone(visit)

    async def unanswered(self, failure: Failure) -> AsyncIterator[Visit]:
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy sets it
        entry: FrontierEntry = request.meta[ENTRY]
        error = failure.value
        assert error is not None
        if isinstance(error, RunStopped) or self.run.abandoned:  # a second signal cancels what is open
            self.release(entry)
            return
        if isinstance(error, HostUnavailable):
            self.run.halt(self.outlet, str(error))
            if self._told_why_halted:  # one row tells it; the other URLs were not asked
                self.release(entry)
                return
            self._told_why_halted = True
        visit = self._visit(request.meta, entry)
        if failure_of(error).reason == UNEXPECTED:
            yield _unexpected(visit, error)
            return
        visit.outcome, visit.reason, visit.detail = failure_of(error)
        if isinstance(error, HostUnavailable) and error.not_before is not None:
            visit.not_before = error.not_before
            await self.run.put_off_host(urlparse_cached(request).netloc.lower(), error.not_before)
        yield visit

    def _visit(self, meta: dict[str, Any], entry: FrontierEntry) -> Visit:
        return Visit(entry, meta.get(ASKED_AT) or now(), tries=1 + int(meta.get(TRIES, 0)))

    def _capture(self, response: Response) -> Capture:
        asked = [*response.meta.get(WAY, ()), response.url][0]
        return Capture(
            url=without_secrets(response.url),
            body=response.body,
            status=response.status,
            headers=response.meta.get(HEADERS, ()),
            fetched_at=response.meta.get(ARRIVED) or now(),
            requested_url=without_secrets(asked) if asked != response.url else None,
        )

    def _broken(self, failure: Failure) -> None:
        """A bug of ours outside the places that expect one: stop, rather than wait for a visit that never comes."""
        error = failure.value
        if isinstance(error, QioskError):  # the archive's, which the run knows already
            self.run.fail(error)
            return
        what = f"unexpected {type(error).__name__}: {error}"
        log.error("%s\n%s", what, failure.getTraceback())
        self.run.fail(QioskError(what, self.outlet.slug, "this is a bug; -vv shows the traceback", ExitCode.BUG))


def _outcome(response: Response) -> tuple[Any, str | None]:
    """Outcome and reason that the status and the mere presence of a body speak for."""
    status = response.status
    if status == 304 and response.meta.get(VALIDATORS) is not None:
        return "not_modified", None
    if status in (404, 410):
        return "gone", f"http {status}"
    if not 200 <= status < 300:
        return "failed", f"http {status}"
    return ("ok", None) if response.body.strip() else ("not_article", "empty")


def _unexpected(visit: Visit, error: BaseException) -> Visit:
    """The visit as one that a bug of ours cost: failed, told with its traceback, and put off."""
    log.error("%s: unexpected %s: %s", visit.entry.url, type(error).__name__, error, exc_info=error)
    visit.outcome, visit.reason, visit.detail = failure_of(error)
    visit.capture = visit.listing = None
    if visit.entry.tries < MOST_BUGS:
        visit.not_before = later(PUT_OFF_SECONDS)
    return visit


def _worth_asking(response: Response) -> str | None:
    """The other spelling of an address that is not there; once for each page."""
    meta = response.meta
    if response.status != 404 or meta.get(OTHER_SPELLING) or meta.get(WAY):
        return None
    return other_spelling(response.url)
