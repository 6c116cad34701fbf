"""Caption and credit as printed beside a picture: which box holds them, and which of its pieces says what.

Looked at in 83 publisher pages of 2023 to 2026: `figcaption` in the figure (seven of ten) or after it, `footer`, `cite`
or a classed `span` for the credit, lines without any class around the `img`, attributes such as `data-caption`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import NEVER_TEXT, is_hidden
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
    named,
    names_both,
    says_caption,
    surely_credit,
)
from qiosk_scraper.layers.photo_lines import may_be_photo_line
from qiosk_scraper.normalise.agencies import is_agency, is_known_agency
from qiosk_scraper.normalise.credit_signs import is_sentence, is_strong, may_be_maker
from qiosk_scraper.normalise.credits import read_credit_line
from qiosk_scraper.normalise.names import are_people
from qiosk_scraper.normalise.text import clean, inline_text

_BYLINE = re.compile(r"(?:[Vv]on|[Bb]y|BY|[Pp]ar|[Pp]or|[Dd]i|Text|Words)\s*[:,]?\s+(?=[A-Z\u00c0-\u00de])")
_LABELLED = re.compile(
    r"(?:quelle|source|fuente|fonte|bron|kilde|källa|źródło|zdroj|kaynak|forrás|crédit|crédito|credito|credit|copyright|"
    r"nguồn|sumber|источник|джерело|来源|來源)\s*[:：]",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"\W*(?:(?:photo|foto|image|bild|picture)s?\s*)?(?:credits?|copyright|source|quelle|crédits?(?:\s+photo)?|fotograf|by|via)?\W*",
    re.IGNORECASE,
)
_MARK_ALONE = re.compile(r"\s*(?:[/|,]|via|on|from|for)\s*")
_ADDRESS = re.compile(r"https?://|^[\w\-./]+\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE)
_MOST = 1_200
"""Characters of the longest box believed to be a picture and its lines."""
_MOST_ELEMENTS = 120
_HIGHEST = 7


class Lines(NamedTuple):
    caption: str | None = None
    credit: str | None = None


class _Piece(NamedTuple):
    text: str
    is_credit: bool


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
            return _with_caption(found, node, image, limit)
        if node.tag == "figure":
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
    if beside is not None and not _is_too_large(beside, image) and (says_caption(beside) or _is_line_apart(beside)):
        return _lines([beside])
    if node is not None and (after := below.getnext()) is not None and not _is_too_large(after, image):
        if says_caption(after):
            return _lines([after])
        before_text = clean(below.tail or "")
        if (
            not before_text
            and after.tag in ("p", "div", "span", "em", "small")
            and (may_be_photo_line(inline_text(after)) or _is_line_apart(after))
        ):
            return _lines([after])
    return Lines(*lines_in_attributes(image))


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
    inner = [child for child in element if child.tag in ("em", "i", "small", "strong", "b", "span", "font")]
    apart = centred or (bool(inner) and clean("".join(inline_text(child) for child in inner[:2])) == text)
    return apart and read_credit_line(text, labelled=False).credit is not None


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
        inner = outer
    return found


def _is_too_large(node: HtmlElement, image: HtmlElement) -> bool:
    """Whether a box holds more than one picture and its lines."""
    if next(islice(node.iter(), _MOST_ELEMENTS, None), None) is not None:
        return True
    others = [one for one in node.iter("img") if one is not image]
    if len({one.get("src") or one.get("data-src") or one for one in others}) > 1:
        return True
    apart = any(image not in figure.iter("img") for figure in node.iter("figure")) if others else False
    return apart or len(inline_text(node)) > _MOST


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
    return found if found.caption or found.credit else None


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
    rest = [piece.text for child in figure for piece in _pieces(child, False) if piece.text not in caption]
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
    texts = [text for text in lines if text]
    return bool(texts) and all(_BYLINE.match(text) and len(text) < 120 for text in texts)


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
    pieces = [piece for child in node for piece in _pieces(child, False)]
    if not 0 < len(pieces) <= 3:
        return None
    if any(_reads_as_credit(piece.text) for piece in pieces):
        return _told_apart([_Piece(piece.text, _reads_as_credit(piece.text)) for piece in pieces])
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
    return _figure_text(node) if is_box(node) and not _has_other_text(node) else None


def _figure_text(figure: HtmlElement) -> Lines | None:
    """What a figure says that names no part of itself: its picture's lines and nothing else stand in a figure."""
    pieces = [piece for child in figure for piece in _pieces(child, False)]
    if not 0 < len(pieces) <= 4 or sum(len(piece.text) for piece in pieces) > 600:
        return None
    found = _told_apart([_Piece(piece.text, piece.is_credit or _reads_as_credit(piece.text)) for piece in pieces])
    return found if found.credit or len((found.caption or "").split()) > 3 else None


