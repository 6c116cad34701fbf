"""Caption and credit as printed beside a picture: which box holds them, and which of its pieces says what.

Looked at in 83 publisher pages of 2023 to 2026: `figcaption` in the figure (seven of ten) or after it, `footer`, `cite`
or a classed `span` for the credit, lines without any class around the `img`, attributes such as `data-caption`.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.photo_attributes import lines_in_attributes
from qiosk_scraper.layers.generic.photo_names import (
    ARTICLES_MAKER,
    CAPTION,
    CREDIT,
    NO_BOX,
    OF_PICTURE,
    OTHER_TEXT,
    PERSON,
    is_box,
    is_picture_list,
    named,
    names_both,
    says_caption,
)
from qiosk_scraper.layers.generic.photo_pieces import Lines, Piece, pieces_of, pieces_within, told_apart
from qiosk_scraper.layers.generic.picture_boxes import is_bare_box
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.photo_lines import may_be_photo_line
from qiosk_scraper.normalise.agencies import is_agency, is_known_agency
from qiosk_scraper.normalise.credit_signs import is_house, is_strong
from qiosk_scraper.normalise.credits import read_credit_line
from qiosk_scraper.normalise.names import are_people
from qiosk_scraper.normalise.text import clean, inline_text

_BYLINE = re.compile(r"(?:[Vv]on|[Bb]y|BY|[Pp]ar|[Pp]or|[Dd]i|Text|Words)\s*[:,]?\s+(?=[A-Z\u00c0-\u00de])")
_MOMENT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?:,?\s+\d{1,2}[:.]\d{2}(?:\s*\w{1,4})?)?")
_MOST = 1_200
"""Characters of the longest box believed to be a picture and its lines."""
_MOST_ELEMENTS = 120
_HIGHEST = 7


def photo_lines(image: HtmlElement, limit: frozenset[HtmlElement]) -> Lines:
    """Caption and credit printed beside an `img`; boxes of `limit` (the article, its text) are too large to look in."""
    node = image.getparent()
    below: HtmlElement = image
    while node is not None and node.tag in ("source", "picture"):  # `source` without an end nests: ten deep, seen 2024
        below, node = node, node.getparent()
    outermost = below
    for _ in range(_HIGHEST):
        if (
            node is None
            or node in limit
            or node.tag in ("body", "article", "main", "html")
            or _is_too_large(node, image)
        ):
            break
        if found := _marked(node):
            return _with_credit(_with_caption(found, node, image, limit), node)
        if node.tag == "figure" or is_picture_list(node):
            if found := _figure_text(node):
                return found
            below = node
        elif below.tag != "figure" and (found := _box_text(node) or _unmarked(node)):
            return _with_caption(found, node, image, limit)
        side = outermost.getnext()
        if side is not None and clean(outermost.tail or "") == "" and (found := _with_small(side)):
            return found
        outermost, node = node, node.getparent()
    beside = outermost.getnext() if node is not None and outermost is not below else None
    if beside is not None and not _is_too_large(beside, image):
        if says_caption(beside) or _says_credit(beside):
            return _lines([beside, *_other_line(beside)])
        if _is_line_apart(beside) or (beside.tag in ("p", "div", "span") and may_be_photo_line(inline_text(beside))):
            return _lines([beside])
    if node is not None and (after := below.getnext()) is not None and not _is_too_large(after, image):
        if says_caption(after) or _says_credit(after):
            return _lines([after, *_other_line(after)])
        before_text = clean(below.tail or "")
        if (
            not before_text
            and after.tag in ("p", "div", "span", "em", "small")
            and (may_be_photo_line(inline_text(after)) or _is_line_apart(after))
        ):
            return _lines([after])
    return Lines(*lines_in_attributes(image))


def _says_credit(element: HtmlElement) -> bool:
    """Whether an element beside a picture is named for a picture's credit: `field-photo-credit`."""
    name = named(element)
    return CREDIT.search(name) is not None and OF_PICTURE.search(name) is not None and not ARTICLES_MAKER.search(name)


