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

from qiosk_scraper.layers.blocks import NEVER_TEXT, classes, is_hidden
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.photo_lines import may_be_photo_line
from qiosk_scraper.normalise.agencies import is_known_agency
from qiosk_scraper.normalise.credits import read_credit_line
from qiosk_scraper.normalise.names import are_people
from qiosk_scraper.normalise.text import clean, inline_text

CREDIT = NamePattern(
    r"credit|copyright|quelle|nachweis|fotograf|(?:image|photo|media|picture|caption|foto|bild|img)s?-?_*(?:source|author|by|autor|owner)|"
    r"(?:^|[\s_-])(?:source|photographer|fotograf|attribution|agency|agence|rights|quelle|fonte|fuente|firma|kilde|"
    r"autor|crédit|credito|author|byline|by|copy)(?:$|[\s_-])"
)
CAPTION = NamePattern(
    r"caption|legend|(?:image|img|media|photo|picture|asset|foto|bild)-?_*(?:text|description|desc|title|info|note|"
    r"lead|sub|meta)(?:$|[\s_-])|(?:image|img|media|photo|picture|figure)-?_*(?:block|item|box|wrap(?:per)?|content)-?_*"
    r"(?:text|description|desc|title|info)(?:$|[\s_-])|media--lead|bildunterschrift|bildtext|didascalia|pie-?(?:de-?)?foto|wp-caption-text|"
    r"epigrafe|leyenda"
)
_PERSON = NamePattern(r"(?:^|[\s_-])(?:author|byline|by|autor|firma|agency|source|copy)(?:$|[\s_-])")
"""Names of a picture's maker inside a figure, of the article's anywhere else."""
_CREDIT_OF_CAPTION = re.compile(
    r"caption[\w-]*?[_-]+(?:source|author|copyright|agency|byline|rights|photographer|owner|quelle)\b"
)
_OF_PICTURE = NamePattern(r"image|img|photo|picture|media|foto|bild|credit|copyright")
_OTHER_TEXT = NamePattern(r"share|social|button|counter|count-?label|lightbox|fullscreen|gallery-?link|zoom|tooltip")
_DATA_CAPTION = ("data-caption", "data-image-caption", "data-description", "data-legend", "data-caption-text")
_DATA_CREDIT = (
    "data-credit",
    "data-source",
    "data-copyright",
    "data-photographer",
    "data-image-credit",
    "data-credits",
)
_BYLINE = re.compile(r"(?:[Vv]on|[Bb]y|BY|[Pp]ar|[Pp]or|[Dd]i|Text|Words)\s*[:,]?\s+(?=[A-Z\u00c0-\u00de])")
_LABELLED = re.compile(
    r"(?:quelle|source|fuente|fonte|bron|kilde|källa|źródło|zdroj|kaynak|forrás|crédit|crédito|credito|credit|copyright|"
    r"nguồn|sumber|источник|джерело|来源|來源)\s*[:：]",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"<[^<>]*>")
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
        elif below.tag != "figure" and (found := _unmarked(node)):
            return _with_caption(found, node, image, limit)
        outermost, node = node, node.getparent()
    beside = outermost.getnext() if node is not None and outermost is not below else None
    if beside is not None and _is_caption(beside) and not _is_too_large(beside, image):
        return _lines([beside])
    if node is not None and (after := below.getnext()) is not None and not _is_too_large(after, image):
        if _is_caption(after):
            return _lines([after])
        before_text = clean(below.tail or "")
        if (
            not before_text
            and after.tag in ("p", "div", "span", "em", "small")
            and may_be_photo_line(inline_text(after))
        ):
            return _lines([after])
    return _attributes(image)


def _is_caption(element: HtmlElement) -> bool:
    return element.tag == "figcaption" or CAPTION.search(classes(element)) is not None


def _with_caption(found: Lines, node: HtmlElement, image: HtmlElement, limit: frozenset[HtmlElement]) -> Lines:
    """Lines read next to the picture, with those of the figure around: a credit laid over the picture has its caption
    outside of their common box."""
    if found.caption:
        return found
    for outer in islice(node.iterancestors(), 5):
        if outer in limit or _is_too_large(outer, image):
            break
        if outer.tag == "figure":
            whole = _marked(outer)
            return Lines(whole.caption, whole.credit or found.credit) if whole is not None and whole.caption else found
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
    boxes: list[HtmlElement] = []
    for element in node.iterdescendants(
        "figcaption", "div", "p", "span", "small", "cite", "em", "footer", "dd", "li", "a", "i"
    ):
        if boxes and boxes[-1] in element.iterancestors():
            continue
        if _is_line(element, node) and not any(True for _ in element.iter("img", "time", "h1", "h2")):
            boxes.append(element)
    found = _lines(boxes)
    return found if found.caption or found.credit else None


def is_byline(lines: Lines) -> bool:
    """Whether what stands beside a picture names the article's author: it is the author's portrait."""
    texts = [text for text in lines if text]
    return bool(texts) and all(_BYLINE.match(text) and len(text) < 120 for text in texts)


