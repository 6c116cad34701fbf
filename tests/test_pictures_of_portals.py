"""Pictures of the story, their lines and makers, on pages whose design, networks and houses print pictures, too."""

from __future__ import annotations

import pytest
from any_page import IMAGE, PARAGRAPHS, TEXT, read, whole

from qiosk_scraper.normalise.credits import read_credit_line


@pytest.mark.parametrize(
    "source",
    [
        "/home2012/images/common/btn_contract.gif",
        "/images/common/icon_facebook_b.gif",
        "/sites/all/themes/tide/images/frame-2.png",
        "/.element/img/3.0/1px.gif",
        "/media/article_label_fileunder.gif",
        "//ww691.smartadserver.com/call/pubi/42296/18482/M/1/",
    ],
)
def test_signs_of_the_design_are_no_pictures_of_the_story(source: str) -> None:
    photos = read(text=f"{PARAGRAPHS[0]}<p>{IMAGE}</p><p><img src='{source}'></p>{TEXT}").photos
    assert [photo.url for photo in photos] == ["https://www.tide-post.example/pictures/quay-0815.jpg"]


def test_a_picture_that_a_theme_will_load_is_one() -> None:
    lazy = "<img src='/wp-content/themes/tide/images/wait.gif' data-src='/pictures/pier.jpg'>"
    assert [photo.url for photo in read(text=f"<p>{lazy}</p>{TEXT}").photos] == [
        "https://www.tide-post.example/pictures/pier.jpg"
    ]


def test_a_program_that_found_no_address_names_no_picture() -> None:
    assert read(text=f"<p><img src='null' width='600'></p>{TEXT}").photos == ()


def test_a_link_to_a_gallery_is_no_credit() -> None:
    card = "<div><a href='https://pictures.example/1'><img src='/p/{0}.jpg'><br>Photos: {1}</a></div>"
    cards = "".join(card.format(*one) for one in ((1, "Storm Irene"), (2, "Harbour yoga"), (3, "The quay by night")))
    photos = read(text=f"{PARAGRAPHS[0]}<div>{cards}</div>{TEXT}").photos
    assert not any(photo.credit_line for photo in photos)


def test_the_button_that_enlarges_a_picture_is_none_of_its_caption() -> None:
    figure = (
        f"<div class='image-right'><a class='enlarge' href='#'>[+] Enlarge{IMAGE}</a>"
        "<div><cite>Leo Park/Tidewire </cite>The quay at low tide.</div></div>"
    )
    (photo,) = read(text=f"{PARAGRAPHS[0]}{figure}{TEXT}").photos
    assert (photo.caption, photo.credit) == ("The quay at low tide.", "Leo Park/Tidewire")


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("(Ada Brandt Photography)", None, "Ada Brandt Photography"),
        ("The bride (Anna Lee Photography)", "The bride", "Anna Lee Photography"),
        ("Wildlife Photography", "Wildlife Photography", None),
    ],
)
def test_a_house_that_bears_its_owners_name(line: str, caption: str | None, credit: str | None) -> None:
    told = read_credit_line(line)
    assert (told.caption, told.credit) == (caption, credit)


def test_a_heading_behind_a_caption_is_no_credit() -> None:
    figure = f"<figure>{IMAGE}<figcaption>The words of the harbour need defenders.</figcaption></figure>"
    head = "<meta property='og:image' content='https://www.tide-post.example/pictures/quay-0815.jpg'>"
    article = whole(f"<article>{figure}<h3>On Behalf of “Literally”</h3>{TEXT}</article>", head=head)
    assert article.photos[0].caption == "The words of the harbour need defenders."
    assert article.photos[0].credit_line is None


def test_a_credit_in_an_attribute_is_not_said_again_in_the_caption() -> None:
    image = IMAGE.replace("<img ", "<img data-credit='Lucy Akins' ")
    (photo,) = read(
        text=f"{PARAGRAPHS[0]}<figure>{image}<figcaption>Moss on the pier (Lucy Akins)</figcaption></figure>{TEXT}"
    ).photos
    assert (photo.caption, photo.credit) == ("Moss on the pier", "Lucy Akins")


