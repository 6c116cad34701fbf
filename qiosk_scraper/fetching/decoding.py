"""Content-Encoding taken off in steps, so that a bomb costs no more memory than an honest page.

Scrapy's own middleware unpacks what is cut short as if it were whole, and knows no ratio. Ten megabytes of gzip make
ten gigabytes; the steps here stop at the limit, wherever it is met.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import brotli
import zstandard

MOST_ENCODINGS = 2
RATIO = 200
"""Times a body may grow in unpacking, from `FREE_SIZE` on. A page of text grows 3 to 15 times, one of blanks 1,000."""
FREE_SIZE = 1024 * 1024
_STEP = 256 * 1024
_FED = 64 * 1024
_FED_ZSTD = 256
"""Bytes given to zstd at a time, which knows no limit of its own: 4 of them can make 128 KiB."""
_ZSTD_WINDOW = 8 * 1024 * 1024
"""RFC 9659: what a zstd body may ask of its reader."""
_MOST_MEMBERS = 10_000
_NAMES = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "x-deflate": "deflate", "br": "br", "zstd": "zstd"}


class TooLarge(Exception):
    """More than the limit, or than any page could be packed into so little."""


class TooManyEncodings(Exception):
    """Packed more often than any server has a reason to."""


class CutShort(Exception):
    """The packed body ends before its end mark, or breaks off in nonsense."""


def encodings(header_values: Sequence[str]) -> list[str]:
    """The encodings that Content-Encoding headers name, in the order they were put on. What no one can read, and
    `identity`, is left out, as browsers do. Raises `TooManyEncodings`."""
    names = [name.strip().lower() for value in header_values for name in value.split(",")]
    known = [_NAMES[name] for name in names if name in _NAMES]
    if len(known) > MOST_ENCODINGS:
        raise TooManyEncodings(f"{len(known)} encodings")
    return known


def unpack(body: bytes, named: Sequence[str], most: int) -> bytes:
    """`body` without the encodings, the last put on taken off first; at most `most` bytes at any stage.

    A body that is plainly not what the header says (markup labelled gzip) is given back as it is. Raises `TooLarge`
    and `CutShort`.
    """
    allowed = min(most, max(FREE_SIZE, RATIO * len(body)))
    for name in reversed(named):
        if not body or _is_mislabelled(body, name):
            continue
        unpacked = io.BytesIO()
        size = 0
        for piece in _STEPS[name](body):
            size += len(piece)
            if size > allowed:
                raise TooLarge(f"{name} of {len(body)} bytes makes more than {allowed}")
            unpacked.write(piece)
        body = unpacked.getvalue()
    return body


def _is_mislabelled(body: bytes, name: str) -> bool:
    if name == "gzip":
        return not body.startswith(b"\x1f\x8b"[: len(body)])
    if name == "zstd":
        return body.lstrip()[:1] in (b"<", b"{") or body.startswith(b"\xef\xbb\xbf")
    # Neither brotli nor raw deflate has a mark; text that begins with a tag of HTML is neither.
    return body.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<rss"))


def _pieces(body: bytes, size: int) -> Iterator[bytes]:
    for start in range(0, len(body), size):
        yield body[start : start + size]


def _gzip(body: bytes) -> Iterator[bytes]:
    """All members, one after the other; what follows the last is padding."""
    stream: _Stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    members = 1
    for fed in _pieces(body, _FED):
        rest = fed
        while rest:
            yield _inflated(stream, rest)
            rest = stream.unconsumed_tail
            if stream.eof:
                rest = stream.unused_data
                if not rest.startswith(b"\x1f\x8b"[: len(rest)]):
                    return
                if rest:
                    members += 1
                    if members > _MOST_MEMBERS:
                        raise TooLarge(f"more than {_MOST_MEMBERS} gzip members")
                    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        if stream.eof:  # it ended with the bytes fed; the next may begin another
            stream = _Between()
    if not stream.eof:
        raise CutShort("gzip ends too soon")


class _Stream(Protocol):
    """What zlib gives."""

    @property
    def eof(self) -> bool: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, fed: bytes, limit: int, /) -> bytes: ...


class _Between:
    """Between two members of a gzip body, at the end of what was fed: nothing is open."""

    eof = True
    unconsumed_tail = b""
    unused_data = b""

    def decompress(self, fed: bytes, _limit: int, /) -> bytes:
        self.unused_data = fed
        return b""


def _deflate(body: bytes) -> Iterator[bytes]:
    """zlib's format as the standard says, or the bare stream that some servers send."""
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0
    stream = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
    for fed in _pieces(body, _FED):
        rest = fed
        while rest and not stream.eof:
            yield _inflated(stream, rest)
            rest = stream.unconsumed_tail
    if not stream.eof:
        raise CutShort("deflate ends too soon")


def _inflated(stream: _Stream, fed: bytes) -> bytes:
    try:
        return stream.decompress(fed, _STEP)
    except zlib.error as error:
        raise CutShort(str(error)) from None


def _brotli(body: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    try:
        for fed in _pieces(body, _FED):
            if stream.is_finished():
                return
            piece = stream.process(fed, output_buffer_limit=_STEP)
            yield piece
            # What did not fit waits inside, though all that was fed is taken.
            while piece and not stream.is_finished():
                piece = stream.process(b"", output_buffer_limit=_STEP)
                yield piece
    except brotli.error as error:
        raise CutShort(f"brotli: {error}") from None
    if not stream.is_finished():
        raise CutShort("brotli ends too soon")


def _zstd(body: bytes) -> Iterator[bytes]:
    context = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    stream = context.decompressobj()
    frames = 1
    try:
        for fed in _pieces(body, _FED_ZSTD):
            rest = fed
            while rest:
                if stream.eof:
                    frames += 1
                    if frames > _MOST_MEMBERS:
                        raise TooLarge(f"more than {_MOST_MEMBERS} zstd frames")
                    stream = context.decompressobj()
                yield stream.decompress(rest)
                rest = stream.unused_data if stream.eof else b""
    except zstandard.ZstdError as error:
        raise (TooLarge if "memory" in str(error) else CutShort)(f"zstd: {error}") from None
    if not stream.eof:
        raise CutShort("zstd ends too soon")


_STEPS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd,
}  # fmt: skip
