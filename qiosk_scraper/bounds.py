"""Reading within bounds: what a heavy page may cost in time and memory, and that nobody waits for it.

A page of the usual size is read where it is, in some milliseconds. One that is many times larger, or has many times
the tags, is read in a process of its own, which ends when it takes too long or too much: 300,000 links in one list
cost 30 s and 600 MB, 9,000 attributes in each of a hundred tags 22 s (measured 2026-11). Meanwhile the crawl goes on.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import IO, TypeVar, cast

from qiosk_scraper.items import Capture, NotAnArticle
from qiosk_scraper.outlet import Outlet

T = TypeVar("T")

HEAVY_BYTES = 768 * 1024
HEAVY_TAGS = 12_000
"""Opening and closing ones. Front pages of large papers have 4,000 to 8,000."""
LIGHT_LIST_BYTES = 16 * 1024
"""Lists are few, and read by more programs than ours: 700 KB of `&amp;` in a title of a feed took minutes (2026-11)."""
SECONDS = 20.0
MOST_MEMORY = 260 * 1024 * 1024
"""Bytes of its own that the reading process may take; with the crawl's own 120 MiB they stay under 400 MiB."""
_READY = b"ready\n"
_UNKNOWN = "the function or the outlet is not known there"


def is_heavy(body: bytes) -> bool:
    """Whether a body is to be read in a process of its own. What is packed in itself may be of any size."""
    return len(body) > HEAVY_BYTES or body.count(b"<") > HEAVY_TAGS or body.startswith(b"\x1f\x8b")


async def within_bounds(
    read: Callable[[Capture, Outlet], T], capture: Capture, outlet: Outlet, *, light: int = HEAVY_BYTES
) -> T:
    """`read(capture, outlet)`, elsewhere if the page is heavy or of more than `light` bytes. `read` is a function that
    a module names.

    Raises NotAnArticle with `timeout` or `too_large` when the bounds are met, `parser_error` when the process broke,
    and whatever `read` raises.
    """
    if len(capture.body) <= light and not is_heavy(capture.body):
        return read(capture, outlet)
    try:
        task = pickle.dumps((read, replace(capture, body=b""), outlet))
    except (pickle.PicklingError, AttributeError, TypeError):  # an outlet with readers that no module names
        return read(capture, outlet)
    process = _PROCESS if is_heavy(capture.body) or not _PROCESS.is_busy else _SPARE
    answer = await process.call(task, capture.body)
    if isinstance(answer, NotAnArticle):
        raise answer
    if answer is _UNKNOWN:  # the process could not import what the task names
        return read(capture, outlet)
    return cast(T, answer)


def read_within_bounds(read: Callable[[Capture, Outlet], T], capture: Capture, outlet: Outlet) -> T:
    """The same for a thread in which no event loop runs: it waits."""
    return asyncio.run(within_bounds(read, capture, outlet))


