"""Pages whose classes say nothing: pictures with their lines, cards and portraits told by what stands in them."""

from __future__ import annotations

import pytest
from any_page import TEXT, URL, read

from qiosk_scraper import parse
from qiosk_scraper.items import Article

QUAY = "<img src='/pictures/quay-0815.jpg' alt='A quay'>"
BESIDE = "https://www.tide-post.example/news/the-mill-closes-4712"


def _with(box: str, text: str = TEXT) -> Article:
    """A page with a box behind the first paragraph."""
    first, rest = text.split("</p>", 1)
    return read(text=f"{first}</p>{box}{rest}")


def _body(article: Article) -> list[str]:
    return [block.text for block in article.body]


def _lines(article: Article) -> list[tuple[str | None, str | None]]:
    return [(photo.caption, photo.credit) for photo in article.photos]


@pytest.mark.parametrize(
    "box",
    [
        f"<div class='q1'><div class='q2'>{QUAY}</div><span class='q3'>The quay at noon, an hour before.</span></div>",
        f"<div><a href='/pictures/quay-large.jpg'>{QUAY}</a><div>The quay at noon, an hour before.</div></div>",
        f"<div><div><picture>{QUAY}</picture></div><div><p>The quay at noon, an hour before.</p></div></div>",
        f"<div>{QUAY}<noscript>{QUAY}</noscript><div>The quay at noon, an hour before.</div></div>",
    ],
)
def test_a_line_below_a_picture_in_their_box_is_its_caption(box: str) -> None:
    article = _with(box)
    assert _lines(article) == [("The quay at noon, an hour before.", None)]
    assert _body(article) == _body(read())


def test_a_line_without_blanks_is_a_caption() -> None:
    assert _lines(_with(f"<div><div>{QUAY}</div><div>港に泊まる古い船の様子</div></div>")) == [
        ("港に泊まる古い船の様子", None)
    ]


def test_maker_and_caption_in_pieces_without_names() -> None:
    lines = "<span>The quay at noon, an hour before.</span><span>Ada Brandt/AFP</span>"
    box = f"<div><div>{QUAY}</div><div>{lines}</div></div>"
    assert _lines(_with(box)) == [("The quay at noon, an hour before.", "Ada Brandt/AFP")]


@pytest.mark.parametrize(
    "box",
    [
        f"<div>{QUAY}<p>The wall was built in the year of the great flood.</p></div>",
        f"<div>{QUAY} The wall was built in the year of the great flood.</div>",
        f"<div><div>The wall was built in the year of the great flood.</div>{QUAY}</div>",
        f"<div>{QUAY}<h3>The wall</h3><div>The wall was built in the year of the great flood.</div></div>",
        f"<ol><li>{QUAY}<div>The wall was built in the year of the great flood</div></li></ol>",
        f"<div><div>{QUAY}</div><div><p>The wall was built in the year of the great flood, by men who came down from "
        "the hills for it and went back up in autumn.</p></div></div>",
    ],
)
def test_a_text_beside_a_picture_stays_in_the_text(box: str) -> None:
    assert any("great flood" in text for text in _body(_with(box)))


def test_two_pictures_with_a_line_each_have_no_line_in_common() -> None:
    row = "".join(
        f"<div><div><img src='/pictures/wall-{one}.jpg'></div><div>The {one} wall at noon</div></div>"
        for one in ("old", "new")
    )
    assert _lines(_with(f"<div>{row}</div>")) == [("The old wall at noon", None), ("The new wall at noon", None)]


def test_texts_with_a_picture_each_are_no_captions() -> None:
    told = [
        "The first of the walls was of wood.",
        "The second one was of stone.",
        "The third has not been paid for yet.",
    ]
    boxes = "".join(f"<div><div><img src='/pictures/wall-{len(one)}.jpg'></div><div>{one}</div></div>" for one in told)
    article = _with(boxes)
    assert [line for line in _body(article) if line in told] == told
    assert _lines(article) == [(None, None)] * 3


@pytest.mark.parametrize(
    "line", ["07.10.2025 The wall is to be built at last", "The wall is to be built at last <a href='/x'>Read more</a>"]
)
def test_the_lines_of_a_teaser_are_no_caption(line: str) -> None:
    assert _lines(_with(f"<div><div>{QUAY}</div><div>{line}</div></div>")) == [(None, None)]


