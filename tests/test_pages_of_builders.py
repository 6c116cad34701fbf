"""Whole pages as page builders, newsletters and hosted systems make them: what of them is text, dek, wall."""

from __future__ import annotations

import pytest
from any_page import LINES, PARAGRAPHS, TEXT, read, texts, whole


def test_blocks_with_a_class_of_their_own_are_one_text() -> None:
    pieces = "".join(
        f"<div class='element element-{name} widget widget-text'><div class='inner'>{''.join(PARAGRAPHS[at : at + 2])}"
        f"</div></div>"
        for name, at in (("4a7f3bc", 0), ("91cc0de", 2), ("b2e77aa", 4))
    )
    assert texts(whole(f"<main><h1>The tide came in</h1><div class='column'>{pieces}</div></main>")) == LINES


def test_pieces_of_several_kinds_whose_texts_are_made_alike_are_one_text() -> None:
    pieces = "".join(
        f"<div class='piece {kind}'>{above}<div class='piece-text'>{''.join(PARAGRAPHS[at : at + 2])}</div></div>"
        for kind, above, at in (
            ("type-text first default", "", 0),
            ("type-picture", "<figure><img src='/a.jpg'></figure>", 2),
            ("type-list wide", "", 4),
        )
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
    ("wall", "access"),
    [
        ("<aside class='post-upgrade-cta'><h2>This post is for paying subscribers only</h2></aside>", "truncated"),
        ("<div class='paywall'><h2>Continue reading this post for free, courtesy of Ada</h2></div>", "truncated"),
        ("<div class='upgrade-cta'><h2>Tell a friend of the tide</h2></div>", "unknown"),
    ],
)
def test_walls_of_newsletters(wall: str, access: str) -> None:
    assert read(text=TEXT + wall).access == access


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


def test_a_strap_is_none_of_the_text() -> None:
    strap = "<p class='strap'>United stay fourth after all of that</p>"
    article = whole(f"<main><article><h1>The tide came in</h1>{strap}{''.join(PARAGRAPHS)}</article></main>")
    assert article.dek == "United stay fourth after all of that"
    assert texts(article) == LINES
