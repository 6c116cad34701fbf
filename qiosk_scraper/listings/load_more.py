"""Answers to a "load more" request: `{"posts_by_source": {"<source>": [{"_id": …}, …]}}`; an empty list is the end.

The shape is that of a scraper in use 2018 to 2020; other keys are read if they are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from qiosk_scraper.items import Capture, Listing, Teaser
from qiosk_scraper.listings.sniff import read_json, unpacked
from qiosk_scraper.normalise.text import clean
from qiosk_scraper.normalise.urls import same_site
from qiosk_scraper.outlet import Outlet

_PAGE_PARAMETERS = ("pn", "page", "paged", "p")


def read(capture: Capture, outlet: Outlet) -> Listing:
    """The posts of the answer, in order, each once. Without an address of its own a post is at `<origin>/<id>.html`,
    which redirects to it."""
    record = read_json(unpacked(capture.body), capture.header("content-type"))
    teasers: list[Teaser] = []
    seen: set[str] = set()
    counts: dict[str, int] = {}
    any_post = False
    for source, post in _posts(record):
        any_post = True
        url = _address(post, capture.url)
        if url is None or url in seen or not same_site(url, outlet):
            continue
        seen.add(url)
        counts[source] = counts.get(source, 0) + 1
        teasers.append(
            Teaser(
                counts[source],
                source,
                url,
                headline=_text(post, "headline", "title", "og_title"),
                section=_section(post),
                dek=_text(post, "subheadline", "dek"),
            )
        )
    return Listing(capture.url, "load_more", tuple(teasers), _next_page(capture.url) if any_post else None)


def _posts(record: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    groups: Any = record
    if isinstance(record, dict):
        groups = record.get("posts_by_source", record.get("posts", record.get("items", record.get("data"))))
    if isinstance(groups, list):
        groups = {"load_more": groups}
    if not isinstance(groups, dict):
        return
    for source, posts in groups.items():
        for post in posts if isinstance(posts, list) else ():
            if isinstance(post, dict):
                yield clean(str(source)) or "load_more", post


def _address(post: dict[str, Any], base: str) -> str | None:
    for name in ("post_url", "url", "link", "permalink"):
        value = post.get(name)
        if isinstance(value, str) and value.strip():
            try:
                url = urljoin(base, value.strip())
            except ValueError:
                continue
            if url.startswith(("http://", "https://")):
                return url
    for name in ("_id", "id"):
        number = str(post.get(name) or "")
        if re.fullmatch(r"\d{4,20}", number):
            return urljoin(base, f"/{number}.html")
    return None


def _text(post: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = post.get(name)
        if isinstance(value, str) and (text := clean(re.sub(r"<[^>]*>", "", value))):
            return text
    return None


def _section(post: dict[str, Any]) -> str | None:
    section = post.get("section")
    if isinstance(section, dict):
        return _text(section, "title", "name")
    return _text(post, "section", "section_name")


def _next_page(url: str) -> str | None:
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for index, (name, value) in enumerate(pairs):
        if name in _PAGE_PARAMETERS and re.fullmatch(r"\d{1,6}", value, re.ASCII):
            pairs[index] = (name, str(int(value) + 1))
            return urlunsplit(parts._replace(query=urlencode(pairs)))
    return None
