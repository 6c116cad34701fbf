"""Boxes among an article's paragraphs that are none of its text, whatever they are called: those that ask the reader to
do something (polls, sign-up forms), and those that only say who wrote an entry and when."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS
from qiosk_scraper.layers.generic.comments import comments_of_readers
from qiosk_scraper.layers.generic.container import article_container
from qiosk_scraper.layers.generic.offers import offers
from qiosk_scraper.layers.generic.photo_names import CAPTION
from qiosk_scraper.layers.generic.picture_boxes import box_of_picture
from qiosk_scraper.layers.generic.picture_cards import card_around, is_portrait
from qiosk_scraper.layers.generic.unwanted import is_page_form
from qiosk_scraper.layers.generic.weights import Weights, weights
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.photo_lines import may_be_photo_line
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_index import PageIndex

_ASKED = frozenset(("email", "radio", "checkbox", "tel", "search"))
"""Types of `input` with which a reader answers."""
_ASKS = NamePattern(
    r"subscri|sign ?(?:up|in)\b|log ?in\b|einloggen|se connecter|iniciar sesión|inloggen|logga in|zaloguj|"
    r"register|vote\b|download|abonn|anmelden|abstimmen|registrier|s['’]inscri|suscr[ií]|inscr[ei]|"
    r"assin[ea]|iscriv|abbona|aanmeld|inschrijv|prenumer|påmeld|tilmeld|zapisz|odebír|подпис|підпис|abone|"
    r"登録|購読|订阅|訂閱|구독|langganan|đăng ký"
)
"""Words of a button that asks for more than to look at something."""
_COPIES = NamePattern(r"kopieren|copy\b|copier|copiar|copia\b")
"""Of a button among those that share: its box is theirs, and holds no paragraph."""
_STORE = NamePattern(
    r"play\.google\.com/store|apps\.apple\.com/|itunes\.apple\.com/.*app|whatsapp\.com/channel|news\.google\.com/pub"
)
_ELSEWHERE = NamePattern(
    r"newsletter|related|recommend|most-?(?:read|popular)|read-?(?:more|next|also)|more-?(?:from|stories)|outbrain|"
    r"taboola|poll\b|survey|paywall-?(?:offer|box|prompt)|sign-?up|subscri|author-?(?:bio|box|card|info)|share-?(?:bar|tools|"
    r"buttons)|byline|social-?share|comments?-|promo|teaser|advert"
)
_SAYING = (
    "data-testid",
    "data-test-id",
    "data-hook",
    "data-component",
    "data-module",
    "data-qa",
    "aria-label",
    "aria-labelledby",
)
"""Attributes that name a box where its class is made by a program (`sc-e17c7982-2`)."""
_MEMBERS = frozenset(("author", "datePublished", "dateModified", "dateCreated", "publisher"))
_BOXES = frozenset(("div", "section", "aside", "p", "ul", "ol", "li", "form", "fieldset", "figure", "h3", "h4"))
_LONGEST = 700
_SHORT = 200
_MOST_ELEMENTS = 150
"""Of a box; one around a field, a button and a line or two has a few dozen."""
_MOST_CONTROLS = 300
_LONGEST_CAPTION = 400
_TRIED = 20
"""Paragraphs looked at in a box named as a caption; two of them are text beside a picture."""
_MOST_OF_PICTURE = 24
"""Elements of a box that is a picture and its lines."""
_SHARE = 0.15
"""Of the text's weight that such a box may hold."""
_STAMP = 60
"""Characters of a line that says no more than when an entry was written, and by whom."""


