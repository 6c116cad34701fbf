"""`qiosk db verify`: whatever byte is not as it was stored is named, and nothing else is."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from campaigns import flips
from cli_runner import qiosk
from visits import OUTLET, article, entry, failure, listing, rows, url, visit, writing

from qiosk_scraper.archive import digests, payloads
from qiosk_scraper.archive.digests import row_digest
from qiosk_scraper.archive.pages import wal_of
from qiosk_scraper.archive.schema import VERSION
from qiosk_scraper.archive.verify import Verification
from qiosk_scraper.errors import ExitCode, QioskError


def faults(path: Path) -> list[str]:
    return [str(fault) for fault in Verification(path).faults()]


def bodies(number: int) -> list[bytes]:
    """Pages of one outlet, with enough in common to train a dictionary on."""
    return [b"".join(b"<li><a href='/s%d/'>Section %d</a></li>" % (n, n * n) for n in range(400)) + b"%d" % number]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with something in every table that storing visits fills, dictionary and edits included."""
    path = tmp_path_factory.mktemp("made") / "archive.db"
    with pytest.MonkeyPatch.context() as patch, writing(path) as writer:
        patch.setattr(payloads, "PAGES_TO_TRAIN_ON", 8)
        writer.store([listing("ferry", "tide"), failure(url("gone"), 1)])
        for number in range(12):
            writer.store([visit(article(f"story-{number}"), 10 + number, body=bodies(number)[0])])
        writer.store([visit(article("story-3", headline="Edited"), 40, body=b"<p>edited</p>")])
    return path


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    shutil.copy(made, path)
    return path


def by_another_program(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement)


# -- what is sound -------------------------------------------------------------------------------------------------


