"""How much of two texts is the same: the word sequences they share, slices by which near-duplicates are found, groups.

The slices of a text are the same on every machine and in every process. Whoever changes the words, the shingles or the
slots must raise `VERSION`: slices of before and after do not compare.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Set
from functools import cache, partial
from hashlib import blake2b

VERSION = 1
"""Stored with the slices; those of another version are made anew."""
SHINGLE = 5
"""Words in a shingle; in scripts written without blanks, characters."""
SHORTEST = 30
"""Words below which a text is not compared. A character of a script written without blanks counts half a word."""
BANDS, ROWS = 42, 3
"""Chance to share a slice, 1 - (1 - s**3)**42: 0.9999 where 0.6 of the shingles are shared, 0.996 at 0.5, 0.04 at 0.1.
What shares one is compared word by word, so that a low bar costs time alone."""

_SLOTS = BANDS * ROWS
_SLICES = struct.Struct(f">{BANDS}I")
_EIGHT = struct.Struct(">Q")
_THREE = struct.Struct(f">B{ROWS}Q")
# Han, kana, bopomofo; Thai, Lao, Myanmar, Khmer. Hangul is written with blanks.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3031-\u3035\u3041-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)


class _Folding(dict[int, int | None]):
    """Code point to itself for letters, digits and marks; apostrophes and invisible marks go, all else is a blank."""

    def __missing__(self, code: int) -> int | None:
        category = unicodedata.category(chr(code))
        kept: int | None = code if category[0] in "LNM" else None if category == "Cf" else 0x20
        self[code] = kept
        return kept


_FOLDING = _Folding(dict.fromkeys(map(ord, "'’‘ʼ＇")))


def words(text: str) -> list[str]:
    """The words of `text` without case, punctuation, compatibility forms; unspaced scripts character by character."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_FOLDING)
    return _UNSPACED.sub(r" \g<0> ", folded).split()


def shingles(text: str) -> set[str]:
    """Every sequence of five words in `text`; empty when the text is too short to be compared."""
    found = words(text)
    unspaced = sum(1 for word in found if _UNSPACED.match(word))
    if 2 * len(found) - unspaced < 2 * SHORTEST:
        return set()
    return set(map(" ".join, zip(*(found[start:] for start in range(SHINGLE)), strict=False)))


def share(one: Set[str], other: Set[str]) -> float:
    """The part of the shingles of two texts that is in both, 0 to 1; 1 exactly when they are the same."""
    common = len(one & other)
    return common / (len(one) + len(other) - common) if common else 0.0


def slices(sequences: Set[str]) -> tuple[int, ...]:
    """42 numbers of 32 bits; texts that share one may be near-duplicates, and hardly any near-duplicates share none.
    Empty for no shingles.

    A MinHash by one hash (Li, Owen and Zhang 2012; empty slots filled as by Shrivastava 2017), three slots a slice: a
    fifth of the time of 126 hashes.
    """
    if not sequences:
        return ()
    hashes = [_EIGHT.unpack(blake2b(one.encode(), digest_size=8).digest())[0] for one in sequences]
    hashes.sort(reverse=True)
    least = {number % _SLOTS: number for number in hashes}  # the last one to come is the smallest
    slots = [least[next(filter(least.__contains__, donors))] for donors in _donors()]
    return tuple(
        int.from_bytes(
            blake2b(_THREE.pack(band, *slots[band * ROWS : (band + 1) * ROWS]), digest_size=4).digest(), "big"
        )
        for band in range(BANDS)
    )


def to_bytes(slices: tuple[int, ...]) -> bytes:
    """The slices as stored: 42 numbers of four bytes, big-endian."""
    return _SLICES.pack(*slices) if slices else b""


def from_bytes(stored: bytes) -> tuple[int, ...]:
    """The slices read back. Raises ValueError for bytes that are none."""
    if stored and len(stored) != _SLICES.size:
        raise ValueError(f"slices have {_SLICES.size} bytes, not {len(stored)}")
    return _SLICES.unpack(stored) if stored else ()


def groups(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each id to the smallest id that it is linked to, directly or through others, whatever the order of the pairs."""
    parents: dict[int, int] = {}

    def root(member: int) -> int:
        parents.setdefault(member, member)
        while parents[member] != member:
            parents[member] = member = parents[parents[member]]
        return member

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parents[high] = low
    return {member: root(member) for member in sorted(parents)}


@cache
def _donors() -> list[list[int]]:
    """Where each slot looks for a hash: itself, then, if it is empty, all others in an order of its own."""
    slots = range(_SLOTS)

    def order(slot: int, number: int) -> bytes:
        return b"" if number == slot else blake2b(b"%d from %d" % (slot, number), digest_size=8).digest()

    return [sorted(slots, key=partial(order, slot)) for slot in slots]
