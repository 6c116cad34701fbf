"""Names that no word parts: `Ada Brandt/Hugo Stern`, `山田太郎 佐藤花子`; the Arabic and Hebrew `and` is one letter."""

from __future__ import annotations

import re

from qiosk_scraper.normalise.agencies import is_known_agency
from qiosk_scraper.normalise.names import is_person

_ARABIC_AND = re.compile(r"\sو(?=[\u0600-\u06ff])")
_WAW_NAMES = "وليد وائل وسام وسيم وفاء وجدي وحيد ورد وردة وديع ولاء وهيب وجيه وداد ونيس وصفي وهبة وهبي"
_WITH_WAW = frozenset(_WAW_NAMES.split())
"""Names that begin with the letter that means `and`."""
_HEBREW_AND = re.compile(r"\sו(?=[\u05d0-\u05ea]{2})")
_VAV_NAMES = "ויקטור ורד ורדית ולדימיר ויטלי וולף ויקי ורה ויקטוריה ולרי"
_WITH_VAV = frozenset(_VAV_NAMES.split())
_HAN_NAME = re.compile(r"[\u3400-\u9fff々]{3,5}")
_HANGUL_NAME = re.compile(r"[\uac00-\ud7af]{3}")
_HAN_AND = re.compile(
    r"([\u3400-\u9fff]{3})[和跟]([\u3400-\u9fff]{3})|([\u3400-\u9fff]{2,3})[与與]([\u3400-\u9fff]{2,3})"
)
_REPORTERS = re.compile(r"(?<=记者)[:：\s]*(?:[\u3400-\u9fff]{2,4}[\s、]+){1,5}[\u3400-\u9fff]{2,4}(?![\u3400-\u9fff])")
_NO_REPORTER = re.compile(r"(?:报道|电|讯|摄影?|编辑|责编|责任编辑)$")
_LESSER = re.compile(r"\s(?:通讯员|实习生|实习记者|特约记者)[:：\s]")
"""Words for further reporters: `记者 李明 通讯员 王芳`."""
_MOST = 6


def reporters_apart(text: str) -> str:
    """`记者 李明 王芳` with a mark between the names, which may have two signs there: no given name follows a blank."""
    text = _LESSER.sub("、", text)
    found = _REPORTERS.search(text)
    if found is None or any(map(_NO_REPORTER.search, words := re.findall(r"[\u3400-\u9fff]+", found[0]))):
        return text
    return f"{text[: found.start()]} {'、'.join(words)}{text[found.end() :]}"


def joined_names(text: str) -> list[str]:
    """The names in a text that no mark and no word of its own parts; empty where it is one."""
    words = text.split()
    if 2 <= len(words) <= _MOST and any(all(map(pattern.fullmatch, words)) for pattern in (_HAN_NAME, _HANGUL_NAME)):
        return words
    if han := _HAN_AND.fullmatch(text):
        return [name for name in han.groups() if name]
    for mark, names in ((_ARABIC_AND, _WITH_WAW), (_HEBREW_AND, _WITH_VAV)):
        for found in mark.finditer(text):
            first, second = text[: found.start()], text[found.end() :]
            behind = text[found.start() :].split()[0]
            if behind not in names and len(first.split()) >= 2 and len(second.split()) >= 2:
                return [*(joined_names(first) or [first]), *(joined_names(second) or [second])]
    if text.count("/") == 1:
        sides = [side.strip() for side in text.split("/")]
        people = [side for side in sides if is_person(side)]
        if len(people) == len(sides) or (people and any(map(_is_of_house, sides))):
            return people
    return []


def _is_of_house(text: str) -> bool:
    return is_known_agency(text) or text.casefold() in ("staff", "redacción", "redaktion", "redazione", "rédaction")


def is_hangul_name(text: str) -> bool:
    """Whether a text is three signs of Hangul, as most Korean names are."""
    return _HANGUL_NAME.fullmatch(text) is not None
