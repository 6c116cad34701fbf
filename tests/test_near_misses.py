"""What looks like a signature, a teaser, a gallery, a site's name or part of a site's design, and is none of it."""

from __future__ import annotations

import pytest
from any_page import IMAGE, PARAGRAPHS, TEXT, URL, names, read, texts

from qiosk_scraper import parse
from qiosk_scraper.normalise.datelines import opens_with_dateline
from qiosk_scraper.normalise.dates import instant
from qiosk_scraper.normalise.names import is_person
from qiosk_scraper.normalise.pictures import is_stand_in

OTHER_TITLE = "Larkfield harbour: what to know about the tide"


@pytest.mark.parametrize(
    "described",
    [
        "Von Kohl bis Brandt: Die Gewinner der Wahl 2024",
        "By 2030, Larkfield will ban diesel boats",
        "Por primera vez desde 2010, el Rayo gana la Liga",
        "Door storm Ada in 2020 beschadigd, nu gerestaureerd",
    ],
)
def test_a_year_behind_a_preposition_is_no_signature(described: str) -> None:
    assert read(head=f'<meta name="description" content="{described}">').dek == described
    named = read(f'<p class="article-subtitle">{described}</p>')
    assert described not in texts(named)


@pytest.mark.parametrize("text", ["NATO – Das Bündnis sucht", "WM 2026 – Die besten Bilder"])
def test_a_label_before_a_dash_is_no_dateline(text: str) -> None:
    assert not opens_with_dateline(text)


def test_behind_a_dateline_no_dek_follows() -> None:
    first = "<p>LARKFIELD, Ill. — The tide came in over the quay on Friday night, and nobody in the town was hurt.</p>"
    second = "<p class='b'><b>“Had I not been there, I would not have a boat now,” said Ada Brandt, who fishes.</b></p>"
    assert read(f"<div>{first}</div><div>{second}</div>").dek is None


def test_who_to_follow_is_no_dek() -> None:
    box = "<div class='box'><p class='summary'>Follow <a href='/x'>@tidepost</a> for the latest headlines.</p></div>"
    assert read(box).dek is None


@pytest.mark.parametrize("name", ["Ville Virtanen", "Joan Font", "Ana Câmara"])
def test_people_named_as_towns_and_letters_are(name: str) -> None:
    assert is_person(name)
    assert names(read(f"<div>{name} | 5.3.2024</div>")) == [name]


def test_a_town_hall_is_nobody() -> None:
    assert not is_person("Ville de Saint-Brac")
    assert not is_person("Câmara Municipal")


def test_a_title_that_ends_in_its_writers_name() -> None:
    head = '<meta property="og:title" content="The tide came in | Ada Brandt"><meta name="author" content="Newsroom">'
    byline = "<p class='byline'>By <a href='/by/ada'>Ada Brandt</a> and <a href='/by/leo'>Leo Park</a></p>"
    assert names(read(byline, head)) == ["Ada Brandt", "Leo Park"]


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        (URL, URL.replace("https://www.", "http://")),
        (URL.replace("www.", "m."), URL),
        (URL, "/?p=4711"),
        ("https://www.tide-post.example/news/the-tide-came-in/amp/", "/news/the-tide-came-in/"),
        ("https://www.tide-post.example/news/the-tide-came-in/2", "/news/the-tide-came-in"),
    ],
)
def test_a_headline_that_leads_to_its_own_page(address: str, leads_to: str) -> None:
    page = (
        f"<html><head><title>{OTHER_TITLE} | Tide Post</title></head><body><main>"
        f"<h1><a href='{leads_to}'>The tide came in</a></h1>{TEXT}</main></body></html>"
    )
    assert parse(page, address).headline == "The tide came in"


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_heading_below_the_text_is_not_the_headline(tag: str) -> None:
    told = "Larkfield council approves the harbour plan"
    again = f"<{tag}>{told}</{tag}><p>And more of it.</p>"
    page = f"<html><head><title>{told} | Tide Post</title></head><body><article><h1>A wall too dear</h1>{TEXT}{again}"
    assert parse(f"{page}</article></body></html>", URL).headline == "A wall too dear"


@pytest.mark.parametrize("shown", ["Harbour wall", "Larkfield council approves new harb..."])
def test_a_part_of_the_headline_is_no_line_of_its_own(shown: str) -> None:
    told = "Larkfield council approves new harbour wall plan"
    page = (
        f'<html><head><title>{told} | Tide Post</title><meta property="og:title" content="{told}">'
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{told}"}}</script></head>'
        f"<body><article><h1>{shown}</h1>{TEXT}</article></body></html>"
    )
    assert parse(page, URL).headline == told