def test_sound_archive_has_no_fault_and_everything_was_looked_at(db: Path) -> None:
    verification = Verification(db)
    assert list(verification.faults()) == []
    assert verification.notes == []
    looked_at = verification.checked
    assert looked_at["articles"] == rows(db, "SELECT count(*) FROM articles")[0][0] == 12
    assert looked_at["captures"] == rows(db, "SELECT count(*) FROM captures")[0][0]
    assert looked_at["dictionaries"] == 1
    assert looked_at["rows"] == sum(
        rows(db, f"SELECT count(*) FROM {name}")[0][0]
        for (name,) in rows(db, "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        if not name.startswith("sqlite_") and name != "row_digests"
    )


def test_looking_changes_nothing(db: Path) -> None:
    before = db.read_bytes()
    assert faults(db) == []
    assert db.read_bytes() == before


def test_looking_while_somebody_writes(db: Path) -> None:
    with writing(db, 100) as writer:
        writer.store([visit(article("late"), 101)])
        assert faults(db) == []
        by_now = Verification(db).faults()
        next(by_now, None)
        assert writer.store([visit(article("later"), 102)]) == ["new"]


def test_digests_are_kept_through_everything_a_writer_does(db: Path) -> None:
    with writing(db, 200) as writer:
        writer.seed(OUTLET, [entry(url("seed"))])
        writer.revisit(OUTLET)
        writer.store([visit(article("story-1"), 201, outcome="gone", status=404, capture=None, article=None)])
        writer.store([visit(article("story-2", authors=(), tags=("new",)), 202, body=b"labels")])
        writer.store([listing("story-4", second=203)])
        writer.finish_crawl(0)
    assert faults(db) == []
    with writing(db, 300):
        pass
    assert faults(db) == []


def test_a_transaction_that_fails_takes_its_digests_along(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with writing(db, 400) as writer:
        with monkeypatch.context() as patch, pytest.raises(sqlite3.OperationalError):
            patch.setattr("qiosk_scraper.archive.known.KnownArticles.write", failing)
            writer.store([visit(article("half"), 401)])
        assert faults(db) == []
        writer.store([visit(article("half"), 402)])
    assert faults(db) == []


def failing(*_arguments: object) -> None:
    raise sqlite3.OperationalError("in the middle")


def test_the_digest_of_a_row_is_the_same_for_ever() -> None:
    """Archives hold digests made by other versions of Python: marshal's format 2 must not change."""
    assert row_digest(12, "Fährte — “a”", None, b"\0\xff", 0.1, -(2**40)).hex() == "aa05ab3bce39a5a8c6afedb818ff8d23"
    told_apart = {row_digest(*values) for values in [(1,), ("1",), (b"1",), (1.0,), (None,), ("None",), ("1", ""), ()]}
    assert len(told_apart) == 8


def test_digests_are_looked_up_by_key(db: Path) -> None:
    """Compared under the affinity of a column, each would be looked for among all those of its table."""
    with closing(sqlite3.connect(db)) as conn:
        for table in digests.tables(conn):
            plan = conn.execute(
                f"EXPLAIN QUERY PLAN SELECT d.sha256 FROM {table.name} r LEFT JOIN row_digests d "
                f"ON d.table_name = '{table.name}' AND d.key = {table.key_of('r.')}"
            ).fetchall()
            assert any("(table_name=? AND key=?)" in step[-1] for step in plan), plan


KILLED = """
import os, signal, sys
sys.path[:0] = [{root!r}, {root!r} + "/tests"]
from pathlib import Path
from visits import *
with writing(Path({db!r}), 500) as writer:
    writer.store([visit(article("killed"), 501)])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_archive_of_a_killed_writer_is_sound(db: Path) -> None:
    """Its full-text index has no seal: that would have been made at the end."""
    root = str(Path(__file__).parent.parent)
    code = KILLED.format(root=root, db=str(db))
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == -signal.SIGKILL
    verification = Verification(db)
    assert list(verification.faults()) == []
    assert [note.where for note in verification.notes] == ["articles_fts"]
    with writing(db, 600):
        pass
    verification = Verification(db)
    assert list(verification.faults()) == []
    assert verification.notes == []


# -- what is not ---------------------------------------------------------------------------------------------------


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


# -- what is no archive --------------------------------------------------------------------------------------------


def refused(path: Path) -> QioskError:
    with pytest.raises(QioskError) as error:
        faults(path)
    return error.value


@pytest.mark.parametrize("content", [b"", b"Dear diary,\n" * 400, bytes(8192), b"SQLite format 3\0" + b"\xff" * 9000])
def test_other_files_are_not_called_damaged(db: Path, content: bytes) -> None:
    db.write_bytes(content)
    error = refused(db)
    assert (error.what, error.exit_code) == ("not a qiosk archive", ExitCode.ARCHIVE_UNUSABLE)


def test_newer_schema_is_not_called_damaged(db: Path) -> None:
    steps = "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('qiosk_scraper', '{}')"
    by_another_program(db, "PRAGMA user_version = 9", *(steps.format(one) for one in range(9 - VERSION)))
    assert "newer schema 9" in refused(db).what


def test_older_schema_is_told_to_migrate(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    shutil.copy(Path(__file__).parent / "archives" / "v1.db", path)
    assert "older schema 1" in refused(path).what
    assert list(Verification(path, any_version=True).faults()) == []


def test_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.db").exit_code == ExitCode.ARCHIVE_UNUSABLE


# -- the command ---------------------------------------------------------------------------------------------------


def test_command_says_what_it_looked_at(db: Path) -> None:
    ran = qiosk("db", "verify", "-d", str(db))
    assert ran.code == 0
    assert "is sound" in ran.out
    assert "12 articles" in ran.out
    ran = qiosk("db", "verify", "-d", str(db), "--json")
    assert (ran.code, ran.json["sound"], ran.json["faults"]) == (0, True, [])
    assert ran.json["checked"]["articles"] == 12


def test_command_names_the_faults_and_ends_with_5(db: Path) -> None:
    by_another_program(db, "UPDATE tags SET name = 'x' WHERE id = 1", "DELETE FROM photos WHERE id = 1")
    ran = qiosk("db", "verify", "-d", str(db))
    assert ran.code == 5
    assert "2 faults" in ran.error
    assert "db recover" in ran.error
    assert sorted(ran.out.splitlines()) == ["photos 1: is missing", "tags 1: differs from its digest"]
    ran = qiosk("db", "verify", "-d", str(db), "--json")
    assert (ran.code, ran.json["sound"]) == (5, False)
    assert {"where": "photos 1", "what": "is missing"} in ran.json["faults"]


def test_read_only_file_in_a_read_only_folder(db: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Root may write anywhere, so we leave root."""
    code = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from qiosk_scraper.archive.verify import Verification\n"
        "list(Verification(sys.argv[3]).faults())  # so that all is imported that another user may not read\n"
        "os.getuid() or (os.setgid(65534), os.setuid(65534))\n"
        "print(list(Verification(sys.argv[2]).faults()))"
    )
    for folder in (db.parent, *db.parent.parents):
        if folder == Path("/tmp"):
            break
        folder.chmod(folder.stat().st_mode | 0o055)
    another = shutil.copy(db, tmp_path_factory.mktemp("another"))
    db.chmod(0o444)
    db.parent.chmod(0o555)
    before = db.read_bytes()
    root = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, root, str(db), another],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr[-300:]) == ("[]\n", "")
    assert db.read_bytes() == before


def test_new_archive_whose_bytes_are_still_in_the_wal(tmp_path: Path) -> None:
    path = tmp_path / "fresh.db"
    with writing(path) as writer:
        writer.store([visit(article("ferry"), 1)])
        assert wal_of(path).stat().st_size > 0
        assert faults(path) == []
