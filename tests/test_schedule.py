"""When an article is looked at again: gaps that grow with its age, whatever dates it comes with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.schedule import NEVER, USUAL, checked, next_look, period_in_address

URL = "https://gazette.example/tale-of-a-pier/"
SEEN = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def gap(published: str | None, url: str = URL, first_seen: datetime = SEEN, **options: object) -> timedelta:
    found = next_look(url, SEEN.isoformat(), published, first_seen.isoformat(), **options)  # type: ignore[arg-type]
    assert found is not None
    return datetime.fromisoformat(found) - SEEN


def ago(**units: float) -> str:
    return (SEEN - timedelta(**units)).isoformat()


@pytest.mark.parametrize(("published", "least"), [
    (ago(minutes=10), timedelta(hours=1)), (ago(hours=20), timedelta(hours=6)), (ago(days=5), timedelta(days=2)),
    (ago(days=30), timedelta(days=14)), (ago(days=300), timedelta(days=90)), (ago(days=3000), timedelta(days=180)),
    ("2099-01-01T00:00:00+00:00", timedelta(hours=1)), ("0001-01-01T00:00:00+00:00", timedelta(days=180)),
])  # fmt: skip
def test_the_gap_grows_with_the_age(published: str, least: timedelta) -> None:
    assert least <= gap(published) <= least * 1.2


def test_an_article_without_a_date_is_dated_by_its_address_or_taken_for_a_few_days_old() -> None:
    assert gap(None, "https://gazette.example/2019/05/04/tale/") >= timedelta(days=180)
    assert timedelta(days=2) <= gap(None) < timedelta(days=3)
    assert gap("yesterday, or so") == gap(None)
    assert gap(None, first_seen=SEEN - timedelta(days=400)) >= timedelta(days=90)


def test_what_is_gone_is_left_alone_for_a_day_at_least() -> None:
    assert gap(ago(hours=1), gone=True) >= timedelta(days=1)
    assert gap(ago(days=300), gone=True) == gap(ago(days=300))


def test_an_outlet_may_say_otherwise() -> None:
    assert gap(ago(hours=30), schedule=((24, 1), (48, 2))) < timedelta(hours=2.5)
    assert next_look(URL, SEEN.isoformat(), ago(hours=50), ago(), schedule=((24, 1), (48, 2))) is None
    assert next_look(URL, SEEN.isoformat(), None, ago(), schedule=NEVER) is None


def test_articles_stored_together_do_not_fall_due_together() -> None:
    assert len({gap(ago(days=300), f"https://gazette.example/tale-{n}/") for n in range(50)}) > 40


@given(st.floats(0, 20_000), st.floats(0, 20_000))
def test_an_older_article_never_waits_less(one: float, other: float) -> None:
    young, old = sorted((one, other))
    assert gap(ago(hours=young)) <= gap(ago(hours=old))


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_text_gives_an_answer(url: str, seen: str, published: str) -> None:
    for seen_at in (seen, SEEN.isoformat()):
        found = next_look(URL + url, seen_at, published, seen)
        assert found is None or found > seen_at or "T" not in seen_at


@pytest.mark.parametrize("schedule", [((24, 1), (12, 2)), ((24, 0),), ((0, 1),), ((24, 1), (24, 2))])
def test_a_schedule_that_makes_no_sense_is_refused(schedule: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(ValueError, match="schedule"):
        checked(schedule)
    assert checked(USUAL) is USUAL


@pytest.mark.parametrize(("url", "first", "last"), [
    ("https://a.example/2022/06/24/tale/", "2022-06-23", "2022-06-25"),
    ("https://a.example/news/2022/6/24/tale.html", "2022-06-23", "2022-06-25"),
    ("https://a.example/2022-06-24-tale", "2022-06-23", "2022-06-25"),
    ("https://a.example/2022/06/tale/", "2022-05-31", "2022-07-01"),
    ("https://a.example/sitemap-posts-2021-12.xml", None, None),
    ("https://a.example/tale-of-2022/", None, None), ("https://a.example/2022/13/tale/", None, None),
    ("https://a.example/2022/02/31/tale/", None, None), ("https://a.example/?d=/2022/06/24/", None, None),
])  # fmt: skip
def test_the_period_that_an_address_names(url: str, first: str | None, last: str | None) -> None:
    found = period_in_address(url)
    assert (found and found[0][:10], found and found[1][:10]) == (first, last)
