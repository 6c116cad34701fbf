"""Dates and times printed within a byline, and the words that lead to them: `By Jane Roe, updated 12 May 2024`."""

from __future__ import annotations

import re

from qiosk_scraper.normalise.calendar_words import MONTHS, folded_word
from qiosk_scraper.normalise.calendars import western

_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d\d:\d\d\S*)?|\d{1,2}[./\-]\s?\d{1,2}[./\-]\s?(?:\d{4}|\d\d)(?!\d)"
    r"|\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?|\d{4}\s*년\s*\d{1,2}\s*월(?:\s*\d{1,2}\s*일)?|\d{1,2}[:.]\d\d(?::\d\d)?\b"
)
_RELATIVE = re.compile(
    r"(?:\b\d+|\ban?|\bone)\s*(?:min(?:ute)?s?|hrs?|hours?|days?|weeks?|months?|years?)\b(?:\s*(?:ago|read))?"
    r"|\b(?:vor|il y a|hace|há)\s+\d+\s+[^\W\d_]+"
    r"|\b\d+\s*[^\W\d_]+\s+(?:önce|назад|temu|geleden|sedan|siden|fa|atrás)\b"
    r"|\b\d+\s*(?:d|h|m)\b(?:\s+ago)?|\b(?:Lesezeit|Leestijd|Lectura|Temps de lecture)\b",
    re.IGNORECASE,
)
_DAY_BEFORE = re.compile(r"(?:\d{4}\s+)?(?:\d{1,2}(?:st|nd|rd|th|er|º|\.)?)\s*(?:de\s+|of\s+)?$", re.IGNORECASE)
_DAY_BEHIND = re.compile(r"\.?\s*(?:de\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\b|\d{4}\b)", re.IGNORECASE)
LEADING = """
    updated published posted modified created publié publiée mis à jour actualizado publicado aktualisiert
    veröffentlicht stand pubblicato aggiornato bijgewerkt gepubliceerd opdateret oppdatert uppdaterad publicerad
    publiceret publisert zaktualizowano opublikowano aktualizováno last first on at the le am um vom den il el
    em di op dnia mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday
    sunday lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado
    domingo montag dienstag mittwoch donnerstag freitag samstag sonntag понедельник вторник среда четверг
    пятница суббота воскресенье понеділок вівторок середа четвер п'ятниця субота неділя
    آخر تحديث نشر النشر التحديث تاريخ بتاريخ في يوم עודכן פורסם לאחרונה תאריך انتشار به‌روزرسانی
    अपडेटेड अपडेट प्रकाशित 입력 수정 등록 승인 公開 更新 最終更新 掲載 发布 发表 发布时间 更新时间
    發布 更新時間 обновлено опубликовано оновлено опубліковано ενημέρωση δημοσίευση güncelleme
    güncellenme yayınlanma giriş cập nhật lúc ngày diperbarui
"""
"""Words that lead to a date, and weekdays."""
_LEADS = re.compile(rf"(?:[\s|•·,;:/*()\[\]–—-]|\b(?:{'|'.join(LEADING.split())})\b)+$", re.IGNORECASE)


_STARTS = re.compile(r"(?<!\S)\S|(?<!\d)\d")
"""Where a date may begin: a word, or figures that nothing parts from the word before, `山田太郎2024年`."""
_WINDOW = 60
"""Characters within which a date of another script is told as one."""
_MARKS = " |•·,،;:/–—-"
_LONGEST = 1_000
"""Characters of the longest byline looked through."""


def first_moment(text: str) -> int | None:
    """Where the first date, time or length in minutes begins, with the words that lead to it; None without any."""
    places = [found.start() for pattern in (_NUMBERS, _RELATIVE) if (found := pattern.search(text))]
    if any(char.isdigit() for char in text):
        for word in _WORD.finditer(text):
            if folded_word(word[0]) not in MONTHS:
                continue
            before = _DAY_BEFORE.search(text[: word.start()])
            if before or _DAY_BEHIND.match(text[word.end() :]):
                places.append(before.start() if before else word.start())
                break
    if not places:
        return None
    start = min(places)
    return start - len(leads[0]) if (leads := _LEADS.search(text[:start])) else start


def _start(text: str) -> int | None:
    """Where the first date begins, in any script. Only the date itself is read as one of another calendar: its words
    are people's names, too (`مي حداد، الأربعاء 12 مارس 2025`, May Haddad)."""
    if text.isascii() or not any(char.isdigit() for char in text) or (told := western(text)) == text:
        return first_moment(text)
    if first_moment(told) is None:
        return None
    for found in _STARTS.finditer(text):
        if first_moment(western(text[found.start() :][:_WINDOW]).lstrip()) == 0:
            return found.start()
    return None


_DAY_AT_END = re.compile(r"(?<=\w)\s*[,|•·]?\s+(?:today|yesterday|heute|gestern|hoy|ayer|oggi|ieri)$", re.IGNORECASE)


def without_moments(byline: str) -> str:
    """The byline up to its first date; what stands behind a date that comes first, if that is a name."""
    if len(byline) > _LONGEST:
        return byline
    start = _start(byline)
    if start is None:
        return byline.rstrip(_MARKS)
    if re.search(r"[^\W\d_]{2}", byline[:start]):
        said = _DAY_AT_END.sub("", byline[:start].strip(_MARKS))
        return f"{said})" if said.count("(") > said.count(")") else said  # `Trainee (Sport) 12.03.2025`
    parts = re.split(r"\s*[|•·]\s*|\s[–—-]\s|\s+(?=(?:by|von|par|por|di|door)[\s:])", byline, flags=re.IGNORECASE)
    kept = [part for part in parts if part and _start(part) is None]
    return " | ".join(kept) if any(re.search(r"[^\W\d_]{2}", part) for part in kept) else ""
