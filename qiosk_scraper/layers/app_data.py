"""Fields from the data that a page carries for its scripts: Next.js, Nuxt, Apollo, Redux and others, Arc's `Fusion`.

The story is the object whose title is the page's headline; whatever it is called, its parts have the names that
newsrooms give them. Asked for what neither metadata nor markup tell: the data hold drafts, search titles and the
stories of the boxes beside it, too. Seen on 24 of 129 publisher pages of 2023 to 2026.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from qiosk_scraper.items import Author, Photo
from qiosk_scraper.layers import json_ld, open_graph
from qiosk_scraper.layers.generic.deks import dek_element
from qiosk_scraper.layers.generic.photos import lead_photo as displayed_lead
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.layers.script_values import called, is_flat, unfolded
from qiosk_scraper.normalise.text import clean, decoded, fold
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page

Story = Mapping[str, Any]

_ASSIGNED = re.compile(
    r"(?:Fusion\.globalContent|(?:window|self|globalThis)\.(?:__[A-Z][A-Z_]{2,40}__|__remixContext|(?:INITIAL|PRELOADED|APP)_STATE)|"
    r"(?:window|self)\[[\"']__[A-Z_]{3,40}__[\"']\])\s*=\s*(?P<parse>JSON\.parse\()?\s*(?=[{\[\"'])"
)
_ASSIGNED_TO = ("Fusion.globalContent", "window.", "self.__", "globalThis.__", "window[", "self[")
_FLIGHT = re.compile(r"self\.__next_f\.push\(\s*\[\s*1\s*,\s*(\"(?:[^\"\\]|\\.)*\")\s*\]\s*\)", re.DOTALL)
_FLIGHT_ROW = re.compile(r"(?<![\w\":,])[0-9a-f]{1,3}:(?=\[[\[\"]|\{\")")
"""A row of React's flight data; a row of text before it ends without a line break."""
_LONGEST = 1_500_000
"""Characters of one script looked at; 1 MB takes 10 ms."""
_MOST_UNREAD = 20
"""Values of one script that are no JSON before it is left."""
_MOST_NODES = 30_000
_TITLE_KEYS = """
headline title headlines name webheadline articletitle storyheadline promoheadline seoheadline currentheadline
contenttitle pagename seotitle contentdocumenttitle
"""
TITLES = frozenset(_TITLE_KEYS.split())
DEK_KEYS = "subheadlines subheadline dek deck standfirst subtitle leadtext lead intro teasertext chapo summary"
PUBLISHED_KEYS = """
firstpublishdate firstpublicationdate displaydate publishedtime publisheddate publishedat datepublished publicationdate
publishdate published pubdate publishat deploydt firstpublished createdat
"""
_MODIFIED_KEYS = """
lastupdateddate updatedtime datemodified updatedat lastmodifieddate lastmodified updated modified redeploydt
lastpublished
"""
PICTURE_KEYS = "promoitems leadimage mainimage leadart leadmedia heroimage image mainmedia"
_HTML = re.compile(r"<[^<>]*>")


@once_per_page
def story(page: Page) -> Story | None:
    """The fullest object of the page's data that has the page's headline as its title."""
    told = {fold(text) for text in _long(page)}
    best: Story | None = None
    for state in states(page):
        for node in objects(state):
            if len(node) > (len(best) if best is not None else 3) and any(
                _is_told(fold(text), told) for key in node if key_of(key) in TITLES for text in plain(node[key])
            ):
                best = node
    return best


def _long(page: Page) -> list[str]:
    return [text for text in map(clean, _told(page)) if len(text) >= 8]


@once_per_page
def states(page: Page) -> tuple[Any, ...]:
    """The data of each script that holds the page's headline."""
    texts = _long(page)
    starts = {start for text in texts for start in (text[:12], json.dumps(text[:12])[1:-1], html.escape(text[:12]))}
    return tuple(_states(page, starts)) if starts else ()


def _is_told(title: str, told: set[str]) -> bool:
    """Whether a title is the page's headline, with the section's and the site's names behind it or without."""
    return title in told or (
        len(title) >= 15 and any(text.startswith(title) and len(title) > 0.6 * len(text) for text in told)
    )


