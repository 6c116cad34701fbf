"""Authors and byline on a page of unknown make: what is marked, then what is called so."""

from __future__ import annotations

import re
from itertools import islice, pairwise
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.items import Author
from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.author_cards import marked_below
from qiosk_scraper.layers.generic.author_pages import LONGEST_BYLINE, NEAR_HEAD, PROFILE, profile_links
from qiosk_scraper.layers.generic.lead_ins import names_marked, writers_of
from qiosk_scraper.layers.generic.names_in_text import (
    beside_date,
    closing_label,
    closing_name,
    dateline_names,
    labelled_line,
    labelled_text,
    names_apart,
    opening_name,
)
from qiosk_scraper.layers.generic.scope import first_paragraph, in_article, order, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.agencies import is_known_agency
from qiosk_scraper.normalise.byline_labels import LABEL
from qiosk_scraper.normalise.bylines import split_names
from qiosk_scraper.normalise.names import are_people, is_person
from qiosk_scraper.normalise.text import inline_text, spaced_text, text_pieces
from qiosk_scraper.page import Page
from qiosk_scraper.page_index import MOST_OF_A_LINE

_BYLINE = NamePattern(
    r"by-?_*line|(?:^|\s)by(?:$|\s)|(?:ar|art|article|author|blog|content|detail|entry|head|header|headline|info|item|meta|news|post|story|text)-?_*by(?:$|[\s_-])|article-?_*authors?|author-?_*(?:name|link|list|info|text|line|module)|(?:^|[\s_-])authors?(?:$|[\s_-])|post-?author|"
    r"entry-?author|(?:meta|info|story|news|list|detail|page|doc|content|single|blog|text)-?_*authors?(?:$|[\s_-])|"
    r"(?:authored|posted|written|published|write)-?by|writer|penulis|(?:^|[\s_-])yazar|muhabir|skribent|giornalista|redattore|"
    r"periodista|toimittaja|szerzo|"
    r"autore?s?(?:$|[\s_-])|auteur|verfasser|redakteur|journalist|reporter|contributor|signature|firma(?:$|[\s_-])"
)
_NAME = NamePattern(r"name|link|fn\b")
_NOT_NAME = NamePattern(
    r"bio|avatar|image|photo|picture|social|twitter|follow|email|e-mail|date|time|role|position|job|title|descr|"
    r"about|credit|caption|copyright"
)
_PART_OF_NAME = NamePattern(r"(?:first|last|given|family|sur)-?_*name")
_HEAD = 20
"""Elements of the text that still count to its head."""


@once_per_page
def _byline_element(page: Page) -> HtmlElement | None:
    """The smallest element with a byline's name near the headline or the text's ends."""
    here = scope(page)
    places = order(page)
    best: tuple[int, HtmlElement] | None = None
    said = (
        element
        for name in ("data-testid", "data-component", "data-qa")
        for element in page.index.having(name)
        if _BYLINE.search((element.get(name) or "").lower())
    )
    for element in (*page.index.called(_BYLINE), *page.index.tags("address"), *said):
        if element.tag in ("img", "figure", "figcaption", "body", "html", "article", "main", "form", "svg", "i"):
            continue
        if _NOT_NAME.search(classes(element)) or page.index.size(element) > MOST_OF_A_LINE:
            continue
        text = inline_text(element)
        if (
            not (2 < len(text) <= LONGEST_BYLINE or (len(text) == 2 and text.isupper() and is_known_agency(text)))
            or not in_article(page, element)
            or any(
                node.tag in ("figure", "figcaption") or _IN_PHOTO.search(classes(node))
                for node in element.iterancestors()
                if node is not here.root
            )
        ):
            continue
        distance = abs(places[element] - here.start)
        if best is None or distance < best[0]:
            best = (distance, element)
    return best[1] if best else None


_IN_PHOTO = NamePattern(r"caption|photo-?credit|image-?credit|comment")


def authors(page: Page) -> list[Author | str]:
    """Names as printed, in order; their splitting and cleaning is another room's work. Where all that is marked is
    an account (`admin`), the line `By …` below it is asked."""
    marked = _marked_authors(page) or _marked_authors(page, everyone=True)  # `Reviewed by <a>Ada Brandt</a>` alone
    if marked and not any(split_names(one.name if isinstance(one, Author) else one) for one in marked):
        return [line] if (line := labelled_line(page)) else marked
    return marked


