"""What `parse` makes of a page: pages of a few lines, each next to its edge cases."""

import json
import pickle
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qiosk_scraper import parse
from qiosk_scraper.items import Article, Author, Block, Capture, NotAnArticle, Photo, Teaser
from qiosk_scraper.outlet import Layer, Outlet
from qiosk_scraper.page import Page
from qiosk_scraper.parse import parse_article

URL = "https://ledger.example/boats-go-out/"
BODY = (
    "<p>The boats left the harbour before dawn on Tuesday, and the whole town stood at the quay to see them go.</p>" * 1
)
LONG = "".join(
    f"<p>Paragraph {number} tells how the boats left the harbour before dawn, and what the town said of it.</p>"
    for number in range(6)
)


def html(head: str = "", body: str = f"<article><h1>Boats go out</h1>{LONG}</article>") -> str:
    return f"<!doctype html><html lang='en'><head><title>Boats go out</title>{head}</head><body>{body}</body></html>"


def outlet(layer: dict[str, Any] | None = None, **declared: Any) -> Outlet:
    """An outlet of one layer whose readers give fixed values."""
    readers: Layer = {name: (lambda page, value=value: value) for name, value in (layer or {}).items()}
    layers = {"fixed": readers} if layer is not None else None
    return Outlet("ledger", "The Ledger", "https://ledger.example/", layers=layers, **declared)


BASE: dict[str, Any] = {"headline": "Boats go out", "body": [Block("paragraph", "They left at dawn.")]}


def read(fetched_at: str | None = None, **fields: Any) -> Article:
    return parse_article(Capture(url=URL, body=html().encode(), fetched_at=fetched_at), outlet({**BASE, **fields}))


def reason(page: str | bytes, url: str = URL, headers: dict[str, str] | None = None) -> str:
    with pytest.raises(NotAnArticle) as refused:
        parse(page, url, headers)
    return refused.value.reason


# ---- the public face


