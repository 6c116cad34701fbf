"""The shipped outlets, and outlets made for any address."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.normalise.urls import canonical_url, looks_like_article, same_site
from qiosk_scraper.outlets import all_outlets, find_outlet, outlet_for_url, outlet_on_the_fly

RS = find_outlet("responsible-statecraft")


def test_every_shipped_outlet_is_whole() -> None:
    outlets = all_outlets()
    assert list(outlets) == [outlet.slug for outlet in outlets.values()]
    for outlet in outlets.values():
        assert outlet.sections
        for address in (*outlet.sections.values(), *outlet.feeds, *outlet.sitemaps):
            assert same_site(address, outlet)
            assert not looks_like_article(address, outlet)
        assert len({canonical_url(url, outlet) for url in outlet.sections.values()}) == len(outlet.sections)


def test_responsible_statecraft_has_the_sections_it_is_known_for() -> None:
    assert set(RS.sections) == {
        "qiosk",
        "analysis",
        "reporting",
        "europe",
        "asia-pacific",
        "africa",
        "middle-east",
        "latin-america",
        "north-america",
        "global-crises",
        "washington-politics",
        "military-industrial-complex",
        "media",
        "video",
    }
    assert urlsplit(RS.sections["middle-east"]).path == "/regions/middle-east/"


@pytest.mark.parametrize(
    "path",
    [
        "/some-slug/",
        "/replicator/",
        "/2022/06/24/old-slug/",
        "/slug-with-id-2668951502/",
        "/slug?utm_source=x",
        "/2668951502.html",
    ],
)
def test_article_addresses_of_responsible_statecraft(path: str) -> None:
    for start in ("https://responsiblestatecraft.org", "http://www.responsiblestatecraft.org"):
        assert looks_like_article(start + path, RS)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/qiosk/",
        "/regions/middle-east/",
        "/author/somebody/",
        "/tag/israel/",
        "/about/",
        "/feeds/feed.rss",
        "/video-section/",
        "/core/x",
        "/search/?q=a",
        "/asia-pacific/",
        "/2022/06/",
    ],
)
def test_other_addresses_of_responsible_statecraft(path: str) -> None:
    assert not looks_like_article("https://responsiblestatecraft.org" + path, RS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("responsible-statecarft", "responsible-statecraft"),
        ("Responsible Statecraft!", "responsible-statecraft"),
        ("statecraft", "responsible-statecraft"),
        ("dmeo", "demo"),
        ("rs", "responsible-statecraft"),
    ],
)
def test_a_misspelt_outlet_is_answered_with_the_nearest(typed: str, meant: str) -> None:
    with pytest.raises(QioskError, match=f"did you mean '{meant}'") as error:
        find_outlet(typed)
    assert error.value.exit_code == ExitCode.USAGE


def test_a_word_like_no_outlet_is_answered_with_the_list() -> None:
    with pytest.raises(QioskError, match="outlets list"):
        find_outlet("zzqqxx")


@pytest.mark.parametrize(
    "url",
    [
        "https://responsiblestatecraft.org/a/",
        "http://www.responsiblestatecraft.org/b",
        "HTTPS://ResponsibleStatecraft.org",
    ],
)
def test_outlet_of_an_address(url: str) -> None:
    assert outlet_for_url(url) is RS


@pytest.mark.parametrize(
    "url",
    ["https://other.example/", "https://responsiblestatecraft.org.evil.example/", "no address", "http://[::1", ""],
)
def test_no_outlet_of_other_addresses(url: str) -> None:
    assert outlet_for_url(url) is None


@pytest.mark.parametrize(
    ("url", "slug", "home"),
    [
        ("https://www.Paper.example/news/x?y=1", "www.paper.example", "https://www.paper.example/"),
        ("http://127.0.0.1:8123/a", "127.0.0.1:8123", "http://127.0.0.1:8123/"),
        ("http://[::1]:80/a", "ipv6.--1", "http://[::1]/"),
        ("https://zeitung-süd.example/", "xn--zeitung-sd-ieb.example", "https://xn--zeitung-sd-ieb.example/"),
    ],
)
def test_outlet_on_the_fly(url: str, slug: str, home: str) -> None:
    outlet = outlet_on_the_fly(url)
    assert (outlet.slug, outlet.home_url) == (slug, home)
    assert same_site(url, outlet)
    assert outlet_on_the_fly(outlet.home_url).slug == outlet.slug


@pytest.mark.parametrize(
    "url", ["", "paper", "ftp://paper.example/", "http://[::1", "javascript:alert(1)", "http://a b/"]
)
def test_no_outlet_for_what_is_no_address(url: str) -> None:
    with pytest.raises(QioskError) as error:
        outlet_on_the_fly(url)
    assert error.value.exit_code == ExitCode.USAGE
