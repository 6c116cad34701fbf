"""Pages of systems that are recognised from their markup or data; what they display answers first, under their name."""

from __future__ import annotations

import json

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Article

URL = "https://www.tide-post.example/news/the-tide-came-in-4711"
TITLE = "The tide came in over the quay"
DEK = "Nobody had seen the water rise so fast, and the harbour master kept his boots on."
TEXT = "".join(
    f"<p>Paragraph {number} tells at some length how the tide came in over the quay, who saw it, what they said.</p>"
    for number in range(6)
)
IMAGE = "<img src='/wp-content/uploads/quay-0815.jpg' class='wp-post-image' width='900' height='600'>"

WORDPRESS = f"""
<body class="single single-post postid-12"><article class="post-12 post type-post hentry">
<header class="entry-header"><span class="cat-links"><a href="/c/harbour/" rel="category tag">Harbour</a></span>
<h1 class="entry-title">{TITLE}</h1><h2 class="entry-subtitle">{DEK}</h2></header>
<figure class="post-thumbnail">{IMAGE}
<figcaption class="wp-caption-text">The quay at noon. Photo: Mia Lang/AFP</figcaption></figure>
<div class="entry-content">{TEXT}</div>
<footer class="entry-footer"><a href="/t/tides/" rel="tag">Tides</a>, <a href="/t/quays/" rel="tag">Quays</a></footer>
</article></body>"""

DRUPAL = f"""
<body class="path-node"><main><article class="node node--type-article"><h1>{TITLE}</h1>
<div class="field field--name-field-subtitle field--type-string field__item">{DEK}</div>
<div class="field field--name-field-author"><div class="field__item"><a href="/ada">Ada Roe</a></div>
<div class="field__item"><a href="/ben">Ben Doe</a></div></div>
<div class="field field--name-field-main-image"><img src="/sites/default/files/quay-0815.jpg" width="900"></div>
<div class="field field--name-field-image-caption field__item">The quay at noon.</div>
<div class="field field--name-field-image-credit field__item">Mia Lang/AFP</div>
<div class="field field--name-body">{TEXT}</div>
<div class="field field--name-field-tags"><a href="/t/1">Tides</a><a href="/t/2">Quays</a></div>
<div class="field field--name-field-section"><a href="/s/1">Harbour</a></div></article></main></body>"""

DRUPAL_7 = DRUPAL.replace("field--name-field-", "field-name-field-")

BRIGHTSPOT = f"""
<body class="Page-body"><main class="ArticlePage-mainContent">
<div class="Page-eyebrow"><a href="/harbour">Harbour</a></div>
<h1 class="Page-headline">{TITLE}</h1><div class="Page-subHeadline">{DEK}</div>
<div class="Page-authors">By <a class="Link" href="/ada">Ada Roe</a> and <a class="Link" href="/ben">Ben Doe</a></div>
<figure class="Figure"><img class="Image" src="/dims4/quay-0815.jpg" width="900">
<div class="Figure-content"><figcaption class="Figure-caption">The quay at noon.</figcaption>
<div class="Figure-credit">Mia Lang/AFP</div></div></figure>
<div class="ArticlePage-articleBody"><div class="RichTextArticleBody RichTextBody">{TEXT}</div></div>
<div class="Page-tags"><a class="Link" href="/t/1">Tides</a><a class="Link" href="/t/2">Quays</a></div></main></body>"""

VERSO = f"""
<body><main><article><header class="ContentHeaderWrapper-aB1 content-header">
<div class="ContentHeaderRubricContainer-x">
<span class="RubricName-y">Harbour</span></div><h1 class="ContentHeaderHed-q9">{TITLE}</h1>
<div class="ContentHeaderDek-z8">{DEK}</div>
<div class="BylinesWrapper-k"><a class="BylineLink-1" href="/ada">Ada Roe</a> and
<a class="BylineLink-1" href="/ben">Ben Doe</a></div>
<div class="ContentHeaderLeadAssetWrapper-m"><figure><img src="/photos/quay-0815.jpg" width="900">
<figcaption><span class="BaseText CaptionText-c1">The quay at noon.</span>
<span class="BaseText CaptionCredit-c2">Mia Lang/AFP</span></figcaption></figure></div></header>
<div class="BodyWrapper-b body__container">{TEXT}</div></article></main></body>"""

