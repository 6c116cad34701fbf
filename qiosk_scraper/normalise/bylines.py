"""Who wrote it: names out of bylines as printed, without labels, roles, dates and addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from qiosk_scraper.items import Author
from qiosk_scraper.normalise.agencies import is_agency, is_domain, is_known_agency
from qiosk_scraper.normalise.byline_joins import is_hangul_name, joined_names, reporters_apart
from qiosk_scraper.normalise.byline_labels import COLON_LABEL, LABEL, LABEL_ALONE, SOFT_LABEL, without_any_label
from qiosk_scraper.normalise.byline_makers import without_bracketed_makers, writers_only
from qiosk_scraper.normalise.byline_moments import without_moments
from qiosk_scraper.normalise.byline_nobody import PICTURE_LINE, is_no_name
from qiosk_scraper.normalise.byline_roles import (
    RANKED_TAIL,
    ROLE,
    ROLE_END,
    ROLE_TAIL,
    is_role_behind,
    without_role_before,
    without_words_behind,
)
from qiosk_scraper.normalise.datelines import reporters
from qiosk_scraper.normalise.names import are_people, is_person
from qiosk_scraper.normalise.places import is_place, is_place_behind
from qiosk_scraper.normalise.text import clean

_MORE = re.compile(
    r"[,;.]?\s*\(?\b(?:with|and|additional|including)?\s*(?:additional\s+|contributing\s+)?(?:reporting"
    r"|research|writing|contributions?|contributed)\s+(?:by|from|to\s+this\s+\w+\s+by)\s+",
    re.IGNORECASE,
)
_TOLD = re.compile(r",?\s+\(?as told to:?\s+", re.IGNORECASE)
_BREAK = re.compile(r"\s*(?:[|•·;\n]|\s[/–—]\s|\s-\s|(?<=\w)\s/\s?|//)\s*")
_AND = re.compile(
    r"\s*(?:\s(?:and|und|et|och|og|ja|en|ve|oraz|и|та|और|तथा|এবং|และ|with|&|\+)\s|＆|、)\s*", re.IGNORECASE
)
_WEAK_AND = re.compile(r"\s(?:y|e|i|o|і|és|a|și|dan|và|και|ile|un|ir|eta|dhe|agus|و)\s")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv)\.?", re.IGNORECASE)
_DEGREE = re.compile(
    r"(?:ph\.?\s?d|m\.?d|j\.?d|m\.?a|b\.?a|m\.?p\.?h|esq|ret|usn|usa|usmc|usaf|mba|r\.?n|d\.?phil|llm|obe"
    r"|mbe|cbe|kc|qc|mp|mep)\.?(?:\s*\(ret\.?\))?",
    re.IGNORECASE,
)
_ROLE_PLACE = re.compile(
    r"(?:kontributor|koresponden|corresponsal|correspondant(?:e)?|korrespondent(?:in|en)?|corrispondente)(?:\s+[^\W\d_]+){0,3}",
    re.IGNORECASE,
)
_PAPER_TAIL = re.compile(
    r"\s+(?:for|For|FOR|para|pour|für|per|voor|of|from|From|at|in|à|en|aus|[Ss]pecial\s+to)\s+(?:the\s+|an?\s+)?[A-Z\u00c0-\u00de][^,;|]{1,60}$"
)
_DESK = re.compile(
    r"\b(?:desk|staff|team|editors?|editorial|board|newsroom|agenc(?:y|ies)|bureau|redaktion|rédaction"
    r"|redacción|redazione|redação|redactie|redakcja|редакция|"
    r"correspondents|reporters|writers|contributors|service|news|press|crew|unit|project|magazine|network)\b",
    re.IGNORECASE,
)
_AGENCIES = re.compile(
    r"(?:and |y |et |und |e )?(?:agenc(?:y|ies|ias|es)|agenturen|agenzie|ajanslar|агентства)", re.IGNORECASE
)
_WITH_AGENCY = re.compile(
    r"\s+(?:avec|mit|con|com|with|et|und|and|ve|y|e|/)\s+(?:l'|the\s+)?(?:AFP|AP|APA|dpa|Reuters|EFE|ANSA|PTI|ANI|Lusa|TT|NTB|"
    r"[aA]g[eê]nc\w+|wires?(?: reports)?|Agenturen|agencies|ajanslar)\.?$"
)
_OF_HOUSE = re.compile(
    r"(?<=[^\W\d_])/(?:the\s)?(?:[A-Z][\w.'’&-]*\s){0,4}"
    r"(?i:staff|correspondent|reporter)(?:\s(?i:writer|reporter))?$"
)
"""`Jane Roe/Ledger Staff`"""
_CJK_NAME = re.compile(r"[々\u3400-\u9fff\u30a0-\u30ff\u3040-\u309f]{2,8}")
_CJK_PLACE = re.compile(
    r"(?:\s*[／/]\s*|(?<=[\u3400-\u9fff])\s+)[\u3400-\u9fff]{0,6}(?:報導|报道|電|电)$"
    r"|(?:^|(?<=[^\s]\s))[\u30a0-\u30ff\u3400-\u9fff]{2,10}(?:支局|総局|通信部)(?:長|員|記者)?(?:\s(?=\S)|$)"
    r"|^(?:[\u30a0-\u30ff\u3400-\u9fff]{2,8}部|[\u30a0-\u30ff\u3400-\u9fff]{1,8}(?:支局|総局|取材班))[・･](?=[\u3040-\u30ff\u3400-\u9fff]{2})"
    r"|^[\u30a0-\u30ff\u3400-\u9fff]{2,8}[＝=](?=[々\u3040-\u30ff\u3400-\u9fff]{2})"
    r"|^[\uac00-\ud7af]{2,6}\s?[=＝]\s?(?=[\uac00-\ud7af]{2,4}(?:\s|$))"
)
"""Where a reporter sits: `王小華／台北報導`, `山田太郎 ロンドン支局`, `ロンドン＝山田太郎`."""
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+\.[\w.\-]+")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|\bwww\.\S+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\w)@\w+")
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]|(?<=[\u3040-\u9fff])（[^（）]*）")
_STOP_INSIDE = re.compile(r"(?<=\w)\s+(?:updated|published|posted|last updated)\b[: ].*", re.IGNORECASE)
_HANGUL_ROLE = re.compile(
    r"\s*(?:선임|인턴|객원|수습|전문)?(?:기자|특파원|논설위원|칼럼니스트|에디터|앵커|記者|特派員|编辑|記者編輯)(?:\s*=\s*\S*)?$"
)
_LONGEST = 400
_MOST = 1_000
"""Names looked at; 100,000 take 5 s."""


def people(names: Iterable[Author | str], *, listed: bool = False) -> tuple[Author, ...]:
    """The authors in order, each once: lists taken apart, labels, roles, dates and addresses dropped, desks
    ("The Editors") kept. An agency in the line of a person is dropped; named as an author of its own it stays."""
    found: list[Author] = []
    for entry in islice(names, _MOST):
        author = entry if isinstance(entry, Author) else Author(entry)
        split = split_names(author.name, listed=listed)
        url = author.url if len(split) == 1 else None
        found.extend(Author(name, url) for name in split)
    folded: dict[str, Author] = {}
    for author in found:
        key = _fold(author.name)
        if key not in folded or (folded[key].url is None and author.url is not None):
            folded[key] = Author(folded.get(key, author).name, author.url)
    return tuple(folded.values())


def split_names(byline: str, *, listed: bool = False) -> list[str]:
    """The names in one byline, as printed, or in a list as machines are told it, where fewer places stand."""
    return list(_split(byline, listed))


@lru_cache(64)  # a page names its authors to machines, to networks and to readers
def _split(byline: str, listed: bool) -> Sequence[str]:
    text = clean(byline)
    if not text or len(text) > _LONGEST:
        return []
    if found := reporters(text):
        return found  # `本报讯（记者王小明）`, `中央社記者王小明台北3日電`
    text = without_moments(_ADDRESS.sub(" ", _EMAIL.sub(" ", text)))
    if PICTURE_LINE.fullmatch(text.strip()):
        return []
    text = _HANDLE.sub(" ", text)
    text = without_bracketed_makers(_TOLD.sub(" ; ", reporters_apart(text)))
    if text.startswith("（") and text.find("）") == len(text) - 1:
        text = text[1:-1]
    text = clean(_BRACKETS.sub(" ", text)) or clean(text).strip("()[] ")
    text = writers_only(_STOP_INSIDE.sub("", _MORE.sub(" ; ", text)).strip("【】〔〕［］= "))
    text = _OF_HOUSE.sub("", _WITH_AGENCY.sub("", text))
    text = _CJK_PLACE.sub("", text).strip() or text
    names: list[str] = []
    for part in _parts(text):
        if names and ROLE_TAIL.search(f" {part}"):
            continue  # `Jane Roe / Example Times Staff Writer`
        if names and (is_person(names[0]) or is_known_agency(names[0])) and _is_no_second(part):
            continue  # `Jane Roe | The Example Times`, `Ana Ruiz | Madrid`, `DHA - İSTANBUL`
        names.extend(_names_of_part(part, listed))
    if len(names) > 1:
        real = [name for name in names if not is_known_agency(name)]
        names = real or names
    return names


def _parts(text: str) -> list[str]:
    """The pieces that marks set apart, without labels, and without the one place before a name or behind a house."""
    pieces = _BREAK.split(text)
    parts = [_unlabelled(piece.strip(" ,:-–—*/")) for piece in pieces]
    if len(parts) == 2 and parts[0] and is_person(parts[1]) and _is_one_word(parts[0]):
        return parts[1:]  # `القاهرة - أحمد محمود`
    if len(parts) == 2 and _BEHIND_HOUSE.search(text) and _ends_with_house(parts[0]):
        return parts[:1]  # `Ana Souza, TV Globo — Rio de Janeiro`
    return parts


_BEHIND_HOUSE = re.compile(r"\s[—–]\s")


def _ends_with_house(part: str) -> bool:
    last = part.rpartition(",")[2].strip()
    return bool(_DESK.match(last)) or (is_agency(last) and not is_person(last))


def _is_one_word(text: str) -> bool:
    """Whether a text is one word of a script that writes its names in two: a place, a paper, what somebody does."""
    return " " not in text and max(text) < "\u0900" and not _DESK.search(text) and not is_known_agency(text)


def _unlabelled(part: str) -> str:
    for _ in range(3):
        stripped = COLON_LABEL.sub("", LABEL.sub("", part, count=1), count=1)
        if stripped == part:
            break
        part = stripped
    if LABEL_ALONE.fullmatch(part):
        return ""
    if part.startswith("Theo ") and is_known_agency(part[5:]):
        return part[5:]  # Vietnamese `Theo Reuters`
    soft = SOFT_LABEL.sub("", part, count=1)
    # `Von Jana Roe` is a label and a name, `Van Roe` a name.
    named = len(soft.split()) >= 2 and soft[:1].isupper() and part.split()[0].lower() != "da"
    if soft != part and (named or is_known_agency(soft) or _DESK.match(soft.removeprefix("la "))):
        return soft
    return without_any_label(part)


def _is_no_second(part: str) -> bool:
    """Whether what stands apart behind a person is a place, a paper or other agencies."""
    if _AGENCIES.fullmatch(part) or is_place(part):
        return True
    if part and _is_one_word(part):
        return True
    if is_role_behind(part):
        return True
    return is_agency(part) and not is_known_agency(part) and not is_person(part) and not _DESK.fullmatch(part)


_LETTERS = re.compile(r"[A-Z]{3,}\b")
"""Letters of a house, `NBC News`; two are a person's initials: `RJ House`."""
_PLACE_AND = re.compile(r"[A-Z][^\W\d_]+\s(?:and|und|y|et|e)\s(.+)$")
_NAMED_HOUSE = re.compile(r"The [A-Z]")
_IN_PLACE = re.compile(r"(?:de|da|do|em|en|à|a|in|im|aus|au|из|в)\s[^\W\d_a-z][^\W\d_]+")


