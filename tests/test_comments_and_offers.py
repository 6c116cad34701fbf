"""What readers wrote below a text, and boxes among its paragraphs that offer something, without names of their own."""

from __future__ import annotations

import pytest
from any_page import LINES, PARAGRAPHS, texts, whole

SAID = "I have walked along this quay for forty years and never met the harbour master once."


def _article(below: str = "", between: str = "") -> list[str]:
    told = "".join((*PARAGRAPHS[:3], between, *PARAGRAPHS[3:]))
    return texts(whole(f"<main><h1>The tide came in</h1>{told}{below}</main>"))


def _comment(name: str, answer: str = "<p><a href='#answer'>Reply</a></p>") -> str:
    return f"<div><p><b>{name}</b> <small>17 March 2026 at 10:03</small></p><p>{SAID}</p>{answer}</div>"


FORM = "<form><label>Your words <textarea></textarea></label><button>Post</button></form>"


@pytest.mark.parametrize(
    "heading",
    [
        "2 comments",
        "Kommentare (2)",
        "Комментарии (2)",
        "2 hozzászólás",
        "留言（2）",
        "टिप्पणियाँ (2)",
        "মন্তব্য (2)",
        "2 responses to “The tide”",
    ],
)
def test_what_stands_below_a_heading_that_counts_comments_is_no_text(heading: str) -> None:
    said = "".join(f"<div><p>{name}</p><p>{SAID}</p></div>" for name in ("old salt", "Deb"))
    assert _article(f"<h3>{heading}</h3>{said}") == LINES


def test_what_stands_below_comments_above_a_form_is_no_text() -> None:
    assert _article(f"<h3>Comments</h3><p>{SAID}</p>{FORM}") == LINES


def test_a_chapter_called_comments_stays() -> None:
    assert _article(f"<h3>Comments</h3><p>{SAID}</p>") == [*LINES, SAID]


def test_a_chapter_of_so_many_comments_stays() -> None:
    assert _article(f"<h3>5 comments from the mayor</h3><p>{SAID}</p>") == [*LINES, "5 comments from the mayor", SAID]


def test_a_count_of_comments_above_the_text_ends_nothing() -> None:
    assert _article(between="")[:1] == LINES[:1]
    counted = f"<main><h1>The tide came in</h1><h4>2 comments</h4>{''.join(PARAGRAPHS)}</main>"
    assert texts(whole(counted)) == LINES


@pytest.mark.parametrize("answer", ["<p><a href='#answer'>Vastaa</a></p>", "<p><button>Vastaa</button></p>"])
def test_boxes_with_a_date_and_the_same_answer_are_comments(answer: str) -> None:
    assert _article("".join(_comment(name, answer) for name in ("old salt", "Deb"))) == LINES


def test_chapters_with_a_date_that_lead_elsewhere_stay() -> None:
    chapters = "".join(
        f"<div><p>1{day} March 2026 at 10:03</p><p>{SAID}</p><p><a href='/tickets/{day}'>Tickets</a></p></div>"
        for day in range(2)
    )
    assert _article(chapters).count(SAID) == 2


@pytest.mark.parametrize(
    "box",
    [
        "<div><h4>Ossos</h4><p>Nosso jornal vive dos leitores.</p><a href='/apoio'>Quero apoiar</a></div>",
        "<section><p>Lataa sovellus ja lue uutiset ensin.</p><div><a href='/sovellus'>Lataa nyt</a></div></section>",
        f"<div class='k-1'><p>{SAID}</p><a href='/tuki'>Tue</a></div><div class='k-2'><form><input type='email'>"
        "<button>Tilaa</button></form></div>",
        "<div><p>A week of tides in one letter.</p><a href='https://letters.tide-post.example/'>Join</a></div>",
        "<div><a rel='sponsored' href='https://shop.example/1'>Book a tour</a> <span>$21 at Tourly</span></div>",
    ],
)
def test_a_box_that_ends_in_a_call_is_no_text(box: str) -> None:
    assert (
        texts(
            whole(
                f"<main><h1>The tide came in</h1>{''.join(PARAGRAPHS[:3])}{box}{''.join(PARAGRAPHS[3:])}</main>",
                "<link rel='canonical' href='https://www.tide-post.example/news/the-tide-came-in-4711'>",
            )
        )
        == LINES
    )


@pytest.mark.parametrize(
    "box",
    [
        f"<div><p>{SAID}</p><a href='https://other.example/report'>The report</a></div>",
        f"<div><p>{SAID} <a href='/log'>The log</a></p></div>",
        "".join(f"<div><h3>Walk {n}</h3><p>{SAID}</p><a href='/walks/{n}'>See map</a></div>" for n in range(3)),
        f"<div><h3><a rel='sponsored' href='https://shop.example/1'>The Olm kettle</a></h3><p>{SAID}</p></div>",
    ],
)
def test_texts_with_a_link_and_chapters_of_a_list_stay(box: str) -> None:
    assert SAID in " ".join(_article(between=box))


@pytest.mark.parametrize("heading", ["Responses", "3 responses", "Réactions", "Komentarz:"])
def test_a_chapter_of_what_others_say_stays_above_a_form(heading: str) -> None:
    assert _article(f"<h3>{heading}</h3><p>{SAID}</p>{FORM}")[-1] == SAID


@pytest.mark.parametrize("answer", ["<a href='#u{n}'>Share</a>", "<button>Share</button>", "<a href='#map'>Map</a>"])
def test_updates_letters_and_events_with_a_day_and_the_same_button_stay(answer: str) -> None:
    told = "".join(
        f"<div class='u'><p>17 March 2026, 10:0{n}</p><p>{SAID} So {n}.</p>{answer.format(n=n)}</div>" for n in range(3)
    )
    assert [text for text in _article(told) if text.startswith(SAID)] == [f"{SAID} So {n}." for n in range(3)]


def test_a_quotation_above_a_link_to_its_speaker_stays() -> None:
    said = f"“{SAID}”"
    assert said in _article(between=f"<div><p>{said}</p><p><a href='/people/ada-brandt'>Ada Brandt</a></p></div>")


@pytest.mark.parametrize("button", ["<button>Show less</button>", "<button aria-expanded='true'>Ver</button>"])
def test_a_box_that_its_button_shuts_stays(button: str) -> None:
    assert SAID in _article(between=f"<div><h3>On the quay</h3><p>{SAID}</p>{button}</div>")
