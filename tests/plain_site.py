"""The Tidewater Courier: a small made-up paper with plain schema.org articles, served over real HTTP on 127.0.0.1.

Its markup is nobody's content management system: microdata-free HTML, JSON-LD in one block, section pages with
numbered paging, an RSS feed, links without a slash at their end. What a reader sees is in `ARTICLES`.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import NamedTuple
from urllib.parse import urlsplit

from loopback import serving


class Story(NamedTuple):
    slug: str
    headline: str
    dek: str
    author: str
    published: str
    section: str
    body: tuple[str, ...]
    photo: str
    caption: str
    credit: str

    @property
    def path(self) -> str:
        return f"/{self.section}/{self.published[:4]}/{self.slug}"


_BEATS = {
    "local-news": [
        ("ferry-pier-closes-for-repairs", "Ferry pier closes for repairs until autumn", "Lena Brandt", "the pier"),
        ("library-extends-evening-hours", "Library extends its evening hours", "Tomas Reyle", "the library"),
        ("bridge-toll-dropped-after-vote", "Bridge toll dropped after a close vote", "Lena Brandt", "the toll bridge"),
        ("night-bus-returns-to-old-town", "Night bus returns to the old town", "Mirela Osk", "the night bus"),
        ("school-kitchen-wins-county-prize", "School kitchen wins the county prize", "Tomas Reyle", "the kitchen"),
        ("flood-gauge-moved-upstream", "Flood gauge moved upstream", "Mirela Osk", "the flood gauge"),
    ],
    "business": [
        ("rope-works-hires-forty-people", "Rope works hires forty people", "Piet Amsel", "the rope works"),
        ("cannery-to-reopen-as-market-hall", "Cannery to reopen as a market hall", "Lena Brandt", "the cannery"),
        ("harbour-fees-rise-in-january", "Harbour fees rise in January", "Piet Amsel", "the harbour"),
        ("bakery-chain-sold-to-its-staff", "Bakery chain sold to its staff", "Mirela Osk", "the bakery chain"),
        ("salt-works-reports-a-dry-year", "Salt works reports a dry year", "Piet Amsel", "the salt works"),
        ("boatyard-orders-solar-roof", "Boatyard orders a solar roof", "Tomas Reyle", "the boatyard"),
    ],
}


def _stories() -> Iterator[Story]:
    for section, beats in _BEATS.items():
        for number, (slug, headline, author, subject) in enumerate(beats):
            body = (
                f"The council of Tidewater spoke at length about {subject} on Monday, and few seats were empty.",
                f"“Nobody expected so many letters about {subject},” said the clerk, who had counted three hundred of "
                "them before the meeting began.",
                f"A report on {subject} is due in spring. Until then the town keeps to the plan it made two years ago, "
                "which sets aside money for a second opinion.",
                f"People who live nearby were asked to send what they know about {subject} to the town hall by Friday.",
            )
            published = f"2025-03-{28 - number:02d}T0{number}:15:00+00:00"
            photo = f"/pictures/{slug}.jpg"
            caption, credit = f"A view of {subject} last week.", f"Ines Falk / Tidewater Courier {number}"
            dek = f"What changes for {subject}."
            yield Story(slug, headline, dek, author, published, section, body, photo, caption, credit)


ARTICLES: tuple[Story, ...] = tuple(_stories())
PER_PAGE = 3


def article_page(story: Story, root: str) -> str:
    """An article's page: JSON-LD in the head, a figure above the body, a list of other stories below it."""
    linked_data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.headline,
        "description": story.dek,
        "datePublished": story.published,
        "dateModified": story.published,
        "author": {"@type": "Person", "name": story.author},
        "image": {"@type": "ImageObject", "url": root + story.photo},
        "mainEntityOfPage": root + story.path,
        "publisher": {"@type": "Organization", "name": "The Tidewater Courier"},
    }
    others = [other for other in ARTICLES if other.section == story.section and other != story][:3]
    related = "".join(f'<li><a href="{other.path}">{other.headline}</a></li>' for other in others)
    paragraphs = "\n".join(f"<p>{text}</p>" for text in story.body)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{story.headline} | The Tidewater Courier</title>
