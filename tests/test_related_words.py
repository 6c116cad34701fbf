"""What is printed over, beside and in links to further articles, where no name in the markup tells what they are."""

from __future__ import annotations

import pytest
from any_page import TEXT, read

from qiosk_scraper.items import Article

FERRY, PIER = "/news/2025/02/ferry-keeps-its-timetable", "/news/2025/01/shipworm-in-the-piles"
LINKS = {FERRY: "Ferry keeps its winter timetable", PIER: "Shipworm found in the pier’s piles"}
LIST = "".join(f"<li><a href='{path}'>{words}</a></li>" for path, words in LINKS.items())
LINES = "<br>".join(f"<a href='{path}'>{words}</a>" for path, words in LINKS.items())
CARDS = "".join(
    f"<div class='q5'><a href='{path}'><img src='{path}.jpg'></a><div><a href='{path}'>{words}</a></div></div>"
    for path, words in LINKS.items()
)
HEADINGS = """
    You’ll also like | Editor's choice | Similar articles | From our archive | Our picks
    Voir aussi | Articles similaires | Vous aimerez aussi | También te puede interesar
    Recomendados para você | Ti potrebbe interessare | Aanbevolen | Relaterade artiklar
    Aiheeseen liittyvää | Polecamy | Mohlo by vás zajímat | Legolvasottabb | Cele mai citite
    Možda vas zanima | Прочетете още | Рекомендуем | Δημοφιλή | Benzer haberler | الأكثر قراءة
    עוד בנושא | おすすめ記事 | 推荐阅读 | 추천 기사 | Terpopuler | Có thể bạn quan tâm | ข่าวที่เกี่ยวข้อง
    সম্পর্কিত খবর | Et pot interessar
"""


def shown(article: Article) -> list[tuple[str, str | None]]:
    return [(one.block, one.headline) for one in article.teasers]


@pytest.mark.parametrize(
    "words", [one.strip() for line in HEADINGS.split("\n") for one in line.split("|") if one.strip()]
)
def test_headings_over_further_articles_in_many_languages(words: str) -> None:
    article = read(below=f"<div class='q1'><h3>{words}</h3><ul>{LIST}</ul></div>")
    assert shown(article) == [(words, headline) for headline in LINKS.values()]


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='q1'><div class='q2'>Related</div><div class='q3'>{CARDS}</div></div>",
        f"<div class='q1'><span class='q2'>Related</span><div class='q3'>{CARDS}</div></div>",
        f"<div class='q1'><div><span class='q2'>Related</span></div><div class='q3'>{CARDS}</div></div>",
        f"<div class='q1'><b>Related</b><br>{LINES}</div>",
        f"<table><tr><td><strong>Related</strong><br><br>{LINES}</td></tr></table>",
        f"<p>Related</p><ul>{LIST}</ul>",
    ],
)
def test_a_heading_that_nothing_but_its_words_calls_one(box: str) -> None:
    assert shown(read(below=box)) == [("Related", headline) for headline in LINKS.values()]


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='q1'><div>Our harbour</div><div>{LINES}</div></div>",
        f"<div><div>Related</div><div>No link here.</div></div><p>{LINES}</p>",
        f"<nav><div>More</div><div>{LINES}</div></nav>",
        f"<div class='partner-offers'><span>More</span><div>{LINES}</div></div>",
    ],
)
def test_other_words_over_two_links_are_no_heading(box: str) -> None:
    assert read(below=box).teasers == ()


@pytest.mark.parametrize("words", ["Most read:", "Lo más leído", "Související články:", "関連記事"])
def test_a_line_over_a_list_of_links_in_the_text_goes_with_it(words: str) -> None:
    article = read(text=f"{TEXT}<p><strong>{words}</strong></p><ul>{LIST}</ul>{TEXT.replace('Paragraph', 'Line')}")
    assert len(article.body) == 12
    assert [one.headline for one in article.teasers] == list(LINKS.values())


def test_such_a_line_over_a_list_of_other_things_stays() -> None:
    article = read(text=f"{TEXT}<p>Most read:</p><ul><li>a book on tides</li><li>a chart of the bay</li></ul>{TEXT}")
    assert "Most read:" in article.text
    assert "a book on tides" in article.text


