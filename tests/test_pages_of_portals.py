"""Pages as portals, papers and blogs made them from 2005 to 2014: text in a box for each paragraph, signs of the design
among the pictures, moments in `abbr`, bylines in `cite`."""

from __future__ import annotations

import pytest
from any_page import IMAGE, LINES, PARAGRAPHS, TEXT, names, read, texts, whole

from qiosk_scraper import parse


def test_first_paragraphs_in_boxes_of_their_own_are_part_of_the_text() -> None:
    boxes = "".join(f"<div class='{name}Par'>{PARAGRAPHS[at]}</div>" for at, name in enumerate(("first", "second")))
    related = (
        "<div class='links_inline'><h2>Related Articles</h2><ul><li><p><a href='/a'>Older news</a></p></li></ul></div>"
    )
    article = whole(
        f"<h1>The tide came in</h1><div id='area'>{boxes}{related}"
        f"<div class='body'>{''.join(PARAGRAPHS[2:])}</div></div>"
    )
    assert texts(article) == LINES


def test_a_subheading_right_below_the_headline_is_the_dek() -> None:
    said = "Two people were pulled from the water after the tide came in over the quay at night."
    first = (
        "Wardens were called to the quay after the tide came in, and two people were pulled from the water at night."
    )
    article = whole(
        f"<div class='head'><h1>The tide came in over the quay, two pulled from the water</h1><h2>{said}</h2></div>"
        f"<div class='a'><p>{first}</p></div><div class='body'>{TEXT}</div>",
        head=f"<meta property='og:description' content='{said}'>",
    )
    assert article.dek == said
    assert texts(article)[0] != said


@pytest.mark.parametrize(
    "described",
    ["Tide Post", "(Aug. 13) -- Declaring"],
)
def test_a_description_that_says_nothing_is_no_dek(described: str) -> None:
    text = f"<p>LARKFIELD (Aug. 13) -- Declaring &quot;the end of the quay&quot;, the mayor spoke.</p>{TEXT}"
    head = f"<meta property='og:site_name' content='Tide Post'><meta property='og:description' content='{described}'>"
    assert read(head=head, text=text).dek is None


@pytest.mark.parametrize(
    "above",
    [
        "<p class='title_foot'>기사입력 2013-10-24 03:00:00 기사수정 2013-10-24 03:00:00</p>",
        f"<div class='pic'>{IMAGE.replace('A quay', 'The mayor says that the quay will be built anew.')}</div>"
        "<div>The mayor says that the quay will be built anew.</div>",
    ],
    ids=["moments", "caption"],
)
def test_what_stands_below_the_headline_and_is_no_dek(above: str) -> None:
    assert read(above).dek is None


def test_the_first_paragraph_stays_in_the_text_whatever_it_is_named() -> None:
    head = f'<meta property="og:description" content="{LINES[0]}">'
    text = f"<p class='first-text'>{LINES[0]}</p>{''.join(PARAGRAPHS[1:])}"
    assert texts(read(head=head, text=text)) == LINES


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        (
            "<div><span>Text Size </span><a href='#'>+</a></div><div><span>By: <a href='/id/158'>Ada Brandt</a><br>"
            "Executive Editor</span></div>",
            ["Ada Brandt"],
        ),
        (
            "<cite class='source'><a href='/ada'><img src='/i/brandt_35.jpg' width='35'></a>By Ada Brandt<br>"
            "tide-post.example<br><a href='/ada'>Archive</a></cite>",
            ["Ada Brandt"],
        ),
        ("<p>Text: Ada Brandt</p>", ["Ada Brandt"]),
        (
            "<div class='byline'><span>By&nbsp;Ada  Brandt, Staff Writer<div><span>Published: May 15,"
            " 2013</span></div><div><span>Reviewed&nbsp;by <a href='/r?id=55'>Leo Park, MD</a>; Associate Clinical "
            "Professor of Tides, University of Larkfield and Dorothy Caspar, MA, RN, Harbour Planner"
            "</span></div></span></div>",
            ["Ada Brandt"],
        ),
    ],
)
def test_bylines(above: str, authors: list[str]) -> None:
    assert names(read(above)) == authors


def test_the_moment_in_an_abbreviation_of_the_byline() -> None:
    line = (
        "<cite class='byline vcard'>By <span class='fn'>Ada Brandt</span> &ndash; "
        "<abbr title='2011-08-25T01:40:40Z'>1 hr 4 mins ago</abbr></cite>"
    )
    assert read(line).published == "2011-08-25T01:40:40+00:00"


