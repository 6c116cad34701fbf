"""What an article shows from elsewhere and its text leaves out, noted as flags: who quotes the archive should know."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes, is_hidden
from qiosk_scraper.layers.furniture import is_ad
from qiosk_scraper.layers.generic.scope import scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing

_KINDS = (
    (
        "embed_video",
        re.compile(
            r"youtu\.?be|vimeo|dailymotion|jwplatform|brightcove|kaltura|rumble|player\.|/video|twitch|vidazoo", re.I
        ),
    ),
    (
        "embed_post",
        re.compile(
            r"twitter|//x\.com|instagram|facebook\.com/(?:plugins|.*posts)|tiktok|bsky|bluesky|threads\.net|mastodon|reddit|"
            r"t\.me|telegram|linkedin\.com/embed|truthsocial",
            re.I,
        ),
    ),
    (
        "embed_audio",
        re.compile(r"spotify|soundcloud|podcast|acast|megaphone|audioboom|omny|simplecast|podigee|/audio", re.I),
    ),
    (
        "embed_graphic",
        re.compile(
            r"datawrapper|flourish|infogram|tableau|google\.[a-z.]+/maps|openstreetmap|scribd|documentcloud|genially",
            re.I,
        ),
    ),
)
_QUOTED = NamePattern(
    r"twitter-|(?:^|[\s_-])tweet(?:$|[\s_-])|instagram-media|tiktok-embed|bluesky-embed|reddit-embed|text-post-media|mastodon"
)
_PLAYERS = NamePattern(
    r"youtube-?_*(?:player|embed|video|container)|flourish-embed|datawrapper-?_*embed|infogram-embed|tableauplaceholder|"
    r"wp-block-embed(?=\s|$)|(?:^|[\s_-])(?:fb|facebook)-(?:post|video)"
)
"""Of boxes that a script turns into what is embedded."""
_TAGS = ("iframe", "video", "audio", "blockquote")
_SOURCES = ("src", "data-src", "data-runner-src", "data-lazy-src", "data-href", "title")
_MADE = ("lite-youtube", "lite-vimeo", "amp-youtube", "amp-vimeo", "amp-brightcove", "amp-jwplayer", "amp-twitter")
_MADE_POSTS = ("amp-instagram", "amp-facebook", "amp-tiktok", "amp-iframe", "amp-audio", "amp-video", "bluesky-post")


def embed_flags(page: Page) -> tuple[str, ...]:
    """Kinds of what is embedded in the article's text: `embed_video`, `embed_post`, `embed_audio`, `embed_graphic`."""
    boxes = (*page.index.tags(*_TAGS, *_MADE, *_MADE_POSTS), *page.index.called(_PLAYERS))
    candidates = [element for element in boxes if _kind(element)]
    if not candidates:
        return ()
    here = scope(page)
    places = page.index.place
    apart = Enclosing(_is_apart)
    found = {
        kind
        for element in candidates
        if here.start <= places[element] <= here.end and (kind := _kind(element)) and _is_shown(element, apart)
    }
    return tuple(sorted(found))


def _kind(element: HtmlElement) -> str | None:
    if element.tag in ("video", "audio"):
        return f"embed_{element.tag}"
    if element.tag == "blockquote":
        return "embed_post" if _QUOTED.search(classes(element)) else None
    said = [element.get(name) for name in _SOURCES]
    if element.tag != "iframe":
        said += [element.tag, classes(element)]
    source = " ".join(filter(None, said))
    return next((kind for kind, pattern in _KINDS if pattern.search(source)), None)


def _is_shown(element: HtmlElement, apart: Enclosing) -> bool:
    if element.get("width") in ("0", "1") or is_hidden(element) or is_ad(element):
        return False
    return not apart.holds(element)


def _is_apart(node: HtmlElement) -> bool:
    return node.tag in ("aside", "nav", "footer") or is_ad(node) or is_hidden(node)
