"""Fields from `meta`, `link` and `time` elements: OpenGraph, Twitter, Parsely, Sailthru, Dublin Core, Highwire."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from qiosk_scraper.items import Author, Photo
from qiosk_scraper.layers.json_ld import split_tags
from qiosk_scraper.layers.meta_names import NAMES
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.headlines import without_site_name
from qiosk_scraper.normalise.text import clean, decoded, fold
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page

_PARSELY = ("parsely-page", "parsely-metadata")
_AUTHOR_LABELS = re.compile(
    r"(?:written\s+by|by|author|verfasst\s+von|geschrieben\s+von|écrit\s+par|escrito\s+por|scritto\s+da"
    r"|autor|geschreven door)$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"related|teaser|sidebar|recommend|promo|most-?read|latest|trending|newsletter|comment|footer|more-"
    r"|also-|read-?next",
    re.IGNORECASE,
)


@once_per_page
def _parsely(page: Page) -> dict[str, Any]:
    for name in _PARSELY:
        for value in page.meta.get(name, ()):
            try:
                found = json.loads(value)
            except (ValueError, RecursionError):
                continue
            if isinstance(found, dict):
                return found
    return {}


def _values(page: Page, name: str) -> tuple[str, ...]:
    if name.startswith("parsely-page:"):
        value = _parsely(page).get(name.partition(":")[2])
        items = value if isinstance(value, list) else [value]
        return tuple(item for item in items if isinstance(item, str))
    return page.meta.get(name, ())


def _texts(page: Page, field: str) -> list[str]:
    """All values under the first name that has any."""
    for name in NAMES[field]:
        found = [text for value in _values(page, name) if (text := decoded(value))]
        if found:
            return list(dict.fromkeys(found))
    return []


def _first(field: str) -> Callable[[Page], str | None]:
    def reader(page: Page) -> str | None:
        return next(iter(_texts(page, field)), None)

    return reader


def site_names(page: Page) -> tuple[str, ...]:
    """What the site calls itself, in its own metadata."""
    found = [
        decoded(value)
        for name in (
            "og:site_name",
            "application-name",
            "apple-mobile-web-app-title",
            "dc.publisher",
            "publisher",
            "cre",
        )
        for value in page.meta.get(name, ())
    ]
    for node in page.json_ld:
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(name := publisher.get("name"), str):
            found.append(decoded(name))
    return tuple(dict.fromkeys(name for name in found if name and not name.startswith("http")))


@once_per_page
def title_ends(page: Page) -> list[str]:
    """What stands behind the last bar of the page's titles: the site's name as often as not."""
    shown = (text for _, text in page.titles[:3])
    titles = (page.text("title"), *page.meta.get("og:title", ()), *shown)
    ends = [
        parts[-1]
        for text in titles
        if text and len(text) <= _LONGEST_TITLE and len(parts := _TITLE_BAR.split(clean(text))) > 1
    ]
    return [decoded(end) for end in ends if len(end.split()) <= 4]


_LONGEST_TITLE = 1_000
_TITLE_BAR = re.compile(r"\s+[|–—\-•·]\s+|\s*[|｜]\s*|(?<=[\u3400-\u9fff])_(?=[\u3400-\u9fff])")


def headline(page: Page) -> str | None:
    """The title for sharing, without the site's name at its end."""
    for text in _texts(page, "headline"):
        shown = next((heading for _, heading in page.titles[:_MOST_HEADINGS] if heading.startswith(text[:12])), "")
        return without_site_name(text, site_names(page), shown=shown) or None
    return None


_MOST_HEADINGS = 10


def dek(page: Page) -> str | None:
    title = fold(headline(page) or "")
    for name in NAMES["dek"]:
        for value in page.meta.get(name, ()):
            text = decoded(value)
            if text and fold(text) != title:
                return text
    return None


def authors(page: Page) -> list[Author | str]:
    """Names only: `article:author` is the address of a profile as often as not."""
    for name in NAMES["authors"]:
        if name == "twitter:data1" and not any(
            _AUTHOR_LABELS.match(label) for label in page.meta.get("twitter:label1", ())
        ):
            continue
        found: list[Author | str] = [
            text for value in _values(page, name) if (text := _AGLS.sub("", decoded(value))) and not is_address(text)
        ]
        if found:
            return list(dict.fromkeys(found))
    return []


