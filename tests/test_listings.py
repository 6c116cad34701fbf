"""Feeds, sitemaps, load-more answers and section pages: what a response is, and what it lists."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from loopback import serving

from qiosk_scraper.items import Capture, Listing
from qiosk_scraper.listings import page_kind, read_listing
from qiosk_scraper.outlet import Outlet

OUTLET = Outlet(
    "paper",
    "Paper",
    "https://paper.example/",
    sections={"sea": "https://paper.example/sea/"},
    host_aliases=("www.paper.example",),
)
FEED_URL = "https://paper.example/feeds/sea.rss"


def capture(body: str | bytes, url: str = FEED_URL, kind: str = "text/html") -> Capture:
    return Capture(url=url, body=body.encode() if isinstance(body, str) else body, headers=(("content-type", kind),))


def urls(listing: Listing) -> list[str]:
    return [teaser.url for teaser in listing.teasers]


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Sea</title>
<item><title>Tide &amp;amp; time</title><link>https://paper.example/tide/</link>
<guid>https://paper.example/tide/</guid><pubDate>Fri, 28 Mar 2025 12:20:11 -0400</pubDate>
<description><![CDATA[<img src="https://paper.example/media-library/t.jpg?id=1&width=980"/><br/><br/>
<p>First.</p><p class="shortcode-media"><img src="x"></p><p>Second.</p>]]></description>
<category>Sea</category><dc:creator>Ann Lee</dc:creator></item>
<item><title>Away</title><link>https://elsewhere.example/x/</link></item>
<item><title>Mast</title><link>https://www.paper.example/mast/</link><media:content medium="image" url="https://paper.example/m.jpg"/></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Sea</title><link rel="next" href="/atom?page=2"/>
<entry><title type="html">A &lt;b&gt;bold&lt;/b&gt; tide</title><link href="https://paper.example/bold/"/><published>2025-03-28T12:00:00+02:00</published></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>Sea</title></channel>
<item><title>Old tide</title><link>https://paper.example/old/</link></item></rdf:RDF>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Sea",
        "next_url": "/feed.json?page=2",
        "items": [
            {
                "id": "1",
                "url": "https://paper.example/json/",
                "title": "J",
                "content_html": "<p>Words.</p>",
                "date_published": "2025-03-28T12:00:00-04:00",
                "image": "/j.jpg",
            }
        ],
    }
)
URLSET = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://paper.example/one/</loc><news:news><news:publication><news:name>Paper</news:name></news:publication><news:publication_date>2025-03-28T12:00:00+02:00</news:publication_date><news:title>One</news:title></news:news></url>
<url><loc> https://paper.example/two/ </loc><lastmod>2025-03-01</lastmod></url><url><loc>https://elsewhere.example/</loc></url><url><loc>https://paper.example/one/</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://paper.example/sitemap_1.xml</loc></sitemap>
<sitemap><loc>https://paper.example/sitemap.xml</loc></sitemap><sitemap><loc>https://elsewhere.example/s.xml</loc></sitemap></sitemapindex>"""
LOAD_MORE = json.dumps(
    {
        "posts_by_source": {
            "sea": [
                {"_id": 2670000001},
                {"_id": 2670000002, "post_url": "https://paper.example/two/", "headline": "Two"},
                {"_id": 2670000001},
                {"_id": "../x"},
            ]
        }
    }
)
PROSE = "<p>" + "The tide came in as it does, and the harbour master wrote it down in the book. " * 4 + "</p>"
ARTICLE = (
    '<html><head><meta property="og:type" content="article"></head><body><article><h1>Tide</h1>'
    f"{PROSE * 3}</article></body></html>"
)
CARDS = "".join(
    f'<article class="card"><h2><a href="/news/story-number-{n}/">Story number {n} about the sea</a></h2><p>'
    f"Short.</p></article>"
    for n in range(1, 9)
)
SECTION = (
    '<html><head><meta property="og:type" content="website"></head><body><nav><a '
    f'href="/news/a-menu-entry-here/">A menu entry that is long</a></nav><main>{CARDS}</main></body></html>'
)