def _other_line(element: HtmlElement) -> list[HtmlElement]:
    """The caption or credit that stands in an element of its own behind the other, as fields of a system do."""
    after = element.getnext()
    if after is None or clean(element.tail or "") or len(inline_text(after)) > _MOST:
        return []
    one, other = (_says_credit, says_caption) if says_caption(element) else (says_caption, _says_credit)
    return [after] if one(after) and not (other(after) and not one(after)) else []


def _with_small(side: HtmlElement) -> Lines | None:
    """The lines in what follows a picture's box, if they are in small letters, or a maker's name at their end is."""
    if side.tag == "small":
        return _lines([side]) if inline_text(side) else None
    if side.tag not in ("p", "div", "span") or len(side) > 3:
        return None
    small = next(side.iterdescendants("small", "cite"), None)
    text = inline_text(side) if small is not None else ""
    if small is None or not 0 < len(text) <= 500 or not text.endswith(maker := inline_text(small)) or not maker:
        return None
    bare = maker.strip(" .()[]|")
    if not (may_be_photo_line(maker) or are_people(bare) or is_strong(bare) or is_agency(bare)):
        return None
    return Lines(text.removesuffix(maker).strip(" |/–—-") or None, maker)


def _is_line_apart(element: HtmlElement) -> bool:
    """Whether a paragraph behind a picture is set apart from the text, centred or in other letters, with a credit."""
    if element.tag not in ("p", "div", "center", "small", "em") or len(text := inline_text(element)) > 300:
        return False
    style = (element.get("style") or "").replace(" ", "").lower()
    centred = (
        "text-align:center" in style or element.get("align") == "center" or element.tag in ("center", "small", "em")
    )
    if not centred and _SMALL.search(named(element)) is None:
        inner = [child for child in element if child.tag in ("em", "i", "small", "strong", "b", "span", "font")]
        if not inner or clean("".join(inline_text(child) for child in inner[:2])) != text:
            return False
    return read_credit_line(text, labelled=False).credit is not None


_SMALL = NamePattern(r"(?:^|\s)text-(?:xs|sm)(?=\s|$)")
"""Small letters in the vocabulary of Tailwind, whose pages name no captions."""


def _with_credit(found: Lines, node: HtmlElement) -> Lines:
    """Lines of a figure with the credit that stands right behind it: `</figure><span class="media-credit">`."""
    after = node.getnext()
    if found.credit or after is None or node.tag != "figure" or clean(node.tail or "") or not _says_credit(after):
        return found
    text = inline_text(after)
    read = read_credit_line(found.caption, labelled=False) if found.caption else None
    return Lines(found.caption, text) if 0 < len(text) <= 200 and not (read and read.credit) else found


def _with_caption(found: Lines, node: HtmlElement, image: HtmlElement, limit: frozenset[HtmlElement]) -> Lines:
    """Lines read next to the picture, with those of the figure around: a credit laid over the picture has its caption
    outside of their common box."""
    if found.caption:
        return found
    inner = node
    for outer in islice(node.iterancestors(), 5):
        after = inner.getnext()
        if after is not None and says_caption(after) and not _is_too_large(after, image):
            more = _lines([after])
            return Lines(more.caption, found.credit or more.credit)
        if outer in limit or _is_too_large(outer, image):
            break
        if outer.tag == "figure":
            whole = _marked(outer)
            return Lines(whole.caption, whole.credit or found.credit) if whole is not None and whole.caption else found
        if is_bare_box(outer) and (whole := _figure_text(outer)) is not None and whole.caption and whole.credit:
            return whole
        inner = outer
    return found


def _is_too_large(node: HtmlElement, image: HtmlElement) -> bool:
    """Whether a box holds more than one picture and its lines."""
    if next(islice(node.iter(), _MOST_ELEMENTS, None), None) is not None:
        return True
    others = [one for one in node.iter("img") if one is not image and not _stands_in(one)]
    if len({one.get("src") or one.get("data-src") or one for one in others}) > 1:
        return True
    apart = any(image not in figure.iter("img") for figure in node.iter("figure")) if others else False
    return apart or len(inline_text(node)) > _MOST


