"""Crawls in a process of their own: killed, stopped, measured, run by Scrapy's own command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from crawls import crawl, expected, rows, sections, stored
from plain_site import ARTICLES, PlainSite

from qiosk_scraper.errors import ExitCode

_RUN = """
import sys
from pathlib import Path
from qiosk_scraper.crawling import CrawlPlan, run_crawl
from qiosk_scraper.progress import PlainLines
report = run_crawl(CrawlPlan(db=Path(sys.argv[1]), targets=tuple(sys.argv[2:]), progress=PlainLines(sys.stderr)))
print(report.line(), file=sys.stderr)
sys.exit(report.exit_code)
"""


class Runs:
    """Starts crawls as processes; `at_article` is called with the process when the n-th article is asked for."""

    def __init__(self, site: PlainSite, db: Path) -> None:
        self.site = site
        self.db = db
        self.process: subprocess.Popen[str] | None = None
        self._started = threading.Event()

    def start(self) -> subprocess.Popen[str]:
        root = Path(__file__).parent.parent
        environment = {**os.environ, "PYTHONPATH": str(root)}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _RUN, str(self.db), *sections(self.site)],
            cwd=root, env=environment, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._started.set()
        return self.process

    def at_article(self, number: int, act: Callable[[subprocess.Popen[str]], None]) -> None:
        """Calls `act` once, while the server has the n-th article request in its hands."""
        counted = iter(range(1, 1000))
        lock = threading.Lock()

        def fault(_before: int) -> None:
            with lock:
                now = next(counted)
            if now == number:
                self._started.wait(10)
                assert self.process is not None
                act(self.process)

        for story in ARTICLES:
            self.site.faults[story.path] = fault


@pytest.fixture
def runs(site: PlainSite, db: Path) -> Iterator[Runs]:
    running = Runs(site, db)
    yield running
    if running.process is not None and running.process.poll() is None:
        running.process.kill()
        running.process.wait()


def test_a_killed_run_and_its_repetition_give_what_an_unbroken_run_gives(runs: Runs, tmp_path: Path) -> None:
    for number in (2, 5, 4):
        runs.at_article(number, lambda process: process.kill())
        process = runs.start()
        assert process.wait(60) == -signal.SIGKILL, process.communicate()[1]
    runs.site.faults.clear()
    process = runs.start()
    assert process.wait(60) == ExitCode.DONE, process.communicate()[1]
    crawl(tmp_path / "unbroken.db", *sections(runs.site))
    assert stored(runs.db) == stored(tmp_path / "unbroken.db") == expected(runs.site)
    assert rows(runs.db, "SELECT count(*) FROM revisions") == [(12,)]
    assert rows(runs.db, "PRAGMA integrity_check") == [("ok",)]


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_the_run_after_the_open_request_with_state_saved(runs: Runs, number: int, code: int) -> None:
    runs.at_article(3, lambda process: process.send_signal(number))
    process = runs.start()
    _, said = process.communicate(timeout=60)
    assert process.returncode == code, said
    assert "Traceback" not in said
    asked = runs.site.articles_asked()
    assert len(asked) == len(stored(runs.db)) == 3
    assert rows(runs.db, "SELECT exit_code FROM crawls") == [(code,)]
    runs.site.faults.clear()
    assert runs.start().wait(60) == ExitCode.DONE
    assert stored(runs.db) == expected(runs.site)
    assert max(Counter(runs.site.articles_asked()).values()) == 1


def test_a_second_signal_does_not_wait_for_the_open_request(runs: Runs) -> None:
    gone = threading.Event()

    def stop_and_hold(process: subprocess.Popen[str]) -> None:
        process.send_signal(signal.SIGINT)
        gone.wait(50)

    runs.at_article(3, stop_and_hold)
    process = runs.start()
    try:
        assert process.stderr is not None
        assert "once more" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        said = process.communicate(timeout=20)[1]
    finally:
        gone.set()
    assert process.returncode == 130, said
    assert "Traceback" not in said
    assert len(stored(runs.db)) == 2
    runs.site.faults.clear()
    assert runs.start().wait(60) == ExitCode.DONE
    assert stored(runs.db) == expected(runs.site)


def scrapy(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Scrapy's own command in the checkout."""
    root = Path(__file__).parent.parent
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments], cwd=root, capture_output=True, text=True, timeout=120,
        env={**os.environ, **environment},
    )  # fmt: skip


def test_scrapys_own_commands_work_in_the_checkout(db: Path) -> None:
    from qiosk_scraper.demo import serve

    assert scrapy("list").stdout.split() == ["feeds", "outlet", "sections", "sitemaps"]
    with serve() as server:
        options = (
            "-s", f'QIOSK_EMBEDDED={{"www.harbour-ledger.example": "{server.address}"}}',
            "-s", f"QIOSK_OPEN_ADDRESSES={server.address.removeprefix('http://')}",
        )  # fmt: skip
        done = scrapy("crawl", "feeds", "-a", "outlet=demo", *options, QIOSK_DB=str(db))
    assert done.returncode == 0, done.stderr
    assert len(stored(db)) >= 40
    assert rows(db, "SELECT exit_code, new FROM crawls") == [(0, len(stored(db)))]


# `ru_maxrss` would count this process, too: a child begins with the peak of the one it was made from.
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="Linux tells a process's own peak")
def test_the_demo_crawl_stays_small(db: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from qiosk_scraper.crawling import CrawlPlan, run_crawl\n"
        "report = run_crawl(CrawlPlan(db=Path(sys.argv[1]), targets=('demo',)))\n"
        "print(report.exit_code.value, open('/proc/self/status').read().split('VmHWM:')[1].split()[0])"
    )
    root = Path(__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(db)], cwd=root, env=environment, capture_output=True, text=True, timeout=120
    )
    exit_code, peak = map(int, done.stdout.split())
    assert exit_code == ExitCode.DONE
    assert peak < 200 * 1024
    assert len(stored(db)) >= 40
