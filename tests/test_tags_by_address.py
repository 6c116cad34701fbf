"""Tags below an article that nothing but their addresses tells."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse

URL = "https://www.norstrand.example/town/the-harbour-is-to-grow"
TEXT = "".join(
    f"<p>The harbour is to grow next year, the council decided as its item {number} in the evening, after a long"
    " debate about costs and use.</p>"
    for number in range(6)
)


def tags(below: str, above: str = "") -> list[str]:
    page = (
        f"<body>{above}<main><article><h1>The harbour is to grow</h1><div>{TEXT}</div>{below}</article></main></body>"
    )
    return list(parse(page, URL).tags)


@pytest.mark.parametrize(
    "links",
    [
        [("/hub/new-quay", "New Quay"), ("/hub/norstrand", "Norstrand")],
        [("/category/sinnsuche", "Sinnsuche"), ("/category/gruene-politik/", "Grüne Politik")],
        [("/haberleri/sorusturma", "Soruşturma"), ("/haberleri/tutuklama", "Tutuklama")],
        [("/c/%E6%B8%AF%E6%B9%BE", "港湾"), ("/c/ferry", "Ferry")],
    ],
)
def test_links_named_as_their_addresses_are_tags(links: list[tuple[str, str]]) -> None:
    box = "".join(f'<a class="x7" href="{href}">{text}</a>' for href, text in links)
    assert tags(f'<div class="x1">{box}</div>') == [text for _, text in links]


@pytest.mark.parametrize(
    ("below", "names"),
    [
        ("<div class='tags'><a href='/tag/1'>港</a><a href='/tag/2'>浜町</a></div>", ["港", "浜町"]),
        ("<p>Tags: <a rel='tag' href='/tag/1'>橋</a> <a rel='tag' href='/tag/2'>A</a></p>", ["橋"]),
    ],
)
def test_one_sign_is_a_tag_in_chinese_and_japanese(below: str, names: list[str]) -> None:
    assert tags(below) == names


def test_keywords_are_parted_by_the_arabic_comma() -> None:
    head = '<meta name="keywords" content="الميناء القديم، نورستراند">'
    page = f"<head>{head}</head><body><article><h1>The harbour is to grow</h1>{TEXT}</article></body>"
    assert parse(page, URL).tags == ("الميناء القديم", "نورستراند")


@pytest.mark.parametrize(
    "below",
    [
        '<div><a href="/town/the-ferry-stops-for-the-winter">The ferry stops for the winter</a>'
        '<a href="/town/a-longer-quay-for-norstrand-soon">A longer quay for Norstrand soon</a></div>',
        '<div><a href="/hub/norstrand">Norstrand</a></div>',
        '<div><a href="/ferry/1">Ferry</a><a href="/quay/2">Quay</a></div>',
        '<p>Also in <a href="/hub/norstrand">Norstrand</a> and <a href="/hub/quay">Quay</a>.</p>',
        '<div class="footer-menu"><a href="/s/town">Town</a><a href="/s/sport">Sport</a></div>',
    ],
)
def test_other_links_below_are_none(below: str) -> None:
    assert tags(below) == []


def test_a_label_and_a_sentence_are_no_tags() -> None:
    box = (
        '<ul class="tags"><li><a href="/topics">Topics</a></li><li><a href="/t/quay">Quay</a></li>'
        '<li><a href="/buy">Here you can buy the whole book about the quay</a></li></ul>'
    )
    assert tags(box) == ["Quay"]
