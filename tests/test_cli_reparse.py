"""`qiosk reparse`: what it shows, writes and says."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cli_runner import qiosk
from read_again import NEWER, Change, again, bodiless, credited, current, file_hash, gazette
from visits import url

from qiosk_scraper import reparse as room
from qiosk_scraper.parse import parse_article


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return gazette(tmp_path)


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> Callable[[Change], None]:
    """Makes the command run with other parsers."""

    def use(change: Change) -> None:
        defaults = {"read": lambda taken, outlet: change(parse_article(taken, outlet)), "parser_version": NEWER}
        monkeypatch.setattr(room.reparse, "__kwdefaults__", defaults)

    return use


def test_command_shows_field_by_field_and_writes_only_when_told(db: Path, newer: Callable[[Change], None]) -> None:
    newer(lambda article: replace(credited(article), headline=f"{article.headline} \x1b[2J"))
    before = file_hash(db)
    ran = qiosk("reparse", "gazette", "-d", str(db))
    assert ran.code == 0
    assert file_hash(db) == before
    assert "headline\n    The ferry is on time {+\\x1b[2J+}\n" in ran.out
    assert "credit (lead photo)\n    {+Ada Moreno+}\n" in ran.out
    assert "\x1b" not in ran.out
    assert "Nothing was written; --write stores 3." in ran.err
    assert ran.err.splitlines()[0].startswith("reparse: 3 read, 0 same, 3 changed, 0 worse, 0 failed, 0 written")
    assert qiosk("reparse", "-d", str(db), "--write", "--dry-run", "-q").err == ""
    assert file_hash(db) == before
    assert qiosk("reparse", "-d", str(db), "--write").code == 0
    assert {row[3] for row in current(db)} == {"Ada Moreno"}


def test_command_ends_with_10_on_drift(db: Path, newer: Callable[[Change], None]) -> None:
    newer(bodiless)
    before = file_hash(db)
    ran = qiosk("reparse", "-d", str(db), "--write")
    assert ran.code == 10
    assert "less: body" in ran.out
    told = "error: today's parsers read less than before, nothing was written (gazette: body 4 → 0 of 4 pages"
    assert told in ran.err
    assert file_hash(db) == before


def test_command_prints_records(db: Path, newer: Callable[[Change], None]) -> None:
    newer(credited)
    told = qiosk("reparse", "1", url("tide"), "-d", str(db), "--json").json
    assert [one["id"] for one in told["articles"]] == [1, 3]
    assert told["articles"][1]["captures"][0]["fields"][0]["field"] == "credit"
    assert told["summary"]["fields"] == {"credit": {"gained": 3, "lost": 0, "otherwise": 0}}
    assert qiosk("reparse", "-d", str(db), "--nl").out.count("\n") == 3
    assert qiosk("reparse", "2", "-d", str(db), "--csv").out.splitlines()[1].startswith("2,gazette,")
    newer(lambda article: article)
    assert qiosk("reparse", "-d", str(db), "--json").json["articles"] == []


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["gazete"], "did you mean 'gazette'"),
        (["zzz"], "the archive's outlets are: gazette"),
        (["9"], "no such article"),
        (["1@1"], "name the article"),
        (["http://gazette.example/none/"], "no such article"),
        (["--since", "soon"], "is no date"),
    ],
)
def test_command_says_what_there_is(db: Path, args: list[str], told: str) -> None:
    ran = qiosk("reparse", *args, "-d", str(db))
    assert ran.code == 2
    assert told in ran.error


def test_documented_recipe_gives_the_history_of_edits(db: Path) -> None:
    again(db, credited, write=True)
    page = (Path(__file__).parents[1] / "docs" / "reparse.md").read_text("utf-8")
    recipe = page.partition("```sql\n")[2].partition("```")[0]
    with closing(sqlite3.connect(db)) as conn:
        conn.row_factory = sqlite3.Row
        found = [(row["article_id"], row["number"], row["capture_id"]) for row in conn.execute(recipe)]
    assert found == [(1, 3, 1), (1, 4, 4), (2, 2, 2), (3, 2, 3)]
