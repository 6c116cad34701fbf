"""What builders, old systems and newsrooms' own templates do to a page: boxes for two widths, numbered boxes, live
entries by their class alone, pages without any heading, single links on among the paragraphs."""

from __future__ import annotations

import pytest
from any_page import LINES, URL, texts

from qiosk_scraper import parse
from qiosk_scraper.items import Article
from qiosk_scraper.layers.screens import wide_screens_show

TEXT = "".join(f"<p>{line}</p>" for line in LINES)


def read(markup: str, head: str = "<title>The tide came in</title>") -> Article:
    return parse(f"<!doctype html><html lang='en'><head>{head}</head><body>{markup}</body></html>", URL)


def article(text: str, above: str = "", below: str = "") -> Article:
    return read(f"<main><h1>The tide came in</h1>{above}<div class='text'>{text}</div>{below}</main>")


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ("hidden md:block", True),
        ("mt-6 hidden lg:flex", True),
        ("md:hidden", False),
        ("block lg:hidden", False),
        ("md:hidden lg:block", True),
        ("d-none d-md-block", True),
        ("d-md-none", False),
        ("d-none", False),
        ("hide-for-large", False),
        ("is-hidden-tablet", False),
        ("visible-xs-block", False),
        ("show-for-large", None),
        ("hidden-md", True),
        ("hidden hidden-xs", False),
        ("hidden-md hidden-lg", False),
        ("visible-xs visible-sm visible-md visible-lg", True),
        ("visible-xs visible-sm", False),
        ("hidden tablet:block", True),
        ("hidden min-[768px]:block", True),
        ("hidden tablet:block lg:hidden", False),
        ("hidden print:block", False),
        ("hidden group-hover:block", False),
        ("overflow-hidden rounded", None),
        ("text", None),
    ],
)
def test_a_page_is_read_as_a_wide_screen_shows_it(names: str, shown: bool | None) -> None:
    assert wide_screens_show(names) is shown


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [("hidden md:block", "md:hidden"), ("d-none d-lg-block", "d-lg-none"), ("show-for-large", "hide-for-large")],
)
def test_a_box_for_two_widths_is_told_once(wide: str, narrow: str) -> None:
    box = "<div class='{}'><p>Forms left unstamped on the quay: 412, by the count of the harbour office.</p></div>"
    found = texts(
        article(
            TEXT
            + box.format(wide)
            + "<p>The last line of it all was said by the harbour master.</p>"
            + box.format(narrow)
        )
    )
    assert len(found) == 8
    assert sum("412" in text for text in found) == 1


@pytest.mark.parametrize(
    "names",
    ["hidden-md", "visible-xs visible-sm visible-md visible-lg", "hidden tablet:block", "hidden min-[768px]:block"],
)
def test_a_paragraph_that_a_wide_screen_shows_is_kept(names: str) -> None:
    line = "Forms left unstamped on the quay: 412, by the count of the harbour office."
    assert line in texts(article(TEXT + f"<p class='{names}'>{line}</p>" + TEXT.replace("Paragraph", "Section")))


def test_boxes_that_clip_what_overflows_are_text() -> None:
    assert texts(article(f"<div class='overflow-hidden'>{TEXT}</div><p class='overflow-hidden'>{LINES[0]} Twice.</p>"))[
        -1
    ].endswith("Twice.")


def test_numbered_boxes_of_a_builder_are_one_text() -> None:
    boxes = "".join(
        f"<div class='module text text_{at}'><div class='inner'><p>{line}</p></div></div>"
        for at, line in enumerate(LINES)
    )
    assert texts(read(f"<div><h1>The tide came in</h1><div class='column'>{boxes}</div></div>")) == LINES


@pytest.mark.parametrize(("tag", "name"), [("article", "live-post"), ("div", "ticker-entry"), ("li", "liveblog__post")])
def test_entries_of_a_live_blog_by_their_class(tag: str, name: str) -> None:
    entries = "".join(
        f"<{tag} class='{name}' id='e{at}'><header><time datetime='2025-01-24T1{at}:00Z'>1{at}:00</time></header><div>"
        f"<p>{line}</p></div></{tag}>"
        for at, line in enumerate(LINES)
    )
    assert texts(article(f"<div class='entries'>{entries}</div>")) == LINES


