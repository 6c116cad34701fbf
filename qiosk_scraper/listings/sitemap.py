"""Sitemaps, news sitemaps and their indexes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from qiosk_scraper.items import Capture, Listing, Photo, Teaser
from qiosk_scraper.listings.feed import iso_utc
from qiosk_scraper.listings.sniff import unpacked
from qiosk_scraper.listings.xml_safety import CUT, REFUSED, is_refused
from qiosk_scraper.normalise.text import clean
from qiosk_scraper.normalise.urls import same_site
from qiosk_scraper.outlet import Outlet

MOST_ENTRIES = 50_000
"""Of one file, as the protocol says."""
_BEFORE_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf|\s|<!--.*?-->)*", re.DOTALL)
"""Blank lines and remarks that plug-ins leave where XML begins; a declaration behind them is a fault to its parser."""


def read(capture: Capture, outlet: Outlet) -> Listing:
    """The addresses of a sitemap with what it says of them, in order; for an index its children, itself left out.

    Of a file cut short or broken in the middle, every entry that was closed before the fault is used. Addresses of
    other sites are dropped: a sitemap speaks for its own host.
    """
    body = unpacked(capture.body)
    if is_refused(body):
        return Listing(capture.url, "sitemap", fault=REFUSED)
    body = _BEFORE_DECLARATION.sub(b"", body, count=1)
    if body.startswith(b"http"):
        return Listing(capture.url, "sitemap", tuple(_lines(body, outlet)))
    teasers: list[Teaser] = []
    children: list[str] = []
    changed: dict[str, str] = {}
    seen: set[str] = set()
    fault = None
    try:
        # No `recover`: it would close a cut `loc` as if its half of an address were whole.
        events = etree.iterparse(
            io.BytesIO(body),
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
                    _note_change(element, teaser.url, changed)
                _drop(element)
            elif name == "sitemap":
                child = _child(element, "loc")
                if child and child not in seen and child != capture.url and same_site(child, outlet):
                    seen.add(child)
                    children.append(child)
                    _note_change(element, child, changed)
                _drop(element)
            if len(seen) >= MOST_ENTRIES:
                fault = CUT
                break
    except (etree.XMLSyntaxError, ValueError):
        fault = CUT
    return Listing(capture.url, "sitemap", tuple(teasers), sitemaps=tuple(children), changed=changed, fault=fault)


def _lines(body: bytes, outlet: Outlet) -> Iterator[Teaser]:
    """The addresses of a sitemap that is a text file, one a line."""
    lines = (clean(line) for line in body.decode("utf-8", "replace").splitlines())
    urls = dict.fromkeys(line for line in lines if line and same_site(line, outlet))
    for position, url in enumerate(islice(urls, MOST_ENTRIES), 1):
        yield Teaser(position=position, block="sitemap", url=url)


def _drop(element: etree._Element) -> None:
    """What was read needs no memory any more, nor do the empty elements before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _note_change(element: etree._Element, url: str, changed: dict[str, str]) -> None:
    text = next((node.text for node in element if _name(node) == "lastmod"), None)
    if (at := iso_utc(text)) is not None:
        changed[url] = at


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
        published=iso_utc(_child(element, "publication_date")),
    )