def _is_line(element: HtmlElement, holder: HtmlElement) -> bool:
    if element.tag == "figcaption":
        return True
    name = classes(element)
    if holder.tag == "figure" and element.tag in ("footer", "cite"):
        return True
    if name == " ":
        return element.get("itemprop") in ("caption", "copyrightHolder", "creditText", "description")
    if _OTHER_TEXT.search(name):
        return False
    if CAPTION.search(name):
        return True
    in_figure = holder.tag == "figure" or CAPTION.search(classes(holder)) is not None
    return CREDIT.search(name) is not None and (
        in_figure or _OF_PICTURE.search(name) is not None or not _PERSON.search(name)
    )


def _unmarked(node: HtmlElement) -> Lines | None:
    """Lines that no class names, around an `img` that stands with nothing else: one of them must read as a credit."""
    pieces = [piece for child in node for piece in _pieces(child, False)]
    if not 0 < len(pieces) <= 3 or not any(_reads_as_credit(piece.text) for piece in pieces):
        return None
    return _told_apart([_Piece(piece.text, _reads_as_credit(piece.text)) for piece in pieces])


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
        [piece for box in boxes for piece in _pieces(box, bool(CREDIT.search(classes(box))) and not _names_both(box))]
    )


def _names_both(element: HtmlElement) -> bool:
    """Whether a box is named for caption and credit together; `caption__source` is the credit's alone."""
    name = _CREDIT_OF_CAPTION.sub("", classes(element))
    return CAPTION.search(name.replace("credit", "")) is not None and element.tag != "cite"


def _told_apart(pieces: list[_Piece]) -> Lines:
    """Which pieces are the caption: all that are no credit."""
    if len(pieces) > 1:
        pieces = _continued(pieces) if any(piece.is_credit for piece in pieces) else _with_odd_one(pieces)
    caption = clean(" ".join(dict.fromkeys(piece.text for piece in pieces if not piece.is_credit)))
    credit = clean(", ".join(dict.fromkeys(piece.text.strip(" ,") for piece in pieces if piece.is_credit)))
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
    if may_be_photo_line(text) or is_known_agency(bare) or are_people(bare):
        return True
    if read_credit_line(text).credit is not None and read_credit_line(text).caption is None:
        return True
    words = bare.split()
    return len(words) <= 4 and all(word[:1].isupper() or word in ("de", "of", "via", "/", "and") for word in words)


def _pieces(element: HtmlElement, is_credit: bool) -> Iterator[_Piece]:
    """The texts of an element apart where its markup parts them; hidden ones and buttons left out."""
    tag = element.tag
    if (tag in NEVER_TEXT and tag not in ("figcaption",)) or tag in ("svg", "h1", "h2", "time") or is_hidden(element):
        return
    name = classes(element)
    own = is_credit
    if name != " ":
        if _OTHER_TEXT.search(name) and not CAPTION.search(name):
            return
        own = own or (CREDIT.search(name) is not None and not _names_both(element))
    own = own or tag in ("cite", "footer") or element.get("itemprop") in ("copyrightHolder", "creditText", "author")
    run = element.text or ""
    for child in element:
        if _is_apart(child, own):
            if text := clean(run):
                yield from _kept(text, own)
            run = ""
            yield from _pieces(child, own)
        elif not is_hidden(child) and child.tag not in NEVER_TEXT:
            run += inline_text_with_edges(child)
        run += child.tail or ""
    if text := clean(run):
        yield from _kept(text, own)


def inline_text_with_edges(element: HtmlElement) -> str:
    text = "".join(element.itertext())
    return f"{text[:1] if text[:1].isspace() else ''}{inline_text(element)}{text[-1:] if text[-1:].isspace() else ''}"


def _kept(text: str, is_credit: bool) -> Iterator[_Piece]:
    if not is_furniture(text) and not _ADDRESS.search(text) and re.search(r"[^\W_]", text):
        yield _Piece(text, is_credit or (len(text) <= 160 and may_be_photo_line(text) and not _tells(text)))


def _tells(text: str) -> bool:
    read = read_credit_line(text)
    return read.caption is not None


def _is_apart(child: HtmlElement, inside_credit: bool) -> bool:
    """Whether an element is a piece of its own: a block, a break, or an inline one that names itself or a maker."""
    tag = child.tag
    if tag in ("a", "b", "strong", "i", "em", "abbr", "sup", "sub", "font", "u", "time"):
        return not inside_credit and (
            CREDIT.search(classes(child)) is not None or may_be_photo_line(inline_text(child))
        )
    if tag == "span":
        return not inside_credit or child.get("class") is not None
    return True


def _attributes(image: HtmlElement) -> Lines:
    """What the `img`, its link or its figure carry for scripts that show it large."""
    caption = credit = None
    node: HtmlElement | None = image
    for _ in range(4):
        if node is None or node.tag in ("body", "article", "main"):
            break
        caption = caption or _first(node, _DATA_CAPTION)
        credit = credit or _first(node, _DATA_CREDIT)
        node = node.getparent()
    return Lines(caption, credit)


def _first(node: HtmlElement, names: tuple[str, ...]) -> str | None:
    for name in names:
        written = node.get(name)
        if not written:
            continue
        value = clean(_MARKUP.sub(" ", written))
        if value and not _ADDRESS.search(value) and value[0] not in "{[":
            return value
    return None
