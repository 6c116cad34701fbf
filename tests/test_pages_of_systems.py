"""Whole pages as publishing systems and portals print them: lines in them that no class names."""

from __future__ import annotations

import pytest
from any_page import IMAGE, LINES, PARAGRAPHS, URL, names, read, texts, whole

from qiosk_scraper import parse

SENTENCE = "The keeper counted the boats twice, and twice there were nine of them in the harbour that night."


def joined(at: int, end: str) -> str:
    return "".join(PARAGRAPHS[:at]) + end + "".join(PARAGRAPHS[at:])


def test_paragraphs_in_one_that_shows_the_breaks_of_its_source() -> None:
    one, two, three = ("潮は夜のうちに岸壁を越え、町の人々はそれを見ていた。" + sign * 9 + "。" for sign in "甲乙丙")
    text = f"<p>\u3000{one}\n\n\u3000{two}\r\n\r\n\u3000{three}</p><p>\u3000{one}続き。</p>"
    assert texts(read(text=text)) == [one, two, three, f"{one}続き。"]
    blank = f"<p>{LINES[0]}\n\n{LINES[1]}</p>"  # without a mark it is how the source was written
    assert texts(read(text=blank + "".join(PARAGRAPHS[2:])))[0] == f"{LINES[0]} {LINES[1]}"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Просмотров: 812", False),
        ("Views: 1,204", False),
        ("조회수 : 88", False),
        ("Views: 3 of the harbour, and of the sea", True),
    ],
)
def test_how_often_a_page_was_looked_at_is_no_text(line: str, kept: bool) -> None:
    assert (line in texts(read(text=joined(3, f"<p>{line}</p>")))) is kept


def test_numbers_of_footnotes_that_no_sup_raises() -> None:
    note = f"<p>{SENTENCE}<a class='anchor' href='#note-1'>1</a></p>"
    assert texts(read(text=joined(3, note)))[3] == SENTENCE
    told = f"<p>{SENTENCE[:-1]}, as in chapter <a href='#c7'>7</a> (<a href='#n1'>1</a>) of 1912.</p>"
    assert texts(read(text=joined(3, told)))[3] == f"{SENTENCE[:-1]}, as in chapter 7 (1) of 1912."


def test_headings_with_a_link_to_edit_them() -> None:
    one, other = (f"<span class='mw-editsection-bracket'>{sign}</span>" for sign in "[]")
    heading = f"<h2>The keeper<span class='mw-editsection'>{one}<a href='/e'>edit</a>{other}</span></h2>"
    assert texts(read(text=joined(3, heading)))[3] == "The keeper"


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Автор: Ада Брандт", ["Ада Брандт"]),
        ("Author: Ada Brandt and Leo Park", ["Ada Brandt", "Leo Park"]),
        ("Yazar: Ada Brandt", ["Ada Brandt"]),
        ("Winner: Ada Brandt", []),
    ],
)
def test_writers_in_a_line_with_a_label_below_the_text(line: str, people: list[str]) -> None:
    article = read(text=joined(6, f"<div>{line}</div><div>Просмотров: 12</div>"))
    assert names(article) == people
    assert texts(article)[:6] == LINES
    assert (line in texts(article)) is not bool(people)


def test_a_reporter_who_signs_in_brackets_below_the_text() -> None:
    lines = [
        f"潮水在夜里越过了码头，镇上的居民都看到了这一幕，第{sign}位管理员也不例外，他说了很久。" for sign in "一二三四"
    ]
    text = "".join(f"<p>{line}</p>" for line in lines)
    head = "<meta name='author' content='潮汐新闻'>"
    assert names(read(head=head, text=f"{text}<p>（记者 沈一诺）</p>")) == ["沈一诺"]
    assert names(read(head=head, text=text)) == ["潮汐新闻"]


def test_a_paper_whose_name_is_made_like_a_persons_gives_way_to_the_reporter() -> None:
    head = "<meta name='author' content='한밭일보'>"
    reporter = "<div class='head_journalist'><em class='journalist_name'>정우람 기자</em></div>"
    assert names(read(above=reporter, head=head)) == ["정우람"]
    assert names(read(head=head)) == ["한밭일보"]