class _ReadingProcess:
    """One process, started when it is first needed and kept; one page at a time."""

    @property
    def is_busy(self) -> bool:
        return self._one_at_a_time.locked()

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()
        self._late = False
        atexit.register(self.stop)

    async def call(self, task: bytes, body: bytes) -> object:
        """What the task's function gave, a NotAnArticle for what it raised, `_UNKNOWN` when it is not known there."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[object] = loop.create_future()

        def settle(result: object) -> None:
            if not answer.done():
                answer.set_result(result)

        def work() -> None:
            with self._one_at_a_time:
                result = self._ask(task, body) if not answer.cancelled() else None
            with contextlib.suppress(RuntimeError):  # the loop ended meanwhile
                loop.call_soon_threadsafe(settle, result)

        # A daemon: it must not hold up the end of the program.
        threading.Thread(target=work, name="heavy page", daemon=True).start()
        try:
            return await answer
        except asyncio.CancelledError:
            self.stop()
            raise

    def _ask(self, task: bytes, body: bytes) -> object:
        try:
            process = self._started()
        except (OSError, EOFError) as error:
            self.stop()
            return NotAnArticle("parser_error", f"no reading process: {error}")
        assert process.stdin is not None and process.stdout is not None
        self._late = False
        timer = threading.Timer(SECONDS, self._give_up, (process,))
        timer.start()
        try:
            for part in (task, body):
                process.stdin.write(len(part).to_bytes(8))
                process.stdin.write(part)
            process.stdin.flush()
            result, goes_on = pickle.loads(_read_part(process.stdout))
        except (OSError, EOFError):
            self.stop()
            if self._late:
                return NotAnArticle("timeout", f"not read in {SECONDS:.0f} s")
            return NotAnArticle("parser_error", "the reading process ended")
        finally:
            timer.cancel()
        if not goes_on:
            self.stop()
        return _UNKNOWN if result == _UNKNOWN else result

    def _give_up(self, process: subprocess.Popen[bytes]) -> None:
        self._late = True
        process.kill()

    def _started(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is None or process.poll() is not None:
            root = str(Path(__file__).parent.parent)
            process = self._process = subprocess.Popen(
                [sys.executable, "-c", _BOOT, root, *sys.path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is for the crawl, which still stores what comes from here
            )
        elif process.stdout is not None:
            return process
        assert process.stdout is not None
        if process.stdout.readline() != _READY:
            raise EOFError("it did not start")
        return process

    def stop(self) -> None:
        """Ends the process, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()


_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from qiosk_scraper.bounds import serve; serve()"
_PROCESS = _ReadingProcess()
_SPARE = _ReadingProcess()
"""For lists, while the other reads a page that may take long: what they lead to must not wait for it."""


# -- in the process ---------------------------------------------------------------------------------------------------


def serve() -> None:
    """Reads pages from stdin until it ends. Runs in the reading process alone."""
    import os

    from qiosk_scraper import parse  # noqa: F401  # loaded before the clock runs

    tasks, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not stand between the answers
    _limit_memory()
    answers.write(_READY)
    answers.flush()
    while True:
        try:
            task, body = _read_part(tasks), _read_part(tasks)
        except EOFError:
            return
        result = _answer(task, body)
        goes_on = _peak_memory() < MOST_MEMORY // 2  # what was freed is not given back
        try:
            part = pickle.dumps((result, goes_on))
        except MemoryError:
            part = pickle.dumps((_no_room(), False))
        answers.write(len(part).to_bytes(8))
        answers.write(part)
        answers.flush()
        del task, body, part, result


def _answer(task: bytes, body: bytes) -> object:
    from qiosk_scraper.page_state import refuse_huge_tags

    try:
        read, capture, outlet = pickle.loads(task)
    except Exception:
        return _UNKNOWN
    try:
        refuse_huge_tags(body)
        return read(replace(capture, body=body), outlet)
    except NotAnArticle as no:
        return _no_room() if no.reason == "parser_error" and "MemoryError" in str(no.detail) else no
    except MemoryError:
        return _no_room()
    except Exception as error:
        return NotAnArticle("parser_error", type(error).__name__)


def _no_room() -> NotAnArticle:
    return NotAnArticle("too_large", f"more than {MOST_MEMORY >> 20} MiB to read it")


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not everywhere
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))


def _peak_memory() -> int:
    """Bytes that this process has held at most. `getrusage` counts what its parent held when it was forked."""
    with contextlib.suppress(OSError, ValueError, IndexError):  # not everywhere
        return int(Path("/proc/self/status").read_bytes().partition(b"VmHWM:")[2].split()[0]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _read_part(stream: IO[bytes]) -> bytes:
    """One part as it was sent: its length in 8 bytes, then it. Raises EOFError."""
    length = int.from_bytes(_read_exactly(stream, 8))
    return _read_exactly(stream, length)


def _read_exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError
    return found
