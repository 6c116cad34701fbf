"""The links of a page that are not followed, by why: counted, so that nothing is dropped unseen."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from qiosk_scraper.items import Capture
from qiosk_scraper.normalise.urls import MAX_URL, canonical_url, same_site
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.page import Page

_HREF = re.compile(rb"<a\s[^<>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_SCHEME = re.compile(r"[\x00-\x20]*([a-z][a-z0-9+.\-]*)[\t\r\n]*:", re.IGNORECASE)
_MOST = 20_000
_MOST_LONG = 10


@dataclass
class Skipped:
    """`counts` has `scheme` (not http or https), `malformed`, `off site` and `url too long`; `too_long` the first of
    the last, whole."""

    counts: Counter[str] = field(default_factory=Counter)
    too_long: tuple[str, ...] = ()


def skipped_links(capture: Capture, outlet: Outlet) -> Skipped:
    """What of a page's links is not followed. Read from the bytes: no tree is made for it."""
    found = Skipped()
    base = Page(Capture(capture.url, b""))
    for href in _hrefs(capture.body):
        if (why := _why(href, base, outlet)) is not None:
            found.counts[why] += 1
            if why == "url too long" and len(found.too_long) < _MOST_LONG:
                found.too_long += (href,)
    return found


def _hrefs(body: bytes) -> Iterator[str]:
    for number, match in enumerate(_HREF.finditer(body)):
        if number >= _MOST:
            return
        href = html.unescape((match[1] or match[2] or match[3] or b"").decode("utf-8", "replace")).strip()
        if href and not href.startswith("#"):
            yield href


def _why(href: str, base: Page, outlet: Outlet) -> str | None:
    if len(href) > MAX_URL:
        return "url too long"
    scheme = _SCHEME.match(href)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return "scheme"
    absolute = base.absolute(href)
    if absolute is None or canonical_url(absolute) is None:
        return "malformed"
    return None if same_site(absolute, outlet) else "off site"