def test_stories_above_the_headline_are_not_its_pictures() -> None:
    card = (
        "<li><figure><a href='/2015/03/18/{0}/'><img src='/p/{0}-117x81.jpg' width='117' height='81'></a><figcaption>"
        "<a href='/2015/03/18/{0}/'>{1}</a></figcaption></figure></li>"
    )
    told = (("club", "Singer Assaulted in Harbour Nightclub"), ("shop", "Two Actors Are Not on Speaking Terms"))
    cards = "".join(card.format(*one) for one in told)
    article = whole(f"<div id='page'><ul>{cards}</ul><h1>The tide came in</h1><div class='text'>{TEXT}</div></div>")
    assert article.photos == ()


def test_a_dek_in_one_box_with_the_line_of_the_picture() -> None:
    said = "The fee is to be shared among those who fish, and the harbour wants to hear what speaks against it."
    box = (
        f"<div>{IMAGE}</div><div class='atc-Intro'><div class='description'><p class='ImageDescriptionInner'>"
        f"<span>Ada Brandt is one of them.</span> <span>Bild: dpa</span></p></div><p class='IntroText'>{said}</p></div>"
    )
    assert read(box).dek == said


@pytest.mark.parametrize(
    "address",
    [
        "https://img.tidepost.example/global/v01/tidepost_logo_1200x800_en.jpg",
        "https://www.tidepost.example/i/Tidepost_FB_logo.jpg",
    ],
)
def test_the_logo_of_the_house_is_no_picture_of_the_story(address: str) -> None:
    assert read(head=f"<meta property='og:image' content='{address}'>").photos == ()


def test_another_houses_logo_is_one() -> None:
    address = "https://img.tidepost.example/2024/netflux-logo.jpg"
    assert [photo.url for photo in read(head=f"<meta property='og:image' content='{address}'>").photos] == [address]


def test_the_first_picture_of_a_film_is_no_photo() -> None:
    figure = f"<figure data-credit='Tidewire'>{IMAGE}<figcaption>05:22</figcaption></figure>"
    assert read(text=f"{PARAGRAPHS[0]}{figure}{TEXT}").photos == ()


@pytest.mark.parametrize(
    ("line", "photographer", "agency"),
    [
        ("Leo Park / Harbour Times, June, 6, 2013", "Leo Park", "Harbour Times"),
        ("AFP/Getty Images, June 6, 2013", None, "AFP/Getty Images"),
        ("Credit Leo Park / AP", "Leo Park", "AP"),
    ],
)
def test_days_and_bare_labels_are_no_makers(line: str, photographer: str | None, agency: str | None) -> None:
    told = read_credit_line(line, labelled=True)
    assert (told.photographer, told.agency, told.credit_line) == (photographer, agency, line)


def test_the_number_of_a_gallery_is_none_of_the_caption() -> None:
    figure = f"<figure>{IMAGE}<figcaption>1 of 11. The mayor at the quay.</figcaption></figure>"
    (photo,) = read(text=f"{PARAGRAPHS[0]}{figure}{TEXT}").photos
    assert photo.caption == "The mayor at the quay."


@pytest.mark.parametrize(
    "source",
    [
        "https://img.tidepost.example",
        "/images/rater/5stars.gif",
        "/2012/04/26/tidepost-twitter-icon-thumbStandard.jpg",
        "//assets.pinterest.com/images/PinExt.png",
        "http://www.google-analytics.com/__utm.gif?utmac=UA-1",
    ],
)
def test_counters_and_networks_are_no_pictures(source: str) -> None:
    assert read(text=f"<p><img src='{source}'></p>{TEXT}").photos == ()


@pytest.mark.parametrize(
    "address",
    [
        "https://m.tidepost.example/images/bookmark/apple-touch-icon.png",
        "https://www.tidepost.example/i/tidepost_200x200.png",
        "https://static.tide.example/social/tp-logo-fallback.png",
    ],
)
def test_what_stands_for_the_site_is_no_lead(address: str) -> None:
    assert read(head=f"<meta property='og:image' content='{address}'>").photos == ()
