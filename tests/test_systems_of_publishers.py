"""What the systems behind pages do: fields of Drupal, pictures of SPIP and Gatsby, classes drawn by lot, recipes."""

from __future__ import annotations

import pytest
from any_page import texts

from qiosk_scraper import parse
from qiosk_scraper.items import Article, Photo
from qiosk_scraper.normalise.pictures import is_stand_in

URL = "https://www.tide-post.example/stories/the-tide-came-in-4711"
LINES = [
    f"Paragraph {number} tells at some length how the tide came in over the quay and who saw it." for number in range(9)
]
PARAGRAPHS = [f"<p>{line}</p>" for line in LINES]
IMAGE = "<img src='/pictures/quay-0815.jpg' alt='A quay' width='900' height='600'>"


def read(text: str, above: str = "", below: str = "", head: str = "") -> Article:
    return parse(
        f"<!doctype html><html lang='en'><head><title>The tide came in</title>{head}</head><body><main>"
        f"<h1>The tide came in</h1>{above}<div class='text'>{text}</div>{below}</main></body></html>",
        URL,
    )


def lead_of(found: Article) -> Photo:
    return next(photo for photo in found.photos if photo.role == "lead")


def test_fields_of_drupal_with_a_card_among_them() -> None:
    def field(name: str, inner: str) -> str:
        return (
            f"<div class='paragraph paragraph--type--{name}'><div class='field field--name-field-{name} "
            f"field--type-text-long field--label-hidden field__item'>{inner}</div></div>"
        )

    card = "<article class='node--view-mode-teaser'><h2><a href='/stories/{0}'>{1}</a></h2></article>"
    text = (
        field("text", "".join(PARAGRAPHS[:3]))
        + "<div class='paragraph--type--related'><h3>Read next</h3>"
        + f"{card.format('night-buses', 'Night buses are back')}</div>"
        + field("text", "".join(PARAGRAPHS[3:6]))
        + field("quote", "<blockquote><p>We asked for a date and were given a promise.</p></blockquote>")
        + field("text", "".join(PARAGRAPHS[6:]))
    )
    rail = card.format("old-cannery", "The old cannery closes") + card.format("ferry-strike", "A strike at the ferries")
    found = read(text, below=f"<div class='views'><h2>More stories</h2>{rail}</div>")  # said nowhere to be an article
    assert texts(found) == [*LINES[:6], "We asked for a date and were given a promise.", *LINES[6:]]
    assert [teaser.headline for teaser in found.teasers][:1] == ["Night buses are back"]


@pytest.mark.parametrize(
    ("figure", "caption", "credit"),
    [
        (
            "<figure><img src='/quay-0815.jpg'><figcaption><span class='css-j1'>The quay at the turn of the tide."
            "</span><span class='css-k2'><span class='css-l3'>Credit...</span><span>Roe family</span></span>"
            "</figcaption>"
            "</figure>",
            "The quay at the turn of the tide.",
            "Roe family",
        ),
        (
            "<figure><img src='/quay-0815.jpg'><figcaption><span>The quay at noon. Ada Roe/AFP via Getty Images</span> "
            "<a href='https://rights.example'>Purchase Licensing Rights<svg></svg><span>, opens new tab</span></a>"
            "</figcaption></figure>",
            "The quay at noon.",
            "Ada Roe/AFP via Getty Images",
        ),
        (
            "<dl class='spip_document_9 spip_documents'><dt><img src='/quay-0815.jpg'></dt><dt class='spip_doc_titre'>"
            "<strong>The quay at noon</strong></dt><dd class='spip_doc_descriptif'>Photo: Ada Roe</dd></dl>",
            "The quay at noon",
            "Ada Roe",
        ),
        (
            "<div class='gatsby-image-wrapper'><div><img alt='' role='presentation' "
            "src='data:image/svg+xml,%3Csvg/%3E'></div><img alt='' aria-hidden='true' "
            "src='data:image/jpeg;base64,AA'><picture><img src='/quay-0815.jpg'>"
            "</picture></div><p class='post-module--photo-caption--6a7'>The quay at noon. Photo: Ada Roe</p>",
            "The quay at noon.",
            "Ada Roe",
        ),
    ],
)
def test_lines_of_a_picture(figure: str, caption: str, credit: str) -> None:
    found = read("".join(PARAGRAPHS), above=figure)
    lead = lead_of(found)
    assert (str(lead.url).rsplit("/", 1)[-1], lead.caption, lead.credit) == ("quay-0815.jpg", caption, credit)
    inside = read("".join((*PARAGRAPHS[:4], figure, *PARAGRAPHS[4:])))
    assert texts(inside) == LINES


