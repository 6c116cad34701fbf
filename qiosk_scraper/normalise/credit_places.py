"""Where in a printed line the caption ends and the credit begins: behind a label, in a bracket, after a sentence or
a bar. Each function gives both, either may be None."""

from __future__ import annotations

import re
from itertools import islice

from qiosk_scraper.normalise import agencies
from qiosk_scraper.normalise.brackets import trailing_bracket, without_licence
from qiosk_scraper.normalise.credit_brackets import ASIDE, ENDS, bracket_is_credit
from qiosk_scraper.normalise.credit_labels import (
    BARE_LABEL,
    BARE_NOUN,
    LABEL,
    LABEL_BEHIND,
    RIGHTS_TAIL,
)
from qiosk_scraper.normalise.credit_shown import is_an_office, is_of_office, is_visited, tells_of_leader
from qiosk_scraper.normalise.credit_signs import (
    SENTENCE_END,
    TAKEN_BY,
    given_by,
    is_house,
    is_sentence,
    is_strong,
    makers_only,
    may_be_maker,
    official_body,
    words_in_lower,
)
from qiosk_scraper.normalise.names import are_people

_BOUNDARY = re.compile(
    r"""(?:^|(?<=[.!?…:;"”’'»)\]。！？])\s*(?:[/—–―]\s*)?|\s*[|•·]\s*|\s+[—–―\-]\s+|\s+/\s*|(?<=\s))"""
)
_STOPS = frozenset(".!?…。")
_OPENED = re.compile(r"\s*[（(【\[][图圖写照]?[片真]?$")
_INITIAL = re.compile(r"\b[^\W\d_]\.")
_LABEL_AT_END = re.compile(
    r"(?:^|[\s,.;|/–—-]+)(?:(?:photos?|fotos?|bild|images?|pictures?|credits?|crédits?|quelle|source|copyright)\s*[:：]|©)\s*$",
    re.IGNORECASE,
)
_NUOTR = re.compile(r"\s+nuotr\.?$")


def after_label(rest: str, label: str, marked: bool) -> tuple[str | None, str | None]:
    """Caption and credit of what follows a printed label."""
    body, licence = without_licence(rest)
    if first := _maker_first(body, label):
        return first[0], f"{first[1]}{licence}" if first[1] else None
    outer, bracket = trailing_bracket(body)
    if outer and bracket and not ASIDE.fullmatch(bracket.strip()):
        inner = LABEL.match(bracket)
        # `Photo: Jane Roe (Reuters)` names two makers; `Top photo credit: Warsaw (Jane Roe)` a picture and its maker.
        # In an element for credits (`Quelle: Harbour Office (archive)`) all is the credit.
        names_makers = "credit" not in label.lower() and (
            (
                are_people(outer)
                and not is_of_office(outer)
                and (agencies.is_agency(bracket) or agencies.NEUTRAL.fullmatch(bracket))
            )
            or (marked and not inner and not is_sentence(outer))
        )
        if not names_makers:
            found = bracket[inner.end() :] if inner else bracket
            return outer, found + licence
    if found_inside := _inside(body):
        caption, credit = found_inside
        if caption and (
            is_sentence(caption)
            or (caption[-1] in ENDS and is_strong(credit) and (_tells(caption) or _is_house_first(credit)))
        ):
            return caption, credit + licence
    if is_sentence(body) and not is_strong(body):
        return body, None
    return None, body + licence


def _is_house_first(credit: str) -> bool:
    """`REUTERS/Ana Ruiz`: what stands before it with a stop is a caption, however short."""
    house, slash, who = credit.partition("/")
    return bool(slash) and house.isupper() and agencies.is_known_agency(house) and are_people(who.partition("/")[0])


_GIVEN = re.compile(
    r"(?<=[\w.)\"”])\s+"
    r"((?:Submitted|Contributed|Courtesy|Provided|Supplied|Handout|Staff|File) (?:photos?|images?|Photo))\.?$"
)
"""Behind the caption without a stop, as local papers print it: `Ada Brandt Submitted photo`."""
_GIVEN_ALONE = re.compile(r"\s*(?:submitted|supplied|provided|contributed)\s*", re.IGNORECASE)