_AGLS = re.compile(
    r"^(?:corporate|personal)Name\s*=\s*|;\s*(?:jurisdiction|address|contact|sector)\w*\s*=.*$", re.IGNORECASE
)
"""How governments write `DC.Creator`: `corporateName=Department of Health; jurisdiction=…`."""


def is_address(text: str) -> bool:
    return text.startswith(("@", "/")) or "://" in text or (" " not in text and ("www." in text or ".com" in text))


def published(page: Page) -> str | None:
    return next(iter(_texts(page, "published")), None) or _time_beside_headline(page)


def _time_beside_headline(page: Page) -> str | None:
    """`time[datetime]` in the smallest part of the page that holds the `h1` too, outside of any teaser."""
    headlines = page.select("h1")
    for heading in headlines[:1]:
        part = heading.getparent()
        for _ in range(6):
            if part is None or part.tag in ("body", "html"):
                break
            for time in part.iter("time"):
                value = (time.get("datetime") or "").strip()
                if re.search(r"\d{4}", value) and not _in_teaser(time, part):
                    return value
            part = part.getparent()
    return None


def _in_teaser(element: HtmlElement, part: HtmlElement) -> bool:
    for ancestor in element.iterancestors():
        if ancestor is part:
            return False
        if ancestor.tag in ("aside", "nav", "footer", "li", "a", "article", "blockquote") or _FURNITURE.search(
            f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"
        ):
            return True
    return False


def sections(page: Page) -> list[str]:
    return _texts(page, "sections")


def tags(page: Page) -> list[str]:
    return next((names for _, names in tags_by_name(page)), [])


@once_per_page
def tags_by_name(page: Page) -> tuple[tuple[str, list[str]], ...]:
    """(meta name, tags) of every list of tags, in order of trust."""
    found = []
    for name in NAMES["tags"]:
        texts = [text for value in _values(page, name) if (text := decoded(value))]
        if names := list(dict.fromkeys(tag for text in texts for tag in split_tags(text))):
            found.append((name, names))
    return tuple(found)


def language(page: Page) -> str | None:
    """`html@lang`, then `og:locale` and others: the locale is left at the CMS's default more often."""
    for element in page.index.tags("html"):
        for name in ("lang", "xml:lang", "{http://www.w3.org/XML/1998/namespace}lang"):
            if value := (element.get(name) or "").strip():
                return value
    return next(iter(_texts(page, "language")), None)


def lead_photo(page: Page) -> Photo | None:
    for name in (
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
        "parsely-image-url",
        "parsely-page:image_url",
        "sailthru.image.full",
        "thumbnail",
        "image",
    ):
        for value in _values(page, name):
            if url := page.absolute(value):
                alt = next(
                    (
                        decoded(text)
                        for key in ("og:image:alt", "twitter:image:alt")
                        for text in page.meta.get(key, ())
                        if text
                    ),
                    None,
                )
                return Photo("lead", url, alt=alt)
    for link in page.links.get("image_src", ()):
        if href := link.get("href"):
            return Photo("lead", href)
    return None


def canonical_url(page: Page) -> str | None:
    for link in page.links.get("canonical", ()):
        if href := link.get("href"):
            return href
    value = page.first_meta("og:url", "parsely-link", "twitter:url", "sailthru.url")
    return page.absolute(value)


def access(page: Page) -> str | None:
    tier = (
        page.first_meta(
            "article:content_tier", "og:article:content_tier", "content_tier", "cxenseparse:pageclass-access"
        )
        or ""
    ).lower()
    said = {"free": "free", "locked": "paywalled", "metered": "paywalled", "paid": "paywalled"}.get(tier)
    return said or _access_marked(page)


def _access_marked(page: Page) -> str | None:
    """What microdata says of the article whose headline stands in the same item; other articles' cards may cost."""
    if not page.first_meta("isaccessibleforfree"):
        return None
    for element in islice(page.index.tags("meta"), _MOST_META):
        if (element.get("itemprop") or "").lower() != "isaccessibleforfree":
            continue
        item = next((node for node in element.iterancestors() if node.get("itemscope") is not None), None)
        if item is None or item.tag in ("html", "body") or page.index.below(item, "h1"):
            return {"false": "paywalled", "true": "free"}.get((element.get("content") or "").strip().lower())
    return None


_MOST_META = 300


FIELDS: Layer = {
    "headline": headline,
    "dek": dek,
    "authors": authors,
    "published": published,
    "modified": _first("modified"),
    "sections": sections,
    "tags": tags,
    "language": language,
    "lead_photo": lead_photo,
    "canonical_url": canonical_url,
    "access": access,
}
