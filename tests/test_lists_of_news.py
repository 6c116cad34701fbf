"""The article's own heading, byline and moment, on pages that print those of others, or of quoted posts, too."""

from __future__ import annotations

import pytest
from any_page import TEXT, names, whole

_TEXT = f"<div class='copy'>{TEXT}</div>"


def test_no_link_of_a_list_of_news_is_the_heading() -> None:
    mine = "<h1><a href='/story?id=7'>Tide Came In, Quay Says</a></h1>"
    other = "<h1><a href='/story?id=8'>Bridge shut until the spring</a></h1>"
    items = "".join(f"<article class='feed-item'>{one}</article>" for one in (mine, other))
    feed = f"<section id='feed'>{items}</section>"
    own = f"<section><article><h1>The tide came in</h1><p class='byline'>By Ada Brandt</p>{_TEXT}</article></section>"
    article = whole(feed + own, '<meta property="og:title" content="Tide Came In, Quay Says">')
    assert article.headline == "The tide came in"
    assert names(article) == ["Ada Brandt"]


def test_the_paragraph_in_an_h1_is_the_heading() -> None:
    told = '<meta property="og:title" content="The tide came in again over Saint Remy quay">'
    article = whole(f"<article><h1><p>The tide came in again over Saint Rémy quay</p></h1>{_TEXT}</article>", told)
    assert article.headline == "The tide came in again over Saint Rémy quay"
    assert all("Saint Rémy" not in block.text for block in article.body)


def test_the_marked_headline_below_a_short_one() -> None:
    heads = (
        "<h1 itemprop='alternativeHeadline'>The tide came in</h1>"
        "<h2 itemprop='headline'>Why the tide came in over the quay, and what comes next</h2>"
    )
    told = '<meta property="og:title" content="Why the tide came in over the quay, and what comes next">'
    article = whole(f"<article><header>{heads}</header>{_TEXT}</article>", told)
    assert article.headline == "Why the tide came in over the quay, and what comes next"


def test_a_shorter_headline_for_sharing_is_none_of_the_page() -> None:
    told = "".join(
        f'<meta {name}="Tide came in">' for name in ('property="og:title" content', 'name="twitter:title" content')
    )
    assert whole(f"<article><h1>The tide came in</h1>{_TEXT}</article>", told).headline == "The tide came in"


def test_byline_and_moment_in_the_foot_of_the_head() -> None:
    foot = (
        "<footer class='meta'><p class='byline'>By <a rel='author' href='/staff/ada'>Ada Brandt</a></p>"
        "<p class='timestamp'><time datetime='2016-10-04T05:07-0400'>10/04/16 05:07 AM EDT</time></p></footer>"
    )
    title = f"<header><h1>The tide came in</h1><p class='sub'>{'A wet quay. ' * 8}</p></header>"
    head = f"<div class='summary'>{title}{foot}</div>"
    article = whole(f"<div class='story-text'><div class='intro'>{head}</div>{TEXT}</div>")
    assert names(article) == ["Ada Brandt"]
    assert article.published == "2016-10-04T09:07:00+00:00"


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_moment_of_a_quoted_post_is_none_of_the_article(place: str) -> None:
    post = (
        "<blockquote class='post-embed'><p>Wet feet (@ada) on <time datetime='2016-12-05T17:10:10+00:00'>"
        "Dec 5, 2016</time></p></blockquote>"
    )
    text = post + TEXT if place == "before" else TEXT + post
    head = "<h1>The tide came in</h1><time class='published'>December 7, 2016 @ 3:53 PM</time>"
    article = whole(f"<article><header>{head}</header><div class='copy'>{text}</div></article>")
    assert (article.published or "").startswith("2016-12-07")


def test_the_maker_of_a_picture_is_no_author() -> None:
    picture = (
        "<div itemscope itemtype='http://schema.org/ImageObject'><img src='/quay.jpg' width='800' height='500'>"
        "<meta itemprop='author' content='Leo Park'><div class='caption'>The quay</div></div>"
    )
    byline = "<div class='source' itemprop='author' itemscope itemtype='http://schema.org/Person'>Ada Brandt</div>"
    article = whole(f"<article><h1>The tide came in</h1>{byline}{picture}{_TEXT}</article>")
    assert names(article) == ["Ada Brandt"]


def test_a_first_paragraph_above_lines_of_code_stays() -> None:
    first = "You have surely seen lines like the following many times while you wrote your own."
    told = f'<meta name="description" content="{first}"><meta property="og:description" content="{first}">'
    others = TEXT.replace("<p>", "<p class='graf graf-after-p'>")
    text = f"<div class='copy'><p class='graf graf-after-title'>{first}</p><pre>tide = 'high|low'</pre>{others}</div>"
    article = whole(f"<article><h1>The tide came in</h1>{text}</article>", told)
    assert article.body[0].text == first


def test_a_count_of_readers_beside_the_name_is_no_author() -> None:
    name = "<span class='name'>谢若含</span><span class='date'>2017-03-01</span>"
    box = f"<div class='author-share'><div class='author'>{name}</div><a href='#'>74</a></div>"
    assert names(whole(f"<article><h1>The tide came in</h1>{box}{_TEXT}</article>")) == ["谢若含"]
