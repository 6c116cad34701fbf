"""One run of the crawler: from what the user named to a report. The command line and the demo call `run_crawl`."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import UNEXPECTED, FrontierEntry
from qiosk_scraper.process import Stop, event_loop, quiet_logging
from qiosk_scraper.progress import Progress, duration
from qiosk_scraper.running import CrawlRun, Limits
from qiosk_scraper.stopping import SIGNALS
from qiosk_scraper.targets import Start, starts_for

if TYPE_CHECKING:
    from scrapy.settings import Settings

    from qiosk_scraper.archive import CrawlCounts
    from qiosk_scraper.drift import Drift

OUTLETS_AT_A_TIME = 8
"""Outlets crawled side by side: most of the time of each is waiting until its host may be asked again."""
FINISH_SECONDS = 30.0
"""How long open requests may go on after the first signal."""
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CrawlPlan:
    """What the user asked for. Times are ISO 8601 UTC; `since` may be `last`, when the last run began."""

    db: Path
    targets: tuple[str, ...]
    sections: tuple[str, ...] = ()
    max_articles: int | None = None
    max_requests: int | None = None
    delay: float | None = None
    """Seconds between requests to a host, whatever the outlet declares; it holds for loopback, too."""
    default_delay: float | None = None
    """For outlets that declare none of their own."""
    delays: Mapping[str, float] = field(default_factory=dict)
    """Outlet to seconds between requests to its hosts, whatever it declares."""
    contact: str | None = None
    """Told to every site in the user agent; None: QIOSK_CONTACT."""
    designs: Mapping[str, str] = field(default_factory=dict)
    """Outlet to the day of a redesign that is known of: earlier pages are no measure for later ones."""
    max_failed: float | None = None
    """Share of pages (0 to 1) that may fail before the exit code says so; None: a fifth."""
    min_free: float | None = None
    """MiB that are to stay free on the archive's disk; None: 500."""
    refresh: bool = False
    since: str | None = None
    until: str | None = None
    dry_run: bool = False
    progress: Progress | None = None
    command: str = "crawl"
    """The command line, for the `crawls` table."""
    demo_day: int = 1
    """Which day of the embedded outlet is served."""
    on_stored: Callable[[], None] | None = None
    """Called after each batch that was stored."""
    settings: dict[str, Any] = field(default_factory=dict)
    """Scrapy settings that differ for this run."""


@dataclass(frozen=True)
class CrawlReport:
    """How a run ended. `error` is what to tell the user beside the closing line."""

    crawl_id: int | None
    counts: CrawlCounts | None
    exit_code: ExitCode
    seconds: float
    error: QioskError | None = None
    would_ask: tuple[FrontierEntry, ...] = ()
    """With `dry_run`: what would be asked first, in order."""
    notes: tuple[str, ...] = ()
    """What the user should know beside the counts: budgets that were reached, hosts that were left alone."""
    skipped: Mapping[str, int] = field(default_factory=dict)
    """Links of lists that were not followed, by why: `off site`, `scheme`, `malformed`, `url too long`."""
    drift: tuple[Drift, ...] = ()
    """Fields that the pages of this run give otherwise than those before."""

    def line(self) -> str:
        """`crawl 17: 214 seen, 38 new, 3 changed, 171 same, 2 failed, 0 refused by robots, 3m12s`"""
        if self.counts is None:
            number = len(self.would_ask)
            return f"dry run: {number} URL{'s' * (number != 1)} would be asked first"
        found = self.counts
        return (
            f"crawl {self.crawl_id}: {found.seen} seen, {found.new} new, {found.changed} changed, {found.same} same, "
            f"{found.failed} failed, {found.refused} refused by robots, {duration(self.seconds)}"
        )

    def to_dict(self) -> dict[str, Any]:
        """The closing line as JSON-ready values."""
        found = self.counts
        names = ("seen", "new", "changed", "same", "failed", "refused")
        counts = {name: getattr(found, name) if found else 0 for name in names}
        return {
            "crawl": self.crawl_id,
            **counts,
            "seconds": round(self.seconds, 3),
            "exit_code": int(self.exit_code),
            "notes": list(self.notes),
            "skipped": dict(self.skipped),
            "drift": [one.to_dict() for one in self.drift],
        }


