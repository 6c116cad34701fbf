"""`qiosk db recover`: what is sound in a damaged archive is in the new one, and what is not is told."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from campaigns.flips import flipped
from campaigns.used_bytes import used_bytes
from cli_runner import qiosk
from visits import article, rows, visit, writing

from qiosk_scraper.archive import Archive, ArchiveWriter
from qiosk_scraper.archive.recover import recover
from qiosk_scraper.archive.recovered import Recovery
from qiosk_scraper.archive.schema import VERSION
from qiosk_scraper.archive.verify import Verification
from qiosk_scraper.crawling import CrawlPlan, run_crawl
from qiosk_scraper.errors import ExitCode, QioskError

V1 = Path(__file__).parent / "archives" / "v1.db"
PAGE = 4096


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both days of a few articles of the demo outlet, whose pages today's parsers can read again."""
    path = tmp_path_factory.mktemp("made") / "archive.db"
    for day in (1, 2):
        plan = CrawlPlan(db=path, targets=("demo",), refresh=True, demo_day=day, max_articles=8, command="demo")
        assert run_crawl(plan).exit_code == ExitCode.DONE
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Path:
    path = tmp_path / "archive.db"
    shutil.copy(made, path)
    return path


def contents(path: Path) -> Counter[tuple[object, ...]]:
    """Every row that a crawl stored."""
    with closing(sqlite3.connect(path)) as conn:
        tables = conn.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE '%sqlite%' "
            "AND name NOT IN ('row_digests', 'recovered_rows')"
        ).fetchall()
        return Counter((name, *row) for (name,) in tables for row in conn.execute(f"SELECT * FROM {name}"))


def recovered(path: Path) -> tuple[Path, Recovery]:
    """The new archive; the damaged one is not touched, nothing is left over, and the new one is sound."""
    before, made = path.read_bytes(), path.with_name("new.db")
    files = {one.name for one in path.parent.iterdir()}
    report = recover(path, made)
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} == files | {"new.db"}
    assert list(Verification(made).faults()) == []
    return made, report


def pages_of(path: Path, *names: str) -> list[int]:
    with closing(sqlite3.connect(path)) as conn:
        return [
            row[0]
            for name in names
            for row in conn.execute("SELECT pageno FROM dbstat WHERE name = ? AND pagetype <> 'overflow'", (name,))
        ]


def overwrite(path: Path, *numbers: int) -> None:
    """Pages as a disk gives them back that has lost them."""
    with path.open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * PAGE)
            file.write(bytes(PAGE))


def test_sound_archive_comes_out_as_it_was(db: Path) -> None:
    made, report = recovered(db)
    assert contents(made) == contents(db)
    assert report.rows("kept") == sum(contents(db).values()) + VERSION  # with the steps of the schema
    assert [report.rows(fate) for fate in ("mended", "rebuilt", "unproven", "lost")] == [0, 0, 0, 0]
    with writing(made, 10) as writer:
        assert writer.store([visit(article("next"), 11)]) == ["new"]


@pytest.mark.parametrize("seed", range(6))
def test_a_flipped_bit_is_put_right(db: Path, seed: int) -> None:
    before = contents(db)
    damaged, _ = flipped(db.read_bytes(), used_bytes(db), 1, random.Random(seed))
    db.write_bytes(damaged)
    made, _ = recovered(db)
    assert contents(made) == before


