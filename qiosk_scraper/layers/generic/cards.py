"""Links to articles on a page of unknown make: the cards of a section page, the related boxes of an article."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.items import Photo, Teaser
from qiosk_scraper.layers.blocks import HEADINGS, classes
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.card_words import LABEL, is_invitation, words_of
from qiosk_scraper.layers.generic.container import article_container
from qiosk_scraper.layers.generic.photo_names import CREDIT
from qiosk_scraper.layers.generic.photo_pieces import Lines
from qiosk_scraper.layers.generic.photo_text import photo_lines
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.pictures import backdrop, is_story_picture, picture_alt, picture_url
from qiosk_scraper.layers.sidebars import is_sidebar
from qiosk_scraper.normalise.byline_moments import without_moments
from qiosk_scraper.normalise.names import is_person
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.normalise.urls import owner_of
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing

_CHROME = NamePattern(
    r"\bnav|menu|footer|breadcrumb|pagination|pager|social|share|newsletter|cookie|consent|login|"
    r"subscri|skip-?link|toolbar|masthead|site-?header|topbar|legal|sitemap|tag-?cloud|"
    r"lang(?:uage)?-?switch|weather|ticker-?stocks"
)
NO_ARTICLE = re.compile(
    r"^/(?:tags?|topics?|authors?|profile|category|categories|search|page|login|account|"
    r"subscribe|newsletters?|about|contact|privacy|terms|jobs|help|feeds?|rss|shop|deals|staff|team|karriere|careers)(?:/|$)"
    r"|^/@[^/]+/?$|/newsletters?(?:/|$)|\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|rss)$",
    re.IGNORECASE,
)
_DEK = NamePattern(r"sub-?_*head|sub-?_*title|dek\b|summary|excerpt|description|standfirst|intro|lead\b|teaser-?_*text")
_KICKER = NamePattern(r"kicker|eyebrow|over-?line|chapeu|occhiello|spitzmarke")
"""Of a label, whose word the headline may hold, too."""
_LONGEST_CREDIT = 120
_LONGEST_WORD, _SHORTEST_SIGN = 24, 5
_SHORTEST_EXCERPT = 40
_SHORTEST_DEK = 40
"""Characters of a card's second heading that is no label."""
_HIGHEST = 40
"""Boxes around a link among which its card is looked for."""
_MOST_LINKS = 100
"""From so many links on a box is a list, whatever its links lead to."""
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def listing(page: Page) -> list[Teaser]:
    """The headlines of a section page with their links, in order, each once; menus, footer and other sites left out."""
    body = next(page.index.tags("body"), page.root)
    return read_cards(page, body, "main", strict=False)


def main_listing(page: Page) -> list[Teaser]:
    """Those of `listing` that stand in no sidebar: by these a page is a section page or is none."""
    body = next(page.index.tags("body"), page.root)
    return read_cards(page, body, "main", strict=False, sidebars=False)


def read_cards(page: Page, root: HtmlElement, block: str, *, strict: bool, sidebars: bool = True) -> list[Teaser]:
    """The headline links below `root`, one teaser each. `strict`: the box is known to list articles, so that a plain
    link is a headline too."""
    host, _, own = target_of(page.url)
    best: dict[str, tuple[int, HtmlElement, str, str | None]] = {}
    container = None if strict else article_container(page)
    chrome = Enclosing(lambda node: node is not root and _is_chrome(node), root)
    aside = Enclosing(is_sidebar)
    for link in root.iter("a"):
        url = page.absolute(link.get("href"))
        if url is None:
            continue
        target = target_of(url)
        if target.host != host and not (strict and _is_of_house(url, target, page.url)):
            continue
        key, path = target.key, target.path
        if key == own or path in ("", "/") or NO_ARTICLE.search(path):
            continue
        rank, text, label = words_of(link)
        if strict and not long_enough(text) and (heading := _heading_beside(link, root)):
            rank, text = 2, heading
        if not text or not long_enough(text) or chrome.holds(link) or (not sidebars and aside.holds(link)):
            continue
        if rank == 0 and not (is_article_like(path, text) if not strict else True):
            continue
        if rank == 0 and container is not None and _is_in_running_text(link):
            continue
        known = best.get(key)
        if known is None or rank > known[0]:
            best[key] = (rank, link, text, label)
    places = page.index.place
    found = []
    for position, (_, link, text, label) in enumerate(sorted(best.values(), key=lambda item: places[item[1]]), start=1):
        url = page.absolute(link.get("href"))
        if url is not None:
            found.append(card_of(page, link, url, text, label, root, block, position))
    return found


def _is_in_running_text(link: HtmlElement) -> bool:
    """Whether a link stands in a paragraph, and is no headline with a line break and its excerpt behind it."""
    paragraph, after = link.getparent(), link.getnext()
    if paragraph is None or paragraph.tag != "p":
        return False
    opens = paragraph[0] is link and not (paragraph.text or "").strip() and not (link.tail or "").strip()
    return not opens or after is None or after.tag != "br"


