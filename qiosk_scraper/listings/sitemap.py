"""Sitemaps, news sitemaps and their indexes."""

from __future__ import annotations

import io

from lxml import etree

from qiosk_scraper.items import Capture, Listing, Photo, Teaser
from qiosk_scraper.listings.feed import iso_utc
from qiosk_scraper.listings.sniff import unpacked
from qiosk_scraper.listings.xml_safety import is_refused
from qiosk_scraper.normalise.text import clean
from qiosk_scraper.normalise.urls import same_site
from qiosk_scraper.outlet import Outlet


def read(capture: Capture, outlet: Outlet) -> Listing:
    """The addresses of a sitemap with what it says of them, in order; for an index its children, itself left out.

    Of a file cut short or broken in the middle, every entry that was closed before the fault is used. Addresses of
    other sites are dropped: a sitemap speaks for its own host.
    """
    body = unpacked(capture.body)
    if is_refused(body):
        return Listing(capture.url, "sitemap")
    teasers: list[Teaser] = []
    children: list[str] = []
    seen: set[str] = set()
    try:
        # No `recover`: it would close a cut `loc` as if its half of an address were whole.
        events = etree.iterparse(
            io.BytesIO(body.lstrip()),
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in events:
            name = _name(element)
            if name == "url":
                if (teaser := _teaser(element, len(teasers) + 1, outlet)) is not None and teaser.url not in seen:
                    seen.add(teaser.url)
                    teasers.append(teaser)
                element.clear()
            elif name == "sitemap":
                child = _child(element, "loc")
                if child and child not in seen and child != capture.url and same_site(child, outlet):
                    seen.add(child)
                    children.append(child)
                element.clear()
    except (etree.XMLSyntaxError, ValueError):
        pass
    return Listing(capture.url, "sitemap", tuple(teasers), sitemaps=tuple(children))


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _child(element: etree._Element, *names: str) -> str | None:
    """Text of the first descendant of that local name: `publication_date` stands two levels down, in `news:news`."""
    for node in element.iterdescendants():
        if _name(node) in names and (text := clean("".join(map(str, node.itertext())))):
            return text
    return None


def _teaser(element: etree._Element, position: int, outlet: Outlet) -> Teaser | None:
    url = next((text for node in element if _name(node) == "loc" and (text := clean(node.text or ""))), None)
    if url is None or not same_site(url, outlet):
        return None
    image = next((_child(node, "loc") for node in element if _name(node) == "image"), None)
    return Teaser(
        position=position,
        block="sitemap",
        url=url,
        headline=_child(element, "title"),
        photo=Photo("lead", image) if image else None,
        published=iso_utc(_child(element, "publication_date")) or iso_utc(_child(element, "lastmod")),
    )
