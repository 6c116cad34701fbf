"""Content-Encoding taken off: what was packed comes back whole, what was cut never does, a bomb is stopped in time."""

from __future__ import annotations

import gzip
import os
import zlib
from contextlib import suppress

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.fetching.decoding import (
    FREE_SIZE,
    RATIO,
    CutShort,
    TooLarge,
    TooManyEncodings,
    encodings,
    unpack,
)

MOST = 4 * FREE_SIZE


def bare(data: bytes) -> bytes:
    stream = zlib.compressobj(6, zlib.DEFLATED, -15)
    return stream.compress(data) + stream.flush()


PACK = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}


@pytest.mark.parametrize("name", PACK)
@given(st.binary(max_size=3000))
def test_what_was_packed_comes_back(name: str, page: bytes) -> None:
    assert unpack(PACK[name](page), [name], MOST) == page
    assert unpack(PACK["gzip"](PACK[name](page)), [name, "gzip"], MOST) == page


@pytest.mark.parametrize("name", PACK)
@given(st.binary(min_size=1, max_size=3000), st.data())
def test_what_was_cut_never_comes_back_as_whole(name: str, page: bytes, data: st.DataObject) -> None:
    packed = PACK[name](page)
    cut = packed[: data.draw(st.integers(1, len(packed) - 1))]
    with suppress(CutShort):
        assert unpack(cut, [name], MOST) in (page, cut)  # no byte is missing, or it was not packed at all


@pytest.mark.parametrize("name", PACK)
@given(st.binary(max_size=300))
def test_any_bytes_under_any_name_give_bytes_or_one_of_two_errors(name: str, body: bytes) -> None:
    with suppress(CutShort, TooLarge):
        assert isinstance(unpack(body, [name], MOST), bytes)


@pytest.mark.parametrize("name", PACK)
def test_a_large_page_comes_back_whole(name: str) -> None:
    page = os.urandom(MOST - 1)
    assert unpack(PACK[name](page), [name], MOST) == page


@pytest.mark.parametrize("name", PACK)
def test_a_bomb_is_stopped_at_the_limit_or_the_ratio(name: str) -> None:
    with pytest.raises(TooLarge):
        unpack(PACK[name](bytes(MOST + 1)), [name], MOST)
    few = PACK[name](bytes(2 * FREE_SIZE))
    assert len(few) * RATIO < 2 * FREE_SIZE
    with pytest.raises(TooLarge):
        unpack(few, [name], MOST)
    assert unpack(PACK[name](bytes(FREE_SIZE)), [name], MOST) == bytes(FREE_SIZE)


def test_bare_deflate_and_gzip_in_many_members_are_read() -> None:
    assert unpack(bare(b"<p>page</p>" * 99), ["deflate"], MOST) == b"<p>page</p>" * 99
    members = b"".join(gzip.compress(b"line %d\n" % number) for number in range(300))
    assert unpack(members + b"\0" * 20, ["gzip"], MOST) == b"".join(b"line %d\n" % number for number in range(300))
    with pytest.raises(TooLarge):
        unpack(gzip.compress(b"") * 20_000, ["gzip"], MOST)


@pytest.mark.parametrize("edge", range(65_520, 65_560))
def test_a_member_may_end_wherever_a_step_ends(edge: int) -> None:
    first = os.urandom(edge - 43)
    body = gzip.compress(first, 0) + gzip.compress(b"second")
    assert unpack(body, ["gzip"], MOST) == first + b"second"


def test_markup_that_only_claims_to_be_packed_is_taken_as_it_is() -> None:
    page = b"<!DOCTYPE html><title>x</title>"
    assert {unpack(page, [name], MOST) for name in PACK} == {page}


@pytest.mark.parametrize(("values", "names"), [
    (["gzip"], ["gzip"]), (["x-gzip"], ["gzip"]), (["br, gzip"], ["br", "gzip"]), (["br", "gzip"], ["br", "gzip"]),
    ([" GZIP ,"], ["gzip"]), (["identity"], []), (["utf-8"], []), ([""], []), ([], []), (["compress"], []),
])  # fmt: skip
def test_encodings_are_named_in_order(values: list[str], names: list[str]) -> None:
    assert encodings(values) == names


@pytest.mark.parametrize("values", [["gzip, gzip, gzip"], ["gzip"] * 3, ["br,gzip", "zstd"], ["gzip," * 200]])
def test_nobody_packs_three_times(values: list[str]) -> None:
    with pytest.raises(TooManyEncodings):
        encodings(values)
