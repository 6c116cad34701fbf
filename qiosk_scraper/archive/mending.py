"""Putting a damaged row right: the one bit that, flipped back, gives the row its digest again.

A digest of 128 bits leaves no doubt that the row found is the row that was stored. Bits flip alone far more often than
two in one row.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from marshal import dumps

from qiosk_scraper.archive.digests import SIZE, row_digest
from qiosk_scraper.archive.pages import Cell, PageFile, Value, places_of, varint

_LONGEST = 128 * 1024
"""Bytes of a text or of bytes beyond which no bit is tried: the time grows with the square. The largest that others
hang on is a dictionary, of 110 KB: a minute."""
_LONGEST_HEAD = 96
"""Bytes at the beginning of a row that cannot be read: lengths, number and types of even the widest are among them."""
_BYTES = [bytes((number,)) for number in range(256)]

Values = tuple[Value, ...]
ValuesOf = Callable[[Cell | None], Values | None]


def mended(
    file: PageFile, page: bytes, at: int, numbered: bool, values_of: ValuesOf, wanted: Collection[bytes]
) -> Values | None:
    """The values of the row at an offset with one bit flipped back, if that gives one of the digests `wanted`."""
    cell = file.cell(page, at, numbered=numbered)
    values = values_of(cell)
    for candidate in _with_another_head(file, page, at, numbered, _head_ends(page, at, cell, numbered)):
        found = values_of(candidate)
        if found is not None and row_digest(*found) in wanted:
            return found
    if cell is None or values is None:
        return None
    for candidate in _with_other_numbers(cell):
        found = values_of(candidate)
        if found is not None and row_digest(*found) in wanted:
            return found
    return _with_another_text(values, wanted)


def _head_ends(page: bytes, at: int, cell: Cell | None, numbered: bool) -> int:
    """Where the lengths, the number and the types of a row end."""
    if cell is None:
        return min(at + _LONGEST_HEAD, len(page))
    for _ in range(1 + numbered):
        _, at = varint(page, at)
    return at + varint(page, at)[0]


def _with_another_head(file: PageFile, page: bytes, at: int, numbered: bool, end: int) -> Iterator[Cell | None]:
    changed = bytearray(page)
    for place in range(at, end):
        for bit in range(8):
            changed[place] ^= 1 << bit
            yield file.cell(bytes(changed), at, numbered=numbered)
            changed[place] ^= 1 << bit


def _with_other_numbers(cell: Cell) -> Iterator[Cell]:
    """With one bit of a stored integer or float flipped."""
    for kind, start, end in places_of(cell.record):
        if kind < 12:
            for place in range(start, end):
                for bit in range(8):
                    changed = bytearray(cell.record)
                    changed[place] ^= 1 << bit
                    yield Cell(cell.rowid, bytes(changed))


def _with_another_text(values: Values, wanted: Collection[bytes]) -> Values | None:
    """With one bit of a text or of bytes flipped. Works on what is hashed: what stands before it is hashed once."""
    items = [_hashed(value) for value in values]
    for number, value in enumerate(values):
        if not isinstance(value, (str, bytes)):
            continue
        data = value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value
        if len(data) > _LONGEST:
            continue
        before = sha256(_tuple_of(len(values)) + b"".join(items[:number]) + items[number][:5])
        behind = memoryview(data + b"".join(items[number + 1 :]))
        for place in range(len(data)):
            rest = behind[place + 1 :]
            for bit in range(8):
                byte = _BYTES[data[place] ^ 1 << bit]
                tried = before.copy()
                tried.update(byte)
                tried.update(rest)
                if tried.digest()[:SIZE] in wanted:
                    right = data[:place] + byte + data[place + 1 :]
                    made = right.decode("utf-8", "surrogateescape") if isinstance(value, str) else right
                    return (*values[:number], made, *values[number + 1 :])
            before.update(data[place : place + 1])
    return None


def _hashed(value: Value) -> bytes:
    """A value as `row_digest` hashes it; a text that is no UTF-8 with the very bytes it has."""
    if isinstance(value, str):
        data = value.encode("utf-8", "surrogateescape")
        return b"u" + struct.pack("<I", len(data)) + data
    return dumps(value, 2)


def _tuple_of(number: int) -> bytes:
    """How a tuple of so many values begins in marshal's format."""
    return dumps((None,) * number, 2)[:-number]
