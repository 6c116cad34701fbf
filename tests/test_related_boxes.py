"""Boxes of further articles in the shapes that pages give them."""

from __future__ import annotations

import json

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Article

URL = "https://ledger.example/news/the-tide-came-in-4711"
TEXT = "".join(
    f"<p>Paragraph {n} tells at length how the tide came in over the quay and who saw it.</p>" for n in range(6)
)
ONE = "<a href='/news/the-ferry-stays-in-the-harbour-1'>The ferry stays in the harbour</a>"
TWO = "<a href='/news/a-new-pier-for-the-old-town-2'>A new pier for the old town</a>"
BOTH = ["The ferry stays in the harbour", "A new pier for the old town"]


def read(box: str) -> Article:
    head = "<html><head><title>Tide</title></head><body><main><article><h1>The tide came in</h1>"
    return parse(f"{head}<div class='text'>{TEXT}</div></article>{box}</main></body></html>", URL)


@pytest.mark.parametrize(
    "box",
    [
        f"<div><div><span class='box-title'>Related</span></div><div class='c2'><p>{ONE}</p><p>{TWO}</p></div></div>",
        f"<div><h6><span>Das könnte Sie auch freuen</span></h6><div><p>{ONE}</p><p>{TWO}</p></div></div>",
        f"<section><h2>Mehr zum Thema</h2>{ONE}{TWO}</section>",
        f"<aside class='in-article-recirc'><ol><li>{ONE}</li><li>{TWO}</li></ol></aside>",
        f"<div class='articulos-relacionados'><ul><li>{ONE}</li><li>{TWO}</li></ul></div>",
        f"<div class='related'><h3><a href='/r'>Related</a></h3>{ONE}{TWO}<a href='/all'>Read more stories</a></div>",
        f"<div class='related'>{ONE}{TWO}<a href='/people/jane-doe-the-writer'>Jane Doe Writes</a></div>",
    ],
)
def test_the_articles_of_a_box(box: str) -> None:
    assert [teaser.headline for teaser in read(box).teasers] == BOTH
    assert [teaser.position for teaser in read(box).teasers] == [1, 2]


def test_a_box_for_narrow_screens_is_no_second_one() -> None:
    box = f"<div class='{{}}'><h3>Most read</h3>{ONE}{TWO}</div>"
    found = read(box.format("most-read wide") + box.format("most-read narrow")).teasers
    assert [teaser.headline for teaser in found] == BOTH


def test_links_to_subjects_are_no_teasers() -> None:
    names = ("Tides", "Quays", "Ferries")
    subjects = "".join(f"<li><a href='/subjects/{name}-and-more'>{name} and more</a></li>" for name in names)
    assert read(f"<div class='trending'><h2>Trending:</h2><ul>{subjects}</ul></div>").teasers == ()


PIER = "/news/a-new-pier-for-the-old-town-2"
PIER_SAID = "A new pier for the old town"


def within(line: str) -> Article:
    body = TEXT.replace("<p>Paragraph 3", f"{line}<p>Paragraph 3")
    html = f"<html><head><title>Tide</title></head><body><main><article><h1>The tide came in</h1><div>{body}</div>"
    return parse(f"{html}</article></main></body></html>", URL)


@pytest.mark.parametrize(
    ("line", "block"),
    [
        (f"<p><b>Also Read | <a href='{PIER}'>{PIER_SAID}</a></b></p>", "Also Read"),
        (f"<p><a href='{PIER}'>RELATED: {PIER_SAID}</a></p>", "RELATED"),
        (f"<p class='x'>Lire le récit : <a href='{PIER}'>{PIER_SAID}</a></p>", "Lire le récit"),
        (f"<p><a href='{PIER}'><strong>{PIER_SAID}</strong></a></p>", "in the text"),
        (f"<p>Read more:</p><ul><li><a href='{PIER}'>{PIER_SAID}</a></li></ul>", "Read more"),
        (f"<div><div>LÄS OCKSÅ</div><a href='{PIER}'><div>{PIER_SAID}</div></a></div>", "LÄS OCKSÅ"),
        (
            f"<a class='inline-teaser' href='{PIER}'><img src='/p.jpg'><span class='label'>Auch interessant</span>"
            f"<strong>{PIER_SAID}</strong></a>",
            "Auch interessant",
        ),
        (
            f"<figure class='bookmark-card'><a href='{PIER}'><div class='b-title'>{PIER_SAID}</div><div class='b-text'>"
            "It cost more than the old town has, and stands.</div></a></figure>",
            "in the text",
        ),
    ],
)
def test_a_single_link_in_the_text_is_a_teaser_and_no_text(line: str, block: str) -> None:
    article = within(line)
    assert [(one.headline, one.block, one.kicker) for one in article.teasers] == [(PIER_SAID, block, None)]
    assert len(article.body) == 6


