"""Tags, sections, dates and deks as pages tell them: what belongs to programs is left out."""

from __future__ import annotations

import pytest
from test_generic import PARAGRAPHS

from qiosk_scraper import parse
from qiosk_scraper.items import Article

URL = "https://plain.example/news/tide-book/"


def read(head: str = "", above: str = "", below: str = "") -> Article:
    title = "<title>The tide book is open again | Larkfield Post</title>"
    body = f"<article><h1>The tide book is open again</h1>{above}{PARAGRAPHS * 2}{below}</article>"
    return parse(f"<html><head>{title}{head}</head><body>{body}</body></html>", URL)


def keywords(json: str) -> str:
    return (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The tide book is open again", '
        f'"keywords": {json}}}</script>'
    )


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        (
            keywords('["Category: Travel", "NLP Category: Any", "NLP Entity Tokens: Port Larkfield"]'),
            ("Port Larkfield",),
        ),
        (
            keywords('["Featured-auf-Startseite", "Fürs Herz"]') + '<meta name="keywords" content="Uhren, Gezeiten">',
            ("Uhren", "Gezeiten"),
        ),
        (
            '<meta property="article:tag" content="Clocks"><meta name="news_keywords" content="Clocks, Tides, Quay">',
            ("Clocks", "Tides", "Quay"),
        ),
        ('<meta name="author" content="Ann Lee"><meta name="tags" content="Ann Lee">', ()),
        ('<meta name="keywords" content="Archiv, Datenschutzerklärung, Impressum">', ()),
        ('<meta name="keywords" content="Hafen, Datenschutz, Gezeiten">', ("Hafen", "Datenschutz", "Gezeiten")),
        ('<meta name="news_keywords" content="@quay, autoplay_video, section: News, tides">', ("tides",)),
        (
            '<link rel="alternate" type="application/rss+xml" title="Harbour Agency » Rss" href="/rss">'
            '<meta name="keywords" content="tides, clocks, Harbour Agency">',
            ("tides", "clocks"),
        ),
        (
            '<meta property="og:site_name" content="港湾新聞デジタル">'
            '<meta name="keywords" content="港湾新聞,時計,港">',
            ("時計", "港"),
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The tide book is open again", '
            '"about": [{"@type": "Thing", "name": "Tides"}, {"name": "What the harbour master wrote on Monday night"}]}'
            "</script>",
            ("Tides",),
        ),
        ('<meta name="keywords" content="News/Sea/Tides, News/Land/Clocks">', ("Tides", "Clocks")),
        ('<meta name="cXenseParse:keywords" content="tides, clocks">', ("tides", "clocks")),
        (
            '<meta name="keywords" content="tides, The tide book is open again | Larkfield Post, clocks">',
            ("tides", "clocks"),
        ),
    ],
)
def test_tags(head: str, tags: tuple[str, ...]) -> None:
    assert read(head).tags == tags


@pytest.mark.parametrize(
    ("told", "sections"),
    [
        ("post", ()),
        ("larkfieldpost.com", ()),
        ("Commercial Real Estate,Home Page,Harbour", ("Commercial Real Estate", "Harbour")),
        ("Arts, Books", ("Arts, Books",)),
        ("› Clocks", ("Clocks",)),
        ("Clocks ·", ("Clocks",)),
        ("Zur Startseite", ()),
        ("{&quot;domainName&quot;:&quot;harbour&quot;,&quot;displayName&quot;:&quot;Harbour Log&quot;}", ()),
    ],
)
def test_sections(told: str, sections: tuple[str, ...]) -> None:
    assert read(f'<meta property="article:section" content="{told}">').sections == sections


def test_the_first_step_of_a_path_is_home_however_often_it_is_said() -> None:
    path = "<a href='/'><span>Startseite</span> <span>Startseite</span></a><a href='/kai'>Hafen</a>"
    assert read(above=f'<nav class="breadcrumb">{path}</nav>').sections == ("Hafen",)


def test_a_byline_with_its_time_is_no_kicker() -> None:
    above = '<div class="rubric">Ann Lee Harbour Apr 28, 2024 10:00 AM</div>'
    html = f"<html><body><article>{above}<h1>The tide book</h1>{PARAGRAPHS * 2}</article></body></html>"
    assert parse(html, URL).kicker is None


def test_the_links_of_a_text_are_no_sections() -> None:
    links = "".join(f'<p>See <a href="/{number}">clock {number}</a> on the quay.</p>' for number in range(9))
    assert read(above=f'<section class="article-section">{links}</section>').sections == ()


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ('<div class="post-date"><span>By Ann Lee</span><span>November 15, 2019</span></div>', "2019-11-15"),
        ('<div>Written by <a href="/ann">Ann Lee</a> on November 14, 2019</div>', "2019-11-14"),
        ("<div><span>on Monday, November 18th, 2019 at 11:08 a.m.</span></div>", "2019-11-18"),
    ],
)
def test_days_printed_beside_names(above: str, day: str) -> None:
    assert (read(above=above).published or "").startswith(day)


