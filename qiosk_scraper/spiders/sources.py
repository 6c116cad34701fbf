"""Where the articles of an outlet are found: its section pages, feeds and sitemaps, as URLs to visit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from qiosk_scraper.items import FrontierEntry, PageKind
from qiosk_scraper.normalise.urls import canonical_url
from qiosk_scraper.outlet import Outlet

SECTION_FIRST, FEED_FIRST, SITEMAP_FIRST = 100, 90, 80
ARTICLE, NEXT_PAGE = 60, 40
"""Priorities. Articles come before further pages of lists, so that a stopped run has what its lists showed."""


def listing_url(url: str, outlet: Outlet) -> str | None:
    """The one spelling of a list's address. Every parameter but tracking stays: it may be the page number."""
    return canonical_url(url, replace(outlet, kept_parameters=None))


def sections(outlet: Outlet, only: Collection[str] = ()) -> Iterator[FrontierEntry]:
    """The outlet's section pages, or those named in `only`; its home page when it declares none."""
    wanted = [url for slug, url in outlet.sections.items() if not only or slug in only]
    yield from _entries(wanted or ([] if only else [outlet.home_url]), "section", SECTION_FIRST, outlet)


def feeds(outlet: Outlet) -> Iterator[FrontierEntry]:
    yield from _entries(outlet.feeds, "feed", FEED_FIRST, outlet)


def sitemaps(outlet: Outlet) -> Iterator[FrontierEntry]:
    yield from _entries(outlet.sitemaps, "sitemap", SITEMAP_FIRST, outlet)


def all_sources(outlet: Outlet, only: Collection[str] = ()) -> Iterator[FrontierEntry]:
    """Everything the outlet declares; of the named sections alone, their pages."""
    yield from sections(outlet, only)
    if not only:
        yield from feeds(outlet)
        yield from sitemaps(outlet)


def declared(outlet: Outlet) -> dict[str, PageKind]:
    """Every list that the outlet declares, by canonical URL."""
    found: dict[str, PageKind] = {}
    for entry in all_sources(outlet):
        found.setdefault(entry.url, entry.kind)
    return found


def one_page(url: str, outlet: Outlet) -> FrontierEntry | None:
    """A URL that the user named, of the kind the outlet declares for it, else to be told from what it holds."""
    spelled = listing_url(url, outlet)
    if spelled is None:
        return None
    kind = declared(outlet).get(spelled, "page") if outlet.sections else "page"
    return FrontierEntry(spelled, kind, outlet.slug, SECTION_FIRST)


def _entries(urls: Collection[str], kind: PageKind, priority: int, outlet: Outlet) -> Iterator[FrontierEntry]:
    for url in urls:
        if (spelled := listing_url(url, outlet)) is not None:
            yield FrontierEntry(spelled, kind, outlet.slug, priority)
