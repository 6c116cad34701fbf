"""Further articles that a page carries in the data for its scripts alone: lists called related, recommended, most read.

Asked for where the markup shows none: the scripts will.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from qiosk_scraper.items import Photo, Teaser
from qiosk_scraper.layers.app_data import (
    DEK_KEYS,
    PICTURE_KEYS,
    PUBLISHED_KEYS,
    TITLES,
    Story,
    key_of,
    objects,
    plain,
    states,
    under,
)
from qiosk_scraper.layers.generic.addresses import Addresses
from qiosk_scraper.layers.generic.cards import NO_ARTICLE, long_enough, target_of
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page

_LISTS = re.compile(
    r"(.*)(?:(?<!un)(?<!cor)related|recommended|recommendations|mostread|mostpopular|mostviewed|readnext|readmore|upnext|"
    r"morefrom|morestories|morearticles|morenews|furtherreading|alsoread|youmaylike)(\w{0,40})|"
    r"(?:trending|popular)(?:article|storie|post|new)s?"
)
"""Keys without case and marks: what stands before and behind the word says of what the list is."""
_STORIES = re.compile(
    r"article|(?<!hi)stor(?:y|ies)|news(?!letter)|post(?!er)|coverage|reportage|artikel|beitrag|noticia"
)
_NO_NOUN = re.compile(
    r"(?:s|es|contents?|items?|reads?|reading|entr(?:y|ies)|pieces?|teasers?|cards?|lists?|data|results?|collections?|"
    r"feeds?|box(?:es)?|blocks?|modules?|groups?|widgets?|for|you|user|this|now|today|all|latest|to|the|also|more|in|"
    r"nodes?|edges?|assets?|query|page|site)*"
)
"""Behind the word of a key: what says nothing of the kind of the things in its list."""
_OTHER_THINGS = re.compile(
    r"podcast|episode|video|audio|radio|recipe|product|ware|event|job|people|person|author|writer|profile|tag|topic|"
    r"keyword|term|categor|subject|game|show|galler|image|photo|links?$|deal|offer|course|book|compan|letter|section|"
    r"search|quer(?:y|ies)|question|place|hotel|tour"
)
_TYPE_KEYS = "typename type contenttype entitytype articletype kind"
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
    site = Addresses(page.url)
    for state in told:
        for node in objects(state):
            for key, value in node.items():
                if len(found) >= _MOST_LISTS:
                    break
                if (
                    key not in found
                    and isinstance(value, (list, dict))
                    and len(key) <= _LONGEST_KEY
                    and (named := _LISTS.fullmatch(key_of(key)))
                ):
                    cards = list(_cards(page, key, _listed(value), known, site, _other_things(named)))
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


def _other_things(key: re.Match[str]) -> str | None:
    """Of what a list is by its key, if not of articles: "podcast" of `relatedPodcasts`, "" of a word nobody knows."""
    before, behind = key[1] or "", key[2] or ""
    if _STORIES.search(behind) or "morefrom" in key[0]:
        return None
    if found := _OTHER_THINGS.search(behind) or _OTHER_THINGS.search(before):
        return found[0]
    return None if _NO_NOUN.fullmatch(behind) else ""


def _is_story(node: Story, path: str, site: Addresses, others: str | None) -> bool:
    """Whether a thing says that it is an article, or nothing says otherwise and its address or a date makes it one. A
    recipe beside a recipe counts as one."""
    kinds = " ".join(value.lower() for value in under(node, *_TYPE_KEYS.split()) if isinstance(value, str))
    if site.is_elsewhere(path):
        return False
    if not others:
        if _STORIES.search(kinds):
            return True
        if found := _OTHER_THINGS.search(kinds):
            others = found[0]
    if others is not None:
        return site.shares_section(path) and others in path.split("/")[1].lower()
    return site.may_be_article(path) or next(under(node, *PUBLISHED_KEYS.split()), None) is not None


def _cards(
    page: Page, block: str, items: list[Any], known: set[str], site: Addresses, others: str | None
) -> Iterator[Teaser]:
    position = 0
    host = target_of(page.url).host
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
        if not _is_story(node, target.path, site, others):
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
