"""Where the article's text stands on a page of unknown make.

Every paragraph gives its weight (characters outside links) to its container, half to the next one up, a quarter to the
one above. The heaviest container is the article's, unless its paragraphs are spread over siblings: then their parent.
Markup that says what it is (`articleBody`, a class such as `article-body`) counts more; boxes that say they are
comments, related stories, forms or menus count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import filterfalse, islice, takewhile

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.makes import NAMED_BODY, are_alike, hold_alike, is_wrapped_paragraph, make_of
from qiosk_scraper.layers.generic.pieces import is_piece, leads_elsewhere
from qiosk_scraper.layers.generic.unwanted import STRONGLY_WANTED, WANTED
from qiosk_scraper.layers.generic.weights import Weights, weights
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_index import MOST_OF_A_LINE


@once_per_page
def article_container(page: Page) -> HtmlElement | None:
    """The element that holds the article's paragraphs, or None on a page without running text."""
    found = weights(page)
    if not found.score:
        return None
    marked = _marked(page, found)
    if marked is not None:
        return marked
    best = _heaviest(found, found.score)
    if best is None or found.inside.get(best, 0.0) < 1:
        return None
    own = _own_article(page, found, best)
    own = _around_headline(page, found, best) if own is None else own
    if own is not None and best is not own and own not in best.iterancestors() and best not in own.iterancestors():
        # A longer article follows below the page's own.
        inside = [element for element in found.score if element is own or own in element.iterancestors()]
        in_own = _heaviest(found, inside)
        best = in_own if in_own is not None else best
    best = _climb(best, found)
    return _with_entries(best, found) if _is_live(page) else best


def _is_live(page: Page) -> bool:
    """Whether the page is a live blog: its entries stand in boxes of their own, below an introduction."""
    return bool(live_entries(page)) or _is_told_live(page)


def _is_told_live(page: Page) -> bool:
    return any("LiveBlogPosting" in str(node.get("@type", "")) for node in page.json_ld)


@once_per_page
def live_entries(page: Page) -> frozenset[HtmlElement]:
    """The entries of a live blog whose markup calls them so: three or more of one make, each with its time. Where the
    page's data call it one, any articles are."""
    alike: dict[str, list[HtmlElement]] = {}
    told = page.index.tags("article") if _is_told_live(page) else ()
    for element in islice((*page.index.called(_ENTRY), *filterfalse(leads_elsewhere, told)), _MOST_ENTRIES):
        if element.tag in ("article", "div", "li", "section"):
            alike.setdefault(f"{element.tag} {make_of(element)}", []).append(element)
    for entries in alike.values():
        if len(entries) >= 3 and sum(map(_has_time, entries)) >= 0.7 * len(entries):
            return frozenset(entries)
    return frozenset()


def _has_time(entry: HtmlElement) -> bool:
    return any(
        node.tag == "time" or _TIME.search(classes(node)) for node in islice(entry.iter("time", "span", "div", "p"), 12)
    )


_MOST_ENTRIES = 2_000

_ENTRY = NamePattern(
    r"(?:^|[\s_-])(?:live|live-?_*blog|live-?_*ticker|ticker|timeline)-?_*(?:posts?|entr(?:y|ies)|updates?|items?|events?|eintrag)"
    r"(?=\s|$|--)"
)
_TIME = NamePattern(r"time|date|uhrzeit|heure|hora\b")


def _with_entries(best: HtmlElement, found: Weights) -> HtmlElement:
    """The nearest box around `best` that holds most of what the page has of running text."""
    whole = max(found.inside.values(), default=0.0)
    for node in (best, *best.iterancestors()):
        if node.tag in ("body", "html"):
            break
        if found.inside.get(node, 0.0) >= 0.7 * whole:
            return node
    return best


def _heaviest(found: Weights, elements: Iterable[HtmlElement]) -> HtmlElement | None:
    best: HtmlElement | None = None
    best_score = 0.0
    for element in elements:
        score = found.score[element]
        name = classes(element)
        if STRONGLY_WANTED.search(name):
            score *= 1.6
        elif WANTED.search(name) or element.tag in ("article", "main"):
            score *= 1.25
        if element.tag in ("ul", "ol", "li", "td", "tr", "aside", "header", "blockquote"):
            score *= 0.7
        if score > best_score:
            best, best_score = element, score
    return best


