"""What a picture's box says, taken apart where its markup parts it: which piece is the caption, which the credit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import NEVER_TEXT, is_hidden
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.photo_names import (
    CAPTION,
    CREDIT,
    OTHER_TEXT,
    named,
    names_both,
    says_caption,
    surely_credit,
)
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.photo_lines import may_be_photo_line
from qiosk_scraper.normalise.agencies import is_agency, is_known_agency
from qiosk_scraper.normalise.credit_labels import LABEL
from qiosk_scraper.normalise.credit_shown import is_title
from qiosk_scraper.normalise.credit_signs import is_house, is_sentence, is_strong, may_be_maker, words_in_lower
from qiosk_scraper.normalise.credits import read_credit_line
from qiosk_scraper.normalise.names import are_people
from qiosk_scraper.normalise.text import clean, inline_text

_LABELLED = re.compile(
    r"(?:quelle|source|fuente|fonte|bron|kilde|källa|źródło|zdroj|kaynak|forrás|crédit|crédito|credito|credit|copyright|"
    r"nguồn|sumber|источник|джерело|来源|來源)\s*[:：]",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"\W*(?:(?:photo|foto|image|bild|picture)s?\s*)?(?:credits?|copyright|source|quelle|crédits?(?:\s+photo)?|fotograf|by|via)?\W*",
    re.IGNORECASE,
)
_CREDIT_ALONE = re.compile(
    r"\W*(?:(?:photo|foto|image|bild|picture)s?\s*)?(?:credits?|copyright|quelle|crédits?(?:\s+photo)?|crédito|créditos)\W*",
    re.IGNORECASE,
)
_NOUN_ALONE = re.compile(
    r"\W*(?:photo|foto|fot|image|bild|beeld|picture|kuva|fotó|fotoğraf|фото|ảnh|imagen|imagem|fotograf[ií]a|photograph|"
    r"illustration|צילום|صورة|写真)s?\.?\s*[:：]\W*",
    re.IGNORECASE,
)
"""A lone label that leads to the next piece: `Foto:`."""
_MARK_ALONE = re.compile(r"\s*(?:[/|,]|via|on|from|for)\s*")
_SENT_FOR = re.compile(r"(?P<who>[^\d:;]{4,60}?),?\s(?:for|für|pour|para|per|voor|special to)\s", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|^[\w\-./]+\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE)


_EMAIL = re.compile(r"\W*[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+\W*")


class Lines(NamedTuple):
    caption: str | None = None
    credit: str | None = None


class Piece(NamedTuple):
    text: str
    is_credit: bool


def told_apart(pieces: list[Piece]) -> Lines:
    """Which pieces are the caption: all that are no credit."""
    if len(pieces) > 1:
        pieces = [piece for piece in pieces if "@" not in piece.text or not _EMAIL.fullmatch(piece.text)] or pieces
        pieces = _behind_label(pieces)
        pieces = _continued(pieces) if any(piece.is_credit for piece in pieces) else _with_odd_one(pieces)
    if len(pieces) > 1 and all(piece.is_credit for piece in pieces):  # `caption-source` may hold both
        pieces = [Piece(piece.text, not is_sentence(piece.text) or is_strong(piece.text)) for piece in pieces]
    told = [piece.text for piece in pieces if not piece.is_credit]
    if len(told) > 1:
        told = [text for text in told if not _is_label(text)]
    caption = clean(" ".join(dict.fromkeys(told)))
    makers = [piece.text.strip(" ,") for piece in pieces if piece.is_credit and not _is_label(piece.text)]
    credit = clean(", ".join(dict.fromkeys(makers))).replace(", /", " /")
    credit = re.sub(r", (?=[|/]\s?\S)|(?<=[|/:]), ", " ", credit)  # `Jane Roe`, `| Town Ledger`
    credit = credit.strip(" ,:")
    if credit and caption.endswith(credit):
        caption = caption.removesuffix(credit)
    return Lines(caption.strip(" |/–—-") or None, credit or None)


def _is_label(text: str) -> bool:
    return _LABEL_ALONE.fullmatch(text) is not None or _NOUN_ALONE.fullmatch(text) is not None


def _behind_label(pieces: list[Piece]) -> list[Piece]:
    """A short piece right behind a lone `Credit...` is the credit; the label may be for ears alone."""
    found = [pieces[0]]
    for piece in pieces[1:]:
        before = found[-1].text
        noun = _NOUN_ALONE.fullmatch(before) and not (len(pieces) == 2 and _tells_alone(piece.text))
        labelled = (_CREDIT_ALONE.fullmatch(before) or noun) and len(piece.text) <= 160
        found.append(Piece(piece.text, piece.is_credit or bool(labelled)))
    return found


def _tells_alone(text: str) -> bool:
    """Whether a text behind a lone `Foto:` says what is seen: `Hafen von Larkfield am Abend`; whom a house sent took
    the picture, `Jane Roe for the Beacon`."""
    sent = _SENT_FOR.match(text)
    if (sent and are_people(sent["who"])) or LABEL.match(text) or text[:1].islower():
        return False
    return len(text.split()) >= 4 and words_in_lower(text) >= 1 and not is_strong(text) and not is_agency(text)


def _continued(pieces: list[Piece]) -> list[Piece]:
    """A short maker right behind a credit is the rest of it: `Photo by Jane Roe`, `/AFP via Getty Images`."""
    found: list[Piece] = []
    for piece in pieces:
        follows = bool(found) and found[-1].is_credit and len(piece.text) < 80
        if follows and found[-1].text[-1] in "|/:":
            found.append(Piece(piece.text, True))
            continue
        found.append(Piece(piece.text, piece.is_credit or (follows and names_maker(piece.text.strip(" /,|")))))
    return found


def _with_odd_one(pieces: list[Piece]) -> list[Piece]:
    """The piece at either end that names somebody, beside others that tell something, is the credit."""
    texts = [piece.text for piece in pieces]
    labelled = [text for text in texts if _LABELLED.match(text) and len(text) <= 160]
    if len(labelled) == 1:
        return [Piece(text, text is labelled[0]) for text in texts]
    if len(texts) == 2 and (sure := _sure_one(*texts)):
        return [Piece(text, text is sure) for text in texts]
    if read_credit_line(" ".join(texts[:-1])).credit is not None:
        return [Piece(" ".join(texts), False)]  # the credit began in a piece before: all is read as one line
    for text in (texts[-1], texts[0]):
        rest = max((other for other in texts if other is not text), key=len, default="")
        if len(text) < 80 and len(rest) > 25 and len(text) < len(rest) and names_maker(text) and not _is_label(text):
            return [Piece(piece.text, piece.text is text) for piece in pieces]
    return pieces


def _sure_one(first: str, last: str) -> str | None:
    """Of two pieces the one that names a maker for sure, where the other does not: an agency or a house in either
    place; a person's name alone only behind a caption, for before it stands who is shown, and behind `Winner of the
    prize` or `The new mayor:`, too."""
    ahead, behind = (text.strip(" .()[]|") for text in (first, last))
    if are_people(behind) and _awaits_name(first) and not (is_known_agency(behind) or is_strong(last)):
        return None
    if len(last) <= 100 and (is_known_agency(behind) or is_strong(last) or are_people(behind)):
        return last if len(first.split()) > 1 and not is_strong(first) and not is_known_agency(ahead) else None
    if len(first) <= 100 and (is_known_agency(ahead) or is_strong(first)):
        return first
    if len(last) <= 100 and " " in behind and is_house(behind) and len(first.split()) > 1 and not are_people(ahead):
        return last
    return None


def _awaits_name(text: str) -> bool:
    """Whether a text before a name says what he is whom it names: `The new mayor:`, `Winner of the prize`; a text of
    pictures leads to their maker (`Text und Fotos:`)."""
    if _PICTURES.search(text):
        return False
    if text.endswith((":", "：")) or _OF_AT_END.search(text):
        return True
    ended = text.rstrip(')”"»')[-1:] in ".!?…"
    return not ended and len(text) <= 25 and _PLACED.search(text) is None and is_title(text)


def names_maker(text: str) -> bool:
    """Whether a short text of its own is a maker of pictures: labelled, an agency, people, a body with a name."""
    bare = text.strip(" .()[]|")
    if may_be_photo_line(text) or is_known_agency(bare) or are_people(bare) or is_strong(text):
        return True
    if read_credit_line(text).credit is not None and read_credit_line(text).caption is None:
        return True
    return is_agency(bare) or (may_be_maker(bare) and _PLACED.search(bare) is None)


_OF_AT_END = re.compile(r"\s(?:of|von|de|des|du|del|della)$", re.IGNORECASE)
_PICTURES = re.compile(
    r"photo|foto|bild|image|imagen|imagem|picture|aufnahme|illustra|gra(?:f|ph)i[ckq]|drawing|artwork|video|dessin|zeichnung|courtesy|credit"
    r"|crédit|copyright|©",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\s(?:in|at|with|on|from|to)\s")
"""Words of a caption between capitalised ones: `Boats in Norstrand`."""


_SWITCH = NamePattern(r"(?:hide|show|toggle|open|close|expand)-?_*caption")
_LONGEST_SWITCH = 30
"""Characters of a button's text that shows and hides a caption."""
_DEEPEST = 50
"""Boxes in each other whose texts are told apart; what stands deeper is one text."""


def pieces_of(element: HtmlElement, is_credit: bool, depth: int = 0) -> Iterator[Piece]:
    """The texts of an element apart where its markup parts them; hidden ones and buttons left out."""
    tag = element.tag
    if (tag in NEVER_TEXT and tag not in ("figcaption",)) or tag in ("svg", "time") or is_hidden(element):
        return
    if tag in ("h1", "h2") and not says_caption(element) and not any(True for _ in element.iterancestors("figcaption")):
        return
    name = named(element)
    own = is_credit
    if name != " ":
        if _is_switch(element):
            return
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
            yield from pieces_of(child, own, depth + 1)
        elif (child.tag == "a" and is_furniture(inline_text(child))) or _is_switch(child):
            pass  # `Purchase Licensing Rights` behind the credit
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


def _is_switch(element: HtmlElement) -> bool:
    return _SWITCH.search(named(element)) is not None and len(inline_text(element)) <= _LONGEST_SWITCH


def pieces_within(box: HtmlElement) -> Iterator[Piece]:
    """The texts of a picture's box apart, with those that only breaks part: `<img><br>The ferry<br><small>…`."""
    for child in box:
        yield from pieces_of(child, False)
        if child.tag in ("br", "img", "picture") and (text := clean(child.tail or "")):
            yield from _kept(text, False)


def inline_text_with_edges(element: HtmlElement) -> str:
    text = "".join(element.itertext())
    return f"{text[:1] if text[:1].isspace() else ''}{inline_text(element)}{text[-1:] if text[-1:].isspace() else ''}"


def _kept(text: str, is_credit: bool) -> Iterator[Piece]:
    if not is_furniture(text) and not _ADDRESS.search(text) and re.search(r"[^\W_]", text):
        yield Piece(text, is_credit or (len(text) <= 160 and may_be_photo_line(text) and not tells(text)))


def tells(text: str) -> bool:
    read = read_credit_line(text)
    return read.caption is not None


def _is_apart(child: HtmlElement, inside_credit: bool) -> bool:
    """Whether an element is a piece of its own: a block, a break, or an inline one that names itself or a maker."""
    tag = child.tag
    if tag in ("a", "b", "strong", "i", "em", "abbr", "sup", "sub", "font", "u", "time"):
        return not inside_credit and (CREDIT.search(named(child)) is not None or may_be_photo_line(inline_text(child)))
    if tag == "span":
        return not inside_credit or child.get("class") is not None
    return True
