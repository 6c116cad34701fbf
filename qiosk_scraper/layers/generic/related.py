"""Boxes of further articles on an article page of unknown make: related, most-read, latest, the author's others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.items import Teaser
from qiosk_scraper.layers.blocks import HEADINGS, classes
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.addresses import Addresses
from qiosk_scraper.layers.generic.cards import CJK, card_of, read_cards, target_of
from qiosk_scraper.layers.generic.invitations import leads_elsewhere
from qiosk_scraper.layers.generic.read_also import labelled, single_links
from qiosk_scraper.layers.generic.rows import FEWEST, TITLE, is_no_place, runs
from qiosk_scraper.layers.generic.scope import order, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.related_words import LISTED_HEADING, RELATED_HEADING
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.names import is_person
from qiosk_scraper.normalise.text import fold, inline_text, text_pieces
from qiosk_scraper.page import Page
from qiosk_scraper.page_index import MOST_OF_A_LINE

_RELATED_BOX = NamePattern(
    r"relate(?![a-z])|related|recommend|most-?_*(?:read|popular|viewed)|popular|trending|more-?_*(?:from|on|"
    r"stories|news)|read-?_*(?:next|also|more)|also-?read|"
    r"you-?may|teaser-?_*(?:group|list|row|grid)|(?:recent|latest)-?_*(?:posts|stories|articles)|see-?also|up-?next|further-?reading|keep-?reading|recirc|"
    r"verwandt|mehr-?_*zum|meist-?_*gelesen|weitere-?_*(?:artikel|themen)|lesetipp|lire-?_*aussi|plus-?_*lus|meme-?_*(?:sujet|theme)|"
    r"relacionad|mas-?_*leid|lo-?_*mas|mais-?_*lid|leia-?_*(?:mais|tambem)|correlat|leggi-?_*anche|piu-?_*lett|lees-?_*ook|"
    r"meest-?_*gelezen|les-?_*(?:ogsa|mer)|laes-?_*ogsa|mest-?_*(?:lest|laest|last)|powiazan|czytaj-?_*(?:tez|takze)|souvisejic|"
    r"nejctenejsi|kapcsolodo|more-?_*info(?![a-z])|ilgili|cok-?_*okunan|terkait|terpopuler|baca-?_*juga"
)
_LEVELS = ("h2", "h3", "h4", "h5", "h6")
_MOST_BREAKS = 3
"""Line breaks between a heading and the first link."""
_BARE = ("p", "div", "span", "b", "strong", "dt")
_MOST_BOXES = 1_000
_OTHER_PLACE = NamePattern(
    r"(?:^|[\s_-])(?:team|people|persons?|persona[els]*|agenda|veranstaltungen|termine|eventos|evenements|eventi|angebote|"
    r"ofertas|offres|offerte|contributors|columnists|writers|directory|venues?|courses?|programmes?|whats-?on)(?:$|[\s_-])"
)
_BEFORE_CARDS = 12
"""Elements of a box among which its heading is looked for."""
_MORE = "more"
"""The name of a row of cards over which nothing is printed."""
_WAY = re.compile(
    r"(?:(?:read|watch|see|view|show|load) (?:more|all|the rest)|all (?:posts|stories|articles)|download|"
    r"subscribe|sign up|"
    r"mehr anzeigen|alle anzeigen|voir plus|ver más)\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"#comment|#respond|[?&]replytocom=", re.IGNORECASE)
"""Of an address that leads to what a reader wrote: lists of the latest comments."""


def teasers(page: Page) -> list[Teaser]:
    """The articles in boxes of further ones, in order, each once a box; then those that single links lead to."""
    places = order(page)
    taken: set[HtmlElement] = set()
    shown: set[tuple[str, ...]] = set()
    lists: list[tuple[int, list[Teaser]]] = []
    site = Addresses(page.url)
    container = scope(page).container
    for box, name in _boxes(page)[:_MOST_BOXES]:
        if any(node in taken for node in (box, *box.iterancestors())):
            continue
        taken.add(box)
        cards = _articles(read_cards(page, box, name, strict=True), name, site)
        urls = tuple(card.url for card in cards)
        if _are_services(cards, site) and (container is None or not page.index.holds(container, box)):
            continue
        if cards and urls not in shown:  # a box may be there twice, for wide and for narrow screens
            shown.add(urls)
            lists.append((places[box], cards))
    known = {url for urls in shown for url in urls}
    for box in runs(page, taken):
        name = _box_heading(box) or _tab_of(page, box) or _MORE
        name = _MORE if is_furniture(name) else name  # `Advertisement`, which stands above by chance
        cards = _articles(read_cards(page, box, name, strict=False), name, site)
        urls = tuple(card.url for card in cards)
        if _are_no_articles(cards, site, called_otherwise=_is_called_otherwise(box)):
            continue
        if len(cards) >= FEWEST and urls not in shown and not known.issuperset(urls):
            shown.add(urls)
            taken.add(box)
            known.update(urls)
            lists.append((places[box], cards))
    lists.sort(key=lambda item: item[0])
    names = _Names()
    lists = [(place, _in_block(cards, names.new(cards[0].block))) for place, cards in lists]
    singles: defaultdict[str, int] = defaultdict(int)
    for one in single_links(page):
        if one.url in known or any(node in taken for node in (one.box, *one.box.iterancestors())):
            continue
        known.add(one.url)
        singles[one.block] += 1
        card = card_of(page, one.link, one.url, one.headline, one.label, one.box.getparent(), one.block, 0)
        lists.append((places[one.link], [replace(card, block=one.block, position=singles[one.block], dek=card.dek)]))
    lists.sort(key=lambda item: item[0])
    return [card for _, cards in lists for card in cards]


def _in_block(cards: list[Teaser], block: str) -> list[Teaser]:
    return [replace(card, block=block) if card.block != block else card for card in cards]


def _are_services(cards: list[Teaser], site: Addresses) -> bool:
    """Whether a box called `More from us` leads to what else the house has: bare links, most to no article."""
    if len(cards) < FEWEST or any(card.photo or card.published or card.excerpt or card.dek for card in cards):
        return False
    paths = [target_of(card.url).path for card in cards]
    return 2 * sum(site.may_be_article(path) or site.is_beside_own(path) for path in paths) < len(cards)


class _Names:
    """Names of blocks, each given once: the second `Related` is `Related 2`."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._numbers: dict[str, int] = {}  # from where on a name's numbers are tried: those before it are taken

    def new(self, name: str) -> str:
        block = name
        number = self._numbers.get(name, 2)
        while block in self._given:
            block, number = f"{name} {number}", number + 1
        self._numbers[name] = max(number - 1, 2)
        self._given.add(block)
        return block


