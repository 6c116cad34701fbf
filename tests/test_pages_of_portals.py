"""Pages as portals, papers and blogs made them from 2005 to 2014: text in a box for each paragraph, signs of the design
among the pictures, moments in `abbr`, bylines in `cite`."""

from __future__ import annotations

import pytest
from any_page import IMAGE, LINES, PARAGRAPHS, TEXT, names, read, texts, whole

from qiosk_scraper import parse
from qiosk_scraper.normalise.credits import read_credit_line


def test_first_paragraphs_in_boxes_of_their_own_are_part_of_the_text() -> None:
    boxes = "".join(f"<div class='{name}Par'>{PARAGRAPHS[at]}</div>" for at, name in enumerate(("first", "second")))
    related = (
        "<div class='links_inline'><h2>Related Articles</h2><ul><li><p><a href='/a'>Older news</a></p></li></ul></div>"
    )
    article = whole(
        f"<h1>The tide came in</h1><div id='area'>{boxes}{related}"
        f"<div class='body'>{''.join(PARAGRAPHS[2:])}</div></div>"
    )
    assert texts(article) == LINES


def test_a_subheading_right_below_the_headline_is_the_dek() -> None:
    said = "Two people were pulled from the water after the tide came in over the quay at night."
    first = (
        "Wardens were called to the quay after the tide came in, and two people were pulled from the water at night."
    )
    article = whole(
        f"<div class='head'><h1>The tide came in over the quay, two pulled from the water</h1><h2>{said}</h2></div>"
        f"<div class='a'><p>{first}</p></div><div class='body'>{TEXT}</div>",
        head=f"<meta property='og:description' content='{said}'>",
    )
    assert article.dek == said
    assert texts(article)[0] != said


@pytest.mark.parametrize(
    "described",
    ["Tide Post", "(Aug. 13) -- Declaring"],
)
def test_a_description_that_says_nothing_is_no_dek(described: str) -> None:
    text = f"<p>LARKFIELD (Aug. 13) -- Declaring &quot;the end of the quay&quot;, the mayor spoke.</p>{TEXT}"
    head = f"<meta property='og:site_name' content='Tide Post'><meta property='og:description' content='{described}'>"
    assert read(head=head, text=text).dek is None


@pytest.mark.parametrize(
    "above",
    [
        "<p class='title_foot'>기사입력 2013-10-24 03:00:00 기사수정 2013-10-24 03:00:00</p>",
        f"<div class='pic'>{IMAGE.replace('A quay', 'The mayor says that the quay will be built anew.')}</div>"
        "<div>The mayor says that the quay will be built anew.</div>",
    ],
    ids=["moments", "caption"],
)
def test_what_stands_below_the_headline_and_is_no_dek(above: str) -> None:
    assert read(above).dek is None


def test_the_first_paragraph_stays_in_the_text_whatever_it_is_named() -> None:
    head = f'<meta property="og:description" content="{LINES[0]}">'
    text = f"<p class='first-text'>{LINES[0]}</p>{''.join(PARAGRAPHS[1:])}"
    assert texts(read(head=head, text=text)) == LINES


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        (
            "<div><span>Text Size </span><a href='#'>+</a></div><div><span>By: <a href='/id/158'>Ada Brandt</a><br>"
            "Executive Editor</span></div>",
            ["Ada Brandt"],
        ),
        (
            "<cite class='source'><a href='/ada'><img src='/i/brandt_35.jpg' width='35'></a>By Ada Brandt<br>"
            "tide-post.example<br><a href='/ada'>Archive</a></cite>",
            ["Ada Brandt"],
        ),
        ("<p>Text: Ada Brandt</p>", ["Ada Brandt"]),
        (
            "<div class='byline'><span>By&nbsp;Ada  Brandt, Staff Writer<div><span>Published: May 15,"
            " 2013</span></div><div><span>Reviewed&nbsp;by <a href='/r?id=55'>Leo Park, MD</a>; Associate Clinical "
            "Professor of Tides, University of Larkfield and Dorothy Caspar, MA, RN, Harbour Planner"
            "</span></div></span></div>",
            ["Ada Brandt"],
        ),
    ],
)
def test_bylines(above: str, authors: list[str]) -> None:
    assert names(read(above)) == authors


def test_the_moment_in_an_abbreviation_of_the_byline() -> None:
    line = (
        "<cite class='byline vcard'>By <span class='fn'>Ada Brandt</span> &ndash; "
        "<abbr title='2011-08-25T01:40:40Z'>1 hr 4 mins ago</abbr></cite>"
    )
    assert read(line).published == "2011-08-25T01:40:40+00:00"


