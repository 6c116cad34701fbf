"""The first 100 bytes of the archive file, of which SQLite itself looks at fewer than half.

Offsets and meanings: "The Database Header" in SQLite's description of its file format.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

SIZE = 100
MAGIC = b"SQLite format 3\0"
APPLICATION_ID = 0x51694F53
"""`QiOS`: the file is one of ours."""
_MOST_FLIPPED = 4
"""Bits by which an application id may differ and still be taken for ours, damaged."""

_FIXED: tuple[tuple[int, bytes, str], ...] = (
    (0, MAGIC, "magic string"),
    (20, b"\0\x40\x20\x20", "reserved space and payload fractions"),
    (44, b"\0\0\0\x04", "schema format"),
    (48, b"\0\0\0\0", "default cache size"),
    (52, b"\0\0\0\0", "largest root page"),
    (56, b"\0\0\0\x01", "text encoding"),
    (64, b"\0\0\0\0", "incremental vacuum mode"),
    (68, struct.pack(">I", APPLICATION_ID), "application id"),
    (72, bytes(20), "bytes kept for later"),
)
_OLDEST_SQLITE, _TOO_NEW = 3_007_000, 4_000_000


def is_ours(head: bytes) -> bool:
    """Whether the file is an archive of ours, if need be a damaged one."""
    if len(head) < SIZE:
        return False
    differing = _number(head, 68) ^ APPLICATION_ID
    return differing.bit_count() <= _MOST_FLIPPED


def faults(head: bytes, file_size: int, *, has_wal: bool) -> Iterator[str]:
    """What is wrong in the header. With a WAL beside the file, its size may be behind."""
    for offset, expected, name in _FIXED:
        if head[offset : offset + len(expected)] != expected:
            yield f"{name} differs"
    page_size = _page_size(head)
    if page_size < 512 or page_size & (page_size - 1):
        yield "page size is none"
    elif not has_wal and _number(head, 28) * page_size != file_size:
        yield f"{file_size:,} bytes in the file, {_number(head, 28) * page_size:,} by its page count"
    if head[18:20] not in (b"\1\1", b"\2\2"):
        yield "format versions differ"
    if _number(head, 24) != _number(head, 92):
        yield "change counter differs from the one it is valid for"
    if not 0 < _number(head, 40) < 1 << 24:
        yield "schema cookie is none"
    if not _OLDEST_SQLITE <= _number(head, 96) < _TOO_NEW:
        yield "SQLite version is none"


def _page_size(head: bytes) -> int:
    size = int.from_bytes(head[16:18], "big")
    return 65_536 if size == 1 else size


def _number(head: bytes, offset: int) -> int:
    return int.from_bytes(head[offset : offset + 4], "big")