@pytest.mark.parametrize(
    "line",
    [
        f"<p>On Friday <a href='{PIER}'>the council opened a new pier for the old town and its many visitors</a>.</p>",
        f"<p>What <a href='{PIER}'>a new pier</a> costs is known to nobody who would speak of it in the old town.</p>",
    ],
)
def test_a_sentence_with_a_link_is_text(line: str) -> None:
    article = within(line)
    assert (len(article.body), article.teasers) == (7, ())
    assert article.body[3].links[0].url.endswith(PIER)


def card(name: str, inside: str) -> str:
    return f"<div class='k9'><a href='/news/{name}-of-the-old-town-12'>{inside}</a></div>"


@pytest.mark.parametrize(
    ("inside", "headline", "kicker"),
    [
        ("<img src='/p.jpg'><div class='c1'>Science</div><div class='c2'>The {} of the town</div>", "", "Science"),
        ("<img src='/p.jpg'><span class='a'>The {} of the town</span><span class='b'>Inland • 17:40</span>", "", None),
        ("<h3><span>Courts</span><span>: </span><span>The {} of the town</span></h3>", "", "Courts"),
        ("<h4><span>The {} of</span> <em>the town</em></h4>", "", None),
        ("<p class='pretitle'>Law</p><h3>The {} of the town</h3>", "", "Law"),
    ],
)
def test_a_row_of_cards_without_any_name_with_headlines_apart_from_labels(
    inside: str, headline: str, kicker: str | None
) -> None:
    names = ("pier", "crane", "gate")
    found = read(f"<aside>{''.join(card(name, inside.format(name)) for name in names)}</aside>").teasers
    assert [(one.headline, one.kicker) for one in found] == [(f"The {name} of the town", kicker) for name in names]


def test_rows_of_menus_subjects_letters_and_comments_are_no_teasers() -> None:
    words = ("health and social care in the county", "local government and our politics", "landlords and tenants here")
    for where, path in (("nav", "/"), ("div class='newsletter'", "/letters/"), ("div class='tags'", "/t/")):
        links = "".join(f"<li><a href='{path}{one.replace(' ', '-')}'>{one}</a></li>" for one in words)
        assert read(f"<{where}><ul>{links}</ul></{where.split()[0]}>").teasers == (), where


def test_the_article_before_and_the_one_after() -> None:
    below = (
        f"<nav class='post-navigation'><div class='nav-previous'><a rel='prev' href='{PIER}'><span>Previous:</span> "
        f"<span class='nav-title'>{PIER_SAID}</span></a></div></nav>"
    )
    assert [(one.headline, one.block) for one in read(below).teasers] == [(PIER_SAID, "Previous")]


def test_a_picture_behind_a_card_and_a_link_without_words_over_it() -> None:
    cards = "".join(
        f"<li class='c'><a href='/news/{name}-of-town-12' aria-label='The {name} of the town'></a>"
        f"<div style=\"background-image: url('/p/{name}.jpg')\"></div></li>"
        for name in ("pier", "crane", "gate")
    )
    found = read(f"<section><h2>More on this story</h2><ul>{cards}</ul></section>").teasers
    assert [(one.headline, one.photo and one.photo.url) for one in found] == [
        (f"The {name} of the town", f"https://ledger.example/p/{name}.jpg") for name in ("pier", "crane", "gate")
    ]


