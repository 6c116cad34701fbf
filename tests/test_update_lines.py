"""When an article was updated, from the lines of its own head and foot; mastheads and sentences tell no date of it."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse

URL = "https://ledger.example/news/the-tide-came-in"
TEXT = "".join(
    f"<p>Paragraph {number} tells at some length how the tide came in over the quay, who saw it, what they said.</p>"
    for number in range(6)
)


def modified(above: str = "", first: str = "", masthead: str = "", foot: str = "", language: str = "en") -> str:
    article = parse(
        f"<!doctype html><html lang='{language}'><head><title>Tide</title></head><body>{masthead}<main>"
        f"<h1>The tide came in</h1>{above}<div class='article-body'>{first}{TEXT}{foot}</div></main></body></html>",
        URL,
    )
    return (article.modified or "")[:10]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("<p>Last updated on 12 March 2025</p>", "en"),
        ("<p><b>Ada Brandt</b> Updated 12 March 2025</p>", "en"),
        ("<p><b>Ada Brandt</b> <i>updated 12 March 2025</i></p>", "en"),
        ("<p>By Ada Brandt<br>updated 12 March 2025</p>", "en"),
        ("<p>11 March 2025, updated 12 March 2025</p>", "en"),
        ("<p>Published 11 March 2025 (updated 12 March 2025)</p>", "en"),
        ("<p>This article was last updated on 12 March 2025</p>", "en"),
        ("<p>Updated 10:12 AM EDT, Wed March 12, 2025</p>", "en"),
        ("<p>Updated 12 March 2025 | Rules of the quay hold</p>", "en"),
        ("<div><span>Updated</span><span>12 March 2025</span></div>", "en"),
        ("<p>Publié le 11/03/2025 à 10h12, mis à jour le 12/03/2025 à 10h12</p>", "fr"),
        ("<p>Actualizado el miércoles 12 de marzo de 2025 a las 10:12</p>", "es"),
        ("<p>Ultimo aggiornamento: mercoledì 12 marzo 2025 ore 10:12</p>", "it"),
        ("<p>Senast uppdaterad onsdag 12 mars 2025 kl. 10.12</p>", "sv"),
        ("<p>Обновлено в 10:12, 12 марта 2025</p>", "ru"),
        ("<p>آخر تحديث 12 مارس 2025</p>", "ar"),
        ("<p>最終更新 2025年3月12日 10:12</p>", "ja"),
        ("<p>עודכן: 12.03.25, 10:12</p>", "he"),
        ("<p>Updated: March 12, 2025</p>", "en"),
        ("<p>By <a href='/author/a/'>Ada Brandt</a> — Published Mar. 11, 2025 — Last modified Mar. 12, 2025</p>", "en"),
        ("<div><b>Ada Brandt</b> (avec Leo Park) - Publié le 11/03/2025 - Mis à jour le 12/03/2025</div>", "fr"),
        (
            "<p>Updated: Wed, 12 Mar 2025 04:45 PM (IST) - Published: Tue, 11 Mar 2025 02:30 PM (IST), Larkfield</p>",
            "hi",
        ),
    ],
)
def test_a_line_of_the_head_or_foot_tells_the_update(line: str, language: str) -> None:
    assert modified(above=line, language=language) == "2025-03-12"
    assert modified(first=line, language=language) == "2025-03-12"
    assert modified(foot=line, language=language) == "2025-03-12"


@pytest.mark.parametrize(
    "line",
    [
        "<p>The charter was last updated on 12 March 1998.</p>",
        "<p>The charter was last <b>updated</b> on 12 March 1998.</p>",
        "<p>The charter, which was last <b>updated on 12 March 1998</b>, holds.</p>",
        "<p>In 2019 the charter was updated on 12 March 1998.</p>",
        "<p>In 2019 the charter, updated 12 March 1998, held.</p>",
        "<p>Updated rules of 12 March 1998 hold for the quay.</p>",
        "<p>Updated rules of 12 March 1998 hold</p>",
        "<p>Updated 12 March 1998 in haste, the charter holds</p>",
        "<span>Prices updated 3 March 2024</span>",
        "<p><b>Prices</b> updated on 3 March 2024</p>",
    ],
)
def test_a_sentence_about_other_things_tells_none(line: str) -> None:
    assert not modified(above=line)
    assert not modified(first=line)
    assert not modified(foot=line)


@pytest.mark.parametrize(
    "line",
    [
        "<div>Updated: 12 March 2025</div>",
        "<header><p><span>Updated: </span><span>12 March 2025</span></p></header>",
        "<header><span>Updated: <time datetime='2025-03-12T10:00:00Z'>12 March</time></span></header>",
    ],
)
def test_a_masthead_tells_the_sites_update_and_not_the_articles(line: str) -> None:
    assert not modified(masthead=line)
    assert modified(above=line) == "2025-03-12"


@pytest.mark.parametrize(
    "line",
    [
        "<div>Saturday, 28 November 2026</div>",
        "<header><span class='date'>Saturday, 28 November 2026</span></header>",
        "<div class='top'><time datetime='2026-11-28'>Saturday, 28 November 2026</time></div>",
    ],
)
@pytest.mark.parametrize("own", ["", "<p>12 March 2025</p>", "<p class='date'>12 March 2025</p>"])
def test_a_masthead_tells_todays_date_and_not_the_articles(line: str, own: str) -> None:
    body = f"{line}<main><article><h1>The tide came in</h1>{own}<div>{TEXT}</div></article></main>"
    article = parse(f"<html lang='en'><head><title>Tide</title></head><body>{body}</body></html>", URL)
    assert (article.published or "")[:10] == ("2025-03-12" if own else "")


def test_a_date_above_the_headline_in_the_articles_own_part_is_its_date() -> None:
    body = f"<main><div>12 March 2025</div><article><h1>The tide came in</h1><div>{TEXT}</div></article></main>"
    article = parse(f"<html lang='en'><head><title>Tide</title></head><body>{body}</body></html>", URL)
    assert (article.published or "")[:10] == "2025-03-12"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<div class='date-info'>Updated: Thu, 13 Mar 2025 04:45 PM Published: Wed, 12 Mar 2025 02:30 PM</div>", "12"),
        (
            "<div><b>Ada Brandt</b> (avec Leo Park) - Publié le 12/03/2025 à 08:05 - Mis à jour le 13/03/2025</div>",
            "12",
        ),
        ("<div class='date'>Updated 13 March 2025</div>", ""),
        ("<div>MAX MUSTER | Aktualisiert am 13.03.2025 | Veröffentlicht am 12.03.2025</div>", "12"),
        ("<div>Budi Santoso - Rabu, 12 Maret 2025 | 23:30 WIB</div>", "12"),
        ("<div>12. 3. 2025 21:30 – Jan Novák, Praha</div>", "12"),
        ("<ul><li>Ada Brandt</li><li data-timestamp='1741815011'>4 hours ago</li></ul>", "12"),
        ("<div>By Ada Brandt <time data-utc='1741815011000'>4h</time></div>", "12"),
        ("<div><span data-date='2025-03-12T21:30:00+05:30'>12 Mar</span></div>", "12"),
        ("<div><span data-updated-date='2025-03-13T21:30:00Z'>13 Mar</span></div>", ""),
        ("<div data-id='1741815011'>4 hours</div>", ""),
        ("<abbr class='timeago' title='2025-03-12T21:30:00Z'>9 months ago</abbr>", "12"),
        ("<abbr itemprop='datePublished' title='2025-03-12T21:30:00Z'>9:30 pm</abbr>", "12"),
        ("<abbr itemprop='datePublished' title='Wednesday, 12 March 2025'>9:30 pm</abbr>", "12"),
        ("<abbr itemprop='datePublished' title='Day of publication'>12 March 2025</abbr>", "12"),
    ],
)
def test_the_day_of_publication_beside_an_update_or_in_an_abbreviation(line: str, day: str) -> None:
    body = f"<main><article><h1>The tide came in</h1>{line}<div>{TEXT}</div></article></main>"
    article = parse(f"<html lang='en-GB'><head><title>Tide</title></head><body>{body}</body></html>", URL)
    assert (article.published or "")[:10] == (f"2025-03-{day}" if day else "")


def test_both_dates_of_a_theme_that_prints_them_below_the_text() -> None:
    times = (
        "<time class='published' datetime='2025-03-11'>11</time><time class='updated' datetime='2025-03-12'>12</time>"
    )
    foot = f"<footer class='entry-footer'><span class='posted-on'>{times}</span></footer>"
    body = f"<article class='hentry'><h1>The tide came in</h1><div>{TEXT}</div>{foot}</article>"
    article = parse(f"<html lang='en'><head><title>Tide</title></head><body>{body}</body></html>", URL)
    assert ((article.published or "")[:10], (article.modified or "")[:10]) == ("2025-03-11", "2025-03-12")
