"""The rooms after fetching: what is kept, what is read, and how batches are written."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

import qiosk_scraper.pipelines as pipelines
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import Capture, FrontierEntry, Visit
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.running import BATCH_SIZE, CrawlRun, Limits

OUTLET = Outlet(slug="gazette", name="The Gazette", home_url="https://gazette.example/")
AT = "2025-03-01T12:00:00+00:00"


def visit(number: int = 1, body: bytes = b"<html></html>", **fields: Any) -> Visit:
    url = f"https://gazette.example/tale-number-{number}/"
    return Visit(FrontierEntry(url, "article", "gazette"), AT, capture=Capture(url, body), status=200, **fields)


@pytest.mark.parametrize(("outcome", "kept"), [
    ("ok", True), ("not_article", True), ("gone", True), ("failed", False), ("refused", False), ("not_modified", False),
])  # fmt: skip
def test_a_response_is_kept_when_it_says_something_about_the_page(outcome: Any, kept: bool) -> None:
    assert (pipelines.KeepCapture().process_item(visit(outcome=outcome)).capture is not None) is kept


@pytest.mark.parametrize("body", [b"\x89PNG\r\n\x1a\n", b"<html><body><p>404 Not Found</p></body></html>"])
def test_a_page_that_is_no_article_says_why(body: bytes) -> None:
    read = visit(body=body)
    asyncio.run(pipelines.read_article(read, OUTLET))
    assert read.outcome == "not_article" and read.reason and read.article is None


def test_a_bug_in_a_parser_costs_its_page_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(pipelines, "parse_article", broken)
    read = visit()
    asyncio.run(pipelines.read_article(read, OUTLET))
    assert (read.outcome, read.reason, read.detail) == ("not_article", "parser_error", "ZeroDivisionError")


class Writer:
    """Stands in for the archive's writer: keeps batches, and which thread wrote them."""

    def __init__(self) -> None:
        self.batches: list[list[Visit]] = []
        self.threads: set[int] = set()
        self.error: Exception | None = None

    def begin_crawl(self, _command: str, _version: str) -> int:
        return 1

    def store(self, visits: Sequence[Visit]) -> list[str]:
        self.threads.add(threading.get_ident())
        if self.error is not None:
            raise self.error
        self.batches.append(list(visits))
        return ["new"] * len(visits)

    def close(self) -> None: ...


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> Writer:
    from qiosk_scraper.archive import ArchiveWriter

    made = Writer()
    monkeypatch.setattr(ArchiveWriter, "open", lambda _path, **_options: made)
    return made


def test_a_batch_is_written_when_it_is_full_in_one_thread_that_is_not_the_loops(writer: Writer) -> None:
    async def work() -> None:
        run = CrawlRun(Path("unused.db"))
        await run.open("crawl", "1")
        for number in range(BATCH_SIZE * 2 + 1):
            await run.add(visit(number))
        assert [len(batch) for batch in writer.batches] == [BATCH_SIZE, BATCH_SIZE]
        assert run.has_batch
        await run.flush()
        assert len(writer.batches[-1]) == 1 and not run.has_batch
        assert run.tally.verdicts["new"] == BATCH_SIZE * 2 + 1
        await run.close()

    asyncio.run(work())
    assert len(writer.threads) == 1 and threading.get_ident() not in writer.threads


def test_a_batch_that_does_not_fill_is_written_in_time(writer: Writer) -> None:
    async def work() -> None:
        run = CrawlRun(Path("unused.db"))
        await run.open("crawl", "1")
        await run.add(visit())
        async with asyncio.timeout(20):
            while run.has_batch:
                await run.change()
        await run.close()

    asyncio.run(work())
    assert [len(batch) for batch in writer.batches] == [1]


@pytest.mark.parametrize(("error", "code"), [
    (QioskError("disk full", "a.db", "make room", ExitCode.DISK_FULL), ExitCode.DISK_FULL),
    (KeyError("x"), ExitCode.BUG),
])  # fmt: skip
def test_a_failed_write_stops_the_run_with_its_reason(writer: Writer, error: Exception, code: ExitCode) -> None:
    writer.error = error

    async def work() -> CrawlRun:
        run = CrawlRun(Path("unused.db"))
        await run.open("crawl", "1")
        await run.add(visit())
        await run.flush()
        await run.close()
        return run

    run = asyncio.run(work())
    assert run.stopping and run.error is not None and run.error.exit_code == code


def test_waiting_ends_when_the_run_stops_or_the_outlet_is_halted() -> None:
    async def work() -> None:
        other = Outlet(slug="other", name="Other", home_url="https://other.example/")
        run = CrawlRun(Path("unused.db"))
        waiting = asyncio.create_task(run.sleep(600, OUTLET))
        elsewhere = asyncio.create_task(run.sleep(600, other))
        await asyncio.sleep(0)
        run.halt(OUTLET, "told to wait")
        async with asyncio.timeout(20):
            assert await waiting is False
        assert not elsewhere.done() and run.goes_on(other)
        run.stop()
        async with asyncio.timeout(20):
            assert await elsewhere is False
        await run.close()

    asyncio.run(work())


def test_limits_count_what_is_open() -> None:
    async def work() -> None:
        run = CrawlRun(Path("unused.db"), Limits(max_articles=5, max_requests=9))
        run.articles_open, run.tally.articles, run.tally.asked = 2, 1, 7
        assert (run.room_for_articles(), run.room_for_requests()) == (2, 2)
        await run.close()

    asyncio.run(work())
