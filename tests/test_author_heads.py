"""Authors at an article's head: bylines that say what else they did, lines with a date, boxes and links of others."""

from __future__ import annotations

import json

import pytest

from qiosk_scraper import parse
from qiosk_scraper.layers.generic import author_pages, people

URL = "https://www.norstrand.example/town/the-tide-came-in"
TEXT = "".join(
    f"<p>Paragraph {number} tells at some length how the tide came in over the quay, who saw it, what they said.</p>"
    for number in range(6)
)


def authors(above: str, head: str = "", url: str = URL, text: str = TEXT) -> list[str]:
    page = (
        f"<head>{head}</head><body><main><h1>The tide came in over the quay</h1>{above}<div>{text}</div></main></body>"
    )
    return [one.name for one in parse(page, url).authors]


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


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<span>Illustration: Leo Park</span> <span>Ada Brandt</span>", ["Ada Brandt"]),
        ("Photos by Leo Park<br>Ada Brandt", ["Ada Brandt"]),
        ("Photo: Leo Park Ada Brandt", ["Ada Brandt"]),
        ("Photos by Leo Park, words by Ada Brandt", ["Ada Brandt"]),
        ("Reviewed by Ada Brandt and Leo Park", list(NAMES)),
        ("Reviewed by Ada Brandt &amp; Leo Park", list(NAMES)),
    ],
)
def test_who_stands_behind_a_photographer_without_a_comma_is_the_writer(byline: str, names: list[str]) -> None:
    assert authors(f'<div class="byline">{byline}</div>', HEADS[0]) == names


@pytest.mark.parametrize(
    "text",
    [
        "New Delhi",
        "Los Angeles",
        "Hong Kong",
        "Cape Town",
        "Tel Aviv",
        "Premier League",
        "Supreme Court",
        "Case Study",
        "Reading Time",
        "Latest Updates",
        "Aktuelle Meldung",
        "Human Rights",
    ],
)
def test_a_town_or_section_in_a_line_with_the_date_is_no_author(text: str) -> None:
    assert authors(f"<p>{text} | 3 May 2025</p>") == []
    assert authors("<p>Ada Brandt | 3 May 2025</p>") == ["Ada Brandt"]
    assert authors(f"<p>{text} | Wiebke Harms | 3 May 2025</p>") == ["Wiebke Harms"]


@pytest.mark.parametrize(
    "name",
    ["Wiebke Harms", "Saoirse Byrne", "Oluwaseun Adeyemi", "Thuy Nguyen", "Yuki Tanaka", "Brooke Mason", "Ada Rights"],
)
def test_a_name_of_any_country_in_a_line_with_the_date_is_the_author(name: str) -> None:
    assert authors(f"<p>{name} | 3 May 2014</p>") == [name]


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("Ada Brandt", "https://ada-brandt.example/x/the-tide"),
        ("Ada Brandt", "https://www.norstrand.example/blogs/ada-brandt/the-tide"),
        ("Ada Rights", URL),
    ],
)
def test_a_name_beside_the_date_is_no_section_where_it_is_a_persons(name: str, url: str) -> None:
    date = '<time datetime="2025-05-03">3 May 2025</time>'
    assert authors(f"<div><span>{name}</span>{date}</div>", url=url) == [name]
    assert authors(f"<div><span>Human Rights</span>{date}</div>", url=url) == []


def test_who_is_portrayed_above_the_text_is_no_author() -> None:
    assert authors("<p>Angela Merkel</p><p>Author of a book on power</p>") == []
    assert authors("<p>Ann Lee</p><p>Political editor</p>") == ["Ann Lee"]


@pytest.mark.parametrize("byline", ["", "<p>By Ada Brandt, London</p>"])
def test_an_expert_whom_the_text_cites_is_no_author(byline: str) -> None:
    text = f'<p>So says <a href="/experts/jane-roe">Jane Roe</a>, who knows the tide.</p>{TEXT}'
    assert authors(byline, text=text) == (["Ada Brandt"] if byline else [])
    assert authors('<p><a href="/fellows/ada-brandt">Ada Brandt</a></p>', text=text) == ["Ada Brandt"]
    assert authors('<p>Av <a href="/av/ada-brandt">Ada Brandt</a></p>') == ["Ada Brandt"]
    for end in ("?x=1", "#top", "/?x=1"):
        assert authors(f'<div class="meta"><a href="/experts/ada-brandt.html{end}">Ada Brandt</a></div>') == [
            "Ada Brandt"
        ]
        assert authors(f'<p><a href="/av/serier/lange-natt{end}">Lange Natt</a></p>') == []
    assert authors('<p><a href="/av/serier/lange-natt">Lange Natt</a></p>') == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("filter-by", "Newest First"),
        ("audio-by", "Play Audio"),
        ("brought-by", "Harbour Bank"),
        ("stand-by", "Harbour Bank"),
    ],
)
def test_boxes_by_other_things_are_no_bylines(name: str, text: str) -> None:
    assert authors(f'<div class="{name}">{text}</div><p>By Ada Brandt</p>') == ["Ada Brandt"]
    assert authors('<div class="article-by">Ada Brandt</div>') == ["Ada Brandt"]


def test_thousands_of_links_in_a_byline_cost_no_more_than_a_look_at_its_paragraph_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked = []
    whole = people.inline_text
    for module in (people, author_pages):
        monkeypatch.setattr(module, "inline_text", lambda node: looked.append(node.tag) or whole(node))
    links = ", ".join(f'<a href="/author/a{number}">Ada Brandt</a>' for number in range(500))
    authors(f"<p>By {links}</p>")
    assert looked.count("p") < 50


@pytest.mark.parametrize("place", ["San Rafael", "Las Condes", "New London", "South Bend", "Port Arthur"])
def test_a_place_behind_the_writer_is_no_second_one(place: str) -> None:
    assert authors(f'<p class="byline">By Ada Brandt, {place}</p>') == ["Ada Brandt"]
    assert authors(f'<p class="byline"><a href="/author/ada-brandt">Ada Brandt</a>, {place}</p>') == ["Ada Brandt"]


def test_a_writer_whose_name_begins_as_places_do_stays_in_what_machines_are_told() -> None:
    assert authors("", '<meta name="author" content="Ada Brandt, West Kirkland">') == ["Ada Brandt", "West Kirkland"]
