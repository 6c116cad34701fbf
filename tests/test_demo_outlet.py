"""The demo outlet's server behaves like a news site's, and its second day differs only where the news did."""

from __future__ import annotations

import gzip
import json
import re
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import feedparser
import lxml.html
import pytest
from lxml import etree

from qiosk_scraper.demo import HOME, SECTIONS, serve, truth
from qiosk_scraper.demo.server import DemoServer, Request
from qiosk_scraper.demo.stories import edition
from qiosk_scraper.outlets import find_outlet

LOAD_MORE = re.compile(r"site_id=(\d+)&resource_id=(\w+)")


@pytest.fixture(scope="module")
def monday() -> Iterator[DemoServer]:
    with serve() as server:
        yield server


@pytest.fixture(scope="module")
def tuesday() -> Iterator[DemoServer]:
    with serve(day=2) as server:
        yield server


class Answer:
    def __init__(self, response: HTTPResponse) -> None:
        self.status = response.status
        self.header = response.getheader
        raw = response.read()
        self.body = gzip.decompress(raw) if response.getheader("Content-Encoding") == "gzip" else raw
        self.text = self.body.decode("utf-8", "replace")


def ask(server: DemoServer, target: str, method: str = "GET", **headers: str) -> Answer:
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=10)
    try:
        connection.request(method, target, headers={name.replace("_", "-"): value for name, value in headers.items()})
        return Answer(connection.getresponse())
    finally:
        connection.close()


def headlines(text: str) -> list[str]:
    """Addresses of the posts of a section page's own list, in order."""
    tree = lxml.html.fromstring(text)
    links = tree.xpath("//div[contains(@class,'listing')]//a[contains(@class,'widget__headline-text')]/@href")
    return [str(href) for href in links]


def test_both_request_forms_answer_the_same(monday: DemoServer) -> None:
    path = "/north-quay-crane-returns/"
    through_proxy = ask(monday, HOME.rstrip("/") + path)
    assert through_proxy.status == 200
    assert through_proxy.body == ask(monday, path).body == ask(monday, path, Host="other.example").body


def test_is_no_proxy_for_other_hosts(monday: DemoServer) -> None:
    assert ask(monday, "http://elsewhere.example/").status == 421
    assert ask(monday, "http://harbour-ledger.example/about/").header("Location") == f"{HOME}about/"


def test_requests_are_listed(monday: DemoServer) -> None:
    ask(monday, "/council/?page=2", "HEAD")
    assert monday.requests[-1] == Request("HEAD", "/council/?page=2", 200)


def test_one_connection_carries_many_requests(monday: DemoServer) -> None:
    connection = HTTPConnection(urlsplit(monday.address).netloc, timeout=10)
    connection.connect()
    port = connection.sock.getsockname()
    for request in ("GET /", "GET /no-such-page/", "HEAD /about/", "GET /harbour", "GET /about/"):
        connection.request(*request.split())
        connection.getresponse().read()
        assert connection.sock is not None and connection.sock.getsockname() == port
    connection.close()


def test_unchanged_pages_answer_304(monday: DemoServer, tuesday: DemoServer) -> None:
    first = ask(monday, "/gullgate/")
    tag, modified = first.header("ETag"), first.header("Last-Modified")
    assert tag and modified
    again = ask(monday, "/gullgate/", If_None_Match=tag)
    assert (again.status, again.body, again.header("Content-Length")) == (304, b"", None)
    assert ask(monday, "/gullgate/", If_Modified_Since=modified).status == 304
    assert ask(monday, "/gullgate/", If_Modified_Since="yesterday").status == 200
    assert ask(tuesday, "/gullgate/", If_None_Match=tag).status == 200
    assert ask(tuesday, "/gullgate/", If_Modified_Since=modified).status == 200


def test_gzip_only_for_those_who_accept_it(monday: DemoServer) -> None:
    plain, squeezed = ask(monday, "/gullgate/"), ask(monday, "/gullgate/", Accept_Encoding="gzip, br")
    assert plain.header("Content-Encoding") is None
    assert squeezed.header("Content-Encoding") == "gzip"
    assert plain.body == squeezed.body


def test_head_has_the_headers_and_no_body(monday: DemoServer) -> None:
    head = ask(monday, "/gullgate/", "HEAD")
    assert head.body == b""
    assert head.header("Content-Length") == str(len(ask(monday, "/gullgate/").body))


