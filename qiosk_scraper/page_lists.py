"""Whether a page is a list of articles rather than one: a front page, a section, a blog's index."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.items import Block
from qiosk_scraper.layers.blocks import HEADINGS
from qiosk_scraper.layers.generic.addresses import Addresses
from qiosk_scraper.layers.generic.body import is_apart
from qiosk_scraper.layers.generic.cards import CJK, NO_ARTICLE, main_listing, target_of
from qiosk_scraper.layers.generic.scope import scope
from qiosk_scraper.layers.generic.weights import weights
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_index import PageIndex


def is_list_of_links(page: Page, blocks: Sequence[Block]) -> bool:
    """Whether linked headlines with their excerpts make a page, or there is less text of its own (`blocks`, what was
    read as a body) than they have. For pages that do not call themselves articles."""
    if _is_topic(page, blocks):
        return True
    links = headline_links(page)
    if 3 <= len(links) < _MOST_READ and _has_text(page, blocks):
        links = list(_outside_related_boxes(page, links))
    length = sum(len(block.text) for block in blocks)
    if len(links) >= 3 and (
        _is_cut_up(page, links) or (len(links) < _MOST_READ and _is_text_of_cards(page, blocks, length))
    ):
        return True
    if len(links) < 6:
        return False
    if _is_running_text(page, links, blocks):
        return False
    return length < 3 * sum(len(inline_text(link)) for link in links) or (
        (page.first_meta("og:type") or "").lower() == "website" and length < 1500
    )


def _is_topic(page: Page, blocks: Sequence[Block]) -> bool:
    """Whether a page at an address without an article's name or number, called by a word or two and without a date, has
    next to cards of articles no more text than introduces them: a section, a subject, an author with a life."""
    length = sum(len(block.text) for block in blocks)
    try:
        path = urlsplit(page.url).path
    except ValueError:
        return False
    if length >= _LONGEST_INTRODUCTION or (
        _NAME.search(path) and not _NO_NAME.search(path) and not NO_ARTICLE.search(path)
    ):
        return False
    heading = scope(page).heading
    title = inline_text(heading) if heading is not None else ""
    if _is_headline(title) or (title and _paragraphs(blocks) > _OF_SHORT_TITLE):
        return False
    if heading is not None and _is_dated(page, heading):
        return False
    cards = len(main_listing(page))
    return cards >= _FEWEST_CARDS and length < (_SIGNS_A_CARD if CJK.search(title) else _TEXT_A_CARD) * cards


_NAME = re.compile(
    r"\d{5,}|-[^/]*-[^/]*/?$|(?:19|20)\d\d/|\.s?html?$|/(?=[a-z]*\d[a-z]*\d)[a-z\d]{6,}/?$", re.IGNORECASE
)
"""Of an article's address: a number, words, a day, a name such as `c4gk02x`."""
_NO_NAME = re.compile(r"/(?:index|default|home|list)\.\w+$", re.IGNORECASE)
_LONGEST_INTRODUCTION = 2_000
_FEWEST_CARDS = 4
_TEXT_A_CARD, _SIGNS_A_CARD = 300, 100
"""Characters of an introduction for each card beside it; those of languages without blanks say three times as much."""


def _is_dated(page: Page, heading: HtmlElement) -> bool:
    """Whether a day stands between a heading and the first paragraph or the next heading: an article's."""
    own, place = weights(page).own, page.index.place[heading]
    below = page.index.ends[place]
    for element in page.index.elements[below : below + _MOST_OF_HEAD]:
        if element in own or element.tag in HEADINGS:
            return False
        if element.tag == "time" or (
            page.index.size(element) == 1 and _DAY.search((element.text or "")[:_LONGEST_DAY])
        ):
            return True
    return False


_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_MOST_OF_HEAD, _LONGEST_DAY = 60, 60


def _is_headline(title: str) -> bool:
    return len(title) >= _TITLE and (len(title.split()) >= 4 or len(CJK.findall(title)) >= 8)


def _has_text(page: Page, blocks: Sequence[Block]) -> bool:
    """Whether three paragraphs or more are the text below a headline: more below one so short that it may be the name
    of a topic, whose introduction they may be."""
    heading = scope(page).heading
    if heading is None or not _is_headline(title := inline_text(heading)):
        return False
    fewest = 3 if len(title.split()) > _WORDS_OF_TOPIC or CJK.search(title) else _OF_SHORT_TITLE
    return _paragraphs(blocks) >= fewest


def _paragraphs(blocks: Sequence[Block]) -> int:
    return sum(block.type == "paragraph" and len(block.text) >= _PARAGRAPH for block in blocks)


_WORDS_OF_TOPIC = 5
_OF_SHORT_TITLE = 5
"""Paragraphs below a heading that may name a topic, more than mostly introduce one."""