def test_other_abbreviations_tell_no_moment() -> None:
    assert read(text=f"<p>The <abbr title='2011-08-25'>day</abbr> of the flood.</p>{TEXT}").published is None


@pytest.mark.parametrize("furniture", ["S", "Denunciar", "[+] Enlarge", "10 réactions", "Updated"])
def test_lines_that_are_nobodys_text(furniture: str) -> None:
    assert texts(read(text=f"<p>{furniture}</p>{''.join(PARAGRAPHS)}<p>{furniture}</p>")) == LINES


def test_a_title_cut_into_words_is_no_list_of_tags() -> None:
    words = "the, tide, came, in, over, 'quay, news"
    head = f'<meta property="og:title" content="The tide came in over \'quay"><meta name="keywords" content="{words}">'
    links = "<a rel='tag' href='/tag/harbour'>Harbour</a> <a rel='tag' href='/tag/flood'>Flood</a>"
    shown = f"<div class='tags'>Tags: {links}</div>"
    assert read(head=head, below=shown).tags == ("Harbour", "Flood")


def test_a_tag_once_although_run_together() -> None:
    head = "<meta name='keywords' content='harbour watch, HarbourWatch, Set-topBox, set-top box'>"
    assert read(head=head).tags == ("harbour watch", "set-top box")


def test_the_name_of_a_blog_is_no_headline() -> None:
    blog = "https://blogs.tide-post.example/harbour/"
    url = f"{blog}2013/02/08/the-tide-came-in/"
    page = (
        "<html><head><title>Harbour Notes &raquo; Blog Archive &raquo; The tide came in</title></head><body>"
        f"<h1><a href='{blog}'>Harbour Notes</a></h1><div class='post'><h2><a rel='bookmark' href='{url}'>"
        f"The tide came in</a></h2><div class='entry'>{TEXT}</div></div></body></html>"
    )
    assert parse(page, url).headline == "The tide came in"


def test_the_heading_of_the_section_is_no_headline() -> None:
    page = (
        "<html><head><title>Children who eat fish early may like it</title></head><body><h1>Harbour Health Center</h1>"
        "<h2>Tools and Resources</h2><div class='article'><h2>Children who eat fish early may like it</h2>"
        f"<div class='text'>{TEXT}</div></div></body></html>"
    )
    article = parse(page, "https://www.tide-post.example/news/fish-4712")
    assert article.headline == "Children who eat fish early may like it"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [("<div class='author'>By Brenda Goodwin, MA</div>", ["Brenda Goodwin"]), ("", ["Maren Olufsdatter"])],
)
def test_a_person_printed_as_author_beats_what_the_text_begins_with(byline: str, authors: list[str]) -> None:
    line = "Maren Olufsdatter" if not byline else "Large Print"
    assert names(read(byline, text=f"<p>{line}</p>{TEXT}")) == authors


def test_a_byline_with_two_moments_is_no_dek() -> None:
    line = (
        "<p class='bloc'><span>Le Rivage</span> | <time datetime='2015-05-04T13:36:31+02:00'>04.05.2015 à 13h36</time>"
        " • Mis à jour le <time datetime='2015-05-05T20:13:12+02:00'>05.05.2015 à 20h13</time> | Par "
        "<a href='/journaliste/ada-brandt/'>Ada Brandt</a> (avec Leo Park et Morgane Tual)</p>"
    )
    assert read(line).dek is None


@pytest.mark.parametrize("described", ["Drug-resistant bacteria, dubbed", "Tide Online"])
def test_a_word_or_two_for_machines_are_no_dek(described: str) -> None:
    assert read(head=f"<meta name='description' content='{described}'>").dek is None


def test_the_first_paragraph_stays_in_the_text_with_an_advertisement_behind_it() -> None:
    head = f'<meta property="og:description" content="{LINES[0]}">'
    text = f"<p class='first-text'><span>{LINES[0]}</span></p><div class='ad-unit'></div>{''.join(PARAGRAPHS[1:])}"
    assert texts(read(head=head, text=text)) == LINES


def test_the_list_of_all_categories_is_no_list_of_tags() -> None:
    items = "".join(
        f"<li class='cat-item cat-item-{at}'><a href='/category/{name.lower()}/'>{name}</a> ({at})</li>"
        for at, name in enumerate(("Boats", "Nets", "Quays", "Tides"), 40)
    )
    assert read(below=f"<ul><li class='widget'><h3>Articles by Category</h3><ul>{items}</ul></li></ul>").tags == ()


