"""From a listing to the URLs it leads to. A function of the listing: what is known already is the caller's business."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from qiosk_scraper.items import FrontierEntry, Listing, PageKind
from qiosk_scraper.normalise.urls import canonical_url, looks_like_article, same_site
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.spiders.sources import ARTICLE, FEED_FIRST, NEXT_PAGE, SITEMAP_FIRST, declared, listing_url
from qiosk_scraper.spiders.spelling import linked_without_slash


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a listing leads. All URLs are canonical, on the outlet's site, and once each."""

    articles: tuple[FrontierEntry, ...] = ()
    children: tuple[FrontierEntry, ...] = ()
    """Sitemaps of an index, feeds that a home page names."""
    next_page: FrontierEntry | None = None
    unslashed: frozenset[str] = frozenset()
    """Those of all these whose link has no slash at its end, where the canonical URL has one."""
    all_too_old: bool = False
    """Every dated item is older than asked for: what comes after is older still."""


def leads(
    listing: Listing, page: FrontierEntry, outlet: Outlet, since: str | None = None, until: str | None = None
) -> Leads:
    """What a listing on `page` leads to. `since` and `until` (ISO 8601 UTC) hold for items that state a date."""
    lists = {page.url, canonical_url(listing.url, outlet), *(declared(outlet) if outlet.sections else ())}
    found: dict[str, FrontierEntry] = {}
    unslashed: set[str] = set()
    dated = too_old = 0
    for teaser in listing.teasers:
        url = canonical_url(teaser.url, outlet)
        if url is None or not same_site(url, outlet) or not _may_be_article(url, outlet, lists):
            continue
        if listing.kind == "sitemap" and not teaser.headline and not looks_like_article(url, outlet):
            # A sitemap of pages names everything the site has; a news sitemap states headlines.
            continue
        if teaser.published:
            dated += 1
            if since and teaser.published < since:
                too_old += 1
                continue
            if until and teaser.published > until:
                continue
        found.setdefault(url, FrontierEntry(url, "article", outlet.slug, ARTICLE, found_on=page.url))
        if linked_without_slash(teaser.url, url):
            unslashed.add(url)
    next_page = _next_page(listing, page, outlet)
    if next_page is not None and linked_without_slash(str(listing.next_page), next_page.url):
        unslashed.add(next_page.url)
    children = _children(listing, page, outlet)
    return Leads(tuple(found.values()), children, next_page, frozenset(unslashed), dated > 0 and dated == too_old)


def _may_be_article(url: str, outlet: Outlet, lists: Collection[str]) -> bool:
    path = urlsplit(url).path
    if url in lists or path == "/":
        return False
    return not any(re.search(pattern, path) for pattern in outlet.other_urls)


def _next_page(listing: Listing, page: FrontierEntry, outlet: Outlet) -> FrontierEntry | None:
    url = listing_url(listing.next_page, outlet) if listing.next_page else None
    if url is None or url in (page.url, listing_url(listing.url, outlet)) or not same_site(url, outlet):
        return None
    return FrontierEntry(url, _next_kind(url, page), outlet.slug, NEXT_PAGE, found_on=page.url)


def _next_kind(url: str, page: FrontierEntry) -> PageKind:
    """The kind of the page it goes on from, or load_more for an address of another shape than the section's."""
    if page.kind != "section":
        return page.kind
    return "section" if urlsplit(url).path.startswith(urlsplit(page.url).path.rstrip("/") or "/") else "load_more"


def _children(listing: Listing, page: FrontierEntry, outlet: Outlet) -> tuple[FrontierEntry, ...]:
    """A section's own page speaks for the section alone; the feeds of the whole site are named on its home page."""
    is_home = page.url == listing_url(outlet.home_url, outlet)
    children: dict[str, FrontierEntry] = {}
    kinds: tuple[tuple[tuple[str, ...], PageKind, int], ...] = (
        (listing.sitemaps, "sitemap", SITEMAP_FIRST),
        (listing.feeds if is_home else (), "feed", FEED_FIRST),
    )
    for urls, kind, priority in kinds:
        for address in urls:
            url = listing_url(address, outlet)
            if url is not None and url != page.url and same_site(url, outlet):
                children.setdefault(url, FrontierEntry(url, kind, outlet.slug, priority, found_on=page.url))
    return tuple(children.values())
