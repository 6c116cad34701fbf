"""Pictures that are another article's or a writer's, told by what stands beside them: the headline that leads there,
the link to the person whom the text for the blind names."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS, INLINE, classes
from qiosk_scraper.layers.generic.cards import CJK, target_of
from qiosk_scraper.layers.generic.photo_links import text_of_link
from qiosk_scraper.layers.generic.photo_pieces import Lines
from qiosk_scraper.layers.generic.scope import scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.photo_lines import may_be_photo_line
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.agencies import is_agency
from qiosk_scraper.normalise.credit_signs import is_strong
from qiosk_scraper.normalise.credits import read_credit_line
from qiosk_scraper.normalise.given_names import bears_given_name
from qiosk_scraper.normalise.names import are_people
from qiosk_scraper.normalise.text import fold, inline_text
from qiosk_scraper.normalise.urls import owner_of
from qiosk_scraper.page import Page

_HIGHEST = 8
_MOST_ELEMENTS = 80
_MOST_LINKS = 6
_LONGEST = 600
"""Characters of a card, excerpt included."""


def card_around(page: Page, image: HtmlElement) -> HtmlElement | None:
    """The box in which a picture stands with the headline of another article of the site, or with a title and buttons,
    and nothing else."""
    known = _cards(page)
    if image not in known:
        known[image] = _find_card(page, image)
    return known[image]


@once_per_page
def _cards(_page: Page) -> dict[HtmlElement, HtmlElement | None]:
    return {}


def _find_card(page: Page, image: HtmlElement) -> HtmlElement | None:
    article, index = scope(page), page.index
    here = target_of(page.url)
    for node in islice((one for one in image.iterancestors() if one.tag not in ("picture", "source")), _HIGHEST):
        if node.tag in _TOO_LARGE or node is article.root or node is article.container:
            return None
        if index.size(node) > _MOST_ELEMENTS or index.below(node, "figcaption", "h1", "video", "iframe"):
            return None
        links = index.within(node, "a")
        if len(links) > _MOST_LINKS:
            return None
        if index.below(node, *_TITLES) and _plays(page, node) and len(inline_text(node)) <= _LONGEST_TITLE:
            return node
        for link in links:
            if (url := page.absolute(link.get("href"))) is None:
                continue
            if len(said := text_of_link(page, link)) > _LONGEST:
                return None
            if not _is_headline(said):
                continue
            there = target_of(url)
            if there.host != here.host or there.key == here.key:
                continue
            text = inline_text(node)
            if len(text) > _LONGEST:
                return None
            if _is_heading(link) or 2 * len(said) >= len(text) or _leads_there(image, link):
                return node
    return None


def _plays(page: Page, node: HtmlElement) -> bool:
    """Whether a box has a button that plays something; others enlarge the picture or open a gallery."""
    return any(
        _PLAY.search(f"{inline_text(button)} {button.get('aria-label') or ''} {button.get('title') or ''}".lower())
        or _PLAY_CLASS.search(classes(button))
        for button in page.index.within(node, "button")
    )


_PLAY = NamePattern(
    r"\bplay\b|listen|watch|abspiel|anhör|ansehen|écout|lecture|lire la|reproduc|escuch|ouvir|ascolta|riproduc|afspe|"
    r"afspil|spela|spill|lyssna|lytt|odtw|słuchaj|přehrát|воспроизв|слушать|слухати|oynat|dinle|再生|播放|재생|[▶►]"
)
_PLAY_CLASS = NamePattern(r"(?:^|[\s_-])play(?:er|button|btn)?(?:$|[\s_-])")
_TITLES = ("h2", "h3", "h4", "h5")
_LONGEST_TITLE = 160
_TOO_LARGE = frozenset(("body", "main", "p", "td"))


def _leads_there(image: HtmlElement, link: HtmlElement) -> bool:
    """Whether the picture stands in a link to the same page."""
    around = next((node for node in islice(image.iterancestors(), _HIGHEST) if node.tag == "a"), None)
    return around is not None and around.get("href") == link.get("href")


def _is_headline(text: str) -> bool:
    return len(text.split()) >= 4 or len(CJK.findall(text)) >= 8


def _is_heading(link: HtmlElement) -> bool:
    around = (node for node in islice(link.iterancestors(), 3))
    return any(node.tag in HEADINGS for node in around) or any(
        node.tag in HEADINGS or node.tag == "strong" for node in islice(link.iterdescendants(), 12)
    )


_NUMBERS = re.compile(r"[\W\d_]+")
_BESIDE = 12
"""Elements behind a portrait among which the link to the person stands."""
_MOST_WORDS = 8


def is_portrait(page: Page, image: HtmlElement) -> bool:
    """Whether a picture shows a person to whose page a link around or right behind it leads: its text for the blind
    has the words that the address ends in (`/people/ada-brandt-17`)."""
    told = frozenset(_bare(image.get("alt") or "").split())
    if not 2 <= len(told) <= _MOST_WORDS:
        return False
    at = page.index.place[image]
    around = islice(image.iterancestors("a"), 1)
    behind = (one for one in page.index.elements[at + 1 : at + 1 + _BESIDE] if one.tag == "a")
    return any(_spells(one.get("href") or "", told) and _is_persons(page, one) for one in around) or any(
        _spells(one.get("href") or "", told) and _is_persons(page, one) and _stands_alone(page, one) for one in behind
    )


def _is_persons(page: Page, link: HtmlElement) -> bool:
    """Whether a link may lead to a person's page of the same site: not to a subject, nor to the picture itself, which
    has its page below that of the article."""
    address = page.absolute(link.get("href"))
    if address is None or "attachment" in (link.get("rel") or "") or _SUBJECT.search(address):
        return False
    there, here = target_of(address), target_of(page.url)
    own = here.path.rstrip("/")
    return owner_of(address) == owner_of(page.url) and not (own and there.path.startswith(f"{own}/"))


_SUBJECT = re.compile(
    r"/(?:tags?|topics?|themen?|theme|temas?|temi|tema|dossiers?|sujets?|onderwerp(?:en)?|stichwort|schlagwort|keywords?|"
    r"subjects?|search|categor\w{1,6}|places?|wiki)/",
    re.IGNORECASE,
)


def _stands_alone(page: Page, link: HtmlElement) -> bool:
    """Whether a link is no word of a sentence."""
    block = next((one for one in islice(link.iterancestors(), _HIGHEST) if one.tag not in INLINE), None)
    if block is None or page.index.size(block) > _MOST_ELEMENTS or block.tag not in ("p", "li", "td"):
        return block is not None
    text = inline_text(block)
    return len(text) <= len(inline_text(link)) + _BESIDE_NAME and not text.endswith((".", "!", "?", "。"))


_BESIDE_NAME = 60
"""Characters of what else a line says of a person: what he does."""


def _spells(address: str, told: frozenset[str]) -> bool:
    """Whether an address ends in two or three of the words, and in nothing else but a number."""
    last = unquote(address.split("?")[0].split("#")[0]).rstrip("/").rsplit("/", 1)[-1].removesuffix(".html")
    if "." in last:
        return False  # of a file, after which the picture is called, too
    words = _NUMBERS.sub(" ", _bare(last)).split()
    return 2 <= len(words) <= 3 and told.issuperset(words)


def _bare(text: str) -> str:
    """`fold` without accents: addresses have none."""
    folded = fold(text[:_LONGEST])
    return folded if folded.isascii() else "".join(filter(str.isascii, unicodedata.normalize("NFKD", folded)))


def is_beside_story(page: Page, image: HtmlElement, lines: Lines) -> bool:
    """Whether a picture is a writer's portrait or stands in another article's card, by what is printed around it."""
    if not (lines.caption or lines.credit) and is_portrait(page, image):
        return True
    if lines.caption and not lines.credit and _is_titled_by_link(page, image, lines.caption):
        return True
    gallery = lines.credit if not lines.caption else None
    if gallery and _leads_to_gallery(gallery) and _is_words_of_link(image, gallery):
        return True
    return (card := card_around(page, image)) is not None and not _is_credited(lines, card)


def _is_titled_by_link(page: Page, image: HtmlElement, caption: str) -> bool:
    """Whether a figure's line is nothing but a link to the page where the picture leads, too: another article's."""
    around = next(islice(image.iterancestors("a"), 1), None)
    figure = next(islice(image.iterancestors("figure"), 1), None)
    if around is None or figure is None or not _is_headline(caption) or read_credit_line(caption).credit:
        return False
    address = page.absolute(around.get("href"))
    if address is None or target_of(address).key == target_of(page.url).key or _FILE.search(address):
        return False
    return any(
        page.absolute(link.get("href")) == address and inline_text(link) == caption
        for line in islice(figure.iter("figcaption"), 2)
        for link in islice(line.iter("a"), 2)
    )


_FILE = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:[?#]|$)", re.IGNORECASE)


def _leads_to_gallery(text: str) -> bool:
    """Whether a line names pictures by what they show, and not by who made them: `Fotos: Ada Brandt`."""
    if not _GALLERY.match(text):
        return False
    read = read_credit_line(text)
    return not (read.agency or (read.photographer and bears_given_name(read.photographer)))


def _is_words_of_link(image: HtmlElement, text: str) -> bool:
    """Whether a text and the picture are together all of a link."""
    link = next(islice(image.iterancestors("a"), 1), None)
    return link is not None and next(islice(link, 6, None), None) is None and inline_text(link) == text


_GALLERY = re.compile(
    r"(?:photos|pictures|images|in pictures|videos?|gallery|slideshow|watch|fotos|bilder|fotostrecke|bildergalerie|"
    r"v[ií]deos?|foto ?galer[a-zíi]+|galer[a-zíi]+|diaporama|en images|photogallery)\s*:",
    re.IGNORECASE,
)
"""What leads to more pictures: `Photos: Storm over the harbour`."""


def _is_credited(lines: Lines, card: HtmlElement) -> bool:
    """Whether a picture's lines name its maker, and are not the words of the whole card around it or a short piece of
    them: `Subscribers`."""
    credit = lines.credit or ""
    bare = credit.strip(" .()[]|")
    if not bare or len(lines.caption or "") + len(credit) >= 0.8 * len(inline_text(card)):
        return False
    return may_be_photo_line(credit) or is_strong(bare) or is_agency(bare) or are_people(bare)
