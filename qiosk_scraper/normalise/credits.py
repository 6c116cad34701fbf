"""The grammar of photo credits: which part of a printed line is the caption, which the credit, and who stands in it.

Labels, brackets and separators are taken apart; a name is told from an agency by a table and by shape. What is not
surely a credit stays in the caption: `(left)` and `(R-Texas)` end captions too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from qiosk_scraper.items import Photo
from qiosk_scraper.normalise import agencies
from qiosk_scraper.normalise.brackets import unwrapped
from qiosk_scraper.normalise.credit_labels import (
    ALL_RIGHTS,
    BARE_LABEL,
    CAPTION_LABEL,
    LABEL,
    RIGHTS_TAIL,
)
from qiosk_scraper.normalise.credit_makers import is_east_asian_name, makers
from qiosk_scraper.normalise.credit_places import after_label, unlabelled
from qiosk_scraper.normalise.credit_signs import (
    is_sentence,
    is_strong,
    words_in_lower,
)
from qiosk_scraper.normalise.text import clean

LONGEST = 1_000
"""Characters of the longest line taken apart; captions of agencies run to 500."""


class CreditLine(NamedTuple):
    """A printed line taken apart; `credit_line` is the whole line, None when it holds no credit."""

    caption: str | None = None
    credit: str | None = None
    credit_line: str | None = None
    photographer: str | None = None
    agency: str | None = None


_DRAWN = re.compile(
    r"(?:maps?|mapas?|mappa|kart|cart|charts?|diagram|designs?|sketch|art\b|gr[aá]fi|infogra|cartoon|dessin|illustra|ilustra)",
    re.IGNORECASE,
)
"""Words that also begin a caption: `Map: where the fires burned`."""
_PROVIDED = re.compile(r"供图|供圖|提供|来源|來源|出典|제공")
_KIND_OF_PICTURE = re.compile(
    r"(?:(?:ai[- ]generated|satellite|aerial|drone|undated|handout|file|stock)\s+)*"
    r"(?:images?|photos?|pictures?|footage|illustration)",
    re.IGNORECASE,
)
_NO_HOUSE = frozenset(("TOP", "LEAD", "MAIN", "HERO", "COVER", "FILE", "STOCK", "PRESS", "POOL", "NEWS", "ABOVE"))
"""Where or whence a picture is, before `PHOTO`, where a house may stand: `ST PHOTO: LEO PARK`."""
_TAKEN = re.compile(
    r"(?:^|[。）\s])[图圖]\s*[/／]|撮影|写真[＝=・：:]|[Pp]hoto(?:grapher)?(?: by)?\s?[:：]|"
    r"[摄攝](?:影)?(?:[）)】」]|$|[:：])|기자|촬영"
)
"""The line says who took the picture, so that a name of two to four signs is a person's."""


_SHORT = 30
_EMPTY = re.compile(r"[(\[]\s*([^\W\d_]+(?: [^\W\d_]+)?)\s*[:：]\s*[)\]]")
"""A label with nobody behind it: `(Bild: )`."""


@lru_cache(64)  # a caption is read by each of the readers that look at its picture
def read_credit_line(line: str, *, labelled: bool | None = None) -> CreditLine:
    """`line` taken apart into caption and credit. `labelled`: True when the page marks the line as a credit (an
    element for credits), False when it marks it as a caption, None when it does not say."""
    text = clean(line)
    if not text:
        return CreditLine()
    if len(text) > LONGEST:
        return CreditLine(caption=text)
    if len(text) < _SHORT and (empty := _EMPTY.fullmatch(text)) and LABEL.match(f"{empty[1]}: x"):
        return CreditLine()
    if labelled and len(text) < _SHORT and text[-1] in ":：" and (alone := LABEL.match(f"{text} x")):
        return CreditLine() if alone.end() > len(text) else _read(text, labelled)  # `Foto:`
    if labelled and text.endswith(")") and text.count(")") == text.count("(") + 1:
        text = text[:-1].rstrip() or text  # what stood before the name, its bracket with it, is another element's
    return _read(text, labelled)


