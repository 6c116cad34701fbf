"""Bad archive files, and every command that opens one: one line, the exit code that stands for it, no byte changed."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from cli_runner import qiosk
from visits import OUTLET, article, at, is_sound, listing, rows, visit, writing

from qiosk_scraper.archive import ArchiveWriter, migrating
from qiosk_scraper.archive.connection import connect_for_writing
from qiosk_scraper.archive.schema import VERSION
from qiosk_scraper.archive.upkeep import vacuum
from qiosk_scraper.errors import ExitCode, QioskError

READING = ("search ferry", "show 1", "diff 1", "why 1 headline", "reparse", "db verify", "db backup new.db")
WRITING = ("crawl demo --max-articles 1", "demo", "reparse --write", "db init", "db migrate", "db vacuum")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "archive.db"
    with writing(path) as writer:
        writer.store([listing("ferry", "tide")])
        writer.store([visit(article(f"ferry-{n}"), 1 + n, body=b"%d" % n * 3000) for n in range(20)])
    return path


@pytest.fixture
def db(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QIOSK_DB", raising=False)
    path = tmp_path / "archive.db"
    shutil.copy(made, path)
    return path


def by_hand(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement)
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def foreign_text(path: Path) -> None:
    path.write_bytes(b"Dear diary,\n" * 900)


def foreign_database(path: Path) -> None:
    path.unlink()
    by_hand(path, "CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT)", "INSERT INTO articles VALUES (1, 'x')")


def newer(path: Path) -> None:
    by_hand(
        path,
        "PRAGMA user_version = 99",
        *(
            f"INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('qiosk_scraper', '{n}')"
            for n in range(99 - VERSION)
        ),
    )


def broken_schema(path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[100:4096] = random.Random(1).randbytes(3996)
    path.write_bytes(whole)


def cut_within_the_first_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:3000])


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:20_000])


def other_magic(path: Path) -> None:
    path.write_bytes(b"sQLite format 3\0" + path.read_bytes()[16:])


UNUSABLE: dict[Callable[[Path], None], str] = {
    foreign_text: "not a qiosk archive",
    foreign_database: "not a qiosk archive",
    newer: "newer schema 99",
    broken_schema: "archive damaged",
    cut_within_the_first_page: "archive damaged",
    cut: "archive damaged",
    other_magic: "archive damaged",
}


@pytest.mark.parametrize("command", [*READING, *WRITING])
@pytest.mark.parametrize("spoil", UNUSABLE, ids=lambda spoil: spoil.__name__)
def test_unusable_file(db: Path, spoil: Callable[[Path], None], command: str) -> None:
    spoil(db)
    before = db.read_bytes()
    ran = qiosk(*command.split(), "-d", str(db))
    assert ran.code == 5
    assert UNUSABLE[spoil] in ran.error
    assert db.read_bytes() == before
    assert not Path("new.db").exists()


@pytest.mark.parametrize("seed", range(10))
def test_damage_anywhere_is_one_line_or_not_met(db: Path, seed: int) -> None:
    """A command that does not come across it may well do its work."""
    dice = random.Random(seed)
    whole = bytearray(db.read_bytes())
    for _ in range(60):
        whole[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
    page = dice.randrange(1, len(whole) // 4096)
    whole[page * 4096 : page * 4096 + 4096] = dice.randbytes(4096)
    db.write_bytes(whole)
    for command in READING:
        ran = qiosk(*command.split(), "-d", str(db))
        assert ran.code in (0, 2, 5, 10), (command, ran.err)
        assert ran.code in (0, 10) or ran.error
        assert db.read_bytes() == whole
    assert qiosk("db", "verify", "-d", str(db)).code == 5


def test_file_that_was_copied_without_its_wal(db: Path) -> None:
    """It is the archive as of the last checkpoint, or damaged; never half of something that looks whole."""
    alone = db.with_name("alone.db")
    with writing(db, 50) as writer:
        writer.store([visit(article("late"), 51)])
        shutil.copy(db, alone)
    ran = qiosk("db", "verify", "-d", str(alone))
    assert ran.code == 0, ran.err
    assert rows(alone, "SELECT count(*) FROM articles") == [(20,)]
    fresh = db.with_name("fresh.db")
    with writing(fresh):
        shutil.copy(fresh, alone)
    ran = qiosk("show", "1", "-d", str(alone))
    assert ran.code in (2, 5)  # an archive without articles, or none yet
    assert ran.error


@pytest.fixture
def locked(db: Path) -> Iterator[Path]:
    """By a program of another kind, for longer than anybody waits."""
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        yield db


def test_locked_by_another_program(locked: Path) -> None:
    """The wait, of half a minute, is cut short here."""
    with (
        ArchiveWriter.open(locked, parser_version="1", busy_seconds=0.1) as writer,
        pytest.raises(QioskError) as refused,
    ):
        writer.begin_crawl("crawl", "0.1")
    assert refused.value.exit_code == ExitCode.ARCHIVE_LOCKED
    with pytest.raises(QioskError) as refused:
        vacuum(locked, busy_seconds=0.1)
    assert refused.value.exit_code == ExitCode.ARCHIVE_LOCKED
    for command in READING:  # in WAL mode nobody keeps readers out
        ran = qiosk(*command.split(), "-d", str(locked))
        assert ran.code in (0, 10), (command, ran.err)


def test_migration_of_an_archive_locked_by_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "archive.db"
    shutil.copy(Path(__file__).parent / "archives" / "v1.db", path)
    monkeypatch.setattr(migrating, "connect_for_writing", partial(connect_for_writing, busy_seconds=0.1))
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        with pytest.raises(QioskError) as refused:
            migrating.migrate(path)
    assert refused.value.exit_code == ExitCode.ARCHIVE_LOCKED
    assert migrating.migrate(path)


@pytest.mark.parametrize("years", [("1970", "2025"), ("2038", "1970"), ("2025", "2038")])
def test_clock_of_other_years(db: Path, years: tuple[str, str]) -> None:
    path = db.with_name("clock.db")
    for number, year in enumerate(years):
        now = at(number).replace("2025", year)
        made = visit(article("ferry", headline=f"Headline {number}"), number, body=b"%d" % number)
        assert made.capture
        made = replace(made, started_at=now, capture=replace(made.capture, fetched_at=now))
        with ArchiveWriter.open(path, clock=partial(str, now), parser_version="1") as writer:
            writer.begin_crawl("crawl", "0.1")
            writer.seed(OUTLET, ())
            writer.store([made])
    assert is_sound(path)
    assert rows(path, "SELECT headline, revision_count FROM articles") == [("Headline 1", 2)]
    assert [row[0][:4] for row in rows(path, "SELECT fetched_at FROM captures ORDER BY id")] == list(years)
    assert rows(path, "SELECT clock_back FROM captures ORDER BY id") == [(0,), (int(years[1] < years[0]),)]