@pytest.mark.parametrize(
    "card",
    [
        f"<div><div><img src='/pictures/mill-1.jpg'></div><div><h3><a href='{BESIDE}'>The old mill closes its doors</a>"
        "</h3><span>After a hundred years of flour the wheel has come to a stop for good.</span></div></div>",
        f"<div><img src='/pictures/mill-1.jpg'><div><a href='{BESIDE}'><strong>The old mill closes its doors"
        "</strong></a><span>By Ada Brandt</span></div></div>",
        f"<ul><li><article><header><img src='/pictures/mill-1.jpg'></header><h4><a href='{BESIDE}'>The old mill closes "
        "its doors</a></h4></article></li></ul>",
    ],
)
def test_a_picture_beside_the_headline_of_another_article_is_that_ones(card: str) -> None:
    article = _with(card)
    assert not article.photos
    assert _body(article) == _body(read())


def test_a_caption_may_link_to_another_article() -> None:
    box = f"<figure>{QUAY}<figcaption><a href='{BESIDE}'>The old mill on the quay</a></figcaption></figure>"
    assert [photo.url for photo in _with(box).photos] == ["https://www.tide-post.example/pictures/quay-0815.jpg"]


@pytest.mark.parametrize(
    "portrait",
    [
        "<div><a href='/about/ada-brandt'><div><img src='/p/9001.jpg' alt='Photo of Ada Brandt'></div></a></div>",
        "<div><div><img src='/p/9001.jpg' alt='Ada Brandt'></div><a href='/who/17/ada-brandt'>Ada Brandt</a></div>",
        "<div><img src='/p/9001.jpg' alt='Zoë Núñez'><p><a href='/who/zoe-nunez-17'>Zoë Núñez</a></p></div>",
    ],
)
def test_the_picture_of_a_person_to_whose_page_it_leads_is_none_of_the_story(portrait: str) -> None:
    assert not read(above=portrait).photos
    assert not _with(portrait).photos


def test_the_picture_of_a_person_told_of_stays() -> None:
    caption = "<figcaption>Ada Brandt at the quay on Monday.</figcaption>"
    figure = f"<figure><img src='/p/9001.jpg' alt='Ada Brandt'>{caption}</figure>"
    link = "<p>It was <a href='/people/ada-brandt'>Ada Brandt</a> who saw how the tide came in over the quay.</p>"
    assert [photo.caption for photo in _with(figure + link).photos] == ["Ada Brandt at the quay on Monday."]


@pytest.mark.parametrize(
    "box",
    [
        "<figure><img src='/p/9001.jpg' alt='Ada Brandt'></figure><p>It is <a href='/people/ada-brandt'>Ada Brandt</a> "
        "who saw it.</p>",
        "<div><img src='/p/9001.jpg' alt='Ada Brandt'></div><ul><li><a href='/tag/ada-brandt'>Ada Brandt</a></li></ul>",
        "<p><a rel='attachment' href='/2024/tide-came-in/old-quay-2/'><img src='/p/9001.jpg' alt='Old Quay'></a></p>",
        "<div><a href='https://shop.example/boots/storm-boot'><img src='/p/9001.jpg' alt='The Storm Boot'></a></div>",
    ],
)
def test_a_picture_of_what_is_told_of_is_no_portrait_though_a_link_is_called_alike(box: str) -> None:
    assert [photo.url for photo in _with(box).photos] == ["https://www.tide-post.example/p/9001.jpg"]


@pytest.mark.parametrize("button", ["<button>Zoom</button>", "<button aria-label='Open gallery'></button>"])
def test_a_picture_below_a_subhead_may_have_a_button(button: str) -> None:
    article = _with(f"<div><h3>What came of it</h3><div>{QUAY}{button}</div></div>")
    assert [photo.url for photo in article.photos] == ["https://www.tide-post.example/pictures/quay-0815.jpg"]
    assert "What came of it" in _body(article)


def test_a_writers_box_is_no_picture_with_a_caption() -> None:
    box = "<div><div><img src='/p/9001.jpg'></div><div><span>By Ada Brandt</span><span>2026-03-01</span></div></div>"
    assert not read(above=box).photos


def test_an_aside_may_hold_a_picture_and_its_line() -> None:
    picture = f"<a href='/pictures/quay-large.jpg'>{QUAY}</a>"
    box = f"<aside class='z9'>{picture}<p>The quay at noon, an hour before.</p></aside>"
    article = _with(box)
    assert _lines(article) == [("The quay at noon, an hour before.", None)]
    assert _body(article) == _body(read())


def test_pictures_of_the_sites_head_are_none_of_the_story() -> None:
    page = (
        f"<html><head><title>Tide</title></head><body><header><div><img src='/promo/summer-sale.jpg'><span>Our summer "
        f"offer for new readers</span></div></header><div><h1>The tide came in</h1>{TEXT}</div></body></html>"
    )
    assert not parse(page, URL).photos