@lru_cache(maxsize=256)
def _read(text: str, labelled: bool | None) -> CreditLine:
    """Kept, since a page's line is read two or three times: beside its picture, in its figure, at the end."""
    inner = unwrapped(text).lstrip("▲▼△▽◀▶◆■●")
    label = LABEL.match(inner) or BARE_LABEL.match(inner)
    if label and inner[label.end() :].strip():
        rest = inner[label.end() :].strip()
        caption, credit = after_label(rest, label[0], marked=bool(labelled))
    else:
        caption, credit = unlabelled(inner, wrapped=inner is not text, marked=labelled)
    rights = ALL_RIGHTS.search(credit) if credit else None
    if credit is not None:
        credit = _tidy(credit[: rights.start()] if rights and rights.start() else credit)
    if caption and credit and _KIND_OF_PICTURE.fullmatch(caption.strip()):
        caption = None  # `Satellite image © 2024 Tidewire`
    if not credit:
        label_ends = label is not None and re.search(r"[:：=＝,،，、|]\s*$", label[0]) is not None
        return CreditLine(
            caption=_tidy_caption((caption or text) if label_ends else text),
            credit_line=text if label_ends or labelled else None,
        )
    photographer, agency = makers(_MOVING.sub("", credit))
    if label and not (labelled or photographer or agency or caption) and _tells_itself(credit, label[0]):
        kept = text if _DRAWN.match(label[0]) or not label[0].rstrip().endswith((":", "：")) else credit
        return CreditLine(caption=_tidy_caption(kept), credit_line=text if kept is credit else None)
    if (
        photographer is None
        and agency is None
        and _TAKEN.search(text)
        and is_east_asian_name(taker := agencies.without_verb(credit))
    ):
        photographer = taker
    elif photographer is None and agency is None and not credit.isascii() and _PROVIDED.search(text):
        agency = agencies.without_verb(credit)
    if (
        label
        and agency is None
        and (house := re.match(r"[A-Z]{2,5}(?=\s+(?:PHOTO|PIC|FOTO|GRAPHIC|Fot[oó]|Photo))", label[0]))
        and house[0] not in _NO_HOUSE
    ):
        agency = house[0]
    agency = agency or (rights["agency"].strip() or None if rights else None)
    return CreditLine(_tidy_caption(caption), credit, text, photographer, _once(agency))


_MOVING = re.compile(r"\s*[|/;]\s*(?:v[ií]d[eé]os?|audio|film)\s*:[^|;]*$", re.IGNORECASE)
"""Who made the moving pictures beside: `Photo: Ada Brandt (Tidewire) | Video: House`."""


def _once(agency: str | None) -> str | None:
    """`tidewire | TIDEWIRE` as one."""
    if agency is None or " | " not in agency:
        return agency
    kept: dict[str, str] = {}
    for name in agency.split(" | "):
        kept.setdefault(name.casefold(), name)
    return " | ".join(kept.values())


def _tells_itself(text: str, label: str) -> bool:
    """Whether what stands behind a label tells what is seen, and names nobody: `Photos: scenes from the parade`."""
    return (
        words_in_lower(text) >= (1 if _DRAWN.match(label) else 2)
        and not agencies.NEUTRAL.fullmatch(text)
        and not is_strong(text)
        and not re.search(r"courtesy|©", label, re.IGNORECASE)
    )


_COUNTER = re.compile(r"\d{1,2}(?:\s*/\s*\d{1,3})?")
"""Which picture of a gallery it is: `1`, `3/12`."""


def complete_photo(photo: Photo) -> Photo:
    """The photo with caption, credit, photographer and agency read from what was printed. `alt` never becomes a
    caption: it is a file name or the headline as often as not. Completing twice changes nothing."""
    alt = clean(photo.alt) or None if photo.alt else None
    caption = clean(photo.caption or "")
    if _COUNTER.fullmatch(caption):
        caption = ""
    credit = clean(photo.credit or "")
    line = clean(photo.credit_line or "") or credit
    if (
        line
        and caption.endswith((":", "："))
        and (label := LABEL.match(f"{caption} x"))
        and label.end() >= len(caption)
    ):
        caption, line = "", f"{caption} {line}"  # `<b>Image credits:</b> Ada Brandt`
    if not line:
        read = read_credit_line(caption, labelled=False)
    elif not caption or caption == line:
        read = read_credit_line(line, labelled=True if not caption else None)
        if read.credit is None and credit and credit != line:
            read = read_credit_line(credit, labelled=True)._replace(credit_line=line)
    else:
        read = _joined(caption, line, credit)
    return replace(
        photo,
        alt=alt,
        caption=read.caption,
        credit=read.credit,
        credit_line=read.credit_line,
        photographer=read.photographer or photo.photographer,
        agency=read.agency or photo.agency,
    )


