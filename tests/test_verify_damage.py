"""`qiosk db verify`: whatever byte is not as it was stored is named, and nothing else is."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from campaigns import flips
from cli_runner import qiosk
from verified import by_another_program, faults
from visits import article, rows, url, visit, writing

from qiosk_scraper.archive.pages import wal_of
from qiosk_scraper.archive.schema import VERSION
from qiosk_scraper.archive.verify import Verification


@pytest.fixture
def db(full_archive: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(full_archive, tmp_path / "archive.db"))


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE articles SET headline = headline || ' ' WHERE id = 3", "articles 3: differs from its digest"),
        ("UPDATE captures SET fetched_at = '2020' WHERE id = 2", "captures 2: differs from its digest"),
        ("UPDATE captures SET size = size + 1 WHERE id = 2", "captures 2: size is"),
        ("UPDATE answers SET raw = raw || 'x' WHERE revision_id = 2 AND field = 'body'", "answers 2 body: differs"),
        ("DELETE FROM photos WHERE id = 1", "photos 1: is missing"),
        ("DELETE FROM article_tags WHERE article_id = 1 AND position = 2", "article_tags 1 2: is missing"),
        ("INSERT INTO tags VALUES (999, 'mine')", "tags 999: has no digest"),
        ("UPDATE row_digests SET sha256 = zeroblob(16) WHERE key = 4 AND table_name = 'photos'", "photos 4: differs"),
        ("UPDATE row_digests SET table_name = 'photo' WHERE key = 4 AND table_name = 'photos'", "'photo'"),
        ("DELETE FROM row_digests WHERE key = 4 AND table_name = 'photos'", "photos 4: has no digest"),
        ("UPDATE payloads SET data = zeroblob(20) WHERE rowid = 2", "bytes are damaged"),
        ("UPDATE payloads SET dictionary_id = NULL WHERE dictionary_id = 1", "bytes are damaged"),
        ("UPDATE payloads SET codec = 'gzip' WHERE rowid = 2", "unknown codec 'gzip'"),
        ("UPDATE dictionaries SET data = zeroblob(100)", "dictionaries 1: bytes differ from their SHA-256"),
        ("DELETE FROM dictionaries", "leads to no row of dictionaries"),
        ("DELETE FROM articles WHERE id = 2", "leads to no row of articles"),
        ("UPDATE articles SET text_sha256 = 'x' WHERE id = 5", "articles 5: text differs from its SHA-256"),
        ("UPDATE articles_fts_data SET block = zeroblob(30) WHERE id > 10", "articles_fts: "),
        ("DELETE FROM articles_fts_docsize WHERE id = 1", "articles_fts: "),
        ("UPDATE articles_fts_config SET v = 5 WHERE k = 'automerge'", "articles_fts: differs from its digest"),
        ("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')", "articles_fts: index differs from the text"),
        ("DROP INDEX articles_published", "schema articles_published: definition is missing"),
        ("DROP TRIGGER articles_fts_update", "schema articles_fts_update: definition is missing"),
        ("DROP TABLE similar", "schema similar: definition is missing"),
        ("ALTER TABLE tags ADD COLUMN note TEXT", "schema tags: definition differs"),
        ("UPDATE _sqlite_migrations SET applied_at = '2020' WHERE id = 1", "_sqlite_migrations 1: differs"),
        (
            "DELETE FROM _sqlite_migrations WHERE id = 2",
            f"schema version is {VERSION}, but {VERSION - 1} steps were taken",
        ),
        ("PRAGMA user_version = 1", f"schema version is 1, but {VERSION} steps were taken"),
    ],
)
def test_what_another_program_changed_is_named(db: Path, statement: str, named: str) -> None:
    by_another_program(db, "PRAGMA foreign_keys = OFF", statement)
    found = faults(db)
    assert any(named in fault for fault in found), found
    assert all(fault.isprintable() for fault in found)


def test_what_another_program_added_is_no_damage(db: Path) -> None:
    """Researchers make views and tables of their own."""
    by_another_program(db, "CREATE TABLE mine (x)", "INSERT INTO mine VALUES (1)", "CREATE VIEW headlines AS SELECT 1")
    verification = Verification(db)
    assert list(verification.faults()) == []
    assert [note.where for note in verification.notes] == ["schema mine", "schema headlines"]
    with writing(db, 700):
        pass
    assert faults(db) == []


def test_vacuum_by_another_program_is_no_damage(db: Path) -> None:
    by_another_program(db, "VACUUM")
    assert faults(db) == []


@pytest.mark.parametrize("offset", [0, 15, 16, 18, 19, 20, 21, 25, 30, 35, 39, 47, 51, 55, 59, 63, 67, 70, 80, 95, 96])
def test_every_field_of_the_file_header_is_looked_at(db: Path, offset: int) -> None:
    changed = bytearray(db.read_bytes())
    changed[offset] ^= 0x10
    db.write_bytes(changed)
    found = faults(db)
    assert found
    assert all("\n" not in fault for fault in found)


def test_the_bit_of_a_row_that_no_query_shows(db: Path) -> None:
    """Where a row's number is a column, SQLite stores a null for it and never looks at it again."""
    record = b"The story-7 is late again"
    changed = bytearray(db.read_bytes())
    place = next(at for at in places(changed, record) if changed[at - 1 : at] and is_article(changed, at))
    head = begin_of_record(changed, place)
    assert changed[head] == 0
    changed[head] = 8  # the type of the integer 0, which takes no room either
    db.write_bytes(changed)
    with closing(sqlite3.connect(db)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert [fault for fault in faults(db) if "number is stored a second time" in fault]


def places(whole: bytes, text: bytes) -> Iterator[int]:
    at = whole.find(text)
    while at >= 0:
        yield at
        at = whole.find(text, at + 1)


def is_article(whole: bytes, at: int) -> bool:
    return whole[at - len(url("story-7")) : at] == url("story-7").encode()


def begin_of_record(whole: bytes, headline: int) -> int:
    """The first type of the record in which an article's URL and headline stand: 22 columns have a header of 20 to 40
    bytes, the first of which says so; after it come outlet_id and the URL."""
    body = headline - len(url("story-7"))
    sizes = range(20, 40)
    for size in sizes:
        for before in (0, 1):
            if whole[body - before - size] == size:
                return body - before - size + 1
    raise AssertionError("no header found")


def test_damage_in_a_wal(db: Path) -> None:
    """SQLite leaves out what comes after a wrong checksum, without a word."""
    copy = db.with_name("copy.db")
    with writing(db, 800) as writer:
        writer.store([visit(article("one"), 801)])
        writer.store([visit(article("two"), 802)])
        for ending in ("", "-wal"):
            shutil.copy(f"{db}{ending}", f"{copy}{ending}")
    assert faults(copy) == []
    copy.with_name("copy.db-shm").unlink()
    wal = wal_of(copy)
    changed = bytearray(wal.read_bytes())
    changed[5000] ^= 1
    wal.write_bytes(changed)
    assert any(fault.startswith("WAL: page") for fault in faults(copy))
    assert rows(copy, "SELECT count(*) FROM articles") == [(12,)]


def test_flipped_bits_are_named(tmp_path: Path) -> None:
    """The campaign is `make flips`; this is a share of it."""
    counts = flips.campaign(60, seed=3)
    assert counts["named"] == 60
    assert counts["broken"] == counts["written to"] == 0
    assert counts["noticed"] < 60, "SQLite would have noticed all of them itself"


@pytest.mark.parametrize("seed", range(12))
def test_never_a_traceback_whatever_the_bytes(db: Path, seed: int) -> None:
    """Also where no row stands: whole pages overwritten, parts cut out, the end missing."""
    dice = random.Random(seed)
    whole = bytearray(db.read_bytes())
    for _ in range(dice.randrange(1, 6)):
        start = dice.randrange(100, len(whole))
        how_much = dice.choice((1, 50, 4096, 20_000))
        match dice.randrange(4):
            case 0:
                whole[start : start + how_much] = dice.randbytes(how_much)
            case 1:
                whole[start : start + how_much] = bytes(how_much)
            case 2:
                del whole[start : start + how_much]
            case _:
                del whole[start:]
    db.write_bytes(whole)
    verification = Verification(db)
    for fault in verification.faults():
        assert str(fault).isprintable()
    ran = qiosk("db", "verify", "-d", str(db))
    assert ran.code in (0, 5)
    assert "Traceback" not in ran.err
