"""CPU time a page of each contender, side by side in one process."""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import _lru_cache_wrapper
from statistics import median

from qiosk_scraper import name_answers

from .contenders import Contender
from .pages import SavedPage


def cpu_milliseconds(contenders: Mapping[str, Contender], pages: Sequence[SavedPage], rounds: int) -> dict[str, float]:
    """Mean CPU time of a page in milliseconds, the median of several rounds. Contenders take turns; page texts are in
    memory, imports and a first round on three pages come before. What a contender remembers of pages is emptied before
    each of its rounds: every page is one not seen before."""
    if not pages:
        return {}
    for call in contenders.values():
        for page in pages[:3]:
            _call(call, page)
    totals: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, call in contenders.items():
            forget()
            gc.collect()
            began = time.process_time()
            for page in pages:
                _call(call, page)
            totals[name].append(time.process_time() - began)
    return {name: 1000 * median(some) / len(pages) for name, some in totals.items()}


def forget() -> None:
    """Empties what contenders keep from page to page."""
    name_answers.forget()
    with suppress(ImportError):
        from trafilatura.meta import reset_caches

        reset_caches()
    for cached in [one for one in gc.get_objects() if isinstance(one, _lru_cache_wrapper)]:
        if str(getattr(cached, "__module__", "")).startswith(_MAKERS):
            cached.cache_clear()


_MAKERS = ("qiosk_scraper.normalise", "qiosk_scraper.layers")


def _call(call: Contender, page: SavedPage) -> None:
    try:
        call(page.html, page.url)
    except Exception:
        return  # a contender that breaks on a page has used its time all the same