def test_importing_the_package_is_cheap_and_parse_stays_a_function() -> None:
    code = (
        "import sys, qiosk_scraper; heavy = {'lxml', 'scrapy', 'sqlite_utils', 'w3lib'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules);"
        "import qiosk_scraper.parse; from qiosk_scraper import parse, NotAnArticle, __version__;"
        "assert callable(parse) and parse.__name__ == 'parse';"
        "assert not {'scrapy', 'sqlite_utils'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_unknown_public_name() -> None:
    import qiosk_scraper

    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = qiosk_scraper.nothing


def test_page_of_plain_html() -> None:
    article = parse(html(), URL)
    assert article.headline == "Boats go out"
    assert len(article.body) == 6
    assert article.language == "en"
    assert (article.url, article.outlet) == (URL, "ledger.example")


def test_bytes_and_text_give_the_same() -> None:
    page = html(body=f"<article><h1>Größe</h1>{LONG}</article>")
    assert parse(page.encode("cp1252"), URL, {"Content-Type": "text/html; charset=cp1252"}) == parse(page, URL)
    assert parse(page, URL, {"Content-Type": "text/html; charset=cp1252"}).headline == "Größe"


def test_same_input_same_output_and_it_pickles() -> None:
    article = parse(html(), URL)
    assert parse(html(), URL) == article
    assert pickle.loads(pickle.dumps(article)) == article
    json.dumps(article.to_dict())


def test_every_value_names_its_layer() -> None:
    article = read(
        dek="A dek",
        kicker="Reporting | Harbour",
        authors=["Leo Park"],
        byline="By Leo Park",
        published="2025-03-28",
        modified="2025-03-29",
        tags=["boats"],
        language="en_US",
        canonical_url=URL,
        access="free",
        lead_photo=Photo("lead", "https://ledger.example/a.jpg"),
        inline_photos=[Photo("inline", "https://ledger.example/b.jpg")],
        teasers=[Teaser(1, "more", "https://ledger.example/x-y-z/")],
    )
    named = set(article.answered_by)
    assert named == {
        "canonical_url",
        "headline",
        "dek",
        "kicker",
        "sections",
        "authors",
        "byline",
        "published",
        "modified",
        "language",
        "tags",
        "body",
        "lead_photo",
        "inline_photos",
        "teasers",
        "access",
    }
    assert set(article.answered_by.values()) == {"fixed"}
    raw = {answer.field: answer.raw for answer in article.answers}
    assert (raw["published"], raw["headline"]) == ("2025-03-28", "Boats go out")
    assert json.loads(raw["tags"]) == ["boats"]


# ---- one field's failure


def test_a_reader_that_raises_costs_its_own_field() -> None:
    def broken(page: Page) -> str:
        raise KeyError("dek")

    layers = {
        "outlet": {"dek": broken},
        "fixed": {name: (lambda page, value=value: value) for name, value in BASE.items()},
    }
    article = parse_article(
        Capture(url=URL, body=html().encode()), Outlet("ledger", "L", "https://ledger.example/", layers=layers)
    )
    assert article.headline == "Boats go out"
    assert article.dek is None
    assert [(failure.field, failure.layer, failure.error) for failure in article.failures] == [
        ("dek", "outlet", "KeyError: 'dek'")
    ]


def test_a_value_of_the_wrong_kind_is_a_parser_error() -> None:
    with pytest.raises(NotAnArticle) as refused:
        read(lead_photo="a.jpg")
    assert refused.value.reason == "parser_error"
    assert "AttributeError" in str(refused.value)


# ---- policies


@pytest.mark.parametrize(
    ("json_ld", "og", "h1", "chosen", "layer"),
    [
        ("Boats go out", "Boats: all you need to know", "Boats go out", "Boats go out", "generic"),
        ("Boats go out", "Boats go out | The Ledger", "HARBOUR", "Boats go out", "json_ld"),
        ("SEO title of boats", "Social title of boats", "Boats go out", "Boats go out", "generic"),
        ("Boats &amp;amp; quays", "Boats &amp; quays", "", "Boats & quays", "json_ld"),
        ("", "Boats go out | The Ledger", "", "Boats go out", "generic"),
    ],
)
def test_headline(json_ld: str, og: str, h1: str, chosen: str, layer: str) -> None:
    head = f"<meta property='og:title' content='{og}'><meta property='og:site_name' content='The Ledger'>"
    if json_ld:
        head += (
            f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": json_ld})}</script>'
        )
    article = parse(html(head, f"<article>{f'<h1>{h1}</h1>' if h1 else ''}{LONG}</article>"), URL)
    assert (article.headline, article.answered_by["headline"]) == (chosen, layer)


def test_displayed_headline_of_the_cms_beats_two_others() -> None:
    found = {
        "outlet": {"headline": lambda page: "Shown"},
        "json_ld": {"headline": lambda page: "Told"},
        "open_graph": {"headline": lambda page: "Told"},
        "generic": {"body": lambda page: BASE["body"]},
    }
    article = parse_article(
        Capture(url=URL, body=html().encode()), Outlet("l", "L", "https://ledger.example/", layers=found)
    )
    assert (article.headline, article.answered_by["headline"]) == ("Shown", "outlet")


def test_people_rather_than_the_publisher() -> None:
    node = {
        "@type": "NewsArticle",
        "author": {"@type": "Organization", "name": "The Ledger"},
        "publisher": {"name": "The Ledger"},
    }
    head = f'<script type="application/ld+json">{json.dumps(node)}</script><meta name="author" content="Leo Park">'
    article = parse(html(head), URL)
    assert article.authors == (Author("Leo Park"),)
    assert article.answered_by["authors"] == "open_graph"


@pytest.mark.parametrize(
    ("kicker", "sections", "found"),
    [
        ("Reporting | Harbour", ["City"], ("Reporting", "Harbour")),
        ("Harbour", ["City"], ("City",)),
        ("Harbour", None, ("Harbour",)),
        (None, ["City", "City"], ("City",)),
        ("| Harbour |", ["City"], ("City",)),
        (None, None, ()),
    ],
)
def test_sections(kicker: str | None, sections: list[str] | None, found: tuple[str, ...]) -> None:
    article = read(kicker=kicker, sections=sections)
    assert (article.kicker, article.sections) == (kicker, found)


@pytest.mark.parametrize(
    ("published", "modified", "fetched_at", "iso", "flags"),
    [
        ("2025-03-28T12:00:00Z", None, None, "2025-03-28T12:00:00+00:00", ()),
        ("2025-03-28", None, None, "2025-03-28T00:00:00+00:00", ("date_only",)),
        ("0001-01-01T00:00:00Z", None, None, None, ("date_unreadable",)),
        ("2099-01-01T00:00:00Z", None, "2025-04-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00", ("date_future",)),
        ("2025-04-02T00:00:00Z", None, "2025-04-01T00:00:00+00:00", "2025-04-02T00:00:00+00:00", ()),
        ("2099-01-01T00:00:00Z", None, None, "2099-01-01T00:00:00+00:00", ()),
        (
            "2025-03-28T12:00:00Z",
            "2025-03-27T12:00:00Z",
            None,
            "2025-03-28T12:00:00+00:00",
            ("modified_before_published",),
        ),
    ],
)
def test_dates(
    published: str, modified: str | None, fetched_at: str | None, iso: str | None, flags: tuple[str, ...]
) -> None:
    article = read(fetched_at, published=published, modified=modified)
    assert (article.published, article.published_raw, article.flags) == (iso, published, flags)


def test_lead_photo_is_merged_only_with_the_same_picture() -> None:
    layers: dict[str, Layer] = {
        "json_ld": {"lead_photo": lambda page: Photo("lead", "https://cdn.example/harbour-boats.jpg?w=9")},
        "open_graph": {"lead_photo": lambda page: Photo("lead", "https://x.example/other-picture.jpg", alt="Other")},
        "generic": {
            "lead_photo": lambda page: Photo(
                "lead", "https://ledger.example/harbour-boats.jpg", caption="Boats. (Leo Park/AP)"
            ),
            "headline": lambda page: "Boats",
            "body": lambda page: BASE["body"],
        },
    }
    article = parse_article(
        Capture(url=URL, body=html().encode()), Outlet("l", "L", "https://ledger.example/", layers=layers)
    )
    (lead,) = article.photos
    assert (lead.caption, lead.credit, lead.agency, lead.alt) == ("Boats.", "Leo Park/AP", "AP", None)


def test_caption_that_is_the_credit() -> None:
    article = read(
        lead_photo=Photo(
            "lead", "https://ledger.example/a.jpg", caption="Photo by Leo Park", credit="Photo by Leo Park"
        )
    )
    assert (article.photos[0].caption, article.photos[0].credit) == (None, "Leo Park")
    assert "credit_equals_caption" in article.flags


@pytest.mark.parametrize(
    ("named", "canonical", "flags"),
    [
        (URL, URL, ()),
        ("http://www.ledger.example/boats-go-out?utm_source=x", URL, ()),
        ("https://ledger.example/2019/boats-go-out/", "https://ledger.example/2019/boats-go-out/", ()),
        ("https://ledger.example/", None, ("canonical_refused",)),
        ("https://elsewhere.example/boats-go-out/", None, ("canonical_refused",)),
        ("javascript:alert(1)", None, ()),
        (None, None, ()),
    ],
)
def test_canonical_url(named: str | None, canonical: str | None, flags: tuple[str, ...]) -> None:
    article = read(canonical_url=named)
    assert (article.canonical_url, article.flags) == (canonical, flags)


def test_body_is_the_articles_own_text() -> None:
    blocks = [
        Block("paragraph", "A dek"),
        Block("paragraph", "They  left\u00a0at dawn.\x00"),
        Block("paragraph", "Top photo credit: Boats (Leo Park)"),
        Block("paragraph", "Other boats come home"),
        Block("paragraph", "keep readingShow less"),
        Block("paragraph", " "),
        Block("heading", "Boats go out"),
    ]
    article = read(
        dek="A dek",
        body=blocks,
        lead_photo=Photo("lead", "https://ledger.example/a.jpg", credit_line="Top photo credit: Boats (Leo Park)"),
        teasers=[Teaser(1, "more", "https://ledger.example/other/", "Other boats come home", excerpt=("First words",))],
    )
    assert [(block.type, block.text) for block in article.body] == [
        ("paragraph", "They left at dawn."),
        ("heading", "Boats go out"),
    ]
    assert article.text == "They left at dawn.\n\nBoats go out"


def test_description_that_starts_the_body_is_no_dek() -> None:
    start = "Paragraph 0 tells how the boats left the harbour before dawn, and"
    assert parse(html(f"<meta property='og:description' content='{start}…'>"), URL).dek is None
    assert (
        parse(html("<meta property='og:description' content='The council had warned them.'>"), URL).dek
        == "The council had warned them."
    )


# ---- what is no article


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
        (html() + "<p class=", None),
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


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<article>",
            "<h1>Boats</h1>",
            "<a href='/x'>x</a>",
            "<script type='application/ld+json'>",
            "</script>",
            '{"@type":"NewsArticle",',
            '"headline":["x"]',
            "}",
            "<figure>",
            "<img src=x>",
            "<template>",
            "<table><tr><td>",
            "text of some length. " * 5,
            "<!--",
            "-->",
            "<time datetime='x'>",
            "&#0;",
            "\ud800",
            "\x00",
            "<meta property=og:title content='T'>",
            "<base href='//['>",
            "</html>",
            "<",
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(MARKUP | st.text(max_size=200) | st.binary(max_size=200), st.text(max_size=30))
def test_parse_raises_not_an_article_and_nothing_else(page: str | bytes, url: str) -> None:
    try:
        article = parse(page, url)
    except NotAnArticle as refused:
        assert refused.reason != "parser_error", refused
    else:
        assert article.headline and article.body
