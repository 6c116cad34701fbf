"""Reading pages of unknown make: headline, authors, tags, sections, dates, bodies in scripts, wrapped pages."""

from __future__ import annotations

import json
from urllib.parse import urljoin

import pytest
from any_page import TEXT, URL, read

from qiosk_scraper import parse
from qiosk_scraper.items import Capture
from qiosk_scraper.normalise.zones import zone_of_address
from qiosk_scraper.page import Page


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        (
            '<meta name="news_keywords" content="tides, quays"><meta name="keywords" content="best news, tides">',
            ("tides", "quays"),
        ),
        (
            '<meta name="keywords" content="Tide Post, tides"><meta property="og:site_name" content="Tide Post">',
            ("tides",),
        ),
        ('<meta name="keywords" content="AER, AIR, CRSH, DIS">', ()),
    ],
)
def test_tags(head: str, tags: tuple[str, ...]) -> None:
    assert read(head=head).tags == tags


def test_tags_that_programs_padded() -> None:
    told = ["tides", "quays", "_layout", "comments-enabled", "26157981-b4f7-4929-adc1-e860c6f03636", "tide-post.com"]
    node = {"@type": "NewsArticle", "headline": "The tide came in", "keywords": told}
    assert read(head=f'<script type="application/ld+json">{json.dumps(node)}</script>').tags == ("tides", "quays")


@pytest.mark.parametrize(
    "label", ["Topics", "Mehr zum Thema", "Mots-clés:", "Temas", "Související témata:", "Tagi", "태그"]
)
def test_links_under_a_label_are_tags(label: str) -> None:
    links = "<ul><li><a href='/sea/tides/'>Tides 12</a></li><li><a href='/sea/quays/'>Quays 3</a></li></ul>"
    assert read(below=f"<section><div><h4>{label}</h4></div>{links}</section>").tags == ("Tides", "Quays")


@pytest.mark.parametrize(
    "box",
    [
        "<section><h4>Topics</h4><ul><li><a href='https://facebook.com/tide'>Follow us</a></li></ul></section>",
        "<section><h4>Mehr zum Thema</h4><ul><li><a href='/a'>The ferry will not sail on Monday, says its captain</a>"
        "</li></ul></section>",
        "<section><h4>Topics</h4><p>The council spoke of it at length. <a href='/sea/'>Sea</a></p></section>",
    ],
)
def test_other_links_under_such_a_label_are_none(box: str) -> None:
    assert read(below=box).tags == ()


def test_displayed_tags_that_hold_the_told_ones_and_more() -> None:
    links = "<div class='tags'><a href='/t/1'>Sea</a><a href='/t/2'>Tides</a><a href='/t/3'>Quays</a></div>"
    assert read(head='<meta name="keywords" content="Sea">', below=links).tags == ("Sea", "Tides", "Quays")


def test_keywords_of_the_section_give_way_to_displayed_tags_that_the_text_speaks_of() -> None:
    links = "<div class='tags'><a href='/t/2'>Tide</a><a href='/t/3'>Quay</a></div>"
    assert read(head='<meta name="keywords" content="Law, Experts, Courts">', below=links).tags == ("Tide", "Quay")


def test_topic_links_below_the_text_are_tags() -> None:
    links = "<div class='x'><a href='/topics/tides'>Tides</a><a href='/topics/quays'>Quays</a></div>"
    assert read(below=links).tags == ("Tides", "Quays")


@pytest.mark.parametrize(
    ("above", "text"),
    [
        ("<div class='article-byline'><div><span>Ada Roe</span> <span>Ben Doe</span></div></div>", TEXT),
        ("<p>By Ada Roe and Ben Doe, in <a href='/news'>News</a></p>", TEXT),
    ],
)
def test_authors_without_words_between_them(above: str, text: str) -> None:
    assert [author.name for author in read(above=above, text=text).authors] == ["Ada Roe", "Ben Doe"]


def test_a_name_that_opens_the_text_is_its_author_and_no_paragraph() -> None:
    node = {"@type": "NewsArticle", "headline": "The tide came in", "author": {"@type": "Person", "name": "Tide D"}}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    article = read(head=head, text=f"<p><strong>Ada Roe</strong></p>{TEXT}")
    assert [author.name for author in article.authors] == ["Ada Roe"]
    assert article.body[0].text.startswith("Paragraph 0")


def test_links_of_a_sentence_stay_whatever_they_are_named() -> None:
    text = (
        f"<p><a id='auto-tag_ada-roe' href='/t/ada'>Ada Roe</a> said at some length that the tide was late.</p>{TEXT}"
    )
    assert read(text=text).body[0].text == "Ada Roe said at some length that the tide was late."


