"""Reading an archive: by id, revision or any spelling of an address; beside a writer; never changing it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from visits import HOME, OUTLET, article, at, entry, listing, rows, teasers, url, visit, writing

from qiosk_scraper.archive import Archive, ArchiveWriter, StoredArticle
from qiosk_scraper.archive.faults import explain
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import Block, Correction


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@pytest.fixture
def archive(db: Path) -> Iterator[Archive]:
    """An article in three revisions, another one, and a section page."""
    with writing(db) as writer:
        writer.store(
            [
                listing("ferry", "mayor"),
                visit(article(), 1, asked=url("old-ferry")),
                visit(article(headline="Second", corrections=(Correction("It was Monday."),)), 2),
                visit(article(headline="Third", body=(Block("paragraph", "Shorter now."),), photos=()), 3),
                visit(article("mayor", teasers=teasers("ferry", "tide")), 4),
            ]
        )
    with Archive(db) as opened:
        yield opened


def get(archive: Archive, which: str | int) -> StoredArticle:
    found = archive.article(which)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "which",
    [
        1,
        "1",
        " 1 ",
        url("ferry"),
        f"{HOME}/ferry",
        f"{HOME}/ferry?utm_source=x#top",
        "https://gazette.example/ferry/amp/",
        "HTTP://Gazette.Example:80/ferry/",
        url("old-ferry"),
        f"{HOME}/old-ferry",
    ],
)
def test_article_is_found_by_id_and_any_spelling(archive: Archive, which: str | int) -> None:
    assert get(archive, which).id == 1


@pytest.mark.parametrize(
    "which",
    [
        0,
        99,
        -1,
        "1@4",
        "1@0",
        "99@1",
        "",
        "ferry",
        url("tide"),
        "javascript:alert(1)",
        "http://[::1",
        "1@",
        "@1",
        "1" * 40,
        "'; DROP TABLE articles; --",
        "\ud800",
    ],
)
def test_what_is_not_there_is_none(archive: Archive, which: str | int) -> None:
    assert archive.article(which) is None


def test_an_article_has_all_that_belongs_to_it(archive: Archive) -> None:
    mayor, sample = get(archive, 2), article("mayor", teasers=teasers("ferry", "tide"))
    assert (mayor.outlet, mayor.url, mayor.headline, mayor.status) == ("gazette", url("mayor"), sample.headline, "live")
    assert (mayor.authors, mayor.sections, mayor.tags) == (sample.authors, sample.sections, sample.tags)
    assert (mayor.body, mayor.photos) == (sample.body, sample.photos)
    assert mayor.teasers == teasers("ferry", "tide")
    assert (mayor.first_seen_at, mayor.last_seen_at, mayor.revision_count) == (at(4), at(4), 1)


def test_json_of_a_stored_article_is_that_of_the_page_and_more(archive: Archive) -> None:
    sample = article("mayor", teasers=teasers("ferry", "tide"))
    record, page = get(archive, 2).to_dict(), sample.to_dict()
    page["canonical_url"] = url("mayor")  # what the archive believes, where the page names none
    assert {key: record[key] for key in page} == page
    assert set(record) - set(page) == {
        "id",
        "revision",
        "revision_count",
        "status",
        "first_seen_at",
        "last_seen_at",
        "word_count",
        "rights",
    }
    assert json.loads(json.dumps(record)) == record


def test_revision_as_it_stood(archive: Archive) -> None:
    first, second, now = get(archive, "1@1"), get(archive, "1@2"), get(archive, "1")
    assert [one.headline for one in (first, second, now)] == ["The ferry is late again", "Second", "Third"]
    assert first.text == article().text
    assert (first.photos, now.photos) == (article().photos, ())
    assert [note.text for note in second.corrections] == ["It was Monday."]
    assert first.corrections == ()
    assert (now.text, now.revision.number, now.word_count, first.word_count) == ("Shorter now.", 3, 2, 23)
    assert get(archive, "1@3").to_dict() == now.to_dict()
    assert first.to_dict()["revision"] == 1


def test_revisions_oldest_first(archive: Archive) -> None:
    assert [(one.number, one.headline, one.seen_at) for one in archive.revisions(1)] == [
        (1, "The ferry is late again", at(1)),
        (2, "Second", at(2)),
        (3, "Third", at(3)),
    ]
    assert archive.revisions(99) == []


def test_all_articles_of_an_outlet_in_order(db: Path) -> None:
    names = [f"story-{number}" for number in range(450)]
    with writing(db) as writer:
        writer.store([visit(article(name), number) for number, name in enumerate(names)])
        with Archive(db) as archive:
            assert [one.url for one in archive.articles()] == [url(name) for name in names]
            assert [one.id for one in archive.articles(limit=201)] == list(range(1, 202))
            assert list(archive.articles(limit=0)) == []
            assert len(list(archive.articles("gazette"))) == 450
            assert list(archive.articles("other")) == []
            walk = archive.articles()
            seen = [one.id for one in islice(walk, 10)]
            writer.store([visit(article("late"), 999)])  # a crawl goes on meanwhile
            assert seen + [one.id for one in walk] == list(range(1, 452))


def test_reader_sees_whole_batches_while_a_crawl_writes(db: Path) -> None:
    with writing(db) as writer, Archive(db) as archive:
        assert archive.article(1) is None
        writer.store([visit(article())])
        assert get(archive, 1).headline == article().headline
        writer._conn.execute("BEGIN IMMEDIATE")
        writer._conn.execute("UPDATE articles SET headline = 'half'")
        assert get(archive, 1).headline == article().headline
        writer._conn.execute("ROLLBACK")


def test_reader_cannot_write(archive: Archive) -> None:
    with pytest.raises(sqlite3.OperationalError):
        archive.db["articles"].delete_where()
    assert archive.article(1)


def test_reading_leaves_the_file_as_it_is(archive: Archive, db: Path) -> None:
    before = db.read_bytes()
    list(archive.articles())
    archive.search("ferry")
    archive.close()
    assert db.read_bytes() == before


@pytest.mark.parametrize("name", ["50% off?.db", "a#b.db", "sp ace.db", "ümlaut.db"])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    with writing(tmp_path / name) as writer:
        writer.store([visit(article())])
    with Archive(tmp_path / name) as archive:
        assert get(archive, 1).url == url("ferry")


def test_path_may_be_text(db: Path) -> None:
    with ArchiveWriter.open(str(db), parser_version="1"):
        pass
    Archive(str(db)).close()


# -- faults --------------------------------------------------------------------------------------------------------


def fill(path: Path, writer: ArchiveWriter) -> QioskError:
    """Stores until the disk is full."""
    for number in range(2000):
        try:
            writer.store([visit(article(str(number)), number)])
        except QioskError as error:
            return error
    raise AssertionError("the disk never got full")


def test_full_disk_keeps_all_that_was_stored(db: Path) -> None:
    with writing(db) as writer:
        pages = writer._conn.execute("PRAGMA page_count").fetchone()[0]
        writer._conn.execute(f"PRAGMA max_page_count = {pages + 60}")
        error = fill(db, writer)
        assert error.exit_code == ExitCode.DISK_FULL
        assert re.fullmatch(r"disk full: [\d,]+ bytes free, need 67,108,864( \(a quota is reached\))?", error.what)
        stored = writer.counts().new
    assert stored > 5
    assert rows(db, "SELECT count(*) FROM articles") == rows(db, "SELECT count(*) FROM revisions") == [(stored,)]
    with writing(db, 5000) as writer:  # room was made
        assert writer.store([visit(article(str(number)), 5000 + number) for number in range(stored + 3)]) == [
            *["same"] * stored,
            *["new"] * 3,
        ]


def test_file_size_limit_reads_as_full_disk(tmp_path: Path) -> None:
    """RLIMIT_FSIZE and some quotas give "disk I/O error"."""
    import subprocess
    import sys

    code = """
