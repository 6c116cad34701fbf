"""Photos and their lines on pages of unknown make."""

from __future__ import annotations

import pytest
from any_page import IMAGE, TEXT, URL, read

from qiosk_scraper import parse


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        (
            f"<figure>{IMAGE}<figcaption>The quay at noon. <span>© Ada Roe/dpa</span></figcaption></figure>",
            "The quay at noon.",
            "Ada Roe/dpa",
        ),
        (
            f"<figure>{IMAGE}<figcaption>The quay at noon.</figcaption><footer>Imago/Ada Roe</footer></figure>",
            "The quay at noon.",
            "Imago/Ada Roe",
        ),
        (
            f"<div><figure>{IMAGE}</figure><figcaption><span>The quay at noon, as the tide came in</span>"
            " <span class='x-author'>Quay News</span></figcaption></div>",
            "The quay at noon, as the tide came in",
            "Quay News",
        ),
        (
            f"<div class='w'><span>Foto: Ada Roe</span>{IMAGE}<div>The quay at noon</div></div>",
            "The quay at noon",
            "Ada Roe",
        ),
        (
            "<div><img src='/q-0815.jpg' data-caption='The quay at noon' data-source='Ada Roe/imago'></div>",
            "The quay at noon",
            "Ada Roe/imago",
        ),
        (
            f"<aside class='image'>{IMAGE}<p class='caption'>The quay."
            " <span class='credits'>(Courtesy of Ada Roe)</span></p></aside>",
            "The quay.",
            "Ada Roe",
        ),
        (
            f"<figure>{IMAGE}<figcaption>The quay at noon.<span hidden>Show more</span></figcaption></figure>",
            "The quay at noon.",
            None,
        ),
        (
            f"<figure>{IMAGE}<figcaption><span>The Quay Courier</span><br>"
            "People on the quay watch the tide come in on Saturday.</figcaption></figure>",
            "People on the quay watch the tide come in on Saturday.",
            "The Quay Courier",
        ),
    ],
)
def test_caption_and_credit(markup: str, caption: str, credit: str | None) -> None:
    (lead, *_) = read(above=markup).photos
    assert (lead.role, lead.caption, lead.credit) == ("lead", caption, credit)


def test_the_portrait_of_the_author_is_no_picture_of_the_story() -> None:
    portrait = "<figure><img src='/people/roe-12345678.jpg'><figcaption>By Ada Roe</figcaption></figure>"
    picture = f"<figure>{IMAGE}<figcaption>The quay at noon.</figcaption></figure>"
    assert [photo.caption for photo in read(above=portrait + picture).photos] == ["The quay at noon."]


def test_a_line_belongs_to_the_picture_beside_it() -> None:
    thumb = "<div><a href='/people/roe'><img src='/people/roe-12345678.jpg' width='90'></a></div>"
    picture = f"<figure>{IMAGE}<figcaption>The quay at noon.</figcaption></figure>"
    lead = read(above=f"<header>{thumb}{picture}</header>").photos[0]
    assert (lead.url, lead.caption) == ("https://www.tide-post.example/pictures/quay-0815.jpg", "The quay at noon.")


@pytest.mark.parametrize(
    ("markup", "caption", "credit"),
    [
        (  # the credit is laid over the picture, its caption stands outside of their box
            f"<figure><div><div>{IMAGE}</div><span><span>Foto: Ada Roe</span></span></div>"
            "<figcaption><p><span class='caption-text'>The quay at noon.</span></p></figcaption></figure>",
            "The quay at noon.",
            "Ada Roe",
        ),
        (
            f"<figure>{IMAGE}<figcaption><span class='c-image__caption'>Ada Roe (left) and Ben Doe</span>"
            "<span class='c-image__caption-source'>Quelle: Mia Lang/dpa</span></figcaption></figure>",
            "Ada Roe (left) and Ben Doe",
            "Mia Lang/dpa",
        ),
        (
            f"<div class='media-block'><div class='media-block__wrap'>{IMAGE}</div></div>"
            "<div class='media-block__description'>The quay / J. Petraitis / BNS nuotr.</div>",
            "The quay",
            "J. Petraitis / BNS",
        ),
        (f"<figure><div>{IMAGE}</div><div><div>Ada Roe / Reuters</div></div></figure>", None, "Ada Roe / Reuters"),
        (
            "<div class='hero-image'><img src='/pictures/quay-0815.jpg' alt='Quay (Photo: Ada Roe / AFP)'>"
            "<em class='image-caption'>The quay at noon.</em></div>",
            "The quay at noon.",
            "Ada Roe / AFP",
        ),
        (  # a script puts the picture there
            "<figure><div data-src-later='x'></div><figcaption>The quay at noon. Photo: Ada Roe</figcaption></figure>",
            "The quay at noon.",
            "Ada Roe",
        ),
    ],
)
def test_lines_of_the_lead_photo_wherever_they_stand(markup: str, caption: str | None, credit: str) -> None:
    lead = next(photo for photo in read(above=markup).photos if photo.role == "lead")
    assert (lead.caption, lead.credit) == (caption, credit)


def test_pictures_of_other_articles_above_the_headline_are_none() -> None:
    others = "".join(
        f"<div class='card'><a href='/n/{one}'>Others</a><div><img src='/pictures/other-{one}.jpg'></div></div>"
        for one in range(4)
    )
    page = f"<html><body><div>{others}</div><main><h1>The tide came in</h1><div>{TEXT}</div></main></body></html>"
    assert parse(page, URL).photos == ()


def test_pictures_that_share_the_articles_number_are_told_apart_by_their_captions() -> None:
    figures = "".join(
        f"<figure><img src='/img/article4711/pic{number}.jpg' width='600'><figcaption>{caption}</figcaption></figure>"
        for number, caption in enumerate(
            ("The quay at noon.", "The quay at noon.", "A boat on the road.", "Wet boots.")
        )
    )
    photos = read(text=TEXT + figures, above=figures[: figures.index("</figure>") + 9]).photos
    assert [photo.caption for photo in photos] == ["The quay at noon.", "A boat on the road.", "Wet boots."]


def test_a_strip_is_no_picture_of_the_story() -> None:
    strip = "<img src='/tide-post.gif' width='760' height='90' alt='Tide Post'>"
    assert [photo.url for photo in read(f"{strip}<img src='/quay-0815.jpg' width='900' height='600'>").photos] == [
        "https://www.tide-post.example/quay-0815.jpg"
    ]


def test_a_round_picture_is_the_writer() -> None:
    assert read("<img src='/ada.jpg' class='h-10 w-10 rounded-full' alt='Ada Brandt'>").photos == ()
