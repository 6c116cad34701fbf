"""Whole pages as page builders, newsletters and hosted systems make them: what of them is text, dek, byline, label."""

from __future__ import annotations

import json

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Article
from tests.any_page import TEXT, URL, read

LINES = [
    f"Paragraph {number} tells at some length how the tide came in over the quay and who saw it." for number in range(6)
]
PARAGRAPHS = [f"<p>{line}</p>" for line in LINES]


def whole(markup: str, head: str = "") -> Article:
    return parse(f"<!doctype html><html><head><title>The tide came in</title>{head}</head><body>{markup}</body>", URL)


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]


def test_blocks_with_a_class_of_their_own_are_one_text() -> None:
    pieces = "".join(
        f"<div class='element element-{name} widget widget-text'><div class='inner'>{''.join(PARAGRAPHS[at : at + 2])}"
        f"</div></div>"
        for name, at in (("4a7f3bc", 0), ("91cc0de", 2), ("b2e77aa", 4))
    )
    assert texts(whole(f"<main><h1>The tide came in</h1><div class='column'>{pieces}</div></main>")) == LINES


def test_a_field_with_summary_is_no_dek() -> None:
    field = "field field-name-body field-type-text-with-summary"
    article = whole(f"<main><h1>The tide came in</h1><div class='{field}'>{''.join(PARAGRAPHS)}</div></main>")
    assert article.dek is None
    assert texts(article) == LINES


def test_the_first_part_of_an_item_is_its_text() -> None:
    article = whole(
        f"<div class='itemView'><h2 class='itemTitle'>The tide came in</h2><div class='itemBody'>"
        f"<div class='itemImageBlock'><img src='/a.jpg'><span>The quay on Monday, of course.</span></div>"
        f"<div class='itemIntroText'>{PARAGRAPHS[0]}</div><div class='itemFullText'>{''.join(PARAGRAPHS[1:])}</div>"
        f"</div></div>",
        f"<meta name='description' content='{LINES[0]}'>",
    )
    assert texts(article) == LINES
    assert article.dek is None


def test_a_short_dek_that_machines_are_told() -> None:
    head = "<meta property='og:description' content='A keeper’s confession'>"
    article = read("<h2 class='subtitle'>A keeper’s confession</h2>", head)
    assert article.dek == "A keeper’s confession"
    assert read("<h2 class='subtitle'>A keeper’s confession</h2>").dek is None


SEA = "The sea rose by a metre in the night, say the people of the town."


@pytest.mark.parametrize(
    "above",
    [
        f"<div class='dek'>{SEA}<img src='https://pixel.example/1.gif' width=1 height=1></div>",
        f"<div class='standfirst'><span><img src='/i/lock.png' width='12'></span> {SEA}</div>",
        f"<div class='article-lead'><p>{SEA}</p><img src='/p/quay-1.jpg' width=900 height=600>"
        f"<p class='caption'>The quay on Monday evening. Photo: Jane Roe</p></div>",
    ],
)
def test_a_dek_beside_an_icon_or_above_a_picture(above: str) -> None:
    assert read(above).dek == SEA


def test_the_line_of_the_lead_picture_is_no_dek() -> None:
    picture = "<img src='/p/quay-1.jpg' width=900 height=600><p class='caption'>The quay on Monday. Photo: Jane Roe</p>"
    assert read(f"<div class='article-lead'>{picture}</div>").dek is None


def test_who_talks_to_us_offers_nothing() -> None:
    said = "Ministers want to talk to us in person, say the union's leaders in the north."
    assert read(f"<p class='dek'>{said}</p>").dek == said
    assert read("<p class='dek'>The tide is news. Talk to us in the harbour on every Monday.</p>").dek is None


def test_what_is_not_read_aloud_is_no_text() -> None:
    above = "<div class='speechify-ignore'><p>Published in</p><p>The Slow Tide</p><p>1.2K</p></div>"
    article = whole(f"<article><div><h1>The tide came in</h1>{above}{''.join(PARAGRAPHS)}</div></article>")
    assert texts(article) == LINES


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
    ("wall", "access"),
    [
        ("<aside class='post-upgrade-cta'><h2>This post is for paying subscribers only</h2></aside>", "truncated"),
        ("<div class='paywall'><h2>Continue reading this post for free, courtesy of Ada</h2></div>", "truncated"),
        ("<div class='upgrade-cta'><h2>Tell a friend of the tide</h2></div>", "unknown"),
    ],
)
def test_walls_of_newsletters(wall: str, access: str) -> None:
    assert read(text=TEXT + wall).access == access


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


@pytest.mark.parametrize(
    "line",
    [
        "The Tide Post",
        "Published in the print edition of the November 20, 2023, issue, with the headline “Tides.”",
        "The Tide Post is a nonprofit newsroom. Our stories may be republished under a Creative Commons license.",
        "To plant a tree in memory of Ada Brandt as a living tribute, please visit Tribute Store.",
    ],
)
def test_lines_below_the_text(line: str) -> None:
    head = "<meta property='og:site_name' content='Tide Post'>"
    assert line not in texts(read(head=head, text=f"{TEXT}<p>{line}</p>"))


def test_who_wrote_a_report_is_told_in_it() -> None:
    line = "This report was written by a team of geographers in Ghent and Vilnius."
    assert texts(read(text=f"{TEXT}<p>{line}</p>"))[-1] == line


def test_the_lines_of_the_lead_picture_are_no_dek() -> None:
    lines = "<span>Norstrand Parks</span> <span>The quay on Friday morning, seen from the tower.</span>"
    lead = f"<div class='lead'><figure><img src='/quay.jpg' width='880'><figcaption>{lines}</figcaption></figure></div>"
    assert read(lead, "<meta property='og:description' content='Nobody saw it come in'>").dek == "Nobody saw it come in"


