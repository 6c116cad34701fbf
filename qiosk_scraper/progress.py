"""How a crawl is going, for people: one live line on a terminal, one plain line each 10 seconds elsewhere."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TextIO

if TYPE_CHECKING:
    from rich.live import Live
    from rich.text import Text

_TURNING = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
PLAIN_INTERVAL = 10.0
"""Seconds between lines where nobody watches a terminal."""


@dataclass(slots=True)
class Tally:
    """What a run has done so far. `verdicts` counts what the archive said of each visit it stored."""

    pages: int = 0
    """Answers received, listings included."""
    articles: int = 0
    """Article pages among them that were read."""
    verdicts: Counter[str] = field(default_factory=Counter)
    host: str = ""
    """Asked last."""
    asked: int = 0
    """Requests begun, robots.txt and repeated tries not counted."""
    began: float = field(default_factory=time.monotonic)
    rests: dict[str, float] = field(default_factory=dict)
    """Hosts that asked to be left alone for a while, with the monotonic seconds until when."""

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    @property
    def rate(self) -> float:
        """Pages a second over the whole run."""
        return self.pages / self.seconds if self.seconds > 0 else 0.0

    def line(self) -> str:
        """`12 pages, 9 articles: 7 new, 1 changed, 1 same, 0 failed · 3.2 pages/s · 2m05s · gazette.example`."""
        found = self.verdicts
        counts = f"{found['new']} new, {found['changed']} changed, {found['same']} same, {found['failed']} failed"
        pace = f"{self.rate:.1f} pages/s · {duration(self.seconds)}" + (f" · {self.host}" if self.host else "")
        return f"{self.pages} pages, {self.articles} articles: {counts} · {self._rest() or pace}"

    def _rest(self) -> str:
        """Why nothing seems to happen: the longest rest that a host has asked for."""
        now = time.monotonic()
        for host in [host for host, until in self.rests.items() if until <= now]:
            del self.rests[host]
        if not self.rests:
            return ""
        host = max(self.rests, key=self.rests.__getitem__)
        return f"{host} asked for {duration(self.rests[host] - now)} of rest"


def duration(seconds: float) -> str:
    """`12s`, `3m12s`, `2h05m`."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole}s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes}m{rest:02d}s" if minutes < 60 else f"{minutes // 60}h{minutes % 60:02d}m"


class Progress(Protocol):
    """Shows a tally. `show` is called often and decides itself whether to draw."""

    def start(self) -> None: ...

    def show(self, tally: Tally) -> None: ...

    def say(self, text: str) -> None:
        """One line of talk, above the display."""

    def stop(self, tally: Tally) -> None: ...


class Silent:
    """Shows nothing (`--no-progress`, `-q`)."""

    def start(self) -> None: ...

    def show(self, tally: Tally) -> None: ...

    def say(self, text: str) -> None: ...

    def stop(self, tally: Tally) -> None: ...


class PlainLines:
    """A line each 10 seconds; the closing line of the crawl makes a last one needless."""

    def __init__(self, stream: TextIO, interval: float = PLAIN_INTERVAL) -> None:
        self._stream = stream
        self._interval = interval
        self._next = 0.0

    def start(self) -> None:
        self._next = time.monotonic() + self._interval

    def show(self, tally: Tally) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + self._interval
            self.say(tally.line())

    def say(self, text: str) -> None:
        print(text, file=self._stream, flush=True)

    def stop(self, tally: Tally) -> None: ...


class TerminalLine:
    """One line that is drawn anew four times a second, and goes when the crawl ends."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live: Live | None = None
        self._tally = Tally()

    def start(self) -> None:
        from rich.console import Console
        from rich.live import Live

        console = Console(file=self._stream, markup=False, highlight=False, emoji=False)
        # Rich's own redirection would take stdout, which carries results.
        self._live = Live(
            get_renderable=self._drawn, console=console, refresh_per_second=4, transient=True,
            redirect_stdout=False, redirect_stderr=False,
        )  # fmt: skip
        self._live.start()

    def show(self, tally: Tally) -> None:
        self._tally = tally

    def _drawn(self) -> Text:
        """The line as it is at this moment, never wider than the terminal."""
        from rich.text import Text

        sign = _TURNING[int(time.monotonic() * 4) % len(_TURNING)]
        return Text(f"{sign} {self._tally.line()}", no_wrap=True, overflow="ellipsis")

    def say(self, text: str) -> None:
        if self._live is not None:
            self._live.console.print(text, markup=False)

    def stop(self, tally: Tally) -> None:
        if self._live is not None:
            self._tally = tally
            self._live.stop()
            self._live = None


def progress_for(stream: TextIO | None = None, *, wanted: bool = True) -> Progress:
    """The display that fits `stream` (stderr): a live line on a terminal, plain lines elsewhere, none if not wanted."""
    out = sys.stderr if stream is None else stream
    if not wanted:
        return Silent()
    return TerminalLine(out) if out.isatty() else PlainLines(out)