def unlabelled(text: str, wrapped: bool, marked: bool | None) -> tuple[str | None, str | None]:
    """Caption and credit of a line that does not begin with a label."""
    body, licence = without_licence(text)
    if (taken := TAKEN_BY.search(body)) and agencies.is_known_agency(body[: taken.start()]):
        return None, body + licence
    if taken and (sent := _SENT_BY_HOUSE.search(body)) and agencies.is_known_agency(sent["house"]):
        return body[: sent.start()].strip() or None, sent[0].strip() + licence
    if taken:
        return _OPENED.sub("", body[: taken.start()]).strip() or None, taken["who"] + licence
    if body.rstrip(".").endswith("nuotr") and (behind := LABEL_BEHIND.match(body)) and behind["credit"][:1].isupper():
        return behind["caption"], _NUOTR.sub("", behind["credit"]) + licence
    if (noun := BARE_NOUN.match(body)) and _stands_bare(body[noun.end() :], noun[0], bool(marked)):
        return None, body[noun.end() :] + licence
    outer, bracket = trailing_bracket(body)
    if outer and bracket and marked and are_people(outer) and is_strong(body):
        return None, body + licence
    if bracket is not None and bracket_is_credit(bracket, outer, marked):
        named = agencies.is_agency(bracket) or is_strong(bracket) or (marked is not None and may_be_maker(bracket))
        if named and (paired := _person_before(outer)):
            return paired[0], f"{paired[1]} ({bracket}){licence}"
        label = LABEL.match(bracket) or BARE_LABEL.match(bracket) or BARE_NOUN.match(bracket)
        named_by = bracket[label.end() :] if label else ""
        found = named_by if named_by.strip() and not _GIVEN_ALONE.fullmatch(named_by) else bracket
        if marked and outer and are_people(outer) and (agencies.is_agency(bracket) or may_be_maker(bracket)):
            return None, body + licence
        return _LABEL_AT_END.sub("", outer) or None, found + licence
    if body[0] in "([" and (front := _bracket_first(body)):
        return front[0], front[1] + licence
    if wrapped and (marked or is_strong(body) or (body.isupper() and may_be_maker(body))):
        return None, body + licence
    if official_body(body) and not is_sentence(official_body(body)):
        return None, body + licence
    if found_inside := _inside(body, in_caption=marked is False):
        before = (found_inside[0] or "").rstrip(" ;")
        if marked and before and body.removeprefix(before).lstrip().startswith(";") and makers_only(before):
            return None, body + licence  # `Jane Roe; Source: Some Bureau`: both made the chart
        return found_inside[0], found_inside[1] + licence
    if not marked and (given := _GIVEN.search(body)):
        return body[: given.start()].strip(), given[1] + licence
    if marked:
        return (None, body + licence) if not is_sentence(body) or is_strong(body) else (body, None)
    if is_strong(body) and marked is not False:
        return None, body + licence
    if marked is False and is_strong(body) and not is_sentence(body) and makers_only(body):
        return None, body + licence
    if licence and marked is not None:
        return body, licence.strip(" ()")  # `(Public domain)`
    return text, None


_SENT_BY_HOUSE = re.compile(r"(?<=。)\s*(?P<house>[^。（(]{2,8}?)[发發]?[（(][^。（）()]{2,12}[摄攝][）)]$")
"""`。 新华社发（王小海摄）` behind a caption."""
_MAKERS_END = re.compile(r"(?:\.|\s[|•–—―-])\s+(?=[^\W_])")
_FRONT = re.compile(r"[(\[](?P<credit>[^()\[\]]{3,100})[)\]]\s*[:.–—-]?\s*(?P<caption>\S.*)$")
_RIGHTS = re.compile(r"rights?\b|rechte|droits|derechos|direitos|diritti", re.IGNORECASE)
_OTHER_WORK = re.compile(r"[^:]{2,24}:\s|[^\W\d_]+\s(?:by|von|par|por|di)\s", re.IGNORECASE)
"""Who did what else for the picture: `Styling: Ada Brandt`."""
_MOST_INITIALS = 4


_ENDS_IN_INITIAL = re.compile(r"(?:^|\s)[A-Z]$")


