"""The dek on a page of unknown make: named so, or set apart from the paragraphs of the text it stands above.

A class names it on 37 of 76 publisher pages that print one (2023 to 2026). On the others it is a paragraph between
headline and text, or the text's first, printed bold or made unlike the paragraphs that follow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes, is_hidden
from qiosk_scraper.layers.generic.container import begins_large
from qiosk_scraper.layers.generic.dek_lists import summary_points
from qiosk_scraper.layers.generic.dek_marks import comes_again, is_marked
from qiosk_scraper.layers.generic.dek_names import (
    BOLD,
    DEK,
    DEK_INSIDE,
    LEADING,
    NOT_DEK,
    OF_PICTURE,
    OPENS_TEXT,
    SAID,
)
from qiosk_scraper.layers.generic.dek_pictures import (
    PICTURES,
    beside_picture,
    is_line_of_picture,
    without_line_of_picture,
)
from qiosk_scraper.layers.generic.dek_words import LONGEST, is_long_enough, may_be_dek, says_something_else
from qiosk_scraper.layers.generic.makes import is_wrapped_paragraph, make_of
from qiosk_scraper.layers.generic.scope import Scope, in_article, order, scope
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.datelines import opens_with_dateline
from qiosk_scraper.normalise.headlines import share_words
from qiosk_scraper.normalise.text import decoded, fold, inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_index import MOST_OF_A_LINE

_BLOCKS = frozenset(("p", "div", "h2", "h3", "h4", "ul", "ol", "section", "figure", "table", "form", "article"))
_OTHERS = "figure figcaption nav aside form footer button li table blockquote a address time label picture dialog"
_OUTSIDE = frozenset(_OTHERS.split())
_NAMED = frozenset(("p", "h2", "h3", "h4", "div", "span"))
_APART = frozenset(("p", "h2", "h3", "h4", "div"))
_LOOKED_AT = 8
"""Paragraphs of the text whose make is compared."""
_BELOW = 220
"""Elements after the headline among which the dek is looked for."""
_FARTHEST = 5_000
"""Elements after the headline among which one called a dek is looked for: 450,000 in boxes in each other took 10 s."""


def dek(page: Page) -> str | None:
    element = dek_element(page)
    if (items := _points_instead(page)) and not (element is not None and _is_told(page, inline_text(element))):
        return " ".join(items)
    if element is None:
        return None
    if page.index.below(element, "figure"):  # the lead photo with its line, in one box with the dek
        inside = [one for one in element.iter("p") if next(one.iterancestors("figure"), None) is None]
        return " ".join(filter(None, map(inline_text, inside))) or None
    return " ".join(map(inline_text, _parts(element)))


def told_deks(page: Page) -> list[str]:
    return [decoded(value) for name in ("og:description", "description") for value in page.meta.get(name, ())]


def _is_told(page: Page, text: str) -> bool:
    return any(share_words(text, one) > 0.7 for one in told_deks(page))


def _points_instead(page: Page) -> list[str]:
    """The points of a list called a summary, where no line is called a dek."""
    points = summary_points(page)
    return points if points and _named(page, scope(page)) is None else []


def _parts(element: HtmlElement) -> Iterator[HtmlElement]:
    """The paragraphs of a dek that has several: those right behind it that are named and made alike."""
    yield element
    if element.tag == "p" and element.get("class") and LEADING.search(classes(element)):
        for after in islice(element.itersiblings(), 3):
            if after.tag != "p" or after.get("class") != element.get("class") or not inline_text(after):
                break
            yield after


@once_per_page
def dek_element(page: Page) -> HtmlElement | None:
    """The element of the line below the headline."""
    here = scope(page)
    if here.heading is None:
        return None
    told = told_deks(page)
    headline = inline_text(here.heading)
    named = _named(page, here)
    apart = list(islice((one for one in _set_apart(page, here, told) if not _repeats(one, headline, told)), 6))
    if named is not None and (not told or any(_within(inline_text(named), one) > 0.5 for one in told)):
        return named
    if (
        apart
        and apart[0] is here.heading.getnext()
        and apart[0].tag in ("h2", "h3")
        and _is_sentence(inline_text(apart[0]))
    ):
        return apart[0]
    for element in (one for one in (named, *apart) if one is not None):
        if any(share_words(inline_text(element), one) > 0.7 for one in told):
            return element
    return named if named is not None else min(apart, key=_doubt, default=None)


def _doubt(element: HtmlElement) -> int:
    """How little a text looks like a dek: named as leading, a paragraph of whole sentences, anything else."""
    if LEADING.search(classes(element)):
        return 0
    return 1 if element.tag in ("p", "div") and inline_text(element).endswith((".", "!", "?", "…", "。")) else 2


def _repeats(element: HtmlElement, headline: str, told: list[str]) -> bool:
    """Whether a text is the headline once more, with a kicker before it, and not the sentence of the page's data that
    says the same in other words."""
    text = inline_text(element)
    if text.endswith(headline):
        return True
    return share_words(text, headline) > 0.6 and not (_is_sentence(text) and fold(text) in map(fold, told))


def _within(one: str, other: str) -> float:
    """The share of the shorter text's words that the other has."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return len(first & second) / (min(len(first), len(second)) or 1)