import resource, signal, sys
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests"]
from pathlib import Path
from visits import *
from test_archive import fill
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with writing(Path(sys.argv[2])) as writer:
    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, resource.RLIM_INFINITY))
    error = fill(Path(sys.argv[2]), writer)
    print(int(error.exit_code), writer.counts().new, error.what, sep="\t")
"""
    db = tmp_path / "archive.db"
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent.parent), str(db)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stderr == ""
    exit_code, stored, what = (int(one) if one.isdecimal() else one.strip() for one in done.stdout.split("\t"))
    assert exit_code == ExitCode.DISK_FULL
    told = re.fullmatch(r"disk full: ([\d,]+) bytes free, need 67,108,864", str(what))
    assert told and int(told[1].replace(",", "")) < 3_000_000  # of the limit, not of the disk
    assert isinstance(stored, int)
    assert stored > 5
    assert rows(db, "SELECT count(*) FROM articles") == [(stored,)]
    assert rows(db, "PRAGMA integrity_check") == [("ok",)]


def test_locked_by_another_program(db: Path) -> None:
    with writing(db, busy_seconds=0.1) as writer:
        other = sqlite3.connect(db, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(QioskError) as locked:
            writer.store([visit(article())])
        assert locked.value.exit_code == ExitCode.ARCHIVE_LOCKED
        other.execute("ROLLBACK")
        other.close()
        assert writer.store([visit(article())]) == ["new"]


def test_damage_met_while_writing(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article())])
        writer._conn.execute("DROP TABLE teasers")
        with pytest.raises(QioskError) as damaged:
            writer.store([visit(article(), 2)])
        assert damaged.value.exit_code == ExitCode.ARCHIVE_UNUSABLE


def test_bugs_are_not_dressed_up() -> None:
    conn = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError) as bug:
        conn.execute("SELEC 1")
    assert explain(bug.value, Path("x.db")) is None
    assert explain(ValueError(), Path("x.db")) is None


def test_every_flipped_bit_gives_an_answer_or_one_line(db: Path) -> None:
    """A share of the large run: readers never end in anything but a `QioskError`."""
    import random

    with writing(db) as writer:
        writer.store([visit(article(str(number)), number) for number in range(8)])
    sound, dice = db.read_bytes(), random.Random(2025)
    for _ in range(60):
        flipped = bytearray(sound)
        for _ in range(dice.choice([1, 10, 100])):
            flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
        db.write_bytes(flipped)
        try:
            with Archive(db) as archive:
                for one in archive.articles():
                    archive.revisions(one.id)
                    archive.article(one.url)
                archive.search("ferry late")
                archive.capture(1)
        except QioskError as error:
            assert error.exit_code == ExitCode.ARCHIVE_UNUSABLE
        except KeyError:
            pass  # capture 1 is not found any more


def test_a_crawl_has_to_begin_before_it_stores(db: Path) -> None:
    with writing(db, begin=False) as writer, pytest.raises(RuntimeError, match="begin_crawl"):
        writer.store([visit(article())])


def test_visits_of_an_outlet_that_an_earlier_run_seeded(db: Path) -> None:
    with writing(db):
        pass
    with writing(db, begin=False) as writer:
        writer.begin_crawl("again", "0.1")
        assert writer.store([visit(article(), 1)]) == ["new"]
        with pytest.raises(ValueError, match="never seeded"):
            writer.store([visit(article(), 1, entry=entry(url("x")).__class__(url("x"), "article", "unknown"))])
    assert OUTLET.slug == "gazette"
