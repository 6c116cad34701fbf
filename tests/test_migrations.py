"""The archive file: made, recognised, refused with a reason, brought to a newer schema."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations
from visits import article, contents, is_sound, rows, visit, writing

from qiosk_scraper.archive import Archive, ArchiveWriter, schema
from qiosk_scraper.archive import migrations as steps
from qiosk_scraper.archive.migrating import migrate
from qiosk_scraper.archive.migrations import APPLICATION_ID, SCHEMA_VERSION, as_made
from qiosk_scraper.errors import ExitCode, QioskError


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def next_schema() -> Migrations:
    """The schema as it is, and a step that a later version might bring."""
    later = Migrations("qiosk_scraper")
    for step in steps.MIGRATIONS.pending(Database(memory=True)):
        later(name=step.name)(step.fn)

    @later(name="0004_ratings")
    def _ratings(db: Database) -> None:
        db.conn.execute(
            "CREATE TABLE ratings (article_id INTEGER NOT NULL REFERENCES articles(id), stars INTEGER) STRICT"
        )
        db.conn.execute("INSERT INTO ratings SELECT id, 5 FROM articles")
        db.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")

    return later


# -- the schema ----------------------------------------------------------------------------------------------------


def test_every_table_and_column_is_described_in_the_file(db: Path) -> None:
    with writing(db):
        pass
    tables = [
        name
        for name, sql in rows(db, "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view')")
        if not name.startswith(("articles_fts_", "sqlite_", "_sqlite_"))
    ]
    described = {(table, column) for table, column, text in rows(db, "SELECT * FROM data_dictionary") if text}
    missing = [(table, "") for table in tables if (table, "") not in described]
    for table in tables:
        if table != "articles_fts":
            columns = [row[1] for row in rows(db, f"PRAGMA table_info({table})")]
            missing += [(table, column) for column in columns if (table, column) not in described]
    assert missing == []
    assert len(tables) > 25


def test_tables_are_strict_and_foreign_keys_have_indexes(db: Path) -> None:
    with writing(db):
        pass
    ours = [
        name
        for name, kind, strict in rows(db, "SELECT name, type, strict FROM pragma_table_list WHERE schema = 'main'")
        if kind == "table"
        and not name.startswith(("sqlite_", "_sqlite_"))
        and (strict or pytest.fail(f"{name} is not STRICT"))
    ]
    for table in ours:
        leading = {
            row[0]
            for row in rows(
                db, "SELECT i.name FROM pragma_index_list(?) l, pragma_index_info(l.name) i WHERE i.seqno = 0", table
            )
        }
        leading |= {row[1] for row in rows(db, f"PRAGMA table_info({table})") if row[5] == 1}
        keys = {row[3] for row in rows(db, f"PRAGMA foreign_key_list({table})")}
        # Runs and revisions are never deleted, so nobody looks these two up from the other side.
        assert keys - leading <= {"first_crawl_id", "current_revision_id"}, table


def test_statements_keep_triggers_whole() -> None:
    found = list(schema.statements(schema.text()))
    assert sum(one.startswith("CREATE TRIGGER") and one.endswith("END;") for one in found) == 4
    with pytest.raises(ValueError, match="unfinished"):
        list(schema.statements("CREATE TABLE a (b TEXT"))


# -- what is no archive --------------------------------------------------------------------------------------------


def refusal(path: Path, *, write: bool = True) -> QioskError:
    with pytest.raises(QioskError) as refused:
        ArchiveWriter.open(path, parser_version="1").close() if write else Archive(path).close()
    assert "\n" not in str(refused.value)
    return refused.value


def test_missing_folder(tmp_path: Path) -> None:
    error = refusal(tmp_path / "missing" / "archive.db")
    assert error.exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert not (tmp_path / "missing").exists()


def test_missing_file_and_folder_in_its_place(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.db", write=False).exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert refusal(tmp_path, write=False).exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert refusal(tmp_path).exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("content", [b"Dear diary,\n" * 400, b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 9000])
def test_file_that_is_no_database_is_left_alone(db: Path, content: bytes, write: bool) -> None:
    db.write_bytes(content)
    error = refusal(db, write=write)
    assert (error.exit_code, error.what) == (ExitCode.ARCHIVE_UNUSABLE, "not a qiosk archive")
    assert db.read_bytes() == content
    assert os.listdir(db.parent) == ["archive.db"]


@pytest.mark.parametrize("write", [True, False])
def test_an_archive_that_lost_its_first_bytes_is_a_damaged_one(db: Path, write: bool) -> None:
    with writing(db):
        pass
    db.write_bytes(b"\x00" * 16 + db.read_bytes()[16:])
    assert refusal(db, write=write).what == "archive damaged"


@pytest.mark.parametrize("write", [True, False])
def test_foreign_database_is_left_alone(db: Path, write: bool) -> None:
    with closing(sqlite3.connect(db)) as conn:
        conn.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT)")
        conn.execute("INSERT INTO articles VALUES (1, 'not yours')")
        conn.commit()
    before = db.read_bytes()
    error = refusal(db, write=write)
    assert (error.exit_code, error.what) == (ExitCode.ARCHIVE_UNUSABLE, "not a qiosk archive")
    assert db.read_bytes() == before


@pytest.mark.parametrize("write", [True, False])
def test_newer_schema_is_left_alone(db: Path, write: bool) -> None:
    with writing(db):
        pass
    with closing(sqlite3.connect(db)) as conn:
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = db.read_bytes()
    error = refusal(db, write=write)
    assert error.exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert "newer schema" in error.what
    assert db.read_bytes() == before


def test_empty_file_becomes_an_archive(db: Path) -> None:
    db.touch()
    with writing(db) as writer:
        assert writer.store([visit(article())]) == ["new"]
    assert rows(db, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert rows(db, "SELECT name FROM _sqlite_migrations") == [
        ("0001_first_schema",),
        ("0002_digests_and_fingerprints",),
        ("0003_full_text_of_many",),
    ]


def test_killed_while_the_schema_is_made_leaves_a_file_that_opens(db: Path) -> None:
    code = (
        "import os, signal, sys; sys.path.insert(0, sys.argv[1])\n"
        "from qiosk_scraper.archive import ArchiveWriter, migrations\n"
        "migrations.describe = lambda db, script: os.kill(os.getpid(), signal.SIGKILL)\n"
        "ArchiveWriter.open(sys.argv[2], parser_version='1')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(Path(__file__).parent.parent), str(db)], check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL
    assert db.exists()
    with writing(db) as writer:
        assert writer.store([visit(article())]) == ["new"]
    assert is_sound(db)


@pytest.mark.parametrize("cut", [100, 5000, 20_000, 60_000])
def test_cut_file_is_damaged_not_a_traceback(db: Path, cut: int) -> None:
    with writing(db) as writer:
        writer.store([visit(article(str(number)), number) for number in range(40)])
    db.write_bytes(db.read_bytes()[:cut])
    before = db.read_bytes()
    try:
        with Archive(db) as archive:
            list(archive.articles())
    except QioskError as error:
        assert error.exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert db.read_bytes() == before


# -- read-only -----------------------------------------------------------------------------------------------------

AS_NOBODY = """
import os, sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from qiosk_scraper.archive import Archive, ArchiveWriter
from qiosk_scraper.errors import QioskError
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    with Archive(Path(sys.argv[1])) as archive:
        print(archive.article(1).headline)
