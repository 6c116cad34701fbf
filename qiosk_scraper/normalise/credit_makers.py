"""Who made a picture and who provided it, out of a credit that has lost its label."""

from __future__ import annotations

import re

from qiosk_scraper.normalise import agencies
from qiosk_scraper.normalise.names import are_people, is_person

_OFFICIAL = re.compile(
    r"^(?P<who>\S.{0,60}?)\s+(?:file\s+)?(?:photos?|photographs?|images?|pictures?|videos?|illustrations?"
    r"|graphics?)\s+by\s+(?P<name>.+)$",
    re.IGNORECASE,
)
_OF_BODY = re.compile(
    r"^(?:official\s+)?(?P<who>[^/|]+?)\s+(?:file\s+)?(?:photos?|images?|handouts?|video)$", re.IGNORECASE
)
_LICENCE_TAIL = re.compile(rf"\s*\(?(?:{agencies.LICENCE.pattern})\)?\s*$", re.IGNORECASE)
_ROLE_BEHIND = re.compile(r"\s*(?:기자|특파원)$")
_AP_PHOTO = re.compile(r"^AP\s+(?:Photo|Video|Images?|file photo)\s*/\s*", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"(\s*/\s*|\s*\|\s*|\s+(?:—|–|-)\s+|—|\s+via\s+|\s+for\s+|\s+on\s+|\s+from\s+|\s*;\s+|,\s+|\s+\(|\s*©\s*|^via\s+)",
    re.IGNORECASE,
)


def makers(credit: str) -> tuple[str | None, str | None]:
    """Photographer and agency as printed; either may be None. Several names of one kind stay in one text."""
    text = _LICENCE_TAIL.sub("", credit).rstrip(" /,|(")
    if not text:
        return None, None
    text = _ROLE_BEHIND.sub("", text)
    if text.count(": ") == 1:
        text = text.replace(": ", "/")  # `Reuters: Jane Roe`
    text = agencies.without_verb(re.sub(r"\s+nuotr\.?$", "", text))
    text = _AP_PHOTO.sub("AP/", text)
    if official := _OFFICIAL.match(text):
        who = re.sub(r"^official\s+", "", official["who"], flags=re.IGNORECASE)
        name, source = makers(official["name"])
        neutral = agencies.NEUTRAL.fullmatch(who)
        return name, (None if neutral else who) or source
    if (body := _OF_BODY.match(text)) and not agencies.is_known_agency(text) and agencies.is_agency(body["who"]):
        return None, body["who"]
    if agencies.is_known_agency(text):
        return None, text
    if are_people(text):
        return text, None
    if re.match(r"[Tt]he [A-Z\d]", text) and re.fullmatch(r"[^/|,;]{5,60}", text):
        return None, text  # `Courtesy of the Mayor’s Parlour`
    return _from_pieces(text)


def _from_pieces(text: str) -> tuple[str | None, str | None]:
    """`Jane Roe / Sipa USA`, `REUTERS/Jane Roe`, `Jane Roe/AFP via Getty Images`, `Jane Roe for The Ledger`."""
    parts = _SEPARATOR.split(text)
    pieces: list[tuple[str, str]] = []  # (separator before, piece)
    for index in range(0, len(parts), 2):
        separator = parts[index - 1] if index else ""
        piece = parts[index].strip().rstrip(")")
        if piece:
            pieces.append((separator, piece))
    kinds = [_kind(piece, separator) for separator, piece in pieces]
    if (
        len(pieces) > 1
        and kinds[0] in ("other", "agency")
        and re.fullmatch(r"[^\W\d_][\w'’\-]{2,}", pieces[0][1])
        and pieces[1][0].strip() in ("/", "via")
        and kinds[1] == "agency"
        and not agencies.is_known_agency(pieces[0][1])
    ):
        kinds[0] = "person"  # `Chesnot/Getty Images`: some sign with one name
    people: list[str] = []
    chain = ""
    for (separator, piece), kind in zip(pieces, kinds, strict=True):
        if kind == "person" and not (people and chain):
            people.append(piece)
        elif kind == "agency":
            chain = f"{chain}{_shown(separator)}{piece}" if chain else piece
    if not people and not chain and re.fullmatch(r"@[\w.]{2,30}", text):
        return text, None
    return _together(people), chain or None


def _kind(piece: str, separator: str) -> str:
    if agencies.is_known_agency(piece):
        return "agency"
    if agencies.NEUTRAL.fullmatch(piece):
        return "neutral"
    if are_people(piece) or is_person(piece):
        return "person"
    if piece[:1].isupper() and agencies.is_agency(piece):
        return "agency"
    if separator.strip().lower() in ("for", "via", "on") and piece[:1].isupper() and len(piece.split()) <= 6:
        return "agency"
    if separator.strip() == "/" and piece[:1].isupper() and len(piece.split()) <= 4:
        return "agency"
    return "other"


def _shown(separator: str) -> str:
    return (
        "/"
        if separator.strip() == "/" and separator == "/"
        else separator.replace("(", "").rstrip() + " "
        if separator.strip() in (",",)
        else separator
    )


def _together(people: list[str]) -> str | None:
    return ", ".join(people) or None