def _stands_in(image: HtmlElement) -> bool:
    """Whether an `img` only keeps the place until another has come, or is for those who run no scripts."""
    return (image.get("src") or "").startswith("data:") and not any(
        image.get(name) for name in ("data-src", "data-srcset", "srcset", "data-lazy-src")
    )


def _marked(node: HtmlElement) -> Lines | None:
    """The lines of elements that say what they are."""
    whole = node.tag == "figure" or is_box(node)
    boxes = _line_boxes(node, whole or CAPTION.search(named(node)) is not None)
    for box in [] if whole else [box for box in boxes if says_caption(box)]:
        beside = box.getnext()
        if beside is not None and beside not in boxes and _is_line(beside, node, True):
            boxes.insert(boxes.index(box) + 1, beside)
    found = _lines(boxes)
    if whole and found.caption and not found.credit and read_credit_line(found.caption, labelled=False).credit is None:
        found = found._replace(credit=_maker_beside(node, found.caption))
    if not whole and found.caption and not found.credit and len(boxes) == 1 and says_caption(boxes[0]):
        found = found._replace(credit=_maker_behind(boxes[0]))
    return found if found.caption or found.credit else None


def _maker_behind(caption: HtmlElement) -> str | None:
    """The maker in other letters right behind a caption that has a name of its own: `<br><i>Ada Brandt/AFP</i>`."""
    after = caption.getnext()
    if after is not None and after.tag == "br" and not clean(after.tail or ""):
        after = after.getnext()
    if after is None or after.tag not in ("i", "em", "small", "span", "cite") or len(after) > 2:
        return None
    text = inline_text(after)
    bare = text.strip(" .()[]|")
    if not 2 < len(text) <= 100 or clean(caption.tail or "") or is_furniture(text):
        return None
    told = may_be_photo_line(text) or are_people(bare) or is_strong(bare) or is_known_agency(bare) or is_house(bare)
    return text if told else None


def _line_boxes(node: HtmlElement, is_pictures: bool) -> list[HtmlElement]:
    """The elements in `node` named for a caption or a credit. `is_pictures`: all in `node` is about a picture."""
    boxes: list[HtmlElement] = []
    for element in node.iterdescendants():
        tag = element.tag
        if tag not in _LINE_TAGS and not (isinstance(tag, str) and "-" in tag):
            continue
        if boxes and boxes[-1] in element.iterancestors():
            continue
        if _is_line(element, node, is_pictures) and not _holds_more(element):
            boxes.append(element)
    return boxes


def _holds_more(element: HtmlElement) -> bool:
    """Whether a line's element holds a picture, a date or a headline; a caption may be set as a heading."""
    if next(element.iter("img", "time"), None) is not None:
        return True
    return element.tag != "figcaption" and any(not says_caption(heading) for heading in element.iter("h1", "h2"))


def _maker_beside(figure: HtmlElement, caption: str) -> str | None:
    """The one other text of a figure, outside of its caption, when it is somebody who makes pictures."""
    rest = [piece.text for child in figure for piece in pieces_of(child, False) if piece.text not in caption]
    if len(rest) == 1 and len(rest[0]) <= 100 and not is_furniture(rest[0]):
        bare = rest[0].strip(" .()[]|")
        if may_be_photo_line(rest[0]) or are_people(bare) or is_strong(bare) or is_agency(bare):
            return rest[0]
    return None


_LINE_TAGS = frozenset(
    ("figcaption", "div", "p", "span", "small", "cite", "em", "footer", "dd", "td", "li", "a", "i", "strong")
)


def is_byline(lines: Lines) -> bool:
    """Whether what stands beside a picture names the article's author: it is the author's portrait."""
    if lines.caption and (by := _BYLINE.match(lines.caption)) and are_people(lines.caption[by.end() :]):
        return True
    texts = [text for text in lines if text]
    said = [text for text in texts if not _MOMENT.fullmatch(text)]
    return bool(said) and all(_BYLINE.match(text) and len(text) < 120 for text in said)


