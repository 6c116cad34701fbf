"""Further articles that a page carries in the data for its scripts alone: lists called related, recommended, most read.

Asked for where the markup shows none: the scripts will.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from qiosk_scraper.items import Photo, Teaser
from qiosk_scraper.layers.app_data import DEK_KEYS, PICTURE_KEYS, TITLES, Story, key_of, objects, plain, states, under
from qiosk_scraper.layers.generic.cards import NO_ARTICLE, long_enough, target_of
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page

_LISTS = re.compile(
    r".*(?:(?<!un)(?<!cor)related|recommended|recommendations|mostread|mostpopular|mostviewed|readnext|readmore|upnext|"
    r"morefrom|morestories|morearticles|morenews|furtherreading|alsoread|youmaylike)"
    r"(?!\w*(?:tag|topic|keyword|author|people|categor|term|product|writer|compan|subject|letter|section|link|deal|job"
    r"|event))\w{0,20}|(?:trending|popular)(?:article|storie|post|new)s?"
)
"""Keys without case and marks."""
_WORDS = (
    "elated",
    "ecommend",
    "ostRead",
    "ostPopular",
    "ostViewed",
    "eadNext",
    "eadMore",
    "oreFrom",
    "oreStories",
    "trending",
)
"""Of which one stands in a script with such a key; looked for before it is read."""
_KEY_END = re.compile(r'[A-Za-z_]{0,24}(?:\([^()"]{0,200}\))?\\?"\s*:\s*[\[{]')
_MOST_LOOKED_AT = 20
_LONGEST_KEY = 80
_INNER = (
    "items",
    "articles",
    "stories",
    "posts",
    "results",
    "nodes",
    "edges",
    "data",
    "list",
    "basic",
    "content",
    "teasers",
)
_ADDRESS_KEYS = "url canonicalurl websiteurl href permalink link path articleurl storyurl shareurl fullurl uri pathname"
_LABEL_KEYS = "kicker eyebrow overline section category primarysection label"
_MOST_OF_A_LIST = 30
_MOST_LISTS = 12


def teasers(page: Page) -> list[Teaser]:
    """The articles of such lists, each list a block under the name it has in the data."""
    told = states(page)
    if not told or not any(_has_key(script) for attributes, script in page.scripts if "ld+json" not in attributes):
        return []
    found: dict[str, list[Teaser]] = {}
    known: set[str] = {target_of(page.url).key}
    host = target_of(page.url).host
    for state in told:
        for node in objects(state):
            for key, value in node.items():
                if len(found) >= _MOST_LISTS:
                    break
                if (
                    key not in found
                    and isinstance(value, (list, dict))
                    and len(key) <= _LONGEST_KEY
                    and _LISTS.fullmatch(key_of(key))
                ):
                    cards = list(_cards(page, key, _listed(value), host, known))
                    if cards:
                        found[key] = cards
    return [card for cards in found.values() for card in cards]


def _has_key(script: str) -> bool:
    """Whether a script may hold such a list: reading it costs more than looking for the key."""
    for word in _WORDS:
        at = script.find(word)
        for _ in range(_MOST_LOOKED_AT):
            if at < 0:
                break
            if _KEY_END.match(script, at + len(word)):
                return True
            at = script.find(word, at + 1)
    return False


def _listed(value: Any, depth: int = 0) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and depth < 3:
        for name in _INNER:
            if name in value and (inner := _listed(value[name], depth + 1)):
                return inner
    return []


def _cards(page: Page, block: str, items: list[Any], host: str, known: set[str]) -> Iterator[Teaser]:
    position = 0
    for item in islice(items, _MOST_OF_A_LIST):
        node = item.get("node", item) if isinstance(item, dict) else None
        if not isinstance(node, dict):
            continue
        headline = next((text for key in node if key_of(key) in TITLES for text in plain(node[key])), "")
        url = _address(page, node)
        if url is None or not long_enough(headline) or len(headline) > 300:
            continue
        target = target_of(url)
        if target.host != host or target.key in known or target.path in ("", "/") or NO_ARTICLE.search(target.path):
            continue
        known.add(target.key)
        position += 1
        yield Teaser(
            position,
            block,
            url,
            headline,
            kicker=_first(node, _LABEL_KEYS, 40),
            dek=_first(node, f"{DEK_KEYS} description excerpt", 700),
            photo=_photo(page, node),
        )


def _address(page: Page, node: Story) -> str | None:
    for value in under(node, *_ADDRESS_KEYS.split()):
        if isinstance(value, str) and (value.startswith(("/", "http"))):
            return page.absolute(value)
    return None


def _first(node: Story, names: str, longest: int) -> str | None:
    for value in under(node, *names.split()):
        for text in plain(value):
            return text if 0 < len(text) <= longest else None
    return None


def _photo(page: Page, node: Story) -> Photo | None:
    for value in under(node, *PICTURE_KEYS.split(), "thumbnail", "thumbnailurl", "imageurl", "featuredimage"):
        inner = value[0] if isinstance(value, list) and value else value
        if isinstance(inner, dict):
            inner = next((one for one in under(inner, "url", "src", "href", "basic")), None)
            if isinstance(inner, dict):
                inner = inner.get("url")
        if isinstance(inner, str) and inner.startswith(("/", "http")) and (url := page.absolute(inner)):
            return Photo("lead", url)
    return None


FIELDS: Layer = {"teasers": teasers}