<link rel="canonical" href="{root + story.path}">
<meta property="og:type" content="article"><meta property="og:title" content="{story.headline}">
<script type="application/ld+json">{json.dumps(linked_data)}</script></head>
<body><header class="masthead"><a href="/">The Tidewater Courier</a>
<nav><a href="/local-news">Local news</a> <a href="/business">Business</a></nav></header>
<main><article class="piece"><h1>{story.headline}</h1><p class="standfirst">{story.dek}</p>
<p class="byline">By <span>{story.author}</span>, <time datetime="{story.published}">March 2025</time></p>
<figure class="opener"><img src="{story.photo}" alt="{story.caption}" width="1200" height="800">
<figcaption>{story.caption} <span class="by">Photo: {story.credit}</span></figcaption></figure>
<div class="prose">
{paragraphs}
</div></article>
<aside class="further"><h2>More from this section</h2><ul>{related}</ul></aside></main>
<footer><p>The Tidewater Courier, 4 Quay Street. <a href="/imprint">Imprint</a></p></footer></body></html>"""


def section_page(section: str, number: int) -> str | None:
    """Page `number` (from 1) of a section's list, or None past its end."""
    stories = [story for story in ARTICLES if story.section == section]
    shown = stories[(number - 1) * PER_PAGE : number * PER_PAGE]
    if not shown:
        return None
    cards = "\n".join(
        f'<li class="card"><h2><a href="{story.path}">{story.headline}</a></h2><p>{story.dek}</p>'
        f'<time datetime="{story.published}">{story.published[:10]}</time></li>'
        for story in shown
    )
    more = len(stories) > number * PER_PAGE
    further = f'<a rel="next" href="/{section}?page={number + 1}">Older stories</a>' if more else ""
    title = section.replace("-", " ").title()
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | The Tidewater Courier</title>
<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>
<body><header class="masthead"><a href="/">The Tidewater Courier</a>
<nav><a href="/local-news">Local news</a> <a href="/business">Business</a></nav></header>
<main><h1>{title}</h1><ul class="cards">
{cards}
</ul><p class="pager">{further}</p></main>
<footer><p>The Tidewater Courier, 4 Quay Street. <a href="/imprint">Imprint</a></p></footer></body></html>"""


def front_page() -> str:
    """The home page: the two newest stories of each section, and the feed."""
    newest = [story for section in _BEATS for story in [one for one in ARTICLES if one.section == section][:2]]
    cards = "\n".join(
        f'<li class="card"><h2><a href="{story.path}">{story.headline}</a></h2><p>{story.dek}</p></li>'
        for story in newest
    )
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>The Tidewater Courier</title>
<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>
<body><header class="masthead"><a href="/">The Tidewater Courier</a>
<nav><a href="/local-news">Local news</a> <a href="/business">Business</a></nav></header>
<main><ul class="cards">
{cards}
</ul></main><footer><p>The Tidewater Courier, 4 Quay Street.</p></footer></body></html>"""


def feed(root: str) -> str:
    """RSS 2.0 with all articles, newest first."""
    stories = sorted(ARTICLES, key=lambda story: story.published, reverse=True)
    items = "".join(
        f"<item><title>{story.headline}</title><link>{root + story.path}?utm_source=rss</link>"
        f"<guid>{root + story.path}</guid><pubDate>{_rfc822(story.published)}</pubDate>"
        f"<description>{story.dek}</description></item>"
        for story in stories
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Tidewater Courier</title>'
        f"<link>{root}/</link><description>News from Tidewater</description>{items}</channel></rss>"
    )


def _rfc822(iso: str) -> str:
    from datetime import datetime
    from email.utils import format_datetime

    return format_datetime(datetime.fromisoformat(iso))


class Asked(NamedTuple):
    """One request as the server saw it."""

    path: str
    """With the query."""
    at: float
    """Seconds, monotonic."""
    user_agent: str


Answer = tuple[int, dict[str, str], bytes]
"""Status, headers, body."""


@dataclass
class PlainSite:
    """The running site. `faults` maps a path to a function of how often it was asked before, giving an answer or None
    for the usual page."""

    root: str = ""
    log: list[Asked] = field(default_factory=list)
    faults: dict[str, Callable[[int], Answer | None]] = field(default_factory=dict)
    robots: str = "User-agent: *\nDisallow: /private/\n"
    pause: float = 0.0
    """Seconds each article takes."""

    def asked(self, path: str) -> list[Asked]:
        return [one for one in self.log if one.path == path]

    def articles_asked(self) -> list[str]:
        """Paths of the article requests, in order."""
        known = {story.path for story in ARTICLES}
        return [one.path for one in self.log if one.path.rstrip("/") in known]

    def answer(self, path: str, query: str) -> Answer:
        full = f"{path}?{query}" if query else path
        if (fault := self.faults.get(full)) is not None:
            before = sum(one.path == full for one in self.log) - 1
            if (answer := fault(before)) is not None:
                return answer
        html = {"Content-Type": "text/html; charset=utf-8"}
        if path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, self.robots.encode()
        if path == "/":
            return 200, html, front_page().encode()
        if path == "/rss.xml":
            return 200, {"Content-Type": "application/rss+xml"}, feed(self.root).encode()
        for story in ARTICLES:
            if story.path == path:
                time.sleep(self.pause)
                return 200, html, article_page(story, self.root).encode()
        if path.strip("/") in _BEATS and not path.endswith("/"):
            number = int(query.removeprefix("page=")) if query else 1
            if (page := section_page(path.strip("/"), number)) is not None:
                return 200, html, page.encode()
        return 404, html, b"<!DOCTYPE html><title>Not here</title><h1>Not here</h1>"


def _handler(site: PlainSite) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536  # head and body in one packet: else each answer waits for a delayed ACK

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            site.log.append(Asked(self.path, time.monotonic(), self.headers.get("User-Agent", "")))
            status, headers, body = site.answer(parts.path, parts.query)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in headers:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:  # the client went away, which some tests want
                self.close_connection = True

        def log_message(self, *_arguments: object) -> None: ...

    return Handler


@contextmanager
def plain_site() -> Iterator[PlainSite]:
    """The site on a free port while the block runs."""
    site = PlainSite()
    with serving(_handler(site)) as site.root:
        yield site
