"""Texts that a page sets in several boxes, and first paragraphs that are named like a dek: nothing of them is lost."""

from __future__ import annotations

import pytest
from any_page import IMAGE, LINES, PARAGRAPHS, TEXT, read, texts, whole

from qiosk_scraper import parse
from qiosk_scraper.normalise.datelines import opens_with_dateline

MARKED = [paragraph.replace("<p>", "<p itemprop='articleBody'>") for paragraph in PARAGRAPHS]
RAIL = (
    "<div class='side-rail'><h3>More news</h3><ul><li><a href='/a'>One</a></li><li><a href='/b'>Two</a></li></ul></div>"
)


@pytest.mark.parametrize(
    "boxes",
    [
        f"<div class='part'>{MARKED[0]}</div><div class='inline'>{IMAGE}</div>"
        f"<div class='part'>{''.join(MARKED[1:])}</div>",
        f"<p>{LINES[0]}</p><div class='p402_premium'>{''.join(PARAGRAPHS[1:])}</div>",
        f"<div class='article_body'><article>{''.join(PARAGRAPHS[:2])}</article></div>{RAIL}"
        f"<div class='article_body entry'><article>{''.join(PARAGRAPHS[2:])}</article><div class='tools'></div></div>",
        f"<div id='node-body-top'>{''.join(PARAGRAPHS[:2])}</div><div id='node-body-break'>{RAIL}</div>"
        f"<div id='node-body-bottom'>{''.join(PARAGRAPHS[2:])}</div>",
        f"<span id='text'><span class='focusParagraph'>{PARAGRAPHS[0]}</span><span id='mid_1'></span>"
        f"{''.join(PARAGRAPHS[1:])}</span>",
    ],
    ids=[
        "each paragraph marked",
        "the first before a wrapper",
        "two articles",
        "top and bottom",
        "the first in a span",
    ],
)
def test_all_pieces_are_read(boxes: str) -> None:
    head = f"<meta property='og:description' content='{LINES[0]}'>"
    assert (
        texts(whole(f"<div class='all'><h1>The tide came in</h1><div class='story'>{boxes}</div></div>", head)) == LINES
    )


@pytest.mark.parametrize("name", ["introduction", "lead", "story-intro bold"])
def test_a_first_paragraph_right_before_the_second_stays_in_the_text(name: str) -> None:
    head = f"<meta property='og:description' content='{LINES[0]}'>"
    article = read(head=head, text=f"<p class='{name}'>{LINES[0]}</p>{''.join(PARAGRAPHS[1:])}")
    assert texts(article) == LINES
    assert article.dek == LINES[0]


def test_a_paragraph_of_that_name_before_a_picture_is_the_dek_alone() -> None:
    text = f"<p class='lead'>{LINES[0]}</p><figure>{IMAGE}</figure>{''.join(PARAGRAPHS[1:])}"
    article = read(head=f"<meta property='og:description' content='{LINES[0]}'>", text=text)
    assert (article.dek, texts(article)) == (LINES[0], LINES[1:])


def test_what_begins_with_place_and_agency_is_no_dek() -> None:
    first = "LARKFIELD (Reuters) - The tide came in over the quay on Friday, and nobody in the town was hurt."
    text = f"<span class='focus'><p>{first}</p></span>{''.join(PARAGRAPHS)}"
    article = read(head=f"<meta name='description' content='{first}'>", text=text)
    assert article.dek is None
    assert texts(article) == [first, *LINES]


@pytest.mark.parametrize(
    ("text", "is_dateline"),
    [
        ("LONDON (Reuters) - Some 165 million", True),
        ("KIROV, Russia (AP) — The court", True),
        ("Frankfurt/Main (dpa) - Für einen Roman", True),
        ("MENLO PARK, Calif. -- In a bid", True),
        ("Ada Brandt (CDU) - Mayor of the town", False),
        ("ANALYSIS – The deal", False),
        ("The tide - and what it brings", False),
    ],
)
def test_datelines(text: str, is_dateline: bool) -> None:
    assert opens_with_dateline(text) is is_dateline


def test_a_dateline_is_part_of_its_paragraph() -> None:
    first = "<p><span class='dateline'>LARKFIELD</span> &mdash; The tide came in over the quay on Friday night.</p>"
    article = read(text=f"{first}{''.join(PARAGRAPHS)}")
    assert texts(article) == ["LARKFIELD — The tide came in over the quay on Friday night.", *LINES]


@pytest.mark.parametrize("line", ["Autoplay", "Last SlideNext Slide", "Ads by Google", "Like Us on Facebook"])
def test_buttons_of_galleries_and_networks_are_nobodys_text(line: str) -> None:
    assert texts(read(text=f"<p>{line}</p>{''.join(PARAGRAPHS)}<p>{line}</p>")) == LINES


def test_a_sentence_on_an_app_is_text() -> None:
    said = "The app is available as a free download in the App Store."
    assert said in texts(read(text=f"{''.join(PARAGRAPHS)}<p>{said}</p><p>{LINES[0]} Again.</p>"))


