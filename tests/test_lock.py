"""One writer at a time, across processes; the lock of the dead is taken over."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from qiosk_scraper.archive import Archive, ArchiveWriter
from qiosk_scraper.archive.lock import WriterLock, claimed, process_started_at
from qiosk_scraper.errors import ExitCode, QioskError

ROOT = str(Path(__file__).parent.parent)
HOLD = """
import sys
sys.path.insert(0, {root!r})
from qiosk_scraper.archive import ArchiveWriter
writer = ArchiveWriter.open({db!r}, parser_version="1")
writer.begin_crawl("other", "0.1")
{more}
print("open", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


@contextmanager
def holder(db: Path, more: str = "") -> Iterator[subprocess.Popen[str]]:
    """Another process with the archive open for writing."""
    code = HOLD.format(root=ROOT, db=str(db), more=more)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        try:
            yield process
        finally:
            process.kill()


def test_second_writer_is_told_who_the_first_is(db: Path) -> None:
    with holder(db) as process:
        with pytest.raises(QioskError) as refused:
            ArchiveWriter.open(db, parser_version="1")
        assert refused.value.exit_code == ExitCode.ARCHIVE_LOCKED
        assert str(process.pid) in str(refused.value)
        assert str(process_started_at(process.pid)) in str(refused.value)
        assert str(os.getpid()) not in str(refused.value)


def test_waiting_for_a_writer_is_short(db: Path) -> None:
    waited: list[float] = []
    with holder(db), pytest.raises(QioskError):
        WriterLock(db, pause=waited.append)
    assert 0.5 <= sum(waited) <= 1.5


def test_a_writer_that_ends_meanwhile_is_waited_for(db: Path) -> None:
    with holder(db) as process:

        def let_it_end(_seconds: float) -> None:
            process.kill()
            process.wait()

        lock = WriterLock(db, pause=let_it_end)
        assert process.poll() is not None
        lock.release()


def test_readers_are_not_kept_out(db: Path) -> None:
    with holder(db), Archive(db) as archive:
        assert [row["command"] for row in archive.db.query("SELECT command FROM crawls")] == ["other"]


def test_lock_of_a_killed_process_is_taken_over(db: Path) -> None:
    with holder(db) as process:
        assert json.loads(db.with_name("archive.db.lock").read_text())["pid"] == process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with ArchiveWriter.open(db, parser_version="1") as writer:
            assert writer.begin_crawl("mine", "0.1") == 2
            assert json.loads(db.with_name("archive.db.lock").read_text())["pid"] == os.getpid()


def test_a_child_that_outlives_its_killed_parent_does_not_keep_the_lock(db: Path) -> None:
    """Parse workers are forked from the crawl and may live on for a moment."""
    fork = (
        "import os, time\n"
        "child = os.fork()\n"
        "if not child:\n    time.sleep(60)\n    os._exit(0)\n"
        "print(child, flush=True)"
    )
    code = HOLD.format(root=ROOT, db=str(db), more=fork)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        child = int(process.stdout.readline())
        process.kill()
        process.wait()
        try:
            os.kill(child, 0)  # it lives
            ArchiveWriter.open(db, parser_version="1").close()
        finally:
            os.kill(child, signal.SIGKILL)


def test_leftover_file_of_a_crashed_machine_is_no_lock(db: Path) -> None:
    db.with_name("archive.db.lock").write_text('{"pid": 1, "started_at": "2020-01-01T00:00:00+00:00"}')
    ArchiveWriter.open(db, parser_version="1").close()
    assert not db.with_name("archive.db.lock").exists()


def test_second_writer_in_the_same_process_is_refused_under_any_name(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ArchiveWriter.open(db, parser_version="1"):
        monkeypatch.chdir(db.parent)
        for name in (db, Path("archive.db"), db.parent / "." / "archive.db"):
            with pytest.raises(QioskError) as refused:
                ArchiveWriter.open(name, parser_version="1")
            assert refused.value.exit_code == ExitCode.ARCHIVE_LOCKED
    ArchiveWriter.open(db, parser_version="1").close()


RACE = """
import sys
sys.path.insert(0, {root!r})
from qiosk_scraper.archive import ArchiveWriter
from qiosk_scraper.errors import QioskError
got = refused = 0
for number in range({rounds}):
    try:
        with ArchiveWriter.open({db!r}, parser_version="1") as writer:
            writer.begin_crawl(sys.argv[1], "0.1")
            writer.finish_crawl(0)
            got += 1
    except QioskError as error:
        assert error.exit_code == 6, error
        refused += 1
print(got, refused)
"""


def test_two_processes_take_turns(db: Path) -> None:
    code = RACE.format(root=ROOT, db=str(db), rounds=25)
    both = [
        subprocess.Popen([sys.executable, "-c", code, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for name in ("a", "b")
    ]
    ended = [process.communicate(timeout=120) for process in both]
    assert [(process.returncode, err) for process, (_, err) in zip(both, ended, strict=True)] == [(0, ""), (0, "")]
    got = sum(int(out.split()[0]) for out, _ in ended)
    with Archive(db) as archive:
        assert archive.db["crawls"].count == got
    assert got >= 25


def test_a_claim_is_taken_over_by_the_opening_and_free_after_it(db: Path) -> None:
    lock = db.with_name("archive.db.lock")
    with claimed(db):
        with ArchiveWriter.open(db, parser_version="1"):  # to read the lock's file here would give it away
            code = CLAIM.format(root=ROOT, db=str(db))
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
            assert (done.stdout.strip(), done.stderr) == (f"6 {os.getpid()}", "")
            with pytest.raises(QioskError), claimed(db):
                pass
        assert not lock.exists()
        ArchiveWriter.open(db, parser_version="1").close()
    with claimed(db):
        pass
    assert not lock.exists()
    ArchiveWriter.open(db, parser_version="1").close()


CLAIM = """
import re, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from qiosk_scraper.archive.lock import claimed
from qiosk_scraper.errors import QioskError
try:
    with claimed(Path({db!r})):
        print("claimed")
except QioskError as error:
    print(int(error.exit_code), re.search(r"process (\\d+)", str(error))[1])
"""


def test_a_claim_waits_for_a_writer_that_ends_and_for_no_other(db: Path) -> None:
    with holder(db) as process:
        with pytest.raises(QioskError, match=str(process.pid)) as refused, claimed(db):
            pass
        assert refused.value.exit_code == ExitCode.ARCHIVE_LOCKED

        def let_it_end(_seconds: float) -> None:
            process.kill()
            process.wait()

        with claimed(db, pause=let_it_end):
            ArchiveWriter.open(db, parser_version="1").close()


@pytest.mark.parametrize("name", ["missing/archive.db", ".", "/"])
def test_where_no_lock_can_be_the_opening_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    with claimed(Path(name)), pytest.raises(QioskError) as refused:
        ArchiveWriter.open(name, parser_version="1")
    assert refused.value.exit_code == ExitCode.ARCHIVE_UNUSABLE