ARC = {
    "type": "story",
    "headlines": {"basic": TITLE, "meta_title": "Tide: all you need to know"},
    "subheadlines": {"basic": DEK},
    "label": {"basic": {"text": "Harbour"}},
    "credits": {"by": [{"name": "Ada Roe", "url": "/ada"}, {"name": "Ben Doe"}]},
    "taxonomy": {"tags": [{"text": "Tides"}, {"text": "Quays"}, {"text": "story-has-edit-branch"}]},
    "promo_items": {
        "basic": {
            "type": "image",
            "url": "/photos/quay-0815.jpg",
            "caption": "The quay at noon.",
            "credits": {"by": [{"name": "Mia Lang"}], "affiliation": [{"name": "AFP"}]},
        }
    },
    "content_elements": [{"type": "text", "content": "x" * 1_000}],
}
ARC_PAGE = (
    f"<body><script>Fusion.globalContent={json.dumps(ARC)};Fusion.spa=false</script>"
    f"<main><h1>{TITLE}</h1><div>{TEXT}</div></main></body>"
)


def read(body: str) -> Article:
    return parse(f"<!doctype html><html lang='en'><head><title>{TITLE}</title></head>{body}</html>", URL)


PAGES = {
    "wordpress": WORDPRESS,
    "drupal": DRUPAL,
    "brightspot": BRIGHTSPOT,
    "verso": VERSO,
    "arc": ARC_PAGE,
}


@pytest.mark.parametrize(("name", "body"), [*PAGES.items(), ("drupal", DRUPAL_7)])
def test_a_page_of_the_system(name: str, body: str) -> None:
    article = read(body)
    assert article.failures == ()
    assert (article.headline, article.dek, article.answered_by["dek"]) == (TITLE, DEK, name)
    lead = article.photos[0]
    assert ((lead.url or "")[-13:], lead.caption) == ("quay-0815.jpg", "The quay at noon.")
    assert (lead.photographer, lead.agency) == ("Mia Lang", "AFP")
    assert [block.text[:12] for block in article.body] == [f"Paragraph {number} "[:12] for number in range(6)]


@pytest.mark.parametrize("name", ["drupal", "brightspot", "verso", "arc"])
def test_its_byline(name: str) -> None:
    assert [author.name for author in read(PAGES[name]).authors] == ["Ada Roe", "Ben Doe"]


@pytest.mark.parametrize("name", ["wordpress", "drupal", "brightspot", "arc"])
def test_its_tags_are_no_sections(name: str) -> None:
    article = read(PAGES[name])
    assert (article.tags, article.answered_by["tags"]) == (("Tides", "Quays"), name)
    assert article.sections in (("Harbour",), ())


def test_its_section() -> None:
    assert [read(PAGES[name]).sections for name in ("wordpress", "drupal")] == [("Harbour",), ("Harbour",)]


@pytest.mark.parametrize("name", ["brightspot", "verso", "arc"])
def test_its_kicker(name: str) -> None:
    assert read(PAGES[name]).kicker == "Harbour"


@pytest.mark.parametrize(
    "body",
    [
        f"<body><main><h1>{TITLE}</h1><p>Gone: /wp-content/, Fusion.globalContent.</p>{TEXT}</main></body>",
        f"<body><main class='Hero-headline'><h1>{TITLE}</h1><div class='field-name'>{TEXT}</div></main></body>",
    ],
)
def test_other_pages_are_of_no_system(body: str) -> None:
    assert not set(read(body).answered_by.values()) & set(PAGES)


def test_the_share_menu_in_the_box_of_the_byline_names_no_author() -> None:
    menu = (
        '<a href="https://social.example/dialog/share?href=x">Ring</a><a href="https://birds.example/intent?u=x">Birds</a>'
        '<a href="#more">Show more ways to share</a>'
    )
    page = BRIGHTSPOT.replace('<div class="Page-authors">By ', '<div class="Page-authors">').replace(
        "Ben Doe</a></div>", f"Ben Doe</a>{menu}</div>"
    )
    assert [author.name for author in read(page).authors] == ["Ada Roe", "Ben Doe"]


def test_credit_and_source_of_one_figure_are_one_line() -> None:
    old = '<div class="Figure-credit">'
    start = BRIGHTSPOT.index(old)
    end = BRIGHTSPOT.index("</div>", start) + len("</div>")
    apart = f'{BRIGHTSPOT[:start]}{old}Mia Lang</div><div class="Figure-source">AFP</div>{BRIGHTSPOT[end:]}'
    lead = read(apart).photos[0]
    assert (lead.credit, lead.photographer, lead.agency) == ("Mia Lang / AFP", "Mia Lang", "AFP")
    assert read(apart.replace("Mia Lang<", "Mia Lang/AFP<")).photos[0].credit == "Mia Lang/AFP"