def lines_of_box(box: HtmlElement) -> Lines:
    """The lines in a box that is a picture's, whether its picture is to be found or not."""
    return _marked(box) or _figure_text(box) or Lines()


def _reads_as_credit(text: str) -> bool:
    return len(text) <= 200 and (may_be_photo_line(text) or is_known_agency(text.strip(" .()")))


def _lines(boxes: list[HtmlElement]) -> Lines:
    return _told_apart(
        [piece for box in boxes for piece in _pieces(box, bool(CREDIT.search(named(box))) and not names_both(box))]
    )


def _told_apart(pieces: list[_Piece]) -> Lines:
    """Which pieces are the caption: all that are no credit."""
    if len(pieces) > 1:
        pieces = _continued(pieces) if any(piece.is_credit for piece in pieces) else _with_odd_one(pieces)
    if len(pieces) > 1 and all(piece.is_credit for piece in pieces):  # `caption-source` may hold both
        pieces = [_Piece(piece.text, not is_sentence(piece.text) or is_strong(piece.text)) for piece in pieces]
    told = [piece.text for piece in pieces if not piece.is_credit]
    if len(told) > 1:
        told = [text for text in told if not _LABEL_ALONE.fullmatch(text)]
    caption = clean(" ".join(dict.fromkeys(told)))
    makers = [piece.text.strip(" ,:") for piece in pieces if piece.is_credit and not _LABEL_ALONE.fullmatch(piece.text)]
    credit = clean(", ".join(dict.fromkeys(makers))).replace(", /", " /")
    credit = re.sub(r", (?=[|/]\s?\S)", " ", credit)  # `Jane Roe`, `| Town Ledger`
    if credit and caption.endswith(credit):
        caption = caption.removesuffix(credit)
    return Lines(caption.strip(" |/–—-") or None, credit or None)


def _continued(pieces: list[_Piece]) -> list[_Piece]:
    """A short maker right behind a credit is the rest of it: `Photo by Jane Roe`, `/AFP via Getty Images`."""
    found: list[_Piece] = []
    for piece in pieces:
        follows = bool(found) and found[-1].is_credit and len(piece.text) < 80
        found.append(_Piece(piece.text, piece.is_credit or (follows and names_maker(piece.text.strip(" /,|")))))
    return found


def _with_odd_one(pieces: list[_Piece]) -> list[_Piece]:
    """The piece at either end that names somebody, beside others that tell something, is the credit."""
    texts = [piece.text for piece in pieces]
    labelled = [text for text in texts if _LABELLED.match(text) and len(text) <= 160]
    if len(labelled) == 1:
        return [_Piece(text, text is labelled[0]) for text in texts]
    if read_credit_line(" ".join(texts[:-1])).credit is not None:
        return [_Piece(" ".join(texts), False)]  # the credit began in a piece before: all is read as one line
    for text in (texts[-1], texts[0]):
        rest = max((other for other in texts if other is not text), key=len, default="")
        if len(text) < 80 and len(rest) > 25 and len(text) < len(rest) and names_maker(text):
            return [_Piece(piece.text, piece.text is text) for piece in pieces]
    return pieces