def test_lists_that_only_the_data_of_the_page_holds() -> None:
    state = {
        "page": {"title": "The tide came in", "text": "x" * 1_000},
        "relatedArticles": [{"title": PIER_SAID, "url": PIER, "image": {"url": "/p.jpg"}, "summary": "It stands."}],
        "unrelated": [{"title": "The ferry stays in the harbour", "url": "/news/the-ferry-stays-1"}],
    }
    script = f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(state)}</script>"
    (found,) = read(script).teasers
    assert (found.headline, found.block, found.dek) == (PIER_SAID, "relatedArticles", "It stands.")
    assert found.photo is not None
    assert found.photo.url == "https://ledger.example/p.jpg"


def test_a_card_that_is_a_figure_says_who_made_its_picture() -> None:
    cards = "".join(
        f"<figure class='tile'><a href='/news/{name}-of-town-12'><img src='/p/{name}.jpg'></a>"
        f"<small class='tile-credit'>Illustration by Mia Lang</small><figcaption><span class='kicker'>Essay</span>"
        f"<a class='hed' href='/news/{name}-of-town-12'>The {name} of the town</a></figcaption></figure>"
        for name in ("pier", "crane", "gate")
    )
    found = read(f"<div><strong>From our shelves</strong><div class='grid'>{cards}</div></div>").teasers
    assert [(one.headline, one.block, one.kicker, one.photo and one.photo.credit) for one in found] == [
        (f"The {name} of the town", "From our shelves", "Essay", "Mia Lang") for name in ("pier", "crane", "gate")
    ]


def test_a_label_with_nothing_behind_it_is_no_teaser() -> None:
    link = f"<p><a href='{PIER}'>Lesen Sie auch hier:</a></p>"
    article = parse(f"<main><article><h1>The tide came in</h1><div>{TEXT}{link}{TEXT}</div></article></main>", URL)
    assert article.failures == ()
    assert article.teasers == ()


@pytest.mark.parametrize(
    "said",
    [
        "<p>He wrote on X: <a href='https://x.com/a/status/1'>We will not be moved by threats from anyone.</a></p>",
        "<p>The mayor put it plainly: <a href='/news/what-he-said-12'>“There is no money left in the box”</a></p>",
        "<p>Die Begründung: <a href='https://law.example/b'>Das Gesetz verstößt gegen alle Regeln.</a></p>",
    ],
)
def test_what_somebody_said_behind_a_colon_stays_in_the_text(said: str) -> None:
    article = parse(f"<main><article><h1>The tide came in</h1><div>{TEXT}{said}{TEXT}</div></article></main>", URL)
    assert article.teasers == ()
    assert any(": " in block.text for block in article.body)


@pytest.mark.parametrize(
    "row",
    [
        [
            ("/people/ann-lee-writer", "Ann Lee-Brook"),
            ("/people/bo-kahn-writer", "Bo Kahn Meyer"),
            ("/people/mia-x-y", "Mia Langfield"),
        ],
        [(f"/market/{name}-of-oak", f"Garden {name} in solid oak $99") for name in ("chair", "table", "bench")],
    ],
)
def test_rows_of_people_and_wares_are_no_teasers(row: list[tuple[str, str]]) -> None:
    cards = "".join(f"<div class='c'><a href='{to}'><img src='/i.jpg'><h3>{name}</h3></a></div>" for to, name in row)
    assert read(f"<div class='grid'>{cards}</div>").teasers == ()


@pytest.mark.parametrize("key", ["recommendedProducts", "relatedCompanies", "relatedLinks", "trending"])
def test_lists_of_other_things_in_the_data_are_no_teasers(key: str) -> None:
    state = {"page": {"title": "The tide came in", "text": "x" * 1_000}, key: [{"title": PIER_SAID, "url": PIER}]}
    assert read(f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(state)}</script>").teasers == ()


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/abo/read-all-for-one-euro'>Read everything for one euro now</a></p>",
        "<ul><li><a href='/laws/12'>The town charter of 1911</a></li><li><a href='/laws/13'>That of 1921</a></li></ul>",
        f"<p><a rel='next' href='{URL}/2'>The tide came in over the flats, page two</a></p>",
    ],
)
def test_offers_laws_and_further_pages_are_no_single_links(line: str) -> None:
    article = parse(f"<main><article><h1>The tide came in</h1><div>{TEXT}{line}{TEXT}</div></article></main>", URL)
    assert article.teasers == ()


