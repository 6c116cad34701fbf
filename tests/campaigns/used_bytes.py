"""Which bytes of a SQLite file hold something: everything but free pages, and the gaps and leftovers within pages."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

Span = tuple[int, int]
_LEAF_TABLE, _INNER_TABLE, _LEAF_INDEX, _INNER_INDEX = 13, 5, 10, 2


def used_bytes(path: Path) -> list[Span]:
    """(start, end) of each run of used bytes. For a file without a WAL and with pages of 4096 bytes."""
    whole = path.read_bytes()
    with closing(sqlite3.connect(path)) as conn:
        roots = [row[0] for row in conn.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")]
    size = int.from_bytes(whole[16:18], "big")
    spans: list[Span] = [(0, 100)]
    waiting = [1, *roots]
    while waiting:
        number = waiting.pop()
        start = (number - 1) * size
        page = whole[start : start + size]
        children, found = _of_page(whole, page, start, 100 if number == 1 else 0, size)
        spans += found
        waiting += children
    return spans


def _of_page(whole: bytes, page: bytes, start: int, at: int, size: int) -> tuple[list[int], list[Span]]:
    kind, count = page[at], int.from_bytes(page[at + 3 : at + 5], "big")
    inner = kind in (_INNER_TABLE, _INNER_INDEX)
    header = at + (12 if inner else 8)
    spans = [(start + at, start + header + 2 * count)]
    children = [int.from_bytes(page[at + 8 : at + 12], "big")] if inner else []
    for n in range(count):
        cell = here = int.from_bytes(page[header + 2 * n : header + 2 * n + 2], "big")
        if inner:
            children.append(int.from_bytes(page[here : here + 4], "big"))
            here += 4
        if kind == _INNER_TABLE:
            _, here = _varint(page, here)
        else:
            length, here = _varint(page, here)
            if kind == _LEAF_TABLE:
                _, here = _varint(page, here)
            local = _local(length, size, kind)
            here += local
            if local < length:
                spans += _overflow(whole, int.from_bytes(page[here : here + 4], "big"), length - local, size)
                here += 4
        spans.append((start + cell, start + here))
    return children, spans


def _local(length: int, size: int, kind: int) -> int:
    """How much of a record stands in its page; the rest overflows."""
    most = size - 35 if kind == _LEAF_TABLE else (size - 12) * 64 // 255 - 23
    if length <= most:
        return length
    least = (size - 12) * 32 // 255 - 23
    kept = least + (length - least) % (size - 4)
    return kept if kept <= most else least


def _overflow(whole: bytes, number: int, left: int, size: int) -> list[Span]:
    spans = []
    while number and left > 0:
        start, part = (number - 1) * size, min(left, size - 4)
        spans.append((start, start + 4 + part))
        number, left = int.from_bytes(whole[start : start + 4], "big"), left - part
    return spans


def _varint(page: bytes, at: int) -> tuple[int, int]:
    value = 0
    for n in range(8):
        value = value << 7 | page[at + n] & 0x7F
        if page[at + n] < 0x80:
            return value, at + n + 1
    return value << 8 | page[at + 8], at + 9