def test_a_first_paragraph_before_a_quotation_is_no_dek() -> None:
    quoted = "".join(f"<p>{line}</p>" for line in LINES[1:5])
    found = article(
        f"<p>{LINES[0]}</p><div class='social-media-embed'><blockquote>{quoted}</blockquote></div><p>{LINES[5]}</p>"
    )
    assert found.dek is None
    assert texts(found) == LINES


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        (
            "<p>It was said at noon.<sup><a href='#fn1'>1</a></sup> Then it was said again by the harbour master.</p>",
            "1",
        ),
        (
            "<p class='wrapper'><a class='button primary' href='/s'><span>Share The Tide Post with all</span></a></p>",
            "Share",
        ),
        ("<div class='product-card'><div>$39 at Lampshop</div><a href='/b'>Buy</a></div>", "$39"),
        ("<p>Contributing: Ada Roe</p>", "Ada"),
        ("<p>Il vous reste 88.4% de cet article à lire. La suite est réservée aux abonnés.</p>", "abonnés"),
        (
            "<div class='box'><img src='/p-0815.jpg'><div><p class='bild__text'>The detour</p></div></div>",
            "detour",
        ),
        ("<h2>Media contact</h2><p>Ada Roe, telephone 555 0100, at the harbour office</p>", "telephone"),
    ],
)
def test_what_is_printed_among_the_paragraphs_and_is_none(line: str, gone: str) -> None:
    plain = " ".join(texts(article("".join(f"<p>{text}</p>".replace("1", "one") for text in LINES) + line)))
    assert gone not in plain


@pytest.mark.parametrize(
    ("box", "headline"),
    [
        (
            "<p><strong>LÄS MER:</strong> <a href='/n/bridge-shut-1'>The bridge is shut</a></p>",
            "The bridge is shut",
        ),
        (
            "<div class='inline-asset'><div><h3><a href='/n/bridge-shut-1'>The bridge is shut</a></h3></div></div>",
            "The bridge is shut",
        ),
        (
            "<div class='promo'><p>Read next</p><a href='/n/bridge-shut-1'><h4>The bridge is shut</h4></a></div>",
            "The bridge is shut",
        ),
    ],
)
def test_a_single_link_on_among_the_paragraphs_is_a_teaser(box: str, headline: str) -> None:
    found = article(f"<p>{LINES[0]}</p><p>{LINES[1]}</p>{box}<p>{LINES[2]}</p><p>{LINES[3]}</p>")
    assert [(one.headline, one.url) for one in found.teasers] == [
        (headline, "https://www.tide-post.example/n/bridge-shut-1")
    ]
    assert texts(found) == LINES[:4]


def test_a_link_without_words_laid_over_a_card() -> None:
    card = "<li><div><a href='/n/bridge-shut-1' aria-label='The bridge is shut'></a><h3>The bridge</h3></div></li>"
    found = article(TEXT, below=f"<section><h2>More on this story</h2><ul>{card}</ul></section>")
    assert [one.headline for one in found.teasers] == ["The bridge is shut"]


def test_the_sites_name_in_the_first_heading_is_no_headline() -> None:
    head = (
        "<title>The Tide Post: The tide came at noon</title><meta property='og:title' content='The tide came at noon'>"
    )
    found = read(
        "<div><h1 class='title'><a href='https://www.tide-post.example/'>The Tide Post</a></h1></div>"
        "<div class='hentry'>"
        f"<h3 class='post-title'>The tide came at noon</h3><div class='post-body'>{TEXT}</div>"
        "<div class='post-footer'>"
        "<span class='vcard'>Posted by <span class='fn'>Ada Roe</span></span><abbr itemprop='datePublished' "
        "title='2024-04-12T19:45:00+02:00'>19:45</abbr></div></div>",
        head,
    )
    assert found.headline == "The tide came at noon"
    assert [one.name for one in found.authors] == ["Ada Roe"]
    assert found.published == "2024-04-12T17:45:00+00:00"


def test_a_page_of_tables_without_a_heading() -> None:
    text = "".join(f"<p><font size='2'>{line}</font></p>" for line in LINES)
    found = read(
        "<table><tr><td><a href='/'>Home</a></td><td><font size='1'>Thursday, June 12, 2003</font>"
        "<p><font size='5'><b>The tide came at noon</b></font></p><p><font size='2'>"
        f"<b>By ADA ROE</b><br><i>Weekly Staff Writer</i></font></p>"
        f"{text}</td></tr></table>",
        "<title>The Tide Post: The tide came at noon</title>",
    )
    assert found.headline == "The tide came at noon"
    assert [one.name for one in found.authors] == ["ADA ROE"]
    assert (found.published or "").startswith("2003-06-12")
    assert texts(found) == LINES


