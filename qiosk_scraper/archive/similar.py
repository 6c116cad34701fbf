"""Near-duplicates and syndicated copies: the table `similar`, brought up to date with the texts of the articles.

Two articles are similar when at least half of the five-word sequences of their texts are in both. What stands in
`similar` follows from the texts and addresses in the archive alone, in whatever order they came; which articles are
still to be compared is read from the archive, so that a run that was killed is made good by the next one.

Candidates are found by slices of a fingerprint (`similarity.py`), then compared by their words. Where more than
`CROWD` articles share a slice, as the daily tide tables of a paper do, comparing each with each would take the square
of their number: the `LEADERS` of the lowest rank are compared with all, which is enough to make one group of them.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from heapq import nsmallest
from typing import Any

from qiosk_scraper.archive.rows import rows_in
from qiosk_scraper.similarity import VERSION, from_bytes, groups, share, shingles, slices, to_bytes

THRESHOLD = 0.5
"""Share of word sequences from which two texts are similar. Of pairs that share just half, 4 in 1,000 are not found."""
CROWD = 20
"""Articles with one slice in common, up to which each is compared with each."""
LEADERS = 3
"""Articles of a crowd that are compared with all of it: 1,000 texts of 300 words that differ in five take 4 s."""
PORTION = 1000
"""Articles compared in one transaction."""
_REMEMBERED = 256
"""Articles whose word sequences are kept in memory: about 100 KB each."""

# INDEXED BY: an index holds both columns, the table has the texts between them.
_STALE = """
    SELECT a.id FROM articles a INDEXED BY articles_text_sha256
    LEFT JOIN fingerprints f ON f.article_id = a.id AND f.text_sha256 = a.text_sha256 AND f.version = ?
    WHERE f.article_id IS NULL ORDER BY a.id LIMIT ?"""
_WRITE = """
    INSERT INTO fingerprints (article_id, text_sha256, version, rank, slices) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (article_id) DO UPDATE SET text_sha256 = excluded.text_sha256, version = excluded.version,
        rank = excluded.rank, slices = excluded.slices"""
_THOSE = "IN (SELECT value FROM json_each(?))"


def compare(conn: sqlite3.Connection, portion: int = PORTION) -> int:
    """Compares up to `portion` articles whose text is new or has changed; how many there were. To be called inside a
    transaction, until it gives back 0."""
    stale = [row[0] for row in conn.execute(_STALE, (VERSION, portion))]
    if stale:
        _Comparison(conn, stale).run()
    return len(stale)


class _Comparison:
    def __init__(self, conn: sqlite3.Connection, stale: list[int]) -> None:
        self._conn = conn
        self._stale = stale
        self._slices: dict[int, tuple[int, ...]] = {}
        """Of the stale articles, then of all that have to be compared."""
        self._ranks: dict[int, int] = {}
        """No two articles have the same: their ids are part of it."""
        self._members: dict[int, set[int]] = {}
        """Slice to the articles that have it."""
        self._shingles = lru_cache(maxsize=_REMEMBERED)(self._read_shingles)

    def run(self) -> None:
        stored: list[tuple[Any, ...]] = []
        for number, url, text, text_sha256 in rows_in(
            self._conn, f"SELECT id, url, text, text_sha256 FROM articles WHERE id {_THOSE}", self._stale
        ):
            made = self._slices[number] = slices(shingles(text))
            rank = int.from_bytes(blake2b(url.encode(), digest_size=4).digest(), "big")
            stored.append((number, text_sha256, VERSION, rank, to_bytes(made)))
        before = self._stored_slices(self._stale)
        self._load({one for made in (*before.values(), *self._slices.values()) for one in made})
        firsts = {one: self._firsts(one) for one in self._members}
        self._conn.executemany(_WRITE, stored)
        self._ranks.update((number, rank << 32 | number) for number, _, _, rank, _ in stored)
        self._replace(before)
        # Whoever is no longer, or only now, among those compared with all has other pairs than before.
        others = {one for each, first in firsts.items() for one in first ^ self._firsts(each)}.difference(self._stale)
        if others:
            self._slices.update(self._stored_slices(others))
            self._load({one for number in others for one in self._slices[number]})
        touched = {*self._stale, *others}
        self._store(touched, self._candidates(touched))

    def _stored_slices(self, numbers: Iterable[int]) -> dict[int, tuple[int, ...]]:
        found = rows_in(
            self._conn, f"SELECT article_id, slices FROM fingerprints WHERE article_id {_THOSE}", list(numbers)
        )
        return {number: _slices(stored) for number, stored in found}

    def _load(self, wanted: set[int]) -> None:
        """Who has these slices. One pass over the fingerprints: 0.2 s for 100,000 articles, and no index to keep."""
        wanted = wanted.difference(self._members)
        self._members.update((one, set()) for one in wanted)
        if not wanted:
            return
        for number, rank, stored in self._conn.execute("SELECT article_id, rank, slices FROM fingerprints"):
            for one in wanted.intersection(_slices(stored)):
                self._members[one].add(number)
                self._ranks[number] = rank << 32 | number

    def _replace(self, before: dict[int, tuple[int, ...]]) -> None:
        for number, made in before.items():
            for one in made:
                self._members[one].discard(number)
        for number in self._stale:
            for one in self._slices[number]:
                self._members[one].add(number)

    def _firsts(self, one: int) -> set[int]:
        """Those of the articles with a slice that are compared with all others that have it."""
        members = self._members[one]
        if len(members) <= CROWD:
            return set(members)
        return set(nsmallest(LEADERS, members, key=self._ranks.__getitem__))

    def _candidates(self, touched: set[int]) -> set[tuple[int, int]]:
        """Pairs (lower id, higher id) with a touched article, to be compared by their words."""
        pairs = set()
        firsts = {one: self._firsts(one) for one in {one for number in touched for one in self._slices[number]}}
        for number in touched:
            others: set[int] = set()
            for one in self._slices[number]:
                others |= self._members[one] if number in firsts[one] else firsts[one]
            others.discard(number)
            pairs |= {(min(number, other), max(number, other)) for other in others}
        return pairs

    def _store(self, touched: set[int], pairs: set[tuple[int, int]]) -> None:
        """Replaces the pairs of the touched articles, and names the groups anew that this changed."""
        conn = self._conn
        ids = list(touched)
        gone = rows_in(conn, f"SELECT article_id, other_id, group_id FROM similar WHERE article_id {_THOSE}", ids)
        changed = {name for _, _, name in gone}
        conn.executemany(
            "DELETE FROM similar WHERE article_id = ? AND other_id = ?",
            [pair for one, other, _ in gone for pair in ((one, other), (other, one))],
        )
        found = [(one, other, score) for one, other in self._in_order(pairs) if (score := self._score(one, other))]
        linked = {number for one, other, _ in found for number in (one, other)}
        changed.update(
            row[0]
            for row in rows_in(conn, f"SELECT DISTINCT group_id FROM similar WHERE article_id {_THOSE}", list(linked))
        )
        before = rows_in(conn, f"SELECT article_id, other_id, group_id FROM similar WHERE group_id {_THOSE}", changed)
        names = groups([(one, other) for one, other, _ in (*before, *found)])
        conn.executemany(
            "UPDATE similar SET group_id = ? WHERE article_id = ? AND other_id = ?",
            [(names[one], one, other) for one, other, name in before if names[one] != name],
        )
        conn.executemany(
            "INSERT INTO similar (article_id, other_id, score, group_id) VALUES (?, ?, ?, ?)",
            sorted(
                row
                for one, other, score in found
                for row in ((one, other, score, names[one]), (other, one, score, names[one]))
            ),
        )

    def _in_order(self, pairs: set[tuple[int, int]]) -> list[tuple[int, int]]:
        """So that the words of those in many pairs are kept in memory, those of others read once."""
        how_many = Counter(number for pair in pairs for number in pair)
        return sorted(pairs, key=lambda pair: sorted((how_many[number], number) for number in pair))

    def _score(self, one: int, other: int) -> float | None:
        """The share of word sequences, if it is enough."""
        score = share(self._shingles(one), self._shingles(other))
        return score if score >= THRESHOLD else None

    def _read_shingles(self, number: int) -> frozenset[str]:
        row = self._conn.execute("SELECT text FROM articles WHERE id = ?", (number,)).fetchone()
        return frozenset(shingles(row[0]))


def _slices(stored: bytes) -> tuple[int, ...]:
    try:
        return from_bytes(stored)
    except ValueError:  # damaged; `qiosk db verify` names the row
        return ()
