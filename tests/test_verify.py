"""`qiosk db verify`: what is sound is called so, and what is no archive is not called damaged."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from cli_runner import qiosk
from verified import by_another_program, faults
from visits import OUTLET, article, entry, listing, rows, url, visit, writing

from qiosk_scraper.archive import digests
from qiosk_scraper.archive.digests import row_digest
from qiosk_scraper.archive.pages import wal_of
from qiosk_scraper.archive.schema import VERSION
from qiosk_scraper.archive.verify import Verification
from qiosk_scraper.errors import ExitCode, QioskError


@pytest.fixture
def db(full_archive: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(full_archive, tmp_path / "archive.db"))


# -- what is sound -------------------------------------------------------------------------------------------------


def test_sound_archive_has_no_fault_and_everything_was_looked_at(db: Path) -> None:
    verification = Verification(db)
    assert list(verification.faults()) == []
    assert verification.notes == []
    looked_at = verification.checked
    assert looked_at["articles"] == rows(db, "SELECT count(*) FROM articles")[0][0] == 12
    assert looked_at["captures"] == rows(db, "SELECT count(*) FROM captures")[0][0]
    assert looked_at["dictionaries"] == 1
    assert looked_at["rows"] == sum(
        rows(db, f"SELECT count(*) FROM {name}")[0][0]
        for (name,) in rows(db, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        if not name.startswith("sqlite_") and name != "row_digests"
    )


def test_looking_changes_nothing(db: Path) -> None:
    before = db.read_bytes()
    assert faults(db) == []
    assert db.read_bytes() == before


def test_looking_while_somebody_writes(db: Path) -> None:
    with writing(db, 100) as writer:
        writer.store([visit(article("late"), 101)])
        assert faults(db) == []
        by_now = Verification(db).faults()
        next(by_now, None)
        assert writer.store([visit(article("later"), 102)]) == ["new"]


def test_digests_are_kept_through_everything_a_writer_does(db: Path) -> None:
    with writing(db, 200) as writer:
        writer.seed(OUTLET, [entry(url("seed"))])
        writer.revisit(OUTLET)
        writer.store([visit(article("story-1"), 201, outcome="gone", status=404, capture=None, article=None)])
        writer.store([visit(article("story-2", authors=(), tags=("new",)), 202, body=b"labels")])
        writer.store([listing("story-4", second=203)])
        writer.finish_crawl(0)
    assert faults(db) == []
    with writing(db, 300):
        pass
    assert faults(db) == []


def test_a_transaction_that_fails_takes_its_digests_along(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(db, 400) as writer:
        with monkeypatch.context() as patch, pytest.raises(sqlite3.OperationalError):
            patch.setattr("qiosk_scraper.archive.known.KnownArticles.write", failing)
            writer.store([visit(article("half"), 401)])
        assert faults(db) == []
        writer.store([visit(article("half"), 402)])
    assert faults(db) == []


def failing(*_arguments: object) -> None:
    raise sqlite3.OperationalError("in the middle")


def test_the_digest_of_a_row_is_the_same_for_ever() -> None:
    """Archives hold digests made by other versions of Python: marshal's format 2 must not change."""
    assert row_digest(12, "Fährte — “a”", None, b"\0\xff", 0.1, -(2**40)).hex() == "aa05ab3bce39a5a8c6afedb818ff8d23"
    told_apart = {row_digest(*values) for values in [(1,), ("1",), (b"1",), (1.0,), (None,), ("None",), ("1", ""), ()]}
    assert len(told_apart) == 8


def test_digests_are_looked_up_by_key(db: Path) -> None:
    """Compared under the affinity of a column, each would be looked for among all those of its table."""
    with closing(sqlite3.connect(db)) as conn:
        for table in digests.tables(conn):
            plan = conn.execute(
                f"EXPLAIN QUERY PLAN SELECT d.sha256 FROM {table.name} r LEFT JOIN row_digests d "
                f"ON d.table_name = '{table.name}' AND d.key = {table.key_of('r.')}"
            ).fetchall()
            assert any("(table_name=? AND key=?)" in step[-1] for step in plan), plan