def test_spips_logo_is_the_picture_of_its_article() -> None:
    logo = "<img class='spip_logo spip_logo_right' src='/local/cache-vignettes/arton3312.jpg' width='500' height='333'>"
    assert str(lead_of(read("".join(PARAGRAPHS), above=logo)).url).endswith("arton3312.jpg")


def test_a_list_to_tick_off_is_text_and_a_poll_is_none() -> None:
    def rows(kind: str) -> str:
        return "".join(
            f"<li><label><input type='{kind}'> {one}</label></li>" for one in ("200 g plums", "4 eggs", "salt")
        )

    recipe = f"<h2>Ingredients</h2><ul>{rows('checkbox')}</ul>"
    poll = f"<form><ul>{rows('radio')}</ul><button>Vote</button></form>"
    found = texts(read("".join((*PARAGRAPHS[:4], recipe, *PARAGRAPHS[4:6], poll, *PARAGRAPHS[6:]))))
    assert found == [*LINES[:4], "Ingredients", "200 g plums", "4 eggs", "salt", *LINES[4:]]


def test_a_short_entry_with_a_button_to_copy_its_link() -> None:
    def entry(number: int, inner: str) -> str:
        return (
            f"<section id='post-{number}' class='post'><h2>Part {number} of the day at the quay</h2>{inner}"
            "<div><button>Copy link</button></div></section>"
        )

    entries = [entry(0, PARAGRAPHS[0]), entry(1, "".join(PARAGRAPHS[1:5])), entry(2, "".join(PARAGRAPHS[5:]))]
    found = texts(read("".join(entries)))
    assert [line for line in found if not line.startswith("Part ")] == LINES


def test_first_level_headings_between_paragraphs_are_subheads() -> None:
    found = read("".join((*PARAGRAPHS[:4], "<h1>The ledger</h1>", *PARAGRAPHS[4:])))
    assert found.headline == "The tide came in"
    assert [block.text for block in found.body if block.type == "heading"] == ["The ledger"]


@pytest.mark.parametrize("mark", ["“", "”", "„"])
def test_a_large_mark_over_a_quotation_is_an_ornament(mark: str) -> None:
    quotation = f"<div class='q'><span class='mark'>{mark}</span><p>The sea will have it back one day.</p></div>"
    found = texts(read("".join((*PARAGRAPHS[:4], quotation, *PARAGRAPHS[4:]))))
    assert "The sea will have it back one day." in " ".join(found)
    assert [line for line in found if line in LINES] == LINES or mark == "”"  # which may end what stands before


def test_where_a_reporter_works_is_no_paragraph() -> None:
    line = "<div data-component='byline-block'><div>Ada Roe</div><div>Tide Post, Harlow Bay</div></div>"
    assert texts(read("".join((line, *PARAGRAPHS)))) == LINES


@pytest.mark.parametrize(
    ("name", "stands_in"),
    [
        ("social-share.png", True),
        ("og-image.jpg", True),
        ("social-housing-share.jpg", False),
        ("quay-share.jpg", False),
    ],
)
def test_a_sites_own_picture_for_sharing(name: str, stands_in: bool) -> None:
    assert is_stand_in(f"https://www.tide-post.example/assets/{name}") is stands_in


def test_tags_of_one_sign() -> None:
    tags = "<div class='KeywordList'><span>キーワード</span><a href='/k/1'>橋</a><a href='/k/2'>東浜市</a></div>"
    assert list(read("".join(PARAGRAPHS), below=tags).tags) == ["橋", "東浜市"]