@once_per_page
def asides(page: Page) -> frozenset[HtmlElement]:
    """The outermost elements of such boxes in the article's part of the page."""
    container = article_container(page)
    if container is None:
        return frozenset()
    found = weights(page)
    most = _SHARE * max(found.all.values(), default=0.0)
    inside = _Inside(page.index, container)
    boxes = {
        box
        for control in islice(_controls(inside), _MOST_CONTROLS)
        if (box := _box_around(inside, control, found, most)) is not None
    }
    boxes |= {one for one in _named(inside) if found.all.get(one, 0.0) <= most}
    boxes |= {one for one in _picture_boxes(page, inside) if found.all.get(one, 0.0) <= most}
    boxes |= set(_labels(inside, found)) | set(_stamps(inside)) | set(_captions(inside)) | set(_called_captions(inside))
    boxes |= {
        box
        for link in islice(_stores(inside), _MOST_CONTROLS)
        if (box := _box_around(inside, link, found, most, _SHORT)) is not None
    }
    boxes |= {one for one in offers(page, container) if found.all.get(one, 0.0) <= most}
    boxes |= {
        box
        for link in inside.having("rel")
        if "sponsored" in (link.get("rel") or "")
        and (box := _box_around(inside, link, found, most, _STAMP)) is not None
        and box.tag not in HEADINGS
        and not inside.index.below(box, *HEADINGS)
    }
    boxes |= set(comments_of_readers(page, container))
    boxes |= {
        box
        for image in islice(inside.tags("img"), _MOST_PICTURES)
        if is_portrait(page, image) and (box := _box_around(inside, image, found, most, _SHORT)) is not None
    }
    boxes |= {
        box
        for button in islice(_copiers(inside), _MOST_CONTROLS)
        if (box := _box_around(inside, button, found, most, _SHORT)) is not None
        and not inside.index.below(box, "p", *HEADINGS)
    }
    boxes |= {
        element
        for element in inside.having("itemprop")
        if element.tag in _BOXES
        and not _MEMBERS.isdisjoint((element.get("itemprop") or "").split())
        and len(inside.text(element) or " " * 999) <= 300
    }
    return frozenset(boxes)


class _Inside:
    """What the index knows of the elements below one."""

    def __init__(self, index: PageIndex, container: HtmlElement) -> None:
        self.index = index
        self.container = container
        self.first = index.place[container]
        self.end = index.ends[self.first]
        self._texts: dict[HtmlElement, str | None] = {}

    def text(self, element: HtmlElement) -> str | None:
        """The text of a small element, read once however many ask; None for one of many elements."""
        if element not in self._texts:
            small = self.index.size(element) <= _MOST_ELEMENTS
            self._texts[element] = inline_text(element) if small else None
        return self._texts[element]

    def tags(self, *names: str) -> Iterator[HtmlElement]:
        for name in names:
            yield from self.index.within(self.container, name)

    def called(self, pattern: NamePattern) -> Iterator[HtmlElement]:
        place = self.index.place
        return (one for one in self.index.called(pattern) if self.first < place[one] < self.end)

    def having(self, attribute: str) -> Iterator[HtmlElement]:
        place = self.index.place
        return (one for one in self.index.having(attribute) if self.first < place[one] < self.end)


def _controls(inside: _Inside) -> Iterator[HtmlElement]:
    """What a reader answers with: fields, and buttons whose words ask for something."""
    for field in inside.tags("input"):
        kind = (field.get("type") or "").lower()
        if kind in _ASKED and not (kind == "checkbox" and _ticks_off(field)):
            yield field
    for form in inside.tags("form"):
        if not is_page_form(form) and _is_filled_in(form):
            yield form
    yield from inside.tags("textarea", "select")
    for button in inside.tags("button"):
        if _ASKS.search((inside.text(button) or "").lower()):
            yield button


def _is_filled_in(form: HtmlElement) -> bool:
    """Whether a form has a line to write in and a button to send it."""
    kinds = {(field.get("type") or "text").lower() for field in islice(form.iter("input"), _MOST_CONTROLS)}
    return "text" in kinds and ("submit" in kinds or next(form.iter("button"), None) is not None)


def _copiers(inside: _Inside) -> Iterator[HtmlElement]:
    for button in inside.tags("button"):
        if _COPIES.search((inside.text(button) or "").lower()):
            yield button


