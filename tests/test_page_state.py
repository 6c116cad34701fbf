"""Pages that are no articles, each with its reason, and flags for what is odd about one."""

import pytest
from small_pages import LONG, URL, html, outlet, reason

from qiosk_scraper import parse
from qiosk_scraper.items import Capture, NotAnArticle
from qiosk_scraper.parse import parse_article


@pytest.mark.parametrize(
    ("page", "headers", "why"),
    [
        ("", None, "empty"),
        (b" \n\x00", None, "empty"),
        (b"%PDF-1.7\n...", {"content-type": "text/html"}, "not_html"),
        (b"\x89PNG\r\n\x1a\n<p>", None, "not_html"),
        (b'{"headline": "Boats"}', {"content-type": "application/json"}, "not_html"),
        (b'{"html": "<p>Boats</p>"}', None, "not_html"),
        (b"<html><body><h1>x</h1></body></html>", {"content-type": "image/jpeg"}, "empty_body"),
        (b"just words, no markup", None, "not_html"),
        (bytes(range(1, 256)) * 8 + b"<p>" + bytes(range(256)) * 8, None, "not_html"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', None, "not_html"),
        (html(body="<h1>Boats go out</h1>"), None, "empty_body"),
        (html(body=""), None, "empty_body"),
        (
            "<html><head><title>404 Not Found</title></head><body><h1>Page not found</h1><p>Sorry.</p></body></html>",
            None,
            "soft_404",
        ),
        ("<html><title>Just a moment...</title><body><h1>Checking your browser</h1></body></html>", None, "captcha"),
        (
            "<html><title>Ledger</title><body><p>We are down for scheduled maintenance.</p></body></html>",
            None,
            "maintenance",
        ),
        (
            "<html><title>L</title><body><p>We and our partners use cookies. Accept all to continue.</p></body></html>",
            None,
            "consent_wall",
        ),
        (
            "<html><title>L</title><body>"
            + "".join(f"<h2><a href='/kite-{n}-is-lost'>Kite {n} is lost in the wind</a></h2>" for n in range(4))
            + "<div><p>We use cookies to make this site work.</p></div></body></html>",
            None,
            "listing",
        ),
        (
            "<html><title>L</title><body><h1>Log in</h1><p>Please log in to continue reading.</p></body></html>",
            None,
            "login_wall",
        ),
        (
            "<html><title>L</title><body><div id='root'></div><noscript>Enable JavaScript.</noscript></body></html>",
            None,
            "needs_javascript",
        ),
        ("<html><title>L</title><body><div id='app'></div></body></html>", None, "needs_javascript"),
        ("<div>" * 5000 + "x", None, "too_deep"),
        ("<p " + " ".join(f"a{number}=1" for number in range(12_000)) + ">x</p>", None, "too_large"),
    ],
)
def test_no_article(page: str | bytes, headers: dict[str, str] | None, why: str) -> None:
    assert reason(page, headers=headers) == why


def test_list_of_teasers_is_a_listing() -> None:
    cards = "".join(
        f"<div><h3><a href='/story-number-{n}/'>Story number {n} of the harbour</a></h3><p>Some words of it.</p></div>"
        for n in range(12)
    )
    assert reason(html(body=f"<h1>Harbour</h1>{cards}"), "https://ledger.example/harbour/") == "listing"


@pytest.mark.parametrize("teaser", ["<h2>{0}</h2></a><p>{0}: what was said of it.</p>", "<h2>{0}</h2></a><p>{1}</p>"])
def test_a_short_list_whose_excerpts_read_like_a_body_is_a_listing(teaser: str) -> None:
    words = "Nobody had asked for it, and the harbour office has not said who will pay."
    items = "".join(
        f"<li><a href='/the-story-number-{n}/'>{teaser.format(f'Story number {n} of the harbour', words + str(n))}</li>"
        for n in range(3)
    )
    page = html(body=f"<main><h1>Harbour</h1><ul>{items}</ul></main>")
    assert reason(page, "https://ledger.example/the-harbour-today/") == "listing"


def test_an_article_that_ends_in_linked_headlines_stays_one() -> None:
    links = "".join(f"<h3><a href='/the-story-number-{n}/'>Story number {n} of it</a></h3>" for n in range(4))
    assert len(parse(html(body=f"<article><h1>Boats go out</h1>{LONG}{links}</article>"), URL).body) >= 6


def test_section_page_of_the_outlet_is_a_listing() -> None:
    capture = Capture(url="https://ledger.example/city?utm_source=x", body=html().encode())
    with pytest.raises(NotAnArticle, match="listing"):
        parse_article(capture, outlet(sections={"city": "https://ledger.example/city/"}))


def test_article_about_a_404_is_an_article() -> None:
    page = html(
        "<meta property='og:type' content='article'>",
        f"<article><h1>Page not found: a history of 404</h1>{LONG}</article>",
    )
    assert parse(page, URL).headline == "Page not found: a history of 404"


def test_status_of_the_response() -> None:
    with pytest.raises(NotAnArticle, match="http_error: status 410"):
        parse_article(Capture(url=URL, body=html().encode(), status=410), outlet())


@pytest.mark.parametrize("url", ["", "not a url", "http://[::1", "https://ledger.example:99999/", "file:///etc/passwd"])
def test_malformed_address_is_no_error(url: str) -> None:
    assert parse(html(), url).headline == "Boats go out"


def test_unknown_outlet_and_wrong_input() -> None:
    for call in (lambda: parse(html(), URL, outlet="no-such-outlet"), lambda: parse(None, URL)):  # type: ignore[arg-type]
        with pytest.raises(NotAnArticle):
            call()


@pytest.mark.parametrize(
    ("page", "flag"),
    [
        (html().replace("</body></html>", ""), "maybe_truncated"),
        (html() + "<p class=", "maybe_truncated"),
        (
            html(body=f"<article><h1>Boats</h1>{LONG}<p>It wasnâ€™t the harbourâ€™s fault, they said.</p></article>"),
            "mojibake",
        ),
        (html(), None),
    ],
)
def test_flags(page: str, flag: str | None) -> None:
    assert parse(page, URL).flags == ((flag,) if flag else ())


def test_guessed_charset_is_flagged() -> None:
    page = html(body=f"<article><h1>Größe der Boote</h1>{LONG}</article>").encode("cp1252")
    article = parse(page, URL)
    assert article.headline == "Größe der Boote"
    assert article.flags == ("charset_guess",)
