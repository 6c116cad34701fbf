"""The Saltmarsh Post: a made-up paper of any size over real HTTP on 127.0.0.1, for runs that are killed or run out of
room. It moves one article, takes one away, and answers for one only when asked twice; its pages link to each other.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import NamedTuple
from urllib.parse import urlsplit

from loopback import serving

SECTIONS = ("harbour", "council", "weather")
PER_PAGE = 10
_NOUNS = ("ferry", "pilot", "dredger", "quay", "ledger", "tide", "marsh", "lantern", "bridge", "chapel", "anchor")
_VERBS = ("delays", "reopens", "questions", "repairs", "counts", "sells", "paints", "measures")
_ENDS = ("before winter", "after a vote", "without notice", "for the third year", "despite the fog", "at low water")


class Asked(NamedTuple):
    """One request: by which run (its contact), and for what."""

    run: str
    path: str
    at: float
    """Seconds, monotonic."""


@dataclass(frozen=True)
class Story:
    number: int
    section: str
    headline: str
    paragraphs: tuple[str, ...]

    @property
    def path(self) -> str:
        return f"/{self.section}/story-{self.number}/"


def stories(count: int, seed: int) -> list[Story]:
    """`count` different stories; the same for the same seed."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        noun, verb, end = chance.choice(_NOUNS), chance.choice(_VERBS), chance.choice(_ENDS)
        paragraphs = tuple(
            f"Paragraph {place} about the {noun} says that the {chance.choice(_NOUNS)} {chance.choice(_VERBS)} "
            f"{chance.choice(_ENDS)}, which {chance.randint(2, 900)} people of Saltmarsh had asked for in letters."
            for place in range(chance.randint(3, 6))
        )
        headline = f"{noun.title()} office {verb} its {chance.choice(_NOUNS)} {end}, case {number}"
        made.append(Story(number, SECTIONS[number % len(SECTIONS)], headline, paragraphs))
    return made


@dataclass
class Post:
    """The running paper."""

    stories: list[Story]
    root: str = ""
    pause: float = 0.0
    """Seconds each article takes."""
    hold: threading.Event = field(default_factory=threading.Event)
    """Articles are answered while it is set."""
    log: list[Asked] = field(default_factory=list)
    trial: str = ""
    """What the names of the runs begin with that are answered now."""

    def __post_init__(self) -> None:
        self.hold.set()
        self._at = {story.path: story for story in self.stories}
        self._moved, self._gone, self._slow = self.stories[4], self.stories[5], self.stories[6]

    def begin(self, trial: str, pause: float = 0.0) -> None:
        """A new trial: nothing was asked yet. What a killed run of an earlier trial still has on its way is no part
        of it."""
        self.log, self.trial, self.pause = [], trial, pause
        self.hold.set()

    @property
    def slow_path(self) -> str:
        """Of the article that is answered for when asked twice."""
        return self._slow.path

    @property
    def targets(self) -> list[str]:
        return [f"{self.root}/{section}/" for section in SECTIONS]

    def answer(self, path: str, query: str) -> tuple[int, dict[str, str], str]:
        if path == "/robots.txt":
            return 200, {"Content-Type": "text/plain"}, "User-agent: *\nAllow: /\n"
        if path == self._moved.path:
            return 301, {"Location": f"{path}moved/"}, ""
        if path == f"{self._moved.path}moved/":
            return 200, {}, self.article(self._moved)
        if path == self._gone.path:
            return 410, {}, "<h1>Gone</h1>"
        if path == self._slow.path and sum(asked.path == path for asked in self.log) == 1:
            return 503, {}, "<h1>Busy</h1>"
        if story := self._at.get(path):
            time.sleep(self.pause)
            self.hold.wait(60)
            return 200, {}, self.article(story)
        section = path.strip("/")
        if section in SECTIONS:
            return 200, {}, self.section(section, int(query.removeprefix("page=") or 1))
        return 404, {}, "<h1>Not here</h1>"

    def article(self, story: Story) -> str:
        others = [self.stories[(story.number + step) % len(self.stories)] for step in (3, 7, 11)]
        related = "".join(f'<li><a href="{other.path}">{other.headline}</a></li>' for other in others)
        linked = f'<p>See <a href="{others[0].path}?ref=body">an earlier report</a> on this.</p>'
        machine = {
            "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.headline,
            "datePublished": f"2025-03-{1 + story.number % 28:02d}T08:00:00+00:00",
            "author": {"@type": "Person", "name": f"{story.section.title()} Desk"}, "url": self.root + story.path,
        }  # fmt: skip
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{story.headline}</title>
<link rel="canonical" href="{self.root}{story.path}"><meta property="og:type" content="article">
<script type="application/ld+json">{json.dumps(machine)}</script></head><body>
<main><article><h1>{story.headline}</h1>
<figure><img src="/media/{story.number}.jpg" width="1200" height="800" alt="">
<figcaption>The {story.section} seen from story {story.number}. Photo: Ines Falk</figcaption></figure>
{"".join(f"<p>{text}</p>" for text in story.paragraphs)}{linked}</article>
<aside class="related"><h2>Related</h2><ul>{related}</ul></aside></main></body></html>"""

    def section(self, section: str, number: int) -> str:
        mine = [story for story in self.stories if story.section == section]
        shown = mine[(number - 1) * PER_PAGE : number * PER_PAGE]
        cards = "".join(
            f'<li class="card"><h2><a href="{story.path}">{story.headline}</a></h2><p>{story.paragraphs[0]}</p></li>'
            for story in shown
        )
        more = f'<a rel="next" href="/{section}/?page={number + 1}">Older</a>' if len(mine) > number * PER_PAGE else ""
        return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{section}</title></head>
<body><main><h1>{section.title()}</h1><ul>{cards}</ul><p>{more}</p></main></body></html>"""


def _handler(post: Post) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536  # head and body in one packet: else each answer waits for a delayed ACK

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            _, _, contact = self.headers.get("User-Agent", "").partition("(+")
            run = contact.partition("@")[0]
            if not run.startswith(post.trial):
                self.close_connection = True
                return
            post.log.append(Asked(run, self.path, time.monotonic()))
            status, headers, page = post.answer(parts.path, parts.query)
            body = page.encode()
            try:
                self.send_response(status)
                for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:  # the client was killed
                self.close_connection = True

        def log_message(self, *_arguments: object) -> None: ...

    return Handler


@contextmanager
def saltmarsh_post(count: int = 60, seed: int = 1) -> Iterator[Post]:
    """The paper on a free port while the block runs."""
    post = Post(stories(count, seed))
    with serving(_handler(post)) as post.root:
        try:
            yield post
        finally:
            post.hold.set()
