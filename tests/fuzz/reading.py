"""One damaged page read, and what was wrong with the reading."""

from __future__ import annotations

import hashlib
import json
import random
import resource
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

from fuzz.mutations import mutated
from fuzz.pages import Base, url_of
from qiosk_scraper.items import NotAnArticle
from qiosk_scraper.parse import parse

SECONDS = 5.0
"""CPU that one page may take."""
MEMORY = 512 * 1024 * 1024
"""Bytes that a process may hold at its peak."""


class TooLong(BaseException):
    """The page took its time; no `except Exception` of a parser may keep it."""


@dataclass(frozen=True)
class Damaged:
    """A page to read, and how to make it again: the same seed, number and pages give the same bytes."""

    number: int
    page: bytes
    url: str
    base: str
    mutations: list[str] = field(default_factory=list)


def damaged(seed: int, number: int, bases: Sequence[Base]) -> Damaged:
    """Page `number` of a seed's campaign."""
    dice = random.Random(f"{seed}:{number}")
    base, other = dice.choice(bases), dice.choice(bases)
    sound = base.read()
    page, names = mutated(sound, other.read(), dice)
    return Damaged(number, page, url_of(sound), base.name, names)


@dataclass(frozen=True)
class Read:
    """How a page was read: what it says as a digest, the CPU seconds it took, and what is wrong with it, if anything.

    Wrong is anything raised but NotAnArticle, that of a parser's own bug, a reader that failed, a result that cannot be
    written as JSON in UTF-8, an article without text, and more than `SECONDS`.
    """

    digest: str
    seconds: float
    fault: str | None = None


def read(page: bytes, url: str) -> Read:
    """The page, read once."""
    began = time.process_time()
    try:
        with _time_limit(3 * SECONDS):
            record, fault = _asked(page, url)
    except TooLong:
        record, fault = None, None
    except Exception as error:
        record, fault = None, f"{type(error).__name__} raised: {error}"[:300]
    seconds = time.process_time() - began
    if fault is None and seconds > SECONDS:
        fault = f"over {SECONDS:g} s"
    try:
        written = json.dumps(record, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, TypeError) as error:
        written, fault = repr(record).encode("utf-8", "replace"), fault or f"no JSON: {error}"[:300]
    return Read(hashlib.sha256(written).hexdigest(), seconds, fault)


def _asked(page: bytes, url: str) -> tuple[Any, str | None]:
    try:
        article = parse(page, url)
    except NotAnArticle as refused:
        fault = f"parser_error: {refused.detail}" if refused.reason == "parser_error" else None
        return [refused.reason, refused.detail], fault
    record = [article.to_dict(), [[one.field, one.layer, one.raw] for one in article.answers]]
    for failure in article.failures:
        return record, f"reader of {failure.field} in {failure.layer} failed: {failure.error}"
    return record, None if article.text else "an article without text"


def fault_of(page: bytes, url: str) -> tuple[str, str | None]:
    """The digest of a page read twice in this process, and what is wrong, in one line."""
    first, second = read(page, url), read(page, url)
    fault = first.fault or second.fault
    if fault is None and first.digest != second.digest:
        fault = "another result the second time"
    return first.digest, fault


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raises TooLong in the block after so much CPU; again and again, should a parser catch it."""

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def peak_memory() -> int:
    """Bytes that this process has held at its peak."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def smallest(page: bytes, still_wrong: Callable[[bytes], bool], tries: int = 400) -> bytes:
    """A part of the page that is still wrong: pieces are left out, large ones first, until nothing can go or the
    tries are used up."""
    size = max(1, len(page) // 2)
    while size and tries > 0:
        start, shrunk = 0, False
        while start < len(page) and tries > 0:
            shorter = page[:start] + page[start + size :]
            tries -= 1
            if still_wrong(shorter):
                page, shrunk = shorter, True
            else:
                start += size
        size = size // 2 if not shrunk or size > len(page) else size
    return page
