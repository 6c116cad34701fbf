"""The short share of the campaigns: crawls as processes that are killed, stopped, starved and locked out.

The long share, and what it measured, is in docs/durability.md.
"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from campaigns import disk, kill, locked, stopped
from campaigns.post import Post, saltmarsh_post
from campaigns.runs import ROOT, Clean, Report, Run, clean_run, crawl_codes, faults_in, when_asked

from qiosk_scraper.errors import ExitCode

ARTICLES = 14


@pytest.fixture(scope="module")
def post() -> Iterator[Post]:
    with saltmarsh_post(ARTICLES) as running:
        yield running


@pytest.fixture(scope="module")
def clean(post: Post, tmp_path_factory: pytest.TempPathFactory) -> Clean:
    return clean_run(post, tmp_path_factory.mktemp("clean"))


def test_killed_in_mid_run_nothing_is_lost_or_doubled(post: Post, clean: Clean) -> None:
    report = Report("kill", 1)
    kill.killed_at(post, clean, [when_asked(2), when_asked(7)], "killed-", report)
    assert report.failures == []
    assert report.counts["kills"] == 2


@pytest.mark.parametrize(("when", "number"), [("before", 3), ("after", 4)])
def test_killed_at_a_commit_nothing_is_lost_or_doubled(post: Post, clean: Clean, when: str, number: int) -> None:
    report = Report("kill", 1)
    assert kill.at_commit(post, clean, when, number, report)
    assert report.failures == []


@pytest.mark.parametrize(("kind", "asked"), [("SIGINT once", 3), ("SIGINT twice", 9), ("SIGTERM", 12)])
def test_stopped_it_says_so_and_saves_its_state(post: Post, clean: Clean, kind: str, asked: int) -> None:
    report = Report("signals", 1)
    post.begin(f"{kind.replace(' ', '-')}-", 0.01)
    assert stopped.stopped_at(post, clean, kind, when_asked(asked), 0.1, report, kind)
    assert report.failures == []


@pytest.mark.parametrize(("kind", "share"), [("RLIMIT_FSIZE", 0.4), ("max_page_count", 0.7), ("tmpfs", 0.5)])
def test_without_room_it_ends_with_3_and_goes_on_when_there_is_some(
    post: Post, clean: Clean, kind: str, share: float
) -> None:
    if kind == "tmpfs" and not disk.can_mount():
        pytest.skip("mounting a tmpfs needs root")
    report = Report("disk", 1)
    post.begin(f"{kind}-")
    assert disk.ran_out(post, clean, kind, round(clean.size * share), report, kind)
    assert report.failures == []


def test_a_second_crawl_is_refused_while_readers_are_not(post: Post, clean: Clean) -> None:
    report = Report("lock", 1)
    locked.two_crawls(post, clean, [when_asked(1)], report)
    assert report.counts["second refused"] == 1
    locked.readers(post, report)
    assert report.failures == []


@pytest.mark.parametrize("room", [0, 1000])
def test_without_any_room_no_half_archive_is_left(post: Post, tmp_path: Path, room: int) -> None:
    post.begin("no-room-")
    ended = disk.by_file_size(post, tmp_path / "archive.db", room).end()
    assert ended.code == ExitCode.DISK_FULL
    assert [line.startswith("error: disk full") for line in ended.err.splitlines()] == [True]
    assert faults_in(tmp_path / "archive.db") == []


def test_a_log_that_has_no_room_does_not_end_the_run(post: Post, clean: Clean, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    post.begin("log-")
    ended = Run(post, tmp_path / "archive.db", "log-0", options=("--log-file", "/dev/full")).end()
    assert ended.code == 0
    said = [line for line in ended.err.splitlines() if not line.startswith(("crawl ", "hint: "))]
    assert said == ["warning: the log ends here: no space left on device (/dev/full)"]


# -- signals where they are hard to handle ---------------------------------------------------------------------------


def program(body: str) -> subprocess.CompletedProcess[str]:
    """The command line's `main`, with `body` run in place of the command `doctor`."""
    code = f"""
import os, signal, sys, types
sys.path.insert(0, {str(ROOT)!r})
from qiosk_scraper.cli import main
import click
@click.command()
def command():
{textwrap.indent(textwrap.dedent(body), "    ")}
sys.modules["qiosk_scraper.cli.doctor"] = types.SimpleNamespace(command=command)
sys.argv[1:] = ["doctor"]
sys.exit(main())
"""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    "body",
    [
        "os.kill(os.getpid(), {n}); print('not reached')",
        "exec('import os; os.kill(os.getpid(), {n})')",  # as in an import that makes a named tuple
        "os.kill(os.getpid(), {n}); os.kill(os.getpid(), {n}); print('not reached')",
        # What a library makes of an exception out of nowhere.
        "try: os.kill(os.getpid(), {n})\nexcept BaseException: raise ImportError('half a module')",
    ],
    ids=["plain", "in exec", "twice", "turned into another"],
)
def test_a_signal_before_a_crawl_ends_the_program_with_one_line(body: str, number: int) -> None:
    ended = program(body.format(n=int(number)))
    assert (ended.returncode, ended.stdout) == (128 + number, "")
    assert ended.stderr.count("\n") == 1
    assert ended.stderr.startswith("error: stopped (")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_in_the_interpreters_own_end_changes_nothing(number: int) -> None:
    # A module's objects are taken down after the signal handlers of Python.
    ended = program(f"""
        import atexit
        class Last:
            def __del__(self, kill=os.kill, pid=os.getpid()):
                kill(pid, {int(number)})
        sys.last = Last()
        atexit.register(os.kill, os.getpid(), {int(number)})
        print("done")
    """)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "done\n", "")


def test_two_signals_end_a_run_that_waits_for_a_lock(post: Post, clean: Clean, tmp_path: Path) -> None:
    db = tmp_path / "archive.db"
    post.begin("waits-")
    Run(post, db, "waits-0", options=("--max-articles", "1")).end()
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        run = Run(post, db, "waits-1")
        while not db.with_name("archive.db.lock").exists():
            run.wait_until(time.monotonic() - run.began + 0.01)
        began = time.monotonic()
        while run.process.poll() is None and time.monotonic() < began + 25:  # the lock would be waited for 30 s
            run.process.send_signal(signal.SIGINT)  # two that come at once are one to the system
            run.wait_until(time.monotonic() - run.began + 0.5)
        ended = run.end(0.1)
    assert ended.code == ExitCode.SIGINT
    assert [line.startswith("error: stopped (Ctrl-C)") for line in ended.errors] == [True]
    assert faults_in(db, once=False) == []
    assert Run(post, db, "waits-2").end().code == 0
    assert crawl_codes(db)[-1] == 0