def test_other_abbreviations_tell_no_moment() -> None:
    assert read(text=f"<p>The <abbr title='2011-08-25'>day</abbr> of the flood.</p>{TEXT}").published is None


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


@pytest.mark.parametrize("furniture", ["S", "Denunciar", "[+] Enlarge", "10 réactions", "Updated"])
def test_lines_that_are_nobodys_text(furniture: str) -> None:
    assert texts(read(text=f"<p>{furniture}</p>{''.join(PARAGRAPHS)}<p>{furniture}</p>")) == LINES


def test_a_title_cut_into_words_is_no_list_of_tags() -> None:
    words = "the, tide, came, in, over, 'quay, news"
    head = f'<meta property="og:title" content="The tide came in over \'quay"><meta name="keywords" content="{words}">'
    links = "<a rel='tag' href='/tag/harbour'>Harbour</a> <a rel='tag' href='/tag/flood'>Flood</a>"
    shown = f"<div class='tags'>Tags: {links}</div>"
    assert read(head=head, below=shown).tags == ("Harbour", "Flood")


def test_a_tag_once_although_run_together() -> None:
    head = "<meta name='keywords' content='harbour watch, HarbourWatch, Set-topBox, set-top box'>"
    assert read(head=head).tags == ("harbour watch", "set-top box")


def test_the_name_of_a_blog_is_no_headline() -> None:
    blog = "https://blogs.tide-post.example/harbour/"
    url = f"{blog}2013/02/08/the-tide-came-in/"
    page = (
        "<html><head><title>Harbour Notes &raquo; Blog Archive &raquo; The tide came in</title></head><body>"
        f"<h1><a href='{blog}'>Harbour Notes</a></h1><div class='post'><h2><a rel='bookmark' href='{url}'>"
        f"The tide came in</a></h2><div class='entry'>{TEXT}</div></div></body></html>"
    )
    assert parse(page, url).headline == "The tide came in"


def test_the_heading_of_the_section_is_no_headline() -> None:
    page = (
        "<html><head><title>Children who eat fish early may like it</title></head><body><h1>Harbour Health Center</h1>"
        "<h2>Tools and Resources</h2><div class='article'><h2>Children who eat fish early may like it</h2>"
        f"<div class='text'>{TEXT}</div></div></body></html>"
    )
    article = parse(page, "https://www.tide-post.example/news/fish-4712")
    assert article.headline == "Children who eat fish early may like it"


@pytest.mark.parametrize(
    ("byline", "authors"),
    [("<div class='author'>By Brenda Goodwin, MA</div>", ["Brenda Goodwin"]), ("", ["Maren Olufsdatter"])],
)
def test_a_person_printed_as_author_beats_what_the_text_begins_with(byline: str, authors: list[str]) -> None:
    line = "Maren Olufsdatter" if not byline else "Large Print"
    assert names(read(byline, text=f"<p>{line}</p>{TEXT}")) == authors


def test_a_byline_with_two_moments_is_no_dek() -> None:
    line = (
        "<p class='bloc'><span>Le Rivage</span> | <time datetime='2015-05-04T13:36:31+02:00'>04.05.2015 à 13h36</time>"
        " • Mis à jour le <time datetime='2015-05-05T20:13:12+02:00'>05.05.2015 à 20h13</time> | Par "
        "<a href='/journaliste/ada-brandt/'>Ada Brandt</a> (avec Leo Park et Morgane Tual)</p>"
    )
    assert read(line).dek is None


@pytest.mark.parametrize("described", ["Drug-resistant bacteria, dubbed", "Tide Online"])
def test_a_word_or_two_for_machines_are_no_dek(described: str) -> None:
    assert read(head=f"<meta name='description' content='{described}'>").dek is None


def test_the_first_paragraph_stays_in_the_text_with_an_advertisement_behind_it() -> None:
    head = f'<meta property="og:description" content="{LINES[0]}">'
    text = f"<p class='first-text'><span>{LINES[0]}</span></p><div class='ad-unit'></div>{''.join(PARAGRAPHS[1:])}"
    assert texts(read(head=head, text=text)) == LINES


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


def test_the_list_of_all_categories_is_no_list_of_tags() -> None:
    items = "".join(
        f"<li class='cat-item cat-item-{at}'><a href='/category/{name.lower()}/'>{name}</a> ({at})</li>"
        for at, name in enumerate(("Boats", "Nets", "Quays", "Tides"), 40)
    )
    assert read(below=f"<ul><li class='widget'><h3>Articles by Category</h3><ul>{items}</ul></li></ul>").tags == ()