def names_maker(text: str) -> bool:
    """Whether a short text of its own is a maker of pictures: labelled, an agency, people, a body with a name."""
    bare = text.strip(" .()[]|")
    if may_be_photo_line(text) or is_known_agency(bare) or are_people(bare) or is_strong(text):
        return True
    if read_credit_line(text).credit is not None and read_credit_line(text).caption is None:
        return True
    return is_agency(bare) or may_be_maker(bare)


_DEEPEST = 50
"""Boxes in each other whose texts are told apart; what stands deeper is one text."""


def _pieces(element: HtmlElement, is_credit: bool, depth: int = 0) -> Iterator[_Piece]:
    """The texts of an element apart where its markup parts them; hidden ones and buttons left out."""
    tag = element.tag
    if (tag in NEVER_TEXT and tag not in ("figcaption",)) or tag in ("svg", "time") or is_hidden(element):
        return
    if tag in ("h1", "h2") and not says_caption(element) and not any(True for _ in element.iterancestors("figcaption")):
        return
    name = named(element)
    own = is_credit
    if name != " ":
        if OTHER_TEXT.search(name) and not CAPTION.search(name):
            return
        if CREDIT.search(name) is not None:
            own = own or not names_both(element) or (depth > 0 and surely_credit(element))
    own = own or tag in ("cite", "footer") or element.get("itemprop") in ("copyrightHolder", "creditText", "author")
    run = element.text or ""
    joined = _is_one_line(element)
    for child in element:
        if not joined and depth < _DEEPEST and _is_apart(child, own):
            if text := clean(run):
                yield from _kept(text, own)
            run = ""
            yield from _pieces(child, own, depth + 1)
        elif not is_hidden(child) and child.tag not in NEVER_TEXT:
            run += inline_text_with_edges(child)
        run += child.tail or ""
    if text := clean(run):
        yield from _kept(text, own)


def _is_one_line(element: HtmlElement) -> bool:
    """Whether nothing but links and plain spans stand in an element, with a mere mark or `via` between two: an editor's
    letters, not parts (`Photo by <a>Jane Roe</a><span> / </span><a>Unsplash</a>`)."""
    if not 2 <= len(element) <= 12 or any(child.tag not in ("a", "span") or child.get("class") for child in element):
        return False
    texts = [element.text or "", *(text for child in element for text in (inline_text(child), child.tail or ""))]
    return any(_MARK_ALONE.fullmatch(text) for text in texts)


def inline_text_with_edges(element: HtmlElement) -> str:
    text = "".join(element.itertext())
    return f"{text[:1] if text[:1].isspace() else ''}{inline_text(element)}{text[-1:] if text[-1:].isspace() else ''}"


def _kept(text: str, is_credit: bool) -> Iterator[_Piece]:
    if not is_furniture(text) and not _ADDRESS.search(text) and re.search(r"[^\W_]", text):
        yield _Piece(text, is_credit or (len(text) <= 160 and may_be_photo_line(text) and not _tells(text)))


def _tells(text: str) -> bool:
    read = read_credit_line(text)
    return read.caption is not None


def _is_maker_at_end(child: HtmlElement) -> bool:
    """Whether other letters behind a caption hold a person or an agency: `The quay at noon <em>Jane Roe</em>`."""
    if child.tag in ("a", "time") or child.getnext() is not None or clean(child.tail or ""):
        return False
    text, parent = inline_text(child), child.getparent()
    before = len(inline_text(parent)) - len(text) if parent is not None else 0
    return 4 < len(text) <= 80 and before > 25 and (are_people(text.strip(" .()")) or is_strong(text.strip(" .()")))


def _is_apart(child: HtmlElement, inside_credit: bool) -> bool:
    """Whether an element is a piece of its own: a block, a break, or an inline one that names itself or a maker."""
    tag = child.tag
    if tag in ("a", "b", "strong", "i", "em", "abbr", "sup", "sub", "font", "u", "time"):
        return not inside_credit and (CREDIT.search(named(child)) is not None or may_be_photo_line(inline_text(child)))
    if tag == "span":
        return not inside_credit or child.get("class") is not None
    return True
