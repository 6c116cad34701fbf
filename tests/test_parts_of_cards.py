"""What belongs to the card of a further article, and what is printed over several."""

from __future__ import annotations

import pytest
from any_page import TEXT, read, texts

from qiosk_scraper.items import Teaser

SLUGS = ("the-weir-is-mended", "the-eel-count-begins", "the-tide-table-is-wrong")
HEADLINES = ("The weir is mended at last", "The eel count begins in May", "The tide table is wrong again")
MORE = "The council had waited for this since the winter of the long ice."


def cards(card: str, heading: str = "<h2>Most read</h2>") -> list[Teaser]:
    """The teasers of three such cards: `{u}` their address, `{n}` a number, `{h}` their headline."""
    rows = "".join(
        card.format(u=f"/news/{slug}", n=40711 + number, h=headline)
        for number, (slug, headline) in enumerate(zip(SLUGS, HEADLINES, strict=True))
    )
    return list(read(below=f"<section>{heading}<div class='rows'>{rows}</div></section>").teasers)


@pytest.mark.parametrize(
    "card",
    [
        "<div class='c'><a href='/2025/03/{n}/'><h3>{h}</h3></a><img src='/m/{n}.jpg'></div>",
        "<div class='c'><a href='{u}'><img src='/m/{n}.jpg'></a><a href='/author/ada-of-the-harbour'>Ada</a>"
        "<h3><a href='{u}'>{h}</a></h3></div>",
        "<div><a href='{u}?from=picture'><img src='/m/{n}.jpg'></a><h3><a href='{u}?from=line'>{h}</a></h3></div>",
        "<div><a href='/@ada-of-the-harbour'>Ada</a><h3><a href='{u}'>{h}</a></h3><img src='/m/{n}.jpg'></div>",
    ],
)
def test_each_card_has_its_own_picture(card: str) -> None:
    found = cards(card)
    assert [one.headline for one in found] == list(HEADLINES)
    assert [one.photo and one.photo.url.rsplit("/", 1)[1] for one in found] == ["40711.jpg", "40712.jpg", "40713.jpg"]


@pytest.mark.parametrize(
    "link",
    [
        "<div class='i'><img src='/m/{n}.jpg'></div><div class='a'>{h}</div><div class='b'>" + MORE + "</div>",
        "<img src='/m/{n}.jpg'>{h}<div class='b'>Harbour March 3</div>",
        "<div class='i'><img src='/m/{n}.jpg'></div><div class='t'><p class='a'>{h}</p><span>3月12日</span></div>",
        "<h3><time datetime='2025-03-03'>Mar 3 </time>{h}</h3>",
    ],
)
def test_the_headline_among_the_words_of_a_link(link: str) -> None:
    found = cards(f"<div class='c'><a href='{{u}}'>{link}</a></div>")
    assert [one.headline for one in found] == list(HEADLINES)


def test_a_label_that_the_title_of_a_link_leaves_out() -> None:
    found = cards("<li><a href='{u}' title='{h}'><span class='k1'>Dispute</span> <span class='k2'>{h}</span></a></li>")
    assert [(one.kicker, one.headline) for one in found] == [("Dispute", headline) for headline in HEADLINES]


def test_a_kicker_whose_word_the_headline_has_too() -> None:
    found = cards("<article><span class='kicker'>The</span><h3><a href='{u}'>{h}</a></h3></article>")
    assert {one.kicker for one in found} == {"The"}


def test_a_second_heading_is_the_dek_and_a_line_with_its_time_no_excerpt() -> None:
    line = "<p>By Ada Brandt, our correspondent in Norstrand <time>3 March</time></p>"
    found = cards(f"<div class='c'><a href='{{u}}'><h2>{{h}}</h2><h3>{MORE}</h3></a>{line}</div>")
    assert [(one.dek, one.excerpt) for one in found] == [(MORE, ())] * 3


@pytest.mark.parametrize(
    "heading",
    [
        "<div><span class='x-title'>Most read</span><div><a href='https://ads.example/'>by Adsense</a></div></div>",
        "<font size='2'><b>Most read</b></font>",
    ],
)
def test_a_heading_with_a_sign_beside_it_or_in_a_box_of_its_own(heading: str) -> None:
    found = cards("<p><a href='{u}'>{h}</a></p>", heading)
    assert [(one.block, one.headline) for one in found] == [("Most read", headline) for headline in HEADLINES]


def test_cards_under_links_without_words_and_no_heading() -> None:
    card = "<div class='tile'><a href='{u}' aria-label='{h}'></a><img src='/m/{n}.jpg'><div class='t'>{h}</div></div>"
    assert [one.headline for one in cards(card, heading="")] == list(HEADLINES)


