"""Links to articles on a page of unknown make: the cards of a section page, the related boxes of an article."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.items import Photo, Teaser
from qiosk_scraper.layers.blocks import HEADINGS, classes
from qiosk_scraper.layers.generic.container import article_container
from qiosk_scraper.layers.generic.photo_names import CREDIT
from qiosk_scraper.layers.generic.photo_text import Lines, photo_lines
from qiosk_scraper.layers.generic.scope import order, scope
from qiosk_scraper.layers.generic.ways_on import ways_on
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.pictures import is_story_picture, picture_alt, picture_url
from qiosk_scraper.layers.related_words import RELATED_HEADING
from qiosk_scraper.layers.sidebars import in_sidebar
from qiosk_scraper.normalise.text import clean, fold, inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_index import MOST_OF_A_LINE

_RELATED_BOX = NamePattern(
    r"related|recommend|most-?_*(?:read|popular|viewed)|popular|trending|more-?_*(?:from|on|"
    r"stories|news)|read-?_*(?:next|also|more)|also-?read|"
    r"you-?may|teaser-?_*(?:group|list|row|grid)|(?:recent|latest)-?_*(?:posts|stories|articles)|see-?also|up-?next|further-?reading|keep-?reading|recirc|"
    r"verwandt|mehr-?_*zum|meist-?_*gelesen|weitere-?_*(?:artikel|themen)|lesetipp|lire-?_*aussi|plus-?_*lus|meme-?_*(?:sujet|theme)|"
    r"relacionad|mas-?_*leid|lo-?_*mas|mais-?_*lid|leia-?_*(?:mais|tambem)|correlat|leggi-?_*anche|piu-?_*lett|lees-?_*ook|"
    r"meest-?_*gelezen|les-?_*(?:ogsa|mer)|laes-?_*ogsa|mest-?_*(?:lest|laest|last)|powiazan|czytaj-?_*(?:tez|takze)|souvisejic|"
    r"nejctenejsi|kapcsolodo|ilgili|cok-?_*okunan|terkait|terpopuler|baca-?_*juga"
)
_CHROME = NamePattern(
    r"\bnav|menu|footer|breadcrumb|pagination|pager|social|share|newsletter|cookie|consent|login|"
    r"subscri|skip-?link|toolbar|masthead|site-?header|topbar|legal|sitemap|tag-?cloud|"
    r"lang(?:uage)?-?switch|weather|ticker-?stocks"
)
_TITLE = NamePattern(r"title|heading|headline|section-?_*(?:mark|name|label)|(?:box|widget|block)-?_*head")
_LEVELS = ("h2", "h3", "h4", "h5", "h6")
_HEADLINE = NamePattern(r"head-?_*line|title|heading")
_NO_ARTICLE = re.compile(
    r"^/(?:tags?|topics?|authors?|profile|category|categories|search|page|login|account|"
    r"subscribe|newsletters?|about|contact|privacy|terms|jobs|help|feeds?|rss)(?:/|$)"
    r"|\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|xml|rss)$",
    re.IGNORECASE,
)
_DEK = NamePattern(r"sub-?_*head|sub-?_*title|dek\b|summary|excerpt|description|standfirst|intro|lead\b|teaser-?_*text")
_LABEL = NamePattern(r"kicker|eyebrow|label|section|category|topic|rubri|overline|top-?line")
_MOST_BOXES = 1_000
_WAY = re.compile(
    r"(?:(?:read|watch|see|view|show|load) (?:more|all)|download|subscribe|sign up|mehr anzeigen|alle anzeigen"
    r"|voir plus|ver más)\b",
    re.IGNORECASE,
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def listing(page: Page) -> list[Teaser]:
    """The headlines of a section page with their links, in order, each once; menus, footer and other sites left out."""
    body = next(page.index.tags("body"), page.root)
    return read_cards(page, body, "main", strict=False)


def main_listing(page: Page) -> list[Teaser]:
    """Those of `listing` that stand in no sidebar: by these a page is a section page or is none."""
    body = next(page.index.tags("body"), page.root)
    return read_cards(page, body, "main", strict=False, sidebars=False)


def teasers(page: Page) -> list[Teaser]:
    """The articles in boxes of related, recommended or most-read ones, in order, each once a box."""
    here = scope(page)
    found: list[Teaser] = []
    taken: set[HtmlElement] = set()
    names: set[str] = set()
    shown: set[tuple[str, ...]] = set()
    numbers: dict[str, int] = {}  # from where on a name's numbers are tried: those before it are taken
    for box, name in _boxes(page)[:_MOST_BOXES]:
        if any(node in taken for node in (box, *box.iterancestors())):
            continue
        if here.container is not None and (box is here.container or box in here.container.iterancestors()):
            continue
        taken.add(box)
        block = name
        number = numbers.get(name, 2)
        while block in names:
            block, number = f"{name} {number}", number + 1
        numbers[name] = max(number - 1, 2)
        cards = _articles(read_cards(page, box, block, strict=True), name)
        urls = tuple(card.url for card in cards)
        if cards and urls not in shown:  # a box may be there twice, for wide and for narrow screens
            shown.add(urls)
            found.extend(cards)
            names.add(block)
    return found


def _articles(cards: list[Teaser], name: str) -> list[Teaser]:
    """The cards of a box that lead to articles: its heading, `Read more` and links to subjects are left out."""
    kept = [
        card for card in cards if card.headline and fold(card.headline) != fold(name) and not _WAY.match(card.headline)
    ]
    articles = [card for card in kept if not _is_topic(card)]
    if not articles:
        return []
    chosen = articles if 2 * len(articles) >= len(kept) else kept
    return [replace(card, position=position) for position, card in enumerate(chosen, start=1)]


def _is_topic(card: Teaser) -> bool:
    """Whether a link is to a person or a subject rather than to an article: two or three words and nothing else."""
    bare = card.photo is None and not card.excerpt and card.dek is None and card.published is None
    text = card.headline or ""
    return bare and len(text.split()) <= 3 and len(text) <= 30 and not _CJK.search(text)


def _boxes(page: Page) -> list[tuple[HtmlElement, str]]:
    """Boxes of further articles with their names, in document order."""
    found: dict[HtmlElement, str] = {}
    for element in page.index.called(_RELATED_BOX):
        match = _RELATED_BOX.search(classes(element))
        if (
            match
            and element.tag in ("div", "section", "aside", "ul", "ol", "nav")
            and next(element.iter("a"), None) is not None
            and not any(node in found for node in element.iterancestors())
        ):
            found[element] = _box_heading(element) or match[0].lower()
    container = scope(page).container
    headings = {*page.index.tags(*_LEVELS), *page.index.called(_TITLE)}
    for heading in sorted(headings, key=page.index.place.__getitem__):
        if heading.tag not in _LEVELS and (heading.tag not in ("div", "span", "p") or len(heading) > 1):
            continue
        if page.index.size(heading) > MOST_OF_A_LINE:
            continue
        text = inline_text(heading)
        if not (0 < len(text) <= 60 and RELATED_HEADING.match(text)) or next(heading.iter("a"), None) is not None:
            continue
        box = _under(heading, container)
        if box is not None and not any(node in found for node in (box, *box.iterancestors())):
            found[box] = text
    for box, name in ways_on(page):
        if not any(node in found for node in (box, *box.iterancestors())):
            found[box] = name
    places = order(page)
    return sorted(found.items(), key=lambda item: places[item[0]])


def _under(heading: HtmlElement, container: HtmlElement | None) -> HtmlElement | None:
    """What a heading stands over: its parent, if it stands first there, else what follows it."""
    for node in (heading, *heading.iterancestors()):
        if node.tag in ("body", "main", "article") or node is container:
            return None
        after = node.getnext()
        if after is None:
            continue
        if after.tag == "a" and node.getprevious() is None:
            return node.getparent()  # links right below their heading, without a box of their own
        if after.tag not in ("ul", "ol", "div", "section", "nav", "article") or not _has_links(after):
            return None
        parent = node.getparent()
        around = container is not None and (parent is container or parent in container.iterancestors())
        several = after.getnext() is not None and _has_links(after.getnext())
        if parent is None or around or not several or parent.tag in ("body", "main", "article"):
            return after if after.tag != "article" else None
        return parent if node.getprevious() is None else after
    return None


def _has_links(element: HtmlElement | None) -> bool:
    return element is not None and next(element.iter("a"), None) is not None


def _box_heading(box: HtmlElement) -> str | None:
    for heading in box.iter("h2", "h3", "h4", "h5", "header"):
        if heading.getparent().tag == "a":
            return None  # that of the first card
        if not any(True for _ in heading.iter("a")) and 0 < len(text := inline_text(heading)) <= 60:
            return text
        return None
    before = box.getprevious()
    if before is not None and before.tag in HEADINGS and 0 < len(text := inline_text(before)) <= 60:
        return text
    return None


def read_cards(page: Page, root: HtmlElement, block: str, *, strict: bool, sidebars: bool = True) -> list[Teaser]:
    """The headline links below `root`, one teaser each. `strict`: the box is known to list articles, so that a plain
    link is a headline too."""
    host, _, own = _target(page.url)
    best: dict[str, tuple[int, HtmlElement, str]] = {}
    container = None if strict else article_container(page)
    for link in root.iter("a"):
        url = page.absolute(link.get("href"))
        if url is None or (target := _target(url)).host != host:
            continue
        key, path = target.key, target.path
        if key == own or path in ("", "/") or _NO_ARTICLE.search(path):
            continue
        rank, text = _headline_of(link)
        if not text or not _long_enough(text) or _in_chrome(link, root) or (not sidebars and in_sidebar(link)):
            continue
        if rank == 0 and not (_article_like(path, text) if not strict else True):
            continue
        if rank == 0 and container is not None and link.getparent() is not None and link.getparent().tag == "p":
            continue  # a link in running text
        known = best.get(key)
        if known is None or rank > known[0]:
            best[key] = (rank, link, text)
    places = page.index.place
    found = []
    for position, (_, link, text) in enumerate(sorted(best.values(), key=lambda item: places[item[1]]), start=1):
        url = page.absolute(link.get("href"))
        if url is not None:
            found.append(_card(page, link, url, text, root, block, position))
    return found


def _card(
    page: Page, link: HtmlElement, url: str, headline: str, root: HtmlElement, block: str, position: int
) -> Teaser:
    card = _around(page, link, url, root)
    dek = None
    label = None
    excerpt: list[str] = []
    photo: Photo | None = None
    published: str | None = None
    around = frozenset(link.iterancestors())
    for element in card.iter("p", "div", "span", "a", "small", "strong"):
        if element is link or element in around or _has_parts(element):
            continue
        text = inline_text(element)
        if not text or text in headline or headline in text:
            continue
        name = classes(element)
        if dek is None and element.tag != "a" and _DEK.search(name) and len(text) > 20:
            dek = text
        elif label is None and _LABEL.search(name) and len(text) <= 40 and not any(char.isdigit() for char in text):
            label = text
        elif element.tag == "p" and len(text) >= 40 and text != dek:
            excerpt.append(text)
    for image in card.iter("img"):
        if is_story_picture(image) and (address := picture_url(page, image)):
            caption, credit = _lines_of(image, card, headline)
            photo = Photo("lead", address, caption, credit, alt=picture_alt(image))
            break
    for moment in card.iter("time"):
        value = (moment.get("datetime") or "").strip()
        if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value):
            published = value
            break
    return Teaser(
        position, block, url, headline, label, label, dek, tuple(dict.fromkeys(excerpt))[:3], photo, published
    )


def _has_parts(element: HtmlElement) -> bool:
    return len(element) > 0 and next(element.iterdescendants("div", "p", "h2", "h3"), None) is not None


def _lines_of(image: HtmlElement, card: HtmlElement, headline: str) -> Lines:
    """Caption and credit that a card prints with its picture; what is the card's headline is none."""
    if not any(node.tag == "figcaption" or CREDIT.search(classes(node)) for node in card.iterdescendants()):
        return Lines()
    above = card.getparent()
    found = photo_lines(image, frozenset((above,) if above is not None else ()))
    return found if not found.caption or (found.caption not in headline and headline not in found.caption) else Lines()


