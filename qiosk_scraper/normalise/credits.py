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
from qiosk_scraper.normalise.brackets import trailing_bracket, unwrapped, without_licence
from qiosk_scraper.normalise.credit_labels import (
    ALL_RIGHTS,
    BARE_LABEL,
    BARE_NOUN,
    CAPTION_LABEL,
    LABEL,
    LABEL_BEHIND,
    RIGHTS_TAIL,
)
from qiosk_scraper.normalise.credit_makers import is_east_asian_name, makers
from qiosk_scraper.normalise.credit_signs import (
    AMBIGUOUS,
    SENTENCE_END,
    TAKEN_BY,
    is_sentence,
    is_strong,
    makers_only,
    may_be_maker,
    official_body,
    words_in_lower,
)
from qiosk_scraper.normalise.names import are_people
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


_BOUNDARY = re.compile(r"""(?:^|(?<=[.!?…:;"”’'»)\]。！？])\s*/?|\s*[|•·]\s*|\s+[—–\-]\s+|\s+/\s*|(?<=\s))""")
_ENDS = '.!?…"”’»。！？'
_OPENED = re.compile(r"\s*[（(【\[][图圖写照]?[片真]?$")
_FILED = re.compile(r"^(?:file|archive?|archivo|archivbild)(?:\s+photo)?\s*[:/]\s*", re.IGNORECASE)
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_LABEL_AT_END = re.compile(
    r"(?:^|[\s,.;|/–—-]+)(?:(?:photos?|fotos?|bild|images?|pictures?|credits?|crédits?|quelle|source|copyright)\s*[:：]|©)\s*$",
    re.IGNORECASE,
)
_UNNAMED = frozenset(
    ("privat", "private", "zvg", "handout", "pool", "stringer", "staff", "supplied", "submitted", "contributed")
)
"""Makers without a name, as `(privat)` behind a caption."""
_DRAWN = re.compile(
    r"(?:maps?|mapas?|mappa|kart|cart|charts?|diagram|designs?|sketch|art\b|gr[aá]fi|infogra|cartoon|dessin|illustra|ilustra)",
    re.IGNORECASE,
)
"""Words that also begin a caption: `Map: where the fires burned`."""
_PROVIDED = re.compile(r"供图|供圖|提供|来源|來源|出典|제공")
_KIND_OF_PICTURE = re.compile(
    r"(?:(?:satellite|aerial|drone|undated|handout|file|stock)\s+)*(?:images?|photos?|pictures?|footage|illustration)",
    re.IGNORECASE,
)
_NO_HOUSE = frozenset(("TOP", "LEAD", "MAIN", "HERO", "COVER", "FILE", "STOCK", "PRESS", "POOL", "NEWS", "ABOVE"))
"""Where or whence a picture is, before `PHOTO`, where a house may stand: `ST PHOTO: LEO PARK`."""
_TAKEN = re.compile(r"撮影|写真[＝=・]|[摄攝](?:影)?(?:[）)】」]|$|[:：])|기자|촬영")
"""The line says who took the picture, so that a name of two to four signs is a person's."""
_NUOTR = re.compile(r"\s+nuotr\.?$")
_ASIDE = re.compile(
    r"(?:(?:from |at |in |far |top |bottom |upper |lower |second |third )?(?:left|right|center|centre"
    r"|middle|top|bottom|above|below|front|back|rear|"
    r"foreground|background)(?:[ ,].*)?|l-?r|l to r|clockwise.*|pictured.*|seen .*|[rdi]-[a-z .]+|[rdi]"
    r"|ind\.?|c|file|archive|undated|\d[\d\s,.\-–/]*|"
    r"not pictured|photo not .*|née .*|aka .*|formerly .*|(?-i:[a-z]{1,5}|[A-Z][a-z]{1,4}|[A-Z]{2,6}))",
    re.IGNORECASE,
)


@lru_cache(64)  # a caption is read by each of the readers that look at its picture
def read_credit_line(line: str, *, labelled: bool | None = None) -> CreditLine:
    """`line` taken apart into caption and credit. `labelled`: True when the page marks the line as a credit (an
    element for credits), False when it marks it as a caption, None when it does not say."""
    text = clean(line)
    if not text:
        return CreditLine()
    if len(text) > LONGEST:
        return CreditLine(caption=text)
    return _read(text, labelled)