def _ticks_off(box: HtmlElement) -> bool:
    """Whether a box is one of those before each line of a list, as of the ingredients of a recipe; a poll's have a
    button."""
    item = next((node for node in islice(box.iterancestors(), 4) if node.tag == "li"), None)
    if item is None or (rows := item.getparent()) is None:
        return False
    lines = [row for row in islice(rows, _TRIED) if row.tag == "li"]
    return len(lines) >= 3 and all(next(row.iter("input"), None) is not None for row in lines) and not _in_form(rows)


def _in_form(element: HtmlElement) -> bool:
    return any(node.tag == "form" and not is_page_form(node) for node in islice(element.iterancestors(), _TRIED))


def _stores(inside: _Inside) -> Iterator[HtmlElement]:
    """Links to where a site's own program or channel is had."""
    for link in inside.tags("a"):
        if _STORE.search((link.get("href") or "").lower()):
            yield link


def _captions(inside: _Inside) -> Iterator[HtmlElement]:
    """Paragraphs in italics that share their box with a picture, or stand right below one that is nothing but it; those
    below that end in the picture's maker."""
    for image in inside.tags("img"):
        around = next((node for node in islice(image.iterancestors(), 4) if node.tag in ("p", "div", "figure")), None)
        if (line := _credited_below(inside, image)) is not None:
            yield line
        if around is None or around.tag != "p":
            continue
        if inside.text(around) != "":
            if _is_italic(inside, around, _LONGEST_CAPTION):
                yield around
        elif (below := around.getnext()) is not None and below.tag == "p" and _is_italic(inside, below, _SHORT):
            yield below


def _credited_below(inside: _Inside, image: HtmlElement) -> HtmlElement | None:
    """The short paragraph right below what holds a picture alone, if a piece of its own says at its end who made it."""
    outer = image
    for node in islice(image.iterancestors(), _AROUND_PICTURE):
        if node is inside.container or inside.text(node) != "":
            break
        outer = node
    below = outer.getnext()
    if below is None or below.tag != "p" or not len(below) or (outer.tail or "").strip():
        return None
    text, maker = inside.text(below) or "", inline_text(below[-1])
    short = 0 < len(text) <= _LONGEST_CAPTION and len(maker) < len(text)
    return below if short and text.endswith(maker) and may_be_photo_line(maker) else None


_AROUND_PICTURE = 5


def _picture_boxes(page: Page, inside: _Inside) -> Iterator[HtmlElement]:
    """Boxes of nothing but a picture and its lines, and cards of other articles around a picture."""
    limit = frozenset((inside.container,))
    lazy = (one for one in inside.tags("picture") if not inside.index.below(one, "img"))
    for image in islice((*inside.tags("img"), *lazy), _MOST_PICTURES):
        boxes = (card_around(page, image), box_of_picture(image, limit))
        yield from (box for box in boxes if box is not None)


_MOST_PICTURES = 500


def _called_captions(inside: _Inside) -> Iterator[HtmlElement]:
    """Lines named as a picture's that stand in a box with it and nothing else."""
    for element in inside.called(CAPTION):
        if (
            element.tag not in ("p", "div", "span", "small")
            or not 0 < len(inside.text(element) or "") <= _LONGEST_CAPTION
            or sum(1 for one in islice(element.iterdescendants("p"), _TRIED) if inline_text(one)) > 1
        ):
            continue
        for holder in islice(element.iterancestors("div", "p", "section", "span"), 3):
            if holder is inside.container or inside.index.size(holder) > _MOST_OF_PICTURE:
                break
            if inside.index.below(holder, "img", "picture"):
                yield element
                break


def _is_italic(inside: _Inside, element: HtmlElement, longest: int) -> bool:
    """Whether all of an element's text is set in italics or small letters, and is short."""
    text = inside.text(element) or ""
    if not 0 < len(text) <= longest or (longest == _SHORT and text.endswith((".", "!", "?"))):
        return False
    outer = [one for one in element.iterdescendants("em", "i", "small") if inline_text(one)]
    return bool(outer) and len(inline_text(outer[0])) >= 0.95 * len(text)