def _marked_authors(page: Page, *, everyone: bool = False) -> list[Author | str]:
    places = order(page)
    start, below = scope(page).start, scope(page).text + _HEAD
    element = _byline_element(page)
    at_head = element is not None and places[element] <= below
    for css in (
        "[itemprop~=author] [itemprop~=name]",
        "[itemprop~=author]",
        "[rel~=author]",
        "",
    ):
        found: dict[str, Author] = {}
        above: dict[str, Author] = {}  # of other articles, where some stand below the headline, too
        candidates = [one for one in (page.select(css) if css else profile_links(page)) if one.tag != "link"]
        for marked in candidates if everyone else writers_of(page, candidates):
            # A `link` leads to an account or to `humans.txt`.
            text = inline_text(marked) or (marked.get("content") or "").strip()
            if (
                2 < len(text) <= 120
                and not (at_head and places[marked] > below)
                and in_article(page, marked)
                and not page.is_of_picture(marked)
                and not any(node.tag in ("figure", "figcaption") for node in marked.iterancestors())
            ):
                link = marked if marked.tag == "a" else next(marked.iter("a"), None)
                if link is None:
                    link = next((node for node in marked.iterancestors("a")), None)
                (found if places[marked] >= start else above).setdefault(
                    text.casefold(), Author(text, page.absolute(link.get("href")) if link is not None else None)
                )
        found = found or above
        if found and (css or len(found) >= len(_told_beside(page, element if at_head else None))):
            if css == "[rel~=author]" and at_head and element is not None:
                links = [link for link in element.iter("a") if inline_text(link).casefold() in found]
                marked_names = names_marked(page, element)
                if len(marked_names) > len(found) and found.keys() <= {one.name.casefold() for one in marked_names}:
                    return list(marked_names)  # some linked, some not
                return list((_joined_to(page, element, links) if links else []) or found.values())
            return list(found.values())
    if element is None:
        unmarked = labelled_line(page) or beside_date(page) or opening_name(page)
        if unmarked:
            return [unmarked]
        signed = closing_name(page) or closing_label(page)
        return list(dateline_names(page)) or [name for name in (signed or marked_below(page),) if name]
    if element.tag == "address" and len(several := _addresses(page, below)) > 1:
        return several
    links = [
        link
        for link in element.iter("a")
        if any(map(str.isalpha, inline_text(link))) and "mailto:" not in (link.get("href") or "")
    ]  # the figure beside a heart counts readers
    named = [
        node
        for node in element.iterdescendants("span", "strong", "b", "a", "p")
        if _NAME.search(classes(node)) and not (_NOT_NAME.search(classes(node)) or _PART_OF_NAME.search(classes(node)))
    ]
    others, links = links, list(writers_of(page, links))
    if others and not links:
        unlinked = [name for name in split_names(inline_text(element)) if is_person(name)]
        if unlinked and not {inline_text(link) for link in others} & set(unlinked):
            return list(unlinked)  # `By Ada Brandt, narrated by <a>Leo Park</a>`
        links = others
    if links and (joined := _joined_to(page, element, links)):
        return list(joined)
    if (links := _to_people(page, links)) and not _names_more(element, links) and not _names_before(element, links):
        return [Author(inline_text(link), page.absolute(link.get("href"))) for link in links]
    inner = [
        node for node in writers_of(page, element.iterdescendants("span", "div", "p")) if _BYLINE.search(classes(node))
    ]
    around = {above for node in inner for above in node.iterancestors("span", "div", "p")}
    if people := [text for node in inner if node not in around and is_person(text := spaced_text(node, " | "))]:
        return list(dict.fromkeys(people))  # beside them stand places, dates
    if links and (before := _names_before(element, links)):
        return list(before)
    if named and not links:
        return list(dict.fromkeys(text for node in named if (text := inline_text(node))))
    return list(names_apart(element)) or _without_roles(spaced_text(element, " | "))


def _without_roles(line: str) -> list[Author | str]:
    """A byline whose first line is a person's name, without the lines that name nobody: `Ann Lee | Teacher`."""
    first, *more = line.split(" | ")
    if not more or not is_person(first) or any(map(_AND_AT_START.match, more)):
        return [line]
    return [first, *(piece for piece in more if are_people(piece))]


def _told_beside(page: Page, element: HtmlElement | None) -> list[str]:
    """The people that a byline names, linked or not: in its element, else in a line that begins with `By`."""
    if element is None:
        return split_names(labelled_line(page) or "")
    return names_apart(element) or [name for name in split_names(inline_text(element)) if is_person(name)]


def _to_people(page: Page, links: list[HtmlElement]) -> list[HtmlElement]:
    """Of a byline's links those with names, if some have: others lead to a search, to an account or to the login."""
    named = [link for link in links if _names_one(inline_text(link)) or PROFILE.search(link.get("href") or "")]
    host = urlsplit(page.url).netloc
    own = [link for link in named if urlsplit(page.absolute(link.get("href")) or page.url).netloc == host]
    return own or named or links


def _names_one(text: str) -> bool:
    """Whether a link's text is a person's name, with a role perhaps: `LOU FINCH, HEALTH EDITOR`."""
    return is_person(text) or ("," in text and len(names := split_names(text)) == 1 and is_person(names[0]))


