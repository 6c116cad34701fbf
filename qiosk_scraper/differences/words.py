"""The words inside one paragraph, compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from qiosk_scraper.differences.matching import Effort, matches
from qiosk_scraper.differences.pieces import Op, Piece

# Scripts written without blanks go character by character, with the marks on it: Han, hiragana, bopomofo; a katakana
# word stays whole. Numbers and contractions are one word. Letters are told by what they are not, since `\w` leaves out
# the vowel signs of Indic scripts.
_HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3041-\u3096\u309d-\u309f\u3100-\u312f\u31a0-\u31bf\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKS = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_POINTS = (
    r"!-/:-@\[-`{-~"
    "\u00a1-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u2010-\u205f"
    "\u3001-\u3004\u3008-\u3020\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_LETTER = rf"[^\s{_POINTS}{_HAN}]"
WORD = re.compile(rf"[{_HAN}][{_MARKS}]*|\d+(?:[.,:]\d+)*{_LETTER}*|{_LETTER}+(?:['’]{_LETTER}+)*")
_TOKEN = re.compile(rf"(?:{WORD.pattern}|\S)\s*|\s+")
_OPS: tuple[Op, Op, Op] = ("equal", "delete", "insert")
_TOO_LITTLE = 0.25
"""Share of text in common below which a line is shown as replaced, not as a patchwork."""


def word_pieces(before: str, after: str, effort: Effort) -> tuple[Piece, ...]:
    """Word by word; a change is a deletion, then an insertion."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    # The blank behind a word is no part of it: `pier` at the end of a line is the `pier ` within another.
    old_keys, new_keys = [token.rstrip() for token in old], [token.rstrip() for token in new]
    flat: list[Piece] = []
    old_done = new_done = 0
    for old_at, new_at, size in matches(old_keys, new_keys, effort):
        flat += [("delete", "".join(old[old_done:old_at])), ("insert", "".join(new[new_done:new_at]))]
        old_done, new_done = old_at + size, new_at + size
        for one, other in zip(old[old_at:old_done], new[new_at:new_done], strict=True):
            same = one if one == other else one[: _common(one, other)]
            flat += [("equal", same), ("delete", one[len(same) :]), ("insert", other[len(same) :])]
    flat += [("delete", "".join(old[old_done:])), ("insert", "".join(new[new_done:]))]
    runs = _without_blanks(_without_crumbs(_runs(flat)))
    if 2 * sum(len(run.equal) for run in runs) < _TOO_LITTLE * (len(before) + len(after)):
        runs = [_Run("", before, after)]
    return tuple((op, text) for run in runs for op, text in zip(_OPS, run, strict=True) if text)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


class _Run(NamedTuple):
    """Text in common and the change behind it."""

    equal: str
    deleted: str
    inserted: str

    @property
    def size(self) -> int:
        return max(len(self.deleted), len(self.inserted))


def _runs(flat: Sequence[Piece]) -> list[_Run]:
    parts: list[dict[Op, list[str]]] = []
    for op, text in flat:
        if not text:
            continue
        if not parts or (op == "equal" and len(parts[-1]) > ("equal" in parts[-1])):
            parts.append({})
        parts[-1].setdefault(op, []).append(text)
    return [_Run(*("".join(part.get(op, ())) for op in _OPS)) for part in parts]


def _without_crumbs(runs: list[_Run]) -> list[_Run]:
    """A word or two in common between longer changes counted as changed: the two then read as one."""
    merged = runs[:1]
    for run in runs[1:]:
        last, crumb = merged[-1], run.equal.strip()
        if run.size and 2 * len(crumb) <= min(last.size, run.size) and len(_TOKEN.findall(crumb)) <= 2:
            deleted, inserted = (side + run.equal for side in last[1:])
            merged[-1] = _Run(last.equal, deleted + run.deleted, inserted + run.inserted)
        else:
            merged.append(run)
    return merged


def _without_blanks(runs: list[_Run]) -> list[_Run]:
    """The blank behind both the old and the new words counted as common."""
    moved: list[_Run] = []
    blank = ""
    for run in runs:
        equal, blank = blank + run.equal, ""
        old, new = run.deleted[len(run.deleted.rstrip()) :], run.inserted[len(run.inserted.rstrip()) :]
        if old and old == new:
            blank = old
        deleted, inserted = run.deleted.removesuffix(blank), run.inserted.removesuffix(blank)
        moved.append(_Run(equal, deleted, inserted))
    return [*moved, _Run(blank, "", "")]