def _own_article(page: Page, found: Weights, best: HtmlElement) -> HtmlElement | None:
    """The `article` whose h1 is the page's title, if it holds text enough to be the article; where the heaviest box
    stands in a sidebar, that of the page's only h1, whatever the title; without such an h1 the `article` whose own
    heading is the title."""
    title = clean(page.first_meta("og:title") or page.text("title") or "").casefold()
    aside = len(page.titles) == 1 and any(
        node.tag == "aside" or _SIDE.search(classes(node))
        for node in (best, *best.iterancestors())
        if node.tag not in ("body", "html")
    )
    titled = False
    for heading, shown in page.titles:
        text = shown.casefold()
        is_title = len(text) >= 8 and bool(title) and (text in title or title in text)
        titled = titled or is_title
        if not (aside or is_title):
            continue
        if (twin := _twin(page, found, heading, best)) is not None:
            return twin
        for node in heading.iterancestors():
            of_post = node.tag not in ("article", "body", "html") and _POST.search(classes(node)) is not None
            least = 300 if aside or not of_post else _LEAST_OF_POST
            if (of_post or node.tag == "article") and found.inside.get(node, 0.0) >= least:
                return node
    if titled:
        return None
    parts = {part for part in _PARTS_OF_TITLE.split(title) if len(part.split()) >= _WORDS_OF_TITLE}
    for node in page.index.tagged.get("article", ())[:_MOST_ARTICLES] if title else ():
        if found.inside.get(node, 0.0) >= 300:
            first = next(islice(node.iter("h1", "h2", "h3"), 1), None)
            if (
                first is not None
                and page.index.size(first) <= MOST_OF_A_LINE
                and _is_title(inline_text(first).casefold(), title, parts)
            ):
                return node
    return None


def _twin(page: Page, found: Weights, heading: HtmlElement, best: HtmlElement) -> HtmlElement | None:
    """The box that holds the page's headline, where the heaviest text stands in another of its kind right below that
    begins with an h1 of its own: the next article."""
    around = set(best.iterancestors()) | {best}
    node = heading
    while (parent := node.getparent()) is not None and parent not in around:
        node = parent
    if parent is None or parent is best or node.tag not in ("section", "div", "article", "main", "li"):
        return None
    other = next((child for child in parent if child in around), None)
    if other is None or other.tag != node.tag:
        return None
    if NAMED_BODY.search(classes(other)) and not _is_named_like(node, other):
        return None  # the text, below a head with a long opening
    begins = next((one for one in other.iter("h1", "p") if one.tag == "h1" or one in found.own), None)
    if begins is None or begins.tag != "h1":
        return None  # an h1 among the paragraphs is a subhead
    return node if found.inside.get(node, 0.0) >= _LEAST_OF_POST else None