def _names_more(element: HtmlElement, links: list[HtmlElement]) -> bool:
    """Whether a byline names a person without a link beside those with one: `By <a>Ann Lee</a> and Bo Roe`."""
    last = links[-1]
    rest = _AND.match(last.tail or "")
    return last.getparent() is element and rest is not None and is_person(rest["name"].strip(" .,|"))


def _joined_to(page: Page, element: HtmlElement, links: list[HtmlElement]) -> list[Author]:
    """All the people of a byline, where it joins one without a link of his own to those with one by a word:
    `<a>Ada Brandt</a> et <span>Leo Park (Rome)</span>`, `Ada Brandt, as told to <a>Leo Park</a>`."""
    text = inline_text(element)
    urls = {inline_text(link): page.absolute(link.get("href")) for link in links}
    names = split_names(text)
    more = [name for name in names if name not in urls]
    if not more or not urls.keys() <= set(names) or not all(map(is_person, names)):
        return []
    for name in more:
        before, _, behind = text.partition(name)
        if not (_AND_AT_END.search(before) or _AND_AT_START.match(behind)):
            return []
    return [Author(name, urls.get(name)) for name in names]


def _names_before(element: HtmlElement, links: list[HtmlElement]) -> list[str]:
    """The people that stand before a byline's links, where those lead to none: `by Ann Lee, <a>Town University</a>`."""
    if any(is_person(inline_text(link)) or PROFILE.search(link.get("href") or "") for link in links):
        return []
    return [name for name in split_names((element.text or "").strip(" ,|")) if is_person(name)]


_ANDS = r"(?:&|\b(?:and|und|et|y|e|en|og|och|ja|i|a|και|и|as\s+told\s+to)\b)"
_AND_AT_END = re.compile(rf"{_ANDS}\s*$", re.IGNORECASE)
_AND_AT_START = re.compile(rf"\s*,?\s*{_ANDS}\s", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|&|and|und|et|y|e|en|og|och|ja|i|a|και|и|و)\s+(?P<name>[^\d,|]{5,40})[\s.,|]*$")


def _addresses(page: Page, below: int) -> list[Author | str]:
    """The people of the article's head who stand in an `address` each."""
    found = [
        text
        for one in page.index.tags("address")
        if order(page)[one] <= below and in_article(page, one) and is_person(text := inline_text(one))
    ]
    return list(dict.fromkeys(found))


_LONGEST_ROLE = 40
"""Characters of a label or a role beside a name."""
_MOST_BOXES = 50
_LARGEST_BOX = 60
"""Elements of a box around links that may be a line."""


_NO_WORDS = "twitter facebook instagram linkedin mastodon bluesky threads email e-mail today article artikel"
_SIGNS = frozenset(_NO_WORDS.split())
"""Pieces of a byline's box that are no words of it: ways to the writer, and what kind of page this is."""


def byline(page: Page) -> str | None:
    """The byline as printed: the element named so, else the line around the links to authors' pages at the head."""
    element = _byline_element(page)
    if element is None:
        return _line_of_links(page) or labelled_text(page)
    text = spaced_text(element)
    pieces = text_pieces(element)
    for earlier, piece in pairwise(pieces):
        if len(earlier.split()) >= 2 and earlier in piece and (again := text.find(piece, text.find(earlier) + 1)) > 0:
            return text[:again].strip()  # the name again: `About Jane Roe`, a box that opens over it
    for place, piece in enumerate(pieces):
        if place and LABEL.match(f"{piece} x") and not any(map(is_person, pieces[:place])) and piece in text:
            text = text[text.index(piece) :]  # what stands before `By` are signs and the section
            break
    for piece in pieces:
        if is_furniture(piece) or piece.lower() in _SIGNS:
            text = text.replace(piece, " ", 1)
    return " ".join(text.split()) or None


def _line_of_links(page: Page) -> str | None:
    """The smallest box around all links to authors' pages between headline and text, if it is a line."""
    here, places = scope(page), order(page)
    last = first_paragraph(page) + NEAR_HEAD
    links = [link for link in profile_links(page) if here.start <= places[link] <= last and inline_text(link)]
    if not links or not all(in_article(page, link) for link in links):
        return None
    best: str | None = None
    for node in (links[0], *islice(links[0].iterancestors(), _MOST_BOXES)):
        at, end = places[node], places[node] + page.index.size(node)
        if node is here.root or page.index.size(node) > _LARGEST_BOX:
            break
        text = spaced_text(node)
        if len(text) > LONGEST_BYLINE or (best is not None and len(text) > len(best) + _LONGEST_ROLE):
            break
        if all(at <= places[link] < end for link in links):
            best = text
    return best
