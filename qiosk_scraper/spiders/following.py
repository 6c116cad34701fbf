"""From a listing to the URLs it leads to. A function of the listing: what is known already is the caller's business."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from qiosk_scraper.items import FrontierEntry, Listed, Listing, PageKind
from qiosk_scraper.normalise.urls import canonical_url, looks_like_article, same_site
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.schedule import period_in_address
from qiosk_scraper.spiders.sources import (
    ARTICLE,
    FEED_FIRST,
    NEXT_PAGE,
    SITEMAP_FIRST,
    UNLIKELY_ARTICLE,
    declared,
    listing_url,
    older_archive,
)
from qiosk_scraper.spiders.spelling import linked_without_slash

Dates = tuple[str | None, str | None]
"""(published, changed at the latest known), ISO 8601 UTC."""
MOST_CHILDREN = 5_000
"""Children of one sitemap index that are followed, the newest first."""


@dataclass(frozen=True, slots=True)
class Leads:
    """Where a listing leads. All URLs are canonical, on the outlet's site, and once each."""

    articles: tuple[FrontierEntry, ...] = ()
    """Those that are not too old or too young."""
    listed: tuple[Listed, ...] = ()
    """All that may be articles, whatever their age."""
    children: tuple[FrontierEntry, ...] = ()
    """Sitemaps of an index, feeds that a home page names."""
    next_page: FrontierEntry | None = None
    unslashed: frozenset[str] = frozenset()
    """Those of all these whose link has no slash at its end, where the canonical URL has one."""
    all_too_old: bool = False
    """None is of the time asked for and at least half are older: what comes after is older still."""


def leads(
    listing: Listing,
    page: FrontierEntry,
    outlet: Outlet,
    since: str | None = None,
    until: str | None = None,
    dates: Mapping[str, Dates] | None = None,
) -> Leads:
    """What a listing on `page` leads to. `since` and `until` are ISO 8601 UTC.

    What the listing does not date is dated by `dates` (from elsewhere), else by its `lastmod`, else by its address;
    what nothing dates is followed.
    """
    lists = {page.url, canonical_url(listing.url, outlet), *(declared(outlet) if outlet.sections else ())}
    shown: dict[str, Listed] = {}
    unslashed: set[str] = set()
    for teaser in listing.teasers:
        url = canonical_url(teaser.url, outlet)
        if url is None or not same_site(url, outlet) or not _may_be_article(url, outlet, lists):
            continue
        if listing.kind == "sitemap" and not teaser.headline and not looks_like_article(url, outlet):
            # A sitemap of pages names everything the site has; a news sitemap states headlines.
            continue
        shown.setdefault(url, Listed(url, teaser.published, listing.changed.get(teaser.url)))
        if linked_without_slash(teaser.url, url):
            unslashed.add(url)
    ages = {url: age_of(one, (dates or {}).get(url), since, until) for url, one in shown.items()}
    articles = tuple(
        FrontierEntry(url, "article", outlet.slug, _likelihood(url, listing, outlet), found_on=page.url)
        for url, age in ages.items()
        if age in ("right", "unknown")
    )
    next_page = _next_page(listing, page, outlet)
    if next_page is not None and listing.next_page and linked_without_slash(listing.next_page, next_page.url):
        unslashed.add(next_page.url)
    too_old = sum(age == "old" for age in ages.values())
    return Leads(
        articles=articles,
        listed=tuple(shown.values()),
        children=_children(listing, page, outlet, since),
        next_page=next_page,
        unslashed=frozenset(unslashed),
        all_too_old=too_old * 2 >= max(1, len(ages)) and "right" not in ages.values(),
    )


def age_of(
    one: Listed, known: Dates | None, since: str | None, until: str | None
) -> Literal["old", "young", "right", "unknown"]:
    """Whether an address is of the time asked for, by the best that is known of its date."""
    if since is None and until is None:
        return "right"
    published, changed = known or (None, None)
    published = one.published or published
    if published is not None:
        if since is not None and published < since:
            return "old"
        return "young" if until is not None and published > until else "right"
    changed = min(filter(None, (one.changed, changed)), default=None)
    if since is not None and changed is not None and changed < since:
        return "old"  # it was published before it was changed
    if (period := period_in_address(one.url)) is not None:
        if since is not None and period[1] < since:
            return "old"
        return "young" if until is not None and period[0] > until else "right"
    return "unknown"


def _may_be_article(url: str, outlet: Outlet, lists: Collection[str | None]) -> bool:
    path = urlsplit(url).path
    if url in lists or path == "/":
        return False
    return not any(re.search(pattern, path) for pattern in outlet.other_urls)


def _likelihood(url: str, listing: Listing, outlet: Outlet) -> int:
    """Feeds and sitemaps list articles; of the links of a page those come first that look like one."""
    sure = listing.kind in ("feed", "sitemap") or looks_like_article(url, outlet)
    return ARTICLE if sure else UNLIKELY_ARTICLE


def _next_page(listing: Listing, page: FrontierEntry, outlet: Outlet) -> FrontierEntry | None:
    url = listing_url(listing.next_page, outlet) if listing.next_page else older_archive(page.url, outlet)
    if url is None or url in (page.url, listing_url(listing.url, outlet)) or not same_site(url, outlet):
        return None
    return FrontierEntry(url, _next_kind(url, page, outlet), outlet.slug, NEXT_PAGE, found_on=page.url)


def _next_kind(url: str, page: FrontierEntry, outlet: Outlet) -> PageKind:
    """The kind of the page it goes on from, or load_more for an address of another shape than the section's."""
    if page.kind != "section" or url == older_archive(page.url, outlet):
        return page.kind
    return "section" if urlsplit(url).path.startswith(urlsplit(page.url).path.rstrip("/") or "/") else "load_more"


def _children(listing: Listing, page: FrontierEntry, outlet: Outlet, since: str | None) -> tuple[FrontierEntry, ...]:
    """A section's own page speaks for the section alone; the feeds of the whole site are named on its home page.

    Of the sitemaps of an index the one changed last comes first; one not changed since `since` lists nothing newer.
    """
    is_home = page.url == listing_url(outlet.home_url, outlet)
    changed = listing.changed
    sitemaps = [url for url in listing.sitemaps if since is None or changed.get(url, since) >= since]
    if all(url in changed for url in sitemaps):
        sitemaps.sort(key=changed.__getitem__, reverse=True)
    children: dict[str, FrontierEntry] = {}
    kinds: tuple[tuple[Collection[str], PageKind, int], ...] = (
        (sitemaps[:MOST_CHILDREN], "sitemap", SITEMAP_FIRST),
        (listing.feeds if is_home else (), "feed", FEED_FIRST),
    )
    for urls, kind, priority in kinds:
        for address in urls:
            url = listing_url(address, outlet)
            if url is not None and url != page.url and same_site(url, outlet):
                children.setdefault(url, FrontierEntry(url, kind, outlet.slug, priority, found_on=page.url))
    return tuple(children.values())
