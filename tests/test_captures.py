"""Bytes go in and come out the same; damaged ones never come out at all."""

from __future__ import annotations

import contextlib
import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from visits import article, rows, visit, writing

from qiosk_scraper.archive import Archive
from qiosk_scraper.archive.payloads import PAGES_TO_TRAIN_ON
from qiosk_scraper.captures import (
    DamagedPayload,
    Dictionary,
    Press,
    digest,
    headers_from_json,
    headers_to_json,
    train,
    unpack,
)
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import Capture


def page(number: int) -> bytes:
    """A page of one site: much furniture, few words of its own."""
    words = random.Random(number)
    story = " ".join("".join(words.choices("abcdefghijklmnop", k=7)) for _ in range(150))
    furniture = "".join(f'<li class="nav-{n}"><a href="/section-{n}/">Section {n * n}</a></li>' for n in range(300))
    return f"<html><head><title>{number}</title></head><body><ul>{furniture}</ul><p>{story}</p></body></html>".encode()


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    trained = train([page(number) for number in range(60)])
    assert trained
    return Dictionary(7, trained)


@given(st.binary(max_size=3000))
def test_bytes_come_back_as_they_were(body: bytes) -> None:
    packed = Press().pack(body, digest(body))
    assert (packed.codec, packed.dictionary_id) == ("zstd", None)
    assert unpack(packed) == body


def test_dictionary_makes_pages_of_an_outlet_small(dictionary: Dictionary) -> None:
    press, body = Press(), page(1000)
    plain, trained = press.pack(body, digest(body)), press.pack(body, digest(body), dictionary)
    assert trained.dictionary_id == 7
    assert len(trained.data) < 0.7 * len(plain.data)
    assert unpack(trained, dictionary) == body
    with pytest.raises(DamagedPayload):
        unpack(trained)


def test_too_little_to_learn_from_is_no_dictionary() -> None:
    assert train([]) is None
    assert train([b"x"]) is None


@given(st.data())
def test_every_flipped_bit_is_noticed(data: st.DataObject) -> None:
    body = b"<html>The ferry is late</html>" * 20
    packed = Press().pack(body, digest(body))
    at, bit = data.draw(st.integers(0, len(packed.data) - 1)), data.draw(st.integers(0, 7))
    flipped = bytearray(packed.data)
    flipped[at] ^= 1 << bit
    with contextlib.suppress(DamagedPayload):
        assert unpack(replace(packed, data=bytes(flipped))) == body  # a spare bit of the format


@pytest.mark.parametrize(
    "data", [b"", b"no zstd at all", zstandard.compress(b"other bytes"), zstandard.compress(b"x")[:-3]]
)
def test_damaged_bytes_are_refused(data: bytes) -> None:
    packed = Press().pack(b"page", digest(b"page"))
    with pytest.raises(DamagedPayload):
        unpack(replace(packed, data=data))
    with pytest.raises(DamagedPayload):
        unpack(replace(packed, codec="lzma"))


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zstandard.compress(b"\0" * (65 * 1024 * 1024))
    packed = replace(Press().pack(b"", digest(b"")), data=bomb)
    with pytest.raises(DamagedPayload, match="larger"):
        unpack(packed)


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
    )
)
def test_headers_keep_order_and_repeats(headers: list[tuple[str, str]]) -> None:
    assert headers_from_json(headers_to_json(headers)) == tuple(headers)


# -- in the archive ------------------------------------------------------------------------------------------------


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def test_a_capture_is_read_back_whole(db: Path) -> None:
    body = bytes(range(256)) * 5
    one = visit(article(), 3, body=body)
    capture = Capture(
        one.article.url if one.article else "",
        body,
        203,
        (("set-cookie", "a"), ("set-cookie", "b")),
        "2025-03-01",
        "http://gazette.example/old/",
    )
    with writing(db) as writer:
        writer.store([replace(one, capture=capture)])
    with Archive(db) as archive:
        assert archive.capture(1) == capture
        with pytest.raises(KeyError):
            archive.capture(2)
    assert rows(db, "SELECT sha256, size, status FROM captures") == [(hashlib.sha256(body).hexdigest(), len(body), 203)]


def test_a_repeated_body_costs_no_bytes(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article(), 1, body=b"page"), visit(article(), 2, body=b"page")])
        writer.store([visit(article(), 3, body=b"page"), visit(article(), 4, body=b"other")])
    assert rows(db, "SELECT count(*) FROM captures") == [(4,)]
    assert rows(db, "SELECT count(*) FROM payloads") == [(2,)]


def test_an_outlet_with_enough_pages_gets_a_dictionary(db: Path) -> None:
    total = PAGES_TO_TRAIN_ON + 20
    with writing(db) as writer:
        for start in range(0, total, 30):
            writer.store([visit(article(str(n)), n, body=page(n)) for n in range(start, min(start + 30, total))])
        assert rows(db, "SELECT count(*) FROM payloads WHERE dictionary_id = 1") == [(21,)]
    with writing(db, 500) as writer:  # another run goes on with the same dictionary
        writer.store([visit(article("later"), 501, body=page(9999))])
    assert rows(db, "SELECT count(*) FROM dictionaries") == [(1,)]
    assert rows(db, "SELECT dictionary_id FROM payloads ORDER BY rowid DESC LIMIT 1") == [(1,)]
    with Archive(db) as archive:
        for capture_id, number in ((1, 0), (total, total - 1), (total + 1, 9999)):
            assert archive.capture(capture_id).body == page(number)


def test_a_dictionary_of_a_batch_that_failed_is_not_used(db: Path) -> None:
    with writing(db) as writer:
        batch = [visit(article(str(n)), n, body=page(n)) for n in range(PAGES_TO_TRAIN_ON)]
        bad = visit(article("bad", access="nonsense"), 999, body=page(12345))
        with pytest.raises(Exception, match="CHECK"):
            writer.store([*batch, bad])
        writer.store(batch[:3])
    assert rows(db, "SELECT count(*) FROM dictionaries") == [(0,)]
    with Archive(db) as archive:
        assert [archive.capture(n).body for n in (1, 2, 3)] == [page(0), page(1), page(2)]


def test_damaged_bytes_in_the_archive_are_an_error_for_people(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article())])
        writer._conn.execute("UPDATE payloads SET data = x'00'")
    with Archive(db) as archive, pytest.raises(QioskError) as damaged:
        archive.capture(1)
    assert damaged.value.exit_code == ExitCode.ARCHIVE_UNUSABLE
