"""Whether a bracket at the end of a line names who made the picture, `(Jane Roe/AP)`, or says where: `(left)`."""

from __future__ import annotations

import re

from qiosk_scraper.normalise import agencies
from qiosk_scraper.normalise.credit_labels import BARE_LABEL, BARE_NOUN, LABEL
from qiosk_scraper.normalise.credit_signs import AMBIGUOUS, is_sentence, is_strong, may_be_maker
from qiosk_scraper.normalise.names import are_people

ENDS = '.!?…"”’»。！？'
"""Marks with which a caption ends."""
_FILED = re.compile(r"^(?:file|archive?|archivo|archivbild)(?:\s+photo)?\s*[:/]\s*", re.IGNORECASE)
_UNNAMED = frozenset(
    ("privat", "private", "zvg", "handout", "pool", "stringer", "staff", "supplied", "submitted", "contributed")
)
"""Makers without a name, as `(privat)` behind a caption."""
ASIDE = re.compile(
    r"(?:(?:from |at |in |far |top |bottom |upper |lower |second |third )?(?:left|right|center|centre"
    r"|middle|top|bottom|above|below|front|back|rear|"
    r"foreground|background)(?:[ ,].*)?|l-?r|l to r|clockwise.*|pictured.*|seen .*|[rdi]-[a-z .]+|[rdi]"
    r"|ind\.?|c|file|archive|undated|\d[\d\s,.\-–/]*|"
    r"not pictured|photo not .*|née .*|aka .*|formerly .*|(?-i:[a-z]{1,5}|[A-Z][a-z]{1,4}|[A-Z]{2,6}))",
    re.IGNORECASE,
)
"""Where somebody stands, when it was, a party or a state: no maker."""
_BODY_PHOTO = re.compile(r"(?P<who>[A-Z].{2,50}) (?:file )?photos?")
"""`City of Larkfield photo`"""


def bracket_is_credit(bracket: str, outer: str, marked: bool | None) -> bool:
    """Whether a bracket names the maker; `outer` stands before it, `marked` as in `credit_places.unlabelled`."""
    content = bracket.strip()
    ended = outer.rstrip()[-1:] in ENDS if outer.strip() else False
    if marked is not None and ended and re.fullmatch(r"[^\W\d_a-z]{3,6}", content):
        return True  # behind a full stop: a house's initials, no party's or state's
    if not content or (ASIDE.fullmatch(content) and not agencies.is_known_agency(content)):
        return False
    label = LABEL.match(content) or BARE_LABEL.match(content)
    if label and content[label.end() :].strip():
        return True
    if agencies.is_known_agency(content) and (ended or (marked is not None and content.lower() not in AMBIGUOUS)):
        return True
    if is_strong(content) or is_strong(_FILED.sub("", content)):
        return True
    if ended and marked is not None and (sent := _BODY_PHOTO.fullmatch(content)) and may_be_maker(sent["who"]):
        return True
    house, _, who = content.partition(": ")
    if (
        who
        and (are_people(who) or may_be_maker(who))
        and (
            agencies.is_agency(house) or agencies.NEUTRAL.fullmatch(house) or agencies.is_known_agency(house.split()[0])
        )
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