def test_the_displayed_headline_that_machines_are_told_beside_the_search_headline() -> None:
    head = (
        "<title>A fight over a well - The Tide Post</title><meta property='og:title' content='A fight over a well'>"
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"A fight over a well",'
        '"alternativeHeadline":"In a drying valley, two families want one well"}</script>'
    )
    found = read(
        f"<main><h1>In a drying valley, two families want one well</h1><div class='text'>{TEXT}</div></main>", head
    )
    assert found.headline == "In a drying valley, two families want one well"


@pytest.mark.parametrize(
    ("figure", "caption", "credit"),
    [
        (
            "<figure><img src='/p-0815.jpg'><div data-c-caption='The quay in January.' "
            "data-c-credit='Ada Roe, The Tide Post'></div></figure>",
            "The quay in January.",
            "Ada Roe, The Tide Post",
        ),
        (
            "<figure><img src='/p-0815.jpg'><figcaption><span>The quay in January.</span><span><span>Credit...</span>"
            "<span>Ada Roe for The Tide Post</span></span></figcaption></figure>",
            "The quay in January.",
            "Ada Roe for The Tide Post",
        ),
    ],
)
def test_lines_that_a_figure_keeps_in_its_parts(figure: str, caption: str, credit: str) -> None:
    photo = article(TEXT, above=figure).photos[0]
    assert ((photo.caption or "").rstrip("."), photo.credit) == (caption.rstrip("."), credit)


def test_the_picture_told_above_the_text_leads_before_a_chart_in_it() -> None:
    chart = "<figure><img src='/chart-0816.jpg'><figcaption>Claims by month, 2021 to 2024</figcaption></figure>"
    found = read(
        f"<main><h1>The tide came in</h1><img src='/hero-0815.jpg'>"
        f"<div class='text'><p>{LINES[0]}</p>{chart}{TEXT}</div></main>",
        "<title>The tide came in</title><meta property='og:image' content='https://www.tide-post.example/hero-0815.jpg'>",
    )
    assert found.photos[0].url == "https://www.tide-post.example/hero-0815.jpg"


def test_reporters_in_an_address_each() -> None:
    people = "".join(
        f"<li><address><a href='mailto:x@y.example'>{name}</a></address></li>" for name in ("Ada Roe", "Bo Kahn")
    )
    assert [one.name for one in article(TEXT, above=f"<ul>{people}</ul>").authors] == ["Ada Roe", "Bo Kahn"]


def test_a_dek_and_a_letter_that_only_tests_know_by_name() -> None:
    dek = "<p data-test-id='article-intro'>Drivers go round by the old ferry until May.</p>"
    letter = "<div data-test-id='newsletter-box'><p>All of the news of the quay each morning, for nothing.</p></div>"
    text = "".join(f"<p data-test-id='article-text' class='p1'>{line}</p>" for line in LINES)
    found = read(f"<main><article><h1>The tide came in</h1>{dek}{text}{letter}</article></main>")
    assert found.dek == "Drivers go round by the old ferry until May."
    assert not any("each morning" in line for line in texts(found))


@pytest.mark.parametrize(
    "box",
    [
        "<p class='epigrafe'>Forms left unstamped on the quay: 412, by the count of the office.</p>",
        "<div class='box'><img src='/quay.jpg' alt=''><div class='foto-text'><p>Forms left unstamped on "
        "the quay: 412, by the count of the office.</p><p>The office opens again on Monday.</p></div></div>",
    ],
)
def test_text_named_like_a_caption(box: str) -> None:
    found = texts(article(TEXT + box + TEXT.replace("Paragraph", "Section")))
    assert "Forms left unstamped on the quay: 412, by the count of the office." in found


@pytest.mark.parametrize("heading", ["Contacts", "Contact", "Key events", "Go deeper"])
def test_chapters_named_like_what_stands_below_a_text(heading: str) -> None:
    below = "".join(f"<p>{line.replace('Paragraph', 'Section')}</p>" for line in LINES[:4])
    found = article(f"{TEXT}<h2>{heading}</h2>{below}")
    assert len(found.body) == len(LINES) + 5
    assert ("heading", heading) in [(block.type, block.text) for block in found.body]


@pytest.mark.parametrize(
    "below",
    [
        "<h2>Press contact</h2><p>Ada Roe, harbour office</p>",
        f"<h2>Contacts</h2><p>Ada Roe of the harbour office, {LINES[0].lower()} Phone 0491 555 0182.</p>"
        "<p>Open till four.</p>",
        "<h2>Key events</h2><ul><li><a href='/1'>The tide</a></li></ul>",
    ],
)
def test_labels_below_a_text_go(below: str) -> None:
    found = texts(article(TEXT + below))
    assert found[: len(LINES)] == LINES
    assert not {"Press contact", "Contacts", "Key events", "Open till four."} & set(found)