def run_crawl(plan: CrawlPlan) -> CrawlReport:
    """Crawls what the plan names, a few outlets side by side, and says how it ended.

    Blocks until done; to be called on the main thread if signals are to stop it (once: open requests are finished;
    twice: at once). Raises QioskError for what stops it from beginning: a target that is none (USAGE), an archive that
    cannot be written (its own codes). What ends it later is in the report.
    """
    stop = Stop()
    with SIGNALS.told(stop.arrived):
        starts = [start.with_delay(plan.delays) for start in starts_for(plan.targets, plan.sections)]
        if plan.dry_run:
            return CrawlReport(None, None, ExitCode.DONE, 0.0, would_ask=tuple(_would_ask(starts)))
        for start in starts:
            if start.outlet.javascript:
                from qiosk_scraper.fetching.browser import browser_settings

                browser_settings(start.outlet)  # told before anything is opened
        with quiet_logging():
            loop = event_loop()
            return loop.run_until_complete(conduct(plan, starts, stop))


def _would_ask(starts: list[Start]) -> Iterator[FrontierEntry]:
    from qiosk_scraper.spiders import sources

    for start in starts:
        if start.seeds is not None:
            yield from start.seeds
        else:
            yield from sources.all_sources(start.outlet, start.sections)


async def conduct(plan: CrawlPlan, starts: list[Start], stop: Stop) -> CrawlReport:
    from qiosk_scraper.settings import VERSION

    limits = Limits(plan.max_articles, plan.max_requests, plan.since, plan.until)
    if plan.max_failed is not None:
        limits = replace(limits, allowed_failures=plan.max_failed)
    run = CrawlRun(plan.db, limits, plan.progress, plan.on_stored)
    stop.watch(run)
    try:
        crawl_id = await run.open(plan.command, VERSION)
        run.progress.start()
        try:
            forced = await _work_or_stop(plan, starts, run, stop)
            if not forced:
                await run.flush()
        finally:
            run.progress.stop(run.tally)
        SIGNALS.settle()
        if run.error is None and not SIGNALS.received:
            await run.look_for_drift(crawl_id, plan.designs)
        code, error = _ending(run, SIGNALS.received)
        counts = await _finish(run, code)
        if error is None and run.error is not None:  # the end itself could not be written
            code, error = run.error.exit_code, run.error
        notes = tuple(run.notes())
        drift = tuple(run.drift)
        return CrawlReport(
            crawl_id, counts, code, run.tally.seconds, error, notes=notes, skipped=run.skipped, drift=drift
        )
    finally:
        await run.close()


async def _work_or_stop(plan: CrawlPlan, starts: list[Start], run: CrawlRun, stop: Stop) -> bool:
    """Crawls; gives whether open requests had to be dropped."""
    work = asyncio.ensure_future(_crawl_all(plan, starts, run))
    cut = asyncio.ensure_future(_cut(run, stop))
    await asyncio.wait({work, cut}, return_when=asyncio.FIRST_COMPLETED)
    cut.cancel()
    if work.done():
        await work
        return False
    await run.abandon()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.wait(others, timeout=1.0)
    return True


async def _cut(run: CrawlRun, stop: Stop) -> None:
    """Returns when open requests have had their time: at a second signal, or a while after the run began to stop."""
    await run.change_to_stop()
    grace = FINISH_SECONDS if run.error is None else 1.0
    try:
        await asyncio.wait_for(stop.forced.wait(), grace)
    except TimeoutError:
        return


async def _crawl_all(plan: CrawlPlan, starts: list[Start], run: CrawlRun) -> None:
    from scrapy.crawler import AsyncCrawlerRunner, Crawler
    from twisted.internet import reactor

    from qiosk_scraper.fetching.addresses import GuardedResolver, opened_addresses
    from qiosk_scraper.spiders.outlet import OutletSpider

    with ExitStack() as stack:
        settings = _settings(plan, starts, stack)
        GuardedResolver(reactor, opened_addresses(settings)).install_on_reactor()
        runner = AsyncCrawlerRunner(settings)
        at_a_time = asyncio.Semaphore(OUTLETS_AT_A_TIME)

        async def crawl(start: Start) -> None:
            async with at_a_time:
                if not run.stopping:
                    crawler = Crawler(OutletSpider, _of_outlet(settings, start))
                    await runner.crawl(
                        crawler, outlet=start.outlet, run=run, seeds=start.seeds, unslashed=start.unslashed,
                        section=start.sections, refresh=plan.refresh,
                    )  # fmt: skip

        await asyncio.gather(*map(crawl, starts))


