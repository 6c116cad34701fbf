"""Pictures, labels and tags that a page's own design or its list of other articles prints at the article's head."""

from __future__ import annotations

import pytest
from any_page import TEXT, read, whole

from qiosk_scraper.items import Photo
from qiosk_scraper.normalise.credits import complete_photo

_FIGURE = (
    "<figure><img src='/pictures/quay-0815.jpg' width='900' height='600'><figcaption>The quay at noon. "
    "<span class='credit'><i>Credit:</i> Ada Brandt/WireImage</span></figcaption></figure>"
)


def _item(number: int) -> str:
    picture = f"<span class='item-image'><img src='/list/quay-{number}.jpg' width='300' height='200'></span>"
    words = f"<b>Other piece {number}</b><i class='credit'>Leo Park</i>"
    return f"<a class='item' href='/news/other-{number}'>{picture}{words}</a>"


@pytest.mark.parametrize("name", ["module-reading-list", "strip"])
def test_pictures_of_other_articles_above_the_headline(name: str) -> None:
    box = f"<div class='{name}'>{''.join(map(_item, range(4)))}</div>"
    article = whole(
        f"{box}<article><header><h1>The tide came in</h1></header><div class='copy'>{_FIGURE}{TEXT}</div></article>"
    )
    assert [(one.url.rpartition("/")[2], one.photographer) for one in article.photos if one.url] == [
        ("quay-0815.jpg", "Ada Brandt")
    ]


def test_the_writers_headshot_is_no_photo() -> None:
    picture = "<div class='lazy'><img src='/p/ada-400.jpg' width='400' height='400'></div>"
    head = f"<div class='partial headshot image'>{picture}</div>"
    byline = "<div class='by'>By <a href='/author/ada'>Ada Brandt</a></div>"
    assert read(above=f"<div class='info'>{head}{byline}<div>Thursday, 12 January 2017</div></div>").photos == ()


@pytest.mark.parametrize(("caption", "kept"), [("1", None), ("3/12", None), ("1952", "1952"), ("3 boats", "3 boats")])
def test_a_counter_is_no_caption(caption: str, kept: str | None) -> None:
    assert complete_photo(Photo("lead", url="https://x.example/a.jpg", caption=caption, credit="AP")).caption == kept


@pytest.mark.parametrize(
    ("label", "kicker"), [("Log In Log Out", None), ("Subscribe | Sign in", None), ("Harbour", "Harbour")]
)
def test_the_way_to_an_account_is_no_kicker(label: str, kicker: str | None) -> None:
    article = whole(
        f"<article><div class='kicker'>{label}</div><h1>The tide came in</h1><div class='copy'>{TEXT}</div></article>"
    )
    assert article.kicker == kicker


def test_places_for_tags_are_no_tags() -> None:
    head = '<meta property="article:tag" content="Harbour"><meta property="article:tag" content="%tags%">'
    assert read(head=head + '<meta property="article:tag" content="-type_article">').tags == ("Harbour",)