@pytest.mark.parametrize(
    "header",
    [
        f"<header class='article-header'><div>{QUAY}<span>Photo: Ada Brandt</span></div></header>",
        f"<header><figure>{QUAY}<figcaption>The quay at noon.</figcaption></figure></header>",
    ],
)
def test_the_picture_in_an_articles_head_above_its_headline_is_the_storys(header: str) -> None:
    page = (
        f"<html><head><title>Tide</title></head><body>{header}<div><h1>The tide came in</h1>{TEXT}</div></body></html>"
    )
    assert len(parse(page, URL).photos) == 1


def test_the_address_that_a_script_is_told_beats_a_stand_in() -> None:
    told = '{"default": {"w": "80", "src": "//img.tide-post.example/quay-0815.jpg"}}'
    figure = f"<figure><img src='/s/e1.gif' data-src='{told}'><figcaption>The quay at noon.</figcaption></figure>"
    assert [photo.url for photo in _with(figure).photos] == ["https://img.tide-post.example/quay-0815.jpg"]


def test_a_picture_and_a_headline_that_lead_to_one_page_are_a_card_whatever_stands_below() -> None:
    excerpt = "After a hundred years the wheel has come to a stop, for good."
    card = (
        f"<div><a href='{BESIDE}'><img src='/pictures/mill-1.jpg'></a><div><a href='/news'>News</a>"
        f"<a href='{BESIDE}'>The old mill closes its doors</a><div><p>{excerpt}</p></div></div></div>"
    )
    article = _with(card)
    assert not article.photos
    assert _body(article) == _body(read())


def test_labels_that_stand_between_paragraphs_again_and_again_are_none_of_the_text() -> None:
    text = TEXT.replace("<p>", "<div class='k3'>Part of the story</div><p>")
    assert _body(read(text=text)) == _body(read())


@pytest.mark.parametrize("line", ["No.", "(Laughter)"])
def test_what_is_said_again_and_again_stays(line: str) -> None:
    assert _body(read(text=TEXT.replace("<p>", f"<div class='k3'>{line}</div><p>"))).count(line) == 6


@pytest.mark.parametrize(
    ("below", "kept"),
    [
        ("<p>In the end it is this kettle that those who like tea will buy.</p>", 3),
        ("<ul><li>Two hundred grams of flour</li><li>Two eggs of the day before</li></ul>", 3),
        ("<div></div>", 0),
        ("<p><a href='/kettles'>All the kettles that we have tried so far this year</a></p>", 0),
    ],
)
def test_a_label_that_heads_the_text_of_its_box_stays(below: str, kept: int) -> None:
    box = f"<div><div>Verdict</div>{below}</div>"
    text = "</p>".join(f"{line}</p>{box if number < 3 else ''}" for number, line in enumerate(TEXT.split("</p>")[:-1]))
    assert _body(read(text=text.replace("</p></p>", "</p>"))).count("Verdict") == kept


def test_names_of_two_who_talk_stay() -> None:
    parts = TEXT.split("<p>")
    text = parts[0] + "".join(
        f"<div class='k3'>{'Ada Brandt' if at % 2 else 'Tide Post'}</div><p>{part}" for at, part in enumerate(parts[1:])
    )
    lines = _body(read(text=text))
    assert lines.count("Ada Brandt") == lines.count("Tide Post") == 3


def test_a_form_to_fill_in_goes_with_its_box() -> None:
    form = (
        "<form><label>Your name <input type='text'></label><label>Your address <input type='text'></label>"
        "<input type='submit' value='Send'></form>"
    )
    words = "<h3>The harbour by mail</h3><p>Read each Friday who came in and who went out.</p>"
    box = f"<div>{words}<div>{form}</div></div>"
    assert _body(_with(box)) == _body(read())


def test_whose_words_a_quotation_are_is_no_paragraph() -> None:
    quote = "<blockquote>The water stood as high as never before on this quay.</blockquote>"
    lines = _body(_with(f"<div>{quote}<cite><div>Ada Brandt</div><div>Keeper of the quay</div></cite></div>"))
    assert "The water stood as high as never before on this quay." in lines
    assert not any("Ada Brandt" in line or "Keeper" in line for line in lines)


def test_a_title_that_begins_the_sentence_behind_a_quotation_stays() -> None:
    quote = "<blockquote>The water stood as high as never before on this quay.</blockquote>"
    after = "is what she called the book that came of that night."
    assert f"The Tide {after}" in _body(_with(f"<div>{quote}<cite>The Tide</cite> {after}</div>"))


