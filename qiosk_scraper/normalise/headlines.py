"""Headlines without the site's name, and telling whether two say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qiosk_scraper.normalise.text import clean, fold

_BAR = re.compile(
    r"\s+(?:[|–—\-·•»«‹›:/]|::|&raquo;)\s+|\s*[|ㅣ｜]\s*|(?<=[\u3040-\u30ff\u3400-\u9fff])[_：](?=[\u3040-\u30ff\u3400-\u9fff])"
)
_OPENING_NAME = re.compile(r"(?P<name>[^:]{2,60}):\s+(?=\S)")

_LONGEST = 2_000
"""Characters of a title that is taken apart: each of its bars costs a look at the whole."""


def without_site_name(title: str, site_names: Iterable[str], others: Iterable[str] = (), shown: str = "") -> str:
    """`title` without the pieces before or behind a bar that name the site. A piece behind the bar goes too when
    one of `others` (headlines of the same page) is what then remains; a name before a colon stays where the displayed
    headline, `shown`, has it as well: `WHO: Fewer cases` on that house's own site."""
    title = clean(title)
    if len(title) > _LONGEST:
        return title
    names = {fold(name) for name in site_names if name}
    names |= {name.removeprefix("the ") for name in names}
    known = {fold(other) for other in others}
    opening = _OPENING_NAME.match(title)
    if opening and fold(opening["name"]).removeprefix("the ") in names and not clean(shown).startswith(opening[0]):
        title = title[opening.end() :]
    for _ in range(3):
        bars = list(_BAR.finditer(title))
        if not bars:
            break
        head, tail = title[: bars[-1].start()], title[bars[-1].end() :]
        first, rest = title[: bars[0].start()], title[bars[0].end() :]
        if _names(tail, names) or (fold(head) in known and len(tail) < len(head)):
            title = head
        elif _names(first, names):
            title = rest
        elif len(bars) > 1 and any(fold(title[: bar.start()]) in known for bar in bars):
            title = next(title[: bar.start()] for bar in bars if fold(title[: bar.start()]) in known)
        else:
            break
    return title.strip()


def _names(piece: str, names: set[str]) -> bool:
    folded = fold(piece)
    return bool(folded) and (
        folded in names
        or folded.removeprefix("the ") in names
        or folded.replace(" ", "") in {name.replace(" ", "") for name in names}
        or re.fullmatch(r"(?:www\.)?[a-z0-9\-]+\.(?:com|org|net|de|fr|co\.uk|[a-z]{2,3})", piece.strip().lower())
        is not None
    )


def share_words(one: str, other: str) -> float:
    """0 to 1: the share of words that two headlines have in common."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0