def _of_outlet(settings: Settings, start: Start) -> Settings:
    """The run's settings, with a browser for an outlet that needs one."""
    own = settings.copy()
    if start.outlet.javascript:
        from qiosk_scraper.fetching.browser import browser_settings

        for name, value in browser_settings(start.outlet).items():
            own.set(name, {**own[name], **value} if isinstance(value, dict) else value, priority="cmdline")
    return own


def _settings(plan: CrawlPlan, starts: list[Start], stack: ExitStack) -> Settings:
    """The project's settings with the plan's; starts the server of an embedded outlet, to be stopped by `stack`."""
    from scrapy.settings import Settings

    from qiosk_scraper.settings import user_agent

    opened = [address for start in starts for address in start.opened]
    embedded: dict[str, str] = {}
    for start in starts:
        if start.outlet.embedded and start.outlet.host not in embedded:
            from qiosk_scraper.demo import serve

            address = stack.enter_context(serve(plan.demo_day)).address
            embedded[start.outlet.host] = address
            opened.append(address.removeprefix("http://"))
    settings = Settings()
    settings.setmodule("qiosk_scraper.settings", priority="project")
    chosen: dict[str, Any] = {"QIOSK_OPEN_ADDRESSES": opened, "QIOSK_EMBEDDED": embedded, **plan.settings}
    if plan.delay is not None:
        chosen["QIOSK_DELAY_FORCED"] = plan.delay
    if plan.default_delay is not None:
        chosen["QIOSK_DELAY"] = plan.default_delay
    if plan.min_free is not None:
        chosen["QIOSK_MIN_FREE"] = plan.min_free
    if plan.contact:
        chosen["USER_AGENT"] = user_agent(plan.contact)
    settings.setdict(chosen, priority="cmdline")
    return settings


def _ending(run: CrawlRun, received: list[int]) -> tuple[ExitCode, QioskError | None]:
    """The exit code, and what to say about it."""
    if run.error is not None:
        return run.error.exit_code, run.error
    if received:
        return ExitCode(128 + received[0]), None
    verdicts = run.tally.verdicts
    beside = run.no_news
    if any(budget.reached for budget in run.budgets.values()):
        beside += run.guesses  # addresses without an end: that they are no articles was found out, and they were left
    visits, failed = sum(verdicts.values()) - beside, verdicts["failed"] - beside
    bad = run.first_failure
    if not run.fetched and bad is None and run.halted:
        slug, why = next(iter(run.halted.items()))
        error = QioskError(f"nothing was asked: {why}", slug, "try again later", ExitCode.NOTHING_FETCHED)
        return ExitCode.NOTHING_FETCHED, error
    if not run.fetched and bad is not None and bad.reason == UNEXPECTED:
        to_do = "this is a bug; -vv shows the traceback"
        return ExitCode.BUG, QioskError(f"unexpected {bad.detail}", bad.entry.url, to_do, ExitCode.BUG)
    if not run.fetched and bad is not None:
        from qiosk_scraper.fetching.failures import nothing_fetched

        return ExitCode.NOTHING_FETCHED, nothing_fetched(bad.entry.url, bad.reason or "no answer", bad.detail)
    if run.drifted:
        url, before = next(iter(run.drifted.items()))
        others = f", and {len(run.drifted) - 1} more lists" if len(run.drifted) > 1 else ""
        what = f"no article is listed any more where {before} were{others}"
        to_do = "look at the page: if it was redesigned, its outlet needs another reader (qiosk inspect)"
        return ExitCode.DRIFT, QioskError(what, url, to_do, ExitCode.DRIFT)
    if run.drift:
        from qiosk_scraper.checking import alarm

        return ExitCode.DRIFT, alarm(run.drift)
    if visits and failed / visits > run.limits.allowed_failures:
        what, where = f"{failed} of {visits} pages failed", "this run"
        if (first := run.first_counted) is not None:
            what, where = f"{what}, first with {first.reason}", first.entry.url
        to_do = "see the fetches table for each, and run again to try them once more"
        return ExitCode.TOO_MANY_FAILURES, QioskError(what, where, to_do, ExitCode.TOO_MANY_FAILURES)
    return ExitCode.DONE, None


async def _finish(run: CrawlRun, code: ExitCode) -> CrawlCounts:
    """Writes the crawl's end, as far as the archive still takes it; gives what was stored."""
    try:
        return await run.finish(code)
    except QioskError:  # `run` keeps the first of them
        return run.counts()
