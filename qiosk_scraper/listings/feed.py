"""RSS, Atom, RDF and JSON feeds as listings, newest as the feed has them.

RebelMouse feeds hold 30 posts a page; `?page=2`, `?page=3` … go back through all of them (its own documentation).
WordPress's go on with `?paged=2` until a page is not there. Others name their next page, if they have one.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import feedparser
import lxml.html
from lxml import etree

from qiosk_scraper.items import Capture, Listing, Photo, Teaser
from qiosk_scraper.listings.sniff import is_json_feed, read_json, unpacked
from qiosk_scraper.listings.xml_safety import REFUSED, is_refused
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.normalise.urls import same_site
from qiosk_scraper.outlet import Outlet

_PAGED = re.compile(r"^/feeds/.+\.rss$")
_EXCERPT = 3
"""Paragraphs kept of a feed's text: a feed may carry the whole article."""


def read(capture: Capture, outlet: Outlet) -> Listing:
    """The feed's items in order, those of other sites left out. A refused document lists nothing."""
    body = unpacked(capture.body)
    record = (
        read_json(body, capture.header("content-type")) if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" else None
    )
    if record is not None and is_json_feed(record):
        return _json_feed(record, capture, outlet)
    if is_refused(body):
        return Listing(capture.url, "feed", fault=REFUSED)
    content_type = capture.header("content-type") or "application/xml"
    # The server's own location header would let the feed choose its base address.
    parsed = feedparser.parse(
        body,
        response_headers={"content-type": content_type, "content-location": capture.url},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    block = clean(str(parsed.feed.get("title") or "")) or "feed"
    teasers: list[Teaser] = []
    seen: set[str] = set()
    for entry in parsed.entries:
        url = _link(entry, capture.url)
        if url is None or url in seen or not same_site(url, outlet):
            continue
        seen.add(url)
        excerpt, photo = _text(str(entry.get("summary") or ""), capture.url)
        teasers.append(
            Teaser(
                position=len(teasers) + 1,
                block=block,
                url=url,
                headline=_plain(str(entry.get("title") or "")),
                section=next(
                    (term for tag in entry.get("tags") or () if (term := clean(str(tag.get("term") or "")))), None
                ),
                excerpt=excerpt,
                photo=_media(entry, capture.url) or photo,
                published=_moment(entry),
            )
        )
    return Listing(capture.url, "feed", tuple(teasers), _next_page(parsed, capture.url, bool(parsed.entries)))


def _link(entry: Mapping[str, Any], base: str) -> str | None:
    for value in (
        entry.get("link"),
        entry.get("feedburner_origlink"),
        entry.get("id") if entry.get("guidislink", True) else None,
    ):
        if isinstance(value, str) and (url := _absolute(base, value)):
            return url
    return None


def _absolute(base: str, href: str) -> str | None:
    try:
        url = urljoin(base, href.strip())
    except ValueError:
        return None
    return url if url.lower().startswith(("http://", "https://")) else None


def _moment(entry: Mapping[str, Any]) -> str | None:
    """ISO 8601 UTC; an update's time only where the entry has no other."""
    for name in ("published_parsed", "created_parsed", "updated_parsed"):
        value = entry.get(name)
        if value is None:
            continue
        try:
            return datetime.fromtimestamp(calendar.timegm(value), tz=UTC).isoformat()
        except (ValueError, OverflowError, OSError, TypeError):
            continue
    return None


def _plain(text: str) -> str | None:
    """A title as text: some feeds escape markup twice."""
    if "<" in text or "&" in text:
        try:
            text = inline_text(lxml.html.fragment_fromstring(text, create_parent="div"))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            text = re.sub(r"<[^>]*>", "", text)
    return clean(text) or None


def _text(summary: str, base: str) -> tuple[tuple[str, ...], Photo | None]:
    """First paragraphs and first picture of an item's text."""
    if not summary.strip():
        return (), None
    try:
        root = lxml.html.fragment_fromstring(summary, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return (), None
    paragraphs = [
        text
        for element in root.iter("p")
        if "shortcode-media" not in (element.get("class") or "") and (text := inline_text(element))
    ]
    if not paragraphs and (text := inline_text(root)):
        paragraphs = [text]
    photo = None
    for image in root.iter("img"):
        if address := _absolute(base, image.get("src") or ""):
            photo = Photo("lead", address, alt=clean(image.get("alt") or "") or None)
            break
    return tuple(paragraphs[:_EXCERPT]), photo


def _media(entry: Mapping[str, Any], base: str) -> Photo | None:
    for name in ("media_content", "media_thumbnail", "enclosures"):
        for item in entry.get(name) or ():
            kind = f"{item.get('medium') or ''} {item.get('type') or ''}"
            if name != "media_thumbnail" and "image" not in kind:
                continue
            if address := _absolute(base, str(item.get("url") or item.get("href") or "")):
                credits_ = entry.get("media_credit") or ()
                credit = (
                    clean(str(credits_[0].get("content") or "")) if credits_ and isinstance(credits_[0], dict) else ""
                )
                return Photo("lead", address, credit=credit or None)
    return None


def _next_page(parsed: Any, url: str, had_items: bool) -> str | None:
    for link in parsed.feed.get("links") or ():
        if link.get("rel") == "next" and (address := _absolute(url, str(link.get("href") or ""))) and address != url:
            return address
    parts = urlsplit(url)
    name = "paged" if "wordpress" in str(parsed.feed.get("generator") or "").lower() else "page"
    if not had_items or not (name == "paged" or _PAGED.match(parts.path)):
        return None
    query = dict(parse_qsl(parts.query))
    number = query.get(name, "1")
    query[name] = str(int(number) + 1 if number.isascii() and number.isdigit() and len(number) < 7 else 2)
    return urlunsplit(parts._replace(query=urlencode(query), fragment=""))


def _json_feed(record: Mapping[str, Any], capture: Capture, outlet: Outlet) -> Listing:
    block = clean(str(record.get("title") or "")) or "feed"
    teasers: list[Teaser] = []
    seen: set[str] = set()
    items = record.get("items")
    for item in items if isinstance(items, list) else ():
        if not isinstance(item, dict):
            continue
        url = next(
            (
                found
                for name in ("url", "external_url", "id")
                if isinstance(value := item.get(name), str)
                and (found := _absolute(capture.url, value))
                and "://" in value
            ),
            None,
        )
        if url is None or url in seen or not same_site(url, outlet):
            continue
        seen.add(url)
        image = item.get("image") or item.get("banner_image")
        address = _absolute(capture.url, image) if isinstance(image, str) else None
        tags = item.get("tags")
        summary = item.get("summary") or item.get("content_text") or ""
        excerpt, photo = _text(str(item.get("content_html") or ""), capture.url)
        teasers.append(
            Teaser(
                position=len(teasers) + 1,
                block=block,
                url=url,
                headline=_plain(str(item.get("title") or "")),
                section=clean(str(tags[0])) or None if isinstance(tags, list) and tags else None,
                excerpt=(clean(str(summary)),) if summary else excerpt,
                photo=Photo("lead", address) if address else photo,
                published=iso_utc(item.get("date_published") or item.get("date_modified")),
            )
        )
    following = record.get("next_url")
    return Listing(
        capture.url, "feed", tuple(teasers), _absolute(capture.url, following) if isinstance(following, str) else None
    )


def iso_utc(value: object) -> str | None:
    """An ISO 8601 time (zone or not) in UTC; None for anything else. A bare date is its midnight."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return None