def _told(page: Page) -> Iterator[str]:
    for name in ("og:title", "twitter:title"):
        yield from page.meta.get(name, ())
    yield from (text for _, text in page.titles[:3])
    told = [decoded(text) for node in page.json_ld if isinstance(text := node.get("headline"), str)]
    yield from told
    if not (told or page.titles or page.meta.get("og:title") or page.meta.get("twitter:title")):
        title = clean(page.text("title") or "")  # nothing else says what the page is called
        if not _FRONT_PAGE.fullmatch(page.url) and (_TITLE_BAR.search(title) or len(title.split()) >= _FEWEST_WORDS):
            yield title


_TITLE_BAR = re.compile(r"\s[|–—·»«:-]\s|[|｜_]|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{8}")
_FRONT_PAGE = re.compile(r"\w+://[^/?#]+/?")
_FEWEST_WORDS = 5
"""Of a title that has nothing but the headline; a shorter one is the site's name."""


def headline(page: Page) -> str | None:
    """The story's title, where the page has no other than `title`, in which the site's name stands, too."""
    if page.titles or page.meta.get("og:title") or json_ld.headline(page):
        return None
    node = story(page)
    return next((text for value in under(node, "headline", "title", "headlines") for text in plain(value)), None)


def _states(page: Page, starts: Iterable[str]) -> Iterator[Any]:
    """The data of each script that holds one of the texts."""
    flight: list[str] = []
    for attributes, script in page.scripts:
        if "__next_f" in script:
            flight += [str(_value(found[1])) for found in _FLIGHT.finditer(script)]
            continue
        if not 1_000 <= len(script) <= _LONGEST or "ld+json" in attributes:
            continue
        if not any(start in script for start in starts):
            continue
        if "application/json" in attributes:
            value = _value(script)
            yield unfolded(value) if is_flat(value) else value
        elif (call := script.find("__NUXT__=(function")) >= 0:
            yield called(script, call + len("__NUXT__="))
        else:
            for value in _values(_assigned(script), script):
                yield _value(value) if isinstance(value, str) else value
    text = "".join(flight)
    if len(text) <= _LONGEST and any(start in text for start in starts):
        yield from _values(_FLIGHT_ROW.finditer(text), text)


def _values(before: Iterable[re.Match[str]], text: str) -> Iterator[Any]:
    """The JSON values that stand behind each match, one after the other; those inside of another left out."""
    done = unread = 0
    for found in before:
        if found.end() < done:
            continue
        try:
            value, done = _DECODER.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            unread += 1  # each may cost a look at all that follows
            if unread >= _MOST_UNREAD:
                return
            continue
        yield value


def _assigned(text: str) -> Iterator[re.Match[str]]:
    """The assignments in a script, found by their first words: the pattern alone takes 20 times as long to search."""
    starts = sorted(found.start() for name in _ASSIGNED_TO for found in re.finditer(re.escape(name), text))
    return (found for start in starts if (found := _ASSIGNED.match(text, start)))


def _value(text: str) -> Any:
    try:
        return _DECODER.raw_decode(text.strip())[0]
    except (ValueError, RecursionError):
        return None


_DECODER = json.JSONDecoder(strict=False, parse_constant=lambda _: None)


def objects(state: Any) -> Iterator[Story]:
    """The objects in a JSON value, at any depth."""
    waiting = [state]
    seen = 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop()
        seen += 1
        if type(node) is dict:
            yield node
            waiting += [value for value in node.values() if type(value) in _NESTED]
        elif type(node) is list:
            waiting += [value for value in node if type(value) in _NESTED]


_NESTED = frozenset((dict, list))
"""Types that hold others, as `json` makes them; `isinstance` takes three times as long."""


@lru_cache(8_192)
def key_of(name: str) -> str:
    """A key without case, marks and the arguments that Apollo writes behind it."""
    return re.sub(r"[^a-z]", "", name.partition("(")[0].lower())


def plain(value: Any) -> Iterator[str]:
    """Texts of a value: of a string, of `{basic: …}`, of `{name: …}`, of each item of a list."""
    if isinstance(value, str):
        if text := decoded(_HTML.sub(" ", value)):
            yield text
    elif isinstance(value, list):
        for item in value[:60]:
            yield from plain(item)
    elif isinstance(value, dict):
        for key in ("basic", "display", "web", "name", "text", "title", "label", "value", "full_name", "fullName"):
            if key in value and (found := list(plain(value[key]))):
                yield from found
                return


