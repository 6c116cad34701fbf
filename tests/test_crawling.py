"""Whole runs over real HTTP on 127.0.0.1: what is stored, what is asked, how a run ends."""

from __future__ import annotations

import gzip
import socket
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from crawls import HTML, always, change, crawl, expected, fetches, once, rows, sections, stored
from plain_site import ARTICLES, PlainSite, article_page, plain_site

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.progress import duration


def test_a_plain_site_is_stored_with_headline_body_dates_and_lead_photo(site: PlainSite, db: Path) -> None:
    report = crawl(db, *sections(site))
    assert report.exit_code == ExitCode.DONE
    assert stored(db) == expected(site)
    photos = rows(db, "SELECT a.url, p.url, p.caption, p.credit FROM photos p JOIN articles a ON a.id = p.article_id")
    assert {tuple(photo) for photo in photos} == {
        (f"{site.root}{story.path}/", site.root + story.photo, story.caption, story.credit) for story in ARTICLES
    }
    assert report.line().startswith(f"crawl {report.crawl_id}: 12 seen, 12 new, 0 changed, 0 same, 0 failed, 0 refused")


def test_a_second_crawl_asks_for_no_article_and_stops_at_the_first_known_page(site: PlainSite, db: Path) -> None:
    crawl(db, *sections(site))
    site.log.clear()
    report = crawl(db, *sections(site))
    assert [one.path for one in site.log] == ["/local-news", "/business"]
    assert report.exit_code == ExitCode.DONE
    assert report.counts is not None and report.counts.new == 0


def test_refresh_asks_for_every_article_again_and_adds_nothing(site: PlainSite, db: Path) -> None:
    crawl(db, *sections(site))
    site.log.clear()
    report = crawl(db, *sections(site), refresh=True)
    assert sorted(site.articles_asked()) == sorted(story.path for story in ARTICLES)
    assert report.counts is not None and (report.counts.new, report.counts.same) == (0, 12)
    assert rows(db, "SELECT count(*) FROM revisions") == [(12,)]


@pytest.mark.parametrize("target", ["/rss.xml", "/"])
def test_a_feed_and_a_front_page_lead_to_every_article(site: PlainSite, db: Path, target: str) -> None:
    assert crawl(db, site.root + target).exit_code == ExitCode.DONE
    assert stored(db) == expected(site)


def test_one_article_alone_is_archived_and_its_related_ones_are_not(site: PlainSite, db: Path) -> None:
    story = ARTICLES[2]
    assert crawl(db, f"{site.root}{story.path}?utm_source=letter").exit_code == ExitCode.DONE
    assert list(stored(db)) == [f"{site.root}{story.path}/"]
    assert site.articles_asked() == [story.path]


def test_nothing_is_asked_twice_and_we_say_who_we_are(site: PlainSite, db: Path) -> None:
    crawl(db, *sections(site), f"{site.root}/rss.xml", contact="desk@example.org")
    asked = Counter(one.path for one in site.log)
    assert asked.most_common(1)[0][1] == 1
    assert {one.user_agent.partition("/")[0] for one in site.log} == {"qiosk"}
    assert all("(+desk@example.org)" in one.user_agent for one in site.log)


def test_robots_txt_keeps_a_page_from_being_asked(site: PlainSite, db: Path) -> None:
    story = ARTICLES[0]
    site.robots = f"User-agent: *\nDisallow: {story.path}\n"
    report = crawl(db, *sections(site))
    assert not site.asked(story.path)
    assert len(stored(db)) == 11
    assert fetches(db, story) == [("refused", "robots")]
    assert report.counts is not None and report.counts.refused == 1


def test_a_target_that_robots_txt_keeps_us_from_is_told_as_that(site: PlainSite, db: Path) -> None:
    site.robots = "User-agent: *\nDisallow: /local-news/\n"
    report = crawl(db, f"{site.root}{ARTICLES[0].path}")
    assert report.exit_code == ExitCode.NOTHING_FETCHED
    assert report.error is not None and "robots.txt" in report.error.what and "network" not in report.error.to_do


def test_a_target_that_is_no_article_is_named_with_its_reason(site: PlainSite, db: Path) -> None:
    site.faults["/minutes.pdf"] = always((200, {"Content-Type": "application/pdf"}, b"%PDF-1.7\n"))
    report = crawl(db, f"{site.root}/minutes.pdf")
    assert report.exit_code == ExitCode.TOO_MANY_FAILURES
    assert report.error is not None
    assert ("not_html" in report.error.what, report.error.where) == (True, f"{site.root}/minutes.pdf")


