"""Lines above an article's text that are none of it: dates, bylines, signs of agencies, names."""

from __future__ import annotations

import re

from qiosk_scraper.items import Block
from qiosk_scraper.normalise.agencies import is_known_agency
from qiosk_scraper.normalise.calendar_words import is_of_a_date
from qiosk_scraper.normalise.calendars import western
from qiosk_scraper.normalise.names import are_people

BYLINE = re.compile(
    r"^(?:von|by|par|por|di|door|af|av|da|text|texto|autor|author)\s*:?\s+(?=(?-i:[A-Z\u00c0-\u00de]))",
    re.IGNORECASE,
)
DATED = re.compile(r"\d{4}|\d{1,2}[.:h]\d{2}|\bago\b|\b(?:min|hours?|days?)\b", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"(?<![^\W\d_])(?:"
    r"päivitetty|julkaistu|publicerad|uppdaterad|publisert|oppdatert|publiceret|opdateret|gepubliceerd|bijgewerkt|"
    r"opublikowano|zaktualizowano|aktualizacja|aktualizováno|aktualizované|yayınlanma|giriş|güncellen?me|tarihi|son|"
    r"modificato|modifica|publicat|actualizat|frissítve|objavljeno|ažurirano|опубликовано|обновлено|опубліковано|"
    r"оновлено|публикувано|обновена|diterbitkan|diperbarui|wib|wita|cập nhật|"
    r"更新|公開|配信|発行|發布|发布|입력|수정|송고|승인|최종|"
    r"(?:last )?updated?|(?:first |originally )?published|posted|stand|aktualisiert|(?:zuerst )?veröffentlicht|"
    r"actualizado|publicado|mis à jour|"
    r"publié|modifié|aggiornato|pubblicato|lesedauer|lesezeit|minutos de lectura|reading time|"
    r"tempo di lettura|uhr|at|a las|à|às|um|on|den|gmt|utc|[ap]\.?m\.?|[ceuimps]{1,2}[sd]?t|"
    r"a[ecw][sd]t|nz[sd]t|jst|kst|hkt|sgt|myt|pht|pkt|sast|eat|wat|gst|msk|brt|ago|"
    r"min(?:ute)?s? read|seconds?|minutes?|min|hours?|days?)(?![^\W\d_])",
    re.IGNORECASE,
)
_PLACED = re.compile(r"^[Pp]ublished in (?:[A-Z]\S*(?:\s|$)){1,5}$")
"""Where a platform's author put a text: `Published in Long Harbor`."""
_SALUTATION = re.compile(
    r"(?:dear|liebe[rs]?|chère?|querid[oa]|estimad[oa]|car[oa]|beste|kära|kjære|kære|drog[ai]|sevgili)\s.*,$",
    re.IGNORECASE,
)
"""Of a letter: `Dear Ruth,`."""
_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_LITTLE = "web de del da do st nd rd th of le la el il den der am vom ore kl klo ob года"
_BETWEEN = frozenset(_LITTLE.split())
"""Little words of dates: `22 de outubro de 2010`, `November 18th`."""


def _parted(text: str) -> tuple[str, str, str]:
    """A line in two at its first mark: `Ann Lee · 17 March 2026`."""
    match = _PARTING.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


_PARTING = re.compile(r"\s+[·•|/–—-]\s+|,\s+")
_BEHIND_DATE = re.compile(
    r"[^|.:]{2,24}(?:19|20)\d\d,?\s+(?:by|von|par|por|di|door|a[fv])\s+(?P<names>[A-ZÀ-Þ].{4,60})$"
)
"""`March 2, 2026 by Ann Lee and Bo Ek`"""
_MADE = re.compile(
    r"(?:words|text|story|reporting|interview|photos?|photographs?|photography|pictures?|images?|illustrations?|video)\s+by\s+",
    re.IGNORECASE,
)


def _is_credits(text: str) -> bool:
    """Whether a line tells who wrote and who made the pictures: `Words by Ann Lee. Photography by Bo Ek.`"""
    if _MADE.match(text) is None:
        return False
    parts = [part.strip() for part in re.split(r"(?<=[a-zß-ÿ])\.\s+|[;|]", text.rstrip(". ")) if part.strip()]
    makers = [(part, _MADE.match(part)) for part in parts]
    return all(made is not None and are_people(part[made.end() :]) for part, made in makers)


def is_opener(block: Block) -> bool:
    """Whether a block above the text is a date, a byline, an agency's sign or a name."""
    if len(block.text) > 120 or block.type not in ("paragraph", "heading", "list_item"):
        return False
    text = western(block.text.strip(" |·•-–—()[]"))
    if len(text) > 90 and not (BYLINE.match(text) and DATED.search(text)):
        return False
    if _is_credits(text) or ((by := _BEHIND_DATE.match(text)) and are_people(by["names"])):
        return True
    if _SALUTATION.match(text):
        return False
    if is_known_agency(text) or are_people(text) or (BYLINE.match(text) and not text.endswith((".", "!", "?"))):
        return True
    if _PLACED.match(text):
        return True
    if not DATED.search(text) and not text[:2].isdigit():
        return False
    first, mark, behind = _parted(text)
    if mark and are_people(first):
        text = behind
    rest = [
        word
        for word in re.findall(r"[^\W\d_]+", _DATE_WORDS.sub(" ", _GLUED.sub(" ", text)).casefold())
        if len(word) > 1 and word not in _BETWEEN and not is_of_a_date(word)
    ]
    return not rest
