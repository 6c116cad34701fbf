"""The body of an article on a page of unknown make."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import islice, pairwise, zip_longest

from lxml.html import HtmlElement

from qiosk_scraper.items import Block
from qiosk_scraper.layers.blocks import HEADINGS, PULL_QUOTE, Skip, classes, is_hidden, is_quoted_apart, read_blocks
from qiosk_scraper.layers.generic.boxes import asides
from qiosk_scraper.layers.generic.container import article_container, live_entries
from qiosk_scraper.layers.generic.joining import joined
from qiosk_scraper.layers.generic.lines import is_promo, without_bare_labels
from qiosk_scraper.layers.generic.photo_names import is_picture_list
from qiosk_scraper.layers.generic.pieces import is_piece
from qiosk_scraper.layers.generic.scope import scope
from qiosk_scraper.layers.generic.text_ends import trimmed
from qiosk_scraper.layers.generic.unwanted import is_unwanted
from qiosk_scraper.layers.generic.wall_words import is_wall, is_wall_line
from qiosk_scraper.layers.generic.weights import is_wrapper, weights
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.photo_lines import PHOTO_LABEL
from qiosk_scraper.layers.related_words import LISTED_HEADING, RELATED_HEADING
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.names import are_people
from qiosk_scraper.normalise.text import clean, fold, inline_text, raw_text
from qiosk_scraper.page import Page

_WORDS = frozenset(("a", "em", "strong", "b", "i", "u", "q", "abbr", "sub", "sup", "mark", "cite"))
_QUOTING = frozenset(("aside", "div", "section", "p", "blockquote"))
_MOST, _MOST_TEXT = 50_000, 3_000_000
"""Blocks, and characters of them, that are looked at line by line."""
_BUTTON = NamePattern(r"(?:^|[\s_-])(?:button|btn)(?=$|[\s_-])")
_DATELINE = NamePattern(r"(?:^|[\s_-])(?:date-?line|article-?location)(?:$|[\s_-])")
_CLOCK = re.compile(r"\d[:.h]\d\d|\b\d{4}\b")
"""Of a moment, which a place is not printed with."""
_QUOTED = NamePattern(r"tweet|instagram|tiktok|bluesky|mastodon|telegram")
"""Classes of quotations from elsewhere: what they say is part of the article, unlike other things so named."""


@once_per_page
def body_blocks(page: Page) -> tuple[Block, ...]:
    """The blocks, without what surrounds and interrupts them. Empty on a page without running text."""
    blocks = all_blocks(page)
    if len(blocks) > _MOST or sum(len(block.text) for block in blocks) > _MOST_TEXT:
        return blocks  # nobody wrote that; more than 2,000,000 characters are refused as a whole
    lines = without_bare_labels(blocks, page.url)
    told = [block for block, after in zip_longest(lines, lines[1:]) if not is_promo(block, page.url, after)]
    found = _said_once(trimmed(joined(told), page))
    while found and is_wall_line(found[-1].text):
        found.pop()
    return tuple(found)


def _said_once(blocks: list[Block]) -> list[Block]:
    """The blocks without quotations printed large that repeat a paragraph's words, and who said them."""
    quotes = [block for block in blocks if block.type in ("quote", "pull_quote") and len(block.text) >= 25]
    if not quotes:
        return blocks
    told = [fold(block.text) for block in blocks if block.type in ("paragraph", "list_item")]
    again = {block.text for block in quotes if any(fold(block.text).strip(" .…'\"") in text for text in told)}
    kept: list[Block] = []
    for before, block in pairwise((None, *blocks)):
        if block is None or (block.text in again and block.type in ("quote", "pull_quote")):
            continue
        said = block.type == "pull_quote" and len(block.text) <= _LONGEST_SPEAKER and _names_speaker(block.text)
        if not (said and before is not None and before.type == "pull_quote" and before.text in again):
            kept.append(block)
    return kept


