"""Which pictures in the text are the article's: those of other articles, of players and of the house are not, and lazy
loading hides no address."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Photo

URL = "https://www.norstrand.example/town/the-harbour-is-to-grow"
OTHER = "/town/ferry-to-the-islands-stops-for-the-winter"
TEXT = "".join(
    f"<p>The harbour of Norstrand is to grow next year, the council decided as its item {number} in the evening, after"
    " a long debate about costs and use.</p>"
    for number in range(12)
)
LEAD = '<figure><img src="/media/lead-0001.jpg"><figcaption>The old harbour.</figcaption></figure>'


def inline(box: str, around: str = "<div>{}</div>", head: str = "") -> list[Photo]:
    """The inline photos of a page with a box between the paragraphs of its text."""
    half = len(TEXT) // 2 - len(TEXT) // 2 % (len(TEXT) // 12)
    text = around.format(TEXT[:half] + box + TEXT[half:])
    page = (
        f"<html><head>{head}</head><body><article><h1>The harbour is to grow</h1>{LEAD}{text}</article></body></html>"
    )
    return [photo for photo in parse(page, URL).photos if photo.role == "inline"]


CARDS = {
    "picture and heading in a link": (
        f'<div><a href="{OTHER}"><img src="/m/2.jpg"><h3>The ferry stops for the winter</h3></a></div>'
    ),
    "link around the picture alone": (
        f'<div class="e_cQ"><a href="{OTHER}"><picture><img src="/m/2.jpg"></picture></a>'
        f'<a href="{OTHER}">The ferry stops for the winter, and nobody knows why</a></div>'
    ),
    "a card with its own caption": (
        f'<section><a href="{OTHER}"><figure><img src="/m/2.jpg"><figcaption>Foto: Ada Brandt/dpa</figcaption></figure>'
        "<p>The ferry to the islands stops for the whole winter</p></a></section>"
    ),
    "a picture named by the card's words": (
        f'<aside><a href="{OTHER}"><p class="t">The ferry stops</p><img src="/m/2.jpg"></a></aside>'
    ),
    "its heading in a link of its own": (
        f'<figure><a href="{OTHER}"><img src="/m/2.jpg"></a>'
        f'<figcaption><a href="{OTHER}">The ferry stops for the winter</a></figcaption></figure>'
    ),
    "sources without an end": (
        f'<aside><a href="{OTHER}"><p>The ferry stops for the winter</p><picture>{"<source>" * 12}<img src="/m/2.jpg">'
        "</picture></a></aside>"
    ),
    "an advertisement of the house": '<p><a href="/advertise/"><img src="/m/2.jpg"></a></p>',
    "a player": '<div class="player__video-container"><img src="/m/2.jpg"></div>',
    "a logo": '<p><img src="/static/logos/print.gif"></p>',
    "a writer's picture": '<span><img src="https://cdn.example/arc-authors/house/9450.png"></span>',
}


@pytest.mark.parametrize("box", CARDS.values(), ids=CARDS)
def test_a_picture_of_something_else_is_no_photo_of_the_article(box: str) -> None:
    assert inline(box) == []


KEPT = {
    "linked to its larger self": '<p><a href="/m/2-large.jpg"><img src="/m/2.jpg"></a></p>',
    "linked to its page in the gallery": '<p><a href="/galleries/harbour/2"><img src="/m/2.jpg"></a></p>',
    "linked to its attachment": f'<p><a href="{OTHER}" rel="attachment wp-att-12"><img src="/m/2.jpg"></a></p>',
    "linked to a page below this one": f'<p><a href="{URL}/dsc-1/"><img src="/m/2.jpg"></a></p>',
    "linked to this page": f'<p><a href="{URL}#photo"><img src="/m/2.jpg"></a></p>',
    "linked to its source": '<p><a href="https://archive.example/items/4711"><img src="/m/2.jpg"></a></p>',
    "linked with its caption": (
        f'<a href="{OTHER}"><figure><img src="/m/2.jpg"><figcaption>The ferry.</figcaption></figure></a>'
    ),
    "with a maker, in a link": (
        f'<figure><a href="{OTHER}"><img src="/m/2.jpg"></a>'
        "<figcaption>The ferry. Photo: Ada Brandt</figcaption></figure>"
    ),
    "in no link": '<p><img src="/m/2.jpg"></p>',
}


@pytest.mark.parametrize("box", KEPT.values(), ids=KEPT)
def test_a_linked_photo_of_the_article_stays(box: str) -> None:
    assert [photo.url for photo in inline(box)] == ["https://www.norstrand.example/m/2.jpg"]


def test_the_poster_of_a_video_stays_where_the_page_shows_it_as_its_picture() -> None:
    told = '<meta property="og:image" content="https://www.norstrand.example/m/2.jpg">'
    box = '<div class="player"><img src="/m/2.jpg"></div>'
    assert [photo.url for photo in inline(box, head=told)] == ["https://www.norstrand.example/m/2.jpg"]


@pytest.mark.parametrize("name", ["grid grid-layout--adrail wide-adrail", "latest-news-layout", "has-promo-band"])
def test_a_box_of_the_text_keeps_its_photos_whatever_its_name(name: str) -> None:
    assert len(inline('<p><img src="/m/2.jpg"></p>', f'<div><div class="{name}">{{}}</div></div>')) == 1


_TINY = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
LAZY = {
    "a name of the site's own": f'<img src="{_TINY}" data-lazyimage-src="/m/2.jpg">',
    "srcset of the site's own": f'<img src="{_TINY}" data-my-image-srcset="/m/1.jpg 320w, /m/2.jpg 900w">',
    "json": f"<img src=\"{_TINY}\" data-srcs='{{&quot;https://www.norstrand.example/m/2.jpg&quot;:{{&quot;w&quot;:1262}}}}'>",
    "json with escaped slashes": (
        f'<img src="{_TINY}" data-img-set=\'{{"url":"https:\\/\\/www.norstrand.example\\/m\\/2.jpg"}}\'>'
    ),
    "source of a picture": (
        f'<picture><source srcset="{_TINY}" data-lazyimage-srcset="/m/2.jpg 600w"><img src="{_TINY}"></picture>'
    ),
}


@pytest.mark.parametrize("image", LAZY.values(), ids=LAZY)
def test_the_address_of_a_lazy_picture_is_found(image: str) -> None:
    box = f"<figure>{image}<figcaption>The ferry.</figcaption></figure>"
    assert [photo.url for photo in inline(box)] == ["https://www.norstrand.example/m/2.jpg"]


@pytest.mark.parametrize(
    "data",
    [
        'data-share-url="/town/2.html"',
        'data-image-link="https://www.norstrand.example/gallery/1"',
        'data-image-id="4711"',
        'data-img-alt="The / ferry"',
    ],
)
def test_other_data_of_a_picture_is_no_address(data: str) -> None:
    box = f'<figure><img src="{_TINY}" {data}><figcaption>The ferry.</figcaption></figure>'
    assert [photo.url for photo in inline(box)] == []


def test_the_picture_between_dek_and_text_is_the_lead() -> None:
    dek = "<p class='d1'>The council of Norstrand decided so in the evening, after a long debate about its costs.</p>"
    clutter = "<ul>" + "<li><span></span></li>" * 20 + "</ul>"
    picture = '<figure><img src="/m/2.jpg"><figcaption>The ferry.</figcaption></figure>'
    page = f"<body><article><h1>The harbour is to grow</h1>{dek}{clutter}{picture}{TEXT}</article></body>"
    assert [photo.role for photo in parse(page, URL).photos] == ["lead"]


def test_a_badge_with_a_caption_is_a_photo() -> None:
    box = '<figure><img src="/logos/new-club-badge.jpg"><figcaption>The new badge.</figcaption></figure>'
    assert [photo.caption for photo in inline(box)] == ["The new badge."]


@pytest.mark.parametrize(
    "box",
    [
        "<table><tr><td><img src='/f.jpg'></td><td>Norway</td><td>12</td></tr>"
        "<tr><td>Sweden</td><td>9</td></tr></table>",
        "<dl class='person'><dt><img src='/a.jpg'></dt><dd>Norway has worked at the quay for the whole of its life, and"
        " nobody there knows its ropes and its tides better than it does.</dd></dl>",
    ],
)
def test_pictures_beside_data_and_people_keep_their_text(box: str) -> None:
    page = f"<body><article><h1>The harbour is to grow</h1><div>{TEXT}{box}{TEXT}</div></article></body>"
    assert "Norway" in parse(page, URL).text


def test_the_portrait_in_a_box_that_a_name_opens_is_no_photo() -> None:
    box = (
        '<p>So said <span class="rollover-people"><a href="/people/ada">Ada Brandt</a><span class="rollover-block">'
        '<img src="/m/2.jpg"><a href="/people/ada-brandt">Ada Brandt</a></span></span> in the evening.</p>'
    )
    assert inline(box) == []


def test_what_a_button_is_to_say_elsewhere_is_no_caption() -> None:
    said = "Hey reader, take our free quiz about harbours and be quick about it!"
    (photo,) = inline(f'<p><img src="/m/2.jpg" data-pin-description="{said}" alt="The ferry"></p>')
    assert photo.caption is None


def test_the_lead_is_the_largest_of_the_same_file_where_a_thumbnail_is_told_first() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The harbour is to grow", '
        '"image": "https://www.norstrand.example/m/quay-0007.jpg?w=150"}</script>'
        '<meta property="og:image" content="https://www.norstrand.example/m/quay-0007.jpg?w=600">'
    )
    page = f"<html><head>{head}</head><body><article><h1>The harbour is to grow</h1>{TEXT}</article></body></html>"
    assert parse(page, URL).photos[0].url == "https://www.norstrand.example/m/quay-0007.jpg?w=600"


def test_the_line_of_the_article_is_no_credit_of_its_photo() -> None:
    head = '<meta property="og:image" content="https://www.norstrand.example/m/quay-0007.jpg">'
    line = '<p class="photo-meta credit">By Ada Brandt, Norstrand Business Updated 0339 GMT (1139 HKT) 19 November</p>'
    page = (
        f"<html><head>{head}</head><body><article><h1>The harbour is to grow</h1>{line}{TEXT}</article></body></html>"
    )
    assert parse(page, URL).photos[0].credit_line is None


def test_a_source_of_forty_pixels_gives_way_to_the_widest_of_the_set() -> None:
    box = '<p><img src="/m/2.jpg?w=40&s=aa" srcset="/m/2.jpg?w=40&s=aa 40w, /m/2.jpg?w=900&s=bb 900w"></p>'
    assert [photo.url for photo in inline(box)] == ["https://www.norstrand.example/m/2.jpg?w=900&s=bb"]
    assert inline('<p><img src="/m/2.jpg?w=40&s=aa"></p>')[0].url == "https://www.norstrand.example/m/2.jpg?w=40&s=aa"


def test_the_pictures_of_a_plugin_are_none_of_the_story() -> None:
    assert inline('<p><img src="/wp-content/plugins/social-media/images/Follow.png" alt="Follow"></p>') == []


def test_a_label_in_an_element_of_its_own_is_no_caption() -> None:
    line = '<p class="wp-caption-text"><b>Image Credits:</b> Tidewire</p>'
    (photo,) = inline(f'<div class="wp-caption"><img src="/m/2.jpg">{line}</div>')
    assert (photo.caption, photo.credit, photo.credit_line) == (None, "Tidewire", "Image Credits: Tidewire")


def test_a_square_of_hundred_pixels_is_the_writers() -> None:
    assert inline('<p><img src="/m/ada.png?w=105&amp;h=105"></p>') == []
    assert len(inline('<p><img src="/m/quay.png?w=105&amp;h=70"></p>')) == 1


def test_the_first_picture_of_a_video_is_no_photo() -> None:
    assert inline('<figure><img src="/m/2.jpg"><figcaption>05:22</figcaption></figure>') == []


@pytest.mark.parametrize(
    "told",
    [
        "/i/blank.jpg",
        "/images/facebook.png",
        "/up/2015/04/facebook.png",
        "/up/2015/04/site-logo-512.jpg",
        "/core/files/fallback/big/1.jpg",
    ],
)
def test_what_stands_in_for_a_picture_is_no_lead(told: str) -> None:
    head = f'<meta property="og:image" content="https://www.norstrand.example{told}">'
    page = f"<html><head>{head}</head><body><article><h1>The harbour is to grow</h1>{TEXT}</article></body></html>"
    assert parse(page, URL).photos == ()


def test_the_paragraph_in_the_box_of_a_picture_is_its_caption() -> None:
    line = "Ada Brandt helped to plan the new harbour"
    box = f'<div class="picBox medium"><a class="overlayLink" href="#"><img src="/m/2.jpg"></a><p>{line}</p></div>'
    (photo,) = inline(box)
    assert photo.caption == line


LINE = "<figcaption>The quay at night. Photo: Jane Roe</figcaption>"


@pytest.mark.parametrize(
    ("image", "name"),
    [
        ('<img src="/wp-content/plugins/lazy/images/placeholder.gif" data-src="/m/quay.jpg">', "quay.jpg"),
        ('<img src="/wp-content/plugins/lazy/1x1.trans.gif" data-lazy-src="/m/quay.jpg">', "quay.jpg"),
        ('<img src="/m/quay.jpg?w=100&amp;h=100" data-src="/m/quay.jpg?w=900">', "quay.jpg?w=900"),
        ('<img src="/m/preload-bay-wharf.jpg">', "preload-bay-wharf.jpg"),
        ('<img src="/m/loading-dock.jpg">', "loading-dock.jpg"),
        ('<img src="/m/quay.jpg" width="1800" height="300">', "quay.jpg"),
        ('<img src="/m/quay.jpg" class="w-full rounded-full">', "quay.jpg"),
        ('<img src="/avatars/quay.jpg">', "quay.jpg"),
    ],
)
def test_a_picture_with_a_line_of_its_own_is_one_of_the_story(image: str, name: str) -> None:
    (photo,) = inline(f"<figure>{image}{LINE}</figure>")
    assert (photo.url or "").endswith(f"/{name}")
    assert (photo.caption, photo.credit) == ("The quay at night.", "Jane Roe")


def test_a_line_of_digits_with_a_credit_is_no_duration() -> None:
    (photo,) = inline('<figure><img src="/m/2.jpg"><figcaption>10:15 (Photo: Jane Roe)</figcaption></figure>')
    assert photo.credit == "Jane Roe"


@pytest.mark.parametrize(("text", "count"), [("", 1), ("More of Ada Brandt", 0)])
def test_a_picture_that_opens_on_a_click_is_no_portrait_behind_a_name(text: str, count: int) -> None:
    link = f'<a href="/m/2-large.jpg"><img src="/m/2.jpg"></a><a href="/x">{text}</a>'
    assert len(inline(f'<div class="popover-gallery">{link}</div>')) == count


@pytest.mark.parametrize("told", ["/uploads/2024/05/twitter.jpg", "/files/2023/11/fallback/quay.jpg"])
def test_a_picture_that_editors_uploaded_is_a_lead_whatever_its_name(told: str) -> None:
    head = f'<meta property="og:image" content="https://www.norstrand.example{told}">'
    page = f"<html><head>{head}</head><body><article><h1>The harbour is to grow</h1>{TEXT}</article></body></html>"
    assert [photo.url for photo in parse(page, URL).photos] == [f"https://www.norstrand.example{told}"]


@pytest.mark.parametrize(
    ("told", "shown", "chosen"),
    [
        ("/image.php?file=one.jpg&amp;w=300", "/image.php?file=two.jpg&amp;w=900", "/image.php?file=one.jpg&w=300"),
        ("/i?url=%2Fa.jpg&amp;w=300&amp;q=75", "/i?url=%2Fa.jpg&amp;w=900&amp;q=75", "/i?url=%2Fa.jpg&w=900&q=75"),
        ("/m/a.jpg?w=300", "/m/a.jpg", "/m/a.jpg"),
    ],
)
def test_the_larger_address_of_a_picture_is_one_of_the_same_picture(told: str, shown: str, chosen: str) -> None:
    site = "https://www.norstrand.example"
    head = f'<meta property="og:image" content="{site}{told}">'
    shown = f'<figure><img src="{site}{shown}"></figure>'
    page = (
        f"<html><head>{head}</head><body><article><h1>The harbour is to grow</h1>{shown}{TEXT}</article></body></html>"
    )
    assert parse(page, URL).photos[0].url == f"{site}{chosen}"
