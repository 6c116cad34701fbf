"""Pages of unknown make in a few lines each: newsroom habits of markup and wording."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Author, Capture
from qiosk_scraper.layers import generic
from qiosk_scraper.page import Page

READ = generic.FIELDS
LONG = (
    "The harbour master wrote the tide down in the book, as he has done on every morning since the old clock stopped. "
)
PARAGRAPHS = "".join(f"<p>{number}. {LONG}</p>" for number in ("One", "Two", "Three"))
TEXTS = [f"{number}. {LONG}".strip() for number in ("One", "Two", "Three")]


def page(body: str, head: str = "", url: str = "https://plain.example/news/tide-book/") -> Page:
    html = f"<!doctype html><html><head><title>Tide book | Plain</title>{head}</head><body>{body}</body></html>"
    return Page(Capture(url=url, body=html.encode(), headers=(("content-type", "text/html; charset=utf-8"),)))


def texts(read: Page) -> list[str]:
    return [block.text for block in READ["body"](read)]


@pytest.mark.parametrize(
    "around",
    [
        "<article><h1>Tide book</h1>{}</article>",
        '<div id="a"><div class="has-sidebar comments-enabled widget"><h1>Tide book</h1><div>{}</div></div></div>',
        '<table><tr><td width="600">{}</td><td><a href="/x">Other</a></td></tr></table>',
        '<div itemprop="articleBody">{}</div>',
        "<main><section>{}</section></main>",
    ],
)
def test_body_in_wrappers_of_every_kind(around: str) -> None:
    assert texts(page(around.format(PARAGRAPHS))) == TEXTS


@pytest.mark.parametrize(
    "noise",
    [
        '<div class="advert">Buy a boat</div>',
        '<aside class="related"><h3>Related</h3><a href="/a">A very different story</a></aside>',
        '<div class="newsletter-signup"><p>Sign up for our morning letter.</p></div>',
        '<ul class="share"><li><a href="/f">Share</a></li></ul>',
        "<figure><img src='/i.jpg'><figcaption>A caption of some length here.</figcaption></figure>",
        "<nav><a href='/'>Home</a></nav>",
        '<p><a href="/b">Read more: another story altogether</a></p>',
        '<div class="byline">By Ann Lee</div>',
        "<p>ADVERTISEMENT</p>",
        '<ul><li><a href="/1">First other story</a></li><li><a href="/2">Second other story</a></li></ul>',
        "<p hidden>Twin text</p>",
    ],
)
def test_what_interrupts_the_text_is_left_out(noise: str) -> None:
    assert texts(page(f"<article><h1>Tide book</h1>{noise}{PARAGRAPHS}{noise}<p>Four. {LONG}</p></article>")) == [
        *TEXTS,
        f"Four. {LONG}".strip(),
    ]


def test_text_split_over_sibling_containers_by_ads() -> None:
    split = "".join(
        f'<div class="part">{PARAGRAPHS.replace("One", name)}</div><div class="ad-slot">Ad</div>' for name in "ABC"
    )
    assert [text[0] for text in texts(page(f"<article><h1>Tide book</h1><div>{split}</div></article>"))] == list(
        "ATTBTTCTT"
    )


def test_a_longer_article_that_follows_is_not_the_body() -> None:
    following = f"<article><h1>Another clock</h1>{PARAGRAPHS.replace('harbour', 'station') * 4}</article>"
    assert texts(page(f"<main><article><h1>Tide book</h1>{PARAGRAPHS}</article>{following}</main>")) == TEXTS


def test_comments_longer_than_the_article_are_not_the_body() -> None:
    comments = "".join(f'<div class="comment"><p>{LONG * 2}</p></div>' for _ in range(6))
    assert (
        texts(page(f'<article><h1>Tide book</h1>{PARAGRAPHS}</article><section id="comments">{comments}</section>'))
        == TEXTS
    )


def test_blocks_keep_their_kinds_and_links() -> None:
    inner = (
        f'{PARAGRAPHS}<h2>Later</h2><p>See <a href="/log">the log</a>, {LONG}</p>'
        "<ul><li>High water at noon</li></ul><blockquote><p>It is late.</p></blockquote>"
    )
    found = READ["body"](page(f"<article><h1>Tide book</h1>{inner}</article>"))
    assert [block.type for block in found[3:]] == ["heading", "paragraph", "list_item", "quote"]
    assert [(link.url, link.text) for link in found[4].links] == [("https://plain.example/log", "the log")]


def test_a_page_of_links_has_no_body() -> None:
    assert texts(page("".join(f'<li><a href="/{n}">Story number {n}</a></li>' for n in range(30)))) == []


@pytest.mark.parametrize(
    ("top", "headline", "kicker"),
    [
        ("<h1>Tide book</h1>", "Tide book", None),
        ('<p class="kicker">Harbour</p><h1>Tide book</h1>', "Tide book", "Harbour"),
        ('<h1><span class="eyebrow">Harbour</span> Tide book</h1>', "Tide book", "Harbour"),
        ("", "Tide book", None),
    ],
)
def test_headline_and_kicker(top: str, headline: str, kicker: str | None) -> None:
    read = page(
        f"<header><a href='/'>Plain</a></header><article>{top}{PARAGRAPHS}</article>",
        '<meta property="og:site_name" content="Plain">',
    )
    assert (READ["headline"](read), READ["kicker"](read)) == (headline, kicker)


@pytest.mark.parametrize("name", ["standfirst", "article-subtitle", "dek", "subheadline", "article__summary", "chapo"])
def test_dek_by_its_class(name: str) -> None:
    read = page(
        f'<article><h1>Tide book</h1><p class="{name}">A line that sums it up</p><div>{PARAGRAPHS}</div></article>'
    )
    assert READ["dek"](read) == "A line that sums it up"


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ('<p>By <a rel="author" href="/ann">Ann Lee</a></p>', [Author("Ann Lee", "https://plain.example/ann")]),
        ('<p itemprop="author"><span itemprop="name">Ann Lee</span></p>', [Author("Ann Lee")]),
        ('<div class="byline">By Ann Lee</div>', ["By Ann Lee"]),
        ("", []),
    ],
)
def test_authors_of_the_article_alone(byline: str, names: list[Author | str]) -> None:
    other = '<div class="related-teaser"><a rel="author" href="/bo">Bo Ray</a></div>'
    assert (
        READ["authors"](page(f"<main><article><h1>Tide book</h1>{byline}{PARAGRAPHS}</article>{other}</main>")) == names
    )


@pytest.mark.parametrize(
    ("figure", "caption", "credit"),
    [
        (
            '<figure><img src="/i.jpg"><figcaption>The book. <span class="credit">Ann Lee</span></figcaption></figure>',
            "The book.",
            "Ann Lee",
        ),
        (
            '<div class="image"><img data-src="/i.jpg"><div class="caption">The book.</div><div class="photo-credit">'
            "Ann Lee</div></div>",
            "The book.",
            "Ann Lee",
        ),
        ('<figure><img src="/i.jpg"><figcaption>The book.</figcaption></figure>', "The book.", None),
        ('<figure><img src="/i.jpg"></figure>', None, None),
    ],
)
def test_lead_photo_with_caption_and_credit(figure: str, caption: str | None, credit: str | None) -> None:
    photo = READ["lead_photo"](
        page(
            f'<article><h1>Tide book</h1><img class="avatar" src="/face.jpg">{figure}<div>{PARAGRAPHS}</div></article>'
        )
    )
    assert (photo.url, photo.caption, photo.credit) == ("https://plain.example/i.jpg", caption, credit)


def test_dates_sections_and_tags() -> None:
    read = page(
        '<nav class="breadcrumb"><a href="/">Home</a> <a href="/sea">Sea</a></nav><article><h1>Tide book</h1><time '
        'datetime="2024-05-01T10:00:00Z">1 May</time>'
        f'<span class="updated">Updated <time datetime="2024-05-02T10:00:00Z">2 May</time></span>{PARAGRAPHS}<a '
        f'rel="tag" href="/t">tides</a></article>'
        '<div class="related"><time datetime="2031-01-01T00:00:00Z">later</time><a rel="tag" href="/u">not mine</a>'
        "</div>"
    )
    assert (READ["published"](read), READ["modified"](read)) == ("2024-05-01T10:00:00Z", "2024-05-02T10:00:00Z")
    assert (READ["sections"](read), READ["tags"](read)) == (["Sea"], ["tides"])


@pytest.mark.parametrize(
    ("markup", "path"),
    [
        ('<a rel="next" href="/sea?page=2">x</a>', "/sea?page=2"),
        ('<div class="pagination"><a href="/sea?page=2">2</a></div>', "/sea?page=2"),
        ('<a href="/sea/page/2/">Older posts</a>', "/sea/page/2/"),
        ('<div class="pager"><a href="?p=2">›</a></div>', "/sea?p=2"),
        ('<a href="/sea?seite=2">Nächste Seite</a>', "/sea?seite=2"),
        ('<a href="https://elsewhere.example/?page=2" rel="next">Next page</a>', None),
        ('<a href="/next-week">Next week brings rain</a>', None),
        ('<a href="#">Load more</a>', None),
    ],
)
def test_next_page(markup: str, path: str | None) -> None:
    assert READ["next_page"](page(markup, url="https://plain.example/sea")) == (
        f"https://plain.example{path}" if path else None
    )


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        ("<div class='metaInfoDateTime'><span>06.01.2026</span>, <span>5 Min.</span></div>", "2026-01-06"),
        ("<div><span class='tarih'>05.04.2025 - Güncelleme : 06.04.2025</span></div>", "2025-04-05"),
        ("<div><i>3. Mai 2025</i></div>", "2025-05-03"),
    ],
)
def test_a_bare_day_stays_the_day_that_is_printed(printed: str, published: str) -> None:
    html = f"<html lang='de'><body><article><h1>Tide book</h1>{printed}<div>{PARAGRAPHS}</div></article></body></html>"
    assert (parse(html, "https://plain.de/tide-book/").published or "")[:10] == published


def test_a_second_quotation_printed_large_stays() -> None:
    words, second = "Nobody ever asked the boatmen", "The swans have no say at all"
    large = "".join(f"<aside class='pullquote'><p>{text}</p></aside>" for text in (words, second))
    read = texts(page(f"<article><h1>Tide book</h1><p>“{words}”, he says. {LONG}</p>{PARAGRAPHS}{large}</article>"))
    assert second in read and words not in read


def test_who_said_a_repeated_quotation_goes_with_it() -> None:
    words = "Nobody ever asked the boatmen"
    large = f"<figure class='pullquote'><blockquote><p>{words}</p><cite>Ada Brandt</cite></blockquote></figure>"
    said = f"<p>“{words}”, says Ada Brandt. {LONG}</p>"
    read = texts(page(f"<article><h1>Tide book</h1>{said}{PARAGRAPHS}{large}{PARAGRAPHS}</article>"))
    assert len(read) == 7 and "Ada Brandt" not in read


@pytest.mark.parametrize("box", ["{}", "<div class='opening'>{}</div>"])
def test_a_paragraph_with_a_drop_cap_is_text_and_no_dek(box: str) -> None:
    first = f"<p><span class='cap'>N</span>ever before was the book so full. {LONG}</p>"
    read = page(f"<main><h1>Tide book</h1>{box.format(first)}<div class='rest'>{PARAGRAPHS}</div></main>")
    assert texts(read) == [f"Never before was the book so full. {LONG}".strip(), *TEXTS]
    assert READ["dek"](read) is None


@pytest.mark.parametrize("opening", ["<h1>How it began</h1>", f"<p>{LONG}</p><h1>How it began</h1>"])
def test_an_h1_in_the_text_below_a_long_opening_is_a_subhead(opening: str) -> None:
    text = "".join(f"<p>{number} {LONG}</p>" for number in range(20))
    head = f"<div class='head'><h1>Tide book</h1>{PARAGRAPHS}{PARAGRAPHS}</div>"
    read = texts(page(f"<main>{head}<div class='text'>{opening}{text}</div></main>"))
    assert read[-1] == f"19 {LONG}".strip()


@pytest.mark.parametrize("tag", ["section", "div", "article"])
def test_a_longer_article_right_below_in_a_box_of_the_same_kind(tag: str) -> None:
    below = (
        f"<{tag} class='post next'><h1>Swans are back</h1>{''.join(f'<p>Swans. {LONG}</p>' for _ in range(9))}</{tag}>"
    )
    read = page(f"<main><{tag} class='post'><h1>Tide book</h1>{PARAGRAPHS}{PARAGRAPHS}</{tag}>{below}</main>")
    assert texts(read) == [*TEXTS, *TEXTS]


def test_moments_of_hatom() -> None:
    foot = (
        "<p>at <abbr class='published' title='2012-03-04T02:15:00-07:00'>2:15 AM</abbr>"
        "<abbr class='updated' title='2012-03-05T02:15:00-07:00'>Monday</abbr> <abbr title='Harbour board'>HB</abbr>"
        "</p>"
    )
    read = page(f"<div class='hentry'><h1>Tide book</h1><div>{PARAGRAPHS}</div>{foot}</div>")
    assert (READ["published"](read), READ["modified"](read)) == (
        "2012-03-04T02:15:00-07:00",
        "2012-03-05T02:15:00-07:00",
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<span>Ada Brandt</span><span>Harbour correspondent</span>", ["Ada Brandt"]),
        ("<b>Ada Brandt</b> <i>Reporter at large</i>", ["Ada Brandt"]),
        ("<span>Ada Maria</span><span>Brandt</span>", ["Ada Maria Brandt"]),
        ("<span>Ada Brandt</span><span>Marco della Rovere</span>", ["Ada Brandt", "Marco della Rovere"]),
        ("Ada Brandt <span>Journaliste au service Ports</span>", ["Ada Brandt"]),
        ("Ada Brandt <span>with help from Leo Park</span>", ["Ada Brandt with help from Leo Park"]),
    ],
)
def test_a_name_and_what_its_owner_does_in_elements_side_by_side(line: str, names: list[str]) -> None:
    read = page(f"<article><h1>Tide book</h1><div class='byline'>{line}</div><div>{PARAGRAPHS}</div></article>")
    assert [author if isinstance(author, str) else author.name for author in READ["authors"](read)] == names


def test_a_description_marked_as_such_is_the_dek() -> None:
    said = "<div class='teaser-text' itemprop='description'><p>Nobody wrote more in it than he did.</p></div>"
    read = page(f"<div class='article'><h1 itemprop='headline'>Tide book</h1>{said}<div>{PARAGRAPHS}</div></div>")
    assert (READ["dek"](read), texts(read)) == ("Nobody wrote more in it than he did.", TEXTS)


@pytest.mark.parametrize(
    "below",
    [
        f"<div itemprop='description'>{PARAGRAPHS}</div>",
        f"<div><p itemprop='description'>He wrote in it on every single day.</p>{PARAGRAPHS}</div>",
        "<div itemscope itemtype='https://schema.org/ImageObject'><img src='/book.jpg' width='900' height='600'>"
        f"<span itemprop='description'>The book lies open in the harbour office.</span></div>{PARAGRAPHS}",
        f"{PARAGRAPHS}<div itemscope itemtype='https://schema.org/Organization'>"
        "<p itemprop='description'>The Post is the paper of the harbour and its isles.</p></div>",
    ],
)
def test_a_description_of_something_else_or_the_text_itself_is_no_dek(below: str) -> None:
    assert READ["dek"](page(f"<article><h1>Tide book</h1>{below}</article>")) is None


def test_a_short_note_shown_as_its_own_description_is_text() -> None:
    note = f"Nobody wrote more in the tide book than he did, the harbour says. {LONG * 5}".strip()
    head = f"<header><h1>Tide book</h1><div class='teaser-detail' itemprop='description'><p>{note}</p></div></header>"
    below = f"<div itemprop='articleBody'><p>{note}</p></div>"
    html = f"<html><head><title>Tide book</title></head><body>{head}<article>{below}</article></body></html>"
    assert [block.text for block in parse(html, "https://post.example/tide-book").body] == [note]
