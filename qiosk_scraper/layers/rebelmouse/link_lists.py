"""Lists of links to further articles in and below the text of a post, with their headings: none of its text.

Two the CMS sets itself below the text, to the site's own articles and to those of other sites. Their headings are fixed
(`From Your Site Articles`, seen in texts of 2021 to 2025), the markup around them is the site's: a box of its own, or
a line and a list among the paragraphs. Others an editor sets among the paragraphs: a short label (`LATEST NEWS:`) and
a list of nothing but links to the same site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.items import Teaser
from qiosk_scraper.layers.generic.lines import is_labelled_link
from qiosk_scraper.layers.rebelmouse.posts import main_blocks
from qiosk_scraper.layers.related_words import LISTED_HEADING, RELATED_HEADING, RELATED_LABEL
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

OWN = "From Your Site Articles"
_ELSEWHERE = "Related Articles Around the Web"
_HEADINGS = frozenset((OWN.casefold(), _ELSEWHERE.casefold()))
_AS_PRINTED = (OWN, OWN.upper(), _ELSEWHERE, _ELSEWHERE.upper())
_TAGS = ("h2", "h3", "h4", "h5", "h6", "p", "div", "span", "strong", "b", "em", "small")
_LINES = frozenset(("p", "h2", "h3", "h4", "h5", "div"))
_LISTS = frozenset(("ul", "ol", "div"))
_MOST_ELEMENTS = 8
"""Of a heading, itself among them."""
_MOST_LINKS = 20
_MOST_LOOKED_AT = 400
_LONGEST_LIST = 120
"""Elements."""
_LONGEST_LABEL = 40
_ARROW = re.compile(r"\s*[›»>]+\s*$")
_SITE = re.compile(r"\s+[-|–—]\s+(?P<site>[^-|–—]{2,60})$")


class LinkLists(NamedTuple):
    parts: frozenset[HtmlElement]
    """Headings and lists."""
    links: tuple[tuple[str, HtmlElement], ...]
    """To articles of the site, in order, each with the heading over it."""


@once_per_page
def link_lists(page: Page) -> LinkLists:
    """The lists in and below the main post's text."""
    parts: set[HtmlElement] = set()
    links: dict[HtmlElement, str] = {}
    for line, link, name in _lines(page):
        parts.add(line)
        links[link] = name
    for heading, below, name in (*_labelled(page), *_fixed(page)):
        parts.add(heading)
        if below is not None:
            parts.add(below)
            if name.casefold() != _ELSEWHERE.casefold():
                links |= dict.fromkeys(page.index.within(below, "a")[:_MOST_LINKS], name)
    return LinkLists(frozenset(parts), tuple((name, link) for link, name in links.items()))


def _fixed(page: Page) -> Iterator[tuple[HtmlElement, HtmlElement | None, str]]:
    """The CMS's own: the outermost elements that hold a heading and nothing else, with the list behind each."""
    if not any(words in page.html for words in _AS_PRINTED):
        return
    found: dict[HtmlElement, str] = {}
    for block in main_blocks(page):
        for tag in _TAGS:
            for element in page.index.within(block, tag):
                if page.index.size(element) <= _MOST_ELEMENTS:
                    words = inline_text(element).rstrip(" :").casefold()
                    if words in _HEADINGS:
                        found[element] = words
    for heading in page.index.outermost(found):
        below = heading.getnext()
        if below is not None and (
            below.tag not in _LISTS
            or page.index.size(below) > _LONGEST_LIST
            or inline_text(below).casefold() in _HEADINGS
        ):
            below = None
        yield heading, below, OWN if found[heading] == OWN.casefold() else _ELSEWHERE


def _labelled(page: Page) -> Iterator[tuple[HtmlElement, HtmlElement, str]]:
    """An editor's: a label and the list of links right behind it."""
    host = _host(page.url)
    for block in main_blocks(page):
        for below in page.index.within(block, "ul"):
            label = below.getprevious()
            if label is None or label.tag not in _TAGS or not 1 < page.index.size(below) <= _LONGEST_LIST:
                continue
            if page.index.size(label) > _MOST_ELEMENTS or not all(
                child.tag == "li" and _is_link(page, child, host) for child in below
            ):
                continue
            name = inline_text(label).rstrip(": ")
            if 0 < len(name) <= _LONGEST_LABEL and (
                name.isupper() or RELATED_HEADING.match(name) or LISTED_HEADING.match(name)
            ):
                yield label, below, name


def _lines(page: Page) -> Iterator[tuple[HtmlElement, HtmlElement, str]]:
    """Lines of a label and a link: `ALSO READ: The kite that came back`."""
    host = _host(page.url)
    for block in main_blocks(page):
        for link in page.index.within(block, "a")[:_MOST_LOOKED_AT]:
            line = next((node for node in islice(link.iterancestors(), 3) if node.tag in _LINES), None)
            if line is None or page.index.size(line) > _MOST_ELEMENTS:
                continue
            text, words = inline_text(line), inline_text(link)
            name = text.removesuffix(words).strip(" :-–—|")
            if not 0 < len(name) <= _LONGEST_LABEL or len(name) + len(words) + 4 < len(text):
                continue
            away = _host(page.absolute(link.get("href")) or page.url) != host
            if RELATED_LABEL.fullmatch(name) or is_labelled_link(text, words, away):
                yield line, link, name


def _is_link(page: Page, item: HtmlElement, host: str) -> bool:
    """Whether a list item is nothing but a link to the site's own pages."""
    link = next(item.iter("a"), None)
    url = page.absolute(link.get("href")) if link is not None else None
    return link is not None and url is not None and _host(url) == host and inline_text(link) == inline_text(item)


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def linked_articles(page: Page) -> list[Teaser]:
    """The site's own articles named there; arrow and site name, which the CMS puts behind a headline, are left out."""
    found: dict[str, Teaser] = {}
    counts: dict[str, int] = {}
    site = (page.first_meta("og:site_name") or "").strip().casefold()
    for block, link in link_lists(page).links:
        url = page.absolute(link.get("href"))
        headline = _ARROW.sub("", inline_text(link))
        if (end := _SITE.search(headline)) and end["site"].casefold() == site:
            headline = headline[: end.start()]
        if url and headline and url not in found:
            counts[block] = counts.get(block, 0) + 1
            found[url] = Teaser(position=counts[block], block=block, url=url, headline=headline)
    return list(found.values())
