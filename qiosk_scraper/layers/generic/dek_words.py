"""What a dek says: a sentence of some length that is no photo line, no date, no offer and no label."""

from __future__ import annotations

import re

from qiosk_scraper.items import Block
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.lines import is_promo
from qiosk_scraper.layers.generic.openers import is_opener
from qiosk_scraper.layers.generic.update_lines import LOOKS_DATED
from qiosk_scraper.layers.photo_lines import may_be_photo_line
from qiosk_scraper.normalise.credits import read_credit_line
from qiosk_scraper.normalise.datelines import opens_with_dateline
from qiosk_scraper.normalise.dates import instant
from qiosk_scraper.normalise.given_names import bears_given_name
from qiosk_scraper.normalise.names import are_people

_OFFER = re.compile(
    r"^follow @\w+ |"
    r"\b(?:subscribe (?:now|to|today|for)|by subscribing|sign up (?:for|to|now)|support independent|jetzt abonnieren|"
    r"(?:(?<=^)|(?<=[.!?] ))(?:chat|talk) (?:with|to) us (?:in|on|via)|"
    r"abonnez[- ]vous|suscr[ií]bete|assine (?:já|agora)|abbonati|prenumerera|abonner nå|abone ol)\b",
    re.IGNORECASE,
)
_FOLLOW = re.compile(
    r"(?:follow|like|suivez|folgen sie|folge|s[ií]gue(?:nos)?|siga|segui(?:ci)?|volg|följ)\b.{0,60}?"
    r"(?:\s@\w|\b(?:on|auf|en|no|su|op|på|sur) (?:facebook|twitter|instagram|x\b|threads|telegram|whatsapp))",
    re.IGNORECASE,
)
"""`Follow @larkfieldpost for the latest headlines.`"""
_STAMP = re.compile(
    r"\b(?:updated|published|posted|reviewed by|written by|aktualisiert|veröffentlicht|mis à jour|publié|actualizado|"
    r"publicado|aggiornato|pubblicato|atualizado|bijgewerkt|gepubliceerd|uppdaterad|publicerad|oppdatert|opdateret|"
    r"publisert|обновлено|опубликовано|оновлено|güncelleme|yayınlanma)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b(?:19|20)\d\d\b(?![^.]*\.$)")
"""A year, in a line that is no sentence."""
_RUN_TOGETHER = re.compile(r"[^\W\d_],(?=[^\W\d_])")
"""A list for machines: `early retirement,money,saving`."""
_OFFERED = (
    "follow @",
    "subscri",
    "with us",
    "to us",
    "sign up",
    "support independent",
    "bonn",
    "suscr",
    "assin",
    "abbon",
    "prenumerer",
    "abone",
)
"""One of them stands in whatever `_OFFER` finds."""
LONGEST = 700
_FEWEST_WORDS = 5
_WITHOUT_BLANKS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese, Khmer, whose words no blanks part."""
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def may_be_dek(text: str) -> bool:
    """Whether a text may be a dek by its length and its words."""
    return is_long_enough(text) and not says_something_else(text)


def is_long_enough(text: str) -> bool:
    """Whether a text is a line of five words or more, or of twelve signs of East Asian scripts, and no essay."""
    if len(text) > LONGEST or (text.isascii() and len(text) < 25):
        return False
    if len(text) >= 25 and len(text.split()) >= _FEWEST_WORDS:
        return True
    return len(_CJK.findall(text)) >= 12 or len(_WITHOUT_BLANKS.findall(text)) >= 25


def says_something_else(text: str) -> bool:
    """Whether a text is a button, a photo line, a stamp, an offer or a list for machines."""
    block = Block("paragraph", text)
    return (
        is_furniture(text)
        or len(_RUN_TOGETHER.findall(text)) > 2
        or may_be_photo_line(text)
        or opens_with_dateline(text)
        or is_opener(block)
        or is_promo(block)
        or (len(text) <= 160 and _STAMP.search(text) is not None and _DAY.search(text) is not None)
        or (len(text) <= 120 and (_is_dated_line(text) or _is_stamps(text) or is_signature(text)))
        or _offers(text)
        or (len(text) <= 160 and _FOLLOW.match(text) is not None)
        or (len(text) > 40 and ("(" in text or "/" in text) and read_credit_line(text).credit is not None)
    )


def _is_dated_line(text: str) -> bool:
    """Whether a text is names and a day and no sentence: `Jane Roe | Larkfield | 08/01/2014`."""
    if not LOOKS_DATED.search(text) or text.endswith((".", "!", "?", "…")) or instant(text, "UTC", "en-gb") is None:
        return False
    if sum(word[:1].islower() for word in text.split()) > _MOST_IN_LOWER:
        return False
    separated = any(instant(piece, "UTC", "en-gb") for piece in _SEPARATED.split(text)[1:])
    return separated or bears_given_name(" ".join(text.split()[:2]))


def is_signature(text: str) -> bool:
    """Whether a text is who wrote an article, with its day: `Par Ada Brandt (Le Rivage, 21 juin 2018)`."""
    return (
        len(text) <= _LONGEST_SIGNATURE
        and text[-1:] not in ".!?…"
        and LOOKS_DATED.search(text) is not None
        and (by := _BY.search(text)) is not None
        and _is_writer(text[by.end() :], alone=by.start() > 0)
        and sum(word[:1].islower() for word in text.split()) <= _MOST_IN_SIGNATURE
    )


def _is_writer(text: str, *, alone: bool) -> bool:
    """Whether a text begins with names and no more than a day behind; `alone`: it may be an account, too."""
    return are_people(_NAMED.split(text, maxsplit=1)[0]) or (alone and " " not in text)


_BY = re.compile(r"(?:^|, )(?:by|par|por|von|di|door|av|af)\s+(?=\S)", re.IGNORECASE)
_NAMED = re.compile(r"\s*[(,|–—]|\s+(?=\d|[-/]\s)")
"""Where the names of a signature end."""
_LONGEST_SIGNATURE = 120
_MOST_IN_SIGNATURE = 6
"""Words in lower case: of a date, and what joins names."""


def _is_stamps(text: str) -> bool:
    """Whether a text is moments and what each is called, in whatever script: `입력 2013-10-24 03:00`."""
    if _SIGNED.fullmatch(text):
        return True
    rest, moments = _MOMENT.subn(" ", text)
    return moments > 0 and sum(map(str.isalpha, rest)) <= _MOST_OF_LABELS * moments


_SIGNED = re.compile(r"[A-Z][^.!?]{3,60}? \d{1,2}:\d{2} ?[ap]\.?m\.? (?:[A-Z]{2,4} )?[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}")
"""`Ada Brandt, Harbour Times 4:09 p.m. EDT July 18, 2013`"""
_MOMENT = re.compile(
    r"\d{4}\s*[-./年년]\s*\d{1,2}\s*[-./月월]\s*\d{1,2}\s*[日일]?\.?[\sT]*\d{1,2}\s*[:時시点]\s*\d{2}(?::\d{2})?"
)
_MOST_OF_LABELS = 12
"""Letters that say what a moment is: `Veröffentlicht`."""
_SEPARATED = re.compile(r"\s*[|•·]\s*|\s[–—-]\s")
_MOST_IN_LOWER = 3
"""Words of a line of names: in, of, the."""


def _offers(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _OFFERED) and _OFFER.search(text) is not None
