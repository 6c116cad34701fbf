"""What stands where a name should and is none: accounts, share menus, ways to the writer, times, lines of pictures."""

from __future__ import annotations

import re

from qiosk_scraper.normalise.calendar_words import MONTHS

_NO_AUTHORS = """
    admin administrator root webmaster wordpress unknown none null undefined n/a na author user guest anonymous editor1
    test default superuser - –
    facebook twitter linkedin whatsapp telegram pinterest reddit flipboard instagram messenger email e-mail print share
    news sport sports politics business opinion world culture lifestyle entertainment politik wirtschaft kultur
"""
_SHARE_MENU = (
    "copy link",
    "link copied",
    "share this",
    "share article",
    "show more sharing options",
    "more options",
    "super user",
)
_MENU = re.compile(
    r"(?:full |short |read |view |see |my |complete |author(?:'s|’s)? )*"
    r"(?:bio(?:graphy|grafie|grafía|graphie)?s?|profile|profil|archives?)"
    r"|(?:view|see|read|get|show|open|visit) (?:all |more |the |full |author(?:'s|’s)? |latest )*"
    r"(?:posts?|articles?|stories|archives?|rss(?: feed)?|feed|profile|bio(?:graphy)?|page)(?: (?:by|of|from) .*)?"
    r"|(?:artikel|seite|beitrag|article|page) (?:weiter)?(?:empfehlen|drucken|teilen|versenden|merken)",
    re.IGNORECASE,
)
"""Ways to the writer beside the name: `Biography`, `View author archive`, `Get author RSS feed`."""
_NOBODY = frozenset((*_NO_AUTHORS.split(), *_SHARE_MENU))
_ACCOUNT = re.compile(r"[a-z]*admin[a-z\d]*|\S+\.(?:txt|html?|php|aspx?|json)", re.IGNORECASE)
"""A program's account, or a file: `link[rel=author]` may lead to `humans.txt`."""
_TIME = re.compile(
    r"\d{1,2}[:.]\d{2}|\b\d{4}\b|\d{1,2}[./\-]\d{1,2}[./\-]\d{2,4}|\b\d+\s*(?:min|minutes?|hours?|days?"
    r"|weeks?|months?|h|m|d)\b|\bago\b",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"^(?:updated|published|posted|last updated|modified|created|first published|listen|share|read|follow|print"
    r"|save|e-?mail|comment|download|gift"
    r"|view all|more from|opinions? expressed|"
    r"about the author|see more|comments?|subscribe|photographs? by|photos? by|illustrations? by|images?"
    r" by|video by|graphics? by"
    r"|(?:edited|editing|produced|translated|(?:medically )?reviewed|fact[- ]checked) by:?)\b.*"
    r"|(?:编辑|編輯|編集|责编|責編|责任编辑|責任編輯)[:：].*",
    re.IGNORECASE,
)
PICTURE_LINE = re.compile(
    r"\(?(?:image|photo|picture|foto|bild|credit|illustration|фото|写真|사진|图片|صورة|צילום)s?\s*[:：].*",
    re.IGNORECASE,
)


def is_no_name(text: str) -> bool:
    """Whether a piece of a byline names neither a person nor a desk."""
    lowered = text.lower().strip(" .")
    if (
        lowered in _NOBODY
        or _MENU.fullmatch(lowered)
        or _ACCOUNT.fullmatch(text)
        or _STOP.fullmatch(text)
        or PICTURE_LINE.fullmatch(text)
    ):
        return True
    if _TIME.search(text):
        return True
    words = re.findall(r"[^\W_]+", lowered)
    return bool(words) and any(word.isdigit() for word in words) and any(word in MONTHS for word in words)
