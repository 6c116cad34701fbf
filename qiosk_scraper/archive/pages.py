"""Pages of the archive file as bytes: what SQLite neither shows nor checks, and rows that it cannot reach any more.

Names and numbers are those of "Database File Format" and "WAL-mode File Format" in SQLite's documentation. Our files
have no bytes reserved at the end of pages.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, NamedTuple

INNER_INDEX, INNER_TABLE, LEAF_INDEX, LEAF_TABLE = 2, 5, 10, 13
_INNER = (INNER_INDEX, INNER_TABLE)
FILE_HEADER = 100
PAGE_SIZE = 4096
"""Bytes, of every archive we make: SQLite's own default. Taken where the header says none."""
_LONGEST_HEADER, _LONGEST_RECORD = 1 << 10, 1 << 28
_SMALL = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)
"""Bytes of a null, of integers, of a float, of 0 and of 1."""
_WAL_HEADER, _FRAME_HEADER = 32, 24

Value = int | float | str | bytes | None

_BIG_ENDIAN_SUMS = 0x377F0683
_WAL_MAGIC = (0x377F0682, _BIG_ENDIAN_SUMS)


class Damaged(Exception):
    """Bytes that make no sense where they stand."""


class Cell(NamedTuple):
    """A row of a table with its number, or an entry of an index or of a table without row numbers (`rowid` None)."""

    rowid: int | None
    record: bytes


class _Frame(NamedTuple):
    number: int
    """Of the page."""
    commits: int
    """Pages of the file after the transaction that this frame ends; 0 in its other frames."""
    sums: tuple[int, int]
    offset: int
    """Of the page's bytes in the WAL."""


