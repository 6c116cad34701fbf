"""Responses kept as received: their bytes once per digest, compressed, and read back with the digest checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import zstandard

from qiosk_scraper.items import Capture

CODEC = "zstd"
LEVEL = 3
"""zstd -3 takes 0.6 ms for a page of 110 KB; -10 takes 4 ms and saves 5 % (synthetic pages, 2026-11)."""
DICTIONARY_SIZE = 112_640
"""Bytes; zstd's own default."""
MAX_BODY = 64 * 1024 * 1024
"""Bytes. No larger body is stored (fetching stops at half of it), so no larger one is unpacked."""


_to_json = json.JSONEncoder(ensure_ascii=False).encode
"""`json.dumps` makes an encoder for each call that asks for one thing of its own."""


class DamagedPayload(Exception):
    """Stored bytes that do not give back what was stored."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What the pages of one outlet have in common."""

    id: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Payload:
    """A body, compressed. `sha256` is of the bytes before compression."""

    sha256: str
    codec: str
    dictionary_id: int | None
    data: bytes


def digest(body: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(body).hexdigest()


class Press:
    """Compresses bodies, with an outlet's dictionary where there is one. Not for two threads at a time."""

    def __init__(self) -> None:
        self._plain = zstandard.ZstdCompressor(level=LEVEL)
        self._trained: dict[int, zstandard.ZstdCompressor] = {}

    def pack(self, body: bytes, sha256: str, dictionary: Dictionary | None = None) -> Payload:
        """The body as a payload."""
        if dictionary is None:
            return Payload(sha256, CODEC, None, self._plain.compress(body))
        press = self._trained.get(dictionary.id)
        if press is None:
            press = zstandard.ZstdCompressor(level=LEVEL, dict_data=zstandard.ZstdCompressionDict(dictionary.data))
            self._trained[dictionary.id] = press
        return Payload(sha256, CODEC, dictionary.id, press.compress(body))


def unpack(payload: Payload, dictionary: Dictionary | None = None) -> bytes:
    """The bytes that were packed. Raises `DamagedPayload` unless they have the digest they were stored under."""
    if payload.codec != CODEC:
        raise DamagedPayload(f"unknown codec {payload.codec!r}")
    trained = zstandard.ZstdCompressionDict(dictionary.data) if dictionary else None
    try:
        size = zstandard.get_frame_parameters(payload.data).content_size
        if size > MAX_BODY:
            raise DamagedPayload("claims to be larger than any stored body")
        body = zstandard.ZstdDecompressor(dict_data=trained).decompress(payload.data, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise DamagedPayload(str(error)) from error
    if digest(body) != payload.sha256:
        raise DamagedPayload("digest differs")
    return body


def train(bodies: Sequence[bytes]) -> bytes | None:
    """A dictionary of what the pages share; None when they are too few or too small to learn from."""
    try:
        trained: zstandard.ZstdCompressionDict = zstandard.train_dictionary(DICTIONARY_SIZE, list(bodies), k=2048, d=8)
    except (zstandard.ZstdError, ValueError):
        return None
    return trained.as_bytes()


def headers_to_json(headers: Iterable[tuple[str, str]]) -> str:
    """Headers as the archive keeps them: a JSON list of [name, value], order and repeats kept."""
    return _to_json([list(header) for header in headers])


def headers_from_json(text: str) -> tuple[tuple[str, str], ...]:
    """The reverse of `headers_to_json`."""
    return tuple((str(name), str(value)) for name, value in json.loads(text))


def capture_of(url: str, body: bytes, status: int, headers: str, fetched_at: str, requested_url: str | None) -> Capture:
    """A stored response as it was when it came in."""
    return Capture(
        url=url,
        body=body,
        status=status,
        headers=headers_from_json(headers),
        fetched_at=fetched_at,
        requested_url=requested_url,
    )
