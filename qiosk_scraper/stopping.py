"""SIGINT and SIGTERM, from the program's first line to its last.

The command line takes the signals over before it imports anything else. Until a crawl runs, a signal ends the program
where it stands (KeyboardInterrupt, Terminated). While one runs, the crawl is told and ends in its own way. Once its
result is written, signals come too late: the exit code is the one in the archive, not a signal's.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    import threading
    from collections.abc import Callable
    from types import FrameType, TracebackType
    from typing import Any
else:
    # The same functions without 3 ms of enums: a signal in them would end in a traceback (seen with Python 3.11 in 29
    # of 80 runs that got SIGINT 0 to 80 ms after their start).
    import _signal as signal

SIGINT, SIGTERM = int(signal.SIGINT), int(signal.SIGTERM)
NAMES = {SIGINT: "Ctrl-C", SIGTERM: "SIGTERM"}
AT_ONCE_SECONDS = 1.5
"""After the second signal the process ends, whatever it waits for: a lock, a disk, a name server."""
LATE_SECONDS = 30.0
"""After a signal that came when all was decided: what is left to do should not take as long."""
WHAT_TO_DO = "what was stored stays; run the same command to go on"


class Interrupted(KeyboardInterrupt):
    """SIGINT arrived. Where a plain KeyboardInterrupt passes through `exec`, as in an import that makes a named tuple,
    Python ends itself with the signal however well it was handled (seen with 3.11)."""


class Terminated(BaseException):
    """SIGTERM arrived; a BaseException, so that no handler on the way takes it for a fault."""


class _Signals:
    """The signals of this process: what came, and who is to know. There is one of it."""

    def __init__(self) -> None:
        self.received: list[int] = []
        self._owned = False
        self._told: Callable[[], None] | None = None
        self._settled = False
        self._late: list[int] = []
        self._timers: list[threading.Timer] = []

    def own(self) -> None:
        """Takes the signals over for as long as the process lives; to be called on its main thread."""
        self._owned = True
        for number in NAMES:
            signal.signal(number, self._arrived)
        sys.unraisablehook = self._unraisable

    def told(self, tell: Callable[[], None]) -> Telling:
        """A context in which `tell` is called when a signal arrives, in place of an exception out of nowhere.

        In a process that is not ours (the signals were never taken over) the handlers are put back at its end. Does
        nothing outside the main thread.
        """
        return Telling(self, tell)

    def settle(self) -> None:
        """What the program has to say is decided: signals that come now change nothing."""
        self._settled = True

    def heed(self) -> None:
        """Takes `settle` back: there is more to do after all. A signal that came meanwhile ends it here."""
        late, self._late, self._settled = self._late, [], False
        for timer in self._timers:
            timer.cancel()
        if late:
            self._arrived(late[0], None)

    def ignore(self) -> None:
        """To the very end, the interpreter's own: it puts handlers back to the default, but leaves what is ignored."""
        for number in NAMES:
            signal.signal(number, signal.SIG_IGN)

    def _arrived(self, number: int, _frame: FrameType | None) -> None:
        came = self._late if self._settled and not self.received else self.received
        came.append(number)
        if len(came) > 1:
            self._end_in(AT_ONCE_SECONDS)
        elif self._settled:
            self._end_in(LATE_SECONDS)
        if self._settled:
            return
        if self._told is not None:
            self._told()
        elif len(self.received) == 1:  # one that comes while this one is on its way up must not break its way
            raise Interrupted if number == SIGINT else Terminated

    def _end_in(self, seconds: float) -> None:
        if self._owned:
            import threading

            timer = threading.Timer(seconds, self._end)
            timer.daemon = True
            timer.start()
            self._timers.append(timer)

    def _end(self) -> None:
        """Ends the process between two instructions. A transaction that is open is rolled back by the next opening."""
        first = (self.received or self._late)[0]
        try:
            cursor_on = "\x1b[?25h" if os.isatty(2) else ""
            os.write(2, f"{cursor_on}error: stopped ({NAMES[first]}): {WHAT_TO_DO}\n".encode())
        except OSError:
            pass
        os._exit(128 + first)

    def _unraisable(self, hint: Any, /) -> None:
        """A signal's exception that came where Python cannot raise is not lost: it is in `received`."""
        if not issubclass(hint.exc_type, (KeyboardInterrupt, Terminated)):
            sys.__unraisablehook__(hint)


class Telling:
    """What `told` gives."""

    def __init__(self, signals: _Signals, tell: Callable[[], None]) -> None:
        self._signals = signals
        self._tell = tell
        self._before: dict[int, Any] = {}

    def __enter__(self) -> _Signals:
        signals = self._signals
        if not signals._owned:
            import threading

            signals.received, signals._settled = [], False
            if threading.current_thread() is threading.main_thread():
                signals._told = self._tell
                for number in NAMES:
                    self._before[number] = signal.signal(number, signals._arrived)
            return signals
        signals._told = self._tell
        if signals.received:  # it came where its exception was lost
            self._tell()
        return signals

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._signals._told = None
        if not self._signals._owned:
            self._signals.received = []


SIGNALS = _Signals()