def test_a_page_inside_of_a_form() -> None:
    page = (
        f"<html><body><form action='x.aspx'><div><h1>The tide came in</h1><div class='t'>{TEXT}</div></div></form>"
        "</body></html>"
    )
    assert len(parse(page, URL).body) == 6


def test_a_body_that_only_a_script_holds() -> None:
    points = "<ul><li>The quay was wet.</li></ul><ol><li><h3>The tide</h3><p>It rose all night.</p></li></ol>"
    inner = json.dumps({"article": {"content": TEXT.replace("<p>", '<p class="e">') + points}})
    script = f"<script>self.__next_f.push([1,{json.dumps('5:' + inner)}])</script>"
    head = '<meta property="og:type" content="article"><meta property="og:title" content="The tide came in">'
    article = parse(f"<html><head><title>T</title>{head}</head><body><div id=root></div>{script}</body></html>", URL)
    assert [block.type for block in article.body] == ["paragraph"] * 6 + ["list_item", "heading", "paragraph"]
    assert (article.answered_by["body"], article.failures) == ("embedded", ())


def test_entries_of_a_live_blog() -> None:
    entries = [
        {"@type": "BlogPosting", "headline": f"Hour {hour}", "articleBody": f"In hour {hour} the tide rose. " * 12}
        for hour in range(8)
    ]
    node = {"@type": "LiveBlogPosting", "headline": "The tide came in", "liveBlogUpdate": entries}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    article = read(head=head, text=TEXT[:400])
    assert [block.text for block in article.body if block.type == "heading"] == [f"Hour {hour}" for hour in range(8)]


def test_a_printed_time_is_read_in_the_zone_of_the_country() -> None:
    head = '<meta property="article:published_time" content="2025-07-01 18:11:00">'
    assert read(head=head, url="https://www.tide-post.de/a-long-article-4711").published == "2025-07-01T16:11:00+00:00"
    assert zone_of_address("https://tide-post.example/") is None


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("h1", 1),
        ("p.lead, .none", 1),
        (".none", 0),
        (".lea", 0),
        (".lead", 1),
        ("body > .lead", 1),
        (".lead .lead", 0),
        ("[class*=ead]", 1),
        ("[itemprop~=name]", 1),
        ("[itemprop~=nam]", 0),
        ("[rel=tag]", 0),
        ("a, p, h1", 3),
        ("[rel=next], a", 1),
        (":is(p, a)", 2),
    ],
)
def test_selectors_find_what_is_there(css: str, found: int) -> None:
    body = b"<html><body><h1 itemProp='name'>T</h1><p class='lead x'>P</p><a rel='next'>n</a></body></html>"
    elements = Page(Capture(URL, body)).select(css)
    assert len(elements) == found
    assert [one.tag for one in elements] == sorted((one.tag for one in elements), key=("h1", "p", "a").index)


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "/a/b",
        "/a/../b",
        "/a//b",
        "//other.example/x",
        "/a?x=1&y=2",
        "/a?",
        "/a;p",
        "/a b",
        "/ä",
        "/.",
        "b",
        "?x",
        "#x",
    ],
)
def test_addresses_are_joined_as_urljoin_does(href: str) -> None:
    page = Page(Capture("https://user:secret@tide.example/2024/the-tide", b"<p>x</p>"))
    assert page.absolute(f" {href} ") == urljoin("https://tide.example/2024/the-tide", href)


def test_what_stands_before_the_headline_in_one_box_is_no_text() -> None:
    page = (
        "<html><body><main><div class='story'><ul><li>Home</li><li>Harbour</li></ul><p>Low water at the quay today</p>"
        f"<h1>The tide came in</h1>{TEXT}</div></main></body></html>"
    )
    assert [block.text[:9] for block in parse(page, URL).body] == ["Paragraph"] * 6


@pytest.mark.parametrize(
    "line",
    [
        "<p>dpa</p>",
        "<p>25.10.2025 - 15:26 Uhr</p>",
        "<p>Reporting by Ada Roe in Quayton, writing by Ben Doe, Editing by Mia Lang</p>",
        "<p>Our Standards: The Tide Post Trust Principles.</p>",
        "<p>“From the quay”: our newsletter informiert Sie immer montags über das Wichtigste.</p>",
        "<h3>Newsletter: Harbour inside</h3>",
        "<p>1/12</p>",
        "<blockquote><p>“The tide came in over the quay, who saw it”</p></blockquote>",
        "<aside class='pull-quote'>the tide came in over the quay, who saw it</aside>",
    ],
)
def test_lines_that_are_nobodys_text(line: str) -> None:
    assert [block.text[:9] for block in read(text=f"{TEXT}{line}").body] == ["Paragraph"] * 6


