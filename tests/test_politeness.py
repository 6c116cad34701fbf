"""What the archive remembers of hosts, so that a run that begins is as polite as one that goes on."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from crawls import crawl, rows
from plain_site import ARTICLES, PlainSite
from small_site import HTML, SetClock, SmallSite, clock, rss, small

from qiosk_scraper.errors import ExitCode
from qiosk_scraper.fetching.robots import MOST_BYTES

__all__ = ["clock", "small"]  # fixtures

TALE = "/tales/the-ferry-is-late"
DENY = "User-agent: *\nDisallow: /tales/\n"


def robots(site: SmallSite, text: str | bytes, status: int = 200) -> None:
    site.put("/robots.txt", text, "text/plain", status=status, validated=False)


def fetched(site: SmallSite) -> int:
    """How often robots.txt was asked for since the log was cleared."""
    return sum(one.path == "/robots.txt" for one in site.log)


@pytest.fixture
def paper(small: SmallSite, clock: SetClock) -> SmallSite:
    small.article(TALE, "The ferry is late", "2020-01-01T00:00:00+00:00")
    small.put("/feed.rss", rss(small.root, [TALE]), "application/rss+xml")
    return small


def again(paper: SmallSite, db: Path) -> ExitCode:
    paper.log.clear()
    return crawl(db, f"{paper.root}/feed.rss").exit_code


# -- robots.txt ------------------------------------------------------------------------------------------------------


def test_robots_txt_holds_for_half_a_day_over_runs_and_is_kept(paper: SmallSite, db: Path, clock: SetClock) -> None:
    robots(paper, "User-agent: *\nCrawl-delay: 0.01\nDisallow: /private/\n")
    again(paper, db)
    clock.move(hours=11)
    again(paper, db)
    assert fetched(paper) == 0
    clock.move(hours=2)
    again(paper, db)
    assert fetched(paper) == 1
    kept = rows(db, "SELECT host, fetched_at, status, body, crawl_delay FROM robots_files ORDER BY fetched_at")
    assert kept[0] == (
        paper.root, "2026-03-10T12:00:00+00:00", 200, "User-agent: *\nCrawl-delay: 0.01\nDisallow: /private/\n", 0.01,
    )  # fmt: skip
    assert len(kept) == 2


def test_what_robots_txt_says_now_counts_once_it_is_read_again(paper: SmallSite, db: Path, clock: SetClock) -> None:
    again(paper, db)
    robots(paper, "User-agent: *\nDisallow: /\n")
    clock.move(hours=25)
    assert again(paper, db) != ExitCode.DONE
    assert paper.asked() == []


def test_the_last_good_file_is_gone_by_for_a_day_while_the_server_fails(
    paper: SmallSite, db: Path, clock: SetClock
) -> None:
    robots(paper, DENY)
    again(paper, db)
    robots(paper, "", status=503)
    clock.move(hours=20)
    assert again(paper, db) == ExitCode.DONE
    assert fetched(paper) > 0 and paper.asked() == ["/feed.rss"]
    clock.move(hours=5)
    assert again(paper, db) == ExitCode.NOTHING_FETCHED
    assert paper.asked() == []
    assert rows(db, "SELECT status FROM robots_files ORDER BY fetched_at") == [(200,), (503,), (503,)]
    robots(paper, DENY)
    assert again(paper, db) == ExitCode.DONE  # a failure is not remembered


@pytest.mark.parametrize("status", [404, 401, 403, 410])
def test_no_robots_txt_is_remembered_too(paper: SmallSite, db: Path, status: int) -> None:
    robots(paper, DENY, status)
    assert again(paper, db) == ExitCode.DONE
    assert TALE in paper.asked()
    again(paper, db)
    assert fetched(paper) == 0
    assert rows(db, "SELECT status, body FROM robots_files") == [(status, None)]


@pytest.mark.parametrize(("text", "allowed"), [
    (b"\xef\xbb\xbf" + DENY.encode(), False), (b"#" * MOST_BYTES + b"\n" + DENY.encode(), True),
    (b"<html>all is well</html>", True), (b"", True), (b"\xff\xfe\x00" + b"noise", True),
])  # fmt: skip
def test_any_file_is_read_as_far_as_it_goes(paper: SmallSite, db: Path, text: bytes, allowed: bool) -> None:
    robots(paper, text)
    for _ in range(2):  # as fetched, and as kept
        again(paper, db)
        assert (TALE in paper.asked() or rows(db, "SELECT count(*) FROM articles") == [(1,)]) is allowed
    [(kept,)] = rows(db, "SELECT length(body) FROM robots_files")
    assert kept <= MOST_BYTES


def test_five_redirects_of_robots_txt_are_followed_and_no_more(paper: SmallSite, db: Path) -> None:
    for hops, allowed in ((5, False), (6, True)):
        paper.put("/robots.txt", "", status=301, headers={"Location": "/r1"}, validated=False)
        for hop in range(1, hops):
            paper.put(f"/r{hop}", "", status=301, headers={"Location": f"/r{hop + 1}"}, validated=False)
        paper.put(f"/r{hops}", DENY, "text/plain")
        crawl(db.with_name(f"{hops}.db"), f"{paper.root}/feed.rss")
        assert (rows(db.with_name(f"{hops}.db"), "SELECT count(*) FROM articles") == [(1,)]) is allowed


# -- pace ------------------------------------------------------------------------------------------------------------


def test_a_run_that_begins_waits_as_one_that_goes_on(site: PlainSite, db: Path) -> None:
    for _ in range(2):
        crawl(db, f"{site.root}/local-news", delay=1.0, max_requests=1)
    times = [one.at for one in site.log]
    assert len(times) == 3  # robots.txt and a page, then a page
    assert min(later - earlier for earlier, later in pairwise(times)) >= 1.0


def test_a_host_that_wants_to_be_left_alone_is_not_asked_by_the_next_run(
    paper: SmallSite, db: Path, clock: SetClock
) -> None:
    asked = {"Retry-After": "7200"}
    many = [f"/tales/the-tale-of-number-{n}" for n in range(6)]
    for path in many:
        paper.put(path, "", HTML, status=503, headers=asked, validated=False)
    paper.put("/feed.rss", rss(paper.root, many), "application/rss+xml")
    again(paper, db)
    clock.move(hours=1)
    paper.log.clear()
    report = crawl(db, f"{paper.root}/feed.rss")
    assert paper.log == []
    assert report.exit_code == ExitCode.NOTHING_FETCHED
    assert report.error is not None and "left alone until 2026-03-10T14:" in report.error.what
    clock.move(hours=2)
    again(paper, db)
    assert "/feed.rss" in paper.asked()


def test_the_default_gap_is_five_seconds_for_a_host_that_is_not_this_machine() -> None:
    from qiosk_scraper import settings

    assert settings.QIOSK_DELAY == 5.0


def test_outlets_are_crawled_side_by_side(site: PlainSite, small: SmallSite, db: Path) -> None:
    paths = [story.path for story in ARTICLES[:6]]
    for path in paths:
        small.article(path, path)
    small.list("/news", paths)
    crawl(db, f"{site.root}/local-news", f"{small.root}/news", delay=0.1)
    order = [url.startswith(site.root) for (url,) in rows(db, "SELECT url FROM fetches ORDER BY id")]
    assert len(set(order)) == 2 and order not in (sorted(order), sorted(order, reverse=True))
