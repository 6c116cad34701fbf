"""RebelMouse pages: which post is the page's, and what is printed around its headline."""

from __future__ import annotations

import pytest
from rebelmouse_markup import BRIEF, HEAD, READ, URL, block, body, listed, page, post, texts

from qiosk_scraper.items import Author, Capture
from qiosk_scraper.layers import layers_for
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.page import Page
from qiosk_scraper.parse import parse_article

# Which post is the main one


@pytest.mark.parametrize(
    ("main", "head"),
    [
        (post(HEAD + body("<p>Mine.</p>"), widget="", source="current_post"), ""),
        (
            post(HEAD + body("<p>Mine.</p>"), widget="", source="None"),
            "<script>var b = '/res/bootstrap/data.js?post_id=2600000001&resource_id=pp_2600000001';</script>",
        ),
        (
            post(HEAD + body("<p>Mine.</p>"), widget="", source="None"),
            '<script>window.REBELMOUSE_BOOTSTRAP_DATA = {"post": {"id": 2600000001}};</script>',
        ),
        (post(HEAD + body("<p>Mine.</p>"), source="None"), ""),
        (
            post(
                HEAD.replace("<span", f'<a href="{URL}"').replace("</span>", "</a>") + body("<p>Mine.</p>"),
                widget="",
                source="None",
            ),
            "",
        ),
        (post(HEAD + body("<p>Mine.</p>"), widget="", source="None"), ""),
        (
            post(HEAD.replace("widget__headline", "headline") + body("<p>Mine.</p>"), widget="", source="None"),
            '<meta property="og:title" content="A kite is lost">',
        ),
    ],
    ids=[
        "current_post block",
        "bootstrap address",
        "bootstrap data",
        "post-partial",
        "own link",
        "only h1",
        "headline class of 2019",
    ],
)
def test_main_post_is_found_by_any_of_its_signs(main: str, head: str) -> None:
    others = block(
        listed("2600000002", "Another one", BRIEF.format("")), listed("2600000003", "A third", BRIEF.format(""))
    )
    read = page(others + main + others, head=head)
    assert READ["headline"](read) == "A kite is lost"
    assert texts(read) == ["Mine."]


def test_split_post_is_joined_and_its_body_read_once() -> None:
    read = page(post(HEAD) + post(body("<p>One.</p>")) + post(body("<p>One.</p>")) + post(body("<p>Two.</p>")))
    assert READ["headline"](read) == "A kite is lost"
    assert texts(read) == ["One.", "Two."]


def test_main_post_listed_again_in_the_sidebar_adds_nothing() -> None:
    again = block(
        listed("2600000001", "A kite is lost", '<a class="social-author__name">Somebody Else</a>'), source="qiosk"
    )
    author = '<div class="social-author"><a class="social-author__name" href="/u/me">Me Myself</a></div>'
    read = page(post(HEAD + author + body("<p>Mine.</p>")) + again)
    assert READ["authors"](read) == [Author("Me Myself", "https://paper.example/u/me")]
    assert READ["teasers"](read) == []


def test_home_page_with_one_card_is_about_no_post() -> None:
    read = page(block(listed("2600000002", "Only card", tag="h1")), url="https://paper.example/")
    assert READ["headline"](read) is None
    assert [teaser.headline for teaser in READ["listing"](read)] == ["Only card"]


# Dek, labels, authors


@pytest.mark.parametrize(
    "dek",
    [
        '<div class="widget__subheadline"><h2 class="widget__subheadline-text h2"><p>Below it</p></h2></div>',
        '<div class="widget__subheadline"><h2 class="widget__subheadline-text h2">Below it</h2></div>',
        '<h2 class="widget__subheadline-text h2"><p>Below it</p></h2>',
        '<h2 class="widget__subheadline"><p>Below it</p></h2>',
    ],
)
def test_dek_with_and_without_a_paragraph_inside(dek: str) -> None:
    read = page(post(HEAD + dek + body("<p>Text.</p>")))
    assert READ["dek"](read) == "Below it"
    assert texts(read) == ["Text."]


@pytest.mark.parametrize(
    ("label", "kicker", "sections"),
    [
        (
            '<a class="widget__section" href="/r/">Reporting</a> | <a class="widget__section" href="/q/">QiOSK</a>',
            "Reporting | QiOSK",
            ["Reporting", "QiOSK"],
        ),
        (
            '<div><a class="widget__section" href="/r/">Reporting</a><a class="widget__section" href="/q/">QiOSK</a>'
            "</div>",
            "Reporting | QiOSK",
            ["Reporting", "QiOSK"],
        ),
        ('<a class="widget__section" href="/e/">Analysis | Europe</a>', "Analysis | Europe", ["Analysis", "Europe"]),
        ('<div class="post-kicker">Analysis | Europe</div>', "Analysis | Europe", ["Analysis", "Europe"]),
        (
            '<div class="all-related-sections"><a href="/a/">Analysis</a><span>|</span><a href="/e/">Europe</a></div>',
            "Analysis | Europe",
            ["Analysis", "Europe"],
        ),
        ("<div><span>Reporting</span> | <span>QiOSK</span></div>", "Reporting | QiOSK", ["Reporting", "QiOSK"]),
        ("<p>Reporting | QiOSK</p>", "Reporting | QiOSK", ["Reporting", "QiOSK"]),
        ('<h4><a href="/europe/">Europe</a></h4>', "Europe", ["Europe"]),
        (
            '<div class="all-related-sections"><a href="/r/">Reporting</a><a href="/q/">QiOSK</a></div>',
            "Reporting | QiOSK",
            ["Reporting", "QiOSK"],
        ),
        ("", None, ["Europe"]),
    ],
)
def test_label_line_whatever_it_is_made_of(label: str, kicker: str | None, sections: list[str]) -> None:
    for order in (HEAD + label, label + HEAD):
        read = page(post(order + body("<p>Text.</p>"), category="Europe"))
        assert READ["kicker"](read) == kicker
        assert READ["sections"](read) == sections