def _around(page: Page, link: HtmlElement, url: str, root: HtmlElement) -> HtmlElement:
    """The largest box around a link that leads to no other article."""
    card = link
    own = _target(url)
    node = link.getparent()
    while node is not None and node is not root and node.tag not in ("body", "main", "ul", "ol"):
        if any(
            (other := page.absolute(element.get("href"))) is not None
            and (target := _target(other)).host == own.host
            and target.key != own.key
            and len(target.path.strip("/").split("/")[-1]) > 12
            for element in node.iter("a")
        ):
            break
        card = node
        node = node.getparent()
    return card


def _headline_of(link: HtmlElement) -> tuple[int, str]:
    """(rank, text): 2 for a link in or around a heading, 1 for one named like a headline, 0 for any other."""
    for node in link.iterancestors():
        if node.tag in HEADINGS:
            return 2, inline_text(link)
        if node.tag in ("li", "article", "div", "section", "p"):
            break
    for heading in link.iterdescendants("h1", "h2", "h3", "h4", "h5"):
        if text := inline_text(heading):
            return 2, text
    named = ""
    for node in (link, *link.iterdescendants("span", "div", "p", "strong")):
        if not _HEADLINE.search(classes(node)) or not (text := inline_text(node)):
            continue
        if named and text not in named:
            break
        named = text if not named or _long_enough(text) else named  # the innermost: one around it holds a kicker, too
    if named:
        return 1, named
    if len(link) == 0 and not (link.text or "").strip():  # laid over a card
        return 1, clean(link.get("aria-label") or "")
    parent = link.getparent()
    if parent is not None and _HEADLINE.search(classes(parent)):
        return 1, inline_text(link)
    return 0, inline_text(link)