def _articles(cards: list[Teaser], name: str, site: Addresses) -> list[Teaser]:
    """The cards of a box that lead to articles: its heading, `Read more`, links to subjects, persons and events are
    left out."""
    kept = [
        card
        for card in map(_without_label, cards)
        if card.headline
        and fold(card.headline) != fold(name)
        and not _WAY.match(card.headline)
        and not _COMMENT.search(card.url)
        and not site.is_elsewhere(target_of(card.url).path)
    ]
    articles = [card for card in kept if not _is_topic(card) or site.is_beside_own(target_of(card.url).path)]
    if not articles:
        return []
    chosen = articles if 2 * len(articles) >= len(kept) else kept
    # What stands below all of several cards belongs to none of them alone.
    said = Counter((card.dek, card.excerpt) for card in chosen if len(card.excerpt) > 1)
    return [
        replace(card, position=position, dek=None, excerpt=())
        if said[card.dek, card.excerpt] > 1
        else replace(card, position=position)
        for position, card in enumerate(chosen, start=1)
    ]


def _without_label(card: Teaser) -> Teaser:
    """A card whose link begins with a label, without it: `Also read: The mill closes`."""
    label, _, headline = labelled(card.headline or "")
    return replace(card, headline=headline) if label else card


def _are_no_articles(cards: list[Teaser], site: Addresses, *, called_otherwise: bool) -> bool:
    """Whether most headlines of a row are persons' names or hold a price, or most addresses are no article's."""
    told = [card.headline or "" for card in cards]
    if 2 * sum(is_person(text) or _PRICE.search(text) is not None for text in told) > len(told):
        return True
    like = site.is_like_own if called_otherwise else site.may_be_article
    return 2 * sum(like(target_of(card.url).path) for card in cards) < len(cards)