def test_a_writers_box_with_a_portrait_is_none_of_the_text() -> None:
    words = "<p><a href='/who/ada-brandt'>Ada Brandt</a></p><p>Our correspondent at the harbour</p>"
    box = f"<div><div><img src='/p/9001.jpg' alt='Ada Brandt'></div>{words}</div>"
    assert _body(_with(box)) == _body(read())


def test_a_box_with_a_button_to_sign_in_is_none_of_the_text() -> None:
    words = "<span><div>The harbour</div><span>Each Friday who came in and who went out of it.</span></span>"
    assert _body(_with(f"<section>{words}<button>Log in</button></section>")) == _body(read())


def test_something_to_play_is_neither_picture_nor_text() -> None:
    title = "<h3>#1 Ada Brandt on tides and towns</h3><p><a href='https://pods.example/x'>My longest night</a></p>"
    box = (
        f"<div><div><img src='/pictures/cover-1.jpg'></div><div>{title}<button aria-label='Play'></button></div></div>"
    )
    article = _with(box)
    assert not article.photos
    assert _body(article) == _body(read())


@pytest.mark.parametrize("maker", ["<span class='q'>Photo: Ada Brandt</span>", "<em>Foto: Ada Brandt/AFP</em>"])
def test_a_paragraph_below_a_picture_that_ends_in_its_maker_is_its_line(maker: str) -> None:
    picture = "<a href='/picture/17'><img src='/pictures/quay-0815.jpg' alt='A quay'></a>"
    assert _body(_with(f"{picture}<p>The quay at noon, an hour before. {maker}</p>")) == _body(read())


def test_a_paragraph_below_a_picture_that_names_nobody_stays() -> None:
    line = "The quay at noon was dry, an hour before the water came <b>over the wall</b>"
    assert any(text.startswith("The quay at noon") for text in _body(_with(f"<div>{QUAY}</div><p>{line}</p>")))


def test_a_sign_beside_the_picture_is_no_second_one() -> None:
    sign = "<a href='/pictures/quay-large.jpg'><img src='/signs/larger.svg' alt='Larger'></a>"
    article = _with(
        f"<div><div><picture>{QUAY}</picture>{sign}</div><div>The quay at noon, an hour before.</div></div>"
    )
    assert _lines(article) == [("The quay at noon, an hour before.", None)]


def test_how_to_cite_an_article_is_none_of_its_text() -> None:
    cited = "<p>Zitiervorschlag</p><p>The tide came in. In: Tide Post Online, 20.10.2025 (abgerufen am: 21.10.2025)</p>"
    assert _body(read(text=TEXT + cited)) == _body(read())


def test_a_paragraph_with_a_source_in_brackets_stays() -> None:
    line = "What the town says of its wall (abgerufen am 3. Mai 2025) is not what those who built it wrote of it then."
    assert line in _body(read(text=f"{TEXT}<p>{line}</p>"))


def test_a_photo_line_below_the_headline_is_no_dek() -> None:
    line = "Boats lie on the wall of the quay in the night of Monday. Photo: Ada Brandt/AFP"
    assert read(above=f"<div><div>{line}</div></div>").dek is None


DEK = "Nobody on the quay had seen the water stand so high in all of the years that they can tell of."


def test_a_dek_parted_from_the_paragraphs_and_made_unlike_them_is_none() -> None:
    head = f"<meta name='description' content='{DEK}'>"
    text = TEXT.replace("<p>", "<p class='xb'>")
    article = read(head=head, text=f"<p class='xa'>{DEK}</p><div></div>{text}")
    assert article.dek == DEK
    assert DEK not in _body(article)
    assert DEK in _body(read(head=head, text=f"<p class='xb'>{DEK}</p><div></div>{text}"))
    assert DEK in _body(read(head=head, text=f"<p class='xa'>{DEK}</p>{text}"))
    assert DEK in _body(read(head=head, text=f"<p class='has-drop-cap'>{DEK}</p><div></div>{text}"))


def test_dates_and_bylines_between_dek_and_text_are_none_of_it() -> None:
    head = f"<meta name='description' content='{DEK}'>"
    between = (
        "<div><div>Author of the article:</div><div>Ada Brandt</div><div>First published Mar 02, 2026</div></div>"
        "<div>Water in the town</div>"
    )
    page = f"<p class='xa'>{DEK}</p>{between}{TEXT}"
    lines = _body(read(head=head, text=page))
    assert not any("Author" in line or "published" in line for line in lines)
    assert "Water in the town" in lines


