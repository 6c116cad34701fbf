"""The line below a headline that no class names: told from the text, from photo lines, bylines and promotions."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse

URL = "https://plain.example/news/tide-book/"
DEK = "The harbour keeps its own time since the old clock stopped, and nobody minds."
LONG = "The harbour master wrote the tide down in the book, as he has done on every morning since then, {}."
TEXTS = [LONG.format(word) for word in ("in ink", "in pencil", "by heart", "by lamp")]
PARAGRAPHS = "".join(f"<p>{text}</p>" for text in TEXTS)
CLASSED = "".join(f'<p class="css-1">{text}</p>' for text in TEXTS)


def read(body: str, description: str = "") -> tuple[str | None, list[str]]:
    head = f'<meta property="og:description" content="{description}">' if description else ""
    article = parse(f"<html><head><title>Tide book</title>{head}</head><body>{body}</body></html>", URL)
    return article.dek, [block.text for block in article.body]


@pytest.mark.parametrize(
    "markup",
    [
        f"<article><header><h1>The tide book</h1><div class='sc-1'><p>{DEK}</p></div></header><div>{PARAGRAPHS}</div>",
        f"<article><h1>The tide book</h1><div class='css-9'><p class='css-8'>{DEK}</p></div><div>{PARAGRAPHS}</div>",
        f"<article><div><h1>The tide book</h1><h2>{DEK}</h2></div><figure><img src='/a.jpg' width=800></figure>"
        f"<section>{PARAGRAPHS}</section>",
        f"<article><div><h1>The tide book</h1></div><div><p class='text-bold-1 weight-bold'>{DEK}</p>{CLASSED}</div>",
        f"<article><h1>The tide book</h1><div class='ContentHeaderDek-xYz'>{DEK}</div><div>{PARAGRAPHS}</div>",
    ],
)
def test_dek_that_stands_apart(markup: str) -> None:
    dek, body = read(f"<main>{markup}</article></main>")
    assert (dek, body[-4:]) == (DEK, TEXTS)


def test_bold_first_paragraph_is_dek_and_text_when_the_page_describes_itself_so() -> None:
    body = f"<article><h1>The tide book</h1><div><p><b>{DEK}</b></p>{PARAGRAPHS}</div></article>"
    assert read(body, DEK) == (DEK, [DEK, *TEXTS])


def test_first_paragraph_like_the_others_is_no_dek() -> None:
    body = f"<article><h1>The tide book</h1><div>{PARAGRAPHS}</div></article>"
    assert read(body, TEXTS[0]) == (None, TEXTS)


@pytest.mark.parametrize(
    "between",
    [
        "<figure><img src='/a.jpg'><figcaption>Boats at the quay wait for the tide to turn.</figcaption></figure>",
        "<div><p>Photograph: Jane Roe; Getty Images and the harbour office</p></div>",
        "<div class='subtitle'>Subscribe now and support our independent journalism for one crown a month</div>",
        "<div><p>By Jane Roe and John Doe, 4 May 2025, 10:15</p></div>",
        "<div><div class='dek'>tide book,harbour,keeper of the clock,early retirement,quay</div></div>",
        "<div class='subtitle'>Patricio Lang | Puerto Viejo | 08/01/2014</div>",
        "<div class='subtitle'>Jane Roe, Chief Political Correspondent of the Post | 08/01/2014</div>",
        "<div class='subtitle'>Jane Roe in Larkfield Monday 3 March 2014</div>",
        "<div class='subtitle'>Tide Post News Service - March 3, 2014 at 10:30 AM EST</div>",
        "<div><h2>Chat with us in Harbour Messenger. Find out what is happening as it unfolds.</h2></div>",
        "<div class='newsletter'><p>Every morning the news of the harbour in your mailbox, free of charge.</p></div>",
        "<aside><p>The ferry will run every hour again from the first of the month on.</p></aside>",
        "<ul><li><p>The ferry will run every hour again from the first of the month on.</p></li></ul>",
    ],
)
def test_what_else_stands_between_headline_and_text_is_no_dek(between: str) -> None:
    dek, body = read(f"<article><h1>The tide book</h1>{between}<div>{PARAGRAPHS}</div></article>")
    assert (dek, body[-4:]) == (None, TEXTS)


@pytest.mark.parametrize(
    "dek",
    [
        "Neuer Fahrplan der Fähre ab 12.03.2025",
        "Harbour Council Votes on the Tide Book, 12 March 2025",
        "港の時計が2025年3月12日に止まり、町は議論を続けている",
        "محافظ الميناء يعلن موعد افتتاح الجسر الجديد في 2025-03-12",
    ],
)
def test_a_dek_may_tell_a_day(dek: str) -> None:
    assert read(f"<article><h1>The tide book</h1><div class='dek'>{dek}</div><div>{PARAGRAPHS}</div></article>") == (
        dek,
        TEXTS,
    )


def test_headline_hidden_in_a_breadcrumb_leaves_the_h2_as_displayed() -> None:
    dek, body = read(
        "<main><nav><ol><li><a href='/'>Home</a></li><li><h1>Tide book: the harbour keeps time</h1></li></ol></nav>"
        f"<article><header><h2>The tide book</h2></header><p class='intro-lead'>{DEK}</p><div>{PARAGRAPHS}</div>"
        "</article></main>"
    )
    assert (dek, body[-4:]) == (DEK, TEXTS)


def test_the_photo_in_the_box_of_the_dek_is_none_of_it() -> None:
    figure = "<figure><img src='/a.jpg' width=800><figcaption>The keeper. Photo: Ada Brandt</figcaption></figure>"
    box = f"<div class='article-intro'>{figure}<p>{DEK}</p></div>"
    assert read(f"<article><h1>The tide book</h1>{box}<div>{PARAGRAPHS}</div></article>")[0] == DEK
