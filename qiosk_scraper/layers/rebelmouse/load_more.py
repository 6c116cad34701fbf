"""Where a RebelMouse section page goes on: a link, or the request that its "load more" button makes."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urljoin

from qiosk_scraper.page import Page

_PAIR = re.compile(r"site_id=(\d+)(?:&amp;|\\u0026|&)(?:[\w=%.\-]+(?:&amp;|\\u0026|&))*?resource_id=([\w\-%]+)")
_PAIR_TURNED = re.compile(r"resource_id=([\w\-%]+)(?:&amp;|\\u0026|&)(?:[\w=%.\-]+(?:&amp;|\\u0026|&))*?site_id=(\d+)")
_RESOURCE = re.compile(r"""["']?resource_?[iI]d["']?\s*[:=]\s*["']([\w\-]+)["']""")
_SITE = re.compile(r"""["']?site_?[iI]d["']?\s*[:=]\s*["']?(\d+)""")
_SITE_OBJECT = re.compile(r"""["']site["']\s*:\s*\{\s*["']id["']\s*:\s*["']?(\d+)""")


def next_page(page: Page) -> str | None:
    """The next page of a listing, absolute, or None.

    A link says it best. Without one, a page that has more (`data-has-more`, a "load more" mark) and carries its ids is
    asked through `/core/load_more_posts/data.js`, from page 0: that may repeat posts already shown, and misses none.
    """
    for link in page.links.get("next", ()):
        if (url := page.absolute(link.get("href"))) and url != page.url:
            return url
    for element in page.select(
        "a[rel=next], .pagination-wrapper a.next, .pagination a.next, .pagination__next a, "
        "a.pagination__next, "
        "a.load-more, .load-more a, .rm-loadmore-placeholder a"
    ):
        if (url := page.absolute(element.get("href"))) and url.split("#")[0] != page.url.split("#")[0]:
            return url
    if not page.select(
        "[data-has-more=true], .rm-loadmore-placeholder, .infinite-scroll-wrapper, .load-more, .js-load-more"
    ):
        return None
    ids = _ids(page)
    if ids is None or ids[0].startswith("pp_"):  # a post's own page lists nothing further
        return None
    return urljoin(
        page.url, "/core/load_more_posts/data.js?" + urlencode({"pn": 0, "resource_id": ids[0], "site_id": ids[1]})
    )


def _ids(page: Page) -> tuple[str, str] | None:
    """(resource id, site id) as the page's scripts or attributes name them."""
    for element in page.select("[data-resource-id]"):
        resource = element.get("data-resource-id")
        site = element.get("data-site-id")
        if resource and site:
            return resource, site
    if match := _PAIR.search(page.html):
        return match[2], match[1]
    if match := _PAIR_TURNED.search(page.html):
        return match[1], match[2]
    resource_match = _RESOURCE.search(page.html)
    site_match = _SITE.search(page.html) or _SITE_OBJECT.search(page.html)
    return (resource_match[1], site_match[1]) if resource_match and site_match else None