def _joined(caption: str, line: str, credit: str) -> CreditLine:
    """A caption element beside a credit element: the credit's own words go from the caption."""
    if (more := re.search(r"(?<=[.!?])\s*(/\s?\S.{1,60})$", caption)) and _names_agency(more[1]):
        # `Photo by JANE ROE` in its element, `/AFP via Getty Images` left beside it (seen 2025-05).
        caption, line = caption[: more.start()].rstrip(), f"{line} {more[1]}"
    read = read_credit_line(line, labelled=True)
    if read.credit is None and credit and credit != line:
        read = read_credit_line(credit, labelled=True)
    own = read_credit_line(caption, labelled=False)
    if read.credit is None:
        if own.credit is not None:
            return own
        # A sentence in the place of the credit: the caption continued, or said twice.
        said = caption if not read.caption or read.caption in caption else f"{caption} {read.caption}"
        return CreditLine(caption=said, credit_line=read.credit_line)
    same_maker = own.photographer is not None and own.photographer == read.photographer
    if own.credit is not None and (same_maker or _overlap(own.credit, read.credit)):
        kept: str | None = own.caption
    elif caption.endswith((line, read.credit, f"({read.credit})")):
        kept = _tidy_caption(caption.removesuffix(line).removesuffix(read.credit).removesuffix(f"({read.credit})"))
        if kept and _LEADS_ON.search(kept):
            kept = caption  # `The view at Nine Lanterns`, courtesy of Nine Lanterns
    else:
        kept = caption
    return read._replace(caption=kept, credit_line=line)


_LEADS_ON = re.compile(
    r"(?<!\w)(?:a|an|and|at|for|from|in|inside|near|of|on|outside|the|to|with|à|chez|dans|de|del|der|die|das|du|en|et|la|le|"
    r"bei|im|in|mit|und|vom|von|vor|al|con|di|y|e|na|em|com|do|da)$"
)
"""A sentence that goes on."""


def _names_agency(text: str) -> bool:
    return agencies.is_agency(text.strip("/ ").split(" via ")[0]) and not is_sentence(text)


def _overlap(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    return bool(first & second) and (first <= second or second <= first)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _tidy(credit: str) -> str:
    for _ in range(2):  # `Photo: Foto: Jane Roe`, `© Courtesy of Jane Roe`
        label = LABEL.match(credit)
        credit = credit[label.end() :] if label and credit[label.end() :].strip() else credit
    text = _DAY_BEHIND.sub("", RIGHTS_TAIL.sub("", credit)).strip(" \t|—–-:;,©/").strip()
    if " | " in text:  # `Jane Roe | Jane Roe`
        text = " | ".join(dict.fromkeys(text.split(" | ")))
    text = unwrapped(text) if text else ""
    if text.endswith(".") and not re.search(r"(?:\b[A-Z]|\b(?:Inc|Jr|Sr|Ltd|Co|Corp|Dept|St))\.$", text):
        text = text[:-1].rstrip()
    if text.count("(") < text.count(")"):
        text = text.rstrip(")").rstrip()
    return text


_DAY_BEHIND = re.compile(
    r"\s*[,/]\s*(?:January|February|March|April|May|June|July|August|September|October|November|December),?\s+\d{1,2},"
    r"?\s+\d{4}$"
)
"""`Jane Roe / Harbour Times, June, 6, 2013`: when it was taken is no maker."""
_COUNTED = re.compile(r"^\d{1,2} (?:of|von|sur|de) \d{1,2}\s*[.:|]\s+(?=\S)")
"""Of a gallery: `1 of 11. The president`."""


def _tidy_caption(caption: str | None) -> str | None:
    if caption and (label := CAPTION_LABEL.match(caption)):
        caption = caption[label.end() :]
    caption = _COUNTED.sub("", caption or "")
    return (caption or "").strip().strip("|—–").strip(" \t:;,|").rstrip("-/").strip() or None