@pytest.mark.parametrize(
    ("damage", "fate"),
    [
        ("UPDATE articles SET word_count = word_count | 16384 WHERE id = 3", "mended"),
        (
            "UPDATE teasers SET headline = replace(headline, 'queue', 'uueue') "
            "WHERE id = (SELECT min(id) FROM teasers WHERE headline LIKE '%queue%')",
            "mended",
        ),
        ("UPDATE photos SET credit = credit || 'x', caption = 'y' WHERE id = 2", "rebuilt"),
        ("UPDATE revisions SET text = 'gone', body = '[]' WHERE id = 4", "rebuilt"),
        ("UPDATE articles SET text = 'gone', headline = 'gone' WHERE id = 3", "rebuilt"),
        ("DELETE FROM answers WHERE revision_id = 2", "rebuilt"),
        ("DELETE FROM article_authors WHERE article_id = 2", "rebuilt"),
        ("DELETE FROM authors WHERE id = 1", "rebuilt"),
        ("DELETE FROM tags WHERE id IN (1, 2)", "rebuilt"),
    ],
)
def test_rows_of_articles_are_made_good_as_they_were(db: Path, damage: str, fate: str) -> None:
    """The captures are there: with the same parsers, what they give has the digest of what is missing."""
    before = contents(db)
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        assert conn.execute(damage).rowcount > 0
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    made, report = recovered(db)
    assert contents(made) == before
    assert report.rows(fate) > 0
    assert rows(made, "SELECT DISTINCT fate FROM recovered_rows") == [(fate,)]


@pytest.mark.parametrize("lost", [
    ("articles",), ("revisions",), ("photos",), ("answers",), ("authors", "tags"), ("articles", "photos"),
    ("sqlite_schema",), ("articles_fts_data", "articles_fts_idx"), ("teasers_page", "articles_published"),
])  # fmt: skip
def test_tables_whose_pages_are_lost(db: Path, lost: tuple[str, ...]) -> None:
    """All pages of a table, its root included, are zeros; those of the schema, too."""
    before = contents(db)
    overwrite(db, *pages_of(db, *lost))
    made, report = recovered(db)
    found = contents(made)
    assert report.rows("lost") == 0
    assert found == before


def test_lost_bytes_of_a_capture_are_named_and_nothing_else_goes(db: Path) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        (name,) = conn.execute("SELECT sha256 FROM captures WHERE id = 5").fetchone()
        conn.execute("UPDATE payloads SET data = zeroblob(200) WHERE sha256 = ?", (name,))
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    made, report = recovered(db)
    assert contents(db) - contents(made) == {key: 1 for key in contents(db) if key[0] == "payloads" and key[1] == name}
    assert report.tables["payloads"]["lost"] == 1
    assert rows(made, "SELECT table_name, key, fate FROM recovered_rows") == [("payloads", name, "lost")]
    verification = Verification(made)
    assert list(verification.faults()) == []
    assert [str(note) for note in verification.notes] == [f"payloads {name}: lost before a recovery"]
    with Archive(made) as archive, pytest.raises(QioskError):
        archive.capture(5)


def test_articles_of_which_only_captures_are_left_are_read_again(db: Path) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        (address, headline) = conn.execute("SELECT url, headline FROM articles WHERE id = 4").fetchone()
        conn.execute("PRAGMA foreign_keys = OFF")
        for table in ("revisions", "photos", "links", "events", "url_aliases"):
            conn.execute(f"DELETE FROM {table} WHERE article_id = 4")
        conn.execute("DELETE FROM articles WHERE id = 4")
        conn.execute("DELETE FROM row_digests WHERE table_name IN ('articles', 'revisions')")
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    made, report = recovered(db)
    assert not report.tables["articles"]["lost"]
    with Archive(made) as archive:
        found = archive.article(address)
        assert found is not None
        assert found.headline == headline
        assert archive.search(headline or "", limit=1)
    assert rows(made, "SELECT count(*) FROM captures") == rows(db, "SELECT count(*) FROM captures")


@pytest.mark.parametrize("share", [0.9, 0.5])
def test_a_file_that_was_cut(db: Path, share: float) -> None:
    whole = contents(db)
    with db.open("r+b") as file:
        file.truncate(int(db.stat().st_size * share))
    made, report = recovered(db)
    found = contents(made)
    assert report.rows("kept") > 0.3 * share * sum(whole.values())
    place_holders = rows(made, "SELECT count(*) FROM recovered_rows WHERE fate = 'lost'")[0][0]
    assert sum((found - whole).values()) <= place_holders + report.rows("rebuilt") * 30
    with writing(made, 10) as writer:
        assert writer.store([visit(article("next"), 11)]) == ["new"]