def test_a_quotation_said_once_stays() -> None:
    quote = "<blockquote>“I kept my boots on all night,” said the harbour master.</blockquote>"
    blocks = read(text=f"{TEXT}{quote}").body
    assert [block.type for block in blocks] == ["paragraph"] * 6 + ["quote"]


def test_an_icon_behind_the_words_of_a_link_ends_no_paragraph() -> None:
    line = (
        "<p>The harbour master calls it <a href='/rush'><span>“the rush”<svg><title>opens a tab</title></svg></span>"
        "</a> and keeps his boots on.</p>"
    )
    assert read(text=TEXT + line).body[-1].text == "The harbour master calls it “the rush” and keeps his boots on."


def test_a_byline_beside_its_date_in_one_box() -> None:
    box = "<div><p>von <a href='/ada'>Dr. Ada Roe</a></p> <p>20.10.2025</p></div>"
    article = read(above=box, head='<meta name="author" content="TP">')
    assert [author.name for author in article.authors] == ["Dr. Ada Roe"]


def test_entries_of_a_live_blog_in_boxes_of_their_own() -> None:
    entries = "".join(
        f"<div class='entry'><h3>At {hour}</h3><div class='entry-text'><p>Entry {hour} tells at some length how the "
        "tide came in over the quay, who saw it, and what they said of it afterwards.</p></div></div>"
        for hour in range(8, 18)
    )
    told = {"@type": "LiveBlogPosting", "headline": "The tide came in"}
    article = read(
        head=f'<script type="application/ld+json">{json.dumps(told)}</script>',
        text=TEXT,
        below=f"<div class='live'><div class='entries'>{entries}</div></div>",
    )
    texts = [block.text[:8].strip() for block in article.body if block.type == "paragraph"]
    assert texts == ["Paragrap"] * 6 + [f"Entry {hour}"[:8] for hour in range(8, 18)]


def test_entries_of_a_live_blog_that_are_articles() -> None:
    entries = "".join(
        f"<article class='block'><header><time datetime='2026-03-17T{hour}:00:00Z'>{hour}.00</time></header>"
        f"<h2>At {hour}</h2><p>Entry {hour} tells at some length how the tide came in over the quay, who saw it.</p>"
        "</article>"
        for hour in range(10, 16)
    )
    told = {"@type": "LiveBlogPosting", "headline": "The tide came in"}
    page = f"<main><h1>The tide came in</h1><div>{entries}</div></main>"
    body = parse(f'<html><script type="application/ld+json">{json.dumps(told)}</script><body>{page}</body>', URL).body
    assert [block.text[:8] for block in body if block.type == "paragraph"] == [
        f"Entry {hour}" for hour in range(10, 16)
    ]


@pytest.mark.parametrize(
    ("printed", "published", "modified"),
    [
        ("<p>12.03.2025 - 08:15 Uhr</p><p>Aktualisiert am 12.03.2025, 14:07 Uhr</p>", "12T08:15", "12T14:07"),
        (
            "<p><time>Publié le 28/03/2025 à 18:05</time>, <time>mis à jour le 28/03/2025 à 19:22</time></p>",
            "28T18:05",
            "28T19:22",
        ),
        ("<small>12. mar 2025 o 14:07 (aktualizované 13. mar 2025 o 16:00)</small>", "12T14:07", "13T16:00"),
        (
            "<p><span class='date'>12 март 2025, 14:07</span>, последна промяна <span>12 март 2025, 15:02</span></p>",
            "12T14:07",
            "12T15:02",
        ),
        ("<ul><li>입력 2025.03.12 14:07</li><li>수정 2025.03.12 15:30</li></ul>", "12T14:07", "12T15:30"),
        ("<p class='date'>12 มีนาคม 2568 14:07 น.</p>", "12T14:07", None),
        ("<p>12 марта 2025, 14:07 | Текст: Лидия Соколова | Просмотров: 812</p>", "12T14:07", None),
        ("<div>2025年03月12日07:05 | 来源：<a href='/'>党报网</a></div>", "12T07:05", None),
        ("<p>12.03.2025 08:15</p><p>Updated rules for the quay are expected soon.</p>", "12T08:15", None),
    ],
)
def test_dates_printed_below_the_headline(printed: str, published: str, modified: str | None) -> None:
    article = read(above=printed)
    assert (article.published or "")[8:16] == published
    assert (article.modified or "")[8:16] == (modified or "")


@pytest.mark.parametrize("level", ["h2", "h3", "h4"])
def test_title_is_the_headline_and_a_site_that_says_its_name_nowhere_else(level: str) -> None:
    told = "산들군, 빈집 40채 고쳐 청년에 임대"
    head = f"<title>{told} - 산들신문</title>"
    body = f"<div><{level} class='heading'>{told}</{level}></div><div class='view'>{TEXT}</div>"
    assert parse(f"<html lang='ko'>{head}<body>{body}</body></html>", URL).headline == told