def _box_around(
    inside: _Inside, control: HtmlElement, found: Weights, most: float, longest: int = _LONGEST
) -> HtmlElement | None:
    """The largest box around a field, button or link that holds little else than a line or two."""
    box: HtmlElement | None = None
    for node in control.iterancestors():
        if (
            node.tag in ("body", "main", "article", "html")
            or found.all.get(node, 0.0) > most
            or (text := inside.text(node)) is None
            or len(text) > longest
            or (node.tag == "form" and is_page_form(node))
        ):
            break
        box = node if node.tag in _BOXES else box
    return box


def _named(inside: _Inside) -> Iterator[HtmlElement]:
    for attribute in _SAYING:
        for element in inside.having(attribute):
            name = element.get(attribute) or ""
            if (
                element.tag in _BOXES
                and 0 < len(name) <= 60
                and _ELSEWHERE.search(name.lower())
                and not (attribute == "aria-labelledby" and _is_made_of_heading(name, element))
            ):
                yield element


def _is_made_of_heading(name: str, box: HtmlElement) -> bool:
    """Whether an id is made of the words of the heading that bears it: those of chapters are (`poll-of-readers`)."""
    heading = next((one for one in box.iter(*HEADINGS) if one.get("id") == name), None)
    words = set(_WORD.findall(name.lower()))
    return heading is not None and len(words) > 2 and words <= set(_WORD.findall(inline_text(heading).lower()))


_WORD = re.compile(r"[^\W_]+")


def _labels(inside: _Inside, found: Weights) -> Iterator[HtmlElement]:
    """Short texts without an end that stand three times or more in boxes of their own among paragraphs, word by word:
    labels for those who do not see the page, signs over advertisements. No lines of a poem, nor the names of two who
    talk, nor what heads the text of its box: `Verdict`, `Ingredients`."""
    alike: defaultdict[str, list[HtmlElement]] = defaultdict(list)
    for element in inside.tags("div", "section", "h2", "h3", "h4"):
        text = (element.text or "").strip()
        if 1 < len(text) <= _LONGEST_LABEL and len(element) == 0 and text[-1:].isalnum():
            alike[text].append(element)
    labels: list[list[HtmlElement]] = []
    for elements in alike.values():
        boxed = [one for one in elements if one.tag not in HEADINGS]
        if len(boxed) < _LEAST_TIMES or any(one in found.own or _is_line(one) for one in boxed):
            continue
        if not all(_heads_box(one, inside.container, found) for one in boxed):
            labels.append(elements)
    makes = Counter(make for elements in labels for make in {_make(one) for one in elements})
    for elements in labels:
        if all(makes[_make(one)] == 1 for one in elements):
            yield from elements


def _heads_box(label: HtmlElement, container: HtmlElement, found: Weights) -> bool:
    """Whether a label is the first thing in a box of its own and a paragraph or list stands right below it."""
    box, below = label.getparent(), label.getnext()
    if box is None or box is container or below is None or label.getprevious() is not None:
        return False
    return below in found.own or (below.tag in ("ul", "ol") and any(one in found.own for one in islice(below, _TRIED)))


def _make(element: HtmlElement) -> tuple[str, str]:
    return str(element.tag), element.get("class") or ""


def _is_line(element: HtmlElement) -> bool:
    """Whether a short text stands between others."""
    return all(
        one is not None and len(one) == 0 and 1 < len((one.text or "").strip()) <= _LONGEST_LABEL
        for one in (element.getprevious(), element.getnext())
    )


_LONGEST_LABEL = 40
_LEAST_TIMES = 3


def _stamps(inside: _Inside) -> Iterator[HtmlElement]:
    """Short lines that hold a `time` and no sentence."""
    for time in inside.tags("time"):
        node = time.getparent()
        while node is not None and node.tag not in _BOXES and node.tag not in ("body", "header"):
            node = node.getparent()
        if node is None or node.tag not in ("div", "p", "li", "ul", "header"):
            continue
        if node.tag == "header" and inside.index.below(node, *HEADINGS):
            continue
        text = inside.text(node)
        if text is not None and len(text) <= _STAMP and not text.endswith((".", "!", "?", "。")):
            yield node