@pytest.mark.parametrize(
    "line",
    [
        "UPDATED: Tue., Nov. 19, 2019",
        "The Harbour Press Published Monday, November 18, 2019 8:22AM EST",
        "Written by Ann Lee, Clockmaker, on November 14, 2019",
    ],
)
def test_a_line_with_a_date_is_no_dek(line: str) -> None:
    assert read(above=f"<p>{line}</p>").dek is None


def test_a_day_in_the_words_of_the_country_above_the_text_is_no_paragraph() -> None:
    article = read(above="<p>sexta-feira, 22 de outubro de 2010 às 20:13</p>")
    assert article.body[0].text.startswith("One.")


@pytest.mark.parametrize(
    "attribute", ['data-testid="article-intro"', 'data-cy="intro"', 'data-gu-name="standfirst"', 'data-x="teaserText"']
)
def test_a_dek_named_for_the_programs_of_the_site(attribute: str) -> None:
    line = "The keeper wound it up at last"
    assert read(above=f'<div class="css-1x"><p class="css-1485smx" {attribute}>{line}</p></div>').dek == line


@pytest.mark.parametrize(
    "head",
    [
        "<hgroup><span>Harbour</span><h2>Who wound the clock?</h2></hgroup>",
        "<header><h2>Who wound the clock?</h2><time datetime='2025-03-04'>4 March</time></header>",
    ],
)
def test_a_second_level_headline_that_no_title_repeats(head: str) -> None:
    dek = "<div class='a'><span>Larkfield.</span> <span>Nobody admits it, and the tide book says nothing.</span></div>"
    body = f"<article>{head}{dek}<div>{PARAGRAPHS * 2}</div></article>"
    html = f"<html><head><title>The tide book is open again</title></head><body>{body}</body></html>"
    assert parse(html, URL).dek == "Larkfield. Nobody admits it, and the tide book says nothing."


def test_an_address_with_half_a_character_is_none() -> None:
    image = '"image": "https://plain.example/quay-\\ud800.jpg"'
    node = f'{{"@type": "NewsArticle", "headline": "The tide book is open again", {image}}}'
    article = read(f'<script type="application/ld+json">{node}</script>')
    assert (article.headline, article.photos) == ("The tide book is open again", ())


@pytest.mark.parametrize("end", ["[…]", "[&hellip;]", "[...]", "[ more ]", "[Read more]"])
def test_what_a_program_cut_out_of_a_text_is_no_dek(end: str) -> None:
    cut = "Nine clocks were wound by hand at the quay, and the keeper wrote down every one of"
    assert read(f'<meta property="og:description" content="{cut} {end}">').dek is None


def test_a_list_of_authors_printed_between_headline_and_text_beats_the_one_that_machines_are_told() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The tide book is open again", '
        '"author": {"name": "ANN LEE"}}</script>'
    )
    names = [one.name for one in read(head, above='<p class="byline">By Ann Lee, Mia Lang and Ben Doe</p>').authors]
    assert names == ["Ann Lee", "Mia Lang", "Ben Doe"]
    assert [one.name for one in read(head, above='<p class="byline">By Ann Lee</p>').authors] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("box", "byline"),
    [
        ('<span>By <a href="/ann">Ann Lee</a></span> <a href="https://birds.example/ann">Twitter</a>', "By Ann Lee"),
        ('<span>By <a href="/ann">Ann Lee</a></span> <span>Today 5:00 am</span>', "By Ann Lee"),
        ('<span class="type">Artikel</span>', None),
    ],
)
def test_ways_to_the_writer_and_kinds_of_pages_are_no_byline(box: str, byline: str | None) -> None:
    assert read(above=f'<div class="byline">{box}</div>').byline == byline


