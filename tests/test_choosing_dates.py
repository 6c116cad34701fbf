"""Which of a page's dates is believed: none after the fetch, none with day and month swapped, the address's at last."""

from __future__ import annotations

import pytest
from small_pages import LONG, html

from qiosk_scraper import parse
from qiosk_scraper.items import Article

FETCHED = {"Date": "Mon, 31 Mar 2025 08:00:00 GMT"}


def dated(head: str = "", printed: str = "", url: str = "https://ledger.example/boats-go-out/") -> Article:
    line = f"<p class='date'>{printed}</p>" if printed else ""
    return parse(html(head, f"<article><h1>Boats go out</h1>{line}{LONG}</article>"), url, FETCHED)


def told(value: str) -> str:
    return f'<meta property="article:published_time" content="{value}">'


def test_a_date_after_the_fetch_gives_way_to_the_printed_one() -> None:
    article = dated(told("2031-03-28T12:00:00Z"), "28 March 2025")
    assert (article.published, article.flags) == ("2025-03-28T00:00:00+00:00", ("date_only",))


def test_a_date_after_the_fetch_that_stands_alone_is_flagged() -> None:
    article = dated(told("2031-03-28T12:00:00Z"))
    assert (article.published, article.flags) == ("2031-03-28T12:00:00+00:00", ("date_future",))


def test_the_beginning_of_computers_time_is_no_date() -> None:
    assert dated(told("1970-01-01T01:00:00+01:00"), "28 March 2025").published == "2025-03-28T00:00:00+00:00"
    assert dated(told("1970-01-01T00:00:00Z")).flags == ("date_unreadable",)


@pytest.mark.parametrize(
    ("machines", "printed", "day"),
    [
        ("2025-04-03", "4 March 2025", "2025-03-04"),
        ("2025-04-03", "3 April 2025", "2025-04-03"),
        ("2025-04-03", "04/03/2025", "2025-04-03"),  # may be read in either way
        ("2025-04-03", "4 March 2024", "2025-04-03"),
    ],
)
def test_day_and_month_that_machines_are_told_the_wrong_way_round(machines: str, printed: str, day: str) -> None:
    fetched_later = {"Date": "Mon, 30 Jun 2025 08:00:00 GMT"}
    page = html(told(machines), f"<article><h1>Boats go out</h1><p class='date'>{printed}</p>{LONG}</article>")
    assert (parse(page, "https://ledger.example/boats/", fetched_later).published or "")[:10] == day


@pytest.mark.parametrize(
    ("machines", "update"),
    [
        ("2025-03-28T21:30:00+09:00", "2025-03-28T23:10:00+00:00"),
        ("2025-03-28T12:30:00Z", "2025-03-29T08:10:00+00:00"),
        ("2025-03-28T18:00:00+05:30", "2025-03-29T08:10:00+00:00"),
    ],
)
def test_a_printed_update_is_in_the_zone_that_machines_are_told(machines: str, update: str) -> None:
    line = "<p>수정 2025.03.29 08:10</p>"
    page = html(told(machines), f"<article><h1>Boats go out</h1>{line}{LONG}</article>")
    assert parse(page, "https://ledger.example/boats/", FETCHED).modified == update


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("2025/03/28/boats-go-out", "2025-03-28T00:00:00+00:00"),
        ("news/2025-03-28/boats-go-out.html", "2025-03-28T00:00:00+00:00"),
        ("n1/2025/0328/c90-405.html", "2025-03-28T00:00:00+00:00"),
        ("2025/03/boats-go-out", None),
        ("2025/13/28/boats-go-out", None),
        ("2025/11/28/boats-go-out", None),  # after the fetch
        ("boats-20250328123-go-out", None),
    ],
)
def test_the_day_in_the_address_where_nothing_else_tells_it(path: str, published: str | None) -> None:
    article = dated(url=f"https://ledger.example/{path}")
    assert article.published == published
    assert article.answered_by.get("published") == ("address" if published else None)
    assert (
        dated(told("2025-03-27T06:00:00Z"), url=f"https://ledger.example/{path}").published
        == "2025-03-27T06:00:00+00:00"
    )