def _named(page: Page, here: Scope) -> HtmlElement | None:
    """The first element below the headline that is called a dek."""
    assert here.heading is not None
    at = order(page)[here.heading]
    last = min(max(at + 120, here.text + 12), here.end + 1, at + _FARTHEST)
    elements, kinds = page.index.elements, page.index.kinds
    for place in range(at + 1, min(last, len(elements))):
        if kinds[place] not in _NAMED or not _may_be_named(element := elements[place]):
            continue
        inside = here.container is not None and place > here.text and not _leads_in(element, here)
        pattern = DEK_INSIDE if inside else DEK
        named = (
            pattern.search(classes(element))
            or is_marked(element)
            or (_is_made_by_program(element) and _says_dek(element))
        )
        if page.index.size(element) > MOST_OF_A_LINE:
            continue
        if named and page.index.below(element, *PICTURES):
            beside = beside_picture(page, element)
            if beside is None:
                continue  # the lead picture with its lines
            element = beside
        elif named and element.tag == "div" and (apart := without_line_of_picture(page, element)) is not None:
            element = apart
        if not named and (
            inside
            or element.tag != "p"
            or not DEK.search(classes(element.getparent()))
            or OF_PICTURE.search(classes(element))
        ):
            continue
        if inside and element.tag in ("h2", "h3", "h4") and not _first_text(element, here.container):
            continue
        text = inline_text(element)
        if (
            15 <= len(text) <= LONGEST
            and not text.endswith(":")
            and in_article(page, element)
            and not any(True for _ in element.iterdescendants("h1", "time", "form"))
            and not says_something_else(text)
            and not (is_marked(element) and comes_again(element, text, here))
        ):
            return element
    return None


def _leads_in(element: HtmlElement, here: Scope) -> bool:
    """Whether a text in the box that holds the headline, too, is called a dek and stands above all others, parted from
    the first paragraph by a picture or a byline."""
    after = element.getnext()
    return (
        after is not None
        and (after.tag != "p" if element.tag == "p" else _is_plain_box(element) and not _shares_class(element, after))
        and DEK.search(classes(element)) is not None
        and here.heading is not None
        and here.container is not None
        and element.getparent() is here.heading.getparent()
        and _first_text(element, here.container)
    )


def _is_plain_box(element: HtmlElement) -> bool:
    """Whether a `div` holds words alone, as pages print that have no `p`."""
    return element.tag == "div" and all(child.tag in _WORDS for child in islice(element.iterdescendants(), _MOST_WORDS))


def _shares_class(element: HtmlElement, other: HtmlElement) -> bool:
    return not set((element.get("class") or "").split()).isdisjoint((other.get("class") or "").split())


_WORDS = frozenset(("a", "b", "br", "em", "i", "span", "strong"))
_MOST_WORDS = 12


def _says_dek(element: HtmlElement) -> bool:
    """Whether an attribute for the site's own programs calls an element a dek, as classes made by programs do not."""
    return any(
        name.startswith("data-") and len(value) <= 40 and SAID.search(value.lower())
        for name, value in map(_as_text, element.items())
    )


def _as_text(item: tuple[str | bytes, str | bytes]) -> tuple[str, str]:
    return str(item[0]), str(item[1])


def _is_made_by_program(element: HtmlElement) -> bool:
    return any(str(name).startswith("data-") for name in element.keys())  # noqa: SIM118 - no mapping


