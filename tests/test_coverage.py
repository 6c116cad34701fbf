"""Missing days by an outlet's own rhythm, and what an archive is counted to have."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from cli_runner import qiosk
from crawls import change, crawl, rows
from plain_site import PlainSite
from small_site import SetClock, SmallSite, clock, small

from qiosk_scraper.errors import ExitCode
from qiosk_scraper.gaps import gaps

__all__ = ["clock", "small"]  # fixtures

BEGIN = date(2026, 1, 5)  # a Monday


def days(count: int, weekday: int, weekend: int = 0) -> dict[date, int]:
    """So many articles on each of these days."""
    every = [BEGIN + timedelta(days=number) for number in range(count)]
    return {day: weekday if day.weekday() < 5 else weekend for day in every}


def found(published: dict[date, int], until: int) -> list[tuple[str, int, bool]]:
    end = BEGIN + timedelta(days=until)
    return [(one.first.isoformat(), one.days, one.open) for one in gaps("gazette", published, BEGIN, end)]


def test_days_without_articles_are_a_gap() -> None:
    published = days(60, 5)
    for number in range(43, 48):  # Tuesday to Saturday
        published[BEGIN + timedelta(days=number)] = 0
    assert found(published, 59) == [("2026-02-17", 6, False)]  # and the Sunday, on which there never are any


def test_a_gap_that_goes_on_is_open_to_the_last_crawl() -> None:
    published = {day: count for day, count in days(60, 5).items() if day < BEGIN + timedelta(days=50)}
    assert found(published, 59) == [("2026-02-24", 10, True)]
    assert found(published, 51) == []


@pytest.mark.parametrize(("weekday", "weekend"), [(3, 0), (20, 2), (1, 0)])
def test_weekends_are_no_gaps(weekday: int, weekend: int) -> None:
    assert found(days(200, weekday, weekend), 199) == []


def test_a_young_archive_has_no_rhythm_yet() -> None:
    assert found({BEGIN: 40}, 12) == []


def test_an_outlet_of_few_articles_has_long_silences() -> None:
    published = {BEGIN + timedelta(days=number): 1 for number in range(0, 120, 7)}
    del published[BEGIN + timedelta(days=70)]
    assert found(published, 119) == []


@pytest.mark.parametrize("seed", range(20))
def test_the_variation_of_a_newsroom_is_no_gap(seed: int) -> None:
    """Two hundred days with up to three times the usual number, and a day off now and then."""
    dice = random.Random(seed)
    usual = dice.choice((1, 4, 15))
    published = {
        day: 0 if dice.random() < 0.04 else round(usual * dice.choice((0.3, 1, 1, 1, 2, 3)))
        for day in (BEGIN + timedelta(days=number) for number in range(200))
    }
    assert found(published, 199) == []


def test_check_names_a_gap_that_goes_on(small: SmallSite, db: Path, clock: SetClock) -> None:
    for number in range(90):
        small.article(f"/tales/the-ferry-of-day-{number}", f"The ferry of day {number}", f"2026-0{1 + number // 30}-"
                      f"{1 + number % 28:02d}T08:00:00+00:00")  # fmt: skip
    small.list("/news", [f"/tales/the-ferry-of-day-{number}" for number in range(90)])
    crawl(db, f"{small.root}/news")
    assert qiosk("check", "--db", str(db)).code == 0
    change(db, "UPDATE crawls SET started_at = '2026-01-01T06:00:00+00:00'")
    clock.move(days=40)
    crawl(db, f"{small.root}/news")
    ran = qiosk("check", "--db", str(db))
    assert ran.code == ExitCode.DRIFT
    assert "no article of 2026-03-" in ran.error and "and none since" in ran.error


def test_stats_count_what_is_there(site: PlainSite, db: Path) -> None:
    crawl(db, f"{site.root}/local-news")
    ran = qiosk("stats", "--db", str(db), "--json")
    (one,) = ran.json["outlets"]
    count = rows(db, "SELECT count(*) FROM articles")[0][0]
    assert count > 0 and (one["articles"], one["with_credit"], one["crawls"]) == (count, count, 1)
    assert (one["first_published"][:7], one["last_crawled"] is not None) == ("2025-03", True)
    assert ran.json["articles"] == count and ran.json["bytes"] == rows(db, "PRAGMA page_count")[0][0] * 4096
    assert str(count) in qiosk("stats", "--db", str(db)).out
    assert qiosk("stats", "gazette", "--db", str(db)).code == ExitCode.USAGE


def test_stats_and_check_of_an_empty_archive(db: Path) -> None:
    qiosk("db", "init", "--db", str(db))
    assert qiosk("stats", "--db", str(db), "--json").json["outlets"] == []
    assert qiosk("check", "--db", str(db)).code == 0
