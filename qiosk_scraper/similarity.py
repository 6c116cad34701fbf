"""How much of two texts is the same: MinHash fingerprints of overlapping word sequences, their look-up, and groups.

A fingerprint is the same for the same text on every machine and in every process. Whoever changes the words, the
shingles or the keys must compute the stored fingerprints anew: those of before and after do not compare.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

SHINGLE = 5
"""Words in a shingle; in scripts written without blanks, characters."""
SLOTS = 128
SHORTEST = 30
"""Words below which a text has no fingerprint. A character of a script written without blanks counts half a word."""
BANDS, ROWS = 25, 5
"""Chance to share a band, 1 - (1 - s**5)**25: 0.99995 at a similarity of 0.8, 0.55 at 0.5, 0.06 at 0.3."""

_FAMILIES = 16
_SIGNATURE = struct.Struct(f">{SLOTS}I")
_DIGEST = struct.Struct(f">{_FAMILIES}I")
# Values of 30 bits are one digit of a Python integer: half the time of 32 bits (CPython 3.11).
_THIRTY_BITS = 2**30 - 1
_MASK = int.from_bytes(_DIGEST.pack(*[_THIRTY_BITS] * _FAMILIES), "big")
_KEYS = [
    int.from_bytes(blake2b(b"qiosk %d" % slot, digest_size=4).digest(), "big") & _THIRTY_BITS for slot in range(SLOTS)
]
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


def fingerprint(text: str) -> bytes | None:
    """The MinHash of the text's shingles: 128 numbers in 512 bytes. None for a text of less than about 30 words.

    Slot by slot, two texts agree as often as the share of shingles they have in common (Jaccard).
    """
    sequences = shingles(text)
    if not sequences:
        return None
    digests = [
        _DIGEST.unpack((int.from_bytes(blake2b(sequence.encode()).digest(), "big") & _MASK).to_bytes(64, "big"))
        for sequence in sequences
    ]
    # A slot keeps the hash nearest to its key. 16 independent hashes with 8 keys each: with one hash for all keys a
    # shingle in a thin part of the number line would win many slots, which blurs the estimate for short texts.
    return _SIGNATURE.pack(
        *(
            min(map(key.__xor__, hashes))
            for family, hashes in enumerate(zip(*digests, strict=True))
            for key in _KEYS[family::_FAMILIES]
        )
    )


def estimate(one: bytes, other: bytes) -> float:
    """The share of shingles that two texts have in common, from their fingerprints: 0 to 1, within about 0.09."""
    pairs = zip(_SIGNATURE.unpack(one), _SIGNATURE.unpack(other), strict=True)
    agreeing: int = sum(a == b for a, b in pairs)
    return agreeing / SLOTS


def bands(fingerprint: bytes) -> list[int]:
    """25 numbers for a look-up table; texts that share one are candidates. Each fits SQLite's INTEGER.

    A number says its own band: bands may stand in one column.
    """
    if len(fingerprint) != _SIGNATURE.size:
        raise ValueError(f"a fingerprint has {_SIGNATURE.size} bytes, not {len(fingerprint)}")
    width = 4 * ROWS
    cuts = (b"%d:" % band + fingerprint[band * width : (band + 1) * width] for band in range(BANDS))
    return [int.from_bytes(blake2b(cut, digest_size=8).digest(), "big", signed=True) for cut in cuts]


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