def test_other_addresses_of_an_article(monday: DemoServer) -> None:
    article = ask(monday, "/gullgate/").body
    for alias in ("/gullgate/?utm_source=post&utm_medium=social", "/gullgate/?rebelltitem=1", "/gullgate/#comments"):
        assert ask(monday, alias.split("#")[0]).body == article
    bare = {path: ask(monday, path.rstrip("/")) for path in ("/gullgate/", "/2022/06/24/storm-of-1922-remembered/")}
    statuses = {ask(monday, record["url"].removeprefix(HOME[:-1]).rstrip("/")).status for record in truth(1)}
    assert statuses == {200, 301}
    assert all(answer.status == 200 or answer.header("Location") == path for path, answer in bare.items())
    amp = ask(monday, "/amp/gullgate-2670020103")
    assert amp.status == 200
    assert f'<link rel="canonical" href="{HOME}gullgate/">' in amp.text
    number = ask(monday, "/2670020103.html")
    assert (number.status, number.header("Location")) == (301, "/gullgate/")


def test_pages_that_are_not_there(monday: DemoServer) -> None:
    assert ask(monday, "/no-such-page/").status == 404
    assert ask(monday, "/feeds/sport.rss").status == 404
    assert ask(monday, "/council/?page=9").status == 404
    assert ask(monday, "/1234567890.html").status == 404
    soft = ask(monday, "/lost-property-notice/")
    assert soft.status == 200
    assert "Page not found" in soft.text
    assert ask(monday, "/newsletter/", "POST").status == 405


