"""The public `parse`: a function of the page, whatever the page is, that costs a field where a reader fails."""

import json
import pickle
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_pages import BASE, LONG, URL, html, read

from qiosk_scraper import parse
from qiosk_scraper.items import Capture, NotAnArticle, Photo, Teaser
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.page import Page
from qiosk_scraper.parse import parse_article


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


@settings(max_examples=150)
@given(MARKUP | st.text(max_size=200) | st.binary(max_size=200), st.text(max_size=30))
def test_parse_raises_not_an_article_and_nothing_else(page: str | bytes, url: str) -> None:
    try:
        article = parse(page, url)
    except NotAnArticle as refused:
        assert refused.reason != "parser_error", refused
    else:
        assert article.headline and article.body
