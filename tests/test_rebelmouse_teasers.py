"""Related posts under a RebelMouse article, the cards of its section pages, and where those go on."""

from __future__ import annotations

import pytest
from rebelmouse_markup import BRIEF, HEAD, READ, block, body, listed, page, post, texts

from qiosk_scraper.layers import rebelmouse

# Teasers


@pytest.mark.parametrize(
    "hidden",
    ["<template><p>Hidden.</p></template>", '<script type="keep-reading-content">&lt;p&gt;Hidden.&lt;/p&gt;</script>'],
)
def test_related_posts_with_all_their_parts(hidden: str) -> None:
    inner = (
        '<div class="widget__head"><a href="/x/"><img data-runner-src="/t.jpg" src="data:,x" alt="Other one"></a>'
        '</div><div class="photo-caption">Cap. (Via Bo)</div>'
        '<a class="widget__section" href="/m/">Middle East</a><div class="social-author"><a '
        'class="social-author__name">Not Me</a></div><span class="social-date__text">May 1, 2031</span>'
        + BRIEF.format(
            f'<div class="js-appear-on-expand">{hidden}</div><div class="widget__show-more js-keep-reading"><span '
            f'class="show-more">keep reading</span><span class="show-less">Show less</span></div>'
        )
    )
    read = page(
        post(HEAD + body("<p>Mine.</p>"))
        + block(
            listed("2600000002", " Other\n one ", inner, tag="h3"),
            listed("2600000003", "Third", BRIEF.format(""), category="Europe"),
        )
    )
    first, second = READ["teasers"](read)
    assert (first.position, first.block, first.headline, first.kicker, first.section, first.excerpt) == (
        1,
        "current_page",
        "Other one",
        "Middle East",
        "Middle East",
        ("Shown.",),
    )
    assert first.photo is not None and (first.photo.url, first.photo.caption, first.photo.alt) == (
        "https://paper.example/t.jpg",
        "Cap. (Via Bo)",
        "Other one",
    )
    assert (second.position, second.kicker, second.section, second.photo) == (2, None, "Europe", None)
    assert rebelmouse.SHOWN["published"](read) is None
    assert READ["sections"](read) == [] and READ["authors"](read) == []


@pytest.mark.parametrize(
    ("around", "names"),
    [
        (block(listed("2600000002", "Card"), source="filtered_parent_site"), []),
        (
            block(
                listed("2600000002", "Card"),
                source="filtered_parent_site",
                before='<div class="text-element">LATEST</div>',
            ),
            [],
        ),
        (block(listed("2600000002", "Card"), source="frontpage_polls"), []),
        (block(listed("2600000002", "Card"), source="site", before="<h3>More from Europe</h3>"), ["More from Europe"]),
        (
            block(listed("2600000002", "Card"), source="site", before='<div class="text-element">Recommended</div>'),
            ["Recommended"],
        ),
        (
            block(listed("2600000002", "Card"), source="site", attributes='data-attr-use_smart_keep_reading="true"'),
            ["site"],
        ),
        (block(listed("2600000002", "Card"), source="current_page"), ["current_page"]),
        ('<div class="related-wrap">' + block(listed("2600000002", "Card"), source="x") + "</div>", ["x"]),
        (
            block(
                listed("2600000002", "Card", BRIEF.format("")),
                source="x",
                before='<div class="text-element">Reporting | QiOSK</div>',
            ),
            ["x"],
        ),
        (f'<div class="footer">{block(listed("2600000002", "Card"), source="current_page")}</div>', []),
    ],
)
def test_which_blocks_are_related_and_how_they_are_called(around: str, names: list[str]) -> None:
    read = page(post(HEAD + body("<p>Mine.</p>")) + around)
    assert [teaser.block for teaser in READ["teasers"](read)] == names


def test_positions_restart_with_each_block() -> None:
    blocks = [
        block(
            listed(f"260000000{n}", f"Card {n}"),
            listed(f"260000001{n}", f"Card 1{n}"),
            source="x",
            before=f"<h3>Related {n}</h3>",
        )
        for n in (2, 3)
    ]
    found = READ["teasers"](page(post(HEAD + body("<p>Mine.</p>")) + "".join(blocks)))
    assert [(teaser.block, teaser.position) for teaser in found] == [
        ("Related 2", 1),
        ("Related 2", 2),
        ("Related 3", 1),
        ("Related 3", 2),
    ]


def test_the_next_article_below_is_related_with_its_beginning() -> None:
    below = HEAD.replace("<span", '<a href="/next/"').replace("</span>", "</a>") + body(
        "".join(f"<p>Next {number}.</p>" for number in range(1, 6))
    )
    read = page(post(HEAD + body("<p>Mine.</p>")) + post(below, elid="2600000009"))
    (teaser,) = READ["teasers"](read)
    assert (teaser.url, teaser.excerpt) == ("https://paper.example/next/", ("Next 1.", "Next 2.", "Next 3."))
    assert texts(read) == ["Mine."]