def test_sections_listed_below_the_text_are_no_label_line() -> None:
    read = page(
        post(
            HEAD
            + body("<p>Text.</p>")
            + '<div class="all-related-sections"><a href="/r/">River</a><a href="/s/">Sea</a></div>',
            category="River",
        )
    )
    assert READ["kicker"](read) is None
    assert READ["sections"](read) == ["River", "Sea"]


@pytest.mark.parametrize(
    "byline",
    [
        '<div class="social-author"><a class="social-author__name" href="/a/">Ann Lee</a></div><div '
        'class="social-author"><span class="social-author__name">Bo Ray</span></div>',
        '<div class="post-author-list"><div class="post-author"><a class="post-author__name" href="/a/">Ann Lee</a>'
        '</div><div class="post-author"><span class="post-author__name">Bo Ray</span></div></div>',
        '<div class="custom-author__name-desc"><a href="/a/">Ann Lee</a> <a>Bo Ray</a></div>',
    ],
)
def test_authors_in_all_layouts(byline: str) -> None:
    bio = '<div class="author-bio"><a class="social-author__name" href="/a/">Ann Lee of Somewhere</a></div>'
    related = block(
        listed(
            "2600000002",
            "Other",
            '<div class="social-author"><a class="social-author__name">Not Me</a></div>' + BRIEF.format(""),
        )
    )
    read = page(post(HEAD + byline) + post(body("<p>Text.</p>") + bio) + related)
    assert READ["authors"](read) == [Author("Ann Lee", "https://paper.example/a/"), Author("Bo Ray")]


def test_recognised_by_its_markup_and_nothing_else() -> None:
    outlet = Outlet("paper", "Paper", "https://paper.example/")
    assert "rebelmouse" in layers_for(page(post(HEAD)), outlet)
    plain = Page(
        Capture(
            url=URL,
            body=b"<html><body><article><h1>A</h1><p>We moved away from RebelMouse.</p></article></body></html>",
        )
    )
    assert list(layers_for(plain, outlet)) == ["json_ld", "open_graph", "generic", "app_data", "embedded"]


def test_an_outlets_own_reader_stands_in_front_of_those_of_its_system() -> None:
    outlet = Outlet("p", "P", "https://paper.example/", layers={"outlet": {"kicker": lambda page: page.text(".own")}})
    own = f"{HEAD}<p class=own>Wind</p>{body('<p>The kite is gone.</p>')}"
    read = parse_article(page(post(own)).capture, outlet)
    assert (read.kicker, read.answered_by["kicker"]) == ("Wind", "outlet")
    assert read.answered_by["headline"] == read.answered_by["body"] == "rebelmouse"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Correction: The kite was blue.", None),
        ("Correction, March 3, 2025: The kite was blue.", "March 3, 2025"),
        ("UPDATE (March 5): Found.", "March 5"),
        ("Editor’s note: We flew it.", None),
        ("Clarification — It was a drone.", None),
        ("Korrektur: Der Drachen war blau.", None),
        ("Fe de errores: Era azul.", None),
        ("Rectificatif : il était bleu.", None),
        ("訂正：青い凧でした。", None),
        ("This article has been updated to name the owner.", None),
    ],
)
def test_notes_are_corrections_and_stay_in_the_body(text: str, date: str | None) -> None:
    read = page(post(HEAD + body(f"<p>One.</p><p><em>{text}</em></p>")))
    assert [(note.text, note.date) for note in READ["corrections"](read)] == [(text, date)]
    assert texts(read)[-1] == text


@pytest.mark.parametrize(
    "text",
    [
        "Updates on the harbour are rare.",
        "Corrections officers went on strike.",
        "Update on the bridge: three boats are back in the water.",
    ],
)
def test_prose_is_no_correction(text: str) -> None:
    assert READ["corrections"](page(post(HEAD + body(f"<p>{text}</p><p>Two.</p>")))) == []


@pytest.mark.parametrize(
    ("authors", "byline"),
    [
        (
            '<div class="post-author-list"><a class="social-author__name">Ann Lee</a><div class="social-author__bio">'
            '<p>She flies kites.</p></div><a class="social-author__name">Bo Ray</a></div>',
            "Ann Lee, Bo Ray",
        ),
        (
            '<div class="post-author-list"><div class="post-author"><a class="post-author__name">Ann Lee</a></div>'
            '<div class="post-author"><a class="post-author__name">Bo Ray</a></div></div>',
            "Ann Lee, Bo Ray",
        ),
        (
            '<div class="post-author-list">By <a class="post-author__name">Ann Lee</a> and '
            '<a class="post-author__name">Bo Ray</a></div>',
            "By Ann Lee and Bo Ray",
        ),
        ('<div class="social-author"><span class="social-author__name">By Ann Lee</span></div>', "By Ann Lee"),
    ],
)
def test_the_byline_is_that_of_the_names(authors: str, byline: str) -> None:
    assert READ["byline"](page(post(HEAD + authors + body("<p>Text.</p>")))) == byline
