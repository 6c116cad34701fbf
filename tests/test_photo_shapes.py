"""The shapes in which pages set a lead photo's caption and credit, each with makers that a table knows and that none
does: what a newsroom's markup looks like is not known beforehand."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Photo
from qiosk_scraper.normalise.credits import read_credit_line

CAPTION = "Fishermen unload their catch in the old harbour in the morning"
IMAGE = '<img src="/media/harbour-4711.jpg" alt="The harbour">'
TEXT = "".join(
    f"<p>The harbour of Norstrand is to grow next year, the council decided as its item {number} in the evening, after"
    " a long debate about costs and use.</p>"
    for number in range(6)
)

SURE = {
    "two boxes": "<figure>{I}<figcaption><div>{C}.</div><div>{M}</div></figcaption></figure>",
    "classes without meaning": (
        '<figure>{I}<figcaption><span class="sc-d4 bDL"><p>{C}.</p></span><span class="sc-d7 bmE">{M}</span>'
        "</figcaption></figure>"
    ),
    "text and span": '<figure>{I}<figcaption>{C}. <span class="text-gray-500">{M}</span></figcaption></figure>',
    "caption as a heading": (
        '<figure>{I}<figcaption><div class="image-description"><h2 class="image-description__caption">{C}.</h2>'
        '<div class="image-description__author">{M}</div></div></figcaption></figure>'
    ),
    "picture without scripts": (
        "<figure><picture><noscript>{I}</noscript></picture><figcaption><span>{C}.</span><span>{M}</span></figcaption>"
        "</figure>"
    ),
    "empty picture until a script runs": (
        '<figure><img class="lazyload" src="/static/blank.gif"><noscript>{I}</noscript>'
        "<figcaption>{C}. <span>{M}</span></figcaption></figure>"
    ),
    "text and small": "<figure>{I}<figcaption>{C}.<small>{M}</small></figcaption></figure>",
    "text and cite": "<figure>{I}<figcaption><span>{C}.</span><cite>{M}</cite></figcaption></figure>",
    "break": "<figure>{I}<figcaption>{C}.<br>{M}</figcaption></figure>",
    "bar": "<figure>{I}<figcaption>{C}. | {M}</figcaption></figure>",
    "stroke": "<figure>{I}<figcaption>{C}. / {M}</figcaption></figure>",
    "label": "<figure>{I}<figcaption>{C}. Foto: {M}</figcaption></figure>",
    "label in lower case": "<figure>{I}<figcaption>{C}, foto: {M}</figcaption></figure>",
    "label in a bracket": "<figure>{I}<figcaption>{C} (foto {M})</figcaption></figure>",
    "name beside description": (
        '<div class="image-container">{I}<span class="description">{C}.</span><span class="name">{M}</span></div>'
    ),
    "source beside caption": (
        '<div class="article-pic">{I}<p><span class="caption">{C}.</span><span class="source">{M}</span></p></div>'
    ),
    "caption behind a picture": (
        '<div data-for="picture"><picture>{I}</picture><figcaption>{C}.<span>{M}</span></figcaption></div>'
    ),
    "label in a box of its own": (
        '<figure>{I}<figcaption><span class="caption">{C}.</span><span class="credit"><b>Credit</b>'
        '<span class="v">: {M}</span></span></figcaption></figure>'
    ),
    "picture box": '<div class="kick__article__picture">{I}<p>{C}. <span>{M}</span></p></div>',
    "subtitle and rights": (
        '<div class="media mediaA">{I}<p><span class="mediaSubtitle">{C}.</span><span class="mediaRights">{M}</span>'
        "</p></div>"
    ),
    "abbreviated class": '<section class="leadmedia">{I}<div class="img_cptn">{C}. ({M})</div></section>',
    "definition list": '<dl class="imgbox"><dt>{I}</dt><dd>{C}.<span>{M}</span></dd></dl>',
    "table": '<table class="image"><tr><td>{I}</td></tr><tr><td class="caption">{C}. ({M})</td></tr></table>',
    "centred paragraph": '<p>{I}</p><p style="text-align: center"><strong>{C}. ({M})</strong></p>',
    "one paragraph": "<p>{I}<br><em>{C}. Foto: {M}</em></p>",
    "credit on the picture": (
        '<div class="hero"><div class="img-wrap">{I}<span class="img-copy">{M}</span></div></div>'
        '<p class="img-caption">{C}.</p>'
    ),
    "attribute": '<figure><img src="/media/harbour-4711.jpg" data-author="{M}"><figcaption>{C}.</figcaption></figure>',
    "attribute with data": (
        """<figure><img src="/media/harbour-4711.jpg" data-props='{{"id": 7, "copyright": "{M}"}}'>"""
        "<figcaption>{C}.</figcaption></figure>"
    ),
    "names for tests": (
        '<figure>{I}<div class="css-1x"><span class="css-2y" data-testid="image-caption">{C}.</span>'
        '<span class="css-3z" data-testid="photo-credit">{M}</span></div></figure>'
    ),
    "elements of its own": (
        "<story-figure>{I}<photo-caption>{C}.</photo-caption><photo-credit>{M}</photo-credit></story-figure>"
    ),
    "label apart": (
        '<div class="media media--image">{I}<div class="field field--name-field-caption">{C}.</div>'
        '<div class="field field--name-field-photo-credit"><div class="field__label">Photo credit</div>'
        '<div class="field__item">{M}</div></div></div>'
    ),
    "fields beside the picture's": (
        '<div class="field field--name-field-image"><div class="field__item">{I}</div></div>'
        '<div class="field field--name-field-image-caption">{C}.</div>'
        '<div class="field field--name-field-photo-credit">{M}</div>'
    ),
    "credit before the caption": (
        '<div class="x-image"><picture>{I}</picture></div><div class="photo-credit">{M}</div>'
        '<div class="photo-caption">{C}.</div>'
    ),
    "box that a script fills": (
        '<div class="em_img">{I}<div class="em_img_ccw" data-c-credit="{M}">'
        '<span class="em_img_cap" data-c-caption="{C}."></span></div></div>'
    ),
    "title": '<figure><img src="/media/harbour-4711.jpg" title="© {M}"><figcaption>{C}.</figcaption></figure>',
}
MAKERS = (
    "Lena Harms",
    "Tidewire",
    "Lena Harms (AFP)",
    "Lena Harms (dpa/picture alliance via Getty)",
    "picture alliance / dpa | Lena Harms",
    "Tidewire via AP",
)

TOLD = {
    "label in a span of its own": (
        "<figure>{I}<figcaption><p>{C}.</p><span>Foto: <span>{M}</span></span></figcaption></figure>"
    ),
    "buttons that hide the caption": (
        '<div class="image">{I}<div class="credit-caption"><div class="caption"><p>{C}. <b class="credit">{M}</b>'
        '<b class="hide-caption"><b>hide it</b></b></p></div><b class="toggle-caption"><b>show it</b></b></div></div>'
    ),
    "cutline": '<div class="photo"><div class="credit">{M}</div>{I}<div class="cutline">{C}.</div></div>',
    "breaks": '<p class="photo">{I}<br>{C}.<br><small>Photo: {M}</small></p>',
    "other letters behind a break": (
        '<table><tr><td>{I}</td></tr><tr><td><span class="caption">{C}.</span><br><i>{M}</i></td></tr></table>'
    ),
    "maker described": (
        '<figure>{I}<figcaption><span class="imageDescAuthor">{M}</span><span>{C}.</span></figcaption></figure>'
    ),
    "small letters": '<header><div class="hero">{I}</div><p class="x7">{C}. <small class="x8">{M}</small></p></header>',
    "bracket": "<figure>{I}<figcaption>{C} ({M})</figcaption></figure>",
    "dash": "<figure>{I}<figcaption>{C} – {M}</figcaption></figure>",
    "other letters": "<figure>{I}<figcaption>{C}. <em>{M}</em></figcaption></figure>",
    "plain boxes": '<div class="mx-auto">{I}<div class="text-base/6">{C}.<span>{M}</span></div></div>',
    "on the picture": "<figure><div>{I}<span>{M}</span></div><figcaption><p>{C}.</p></figcaption></figure>",
}
"""Shapes that need a maker who reads as one."""


def lead(shape: str, maker: str, image: str = IMAGE) -> Photo:
    page = (
        '<html lang="en"><head><title>The harbour grows</title></head><body><main><article>'
        f'<h1>The harbour grows</h1><p class="byline">By Ole Petersen</p>{shape.format(I=image, C=CAPTION, M=maker)}'
        f'<div class="article-body">{TEXT}</div></article></main></body></html>'
    )
    return parse(page, "https://paper.example/news/the-harbour-grows").photos[0]


@pytest.mark.parametrize("maker", MAKERS)
@pytest.mark.parametrize("shape", SURE.values(), ids=SURE)
def test_shapes_that_say_what_is_what(shape: str, maker: str) -> None:
    photo = lead(shape, maker)
    assert (photo.role, (photo.caption or "").rstrip("."), photo.credit) == ("lead", CAPTION, maker)


@pytest.mark.parametrize("maker", ["Lena Harms for the Ledger", "@lenaharms", "Ministry of Ports of Norstrand"])
@pytest.mark.parametrize("shape", ["two boxes", "text and span", "break", "definition list"])
def test_makers_of_other_forms(shape: str, maker: str) -> None:
    photo = lead(SURE[shape].replace("{C}.", "{C}"), maker)
    assert (photo.caption, photo.credit) == (CAPTION, maker)


@pytest.mark.parametrize("maker", ["Lena Harms", "Lena Harms/AFP", "dpa"])
@pytest.mark.parametrize("shape", TOLD.values(), ids=TOLD)
def test_shapes_whose_maker_reads_as_one(shape: str, maker: str) -> None:
    photo = lead(shape, maker)
    assert ((photo.caption or "").rstrip("."), photo.credit) == (CAPTION, maker)


@pytest.mark.parametrize(
    ("pieces", "caption", "credit"),
    [
        ("<span>Boats in Norstrand</span><span>Lena Harms</span>", "Boats in Norstrand", "Lena Harms"),
        (
            "<span>Boats in Norstrand</span><span>Lena Harms/Tidewire</span>",
            "Boats in Norstrand",
            "Lena Harms/Tidewire",
        ),
        (
            "<span>Lena Harms/Tidewire</span><span>Boats in Norstrand</span>",
            "Boats in Norstrand",
            "Lena Harms/Tidewire",
        ),
        ("<span>Boats in Norstrand</span><span>Town Museum</span>", "Boats in Norstrand", "Town Museum"),
        ("<span>Lena Harms</span><span>Town Museum</span>", "Lena Harms Town Museum", None),
        ("<span>Winner of the prize</span><span>Lena Harms</span>", "Winner of the prize Lena Harms", None),
        ("<span>The new mayor:</span><span>Lena Harms</span>", "The new mayor: Lena Harms", None),
        ("<span>Prime Minister</span><span>Lena Harms</span>", "Prime Minister Lena Harms", None),
        ("<b>Foto:</b><p>Hafen von Larkfield am Abend</p>", "Hafen von Larkfield am Abend", None),
        ("<b>Foto:</b><p>Lena Harms</p>", None, "Lena Harms"),
        ("<span>Foto:</span> <span>Lena Harms für den Boten</span>", None, "Lena Harms für den Boten"),
        ("<span>Photo :</span> <span>Luc Martel pour le Courrier</span>", None, "Luc Martel pour le Courrier"),
        ("<span>Foto:</span> <span>aus dem Archiv der Stadt</span>", None, "aus dem Archiv der Stadt"),
        ("<span>Der Hafen am Abend</span> <span>Lena Harms</span>", "Der Hafen am Abend", "Lena Harms"),
        ("Les bateaux du port<br>Luc Martel", "Les bateaux du port", "Luc Martel"),
        ("Crews mend nets <small>Lena Harms</small>", "Crews mend nets", "Lena Harms"),
        ("<div>Larkfield Harbour</div><div>Lena Harms</div>", "Larkfield Harbour", "Lena Harms"),
        ("<span>The mayor speaks</span><span>Lena Harms</span>", "The mayor speaks", "Lena Harms"),
        ("<span>Text und Fotos:</span><span>Lena Harms</span>", "Text und Fotos:", "Lena Harms"),
        ("<span>Author of</span><span>Lena Harms</span>", "Author of Lena Harms", None),
    ],
)
def test_two_short_pieces_without_a_name(pieces: str, caption: str | None, credit: str | None) -> None:
    photo = lead(f"<figure>{{I}}<figcaption>{pieces}</figcaption></figure>", "")
    assert (photo.caption, photo.credit) == (caption, credit)


@pytest.mark.parametrize(
    "shape",
    [
        '<div class="hero-image">{I}<div class="author">{M}</div><p class="dek">{C}.</p></div>',
        '<header><div class="hero">{I}</div><p class="caption">{C}.</p><div class="article-author">{M}</div></header>',
    ],
)
def test_the_articles_author_took_no_picture(shape: str) -> None:
    assert lead(shape, "Lena Harms").credit is None


CAPTIONED = "Boats at the quay of Norstrand on Monday"


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("The mayor on the quay (left).", "The mayor on the quay (left).", None),
        ("The mayor at the quay. (Archiv)", "The mayor at the quay. (Archiv)", None),
        ("Mayor Ana Ruiz (CDU)", "Mayor Ana Ruiz (CDU)", None),
        ("Kommissarin Lund (Mira Holm) ermittelt am Kai.", "Kommissarin Lund (Mira Holm) ermittelt am Kai.", None),
        ("The new ferry – Northern Star", "The new ferry – Northern Star", None),
        ("Der Kai am Abend. (privat)", "Der Kai am Abend.", "privat"),
        ("Der Kai am Abend. (HNA)", "Der Kai am Abend.", "HNA"),
        ("The quay at noon. L. Harms", "The quay at noon.", "L. Harms"),
        ("The quay at noon. Photo: Lena Harms (Tidewire Images)", "The quay at noon.", "Lena Harms (Tidewire Images)"),
        ("The quay at noon. Lena Harms (AFP)", "The quay at noon.", "Lena Harms (AFP)"),
        ("The quay at noon. Foto: (Lena Harms)", "The quay at noon.", "Lena Harms"),
        ("The quay at noon. Photo: © Courtesy of Lena Harms", "The quay at noon.", "Lena Harms"),
        ("Boats at the quay of Norstrand on Monday (Harbour Council)", CAPTIONED, "Harbour Council"),
        (
            "Boats at the quay of Norstrand on Monday (Lena Harms for the Ledger)",
            CAPTIONED,
            "Lena Harms for the Ledger",
        ),
        ("Boats at the quay of Norstrand on Monday (@lenaharms)", CAPTIONED, "@lenaharms"),
    ],
)
def test_a_caption_and_what_it_ends_with(line: str, caption: str, credit: str | None) -> None:
    read = read_credit_line(line, labelled=False)
    assert (read.caption, read.credit) == (caption, credit)


@pytest.mark.parametrize(
    ("alt", "credit"),
    [
        ("The harbour in the morning | picture alliance/dpa", "picture alliance/dpa"),
        ("The harbour in the morning. Foto: Lena Harms", "Lena Harms"),
        ("Photo: the harbour in the morning", None),
        ("The harbour | The Norstrand Ledger's page for all", None),
        ("The harbour in the morning", None),
        ("The harbour in the morning. Photo by Lena Harms", "Lena Harms"),
        ("The harbour in the morning (Lena Harms/AFP)", "Lena Harms/AFP"),
    ],
)
def test_a_text_for_the_blind_may_name_the_maker(alt: str, credit: str | None) -> None:
    photo = lead("<figure>{I}<figcaption>{C}.</figcaption></figure>", "", f'<img src="/media/q-4711.jpg" alt="{alt}">')
    assert (photo.caption, photo.credit) == (f"{CAPTION}.", credit)


DATA = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The harbour grows", "image": {"@type": '
    f'"ImageObject", "url": "https://paper.example/media/harbour-4711.jpg", "caption": "{CAPTION}.", "author": "Paper"'
    "}}</script>"
)


@pytest.mark.parametrize(
    "box",
    [
        f"<x-a><x-b><x-c><x-d>{CAPTION}.</x-d></x-c></x-b><x-e>Lena Harms/Tidewire Images</x-e></x-a>",
        "<div class='lead'><div class='bg'></div><span class='photo-credit'>Lena Harms/Tidewire Images</span></div>",
    ],
)
def test_a_maker_printed_beats_what_data_say_where_the_picture_is_drawn_by_a_script(box: str) -> None:
    page = f"<html><head><title>The harbour grows</title>{DATA}</head><body><main><h1>The harbour grows</h1>{box}{TEXT}"
    photo = parse(f"{page}</main></body></html>", "https://paper.example/news/the-harbour-grows").photos[0]
    assert (photo.caption, photo.credit) == (f"{CAPTION}.", "Lena Harms/Tidewire Images")


def test_a_picture_without_scripts_beside_the_one_that_is_shown_is_no_second_one() -> None:
    again = '<noscript><img src="/media/harbour-big-0815.jpg"></noscript>'
    figure = f"<figure>{IMAGE}{again}<figcaption>{CAPTION}.</figcaption></figure>"
    page = (
        f"<html><head><title>Harbour</title></head><body><main><h1>The harbour grows</h1>{figure}{TEXT}</main></body>"
    )
    photos = parse(page, "https://paper.example/news/the-harbour-grows").photos
    assert [photo.url for photo in photos] == ["https://paper.example/media/harbour-4711.jpg"]


def test_an_element_for_credits_holds_a_credit_with_its_bracket() -> None:
    read = read_credit_line("Quelle: Harbour Office of Norstrand (archive)", labelled=True)
    assert (read.caption, read.credit) == (None, "Harbour Office of Norstrand (archive)")


@pytest.mark.parametrize(
    ("credit", "photographer", "agency"),
    [
        ("MDR/Lena Harms", "Lena Harms", "MDR"),
        ("Lena Harms; Getty Images", "Lena Harms", "Getty Images"),
        ("Reuters: Lena Harms", "Lena Harms", "Reuters"),
        ("/ Lena Harms", "Lena Harms", None),
    ],
)
def test_who_made_it_and_who_sent_it(credit: str, photographer: str, agency: str | None) -> None:
    read = read_credit_line(credit, labelled=True)
    assert (read.photographer, read.agency) == (photographer, agency)


def test_letters_and_links_are_one_line() -> None:
    """An editor wraps every run of letters in a span of its own."""
    caption = (
        f'<figure>{{I}}<figcaption><span style="white-space: pre-wrap;">{CAPTION}. Photo by </span><a href="/l">'
        '<span>Lena Harms</span></a><span> / </span><a href="/u"><span>Unsplash</span></a></figcaption></figure>'
    )
    photo = lead(caption, "")
    assert (photo.caption, photo.credit) == (f"{CAPTION}.", "Lena Harms / Unsplash")
    assert (photo.photographer, photo.agency) == ("Lena Harms", "Unsplash")


def test_a_mark_before_the_second_maker_takes_the_place_of_a_comma() -> None:
    shape = (
        '<figure>{I}<figcaption><span class="caption-text">{C}.</span><span class="credit">'
        '<span class="tnt-byline">Lena Harms</span> <span class="clearfix">| Town Ledger</span></span>'
        "</figcaption></figure>"
    )
    photo = lead(shape, "")
    assert (photo.credit, photo.photographer, photo.agency) == ("Lena Harms | Town Ledger", "Lena Harms", "Town Ledger")


def test_the_line_of_a_video_is_not_the_photos() -> None:
    video = (
        '<div class="video-player"><video poster="/media/still.jpg" controls></video><div class="video-caption">'
        '<p class="caption">Watch: how the cranes came in</p><span class="credit">Harbour TV</span></div></div>'
    )
    page = (
        '<html lang="en"><head><title>The harbour grows</title><meta property="og:image" content="/media/harbour.jpg">'
        f"</head><body><main><article><h1>The harbour grows</h1>{video}"
        f'<div class="article-body">{TEXT}</div></article></main></body></html>'
    )
    photo = parse(page, "https://paper.example/news/the-harbour-grows").photos[0]
    assert (photo.role, photo.caption, photo.credit) == ("lead", None, None)


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Top image credit: Lena Harms via shutterstock.com", "Lena Harms via shutterstock.com"),
        ("Lead photo: Lena Harms/Reuters", "Lena Harms/Reuters"),
        ("Image: a term from optics, which the harbour master explained at length.", None),
    ],
)
def test_a_line_below_the_text_that_names_the_picture_on_top(line: str, credit: str | None) -> None:
    page = (
        '<html lang="en"><head><title>The harbour grows</title></head><body><main><article><h1>The harbour grows</h1>'
        f'<div class="hero">{IMAGE}</div><div class="article-body">{TEXT}</div><p class="footnote">{line}</p>'
        "</article></main></body></html>"
    )
    photo = parse(page, "https://paper.example/news/the-harbour-grows").photos[0]
    assert (photo.role, photo.caption, photo.credit) == ("lead", None, credit)


def test_a_caption_may_stand_in_a_thousand_boxes() -> None:
    nested = "<div>" * 1_000 + CAPTION + "</div>" * 1_000
    article = parse(
        f"<html><body><article><h1>The harbour grows</h1><figure><img src='/media/harbour.jpg'>{nested}</figure>"
        f"<div class='lead-image'>{nested}</div>{TEXT}</article></body></html>",
        "https://paper.example/news/the-harbour-grows",
    )
    assert article.failures == ()