except QioskError as error:
    print("reading", int(error.exit_code))
try:
    ArchiveWriter.open(Path(sys.argv[1]), parser_version="1").close()
    print("written")
except QioskError as error:
    print("writing", int(error.exit_code))
"""


def as_somebody_else(db: Path) -> list[str]:
    """What a user without the right to write says of the file (root may write anything, so we leave root)."""
    for folder in (db.parent, *db.parent.parents):
        if folder == Path("/tmp"):
            break
        folder.chmod(folder.stat().st_mode | 0o055)
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-B", "-c", AS_NOBODY, str(db), str(root)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.fixture
def read_only(db: Path) -> Path:
    with writing(db) as writer:
        writer.store([visit(article())])
    db.chmod(0o444)
    db.parent.chmod(0o555)
    return db


def test_read_only_folder_is_read_and_not_written(read_only: Path) -> None:
    assert os.listdir(read_only.parent) == ["archive.db"]
    before = read_only.read_bytes()
    assert as_somebody_else(read_only) == ["The ferry is late again", "writing 7"]
    assert read_only.read_bytes() == before


def test_read_only_folder_with_unfinished_writes_is_refused_not_misread(db: Path) -> None:
    """Opened as immutable, SQLite reads a sound archive with a WAL as malformed, or without its latest rows."""
    source = db.with_name("source.db")
    with writing(source) as writer:
        writer.store([visit(article())])
        for ending in ("", "-wal"):
            shutil.copy(f"{source}{ending}", f"{db}{ending}")
    assert db.with_name("archive.db-wal").stat().st_size
    source.unlink()
    db.parent.chmod(0o555)
    for path in db.parent.iterdir():
        path.chmod(0o444)
    assert as_somebody_else(db) == ["reading 7", "writing 7"]


# -- migrating -----------------------------------------------------------------------------------------------------


def test_archive_of_this_version_needs_no_migration(db: Path) -> None:
    with writing(db):
        pass
    assert migrate(db) is None
    assert sorted(os.listdir(db.parent)) == ["archive.db"]


def test_migration_keeps_a_copy(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article())])
    before = contents(db)
    copy = migrate(db, next_schema())
    assert copy is not None
    assert copy.name == f"archive.db.before-schema-{SCHEMA_VERSION + 1}"
    assert contents(copy) == before
    assert rows(db, "SELECT article_id, stars FROM ratings") == [(1, 5)]
    assert rows(db, "PRAGMA user_version") == [(SCHEMA_VERSION + 1,)]
    assert migrate(db, next_schema()) is None
    assert is_sound(db)
    assert "newer schema" in refusal(db).what


def test_migration_that_fails_changes_nothing(db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article())])
    before = contents(db)
    broken = next_schema()

    @broken(name="0005_broken")
    def _broken(db: Database) -> None:
        db.conn.execute("DROP TABLE photos")
        raise RuntimeError("half way")

    for _ in range(2):
        with pytest.raises(RuntimeError):
            migrate(db, broken)
        assert contents(db) == before
    assert sorted(path.name for path in db.parent.glob("*.before-*")) == [
        f"archive.db.before-schema-{SCHEMA_VERSION + 1}",
        f"archive.db.before-schema-{SCHEMA_VERSION + 1}.1",
    ]
    with writing(db, 9) as writer:
        assert writer.store([visit(article(), 9)]) == ["same"]


def test_foreign_file_is_not_migrated(db: Path) -> None:
    db.write_bytes(b"Dear diary,\n" * 400)
    with pytest.raises(QioskError) as refused:
        migrate(db)
    assert refused.value.exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert db.read_bytes() == b"Dear diary,\n" * 400
    with pytest.raises(QioskError):
        migrate(db.with_name("none.db"))


def test_every_reference_to_another_table_has_an_index() -> None:
    """Else SQLite looks through the whole table whenever a row that could be meant comes or goes."""
    with closing(as_made()) as conn:
        tables = [name for (name,) in conn.execute("SELECT name FROM pragma_table_list WHERE type = 'table'")]
        references = {(table, row[3]) for table in tables for row in conn.execute(f"PRAGMA foreign_key_list({table})")}
        led_by = {
            (table, conn.execute(f"PRAGMA index_info({index[1]})").fetchone()[2])
            for table in tables
            for index in conn.execute(f"PRAGMA index_list({table})")
            if not index[4]  # of some rows only
        }
        led_by |= {
            (table, column)
            for table in tables
            for _, column, *_, key in conn.execute(f"PRAGMA table_info({table})")
            if key == 1  # the row's own number needs no index
        }
    assert ("articles", "current_revision_id") in references
    assert references - led_by == set()
