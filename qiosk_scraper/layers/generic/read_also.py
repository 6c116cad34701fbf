"""Single links to further articles: lines and cards among the paragraphs (`Read also: …`), the previous and the next
article. The body leaves them out; here they are kept as what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS, classes, is_hidden
from qiosk_scraper.layers.generic.addresses import Addresses
from qiosk_scraper.layers.generic.card_words import is_invitation, words_of
from qiosk_scraper.layers.generic.cards import NO_ARTICLE, is_article_like, long_enough, target_of
from qiosk_scraper.layers.generic.invitations import leads_elsewhere
from qiosk_scraper.layers.generic.lines import is_labelled_link
from qiosk_scraper.layers.generic.scope import scope
from qiosk_scraper.layers.generic.unwanted import is_unwanted
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.related_words import RELATED_LABEL
from qiosk_scraper.normalise.text import clean, inline_text, raw_text, text_pieces
from qiosk_scraper.page import Page

_BLOCKS = frozenset(("p", "li", "div", "section", "aside", "blockquote", "figure", "article", "dd", "td", *HEADINGS))
_MOST_LINKS = 400
_MOST_ELEMENTS = 60
"""Of a card; one with a picture, a headline and its labels has some twenty."""
_LONGEST = 420
_LONGEST_LABEL = 40
_CARD = NamePattern(
    r"promo|teaser|rich-?_*link|interstitial-?_*link|inline-?_*(?:article|asset|link|story|teaser)|cross-?_*link|"
    r"(?:story|article|post|news)-?_*link|relation(?=\s|$|__|--)|bookmark-?_*card|link-?_*(?:box|card)|"
    r"(?:article|story)-?_*card|embedded-?_*(?:article|story)"
)
_NEIGHBOUR = NamePattern(
    r"(?:^|[\s_-])(?:nav|post|article|story|entry|pagination(?:-link)?)[-_]*(?:previous|prev|next)(?![a-z])|"
    r"(?:^|[\s_-])(?:previous|prev|next)-?_*(?:post|article|story|entry)(?![a-z])"
)
_WAY = frozenset(
    ["previous", "prev", "next", "older", "newer", "zurück", "weiter", "vorheriger", "nächster", "précédent", "suivant"]
)
_RUNNING = 500
"""Characters of a paragraph, blanks included, that is more than a label and a link."""
IN_TEXT = "in the text"
"""The block of single links among the paragraphs that no word announces."""


class SingleLink(NamedTuple):
    block: str
    box: HtmlElement
    link: HtmlElement
    url: str
    headline: str
    label: str | None


class _Texts(dict[HtmlElement, str | None]):
    """The texts of boxes, each read once however many links ask; None for a longer one than any label and link."""

    def __missing__(self, box: HtmlElement) -> str | None:
        text = inline_text(box)
        self[box] = found = text if len(text) <= _LONGEST else None
        return found


def single_links(page: Page) -> Iterator[SingleLink]:
    """The links to one article each that a reader comes upon in the text or below it, in document order."""
    container = scope(page).container
    own = target_of(page.url)
    site = Addresses(page.url)
    if container is not None:
        listed: dict[HtmlElement, str | None] = {}
        texts = _Texts()
        running: dict[HtmlElement, bool] = {}
        for link in islice(page.index.within(container, "a"), _MOST_LINKS):
            paragraph = next((node for node in islice(link.iterancestors(), 3) if node.tag == "p"), None)
            if paragraph is not None:  # most links stand in running text
                if paragraph not in running:
                    running[paragraph] = len(raw_text(paragraph)) > _RUNNING
                if running[paragraph]:
                    continue
            if (url := _elsewhere(page, link, own.host, own.key, site)) and (
                found := _line(link, url, container, listed, texts) or _card(page, link, url, container, texts)
            ):
                yield found
    for link in islice(_neighbours(page), 8):
        url = _elsewhere(page, link, own.host, own.key, site)
        words = words_of(link) if url else None
        if url and words and long_enough(words.headline):
            box = link.getparent()
            block = next(
                (text for piece in text_pieces(box if box is not None else link)[:1] if (text := _way(piece))), ""
            )
            headline = words.headline.removeprefix(block).lstrip(" :›»→")
            if long_enough(headline) and not _way(headline):
                yield SingleLink(block or "previous and next", link, link, url, headline, None)


def _elsewhere(page: Page, link: HtmlElement, host: str, own: str, site: Addresses) -> str | None:
    """The address that a link leads to, if it may be another article of this site."""
    url = page.absolute(link.get("href"))
    if url is None or (target := target_of(url)).host != host or target.key == own:
        return None
    if own.endswith("?") and target.key.startswith(own):
        return None  # a button of this page: `?share=x`
    if target.path in ("", "/") or NO_ARTICLE.search(target.path) or site.is_elsewhere(target.path):
        return None
    path = own.rpartition("?")[0]
    page_of_it = target.key.startswith(path) and _NEXT_PAGE.fullmatch(target.key.removeprefix(path))
    return None if page_of_it else url


_NEXT_PAGE = re.compile(r"(?:/(?:page/|seite/)?\d{1,3})?\?(?:p(?:age)?=\d{1,3})?")
"""Behind the article's own address: its further pages."""


