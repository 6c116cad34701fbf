"""Rows of a damaged archive, read from its pages without SQLite, and how far each can be trusted.

The digests say what every row was. A record found anywhere in the file is a row as soon as its digest is one of them:
it needs no sound index, page tree or schema. Of records that have no such digest, those that have it with one bit
flipped back are put right (`mending.py`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple

from qiosk_scraper.archive import digests, schema
from qiosk_scraper.archive.digests import SIZE, Table, row_digest
from qiosk_scraper.archive.mending import mended
from qiosk_scraper.archive.migrations import as_made
from qiosk_scraper.archive.pages import (
    INNER_INDEX,
    INNER_TABLE,
    LEAF_INDEX,
    LEAF_TABLE,
    Cell,
    Damaged,
    PageFile,
    Value,
    file_header_of,
    places_in,
    start_of,
    values_of,
)

_NEAR = 8
"""Bits by which a stored digest may differ from a row's own and still be taken for it, damaged."""
_MOST_WANTED = 100_000
"""Digests without a row, of one table, up to which all are tried on a damaged row, not only that of its key."""

_TABLE_PAGES, _INDEX_PAGES = (LEAF_TABLE, INNER_TABLE), (LEAF_INDEX, INNER_INDEX)

Key = int | str
Values = tuple[Value, ...]
Fate = Literal["kept", "mended", "unproven"]


_PROOF = "SELECT sha256 FROM proofs WHERE table_name = ? AND key = ?"


class Row(NamedTuple):
    """A row of a table, its values in the order of the columns."""

    table: str
    values: Values
    fate: Fate


class _Place(NamedTuple):
    """Where a row that is not proven stands."""

    table: str
    page: int
    at: int


@dataclass(frozen=True)
class Layout:
    """How the rows of a table stand in their records."""

    table: Table
    places: tuple[int, ...]
    """For each column the place of its value in a record: a table without row numbers has its key first."""

    @classmethod
    def of(cls, table: Table) -> Layout:
        stored = table.columns if table.has_rowid else (*table.key, *(c for c in table.columns if c not in table.key))
        return cls(table, tuple(stored.index(column) for column in table.columns))

    def values(self, cell: Cell) -> Values | None:
        """The row in a cell; None when it cannot be one of this table."""
        found = values_of(cell.record)
        missing = len(self.places) - len(found)
        if missing < 0 or (cell.rowid is not None) != self.table.has_rowid:
            return None
        found += [None] * missing  # columns that were added after it was written
        values = [found[place] for place in self.places]
        if self.table.is_numbered:
            values[0] = cell.rowid
        return tuple(values)

    def key(self, values: Values) -> Key:
        """As `row_digests.key` has it."""
        of = dict(zip(self.table.columns, values, strict=True))
        parts = [of[column] for column in self.table.key]
        return parts[0] if len(parts) == 1 and isinstance(parts[0], int) else readable(" ".join(map(str, parts)))


