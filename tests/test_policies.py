"""Which of several answers is taken for a field, and what is made of it."""

import json

import pytest
from small_pages import BASE, LONG, URL, html, read

from qiosk_scraper import parse
from qiosk_scraper.items import Author, Block, Capture, Photo, Teaser
from qiosk_scraper.outlet import Layer, Outlet
from qiosk_scraper.parse import parse_article


@pytest.mark.parametrize(
    ("json_ld", "og", "h1", "chosen", "layer"),
    [
        ("All boats out", "Boats: all you need to know", "All boats out", "All boats out", "generic"),
        # `h1` and JSON-LD repeat the search headline in `title`: the one that differs is the newsroom's.
        ("Boats go out", "Boats: all you need to know", "Boats go out", "Boats: all you need to know", "open_graph"),
        ("Boats go out", "Boats go", "Boats go out", "Boats go out", "generic"),  # cut off
        ("Boats go out", "Breaking | Boats go out", "Boats go out", "Boats go out", "generic"),  # with a kicker
        ("A newer headline of boats", "Boats go out", "Boats go out", "Boats go out", "generic"),
        ("Boats - go out at dawn", "Boats: go out at dawn", "HARBOUR", "Boats: go out at dawn", "open_graph"),
        ("Boats go out", "Boats go out | The Ledger", "HARBOUR", "Boats go out", "json_ld"),
        ("", "Boats go out › The Ledger", "", "Boats go out", "generic"),
        ("SEO title of boats", "Social title of boats", "Boats go out", "Boats go out", "generic"),
        ("Boats &amp;amp; quays", "Boats &amp; quays", "", "Boats & quays", "json_ld"),
        ("", "Boats go out | The Ledger", "", "Boats go out", "generic"),
    ],
)
def test_headline(json_ld: str, og: str, h1: str, chosen: str, layer: str) -> None:
    head = f"<meta property='og:title' content='{og}'><meta property='og:site_name' content='The Ledger'>"
    if json_ld:
        head += (
            f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": json_ld})}</script>'
        )
    article = parse(html(head, f"<article>{f'<h1>{h1}</h1>' if h1 else ''}{LONG}</article>"), URL)
    assert (article.headline, article.answered_by["headline"]) == (chosen, layer)


def test_displayed_headline_of_the_cms_beats_two_others() -> None:
    found = {
        "outlet": {"headline": lambda page: "Shown"},
        "json_ld": {"headline": lambda page: "Told"},
        "open_graph": {"headline": lambda page: "Told"},
        "generic": {"body": lambda page: BASE["body"]},
    }
    article = parse_article(
        Capture(url=URL, body=html().encode()), Outlet("l", "L", "https://ledger.example/", layers=found)
    )
    assert (article.headline, article.answered_by["headline"]) == ("Shown", "outlet")


def test_the_byline_where_everybody_else_names_the_house() -> None:
    found: dict[str, Layer] = {
        "json_ld": {"authors": lambda page: ["The Ledger"]},
        "generic": {"byline": lambda page: "| von Inga Berg", "body": lambda page: BASE["body"]},
    }
    article = parse_article(
        Capture(url=URL, body=html().encode()), Outlet("l", "The Ledger", "https://ledger.example/", layers=found)
    )
    assert [one.name for one in article.authors] == ["Inga Berg"]


def test_people_rather_than_the_publisher() -> None:
    node = {
        "@type": "NewsArticle",
        "author": {"@type": "Organization", "name": "The Ledger"},
        "publisher": {"name": "The Ledger"},
    }
    head = f'<script type="application/ld+json">{json.dumps(node)}</script><meta name="author" content="Leo Park">'
    article = parse(html(head), URL)
    assert article.authors == (Author("Leo Park"),)
    assert article.answered_by["authors"] == "open_graph"


@pytest.mark.parametrize(
    ("kicker", "sections", "found"),
    [
        ("Reporting | Harbour", ["City"], ("Reporting", "Harbour")),
        ("Harbour", ["City"], ("City",)),
        ("Harbour", None, ("Harbour",)),
        (None, ["City", "City"], ("City",)),
        ("| Harbour |", ["City"], ("City",)),
        (None, None, ()),
    ],
)
def test_sections(kicker: str | None, sections: list[str] | None, found: tuple[str, ...]) -> None:
    article = read(kicker=kicker, sections=sections)
    assert (article.kicker, article.sections) == (kicker, found)


