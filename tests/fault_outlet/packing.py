"""Answers whose body is packed: well, badly, cut, many times over, and as a bomb."""

from __future__ import annotations

import gzip
import zlib
from functools import cache

import brotli
import zstandard

from fault_outlet import pages
from fault_outlet.server import Exchange, Fault


def _deflated(data: bytes, bits: int) -> bytes:
    stream = zlib.compressobj(9, zlib.DEFLATED, bits)
    return stream.compress(data) + stream.flush()


PACK = {
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "deflate": lambda data: _deflated(data, 15),
    "raw": lambda data: _deflated(data, -15),
    "br": brotli.compress,
    "zstd": zstandard.compress,
}


def packed(*how: str, named: str | None = None) -> Fault:
    """The page, packed as named, the first first."""

    def answer(exchange: Exchange) -> None:
        body = pages.article(exchange.slug)
        for name in how:
            body = PACK[name](body)
        exchange.reply(200, body, {"Content-Encoding": named or ", ".join(how)})

    return answer


def packed_and_cut(name: str, keep: float) -> Fault:
    """Only the first part of the packed page, with a length that says so."""

    def answer(exchange: Exchange) -> None:
        whole = PACK[name](pages.article(exchange.slug))
        body = whole[: int(len(whole) * keep)] if keep < 1 else whole[:-4]
        exchange.reply(200, body, {"Content-Encoding": "deflate" if name == "raw" else name})

    return answer


def packed_in_chunks(keep: float, more: bytes = b"") -> Fault:
    """gzip in chunks that end as they should, of which a part (and something behind it) is sent."""

    def answer(exchange: Exchange) -> None:
        whole = PACK["gzip"](pages.article(exchange.slug))
        sent = whole[: int(len(whole) * keep)] + more
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n")
        exchange.send(b"Transfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(sent), sent))
        exchange.keep = True

    return answer


def packed_badly(exchange: Exchange) -> None:
    """gzip whose checksum is another's."""
    body = bytearray(PACK["gzip"](pages.article(exchange.slug)))
    body[-6] ^= 0xFF
    exchange.reply(200, bytes(body), {"Content-Encoding": "gzip"})


def two_members(exchange: Exchange) -> None:
    body = pages.article(exchange.slug)
    half = len(body) // 2
    exchange.reply(200, PACK["gzip"](body[:half]) + PACK["gzip"](body[half:]), {"Content-Encoding": "x-gzip"})


def layers(count: int) -> Fault:
    def answer(exchange: Exchange) -> None:
        body = pages.article(exchange.slug)
        for _ in range(count):
            body = gzip.compress(body, 1, mtime=0)
        exchange.reply(200, body, {"Content-Encoding": ", ".join(["gzip"] * count)})

    return answer


@cache
def _bomb(name: str) -> bytes:
    """300 MB of blanks, packed; gzip makes 300 KB of it."""
    blanks = b" " * 1024 * 1024
    if name == "zstd":
        stream = zstandard.ZstdCompressor(level=3).compressobj()
    elif name == "br":
        stream = brotli.Compressor(quality=5)
        return b"".join([stream.process(blanks) for _ in range(300)]) + stream.finish()
    else:
        stream = zlib.compressobj(9, zlib.DEFLATED, 31 if name == "gzip" else 15)
    return b"".join([stream.compress(blanks) for _ in range(300)]) + stream.flush()


def make_bombs() -> None:
    """Before anybody waits for them."""
    for name in ("gzip", "deflate", "br", "zstd"):
        _bomb(name)


def bomb(name: str) -> Fault:
    return lambda exchange: exchange.reply(200, _bomb(name), {"Content-Encoding": name})


def bomb_in_bomb(exchange: Exchange) -> None:
    exchange.reply(200, gzip.compress(_bomb("gzip"), mtime=0), {"Content-Encoding": "gzip, gzip"})
