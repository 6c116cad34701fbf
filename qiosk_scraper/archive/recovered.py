"""The archive that a recovery makes, and the notes of what in it is not as it was."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from qiosk_scraper.archive.pages import Value
from qiosk_scraper.archive.salvage import Key, readable


@dataclass
class Recovery:
    """Counts of rows, by table and fate. Unless `all_known`, more may be lost than is counted: what there was is read
    from the digests, and those are damaged too, or there are none."""

    all_known: bool = True
    tables: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def rows(self, fate: str) -> int:
        """Rows of this fate, in all tables."""
        return sum(counts[fate] for counts in self.tables.values())


class Recovered:
    """The archive being made: a connection to it, and the notes of what is not as it was."""

    def __init__(self, conn: sqlite3.Connection, at: str) -> None:
        self.conn = conn
        self.report = Recovery()
        self._at = at
        self._noted: dict[tuple[str, str], str] = {}

    def add(self, table: str, columns: tuple[str, ...], values: tuple[Value, ...], *, replace: bool = False) -> bool:
        """Whether the row could be stored: its types and checks hold, and there is none of its key."""
        clean = [readable(value) if isinstance(value, str) else value for value in values]
        marks = ", ".join("?" * len(columns))
        how = "INSERT OR REPLACE" if replace else "INSERT"
        try:
            self.conn.execute(f"{how} INTO {table} ({', '.join(columns)}) VALUES ({marks})", clean)
        except (sqlite3.IntegrityError, OverflowError):
            return False
        return True

    def note(self, table: str, key: Key, fate: str) -> None:
        """A row that is not as it was; the last word on it counts."""
        self._noted[table, str(key)] = fate

    def lose(self, table: str, key: Key) -> None:
        """A row that was had is left out after all."""
        if self.fate(table, key) is None:
            self.report.tables[table]["kept"] -= 1
        self.note(table, key, "lost")

    def fate(self, table: str, key: Key) -> str | None:
        return self._noted.get((table, str(key)))

    def write_notes(self, conn: sqlite3.Connection) -> None:
        """Counts the fates, and writes them into the archive."""
        for (table, _), fate in self._noted.items():
            self.report.tables[table][fate] += 1
        conn.executemany(
            "INSERT INTO recovered_rows (at, table_name, key, fate) VALUES (?, ?, ?, ?)",
            [(self._at, table, key, fate) for (table, key), fate in sorted(self._noted.items())],
        )