def test_malformed_address_gets_400_and_the_next_request_an_answer(monday: DemoServer) -> None:
    with socket.create_connection(("127.0.0.1", urlsplit(monday.address).port or 0), timeout=10) as connection:
        connection.sendall(b"GET http://[::1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert connection.makefile("rb").readline().split()[1] == b"400"
    assert ask(monday, "/about/").status == 200


def test_robots_txt_names_sitemaps_and_is_needed(monday: DemoServer) -> None:
    text = ask(monday, "/robots.txt").text
    robots = RobotFileParser()
    robots.parse(text.splitlines())
    assert robots.site_maps() == [f"{HOME}sitemap.xml", f"{HOME}feeds/sitemaps/news_1.xml"]
    assert not robots.can_fetch("*", f"{HOME}search/?q=ferry")
    linked = headlines(ask(monday, "/harbour/").text)
    refused = [url for url in linked if not robots.can_fetch("*", url)]
    assert refused == [f"{HOME}embargoed-harbour-accounts/"]
    assert ask(monday, "/embargoed-harbour-accounts/").status == 200
    assert all(record["url"] not in refused and robots.can_fetch("*", record["url"]) for record in truth(1))


def test_load_more_goes_through_the_whole_section(monday: DemoServer) -> None:
    page = ask(monday, "/harbour/").text
    found = LOAD_MORE.search(page)
    assert found is not None
    seen: list[str] = []
    for number in range(10):
        target = f"/core/load_more_posts/data.js?pn={number}&resource_id={found[2]}&site_id={found[1]}"
        answer = json.loads(ask(monday, target).text)
        posts = [post for source in answer["posts_by_source"].values() for post in source]
        if not posts:
            break
        for post in posts:
            address = post.get("post_url") or ask(monday, f"/{post['_id']}.html").header("Location")
            seen.append(urljoin(HOME, address))
    else:
        pytest.fail("the list never ends")
    assert seen == [story.url for story in edition(1).of_section("harbour")]
    assert headlines(page)[:6] == seen[:6]


def test_numbered_pages_go_through_the_whole_section(monday: DemoServer) -> None:
    seen: list[str] = []
    target: str | None = "/council/"
    while target:
        tree = lxml.html.fromstring(ask(monday, target).text)
        seen += headlines(lxml.html.tostring(tree, encoding="unicode"))
        following = tree.xpath("//link[@rel='next']/@href")
        assert len(seen) < 100
        target = following[0].removeprefix(HOME[:-1]) if following else None
    assert seen == [story.url for story in edition(1).of_section("council")]


@pytest.mark.parametrize("section", SECTIONS)
def test_feed_goes_through_the_whole_section(section: str, monday: DemoServer) -> None:
    seen: list[str] = []
    for number in range(1, 10):
        feed = feedparser.parse(ask(monday, f"/feeds/{section}.rss?page={number}").body)
        assert not feed.bozo
        if not feed.entries:
            break
        assert len(feed.entries) <= 10
        assert all(entry.description.count("</p>") >= 3 for entry in feed.entries)
        seen += [entry.link for entry in feed.entries]
    times = [next(record["published"] for record in truth(1) if record["url"] == url) for url in seen]
    assert len(seen) == len(set(seen)) == 15
    assert times == sorted(times, reverse=True)


def test_sitemaps_name_every_article(monday: DemoServer) -> None:
    index = etree.fromstring(ask(monday, "/sitemap.xml").body)
    children = [str(loc) for loc in index.xpath("//*[local-name()='loc']/text()")]
    named = {
        str(loc)
        for child in children
        for loc in etree.fromstring(ask(monday, child).body).xpath("//*[local-name()='loc']/text()")
    }
    assert named == {record["url"] for record in truth(1)}
    news = etree.fromstring(ask(monday, "/feeds/sitemaps/news_1.xml").body)
    recent = {str(loc) for loc in news.xpath("//*[local-name()='loc']/text()")}
    assert recent == {record["url"] for record in truth(1) if record["published"] > "2025-03-08T18"}


def test_every_link_of_the_site_to_itself_answers(monday: DemoServer) -> None:
    pages = ["/", "/about/", *(f"/{slug}/" for slug in SECTIONS)] + [record["url"] for record in truth(1)]
    links = set()
    for page in pages:
        tree = lxml.html.fromstring(ask(monday, page).text)
        links |= {urljoin(HOME, str(href)).split("#")[0] for href in tree.xpath("//a/@href")}
    own = sorted(link for link in links if link.startswith(HOME))
    assert len(own) > 90
    broken = [link for link in own if ask(monday, link, "HEAD").status not in (200, 301)]
    assert broken == []


def test_second_day_takes_one_down_and_adds_one(monday: DemoServer, tuesday: DemoServer) -> None:
    before, after = ({record["url"] for record in truth(day)} for day in (1, 2))
    (gone,), (new,) = before - after, after - before
    assert ask(monday, gone).status == 200
    assert ask(tuesday, gone).status == 410
    assert ask(monday, new).status == 404
    assert ask(tuesday, new).status == 200
    assert headlines(ask(tuesday, "/").text)[0] != gone
    assert new in headlines(ask(tuesday, "/harbour/").text)
    assert gone not in ask(tuesday, "/feeds/sitemaps/sitemap_1.xml").text


def test_second_day_edits_a_few_and_moves_the_furniture_of_all(monday: DemoServer, tuesday: DemoServer) -> None:
    first, second = ({record["url"]: record for record in truth(day)} for day in (1, 2))
    changed: set[str] = set()
    for url in first.keys() & second.keys():
        said = {key for key, value in first[url].items() if key != "teasers" and second[url][key] != value}
        changed |= said
        assert ask(monday, url).body != ask(tuesday, url).body
    assert {"headline", "dek", "body", "photos", "corrections", "modified"} <= changed
    edited = [
        url
        for url in first.keys() & second.keys()
        if any(first[url][key] != second[url][key] for key in ("headline", "dek", "text", "photos", "corrections"))
    ]
    assert 4 <= len(edited) <= 10


def test_paper_is_as_large_as_it_says() -> None:
    records = truth(1)
    assert len(records) >= 44
    assert all(record["headline"] and record["published"] and len(record["body"]) >= 3 for record in records)
    assert len({record["url"] for record in records}) == len(records)
    assert len({record["headline"] for record in records}) == len(records)


TRAPS = {
    "hidden rest in a template": r"<template><p",
    "hidden rest in a script": r'<script type="keep-reading-content">\s*&lt;p',
    "paragraph inside the dek's heading": r'widget__subheadline-text h2"><p>',
    "main post without current_post": r'data-source="None" data-source-type="none"',
    "lazy image": r'src="data:image/svg[^>]*data-runner-src=',
    "picture as a box": r"data-runner-img-hd=",
    "picture element": r"<picture><source[^>]*srcset=",
    "JSON-LD before the charset": r'(?s)<script type="application/ld\+json">.*<meta charset',
    "graph": r'"@graph": \[',
    "list of persons": r'"author": \[\{"@type": "Person"',
    "entities inside JSON-LD": r"&amp;(?:amp|#x27|quot);|&#x27;s? [^<]*\"mainEntity",
    "text without a paragraph": r"</p>\n\n[A-Z][^<]{20,}",
    "empty paragraph": r"<p><br></p>",
    "no-break space": r"&#xA0;\w",
    "label line repeated below": r"post-label",
    "headline of a listed post as h1": r'<h1 class="widget__headline h1">\n<a',
    "layout of 2019": r'<h1 class="headline">',
    "google cta": r'alt="google cta"',
    "author box": r"social-author__bio",
    "cut-off description": r'og:description">|\.\.\."',
}


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_is_set_on_some_page(trap: str, monday: DemoServer) -> None:
    pages = (ask(monday, record["url"]).text for record in truth(1))
    assert any(re.search(TRAPS[trap], page) for page in pages)


def test_outlet_declares_what_is_served() -> None:
    outlet = find_outlet("demo")
    assert outlet.home_url == HOME
    assert outlet.sections == {slug: f"{HOME}{slug}/" for slug in SECTIONS}
    assert outlet.embedded


def test_no_third_day() -> None:
    with pytest.raises(ValueError, match="days"):
        serve(day=3)


def test_leaving_the_block_frees_the_port() -> None:
    with serve() as server:
        address = urlsplit(server.address)
        connection = HTTPConnection(address.netloc, timeout=10)
        connection.request("GET", "/about/")
        connection.getresponse().read()
    with pytest.raises(OSError):
        connection.request("GET", "/about/")
        connection.getresponse()
        connection.connect()
    connection.close()