class PageFile:
    """The pages of a database file, with those of committed transactions in its WAL.

    Stays true while a read transaction on the file is open elsewhere, or nobody writes to it.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._wal: BinaryIO | None = None
        self._newer: dict[int, int] = {}
        self.page_size = _page_size_of_file(self._file.read(FILE_HEADER))
        self.count = path.stat().st_size // self.page_size
        wal = wal_of(path)
        if wal.exists():
            self._wal = wal.open("rb")
            uncommitted: dict[int, int] = {}
            for frame in _frames(self._wal):
                uncommitted[frame.number] = frame.offset
                if frame.commits:
                    self._newer |= uncommitted
                    self.count = frame.commits
                    uncommitted = {}

    def page(self, number: int) -> bytes:
        """The bytes of a page, from 1. Raises `Damaged` for one that is not there."""
        if not 1 <= number <= self.count:
            raise Damaged(f"page {number} of {self.count}")
        offset = self._newer.get(number)
        if offset is not None and self._wal:
            self._wal.seek(offset)
            page = self._wal.read(self.page_size)
        else:
            self._file.seek((number - 1) * self.page_size)
            page = self._file.read(self.page_size)
        if len(page) < self.page_size:
            raise Damaged(f"page {number} is cut")
        return page

    def leaves(self, root: int) -> Iterator[bytes]:
        """The leaf pages of a table, in order. Raises `Damaged` where there is none."""
        for number, page in self.tree(root):
            if page[:1] == bytes((LEAF_TABLE,)):
                yield page
            elif page[:1] != bytes((INNER_TABLE,)):
                raise Damaged(f"page {number} is none of a table")

    def tree(self, root: int) -> Iterator[tuple[int, bytes]]:
        """(number, bytes) of all pages of a table or index, also of those that turn out to be of no kind; no bytes for
        a page that cannot be read."""
        seen, waiting = {root}, [root]
        while waiting:
            number = waiting.pop()
            try:
                page = self.page(number)
                children = list(_children(page, start_of(number))) if page[start_of(number)] in _INNER else []
            except Damaged:
                yield number, b""
                continue
            yield number, page
            for child in reversed(children):
                if child not in seen:
                    seen.add(child)
                    waiting.append(child)

    def cell(self, page: bytes, at: int, *, numbered: bool) -> Cell | None:
        """The row or entry at an offset, if there can be one. Its length is taken from its own header."""
        try:
            _, at = varint(page, at)
            rowid, at = varint(page, at) if numbered else (None, at)
            length = record_length(page, at)
            local = self._local(length, numbered=numbered)
            record = page[at : at + local]
            if len(record) < local:
                return None
            if local < length:
                record += self._overflow(int.from_bytes(page[at + local : at + local + 4], "big"), length - local)
            return Cell(rowid, record)
        except (Damaged, IndexError):
            return None

    def _local(self, length: int, *, numbered: bool) -> int:
        """How much of a record stands in its page; the rest overflows."""
        size = self.page_size
        most = size - 35 if numbered else (size - 12) * 64 // 255 - 23
        if length <= most:
            return length
        least = (size - 12) * 32 // 255 - 23
        kept = least + (length - least) % (size - 4)
        return kept if kept <= most else least

    def _overflow(self, number: int, left: int) -> bytes:
        parts: list[bytes] = []
        while left > 0:
            page = self.page(number)
            number = int.from_bytes(page[:4], "big")
            parts.append(page[4 : 4 + left])
            left -= len(parts[-1])
        return b"".join(parts)

    def close(self) -> None:
        self._file.close()
        if self._wal:
            self._wal.close()

    def __enter__(self) -> PageFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def file_header_of(path: Path) -> bytes:
    """The first 100 bytes of a database, be they in its WAL; as many as there are of a shorter file."""
    try:
        with PageFile(path) as file:
            return file.page(1)[:FILE_HEADER]
    except Damaged:
        with path.open("rb") as plain:
            return plain.read(FILE_HEADER)


def rows_with_a_second_number(page: bytes) -> Iterator[int]:
    """Numbers of the rows of a leaf whose first column is `INTEGER PRIMARY KEY` and not stored as null.

    SQLite takes the number of the row in its place and never looks: one bit in each row that no query shows.
    """
    for at in _cells(page):
        _, at = varint(page, at)
        rowid, at = varint(page, at)
        _, at = varint(page, at)
        if page[at]:
            yield rowid


def start_of(number: int) -> int:
    """Where the header of a page begins: behind that of the file on the first."""
    return FILE_HEADER if number == 1 else 0


def places_in(page: bytes, start: int) -> list[int]:
    """Where the rows or entries of a page begin, those of an inner page of an index too. Raises `Damaged`."""
    if page[start] not in (LEAF_TABLE, LEAF_INDEX, INNER_INDEX):
        return []
    return [at + 4 * (page[start] == INNER_INDEX) for at in _cells(page, start)]


def record_length(page: bytes, at: int) -> int:
    """The bytes of the record at an offset, by its header. Raises `Damaged` for what cannot be one."""
    begin = at
    size, at = varint(page, at)
    if not 1 < size <= _LONGEST_HEADER:
        raise Damaged("no header of a record")
    length = size
    while at < begin + size:
        kind, at = varint(page, at)
        length += _bytes_of(kind)
    if at != begin + size or length > _LONGEST_RECORD:
        raise Damaged("no header of a record")
    return length


def values_of(record: bytes) -> list[Value]:
    """The values of a record; texts as they can be written back. Raises `Damaged` for what is none."""
    if record_length(record, 0) != len(record):
        raise Damaged("a record of another length")
    size, at = varint(record, 0)
    place, values = size, []
    while at < size:
        kind, at = varint(record, at)
        length = _bytes_of(kind)
        values.append(_value(kind, record[place : place + length]))
        place += length
    return values


def places_of(record: bytes) -> list[tuple[int, int, int]]:
    """(type, start, end) of each value of a record that has a header."""
    size, at = varint(record, 0)
    place, places = size, []
    while at < size:
        kind, at = varint(record, at)
        places.append((kind, place, place + _bytes_of(kind)))
        place += _bytes_of(kind)
    return places


def _value(kind: int, data: bytes) -> Value:
    if kind >= 12:
        return data.decode("utf-8", "surrogateescape") if kind & 1 else data
    if kind == 7:
        return float(struct.unpack(">d", data)[0])
    if kind in (8, 9):
        return kind - 8
    return int.from_bytes(data, "big", signed=True) if kind else None


def _bytes_of(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    if kind in (10, 11) or kind < 0:
        raise Damaged("no type of a value")
    return _SMALL[kind]


def _children(page: bytes, start: int) -> Iterator[int]:
    for at in _cells(page, start):
        yield int.from_bytes(page[at : at + 4], "big")
    yield int.from_bytes(page[start + 8 : start + 12], "big")


def wal_faults(path: Path) -> Iterator[str]:
    """Committed transactions in the WAL that SQLite would leave out, because a checksum is wrong."""
    wal = wal_of(path)
    if not wal.exists() or wal.stat().st_size <= _WAL_HEADER:
        return
    with wal.open("rb") as file:
        head = file.read(_WAL_HEADER)
        if struct.unpack(">I", head[:4])[0] not in _WAL_MAGIC or _sums(head[:24], (0, 0), head) != _stored(head, 24):
            if not _is_rewritten(file, head):
                yield "header is damaged: none of its transactions can be read"
            return
        last = _stored(head, 24)
        wrong: tuple[_Frame, tuple[int, int]] | None = None
        for frame in _frames(file):
            if not _is_whole(file, head, frame, last):
                wrong = wrong or (frame, last)
            elif frame.commits and wrong:
                # A frame that was just being written is whole by now, and a WAL begun anew has another header.
                if not _is_whole(file, head, *wrong) and not _is_rewritten(file, head):
                    yield f"page {wrong[0].number} is damaged: the transactions from there on cannot be read"
                    return
                wrong = None
            last = frame.sums


def _is_whole(file: BinaryIO, head: bytes, frame: _Frame, before: tuple[int, int]) -> bool:
    file.seek(frame.offset - _FRAME_HEADER)
    whole = file.read(_FRAME_HEADER + _page_size(head))
    return _sums(whole[:8] + whole[_FRAME_HEADER:], before, head) == frame.sums


def _is_rewritten(file: BinaryIO, head: bytes) -> bool:
    file.seek(0)
    return file.read(_WAL_HEADER) != head


def varint(page: bytes, at: int) -> tuple[int, int]:
    """A number of variable length at an offset, and the offset behind it."""
    value = 0
    for n in range(at, at + 8):
        byte = page[n]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, n + 1
    value = value << 8 | page[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def wal_of(path: Path) -> Path:
    """The WAL that belongs to a file."""
    return path.with_name(path.name + "-wal")


def _cells(page: bytes, start: int = 0) -> list[int]:
    """Where the cells of a page begin, in order."""
    first = start + (12 if page[start] in _INNER else 8)
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    if first + 2 * count > len(page):
        raise Damaged("more cells than a page holds")
    return list(struct.unpack_from(f">{count}H", page, first))


def _frames(wal: BinaryIO) -> Iterator[_Frame]:
    """The frames of the WAL's latest generation, whatever their checksums."""
    wal.seek(0)
    head = wal.read(_WAL_HEADER)
    if len(head) < _WAL_HEADER:
        return
    salts, size, offset = head[16:24], _page_size(head), _WAL_HEADER
    while size:
        wal.seek(offset)
        frame = wal.read(_FRAME_HEADER)
        if len(frame) < _FRAME_HEADER or frame[8:16] != salts:
            return
        number, commits = struct.unpack(">II", frame[:8])
        offset += _FRAME_HEADER
        yield _Frame(number, commits, _stored(frame, 16), offset)
        offset += size


def _page_size_of_file(head: bytes) -> int:
    size = int.from_bytes(head[16:18], "big")
    if size == 1:
        return 65_536
    return size if size >= 512 and not size & (size - 1) else PAGE_SIZE


def _page_size(head: bytes) -> int:
    return int(struct.unpack(">I", head[8:12])[0])


def _stored(data: bytes, offset: int) -> tuple[int, int]:
    first, second = struct.unpack(">II", data[offset : offset + 8])
    return first, second


def _sums(data: bytes, before: tuple[int, int], head: bytes) -> tuple[int, int]:
    """The checksums of the WAL format over `data`, going on from those before it."""
    words = array("I", data[: len(data) & ~7])
    big = struct.unpack(">I", head[:4])[0] == _BIG_ENDIAN_SUMS
    if big != (struct.pack("=I", 1) == struct.pack(">I", 1)):
        words.byteswap()
    first, second = before
    for one, two in zip(words[::2], words[1::2], strict=True):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second