def _names_speaker(text: str) -> bool:
    return text[0] in "—–-" or are_people(text.split(",")[0])


_LONGEST_SPEAKER = 60
"""Characters of a line that tells whose words are printed large above it."""


@once_per_page
def all_blocks(page: Page) -> tuple[Block, ...]:
    """The blocks as they stand in the article's part of the page, promotions and the lines above the text included."""
    container = article_container(page)
    return tuple(read_blocks(page, container, _skip(page, container), PHOTO_LABEL)) if container is not None else ()


def _skip(page: Page, container: HtmlElement) -> Skip:
    found = weights(page)
    whole = found.inside.get(container, 0.0) or 1.0
    places = page.index.place
    heading = _headline_inside(page, container)
    start = places[heading] if heading is not None else -1
    above = set(heading.iterancestors()) if heading is not None else set()
    apart = asides(page)
    entries = live_entries(page)
    chapters = _first_level_subheads(page, container)

    def skip(element: HtmlElement) -> bool:
        tag = element.tag
        if element in apart:
            return True
        if tag in _QUOTING and PULL_QUOTE.search(classes(element)):
            return is_hidden(element)
        if start >= 0 and places.get(element, start + 1) <= start and element not in above:
            return True  # what stands before the headline, and the headline itself
        if tag in HEADINGS:
            return (tag == "h1" and element not in chapters) or (
                is_unwanted(element) and _make(element) not in _subheads(page)
            )
        if tag == "dl" and next(element.iterchildren("dt"), None) is not None and is_picture_list(element):
            return True
        if tag == "table" and _is_picture_table(element):
            return True
        if tag == "figure":
            return next(element.iterdescendants("blockquote", "table", "pre"), None) is None
        if tag == "sup" and _leads_to_note(element):
            return True
        if tag == "cite" and (quote := element.getprevious()) is not None and quote.tag == "blockquote":
            return not (element.tail or "").strip()  # whose words they are, and no title in a sentence
        if tag == "a" and _is_number_of_note(element):
            return True
        if tag in _WORDS:
            return is_hidden(element)  # a word of a sentence, whatever it is named: `<a id="auto-tag_…">`
        if tag == "blockquote" and _QUOTED.search(classes(element)):
            return is_hidden(element)
        if tag == "span" and _DATELINE.search(classes(element)) and not _CLOCK.search(element.text or ""):
            return is_hidden(element)  # of the paragraph it opens
        if tag == "span" and (parent := element.getparent()) is not None and parent.tag == "blockquote":
            return is_hidden(element) or _QUOTED.search(classes(parent)) is not None  # its likes, counted anew each day
        if tag in ("p", "br"):
            return (
                is_hidden(element)
                or (element.get("class") is not None and is_unwanted(element))
                or (tag == "p" and _heads_links(element))
                or (tag == "p" and _is_button(element))
            )
        if tag == "aside":
            if is_quoted_apart(element):
                return is_hidden(element)
            return found.inside.get(element, 0.0) < 0.5 * whole
        if tag in ("ul", "ol", "div", "section", "table") and _is_link_list(element):
            return True
        if tag in ("div", "section") and _is_apart(page, element, found.inside.get(element, 0.0) / whole):
            return True
        if tag in ("div", "section", "aside") and is_wall(page, element):
            return True
        if element in entries:
            return is_hidden(element)
        if tag == "article" and found.inside.get(element, 0.0) < 0.4 * whole:
            return not is_piece(element, element.getparent())
        if tag == "span" and any(is_unwanted(child) for child in element):
            return False  # a name with a card that unfolds over it: the card alone is none of the sentence
        return is_unwanted(element) and found.all.get(element, 0.0) < 0.5 * whole and not is_wrapper(element, found)

    return skip


