"""Boxes of further articles in the shapes that pages give them."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Article

URL = "https://ledger.example/news/the-tide-came-in-4711"
TEXT = "".join(
    f"<p>Paragraph {n} tells at length how the tide came in over the quay and who saw it.</p>" for n in range(6)
)
ONE = "<a href='/news/the-ferry-stays-in-the-harbour-1'>The ferry stays in the harbour</a>"
TWO = "<a href='/news/a-new-pier-for-the-old-town-2'>A new pier for the old town</a>"
BOTH = ["The ferry stays in the harbour", "A new pier for the old town"]


def read(box: str) -> Article:
    head = "<html><head><title>Tide</title></head><body><main><article><h1>The tide came in</h1>"
    return parse(f"{head}<div class='text'>{TEXT}</div></article>{box}</main></body></html>", URL)


@pytest.mark.parametrize(
    "box",
    [
        f"<div><div><span class='box-title'>Related</span></div><div class='c2'><p>{ONE}</p><p>{TWO}</p></div></div>",
        f"<div><h6><span>Das könnte Sie auch freuen</span></h6><div><p>{ONE}</p><p>{TWO}</p></div></div>",
        f"<section><h2>Mehr zum Thema</h2>{ONE}{TWO}</section>",
        f"<aside class='in-article-recirc'><ol><li>{ONE}</li><li>{TWO}</li></ol></aside>",
        f"<div class='articulos-relacionados'><ul><li>{ONE}</li><li>{TWO}</li></ul></div>",
        f"<div class='related'><h3><a href='/r'>Related</a></h3>{ONE}{TWO}<a href='/all'>Read more stories</a></div>",
        f"<div class='related'>{ONE}{TWO}<a href='/people/jane-doe-the-writer'>Jane Doe Writes</a></div>",
    ],
)
def test_the_articles_of_a_box(box: str) -> None:
    assert [teaser.headline for teaser in read(box).teasers] == BOTH
    assert [teaser.position for teaser in read(box).teasers] == [1, 2]


def test_a_box_for_narrow_screens_is_no_second_one() -> None:
    box = f"<div class='{{}}'><h3>Most read</h3>{ONE}{TWO}</div>"
    found = read(box.format("most-read wide") + box.format("most-read narrow")).teasers
    assert [teaser.headline for teaser in found] == BOTH


def test_links_to_subjects_are_no_teasers() -> None:
    names = ("Tides", "Quays", "Ferries")
    subjects = "".join(f"<li><a href='/subjects/{name}-and-more'>{name} and more</a></li>" for name in names)
    assert read(f"<div class='trending'><h2>Trending:</h2><ul>{subjects}</ul></div>").teasers == ()
