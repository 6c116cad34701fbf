"""Subheads that the markup does not call headings are headings in the body; bold lines of other kinds are not."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse

URL = "https://www.norstrand.example/town/the-harbour-is-to-grow"
PARAGRAPH = (
    "<p>The harbour of Norstrand is to grow next year, the council decided as its item {} in the evening, after a long"
    " debate about costs and use.</p>"
)
LINE = "A longer quay"


def kind_of(box: str, line: str = LINE, before: int = 3, after: str = PARAGRAPH.format(9)) -> str | None:
    """The type of the block that says `line`, on a page with `box` in its text."""
    text = "".join(PARAGRAPH.format(number) for number in range(before)) + box + after
    text += "".join(PARAGRAPH.format(number) for number in range(10, 14))
    page = f"<body><article><h1>The harbour is to grow</h1><div>{text}</div></article></body>"
    return next((block.type for block in parse(page, URL).body if block.text == line), None)


@pytest.mark.parametrize(
    "box",
    [
        f"<p><strong>{LINE}</strong></p>",
        f'<p><span style="color: grey"><b> {LINE} </b></span></p>',
        f"<p><strong>{LINE}</strong></p><p>&nbsp;</p>",
        f'<p class="intertitre">{LINE}</p>',
        f'<p class="article__subheading">{LINE}</p>',
        f'<div class="heading-3">{LINE}</div>',
        f"<p><span><span><b><span>{LINE}</span></b><br></span></span></p>",
        f'<p class="mellanrubrik">{LINE}</p>',
    ],
)
def test_a_line_set_as_a_subhead_is_a_heading(box: str) -> None:
    assert kind_of(box) == "heading"


@pytest.mark.parametrize("gap", ["", "<div><br></div>"])
def test_a_bold_line_over_a_text_in_boxes_of_lines_is_a_heading(gap: str) -> None:
    below = PARAGRAPH.replace("<p>", "<div>").replace("</p>", "</div>").format(9)
    assert kind_of(f"<div><b>{LINE}</b></div>{gap}", after=below) == "heading"
    assert kind_of(f"<div><b>{LINE}</b></div>", after=f"<div><p>A</p>{below}</div>") == "paragraph"


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("<li>A quay of two hundred metres with room for eight ships</li>", "heading"),
        ("<li><a href='/a'>A quay of two hundred metres with room for eight</a></li>", None),
        ("<li>Ships</li>", "paragraph"),
    ],
)
def test_a_bold_line_over_a_list_of_sentences_is_a_heading(item: str, kind: str | None) -> None:
    found = kind_of(f"<p><b>{LINE}</b></p><ul>{item * 3}</ul>")
    assert found == (kind or "paragraph")


def test_a_subhead_in_capitals_may_ask() -> None:
    assert kind_of("<p><b>WHAT HAPPENED?</b></p>", "WHAT HAPPENED?") == "heading"


@pytest.mark.parametrize(
    ("box", "line"),
    [
        ("<p><b>What does a longer quay cost the town?</b></p>", "What does a longer quay cost the town?"),
        ("<p><b>Nobody had thought of that.</b></p>", "Nobody had thought of that."),
        ("<p><b>Norstrand 18 22 13 17 – 70</b></p>", "Norstrand 18 22 13 17 – 70"),
        ("<p><b>Ada Brandt</b></p><p><b>Mayor</b></p>", "Ada Brandt"),
        (f"<p><b>{LINE}</b> and what it costs</p>", f"{LINE} and what it costs"),
        (f'<p class="body-text">{LINE}</p>', LINE),
    ],
)
def test_other_bold_lines_stay_paragraphs(box: str, line: str) -> None:
    assert kind_of(box, line) == "paragraph"


def test_a_bold_line_over_nothing_is_no_subhead() -> None:
    assert kind_of(f"<p><b>{LINE}</b></p>", after="<ul><li>One thing</li><li>Another thing</li></ul>") == "paragraph"


def test_headings_named_as_a_widgets_stay_where_they_stand_between_paragraphs() -> None:
    once = f'<h2 class="widget-title">{LINE}</h2>'
    again = f'{PARAGRAPH.format(20)}<h2 class="widget-title">Its cost</h2>{PARAGRAPH.format(21)}'
    assert kind_of(once + again) == "heading"
    assert kind_of(once) is None


@pytest.mark.parametrize(
    ("line", "markup", "kind"),
    [
        (LINE, f"<b>{LINE}</b>", "heading"),
        (LINE, f"<span><strong>{LINE}<br></strong></span>", "heading"),
        ("码头的费用", "<b>码头的费用</b>", "heading"),
        ("It costs too much.", "<b>It costs too much.</b>", "paragraph"),
        (f"{LINE} and more", f"<b>{LINE}</b> and more", "paragraph"),
    ],
)
def test_a_bold_line_between_breaks(line: str, markup: str, kind: str) -> None:
    text = [
        f"Item {number} of the evening was a longer quay, which the council wanted, and who pays." for number in "123"
    ]
    if not line.isascii():
        text = [f"市议会在第{number}项议程中决定延长码头，商户们要求缩短施工时间，渔民则表示反对。" for number in "123"]
    between = "<br><br>".join((*text[:2], markup, text[2], *text[:2]))
    page = f"<body><article><h1>The harbour is to grow</h1><div>{between}</div></article></body>"
    assert [block.type for block in parse(page, URL).body if block.text == line] == [kind]


@pytest.mark.parametrize(
    ("line", "text", "parted"),
    [
        (
            "Who pays in the end",
            "The town pays for the quay, says the mayor, and for all that is built upon it later.",
            True,
        ),
        (
            "Who pays in the end?",
            "The town pays for the quay, says the mayor, and for all that is built upon it.",
            False,
        ),
        ("Ada Brandt", "Mayor", False),
    ],
)
def test_a_bold_line_above_a_text_in_one_paragraph(line: str, text: str, parted: bool) -> None:
    box = f"<p><strong>{line}</strong><br>{text}</p>"
    assert kind_of(box, line) == ("heading" if parted else None)
    assert kind_of(box, text if parted else f"{line} {text}") == "paragraph"