def _is_picture_table(table: HtmlElement) -> bool:
    """Whether a table sets a picture and its line into the text, as hand-made pages do."""
    if next(islice(table.iter(), _MOST_OF_PICTURE, None), None) is not None:
        return False
    pictures = list(table.iter("img"))
    return (
        len(pictures) == 1
        and len(inline_text(table)) <= _LONGEST_LINE
        and next(table.iter("th"), None) is None
        and all(next(islice(row, 1, None), None) is None for row in table.iter("tr"))  # else it holds data
    )


_MOST_OF_PICTURE = 16
_LONGEST_LINE = 300


def _first_level_subheads(page: Page, container: HtmlElement) -> frozenset[HtmlElement]:
    """The h1 between two paragraphs of the text, where another h1 is the headline: some editors offer no other."""
    heading, own, places = scope(page).heading, weights(page).own, page.index.place
    if heading is None or heading.tag != "h1":
        return frozenset()
    return frozenset(
        one
        for one in page.index.within(container, "h1")
        if places[one] > places[heading]
        and one.getnext() in own
        and one.getprevious() in own
        and len(inline_text(one)) <= _LONGEST_SUBHEAD
    )


_LONGEST_SUBHEAD = 120


@once_per_page
def _subheads(page: Page) -> frozenset[str]:
    """Makes of headings of which two or more stand between paragraphs: subheads, although a `widget-title`."""
    own = weights(page).own
    made = Counter(
        _make(heading)
        for heading in page.index.tags("h2", "h3", "h4")
        if heading.get("class") and heading.getnext() in own and heading.getprevious() in own
    )
    return frozenset(make for make, times in made.items() if times > 1)


def _make(heading: HtmlElement) -> str:
    return f"{heading.tag} {heading.get('class')}"


def _headline_inside(page: Page, container: HtmlElement) -> HtmlElement | None:
    """The headline, if it stands in the container and no more than a fifth of the text stands before it."""
    here = scope(page)
    if here.heading is None or container not in here.heading.iterancestors():
        return None
    places = page.index.place
    at = places[here.heading]
    found = weights(page)
    before = sum(weight for element, weight in found.own.items() if here.text <= places.get(element, at) < at)
    return here.heading if before <= 0.2 * found.inside.get(container, 0.0) else None


def _leads_to_note(sup: HtmlElement) -> bool:
    """Whether a raised sign is the number of a footnote: a link to a place on the page."""
    links = list(sup.iter("a"))
    return len(links) == 1 and "#" in (links[0].get("href") or "") and len(inline_text(sup)) <= 5


def _is_number_of_note(link: HtmlElement) -> bool:
    """Whether a link to a place on the page is the number of a footnote, right behind a word or before the note."""
    if not (link.get("href") or "").startswith("#") or _NOTE_NUMBER.fullmatch(inline_text(link)) is None:
        return False
    before = link.getprevious()
    text = (before.tail or inline_text(before)) if before is not None else getattr(link.getparent(), "text", None)
    return not text or not (text[-1].isspace() or text[-1] in "[(")