FEET = {
    "the time of WordPress": (
        '<footer class="entry-meta"><span class="posted-on">Posted on <a href="/x">'
        '<time class="entry-date published updated" datetime="2014-03-20T15:27:05+00:00">20 March</time></a></span>'
        "</footer>"
    ),
    "a sentence": (
        '<p class="small">This entry was posted on Thursday, March 20th, 2014 at 3:27 pm and is filed under '
        '<a href="/tides" rel="tag">Tides</a>.</p>'
    ),
    "a German one": "<div>Dieser Artikel wurde am 20. März 2014 um 14:48 von Ann Lee geschrieben.</div>",
    "a line called so": '<footer class="footer meta"><span class="post-date">20. März 2014</span></footer>',
    "a line of Movable Type's": (
        '<div class="asset-footer"><div class="asset-meta">Von Ann am 20.03.2014, 11:51 | 3</div></div>'
    ),
    "with its section": "<p>Posted on March 20, 2014 by Ann Lee in Politics, Local News and Town Hall</p>",
    "with books for a section": "<p>Posted by Ann Lee on March 20, 2014 in Books</p>",
    "and what was filed": "<p>Posted on March 20, 2014 at 10:30 am. Filed under: News, Harbour, Boats.</p>",
    "with its update": "<p>Veröffentlicht am 20. März 2014, zuletzt aktualisiert am 26. März 2014</p>",
    "with its update in French": "<p>Publié le 20 mars 2014 à 10h30, mis à jour le 26 mars 2014 à 9h</p>",
    "with a way to comments": (
        "<p>Posted on March 20, 2014 at 10:30 am. Filed under: News, Harbour, Boats. You can follow the comments.</p>"
    ),
    "beside the way to comments": (
        '<p class="post-footer">Posted by Ann at 10:30 on March 20, 2014 | <a href="#c">Leave a Comment »</a></p>'
    ),
    "beside a way to share": (
        '<div class="post-meta">March 20, 2014 <a href="https://x.example/s">Share this on Twitter</a></div>'
    ),
    "where comments are closed": '<div class="entry-meta comments-closed">Posted on March 20, 2014</div>',
    "in a responsive row": '<div class="responsive-row"><span class="date">March 20, 2014</span></div>',
    "of a page": "<p>This article was created on 20 March 2014.</p>",
    "a bare footer": '<footer><time datetime="2014-03-20">March 20</time></footer>',
    "an abbreviation": '<p>Artikel veröffentlicht am <abbr class="published" title="20th">20.03.2014</abbr></p>',
}


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("foot", FEET.values(), ids=FEET)
def test_the_day_in_the_articles_foot(foot: str, inside: bool) -> None:
    text = f"{PARAGRAPHS * 2}{foot}" if inside else f"<div>{PARAGRAPHS * 2}</div>{foot}"
    assert (read_text(text).published or "").startswith("2014-03-20")


def read_text(text: str) -> Article:
    title = "The tide book is open again"
    page = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{text}</article></body></html>"
    return parse(page, URL)


@pytest.mark.parametrize(
    "foot",
    [
        '<div class="grid"><div><h3><a href="/a">The ferry</a></h3><span class="date">20 March 2014</span></div></div>',
        '<ul><li><a href="/a">The ferry</a> <span class="post-date">20 March 2014</span></li></ul>',
        '<div class="comments"><p>Ben wrote on <time datetime="2014-03-20">20 March</time></p></div>',
        '<p class="meta">Last updated 20 March 2014</p>',
        "<p>The plan of the harbour was published on 20 March 2014.</p>",
        "<p>Published by Harbour Press on 20 March 2014, the book costs twenty euros and has many pages.</p>",
        "<p><em>Published in Great Britain on 20 March 2014 by Harbour Press (300 pages)</em></p>",
        "<p>Geschrieben am 20. März 1945 in Larkfield, wurde der Brief erst jetzt gefunden.</p>",
        "<p>Written in 1998.</p>",
        '<div><a href="/a">The ferry stops for the winter</a> <span class="date">20 March 2014</span></div>',
        "<div>Posted by Ben on 20 March 2014</div><div>Posted by Cleo on 21 March 2014</div>",
        '<div class="kommentare"><p>Veröffentlicht am 20. März 2014</p></div>',
        '<div class="event-box"><span class="date">20 March 2034</span></div>',
        '<div class="site-footer"><div class="date">Saturday, 20 March 2014</div></div>',
        '<div class="meta">Print · Share · Last updated: <span class="day">20 March 2014</span></div>',
    ],
)
def test_the_day_of_something_else_below_the_article(foot: str) -> None:
    assert read_text(f"<div>{PARAGRAPHS * 2}</div>{foot}").published is None


def test_the_day_above_the_post_of_a_blog() -> None:
    title = "The tide book is open again"
    post = f'<div class="post hentry"><h3 class="post-title">{title}</h3><div>{PARAGRAPHS * 2}</div></div>'
    blog = f'<div class="date-outer"><h2 class="date-header"><span>Friday, March 20, 2014</span></h2>{post}</div>'
    article = parse(f"<html><head><title>The Blog | {title}</title></head><body>{blog}</body></html>", URL)
    assert (article.headline, (article.published or "")[:10]) == (title, "2014-03-20")


def test_the_day_of_today_in_a_masthead_is_not_the_articles() -> None:
    title = "The tide book is open again"
    masthead = '<header class="masthead"><div class="post-date">Saturday, 20 March 2014</div></header>'
    main = f"<main><h1>{title}</h1><div>{PARAGRAPHS * 2}</div></main>"
    page = f"<html><head><title>{title}</title></head><body>{masthead}{main}</body></html>"
    assert parse(page, URL).published is None


@pytest.mark.parametrize(
    ("printed", "authors"), [("By “Seagull”", []), ("Harbour Wave (www.wave.example)", ["Harbour Wave"])]
)
def test_no_quotations_and_no_addresses_are_names(printed: str, authors: list[str]) -> None:
    assert [one.name for one in read(above=f'<p class="byline">{printed}</p>').authors] == authors
