"""The head of an article on a page that tells nothing of itself: no metadata, odd names, several headings."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Article

URL = "https://www.norstrand.example/town/the-harbour-is-to-grow"
HEADLINE = "The harbour of Norstrand is to grow"
TEXT = "".join(
    f"<p>The harbour is to grow next year, the council decided as its item {number} in the evening, after a long"
    " debate about costs and use.</p>"
    for number in range(6)
)


def read(body: str, title: str = f"{HEADLINE} – The Norstrand Post") -> Article:
    return parse(f"<html><head><title>{title}</title></head><body>{body}</body></html>", URL)


@pytest.mark.parametrize(
    "above",
    [
        '<header><a href="/"><h1 class="logo">The Norstrand Post</h1></a></header>',
        '<header><h1><a href="/">The Norstrand Post</a></h1></header>',
        '<h1 class="page_ttl is_blind">Article view</h1>',
        '<h1 class="screen-out">News in detail</h1>',
    ],
)
def test_a_heading_of_the_house_is_no_headline(above: str) -> None:
    assert read(f"{above}<main><div><h2>{HEADLINE}</h2></div><div>{TEXT}</div></main>").headline == HEADLINE


def test_the_last_step_of_a_breadcrumb_is_told_from_the_sections_of_the_title() -> None:
    crumbs = f'<nav><ol><li><a href="/town">Town</a></li><li><h1><a href="{URL}">{HEADLINE}</a></h1></li></ol></nav>'
    page = f"<header>{crumbs}</header><main><h2><span>A longer quay</span></h2><div>{TEXT}</div></main>"
    assert read(page, f"{HEADLINE} | post.example | Town").headline == HEADLINE


def test_a_label_in_the_heading_is_none_of_the_headline() -> None:
    assert read(f"<main><h1><span>Town :</span> {HEADLINE}</h1><div>{TEXT}</div></main>").headline == HEADLINE


def test_a_headline_that_is_no_heading_but_marked_as_one() -> None:
    page = read(f'<main><div itemprop="headline">{HEADLINE}</div><div>{TEXT}</div></main>', "The Norstrand Post")
    assert (page.headline, len(page.body), page.failures) == (HEADLINE, 6, ())


def test_a_heading_that_says_more_than_the_title_stays_whole() -> None:
    told = f"Council: {HEADLINE}"
    assert read(f"<main><h1>{told}</h1><div>{TEXT}</div></main>").headline == told


@pytest.mark.parametrize("name", ["ArticleModuleTeaser__{}", "sidebar-grid__{}", "latest-{}"])
def test_the_head_of_an_article_may_be_named_as_other_articles_are(name: str) -> None:
    head = (
        f'<header class="{name.format("header")}"><h1 class="{name.format("headline")}">{HEADLINE}</h1>'
        f'<div class="{name.format("author")} author"><span>By</span> <a href="/by/ada">Ada Brandt</a></div></header>'
    )
    assert [one.name for one in read(f"<main>{head}<div>{TEXT}</div></main>").authors] == ["Ada Brandt"]


def test_a_card_below_the_text_does_not_tell_the_author_though_the_head_has_its_name() -> None:
    head = f'<h1 class="teaser__headline">{HEADLINE}</h1>'
    card = (
        '<div class="teaser__card"><a href="/b"><h3>The ferry stops</h3></a><span class="author">Ben Arlt</span></div>'
    )
    assert read(f"<main><article>{head}<div>{TEXT}</div>{card}</article></main>").authors == ()


@pytest.mark.parametrize("name", ["label", "tag", "flag", "topic", "type", "thema", "article-tag"])
@pytest.mark.parametrize(
    ("text", "kicker"),
    [
        ("Reportage", "Reportage"),
        ("Faits divers", "Faits divers"),
        ("Kommentar:", "Kommentar"),
        ("Opinion: Boats", "Opinion: Boats"),
        ("By Design", "By Design"),
        ("Menu", None),
        ("Your location", None),
        ("Location: Quay", None),
        ("Reading time: short", None),
        ("Photo by Jane Roe", None),
        ("By Wiebke Harms, Staff Writer", None),
        ("By AFP", None),
        ("Ada Brandt", None),
    ],
)
def test_a_label_right_before_the_headline_is_its_kicker(name: str, text: str, kicker: str | None) -> None:
    label, rest = f"<span class='{name}'>{text}</span>", f"<h1>{HEADLINE}</h1><div>{TEXT}</div>"
    assert read(f"<main>{label}<!-- -->{rest}</main>").kicker == kicker
    assert read(f"<main><div><p>{label}</p>{rest}</div></main>").kicker == kicker
    assert read(f"<div><p>{label}</p></div><main><div>{rest}</div></main>").kicker is None


@pytest.mark.parametrize("text", ["By Design", "Opinion: Boats"])
def test_a_section_may_have_a_colon_or_begin_like_a_byline(text: str) -> None:
    page = f"<main><article><h1>{HEADLINE}</h1><div class='section'>{text}</div><div>{TEXT}</div></article></main>"
    assert read(page).sections == (text,)
