"""Pages that list articles: section pages, feeds, sitemaps, load-more answers. What a response is, and what it lists.

Decided by what the bytes are, not by what the server calls them: feeds arrive as `text/html`, load-more answers as
`text/javascript`.
"""

from __future__ import annotations

from qiosk_scraper.items import Capture, Listing, PageKind
from qiosk_scraper.listings import feed, load_more, section, sitemap
from qiosk_scraper.listings.sniff import Sniffed, sniff
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.page import Page


def page_kind(capture: Capture, outlet: Outlet) -> PageKind:
    """`feed`, `sitemap`, `load_more`, `article`, `section`; `page` for any other (an about page, an empty answer)."""
    shape = sniff(capture)
    if shape is Sniffed.FEED:
        return "feed"
    if shape is Sniffed.SITEMAP:
        return "sitemap"
    if shape is Sniffed.LOAD_MORE:
        return "load_more"
    if shape is Sniffed.HTML:
        return section.html_kind(Page(capture), outlet)
    return "page"


def read_listing(capture: Capture, outlet: Outlet) -> Listing:
    """What the response lists, in order. Never raises for bad content: what is cut or refused lists less."""
    shape = sniff(capture)
    if shape is Sniffed.FEED:
        return feed.read(capture, outlet)
    if shape is Sniffed.SITEMAP:
        return sitemap.read(capture, outlet)
    if shape is Sniffed.LOAD_MORE:
        return load_more.read(capture, outlet)
    return section.read(capture, outlet)