def test_the_headline_where_the_first_level_is_the_sites_name() -> None:
    """As Blogger has it."""
    title = "The sea took the old quay"
    head = f"<title>Tide Post: {title}</title><meta property='og:title' content='{title}'>"
    found = parse(
        f"<!doctype html><html lang='en'><head>{head}</head><body><h1>Tide Post</h1><div class='post hentry'>"
        f"<h3 class='post-title'>{title}</h3><div class='post-body'>{''.join(PARAGRAPHS)}</div></div>"
        "</body></html>",
        URL,
    )
    assert (found.headline, texts(found)) == (title, LINES)


def test_the_picture_above_the_text_leads_before_one_with_a_line_in_it() -> None:
    inside = "<figure><img src='/nets.jpg'><figcaption>Nets on the quay. Photo: Ada Roe</figcaption></figure>"
    found = read("".join((f"<figure>{IMAGE}</figure>", PARAGRAPHS[0], inside, *PARAGRAPHS[1:])))
    assert [str(photo.url).rsplit("/", 1)[-1] for photo in found.photos] == ["quay-0815.jpg", "nets.jpg"]
    assert lead_of(found).url == found.photos[0].url


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div class='byline'>By <a href='/authors/ada-roe'>Ada Roe</a> and Bo Lind</div>", ["Ada Roe", "Bo Lind"]),
        (
            "<div class='firma'><span class='autor'>Carmen Urrutia</span><span class='lugar'>Benalta</span> · "
            "<span class='fecha'>12 de septiembre de 2021</span></div>",
            ["Carmen Urrutia"],
        ),
        ("<p class='byline'>by Ada Roe, <a href='https://uni.example'>Corley University</a></p>", ["Ada Roe"]),
        ("<p>3 december 2024 | Auteur: Gijs Wolters | Leestijd: 4 min</p>", ["Gijs Wolters"]),
    ],
)
def test_people_of_a_byline_and_what_stands_beside_them(line: str, names: list[str]) -> None:
    assert [author.name for author in read("".join(PARAGRAPHS), above=line).authors] == names


def test_a_correction_right_below_the_text() -> None:
    note = "An earlier version of this story misstated the year the quay opened. It was 1958."
    below = f"<div class='css-h1'>A correction was made on <time>March 9, 2024</time>: {note}</div>"
    (found,) = read("".join(PARAGRAPHS), below=below).corrections
    assert note in found.text
    assert found.date == "2024-03-09T00:00:00+00:00"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<div>Published in <a href='/lh'>Long Harbor</a></div><div>7 min read<span>Jan 12, 2022</span></div>", ""),
        ("", "<p>This document is subject to copyright. No part may be reproduced without permission.</p>"),
        ("", "<p>/ritzau/</p>"),
        ("<p>Tide Post is reader-supported. When you buy through links on our site, we may earn a commission.</p>", ""),
        ("<p>Web posted Tuesday, March 3, 2015</p>", ""),
        ("", "<p>Über dieses Thema berichtete Radio LRS am 11. März 2025 um 14:00 Uhr.</p>"),
    ],
)
def test_lines_that_platforms_and_broadcasters_add(above: str, below: str) -> None:
    assert texts(read("".join((above, *PARAGRAPHS, below)))) == LINES


def test_a_byline_between_summary_and_text() -> None:
    line = "<div><span>Geschreven door</span><a href='/auteur/ada-roe'>Ada Roe</a></div>"
    assert texts(read("".join((PARAGRAPHS[0], line, *PARAGRAPHS[1:])))) == LINES


@pytest.mark.parametrize(
    "line",
    [
        "Continua depois da publicidade",
        "Continúa después de la publicidad",
        "La suite après cette publicité",
        "L’articolo continua dopo la pubblicità",
        "Tekst gaat verder onder de advertentie",
        "Artikel wird nach der Anzeige fortgesetzt",
        "Dalsza część tekstu pod reklamą",
        "Článek pokračuje pod reklamou",
        "Saken fortsetter under annonsen",
        "Artiklen fortsætter efter annoncen",
        "Juttu jatkuu mainoksen jälkeen",
        "Продолжение после рекламы",
    ],
)
def test_a_text_that_goes_on_behind_an_advertisement(line: str) -> None:
    assert texts(read("".join((*PARAGRAPHS[:4], f"<p>{line}</p>", *PARAGRAPHS[4:])))) == LINES