OTHERS = {
    "people": ["Jane Doe, who writes of ferries", "Bo Kahn, who draws our maps", "Mia Langfield, at the news desk"],
    "events": ["Summer concert on the old quay", "A guided walk along the dyke", "The regatta of the small boats"],
}


@pytest.mark.parametrize(
    ("names", "path"),
    [
        ("people", "/people/{0}-{1}"),
        ("people", "/en/people/{0}-{1}"),
        ("people", "/about/the-team/{0}-{1}"),
        ("people", "/news/authors/{0}-{1}"),
        ("events", "/events/{slug}-4712"),
        ("events", "/en/events/{slug}"),
        ("events", "/agenda/{slug}"),
        ("events", "/calendar/2025/06/{slug}"),
        ("events", "/offers/{slug}"),
        ("events", "/news/topics/{0}"),
        ("events", "/explore/{0}"),
        ("events", "/{0}"),
    ],
)
def test_rows_that_lead_to_people_events_offers_and_subjects_are_no_teasers(names: str, path: str) -> None:
    cards = []
    for one in OTHERS[names]:
        words = one.replace(",", "").lower().split()
        to = path.format(*words, slug="-".join(words))
        cards.append(f"<div class='c'><a href='{to}'><img src='/i.jpg'><h3>{one}</h3></a></div>")
    assert read(f"<div class='grid'>{''.join(cards)}</div>").teasers == ()


@pytest.mark.parametrize("name", ["team-list", "people", "agenda", "home-agenda__list"])
def test_rows_named_after_people_or_events_are_teasers_only_of_addresses_like_the_own_one(name: str) -> None:
    row = "".join(
        f"<div class='c'><a href='{{}}the-{one}-of-town{{}}'><img src='/i.jpg'><h3>The {one} of town</h3></a></div>"
        for one in ("pier", "crane", "gate")
    )
    made = f"<section class='{name}'><div class='grid'>{row}</div></section>"
    assert read(made.format(*("/x/", "") * 3)).teasers == ()
    assert len(read(made.format(*("/sport/", "-4712") * 3)).teasers) == 3


@pytest.mark.parametrize(
    ("own", "other"),
    [
        (URL, "/people/king-opens-the-pier-471{}"),
        (URL, "/topics-of-the-day/harbour-471{}"),
        (URL, "/business/jobs/how-the-ferry-lost-its-crew-{}"),
        ("https://ledger.example/agenda/2024/05/the-tide-came-in", "/agenda/2024/04/the-pier-of-{}"),
        ("https://ledger.example/world/the-tide-2024-05-03/", "/markets/deals/ferries-buy-ferries-2024-05-0{}/"),
        ("https://ledger.example/news/articles/c4gk02xd", "/sport/articles/c8zz31p{}"),
        ("https://ledger.example/story?id=7", "/story?id={}"),
        ("https://ledger.example/node/5512", "/node/55{}"),
        ("https://ledger.example/firms/mill-shares/100123.html", "/firms/why-the-old-mill-goes/10{}.html"),
        ("https://ledger.example/town/561234/the-tide", "/town/56123{}/mill"),
    ],
)
def test_sections_named_after_people_or_events_have_articles_too(own: str, other: str) -> None:
    words = ["King opens the new pier", "Queen opens the old pier", "Nobody opens the third pier"]
    cards = "".join(
        f"<div class='c'><a href='{other.format(number)}'><img src='/i.jpg'><h3>{one}</h3></a></div>"
        for number, one in enumerate(words)
    )
    html = f"<main><article><h1>The tide came in</h1><div>{TEXT}</div></article><div class='grid'>{cards}</div></main>"
    assert [one.headline for one in parse(html, own).teasers] == words


def told(key: str, *items: dict[str, str]) -> Article:
    state = {"page": {"title": "The tide came in", "text": "x" * 1_000}, key: items}
    return read(f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(state)}</script>")