def test_words_of_another_sites_manual_are_no_tags() -> None:
    words = "".join(
        f"<li><a href='https://manual.example/api/{name}'>{name}</a></li>" for name in ("TideView", "QuayData")
    )
    assert read(text=f"{PARAGRAPHS[0]}<ul>{words}</ul>{TEXT}").tags == ()


def test_the_heading_of_a_teaser_is_no_headline() -> None:
    teaser = "<a href='/meldung/other-4501857.html'><article><h1>What comes with the new quay rules</h1></article></a>"
    page = (
        "<html><head><title>Nets from the shredder | Tide Post</title></head><body><nav><ul><li>"
        "<h1>Nets from the shredder</h1></li></ul></nav><article><header>"
        "<h2 itemprop='headline'>Nets from the shredder</h2></header>"
        f"<div class='text'>{TEXT}</div></article><section>{teaser}</section></body></html>"
    )
    assert parse(page, "https://www.tide-post.example/meldung/nets-4451133.html").headline == "Nets from the shredder"


@pytest.mark.parametrize(
    "described",
    [
        "Par Ada Brandt (Planète Marée, Les blogs du Rivage, 21 juin 2018)",
        "jeudi 27 juin 2019, par adab",
        f"By Ada Brandt, Tidewire, LARKFIELD — {LINES[0]} {LINES[1]} Paragraph 2 …",
    ],
)
def test_a_signature_or_the_beginning_of_the_text_is_no_dek(described: str) -> None:
    text = "".join(PARAGRAPHS)
    assert read(head=f'<meta name="description" content="{described}">', text=text).dek is None


def test_a_box_to_share_the_page_is_no_list_of_tags() -> None:
    links = "".join(
        f"<li><a href='{href}'>{name} တွင်</a></li>"
        for name, href in (
            ("Facebook", "https://www.facebook.com/dialog/feed?link=1"),
            ("Messenger", "fb-messenger://share?link=1"),
            ("Ferry", "https://www.tide-post.example/ferry"),
        )
    )
    assert read(below=f"<div class='topics tags'><ul>{links}</ul></div>").tags == ()


def test_a_file_to_load_is_no_tag() -> None:
    links = (
        "<a href='/mot/harbour'>harbour</a><a href='/mot/quay'>quay</a><a href='/docs/4711.pdf'>Edition</a>"
        "<a href='/spip.php?id=1'>Télécharger au format EPUB</a>"
    )
    assert read(below=f"<div><h4>Mots-clés</h4><div>{links}</div></div>").tags == ("harbour", "quay")


def test_a_title_of_three_words_is_no_list_of_tags() -> None:
    head = "<meta property='og:title' content='Wie entsteht Ebbe?'><meta name='keywords' content='Wie, entsteht, Ebbe'>"
    assert read(head=head).tags == ()


@pytest.mark.parametrize(
    "label",
    ["Kategorien:", "Mots-clés", "Siehe auch:", "Das Thema könnte dich auch interessieren:", "More on the ferry:"],
)
def test_the_label_of_a_list_that_is_gone_is_none_of_the_text(label: str) -> None:
    assert texts(read(text=f"{''.join(PARAGRAPHS)}<p>{label}</p>")) == LINES


@pytest.mark.parametrize(
    "above",
    [
        "<h2>Follow @tidepost for breaking news and headlines on the harbour</h2>",
        "<div>Ada Brandt, Harbour Times 4:09 p.m. EDT July 18, 2013</div>",
    ],
)
def test_invitations_and_signatures_below_the_headline_are_no_dek(above: str) -> None:
    assert read(above).dek is None


@pytest.mark.parametrize(
    "words",
    ["Tide, came, over, quay, night", "The tide came over quay night"],
)
def test_words_of_the_title_without_the_small_ones_are_no_tags(words: str) -> None:
    title = "<meta property='og:title' content='The tide came in over the quay at night'>"
    assert read(head=f"{title}<meta name='keywords' content='{words}'>").tags == ()


def test_an_author_marked_in_the_box_that_a_script_moves_to_the_head() -> None:
    box = (
        "<div id='meta' style='display: none;'><div class='article-meta'><div class='author-name'><a href='#brandt' "
        "itemprop='author'>Ada Brandt</a> <span>@brandt</span></div></div></div>"
    )
    page = (
        f"<html><head><title>The tide came in</title></head><body><article><h1>The tide came in</h1><span "
        f"itemprop='articleBody'>{TEXT}</span>{box}</article></body></html>"
    )
    assert names(parse(page, "https://www.tide-post.example/article/4711/tide.html")) == ["Ada Brandt"]
