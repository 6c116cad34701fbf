"""Where the articles of an outlet are found: its section pages, feeds and sitemaps, as URLs to visit."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from qiosk_scraper.fetching.clock import clock
from qiosk_scraper.items import FrontierEntry, PageKind
from qiosk_scraper.normalise.urls import canonical_url, same_site
from qiosk_scraper.outlet import Outlet

SECTION_FIRST, FEED_FIRST, SITEMAP_FIRST, ARCHIVE_FIRST = 100, 90, 80, 70
ARTICLE, UNLIKELY_ARTICLE, NEXT_PAGE = 60, 55, 40
"""Priorities. Articles come before further pages of lists, so that a stopped run has what its lists showed; articles
that are due to be looked at again stand between the two (`archive/frontier.py`)."""
_OLDEST_YEAR = 1990
_FIELD = re.compile(r"\{(year|month)(?::0?2d?)?\}")


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


def named_sitemaps(urls: Collection[str], outlet: Outlet) -> Iterator[FrontierEntry]:
    """Sitemaps that a robots.txt names, those of other sites left out."""
    own = [url for url in urls if same_site(url, outlet)]
    yield from _entries(own, "sitemap", SITEMAP_FIRST, outlet)


def archives(outlet: Outlet) -> Iterator[FrontierEntry]:
    """The outlet's archive pages; of those by month this month's, from which the others follow."""
    today = clock().now()
    urls = [_archive_of(pattern, today.year, today.month) for pattern in outlet.archives]
    yield from _entries(urls, "section", ARCHIVE_FIRST, outlet)


def older_archive(url: str, outlet: Outlet) -> str | None:
    """The archive page of the month (or year) before that at `url`; None if `url` is no archive page by month."""
    for pattern in outlet.archives:
        fields = _FIELD.findall(pattern)
        shape = re.sub(r"\\\{(year|month)[^}]*\\\}", r"(?P<\1>\\d+)", re.escape(pattern).rstrip("/"))
        if "year" not in fields or len(set(fields)) != len(fields):
            continue
        if (found := re.fullmatch(shape, url.rstrip("/"))) is None:
            continue
        year, month = int(found["year"]), int(found["month"]) if "month" in fields else 1
        year, month = (year, month - 1) if "month" in fields and month > 1 else (year - 1, 12)
        return listing_url(_archive_of(pattern, year, month), outlet) if year >= _OLDEST_YEAR else None
    return None


def _archive_of(pattern: str, year: int, month: int) -> str:
    def filled(found: re.Match[str]) -> str:
        number = year if found[1] == "year" else month
        return f"{number:02}" if ":" in found[0] else str(number)

    return _FIELD.sub(filled, pattern)


def all_sources(outlet: Outlet, only: Collection[str] = ()) -> Iterator[FrontierEntry]:
    """Everything the outlet declares; of the named sections alone, their pages."""
    yield from sections(outlet, only)
    if not only:
        yield from feeds(outlet)
        yield from sitemaps(outlet)
        yield from archives(outlet)


def is_whole(outlet: Outlet, seeds: Collection[FrontierEntry]) -> bool:
    """Whether these seeds stand for the outlet as a whole: its home page is among them, or all that it declares."""
    asked = {entry.url for entry in seeds}
    return listing_url(outlet.home_url, outlet) in asked or asked >= {entry.url for entry in all_sources(outlet)}


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