@pytest.mark.parametrize(
    ("key", "item"),
    [
        ("relatedPodcasts", {"url": "/podcasts/a-new-pier-for-the-old-town-12"}),
        ("relatedRecipes", {"url": "/recipes/a-plum-for-the-old-town"}),
        ("productRecommendations", {"url": "/market/a-pier-for-the-old-town"}),
        ("recommended", {"url": "/audio/a-pier-for-the-old-town", "__typename": "PodcastEpisode"}),
        ("related", {"url": "/harbour"}),
        ("related", {"url": "/en/people/ann-lee-of-the-pier"}),
        ("relatedNewsletters", {"url": "/post/a-pier-for-the-old-town"}),
    ],
)
def test_things_in_the_data_that_nothing_calls_articles_are_no_teasers(key: str, item: dict[str, str]) -> None:
    assert told(key, {"title": PIER_SAID, **item}).teasers == ()


@pytest.mark.parametrize(
    ("key", "item"),
    [
        ("related", {"url": PIER}),
        ("related", {"url": "/harbour", "type": "story"}),
        ("related", {"url": "/harbour", "publishedAt": "2025-03-04T05:06:07Z"}),
        ("recommendedForYou", {"url": PIER}),
        ("moreFromSection", {"url": PIER}),
        ("moreFromHarbour", {"url": "/harbour/pier", "contentType": "article"}),
        ("recommendedInHarbour", {"url": PIER}),
    ],
)
def test_things_in_the_data_that_something_calls_articles(key: str, item: dict[str, str]) -> None:
    assert [one.block for one in told(key, {"title": PIER_SAID, **item}).teasers] == [key]


def test_recipes_beside_a_recipe() -> None:
    state = {
        "page": {"title": "The tide came in", "text": "x" * 1_000},
        "relatedRecipes": [{"title": PIER_SAID, "url": "/recipes/7"}],
    }
    script = f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(state)}</script>"
    html = f"<main><article><h1>The tide came in</h1><div>{TEXT}</div></article></main>{script}"
    assert len(parse(html, "https://ledger.example/recipes/plums").teasers) == 1


@pytest.mark.parametrize("path", ["/thema/{}", "/themen/{}", "/news/subscribe/{}", "/en/abo/{}", "/news/tema/{}"])
def test_lines_that_lead_to_subjects_and_offers_are_no_single_links(path: str) -> None:
    line = f"<p><a href='{path.format('the-pier-of-town')}'>Everything about the pier of the old town</a></p>"
    assert within(line).teasers == ()


def test_what_else_a_house_sells_is_no_teaser_though_its_box_is_called_more() -> None:
    services = {
        "Broadband deals": "/compare/broadband",
        "Help and support here": "/contact-us",
        "Voucher codes": "/codes",
    }
    links = "".join(f'<li><a href="{href}">{text}</a></li>' for text, href in services.items())
    assert read(f"<section><h2>More from The Ledger</h2><ul>{links}</ul></section>").teasers == ()


def test_boxes_of_one_name_are_numbered_as_they_stand() -> None:
    def box(name: str) -> str:
        links = "".join(
            f'<li><a href="/news/{name}-story-of-{one}-{one}711">A {name} story of {one} things</a></li>'
            for one in (1, 2, 3)
        )
        return f'<div class="row"><ul>{links}</ul></div>'

    blocks = {teaser.headline: teaser.block for teaser in read(box("first") + box("second")).teasers}
    assert blocks["A first story of 1 things"] == "more"
    assert blocks["A second story of 1 things"] == "more 2"


def test_lists_of_comments_are_no_teasers() -> None:
    rows = "".join(
        f"<li>Ann: <a href='/news/the-ferry-stays-{n}/#comment-{n}0'>The ferry stays {n}</a></li>" for n in range(4)
    )
    assert read(f"<div class='widget recent-comments-list'><h3>Latest news</h3><ul>{rows}</ul></div>").teasers == ()


def test_what_stands_below_several_cards_belongs_to_none() -> None:
    told = "<p>What the council said of the ferry last week.</p><p>What the harbour said of the pier last week.</p>"
    links = f"<h4>{ONE}</h4><h4>{TWO}</h4>"
    found = read(f"<div class='related'><h3>Related</h3><div>{links}{told}</div></div>").teasers
    assert [(one.headline, one.dek, one.excerpt) for one in found] == [(text, None, ()) for text in BOTH]
