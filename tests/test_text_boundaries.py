"""Where an article's paragraphs begin and end, and what stands among them that nobody wrote as text."""

from __future__ import annotations

import pytest
from test_generic import LONG, PARAGRAPHS, TEXTS, page, texts

from qiosk_scraper import parse

SENTENCES = [
    "The ferry left the quay at six in the morning, as it has since the old clock stopped.",
    "Nobody at the harbour office could say who had wound the clock up again overnight.",
    "“We will ask the keeper of the lamp,” said the harbour master, and shut the book.",
]


def read(inside: str) -> list[str]:
    return texts(page(f"<article><h1>Tide book</h1>{inside}</article>"))


def test_single_breaks_between_whole_sentences_end_paragraphs() -> None:
    assert read(f"<div>{'<br>'.join(SENTENCES * 2)}</div>") == SENTENCES * 2


def test_single_breaks_in_verses_and_addresses_end_none() -> None:
    verse = "Slow is the tide<br>and slow the clock<br>and slow the keeper<br>of the lamp"
    assert (
        read(f"{PARAGRAPHS}<p>{verse}</p>")[-1] == "Slow is the tide and slow the clock and slow the keeper of the lamp"
    )


@pytest.mark.parametrize("made", ['<span data-line="{n}">{text}</span>', '{text}<span data-line="{n}"></span>'])
def test_lines_made_of_spans_are_paragraphs(made: str) -> None:
    lines = "".join(made.format(n=number, text=text) for number, text in enumerate(SENTENCES))
    assert read(f"{PARAGRAPHS}<p>{lines}</p>") == [*TEXTS, *SENTENCES]


def test_a_title_between_such_lines() -> None:
    pieces = [*SENTENCES, "Who wound the clock", *SENTENCES]
    lines = "".join(f'{text}<span data-line="{number}"></span>' for number, text in enumerate(pieces))
    assert read(f"{PARAGRAPHS}<p>{lines}</p>")[3:] == pieces


def test_spans_within_a_sentence_end_none() -> None:
    text = (
        '<p>The book says <span class="q">“High water at noon.”</span> '
        "<span>And nobody asked who wrote it there.</span></p>"
    )
    assert read(PARAGRAPHS + text)[-1] == ("The book says “High water at noon.” And nobody asked who wrote it there.")


def test_paragraphs_that_begin_with_a_wide_space() -> None:
    lines = [f"　　港の時計は今朝また動きはじめた。番号は{number}である。" for number in ("一", "二", "三")]
    assert read(f"<div>{'<br>'.join(lines * 4)}</div>") == [line.strip("　") for line in lines * 4]


def test_a_quotation_mark_in_a_box_of_its_own_belongs_to_the_quotation() -> None:
    quote = "<blockquote><p>“The tide waits for no clock, and the book for no keeper</p><p>”</p></blockquote>"
    assert read(f"{PARAGRAPHS}{quote}<p>{LONG}</p>")[3] == ("“The tide waits for no clock, and the book for no keeper”")


def test_a_paragraph_printed_twice_in_a_row_is_said_once() -> None:
    assert read(f"{PARAGRAPHS}<p class='wide'>{SENTENCES[0]}</p><p class='narrow'>{SENTENCES[0]}</p>") == [
        *TEXTS,
        SENTENCES[0],
    ]


def test_a_heading_by_its_role() -> None:
    lamp = f"<div role='heading' aria-level='3'>The lamp</div><p>{LONG}</p>"
    html = f"<article><h1>Tide book</h1>{PARAGRAPHS}{lamp}</article>"
    blocks = parse(html, "https://plain.example/news/tide/").body
    assert [block.type for block in blocks if block.text == "The lamp"] == ["heading"]


@pytest.mark.parametrize(
    "box",
    [
        '<div class="sc-1"><p>Which clock do you go by?</p><label><input type="radio">The church’s.</label></div>',
        "<section><h3>Morning letter</h3><p>All tides, every day.</p><form><input type='email'></form></section>",
        "<div class='x9'><h2>Harbour letter</h2><p>The tides of the week</p><button>Jetzt abonnieren</button></div>",
        "<div data-testid='related-links-box'><p>The lamp of the keeper, told in pictures</p></div>",
        "<section aria-label='Newsletter'><p>What the harbour master reads on Mondays</p></section>",
        "<div itemprop='author'>Tide Desk</div>",
        "<div class='b'><time datetime='2025-03-01'><b>21 mins ago</b>11:48</time> <a href='/j'>Ann Lee</a></div>",
        "<div class='z1'><h3>Read it whole!</h3><span>Scan it</span><a href='https://play.google.com/store/x'></a></div>",
        "<p><img src='/quay-0815.jpg' alt=''><br><em>Ann Lee (R) at the quay</em></p>",
        "<p><img src='/quay-0815.jpg' alt=''></p><p><em>The lamp by Bo Kahn</em></p>",
        "<div class='card-author__role'>Correspondent in Port Larkfield</div>",
    ],
)
def test_boxes_that_ask_or_sign_are_no_text(box: str) -> None:
    assert read(f"{PARAGRAPHS}{box}<p>Four. {LONG}</p>{box}<p>Five. {LONG}</p>") == [
        *TEXTS,
        f"Four. {LONG}".strip(),
        f"Five. {LONG}".strip(),
    ]


