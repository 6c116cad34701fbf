"""The archive as the event loop sees it: the one writer on a thread of its own, its methods to be awaited."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qiosk_scraper.errors import QioskError
from qiosk_scraper.fetching.clock import now
from qiosk_scraper.items import Capture, FrontierEntry
from qiosk_scraper.outlet import Outlet

if TYPE_CHECKING:
    from qiosk_scraper.archive import ArchiveWriter, CrawlCounts
    from qiosk_scraper.archive.hosts import HostState, RobotsFile
    from qiosk_scraper.archive.sightings import Dates
    from qiosk_scraper.archive.validators import Validators

T = TypeVar("T")
log = logging.getLogger(__name__)


class ArchiveThread:
    """Opens the archive at `path` and asks it. What goes wrong there is told to `fail` and raised."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="qiosk-archive")
        self._writer: ArchiveWriter | None = None
        self._unstored: dict[str, None] = {}
        """URLs of visits that wait to be written."""

    def fail(self, error: QioskError) -> None:
        """Hears of an error of the archive before it is raised."""

    async def open(self, command: str, version: str) -> int:
        """Opens the archive, takes its lock and begins a crawl row; gives the crawl's id. Raises QioskError."""
        if self._writer is None:
            from qiosk_scraper.archive import ArchiveWriter
            from qiosk_scraper.bounds import read_within_bounds
            from qiosk_scraper.parse import parse_article

            read = partial(read_within_bounds, parse_article)
            self._writer = await self._in_thread(lambda: ArchiveWriter.open(self.path, clock=now, read=read))
        writer = self._writer
        return await self._in_thread(lambda: writer.begin_crawl(command, version))

    @property
    def is_open(self) -> bool:
        return self._writer is not None

    async def seed(self, outlet: Outlet, entries: Iterable[FrontierEntry]) -> None:
        """Puts URLs into the frontier; ones that are there already are asked again."""
        await self._with_writer(lambda writer: writer.seed(outlet, list(entries)))

    async def revisit(self, outlet: Outlet) -> int:
        """Puts every live article of the outlet back; gives how many."""
        return await self._with_writer(lambda writer: writer.revisit(outlet))

    async def pending(
        self, outlet: Outlet, limit: int, exclude: Collection[str], *, revisits: bool = False
    ) -> list[FrontierEntry]:
        """What to ask next, best first, leaving out `exclude` and what waits to be written; with `revisits` also what
        is due to be looked at again."""
        left_out = {*exclude, *self._unstored}
        return await self._with_writer(lambda writer: writer.pending(outlet.slug, limit, left_out, revisits=revisits))

    async def knows(self, urls: Collection[str]) -> set[str]:
        """Those of `urls` that are archived already, under their own or another address."""
        return await self._with_writer(lambda writer: writer.knows(urls))

    async def met(self, urls: Collection[str]) -> set[str]:
        """Those of `urls` that were asked at some time, whatever came of it."""
        from qiosk_scraper.archive import frontier

        return await self._with_writer(lambda writer: writer.read(frontier.met, urls))

    async def dates(self, urls: Collection[str]) -> dict[str, Dates]:
        """When those of `urls` were published of which it is known, by the articles themselves or by lists."""
        from qiosk_scraper.archive import sightings

        return await self._with_writer(lambda writer: writer.read(sightings.dates, urls))

    async def shown_before(self, url: str) -> int:
        """How many addresses the list at `url` has shown in earlier visits."""
        from qiosk_scraper.archive import sightings

        return await self._with_writer(lambda writer: writer.read(sightings.count_on, url))

    async def shown_on(self, url: str) -> list[str]:
        """The addresses that the list at `url` has shown so far."""
        from qiosk_scraper.archive import sightings

        return await self._with_writer(lambda writer: writer.read(sightings.urls_on, url))

    async def follow_all(self, outlet: Outlet, begun_with: Collection[str], priority: int) -> int:
        """Puts into the frontier what lists have shown and runs for a certain time have passed over; gives how many."""
        from qiosk_scraper.archive import sightings

        return await self._with_writer(
            lambda writer: writer.write(sightings.follow_all, outlet.slug, begun_with, priority)
        )

    async def read_at(self, urls: Collection[str]) -> dict[str, str]:
        """When each of these lists was last read."""
        from qiosk_scraper.archive import sightings

        return await self._with_writer(lambda writer: writer.read(sightings.read_at, urls))

    async def last_run(self, outlet: Outlet) -> str | None:
        """When the last finished run over the outlet began."""
        from qiosk_scraper.archive import frontier

        return await self._with_writer(lambda writer: writer.read(frontier.last_run, outlet.slug))

    async def validators(self, urls: Collection[str]) -> dict[str, Validators]:
        """What makes the requests for these URLs conditional, where they were captured before."""
        from qiosk_scraper.archive import validators

        return await self._with_writer(lambda writer: writer.read(validators.validators, urls))

    async def captured(self, capture_id: int) -> Capture:
        """A stored response. Raises KeyError for an unknown id, QioskError for damaged bytes."""
        from qiosk_scraper.archive import received

        return await self._with_writer(lambda writer: writer.read(received.capture, capture_id, self.path))

    async def host_state(self, host: str) -> HostState:
        """When a host was last asked, and until when it wants to be left alone."""
        from qiosk_scraper.archive import hosts

        return await self._with_writer(lambda writer: writer.read(hosts.state_of, host))

    async def host_asked(self, host: str, at: str) -> None:
        """Notes, before it goes out, a request to a host."""
        from qiosk_scraper.archive import hosts

        await self._with_writer(lambda writer: writer.write(hosts.asked, host, at))

    async def put_off_host(self, host: str, until: str) -> None:
        """Notes that a host wants to be left alone."""
        from qiosk_scraper.archive import hosts

        await self._with_writer(lambda writer: writer.write(hosts.put_off, host, until))

    async def robots_file(self, origin: str) -> RobotsFile | None:
        """The latest robots.txt of an origin that was an answer."""
        from qiosk_scraper.archive import hosts

        return await self._with_writer(lambda writer: writer.read(hosts.robots_of, origin))

    async def keep_robots_file(self, origin: str, file: RobotsFile, crawl_delay: float | None) -> None:
        """Keeps a robots.txt as it was read."""
        from qiosk_scraper.archive import hosts

        await self._with_writer(lambda writer: writer.write(hosts.keep_robots, origin, file, crawl_delay))

    async def finish(self, exit_code: int) -> CrawlCounts:
        """Writes the crawl's end; gives its counts."""
        return await self._with_writer(lambda writer: writer.finish_crawl(exit_code))

    def counts(self) -> CrawlCounts:
        """What the archive has of this run so far."""
        assert self._writer is not None
        return self._writer.counts()

    async def close(self) -> None:
        """Gives the archive back. Never raises."""
        writer, self._writer = self._writer, None
        if writer is not None:
            try:
                await self._in_thread(writer.close)
            except Exception as error:  # the run's own end must not hide behind a failed close
                log.warning("closing the archive: %s", error)
        self._thread.shutdown(wait=True)

    async def _with_writer(self, act: Callable[[ArchiveWriter], T]) -> T:
        writer = self._writer
        if writer is None:
            raise RuntimeError("the archive is not open")
        try:
            return await self._in_thread(lambda: act(writer))
        except QioskError as error:
            self.fail(error)
            raise

    async def _in_thread(self, act: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, act, *arguments)