def _is_named_like(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two boxes share a class or have none."""
    return make_of(one) == make_of(other) or not set(make_of(one).split()).isdisjoint(make_of(other).split())


def _around_headline(page: Page, found: Weights, best: HtmlElement) -> HtmlElement | None:
    """The nearest box around the page's title that holds paragraphs, half as much as the heaviest box elsewhere: that
    one is of readers' comments or of what the site does with data."""
    title = clean(page.first_meta("og:title") or page.text("title") or "").casefold()
    told = [one for one, text in page.titles if len(page.titles) == 1 or (len(text) >= 8 and text.casefold() in title)]
    around = set(best.iterancestors())
    most = _WHOLE_PAGE * len(page.index.elements)
    nodes = list(told[0].iterancestors()) if told else []
    shared = next((node for node in nodes if node in around), None)
    if shared is None or page.index.size(shared) < most:
        return None  # what stands in one part of the page with the title may be more of the article
    if any(one.tag in ("article", "main") or one.get("itemprop") == "articleBody" for one in _up_to(shared, best)):
        return None  # the page itself says which box is its article's
    for node in nodes:
        if node is best or node is shared:
            return None
        if found.inside.get(node, 0.0) >= max(_LEAST_BESIDE, 0.5 * found.inside[best]):
            paragraphs = islice(page.index.within(node, "p"), _MOST_ARTICLES)
            fewest = 2 if len(inline_text(told[0]).split()) > _WORDS_OF_TOPIC else _FEWEST_TOLD
            return node if sum(one in found.own for one in paragraphs) >= fewest else None
    return None


def _up_to(outer: HtmlElement, inner: HtmlElement) -> Iterator[HtmlElement]:
    """An element and those around it that stand in `outer`."""
    yield inner
    yield from takewhile(lambda node: node is not outer, inner.iterancestors())


_WHOLE_PAGE = 0.8
"""Of its elements: a box with so many is the page."""
_LEAST_BESIDE = 200
_FEWEST_TOLD = 3
_WORDS_OF_TOPIC = 5
"""Of a heading that may be the name of a topic, below which stands an introduction."""


def _is_title(heading: str, title: str, parts: set[str]) -> bool:
    return heading in parts or (len(heading.split()) >= _WORDS_OF_BEGINNING and title.startswith(heading))


_LEAST_OF_POST = 400
"""Characters of text in a box called a post, else only the article's head stands in it."""
_WORDS_OF_BEGINNING = 3
_POST = NamePattern(r"(?:^|\s)(?:hentry|h-entry|type-post|post-\d+)(?:\s|$)")
_SIDE = NamePattern(r"side-?_*bar|(?:^|[\s_-])aside(?:$|[\s_-])")
_PARTS_OF_TITLE = re.compile(r"\s+[|–—\-·•»«‹›/]\s+|\s*[|｜]\s*")
_WORDS_OF_TITLE = 4
"""Of a heading that is a headline, no section's name."""
_MOST_ARTICLES = 60


_TEXT_PROPERTIES = frozenset(("articlebody", "schema:articlebody", "schema:text", "content:encoded"))
"""What RDFa calls an article's text; `content:encoded` is Drupal's word."""


def _marked(page: Page, found: Weights) -> HtmlElement | None:
    """The element marked as `articleBody`, if it holds what the page has of running text."""
    marked = [
        element
        for element in page.index.having("itemprop")
        if "articlebody" in (element.get("itemprop") or "").lower().split()
    ] or [
        element
        for element in page.index.having("property")
        if not _TEXT_PROPERTIES.isdisjoint((element.get("property") or "").lower().split())
        and not page.index.below(element, "h1")  # some mark the whole article so
    ]
    if not marked:
        return None
    if len(marked) > 1 and all(element.tag == "p" for element in marked):
        return _around_all(page, marked, found)
    heavy = [element for element in marked if found.inside.get(element, 0.0) >= 300]
    if not heavy:
        return None
    first = heavy[0]
    if len(heavy) == 1:
        return _climb(first, found) if found.inside[first] < 0.4 * max(found.inside.values()) else first
    # Several: the parts of one article stand together; those of following articles stand in articles of their own.
    parent = first.getparent()
    if parent is not None and sum(1 for element in heavy if element.getparent() is parent) == len(heavy):
        return parent
    return first


def _around_all(page: Page, paragraphs: list[HtmlElement], found: Weights) -> HtmlElement | None:
    """The nearest box around paragraphs of which each is marked; None where that is the whole page, where it holds the
    smaller part of its text, or where they are of several things: cards of other articles."""
    last = page.index.place[paragraphs[-1]]
    box = next(node for node in paragraphs[0].iterancestors() if last < page.index.ends[page.index.place[node]])
    if box.tag in ("body", "html") or 2 * found.inside.get(box, 0.0) < max(found.inside.values(), default=0.0):
        return None
    things = {
        next((node for node in one.iterancestors() if node.get("itemscope") is not None), None)
        for one in (paragraphs[0], paragraphs[-1])
    }
    return box if len(things) == 1 else None


def _climb(best: HtmlElement, found: Weights) -> HtmlElement:
    """The nearest ancestor that adds much of the same article to `best`, split over siblings by ads and wrappers."""
    current = best
    node = best
    for _ in range(8):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html") or (node.tag == "article" and not is_piece(node, parent)):
            break
        if _is_led_in(node, found):
            current = parent
        elif found.inside.get(parent, 0.0) > found.inside.get(current, 0.0) * 1.06:
            if not _same_article(node, parent, found):
                break
            current = parent
        node = parent
    return current


def _is_led_in(box: HtmlElement, found: Weights) -> bool:
    """Whether a paragraph stands right above a box of others, with little else around: the text's first, before an
    advertisement's wrapper."""
    before, around = box.getprevious(), box.getparent()
    return (
        before is not None
        and around is not None
        and before.tag == "p"
        and not before.get("class")
        and found.own.get(before, 0.0) >= _LEAST_LED_IN
        and before.getprevious() is None
        and found.inside.get(around, 0.0) <= found.inside.get(box, 0.0) + _MOST_LED_IN * found.own[before]
        and next(iter(box), None) is not None
        and box[0].tag == "p"
    )


_LEAST_LED_IN = 80
_MOST_LED_IN = 1.5
"""Of its weight, what may stand beside the box."""


def _same_article(current: HtmlElement, parent: HtmlElement, found: Weights) -> bool:
    """Whether the siblings' text belongs to the article: siblings of the same make, and no heading of another."""
    extra = 0.0
    alike = 0.0
    wrapped = sum(map(is_wrapped_paragraph, parent)) > 1  # one alone is a note of the site's more often
    for child in parent:
        wrapped = wrapped and child is not current  # behind the text they are comments more often
        weight = found.inside.get(child, 0.0)
        if child is current or not weight:
            continue
        extra += weight
        same_make = child.tag == current.tag and are_alike(child, current)
        first = next(islice(child.iter("p"), 1), None)
        begins = first is not None and begins_large(first)
        paragraph = child.tag == "p" or (wrapped and is_wrapped_paragraph(child))
        named = STRONGLY_WANTED.search(classes(child)) is not None
        if paragraph or same_make or begins or named or hold_alike(child, current):
            alike += weight
    if any(True for _ in current.iterdescendants("h1")):
        return False
    return extra > 0 and alike >= 0.6 * extra


def begins_large(paragraph: HtmlElement) -> bool:
    """Whether the first letter is an element of its own: a drop cap, with which a text begins and no line above it."""
    first = next(iter(paragraph), None)
    if first is None or first.tag != "span" or (paragraph.text or "").strip():
        return False
    return len((first.text or "").strip()) == 1 and len(first) == 0 and (first.tail or " ")[0].islower()