def test_a_page_whose_text_stands_beside_a_search_field_keeps_it() -> None:
    assert read(f"<div><input type='search'><div>{PARAGRAPHS}</div></div>") == TEXTS


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch: Die Uhr am Kai steht wieder still",
        "Baca juga: Jam pelabuhan berhenti lagi",
        "关键词",
        "Читайте также: Часы в порту снова идут",
        "関連記事：港の時計がまた止まった",
        "Follow the Larkfield Post on Instagram, Facebook and YouTube.",
        "Get the tides of the week right in your inbox.",
        "Filed under: Harbour | Clocks",
        "Lesezeit: 4 Minuten",
        "3 min read",
        "Iklan",
        "When you purchase through links on our site, we may earn an affiliate commission.",
        "Got a story? Write to the harbour desk.",
        "▲ 다시 움직이기 시작한 부두의 시계 [항만청 제공]",
        "[이안나 기자 anna@larkfield.example]",
    ],
)
def test_lines_that_lead_elsewhere_or_file_the_article(line: str) -> None:
    inside = f"<p>{line}</p>" if line != "关键词" else "<p>标签：港口 时钟</p>"
    assert read(f"{PARAGRAPHS}{inside}<p>Four. {LONG}</p>") == [*TEXTS, f"Four. {LONG}".strip()]


@pytest.mark.parametrize(
    "line",
    [
        "Read on Friday, the minutes sounded different from what the harbour master had written down that night.",
        "Sources say that the keeper of the lamp will be back tomorrow.",
        "Follow the river for a mile and you will see the lamp on the right.",
        "▲ 부두의 시계가 다시 움직이기 시작했다",
        "Tags hang from every rope on the quay, and nobody remembers why.",
    ],
)
def test_sentences_that_begin_like_them_stay(line: str) -> None:
    assert read(f"{PARAGRAPHS * 3}<p>{line}</p>")[-1] == line


@pytest.mark.parametrize(
    "below",
    [
        "<p>Editing: Bo Kahn, Mia Roth</p>",
        "<p>(Quelle: Wetterdienst Larkfield)</p>",
        "<p>This article was first published in the Harbour Review.</p>",
        "<h3>About the author</h3><p>Ann Lee has wound clocks for thirty years.</p>",
        "<h3>Über die Autorin</h3><p>Seit dreißig Jahren zieht sie die Uhren auf.</p>",
        "<p>Ann Lee</p>",
        "<p>WDN (Ann Lee, Bo Kahn)</p>",
        "<p>___</p><p>Bo Kahn in Larkfield contributed to this report.</p><p>Follow our coverage of tides.</p>",
        "<p>The clockmaker Ann Lee is the founder of the Harbour Museum. She has wound clocks since she was nine.</p>",
    ],
)
def test_what_is_printed_below_the_text(below: str) -> None:
    head = '<meta name="author" content="Ann Lee">'
    found = texts(page(f"<article><h1>Tide book</h1>{PARAGRAPHS * 3}{below}</article>", head=head))
    assert found == TEXTS * 3


def test_titles_above_the_text_under_which_nothing_stands() -> None:
    above = "<h2>Harbour</h2><h2>Everything about the clock on the quay</h2><h3>The lamp</h3>"
    assert read(f"<div>{above}{PARAGRAPHS}</div>") == ["The lamp", *TEXTS]


def test_short_paragraphs_below_a_line_are_text() -> None:
    assert read(f"{PARAGRAPHS * 3}<p>***</p><p>The lamp went out.</p>")[-1] == "The lamp went out."


def test_an_italic_paragraph_beside_no_picture_is_text() -> None:
    assert read(f"{PARAGRAPHS}<p><em>All of this the harbour master told us on the quay</em></p>")[-1].startswith(
        "All of"
    )


def test_points_of_a_summary_are_the_dek() -> None:
    points = "".join(f"<li>{text}</li>" for text in SENTENCES)
    html = f"<article><h1>Tide book</h1><ul class='summary-list'>{points}</ul>{PARAGRAPHS}</article>"
    assert parse(html, "https://plain.example/news/tide/").dek == " ".join(SENTENCES)


def test_a_name_whose_card_unfolds_over_the_sentence_stays() -> None:
    card = "<span class='rollover-block'><span>More on Ann Lee</span></span>"
    name = f"<span class='rollover-people'><a href='/people/ann'>Ann Lee</a>{card}</span>"
    assert read(f"{PARAGRAPHS}<p>The harbour master and {name} wound the clock together that night.</p>")[-1] == (
        "The harbour master and Ann Lee wound the clock together that night."
    )


@pytest.mark.parametrize("line", ["Ann Lee · 17 March 2026", "Anna Kowalik, 17.03.2026", "Ann Lee | March 17, 2026"])
def test_who_wrote_it_and_when_above_the_text(line: str) -> None:
    assert read(f"<p>{line}</p>{PARAGRAPHS}") == TEXTS


@pytest.mark.parametrize("line", ["The sea rose, 17 March 2026", "Ann Lee, keeper of the lamp since 1987"])
def test_lines_above_the_text_that_say_more(line: str) -> None:
    assert read(f"<p>{line}</p>{PARAGRAPHS}") == [line, *TEXTS]
