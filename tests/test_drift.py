"""The drift alarm: a redesign is named by the first run with ten pages of it, and nothing else raises it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cli_runner import qiosk
from crawls import crawl, rows
from made_up_runs import alarms
from small_site import SetClock, SmallSite, clock, small

from qiosk_scraper.drift import Seen, Value, drift
from qiosk_scraper.errors import ExitCode

__all__ = ["clock", "small"]  # fixtures

VALUES: dict[str, Value] = {
    "body": Value("generic", "", 3000),
    "headline": Value("json_ld", "", 60),
    "published": Value("json_ld", "2026-03-10T12:00:00Z", 20),
    "byline": Value("generic", "By Lena Brandt", 14),
    "tags": Value("json_ld", '["a", "b", "c", "d"]', 4),
}


def pages(run: int, count: int, version: str = "2", **otherwise: Value | None) -> list[Seen]:
    """Pages of one run, the latest first; no two have the same body, headline or date."""
    found = []
    for number in range(count):
        values = {}
        for name, value in {**VALUES, **otherwise}.items():
            if value is not None:
                own = f"{name} {chr(97 + run)}{chr(97 + number)}" if value.text == "" else value.text
                if name == "published":
                    own = own.replace("12:00", f"{number % 24:02d}:{run:02d}")
                values[name] = Value(value.layer, own, value.length)
        found.append(Seen(f"https://gazette.example/{run}/{number}/", run, version, values))
    return found[::-1]


def told(*runs: list[Seen]) -> list[tuple[str, str]]:
    """Field and kind of what the latest of these runs, oldest first, has raised."""
    return [(one.field, one.kind) for one in drift("gazette", [page for run in runs[::-1] for page in run])]


REDESIGNS: list[tuple[str, dict[str, Value | None]]] = [
    ("missing", {"byline": None}),
    ("layer", {"byline": Value("open_graph", "By Lena Brandt", 14)}),
    ("shorter", {"body": Value("generic", "", 900)}),
    ("longer", {"body": Value("generic", "", 12_000)}),
    ("shorter", {"tags": Value("json_ld", '["a"]', 1)}),
    ("shape", {"headline": Value("json_ld", "Boats go out | The Gazette", 60)}),
    ("shape", {"published": Value("json_ld", "10 March 2026", 13)}),
    ("same", {"headline": Value("json_ld", "News from the harbour", 60)}),
]


@pytest.mark.parametrize(
    ("kind", "redesign"), REDESIGNS, ids=lambda one: one if isinstance(one, str) else next(iter(one))
)
def test_a_redesign_is_named_by_the_first_run_with_ten_pages(kind: str, redesign: dict[str, Value | None]) -> None:
    before = [pages(run, 6) for run in range(5)]
    assert told(*before, pages(5, 10)) == []
    assert told(*before, pages(5, 9, **redesign)) == []
    assert told(*before, pages(5, 10, **redesign)) == [(next(iter(redesign)), kind)]


SECTIONS = ("town", "sport", "arts")


def of_sections(run: int, count: int, sections: tuple[str, ...] = SECTIONS, *, without: bool = False) -> list[Seen]:
    """Pages of these sections in turn; one in six never had a byline: that of an agency's report."""
    return [
        replace(
            page,
            url=f"https://gazette.example/{sections[number % len(sections)]}/{run}-{number}/",
            values={
                name: value
                for name, value in page.values.items()
                if name != "byline" or not (without or (number + run) % 6 == 0)
            },
        )
        for number, page in enumerate(pages(run, count))
    ]


def test_what_one_page_in_six_never_had_is_lost_where_no_section_has_it() -> None:
    before = [of_sections(run, 12) for run in range(10)]
    assert told(*before, of_sections(10, 12)) == []
    assert told(*before, of_sections(10, 12, without=True)) == [("byline", "missing")]
    assert told(*before, of_sections(10, 12, ("town",), without=True)) == []  # a day of one section
    assert told(*before[:6], of_sections(10, 12, without=True)) == []  # too little is known
    worse = [*before[:4], of_sections(4, 12, without=True), *before[5:]]
    assert told(*worse, of_sections(10, 12, without=True)) == []  # it was so once before


