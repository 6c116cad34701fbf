"""The log: warnings on stderr (more with `-v`), and all of it in `--log-file`. Each record is one safe line."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from qiosk_scraper.cli.command import Invocation
from qiosk_scraper.cli.terminal import hide_secrets, safe

_OWN_AFFAIRS = ("scrapy.addons", "scrapy.middleware", "scrapy.crawler", "scrapy.extensions", "asyncio", "twisted")


class OneLine(logging.Formatter):
    """A record as one line: no control characters, no secrets, no traceback unless asked for."""

    def __init__(self, layout: str, *, tracebacks: bool) -> None:
        super().__init__(layout)
        self._tracebacks = tracebacks

    def format(self, record: logging.LogRecord) -> str:
        if not self._tracebacks:
            record = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None, "stack_info": None})
            return safe(hide_secrets(super().format(record)))
        return safe(hide_secrets(super().format(record)), lines=True)


class _Stderr(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes to what stderr is at that moment: a progress display may stand in for it."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """stderr is closed or full: there is nobody to tell."""


class _LogFile(logging.FileHandler):
    """The file of `--log-file`. Once it cannot be written to (its disk is full), one line says so and the run goes on:
    what it is there for is the archive."""

    _works = True

    def emit(self, record: logging.LogRecord) -> None:
        if self._works:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        error = sys.exc_info()[1]
        if self._works:
            self._works = False
            why = (error.strerror or type(error).__name__) if isinstance(error, OSError) else repr(error)
            with suppress(OSError, ValueError):
                print(safe(f"warning: the log ends here: {why.lower()} ({self.baseFilename})"), file=sys.stderr)

    def close(self) -> None:
        with suppress(OSError):  # what could not be written above is tried once more
            super().close()


def _worth_reading(record: logging.LogRecord) -> bool:
    """Not Scrapy's lists of its own parts and settings, twenty lines at each start."""
    return record.levelno >= logging.WARNING or not record.name.startswith(_OWN_AFFAIRS)


@contextmanager
def logging_for(invocation: Invocation) -> Iterator[None]:
    """The root logger set up for one command, and put back afterwards."""
    root = logging.getLogger()
    before = (root.level, root.handlers[:])
    tracebacks = invocation.verbosity >= 2
    shown = _Stderr(sys.stderr)
    level = (
        logging.ERROR
        if invocation.quiet
        else (logging.WARNING, logging.INFO, logging.DEBUG)[min(invocation.verbosity, 2)]
    )
    shown.setLevel(level)
    if not tracebacks:
        shown.addFilter(_worth_reading)
    shown.setFormatter(OneLine("%(levelname)s %(name)s: %(message)s", tracebacks=tracebacks))
    handlers: list[logging.Handler] = [shown]
    if invocation.log_file is not None:
        kept = _LogFile(invocation.log_file, encoding="utf-8", errors="replace")
        kept.setLevel(logging.DEBUG if tracebacks else logging.INFO)
        kept.setFormatter(OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s", tracebacks=tracebacks))
        handlers.append(kept)
    root.handlers[:] = handlers
    root.setLevel(min(handler.level for handler in handlers))
    try:
        yield
    finally:
        root.setLevel(before[0])
        root.handlers[:] = before[1]
        for handler in handlers[1:]:
            handler.close()
