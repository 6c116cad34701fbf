"""Links to the pages of authors, told by their addresses and by where they stand."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.generic.scope import first_paragraph, order, scope
from qiosk_scraper.normalise.names import is_person
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.normalise.urls import owner_of
from qiosk_scraper.page import Page

NEAR_HEAD = 6
"""Elements around the article's head in which its authors may still stand."""
LONGEST_BYLINE = 160
PROFILE = re.compile(
    r"/(?:authors?|aut(?:h?or(?:es|i|en|y|zy)?|ore|eurs?)|by|bylines?|contributors?|writers?|reporters?|columnists?|columnistas?|"
    r"journalist(?:es?|en|i)?|jornalistas?|periodistas?|giornalist[ai]|firmas?|redact(?:eur|or)e?s?|redakt(?:eur|or)(?:e|en|er)?|"
    r"korrespondent(?:en)?|skribent(?:er)?|medarbejder|forfatter|toimittaja|kirjoittaja|redaktorzy|yazar(?:lar)?|muhabir|"
    r"penulis|profiles?|profil|staff|team|mitarbeiter)/[^/?#]{3,}",
    re.IGNORECASE,
)
"""Addresses of an author's own page, in the words that houses use for it."""
_FELLOW = re.compile(r"/(?:experts?|fellows|scholars|researchers|av|af)/[^/?#]{3,}/?(?:[?#]|$)", re.IGNORECASE)
"""The same of institutes, whose writers stand there, and those as well of whom others write."""


def profile_links(page: Page) -> list[HtmlElement]:
    """Links to authors' own pages: `/author/…` wherever it stands, other words at the article's head with a person's
    name."""
    here, places = scope(page), order(page)
    first, last = here.start - NEAR_HEAD, max(first_paragraph(page), here.start) + NEAR_HEAD
    found: list[HtmlElement] = []
    lengths: dict[HtmlElement, int] = {}  # of paragraphs, each of which may hold thousands of links
    for link in page.index.tags("a"):
        href = link.get("href") or ""
        named = ("/author/" in href or "/authors/" in href) or (
            first <= places[link] <= last
            and (PROFILE.search(href) or (places[link] < first_paragraph(page) and _FELLOW.search(href)))
            and is_person(inline_text(link))
        )
        if named and _is_own(page, href) and not _is_of_sentence(link, lengths):
            found.append(link)
    return found


def _is_own(page: Page, href: str) -> bool:
    """Whether an address is the site's: on others are the people whom it writes of."""
    target = page.absolute(href)
    return target is not None and owner_of(target) == owner_of(page.url)


def _is_of_sentence(link: HtmlElement, lengths: dict[HtmlElement, int]) -> bool:
    """Whether a link stands in a paragraph that says much more than a byline does; `lengths` keeps those measured."""
    paragraph = next((node for node in islice(link.iterancestors(), 4) if node.tag == "p"), None)
    if paragraph is None:
        return False
    if paragraph not in lengths:
        lengths[paragraph] = len(inline_text(paragraph))
    return lengths[paragraph] > LONGEST_BYLINE
