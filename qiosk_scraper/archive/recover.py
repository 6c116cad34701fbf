"""A new archive of what is sound in a damaged one. Writes nothing to the damaged file or beside it.

Rows are taken as `salvage.py` finds them; what is missing then is read again from the captures (`rederive.py`); at last
rows that lead nowhere are given a place-holder or left out. What is not as it was is named in `recovered_rows`.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from sqlite_utils import Database

from qiosk_scraper.archive import digests, file_header
from qiosk_scraper.archive.connection import check_exists
from qiosk_scraper.archive.copies import check_target, settle
from qiosk_scraper.archive.faults import explained
from qiosk_scraper.archive.migrations import MIGRATIONS
from qiosk_scraper.archive.pages import Damaged, file_header_of
from qiosk_scraper.archive.recovered import Recovered, Recovery
from qiosk_scraper.archive.rederive import Rederivation
from qiosk_scraper.archive.relations import mend_relations
from qiosk_scraper.archive.replay import replay
from qiosk_scraper.archive.salvage import Salvage
from qiosk_scraper.captures import DamagedPayload, Dictionary, Payload, unpack
from qiosk_scraper.errors import ExitCode, QioskError

FATES = ("kept", "mended", "rebuilt", "unproven", "lost")
_MADE_NEW = frozenset({"data_dictionary", "_sqlite_migrations"})
"""Tables that every archive has alike."""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def recover(source: Path, target: Path, *, force: bool = False, clock: Callable[[], str] = _now) -> Recovery:
    """Makes `target` from what is sound in `source`, and says what became of its rows.

    Raises `QioskError`: exit code 5 for a file that is no archive or of which nothing says what is what, 2 for a
    target that exists (unless `force`), 3 for a full disk.
    """
    check_exists(source)
    check_target(source, target, force=force)
    with explained(target), tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as name:
        folder = Path(name)
        with _salvage(source, folder / "proofs.db") as salvage:
            made = folder / "archive.db"
            with closing(_new_archive(made, salvage.version)) as conn:
                recovered = Recovered(conn, clock())
                recovered.report.all_known = salvage.all_proofs_read
                triggers = _drop_triggers(conn)
                conn.execute("BEGIN")
                _take_over(salvage, recovered)
                Rederivation(recovered, salvage, folder).run()
                mend_relations(recovered)
                _count_lost(salvage, recovered)
                for statement in triggers:
                    conn.execute(statement)
                conn.execute("COMMIT")
                MIGRATIONS.apply(Database(conn, execute_plugins=False))
            for article_id in replay(made):
                recovered.note("articles", article_id, "rebuilt")
            _seal(made, recovered)
            settle(made, target)
            return recovered.report


def _salvage(source: Path, scratch: Path) -> Salvage:
    ours = file_header.is_ours(file_header_of(source))
    try:
        salvage = Salvage(source, scratch)
    except Damaged:
        salvage = None
    if salvage and (ours or salvage.has_proofs) and salvage.knows_tables:
        return salvage
    if salvage:
        salvage.close()
    what = "nothing in it says which row is of which table" if ours else "not a qiosk archive"
    to_do = "take a backup of it, if there is one" if ours else "name an archive"
    raise QioskError(what, str(source), to_do, ExitCode.ARCHIVE_UNUSABLE)


def _new_archive(path: Path, version: int) -> sqlite3.Connection:
    """An empty archive of this version. It is nobody's yet: should the machine stop, it is made anew."""
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute("PRAGMA journal_mode = OFF")
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("PRAGMA foreign_keys = OFF")
    db = Database(conn, execute_plugins=False)
    MIGRATIONS.apply(db, stop_before=[step.name for step in MIGRATIONS.pending(db)][version:])
    return conn


def _drop_triggers(conn: sqlite3.Connection) -> list[str]:
    """Takes away what keeps the full-text index in step, which is made at the end. Gives back the definitions."""
    found = conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in found:
        conn.execute(f"DROP TRIGGER {name}")
    return [sql for _, sql in found]


def _seal(path: Path, recovered: Recovered) -> None:
    """The notes, the full-text index and the digests of an archive that is complete but for them."""
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("BEGIN")
        recovered.write_notes(conn)
        conn.execute(f"INSERT INTO {digests.INDEX}({digests.INDEX}) VALUES ('rebuild')")
        digests.write_all(conn)
        conn.execute("COMMIT")


def _take_over(salvage: Salvage, recovered: Recovered) -> None:
    for row in salvage.rows():
        layout = salvage.layouts[row.table]
        key = layout.key(row.values)
        fate = row.fate
        if row.table in _MADE_NEW:
            recovered.report.tables[row.table]["kept"] += 1
        elif recovered.add(row.table, layout.table.columns, row.values):
            if fate == "kept":
                recovered.report.tables[row.table]["kept"] += 1
            else:
                recovered.note(row.table, key, fate)
        elif fate != "unproven":
            recovered.note(row.table, key, "lost")
    _drop_damaged_payloads(salvage, recovered)


def _drop_damaged_payloads(salvage: Salvage, recovered: Recovered) -> None:
    """Payloads that no digest of their row proves, or of their dictionary's, are proven by their own, or are none."""
    conn = recovered.conn
    doubtful = set()
    for number, data in conn.execute("SELECT id, data FROM dictionaries").fetchall():
        if not salvage.has_proofs or recovered.fate("dictionaries", number):
            doubtful.add(number)
            conn.execute("UPDATE dictionaries SET sha256 = ? WHERE id = ?", (sha256(data).hexdigest(), number))
    damaged = []
    for name, dictionary_id in conn.execute("SELECT sha256, dictionary_id FROM payloads"):
        if not salvage.has_proofs or dictionary_id in doubtful or recovered.fate("payloads", name):
            row = conn.execute(
                "SELECT p.codec, p.data, d.data FROM payloads p LEFT JOIN dictionaries d ON d.id = p.dictionary_id "
                "WHERE p.sha256 = ?",
                (name,),
            ).fetchone()
            try:
                trained = Dictionary(dictionary_id, row[2]) if row[2] else None
                unpack(Payload(name, row[0], dictionary_id, row[1]), trained)
            except DamagedPayload:
                damaged.append(name)
    for name in damaged:
        conn.execute("DELETE FROM payloads WHERE sha256 = ?", (name,))
        recovered.lose("payloads", name)


def _count_lost(salvage: Salvage, recovered: Recovered) -> None:
    for table, key in salvage.missing():
        if table not in _MADE_NEW and recovered.fate(table, key) is None:
            recovered.note(table, key, "lost")