def under(node: Story | None, *names: str) -> Iterator[Any]:
    """Values under the first of the names that the story knows, then under the next."""
    if node is None:
        return
    known = {key_of(key): key for key in node}
    for name in names:
        if (key := known.get(name)) is not None and node[key] not in (None, "", [], {}):
            yield node[key]


def _text(page: Page, *names: str) -> str | None:
    for value in under(story(page), *names):
        for text in plain(value):
            return text
    return None


def dek(page: Page) -> str | None:
    if dek_element(page) is not None:
        return None
    text = _text(page, *DEK_KEYS.split())
    return text if text and 15 <= len(text) <= 700 else None


def authors(page: Page) -> list[Author | str]:
    if json_ld.authors(page) or open_graph.authors(page):
        return []
    node = story(page)
    for value in under(node, "credits", "authors", "author", "byline", "bylines", "contributors"):
        people = value.get("by", value) if isinstance(value, dict) else value
        if names := [text for text in plain(people) if len(text) <= 80]:
            return list(dict.fromkeys(names))
    return []


def published(page: Page) -> str | None:
    return _date(page, *PUBLISHED_KEYS.split())


def modified(page: Page) -> str | None:
    return _date(page, *_MODIFIED_KEYS.split())


def _date(page: Page, *names: str) -> str | None:
    for value in under(story(page), *names):
        if isinstance(value, (str, int)) and not isinstance(value, bool) and re.search(r"\d{4}", str(value)):
            return clean(str(value))
    return None


def tags(page: Page) -> list[str]:
    node = story(page)
    for value in under(node, "taxonomy"):
        if isinstance(value, dict) and (names := list(plain(value.get("tags")))):
            return names
    for value in under(node, "tags", "topics", "keywords"):
        if isinstance(value, list) and (names := [text for text in plain(value) if len(text) <= 60]):
            return names
    return []


def sections(page: Page) -> list[str]:
    node = story(page)
    for value in under(node, "taxonomy"):
        if isinstance(value, dict):
            for key in ("primary_section", "sections"):
                if names := list(plain(value.get(key))):
                    return names[:3]
    return []


def lead_photo(page: Page) -> Photo | None:
    """The picture of the story's own data, with its line: `promo_items` of Arc, `leadImage`, `mainMedia`."""
    if (shown := displayed_lead(page)) is not None and (shown.caption or shown.credit):
        return None
    node = story(page)
    for value in under(node, *PICTURE_KEYS.split()):
        for item in _pictures(value):
            url = next((found for found in map(page.absolute, _strings(item, "url", "src", "href")) if found), None)
            caption = next(iter(_strings(item, "caption", "description", "legend")), None)
            credit = _credit(item)
            if credit or (caption and len(caption.split()) > 3):
                return Photo("lead", url, caption=caption, credit=credit)
    return None


def _pictures(value: Any) -> Iterator[Story]:
    if isinstance(value, dict):
        inner = [value[key] for key in ("lead_art", "basic", "images", "image", "data") if key in value]
        yield value
        for item in inner:
            yield from _pictures(item)
    elif isinstance(value, list):
        for item in value[:3]:
            yield from _pictures(item)


def _strings(item: Story, *names: str) -> list[str]:
    return [
        text for value in under(item, *names) if isinstance(value, str) and (text := decoded(_HTML.sub(" ", value)))
    ]


def _credit(item: Story) -> str | None:
    for value in under(item, "vanitycredits", "credits", "credit", "copyright", "photographer", "source", "author"):
        if isinstance(value, dict) and ("by" in value or "affiliation" in value):
            makers = [*plain(value.get("by")), *plain(value.get("affiliation"))]
        else:
            makers = list(plain(value))
        if makers and len(line := " / ".join(dict.fromkeys(makers))) <= 160:
            return line
    return None


FIELDS: Layer = {
    "headline": headline,
    "dek": dek,
    "authors": authors,
    "published": published,
    "modified": modified,
    "sections": sections,
    "tags": tags,
    "lead_photo": lead_photo,
}
