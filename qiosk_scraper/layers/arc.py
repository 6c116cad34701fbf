"""Arc XP: the story as `Fusion.globalContent` or a Next.js page carries it, in the ANS format that all its sites share.

`headlines.basic` is the displayed headline, `subheadlines.basic` the dek, `credits.by` the byline, `promo_items` the
lead art with caption and credits, `taxonomy` sections and tags. Dates are left to JSON-LD and the layer `app_data`:
`display_date` is moved when a story is pushed again (seen 2024-04).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from qiosk_scraper.items import Author, Photo
from qiosk_scraper.layers.app_data import story
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import decoded
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page

_TAG = re.compile(r"<[^<>]*>")
_FLAG = re.compile(r"[\w.]+(?:-[\w.]+)+|.*\d{4,}.*|.*[A-Z0-9]{12,}.*")
"""Tags that say something to programs: `story-has-edit-branch`, ids of templates."""


def is_arc(page: Page) -> bool:
    """Whether the page carries a story in Arc's format."""
    return (
        any("content_elements" in script or "Fusion.globalContent" in script for _, script in page.scripts)
        and _ans(page) is not None
    )


@once_per_page
def _ans(page: Page) -> Mapping[str, Any] | None:
    found = story(page)
    headlines = found.get("headlines") if found is not None else None
    return found if isinstance(headlines, dict) and isinstance(headlines.get("basic"), str) else None


def _at(page: Page, *path: str) -> Any:
    value: Any = _ans(page)
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _string(value: Any) -> str | None:
    return decoded(_TAG.sub(" ", value)) or None if isinstance(value, str) else None


def _list(value: Any) -> Iterator[dict[str, Any]]:
    yield from (item for item in value[:60] if isinstance(item, dict)) if isinstance(value, list) else ()


def headline(page: Page) -> str | None:
    return _string(_at(page, "headlines", "basic"))


def kicker(page: Page) -> str | None:
    return _string(_at(page, "label", "basic", "text")) or _string(_at(page, "label", "kicker", "text"))


def dek(page: Page) -> str | None:
    return _string(_at(page, "subheadlines", "basic"))


def authors(page: Page) -> list[Author | str]:
    return [
        Author(name, page.absolute(item.get("url")) if isinstance(item.get("url"), str) else None)
        for item in _list(_at(page, "credits", "by"))
        if (name := _string(item.get("name")))
    ]


def sections(page: Page) -> list[str]:
    named = [_string(_at(page, "taxonomy", "primary_section", "name"))]
    named += [_string(item.get("name")) for item in _list(_at(page, "taxonomy", "sections"))]
    return list(dict.fromkeys(name for name in named if name))


def tags(page: Page) -> list[str]:
    names = [_string(item.get("text")) for item in _list(_at(page, "taxonomy", "tags"))]
    return [name for name in names if name and not _FLAG.fullmatch(name)]


def lead_photo(page: Page) -> Photo | None:
    for key in ("lead_art", "basic", "image"):
        item = _at(page, "promo_items", key)
        if isinstance(item, dict) and item.get("type") != "image":
            item = (item.get("promo_items") or {}).get("basic") if isinstance(item.get("promo_items"), dict) else None
        if isinstance(item, dict) and (photo := _photo(page, item, "lead")) is not None and photo.credit:
            return photo
    return None


def inline_photos(page: Page) -> list[Photo]:
    found = [
        _photo(page, item, "inline") for item in _list(_at(page, "content_elements")) if item.get("type") == "image"
    ]
    return [photo for photo in found if photo is not None and (photo.caption or photo.credit)]


def _photo(page: Page, item: Mapping[str, Any], role: Any) -> Photo | None:
    url = page.absolute(item.get("url")) if isinstance(item.get("url"), str) else None
    if url is None:
        return None
    vanity, credits = item.get("vanity_credits"), item.get("credits")
    said = vanity if isinstance(vanity, dict) and (vanity.get("by") or vanity.get("affiliation")) else credits
    said = said if isinstance(said, dict) else {}
    makers = [
        name
        for part in ("by", "affiliation")
        for one in _list(said.get(part))
        if (name := _string(one.get("name") or one.get("byline")))
    ]
    return Photo(role, url, _string(item.get("caption")), " / ".join(dict.fromkeys(makers)) or None)


FIELDS: Layer = {
    "headline": headline,
    "kicker": kicker,
    "dek": dek,
    "authors": authors,
    "sections": sections,
    "tags": tags,
    "lead_photo": lead_photo,
    "inline_photos": inline_photos,
}