def _is_of_house(url: str, target: Target, own: str) -> bool:
    """Whether a link leads to what may be an article at another name of the own host: `sport.ledger.example`."""
    last = target.path.rstrip("/").rsplit("/", 1)[-1]
    made = last.count("-") >= _WORDS_OF_ADDRESS or _NUMBER.search(target.path) is not None
    return made and owner_of(url) == owner_of(own) and _NO_NEWS.match(target.host) is None


_WORDS_OF_ADDRESS = 3
_NUMBER = re.compile(r"\d{5,}")
_NO_NEWS = re.compile(
    r"(?:shop|store|tienda|boutique|abo|abonnement\w*|subscri\w*|jobs?|stellen\w*|careers?|tickets?|events?|accounts?|"
    r"login|my|mein|help|support|newsletters?|podcasts?|games?|ads?|immo\w*|auto\w*|coupons?|gutschein\w*|deals?|"
    r"trauer\w*|anzeigen|kleinanzeigen|obituar\w*|necro\w*|legacy|dating|e-?paper|reisen|academy)\."
)


def _heading_beside(link: HtmlElement, root: HtmlElement) -> str | None:
    """The heading of the card whose only link says no more than `Read more`."""
    if not is_invitation(inline_text(link)):
        return None
    for node in islice(link.iterancestors(), _CARD_LEVELS):
        if node is root or len(list(islice(node.iter("a"), 2))) > 1:
            return None
        if headings := list(islice(node.iter("h2", "h3", "h4", "h5", "h6"), 2)):
            return inline_text(headings[0]) if len(headings) == 1 else None
    return None


_CARD_LEVELS = 3


def card_of(
    page: Page,
    link: HtmlElement,
    url: str,
    headline: str,
    label: str | None,
    root: HtmlElement,
    block: str,
    position: int,
) -> Teaser:
    """The teaser that a link stands for, with what else its card below `root` shows."""
    card = around(page, link, url, root)
    dek = None
    excerpt: list[str] = []
    photo: Photo | None = None
    published: str | None = None
    above = frozenset(link.iterancestors())
    for element in card.iter("p", "div", "span", "a", "small", "strong", "h3", "h4", "h5"):
        if element is link or element in above or _has_parts(element):
            continue
        text = inline_text(element)
        name = classes(element)
        if not text or headline in text or (text in headline and not (label is None and _KICKER.search(name))):
            continue
        if (
            dek is None
            and element.tag != "a"
            and len(text) > 20
            and (_DEK.search(name) or (len(text) > _SHORTEST_DEK and _is_second_heading(page, element, text, url)))
        ):
            dek = text
        elif label is None and LABEL.search(name) and len(text) <= 40 and not any(char.isdigit() for char in text):
            if is_invitation(text):
                continue
            label = text
        elif element.tag in ("p", "div") and text != dek and _is_excerpt(element, text):
            excerpt.append(text)
    for image in card.iter("img", "amp-img"):
        if is_story_picture(image) and (address := picture_url(page, image)):
            caption, credit = _lines_of(image, card, headline)
            photo = Photo("lead", address, caption, credit, alt=picture_alt(image))
            break
    else:
        if address := next(
            filter(None, (backdrop(page, box) for box in card.iter("a", "div", "span", "figure"))), None
        ):
            photo = Photo("lead", address)
    for moment in card.iter("time"):
        value = (moment.get("datetime") or "").strip()
        if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value):
            published = value
            break
    if label is None and (label := _label_above(link, card)) and label.casefold() == block.casefold():
        label = None
    return Teaser(
        position, block, url, headline, label, label, dek, tuple(dict.fromkeys(excerpt))[:3], photo, published
    )


def _label_above(link: HtmlElement, card: HtmlElement) -> str | None:
    """The word or two that stand in an element of their own right above the headline's link, or above its heading."""
    node = link
    while (before := node.getprevious()) is None or before.tag in ("img", "picture", "figure"):
        node = node.getparent()
        if node is None or node is card or card not in node.iterancestors():
            return None
    text = inline_text(before) if before.tag in ("p", "div", "span") and len(before) <= 1 else ""
    words = text.split()
    if not 2 < len(text) <= _LONGEST_WORD or len(words) > 2 or text[0].islower() or not all(map(str.isalpha, words)):
        return None
    sign = text.isupper() and len(text) < _SHORTEST_SIGN  # `NEW`, `LIVE`
    return None if sign or is_person(text) or is_invitation(text) or is_furniture(text) else text


def _is_second_heading(page: Page, element: HtmlElement, text: str, url: str) -> bool:
    """Whether a heading of a card leads to no other article than the card does, and is no date before a name."""
    if element.tag not in HEADINGS or not text.startswith(without_moments(text)):
        return False
    link = next(element.iter("a"), None)
    link = next(element.iterancestors("a"), None) if link is None else link
    other = page.absolute(link.get("href")) if link is not None else None
    return other is None or target_of(other).path == target_of(url).path