def _long_enough(text: str) -> bool:
    return (len(text) >= 12 and " " in text) or len(_CJK.findall(text)) >= 6


def _article_like(path: str, text: str) -> bool:
    """Whether a plain link reads like a headline and leads to an address with words or a number."""
    last = path.rstrip("/").rsplit("/", 1)[-1]
    return (len(text.split()) >= 4 or len(_CJK.findall(text)) >= 8) and (
        last.count("-") + last.count("_") >= 2 or re.search(r"\d{4,}", path) is not None
    )


def _in_chrome(link: HtmlElement, root: HtmlElement) -> bool:
    for node in link.iterancestors():
        if node is root:
            return False
        if node.tag in ("nav", "footer", "form") or (
            node.tag == "header" and node.getparent() is not None and node.getparent().tag == "body"
        ):
            return True
        if (
            node.tag not in ("body", "html", "main", "article")
            and _CHROME.search(classes(node))
            and not re.search(r"main|content|list|article|story", classes(node))
        ):
            return True
    return False


class _Target(NamedTuple):
    """Where a link leads."""

    host: str
    path: str
    key: str
    """What two spellings of one address share."""


@lru_cache(256)
def _target(url: str) -> _Target:
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    return _Target(host, parts.path, f"{host}{parts.path.rstrip('/')}?{parts.query}")