@pytest.mark.parametrize("name", ["bullet-train-tokyo.jpg", "icon-of-the-seas.jpg", "button_ada_2009.webp"])
def test_photographs_named_as_signs_are(name: str) -> None:
    image = IMAGE.replace("quay-0815.jpg", name)
    assert [photo.url for photo in read(f"<p>{image}</p>").photos] == [f"https://www.tide-post.example/pictures/{name}"]


@pytest.mark.parametrize("line", ["Bilder: dpa", "Fotos: Ada Brandt", "Photos: AP"])
def test_who_made_a_linked_picture_is_no_gallery(line: str) -> None:
    link = f"<a href='/gallery/quay'>{IMAGE}<span class='photo-credit'>{line}</span></a>"
    assert [photo.credit_line for photo in read(link).photos if photo.url] == [line]


def test_a_linked_line_that_names_the_maker() -> None:
    line = "Waves break over the old quay. Photo: Ada Brandt/AP"
    figure = f"<figure><a href='/g'>{IMAGE}</a><figcaption><a href='/g'>{line}</a></figcaption></figure>"
    assert [photo.credit for photo in read(figure).photos if photo.url] == ["Ada Brandt/AP"]


def test_tags_in_the_order_of_the_title() -> None:
    title, told = "Ukraine: Russia, China and Iran meet in Minsk", "Ukraine,Russia,China,Iran,Minsk"
    head = f'<title>{title}</title><meta name="keywords" content="{told}">'
    assert ",".join(parse(f"<html><head>{head}</head><body><h1>{title}</h1>{TEXT}</body></html>", URL).tags) == told


def test_tags_beside_one_link_for_sharing() -> None:
    box = "<a href='/x/12'>Tide</a> <a href='/x/14'>Quay</a> <a href='mailto:?subject=x'>Mail this</a>"
    assert list(read(text="".join(PARAGRAPHS), below=f"<div class='post-tags'>{box}</div>").tags) == ["Tide", "Quay"]


@pytest.mark.parametrize(("language", "iso"), [("en-US", "2013-06-05"), ("de", "2013-05-06"), ("en", "2013-05-06")])
def test_short_dates_of_both_sides_of_the_sea(language: str, iso: str) -> None:
    found = instant("06.05.13", "UTC", language)
    assert found is not None
    assert found.iso.startswith(iso)


@pytest.mark.parametrize(
    "said",
    [
        "class='countdown' data-time",
        "class='weather' data-timestamp",
        "data-event-date",
        "class='clock' data-current-time",
    ],
)
def test_the_moment_of_a_widget_is_not_the_articles(said: str) -> None:
    assert read(f"<span {said}='2024-06-01T10:00:00Z'>12 days</span>").published is None


@pytest.mark.parametrize("line", ["Ann Lee, 34, moved to the quay in March 2024", "Ann Lee moved to the quay in 2024."])
def test_a_sentence_with_a_name_and_a_year_is_no_byline(line: str) -> None:
    assert names(read(f"<div>{line}</div>")) == []


def test_lesser_reporters_are_people_of_their_own() -> None:
    assert names(read("<div>记者 李明 通讯员 王芳</div>")) == ["李明", "王芳"]


@pytest.mark.parametrize(
    ("address", "is_sign"),
    [
        ("https://cdn.tide.example/img/catalogo-tideline-2024.jpg", False),
        ("https://cdn.tide.example/img/tidelogo_1200.jpg", True),
        ("https://cdn.tide.example/img/tide_fb_logo_blue.jpg", True),
    ],
)
def test_the_houses_own_logo(address: str, is_sign: bool) -> None:
    assert is_stand_in(address) is is_sign


SAID = "The town is to get back its harbour wall, two years after the storm that broke it."


def test_a_dek_that_the_picture_above_has_for_the_blind() -> None:
    figure = f"<figure><img src='/quay.jpg' alt='{SAID}'></figure><p class='sub'>{SAID}</p>"
    assert read(figure, head=f'<meta name="description" content="{SAID}">').dek == SAID


def test_a_dek_in_a_box_that_names_it_is_not_the_text() -> None:
    article = read(text=f"<div class='lead'><p>{SAID}</p></div>{''.join(PARAGRAPHS)}")
    assert article.dek == SAID
    assert SAID not in texts(article)