def _outside_related_boxes(page: Page, links: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """The linked headlines that stand in no box under a heading such as `More stories` that the body leaves out."""
    container = scope(page).container
    known: dict[HtmlElement, bool] = {}
    for link in links:
        boxes = list(takewhile(lambda node: node is not container, islice(link.iterancestors(), _CARD)))
        for box in boxes:
            if box not in known:
                known[box] = is_apart(page, box)
        if not any(known[box] for box in boxes):
            yield link


def _is_cut_up(page: Page, links: Sequence[HtmlElement]) -> bool:
    """Whether half of a text stands below linked headlines of other pages, as their excerpts: in boxes of which each
    holds one of them, or right behind a heading. Cards between an article's paragraphs have boxes of their own."""
    container, index, own, site = scope(page).container, page.index, target_of(page.url), Addresses(page.url)
    if container is None:
        return False
    container = _row(container)
    begin, end = index.place[container], index.ends[index.place[container]]
    cuts: dict[str, HtmlElement] = {}
    for link in links:
        outer = next(
            (node for node in (link, *islice(link.iterancestors(), 6), *islice(link.iter("a"), 1)) if node.tag == "a"),
            None,
        )
        target = page.absolute(outer.get("href")) if outer is not None else None
        if target is None or not begin <= index.place[link] < end:
            continue
        there = target_of(target)
        if there.host == own.host and there.key != own.key and site.may_be_article(there.path):
            cuts.setdefault(there.key, link)
    if len(cuts) < _FEWEST_CUTS:
        return False
    at = sorted(index.place[link] for link in cuts.values())
    whole = theirs = 0.0
    for element, weight in weights(page).own.items():
        if not begin <= (place := index.place[element]) < end:
            continue
        whole += weight
        if (before := bisect_right(at, place)) and _is_excerpt(index, element, at, before - 1):
            theirs += weight
    return 2 * theirs > whole


def _row(container: HtmlElement) -> HtmlElement:
    """The box of several cards made alike, if the text was found in one of them; else the text's container."""
    for node in (container, *islice(container.iterancestors(), 2)):
        around = node.getparent()
        if around is None or around.tag in ("body", "html") or node.tag == "main":
            break
        make = (node.tag, node.get("class"))
        if sum((child.tag, child.get("class")) == make for child in islice(around, _LIST)) >= _FEWEST_CUTS:
            return around
    return container


def _is_excerpt(index: PageIndex, element: HtmlElement, cuts: Sequence[int], last: int) -> bool:
    """Whether a paragraph belongs to the last linked headline before it: `last` in the places of them all."""
    link = index.elements[cuts[last]]
    heading = next((node for node in (link, *islice(link.iterancestors(), 3)) if node.tag in HEADINGS), link)
    if heading.getparent() is element.getparent():
        return len(cuts) >= _MANY_CUTS or not _goes_on(index, cuts[0])
    for node in islice(element.iterancestors(), _CARD):
        start = index.place[node]
        if start <= cuts[last]:
            first, end = bisect_left(cuts, start), bisect_left(cuts, index.ends[start])
            return end - first == 1
    return False


def _goes_on(index: PageIndex, cut: int) -> bool:
    """Whether a paragraph stands right before a linked headline: it interrupts a text, and begins no list."""
    link = index.elements[cut]
    heading = next((node for node in (link, *islice(link.iterancestors(), 3)) if node.tag in HEADINGS), link)
    before = heading.getprevious()
    return before is not None and before.tag == "p" and len(inline_text(before)) >= _PARAGRAPH


_FEWEST_CUTS = 3
_MANY_CUTS = 6
_MOST_READ = 60
"""Linked headlines of a page whose cards are read."""
_LIST = 100
"""Neighbours of a box that are compared with it."""
_CARD = 12
"""Elements around a paragraph among which the card is that it may be the excerpt of."""


def _is_running_text(page: Page, links: Sequence[HtmlElement], blocks: Sequence[Block]) -> bool:
    """Whether a text is an article's, however many headlines stand around it (without their metadata, 12 of 104
    publishers' articles have so many): paragraphs with few linked headlines between them, below a headline of some
    words if they are few."""
    long = [block for block in blocks if block.type == "paragraph" and len(block.text) >= _PARAGRAPH]
    length = sum(len(block.text) for block in long)
    here = scope(page)
    if here.container is None or len(long) < 2:
        return False
    places = page.index.place
    between = sum(len(inline_text(link)) for link in links if here.text <= places[link] < here.end)
    if length < 3 * between:
        return False
    if len(long) >= 4 and length >= 1_000:
        return True
    return here.heading is not None and _is_headline(inline_text(here.heading))


_PARAGRAPH = 80
"""Characters of the shortest paragraph that is running text."""
_TITLE = 12


def _is_text_of_cards(page: Page, blocks: Sequence[Block], length: int) -> bool:
    """Whether most of what was read as a body begins with the headlines and excerpts of other articles: of two at
    least, for the box around a lone card in the text may be the text. What several cards have is none of theirs: it
    stands in a box around them all."""
    theirs: dict[str, int] = {}
    common: set[str] = set()
    for card in main_listing(page):
        for text in (card.headline, card.dek, *card.excerpt):
            if text and theirs.setdefault(text, card.position) != card.position:
                common.add(text)
    for text in common:
        del theirs[text]
    places = [place for place, block in enumerate(blocks) if block.text in theirs]
    if len(places) < 3 or len({theirs[blocks[place].text] for place in places}) < 2:
        return False
    return 2 * sum(len(block.text) for block in blocks[: places[0]]) < length


def headline_links(page: Page) -> list[HtmlElement]:
    """Links in headings, and headings in links."""
    return list(page.select("h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4"))
