"""Who and what is shown in a picture rather than made it: heads of state, candidates, the hospital that the caption
tells of. Their names stand where those of photographers and houses do."""

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
_TITLE = re.compile(
    r"(?:(?:the|a|an|der|die|el|la|le|il|o|a|den|de|het)\s|l[’'])?(?:[^\W\d_]+\s)?(?:president|chancellor|premier"
    r"|(?:(?:prime|foreign|defen[cs]e|finance)\s)?minister|senator|governor|ambassador|mayor|councill?or|candidate"
    r"|winner|champion|author|actor|actress|singer|director|leader|chair(?:man|woman)|founder"
    r"|präsident(?:in)?|(?:bundes)?kanzler(?:in)?|[^\W\d_]*minister(?:in)?|(?:ober)?bürgermeister(?:in)?"
    r"|(?:preisträger|gewinner|sieger|sänger|schauspieler|kandidat)(?:in)?|maire|présidente?|ministre|lauréate?"
    r"|alcalde(?:sa)?|president[ea]|ministr[oa]|ganadora?|cantante|sindac[oa])"
    r"(?:\s(?:of|for|des|der|von|vom|de|du|del|della|di)\b.*)?",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(
    r"(?:mayor|president|senat(?:e|or)|congress|governor|council(?:lor)?|parliament|sheriff|judge|assembly|office"
    r"|attorney general|supreme court|school board)\b.*",
    re.IGNORECASE,
)
_VISITED = re.compile(r"(?:mount|mt\.?|st\.?|saint)\s.*\b(?:hospital|clinic)", re.IGNORECASE)
_PICTURE = re.compile(r"(?:photo|foto|image|bild|picture|imagen|imagem)s?\s*[:：]\s*", re.IGNORECASE)
_LEADERS = re.compile(
    r"barack obama|donald trump|joe biden|bill clinton|angela merkel|olaf scholz|friedrich merz|emmanuel macron"
    r"|fran[çc]ois hollande|nicolas sarkozy|[vw]ladimir putin|[vw]olod[iy]m[iy]r [sz]elensk[iyj]+|xi jinping"
    r"|narendra modi|recep tayyip erdo[gğ]an|boris johnson|theresa may|keir starmer|pedro s[áa]nchez",
    re.IGNORECASE,
)
"""Whose names stand behind `Photo:` as those who are seen: they take no pictures for newsrooms."""


def is_title(text: str) -> bool:
    """Whether a text is what somebody is, who is named behind it: `Prime Minister`, `Winner of the prize`."""
    return _TITLE.fullmatch(text) is not None


def is_of_office(name: str) -> bool:
    """Whether a name has an office before it, as of somebody who is seen: `President Lind`, `King Charles`; before a
    surname King is a given name, `King Woods`."""
    if crown := _CROWNED.match(name):
        return bears_given_name(name[crown.end() :])
    return _OFFICE.search(name) is not None


def tells_of_leader(label: str, name: str, caption: str) -> bool:
    """Whether a caption behind a bare `Photo:` goes on as one does that has named its subject: `Barack Obama. The
    president speaks …`; anybody else's name there is the photographer's, whatever the mayor does."""
    return bool(_PICTURE.fullmatch(label) and _LEADERS.fullmatch(name) and _HOLDER.match(caption))


def is_an_office(text: str) -> bool:
    """Whether what stands behind `for` is an office, as on a poster: `Jane Roe for Mayor`."""
    return _CANDIDATE.fullmatch(text) is not None


def is_visited(house: str) -> bool:
    """Whether a house is a hospital named as a place is, so that a caption may end with it: `Mount Sinai Hospital`."""
    return _VISITED.fullmatch(house) is not None
