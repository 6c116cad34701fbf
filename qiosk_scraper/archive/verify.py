"""Is every byte of an archive as it was stored? Names what is not, one fault a line, whatever the file holds."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from qiosk_scraper.archive import digests, file_header, schema
from qiosk_scraper.archive.connection import check_exists, connect_for_reading
from qiosk_scraper.archive.digests import Table
from qiosk_scraper.archive.faults import explain, explained
from qiosk_scraper.archive.full_text import index_faults
from qiosk_scraper.archive.migrations import SCHEMA_VERSION, as_made, check_schema, header, steps_taken
from qiosk_scraper.archive.pages import (
    Damaged,
    PageFile,
    file_header_of,
    rows_with_a_second_number,
    wal_faults,
    wal_of,
)
from qiosk_scraper.archive.relations import LOST
from qiosk_scraper.captures import DamagedPayload, Dictionary, Payload, unpack
from qiosk_scraper.errors import ExitCode, QioskError

_UNREADABLE = (sqlite3.Error, Damaged, ValueError, TypeError, ArithmeticError, LookupError, MemoryError)
"""What reading flipped bytes can raise: SQLite's errors, texts that are no UTF-8, sizes beyond all measure."""
_MOST_LINES = 10_000
"""Of SQLite's own check; it stops at 100 unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was stored; `where` is a row (`articles 12`), a table, or a part of the file."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class Verification:
    """One look at an archive. Reads only, a crawl may go on; memory does not grow with the archive.

    `checked` counts what was looked at, `notes` says what is odd but no damage. Raises `QioskError` for what is no
    damage either: no such file, another kind of file, locked, a newer schema; with `any_version` older ones are taken.
    """

    def __init__(self, path: Path | str, *, any_version: bool = False) -> None:
        self.path = Path(path)
        self.checked: Counter[str] = Counter()
        self.notes: list[Fault] = []
        self._any_version = any_version

    def faults(self) -> Iterator[Fault]:
        """Every fault, as it is found."""
        check_exists(self.path)
        with explained(self.path):
            found = list(self._file_header())
        yield from found
        try:
            conn = connect_for_reading(self.path)
        except QioskError as error:
            if error.exit_code != ExitCode.ARCHIVE_UNUSABLE:
                raise
            if not found:
                yield Fault("file", "SQLite cannot read it")
            return
        with closing(conn):
            conn.text_factory = digests.as_stored
            conn.execute("BEGIN")  # one state of the file throughout, whoever writes meanwhile
            for where, look in self._looks():
                yield from self._guarded(where, look(conn))

    def _looks(self) -> list[tuple[str, Callable[[sqlite3.Connection], Iterator[Fault]]]]:
        return [
            ("file header", self._version),
            ("schema", self._schema),
            ("file", self._structure),
            ("references", self._references),
            ("rows", self._rows),
            ("dictionaries", self._dictionaries),
            ("payloads", self._payloads),
            ("articles", self._texts),
            ("articles_fts", self._full_text),
            ("file", self._pages),
        ]

    def _guarded(self, where: str, found: Iterator[Fault]) -> Iterator[Fault]:
        try:
            yield from found
        except _UNREADABLE as error:
            if (told := explain(error, self.path)) and told.exit_code != ExitCode.ARCHIVE_UNUSABLE:
                raise told from error
            yield Fault(where, f"cannot be read ({_one_line(error)})")

    def _file_header(self) -> Iterator[Fault]:
        head = file_header_of(self.path)
        if not file_header.is_ours(head):
            raise QioskError(
                "not a qiosk archive", str(self.path), "choose another file with --db", ExitCode.ARCHIVE_UNUSABLE
            )
        wal = wal_of(self.path)
        has_wal = wal.exists() and wal.stat().st_size > 0
        size = self.path.stat().st_size
        self.checked["bytes"] = size
        for what in file_header.faults(head, size, has_wal=has_wal):
            yield Fault("file header", what)
        for what in wal_faults(self.path):
            yield Fault("WAL", what)

    def _version(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        version, taken = header(conn)[1], steps_taken(conn)
        if version != taken:
            yield Fault("file header", f"schema version is {version}, but {taken} steps were taken")
        elif version != SCHEMA_VERSION and not self._any_version:
            check_schema(conn, self.path)

    def _schema(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        """Definitions against their digests; in a file without digests against those we would make."""
        if _has_digests(conn):
            stored = dict(conn.execute(_DIGESTS, (digests.SCHEMA,)).fetchall())
        else:
            with closing(as_made(min(header(conn)[1], schema.VERSION))) as fresh:
                stored = dict(digests.definitions(fresh))
        for name, digest in digests.definitions(conn):
            expected = stored.pop(name, None)
            if expected is None:
                self.notes.append(Fault(f"schema {_printable(str(name))}", "not ours; what it holds is not looked at"))
            elif digest != expected:
                yield Fault(f"schema {_printable(str(name))}", "definition differs")
        for name in stored:
            yield Fault(f"schema {name}", "definition is missing")

    def _structure(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        for (lines,) in conn.execute(f"PRAGMA integrity_check({_MOST_LINES})"):
            for line in str(lines).splitlines():
                if line != "ok" and not line.startswith("***"):
                    yield Fault("file", _printable(line))

    def _references(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        for table, rowid, parent, _ in conn.execute("PRAGMA foreign_key_check"):
            yield Fault(table if rowid is None else f"{table} row {rowid}", f"leads to no row of {parent}")

    def _rows(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        """Every row against its digest."""
        if not _has_digests(conn):
            return
        known = digests.tables(conn)
        for table in known:
            yield from self._guarded(table.name, self._rows_of(conn, table))
        yield from self._guarded(digests.STATISTICS, self._statistics(conn))
        names = {table.name for table in known} | {digests.SCHEMA, digests.STATISTICS, digests.INDEX}
        for (name,) in conn.execute(f"SELECT DISTINCT table_name FROM {digests.TABLE}"):
            if name not in names:
                yield Fault(digests.TABLE, f"digests of a table {_printable(name)!r} that there is not")

    def _rows_of(self, conn: sqlite3.Connection, table: Table) -> Iterator[Fault]:
        proven = 0
        for key, *values, digest in conn.execute(
            f"SELECT {table.key_of('r.')}, {table.values_of('r.')}, d.sha256 FROM main.{table.name} r NOT INDEXED "
            f"LEFT JOIN {digests.TABLE} d ON d.table_name = '{table.name}' AND d.key = {table.key_of('r.')}"
        ):
            self.checked["rows"] += 1
            proven += digest is not None
            if digest is None:
                yield Fault(_row(table, key), "has no digest: not written by qiosk, or its digest is lost")
            elif digests.row_digest(*values) != digest:
                yield Fault(_row(table, key), "differs from its digest")
        digested = conn.execute(f"SELECT count(*) FROM {digests.TABLE} WHERE table_name = ?", (table.name,)).fetchone()
        if digested[0] != proven:
            for (key,) in conn.execute(
                f"SELECT key FROM {digests.TABLE} WHERE table_name = ? "
                f"EXCEPT SELECT {table.key_of()} FROM main.{table.name} NOT INDEXED",
                (table.name,),
            ):
                yield Fault(_row(table, key), "is missing")

    def _statistics(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        stored = dict(conn.execute(_DIGESTS, (digests.STATISTICS,)).fetchall())
        for key, digest in digests.statistics(conn).items():
            if stored.pop(key, None) != digest:
                yield Fault(f"{digests.STATISTICS} {_printable(key)}", "differs from its digest")
        for key in stored:
            yield Fault(f"{digests.STATISTICS} {_printable(str(key))}", "is missing")

    def _dictionaries(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        for number, data, digest in conn.execute("SELECT id, data, sha256 FROM dictionaries NOT INDEXED"):
            self.checked["dictionaries"] += 1
            if sha256(data).hexdigest() != digest:
                yield Fault(f"dictionaries {number}", "bytes differ from their SHA-256")

    def _payloads(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        """Every body unpacked and hashed, and the captures that brought it."""
        dictionaries = lru_cache(maxsize=16)(lambda number: _dictionary(conn, number))
        for name, codec, dictionary_id, data in conn.execute(
            "SELECT sha256, codec, dictionary_id, data FROM payloads NOT INDEXED"
        ):
            self.checked["payloads"] += 1
            if codec == LOST:
                self.notes.append(Fault(f"payloads {name}", "lost before a recovery"))
                continue
            where = f"payloads {_printable(str(name))}"
            try:
                trained = None if dictionary_id is None else dictionaries(dictionary_id)
                body = unpack(Payload(name, codec, dictionary_id, data), trained)
            except (DamagedPayload, ValueError, TypeError) as error:
                yield Fault(where, f"bytes are damaged ({_one_line(error)}){_captures_of(conn, name)}")
                continue
            for number, size in conn.execute("SELECT id, size FROM captures WHERE sha256 = ?", (name,)):
                self.checked["captures"] += 1
                if size != len(body):
                    yield Fault(f"captures {number}", f"size is {size}, its body has {len(body)} bytes")

    def _texts(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        for number, text, digest in conn.execute("SELECT id, text, text_sha256 FROM articles NOT INDEXED"):
            self.checked["articles"] += 1
            if sha256(text.encode("utf-8", "surrogateescape")).hexdigest() != digest:
                yield Fault(f"articles {number}", "text differs from its SHA-256")

    def _full_text(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        for what in index_faults(self.path):
            yield Fault(digests.INDEX, what)
        if not _has_digests(conn):
            return
        stored = conn.execute(_DIGESTS, (digests.INDEX,)).fetchall()
        if not stored:
            self.notes.append(Fault(digests.INDEX, "its writer is at work or was killed: compared with the texts only"))
        elif stored != [(digests.SEAL, digests.index_digest(conn))]:
            yield Fault(digests.INDEX, "differs from its digest")

    def _pages(self, conn: sqlite3.Connection) -> Iterator[Fault]:
        """The one bit of each row that no query shows."""
        roots = dict(
            conn.execute(
                "SELECT name, rootpage FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%WITHOUT ROWID%'"
            ).fetchall()
        )
        with PageFile(self.path) as file:
            for table in digests.tables(conn):
                if table.is_numbered and table.name in roots:
                    for page in file.leaves(roots[table.name]):
                        for number in rows_with_a_second_number(page):
                            yield Fault(f"{table.name} {number}", "its number is stored a second time")


_DIGESTS = f"SELECT key, sha256 FROM {digests.TABLE} WHERE table_name = ?"


def _has_digests(conn: sqlite3.Connection) -> bool:
    return conn.execute("SELECT 1 FROM main.sqlite_schema WHERE name = ?", (digests.TABLE,)).fetchone() is not None


def _row(table: Table, key: object) -> str:
    return f"{table.name} {_printable(str(key))}"


def _dictionary(conn: sqlite3.Connection, number: int) -> Dictionary | None:
    found = conn.execute("SELECT data FROM dictionaries WHERE id = ?", (number,)).fetchone()
    return Dictionary(number, found[0]) if found else None


def _captures_of(conn: sqlite3.Connection, name: str) -> str:
    try:
        numbers = [str(row[0]) for row in conn.execute("SELECT id FROM captures WHERE sha256 = ? LIMIT 3", (name,))]
    except sqlite3.Error:
        numbers = []
    return f" of capture {', '.join(numbers)}" if numbers else ""


def _one_line(error: BaseException) -> str:
    return _printable(" ".join(str(error).split())) or type(error).__name__


def _printable(text: str) -> str:
    """Text that may hold anything, cut to a line."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)[:200]