@pytest.mark.parametrize(
    ("box", "label"),
    [
        ("<div class='b-related'><b>Čtěte také</b><ul>{0}{1}</ul></div>", "Čtěte také"),
        ("<p><strong>Διαβάστε επίσης</strong></p><p>{a}</p><p>{b}</p>", "Διαβάστε επίσης"),
        ("<div class='inner-link-baca-juga'><strong>Baca juga: {a}</strong></div>", "Baca juga"),
        ("<div class='in'><span>あわせて読みたい</span>{c}</div>", "あわせて読みたい"),
    ],
)
def test_the_label_of_links_among_the_paragraphs(box: str, label: str) -> None:
    a, b = (f"<a href='/news/{slug}'>{headline}</a>" for slug, headline in zip(SLUGS[:2], HEADLINES, strict=False))
    c = "<a href='/news/AA4071123.html'>市議会は古い市場の売却を延期した</a>"
    first, rest = TEXT.split("</p>", 1)
    box = box.format(f"<li>{a}</li>", f"<li>{b}</li>", a=a, b=b, c=c)
    article = read(text=f"{first}</p>{box}{rest}")
    assert {one.block for one in article.teasers} == {label}
    assert texts(article) == texts(read())


def test_neighbours_in_a_bar_of_pages() -> None:
    bar = "".join(
        f"<a class='item-pagination-link item-pagination-link--{way}' href='/news/{slug}'><div>{way.title()}</div>"
        f"<h2 class='item-pagination-title'>{headline}</h2></a>"
        for way, slug, headline in zip(("prev", "next"), SLUGS, HEADLINES, strict=False)
    )
    assert [one.headline for one in read(below=f"<section>{bar}</section>").teasers] == list(HEADLINES[:2])


def test_a_word_above_the_headline_is_its_label_and_a_name_is_none() -> None:
    def label(above: str) -> set[str | None]:
        return {one.kicker for one in cards(f"<div class='c'>{above}<h3><a href='{{u}}'>{{h}}</a></h3></div>")}

    assert label("<div class='cintillo'>Harbour</div>") == {"Harbour"}
    for other in ("<p>Ada Brandt</p>", "<p>3 March</p>", "<div>LIVE</div>", "<p>The weir was broken for years</p>"):
        assert label(other) == {None}


def test_the_tab_of_a_list_is_its_heading() -> None:
    rows = [f"<li><a href='/news/{slug}'>{text}</a></li>" for slug, text in zip(SLUGS, HEADLINES, strict=True)]
    more = "".join(rows).replace("/news/the", "/news/how-the").replace("The", "How the")
    tabs = (
        "<ul><li><a href='#p1'>Widely read</a></li><li><button aria-controls='p2'>Talked about</button></li></ul>"
        f"<div id='p1'><ol>{''.join(rows)}</ol></div><div id='p2'><ol>{more}</ol></div>"
    )
    blocks = {one.headline: one.block for one in read(below=f"<aside>{tabs}</aside>").teasers}
    assert blocks == dict.fromkeys(HEADLINES, "Widely read") | {
        text.replace("The", "How the"): "Talked about" for text in HEADLINES
    }


def test_a_label_in_a_heading_of_the_link_is_no_headline() -> None:
    found = cards("<a href='{u}'><h4>Lees ook</h4><h5>{h}</h5><img src='/m/{n}.jpg'></a>")
    assert [one.headline for one in found] == list(HEADLINES)


def test_words_for_those_who_do_not_see_the_sign_are_no_headline() -> None:
    link = f"<a href='/news/{SLUGS[0]}'><span class='icon'><span>For members</span></span> <span class='c-title'>"
    first, rest = TEXT.split("</p>", 1)
    found = read(text=f"{first}</p><section><span>Lire aussi</span>{link}{HEADLINES[0]}</span></a></section>{rest}")
    assert [(one.block, one.headline) for one in found.teasers] == [("Lire aussi", HEADLINES[0])]


@pytest.mark.parametrize("heading", ["이 기자의 다른 기사", "新闻排行榜"])
def test_headings_of_a_reporters_others_and_of_ranks(heading: str) -> None:
    found = cards("<p><a href='/view/2025{n}'>도서관 세 곳의 폐쇄를 {h}</a></p>", f"<p class='t'>{heading}</p>")
    assert {one.block for one in found} == {heading}


def test_a_sentence_with_a_time_behind_it_is_an_excerpt_and_a_heading_with_a_date_no_dek() -> None:
    said = "<p>The council says that nobody was told of the plan. <time>3 March</time></p>"
    found = cards(
        "<div class='c'><h2><a href='{u}'>{h}</a></h2><h5>Monday, March 03, 2025 | Ada Brandt and Jo Kern</h5>"
        f"{said}</div>"
    )
    assert {(one.dek, len(one.excerpt)) for one in found} == {(None, 1)}


def test_a_headline_that_ends_with_a_dot_above_who_wrote_it() -> None:
    found = cards("<div class='c'><a href='{u}'><div>{h}.</div><div>Ada Brandt and Jo Kern</div></a></div>")
    assert [one.headline for one in found] == [f"{headline}." for headline in HEADLINES]


def test_a_second_heading_that_names_a_year_is_a_dek() -> None:
    said = "What the council has made of the plans of 2019 for the quay"
    found = cards(f"<div class='c'><h2><a href='{{u}}'>{{h}}</a></h2><h5>{said}</h5></div>")
    assert {one.dek for one in found} == {said}
