"""Comparing texts, moments and addresses of pictures."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from datetime import date, datetime, timedelta
from html import unescape
from urllib.parse import unquote, urlsplit

_QUOTES = dict.fromkeys(map(ord, '‘’‚‛′`´ʼ“”„‟″«»‹›"＂「」『』'), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
_LABELS = frozenset(
    [
        "foto",
        "fotos",
        "photo",
        "photos",
        "photograph",
        "photography",
        "image",
        "images",
        "bild",
        "bilder",
        "credit",
        "credits",
        "picture",
        "by",
        "von",
        "courtesy",
        "of",
        "copyright",
        "c",
        "source",
        "quelle",
        "photographer",
        "fotograf",
        "via",
    ]
)


def plain(text: object) -> str:
    """NFKC, one quote mark, one dash, no unseen characters, white space collapsed; case kept."""
    made = unicodedata.normalize("NFKC", str(text or "")).translate(_UNSEEN).translate(_QUOTES).translate(_DASHES)
    return " ".join(made.replace("''", "'").split())


def folded(text: object) -> str:
    return plain(text).casefold()


def likeness(one: object, other: object) -> float:
    """F1 of the words of two texts, each word as often as it stands there."""
    first, second = (Counter(re.findall(r"\w+", folded(text))) for text in (one, other))
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if first and second else 0.0


def makers(credit: str | None) -> str:
    """A credit's words without labels."""
    return " ".join(word for word in re.findall(r"\w+", folded(credit)) if word not in _LABELS)


def same_instant(said: object, known: object) -> bool:
    """Equal within a second. A time without zone is read in the known one's; a day alone is right only where no more
    is known."""
    one, timed = _moment(said)
    other, _ = _moment(known)
    if one is None or other is None:
        return False
    if not timed:
        return one.date() == other.date() and other.tzinfo is None and other.time() == datetime.min.time()
    if other.tzinfo is None:
        one = one.replace(tzinfo=None)
    elif one.tzinfo is None:
        one = one.replace(tzinfo=other.tzinfo)
    return abs(one - other) <= timedelta(seconds=1)


def _moment(value: object) -> tuple[datetime | None, bool]:
    """(moment, whether a time of day was said)"""
    if isinstance(value, datetime):
        return value, True
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day), False
    text = str(value or "").strip()
    try:
        return datetime.fromisoformat(text), len(text) > 10
    except ValueError:
        return None, False


def same_picture(said: str | None, known: list[str]) -> bool:
    """Same address without query, same file name of eight characters or more, or a long id with a digit in common."""
    if not said:
        return False
    place, name, ids = _picture(said)
    for url in known:
        other_place, other_name, other_ids = _picture(url)
        if place == other_place or (len(name) >= 8 and name == other_name) or ids & other_ids:
            return True
    return False


def _picture(url: str) -> tuple[str, str, set[str]]:
    parts = urlsplit(unquote(unquote(unescape(url))))
    path = parts.path.rstrip("/")
    words = re.findall(r"[A-Za-z0-9]{8,}", f"{path} {parts.query}")
    return f"{parts.netloc.lower()}{path}", path.rsplit("/", 1)[-1], {one for one in words if re.search(r"\d", one)}