KILLED = """
import os, signal, sys
sys.path[:0] = [{root!r}, {root!r} + "/tests"]
from pathlib import Path
from visits import *
with writing(Path({db!r}), 500) as writer:
    writer.store([visit(article("killed"), 501)])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_archive_of_a_killed_writer_is_sound(db: Path) -> None:
    """Its full-text index has no seal: that would have been made at the end."""
    root = str(Path(__file__).parent.parent)
    code = KILLED.format(root=root, db=str(db))
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == -signal.SIGKILL
    verification = Verification(db)
    assert list(verification.faults()) == []
    assert [note.where for note in verification.notes] == ["articles_fts"]
    with writing(db, 600):
        pass
    verification = Verification(db)
    assert list(verification.faults()) == []
    assert verification.notes == []


# -- what is no archive --------------------------------------------------------------------------------------------


def refused(path: Path) -> QioskError:
    with pytest.raises(QioskError) as error:
        faults(path)
    return error.value


@pytest.mark.parametrize("content", [b"", b"Dear diary,\n" * 400, bytes(8192), b"SQLite format 3\0" + b"\xff" * 9000])
def test_other_files_are_not_called_damaged(db: Path, content: bytes) -> None:
    db.write_bytes(content)
    error = refused(db)
    assert (error.what, error.exit_code) == ("not a qiosk archive", ExitCode.ARCHIVE_UNUSABLE)


def test_newer_schema_is_not_called_damaged(db: Path) -> None:
    steps = "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('qiosk_scraper', '{}')"
    by_another_program(db, "PRAGMA user_version = 9", *(steps.format(one) for one in range(9 - VERSION)))
    assert "newer schema 9" in refused(db).what


def test_older_schema_is_told_to_migrate(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    shutil.copy(Path(__file__).parent / "archives" / "v1.db", path)
    assert "older schema 1" in refused(path).what
    assert list(Verification(path, any_version=True).faults()) == []


def test_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.db").exit_code == ExitCode.ARCHIVE_UNUSABLE


# -- the command ---------------------------------------------------------------------------------------------------


def test_command_says_what_it_looked_at(db: Path) -> None:
    ran = qiosk("db", "verify", "-d", str(db))
    assert ran.code == 0
    assert "is sound" in ran.out
    assert "12 articles" in ran.out
    ran = qiosk("db", "verify", "-d", str(db), "--json")
    assert (ran.code, ran.json["sound"], ran.json["faults"]) == (0, True, [])
    assert ran.json["checked"]["articles"] == 12


def test_command_names_the_faults_and_ends_with_5(db: Path) -> None:
    by_another_program(db, "UPDATE tags SET name = 'x' WHERE id = 1", "DELETE FROM photos WHERE id = 1")
    ran = qiosk("db", "verify", "-d", str(db))
    assert ran.code == 5
    assert "2 faults" in ran.error
    assert "db recover" in ran.error
    assert sorted(ran.out.splitlines()) == ["photos 1: is missing", "tags 1: differs from its digest"]
    ran = qiosk("db", "verify", "-d", str(db), "--json")
    assert (ran.code, ran.json["sound"]) == (5, False)
    assert {"where": "photos 1", "what": "is missing"} in ran.json["faults"]


def test_read_only_file_in_a_read_only_folder(db: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Root may write anywhere, so we leave root."""
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from qiosk_scraper.archive.verify import Verification\n"
        "list(Verification(sys.argv[3]).faults())  # so that all is imported that another user may not read\n"
        "os.getuid() or (os.setgid(65534), os.setuid(65534))\n"
        "print(list(Verification(sys.argv[2]).faults()))"
    )
    for folder in (db.parent, *db.parent.parents):
        if folder == Path("/tmp"):
            break
        folder.chmod(folder.stat().st_mode | 0o055)
    another = shutil.copy(db, tmp_path_factory.mktemp("another"))
    db.chmod(0o444)
    db.parent.chmod(0o555)
    before = db.read_bytes()
    root = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, root, str(db), another],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr[-300:]) == ("[]\n", "")
    assert db.read_bytes() == before


def test_new_archive_whose_bytes_are_still_in_the_wal(tmp_path: Path) -> None:
    path = tmp_path / "fresh.db"
    with writing(path) as writer:
        writer.store([visit(article("ferry"), 1)])
        assert wal_of(path).stat().st_size > 0
        assert faults(path) == []