@pytest.mark.parametrize("status", [404, 401, 410])
def test_without_robots_txt_everything_is_allowed(site: PlainSite, db: Path, status: int) -> None:
    site.faults["/robots.txt"] = always((status, {}, b"User-agent: *\nDisallow: /\n"))
    assert crawl(db, *sections(site)).exit_code == ExitCode.DONE
    assert len(stored(db)) == 12


def test_a_failing_robots_txt_ends_the_run_with_nothing_asked(site: PlainSite, db: Path) -> None:
    site.faults["/robots.txt"] = always((503, {}, b""))
    report = crawl(db, *sections(site))
    assert {one.path for one in site.log} == {"/robots.txt"}
    assert report.exit_code == ExitCode.NOTHING_FETCHED
    assert report.error is not None and "robots.txt" in report.error.what and "503" in report.error.what
    site.faults.clear()
    assert crawl(db, *sections(site)).exit_code == ExitCode.DONE
    assert stored(db) == expected(site)


def test_a_page_that_is_gone_costs_itself_alone(site: PlainSite, db: Path) -> None:
    story = ARTICLES[1]
    site.faults[story.path] = site.faults[story.path + "/"] = always((404, HTML, b"<h1>Not here</h1>"))
    report = crawl(db, *sections(site))
    assert len(stored(db)) == 11
    assert fetches(db, story) == [("gone", "http 404")]
    assert report.exit_code == ExitCode.DONE


def test_a_list_that_keeps_a_dead_link_is_no_alarm_every_day(site: PlainSite, db: Path) -> None:
    dead, broken = ARTICLES[1], ARTICLES[3]
    site.faults[dead.path] = site.faults[dead.path + "/"] = always((404, HTML, b"<h1>Not here</h1>"))
    site.faults[broken.path] = always((500, HTML, b""))
    reports = [crawl(db, *sections(site)) for _ in range(3)]
    assert [report.exit_code for report in reports] == [ExitCode.DONE] * 3
    assert rows(db, "SELECT failed > 0 FROM crawls") == [(1,)] * 3
    assert crawl(db, f"{site.root}{broken.path}").exit_code == ExitCode.NOTHING_FETCHED


def test_a_server_error_is_asked_again_until_it_passes(site: PlainSite, db: Path) -> None:
    passing, lasting = ARTICLES[1], ARTICLES[7]
    site.faults[passing.path] = lambda before: (500, HTML, b"") if before < 3 else None
    site.faults[lasting.path] = always((502, HTML, b""))
    crawl(db, *sections(site))
    assert len(site.asked(passing.path)) == 4
    assert 2 <= len(site.asked(lasting.path)) <= 4
    assert set(stored(db)) == set(expected(site)) - {f"{site.root}{lasting.path}/"}
    outcome = rows(db, "SELECT outcome, reason, tries FROM fetches WHERE url LIKE ?", f"%{lasting.slug}%")
    assert outcome == [("failed", "http 502", len(site.asked(lasting.path)))]


def test_many_failures_have_their_own_exit_code(site: PlainSite, db: Path) -> None:
    for story in ARTICLES[:6]:
        site.faults[story.path] = always((403, HTML, b"<h1>No</h1>"))
    dead = ARTICLES[0]
    site.faults[dead.path] = site.faults[dead.path + "/"] = always((410, HTML, b"<h1>Not here</h1>"))
    report = crawl(db, *sections(site))
    assert report.exit_code == ExitCode.TOO_MANY_FAILURES
    assert len(stored(db)) == 6
    # A dead link does not count, so it is not the one that is named.
    assert report.error is not None and "first with http 403" in report.error.what
    assert any(story.path in report.error.where for story in ARTICLES[1:6])


def test_retry_after_holds_back_every_request_to_the_host(site: PlainSite, db: Path) -> None:
    story = ARTICLES[0]
    site.faults[story.path] = once((429, {"Retry-After": "1"}, b""))
    crawl(db, *sections(site))
    told = site.asked(story.path)[0].at
    after = [one.at - told for one in site.log if one.at > told]
    assert min(after) >= 1.0
    assert stored(db) == expected(site)


def test_a_page_that_asks_for_hours_is_put_off_and_the_run_goes_on(site: PlainSite, db: Path) -> None:
    story = ARTICLES[3]
    site.faults[story.path] = once((503, {"Retry-After": "7200"}, b""))
    crawl(db, *sections(site))
    assert len(site.asked(story.path)) == 1
    left = rows(db, "SELECT url, not_before IS NOT NULL FROM frontier WHERE state = 'pending'")
    assert left == [(f"{site.root}{story.path}/", 1)]
    assert len(stored(db)) == 11


