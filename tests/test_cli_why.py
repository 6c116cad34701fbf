"""`qiosk why`: where a value came from, and where none was found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cli_runner import qiosk
from stored_pages import page, page_visit
from visits import rows, url, writing

from qiosk_scraper.items import Answer, ReaderFailure
from qiosk_scraper.outlet import ARTICLE_FIELDS


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    visit = page_visit("tide", 2, page("The tide is early", author=None))
    assert visit.article
    visit.article = replace(visit.article, failures=(ReaderFailure("authors", "json_ld", "KeyError: 'name'"),))
    with writing(path) as writer:
        writer.store([page_visit("ferry", 1, page()), visit, page_visit("ferry", 60, page("The ferry is on time"))])
        writer.finish_crawl(0)
    return path


def test_a_value_leads_back_to_its_layer_and_capture(db: Path) -> None:
    told = qiosk("why", "1", "headline", "-d", str(db), "--json").json
    assert told.pop("asked")[-2:] == ["generic", "app_data"]
    layer = rows(db, "SELECT layer FROM answers WHERE revision_id = 3 AND field = 'headline'")[0][0]
    assert told == {
        "id": 1, "revision": 2, "field": "headline", "value": "The ferry is on time", "layer": layer,
        "raw": "The ferry is on time", "capture_id": 3, "capture_url": url("ferry"),
        "fetched_at": "2025-03-01T00:01:00+00:00", "parser_version": "1", "failures": [],
    }  # fmt: skip
    out = qiosk("why", url("ferry"), "headline", "-d", str(db)).out
    assert out.splitlines() == [
        "headline: The ferry is on time",
        f"layer: {layer}",
        "capture: 3, fetched 2025-03-01T00:01:00+00:00",
        f"from: {url('ferry')}",
        "read by: parser version 1, revision 2",
    ]


def test_an_earlier_revision_has_its_own_answers(db: Path) -> None:
    told = qiosk("why", "1@1", "headline", "-d", str(db), "--json").json
    assert (told["revision"], told["raw"], told["capture_id"]) == (1, "The ferry is late again", 1)


def test_the_text_on_the_page_is_shown_beside_what_was_made_of_it(db: Path) -> None:
    told = qiosk("why", "1", "published", "-d", str(db))
    assert told.out.startswith("published: 2025-03-01T08:00:00+00:00\n")
    with writing(db, 100) as writer:
        visit = page_visit("mayor", 101, page("The mayor counts"))
        assert visit.article
        answers = [one for one in visit.article.answers if one.field != "published"]
        answers.append(Answer("published", "outlet", "March 1,\x1b[2J 2025"))
        visit.article = replace(visit.article, answers=tuple(answers))
        writer.store([visit])
    out = qiosk("why", "3", "published_at", "-d", str(db)).out
    assert "layer: outlet\nas on the page: March 1,\\x1b[2J 2025\n" in out
    assert "\x1b" not in out


def test_every_field_of_an_article_can_be_asked(db: Path) -> None:
    for field in ARTICLE_FIELDS:
        ran = qiosk("why", "1", field, "-d", str(db), "--json")
        assert ran.code == 0, field
        answered = rows(db, "SELECT layer FROM answers WHERE revision_id = 3 AND field = ?", field)
        assert ran.json["layer"] == (answered[0][0] if answered else None)
        assert (ran.json["value"] is None) == (not answered), field


def test_a_field_without_a_value_says_who_was_asked(db: Path) -> None:
    ran = qiosk("why", "2", "authors", "-d", str(db))
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert lines[0] == "authors: the page did not say"
    assert lines[1] == "layers asked: json_ld, open_graph, generic, app_data"
    assert lines[2] == "a reader failed: layer json_ld, KeyError: 'name'"
    told = qiosk("why", "2", "authors", "-d", str(db), "--json").json
    assert (told["layer"], told["value"], told["raw"]) == (None, None, None)
    assert told["failures"] == [{"layer": "json_ld", "error": "KeyError: 'name'"}]


def test_parts_of_the_lead_photo_have_their_photos_layer(db: Path) -> None:
    told = qiosk("why", "1", "credit", "-d", str(db), "--json").json
    assert (told["field"], told["value"], told["printed"]) == ("credit", None, None)
    assert told["layer"] == qiosk("why", "1", "lead-photo", "-d", str(db), "--json").json["layer"] == "open_graph"


def test_damaged_bytes_leave_what_was_read_of_them(db: Path) -> None:
    with closing(sqlite3.connect(db)) as conn, conn:
        conn.execute("UPDATE payloads SET data = zeroblob(9)")
    told = qiosk("why", "1", "dek", "-d", str(db), "--json").json
    assert (told["value"], told["asked"]) == (None, None)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["1", "hedline"], "did you mean 'headline'?"),
        (["1", "zzz"], "there are: canonical_url, headline, search_headline, dek"),
        (["1", "photos"], "ask for lead_photo or inline_photos"),
        (["1@7", "dek"], "article 1 has revisions 1 to 2"),
        (["99", "dek"], "no such article"),
        (["1"], "missing argument FIELD"),
    ],
)
def test_what_is_not_there_is_told(db: Path, args: list[str], told: str) -> None:
    ran = qiosk("why", *args, "-d", str(db))
    assert ran.code == 2
    assert told in ran.error.replace("'FIELD'", "FIELD")


def test_records_have_columns(db: Path) -> None:
    lines = qiosk("why", "1", "kicker", "-d", str(db), "--csv").out.splitlines()
    assert lines[0].startswith("id,revision,field,value,layer,raw,capture_id")
    assert len(lines) == 2
