"""What page builders, newsletters and hosted systems print around the headline: byline, date, label, section."""

from __future__ import annotations

import json

import pytest
from any_page import PARAGRAPHS, names, read, whole


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        ("<div class='ar_by'><span class='ar_by_n'>Ada Brandt</span></div>", ["Ada Brandt"]),
        ("<p class='meta'>Ada Brandt | 14 January 2025</p>", ["Ada Brandt"]),
        ("<p class='meta'>14 Jan 2025 · Ada Brandt · 3 min read</p>", ["Ada Brandt"]),
        (
            "<p class='info'><time>06.03.2025 08:15</time> von Ada Brandt <span>(Kommentare: 4)</span></p>",
            ["Ada Brandt"],
        ),
        ("<div><p>Ada Brandt</p><p>May 18, 2025</p></div>", ["Ada Brandt"]),
        ("<div>Interview by Ada Brandt | 2 July 2022</div>", ["Ada Brandt"]),
        (
            "<ul><li>March 3, 2025</li><li><a href='/experts/ada'>Ada Brandt</a></li>"
            "<li><a href='/experts/leo'>Leo Park</a></li></ul>",
            ["Ada Brandt", "Leo Park"],
        ),
        ("<div><span>Ada Brandt</span><span>|</span><span>30 enero, 2025</span></div>", ["Ada Brandt"]),
        ("<div><span>Story by Ada Brandt</span><span>Posted on 21 September 2023</span></div>", ["Ada Brandt"]),
        (
            "<div class='article__authors'><div class='article__author'><span class='article__author-name'>Ada Brandt"
            "</span><span class='article__author-title'>Redaktør</span></div></div>",
            ["Ada Brandt"],
        ),
        ("<p class='meta'>Human Rights | 14 January 2025</p>", []),
        ("<div><p>Real Estate</p><p>May 18, 2025</p></div>", []),
        ("<p class='meta'>Cape Tidewick Harbour | 14 January</p>", []),
        ("<p><span>Published: 12/06/2023 14:05</span> <span>Words: Ada Brandt</span></p>", ["Ada Brandt"]),
        ("<ul><li>Reporting by <a href='/team/ada'>Ada Brandt</a></li></ul>", ["Ada Brandt"]),
        (
            "<p>Words <a href='/writers/ada'>Ada Brandt</a><br>Photographs <a href='/writers/leo'>Leo Park</a></p>",
            ["Ada Brandt"],
        ),
        (
            "<div class='byline'><div><address><span class='firstname'>Ada </span><span class='lastname'>Brandt</span>"
            "</address><div class='description'>Lærer, Nørre Lyby</div></div></div>",
            ["Ada Brandt"],
        ),
    ],
)
def test_bylines(above: str, authors: list[str]) -> None:
    assert names(read(above)) == authors


def test_a_government_names_its_department() -> None:
    head = "<meta name='DC.Creator' content='corporateName=Department of Tides; jurisdiction=Norstrand'>"
    assert names(read(head=head)) == ["Department of Tides"]


def test_a_time_without_a_zone_gives_way_to_the_same_with_one() -> None:
    told = {"@type": "NewsArticle", "headline": "The tide came in", "datePublished": "Mon, 03/10/2025 - 17:45"}
    head = f"<script type='application/ld+json'>{json.dumps(told)}</script>"
    assert read("<div class='date'>10 March 2025, 17:45 CET</div>", head).published == "2025-03-10T16:45:00+00:00"
    seconds = head.replace("Mon, 03/10/2025 - 17:45", "2025/03/10 17:45:05")
    assert read("<div class='date'>10 March 2025, 17:45 CET</div>", seconds).published == "2025-03-10T16:45:05+00:00"
    assert read("<div class='date'>10 March 2025, 17:50 CET</div>", head).published == "2025-03-10T17:45:00+00:00"


