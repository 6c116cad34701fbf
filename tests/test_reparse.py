"""Stored captures read again: newer parsers add a parse and keep the old one, poorer ones change nothing."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from read_again import NEWER, NEWEST, again, credited, current, file_hash, gazette
from stored_pages import PARAGRAPHS, page, page_visit, store
from visits import contents, is_sound, listing, rows, url, writing

from qiosk_scraper import reparse as room
from qiosk_scraper.archive.parses import article_ids, latest_of_each_capture, parses_of
from qiosk_scraper.archive.reader import Archive
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import (
    Answer,
    Article,
    Author,
    Block,
    Correction,
    Link,
    Photo,
    ReaderFailure,
    Teaser,
)
from qiosk_scraper.outlet import ARTICLE_FIELDS
from qiosk_scraper.parse import PARSER_VERSION


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return gazette(tmp_path)


# -- nothing changes -----------------------------------------------------------------------------------------------


def test_same_parsers_read_the_same_and_change_no_byte(db: Path) -> None:
    before = file_hash(db)
    report, shown = again(db, version=PARSER_VERSION, write=True)
    assert [one.verdict for one in shown] == ["same", "same", "same"]
    assert (report.captures, report.written, report.exit_code) == (4, 0, 0)
    assert file_hash(db) == before


def test_newer_parsers_that_read_the_same_add_nothing(db: Path) -> None:
    before = file_hash(db)
    report, _ = again(db, write=True)
    assert report.verdicts == {"same": 3}
    assert file_hash(db) == before


def test_without_write_nothing_changes(db: Path) -> None:
    before = file_hash(db)
    report, shown = again(db, credited)
    assert [(one.verdict, one.kept_back) for one in shown] == [("changed", None)] * 3
    assert [[d.field for d in capture.changes] for capture in shown[0].captures] == [["credit"], ["credit"]]
    assert (report.gained["credit"], report.written) == (4, 0)
    assert file_hash(db) == before


def test_a_parser_version_does_not_replace_its_own_parses_unless_told(db: Path) -> None:
    before = contents(db)
    report, shown = again(db, credited, PARSER_VERSION, write=True)
    assert {one.kept_back for one in shown} == {f"read by parser version {PARSER_VERSION} before"}
    assert (report.written, report.kept_back) == (0, 3)
    assert contents(db) == before
    assert again(db, credited, PARSER_VERSION, write=True, again=True)[0].written == 3
    assert {row[3] for row in current(db)} == {"Ada Moreno"}


def test_parses_of_newer_parsers_are_not_replaced_by_older_ones(db: Path) -> None:
    again(db, credited, "10", write=True)
    report, _ = again(db, lambda article: replace(credited(article), tags=("quay",)), "9", write=True)
    assert (report.kept_back, report.written) == (3, 0)


def test_no_network_is_asked(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("network asked")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert again(db, credited, write=True)[0].written == 3


# -- a new parse ---------------------------------------------------------------------------------------------------


def test_newer_parsers_add_a_parse_and_keep_the_old_one(db: Path) -> None:
    before = contents(db)
    report, _ = again(db, credited, write=True)
    assert report.line() == f"reparse: 3 read, 0 same, 3 changed, 0 worse, 0 failed, 3 written; parser version {NEWER}"
    after = contents(db)
    for table in ("revisions", "photos", "answers", "links", "captures", "payloads", "fetches", "url_aliases"):
        assert set(map(repr, before[table])) <= set(map(repr, after[table])), table
    assert rows(
        db, "SELECT number, capture_id, headline, parser_version FROM revisions WHERE article_id = 1 ORDER BY number"
    ) == [
        (1, 1, "The ferry is late again", PARSER_VERSION),
        (2, 4, "The ferry is on time", PARSER_VERSION),
        (3, 1, "The ferry is late again", NEWER),
        (4, 4, "The ferry is on time", NEWER),
    ]
    assert rows(db, "SELECT DISTINCT a.seen_at = b.seen_at FROM revisions a JOIN revisions b USING (capture_id)") == [
        (1,)
    ]
    assert current(db) == [
        (url("ferry"), 4, NEWER, "Ada Moreno"),
        (url("mayor"), 2, NEWER, "Ada Moreno"),
        (url("tide"), 2, NEWER, "Ada Moreno"),
    ]
    assert rows(db, "SELECT revision_count FROM articles ORDER BY id") == [(4,), (2,), (2,)]
    assert is_sound(db)


def test_a_parse_is_no_edit(db: Path) -> None:
    events = rows(db, "SELECT * FROM events")
    again(db, lambda article: replace(article, headline=f"{article.headline}!"), write=True)
    assert rows(db, "SELECT * FROM events") == events
    assert rows(db, "SELECT headline FROM articles ORDER BY id LIMIT 1") == [("The ferry is on time!",)]
    assert rows(db, "SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'gulls'") == [(2,)]


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Other"}, {"dek": "Other"}, {"kicker": "Other"}, {"sections": ("Other",)},
        {"authors": (Author("Ada Moreno", "http://gazette.example/ada/"),)}, {"byline": "By Other"},
        {"published": "2025-03-02T08:00:00+00:00"}, {"published_raw": "yesterday"}, {"modified": "2025-03-02"},
        {"modified_raw": "today"}, {"language": "de"}, {"tags": ("other",)}, {"access": "free"},
        {"body": (Block("quote", PARAGRAPHS[0]), *(Block("paragraph", text) for text in PARAGRAPHS[1:]))},
        {"body": tuple(Block("paragraph", text, (Link("http://a.example/?b", "it"),)) for text in PARAGRAPHS)},
        {"corrections": (Correction("It was Tuesday.", None),)},
        *(
            {"photos": (replace(Photo("lead", "http://gazette.example/media/quay.jpg"), **{name: "Other"}),)}
            for name in ("url", "caption", "credit", "credit_line", "photographer", "agency", "alt")
        ),
        {"photos": (Photo("lead", "http://gazette.example/media/quay.jpg"), Photo("inline", "http://a.example/b.jpg"))},
    ],
    ids=str,
)  # fmt: skip
def test_whatever_is_read_otherwise_is_shown_and_stored(db: Path, change: dict[str, Any]) -> None:
    def read(article: Article) -> Article:
        raw = {
            name: value if isinstance(value, str) else json.dumps(value, default=asdict)
            for name, value in change.items()
            if name in ARTICLE_FIELDS
        }
        kept = (answer for answer in article.answers if answer.field not in raw)
        return replace(article, **change, answers=(*kept, *(Answer(name, "new", one) for name, one in raw.items())))

    report, shown = again(db, read, article_ids=(2,), write=True, force=True)
    assert (report.written, len(shown[0].captures[0].changes) > 0) == (1, True)
    assert again(db, read, article_ids=(2,), write=True)[0].verdicts == {"same": 1}


def test_the_run_is_noted_when_it_stored_something(db: Path) -> None:
    runs = rows(db, "SELECT count(*) FROM crawls")
    again(db, write=True)
    assert rows(db, "SELECT count(*) FROM crawls") == runs
    again(db, credited, write=True, command="reparse gazette")
    last = "SELECT command, seen, changed, same, exit_code, finished_at IS NULL FROM crawls ORDER BY id DESC LIMIT 1"
    assert rows(db, last) == [("reparse gazette", 3, 3, 0, 0, 0)]


def test_a_second_run_finds_nothing_left_to_do(db: Path) -> None:
    again(db, credited, write=True)
    before = file_hash(db)
    report, _ = again(db, credited, write=True)
    assert report.verdicts == {"same": 3}
    assert file_hash(db) == before


def test_the_next_visit_is_compared_with_the_last_parse(db: Path) -> None:
    again(db, credited, write=True)
    with writing(db, 200, parser_version=NEWER) as writer:
        visit = page_visit("mayor", 201, page("The mayor counts the gulls", extra="<!-- another nonce -->"))
        assert visit.article
        visit.article = credited(visit.article)
        assert writer.store([visit]) == ["same"]
        visit = page_visit("tide", 202, page("The tide is late"))
        assert visit.article
        visit.article = credited(visit.article)
        assert writer.store([visit]) == ["changed"]
    assert rows(db, "SELECT article_id, kind FROM events WHERE at > '2025-03-01T00:03'") == [(3, "headline_changed")]


def test_only_what_the_parsers_say_otherwise_changes_beside_the_text(db: Path) -> None:
    """Sections are as a later capture had them: reading an older one again must not put them back."""
    with writing(db, 100) as writer:
        visit = page_visit("mayor", 101, page("The mayor counts the gulls", extra="<!-- 2 -->"))
        assert visit.article
        visit.article = replace(visit.article, sections=("Council",), modified="2025-03-09T00:00:00+00:00")
        assert writer.store([visit]) == ["same"]
    again(db, lambda article: replace(article, tags=("gulls",), flags=("mojibake",)), write=True)
    labels = "SELECT n.name FROM article_{0}s x JOIN {0}s n ON n.id = x.{0}_id WHERE x.article_id = 2"
    assert rows(db, labels.format("section")) == [("Council",)]
    assert rows(db, labels.format("tag")) == [("gulls",)]
    assert rows(db, "SELECT modified_at, flags FROM articles WHERE id = 2") == [
        ("2025-03-09T00:00:00+00:00", '["mojibake"]')
    ]
    assert rows(db, "SELECT u.name FROM article_authors JOIN authors u ON u.id = author_id WHERE article_id = 2") == [
        ("Ada Moreno",)
    ]


def test_teasers_of_the_page_as_it_stands_are_placed(db: Path) -> None:
    shown = (Teaser(1, "related", url("tide"), "Early tide"), Teaser(2, "related", url("moon"), "Full moon"))
    again(db, lambda article: replace(article, teasers=shown), write=True, article_ids=(2,))
    assert rows(db, "SELECT page_url, headline, article_id, first_seen_at, gone_at FROM teasers ORDER BY id") == [
        (url("mayor"), "Early tide", 3, "2025-03-01T00:00:02+00:00", None),
        (url("mayor"), "Full moon", None, "2025-03-01T00:00:02+00:00", None),
    ]
    again(db, lambda article: replace(article, teasers=(shown[0],)), NEWEST, write=True, article_ids=(2,))
    gone = rows(db, "SELECT headline FROM teasers WHERE gone_at IS NOT NULL")
    assert gone == [("Full moon",)]
    assert again(db, lambda article: replace(article, teasers=(shown[0],)), NEWEST, article_ids=(2,))[0].verdicts == {
        "same": 1
    }


def test_a_reader_that_fails_is_recorded(db: Path) -> None:
    failed = (ReaderFailure("dek", "rebelmouse", "KeyError: 'dek'"),)
    again(db, lambda article: replace(credited(article), failures=failed), write=True, article_ids=(2,))
    assert rows(db, "SELECT * FROM reader_failures") == [(2, "dek", "rebelmouse", "KeyError: 'dek'")]


def test_history_is_the_last_parse_of_each_capture_in_the_order_of_captures(db: Path) -> None:
    again(db, lambda article: credited(article) if "on time" in str(article.headline) else article, write=True)
    again(db, lambda article: replace(credited(article), tags=("quay",)), "9", write=True, article_ids=(1,))
    with closing(Archive(db)) as archive:
        parses = parses_of(archive, 1)
        article = archive.article(1)
    assert article and article.revision.number == len(parses) == 5
    assert [(one.revision.capture_id, one.revision.parser_version) for one in parses] == [
        (1, PARSER_VERSION), (4, PARSER_VERSION), (4, NEWER), (1, "9"), (4, "9"),
    ]  # fmt: skip
    assert [one.revision.number for one in latest_of_each_capture(parses)] == [4, 5]


# -- what is chosen ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("plan", "ids"),
    [
        ({}, [1, 2, 3]),
        ({"limit": 2}, [1, 2]),
        ({"article_ids": (3, 1, 3)}, [3, 1]),
        ({"outlets": ("gazette",)}, [1, 2, 3]),
        ({"outlets": ("other",)}, []),
        ({"since": "2025-03-01T00:00:03+00:00"}, [1, 3]),
        ({"until": "2025-03-01T00:00:01+00:00"}, [1]),
        ({"since": "2025-03-01T00:00:02+00:00", "until": "2025-03-01T00:00:02+00:00"}, [2]),
    ],
)
def test_articles_are_chosen(db: Path, plan: dict[str, object], ids: list[int]) -> None:
    assert [one.id for one in again(db, **plan)[1]] == ids  # type: ignore[arg-type]


def test_ids_are_walked_in_portions(tmp_path: Path) -> None:
    path = tmp_path / "many.db"
    with writing(path) as writer:
        for start in range(0, 450, 150):
            writer.store([page_visit(f"gull-{n}", n, page(f"Gull {n}")) for n in range(start, start + 150)])
        writer.store([listing("ferry", second=999)])
    with closing(Archive(path)) as archive:
        assert list(article_ids(archive)) == list(range(1, 451))


# -- faults --------------------------------------------------------------------------------------------------------


def test_damaged_captures_are_named_and_nothing_is_written(db: Path) -> None:
    with closing(sqlite3.connect(db)) as conn, conn:
        second = "(SELECT sha256 FROM captures WHERE id = 2)"
        conn.execute(f"UPDATE payloads SET data = zeroblob(40) WHERE sha256 = {second}")
    before = contents(db)
    report, shown = again(db, credited, write=True)
    assert [one.verdict for one in shown] == ["changed", "failed", "changed"]
    assert report.exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert report.error and "article 2: capture 2" in str(report.error)
    assert contents(db) == before


def test_locked_and_missing_archives_are_refused(db: Path, tmp_path: Path) -> None:
    with writing(db), pytest.raises(QioskError) as locked:
        again(db, credited, write=True)
    assert locked.value.exit_code == ExitCode.ARCHIVE_LOCKED
    with pytest.raises(QioskError) as missing:
        again(tmp_path / "none.db", write=True)
    assert missing.value.exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert not (tmp_path / "none.db").exists()


def test_preview_works_beside_a_crawl(db: Path) -> None:
    with writing(db, 100) as writer:
        store(writer, ("moon", 101, page("The moon is full")))
        assert again(db, credited)[0].verdicts == {"changed": 4}


_KILLED = """
import os, signal, sys
from dataclasses import asdict, replace
from qiosk_scraper.parse import parse_article
from qiosk_scraper.reparse import ReparsePlan, reparse
import qiosk_scraper.archive.reparsing as room
room._AT_ONCE = 1
left = int(sys.argv[2])
def read(capture, outlet):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(parse_article(capture, outlet), tags=("quay",))
finish = room.NewParses.finish
def finish_and_die(self, now):
    finish(self, now)
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
room.NewParses.finish = finish_and_die
reparse(ReparsePlan(sys.argv[1], write=True), read=read, parser_version="9")
"""


@pytest.mark.parametrize("pages", [0, 2, 3, 4])
def test_killed_anywhere_it_left_everything_as_it_was(db: Path, pages: int) -> None:
    """Before the first page, between articles whose rows are written already, and just before the commit."""
    before = contents(db)
    path = os.pathsep.join(filter(None, (str(Path(room.__file__).parents[1]), os.environ.get("PYTHONPATH"))))
    ran = subprocess.run(
        [sys.executable, "-c", _KILLED, str(db), str(pages)], env={**os.environ, "PYTHONPATH": path}, timeout=60
    )
    assert ran.returncode == -signal.SIGKILL
    assert contents(db) == before
    assert is_sound(db)
    assert again(db, lambda article: replace(article, tags=("quay",)), "9", write=True)[0].written == 3
    assert is_sound(db)