def _is_excerpt(element: HtmlElement, text: str) -> bool:
    """Whether a paragraph of a card tells something; one with a time does where a sentence stands before it."""
    if (time := next(element.iter("time"), None)) is None:
        return len(text) >= _SHORTEST_EXCERPT or _is_sentence(element, text)
    said = text.removesuffix(inline_text(time)).rstrip()
    return len(said) >= _SHORTEST_EXCERPT and _ENDED.search(said) is not None


def _is_sentence(element: HtmlElement, text: str) -> bool:
    """Whether a short paragraph of a card is more than a date or a name."""
    return element.tag == "p" and len(text.split()) >= 4 and _ENDED.search(text) is not None


_ENDED = re.compile(r"[^\W\d_]{2}[.!?…।؟。]['\"”’»]?$")


def _has_parts(element: HtmlElement) -> bool:
    return len(element) > 0 and next(element.iterdescendants("div", "p", "h2", "h3"), None) is not None


def _lines_of(image: HtmlElement, card: HtmlElement, headline: str) -> Lines:
    """Caption and credit that a card prints with its picture; what is the card's headline is none."""
    if not any(node.tag == "figcaption" or CREDIT.search(classes(node)) for node in card.iterdescendants()):
        return Lines()
    above = card.getparent()
    found = photo_lines(image, frozenset((above,) if above is not None else ()))
    if not found.caption or (found.caption not in headline and headline not in found.caption):
        return found
    if found.caption != headline and _is_line_below(image, card):
        return found
    # The figure is the card, its caption the card's words: only what is called a credit says who made the picture.
    named = (inline_text(one) for one in card.iterdescendants("small", "span", "p", "div", "cite") if _is_credit(one))
    return Lines(None, next((text for text in named if 0 < len(text) <= _LONGEST_CREDIT), None))


def _is_line_below(image: HtmlElement, card: HtmlElement) -> bool:
    """Whether a picture's figure has a line of its own, the card's heading standing outside of it."""
    figure = next((node for node in islice(image.iterancestors(), 4) if node.tag == "figure"), None)
    line = next(figure.iter("figcaption"), None) if figure is not None else None
    headed = next(card.iterdescendants(*HEADINGS), None) is not None
    return headed and line is not None and next(line.iterdescendants("a", *HEADINGS), None) is None


def _is_credit(element: HtmlElement) -> bool:
    return "credit" in classes(element)


def around(page: Page, link: HtmlElement, url: str, root: HtmlElement) -> HtmlElement:
    """The largest box around a link that leads to no other article."""
    card = link
    own = target_of(url)
    for node in islice(link.iterancestors(), _HIGHEST):
        if node is root or node.tag in ("body", "main", "ul", "ol"):
            break
        links = list(islice(node.iter("a"), _MOST_LINKS))
        if len(links) == _MOST_LINKS or any(
            (other := page.absolute(element.get("href"))) is not None
            and (target := target_of(other)).host == own.host
            and target.key != own.key
            and (target.path != own.path or not _OWN_NAME.search(own.path))
            and _is_long(target.path)
            for element in links
        ):
            break
        card = node
    return card


def _is_long(path: str) -> bool:
    """Whether the last part of a path may be an article's title or number, no author's page."""
    last = path.strip("/").rpartition("/")[2]
    return (len(last) > _LONG_NAME or (last.isdigit() and len(last) >= _LONG_NUMBER)) and not NO_ARTICLE.search(path)


_LONG_NAME, _LONG_NUMBER = 12, 5
_OWN_NAME = re.compile(r"\d{5,}|-[^/]*-[^/]*/?$")
"""Of a path that tells its article, whatever query is behind it: `?from=picture`, `?from=headline`."""


def long_enough(text: str) -> bool:
    return (len(text) >= 12 and " " in text) or len(CJK.findall(text)) >= 6


def is_article_like(path: str, text: str) -> bool:
    """Whether a plain link reads like a headline and leads to an address with words or a number."""
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return (len(text.split()) >= 4 or len(CJK.findall(text)) >= 8) and (
        last.count("-") + last.count("_") >= 2 or re.search(r"\d{4,}", path) is not None
    )


def _is_chrome(node: HtmlElement) -> bool:
    """Whether a box is a menu, a form or a foot."""
    if node.tag in ("nav", "footer", "form"):
        return True
    if node.tag == "header" and (above := node.getparent()) is not None and above.tag == "body":
        return True
    return bool(
        node.tag not in ("body", "html", "main", "article")
        and _CHROME.search(classes(node))
        and not _OF_CONTENT.search(classes(node))
    )


_OF_CONTENT = NamePattern(r"main|content|list|article|story")


class Target(NamedTuple):
    """Where a link leads."""

    host: str
    path: str
    key: str
    """What two spellings of one address share."""


@lru_cache(1_024)
def target_of(url: str) -> Target:
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    return Target(host, parts.path, f"{host}{parts.path.rstrip('/')}?{parts.query}")