def test_a_host_that_asks_for_hours_is_left_alone_and_nothing_is_lost(site: PlainSite, db: Path) -> None:
    for story in ARTICLES:
        site.faults[story.path] = once((429, {"Retry-After": "7200"}, b""))
    crawl(db, *sections(site))
    # One page may speak for itself; two without a good answer between them do not.
    assert 2 <= len(site.articles_asked()) <= 6
    assert site.log[-1].path == site.articles_asked()[-1]
    site.faults.clear()
    change(db, "UPDATE frontier SET not_before = NULL")
    change(db, "DELETE FROM hosts")
    crawl(db, *sections(site))
    assert stored(db) == expected(site)


def test_a_redirect_within_the_site_is_followed_and_known_by_both_addresses(site: PlainSite, db: Path) -> None:
    story = ARTICLES[0]
    site.faults["/old/tale"] = always((301, {"Location": story.path}, b""))
    crawl(db, f"{site.root}/old/tale")
    assert list(stored(db)) == [f"{site.root}{story.path}/"]
    assert (f"{site.root}/old/tale/",) in rows(db, "SELECT url FROM url_aliases WHERE reason = 'redirect'")
    site.log.clear()
    crawl(db, f"{site.root}/local-news", max_requests=2)
    assert not site.asked(story.path)


def test_redirects_off_the_site_or_in_a_circle_are_not_followed(site: PlainSite, db: Path) -> None:
    with plain_site() as canary:
        site.faults[ARTICLES[0].path] = always((302, {"Location": f"{canary.root}/local-news"}, b""))
        site.faults[ARTICLES[1].path] = always((302, {"Location": ARTICLES[1].path}, b""))
        site.faults[ARTICLES[2].path] = always((302, {"Location": "file:///etc/hostname"}, b""))
        crawl(db, *sections(site))
        assert canary.log == []
    reasons = dict(rows(db, "SELECT url, reason FROM fetches WHERE outcome <> 'ok'"))
    assert [reasons[f"{site.root}{story.path}/"] for story in ARTICLES[:3]] == [
        "refused address", "redirect loop", "refused address",
    ]  # fmt: skip
    assert len(site.asked(ARTICLES[1].path)) <= 20
    assert len(stored(db)) == 9


def test_a_link_to_another_port_of_this_machine_is_not_asked(site: PlainSite, db: Path) -> None:
    with plain_site() as canary:
        port = canary.root.rpartition(":")[2]
        hosts = ("127.0.0.1", "localhost", "127.1", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "127。0。0。1")
        links = "".join(f'<h2><a href="http://{host}:{port}/local-news/2025/a-tale-{n}">A tale of {n}</a></h2>'
                        for n, host in enumerate(hosts))  # fmt: skip
        page = f"<html><body><main>{links}</main></body></html>".encode()
        site.faults["/local-news"] = always((200, HTML, page))
        crawl(db, *sections(site))
        assert canary.log == []
    assert len(stored(db)) == 6


def test_a_name_that_leads_to_this_machine_is_refused(
    site: PlainSite, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(site.root.rpartition(":")[2])
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_arguments, **_options: answer)
    report = crawl(db, f"http://news.example:{port}/local-news")
    assert site.log == []
    assert report.exit_code == ExitCode.NOTHING_FETCHED
    assert report.error is not None and "address" in report.error.what


