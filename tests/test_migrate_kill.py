"""Archives of every past version: they are refused until they are migrated, and a migration may be killed anywhere."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from campaigns import killed_migration
from cli_runner import qiosk
from visits import article, is_sound, rows, visit, writing

from qiosk_scraper.archive import Archive, schema
from qiosk_scraper.archive.digests import definitions
from qiosk_scraper.archive.migrating import migrate
from qiosk_scraper.archive.migrations import as_made
from qiosk_scraper.archive.verify import Verification
from qiosk_scraper.errors import ExitCode, QioskError

OLD = sorted((Path(__file__).parent / "archives").glob("v*.db"))


@pytest.fixture(params=OLD, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    shutil.copy(request.param, path)
    return path


def test_there_is_an_archive_of_every_past_version() -> None:
    assert [path.name for path in OLD] == [f"v{version}.db" for version in range(1, schema.VERSION)]


def test_past_versions_are_what_they_were() -> None:
    """Their files of SQL are history: what changes belongs into the newest."""
    for path in OLD:
        version = int(path.stem[1:])
        with closing(sqlite3.connect(path)) as conn, closing(as_made(version)) as made:
            assert conn.execute("PRAGMA user_version").fetchone() == (version,)
            assert dict(definitions(conn)) == dict(definitions(made)), f"schema of version {version} was changed"


def test_opens_after_migration_with_all_its_rows(old: Path) -> None:
    before = killed_migration.contents(old)
    copy = migrate(old)
    assert copy is not None
    assert killed_migration.contents(copy) == before
    assert before <= killed_migration.contents(old)
    assert list(Verification(old).faults()) == []
    with Archive(old) as archive:
        assert len(list(archive.articles())) == rows(old, "SELECT count(*) FROM articles")[0][0] > 5
        assert archive.search("the")
        assert len(archive.capture(1).body) > 1000
    with writing(old, 10) as writer:
        assert writer.store([visit(article("next"), 11)]) == ["new"]
    assert is_sound(old)


def test_migrated_and_new_have_the_same_schema(old: Path, tmp_path: Path) -> None:
    migrate(old)
    with writing(tmp_path / "new.db"):
        pass
    found = []
    for path in (old, tmp_path / "new.db"):
        with closing(sqlite3.connect(path)) as conn:
            found.append(
                {
                    **dict(definitions(conn)),
                    "dictionary": conn.execute("SELECT * FROM data_dictionary").fetchall(),
                    "index": conn.execute("SELECT * FROM articles_fts_config").fetchall(),
                    "steps": conn.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall(),
                }
            )
    assert found[0] == found[1]


@pytest.mark.parametrize("command", [
    "crawl demo", "demo", "search ferry", "show 1", "reparse", "db verify", "db vacuum", "db init", "db backup new.db",
])  # fmt: skip
def test_is_refused_before_migration_and_told_what_to_do(
    old: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(old.parent)
    before = old.read_bytes()
    ran = qiosk(*command.split(), "-d", str(old))
    assert ran.code == 5
    assert "older schema" in ran.error
    assert "qiosk db migrate" in ran.error
    assert old.read_bytes() == before


def test_command_names_the_copy(old: Path) -> None:
    before = old.read_bytes()
    assert "Would bring" in qiosk("db", "migrate", "--dry-run", "-d", str(old)).err
    assert old.read_bytes() == before
    ran = qiosk("db", "migrate", "-d", str(old))
    copy = next(old.parent.glob("*.before-schema-*[!wl]"))
    assert ran.code == 0
    assert str(copy) in ran.err
    assert qiosk("db", "verify", "-d", str(old)).code == 0
    assert "was up to date" in qiosk("db", "migrate", "-d", str(old)).err


def test_damage_is_not_migrated(old: Path) -> None:
    """Digests made of damaged rows would prove the damage."""
    with closing(sqlite3.connect(old, isolation_level=None)) as conn:
        conn.execute("UPDATE payloads SET data = zeroblob(100) WHERE rowid = 3")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = old.read_bytes()
    with pytest.raises(QioskError) as refused:
        migrate(old)
    assert refused.value.exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert old.read_bytes() == before
    assert not list(old.parent.glob("*.before-*"))


def test_killed_migrations(tmp_path: Path) -> None:
    """The campaign is `make kill-migrations`; this is a share of it."""
    archive = OLD[0]
    number = killed_migration.moments(archive, tmp_path)
    assert number > 150
    early, late = random.Random(2).sample(range(1, 30), 2), random.Random(3).sample(range(30, number), 6)
    for kill_at in (*early, *late, number - 1, number):
        assert killed_migration.faults_after_kill(archive, kill_at, tmp_path) == [], kill_at