def _block(link: HtmlElement, container: HtmlElement) -> HtmlElement | None:
    """The paragraph, list item or box that a link stands in."""
    for node in islice(link.iterancestors(), 8):
        if node is container:
            return None
        if node.tag in _BLOCKS:
            return node
    return None


def _line(
    link: HtmlElement, url: str, container: HtmlElement, listed: dict[HtmlElement, str | None], texts: _Texts
) -> SingleLink | None:
    """A line of its own: a label and a link, or a link and nothing else."""
    block = _block(link, container)
    if block is None or block.tag not in ("p", "li", "h2", "h3", "h4", "h5", "div", "blockquote") or len(block) > 8:
        return None
    words = inline_text(link)
    if not words or not long_enough(words) or (len(link) > 1 and (_is_marked_up(link) or words_of(link).rank)):
        return None
    if (text := texts[block]) is None:
        return None
    if block.tag == "p" and (over := _label_of_several(block, text)):
        return SingleLink(over, block, link, url, words, None)
    label, _, headline = labelled(words)
    if label:
        words = headline
    rest = text.replace(headline if label else words, "", 1).strip(" \t()[]|:–—-»›>→►▶•*.")
    before = text.partition(words)[0].strip(" \t()[]|:–—-»›>→►▶•*")
    if (
        not label
        and rest
        and rest == before
        and (leads_elsewhere(text) or is_invitation(before) or is_labelled_link(text, words))
    ):
        label = before
    if label and long_enough(words):
        return SingleLink(label, block, link, url, words, None)
    if rest or text[-1:] in ".。:：" or _is_marked_up(link):
        return None
    like = is_article_like(target_of(url).path, words)
    if not like and (block.tag != "li" or len(words.split()) < 4):
        return None
    if block.tag == "li":
        parent = block.getparent()
        if parent is None:
            return None
        if parent not in listed:
            listed[parent] = _list_label(parent)
        over = listed[parent]
        if over is None or (over == IN_TEXT and not like):
            return None
        return SingleLink(over, block, link, url, words, None)
    return SingleLink(_line_above(block), block, link, url, words, None) if block.tag == "p" else None


def _line_above(line: HtmlElement) -> str:
    """The label that stands as a line of its own over one or several lines of links."""
    before = line.getprevious()
    for _ in range(_MOST_IN_LINE):
        if before is None or before.tag != "p" or len(before) > 1:
            break
        text = inline_text(before).strip(" :")
        if _is_label(text):
            return text
        if len(before) != 1 or before[0].tag != "a" or inline_text(before[0]) != text:
            break
        before = before.getprevious()
    return IN_TEXT


def _label_of_several(paragraph: HtmlElement, text: str) -> str | None:
    """The label of a line of nothing but several links: `Read more: … | …`."""
    links = [inline_text(one) for one in islice(paragraph.iter("a"), _MOST_IN_LINE)]
    if not 1 < len(links) < _MOST_IN_LINE or not all(map(long_enough, links)):
        return None
    before, rest = text.partition(links[0])[0].strip(_MARKS), text
    for one in links:
        rest = rest.replace(one, "", 1)
    if rest.strip(_MARKS) != before or not (leads_elsewhere(text) or is_invitation(before)):
        return None
    return before


_MOST_IN_LINE = 6
_MARKS = " \t()[]|/·,;:–—-»›>→►▶•*."