def test_a_name_that_is_not_found_says_so(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_arguments: object, **_options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    report = crawl(db, "http://news.example/", delay=0)
    assert report.exit_code == ExitCode.NOTHING_FETCHED
    assert report.error is not None and "dns" in str(report.error)


def test_a_server_that_is_not_there_says_so(db: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        report = crawl(db, f"http://127.0.0.1:{closed.getsockname()[1]}/news")
    assert report.exit_code == ExitCode.NOTHING_FETCHED
    assert report.error is not None and "refused connection" in str(report.error)


def test_max_articles_is_kept_and_the_next_run_goes_on(site: PlainSite, db: Path) -> None:
    crawl(db, *sections(site), max_articles=4)
    assert len(site.articles_asked()) == len(stored(db)) == 4
    crawl(db, *sections(site))
    assert stored(db) == expected(site)
    assert len(site.articles_asked()) == 12


def test_max_requests_is_kept(site: PlainSite, db: Path) -> None:
    crawl(db, *sections(site), max_requests=5)
    assert len([one for one in site.log if one.path != "/robots.txt"]) == 5


def test_since_leaves_out_what_a_list_dates_before_it(site: PlainSite, db: Path) -> None:
    crawl(db, f"{site.root}/rss.xml", since="2025-03-26T00:00:00+00:00", until="2025-03-27T23:59:59+00:00")
    days = ("2025-03-26", "2025-03-27")
    wanted = {url: article for url, article in expected(site).items() if article[2][:10] in days}
    assert stored(db) == wanted
    assert len(site.articles_asked()) == len(wanted) == 4


def test_a_delay_of_the_user_lies_between_any_two_requests(site: PlainSite, db: Path) -> None:
    crawl(db, f"{site.root}/local-news", delay=0.15, max_requests=4)
    times = [one.at for one in site.log]
    assert len(times) == 5
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.15


def test_crawl_delay_of_robots_txt_is_a_minimum(site: PlainSite, db: Path) -> None:
    site.robots = "User-agent: *\nCrawl-delay: 0.2\n"
    crawl(db, f"{site.root}/local-news", max_requests=3)
    times = [one.at for one in site.log if one.path != "/robots.txt"]
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.2


def test_a_compressed_page_is_kept_unpacked_with_its_headers_as_received(site: PlainSite, db: Path) -> None:
    story = ARTICLES[0]
    packed = gzip.compress(article_page(story, site.root).encode())
    site.faults[story.path] = always((200, {**HTML, "Content-Encoding": "gzip", "X-Odd": "caf\xe9"}, packed))
    crawl(db, f"{site.root}{story.path}")
    assert stored(db)[f"{site.root}{story.path}/"][0] == story.headline
    [(headers, size)] = rows(db, "SELECT headers, size FROM captures WHERE status = 200")
    assert '["content-encoding", "gzip"]' in headers and '["x-odd", "caf' in headers
    assert size == len(article_page(story, site.root).encode())


def test_a_body_cut_short_is_no_article(site: PlainSite, db: Path) -> None:
    story = ARTICLES[0]
    page = article_page(story, site.root).encode()[:900]
    site.faults[story.path] = always((200, {**HTML, "Content-Length": "5000", "Connection": "close"}, page))
    crawl(db, *sections(site))
    assert f"{site.root}{story.path}/" not in stored(db)
    assert fetches(db, story) == [("failed", "truncated")]


def test_a_dry_run_asks_and_writes_nothing(site: PlainSite, db: Path) -> None:
    report = crawl(db, *sections(site), dry_run=True)
    assert [entry.url for entry in report.would_ask] == [f"{address}/" for address in sections(site)]
    assert site.log == [] and not db.exists()


@pytest.mark.parametrize("target", [
    "ftp://example.org/news", "file:///etc/hostname", "javascript:alert(1)", "http://", "https:///news", "http://[::1/",
    "http://example.org:99999/", "http://exa mple.org/", "example.org", "responsible-statecraftt", "", "//example.org/",
])  # fmt: skip
def test_a_target_that_is_none_is_refused_before_anything_is_opened(db: Path, target: str) -> None:
    with pytest.raises(QioskError) as raised:
        crawl(db, target)
    assert raised.value.exit_code == ExitCode.USAGE
    assert not db.exists()


def test_an_archive_in_a_missing_folder_is_an_error_before_any_request(site: PlainSite, tmp_path: Path) -> None:
    with pytest.raises(QioskError):
        crawl(tmp_path / "missing" / "archive.db", *sections(site))
    assert site.log == []


def test_an_archive_that_fails_ends_the_run_with_its_exit_code(
    site: PlainSite, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qiosk_scraper.archive import ArchiveWriter

    def full(*_arguments: object) -> None:
        raise QioskError("disk full", "archive.db", "make room", ExitCode.DISK_FULL)

    monkeypatch.setattr(ArchiveWriter, "store", full)
    report = crawl(db, *sections(site))
    assert report.exit_code == ExitCode.DISK_FULL
    assert report.error is not None and report.error.what == "disk full"
    monkeypatch.undo()
    crawl(db, *sections(site))
    assert stored(db) == expected(site)


@pytest.mark.parametrize(("seconds", "text"), [(0.4, "0s"), (59, "59s"), (192, "3m12s"), (7505, "2h05m")])
def test_a_duration_is_short(seconds: float, text: str) -> None:
    assert duration(seconds) == text
