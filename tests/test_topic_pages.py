"""Subjects, authors and issues: a list of articles with an introduction, told from an article with cards below it."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Capture, NotAnArticle
from qiosk_scraper.listings import section
from qiosk_scraper.outlet import Outlet

SENTENCE = "The council of Norstrand decided as its item {} in the evening that the harbour is to grow next year. "
PLACES = ("quay", "ferry", "bridge", "market", "school", "hall")


def text(number: int, sentences: int) -> str:
    return "".join(SENTENCE.format(10 * number + one) for one in range(sentences))


def cards_without_headings(count: int) -> str:
    return "".join(
        f'<div><a href="/news/council-decides-on-item-{number}"><img src="/m/{number}.jpg">'
        f"<span>The council decides on the {place} of the town</span></a></div>"
        for number, place in enumerate(PLACES[:count])
    )


@pytest.mark.parametrize(
    "path", ["/harbour", "/staff/4420011/ada-brandt/", "/author/ada-of-the-harbour/", "/issues/spring-2025"]
)
@pytest.mark.parametrize("title", ["Harbour", "Ada Brandt"])
def test_a_subject_or_author_with_an_introduction_is_a_list(path: str, title: str) -> None:
    page = f"<main><h1>{title}</h1><p>{text(1, 5)}</p><p>{text(2, 5)}</p>{cards_without_headings(6)}</main>"
    with pytest.raises(NotAnArticle, match="listing"):
        parse(
            f"<html><head><title>{title}</title></head><body>{page}</body></html>",
            f"https://www.norstrand.example{path}",
        )


@pytest.mark.parametrize(
    ("path", "sentences"),
    [
        ("/news/boats-come-home-47112", 4),
        ("/news/a-ferry-comes-home", 4),
        ("/boats", 8),
        ("/news/articles/c4gk02xw", 4),
    ],
)
def test_a_short_title_above_an_article_with_cards_below(path: str, sentences: int) -> None:
    paragraphs = "".join(f"<p>{text(number, sentences)}</p>" for number in range(4))
    page = f"<main><h1>Boats</h1>{paragraphs}</main><div>{cards_without_headings(6)}</div>"
    read = parse(
        f"<html><head><title>Boats</title></head><body>{page}</body></html>", f"https://www.norstrand.example{path}"
    )
    assert len(read.body) == 4


def test_a_list_of_paragraphs_that_begin_with_a_headline() -> None:
    headlines = [f"The council decides on the {place}" for place in PLACES]
    rows = [f'<p><a href="/news/2025/c-{len(one)}-{one[-4:]}.html"><b>{one}</b></a><br>Soon.</p>' for one in headlines]
    page = f"<html><head><title>Post News</title></head><body><div><b>Today</b>{''.join(rows)}</div></body></html>"
    address = "https://www.norstrand.example/news/index.html"
    with pytest.raises(NotAnArticle, match="listing"):
        parse(page, address)
    found = section.read(Capture(address, page.encode()), Outlet("post", "Post", "https://www.norstrand.example/"))
    assert [one.headline for one in found.teasers] == headlines


def test_a_list_with_a_note_on_cookies_is_named_a_list() -> None:
    note = "<div class='bar'><span>We and our partners use cookies to store information on your device.</span></div>"
    page = f"<main><h1>Town</h1>{cards_without_headings(6)}</main>{note}"
    with pytest.raises(NotAnArticle, match="listing"):
        parse(
            f"<html><head><title>Town</title></head><body>{page}</body></html>",
            "https://www.norstrand.example/news/town/",
        )


@pytest.mark.parametrize(
    ("head", "paragraphs"),
    [("", 6), ("<p class='x'>3 March 2025</p>", 2), ("<div><span>By Ada Brandt</span><time>3 March</time></div>", 2)],
)
@pytest.mark.parametrize("path", ["/features/boats", "/article.php?id=47"])
def test_a_short_title_above_a_date_or_six_paragraphs_is_an_article(head: str, paragraphs: int, path: str) -> None:
    told = "".join(f"<p>{text(number, 2)}</p>" for number in range(paragraphs))
    page = f"<main><h1>Boats</h1>{head}{told}</main><section class='related'>{cards_without_headings(6)}</section>"
    read = parse(
        f"<html><head><title>Boats</title></head><body>{page}</body></html>", f"https://www.norstrand.example{path}"
    )
    assert sum(len(block.text) > 80 for block in read.body) == paragraphs