def _may_be_second(piece: str) -> bool:
    return are_people(piece) and not (_LETTERS.match(piece) or is_known_agency(piece.split()[0]))


def _names_of_part(part: str, listed: bool) -> list[str]:
    if not part or is_no_name(part):
        return []
    if is_known_agency(part) and not is_domain(part):
        return [part]
    part = without_words_behind(without_role_before(part))
    pieces = [piece.strip(" ,:-–—*") for piece in part.split(",")]
    pieces = [piece for piece in pieces if piece]
    if (
        len(pieces) == 2
        and all(len(piece.split()) == 1 and max(piece) < "\u2e80" for piece in pieces)
        and not (
            _SUFFIX.fullmatch(pieces[1])
            or _DEGREE.fullmatch(pieces[1])
            or ROLE.fullmatch(pieces[1])
            or is_known_agency(pieces[1])
        )
    ):
        return [f"{pieces[1]} {pieces[0]}"]  # `Roe, Jane`, as citation metadata have it
    if len(pieces) > 1 and _ROLE_PLACE.fullmatch(pieces[0]):
        behind = pieces[0].partition(" ")[2]
        if is_person(behind):
            pieces[0] = behind  # `Korrespondent Bo Kahn, Brüssel`
        elif is_person(pieces[1]):
            pieces = pieces[1:]  # `Kontributor Bandung, Rini Astuti`
    names: list[str] = []
    for at, piece in enumerate(pieces):
        if names and _SUFFIX.fullmatch(piece):
            names[-1] = f"{names[-1]}, {piece}" if "," in part else f"{names[-1]} {piece}"
            continue
        if _DEGREE.fullmatch(piece) or (names and is_person(names[0]) and ROLE.fullmatch(piece)):
            continue
        if names and is_person(names[0]) and _NAMED_HOUSE.match(piece):
            continue  # `Ada Brandt, The Conversation`
        if names and (is_place_behind(pieces[at:], listed) or _ROLE_PLACE.fullmatch(piece)):
            continue  # `Ada Brandt, New Delhi`
        if names and (is_role_behind(piece) or _IN_PLACE.fullmatch(piece)):
            continue  # `João Pedro dos Santos, de Brasília`
        if (
            names
            and is_person(names[0])
            and (_AGENCIES.fullmatch(piece) or (is_agency(piece) and not _may_be_second(piece)))
        ):
            continue  # `Jane Roe, Example News`
        if names and (placed := _PLACE_AND.match(piece)) and is_person(placed[1]):
            piece = placed[1]  # `Adeyemi Okonkwo, Lagos and Musa Bello, Kano`
        sides = _split_and(re.sub(r"^(?:and|und|et|y|e|og|och|&)\s+", "", piece, flags=re.IGNORECASE))
        for name in sides:
            if names and len(sides) > 1 and is_place(name):
                continue  # `Ada Brandt, New Delhi and Tom Fry`
            hangul = len(sides) > 1 and is_hangul_name(name)
            if kept := _one_name(name, first=not names or hangul):
                names.append(kept)
    return names