def test_words_of_another_sites_manual_are_no_tags() -> None:
    words = "".join(
        f"<li><a href='https://manual.example/api/{name}'>{name}</a></li>" for name in ("TideView", "QuayData")
    )
    assert read(text=f"{PARAGRAPHS[0]}<ul>{words}</ul>{TEXT}").tags == ()


def test_the_heading_of_a_teaser_is_no_headline() -> None:
    teaser = "<a href='/meldung/other-4501857.html'><article><h1>What comes with the new quay rules</h1></article></a>"
    page = (
        "<html><head><title>Nets from the shredder | Tide Post</title></head><body><nav><ul><li>"
        "<h1>Nets from the shredder</h1></li></ul></nav><article><header>"
        "<h2 itemprop='headline'>Nets from the shredder</h2></header>"
        f"<div class='text'>{TEXT}</div></article><section>{teaser}</section></body></html>"
    )
    assert parse(page, "https://www.tide-post.example/meldung/nets-4451133.html").headline == "Nets from the shredder"


@pytest.mark.parametrize(
    "described",
    [
        "Par Ada Brandt (Planète Marée, Les blogs du Rivage, 21 juin 2018)",
        "jeudi 27 juin 2019, par adab",
        f"By Ada Brandt, Tidewire, LARKFIELD — {LINES[0]} {LINES[1]} Paragraph 2 …",
    ],
)
def test_a_signature_or_the_beginning_of_the_text_is_no_dek(described: str) -> None:
    text = "".join(PARAGRAPHS)
    assert read(head=f'<meta name="description" content="{described}">', text=text).dek is None


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


def test_a_box_to_share_the_page_is_no_list_of_tags() -> None:
    links = "".join(
        f"<li><a href='{href}'>{name} တွင်</a></li>"
        for name, href in (
            ("Facebook", "https://www.facebook.com/dialog/feed?link=1"),
            ("Messenger", "fb-messenger://share?link=1"),
            ("Ferry", "https://www.tide-post.example/ferry"),
        )
    )
    assert read(below=f"<div class='topics tags'><ul>{links}</ul></div>").tags == ()


def test_a_file_to_load_is_no_tag() -> None:
    links = (
        "<a href='/mot/harbour'>harbour</a><a href='/mot/quay'>quay</a><a href='/docs/4711.pdf'>Edition</a>"
        "<a href='/spip.php?id=1'>Télécharger au format EPUB</a>"
    )
    assert read(below=f"<div><h4>Mots-clés</h4><div>{links}</div></div>").tags == ("harbour", "quay")


def test_a_title_of_three_words_is_no_list_of_tags() -> None:
    head = "<meta property='og:title' content='Wie entsteht Ebbe?'><meta name='keywords' content='Wie, entsteht, Ebbe'>"
    assert read(head=head).tags == ()


@pytest.mark.parametrize(
    "label",
    ["Kategorien:", "Mots-clés", "Siehe auch:", "Das Thema könnte dich auch interessieren:", "More on the ferry:"],
)
def test_the_label_of_a_list_that_is_gone_is_none_of_the_text(label: str) -> None:
    assert texts(read(text=f"{''.join(PARAGRAPHS)}<p>{label}</p>")) == LINES


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
    "above",
    [
        "<h2>Follow @tidepost for breaking news and headlines on the harbour</h2>",
        "<div>Ada Brandt, Harbour Times 4:09 p.m. EDT July 18, 2013</div>",
    ],
)
def test_invitations_and_signatures_below_the_headline_are_no_dek(above: str) -> None:
    assert read(above).dek is None


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


@pytest.mark.parametrize(
    "words",
    ["Tide, came, over, quay, night", "The tide came over quay night"],
)
def test_words_of_the_title_without_the_small_ones_are_no_tags(words: str) -> None:
    title = "<meta property='og:title' content='The tide came in over the quay at night'>"
    assert read(head=f"{title}<meta name='keywords' content='{words}'>").tags == ()


def test_an_author_marked_in_the_box_that_a_script_moves_to_the_head() -> None:
    box = (
        "<div id='meta' style='display: none;'><div class='article-meta'><div class='author-name'><a href='#brandt' "
        "itemprop='author'>Ada Brandt</a> <span>@brandt</span></div></div></div>"
    )
    page = (
        f"<html><head><title>The tide came in</title></head><body><article><h1>The tide came in</h1><span "
        f"itemprop='articleBody'>{TEXT}</span>{box}</article></body></html>"
    )
    assert names(parse(page, "https://www.tide-post.example/article/4711/tide.html")) == ["Ada Brandt"]