def labelled(text: str) -> tuple[str, str, str]:
    """A link's own words cut behind the label that they begin with: `RELATED: The mill closes`."""
    head, mark, tail = text.partition(":")
    if clean(tail) and len(head) <= _LONGEST_LABEL and (leads_elsewhere(text) or is_invitation(head)):
        return clean(head), mark, clean(tail)
    return "", "", text


def _is_marked_up(link: HtmlElement) -> bool:
    return next(link.iter("img", "picture", "div"), None) is not None


def _list_label(listing: HtmlElement) -> str | None:
    """What stands over a list of nothing but links; None for any other list."""
    items = [item for item in listing if item.tag == "li"]
    for item in items[:30]:
        text = inline_text(item)
        linked = sum(len(inline_text(one)) for one in item.iter("a"))
        if linked < 0.9 * len(text):
            return None
    before = listing.getprevious()
    if before is None and (parent := listing.getparent()) is not None:
        before = parent.getprevious()
    over = inline_text(before).strip(" :") if before is not None and len(before) <= 4 else ""
    return over if 0 < len(over) <= _LONGEST_LABEL and (leads_elsewhere(over) or is_invitation(over)) else IN_TEXT


def _card(page: Page, link: HtmlElement, url: str, container: HtmlElement, texts: _Texts) -> SingleLink | None:
    """A box of its own around one article's links: it says that it leads elsewhere, or its name does."""
    key = target_of(url).key
    box = link
    for node in islice(link.iterancestors(), 8):
        if node is container or page.index.size(node) > _MOST_ELEMENTS or page.index.holds(node, container):
            break
        if any(
            (other := page.absolute(one.get("href"))) is not None and target_of(other).key != key
            for one in node.iter("a")
        ):
            break
        box = node
    if box.tag == "p" or is_hidden(box):
        return None
    text = texts[box]
    if not text or "newsletter" in text.lower():
        return None
    words = words_of(link)
    pieces = text_pieces(box)
    said = next((piece for piece in (*pieces[:2], *pieces[-1:]) if _is_label(piece) or _way(piece)), None)
    headline = words.headline
    if said and headline.startswith(said):
        headline = headline.removeprefix(said).lstrip(" :|–—-")
    named = _is_named(link, box)
    if not long_enough(headline) or (headline == text and box is not link and not named and not is_unwanted(box)):
        return None
    if said is None and not (
        (
            box.tag in ("aside", "figure")
            or named
            or is_unwanted(box)
            or any(map(is_unwanted, islice(link.iterancestors(), 3)))
        )
        and (words.rank > 0 or is_article_like(target_of(url).path, headline))
    ):
        return None
    name = said.strip(" :|") if said else IN_TEXT
    return SingleLink(name, box, link, url, headline, words.label)


def _is_named(link: HtmlElement, box: HtmlElement) -> bool:
    """Whether a card, or a box in it around its link, is named as one: the outermost may be any embed's."""
    for node in islice(link.iterancestors(), 8):
        if _CARD.search(classes(node)):
            return True
        if node is box:
            break
    return False


def _is_label(piece: str) -> bool:
    text = piece.strip(" :|·•→>»")
    return 0 < len(text) <= _LONGEST_LABEL and (
        leads_elsewhere(text) or (len(text.split()) <= 4 and RELATED_LABEL.fullmatch(text) is not None)
    )


_HOLDS_NEIGHBOUR = ("div", "li", "span", "nav", "a", "p", "section")


def _neighbours(page: Page) -> Iterator[HtmlElement]:
    """Links to the article before and the one after."""
    seen: set[HtmlElement] = set()
    for box in page.index.called(_NEIGHBOUR):
        if box.tag in _HOLDS_NEIGHBOUR and page.index.size(box) <= _MOST_ELEMENTS:
            for link in box.iter("a"):
                if link not in seen and inline_text(link):
                    seen.add(link)
                    yield link
    for link, value in page.index.values("rel"):
        if link.tag == "a" and link not in seen and not {"prev", "next"}.isdisjoint(value.lower().split()):
            seen.add(link)
            yield link


def _way(piece: str) -> str:
    """A label such as `Previous article`, or nothing."""
    words = piece.strip(" :‹›«»←→").casefold().split()
    return piece.strip(" :‹›«»←→") if words and len(words) <= 3 and words[0] in _WAY else ""