class Salvage:
    """What a file still holds. `scratch` is a file for intermediate results. Never writes to the source."""

    def __init__(self, source: Path, scratch: Path) -> None:
        self._file = PageFile(source)
        self._roots = self._read_roots()
        self.version = self._read_version(file_header_of(source))
        with closing(as_made(self.version)) as fresh:
            self.layouts = {table.name: Layout.of(table) for table in digests.tables(fresh)}
        self._seen = bytearray(self._file.count + 1)
        self._suspects: list[_Place] = []
        self._troubled: set[int] = set()
        self._db = sqlite3.connect(scratch, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute("CREATE TABLE proofs (table_name, key, sha256, PRIMARY KEY (table_name, key)) WITHOUT ROWID")
        self._db.execute("BEGIN")
        self.has_proofs = self._read_proofs()
        self._db.execute("CREATE INDEX proofs_sha256 ON proofs(sha256)")

    def close(self) -> None:
        self._db.close()
        self._file.close()

    def __enter__(self) -> Salvage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def knows_tables(self) -> bool:
        """Whether anything says which rows are of which table: the schema, or digests."""
        return self.has_proofs or bool(self.layouts.keys() & self._roots.keys())

    def rows(self) -> Iterator[Row]:
        """Every row that can be had: first what stands where it should, then what was found elsewhere, then what was
        mended, at last what nothing proves."""
        for name, layout in self.layouts.items():
            if name in self._roots:
                yield from self._standing(layout)
        if self.has_proofs and self._is_missing_any():
            yield from self._elsewhere()
            yield from self._carved()
        yield from self._doubtful()

    def missing(self) -> Iterator[tuple[str, Key]]:
        """(table, key) of rows that there were, and that nothing above gave."""
        yield from self._db.execute("SELECT table_name, key FROM proofs ORDER BY table_name, key")

    def is_proven(self, table: str, values: Values) -> bool:
        """Whether this is a row that is missing; it is not missing any longer then."""
        found = self._db.execute(
            "DELETE FROM proofs WHERE sha256 = ? AND table_name = ? RETURNING 1", (row_digest(*values), table)
        )
        return bool(found.fetchall())

    # -- what the file says about itself --

    def _read_roots(self) -> dict[str, int]:
        """Table name to the page its tree begins on, as far as the schema can be read."""
        roots = {}
        for _, cell in self._cells_of_tree(1, _TABLE_PAGES):
            try:
                values = values_of(cell.record) if cell else []
            except Damaged:
                continue
            if len(values) == 5 and values[0] == "table" and isinstance(values[3], int):
                roots[str(values[1])] = values[3]
        return roots

    def _read_version(self, head: bytes) -> int:
        version = int.from_bytes(head[60:64], "big")
        if 1 < version <= schema.VERSION:
            return version
        return 1 if self._roots and digests.TABLE not in self._roots else schema.VERSION

    def _read_proofs(self) -> bool:
        """Whether there are any. Where their own tree is broken, they are looked for in all of the file, too."""
        self.all_proofs_read = digests.TABLE in self._roots
        for number, cell in self._cells_of_tree(self._roots.get(digests.TABLE, 0), _INDEX_PAGES):
            self._saw(number)
            self.all_proofs_read &= bool(cell and self._keep_proof(cell))
        if not self.all_proofs_read:
            for number in range(1, self._file.count + 1):
                if not self._seen[number]:
                    for cell in self._cells(number):
                        if cell and cell.rowid is None:
                            self._keep_proof(cell)
        return bool(self._db.execute("SELECT count(*) FROM proofs").fetchone()[0])

    def _keep_proof(self, cell: Cell) -> bool:
        try:
            name, key, digest = values_of(cell.record)
        except (Damaged, ValueError):
            return False
        if not isinstance(key, (int, str)) or not isinstance(digest, bytes) or len(digest) != SIZE:
            return False
        if name in self.layouts:
            key = readable(key) if isinstance(key, str) else key
            self._db.execute("INSERT OR IGNORE INTO proofs VALUES (?, ?, ?)", (name, key, digest))
        return name in self.layouts or name in (digests.SCHEMA, digests.INDEX, digests.STATISTICS)

    # -- looking for rows --

    def _standing(self, layout: Layout) -> Iterator[Row]:
        """The rows in the pages of a table."""
        kinds = _TABLE_PAGES if layout.table.has_rowid else _INDEX_PAGES
        for number, page in self._file.tree(self._roots[layout.table.name]):
            if not page or page[start_of(number)] not in kinds:
                self._troubled.add(number)
                continue
            self._saw(number)
            for at, cell in self._placed(number, page):
                values = self._values(layout, cell)
                if values is not None and self._take(layout, values):
                    yield Row(layout.table.name, values, "kept")
                else:
                    self._suspects.append(_Place(layout.table.name, number, at))
                    self._troubled.add(number)

    def _elsewhere(self) -> Iterator[Row]:
        """Missing rows in pages that no tree leads to."""
        for number in range(1, self._file.count + 1):
            if not self._seen[number]:
                for cell in self._cells(number):
                    if cell:
                        yield from self._recognised(cell)

    def _carved(self) -> Iterator[Row]:
        """Missing rows at any place of pages whose own account of them is wrong."""
        for number in sorted(self._troubled):
            try:
                page = self._file.page(number)
            except Damaged:
                continue
            for at in range(len(page)):
                for numbered in (True, False):
                    cell = self._file.cell(page, at, numbered=numbered)
                    if cell and len(cell.record) > 2:
                        yield from self._recognised(cell)

    def _recognised(self, cell: Cell) -> Iterator[Row]:
        for layout in self.layouts.values():
            values = self._values(layout, cell)
            if values is not None and self._take(layout, values, of_any_key=False):
                yield Row(layout.table.name, values, "kept")

    def _doubtful(self) -> Iterator[Row]:
        unproven = []
        for place in self._suspects:
            layout, page = self.layouts[place.table], self._file.page(place.page)
            cell = self._file.cell(page, place.at, numbered=layout.table.has_rowid)
            values = self._values(layout, cell)
            if values is not None and self._is_near(layout, values):
                yield Row(place.table, values, "kept")
                continue
            found = self._mended(layout, page, place.at, values)
            if found and self._take(layout, found):
                yield Row(place.table, found, "mended")
            elif values is not None:
                unproven.append(Row(place.table, values, "unproven"))
        yield from unproven

    def _mended(self, layout: Layout, page: bytes, at: int, values: Values | None) -> Values | None:
        wanted = self._wanted(layout, values)
        if not wanted:
            return None
        return mended(self._file, page, at, layout.table.has_rowid, lambda cell: self._values(layout, cell), wanted)

    # -- proofs --

    def _take(self, layout: Layout, values: Values, *, of_any_key: bool = True) -> bool:
        """Whether the row is proven and was not had before. Without any digests, every row is taken."""
        if not self.has_proofs:
            return of_any_key
        return self.is_proven(layout.table.name, values)

    def _is_near(self, layout: Layout, values: Values) -> bool:
        """Whether it is the stored digest that is damaged."""
        name, key = layout.table.name, layout.key(values)
        found = self._db.execute(_PROOF, (name, key)).fetchone()
        if not found:
            return False
        differing = int.from_bytes(found[0], "big") ^ int.from_bytes(row_digest(*values), "big")
        if differing.bit_count() > _NEAR:
            return False
        self._db.execute("DELETE FROM proofs WHERE table_name = ? AND key = ?", (name, key))
        return True

    def _wanted(self, layout: Layout, values: Values | None) -> frozenset[bytes]:
        """The digests that the row may have had."""
        name = layout.table.name
        found = self._db.execute(
            "SELECT sha256 FROM proofs WHERE table_name = ? LIMIT ?", (name, _MOST_WANTED + 1)
        ).fetchall()
        if len(found) > _MOST_WANTED:
            key = layout.key(values) if values else None
            found = self._db.execute(_PROOF, (name, key)).fetchall()
        return frozenset(row[0] for row in found)

    def _is_missing_any(self) -> bool:
        return self._db.execute("SELECT 1 FROM proofs LIMIT 1").fetchone() is not None

    # -- pages --

    def _saw(self, number: int) -> None:
        if 0 < number < len(self._seen):
            self._seen[number] = 1

    def _cells_of_tree(self, root: int, kinds: tuple[int, int]) -> Iterator[tuple[int, Cell | None]]:
        """(page, cell); no cell for one that cannot be read, and for a page of another kind."""
        for number, page in self._file.tree(root) if root else ():
            if not page or page[start_of(number)] not in kinds:
                yield number, None
                continue
            for _, cell in self._placed(number, page):
                yield number, cell

    def _cells(self, number: int) -> Iterator[Cell | None]:
        try:
            page = self._file.page(number)
        except Damaged:
            return
        for _, cell in self._placed(number, page):
            yield cell

    def _placed(self, number: int, page: bytes) -> Iterator[tuple[int, Cell | None]]:
        start = start_of(number)
        try:
            places = places_in(page, start)
        except Damaged:
            self._troubled.add(number)
            yield 0, None
            return
        for at in places:
            yield at, self._file.cell(page, at, numbered=page[start] == LEAF_TABLE)

    def _values(self, layout: Layout, cell: Cell | None) -> Values | None:
        try:
            return layout.values(cell) if cell else None
        except Damaged:
            return None


def readable(text: str) -> str:
    """Text that SQLite takes: bytes that are no UTF-8 are marked as such."""
    return text if text.isascii() else text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
