"""Authors whose byline says what else they did: took the pictures, edited, produced, reviewed a book."""

from __future__ import annotations

import json

import pytest

from qiosk_scraper import parse

URL = "https://www.norstrand.example/town/the-tide-came-in"
TEXT = "".join(
    f"<p>Paragraph {number} tells at some length how the tide came in over the quay, who saw it, what they said.</p>"
    for number in range(6)
)


def authors(above: str, head: str = "") -> list[str]:
    page = (
        f"<head>{head}</head><body><main><h1>The tide came in over the quay</h1>{above}<div>{TEXT}</div></main></body>"
    )
    return [one.name for one in parse(page, URL).authors]


@pytest.mark.parametrize("link", ['href="/author/ada-brandt"', 'rel="author" href="/x/ada"'])
@pytest.mark.parametrize(
    "label",
    [
        "Story and photos by",
        "Text und Fotos:",
        "Texto y fotos:",
        "Testo e foto di",
        "Words and pictures by",
        "Written and produced by",
        "Reviewed by",
        "Edited by",
    ],
)
def test_the_one_whom_a_byline_links_is_the_author_whatever_she_did_besides(label: str, link: str) -> None:
    assert authors(f"<p>{label} <a {link}>Ada Brandt</a></p>") == ["Ada Brandt"]


def test_a_reviewer_or_photographer_beside_the_writer_is_no_author() -> None:
    link = '<a rel="author" href="/x/leo">Leo Park</a>'
    assert authors(f"<p>By Ada Brandt</p><p>Photos by {link}</p>") == ["Ada Brandt"]
    assert authors(f"<p>By Ada Brandt. Medically reviewed by {link}</p>") == ["Ada Brandt"]


NAMES = ("Ada Brandt", "Leo Park")
PERSONS = [{"@type": "Person", "name": name} for name in NAMES]
DATA = json.dumps({"@type": "NewsArticle", "headline": "The tide came in over the quay", "author": PERSONS})
HEADS = [
    f'<script type="application/ld+json">{DATA}</script>',
    "".join(f'<meta name="author" content="{name}">' for name in NAMES),
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize(
    "label", ["Words and photos by", "Reviewed by", "Edited by", "Text und Fotos:", "Testo e foto di"]
)
def test_two_authors_stay_two_where_the_byline_names_what_both_did(label: str, head: str) -> None:
    assert authors(f'<p class="byline">{label} Ada Brandt and Leo Park</p>', head) == list(NAMES)
    assert authors('<p class="byline">By Ada Brandt, photos by Leo Park</p>', head) == ["Ada Brandt"]