def test_the_alarm_names_field_layer_and_first_page() -> None:
    (one,) = drift("gazette", [*pages(1, 12, byline=None), *pages(0, 20)])
    assert (one.outlet, one.field, one.layer_before) == ("gazette", "byline", "generic")
    assert (one.now, one.pages_now, one.before, one.pages_before) == (0, 12, 20, 20)
    assert one.first == "https://gazette.example/1/0/"
    assert str(one) == "byline is on 0 of 12 pages, on 20 of 20 before (read by generic)"


def _bodies(run: int, lengths: list[int]) -> list[Seen]:
    return [
        Seen(f"https://gazette.example/{run}/{n}/", run, "2", {"body": Value("generic", f"{run} {n}", length)})
        for n, length in enumerate(lengths)
    ]


def test_bodies_of_which_half_is_lost_are_named_though_no_two_are_of_one_length() -> None:
    usual = [3_000, 3_400, 2_700, 4_100, 2_500, 3_600, 3_100, 2_900, 3_800, 3_300, 2_600, 3_500]
    before = [_bodies(run, usual[run % 3 :]) for run in range(4)]
    half = _bodies(9, [length // 2 for length in usual])
    assert told(*before, half) == [("body", "shorter")]
    (one,) = drift("gazette", [page for run in (half, *before[::-1]) for page in run])
    assert str(one).startswith("body (generic) has under two thirds of its usual length on 1")
    assert told(*before, _bodies(9, usual)) == []
    # as short as a day of short texts was before, or as one of an outlet that always has some
    assert told(*before, _bodies(5, [length // 2 for length in usual]), *before, half) == []
    brief = [_bodies(run, [*usual, 1_400]) for run in range(4)]
    assert told(*brief, half) == []


def test_runs_of_few_pages_are_taken_together() -> None:
    before = [pages(run, 6) for run in range(5)]
    small_runs = [pages(run, 4, byline=None) for run in range(5, 8)]
    assert told(*before, *small_runs[:2]) == []
    assert told(*before, *small_runs) == [("byline", "missing")]


def test_a_credit_lost_on_all_pictures_of_a_run_of_which_some_pages_show_none() -> None:
    shown = {"lead_photo": Value("generic", "/p.jpg", 6), "lead_credit": Value("generic", "Mia Lund", 8)}
    before = [[*pages(run, 8, **shown), *_numbered(pages(run, 4), 20)] for run in range(5)]
    for pictures, credited, raised in ((9, 0, [("lead_credit", "missing")]), (9, 1, []), (7, 0, [])):
        with_credit = pages(5, credited, **shown)
        lost = _numbered(pages(5, pictures - credited, **{**shown, "lead_credit": None}), 40)
        assert told(*before, [*with_credit, *lost, *_numbered(pages(5, 12 - pictures), 20)]) == raised
    assert told(before[0], [*_numbered(pages(5, 9, **{**shown, "lead_credit": None}), 40), *pages(5, 3)]) == []


def _numbered(seen: list[Seen], start: int) -> list[Seen]:
    return [replace(one, url=f"https://gazette.example/{one.round}/{n}/") for n, one in enumerate(seen, start)]


def test_pages_without_a_body_are_a_body_that_is_lost() -> None:
    broken = [Seen(f"https://gazette.example/1/{number}/", 1, readable=False) for number in range(10)]
    assert told(pages(0, 20), broken) == [("body", "missing")]


def test_a_field_under_seventy_percent_of_its_past_is_lost() -> None:
    before = [pages(run, 25) for run in range(4)]
    for with_it, raised in ((45, []), (30, [("byline", "missing")])):
        latest = [*pages(4, 50 - with_it, byline=None), *pages(4, 50)[:with_it]]
        urls = [Seen(f"https://gazette.example/4/{n}/", 4, "2", one.values) for n, one in enumerate(latest)]
        assert told(*before, urls) == raised


@pytest.mark.parametrize(
    "latest",
    [
        pytest.param(pages(1, 12, version="3", byline=Value("open_graph", "By Lena Brandt", 14)), id="newer parsers"),
        pytest.param(pages(1, 12, kicker=Value("generic", "Opinion", 7)), id="a field that is new"),
        pytest.param([*pages(1, 8, byline=None), *pages(2, 4)], id="eight pages"),
        pytest.param([Seen(f"https://g.example/{n}/", 1, readable=False) for n in range(9)], id="nine odd pages"),
    ],
)
def test_no_redesign(latest: list[Seen]) -> None:
    assert told(pages(0, 30), latest) == []


def test_a_first_run_has_nothing_to_be_compared_with() -> None:
    assert told([*pages(0, 10, byline=None), *pages(0, 40)]) == []
    assert told(pages(0, 4), pages(1, 20, byline=None)) == []


def test_days_of_one_section_are_no_redesign() -> None:
    """A fifth of the pages are of a section without bylines; some days have hardly any other."""
    mixed = [[*pages(run, 8)[:8], *_of("live", pages(run, 2, byline=None))] for run in range(6)]
    only_live = _of("live", pages(6, 12, byline=None))
    assert (
        told(*mixed, only_live, *[pages(run, 10) for run in range(7, 12)], _of("live", pages(12, 12, byline=None)))
        == []
    )


def _of(section: str, seen: list[Seen]) -> list[Seen]:
    return [Seen(f"{one.url}{section}/", one.round, one.parser_version, one.values) for one in seen]


@pytest.mark.parametrize("seed", [3, 8])
def test_unchanged_outlets_raise_nothing(seed: int) -> None:
    """A share of `make unchanged`: forty runs with the variation of a newsroom."""
    assert list(alarms(seed, 40)) == []


# -- through a crawl ---------------------------------------------------------------------------------------------------


def story(number: int, day: int, design: Callable[[str, str, str], str]) -> tuple[str, str]:
    headline = (
        f"The {['harbour', 'ferry', 'council', 'library', 'market'][number % 5]} report of day {day}, part {number + 1}"
    )
    text = "".join(
        f"<p>In its {word} paragraph story {number} of day {day} tells what was said at the office, and by whom, "
        "before the boats went out.</p>"
        for word in ("first", "second", "third", "fourth", "fifth")
    )
    path = f"/2026/03/{day:02d}/{headline.lower().replace(' ', '-').replace(',', '')}"
    return path, design(headline, f"2026-03-{day:02d}T{8 + number // 2:02d}:{number:02d}:00+00:00", text)


def old_design(headline: str, published: str, text: str) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><title>{headline}</title><meta property="og:type" content="article">
<meta property="article:published_time" content="{published}"><meta name="author" content="Lena Brandt"></head>
<body><main><article><h1>{headline}</h1><p class="dek">What was said about it, and by whom, in one line.</p>
<p class="byline">By <a rel="author" href="/people/lena">Lena Brandt</a></p><div class="article-body">{text}</div>
</article></main></body></html>"""


def without_names(headline: str, published: str, text: str) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><title>{headline}</title><meta property="og:type" content="article">
<meta property="article:published_time" content="{published}"></head>
<body><main><article><h1>{headline}</h1><p class="dek">What was said about it, and by whom, in one line.</p>
<div class="article-body">{text}</div></article></main></body></html>"""


def empty_shell(headline: str, published: str, _text: str) -> str:
    return f"""<!DOCTYPE html><html lang="en"><head><title>{headline}</title><meta property="og:type" content="article">
<meta name="description" content="What was said about it, and by whom, in one line.">
<meta property="article:published_time" content="{published}"></head>
<body><main><article><h1>{headline}</h1><div class="story-slot" data-id="1"></div></article></main></body></html>"""


def publish(site: SmallSite, day: int, design: Callable[[str, str, str], str], count: int = 12) -> None:
    """A day's articles on the section page."""
    stories = dict(story(number, day, design) for number in range(count))
    for path, page in stories.items():
        site.put(path, page)
    site.list("/news", list(stories))


def contents(db: Path) -> dict[str, list[Any]]:
    tables = ("articles", "revisions", "photos", "answers", "article_authors", "captures", "payloads")
    return {name: rows(db, f"SELECT * FROM {name} ORDER BY 1, 2") for name in tables}


def test_an_emptied_body_is_never_stored_and_named_at_once(small: SmallSite, db: Path, clock: SetClock) -> None:
    publish(small, 1, old_design)
    assert crawl(db, f"{small.root}/news").exit_code == ExitCode.DONE
    before = contents(db)
    clock.move(days=1)
    publish(small, 2, empty_shell)
    report = crawl(db, f"{small.root}/news")
    assert report.exit_code == ExitCode.DRIFT
    assert [(one.field, one.kind, one.now, one.pages_now) for one in report.drift] == [("body", "missing", 0, 12)]
    assert report.error is not None and "body is on 0 of 12 pages" in str(report.error)
    assert report.error.where.startswith(f"{small.root}/2026/03/02/")
    after = contents(db)
    assert after["articles"] == before["articles"] and after["revisions"] == before["revisions"]
    assert all(set(map(tuple, before[name])) <= set(map(tuple, after[name])) for name in before)
    assert rows(db, "SELECT count(*) FROM revisions WHERE text = ''") == [(0,)]
    clock.move(hours=1)
    small.list("/news", [])
    assert "drift" not in str(crawl(db, f"{small.root}/news").drift)


def test_old_articles_emptied_by_a_redesign_keep_what_they_said(small: SmallSite, db: Path, clock: SetClock) -> None:
    publish(small, 1, old_design)
    crawl(db, f"{small.root}/news")
    before = contents(db)
    publish(small, 1, empty_shell)
    clock.move(days=1)
    report = crawl(db, f"{small.root}/news", refresh=True)
    assert report.exit_code == ExitCode.DRIFT and report.drift[0].field == "body"
    after = contents(db)
    assert after["revisions"] == before["revisions"] and after["answers"] == before["answers"]


def test_check_names_a_lost_field_until_the_redesign_is_known(small: SmallSite, db: Path, clock: SetClock) -> None:
    publish(small, 1, old_design)
    crawl(db, f"{small.root}/news")
    assert qiosk("check", "--db", str(db)).code == 0
    clock.move(days=1)
    publish(small, 2, without_names)
    assert crawl(db, f"{small.root}/news").exit_code == ExitCode.DRIFT
    ran = qiosk("check", "--db", str(db), "--json")
    assert ran.code == ExitCode.DRIFT
    assert "authors is on 0 of 12 pages, on 12 of 12 before" in ran.error
    (one,) = ran.json
    assert {(drift["field"], drift["kind"]) for drift in one["drift"]} == {
        ("authors", "missing"),
        ("byline", "missing"),
    }
    assert all(drift["first"].startswith(f"{small.root}/2026/03/02/") for drift in one["drift"])
    outlet = rows(db, "SELECT slug FROM outlets")[0][0]
    config = db.with_name("qiosk.toml")
    config.write_text(f'[outlets."{outlet}"]\nnew_design = 2026-03-11\n')
    assert qiosk("check", "--db", str(db), "--config", str(config)).code == 0
    assert qiosk("check", outlet, "--db", str(db), "--since", "2026-03-11").code == 0


def test_days_in_the_same_design_raise_nothing(small: SmallSite, db: Path, clock: SetClock) -> None:
    for day in range(1, 5):
        publish(small, day, old_design)
        report = crawl(db, f"{small.root}/news")
        assert (report.exit_code, report.drift) == (ExitCode.DONE, ())
        clock.move(days=1)
    assert qiosk("check", "--db", str(db)).code == 0


def test_check_of_an_unknown_outlet(db: Path, small: SmallSite) -> None:
    publish(small, 1, old_design, 2)
    crawl(db, f"{small.root}/news")
    ran = qiosk("check", "gazette", "--db", str(db))
    assert ran.code == ExitCode.USAGE and "no such outlet in the archive" in ran.error
