"""Finding articles: by section pages, feeds and sitemaps, page by page, from a certain day on, and never twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from crawls import crawl, rows
from small_site import HTML, XML, SetClock, SmallSite, clock, packed, rss, sitemap_index, small, urlset

from qiosk_scraper.errors import ExitCode
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.spiders import sources

__all__ = ["clock", "small"]  # fixtures

TALES = [f"/tales/the-tale-of-number-{n:02}" for n in range(1, 13)]
DAYS = [f"2026-03-{28 - n:02}T08:00:00+00:00" for n in range(12)]


def fill(site: SmallSite, count: int = 12, dated: bool = True) -> None:
    for path, day in list(zip(TALES, DAYS, strict=True))[:count]:
        site.article(path, path[-15:].replace("-", " "), day if dated else None)


def pages(site: SmallSite, path: str = "/news", dates: bool = False) -> None:
    """The tales as a section of four pages, three each."""
    for number in range(4):
        shown = TALES[number * 3 : number * 3 + 3]
        following = f"{path}?page={number + 2}" if number < 3 else None
        here = path if number == 0 else f"{path}?page={number + 1}"
        site.list(here, shown, following, DAYS[number * 3 : number * 3 + 3] if dates else ())


def archived(db: Path) -> list[str]:
    """Paths of the articles, in the order of storing."""
    return [url.split("/", 3)[3].rstrip("/") for (url,) in rows(db, "SELECT url FROM articles ORDER BY id")]


def numbers(db: Path) -> list[int]:
    return sorted(int(path[-2:]) for path in archived(db))


# -- sitemaps --------------------------------------------------------------------------------------------------------


def test_sitemaps_named_in_robots_txt_lead_to_what_no_page_lists(small: SmallSite, db: Path) -> None:
    fill(small)
    small.list("/", TALES[:2])
    small.put("/robots.txt", "User-agent: *\nDisallow:\nSitemap: ROOT/all.xml\nSitemap: https://other.example/x.xml")
    inner = f"{small.root}/inner.xml.gz"
    children = dict.fromkeys((inner, "https://other.example/y.xml", f"{small.root}/all.xml"))
    small.put("/all.xml", sitemap_index(children))
    foreign = "<url><loc>https://other.example/tales/a-tale-from-elsewhere</loc></url></urlset>"
    small.put("/inner.xml.gz", packed(urlset(small.root, dict.fromkeys(TALES)).replace("</urlset>", foreign)))
    assert crawl(db, f"{small.root}/").exit_code == ExitCode.DONE
    assert numbers(db) == list(range(1, 13))
    assert small.asked().count("/all.xml") == 1
    small.log.clear()
    crawl(db, f"{small.root}/")
    assert small.statuses() == {"/": 304, "/all.xml": 304, "/inner.xml.gz": 304}


def test_a_section_alone_does_not_bring_the_whole_site(small: SmallSite, db: Path) -> None:
    fill(small)
    small.list("/news", TALES[:3])
    small.put("/robots.txt", "User-agent: *\nDisallow:\nSitemap: ROOT/all.xml")
    small.put("/all.xml", urlset(small.root, dict.fromkeys(TALES)), XML)
    crawl(db, f"{small.root}/news")
    assert numbers(db) == [1, 2, 3]


def test_an_index_that_lists_itself_or_nests_for_ever_ends(small: SmallSite, db: Path) -> None:
    root = small.root
    small.put("/a.xml", sitemap_index({f"{root}/a.xml": None, f"{root}/b.xml": None}), XML)
    small.put("/b.xml", sitemap_index({f"{root}/a.xml": None, f"{root}/a.xml?": None}), XML)
    crawl(db, f"{root}/a.xml")
    assert sorted(small.asked()) == ["/a.xml", "/b.xml"]
    small.log.clear()
    for number in range(1, 30):
        small.put(f"/deep.xml?{number}=1", sitemap_index({f"{root}/deep.xml?{number + 1}=1": None}), XML)
    crawl(db, f"{root}/deep.xml?1=1")
    assert len(small.asked()) <= 5


def test_a_sitemap_that_has_not_changed_since_it_was_read_is_not_asked_again(
    small: SmallSite, db: Path, clock: SetClock
) -> None:
    fill(small, dated=False)
    root = small.root
    small.put("/old.xml", urlset(root, dict.fromkeys(TALES[:6])), XML)
    small.put("/new.xml", urlset(root, dict.fromkeys(TALES[6:])), XML)
    children: dict[str, str | None] = {f"{root}/old.xml": "2026-01-05", f"{root}/new.xml": "2026-03-10"}
    small.put("/all.xml", sitemap_index(children), XML)
    crawl(db, f"{root}/all.xml")
    assert small.asked()[:3] == ["/all.xml", "/new.xml", "/old.xml"]
    small.log.clear()
    clock.move(hours=3)
    crawl(db, f"{root}/all.xml")
    assert small.asked() == ["/all.xml", "/new.xml"]


@pytest.mark.parametrize("body", [
    '<!DOCTYPE urlset [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><urlset><url><loc>ROOT/&b;</loc></url></urlset>',
    '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss><channel><item><link>ROOT/&x;</link></item></rss>',
])  # fmt: skip
def test_a_document_with_entities_is_refused_and_its_neighbours_are_read(small: SmallSite, db: Path, body: str) -> None:
    fill(small, 2)
    small.put("/bad.xml", body, XML)
    small.put("/good.xml", urlset(small.root, dict.fromkeys(TALES[:2])), XML)
    small.put("/all.xml", sitemap_index({f"{small.root}/bad.xml": None, f"{small.root}/good.xml": None}), XML)
    crawl(db, f"{small.root}/all.xml")
    assert numbers(db) == [1, 2]
    assert rows(db, "SELECT outcome, reason FROM fetches WHERE url LIKE '%bad%'") == [("failed", "refused xml")]


def test_a_cut_sitemap_and_a_feed_with_a_bad_entity_give_what_is_whole(small: SmallSite, db: Path) -> None:
    fill(small)
    small.put("/cut.xml", urlset(small.root, dict.fromkeys(TALES)).partition("number-04")[0], XML)
    broken = rss(small.root, TALES[5:8]).replace("<title>The", "<title>&nbsp;&broken; The")
    small.put("/feed.rss", broken.replace("06</t", "06 & on</t"), "application/rss+xml")
    crawl(db, f"{small.root}/cut.xml", f"{small.root}/feed.rss")
    assert numbers(db) == [1, 2, 3, 6, 7, 8]
    assert rows(db, "SELECT outcome, reason FROM fetches WHERE url LIKE '%cut%'") == [("ok", "cut short")]


# -- feeds -----------------------------------------------------------------------------------------------------------


def test_a_feed_is_walked_back_through_all_its_pages_once(small: SmallSite, db: Path) -> None:
    fill(small)
    for page in range(4):
        path = "/feeds/all.rss" + (f"?page={page + 1}" if page else "")
        small.put(path, rss(small.root, TALES[page * 3 : page * 3 + 3]), "application/rss+xml")
    small.put("/feeds/all.rss?page=5", rss(small.root, ()), "application/rss+xml")
    assert crawl(db, f"{small.root}/feeds/all.rss").exit_code == ExitCode.DONE
    assert numbers(db) == list(range(1, 13))
    small.log.clear()
    crawl(db, f"{small.root}/feeds/all.rss")
    assert small.statuses() == {"/feeds/all.rss": 304}


def test_a_wordpress_feed_is_walked_back_until_a_page_is_not_there(small: SmallSite, db: Path) -> None:
    fill(small, 6)
    for page in range(2):
        body = rss(small.root, TALES[page * 3 : page * 3 + 3])
        body = body.replace("<title>News", "<generator>https://wordpress.org/?v=6.4</generator><title>News")
        small.put("/feed/" + (f"?paged={page + 1}" if page else ""), body, "application/rss+xml")
    report = crawl(db, f"{small.root}/feed/")
    assert numbers(db) == [1, 2, 3, 4, 5, 6]
    assert small.asked()[-1] == "/feed/?paged=3"
    assert report.exit_code == ExitCode.DONE and report.counts is not None and report.counts.failed == 0


# -- paging ----------------------------------------------------------------------------------------------------------


def test_what_never_becomes_an_article_does_not_keep_a_known_list_going(small: SmallSite, db: Path) -> None:
    fill(small)
    pages(small)
    odd = "/tales/a-drawing-of-the-harbour"
    small.put(odd, b"\x89PNG\r\n\x1a\n", "image/png", validated=False)
    small.list("/news", [odd, *TALES[:3]], "/news?page=2")
    crawl(db, f"{small.root}/news")
    assert numbers(db) == list(range(1, 13))
    small.log.clear()
    crawl(db, f"{small.root}/news")
    assert small.asked() == ["/news"]


def test_a_new_article_on_top_is_all_that_is_asked(small: SmallSite, db: Path) -> None:
    fill(small)
    pages(small)
    crawl(db, f"{small.root}/news")
    small.article("/tales/a-tale-that-is-new", "A tale that is new")
    small.list("/news", ["/tales/a-tale-that-is-new", *TALES[:2]], "/news?page=2")
    small.log.clear()
    crawl(db, f"{small.root}/news")
    assert small.asked() == ["/news", "/tales/a-tale-that-is-new", "/news?page=2"]


def test_links_that_look_like_articles_come_before_the_others(small: SmallSite, db: Path) -> None:
    fill(small)
    odd = [f"/x{n}" for n in range(12)]
    for path in odd:
        small.put(path, "<p>Nothing to see.</p>")
    small.list("/news", [*odd, *TALES])
    crawl(db, f"{small.root}/news", max_requests=13)
    assert numbers(db) == list(range(1, 13))


def test_each_sighting_is_kept_with_its_date(small: SmallSite, db: Path) -> None:
    fill(small, 3)
    small.list("/news", TALES[:3])
    small.put("/all.xml", urlset(small.root, {TALES[0]: "2026-03-29"}), XML)
    for _ in range(2):
        crawl(db, f"{small.root}/news", f"{small.root}/all.xml")
    seen = rows(db, "SELECT url, page_kind, published_at, modified_at FROM sightings ORDER BY url, page_kind")
    assert [(url[-2:].strip("/"), *rest) for url, *rest in seen] == [
        ("1", "section", None, None), ("1", "sitemap", None, "2026-03-29T00:00:00+00:00"), ("2", "section", None, None),
        ("3", "section", None, None),
    ]  # fmt: skip


# -- since and until -------------------------------------------------------------------------------------------------


def test_since_cuts_a_dated_list_on_the_way_and_a_later_run_gets_the_rest(small: SmallSite, db: Path) -> None:
    fill(small)
    pages(small, dates=True)
    crawl(db, f"{small.root}/news", since="2026-03-24T00:00:00+00:00")
    assert numbers(db) == [1, 2, 3, 4, 5]
    assert "/news?page=3" in small.asked() and "/news?page=4" not in small.asked()
    small.log.clear()
    crawl(db, f"{small.root}/news", since="2026-03-24T00:00:00+00:00")
    assert small.asked() == ["/news"]
    crawl(db, f"{small.root}/news")
    assert numbers(db) == list(range(1, 13))


def test_until_passes_over_the_newer_ones_and_goes_on(small: SmallSite, db: Path) -> None:
    fill(small)
    pages(small, dates=True)
    crawl(db, f"{small.root}/news", since="2026-03-20T00:00:00+00:00", until="2026-03-22T23:59:59+00:00")
    assert numbers(db) == [7, 8, 9]


def test_an_undated_list_is_cut_by_what_its_articles_say(small: SmallSite, db: Path) -> None:
    fill(small)
    pages(small)
    crawl(db, f"{small.root}/news", since="2026-03-26T00:00:00+00:00")
    assert "/news?page=2" in small.asked() and "/news?page=3" not in small.asked()
    assert numbers(db) == [1, 2, 3, 4, 5, 6]


def test_a_link_without_a_date_is_judged_by_its_sitemap_or_its_address(small: SmallSite, db: Path) -> None:
    fill(small, 4, dated=False)
    dated = ["/2026/03/25/a-tale-of-spring", "/2019/05/04/a-tale-of-long-ago"]
    for path in dated:
        small.article(path, "A dated tale")
    small.list("/news", [*TALES[:3], *dated])
    small.put("/all.xml", urlset(small.root, {TALES[0]: "2026-03-25", TALES[1]: "2020-01-01"}), XML)
    since = "2026-03-01T00:00:00+00:00"
    crawl(db, f"{small.root}/all.xml", since=since)  # first, for two lists are asked for at once
    crawl(db, f"{small.root}/news", since=since)
    assert sorted(archived(db)) == ["2026/03/25/a-tale-of-spring", TALES[0][1:], TALES[2][1:]]


def test_sitemaps_of_an_index_that_are_too_old_are_not_asked(small: SmallSite, db: Path) -> None:
    fill(small)
    root = small.root
    small.put("/old.xml", urlset(root, dict.fromkeys(TALES[:6])), XML)
    small.put("/new.xml", urlset(root, dict.fromkeys(TALES[6:])), XML)
    small.put("/all.xml", sitemap_index({f"{root}/old.xml": "2020-01-05", f"{root}/new.xml": "2026-03-28"}), XML)
    crawl(db, f"{root}/all.xml", since="2026-01-01T00:00:00+00:00")
    assert "/old.xml" not in small.asked() and numbers(db) == list(range(7, 13))


def test_since_last_takes_what_came_after_the_last_run(small: SmallSite, db: Path, clock: SetClock) -> None:
    fill(small)
    small.list("/news", TALES[6:9], None, DAYS[6:9])
    clock.move(days=15)
    crawl(db, f"{small.root}/news", since="last")
    assert numbers(db) == [7, 8, 9]
    small.list("/news", [*TALES[:3], *TALES[9:]], None, [*DAYS[:3], *DAYS[9:]])
    clock.move(days=3)
    crawl(db, f"{small.root}/news", since="last")
    assert numbers(db) == [1, 2, 3, 7, 8, 9]


# -- ends ------------------------------------------------------------------------------------------------------------


def test_a_list_that_has_lost_its_links_is_drift(small: SmallSite, db: Path) -> None:
    fill(small, 3)
    small.list("/news", TALES[:3])
    crawl(db, f"{small.root}/news")
    assert crawl(db, f"{small.root}/news").exit_code == ExitCode.DONE
    small.put("/news", "<html><body><main><h1>News</h1><p>A new design, made of scripts.</p></main></body></html>")
    report = crawl(db, f"{small.root}/news")
    assert report.exit_code == ExitCode.DRIFT
    assert report.error is not None and "3" in report.error.what and "/news" in report.error.where


def test_a_list_that_never_had_links_is_no_drift(small: SmallSite, db: Path) -> None:
    small.put("/feed.rss", rss(small.root, ()), "application/rss+xml")
    for _ in range(2):
        assert crawl(db, f"{small.root}/feed.rss").exit_code == ExitCode.DONE


@pytest.mark.parametrize(("share", "code"), [(None, 9), (0.5, 0), (0.2, 9)])
def test_the_share_that_may_fail_is_the_users(small: SmallSite, db: Path, share: float | None, code: int) -> None:
    fill(small, 8)
    for path in TALES[:4]:
        small.put(path, "<h1>No</h1>", HTML, status=403)
    small.list("/news", TALES[:8])
    assert crawl(db, f"{small.root}/news", max_failed=share).exit_code == code


# -- archive pages ---------------------------------------------------------------------------------------------------


def test_archive_pages_are_walked_back_month_by_month(
    small: SmallSite, db: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(small, 9, dated=False)
    by_month = f"{small.root}/archive/{{year}}/{{month:02}}/"
    news = {"news": f"{small.root}/news/"}
    outlet = Outlet("gazette", "The Gazette", f"{small.root}/", news, archives=(by_month,))
    monkeypatch.setattr("qiosk_scraper.targets.outlet_on_the_fly", lambda _url: outlet)
    small.list("/news/", TALES[:3])
    for month, shown in (("2026/03", TALES[:3]), ("2026/02", TALES[3:6]), ("2025/12", TALES[6:9])):  # none in January
        small.list(f"/archive/{month}/", shown)
    targets = [entry.url for entry in sources.all_sources(outlet)]
    crawl(db, *targets)
    assert numbers(db) == list(range(1, 10))
    months = [path[9:16] for path in small.asked() if path.startswith("/archive")]
    assert list(dict.fromkeys(months)) == ["2026/03", "2026/02", "2026/01", "2025/12", "2025/11", "2025/10", "2025/09"]
    small.log.clear()
    crawl(db, *targets)
    assert small.statuses() == {"/news/": 304, "/archive/2026/03/": 304}


@pytest.mark.parametrize(("url", "older"), [
    ("https://gazette.example/2026/03/", "https://gazette.example/2026/02/"),
    ("https://gazette.example/2026/01/", "https://gazette.example/2025/12/"),
    ("https://gazette.example/year-2026/", "https://gazette.example/year-2025/"),
    ("https://gazette.example/year-1989/", None), ("https://gazette.example/city/", None),
    ("https://gazette.example/2026/03/tale/", None),
])  # fmt: skip
def test_the_archive_page_before(url: str, older: str | None) -> None:
    patterns = ("https://gazette.example/{year}/{month:02}/", "https://gazette.example/year-{year}/")
    outlet = Outlet("gazette", "The Gazette", "https://gazette.example/", archives=patterns)
    assert sources.older_archive(url, outlet) == older