def _maker_first(body: str, label: str) -> tuple[str, str] | None:
    """Caption and maker where a label's maker stands before the caption: `Photo by Jane Roe. The boats go out.`; all
    is the caption where the name is that of a head of state of whom it tells."""
    for end in islice(_MAKERS_END.finditer(body), _MOST_INITIALS):
        maker, caption = body[: end.start()].strip(), body[end.end() :].strip()
        if len(maker) > 80:
            break
        if _ENDS_IN_INITIAL.search(maker):
            continue  # `Lloyd J. Austin meets with troops`
        if tells_of_leader(label, maker, caption):
            return body, ""
        if (are_people(maker) or is_strong(maker) or agencies.is_known_agency(maker)) and _tells(caption):
            return caption, maker
    return None


def _bracket_first(body: str) -> tuple[str, str] | None:
    """Caption and credit where a bracket with the credit comes first: `(Jane Roe/AP) The boats go out.`"""
    found = _FRONT.match(body)
    if found is None or not _tells(found["caption"]):
        return None
    label = LABEL.match(found["credit"])
    credit = found["credit"][label.end() :].strip() if label else found["credit"]
    return (found["caption"], credit) if credit and (label or is_strong(credit)) else None


def _tells(text: str) -> bool:
    """Whether a text says what is seen, and names no second maker."""
    return (
        len(text.split()) >= 4
        and not text[:1].islower()
        and words_in_lower(text) >= 1
        and not LABEL.match(text)
        and not _OTHER_WORK.match(text)
        and not is_strong(text)
        and not _RIGHTS.search(text)
    )


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


def _stands_bare(rest: str, noun: str, ended: bool = False) -> bool:
    """Whether what follows such a word as `Photo` without a colon is a credit: by its own words, a photographer of a
    house, or names behind an archive; behind a sentence (`ended`) one person's name, or a word that names nobody."""
    if re.match(r"(?:generated|created|made|taken)\b", rest):
        return False
    if noun.lower().split()[-1] == "de":
        return ended and (
            are_people(rest) or is_strong(rest) or agencies.is_known_agency(rest)
        )  # at a line's start it may be who is shown
    if noun.lower().split()[-1] in ("from", "via"):
        return is_strong(rest) or (agencies.is_agency(rest) and may_be_maker(rest))
    if found := re.match(r"[A-Z]{2,5}\s*[,/-]\s*", rest):
        return are_people(rest[found.end() :])
    if ended and (are_people(rest) or agencies.NEUTRAL.fullmatch(rest)):
        return True  # `Le port le soir. Photo Luc Martel`
    return is_strong(rest) or _person_of_house(rest) or ((noun.isupper() or len(noun.split()) > 1) and are_people(rest))


def _person_of_house(text: str) -> bool:
    """`Lena Harms, Tages-Post`, `Lena Harms for Tages-Post`: a person and a house that no table knows."""
    if sent := _FOR_QUOTED.search(text):
        return are_people(head := text[: sent.start()]) or is_strong(head)
    found = _OF_HOUSE.fullmatch(text.rstrip("."))
    if found is None or is_an_office(found["house"]):
        return False
    return are_people(found["who"]) and may_be_maker(found["house"])


_FOR_QUOTED = re.compile(r"\s(?:pour|for|für|para|per|voor)\s+[«„“\"]\s?[^«»„“”\"]{2,40}\s?[»“”\"]\.?$", re.IGNORECASE)
"""`MARC OLLIER/TIDEWIRE POUR « LE COURRIER »`"""
_OF_HOUSE = re.compile(
    r"(?P<who>[^,/|—–•]{4,60}?)(?:,\s(?:special\sto\s)?|,?\sfor\s|\s[—–•·|]\s)(?P<house>\S+(?:\s\S+){0,3}?)(?:\sstaff)?"
)


def _house_and_part(text: str) -> bool:
    """`Rijksmuseum, Amsterdam`, `Library of Congress, Prints Division`: a house with its place or part."""
    house, _, part = text.rstrip(".").partition(", ")
    return bool(part) and is_house(house) and may_be_maker(part.replace(" & ", " "))


def _is_house_alone(text: str) -> bool:
    """Whether a house stands alone behind a sentence: none that a place of healing is named after, of which the
    caption may tell."""
    return is_house(text) and not is_visited(text)


