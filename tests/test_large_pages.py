"""Pages four times as large take about four times the work, whatever they have many of."""

from __future__ import annotations

import sys
from types import FrameType

import pytest
from large_pages import LARGE, URL

from qiosk_scraper import parse
from qiosk_scraper.items import Capture, NotAnArticle
from qiosk_scraper.layers.pictures import _WIDTH
from qiosk_scraper.page import Page

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


def test_titles_inside_each_other_are_not_read_again_and_again() -> None:
    """A thousand `h1`, each inside the next, are half a million times the text at the bottom of them."""
    opened = "<div><h1>Tide</h1></div>" + "<h1><div>Tide " * 1_000 + "the boats went out " * 1_000
    page = Page(Capture(URL, f"<html><body>{opened}</body></html>".encode()))
    assert page.titles[0][1] == "Tide"
    assert sum(len(text) for _, text in page.titles) < 5_000_000


def test_an_address_without_an_end_is_looked_at_once() -> None:
    """Tried from each of its letters, 200,000 of them would take minutes."""
    assert _WIDTH.search("a" * 200_000) is None
    assert [found.groups() for found in _WIDTH.finditer("/a,b.jpg 1x,/c.jpg 2.5x, /d.jpg 800w")] == [
        ("/a,b.jpg", "1"),
        ("/c.jpg", "2.5"),
        ("/d.jpg", "800"),
    ]
