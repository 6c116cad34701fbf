"""Where lists lead, spellings of addresses, and what a user may name as a target."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import FrontierEntry, Listing, Teaser
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.spiders import sources
from qiosk_scraper.spiders.following import leads
from qiosk_scraper.spiders.spelling import ends_in_slash, linked_without_slash, other_spelling, without_slash
from qiosk_scraper.targets import starts_for

GAZETTE = Outlet(
    slug="gazette",
    name="The Gazette",
    home_url="https://gazette.example/",
    sections={"city": "https://gazette.example/city/", "sea": "https://gazette.example/sea/"},
    feeds=("https://gazette.example/feeds/all.rss",),
    sitemaps=("https://gazette.example/news.xml",),
    host_aliases=("www.gazette.example",),
    other_urls=(r"^/live/",),
)
CITY = FrontierEntry("https://gazette.example/city/", "section", "gazette", 100)


def listing(*urls: str, **fields: object) -> Listing:
    teasers = tuple(Teaser(n, "main", url, f"Headline {n}") for n, url in enumerate(urls, 1))
    return replace(Listing(CITY.url, "section", teasers), **fields)  # type: ignore[arg-type]


def test_teasers_lead_to_articles_once_each_in_canonical_spelling() -> None:
    found = leads(
        listing(
            "http://www.gazette.example/city/tale-of-a-pier?utm_source=x#top",
            "https://gazette.example/city/tale-of-a-pier/",
            "https://gazette.example/sea/tale-of-a-net/",
        ),
        CITY, GAZETTE,
    )  # fmt: skip
    assert [entry.url for entry in found.articles] == [
        "https://gazette.example/city/tale-of-a-pier/", "https://gazette.example/sea/tale-of-a-net/",
    ]  # fmt: skip
    assert {entry.kind for entry in found.articles} == {"article"}
    assert {entry.found_on for entry in found.articles} == {CITY.url}


@pytest.mark.parametrize("url", [
    "https://other.example/city/tale-of-a-pier/", "javascript:alert(1)", "mailto:a@gazette.example", "http://[::1",
    "https://gazette.example:8443/city/tale/", "https://gazette.example/", "https://gazette.example/sea/",
    "https://gazette.example/city", "https://gazette.example/feeds/all.rss", "https://gazette.example/live/ticker/",
    "https://user:pw@evil.example/a/", "https://gazette.example.evil.example/a-b-c/", "http://127.0.0.1/a-b-c/", "",
])  # fmt: skip
def test_links_that_are_no_articles_of_ours_lead_nowhere_and_do_not_hide_their_neighbours(url: str) -> None:
    before, after = "https://gazette.example/city/first-tale-told/", "https://gazette.example/city/last-tale-told/"
    found = leads(listing(before, url, after), CITY, GAZETTE)
    assert [entry.url for entry in found.articles] == [before, after]


@given(st.lists(st.text(max_size=60), max_size=5))
def test_links_of_any_text_lead_to_our_site_or_nowhere(urls: list[str]) -> None:
    found = leads(listing(*urls), CITY, GAZETTE)
    assert all(entry.url.startswith("https://gazette.example/") for entry in found.articles)


@pytest.mark.parametrize(("next_page", "url", "kind"), [
    ("https://www.gazette.example/city/?page=2", "https://gazette.example/city/?page=2", "section"),
    ("https://gazette.example/city/page/2", "https://gazette.example/city/page/2/", "section"),
    ("https://gazette.example/res/more?id=1&page=2", "https://gazette.example/res/more/?id=1&page=2", "load_more"),
])  # fmt: skip
def test_the_next_page_keeps_its_parameters(next_page: str, url: str, kind: str) -> None:
    outlet = replace(GAZETTE, kept_parameters=frozenset())
    entry = leads(listing(next_page=next_page), CITY, outlet).next_page
    assert entry is not None and (entry.url, entry.kind) == (url, kind)


@pytest.mark.parametrize("next_page", [CITY.url, "https://other.example/city/?page=2", "http://[", "#", None])
def test_a_next_page_that_is_the_page_itself_or_elsewhere_is_none(next_page: str | None) -> None:
    assert leads(listing(next_page=next_page), CITY, GAZETTE).next_page is None


def dated(*dates: str | None) -> Listing:
    teasers = tuple(
        Teaser(n, "main", f"https://gazette.example/city/tale-number-{n}/", f"Tale {n}", published=date)
        for n, date in enumerate(dates, 1)
    )
    return Listing(CITY.url, "section", teasers)


def test_since_and_until_hold_for_what_is_dated() -> None:
    page = dated("2025-03-05T00:00:00+00:00", "2025-03-03T00:00:00+00:00", None, "2025-03-01T00:00:00+00:00")
    found = leads(page, CITY, GAZETTE, since="2025-03-02T00:00:00+00:00", until="2025-03-04T00:00:00+00:00")
    assert [entry.url[-2] for entry in found.articles] == ["2", "3"]
    assert not found.all_too_old
    assert leads(page, CITY, GAZETTE, since="2025-04-01T00:00:00+00:00").all_too_old
    assert not leads(dated(None, None), CITY, GAZETTE, since="2025-04-01T00:00:00+00:00").all_too_old


def test_a_sitemap_of_pages_leads_to_what_looks_like_an_article() -> None:
    urls = ("https://gazette.example/2025/03/01/tale-of-a-pier/", "https://gazette.example/about/")
    teasers = tuple(Teaser(n, "sitemap", url) for n, url in enumerate(urls, 1))
    page = FrontierEntry("https://gazette.example/pages.xml", "sitemap", "gazette")
    children = ("/nonsense", "https://gazette.example/2.xml")
    found = leads(Listing(page.url, "sitemap", teasers, sitemaps=children), page, GAZETTE)
    assert [entry.url for entry in found.articles] == [urls[0]]
    assert [(entry.url, entry.kind) for entry in found.children] == [("https://gazette.example/2.xml", "sitemap")]


def test_the_feeds_of_the_whole_site_are_followed_from_its_home_page_alone() -> None:
    feed = "https://gazette.example/feeds/other.rss"
    home = FrontierEntry("https://gazette.example/", "section", "gazette")
    assert leads(listing(feeds=(feed,)), CITY, GAZETTE).children == ()
    assert [entry.url for entry in leads(listing(feeds=(feed,)), home, GAZETTE).children] == [feed]


def test_an_outlet_begins_with_all_it_declares_or_the_sections_named() -> None:
    assert [entry.kind for entry in sources.all_sources(GAZETTE)] == ["section", "section", "feed", "sitemap"]
    assert [entry.url for entry in sources.all_sources(GAZETTE, ["sea"])] == ["https://gazette.example/sea/"]
    bare = Outlet(slug="bare", name="Bare", home_url="https://bare.example/")
    assert [entry.url for entry in sources.all_sources(bare)] == ["https://bare.example/"]


@pytest.mark.parametrize(("url", "without", "other"), [
    ("https://a.example/b/c/", "https://a.example/b/c", "https://a.example/b/c"),
    ("https://a.example/b/?page=2", "https://a.example/b?page=2", "https://a.example/b?page=2"),
    ("https://a.example/b", "https://a.example/b", "https://a.example/b/"),
    ("https://a.example/", "https://a.example/", None),
    ("https://a.example/b.html", "https://a.example/b.html", None),
])  # fmt: skip
def test_the_slash_at_the_end(url: str, without: str, other: str | None) -> None:
    assert (without_slash(url), other_spelling(url)) == (without, other)
    assert ends_in_slash(url) == url.partition("?")[0].endswith("/")
    assert not linked_without_slash(url, url)


def test_a_url_of_a_shipped_outlet_is_crawled_as_that_outlet() -> None:
    [start] = starts_for(["https://responsiblestatecraft.org/qiosk/"])
    assert start.outlet.slug == "responsible-statecraft"
    assert start.seeds is not None and start.seeds[0].url == "https://responsiblestatecraft.org/qiosk/"
    assert start.opened == ()


def test_any_other_url_makes_an_outlet_on_the_fly_and_targets_of_one_site_go_together() -> None:
    one, two = starts_for(["http://127.0.0.1:8000/a", "https://news.example/b", "http://127.0.0.1:8000/c/"])
    assert (one.outlet.slug, two.outlet.slug) == ("127.0.0.1:8000", "news.example")
    assert one.seeds is not None
    assert [seed.url for seed in one.seeds] == ["http://127.0.0.1:8000/a/", "http://127.0.0.1:8000/c/"]
    assert one.unslashed == {"http://127.0.0.1:8000/a/"}
    assert (set(one.opened), two.opened) == ({"127.0.0.1:8000"}, ())


@pytest.mark.parametrize(("target", "opened"), [
    ("http://localhost:81/a", ("localhost:81",)), ("http://10.1.2.3/a", ("10.1.2.3:80",)), ("https://1.1.1.1/", ()),
])  # fmt: skip
def test_a_local_address_is_opened_only_where_the_user_named_it(target: str, opened: tuple[str, ...]) -> None:
    [start] = starts_for([target])
    assert start.opened == opened


def test_an_unknown_section_names_the_nearest() -> None:
    with pytest.raises(QioskError) as raised:
        starts_for(["responsible-statecraft"], ["quiosk"])
    assert raised.value.exit_code == ExitCode.USAGE and "qiosk" in raised.value.to_do


def test_a_section_is_asked_of_an_outlet_and_not_of_an_address() -> None:
    page = "https://news.example/politics/"
    with pytest.raises(QioskError) as raised:
        starts_for([page], ["sport"])
    assert raised.value.exit_code == ExitCode.USAGE and "--section sport" in str(raised.value)
    one, two = starts_for(["responsible-statecraft", page], ["qiosk"])
    assert (one.sections, two.sections) == (("qiosk",), ())
