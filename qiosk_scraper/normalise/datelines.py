"""Reporters named in the dateline that opens a text, as agencies and papers of East Asia print them."""

from __future__ import annotations

import re

from qiosk_scraper.normalise.agencies import is_known_agency

_HAN = "\u3400-\u9fff"
_KOREAN = re.compile(
    r"^\s*(?:[\[(（【〔][^\])）】〕]{1,24}[=＝][^\])）】〕]{1,16}[\])）】〕]\s*|[\[(（【〔][^\])）】〕]{0,16}\s)"
    r"(?P<names>[가-힣]{2,4}(?:\s?[·,ㆍ]\s?[가-힣]{2,4}){0,4})\s*(?:선임|인턴|객원|수습)?(?:기자|특파원)(?=\s*[=＝\])）】〕])"
)
_PLACED = re.compile(
    rf"^\s*[〔（(【\[〈［][^）)〕】\]〉］]{{0,8}}[記记]者\s*(?P<names>[{_HAN}]{{2,4}}(?:[、,，\s][{_HAN}]{{2,4}}){{0,4}})\s*[／/]"
)
"""`〔記者王小明／台北報導〕`"""
_DAYED = re.compile(
    rf"^\s*[（(][{_HAN}]{{0,6}}[記记]者(?P<names>[{_HAN}、]{{4,24}})\d{{1,2}}日[^）)]{{0,4}}[電电][）)]"
)
"""`（中央社記者王小明台北12日電）`: name and place run together, and three of four names have three signs."""
_BRACKETED = re.compile(
    rf"^.{{0,40}}?[（(][{_HAN}]{{0,6}}记者[:：]?\s*(?P<names>[{_HAN}]{{2,4}}(?:[、,，\s]+[{_HAN}]{{2,4}}){{0,5}})\s*[）)]"
)
"""`新华社北京3月12日电（记者张三、李四）`"""
_LOOKED_AT = 120


_DATELINE = re.compile(
    r"\s*(?P<place>[A-ZÀ-Þ][\wÀ-ÿ.'’ -]{1,30}?)(?:[,/] ?[A-ZÀ-Þ][\w. ]{1,24}){0,2},? ?"
    r"(?:\((?P<agency>[A-Za-z]{2,12}(?: [A-Z][a-z]+)?)\)(?: ?(?:--|[-–—]) ?| )|(?:--|—) )(?=[\"“‘']?[A-ZÀ-Þ])"
)
"""`LONDON (Reuters) - Some`, `Kirov, Russia (AP) — A`, `MENLO PARK, Calif. -- In`"""


def opens_with_dateline(text: str) -> bool:
    """Whether a text begins with its place and its agency, as the first paragraph of a report does and no dek."""
    found = _DATELINE.match(text[:_LOOKED_AT])
    if found is None:
        return False
    agency = found["agency"]
    if agency:
        return is_known_agency(agency) or is_known_agency(agency.split()[0])
    place = found["place"].strip()
    return place.isupper() and _LABELS.isdisjoint(place.split())


_NO_PLACES = """
ANALYSIS OPINION EXCLUSIVE BREAKING LIVE UPDATE UPDATED WATCH VIDEO VIDEOS PHOTOS PHOTO REVIEW SPOILER
INTERVIEW FACT CHECK EXPLAINER COMMENT REPORT FEATURE COLUMN EDITORIAL PODCAST QUIZ POLL NEWS ANALYSE MEINUNG
KOMMENTAR TRIBUNE ENTRETIEN ENTREVISTA VÍDEO ANÁLISIS OPINIÓN ÚLTIMA
"""
_LABELS = frozenset(_NO_PLACES.split())
"""What stands before a dash and is no place."""


def reporters(text: str) -> list[str]:
    """The names in the dateline at the start of a first paragraph; empty for one that names nobody."""
    text = text[:_LOOKED_AT]
    if not ("記者" in text or "记者" in text or "기자" in text or "특파원" in text):
        return []
    if found := _KOREAN.match(text) or _PLACED.match(text) or _BRACKETED.match(text):
        return [name for name in re.split(r"[\s、,，·ㆍ]+", found["names"]) if name]
    if found := _DAYED.match(text):
        *others, last = found["names"].split("、")
        return [*others, last[:3] if len(last) >= 5 else last[:2]]
    return []