_NOTE_NUMBER = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡]{1,3})[\])]?|[#¶§🔗]")
"""The last ones are of a heading's own address."""


def _is_button(paragraph: HtmlElement) -> bool:
    """Whether a paragraph is nothing but a link made as a button."""
    if len(paragraph) != 1 or paragraph[0].tag != "a" or (paragraph.text or "").strip():
        return False
    return _BUTTON.search(classes(paragraph[0])) is not None and not (paragraph[0].tail or "").strip()


def is_apart(page: Page, element: HtmlElement) -> bool:
    """Whether an element of the article's part of the page is a box of further articles, which the body leaves out."""
    container = article_container(page)
    found = weights(page).inside
    whole = (found.get(container, 0.0) if container is not None else 0.0) or 1.0
    return element.tag in ("div", "section") and _is_apart(page, element, found.get(element, 0.0) / whole)


def _is_apart(page: Page, box: HtmlElement, share: float) -> bool:
    """A box with much of the text is one only where its name or its heading leaves no doubt: a chapter of things with
    links may be headed `Popular beaches`, or `More walks`."""
    if share < 0.3:
        return _related_heading(page, box) is not None
    if share >= _MOST_OF_CARDS or (heading := _related_heading(page, box, _LEVELS)) is None:
        return False
    named = _RELATED.search(classes(box)) is not None or _SURE_HEADING.fullmatch(heading) is not None
    return named and _is_row_of_cards(page, box)


def _is_row_of_cards(page: Page, box: HtmlElement) -> bool:
    """Whether three or more of a box's headings are links of a headline's length."""
    places, at = _linked_headlines(page), page.index.place[box]
    return bisect_left(places, page.index.ends[at]) - bisect_left(places, at) >= 3


@once_per_page
def _linked_headlines(page: Page) -> tuple[int, ...]:
    """Where the headings stand that are links of four words or more: once for all boxes, which may be in each other."""
    index = page.index
    return tuple(
        at
        for at in index.places("h2", "h3", "h4", "h5")
        if index.size(one := index.elements[at]) <= _MOST_OF_CARD
        and (index.below(one, "a") or any(node.tag == "a" for node in islice(one.iterancestors(), 4)))
        and len(inline_text(one).split()) >= 4
    )


_MOST_OF_CARDS = 0.85
"""Of the text's weight: more is the text itself."""
_MOST_OF_CARD = 40
"""Elements in a heading."""
_LEVELS = 3
"""In which the heading of a box with much of the text stands: only so many boxes around it are looked into."""
_RELATED = NamePattern(r"related|more-?news|read-?more|(?:^|[\s_-])also(?=$|[\s_-])")
_SURE_HEADING = re.compile(
    r"(?:(?:more|related) (?:articles?|stories|posts|news|content|reading|coverage)|(?:read|see) also|"
    r"mehr zum thema|lesen sie auch|das könnte (?:sie|dich) auch interessieren|(?:à )?lire aussi|"
    r"(?:también )?te puede interesar|"
    r"(?:artículos|noticias|notas) relacionad[oa]s|lee también|leia também|veja também|leggi anche|"
    r"articoli correlati|lees ook|läs också|les også|læs også)\s*:?",
    re.IGNORECASE,
)


def _related_heading(page: Page, element: HtmlElement, levels: int = 2_000) -> str | None:
    """The heading such as `Related` that a box begins with, at most so deep in it, if it holds links to several
    articles."""
    first = next(iter(element), None)
    while (
        first is not None
        and first.tag in ("div", "header", "span")
        and len(first)
        and not (first.text or "").strip()
        and levels
    ):
        first, levels = first[0], levels - 1
    if first is None or (first.tag not in HEADINGS and first.tag not in ("strong", "b")):
        return None
    text = clean(raw_text(first))
    if not 0 < len(text) <= 60 or not RELATED_HEADING.search(text):
        return None
    links = page.index.within(element, "a")[:_MOST_LINKS]
    return text if len({link.get("href") for link in links if link.get("href")}) >= 2 else None


_MOST_LINKS = 200
"""Of a box of related articles: thousands with one address, in boxes in each other, took 11 s."""


def _heads_links(paragraph: HtmlElement) -> bool:
    """Whether a line such as `Most read:` stands right above a list of links, which is none of the text."""
    after = paragraph.getnext()
    if after is None or after.tag not in ("ul", "ol") or next(paragraph.iterdescendants("a"), None) is not None:
        return False
    text = inline_text(paragraph).rstrip(" :：")
    if not 0 < len(text) <= _LONGEST_LABEL or not (RELATED_HEADING.match(text) or LISTED_HEADING.match(text)):
        return False
    return _is_link_list(after)


_LONGEST_LABEL = 60


def _is_link_list(element: HtmlElement) -> bool:
    links = list(element.iter("a"))
    if not links:
        return False
    total = len(clean(raw_text(element)))
    if total > 2_500:
        return False
    linked = sum(len(clean(raw_text(link))) for link in links)
    return total > 0 and linked / total > 0.7
