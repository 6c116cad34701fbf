"""What the parts of one crawl share: its limits, whether it is stopping, the open batch, and the thread that writes.

SQLite is used from one worker thread alone, so that a commit never blocks the event loop. The archive's frontier is
the truth about what is left to do; in memory there are only the few URLs that are being asked for, and the visits of
the batch that is open.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qiosk_scraper.archive_thread import ArchiveThread
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.fetching.budgets import Budgets, notes
from qiosk_scraper.items import WALLS, Visit
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.progress import Progress, Silent, Tally

if TYPE_CHECKING:
    from qiosk_scraper.drift import Drift

log = logging.getLogger(__name__)

BATCH_SIZE = 50
BATCH_BYTES = 16 * 1024 * 1024
BATCH_SECONDS = 1.0
"""A batch is written when it is full, this large or this old, whichever comes first."""


@dataclass(frozen=True, slots=True)
class Limits:
    """When a run ends before the frontier does. Times are ISO 8601 UTC; `since` may be `last`, the last run."""

    max_articles: int | None = None
    max_requests: int | None = None
    since: str | None = None
    until: str | None = None
    allowed_failures: float = 0.2
    """Share of visits that may fail before the exit code says so."""


class CrawlRun(ArchiveThread):
    """One run over one or more outlets. Made on the event loop's thread; `open` before use, `close` after it."""

    def __init__(
        self,
        path: Path,
        limits: Limits | None = None,
        progress: Progress | None = None,
        on_stored: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(path)
        self.limits = limits or Limits()
        self.tally = Tally()
        self.progress = progress or Silent()
        self.error: QioskError | None = None
        """Why the run ended early, if the archive or the disk made it."""
        self.halted: dict[str, str] = {}
        """Outlet slug to why nothing more is asked of it in this run."""
        self.budgets: defaultdict[str, Budgets] = defaultdict(Budgets)
        """What is spent on each outlet, by its slug."""
        self.first_failure: Visit | None = None
        self.first_counted: Visit | None = None
        """The first of the failures that count: neither no news nor, as long as there is another one, a guess."""
        self.drifted: dict[str, int] = {}
        """Lists that show no article any more, with how many they have shown before."""
        self.drift: list[Drift] = []
        """Fields that this run's pages give otherwise than those of the runs before."""
        self.fetched = 0
        """Pages received with a status that says so."""
        self.no_news = 0
        """Failures that a crawl of every day has again and again: dead links, pages that failed before."""
        self.skipped: Counter[str] = Counter()
        """Links of lists that were not followed, by why."""
        self.guesses = 0
        """Addresses that a list named and that turned out to be no articles."""
        self.articles_open = 0
        """Article pages asked for and not yet answered; they count against `max_articles`."""
        self._paused = False
        self._on_stored = on_stored
        self._batch: list[Visit] = []
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._writing = asyncio.Lock()
        self._stopping = asyncio.Event()
        self._ended: dict[str, asyncio.Event] = {}
        self._changed = asyncio.Event()
        self.abandoned = False
        """What is open is dropped, and left to the next run."""

    # -- the batch -------------------------------------------------------------------------------------------------

    async def add(self, visit: Visit) -> None:
        """Takes a finished visit into the open batch; writes the batch when it is full or a second old."""
        if self.abandoned:
            return
        self._count(visit)
        self._batch.append(visit)
        self._unstored[visit.entry.url] = None
        self.notify()
        if len(self._batch) >= BATCH_SIZE or sum(map(_size, self._batch)) >= BATCH_BYTES:
            await self.flush()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(BATCH_SECONDS, self._flush_soon)

    @property
    def has_batch(self) -> bool:
        return bool(self._unstored)

    @property
    def leads_on(self) -> bool:
        """Whether the open batch holds URLs that the frontier does not know yet."""
        return any(visit.found for visit in self._batch)

    async def flush(self) -> None:
        """Writes the open batch in one transaction. After a failed write nothing more is written."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        async with self._writing:
            batch, self._batch = self._batch, []
            if not batch:
                return
            try:
                if self.error is None:
                    verdicts: Sequence[str] = await self._with_writer(lambda writer: writer.store(batch))
                    self.tally.verdicts.update(verdicts)
                    self._weigh([visit for visit, how in zip(batch, verdicts, strict=True) if how == "failed"])
                    if self._on_stored is not None:
                        self._on_stored()
            except QioskError:
                return  # `fail` keeps it; the visits stay in the frontier
            except Exception as error:
                self.fail(_bug(error))
                log.exception("storing a batch")
            finally:
                for visit in batch:
                    self._unstored.pop(visit.entry.url, None)
                self.progress.show(self.tally)
                self.notify()

    def _weigh(self, failed: list[Visit]) -> None:
        news = [visit for visit in failed if not _is_no_news(visit)]
        self.no_news += len(failed) - len(news)
        self.guesses += sum(map(_is_guess, news))
        for visit in news:
            if self.first_counted is None or (_is_guess(self.first_counted) and not _is_guess(visit)):
                self.first_counted = visit

    async def abandon(self) -> None:
        """Writes what is finished; what still comes in is left to the next run."""
        self.abandoned = True
        await self.flush()

    async def look_for_drift(self, crawl_id: int, designs: Mapping[str, str]) -> None:
        """Compares the pages of this run with those before, outlet by outlet. An archive that fails ends in `error`."""
        from qiosk_scraper.checking import drift_of_crawl

        slugs = sorted(self.budgets)
        with contextlib.suppress(QioskError):
            self.drift = await self._with_writer(
                lambda writer: [
                    one for slug in slugs for one in writer.read(drift_of_crawl, crawl_id, slug, designs.get(slug))
                ]
            )

    def _flush_soon(self) -> None:
        self._timer = None
        task = asyncio.ensure_future(self.flush())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _count(self, visit: Visit) -> None:
        self.tally.pages += visit.status is not None
        self.tally.articles += visit.article is not None
        self.budgets[visit.entry.outlet].note(visit)
        self.fetched += visit.outcome in ("ok", "not_article", "not_modified")
        if visit.outcome in ("failed", "refused", "gone", "not_article") and self.first_failure is None:
            self.first_failure = visit
        self.progress.show(self.tally)

    # -- going on and stopping -------------------------------------------------------------------------------------

    @property
    def stopping(self) -> bool:
        return self._stopping.is_set()

    def stop(self) -> None:
        """No request goes out any more; open ones are finished and stored."""
        self._stopping.set()
        for ended in self._ended.values():
            ended.set()
        self.notify()

    def fail(self, error: QioskError) -> None:
        """Ends the run for a reason that more pages would not cure. The first one counts."""
        if self.error is None:
            self.error = error
        self.stop()

    def halt(self, outlet: Outlet, reason: str) -> None:
        """Nothing more is asked of this outlet in this run; what is left stays in the frontier."""
        self.halted.setdefault(outlet.slug, reason)
        self._end_of(outlet).set()
        self.notify()

    def notes(self) -> Iterator[str]:
        """What the counts do not say: budgets that were reached, outlets that were left alone."""
        yield from notes(self.budgets)
        yield from (f"left alone ({slug}): {reason}" for slug, reason in self.halted.items())

    def goes_on(self, outlet: Outlet) -> bool:
        """Whether more may be asked of this outlet."""
        return not (self.stopping or outlet.slug in self.halted)

    async def sleep(self, seconds: float, outlet: Outlet) -> bool:
        """Waits, or less if the run stops or the outlet is halted meanwhile; gives whether it goes on."""
        if seconds > 0 and self.goes_on(outlet):
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._end_of(outlet).wait(), seconds)
        return self.goes_on(outlet)

    def pauses(self) -> bool:
        """To be told that nothing is asked for a while; gives whether that is news."""
        news, self._paused = not self._paused, True
        return news

    def goes_on_again(self) -> bool:
        """To be told that there is no reason to pause; gives whether that is news."""
        news, self._paused = self._paused, False
        return news

    def _end_of(self, outlet: Outlet) -> asyncio.Event:
        return self._ended.setdefault(outlet.slug, asyncio.Event())

    def notify(self) -> None:
        """Wakes whoever waits in `change`."""
        self._changed.set()

    async def change(self) -> None:
        """Waits until something was answered, stored or stopped."""
        await self._changed.wait()
        self._changed.clear()

    async def change_to_stop(self) -> None:
        """Waits until the run begins to stop."""
        await self._stopping.wait()

    def room_for_articles(self) -> int | None:
        """How many more article pages may be asked for; None without a limit."""
        if self.limits.max_articles is None:
            return None
        return max(0, self.limits.max_articles - self.tally.articles - self.articles_open)

    def room_for_requests(self) -> int | None:
        if self.limits.max_requests is None:
            return None
        return max(0, self.limits.max_requests - self.tally.asked)


def _size(visit: Visit) -> int:
    return 0 if visit.capture is None else len(visit.capture.body)


def _is_no_news(visit: Visit) -> bool:
    """Whether a failed visit says nothing of this run: a list leads there, and it is gone or failed before."""
    known = visit.outcome == "gone" or visit.entry.tries > 0 or visit.reason == "url too long"
    return visit.entry.found_on is not None and known


def _is_guess(visit: Visit) -> bool:
    """Whether an address that a page named turned out to be something else than an article."""
    told = visit.reason not in WALLS and visit.reason not in ("truncated", "timeout", "parser_error")
    return visit.entry.found_on is not None and visit.outcome == "not_article" and told


def _bug(error: Exception) -> QioskError:
    what = f"unexpected {type(error).__name__}: {error}"
    return QioskError(what, "storing a batch", "this is a bug; -vv shows the traceback", ExitCode.BUG)