@lru_cache(maxsize=256)
def _read(text: str, labelled: bool | None) -> CreditLine:
    """Kept, since a page's line is read two or three times: beside its picture, in its figure, at the end."""
    inner = unwrapped(text)
    label = LABEL.match(inner) or BARE_LABEL.match(inner)
    if label and inner[label.end() :].strip():
        rest = inner[label.end() :].strip()
        caption, credit = _after_label(rest, label[0], marked=bool(labelled))
    else:
        caption, credit = _unlabelled(inner, wrapped=inner is not text, marked=labelled)
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
    photographer, agency = makers(credit)
    if label and not (labelled or photographer or agency or caption) and _tells_itself(credit, label[0]):
        kept = text if _DRAWN.match(label[0]) or not label[0].rstrip().endswith((":", "：")) else credit
        return CreditLine(caption=_tidy_caption(kept), credit_line=text if kept is credit else None)
    if photographer is None and agency is None and _TAKEN.search(text) and is_east_asian_name(credit):
        photographer = credit
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
    return CreditLine(_tidy_caption(caption), credit, text, photographer, agency)


def _tells_itself(text: str, label: str) -> bool:
    """Whether what stands behind a label tells what is seen, and names nobody: `Photos: scenes from the parade`."""
    return (
        words_in_lower(text) >= (1 if _DRAWN.match(label) else 2)
        and not agencies.NEUTRAL.fullmatch(text)
        and not is_strong(text)
        and not re.search(r"courtesy|©", label, re.IGNORECASE)
    )


def complete_photo(photo: Photo) -> Photo:
    """The photo with caption, credit, photographer and agency read from what was printed. `alt` never becomes a
    caption: it is a file name or the headline as often as not. Completing twice changes nothing."""
    alt = clean(photo.alt) or None if photo.alt else None
    caption = clean(photo.caption or "")
    credit = clean(photo.credit or "")
    line = clean(photo.credit_line or "") or credit
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
    if own.credit is not None and _overlap(own.credit, read.credit):
        kept: str | None = own.caption
    elif caption.endswith((line, read.credit)):
        kept = _tidy_caption(caption.removesuffix(line).removesuffix(read.credit))
    else:
        kept = caption
    return read._replace(caption=kept, credit_line=line)


def _names_agency(text: str) -> bool:
    return agencies.is_agency(text.strip("/ ").split(" via ")[0]) and not is_sentence(text)