def _is_line(element: HtmlElement, holder: HtmlElement, is_pictures: bool) -> bool:
    if element.tag == "figcaption":
        return True
    name = named(element)
    if holder.tag == "figure" and element.tag in ("footer", "cite"):
        return True
    if name == " ":
        return element.get("itemprop") in ("caption", "copyrightHolder", "creditText", "description")
    if OTHER_TEXT.search(name):
        return False
    if CAPTION.search(name):
        return True
    if CREDIT.search(name) is None:
        return False
    in_figure = holder.tag == "figure" or (is_pictures and not ARTICLES_MAKER.search(name))
    return in_figure or OF_PICTURE.search(name) is not None or not PERSON.search(name)


def _unmarked(node: HtmlElement) -> Lines | None:
    """Lines that no class names, around an `img` that stands with nothing else: one of them must read as a credit."""
    pieces = list(pieces_within(node))
    if not 0 < len(pieces) <= 3:
        return None
    if any(_reads_as_credit(piece.text) for piece in pieces):
        return told_apart([Piece(piece.text, _reads_as_credit(piece.text)) for piece in pieces])
    if len(pieces) == 1:
        line = pieces[0].text
        read = read_credit_line(line, labelled=False) if len(line) <= 300 else None
        return None if read is None or read.credit is None else Lines(line) if read.caption else Lines(None, line)
    if len(pieces) == 2 and len(pieces[0].text.split()) >= 5 and len(pieces[0].text) <= 400:
        maker = pieces[1].text.strip(" .()[]|")
        if (are_people(maker) or is_strong(maker) or is_agency(maker)) and not _has_other_text(node):
            return Lines(pieces[0].text, pieces[1].text)
    return None


def _has_other_text(node: HtmlElement) -> bool:
    """Whether a box holds headings, dates or what is named as another part of an article."""
    return any(
        child.tag in ("h1", "h2", "h3", "h4", "time", "button", "ul") or NO_BOX.search(named(child)) is not None
        for child in node.iterdescendants()
        if isinstance(child.tag, str)
    )


def _box_text(node: HtmlElement) -> Lines | None:
    """What a box says that is named for a picture: as in a figure, where no other part of an article stands in it."""
    if is_box(node):
        return _figure_text(node) if not _has_other_text(node) else None
    return _figure_text(node) if is_bare_box(node) and not _in_figure(node) else None


def _in_figure(node: HtmlElement) -> bool:
    return any(outer.tag == "figure" for outer in islice(node.iterancestors(), _HIGHEST))


def _figure_text(figure: HtmlElement) -> Lines | None:
    """What a figure says that names no part of itself: its picture's lines and nothing else stand in a figure."""
    pieces = list(pieces_within(figure))
    if not 0 < len(pieces) <= 4 or sum(len(piece.text) for piece in pieces) > 600:
        return None
    found = told_apart([Piece(piece.text, piece.is_credit or _reads_as_credit(piece.text)) for piece in pieces])
    return found if found.credit or _says_enough(found.caption or "") else None


def _says_enough(caption: str) -> bool:
    return len(caption.split()) > 3 or sum(sign >= "\u2e80" for sign in caption) >= _FEWEST_SIGNS


_FEWEST_SIGNS = 8
"""Of Chinese, Japanese or Korean, which do not part words, or not all of them."""


def lines_of_box(box: HtmlElement) -> Lines:
    """The lines in a box that is a picture's, whether its picture is to be found or not."""
    return _marked(box) or _figure_text(box) or Lines()


def _reads_as_credit(text: str) -> bool:
    if len(text) > 200:
        return False
    bare = text.strip(" .()（）[]")
    return (
        may_be_photo_line(text) or is_known_agency(bare) or ("/" in bare and all(map(is_known_agency, bare.split("/"))))
    )


def _lines(boxes: list[HtmlElement]) -> Lines:
    return told_apart(
        [piece for box in boxes for piece in pieces_of(box, bool(CREDIT.search(named(box))) and not names_both(box))]
    )
