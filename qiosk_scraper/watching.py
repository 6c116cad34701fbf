"""Crawling for months: lists are looked at in the outlet's rhythm, articles when they are due, until a signal comes.

A round is an ordinary run and its own row of `crawls`; between rounds nothing is held open, the archive can be written
by other commands, and all that is to be done next stands in the archive's frontier. So a watch that was stopped goes
on where it was, and a round that is cut short is gone on with by the next one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from qiosk_scraper.archive import frontier
from qiosk_scraper.archive.happenings import Happening, Place, last_place, since
from qiosk_scraper.archive.reader import Archive
from qiosk_scraper.crawling import CrawlPlan, CrawlReport, conduct
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.fetching.clock import clock
from qiosk_scraper.process import Stop, event_loop, quiet_logging
from qiosk_scraper.spiders.sources import all_sources
from qiosk_scraper.stopping import SIGNALS
from qiosk_scraper.targets import Start, starts_for

log = logging.getLogger(__name__)

TOGETHER_SECONDS = 300.0
"""Articles that fall due within so long are looked at in one round."""
AGAIN_SECONDS = 900.0
"""At the least between two looks at the lists of an outlet, also when the last one failed; less if its rhythm is."""
SHORTEST_WAIT = 1.0
LONGEST_WAIT = 6 * 3600.0
"""Then the archive is asked anew: another command may have changed it meanwhile."""
_PASSING = frozenset(
    {ExitCode.DONE, ExitCode.ARCHIVE_LOCKED, ExitCode.NOTHING_FETCHED, ExitCode.TOO_MANY_FAILURES, ExitCode.DRIFT}
)
"""Ends of a round after which there is a next one; the others (a full disk, a damaged archive) end the watch."""


@dataclass(frozen=True)
class WatchPlan:
    """`crawl` says what is watched, and how each round is done."""

    crawl: CrawlPlan
    every: float | None = None
    """Hours between looks at the lists, whatever the outlets say."""
    rhythms: Mapping[str, float] = field(default_factory=dict)
    """Outlet to such hours, for those that `every` is None for."""
    tell: Callable[[Happening], None] = lambda _happening: None
    """Called for each new article and each event, soon after it was stored."""
    close: Callable[[CrawlReport], None] = lambda _report: None
    """Called at the end of each round."""
    refuse: Callable[[QioskError], None] = lambda _error: None
    """Called when a round could not begin, and the next one may (the archive is locked)."""


@dataclass
class _Watched:
    """A target, and when its lists were looked at in this process."""

    start: Start
    lists: tuple[str, ...]
    asked_at: datetime | None = None


@dataclass
class _State:
    plan: WatchPlan
    watched: list[_Watched]
    place: Place
    stop: Stop = field(default_factory=Stop)


def run_watch(plan: WatchPlan) -> ExitCode:
    """Watches until SIGINT or SIGTERM, or until the archive cannot be written any more; gives the exit code.

    Blocks; to be called on the main thread. Raises QioskError for a target that is none, and for an archive that
    cannot be written from the beginning.
    """
    stop = Stop()
    with SIGNALS.told(stop.arrived):
        watched = [_watched(start, plan) for start in starts_for(plan.crawl.targets, plan.crawl.sections)]
        state = _State(plan, watched, last_place(plan.crawl.db), stop)
        with quiet_logging():
            return event_loop().run_until_complete(_watch(state))


def _watched(start: Start, plan: WatchPlan) -> _Watched:
    every = plan.rhythms.get(start.outlet.slug) if plan.every is None else plan.every
    if every is not None:
        start = replace(start, outlet=replace(start.outlet, every=every))
    start = start.with_delay(plan.crawl.delays)
    seeds = all_sources(start.outlet, start.sections) if start.seeds is None else start.seeds
    return _Watched(start, tuple(entry.url for entry in seeds))


async def _watch(state: _State) -> ExitCode:
    stop, first = state.stop, True
    stop.begin()
    while not stop.asked.is_set():
        starts = list(_due(state.watched, state.plan.crawl.db))
        if starts:
            code = await _round(state, starts, first)
            if code not in _PASSING:
                return code
            first = False
        if not stop.asked.is_set():
            await clock().wait(_seconds_to_next(state.watched, state.plan.crawl.db), stop.asked)
    return ExitCode(128 + SIGNALS.received[0]) if SIGNALS.received else ExitCode.DONE


async def _round(state: _State, starts: list[Start], first: bool) -> ExitCode:
    """One run; gives its exit code."""
    plan = replace(state.plan.crawl, on_stored=lambda: _tell(state))
    try:
        report = await conduct(plan, starts, state.stop)
    except QioskError as error:
        if first or error.exit_code not in _PASSING:
            raise
        state.plan.refuse(error)
        return error.exit_code
    finally:
        state.stop.end_of_run()
    _tell(state)
    state.plan.close(report)
    return report.exit_code


def _tell(state: _State) -> None:
    try:
        happenings, state.place = since(state.plan.crawl.db, state.place)
    except QioskError as error:  # the run itself meets it too, and says so
        log.info("%s", error)
        return
    for happening in happenings:
        state.plan.tell(happening)


def _due(watched: Iterable[_Watched], path: Path) -> Iterable[Start]:
    """What is to be done now: an outlet's lists with its articles, or its articles alone."""
    now = clock().now()
    for one in watched:
        lists_at, articles_at = _times(one, path, now)
        if lists_at <= now:
            one.asked_at = now
            yield one.start
        elif articles_at is not None and articles_at <= now:
            yield replace(one.start, seeds=())


def _seconds_to_next(watched: Iterable[_Watched], path: Path) -> float:
    now = clock().now()
    waits = [LONGEST_WAIT]
    for one in watched:
        lists_at, articles_at = _times(one, path, now)
        waits.append((lists_at - now).total_seconds())
        if articles_at is not None:
            waits.append(max(TOGETHER_SECONDS, (articles_at - now).total_seconds()))
    return max(SHORTEST_WAIT, min(waits))


def _times(one: _Watched, path: Path, now: datetime) -> tuple[datetime, datetime | None]:
    """When the lists and when the first article are to be looked at next."""
    listed, article = _in_archive(one, path)
    lists_at = datetime.fromisoformat(listed) if listed else now
    if one.asked_at is not None:
        least = min(AGAIN_SECONDS, one.start.outlet.every * 3600)
        lists_at = max(lists_at, one.asked_at + timedelta(seconds=least))
    return lists_at, datetime.fromisoformat(article) if article else None


def _in_archive(one: _Watched, path: Path) -> tuple[str | None, str | None]:
    if not path.exists():
        return "", None
    with Archive(path) as archive:
        return frontier.due_at(archive.db.conn, one.start.outlet.slug, one.lists)
