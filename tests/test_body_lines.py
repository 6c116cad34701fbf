"""Lines between an article's paragraphs that are text although they look like promotions, and promotions that go."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml.html import HtmlElement

from qiosk_scraper import parse
from qiosk_scraper.layers.generic import read_also
from qiosk_scraper.normalise.text import inline_text

URL = "https://www.ledger.example/news/the-tide-came-in-4711"
TEXT = tuple(
    f"Paragraph {number} tells at length how the tide came in over the quay, who saw it and what they did."
    for number in range(7)
)


def between(line: str) -> list[str]:
    """What the body holds of a line that stands between paragraphs."""
    told = [f"<p>{text}</p>" for text in TEXT]
    line = line if line.startswith(("<p", "<div", "<section", "<aside")) else f"<p>{line}</p>"
    html = (
        f"<main><article><h1>The tide came in</h1><div>{''.join((*told[:4], line, *told[4:]))}</div></article></main>"
    )
    found = [block.text for block in parse(html, URL).body]
    assert [text for text in found if text in TEXT] == list(TEXT)
    return [text for text in found if text not in TEXT]


@pytest.mark.parametrize(
    "line",
    [
        "He then wrote: <a href='/news/what-he-said-12'>We will not be moved by threats from anyone!</a>",
        "He then wrote: <a href='/news/what-he-said-12'>Will we be moved by threats from anyone?</a>",
        "He then wrote: <a href='/news/what-he-said-12'>We will not be moved by threats from anyone</a>",
        "Her last letter: <a href='https://x.example/a/1'>We will not be moved by threats from anyone</a>",
        "Her last letter: <a href='https://x.example/a/1'>Will we be moved by threats from anyone?</a>",
        "Her last letter: <a href='/news/what-she-said-12'>“Will we be moved by threats from anyone”</a>",
        "Dann schrieb sie: <a href='/x/12'>Wer soll das denn alles am Ende bezahlen?</a>",
        "Puis il demande : <a href='/x/12'>Qui va payer tout cela à la fin</a>",
        "Тогда он написал: <a href='/x/12'>Кто за всё это заплатит в конце концов?</a>",
        "Ο δήμαρχος έγραψε: <a href='/x/12'>Ποιος θα τα πληρώσει όλα αυτά τελικά;</a>",
        "ثم كتب: <a href='/x/12'>من سيدفع ثمن كل هذا في النهاية؟</a>",
        "市長は書いた：<a href='/x/12'>この費用を最後に誰が払うことになるのでしょうか</a>",
    ],
)
def test_what_somebody_said_behind_a_short_label_is_text(line: str) -> None:
    assert len(between(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "<b>Még több erről:</b> <a href='/1'>Mi lesz a megszűnt mellékvonalakkal?</a>",
        "Noch ein Stück: <a href='https://sport.ledger.example/1'>Was wird aus den alten Strecken?</a>",
        "Dossier: <a href='/1'>Alles über die alte Bahn und ihre Strecken</a>",
        "Also: <a href='https://other.example/1'>See the Friday coverage of the other branch</a>",
        "Read more: <a href='https://other.example/1'>The other branch says nothing to it all</a>",
    ],
)
def test_a_headline_behind_a_short_label_is_none(line: str) -> None:
    assert between(line) == []


PIER = "<a href='/news/a-new-pier-12'>"


@pytest.mark.parametrize(
    "line",
    [
        f"On Friday, {PIER}the council opened a new pier for the old town and its many visitors</a>.",
        f"On Friday, {PIER}the council opened a new pier for the old town and its many visitors.</a>",
        f"Who knows {PIER}why the council opened a new pier for the old town and its many visitors</a>?",
        f"{PIER}The council opened a new pier for the old town and its many visitors</a>, officials said.",
        f"金曜日、{PIER}市議会は旧市街のために新しい桟橋を開いたと発表した</a>。",
        f"शुक्रवार को {PIER}परिषद ने पुराने शहर के लिए एक नया घाट खोला और सबको बुलाया</a>।",
        "<a href='https://x.example/a/1'>“We will not be moved by threats from anyone at all.”</a>",
    ],
)
def test_a_sentence_that_is_mostly_a_link_is_text(line: str) -> None:
    assert len(between(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        f"{PIER}The council opened a new pier for the old town and its many visitors</a>",
        f"{PIER}The council opened a new pier for the old town and its many visitors.</a>",
        f"Next up → {PIER}The council opened a new pier for the old town and its many visitors.</a>",
        "<a href='https://shop.example/1'>The kettle of the year</a>",
    ],
)
def test_a_line_that_is_nothing_but_a_link_is_none(line: str) -> None:
    assert between(line) == []


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Vše důležité každé ráno. <a href='/newsletter'>Odebírat zprávy</a>", 0),
        ("أهم الأخبار كل صباح في بريدك. <a href='https://www.ledger.example/subscribe/?from=text'>اشترك</a>", 0),
        ("Our paper lives on its readers. <a href='/donate'>Give now</a>", 0),
        ("รับข่าวสำคัญทุกเช้าทางอีเมลของคุณ <a href='/newsletter/'>สมัครรับข่าว</a>", 0),
        ("The fund takes what you have. <a href='https://fund.example/donate'>Give now</a>", 1),
        ("The town asks every reader to <a href='/donate'>give blood</a>", 1),
        ("Vše důležité každé ráno. <a href='/zpravy'>Všechny zprávy</a>", 1),
    ],
)
def test_a_line_that_ends_in_a_link_to_a_service_of_the_site(line: str, kept: int) -> None:
    assert len(between(line)) == kept


def test_a_line_of_hashtags_is_no_text() -> None:
    assert between("#สะพาน #ท่าเรือ #ตลาด") == []
    assert between("#quay, #lamp") == []
    assert len(between("#quay is what they called it")) == 1


@pytest.mark.parametrize("label", ["বিজ্ঞাপন", "விளம்பரம்", "تبلیغات", "Tangazo"])
def test_signs_over_advertisements(label: str) -> None:
    assert between(f"<div>{label}</div>") == []


def test_the_text_of_a_box_of_many_links_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[HtmlElement] = Counter()

    def counted(element: HtmlElement) -> str:
        read[element] += element.tag != "a"
        return inline_text(element)

    monkeypatch.setattr(read_also, "inline_text", counted)
    links = "".join(
        f"<a href='/news/pier-{number}-of-town'>Pier number {number} of the town</a> " for number in range(30)
    )
    between(f"<div class='more'><span>{links}</span></div>")
    assert max(read.values()) == 1


ALONE = "The keeper of the pier said on Sunday that nobody had asked him before the water came, and that he would stay."


def test_a_paragraph_beside_a_picture_is_text_and_no_caption() -> None:
    line = (
        "<div class='wp-block-media-text alignwide is-stacked-on-mobile'><figure class='wp-block-media-text__media'>"
        f"<img src='/pier.jpg'></figure><div class='wp-block-media-text__content'><p>{ALONE}</p></div></div>"
    )
    assert between(line) == [ALONE]


@pytest.mark.parametrize("name", ["media-description", "photo-text", "legend"])
@pytest.mark.parametrize("picture", ["<img src='/pier.jpg'>", "<picture><source srcset='/p.webp'></picture>", "<img>"])
def test_a_line_named_after_the_picture_it_shares_a_box_with_is_no_text(name: str, picture: str) -> None:
    assert between(f"<div class='wide'>{picture}<div class='{name}'><p>{ALONE}</p></div></div>") == []


def test_a_paragraph_that_is_a_button_is_no_text_wherever_it_leads() -> None:
    sentence = "Explore all the harbours of the whole coast on a map of our own."
    link = f"href='https://map.example/coast'>{sentence}</a>"
    assert between(f"<p><a class='btn btn-primary' {link}</p>") == []
    assert between(f"<p><a {link}</p>") == [sentence]


def test_rows_that_a_builder_counts_are_of_one_make() -> None:
    rows = "".join(
        f"<div class='row row_{n}'><div class='column column_{n}'><div class='text text_{n}'><div class='inner'>"
        f"<p>{text}</p></div></div></div></div>"
        for n, text in enumerate(TEXT)
    )
    html = f"<main><h1>The tide came in</h1><div class='rows'>{rows}</div></main>"
    assert tuple(block.text for block in parse(html, URL).body) == TEXT


def test_the_first_of_numbered_boxes_is_no_dek() -> None:
    boxes = "".join(f"<section class='part-{n}'><p>{text}</p></section>" for n, text in enumerate(TEXT))
    article = parse(f"<main><h1>The tide came in</h1><div class='parts'>{boxes}</div></main>", URL)
    assert (article.dek, tuple(block.text for block in article.body)) == (None, TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "Reklama",
        "Diesen Artikel teilen",
        "12 Kommentare",
        "शेयर करें",
        "Player wird geladen",
        "Iniciar sesión",
        "リンクをコピー",
        "The tide at the quay on Friday (Image: Ada Brandt)",
        "Das Wasser stand bis zum Kai (Foto: Ada Brandt/dpa).",
    ],
)
def test_buttons_and_captions_in_words_alone_are_no_text(line: str) -> None:
    assert between(line) == []


@pytest.mark.parametrize(
    "line",
    [
        "12 commanders came to see it.",
        "Unemployment fell to 4.3 per cent in June (source: ONS).",
        "Die Zahl der Einwohner stieg 2023 auf 84 Millionen (Quelle: Destatis).",
        "Ermittlungen werden nach der Anzeige fortgesetzt",
        "Our Telegram channel was blocked by the ministry",
        "Наш канал прорыли в 1937 году",
        "The post by the senator first appeared on Monday night.",
        "Become a member of the European Union",
        "Found a mistake in the count? The clerk has three days.",
        "The council says so (source: the minutes of Friday). It did not say more about that.",
        "He showed a picture (image: it was upside down) and left the room again.",
    ],
)
def test_sentences_with_words_of_buttons_or_captions_stay(line: str) -> None:
    assert between(line) == [line]


@pytest.mark.parametrize(
    "words", ["Social housing", "Related costs rise", "What the video shows", "Popular with tourists", "Soziale Träger"]
)
def test_a_chapter_whose_anchor_spells_its_heading_is_text(words: str) -> None:
    anchor = words.lower().replace(" ", "-")
    assert between(f"<p></p><h2 id='{anchor}'>{words}</h2><p>{ALONE}</p>") == [words, ALONE]
    assert between(f"<section id='{anchor}'><h2>{words}</h2><p>{ALONE}</p></section>") == [words, ALONE]


@pytest.mark.parametrize(
    "box",
    [
        "<section id='newsletter-of-ours'><h2>Newsletter of ours</h2><p>{}</p></section>",
        "<section id='social-links'><h2>Social links</h2><ul><li><a href='/x'>Facebook</a></li></ul></section>",
        "<section id='related-articles'><h2>Related articles</h2><p><a href='/news/a-pier-1'>{}</a></p></section>",
        "<section class='social-box' id='social-housing'><h2>Social housing</h2><p>{}</p></section>",
        "<section id='social-3'><h2>Together on the coast</h2><p>{}</p></section>",
    ],
)
def test_a_box_of_the_site_is_none_however_it_is_called(box: str) -> None:
    assert between(box.format(ALONE)) == []


def at_the_end(line: str) -> list[str]:
    """What the body holds of a line that stands below the paragraphs."""
    told = "".join(f"<p>{text}</p>" for text in (*TEXT, line))
    found = parse(f"<main><article><h1>The tide came in</h1><div>{told}</div></article></main>", URL).body
    return [block.text for block in found if block.text not in TEXT]


LAST_SENTENCES = """
Von dem Geld blieb nichts übrig.
By Monday the pier was gone.
Par chance, personne n'a été blessé.
Da wusste er, dass es vorbei war.
Por ahora, nadie sabe nada más.
Di lui non si sa più nulla.
Door de regen bleef het stil.
Af og til kommer der en båd.
Av båten fanns inget kvar.
Da quel giorno il porto tace.
Text and photos of the letter will be shown in May.
Writing: that is all she does now.
Editor: a job for those who do not sleep, he says.
The views expressed in the hall were loud, and the mayor left early that night.
This story was written by the sea, she says, and by nobody else who lived there.
With reports from the islands late, the count went on until dawn.
Con información de nadie, el juez decidió esperar hasta el lunes.
Die Verhandlung wird am 6. Mai um 9 Uhr fortgesetzt.
"""
SIGNS = """
By Ann Lee
VON JENS ABEL
— Ann Lee
Reporting by Ann Lee; editing by Bo Kahn
(Reporting by Ann Lee and Bo Kahn in Northport, Editing by Mia Lang)
Edited by: Bo Kahn.
Text: Ann Lee
Quelle: dpa
Last updated: 3 May 2024, 10:12
This article was originally published in The Tide.
The views expressed here are the author's own.
"""


@pytest.mark.parametrize("line", LAST_SENTENCES.strip().splitlines())
def test_a_last_sentence_that_begins_like_a_byline_is_text(line: str) -> None:
    assert at_the_end(line) == [line]


@pytest.mark.parametrize("line", SIGNS.strip().splitlines())
def test_a_sign_below_the_text_is_none(line: str) -> None:
    assert at_the_end(line) == []


@pytest.mark.parametrize(
    "words",
    [
        "Read more books",
        "More on Monday",
        "Join the crew",
        "Donate, they said",
        "Listen to the sea",
        "Mehr zum Thema Sicherheit",
    ],
)
def test_a_heading_that_begins_like_an_invitation_has_its_text_below(words: str) -> None:
    assert between(f"<p></p><h2>{words}</h2><p>{ALONE}</p>") == [words, ALONE]
    assert (
        between(f"<p></p><h2>{words}</h2><p><a href='/news/a-pier-1'>The pier falls into the sea again</a></p>") == []
    )


@pytest.mark.parametrize(
    "words", ["More from the coast", "Read our full report", "Sign up for updates", "Support us or leave"]
)
def test_a_heading_of_the_site_goes_whatever_stands_below(words: str) -> None:
    assert between(f"<p></p><h2>{words}</h2><p>{ALONE}</p>") == [ALONE]


@pytest.mark.parametrize(
    "name",
    [
        "elementor-element elementor-element-1a2b3c elementor-widget elementor-widget-text-editor",
        "elementor-widget-container",
        "read-more-content",
        "podcast-transcript",
        "follow-up",
    ],
)
def test_a_box_of_a_builder_or_behind_a_button_is_text(name: str) -> None:
    assert between(f"<div class='{name}'><p>{ALONE}</p></div>") == [ALONE]


@pytest.mark.parametrize(
    "name", ["widget widget_text", "elementor-widget elementor-widget-share-buttons", "read-more", "podcast-player"]
)
def test_a_box_named_as_the_sites_is_none(name: str) -> None:
    assert between(f"<div class='{name}'><p>{ALONE}</p></div>") == []


@pytest.mark.parametrize(
    "line",
    [
        "Ein Beitrag geteilt von Ada Brandt (@adabrandt.norstrand) am 23. Okt 2017 um 0:31 Uhr PDT",
        "Une publication partagée par Ada Brandt (@adabrandt) le 23 Oct. 2017 à 12 h 31 PDT",
        "A post shared by The Harbour Master of Norstrand (@harbourmaster) on Oct 23, 2017 at 0:31am PDT",
        "Pages: 1 2 3 4",
        "doi: 10.1038/d41586-019-02790-3",
    ],
)
def test_what_networks_and_systems_print_between_the_paragraphs_goes(line: str) -> None:
    assert between(line) == []
