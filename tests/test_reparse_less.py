"""Parsers that read less than those before them: what was stored stays, and the run says so."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from read_again import NEWER, Change, again, bodiless, credited, file_hash, gazette
from stored_pages import PARAGRAPHS, page, store_pages
from visits import contents, rows, url

from qiosk_scraper.errors import ExitCode
from qiosk_scraper.items import (
    Article,
    Author,
    Capture,
    NotAnArticle,
)
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.reparse import ReparsePlan, reparse


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return gazette(tmp_path)


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        (bodiless, "body"),
        (lambda article: replace(article, body=article.body[:1]), "body"),
        (lambda article: replace(article, headline=None), "headline"),
        (lambda article: replace(article, authors=()), "authors"),
        (lambda article: replace(article, published=None), "published"),
        (lambda article: replace(article, photos=()), "lead photo"),
    ],
)
def test_parsers_that_read_less_stop_and_replace_nothing(db: Path, broken: Change, field: str) -> None:
    before = file_hash(db)
    for write in (False, True):
        report, shown = again(db, broken, write=write)
        assert report.exit_code == ExitCode.DRIFT
        assert field in {drift.field for drift in report.drift}
        assert (report.written, report.verdicts["worse"]) == (0, 3)
        assert {one.kept_back for one in shown} == {"reads less than before"}
    assert file_hash(db) == before


def test_drift_of_one_outlet_takes_back_what_was_read_better_of_others(db: Path) -> None:
    def half(article: Article) -> Article:
        return bodiless(article) if "tide" in str(article.headline) else credited(article)

    before = contents(db)
    report, shown = again(db, half, write=True)
    assert [one.verdict for one in shown] == ["changed", "changed", "worse"]
    assert (report.exit_code, report.written) == (ExitCode.DRIFT, 0)
    assert report.error and "first at http://gazette.example/tide/" in str(report.error)
    assert contents(db) == before


def test_a_parser_that_raises_on_every_page_stops(db: Path) -> None:
    def read(_taken: Capture, _outlet: Outlet) -> Article:
        raise NotAnArticle("parser_error", "KeyError: 'body'")

    before = file_hash(db)
    report = reparse(ReparsePlan(db, write=True, force=False), read=read, parser_version=NEWER)
    assert (report.exit_code, report.lost["article"]) == (ExitCode.DRIFT, 4)
    report = reparse(ReparsePlan(db, write=True, force=True), read=read, parser_version=NEWER)
    assert (report.exit_code, report.written) == (ExitCode.DONE, 0)
    assert file_hash(db) == before


def test_single_pages_that_lose_something_keep_what_they_have(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    store_pages(path, *((f"gull-{n}", n, page(f"Gull number {n} is seen")) for n in range(30)))

    def change(article: Article) -> Article:
        return replace(credited(article), authors=()) if article.url == url("gull-7") else credited(article)

    report, shown = again(path, change, write=True)
    assert (report.exit_code, report.written, report.kept_back) == (0, 29, 1)
    assert [(one.url, one.verdict, one.captures[0].lost) for one in shown if one.kept_back] == [
        (url("gull-7"), "worse", ("authors",))
    ]
    assert rows(path, "SELECT count(*) FROM revisions WHERE article_id = 8") == [(1,)]
    report, _ = again(path, change, write=True)
    assert (report.exit_code, report.verdicts["same"], report.written) == (0, 29, 0)
    report, _ = again(path, change, write=True, force=True)
    assert (report.exit_code, report.written) == (0, 1)


def test_force_takes_less(db: Path) -> None:
    report, _ = again(db, lambda article: replace(article, body=article.body[:1]), write=True, force=True)
    assert (report.exit_code, report.written) == (0, 3)
    assert rows(db, "SELECT DISTINCT text FROM articles") == [(PARAGRAPHS[0],)]
    assert rows(db, "SELECT count(*) FROM revisions WHERE text LIKE '%timetable%'") == [(4,)]


def test_more_of_a_field_makes_up_for_pages_that_lost_it(db: Path) -> None:
    store_pages(db, *((f"anonymous-{n}", 300 + n, page(f"Gull number {n} is seen", author=None)) for n in range(3)))

    def change(article: Article) -> Article:
        if article.url == url("mayor"):
            return replace(article, authors=(), byline=None)
        return article if article.authors else replace(article, authors=(Author("Ben Okri"),), byline="By Ben Okri")

    report, _ = again(db, change, write=True)
    assert (report.exit_code, report.verdicts["worse"], report.verdicts["changed"]) == (0, 1, 3)