def test_the_time_of_an_update_tells_no_zone_of_another_time() -> None:
    told = {"@type": "NewsArticle", "headline": "The tide came in", "datePublished": "2025-05-03T10:00:00"}
    head = f"<script type='application/ld+json'>{json.dumps(told)}</script>"
    article = read("<p>Updated <time datetime='2025-05-03T15:00:00+02:00'>15:00</time></p>", head)
    assert article.published == "2025-05-03T10:00:00+00:00"
    assert "date_no_zone" in article.flags


@pytest.mark.parametrize(
    ("above", "kicker"),
    [
        ("<a class='gh-article-tag' href='/tag/economy/'>Economy</a>", "Economy"),
        ("<div class='labels'><span class='label'>Ferry</span></div>", "Ferry"),
        ("<span class='cat-links'><span>Posted in</span> <a href='/category/tides/'>Tides</a></span>", "Tides"),
        ("<span class='occhiello'>Cronaca</span>", "Cronaca"),
        ("<div class='hero__type'>Policy Paper</div>", "Policy Paper"),
        ("<a class='label' href='/tides/'>Tides</a><span class='label'>For Subscribers</span>", "Tides"),
        ("<span class='label'>12 May 2025</span>", None),
        ("<div class='category'><a href='/a'>Tides</a> <a href='/b'>Quays</a></div>", None),
        ("<div class='breadcrumb'><span class='section'>Tides</span></div>", None),
    ],
)
def test_the_label_right_above_the_headline(above: str, kicker: str | None) -> None:
    page = f"<main><article>{above}<h1>The tide came in</h1><div>{''.join(PARAGRAPHS)}</div></article></main>"
    assert whole(page).kicker == kicker


@pytest.mark.parametrize("name", ["label", "tag", "type", "flag", "cat"])
@pytest.mark.parametrize("text", ["Menu", "Search", "EN", "Text size", "Your location", "By Ada Brandt", "Photo: Jane"])
def test_a_label_of_the_page_is_no_kicker(name: str, text: str) -> None:
    page = f"<main><div class='{name}'>{text}</div><h1>The tide came in</h1><div>{''.join(PARAGRAPHS)}</div></main>"
    article = whole(page)
    assert (article.kicker, article.sections) == (None, ())


def test_a_label_that_the_address_or_the_data_tell_is_a_kicker() -> None:
    page = "<main><div class='label'>{}</div><h1>The tide came in</h1><div>" + "".join(PARAGRAPHS) + "</div></main>"
    assert whole(page.format("News")).kicker == "News"  # /news/…
    assert whole(page.format("Ferry"), "<meta property='article:section' content='Ferry'>").kicker == "Ferry"


@pytest.mark.parametrize("text", ["By Ada Brandt", "Reading time: short"])
def test_a_line_in_a_box_called_a_section_is_none(text: str) -> None:
    assert read(f"<div class='section'>{text}</div>").sections == ()
    assert read("<div class='section'>Tides</div>").sections == ("Tides",)


def test_a_section_may_be_called_home() -> None:
    assert read(head="<meta property='article:section' content='Home'>").sections == ("Home",)


def test_sections_of_a_block_theme_are_no_tags() -> None:
    terms = "<div class='taxonomy-category'><a href='/category/tides/' rel='tag'>Tides</a></div>"
    made = "<article class='hentry type-post'><img src='/wp-content/a.jpg'>"
    page = f"<main>{made}{terms}<h1>The tide came in</h1><div>{''.join(PARAGRAPHS)}</div></article></main>"
    assert whole(page, "<meta name='news_keywords' content='ferries, quays'>").tags == ("ferries", "quays")


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p><span class='list-date'>29.02.2024</span> <span class='list-category'><span>Tides</span></span></p>", ""),
        ("", "<div>In <a href='/blog/category/Tides'>Tides</a></div>"),
        ("", "<div><span>Published in</span> <a href='/tides'>Tides</a></div>"),
    ],
)
def test_sections_printed_below(above: str, below: str) -> None:
    page = f"<main><article><h1>The tide came in</h1>{above}<div>{''.join(PARAGRAPHS)}</div>{below}</article></main>"
    assert whole(page).sections == ("Tides",)