def test_a_place_that_links_to_its_page_is_no_headline() -> None:
    page = (
        "<html><head><title>Two held after the storm over the quay - Tide Post</title></head><body>"
        "<h1 class='section_head'><span><a href='/feed/larkfield.aspx'>Larkfield</a></span></h1>"
        "<div class='story'><div class='head'>Two held after the storm over the quay</div>"
        f"<div>{TEXT}</div></div></body></html>"
    )
    assert parse(page, "https://www.tide-post.example/n/4711.aspx").headline == "Two held after the storm over the quay"


@pytest.mark.parametrize(
    "card",
    [
        "<article><h3><a href='/news/the-mill-closes'>The mill closes</a></h3><p>{S}</p><p>{S}</p></article>",
        "<article><a href='/news/the-mill-closes'><h4>The mill closes</h4></a><p>{S}</p><p>{S}</p></article>",
        "<article><p>{S}</p><a href='https://posts.example/1'>Post</a></article>",
        "<article class='k7'><p>Ada Brandt writes on the harbour of the town.</p><p>{S}</p></article>",
    ],
)
def test_a_card_or_post_among_the_paragraphs_is_no_piece(card: str) -> None:
    said = "The owners gave no reason for it, and the town asked for none."
    text = f"{''.join(PARAGRAPHS)}{card.format(S=said)}"
    page = f"<div class='all'><h1>The tide came in</h1><div class='article-body'>{text}</div></div>"
    assert texts(whole(page)) == LINES


def test_a_note_above_the_page_leads_in_nothing_that_stands_beside_the_text() -> None:
    note = "<p>We keep a few of your choices on your device to show you what you may like to read next here.</p>"
    other = "<p>The mill above the town closes for good this spring, and nobody has yet said what comes next.</p>"
    text = f"<div class='c1'>{PARAGRAPHS[0]}<h1>The tide came in</h1>{''.join(PARAGRAPHS)}</div>"
    page = f"<div class='all'>{note}{text}<div class='c2'>{other * 2}</div></div>"
    assert "The mill" not in " ".join(texts(whole(page)))


def test_paragraphs_in_bare_boxes_behind_the_text_are_none_of_it() -> None:
    said = "<div><p>I have walked along this quay for forty years and never met its master, said {}.</p></div>"
    behind = "".join(said.format(name) for name in ("Deb", "Jo", "old salt"))
    page = (
        f"<main><article><h1>The tide came in</h1><div class='t1'>{''.join(PARAGRAPHS)}</div>{behind}</article></main>"
    )
    assert texts(whole(page)) == LINES


def test_a_moment_called_dateline_is_no_part_of_its_paragraph() -> None:
    first = f"<p><span class='dateline'>Published 3 May 2024 10:00</span> {LINES[0]}</p>"
    assert texts(read(text=f"{first}{''.join(PARAGRAPHS[1:])}")) == LINES


@pytest.mark.parametrize("signs", ["QAQA", "ABCD"])
def test_letters_before_paragraphs_stay(signs: str) -> None:
    told = "".join(f"<p>{sign}</p>{paragraph}" for sign, paragraph in zip(signs, PARAGRAPHS, strict=False))
    assert [text for text in texts(read(text=told)) if len(text) == 1] == list(signs)[: len(PARAGRAPHS)]


def test_numbers_before_paragraphs_and_a_first_letter_in_a_box_of_its_own_stay() -> None:
    assert "7" in texts(read(text=f"{PARAGRAPHS[0]}<p>7</p>{''.join(PARAGRAPHS[1:])}"))
    large = "<div class='large'>N</div><p>obody in the town was told when the water would reach the quay.</p>"
    assert texts(read(text=f"{large}{''.join(PARAGRAPHS)}"))[0] == "N"


@pytest.mark.parametrize("word", ["Report", "Flag", "Updated"])
def test_a_heading_or_an_item_of_one_word_that_buttons_have_stays(word: str) -> None:
    told = f"{PARAGRAPHS[0]}<h2>{word}</h2>{PARAGRAPHS[1]}<ul><li>{word}</li><li>Sail</li></ul>{PARAGRAPHS[2]}"
    assert texts(read(text=told)).count(word) == 2


@pytest.mark.parametrize(("thing", "count"), [("", 3), (" itemscope itemtype='https://schema.org/NewsArticle'", 12)])
def test_marked_paragraphs_of_cards_are_not_the_text(thing: str, count: int) -> None:
    said = "<p itemprop='articleBody'>The owners gave no reason, and the town asked for none of them in {}.</p>"
    cards = "".join(
        f"<div{thing}><h3><a href='/n/mill-{n}'>The mill closes</a></h3>{said.format(n)}</div>" for n in range(count)
    )
    page = f"<main><h1>The tide came in</h1><div class='t1'>{TEXT}</div><div class='c1'>{cards}</div></main>"
    assert any("how the tide came in" in text for text in texts(whole(page)))


def test_cards_with_a_time_below_a_live_blog_are_none_of_its_entries() -> None:
    data = '<script type="application/ld+json">{"@type":"LiveBlogPosting","headline":"The tide came in"}</script>'
    cards = "".join(
        f"<article class='c1'><time>3 March</time><h3><a href='/news/mill-{n}'>The mill closes {n}</a></h3>"
        f"<p>The owners gave no reason for it, and the town asked for none of them in {n}.</p></article>"
        for n in range(4)
    )
    told = f"<main><article><h1>The tide came in</h1>{''.join(PARAGRAPHS)}</article><section>{cards}</section></main>"
    assert texts(whole(told, data)) == LINES
