"""Links to other articles as page builders, newsletters and hosted systems set them."""

from __future__ import annotations

import pytest
from any_page import LINES, PARAGRAPHS, TEXT, read, texts, whole

RELATED = [("Boxty for beginners", "boxty"), ("Carrageen pudding", "carrageen"), ("The ice auction", "ice-auction")]


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>You may also like</h2>",
        "<div><h2>Recent posts</h2></div>",
        "<h2>Recent posts</h2><a href='/news/'>See all</a>",
        "<div><h2>Recent posts</h2><a href='/news/'>See all</a></div>",
    ],
)
def test_short_headlines_beside_the_own_article(heading: str) -> None:
    rows = "".join(f"<li><a href='/news/{slug}'>{headline}</a></li>" for headline, slug in RELATED)
    found = read(below=f"<aside>{heading}<ul>{rows}</ul></aside>").teasers
    assert [teaser.headline for teaser in found] == [headline for headline, _ in RELATED]


def test_a_label_in_a_link_is_none_of_its_headline() -> None:
    link = "<a href='/news/rhino-count-crosses-3000'>Also Read: <b>Rhino count crosses</b></a>"
    found = read(text=f"{TEXT}<div class='also-read'>{link}</div>").teasers
    assert [teaser.headline for teaser in found] == ["Rhino count crosses"]


CARDS = [
    ("Six whales in the sound of Norstrand", "Fishermen counted them at dawn on Sunday, and then again at noon.")
] * 6


def test_a_page_that_calls_itself_an_article_keeps_two_paragraphs_above_six_cards() -> None:
    cards = "".join(
        f"<div class='card'><a href='/news/whales-in-the-sound-{number}'><img src='/w.jpg'></a>"
        f"<h4><a href='/news/whales-in-the-sound-{number}'>{headline}</a></h4><p>{excerpt}</p></div>"
        for number, (headline, excerpt) in enumerate(CARDS)
    )
    text = "".join(PARAGRAPHS[:2])
    box = f"<div class='more'><h3>More stories</h3>{cards}</div>"
    head = "<meta property='og:type' content='article'>"
    article = whole(f"<article><h1>The tide came in over the quay</h1>{text}{box}</article>", head)
    assert texts(article) == LINES[:2]
    assert len(article.teasers) == 6


def test_neighbours_under_a_bare_label_are_teasers_and_no_tags() -> None:
    links = "<a href='/news/the-ferry-stays'>The ferry stays</a><a href='/news/a-pier-at-last'>A pier at last</a>"
    found = read(below=f"<nav class='suite'><p>À lire aussi</p>{links}</nav>")
    assert [teaser.headline for teaser in found.teasers] == ["The ferry stays", "A pier at last"]
    assert found.tags == ()


def test_a_way_to_the_neighbour_is_no_headline() -> None:
    way = (
        "<div class='nav-previous'><a href='/news/the-eel-count' rel='prev'><span>&larr;</span> Previous Post</a></div>"
    )
    assert read(below=way).teasers == ()


def test_a_heading_such_as_more_from_here_in_dutch() -> None:
    rows = "<li><a href='/r/kerkklok-luidt-weer~a5'>Kerkklok luidt weer na storm</a></li>"
    assert [
        one.headline for one in read(below=f"<section><h2>Meer uit Norstrand</h2><ul>{rows}</ul></section>").teasers
    ]


def test_links_in_paragraphs_below_their_heading() -> None:
    links = "".join(f"<p><a href='/news/{slug}-of-norstrand'>{headline} here</a></p>" for headline, slug in RELATED)
    found = read(below=f"<div class='side'><h3>Related articles</h3>{links}</div>").teasers
    assert [teaser.headline for teaser in found] == [f"{headline} here" for headline, _ in RELATED]


@pytest.mark.parametrize(
    "heading", ["Notas relacionadas", "Notícias relacionadas", "Articoli correlati", "Gerelateerd"]
)
def test_two_cards_under_a_heading(heading: str) -> None:
    cards = "".join(
        f"<article><h4><a href='/{slug}-de-la-quebrada-honda/'>{headline} de la quebrada</a></h4></article>"
        for headline, slug in RELATED[:2]
    )
    assert len(read(below=f"<section><div><h3>{heading}</h3><div>{cards}</div></div></section>").teasers) == 2
