"""HTML pages: whether one is an article or lists articles, and what a section page lists."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from qiosk_scraper.items import Capture, Listing, PageKind, Teaser
from qiosk_scraper.layers import layers_for
from qiosk_scraper.layers.generic.body import body_blocks
from qiosk_scraper.layers.generic.cards import main_listing
from qiosk_scraper.layers.rebelmouse import is_rebelmouse
from qiosk_scraper.layers.rebelmouse.body import main_body
from qiosk_scraper.layers.rebelmouse.posts import listed_posts, main_blocks
from qiosk_scraper.layers.sidebars import is_sidebar
from qiosk_scraper.normalise.urls import canonical_url, looks_like_article, same_site
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing

_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "Review", "LiveBlogPosting")
_LISTING_TYPES = ("CollectionPage", "ItemList", "SearchResultsPage", "ProfilePage", "Blog")
_ENOUGH_TEXT = 500
"""Characters of running text from which a page without any other sign is an article."""


def html_kind(page: Page, outlet: Outlet) -> PageKind:
    """`article`, `section` or `page`: by address, by what the page says of itself, by what stands on it."""
    address = canonical_url(page.url, outlet)
    if address is not None and address in _listing_addresses(outlet):
        return "section"
    if is_rebelmouse(page):
        if main_blocks(page) and (main_body(page).blocks or page.first_meta("og:type") == "article"):
            return "article"
        sidebar = Enclosing(is_sidebar)
        listed = [post for post in listed_posts(page) if not sidebar.holds(post.element)]
        return "section" if len(listed) > 1 else _plain_kind(page, outlet)
    return _plain_kind(page, outlet)


def _listing_addresses(outlet: Outlet) -> set[str | None]:
    return {canonical_url(url, outlet) for url in (outlet.home_url, *outlet.sections.values())}


def _plain_kind(page: Page, outlet: Outlet) -> PageKind:
    if urlsplit(page.url).path in ("", "/"):
        return "section" if main_listing(page) else "page"
    text = sum(len(block.text) for block in body_blocks(page) if block.type == "paragraph")
    cards = len(main_listing(page))
    own_article = any(_is_article_node(node, page, outlet) for node in page.json_ld)
    kind = (page.first_meta("og:type") or "").lower()
    says_listing = any(_has_type(node, _LISTING_TYPES) for node in page.json_ld) or kind in (
        "website",
        "blog",
        "profile",
        "object",
    )
    if own_article or kind == "article" or page.first_meta("article:published_time") is not None:
        # Some sites mark section pages as articles too: a page that lists much and says little is none.
        return "article" if text >= 200 or cards < 8 or (own_article and text) else "section"
    if cards >= 5 and (says_listing or text < 200 * cards):
        return "section"
    if text >= _ENOUGH_TEXT and (looks_like_article(page.url, outlet) or not says_listing):
        return "article"
    return "section" if cards >= 3 else "page"


def _is_article_node(node: dict[str, Any], page: Page, outlet: Outlet) -> bool:
    """Whether a JSON-LD node is the article of this page; a section page may carry those of its articles."""
    if not _has_type(node, _ARTICLE_TYPES):
        return False
    named = node.get("url") or node.get("@id") or node.get("mainEntityOfPage")
    if isinstance(named, dict):
        named = named.get("@id") or named.get("url")
    if isinstance(named, str) and named.startswith("http"):
        return canonical_url(named, outlet) == canonical_url(page.url, outlet)
    return sum(1 for other in page.json_ld if _has_type(other, _ARTICLE_TYPES)) == 1


def _has_type(node: dict[str, Any], names: tuple[str, ...]) -> bool:
    types = node.get("@type")
    return any(str(kind).endswith(names) for kind in (types if isinstance(types, list) else [types]))


def read(capture: Capture, outlet: Outlet) -> Listing:
    """The cards of a section page that lead to the outlet's own pages, its next page and its feeds."""
    page = Page(capture)
    layers = layers_for(page, outlet)
    teasers: list[Teaser] = []
    following: str | None = None
    for layer in layers.values():
        if not teasers and (reader := layer.get("listing")):
            teasers = [teaser for teaser in reader(page) or () if same_site(teaser.url, outlet)]
        if following is None and (reader := layer.get("next_page")):
            following = reader(page)
    if following is not None and not same_site(following, outlet):
        following = None
    return Listing(capture.url, "section", tuple(teasers), following, feeds_of(page, outlet))


def feeds_of(page: Page, outlet: Outlet) -> tuple[str, ...]:
    """Feeds named in the head, those of comments left out."""
    found = dict.fromkeys(
        link["href"]
        for link in page.links.get("alternate", ())
        if any(kind in link.get("type", "").lower() for kind in ("rss", "atom", "feed+json", "rdf"))
        and "comment" not in f"{link.get('title', '')} {link['href']}".lower()
        and same_site(link["href"], outlet)
    )
    return tuple(found)