def test_a_strip_is_no_picture_of_the_story() -> None:
    strip = "<img src='/tide-post.gif' width='760' height='90' alt='Tide Post'>"
    assert [photo.url for photo in read(f"{strip}<img src='/quay-0815.jpg' width='900' height='600'>").photos] == [
        "https://www.tide-post.example/quay-0815.jpg"
    ]


def test_a_round_picture_is_the_writer() -> None:
    assert read("<img src='/ada.jpg' class='h-10 w-10 rounded-full' alt='Ada Brandt'>").photos == ()


@pytest.mark.parametrize(
    "line",
    [
        "Listen to the sea.",
        "Listen to her. Bring biscuits.",
        "Listen to your neighbour.",
        "Share your views on the plan at the library by Friday.",
        "More on that later.",
        "Recommended doses were ignored.",
    ],
)
def test_short_sentences_stay(line: str) -> None:
    assert line in texts(read(text=TEXT.replace("</p>", f"</p><p>{line}</p>", 1)))


@pytest.mark.parametrize(
    "line",
    [
        "Listen to the podcast.",
        "Listen to this episode.",
        "Listen to our show.",
        "Share your thoughts in the comments below.",
        "Recommended for you",
    ],
)
def test_what_a_site_plays_goes(line: str) -> None:
    assert line not in texts(read(text=TEXT.replace("</p>", f"</p><p>{line}</p>", 1)))


def test_a_letter_begins_with_its_salutation() -> None:
    assert texts(read(text=f"<p><strong>Dear Ruth,</strong></p>{TEXT}"))[0] == "Dear Ruth,"


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


def test_a_heading_that_lost_what_stood_under_it_goes() -> None:
    contact = "<p><strong>Media contact</strong></p><p>Ada Brandt, 555-0177, press@tide-post.example</p>"
    assert texts(read(text=TEXT + contact)) == texts(read())


def test_a_dek_in_the_box_of_the_text() -> None:
    figure = "<figure><img src='/quay-0815.jpg' width='900'><figcaption>The quay on Monday.</figcaption></figure>"
    lead = "<p class='lead'>Nobody had seen it come in.</p>"
    page = f"<main><article><h1>The tide came in</h1>{lead}{{}}<div>{''.join(PARAGRAPHS)}</div></article></main>"
    article = whole(page.format(figure))
    assert article.dek == "Nobody had seen it come in."
    assert texts(article) == LINES


def test_the_described_line_is_the_dek_rather_than_the_key_points() -> None:
    points = "".join(f"<li>Point {number} of the tide that came in</li>" for number in range(3))
    above = f"<p class='sub'>Nobody had seen it come in at last</p><div class='key-points'><ul>{points}</ul></div>"
    described = "<meta name='description' content='Nobody had seen it come in at last'>"
    assert read(above, described).dek == "Nobody had seen it come in at last"
    assert read(above).dek == " ".join(f"Point {number} of the tide that came in" for number in range(3))


def test_a_heading_such_as_more_from_here_in_dutch() -> None:
    rows = "<li><a href='/r/kerkklok-luidt-weer~a5'>Kerkklok luidt weer na storm</a></li>"
    assert [
        one.headline for one in read(below=f"<section><h2>Meer uit Norstrand</h2><ul>{rows}</ul></section>").teasers
    ]


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


def test_who_the_writer_is_stands_below_the_text() -> None:
    byline = "<div class='by'><span>Ada Brandt</span></div>"
    bio = "<p><em>Ada Brandt is a retired teacher who lives in Norstrand.</em></p>"
    assert texts(read(byline, text=TEXT + bio)) == texts(read(byline))
    told = "Ada Brandt is a professor no more, the court of Norstrand said on Monday."
    assert texts(read(byline, text=f"{TEXT}<p>{told}</p>"))[-1] == told
    other = "<p><em>Leo Park is a retired teacher who lives in Norstrand.</em></p>"
    assert len(texts(read(byline, text=TEXT + other))) == len(texts(read(byline))) + 1


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("<p>Ada Brandt is a reporter at the Norstrand Post.</p>", False),
        ("<p><strong>Ada Brandt</strong> is the Post’s chief political editor. Follow her on Twitter.</p>", False),
        ("<p>Ada Brandt ist Redakteurin beim Boten.</p>", False),
        ("<p>Ada Brandt est journaliste au Courrier.</p>", False),
        ("<p><em>Ada Brandt</em> <em>is a retired teacher who lives in Norstrand.</em></p>", False),
        ("<div><em>Ada Brandt is a retired teacher who lives in Norstrand.</em></div>", False),
        ("<p style='font-style: italic'>Ada Brandt is a retired teacher who lives in Norstrand.</p>", False),
        ("<p>Ada Brandt is a professor no more, and she is not sad: “The sea is enough,” she says.</p>", True),
        ("<p>Ada Brandt is a writer whom nobody knew when the tide came in over the quay.</p>", True),
        ("<p>Ada Brandt is a retired teacher, and <em>The Tide</em> is the title of her book.</p>", True),
    ],
)
def test_a_note_on_the_writer_is_no_paragraph(note: str, told: bool) -> None:
    byline = "<div class='by'><span>Ada Brandt</span></div>"
    assert len(texts(read(byline, text=TEXT + note))) == len(texts(read(byline))) + told


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


def test_a_strap_is_none_of_the_text() -> None:
    strap = "<p class='strap'>United stay fourth after all of that</p>"
    article = whole(f"<main><article><h1>The tide came in</h1>{strap}{''.join(PARAGRAPHS)}</article></main>")
    assert article.dek == "United stay fourth after all of that"
    assert texts(article) == LINES