@pytest.mark.parametrize(
    ("above", "people", "day"),
    [
        ("<p>March 2, 2026 by Ada Brandt and Leo Park</p>", ["Ada Brandt", "Leo Park"], "2026-03-02"),
        ("<p>2 March 2026, by Ada Brandt and Leopoldine Park</p>", ["Ada Brandt", "Leopoldine Park"], "2026-03-02"),
        (
            "<p>Por <strong>Ada Brandt</strong> e <strong>Leo Park</strong> | 14/02/2026 às 09h30 - "
            "Atualizado em 14/02/2026 às 16h05</p>",
            ["Ada Brandt", "Leo Park"],
            "2026-02-14",
        ),
        ("<p>The storm of 1987 by those who saw it</p>", [], None),
    ],
)
def test_who_and_when_in_one_line(above: str, people: list[str], day: str | None) -> None:
    article = whole(f"<main><div class='text'><h1>The tide came in</h1>{above}{''.join(PARAGRAPHS)}</div></main>")
    assert names(article) == people
    assert (article.published or "")[:10] == (day or "")
    assert texts(article)[-6:] == LINES
    assert not people or texts(article) == LINES


@pytest.mark.parametrize(("value", "people"), [("Ada Brandt", ["Ada Brandt"]), ("2,400 or so", [])])
def test_a_label_and_its_value_in_boxes_beside_each_other(value: str, people: list[str]) -> None:
    assert names(read(f"<div class='b'><div class='label'>Words</div><div class='value'>{value}</div></div>")) == people


def test_the_second_date_of_a_line() -> None:
    line = "<p>Por <b>Ada Brandt</b> e <b>Leo Park</b> | 14/02/2026 às 09h30 - Atualizado em 15/02/2026 às 16h05</p>"
    article = whole(f"<main><div class='text'><h1>The tide came in</h1>{line}{''.join(PARAGRAPHS)}</div></main>")
    assert (article.published or "")[:16] == "2026-02-14T09:30"
    assert (article.modified or "")[:16] == "2026-02-15T16:05"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Words by Ada Brandt. Photography by Leo Park.", False),
        ("Words by <a href='/ada'>Ada Brandt</a> | Photographs by Leo Park", False),
        ("Photographs by the dozen were sent in by people of the town.", True),
    ],
)
def test_who_wrote_and_who_made_the_pictures_is_no_text(line: str, kept: bool) -> None:
    article = read(text=f"<p>{line}</p>{''.join(PARAGRAPHS)}")
    assert (len(texts(article)) == 7) is kept
    assert texts(article)[-6:] == LINES


def test_a_text_that_begins_large_in_a_box_of_its_own_is_no_dek() -> None:
    text = f"<div class='Dropcap'>{PARAGRAPHS[0]}</div>{''.join(PARAGRAPHS[1:])}"
    article = read("<h2 class='css-1x'>A keeper counts nine boats and finds a tenth</h2>", text=text)
    assert article.dek == "A keeper counts nine boats and finds a tenth"
    assert texts(article) == LINES


def test_a_picture_and_its_line_that_only_their_letters_and_shape_name() -> None:
    line = "<p class='mt-2 text-sm'>Boats at the quay. Photograph: Ada Brandt</p>"
    picture = read(f"<div class='relative aspect-video rounded-xl'>{IMAGE}</div>{line}").photos[0]
    assert (picture.caption, picture.credit) == ("Boats at the quay.", "Ada Brandt")
    told = read(f"<div class='relative aspect-video'>{IMAGE}</div><p class='mt-2 text-sm'>Boats at the quay.</p>")
    assert [photo.caption for photo in told.photos] == [None]
    assert read(f"<div class='media video'>{IMAGE}</div>").photos == ()


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("<div class='photo-author'>Фото: Ада Брандт / «Вести»</div>", "Ада Брандт / «Вести»"),
        ("<div class='photo-author'>Ada Brandt writes on tides and boats.</div>", None),
    ],
)
def test_a_labelled_line_behind_a_pictures_box(line: str, credit: str | None) -> None:
    text = f"<div class='news'><div class='img'>{IMAGE}</div>{line}{''.join(PARAGRAPHS)}</div>"
    article = whole(f"<main><h1>The tide came in</h1>{text}</main>")
    assert article.photos[0].credit == credit


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        (
            "<span>Boats.</span> <span class='credits'>Ada Brandt</span> <span class='byline'>ada@post.example</span>",
            "Ada Brandt",
        ),
        ("<span class='caption'>Boats at the quay</span><span class='credit'>Photo | Ada Brandt</span>", "Ada Brandt"),
    ],
)
def test_credits_with_an_address_or_a_bar(caption: str, credit: str) -> None:
    assert read(f"<figure>{IMAGE}<figcaption>{caption}</figcaption></figure>").photos[0].credit == credit


