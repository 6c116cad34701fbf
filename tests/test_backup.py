"""`qiosk db backup` and `vacuum`: a copy while somebody writes, and a smaller file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from cli_runner import qiosk
from visits import article, contents, is_sound, rows, visit, writing

from qiosk_scraper.archive import copies
from qiosk_scraper.archive.upkeep import backup, vacuum
from qiosk_scraper.archive.verify import Verification
from qiosk_scraper.errors import ExitCode, QioskError


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    with writing(path) as writer:
        writer.store([visit(article(f"story-{n}"), n, body=b"%d" % n * 5000) for n in range(30)])
    return path


def test_backup_is_the_archive(db: Path) -> None:
    copy = db.with_name("copy.db")
    assert backup(db, copy) == copy.stat().st_size > 0
    assert contents(copy) == contents(db)
    assert is_sound(copy)
    assert {one.name for one in db.parent.iterdir()} >= {"archive.db", "copy.db"}
    assert not list(db.parent.glob("*.part*"))


@pytest.mark.parametrize("command", [("backup",), ("recover", "-o")])
def test_a_dry_run_copies_nothing_and_finds_the_same_faults(db: Path, command: tuple[str, ...]) -> None:
    copy, command = str(db.with_name("copy.db")), ("-d", str(db), "db", *command)
    assert qiosk(*command, copy, "--dry-run").code == 0
    assert not Path(copy).exists()
    for wrong in (str(db), str(db.parent), str(db.parent / "missing" / "copy.db"), ""):
        dry, wet = qiosk(*command, wrong, "--dry-run"), qiosk(*command, wrong)
        assert (dry.code, dry.error) == (wet.code, wet.error)
        assert wet.code in (ExitCode.USAGE, ExitCode.ARCHIVE_UNUSABLE)


def test_backup_while_a_crawl_writes(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is the archive as it stood when it was begun, whatever is stored between its steps."""
    monkeypatch.setattr(copies, "_PAGES_A_STEP", 5)
    stored: list[int] = []
    copy = db.with_name("copy.db")
    with writing(db, 100) as writer:

        def store_one(done: int, total: int) -> None:
            if done % (25 * 4096) == 0:
                writer.store([visit(article(f"late-{done}"), 101 + len(stored))])
                stored.append(done)

        before = contents(db)
        backup(db, copy, told=store_one)
    assert stored
    assert contents(copy) == before
    assert list(Verification(copy, any_version=True).faults()) == []


def test_backup_of_an_archive_in_use_by_another_process(db: Path) -> None:
    """With the WAL not yet in the file."""
    with writing(db, 100) as writer:
        writer.store([visit(article("late"), 101)])
        copy = db.with_name("copy.db")
        backup(db, copy)
        assert rows(copy, "SELECT count(*) FROM articles") == [(31,)]
    assert is_sound(copy)


def test_backup_replaces_no_file_unless_told(db: Path) -> None:
    copy = db.with_name("copy.db")
    copy.write_bytes(b"mine")
    with pytest.raises(QioskError) as refused:
        backup(db, copy)
    assert refused.value.exit_code == ExitCode.USAGE
    assert copy.read_bytes() == b"mine"
    backup(db, copy, force=True)
    assert contents(copy) == contents(db)
    with pytest.raises(QioskError) as refused:
        backup(db, db, force=True)
    assert refused.value.exit_code == ExitCode.USAGE


def test_backup_over_an_archive_with_a_wal(db: Path) -> None:
    """The WAL of the file that is replaced would be read into the copy."""
    copy = db.with_name("copy.db")
    with writing(copy) as writer:
        writer.store([visit(article("old"), 1)])
        left = Path(f"{copy}-wal").read_bytes()
    Path(f"{copy}-wal").write_bytes(left)
    backup(db, copy, force=True)
    assert contents(copy) == contents(db)
    assert is_sound(copy)


def test_backup_of_what_is_no_archive(db: Path) -> None:
    db.write_bytes(b"Dear diary,\n" * 400)
    with pytest.raises(QioskError) as refused:
        backup(db, db.with_name("copy.db"))
    assert refused.value.exit_code == ExitCode.ARCHIVE_UNUSABLE
    with pytest.raises(QioskError) as refused:
        backup(db.with_name("none.db"), db.with_name("copy.db"))
    assert refused.value.exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert [one.name for one in db.parent.iterdir()] == ["archive.db"]