def test_what_a_site_says_of_its_visitors_is_not_the_article_beside_its_title() -> None:
    long = "We keep what your browser tells us of you for as long as we need to, and so do all of our partners. "
    dialog = f"<div><div><div>{long * 8}</div></div></div>"
    story = f"<div><div><h1>The tide came in</h1><div>{TEXT}</div></div></div>"
    page = f"<html><head><title>Tide</title></head><body>{story}{dialog}</body></html>"
    assert _body(parse(page, URL)) == _body(read())


@pytest.mark.parametrize(("tag", "kept"), [("div", "above"), ("main", "told"), ("article", "told")])
def test_what_a_page_calls_its_main_part_is_the_article_though_paragraphs_stand_around_the_title(
    tag: str, kept: str
) -> None:
    said = "of what they say on the quay, which is above all that the water was high, and that it came in the night."
    above = "".join(f"<p>{one} above {said}</p>" for one in ("First", "Second", "Third", "Fourth"))
    told = "".join(f"<p>{one} told {said}</p>" for one in ("First", "Second", "Third", "Fourth", "Fifth", "Sixth"))
    head = f"<div class='a1'><h1>The tide came in</h1><div class='a2'>{above}</div></div>"
    page = (
        f"<html><head><title>The tide came in</title></head><body>{head}<{tag} class='a3'>{told}</{tag}></body></html>"
    )
    assert {text.split()[1] for text in _body(parse(page, URL))} == {kept}


def test_a_report_of_one_paragraph_that_is_shown_as_dek_too_keeps_it() -> None:
    dek = f"<div itemprop='description'>{DEK}</div>"
    assert _body(read(above=dek, text=f"<p>{DEK}</p>")) == [DEK]


LONG = "The quay at noon, an hour before the water came over the wall and into the streets of the lower town. " * 4


@pytest.mark.parametrize(("maker", "stays"), [("Ada Brandt/AFP via Getty Images", False), ("", True)])
def test_a_long_line_below_a_picture_is_its_caption_where_a_maker_is_named(maker: str, stays: bool) -> None:
    line = f"{LONG.strip()} {f'(Photo by {maker})' if maker else ''}"
    lines = _body(_with(f"<div><div>{QUAY}</div><div>{line}</div></div>"))
    assert any("lower town" in text for text in lines) is stays


@pytest.mark.parametrize(
    "label",
    [
        "Foto",
        "Kuva",
        "Fotó",
        "Fotoğraf",
        "Снимка",
        "صورة",
        "عکس",
        "צילום",
        "फोटो",
        "ছবি",
        "ภาพ",
        "撮影",
        "Arkivfoto",
    ],
)
def test_a_labelled_maker_beside_a_short_caption_that_nothing_names(label: str) -> None:
    box = f"<div class='q1'>{QUAY}<p class='q2'>Ebb tide <span class='q3'>{label}: Ada Brandt / AFP</span></p></div>"
    assert _lines(_with(box)) == [("Ebb tide", "Ada Brandt / AFP")]


@pytest.mark.parametrize("maker", ["AFP/Getty", "（共同）", "(AFP)"])
def test_an_agency_below_a_short_caption_is_the_credit(maker: str) -> None:
    box = f"<div><a href='/pictures/quay-large.jpg'>{QUAY}</a><div><p>Ebb tide.</p><span>{maker}</span></div></div>"
    assert _lines(_with(box)) == [("Ebb tide.", maker.strip("()（）"))]


@pytest.mark.parametrize(
    ("caption", "credit"), [("The quay at noon.", "Ada Brandt | The Ledger"), ("Noon. (Photo: Leo Park)", "Leo Park")]
)
def test_a_credit_right_behind_the_figure(caption: str, credit: str) -> None:
    figure = f"<figure>{QUAY}<figcaption>{caption}</figcaption></figure>"
    box = f"<div>{figure}<span class='media-credit'>Ada Brandt | The Ledger</span></div>"
    assert [photo.credit for photo in _with(box).photos] == [credit]


def test_a_chapter_that_its_heading_names_to_those_who_do_not_see_stays() -> None:
    said = "The town asked its readers of the pier, and nine in ten of them want it back before the winter."
    name = "what-a-newsletter-poll-found"
    chapter = (
        f"<section aria-labelledby='{name}'><h2 id='{name}'>What a newsletter poll found</h2><p>{said}</p></section>"
    )
    assert said in _body(read(text=f"{TEXT}{chapter}"))
    assert said not in _body(read(text=f"{TEXT}{chapter.replace(name, 'related-stories')}"))