def _set_apart(page: Page, here: Scope, told: list[str]) -> Iterator[HtmlElement]:
    """Texts between the headline and the paragraphs of the text, and its first paragraph where it is printed apart."""
    assert here.heading is not None
    places = order(page)
    at = places[here.heading]
    paragraphs = first_paragraphs(here, places, at)
    usual = _usual(paragraphs)
    stop = next((places[one] for one in paragraphs if _make(one) == usual), here.text)
    beside = next((one.getparent() for one in paragraphs if _make(one) == usual), None)
    elements, kinds, ends = page.index.elements, page.index.kinds, page.index.ends
    for place in range(at + 1, min(stop, at + _BELOW)):
        if kinds[place] not in _APART or not _BLOCKS.isdisjoint(kinds[place + 1 : ends[place]]):
            continue
        element = elements[place]
        text = inline_text(element)
        if not is_long_enough(text) or not _stands_free(element, here) or not in_article(page, element):
            continue
        if element.getparent() is beside and not _is_printed_apart(element, text, told):
            continue
        if element.tag == "div" and (not _is_sentence(text) or "img" in kinds[place + 1 : ends[place]]):
            continue
        if "articlebody" in (element.get("itemprop") or "").lower():
            continue
        if opens_with_dateline(text):
            break  # the text begins here
        if says_something_else(text) or _is_of_series(element):
            continue
        if is_line_of_picture(element, text) and fold(text) not in map(fold, told):
            continue
        yield element
    first = paragraphs[0] if paragraphs else None
    if first is not None and places[first] == stop and _is_bold(first) and may_be_dek(text := inline_text(first)):
        second = paragraphs[1] if len(paragraphs) > 1 else None
        if second is not None and not _is_bold(second) and any(share_words(text, one) > 0.6 for one in told):
            yield first


def _is_of_series(element: HtmlElement) -> bool:
    """Whether a paragraph and the one behind it stand in boxes of their own: a text, each paragraph in a box."""
    box = element.getparent()
    after = box.getnext() if box is not None else None
    return after is not None and is_wrapped_paragraph(box) and is_wrapped_paragraph(after)


def first_paragraphs(here: Scope, places: dict[HtmlElement, int], at: int) -> list[HtmlElement]:
    """The first paragraphs of the text below the headline."""
    if here.container is None:
        return []
    return list(
        islice(
            (
                one
                for one in here.container.iter("p")
                if places[one] > at and one.getparent().tag not in ("blockquote", "li") and len(inline_text(one)) >= 40
            ),
            _LOOKED_AT,
        )
    )


def _make(element: HtmlElement) -> tuple[str, str, str]:
    parent = element.getparent()
    return make_of(element), make_of(parent) if parent is not None else "", str(getattr(parent, "tag", ""))


def _usual(paragraphs: list[HtmlElement]) -> tuple[str, str, str] | None:
    """How the paragraphs after the first are made, most of them."""
    makes = Counter(_make(one) for one in paragraphs[1:] or paragraphs)
    return makes.most_common(1)[0][0] if makes else None


def _is_sentence(text: str) -> bool:
    return text.rstrip("\"”’»') ")[-1:] in ".!?…。" or len(text.split()) >= 10


def _stands_free(element: HtmlElement, here: Scope) -> bool:
    """Whether nothing around an element says that it is a picture's, a byline's or somebody else's."""
    if is_hidden(element) or NOT_DEK.search(classes(element)) or begins_large(element):
        return False
    if any(OPENS_TEXT.search(classes(node)) for node in (element, *islice(element.iterancestors(), 1))):
        return False
    links = sum(len(inline_text(link)) for link in element.iter("a"))
    if links > 0.4 * len(inline_text(element)):
        return False
    for depth, node in enumerate(element.iterancestors()):
        if node is here.root or node is here.container:
            return True
        if node.tag in _OUTSIDE or is_hidden(node) or (depth < 3 and NOT_DEK.search(classes(node))):
            return False
    return True


def _is_printed_apart(element: HtmlElement, text: str, told: list[str]) -> bool:
    """Whether a paragraph among those of the text is set apart on purpose, not merely the first of them."""
    name = (element.get("class") or "").lower()
    if LEADING.search(name) or BOLD.search(name) or _is_bold(element):
        return True
    return bool(name) and any(share_words(text, one) > 0.7 for one in told)


def _is_bold(element: HtmlElement) -> bool:
    if any(node.tag in ("strong", "b") for node in islice(element.iterancestors(), 2)):
        return True
    bold = next(element.iterdescendants("strong", "b"), None)
    return bold is not None and len(inline_text(bold)) > 0.9 * len(inline_text(element))


def _may_be_named(element: HtmlElement) -> bool:
    return (
        element.get("class") is not None
        or (element.tag == "p" and _is_made_by_program(element))
        or is_marked(element)
        or (element.tag == "p" and any(True for _ in element.iterancestors("header")))
    )


def _first_text(element: HtmlElement, container: HtmlElement | None) -> bool:
    """Whether nothing of length stands before the element in the container: a subhead among paragraphs is no dek."""
    if container is None:
        return True
    for node in container.iter("p", "h2", "h3", "h4"):
        if node is element:
            return True
        if len(inline_text(node)) > 60 and element not in node.iterdescendants():
            return False
    return True
