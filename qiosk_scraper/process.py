"""The process a run lives in: Scrapy's event loop, what goes to the console, and how a signal reaches the run."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qiosk_scraper.stopping import SIGNALS

if TYPE_CHECKING:
    from qiosk_scraper.running import CrawlRun


class Stop:
    """What a signal does to a run: the first asks it to stop, the second cuts it off."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        """A first signal came."""
        self.forced = asyncio.Event()
        self._run: CrawlRun | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def watch(self, run: CrawlRun) -> None:
        """From now on a signal reaches this run; one that came earlier does so at once."""
        self._run, self._loop = run, asyncio.get_running_loop()
        if SIGNALS.received:
            self._tell()

    def arrived(self) -> None:
        """Called between any two instructions of the main thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._tell)

    def begin(self) -> None:
        """From now on, on the loop that runs, signals are noted also while no run goes on."""
        self._loop = asyncio.get_running_loop()
        if SIGNALS.received:
            self._tell()

    def end_of_run(self) -> None:
        """The run that was watched is over; a signal that came too late for it counts for what follows."""
        self._run = None
        SIGNALS.heed()

    def _tell(self) -> None:
        self.asked.set()
        if len(SIGNALS.received) > 1:
            self.forced.set()
        if self._run is not None and not self._run.stopping:
            self._run.progress.say("stopping after the open request; once more to drop it")
            self._run.stop()


def event_loop() -> asyncio.AbstractEventLoop:
    """The loop under Scrapy's reactor, started once in a process and used again by a later run.

    Twisted cannot start a reactor twice. It does not have to: once it runs, its loop may stop and go on.
    """
    from scrapy.utils.reactor import install_reactor, is_reactor_installed

    if not is_reactor_installed():
        install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import asyncioreactor, reactor
    from twisted.logger import globalLogBeginner

    if not isinstance(reactor, asyncioreactor.AsyncioSelectorReactor):
        raise RuntimeError("another Twisted reactor than asyncio's is installed in this process")
    if not reactor.running:
        # Until a log is begun, Twisted prints what it holds for critical on stderr itself, with the traceback.
        globalLogBeginner.beginLoggingTo([], discardBuffer=True, redirectStandardIO=False)
        reactor.startRunning(installSignalHandlers=False)
    loop: asyncio.AbstractEventLoop = reactor._asyncioEventloop
    asyncio.set_event_loop(loop)
    return loop


@contextmanager
def quiet_logging() -> Iterator[None]:
    """Twisted's and Scrapy's records go to logging; on a console they show only where INFO is asked for."""
    from scrapy.utils.log import configure_logging

    root = logging.getLogger()
    configure_logging({"LOG_INSTALL_ROOT_HANDLER": False})
    consoles = [
        handler
        for handler in root.handlers
        if isinstance(handler, logging.StreamHandler)
        and handler.level >= logging.WARNING
        and not isinstance(handler, logging.FileHandler)
    ]
    silence = logging.NullHandler()  # else logging itself prints warnings where nobody set a handler
    root.addHandler(silence)
    for handler in consoles:
        handler.addFilter(_is_ours)
    try:
        yield
    finally:
        for handler in consoles:
            handler.removeFilter(_is_ours)
        root.removeHandler(silence)


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.startswith("qiosk_scraper")
