"""Fields from meta, link and time elements."""

import pytest

from qiosk_scraper.items import Capture, Photo
from qiosk_scraper.layers import open_graph
from qiosk_scraper.page import Page


def page(head: str = "", body: str = "", html: str = "<html>") -> Page:
    return Page(
        Capture(
            url="https://ledger.example/boats/", body=f"{html}<head>{head}</head><body>{body}</body></html>".encode()
        )
    )


@pytest.mark.parametrize(
    ("field", "head", "value"),
    [
        (
            "headline",
            '<meta property="og:title" content="Boats go out | The Ledger">'
            '<meta property="og:site_name" content="The Ledger">',
            "Boats go out",
        ),
        ("headline", '<meta name="twitter:title" content="Park&amp;amp;#39;s boats">', "Park's boats"),
        ("headline", '<meta name="og:title" value="Boats">', "Boats"),
        (
            "dek",
            '<meta property="og:title" content="Boats"><meta property="og:description" content="Boats">'
            '<meta name="description" content="A dek">',
            "A dek",
        ),
        (
            "authors",
            '<meta property="article:author" content="https://so.example/l"><meta name="author" content="Leo Park">',
            ["Leo Park"],
        ),
        ("authors", '<meta property="article:author" content="https://so.example/l">', []),
        (
            "authors",
            '<meta property="article:author" content="Leo Park"><meta property="article:author" content="Ada Brandt">',
            ["Leo Park", "Ada Brandt"],
        ),
        ("authors", '<meta name="parsely-author" content="Leo Park">', ["Leo Park"]),
        ("authors", '<meta name="sailthru.author" content="Leo Park">', ["Leo Park"]),
        ("authors", '<meta name="cXenseParse:author" content="Leo Park">', ["Leo Park"]),
        ("authors", '<meta name="citation_author" content="Park, Leo">', ["Park, Leo"]),
        (
            "authors",
            '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Leo Park">',
            ["Leo Park"],
        ),
        (
            "authors",
            '<meta name="twitter:label1" content="Time"><meta name="twitter:data1" content="5 min">',
            [],
        ),
        (
            "published",
            '<meta property="article:published_time" content="2025-03-28T12:00:00Z">',
            "2025-03-28T12:00:00Z",
        ),
        ("published", '<meta name="DC.date.issued" content="2025-03-28">', "2025-03-28"),
        (
            "published",
            """<meta name="parsely-page" content='{"pub_date": "2025-03-28T12:00:00Z"}'>""",
            "2025-03-28T12:00:00Z",
        ),
        ("modified", '<meta property="article:modified_time" content="2025-03-29">', "2025-03-29"),
        ("sections", '<meta property="article:section" content="Harbour">', ["Harbour"]),
        (
            "tags",
            '<meta property="article:tag" content="boats"><meta property="article:tag" content="harbour">',
            ["boats", "harbour"],
        ),
        ("tags", '<meta name="keywords" content="boats, harbour,, ">', ["boats", "harbour"]),
        ("tags", '<meta name="news_keywords" content="boats; harbour, old">', ["boats", "harbour, old"]),
        ("language", '<meta property="og:locale" content="en_US">', "en_US"),
        (
            "canonical_url",
            '<link rel="canonical" href="/boats/"><meta property="og:url" content="https://ledger.example/x/">',
            "https://ledger.example/boats/",
        ),
        ("canonical_url", '<meta property="og:url" content="https://ledger.example/x/">', "https://ledger.example/x/"),
        (
            "lead_photo",
            '<meta property="og:image" content="/a.jpg"><meta property="og:image:alt" content="Boats">',
            Photo("lead", "https://ledger.example/a.jpg", alt="Boats"),
        ),
        ("lead_photo", '<meta property="og:image" content="javascript:1">', None),
        ("access", '<meta property="article:content_tier" content="metered">', "paywalled"),
        ("access", '<meta itemprop="isAccessibleForFree" content="False">', "paywalled"),
        (
            "access",
            '<body><div itemscope><meta itemprop="isAccessibleForFree" content="False"><h3>Another story</h3></div>',
            None,
        ),
        ("headline", "", None),
    ],
)
def test_field(field: str, head: str, value: object) -> None:
    assert open_graph.FIELDS[field](page(head)) == value


def test_language_of_the_document_comes_first() -> None:
    assert open_graph.language(page('<meta property="og:locale" content="en_US">', html='<html lang="de">')) == "de"


@pytest.mark.parametrize(
    ("body", "published"),
    [
        (
            '<article><header><h1>Boats</h1><time datetime="2025-03-28T12:00Z">x</time></header></article>',
            "2025-03-28T12:00Z",
        ),
        ('<main><h1>Boats</h1><aside><time datetime="2020-01-01">x</time></aside></main>', None),
        ('<main><h1>Boats</h1><div class="related"><time datetime="2020-01-01">x</time></div></main>', None),
        ('<h1>Boats</h1><time datetime="2020-01-01">x</time>', None),  # beside nothing but the whole page
        ('<main><h1>Boats</h1><article><h2>Other</h2><time datetime="2020-01-01">x</time></article></main>', None),
        ('<main><h1>Boats</h1><time datetime="PT5M">x</time></main>', None),
    ],
)
def test_time_counts_beside_the_headline_only(body: str, published: str | None) -> None:
    assert open_graph.published(page(body=body)) == published
