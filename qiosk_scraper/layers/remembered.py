"""Work that several readers of one page share, done once for each page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from qiosk_scraper.page import Page

T = TypeVar("T")


def once_per_page(reader: Callable[[Page], T]) -> Callable[[Page], T]:
    """`reader`, its value kept as long as the page lives. The value must not hold the page itself."""
    known: WeakKeyDictionary[Page, T] = WeakKeyDictionary()

    @wraps(reader)
    def remembered(page: Page) -> T:
        if page not in known:
            known[page] = reader(page)
        return known[page]

    return remembered