FULL_DISK = """
import resource, signal, sys
sys.path[:0] = [{root!r}, {root!r} + "/tests"]
from pathlib import Path
from cli_runner import qiosk
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
ran = qiosk({arguments})
print(ran.code, ran.error)
"""


def on_a_full_disk(limit: int, *arguments: str) -> tuple[str, str]:
    root = str(Path(__file__).parent.parent)
    code = FULL_DISK.format(root=root, limit=limit, arguments=", ".join(map(repr, arguments)))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    number, _, error = done.stdout.strip().partition(" ")
    return number, error


@pytest.mark.parametrize("command", ["backup", "recover"])
def test_full_disk_leaves_the_old_copy(db: Path, command: str) -> None:
    copy = db.with_name("copy.db")
    copy.write_bytes(b"old copy")
    arguments = ("backup", str(copy)) if command == "backup" else ("recover", "-o", str(copy))
    code, error = on_a_full_disk(100_000, "db", *arguments, "--force", "-d", str(db))
    assert code == "3", error
    assert copy.read_bytes() == b"old copy"
    assert sorted(one.name for one in db.parent.iterdir() if "-" not in one.name) == ["archive.db", "copy.db"]


def test_killed_backup_leaves_no_file_of_that_name(db: Path) -> None:
    code = (
        "import os, signal, sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from qiosk_scraper.archive import copies, upkeep\n"
        "copies._PAGES_A_STEP = 5\n"
        "killed = lambda done, total: os.kill(os.getpid(), signal.SIGKILL)\n"
        "upkeep.backup(Path(sys.argv[2]), Path(sys.argv[3]), told=killed)"
    )
    copy = db.with_name("copy.db")
    root = str(Path(__file__).parent.parent)
    done = subprocess.run([sys.executable, "-c", code, root, str(db), str(copy)], timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not copy.exists()
    backup(db, copy)
    assert is_sound(copy)


# -- vacuum --------------------------------------------------------------------------------------------------------


def test_vacuum_gives_room_back_and_changes_no_row(db: Path) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("CREATE TABLE mine (x)")
        conn.execute("INSERT INTO mine VALUES (randomblob(500000))")
        conn.execute("DROP TABLE mine")
    before = contents(db)
    done = vacuum(db)
    assert done.before - done.after > 400_000
    assert done.after == db.stat().st_size
    assert contents(db) == before
    assert is_sound(db)
    with writing(db, 200) as writer:
        writer.store([visit(article("late"), 201)])
    assert is_sound(db)


def test_the_doctor_finds_an_index_that_is_behind_and_vacuum_makes_it_anew(db: Path) -> None:
    assert qiosk("doctor", "-d", str(db)).code == 0
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
    ran = qiosk("doctor", "-d", str(db))
    assert (ran.code, ran.error) == (5, "error: 1 fault found (full-text index): " + VACUUM)
    assert "of 0 articles, there are 30" in ran.out
    assert qiosk("db", "vacuum", "-d", str(db)).code == 0
    assert qiosk("doctor", "-d", str(db)).code == 0
    assert list(Verification(db).faults()) == []
    assert len(qiosk("search", "the", "-d", str(db), "--json", "--limit", "99").json) == 30


VACUUM = "run `qiosk db vacuum`, which makes it anew"


def test_vacuum_waits_for_no_crawl(db: Path) -> None:
    with writing(db, 300), pytest.raises(QioskError) as refused:
        vacuum(db)
    assert refused.value.exit_code == ExitCode.ARCHIVE_LOCKED
    assert f"process {os.getpid()}" in refused.value.what


def test_vacuum_beside_a_reader(db: Path) -> None:
    with closing(sqlite3.connect(db)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (30,)
        vacuum(db)
        assert reader.execute("SELECT count(*) FROM articles").fetchone() == (30,)
    assert is_sound(db)


def test_commands(db: Path) -> None:
    copy = db.with_name("copy.db")
    ran = qiosk("db", "backup", str(copy), "-d", str(db))
    assert (ran.code, ran.out) == (0, "")
    assert f"db verify -d {copy}" in ran.err
    assert qiosk("db", "backup", str(copy), "-d", str(db)).code == 2
    assert qiosk("db", "backup", str(copy), "-d", str(db), "--force").code == 0
    before = db.read_bytes()
    assert "Would give back" in qiosk("db", "vacuum", "-d", str(db), "--dry-run").err
    assert db.read_bytes() == before
    ran = qiosk("db", "vacuum", "-d", str(db))
    assert ran.code == 0
    assert "bytes before" in ran.err