_BAR = re.compile(r"\s+[|•·]\s+|\s*[—–]\s*|\s+-\s+|\s+//?\s+|[＝=]")
_MOST_ENDS = 20
"""Sentences and bars at a line's end behind which a credit may begin; a line of 1,000 signs may have 300."""


def _inside(text: str, in_caption: bool = False) -> tuple[str | None, str] | None:
    """A caption followed by a credit: after a label, a sentence's end, a bar or a dash. `in_caption`: the page says
    that the text is a picture's caption, so a name behind a bar is its maker's."""
    for boundary in _BOUNDARY.finditer(text):
        at = boundary.end()
        first = text[at : at + 1]
        if boundary[0] == "" and at > 1 and first.islower() and first.isascii() and text[at - 2].isalnum():
            continue  # in mid-line only a capital begins a label
        label = LABEL.match(text, at) or BARE_LABEL.match(text, at)
        if not label and (noun := BARE_NOUN.match(text, at)):
            ended = in_caption and text[:at].rstrip()[-1:] in _STOPS
            label = noun if _stands_bare(text[noun.end() :], noun[0], ended) else None
        if not label or not text[label.end() :].strip():
            continue
        credit = text[label.end() :].strip()
        if not _label_stands(text, boundary, label[0]) and not (
            label[0].startswith(("Copyright", "Courtesy", "Photo by", "Photo courtesy"))
            and (
                is_strong(credit)
                or (
                    label[0].startswith("Photo")
                    and (are_people(credit) or is_house(credit))
                    and not any(official_body(text[end.end() :]) for end in SENTENCE_END.finditer(text, 0, at))
                )
            )
        ):
            continue
        if not is_sentence(RIGHTS_TAIL.sub("", credit)) or is_strong(credit):
            return text[: boundary.start()].strip() or None, credit
    for end in list(SENTENCE_END.finditer(text))[-_MOST_ENDS:]:
        tail = text[end.end() :].strip(" /•·–—―")
        if (
            tail
            and (end.end() > (12 if text.isascii() else 6) or end[0][:1] in "。！？")
            and (
                is_strong(tail)
                or (len(tail) > 3 and agencies.is_known_agency(tail))
                or agencies.NEUTRAL.fullmatch(tail.rstrip("."))
                or (makers_only(tail) and "." not in _INITIAL.sub("", tail[:-1]))
                or (in_caption and (_person_of_house(tail) or _house_and_part(tail)))
                or (in_caption and " " in tail and "." not in tail[:-1] and _is_house_alone(tail.rstrip(".")))
            )
        ):
            return text[: end.end()].strip(), tail
    for bar in list(_BAR.finditer(text))[-_MOST_ENDS:]:
        head, tail = text[: bar.start()].strip(), text[bar.end() :].strip()
        first = re.split(r"\s*[|•/]\s*", head)[0]
        if not head or not tail or are_people(first) or agencies.is_known_agency(head) or is_strong(head):
            continue
        if bar[0] in "＝=":
            if agencies.is_known_agency(tail) or given_by(tail):
                return head, tail
            continue
        if bar[0].strip() == "/" and len(head.split()) < 3:
            continue
        if is_strong(tail) or (bar[0].strip() in "|•·—" and makers_only(tail)):
            return head, tail
        if in_caption and may_be_maker(tail) and (bar[0].strip() == "|" or head[-1] in ENDS):
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
    marked = before[-1:] in ".!?…:;,\"”’'»)]|•·—–―-/。" if before else True
    first = label.lstrip()[:1]
    colon = bool(re.search(r"[:：©=＝・]|\.\.\.|…|[.,،，、]\s*$", label))
    if marked:
        return not first.islower() or colon or before[-1:] in "/|"
    if re.fullmatch(r"\s*ภาพ(?:โดย|จาก)\s+", label):
        return True  # Thai sentences end in a blank; without one behind it is a noun's: `ภาพจากกล้อง`, from a camera
    written = not first.islower() and colon and not label.lower().startswith(("video", "art"))
    small = label.lstrip()[:3].lower() == "(c)" and not text[boundary.end() + len(label) :][:1].islower()
    return written or first in "©（ⓒⒸ" or small  # `the minister (C) at the airport`
