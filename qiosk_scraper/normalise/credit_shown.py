"""Who and what is shown in a picture rather than made it: presidents, candidates, the hospital that the caption tells
of. Their names stand where those of photographers and houses do."""

from __future__ import annotations

import re

from qiosk_scraper.normalise.given_names import bears_given_name

_OFFICE = re.compile(
    r"(?<!\w)(?:president|chancellor|(?:prime|foreign|defen[cs]e) minister|premier|secretary|senator|sen\.|rep\.|"
    r"governor|gov\.|general|gen\.|ambassador|mayor)\s",
    re.IGNORECASE,
)
_CROWNED = re.compile(r"(?:king|queen|pope|prince(?:ss)?)\s(?=\S)", re.IGNORECASE)
_HOLDER = re.compile(
    r"(?:the|der|die|das|el|la|le|il|o|a|den|de)\s(?:[^\W\d_]+\s)?(?:president|chancellor|(?:prime\s)?minister|leader|mayor"
    r"|king|queen|actor|actress|singer|star|director|author|winner|pr[äa]siden\w*|kanzler\w*|[^\W\d_]*minister\w*"
    r"|politiker\w*|s[äa]nger\w*|schauspieler\w*|president[ea]|ministr[oae]|alcald\w+|maire|sindaco|actriz|cantante)\s",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(
    r"(?:mayor|president|senat(?:e|or)|congress|governor|council(?:lor)?|parliament|sheriff|judge|assembly|office"
    r"|attorney general|supreme court|school board)\b.*",
    re.IGNORECASE,
)
_VISITED = re.compile(
    r"\b(?:hospital|school|airport|hall|station|party|house|theat(?:re|er)|stadium|church)$", re.IGNORECASE
)


def is_of_office(name: str) -> bool:
    """Whether a name has an office before it, as of somebody who is seen: `President Lind`, `King Charles`; before a
    surname King is a given name, `King Woods`."""
    if crown := _CROWNED.match(name):
        return bears_given_name(name[crown.end() :])
    return _OFFICE.search(name) is not None


def tells_of_office(caption: str) -> bool:
    """Whether a caption goes on as one does that has named its subject: `Barack Obama. The president speaks …`."""
    return _HOLDER.match(caption) is not None


def is_an_office(text: str) -> bool:
    """Whether what stands behind `for` is an office, as on a poster: `Jane Roe for Mayor`."""
    return _CANDIDATE.fullmatch(text) is not None


def is_visited(house: str) -> bool:
    """Whether a house is one where people go, so that a caption may end with it: `Mount Sinai Hospital`."""
    return _VISITED.search(house) is not None
