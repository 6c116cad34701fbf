"""Readers of older designs: a capture is read by the readers of its day."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stored_pages import capture, page

from qiosk_scraper.items import (
    Capture,
)
from qiosk_scraper.layers import PLAIN, generic, layers_for
from qiosk_scraper.outlet import Design, Outlet
from qiosk_scraper.page import Page
from qiosk_scraper.parse import parse_article

OLD = {"old": {"headline": lambda page: page.text(".kop")}, **PLAIN}
OLDER = {"older": {"headline": lambda page: page.text(".titel")}, **PLAIN}


@pytest.mark.parametrize(
    ("fetched_at", "first"),
    [
        ("2019-06-01T00:00:00+00:00", "older"),
        ("2019-12-31T23:59:59+00:00", "older"),
        ("2020-01-01T00:00:00+00:00", "old"),
        ("2023-05-01T00:30:00+02:00", "old"),
        ("2023-05-01T00:00:00+00:00", "json_ld"),
        ("2030-01-01T00:00:00Z", "json_ld"),
        (None, "json_ld"),
        ("garbage", "json_ld"),
    ],
)
def test_a_capture_is_read_by_the_readers_of_its_day(fetched_at: str | None, first: str) -> None:
    outlet = Outlet("g", "G", "http://g.example/", designs=(Design("2020-01-01", OLDER), Design("2023-05-01", OLD)))
    page = Page(Capture("http://g.example/a", b"<p>x", fetched_at=fetched_at))
    assert next(iter(layers_for(page, outlet))) == first


def test_old_and_new_pages_of_one_outlet_parse_side_by_side() -> None:
    outlet = Outlet("g", "G", "http://g.example/", layers={"new": generic.FIELDS}, designs=(Design("2023-05-01", OLD),))
    old = b"<div class=kop>Veerboot te laat</div>" + page("Het nieuws van vandaag").replace(b"</h1>", b"</h1>")
    taken = capture("ferry", 1, old)
    before = parse_article(replace(taken, fetched_at="2022-01-01T00:00:00+00:00"), outlet)
    assert (before.headline, before.answered_by["headline"]) == ("Veerboot te laat", "old")
    after = parse_article(replace(taken, fetched_at="2024-01-01T00:00:00+00:00"), outlet)
    assert (after.headline, after.answered_by["headline"]) == ("Het nieuws van vandaag", "new")


@pytest.mark.parametrize(
    ("designs", "told"),
    [
        ((Design("spring", PLAIN),), "ends on a date"),
        ((Design("2023-05-01", PLAIN), Design("2020-01-01", PLAIN)), "stands before"),
        ((Design("2023-05-01", {"old": {"hedline": lambda page: None}}),), "unknown field 'hedline'"),
    ],
)
def test_designs_that_cannot_be_are_refused_when_the_outlet_is_loaded(designs: tuple[Design, ...], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Outlet("g", "G", "http://g.example/", designs=designs)