@pytest.mark.parametrize(
    ("body", "url", "kind"),
    [
        (RSS, FEED_URL, "feed"),
        ("\ufeff\n" + RSS, FEED_URL, "feed"),
        (ATOM, "https://paper.example/atom", "feed"),
        (RDF, FEED_URL, "feed"),
        (JSON_FEED, "https://paper.example/feed.json", "feed"),
        (URLSET, "https://paper.example/s.xml", "sitemap"),
        (gzip.compress(URLSET.encode()), "https://paper.example/s.xml.gz", "sitemap"),
        (INDEX, "https://paper.example/sitemap.xml", "sitemap"),
        (LOAD_MORE, "https://paper.example/core/load_more_posts/data.js?pn=1", "load_more"),
        (ARTICLE, "https://paper.example/tide-came-in/", "article"),
        (ARTICLE, "https://paper.example/sea/", "section"),
        (SECTION, "https://paper.example/sea-news/", "section"),
        (SECTION, "https://paper.example/", "section"),
        ("", "https://paper.example/x/", "page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "https://paper.example/x.png", "page"),
        ("<html><body><p>About us.</p></body></html>", "https://paper.example/about/", "page"),
        ('{"broken": ', FEED_URL, "page"),
    ],
)
def test_kind_is_told_by_the_bytes_whatever_the_server_calls_them(body: str | bytes, url: str, kind: str) -> None:
    for content_type in ("text/html", "application/octet-stream"):
        assert page_kind(capture(body, url, content_type), OUTLET) == kind


def test_section_page_with_json_ld_of_its_articles_is_no_article() -> None:
    nodes = [
        {"@type": "NewsArticle", "headline": f"Story {n}", "url": f"https://paper.example/news/story-number-{n}/"}
        for n in range(1, 9)
    ]
    page = SECTION.replace("</head>", f'<script type="application/ld+json">{json.dumps(nodes)}</script></head>')
    assert page_kind(capture(page, "https://paper.example/sea-news/"), OUTLET) == "section"


def test_rss_items_in_order_with_what_they_say() -> None:
    listing = read_listing(capture(RSS), OUTLET)
    first, second = listing.teasers
    assert listing.kind == "feed"
    assert (first.position, first.block, first.url, first.headline, first.section) == (
        1,
        "Sea",
        "https://paper.example/tide/",
        "Tide & time",
        "Sea",
    )
    assert (first.published, first.excerpt) == ("2025-03-28T16:20:11+00:00", ("First.", "Second."))
    assert first.photo is not None and first.photo.url == "https://paper.example/media-library/t.jpg?id=1&width=980"
    assert (
        second.url == "https://www.paper.example/mast/"
        and second.photo is not None
        and second.photo.url == "https://paper.example/m.jpg"
    )


@pytest.mark.parametrize(
    ("url", "body", "expected"),
    [
        ("https://paper.example/feeds/sea.rss", RSS, "https://paper.example/feeds/sea.rss?page=2"),
        ("https://paper.example/feeds/sea/boats.rss?page=7", RSS, "https://paper.example/feeds/sea/boats.rss?page=8"),
        ("https://paper.example/feeds/sea.rss?page=9", RSS.split("<item>")[0] + "</channel></rss>", None),
        ("https://paper.example/feed/", RSS, None),
        ("https://paper.example/atom", ATOM, "https://paper.example/atom?page=2"),
        ("https://paper.example/feed.json", JSON_FEED, "https://paper.example/feed.json?page=2"),
        ("https://paper.example/feeds/sea.rss?page=x", RSS, "https://paper.example/feeds/sea.rss?page=2"),
    ],
)
def test_where_a_feed_goes_on(url: str, body: str, expected: str | None) -> None:
    assert read_listing(capture(body, url), OUTLET).next_page == expected


@pytest.mark.parametrize(
    ("body", "headline", "published"),
    [
        (ATOM, "A bold tide", "2025-03-28T10:00:00+00:00"),
        (RDF, "Old tide", None),
        (JSON_FEED, "J", "2025-03-28T16:00:00+00:00"),
    ],
)
def test_other_feed_formats(body: str, headline: str, published: str | None) -> None:
    (teaser,) = read_listing(capture(body), OUTLET).teasers
    assert (teaser.headline, teaser.published) == (headline, published)


def test_a_cut_feed_keeps_the_items_before_the_cut() -> None:
    assert urls(read_listing(capture(RSS[: RSS.index("<title>Away")]), OUTLET))[0] == "https://paper.example/tide/"


@pytest.mark.parametrize("packed", [False, True])
def test_news_sitemap(packed: bool) -> None:
    body = gzip.compress(URLSET.encode()) if packed else URLSET.encode()
    listing = read_listing(capture(body, "https://paper.example/news_1.xml"), OUTLET)
    one, two = listing.teasers
    assert (one.url, one.headline, one.published) == ("https://paper.example/one/", "One", "2025-03-28T10:00:00+00:00")
    assert (two.url, two.published) == ("https://paper.example/two/", None)
    assert listing.changed["https://paper.example/two/"] == "2025-03-01T00:00:00+00:00"


@pytest.mark.parametrize("before", ["\n\n", "<!-- made by a plug-in -->\n", "\r\n\ufeff"])
@pytest.mark.parametrize("document", [URLSET, RSS])
def test_what_stands_before_the_xml_declaration_costs_no_entry(document: str, before: str) -> None:
    listing = read_listing(capture(before + document, "https://paper.example/s.xml"), OUTLET)
    assert urls(listing) == urls(read_listing(capture(document, "https://paper.example/s.xml"), OUTLET)) != []


@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
def test_a_sitemap_may_be_a_list_of_addresses(end: str) -> None:
    lines = [f"https://paper.example/tide-{number}/" for number in range(300)]
    body = "\r\n".join([*lines, lines[0], "https://elsewhere.example/", "no address"]) + end
    page = capture(body, "https://paper.example/sitemap.txt", "text/plain")
    assert page_kind(page, OUTLET) == "sitemap"
    assert urls(read_listing(page, OUTLET)) == lines


def test_sitemap_index_gives_its_own_children_and_never_itself() -> None:
    listing = read_listing(capture(INDEX, "https://paper.example/sitemap.xml"), OUTLET)
    assert listing.sitemaps == ("https://paper.example/sitemap_1.xml",)
    assert listing.teasers == ()


@pytest.mark.parametrize(
    "cut",
    [
        "<url><loc>https://paper.example/th",
        "<url><loc>https://paper.example/three/</loc>",
        "<url><loc>https://paper.example/&nope;/</loc></url></urlset>",
    ],
)
def test_a_broken_sitemap_gives_the_whole_addresses_before_the_fault(cut: str) -> None:
    body = URLSET.replace("</urlset>", "") + cut
    assert urls(read_listing(capture(body, "https://paper.example/s.xml"), OUTLET)) == [
        "https://paper.example/one/",
        "https://paper.example/two/",
    ]


@pytest.fixture
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server that must never be asked anything."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with serving(Handler) as root:
        yield root, asked


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("document", [RSS, URLSET, ATOM])
def test_documents_with_entities_are_refused_and_nothing_is_opened(
    document: str, encoding: str, canary: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = canary
    secret = tmp_path / "secret.txt"
    secret.write_text("s3cret")
    rest = document.partition("?>")[2] if document.startswith("<?xml") else document
    rest = rest.replace("Sea</title>", "&z;</title>").replace("/one/", "/&z;/")
    for doctype in (
        BOMB,
        f'<!DOCTYPE x [<!ENTITY z SYSTEM "{address}/e">]>',
        f'<!DOCTYPE x [<!ENTITY z SYSTEM "file://{secret}">]>',
        f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{address}/p"> %p;]>',
    ):
        body = (doctype + rest).encode(encoding)
        listing = read_listing(capture(body), OUTLET)
        assert (listing.teasers, listing.next_page, listing.sitemaps) == ((), None, ())
        page_kind(capture(body), OUTLET)
    assert asked == []


def test_external_doctype_of_an_old_feed_is_not_fetched(canary: tuple[str, list[str]]) -> None:
    address, asked = canary
    body = RSS.replace(
        "<rss", f'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "{address}/rss.dtd"><rss', 1
    )
    assert page_kind(capture(body), OUTLET) == "feed"
    assert len(read_listing(capture(body), OUTLET).teasers) == 2
    assert asked == []


def test_gzip_bomb_is_cut(canary: tuple[str, list[str]]) -> None:
    listing = read_listing(
        capture(gzip.compress(b"<urlset>" + b" " * 80_000_000), "https://paper.example/s.xml.gz"), OUTLET
    )
    assert listing.teasers == ()


def test_load_more_answer() -> None:
    url = "https://paper.example/core/load_more_posts/data.js?pn=3&resource_id=sp_1&site_id=18"
    listing = read_listing(capture(LOAD_MORE, url), OUTLET)
    assert urls(listing) == ["https://paper.example/2670000001.html", "https://paper.example/two/"]
    assert [(teaser.position, teaser.block, teaser.headline) for teaser in listing.teasers] == [
        (1, "sea", None),
        (2, "sea", "Two"),
    ]
    assert listing.next_page == url.replace("pn=3", "pn=4")


@pytest.mark.parametrize(
    "body", ['{"posts_by_source": {}}', '{"posts_by_source": {"sea": []}}', "[]", '{"posts_by_source": "no"}', "null"]
)
def test_an_empty_load_more_answer_is_the_end(body: str) -> None:
    listing = read_listing(capture(body, "https://paper.example/core/load_more_posts/data.js?pn=3"), OUTLET)
    assert (listing.teasers, listing.next_page) == ((), None)


@pytest.mark.parametrize(
    "beside",
    [
        "<aside><h3>Latest</h3>{}</aside>",
        '<div class="col sidebar">{}</div>',
        '<div id="right-rail">{}</div>',
        '<div class="widget-area sidebar-primary">{}</div>',
    ],
)
def test_what_a_sidebar_lists_makes_no_section_page(beside: str) -> None:
    stories = "".join(
        f'<h3><a href="/news/story-number-{n}/">Story number {n} about the sea</a></h3>' for n in range(9)
    )
    page = "<html><body><main><h1>About us</h1><p>We print what happens at sea.</p></main>{}</body></html>"
    url = "https://paper.example/who-we-are/"
    assert page_kind(capture(page.format(beside.format(stories)), url), OUTLET) == "page"
    assert page_kind(capture(page.format(f'<div class="has-sidebar">{stories}</div>'), url), OUTLET) == "section"


def test_section_page_of_unknown_make() -> None:
    page = SECTION.replace(
        "</head>",
        '<link rel="alternate" type="application/rss+xml" href="/feeds/sea.rss"><link rel="alternate" '
        'type="application/rss+xml" title="Comments" href="/comments/feed/"></head>',
    )
    page = page.replace("</main>", '<ul class="pagination"><li><a href="/sea/?page=2">2</a></li></ul></main>')
    listing = read_listing(capture(page, "https://paper.example/sea/"), OUTLET)
    assert urls(listing) == [f"https://paper.example/news/story-number-{n}/" for n in range(1, 9)]
    assert listing.teasers[0].headline == "Story number 1 about the sea"
    assert listing.next_page == "https://paper.example/sea/?page=2"
    assert listing.feeds == ("https://paper.example/feeds/sea.rss",)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"<rss><channel>", b"<urlset>", b'{"items":[', b"<html><body>", b"\x1f\x8b", b"\xff\xfe<"]),
)
@settings(max_examples=150)
def test_no_bytes_make_a_listing_raise(noise: bytes, start: bytes) -> None:
    for url in (FEED_URL, "https://paper.example/sea/?page=2"):
        found = capture(start + noise, url)
        page_kind(found, OUTLET)
        assert all(shown.url for shown in read_listing(found, OUTLET).teasers)