def test_posts_of_a_network_of_writers_are_articles() -> None:
    node = (
        '{"@context": "https://schema.org", "@type": "SocialMediaPosting", "headline": "The tide came in", '
        f'"url": "{URL}", "datePublished": "2026-03-03T15:12:45Z", "dateModified": "2026-03-04T08:20:02Z"}}'
    )
    article = read(head=f"<script type='application/ld+json'>{node}</script>")
    assert article.published == "2026-03-03T15:12:45+00:00"
    assert article.modified == "2026-03-04T08:20:02+00:00"


@pytest.mark.parametrize(
    ("machines", "hour"),
    [("2026-02-05T13:20:00+01:00", "14:02:00"), ("2026-02-05T12:20:00Z", "15:02:00")],
)
def test_a_printed_time_is_of_the_zone_that_machines_are_told_for_the_other(machines: str, hour: str) -> None:
    head = f"<head><meta property='article:published_time' content='{machines}'></head>"
    line = "<p class='updated'>aktualizacja: 05.02.2026, 15:02</p>"
    page = f"<html lang='pl'>{head}<body><main><h1>The tide came in</h1>{line}{''.join(PARAGRAPHS)}</main></html>"
    article = parse(page, "https://tide-post.example/news/the-tide")
    assert article.modified == f"2026-02-05T{hour}+00:00"
    assert "date_no_zone" in article.flags


def test_data_hidden_as_systems_of_2010_hide_scripts() -> None:
    node = (
        '{"@type": "NewsArticle", "headline": "The tide came in", "datePublished": "Sun, 08 Mar 2026 22:10:00 -0500",}'
    )
    hidden = f"\n<!--//--><![CDATA[//><!--\n{node}\n//--><!]]>\n"
    article = read(head=f"<script type='application/ld+json'>{hidden}</script>")
    assert article.published == "2026-03-09T03:10:00+00:00"


@pytest.mark.parametrize("around", ["main", "div"])
def test_dates_of_other_articles_that_are_marked_in_the_page(around: str) -> None:
    item = "itemscope itemtype='https://schema.org/NewsArticle'"
    dated = "<meta itemprop='datePublished' content='{}'>"
    card = f"<div {item}><h3 itemprop='headline'>A tenth boat</h3>{dated.format('2026-01-01T08:00:00Z')}</div>"
    own = f"{dated.format('2026-02-22T09:00:00Z')}<h1>The tide came in</h1>{''.join(PARAGRAPHS)}"
    assert whole(f"{card}<{around} {item}>{own}</{around}>").published == "2026-02-22T09:00:00+00:00"
    unmarked = f"<{around}><h1>The tide came in</h1>{''.join(PARAGRAPHS)}</{around}>"
    assert whole(f"{card}{unmarked}").published == "2026-01-01T08:00:00+00:00"  # no other item is the page's


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("<div><span>Читайте также</span><a href='/m'>Почему мельница не продаётся</a></div>", False),
        ("<div><span>Read also</span><a href='/m'>Ten bridges, one inspector</a></div>", False),
        (
            "<p>Read also <a href='https://books.example/m'>Ten Bridges</a> by Ada Brandt, who was there in 1911.</p>",
            True,
        ),
    ],
)
def test_a_label_and_the_article_it_leads_to_in_boxes_of_their_own(line: str, kept: bool) -> None:
    assert (len(texts(read(text=joined(3, line)))) == 7) is kept


def test_a_page_of_boxes_without_a_single_paragraph_or_heading() -> None:
    box = "<div class='a__{}'>{}</div>".format
    lead = "Nobody had asked the keeper, who counted nine boats in the harbour."
    parts = [
        "<div class='a__titel' role='heading' aria-level='1'>The tide came in</div>",
        box("vorspann", lead),
        box("autor", "Von Ada Brandt und Leo Park"),
        box("datum", "11.02.2026, 08:00 Uhr"),
        *(box("absatz", line) for line in LINES),
    ]
    article = whole(f"<div class='a'>{''.join(parts)}</div>")
    assert (article.headline, article.dek) == ("The tide came in", lead)
    assert names(article) == ["Ada Brandt", "Leo Park"]
    assert texts(article) == LINES
    first = whole(f"<div class='a'>{parts[0]}{box('absatz intro', LINES[0])}{''.join(parts[5:])}</div>")
    assert texts(first) == LINES


def test_a_paper_told_as_source_gives_way_to_who_signs_below_the_text() -> None:
    lines = [f"潮水在夜里越过了码头，镇上的居民都看到了，第{sign}位管理员也不例外，他说了很久。" for sign in "一二三四"]
    text = "".join(f"<p>{line}</p>" for line in lines)
    source = "<div class='author'>来源：潮汐日报</div>"
    assert names(read(above=source, text=f"{text}<p>（记者 沈一诺）</p>")) == ["沈一诺"]