def test_a_quotation_that_is_a_label_and_a_link_is_a_teaser_and_no_text() -> None:
    line = f"<blockquote><p>Leia também: <a href='{FERRY}'>{LINKS[FERRY]}</a></p></blockquote>"
    article = read(text=TEXT + line + TEXT.replace("Paragraph", "Line"))
    assert len(article.body) == 12
    assert shown(article) == [("Leia também", LINKS[FERRY])]


def test_the_article_before_whose_label_stands_in_the_link() -> None:
    link = f"<a rel='prev' href='{FERRY}'><span>Previous article</span> {LINKS[FERRY]}</a>"
    article = read(text=f"{TEXT}<nav class='post-navigation'><div>{link}</div></nav>")
    assert shown(article) == [("Previous article", LINKS[FERRY])]


def test_a_card_with_its_section_a_short_sentence_and_a_line_below_its_picture() -> None:
    inside = (
        f"<a href='{FERRY}'><figure><img src='/p/ferry.jpg'><figcaption>{LINKS[FERRY]}, at last. Photograph: Ida Holt/"
        f"The Courier</figcaption></figure><span class='cat'>Transport</span><h3>{LINKS[FERRY]}</h3>"
        "<p>It sails until April.</p><p>11 March 2025</p></a>"
    )
    (found,) = read(below=f"<section><h2>Related</h2><div>{inside}</div></section>").teasers
    assert (found.headline, found.kicker, found.excerpt) == (LINKS[FERRY], "Transport", ("It sails until April.",))
    assert found.photo is not None
    assert found.photo.credit == "Ida Holt/The Courier"


def test_cards_whose_only_link_says_to_read_on_have_their_heading_as_headline() -> None:
    cards = "".join(
        f"<div class='q5'><h4>{words}</h4><p>A few words on what happened there last week.</p>"
        f"<a href='{path}'>Read more</a></div>"
        for path, words in LINKS.items()
    )
    found = read(below=f"<section><h2>Related</h2>{cards}</section>").teasers
    assert [(one.headline, one.excerpt) for one in found] == [
        (words, ("A few words on what happened there last week.",)) for words in LINKS.values()
    ]


def test_articles_at_another_name_of_the_house_are_teasers_its_shop_is_none() -> None:
    hosts = ("sport.tide-post.example", "shop.tide-post.example", "www.other.example")
    rows = "".join(
        f"<li><a href='https://{host}/2025/rowers-win-again-at-home'>Rowers win again on their home water</a></li>"
        for host in hosts
    )
    found = read(below=f"<section><h2>Related</h2><ul>{rows}{LIST}</ul></section>").teasers
    assert [one.url.split("/")[2] for one in found] == [hosts[0], "www.tide-post.example", "www.tide-post.example"]


def test_a_line_of_several_links_behind_one_label() -> None:
    links = " | ".join(f"<a href='{path}'>{words}</a>" for path, words in LINKS.items())
    article = read(text=f"{TEXT}<p><b>Read more:</b> {links}</p>{TEXT.replace('Paragraph', 'Line')}")
    assert shown(article) == [("Read more", words) for words in LINKS.values()]
    assert len(article.body) == 12


def test_a_card_in_the_text_whose_link_holds_picture_headline_and_label() -> None:
    inside = f"<img src='/p/f.jpg'><span class='q6'>{LINKS[FERRY]}</span><span class='q7'>Transport</span>"
    card = f"<div class='q5'><div class='q8'>Read also</div><a href='{FERRY}'>{inside}</a></div>"
    article = read(text=TEXT + card + TEXT.replace("Paragraph", "Line"))
    assert shown(article) == [("Read also", LINKS[FERRY])]


def test_a_list_of_definitions_under_its_term() -> None:
    rows = "".join(f"<dd><a href='{path}'>{words}</a></dd>" for path, words in LINKS.items())
    assert shown(read(below=f"<dl><dt>Related reports</dt>{rows}</dl>")) == [
        ("Related reports", words) for words in LINKS.values()
    ]