def test_rows_in_a_wal_are_had(db: Path) -> None:
    copy = db.with_name("copy.db")
    with writing(db, 10) as writer:
        writer.store([visit(article("late"), 11)])
        for ending in ("", "-wal"):
            shutil.copy(f"{db}{ending}", f"{copy}{ending}")
    made, report = recovered(copy)
    assert report.rows("kept") == sum(contents(made).values()) + VERSION
    assert rows(made, "SELECT count(*) FROM articles WHERE headline = 'The late is late again'") == [(1,)]


def test_archive_of_the_first_version_comes_out_as_one_of_the_newest(tmp_path: Path) -> None:
    """It has no digests: every row that can be read is taken, payloads by their own."""
    path = tmp_path / "archive.db"
    shutil.copy(V1, path)
    tables = ("articles", "revisions", "photos", "teasers")
    before = {name: rows(path, f"SELECT count(*) FROM {name}") for name in tables}
    made, report = recovered(path)
    assert {name: rows(made, f"SELECT count(*) FROM {name}") for name in tables} == before
    assert not report.all_known
    ArchiveWriter.open(made, parser_version="1").close()


def test_older_damaged_archive(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    shutil.copy(V1, path)
    overwrite(path, *pages_of(path, "articles")[1:2])
    made, _ = recovered(path)
    assert rows(made, "SELECT count(*) FROM articles") == rows(V1, "SELECT count(*) FROM articles")


@pytest.mark.parametrize("content", [b"", b"Dear diary,\n" * 400, bytes(8192), b"SQLite format 3\0" + b"\xff" * 9000])
def test_other_files_are_refused(db: Path, content: bytes) -> None:
    db.write_bytes(content)
    with pytest.raises(QioskError) as refused:
        recover(db, db.with_name("new.db"))
    assert refused.value.exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert [one.name for one in db.parent.iterdir()] == ["archive.db"]


def test_archive_of_which_nothing_says_what_is_what(db: Path) -> None:
    overwrite(db, *pages_of(db, "sqlite_schema", "row_digests"))
    with db.open("r+b") as file:
        file.write(V1.read_bytes()[:100])
    with pytest.raises(QioskError) as refused:
        recover(db, db.with_name("new.db"))
    assert refused.value.exit_code == ExitCode.ARCHIVE_UNUSABLE
    assert "which row is of which table" in refused.value.what


def test_an_existing_file_is_not_replaced(db: Path) -> None:
    for target in (db, db.with_name("there.db")):
        target.touch()
        before = target.read_bytes()
        with pytest.raises(QioskError) as refused:
            recover(db, target)
        assert refused.value.exit_code == ExitCode.USAGE
        assert target.read_bytes() == before
    recover(db, db.with_name("there.db"), force=True)
    with pytest.raises(QioskError):
        recover(db, db, force=True)


def test_command_prints_the_counts(db: Path) -> None:
    with closing(sqlite3.connect(db, isolation_level=None)) as conn:
        conn.execute("DELETE FROM teasers WHERE id = 1")
        (kept,) = conn.execute("SELECT count(*) FROM articles").fetchone()
    new = db.with_name("new.db")
    ran = qiosk("db", "recover", str(db), "-o", str(new), "--json")
    assert ran.code == 0
    counts = {record["table"]: record for record in ran.json}
    assert counts["teasers"]["lost"] == 1
    fates = {"kept": kept, "mended": 0, "rebuilt": 0, "unproven": 0, "lost": 0}
    assert counts["articles"] == {"table": "articles", **fates}
    assert "1 lost" in ran.err
    assert qiosk("db", "verify", "-d", str(new)).code == 0
    assert qiosk("db", "recover", str(db), "-o", str(new)).code == 2
    assert qiosk("db", "recover", "-d", str(db), "-o", str(new), "--force").code == 0
    assert qiosk("db", "recover", str(db)).code == 2