def _overlap(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    return bool(first & second) and (first <= second or second <= first)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def _after_label(rest: str, label: str, marked: bool) -> tuple[str | None, str | None]:
    """Caption and credit of what follows a printed label."""
    body, licence = without_licence(rest)
    outer, bracket = trailing_bracket(body)
    if outer and bracket and not _ASIDE.fullmatch(bracket.strip()):
        inner = LABEL.match(bracket)
        # `Photo: Jane Roe (Reuters)` names two makers; `Top photo credit: Warsaw (Jane Roe)` a picture and its maker.
        # In an element for credits (`Quelle: Harbour Office (archive)`) all is the credit.
        names_makers = "credit" not in label.lower() and (
            (are_people(outer) and (agencies.is_agency(bracket) or agencies.NEUTRAL.fullmatch(bracket)))
            or (marked and not inner and not is_sentence(outer))
        )
        if not names_makers:
            found = bracket[inner.end() :] if inner else bracket
            return outer, found + licence
    if found_inside := _inside(body):
        caption, credit = found_inside
        if caption and is_sentence(caption):
            return caption, credit + licence
    if is_sentence(body) and not is_strong(body):
        return body, None
    return None, body + licence


def _unlabelled(text: str, wrapped: bool, marked: bool | None) -> tuple[str | None, str | None]:
    """Caption and credit of a line that does not begin with a label."""
    body, licence = without_licence(text)
    if (taken := TAKEN_BY.search(body)) and agencies.is_known_agency(body[: taken.start()]):
        return None, body + licence
    if taken:
        return _OPENED.sub("", body[: taken.start()]).strip() or None, taken["who"] + licence
    if body.rstrip(".").endswith("nuotr") and (behind := LABEL_BEHIND.match(body)) and behind["credit"][:1].isupper():
        return behind["caption"], _NUOTR.sub("", behind["credit"]) + licence
    if (noun := BARE_NOUN.match(body)) and _stands_bare(body[noun.end() :], noun[0]):
        return None, body[noun.end() :] + licence
    outer, bracket = trailing_bracket(body)
    if outer and bracket and marked and are_people(outer) and is_strong(body):
        return None, body + licence
    if bracket is not None and _bracket_is_credit(bracket, outer, marked):
        if (agencies.is_agency(bracket) or is_strong(bracket)) and (paired := _person_before(outer)):
            return paired[0], f"{paired[1]} ({bracket}){licence}"
        label = LABEL.match(bracket) or BARE_LABEL.match(bracket) or BARE_NOUN.match(bracket)
        found = bracket[label.end() :] if label and bracket[label.end() :].strip() else bracket
        if marked and outer and are_people(outer) and agencies.is_agency(bracket):
            return None, body + licence
        return _LABEL_AT_END.sub("", outer) or None, found + licence
    if wrapped and (marked or is_strong(body) or (body.isupper() and may_be_maker(body))):
        return None, body + licence
    if official_body(body) and not is_sentence(official_body(body)):
        return None, body + licence
    if found_inside := _inside(body, in_caption=marked is False):
        return found_inside[0], found_inside[1] + licence
    if marked:
        return (None, body + licence) if not is_sentence(body) or is_strong(body) else (body, None)
    if is_strong(body) and marked is not False:
        return None, body + licence
    if marked is False and is_strong(body) and not is_sentence(body) and makers_only(body):
        return None, body + licence
    return text, None


def _person_before(outer: str) -> tuple[str, str] | None:
    """The caption and the people named at its end, whose agency stands in the bracket behind: `… Jane Roe (AFP)`."""
    for boundary in _BOUNDARY.finditer(outer):
        label = LABEL.match(outer, boundary.end())
        rest = outer[label.end() :].strip() if label else ""
        if label and _label_stands(outer, boundary, label[0]) and (are_people(rest) or is_strong(rest)):
            return outer[: boundary.start()].strip(), rest
    for end in SENTENCE_END.finditer(outer):
        if (tail := outer[end.end() :].strip(" /|–—-")) and are_people(tail):
            return outer[: end.end()].strip(), tail
    return None


def _stands_bare(rest: str, noun: str) -> bool:
    """Whether what follows such a word as `Photo` without a colon is a credit: by its own words, a photographer of a
    house, or names behind an archive."""
    if re.match(r"(?:generated|created|made|taken)\b", rest):
        return False
    if noun.lower().split()[-1] in ("from", "via"):
        return is_strong(rest) or (agencies.is_agency(rest) and may_be_maker(rest))
    if found := re.match(r"[A-Z]{2,5}\s*[,/-]\s*", rest):
        return are_people(rest[found.end() :])
    return is_strong(rest) or _person_of_house(rest) or ((noun.isupper() or len(noun.split()) > 1) and are_people(rest))


def _person_of_house(text: str) -> bool:
    """`Lena Harms, Tages-Post`: a person and a house that no table knows."""
    who, _, house = text.rstrip(".").partition(", ")
    return bool(house) and are_people(who) and len(house.split()) <= 3 and may_be_maker(house)


def _inside(text: str, in_caption: bool = False) -> tuple[str | None, str] | None:
    """A caption followed by a credit: after a label, a sentence's end, a bar or a dash. `in_caption`: the page says
    that the text is a picture's caption, so a name behind a bar is its maker's."""
    for boundary in _BOUNDARY.finditer(text):
        at = boundary.end()
        first = text[at : at + 1]
        if boundary[0] == "" and at > 1 and first.islower() and first.isascii() and text[at - 2].isalnum():
            continue  # in mid-line only a capital begins a label
        label = LABEL.match(text, at) or BARE_LABEL.match(text, at)
        if not label and (noun := BARE_NOUN.match(text, at)) and _stands_bare(text[noun.end() :], noun[0]):
            label = noun
        if not label or not text[label.end() :].strip():
            continue
        credit = text[label.end() :].strip()
        if not _label_stands(text, boundary, label[0]) and not (
            label[0].startswith(("Copyright", "Courtesy", "Photo by", "Photo courtesy")) and is_strong(credit)
        ):
            continue
        if not is_sentence(credit) or is_strong(credit):
            return text[: boundary.start()].strip() or None, credit
    for end in SENTENCE_END.finditer(text):
        tail = text[end.end() :].strip(" /")
        if (
            tail
            and (end.end() > (12 if text.isascii() else 6) or end[0][:1] in "。！？")
            and (
                is_strong(tail)
                or (len(tail) > 3 and agencies.is_known_agency(tail))
                or agencies.NEUTRAL.fullmatch(tail.rstrip("."))
                or (makers_only(tail) and "." not in _INITIAL.sub("", tail[:-1]))
                or (in_caption and _person_of_house(tail))
            )
        ):
            return text[: end.end()].strip(), tail
    for bar in re.finditer(r"\s+[|•]\s+|\s*[—–]\s*|\s+-\s+|\s+//?\s+|[＝=]", text):
        head, tail = text[: bar.start()].strip(), text[bar.end() :].strip()
        first = re.split(r"\s*[|•/]\s*", head)[0]
        if not head or not tail or are_people(first) or agencies.is_known_agency(head) or is_strong(head):
            continue
        if bar[0] in "＝=" and not agencies.is_known_agency(tail):
            continue
        if bar[0].strip() == "/" and len(head.split()) < 3:
            continue
        if is_strong(tail) or (bar[0].strip() in "|•—" and makers_only(tail)):
            return head, tail
        if in_caption and may_be_maker(tail) and (bar[0].strip() == "|" or head[-1] in _ENDS):
            return head, tail
        if in_caption and bar[0].strip() in "–—" and len(head.split()) >= 6 and are_people(tail):
            return head, tail
    return None


def _label_stands(text: str, boundary: re.Match[str], label: str) -> bool:
    """A label in mid-line counts after a mark, or when it is written as one: with a colon and a capital."""
    if boundary.start() == 0 and boundary.end() == 0:
        return True
    before = text[: boundary.end()].rstrip()
    if before[-1:] in '"“„«' and text[boundary.end() - 1 : boundary.end()] in '"“„«':
        return False  # the words are quoted: `a poster that says "Photo by the people"`
    marked = before[-1:] in ".!?…:;,\"”’'»)]|•·—–-/。" if before else True
    first = label.lstrip()[:1]
    colon = bool(re.search(r"[:：©=＝]|\.\.\.|…|\.\s*$", label))
    if marked:
        return not first.islower() or colon
    written = not first.islower() and colon and not label.lower().startswith(("video", "art"))
    return written or first == "©" or label.lstrip()[:3].lower() == "(c)"


def _bracket_is_credit(bracket: str, outer: str, marked: bool | None) -> bool:
    content = bracket.strip()
    ended = outer.rstrip()[-1:] in _ENDS if outer.strip() else False
    if marked is not None and ended and re.fullmatch(r"[^\W\d_a-z]{3,6}", content):
        return True  # behind a full stop: a house's initials, no party's or state's
    if not content or (_ASIDE.fullmatch(content) and not agencies.is_known_agency(content)):
        return False
    label = LABEL.match(content) or BARE_LABEL.match(content)
    if label and content[label.end() :].strip():
        return True
    if agencies.is_known_agency(content) and (ended or (marked is not None and content.lower() not in AMBIGUOUS)):
        return True
    if is_strong(content) or is_strong(_FILED.sub("", content)):
        return True
    house, _, who = content.partition(": ")
    if (
        who
        and (are_people(who) or may_be_maker(who))
        and (agencies.is_agency(house) or agencies.NEUTRAL.fullmatch(house))
    ):
        return True  # `Reuters: Jane Roe`, `Supplied: Jane Roe`
    rest = content[noun.end() :] if (noun := BARE_NOUN.match(content)) else ""
    if rest and (is_strong(rest) or are_people(rest) or may_be_maker(rest)):
        return True
    whole = marked is False and len(outer.split()) >= 6 and "(" not in outer
    if whole and agencies.is_agency(content) and not is_sentence(content) and content[:1] in f"@{content[:1].upper()}":
        return True
    if are_people(content) or (" for " in content and are_people(content.split(" for ")[0])):
        # A bare name is a credit after a full stop (the newspaper's way), else it may tell who is shown: not where a
        # whole caption stands before it, with no other bracket.
        return bool(marked) or ended or whole
    if marked is not None and ended and (content.lower() in _UNNAMED or may_be_maker(content)):
        return content.lower() in _UNNAMED or not agencies.NEUTRAL.fullmatch(content)
    return bool(marked) and bool(outer) and agencies.is_agency(content)


def _tidy(credit: str) -> str:
    for _ in range(2):  # `Photo: Foto: Jane Roe`, `© Courtesy of Jane Roe`
        label = LABEL.match(credit)
        credit = credit[label.end() :] if label and credit[label.end() :].strip() else credit
    text = RIGHTS_TAIL.sub("", credit).strip(" \t|—–-:;,©/").strip()
    if " | " in text:  # `Jane Roe | Jane Roe`
        text = " | ".join(dict.fromkeys(text.split(" | ")))
    text = unwrapped(text) if text else ""
    if text.endswith(".") and not re.search(r"(?:\b[A-Z]|\b(?:Inc|Jr|Sr|Ltd|Co|Corp|Dept|St))\.$", text):
        text = text[:-1].rstrip()
    if text.count("(") < text.count(")"):
        text = text.rstrip(")").rstrip()
    return text


def _tidy_caption(caption: str | None) -> str | None:
    if caption and (label := CAPTION_LABEL.match(caption)):
        caption = caption[label.end() :]
    return (caption or "").strip().strip("|—–").strip(" \t:;,|").rstrip("-/").strip() or None