@pytest.mark.parametrize("subhead", ["Weiter Streit um Werbung", "After the ad men left", "Publicidad que continúa"])
def test_subheads_about_advertisements_stay(subhead: str) -> None:
    assert subhead in texts(read("".join((*PARAGRAPHS[:4], f"<h2>{subhead}</h2>", *PARAGRAPHS[4:]))))


def test_headings_that_are_buttons() -> None:
    parts = "".join(
        f"<div><h3><button aria-expanded='true' aria-controls='p{number}'>Question {number}, answered</button></h3>"
        f"<div id='p{number}'>{''.join(PARAGRAPHS[3 * number : 3 * number + 3])}</div></div>"
        for number in range(3)
    )
    assert [block.text for block in read(parts).body if block.type == "heading"] == [
        f"Question {number}, answered" for number in range(3)
    ]


def test_a_picture_set_into_the_text_by_a_table() -> None:
    table = (
        "<table align='right'><tr><td><img src='/quay-0815.jpg' width='200'><br><font size='1'>The quay at noon. "
        "<i>Photo by Ada Roe</i></font></td></tr></table>"
    )
    found = read("".join((table, *PARAGRAPHS)))
    assert texts(found) == LINES
    assert (lead_of(found).caption, lead_of(found).credit) == ("The quay at noon.", "Ada Roe")


def test_categories_that_call_themselves_tags() -> None:
    """As blocks of WordPress do since 2022."""
    below = "<div><a href='/tag/buses/' rel='tag'>buses</a>, <a href='/tag/depot/' rel='tag'>depot</a></div>"
    above = "<div class='taxonomy-category'><a href='/category/campus/' rel='tag'>Campus</a></div>"
    found = read("".join(PARAGRAPHS), above=above, below=below)
    assert list(found.tags) == ["buses", "depot"]


@pytest.mark.parametrize(
    ("line", "root"),
    [
        (
            "<div class='meta submitted'><span>Publié par <span class='username'>Gaëlle Rivoire"
            "</span> le jeu, 03/11/2016 - 18:05</span></div>",
            "field field-name-body field-label-hidden",
        ),
        (
            "<footer class='node__meta'><div class='node__submitted'>Submitted by <span class='field field--name-uid'>"
            "<a href='/user/9'>Gaëlle Rivoire</a></span> on 3 November 2016</div></footer>",
            "field field--name-body field--label-hidden",
        ),
        (
            "<div class='footer'><p><span class='news-list-date'>17.09.2020</span> "
            "<span class='news-list-author'>Von Gaëlle Rivoire</span></p></div>",
            "news-text-wrap",
        ),
    ],
)
def test_who_submitted_a_page_is_told_between_its_headline_and_its_text(line: str, root: str) -> None:
    generator = "<link rel='stylesheet' href='/sites/default/files/css/a.css'>" if "field" in root else ""
    found = read(f"<div class='{root}'>{''.join(PARAGRAPHS)}</div>", above=line, head=generator)
    assert [author.name for author in found.authors] == ["Gaëlle Rivoire"]
    assert (texts(found), found.dek) == (LINES, None)


def test_a_foot_below_the_text_names_nobody() -> None:
    foot = "<div class='footer'><p><span class='news-list-author'>Von Gaëlle Rivoire</span></p></div>"
    assert not read("".join(PARAGRAPHS), below=foot).authors


@pytest.mark.parametrize(("told", "lead"), [("hero-0815.jpg", "hero-0815.jpg"), ("other-0816.jpg", "quay-0815.jpg")])
def test_the_picture_behind_the_headline_leads_if_the_metadata_name_it(told: str, lead: str) -> None:
    figure = f"<figure>{IMAGE}<figcaption>The quay at noon. Photo: Ada Roe</figcaption></figure>"
    found = parse(
        f"<!doctype html><html lang='en'><head><meta property='og:image' content='https://www.tide-post.example/{told}'>"
        "</head><body><header style='background-image:url(/hero-0815.jpg)'><h1>The tide came in</h1></header><main>"
        f"<section>{figure}<div>{''.join(PARAGRAPHS)}</div></section></main></body></html>",
        URL,
    )
    assert str(lead_of(found).url).rsplit("/", 1)[-1] == lead