@pytest.mark.parametrize(
    ("published", "modified", "fetched_at", "iso", "flags"),
    [
        ("2025-03-28T12:00:00Z", None, None, "2025-03-28T12:00:00+00:00", ()),
        ("2025-03-28", None, None, "2025-03-28T00:00:00+00:00", ("date_only",)),
        ("0001-01-01T00:00:00Z", None, None, None, ("date_unreadable",)),
        ("2099-01-01T00:00:00Z", None, "2025-04-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00", ("date_future",)),
        ("2025-04-02T00:00:00Z", None, "2025-04-01T00:00:00+00:00", "2025-04-02T00:00:00+00:00", ()),
        ("2099-01-01T00:00:00Z", None, None, "2099-01-01T00:00:00+00:00", ()),
        (
            "2025-03-28T12:00:00Z",
            "2025-03-27T12:00:00Z",
            None,
            "2025-03-28T12:00:00+00:00",
            ("modified_before_published",),
        ),
    ],
)
def test_dates(
    published: str, modified: str | None, fetched_at: str | None, iso: str | None, flags: tuple[str, ...]
) -> None:
    article = read(fetched_at, published=published, modified=modified)
    assert (article.published, article.published_raw, article.flags) == (iso, published, flags)


def test_lead_photo_is_merged_only_with_the_same_picture() -> None:
    layers: dict[str, Layer] = {
        "json_ld": {"lead_photo": lambda page: Photo("lead", "https://cdn.example/harbour-boats.jpg?w=9")},
        "open_graph": {"lead_photo": lambda page: Photo("lead", "https://x.example/other-picture.jpg", alt="Other")},
        "generic": {
            "lead_photo": lambda page: Photo(
                "lead", "https://ledger.example/harbour-boats.jpg", caption="Boats. (Leo Park/AP)"
            ),
            "headline": lambda page: "Boats",
            "body": lambda page: BASE["body"],
        },
    }
    article = parse_article(
        Capture(url=URL, body=html().encode()), Outlet("l", "L", "https://ledger.example/", layers=layers)
    )
    (lead,) = article.photos
    assert (lead.caption, lead.credit, lead.agency, lead.alt) == ("Boats.", "Leo Park/AP", "AP", None)


def test_caption_that_is_the_credit() -> None:
    article = read(
        lead_photo=Photo(
            "lead", "https://ledger.example/a.jpg", caption="Photo by Leo Park", credit="Photo by Leo Park"
        )
    )
    assert (article.photos[0].caption, article.photos[0].credit) == (None, "Leo Park")
    assert "credit_equals_caption" in article.flags


@pytest.mark.parametrize("name", ["Harbour Weekly", "HARBOUR WEEKLY"])
def test_the_papers_own_name_is_no_photographer(name: str) -> None:
    layers: dict[str, Layer] = {
        "generic": {
            "lead_photo": lambda page: Photo("lead", "https://ledger.example/a.jpg", credit=name),
            "headline": lambda page: "Boats",
            "body": lambda page: BASE["body"],
        },
    }
    article = parse_article(
        Capture(url=URL, body=html().encode()), Outlet("l", "Harbour Weekly", "https://ledger.example/", layers=layers)
    )
    assert (article.photos[0].credit, article.photos[0].photographer, article.photos[0].agency) == (name, None, name)


@pytest.mark.parametrize(
    ("named", "canonical", "flags"),
    [
        (URL, URL, ()),
        ("http://www.ledger.example/boats-go-out?utm_source=x", URL, ()),
        ("https://ledger.example/2019/boats-go-out/", "https://ledger.example/2019/boats-go-out/", ()),
        ("https://ledger.example/", None, ("canonical_refused",)),
        ("https://elsewhere.example/boats-go-out/", None, ("canonical_refused",)),
        ("javascript:alert(1)", None, ()),
        (None, None, ()),
    ],
)
def test_canonical_url(named: str | None, canonical: str | None, flags: tuple[str, ...]) -> None:
    article = read(canonical_url=named)
    assert (article.canonical_url, article.flags) == (canonical, flags)


def test_body_is_the_articles_own_text() -> None:
    blocks = [
        Block("paragraph", "A dek"),
        Block("paragraph", "They  left\u00a0at dawn.\x00"),
        Block("paragraph", "Top photo credit: Boats (Leo Park)"),
        Block("paragraph", "Other boats come home"),
        Block("paragraph", "keep readingShow less"),
        Block("paragraph", " "),
        Block("heading", "Boats go out"),
    ]
    article = read(
        dek="A dek",
        body=blocks,
        lead_photo=Photo("lead", "https://ledger.example/a.jpg", credit_line="Top photo credit: Boats (Leo Park)"),
        teasers=[Teaser(1, "more", "https://ledger.example/other/", "Other boats come home", excerpt=("First words",))],
    )
    assert [(block.type, block.text) for block in article.body] == [
        ("paragraph", "They left at dawn."),
        ("heading", "Boats go out"),
    ]
    assert article.text == "They left at dawn.\n\nBoats go out"


def test_description_that_starts_the_body_is_no_dek() -> None:
    start = "Paragraph 0 tells how the boats left the harbour before dawn, and"
    assert parse(html(f"<meta property='og:description' content='{start}…'>"), URL).dek is None
    assert (
        parse(html("<meta property='og:description' content='The council had warned them.'>"), URL).dek
        == "The council had warned them."
    )