@pytest.mark.parametrize(
    ("above", "sections"),
    [
        ("<div class='detail-cate'><a href='/thoi-su'>Thời sự</a></div>", ["Thời sự"]),
        ("<a class='ressort' href='/chronik'>Chronik</a>", ["Chronik"]),
        ("<div id='topicpath'><a href='/'>ホーム</a> &gt; <a href='/kensei/'>県政</a></div>", ["県政"]),
        ("<div class='breadcrumb'><a href='/'>الرئيسية</a><a href='/1'>محليات</a></div>", ["محليات"]),
        ("<div class='section'><a href='/a'>A long read</a><a href='/b'>Another</a></div>", []),
        ("<p><a href='/news'>Harbour</a></p>", ["Harbour"]),
        ("<div><a href='/news/'>News</a> / <a href='https://tide-post.example/news/local/'>Local</a></div>", ["News"]),
        ("<div><a href='/category/harbour/'>Harbour</a></div>", ["Harbour"]),
        ("<div><a rel='tag' href='/harbour'>Harbour</a></div>", ["Harbour"]),
        ("<p>12 May - <a href='/local'>Local</a></p>", ["Local"]),
        (
            "<div><a href='/topics/soci%C3%A9t%C3%A9'>Sociétés</a> <a href='/topics/harbour'>Harbour</a></div>",
            ["Harbour"],
        ),
        (
            "<p><a href='/newsletter'>Newsletter</a> <a href='/e-edition'>E-Edition</a></p>",
            [],
        ),
        ("<p><a href='/news'>All news</a> <a href='/news'>← News</a> <a href='/news'>Back to News</a></p>", []),
        ("<p><a href='/news'>Subscribe</a> <a href='/subscribe'>Abo</a> <a href='/'>Tide Post</a></p>", []),
        ("<p><a href='/news'>Ada Brandt</a> <a rel='author' href='/news'>Tide desk</a></p>", []),
        ("<p><a href='/sport'>Regatta</a> <a href='#top'>Top</a> <a href='?page=2'>2</a></p>", []),
        ("<p><a href='/category/harbour/?share=x'>Share</a><a href='https://x.example/news'>Feed</a></p>", []),
        ("<p><a href='/news/the-tide-came-in-4711'>The tide</a></p>", []),
    ],
)
def test_section_above_the_headline(above: str, sections: list[str]) -> None:
    page = f"<html><head><title>Tide</title></head><body><main>{above}<h1>The tide came in</h1><div>{TEXT}</div></main>"
    assert list(parse(page, URL).sections) == sections


@pytest.mark.parametrize(
    ("address", "above", "sections"),
    [
        ("/2025/03/12/the-tide-came-in", "<a href='/2025/03/'>March 2025</a>", []),
        ("/en/news/the-tide-came-in", "<a href='/en/'>English</a> <a href='/en/news'>News</a>", ["News"]),
        ("/uk/the-tide-came-in", "<a href='/uk'>UK news</a>", ["UK news"]),
        ("/authors/ada-brandt/the-tide-came-in", "<a href='/authors/ada-brandt'>Quay diary</a>", []),
        (
            "/sport/rowing/2025/the-tide-came-in",
            "<a href='/sport'>Sport</a> <a href='/sport/rowing'>Rowing</a>",
            ["Sport", "Rowing"],
        ),
    ],
)
def test_a_list_under_whose_address_the_articles_stands_is_its_section(
    address: str, above: str, sections: list[str]
) -> None:
    page = f"<html><head><title>Tide</title></head><body><main><article><p>{above}</p><h1>The tide came in</h1>{TEXT}"
    assert list(parse(page, f"https://ledger.example{address}").sections) == sections


def test_a_menu_over_the_article_names_no_section() -> None:
    menu = "<div class='m'><a href='/news'>News</a> <a href='/sport'>Sport</a></div>"
    page = f"<html><head><title>Tide</title></head><body>{menu}<main><h1>The tide came in</h1><div>{TEXT}</div></main>"
    assert not parse(page, URL).sections


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("12 марта 2025, 14:07 | Текст: Лидия Соколова | Просмотров: 812", "Лидия Соколова"),
        ("كتب أحمد عبد الهادي", "أحمد عبد الهادي"),
        ("Oleh Azlan Karim", "Azlan Karim"),
    ],
)
def test_byline_in_a_line_that_no_class_names(line: str, name: str) -> None:
    assert [author.name for author in read(above=f"<p>{line}</p>").authors] == [name]
