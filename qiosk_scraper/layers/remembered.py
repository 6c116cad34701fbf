"""Work that several readers of one page share, done once for each page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast

from qiosk_scraper.page import Page

T = TypeVar("T")
_UNKNOWN = object()


def once_per_page(reader: Callable[[Page], T]) -> Callable[[Page], T]:
    """`reader`, its value kept with the page."""

    @wraps(reader)
    def remembered(page: Page) -> T:
        known = page.remembered.get(reader, _UNKNOWN)
        if known is _UNKNOWN:
            known = page.remembered[reader] = reader(page)
        return cast("T", known)

    return remembered