def _is_called_otherwise(box: HtmlElement) -> bool:
    """Whether a box, or one around it, is named as a list of persons or events; a section may be called so, too."""
    return any(
        node.tag not in ("body", "html", "main", "article") and _OTHER_PLACE.search(classes(node)) is not None
        for node in (box, *box.iterancestors())
    )


_PRICE = re.compile(r"[$€£¥₹]\s?\d|\d\s?(?:€|£|zł|kr\b)")


def _is_topic(card: Teaser) -> bool:
    """Whether a link is to a person or a subject rather than to an article: two or three words and nothing else."""
    bare = card.photo is None and not card.excerpt and card.dek is None and card.published is None
    text = card.headline or ""
    return bare and len(text.split()) <= 3 and len(text) <= 30 and not CJK.search(text)


def _boxes(page: Page) -> list[tuple[HtmlElement, str]]:
    """Boxes of further articles with their names, in document order."""
    found: dict[HtmlElement, str] = {}
    for element in page.index.called(_RELATED_BOX):
        match = _RELATED_BOX.search(classes(element))
        if (
            match
            and element.tag in ("div", "section", "aside", "ul", "ol", "nav")
            and next(element.iter("a"), None) is not None
            and not _is_around(page, element)
            and not any(node in found for node in element.iterancestors())
        ):
            found[element] = _box_heading(element) or match[0].lower()
    container = scope(page).container
    headings = {*page.index.tags(*_LEVELS), *page.index.called(TITLE), *_bare_headings(page)}
    for heading in sorted(headings, key=page.index.place.__getitem__):
        if heading.tag not in _LEVELS and (heading.tag not in _BARE or len(heading) > 1):
            continue
        if page.index.size(heading) > MOST_OF_A_LINE:
            continue
        text = inline_text(heading)
        if not (0 < len(text) <= 60 and _is_heading(text)) or next(heading.iter("a"), None) is not None:
            continue
        box = _under(heading, container)
        if (
            box is not None
            and not _is_around(page, box)
            and not any(node in found for node in (box, *box.iterancestors()))
        ):
            found[box] = text
    places = order(page)
    return sorted(found.items(), key=lambda item: places[item[0]])


def _bare_headings(page: Page) -> Iterator[HtmlElement]:
    """Short words outside the text right above links or what holds some, in an element that no name calls a heading:
    `<p>À lire aussi</p><a …>`, `<div>Related</div><div>…`."""
    elements, ends = page.index.elements, page.index.ends
    container = scope(page).container
    first = page.index.place[container] if container is not None else 0
    last = ends[first] if container is not None else 0
    for place in page.index.places(*_BARE):
        if ends[place] > place + 1 or first <= place < last:
            continue
        words = (elements[place].text or "").strip()
        if not 0 < len(words) <= _LONGEST_BARE or not _is_above_links(elements[place]) or not _is_heading(words):
            continue
        if _is_paragraph_above_links(elements[place]) or not any(map(is_no_place, elements[place].iterancestors())):
            yield elements[place]


def _is_paragraph_above_links(element: HtmlElement) -> bool:
    """What stands so is a heading in a `nav`, too."""
    after = element.getnext()
    return element.tag == "p" and after is not None and after.tag in ("a", "ul", "ol")


def _is_above_links(element: HtmlElement) -> bool:
    """Whether what may hold several links follows an element, or the box that it alone stands in."""
    after = element.getnext()
    if (
        after is None
        and (parent := element.getparent()) is not None
        and parent.tag in _AROUND_BARE
        and len(parent) == 1
    ):
        after = parent.getnext()
    return after is not None and after.tag in ("a", "ul", "ol", "div", "section", "br", "dl", "dd")


_LONGEST_BARE = 60
_AROUND_BARE = ("div", "font")


def _under(heading: HtmlElement, container: HtmlElement | None) -> HtmlElement | None:
    """What a heading stands over: its parent, if it stands first there, else what follows it."""
    for node in (heading, *heading.iterancestors()):
        if node.tag in ("body", "main", "article") or node is container:
            return None
        after = node.getnext()
        if after is not None and ((after.tag == "a" and _WAY.match(inline_text(after))) or _is_sign(after)):
            after = after.getnext()  # `See all`, `by Adsense`, beside the heading
        for _ in range(_MOST_BREAKS):
            if after is not None and after.tag == "br":
                after = after.getnext()
        if after is None:
            continue
        if after.tag in ("a", "dd") and node.getprevious() is None:
            return node.getparent()  # links right below their heading, without a box of their own
        if after.tag == "p" and node is heading and node.getprevious() is None and _is_line_of_link(after):
            return node.getparent()
        if after.tag not in ("ul", "ol", "div", "section", "nav", "article", "dl") or not _has_links(after):
            return None
        parent = node.getparent()
        around = container is not None and (parent is container or parent in container.iterancestors())
        several = after.getnext() is not None and _has_links(after.getnext())
        if parent is None or around or not several or parent.tag in ("body", "main", "article"):
            return after if after.tag != "article" else None
        return parent if node.getprevious() is None else after
    return None


