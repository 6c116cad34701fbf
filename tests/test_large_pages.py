"""Pages four times as large take about four times the work, whatever they have many of."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from large_pages import LARGE, URL

from qiosk_scraper import parse
from qiosk_scraper.items import NotAnArticle

SMALL = 30_000


def work(page: str) -> int:
    """The calls that reading a page takes, Python's own and those into C."""
    calls = 0

    def count(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parse(page, URL)
    except NotAnArticle:
        pass
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("many", LARGE)
def test_work_grows_with_the_page_and_no_faster(many: str) -> None:
    parse(LARGE[many](1_000), URL)  # what is compiled and loaded once
    small, large = work(LARGE[many](SMALL)), work(LARGE[many](4 * SMALL))
    assert large < 5.5 * small