def test_a_line_with_a_label_and_a_link_is_related() -> None:
    inner = '<p>One.</p><p><strong>ALSO READ: <a href="/a/">A kite returns</a></strong></p>'
    (teaser,) = READ["teasers"](page(post(HEAD + body(inner))))
    assert (teaser.block, teaser.url, teaser.headline) == ("ALSO READ", "https://paper.example/a/", "A kite returns")


def test_cards_among_the_paragraphs_are_related_and_keep_their_credit() -> None:
    card = listed("2600000002", "Card", '<div class="photo-credit">Bo Ray</div>', category="Wind")
    inner = f"<p>One.</p>{block(card, source='section', before='<strong>RELATED</strong>')}<p>Two.</p>"
    (teaser,) = READ["teasers"](page(post(HEAD + body(inner))))
    assert (teaser.headline, teaser.section, teaser.photo.credit) == ("Card", "Wind", "Bo Ray")


@pytest.mark.parametrize(
    "lists",
    [
        '<div class="around-the-web"><div><h4>From Your Site Articles</h4><ul>{}</ul></div></div>',
        "<span>FROM YOUR SITE ARTICLES</span><ul>{}</ul>",
        "<p><strong>MORE ON KITES</strong></p><ul>{}</ul>",
        "<p>Read also:</p><ul>{}</ul>",
    ],
)
def test_articles_linked_below_the_text_are_related(lists: str) -> None:
    links = '<li><a href="/a/">A kite returns › </a></li><li><a href="/b/">No wind - The Paper ›</a></li>'
    elsewhere = '<h4>Related Articles Around the Web</h4><ul><li><a href="https://o.example/">Kites ›</a></li></ul>'
    read = page(
        post(HEAD + body(f"<p>One.</p>{lists.format(links)}{elsewhere}")),
        head='<meta property="og:site_name" content="The Paper">',
    )
    assert [(one.position, one.url, one.headline) for one in READ["teasers"](read)] == [
        (1, "https://paper.example/a/", "A kite returns"),
        (2, "https://paper.example/b/", "No wind"),
    ]


# Listings


def test_a_card_whose_heading_is_the_only_first_one_is_no_article() -> None:
    cards = listed("2600000002", "Lead", BRIEF.format(""), tag="h1") + listed("2600000003", "Other")
    read = page(
        block(cards, source="section"),
        head='<meta property="og:type" content="article">',
        url="https://paper.example/europe/",
    )
    assert [teaser.headline for teaser in READ["listing"](read)] == ["Lead", "Other"]


def test_section_page_lists_each_card_once_and_only_its_own_site() -> None:
    cards = block(
        listed(
            "2600000002",
            "One",
            '<div class="widget__subheadline"><h2 class="widget__subheadline-text"><p>Its dek</p></h2></div>',
        ),
        listed("2600000003", "Two", href="/two/"),
        listed("2600000004", "Away", href="https://bit.example/x"),
        listed("2600000002", "One again"),
        listed("2600000005", "Two by address", href="https://www.paper.example/two"),
        source="europe",
    )
    read = page(
        f'<nav class="menu-global">{block(listed("2600000009", "In the menu"))}</nav>{cards}',
        url="https://paper.example/europe/",
    )
    assert [(teaser.position, teaser.block, teaser.headline, teaser.dek) for teaser in READ["listing"](read)] == [
        (1, "europe", "One", "Its dek"),
        (2, "europe", "Two", None),
    ]


LOAD = "https://paper.example/core/load_more_posts/data.js?pn=0&resource_id=sp_77&site_id=18"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<link rel="next" href="/europe/?page=2">', "https://paper.example/europe/?page=2"),
        ('<div class="pagination"><a rel="next" href="?page=3">3</a></div>', "https://paper.example/europe/?page=3"),
        (
            '<div data-has-more="true"></div><script>var u = '
            "'/res/bootstrap/data.js?site_id=18&resource_id=sp_77&mode=full';</script>",
            LOAD,
        ),
        (
            '<div data-has-more="true"></div><script>var u = '
            '"/res/bootstrap/data.js?site_id=18\\u0026resource_id=sp_77";</script>',
            LOAD,
        ),
        ('<div class="rm-loadmore-placeholder"></div><script>x = {"siteId": 18, "resourceId": "sp_77"}</script>', LOAD),
        ('<div data-has-more="false"></div><script>x = {"siteId": 18, "resourceId": "sp_77"}</script>', None),
        ('<div data-has-more="true"></div>', None),
    ],
)
def test_next_page_of_a_section(markup: str, expected: str | None) -> None:
    read = page(block(listed("2600000002", "One")) + markup, url="https://paper.example/europe/")
    assert READ["next_page"](read) == expected