def _is_sign(element: HtmlElement) -> bool:
    """Whether a box beside a heading holds one short link and no other box: whose the list is, or the way to more."""
    return (
        element.tag == "div"
        and len(element) == 1
        and element[0].tag == "a"
        and len(element[0].text_content()) <= _LONGEST_SIGN
        and next(element.iter("img"), None) is None
    )


_LONGEST_SIGN = 30


def _is_line_of_link(element: HtmlElement) -> bool:
    return len(element) == 1 and element[0].tag == "a" and not (element.text or "").strip()


def _has_links(element: HtmlElement | None) -> bool:
    return element is not None and next(element.iter("a"), None) is not None


def _is_heading(text: str) -> bool:
    return RELATED_HEADING.match(text) is not None or LISTED_HEADING.match(text) is not None or leads_elsewhere(text)


def _is_around(page: Page, box: HtmlElement) -> bool:
    """Whether a box is the article's text or holds it."""
    container = scope(page).container
    return container is not None and (box is container or page.index.holds(box, container))


def _box_heading(box: HtmlElement) -> str | None:
    """What is printed over a box's first card: inside of it, else right above it."""
    for element in islice(box.iter(), 1, _BEFORE_CARDS):
        if element.tag in ("img", "picture", "article") or (element.tag == "a" and not _is_tab(element)):
            break
        if element.tag in _LEVELS or element.tag == "header" or TITLE.search(classes(element)):
            links = list(islice(element.iter("a"), 3))
            text = inline_text(links[0] if links and all(map(_is_tab, links)) else element)
            if 0 < len(text) <= 60 and (not links or _is_tab(links[0]) or _is_heading(text)):
                return text
            if text:
                break
    first = next(iter(box), None)
    if (
        first is not None
        and first.tag in ("div", "p", "span", "b", "strong")
        and not _has_links(first)
        and len(first) <= 1
    ):
        text = inline_text(first)
        if 0 < len(text) <= 60:
            return text
    if first is not None and len(box) <= 2 and (words := _label_within(box)):
        return words
    node = box
    for _ in range(2):
        before = node.getprevious()
        if before is not None:
            text = inline_text(before) if len(before) <= 4 else ""
            named = (
                before.tag in HEADINGS
                or before.tag in ("strong", "b")
                or TITLE.search(classes(before))
                or before.tag == "header"
            )
            return text if named and 0 < len(text) <= 60 else None
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "main", "article"):
            return None
        node = parent
    return None


def _label_within(box: HtmlElement) -> str | None:
    """The label of a box of one line: `<div><strong>Baca juga: <a …>`."""
    text = next(iter(text_pieces(box)), "").strip()
    label = text.partition(":")[0].strip() if ":" in text else ""
    return label if 0 < len(label) <= _LONGEST_BARE and _is_heading(label) else None


def _tab_of(page: Page, box: HtmlElement) -> str | None:
    """The words of the tab that shows a box, or one of those around it."""
    for node in (box, *islice(box.iterancestors(), 3)):
        if (own := node.get("id")) and (tab := _tabs(page).get(own)):
            return tab
    return None


@once_per_page
def _tabs(page: Page) -> dict[str, str]:
    """The words of short links to places in the page, by the place's id; of buttons that show one, too."""
    places = [(link, href[1:]) for link, href in page.index.values("href") if href.startswith("#") and len(href) > 1]
    places += page.index.values("aria-controls")
    return {place: text for link, place in places if 0 < len(text := link.text_content().strip()) <= _LONGEST_BARE}


def _is_tab(link: HtmlElement) -> bool:
    """Whether a link only turns to another part of its box."""
    return (link.get("href") or "#").startswith(("#", "javascript:"))