def _split_and(piece: str) -> list[str]:
    """Split at `and` where names stand on both sides; `Anne and Bob's Desk` is one desk."""
    sides = [side.strip() for side in _AND.split(piece) if side and side.strip()]
    if len(sides) == 1 and (joined := joined_names(_HANGUL_ROLE.sub("", piece))):
        return joined
    if len(sides) > 1 and all(_CJK_NAME.fullmatch(side) for side in sides):
        return sides
    named = all(
        len(ROLE_TAIL.sub("", side).split()) >= 2 or _DESK.search(side) or is_known_agency(side) for side in sides
    )
    if len(sides) > 1 and named and not (_DESK.search(sides[-1]) and len(sides[0].split()) == 1):
        return sides
    weak = [side.strip() for side in _WEAK_AND.split(piece) if side.strip()]
    if len(weak) > 1 and all(is_person(side) for side in weak):
        return weak
    return [piece]


_QUOTED = re.compile(r"[“„«\"][^“”„«»\"]*[”“»\"]")
"""What a quotation calls something: nobody's name."""


def _one_name(name: str, first: bool) -> str | None:
    name = name.strip(" ,:-–—*").removesuffix("(").rstrip()  # `Deutsche Presse (www.…)`
    if first or not name[:1].isupper() or SOFT_LABEL.match(name) is None:  # `Giulia Rossi, De Luca Marco`
        name = _unlabelled(name)
    name = without_role_before(_HANGUL_ROLE.sub("", name))
    if not name or is_no_name(name) or _QUOTED.fullmatch(name) or len(name) > 90:
        return None
    words = name.split()
    if not first and (words[0][0].islower() or ROLE_END.search(name)) and not is_person(name):
        return None  # `specially for the Ledger`, `AP National Security Writer`
    placed = _PAPER_TAIL.sub("", name)
    lower = sum(word[0].islower() for word in words)
    if not first and len(words) >= 4 and lower >= 2 and not _DESK.search(name) and not is_person(placed):
        return None  # a chair, an institute: `professor of something at somewhere`
    if ROLE.fullmatch(name):
        return name if first and _DESK.search(name) and _is_desk(name) else None
    bare = RANKED_TAIL.sub("", name)
    bare = ROLE_TAIL.sub("", name) if bare == name else bare
    if bare != name and is_person(bare):
        name = bare
    name = _without_agency(name)
    if (marks := _MARKS_BEHIND.search(name)) and is_person(name[: marks.start()]):
        name = name[: marks.start()]
    placed = _PAPER_TAIL.sub("", name)
    if placed != name and (is_person(placed) or len(placed.split()) >= 2) and not _DESK.search(placed):
        name = placed
    if not first and len(name.split()) == 1 and not _DESK.search(name) and not _CJK_NAME.fullmatch(name):
        return name if is_known_agency(name) else None  # a place or a paper behind the name
    if is_domain(name) and not first:
        return None
    return name if re.search(r"[^\W\d_]", name) else None


def _without_agency(name: str) -> str:
    """The person before an agency that a missing mark glued to it: `JOHN ROE Associated Press`."""
    words = name.split()
    for count in (1, 2, 3, 4):
        rest = " ".join(words[:-count])
        if len(words) - count >= 2 and is_known_agency(" ".join(words[-count:])):
            rest = _JOINT_END.sub("", rest)
            if is_person(rest):
                return rest
    return name


_MARKS_BEHIND = re.compile(r"\s?(?:\d{1,2}(?:,\s?\d{1,2})*|[*†‡§]+)$")
"""Marks for notes on a writer: `Ada Brandt<sup>1</sup>`."""
_JOINT_END = re.compile(r"\s(?:for|of|the|via|and|et|e|y|und)$", re.IGNORECASE)


def _is_desk(name: str) -> bool:
    """`The Editors`, `Staff`, `Staff Writer` stand for a desk when nobody else is named."""
    return not re.fullmatch(r"(?:editor|author|host|director|contributor)", name, re.IGNORECASE)


def _fold(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", plain).strip()
