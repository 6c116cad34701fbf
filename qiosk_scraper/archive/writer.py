"""The one writer of an archive."""

from __future__ import annotations

import gc
import itertools
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

from qiosk_scraper.archive import digests, frontier, similar
from qiosk_scraper.archive.addresses import Addresses
from qiosk_scraper.archive.batch import Batch, Memory, OutletRow, prepare
from qiosk_scraper.archive.connection import BUSY_SECONDS, check_writable, connect_for_writing, in_transaction
from qiosk_scraper.archive.counts import CrawlCounts, Verdict
from qiosk_scraper.archive.faults import explained
from qiosk_scraper.archive.lock import WriterLock
from qiosk_scraper.archive.migrations import check_schema, create, is_blank
from qiosk_scraper.archive.payloads import PayloadStore
from qiosk_scraper.archive.reparsing import NewParses
from qiosk_scraper.archive.rereading import Read, Rereading
from qiosk_scraper.archive.rows import PROVEN, rows_in
from qiosk_scraper.errors import ExitCode
from qiosk_scraper.items import FrontierEntry, Visit
from qiosk_scraper.outlet import Outlet

P = ParamSpec("P")
T = TypeVar("T")
_LAST_WAIT_MILLISECONDS = 500
"""For another program's lock when a run ends because of that lock."""
_PORTIONS_FIRST = 5
"""Portions of articles that are compared before a run goes out: some seconds."""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class ArchiveWriter:
    """Writes one archive; there is one of it for a file at any time.

    May be called from any thread, one call at a time. Every method that writes does so in one transaction: when it
    returns, what it stored is on the disk; when it raises, nothing of it is stored. Raises `QioskError` for what a
    user can act on: exit code 3 disk full, 5 file unusable, 6 locked, 7 read-only.
    """

    def __init__(
        self,
        path: Path,
        conn: sqlite3.Connection,
        lock: WriterLock,
        clock: Callable[[], str],
        parser_version: str,
        read: Read | None = None,
    ) -> None:
        self.path = path
        self._conn = conn
        self._lock = lock
        self._clock = clock
        self._parser_version = parser_version
        self._rereading = Rereading(conn, path, read)
        self._outlets: dict[str, OutletRow] = {}
        self._payloads = PayloadStore(conn)
        self._memory: Memory | None = None
        self._counted = CrawlCounts()
        self._one_at_a_time = RLock()

    @classmethod
    def open(
        cls,
        path: Path | str,
        *,
        clock: Callable[[], str] = _now,
        parser_version: str | None = None,
        read: Read | None = None,
        busy_seconds: float = BUSY_SECONDS,
    ) -> ArchiveWriter:
        """Opens an archive for writing, makes it if there is none, and keeps other writers out until `close()`.

        `clock` gives the time now (ISO 8601 UTC); it dates runs, all else is dated by its visits. `read` are the
        parsers by which visits are read: with them an edit is told from a change of the parsers. `busy_seconds` is how
        long to wait for a program of another kind that has the file locked.
        """
        path = Path(path)
        check_writable(path)
        lock = WriterLock(path)
        try:
            # Made before it goes over to WAL: so the file itself says what it is, also when a run that was killed left
            # all the rest in the WAL.
            with explained(path):
                conn = connect_for_writing(
                    path, lambda conn: create(conn) if is_blank(conn) else check_schema(conn, path), busy_seconds
                )
            try:
                check_schema(conn, path)
                digests.leave_new_rows(conn, PROVEN)
                return cls(path, conn, lock, clock, parser_version or _parser_version(), read)
            except BaseException:
                conn.close()
                raise
        except BaseException:
            lock.release()
            raise

    def begin_crawl(self, command: str, version: str) -> int:
        """Begins a run and gives back its id. Compares first what runs that were killed left uncompared."""
        self._compare(at_most=_PORTIONS_FIRST)
        with self._writing():
            crawl_id = int(
                self._conn.execute(
                    "INSERT INTO crawls (started_at, command, version) VALUES (?, ?, ?) RETURNING id",
                    (self._clock(), command, version),
                ).fetchone()[0]
            )
            last = self._conn.execute("SELECT fetched_at FROM captures ORDER BY id DESC LIMIT 1").fetchone()
        self._outlets.clear()
        self._memory = Memory(crawl_id, self._parser_version, last_fetched_at=last and last[0])
        return crawl_id

    def seed(self, outlet: Outlet, entries: Iterable[FrontierEntry]) -> None:
        """Adds entries to the frontier. One that is known goes back to pending, unless this run goes on with one that
        was cut short and had asked it already; articles that could not be fetched in earlier runs get another try."""
        with self._writing():
            row = self._register(outlet)
            frontier.seed(self._conn, row.id, row.round_id, entries)

    def revisit(self, outlet: Outlet) -> int:
        """Every live article of the outlet goes back to pending; gives back how many did."""
        with self._writing():
            row = self._register(outlet)
            return frontier.revisit(self._conn, row.id, row.round_id)

    def pending(
        self, outlet_slug: str, limit: int, exclude: Collection[str] = (), *, revisits: bool = False
    ) -> list[FrontierEntry]:
        """Up to `limit` entries to visit next, without those whose URL is in `exclude`: highest priority first, then
        in the order they were found. Entries put off to a later time are not among them; archived articles that are
        due to be looked at again are, with `revisits`."""
        with self._one_at_a_time, explained(self.path):
            return frontier.pending(self._conn, outlet_slug, limit, exclude, self._clock(), revisits=revisits)

    def read(self, query: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **names: P.kwargs) -> T:
        """What a query of this package (`hosts.state_of`, `frontier.met`, …) finds."""
        with self._one_at_a_time, explained(self.path):
            return query(self._conn, *args, **names)

    def write(self, change: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **names: P.kwargs) -> T:
        """A change of this package (`hosts.asked`, …) as a transaction of its own."""
        with self._writing():
            return change(self._conn, *args, **names)

    def knows(self, urls: Collection[str]) -> set[str]:
        """Those of the (canonical) URLs that are an archived article's, or an alias of one."""
        with self._one_at_a_time, explained(self.path):
            return {
                row[0]
                for table in ("articles", "url_aliases")
                for row in rows_in(
                    self._conn, f"SELECT url FROM {table} WHERE url IN (SELECT value FROM json_each(?))", urls
                )
            }

    def store(self, visits: Sequence[Visit]) -> list[Verdict]:
        """Stores everything these visits brought, in one transaction, and gives back what each did."""
        memory = self._crawl()
        with self._one_at_a_time:
            if not visits:
                return []
            self._register_slugs(
                {visit.entry.outlet for visit in visits} | {entry.outlet for visit in visits for entry in visit.found}
            )
            try:
                with _uncollected():
                    verdicts = self._store(visits, memory)
            except BaseException:
                memory.forget()
                self._payloads.forget()
                raise
            memory.tally.keep()
            return verdicts

    def _store(self, visits: Sequence[Visit], memory: Memory) -> list[Verdict]:
        with explained(self.path):
            prepared = prepare(visits, self._outlets.__getitem__)
            payloads = self._payloads.pack(
                (one.outlet.id, one.payload_sha256, one.visit.capture.body) for one in prepared if one.visit.capture
            )
        with self._writing():
            return Batch(self._conn, prepared, payloads, memory, self._outlets, self._rereading).store()

    def counts(self) -> CrawlCounts:
        """What the run met so far."""
        return self._memory.tally.counts() if self._memory else self._counted

    def finish_crawl(self, exit_code: int) -> CrawlCounts:
        """Ends the run; its counts. Looks for near-duplicates of what it brought, unless it was cut short."""
        counts = self._crawl().tally.counts()
        if exit_code == ExitCode.ARCHIVE_LOCKED:  # it has waited its time already
            with self._one_at_a_time:
                self._conn.execute(f"PRAGMA busy_timeout = {_LAST_WAIT_MILLISECONDS}")
        with self._writing():
            self._conn.execute(
                "UPDATE crawls SET finished_at = ?, exit_code = ? WHERE id = ?",
                (self._clock(), int(exit_code), self._crawl().crawl_id),
            )
        self._counted, self._memory = counts, None
        if exit_code not in frontier.CUT_SHORT:
            self._compare()
        return counts

    @contextmanager
    def reparsing(self, command: str, version: str) -> Iterator[NewParses]:
        """To store new parses of captures: all that is added inside the block in one transaction, which ends with the
        block; nothing when the block raises. A run is noted when there was something to store."""
        with self._writing():
            parses = NewParses(self._conn, self._parser_version, command, version, self._clock())
            yield parses
            parses.finish(self._clock())
        self._compare()

    def close(self) -> None:
        """Gives the archive free; a second call does nothing. Leaves no WAL when nobody reads at the moment."""
        with self._one_at_a_time:
            try:
                digests.finish(self._conn)
            except sqlite3.Error:
                pass  # closed before, or the disk is full: what is stored is stored
            finally:
                self._conn.close()
                self._lock.release()

    def __enter__(self) -> ArchiveWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _compare(self, at_most: int | None = None) -> None:
        """Brings `similar` up to date, a transaction for each portion of articles (`at_most` so many)."""
        for _ in itertools.count() if at_most is None else range(at_most):
            with self._writing():
                if similar.compare(self._conn) < similar.PORTION:
                    break

    @contextmanager
    def _writing(self) -> Iterator[None]:
        outlets = dict(self._outlets)
        try:
            with self._one_at_a_time, explained(self.path), in_transaction(self._conn):
                yield
        except BaseException:
            self._outlets = outlets
            raise

    def _crawl(self) -> Memory:
        if self._memory is None:
            raise RuntimeError("begin_crawl() comes first")
        return self._memory

    def _register(self, outlet: Outlet) -> OutletRow:
        """The outlet's row, written if it is new or differs; inside a transaction."""
        row = self._outlets.get(outlet.slug)
        if row is None or row.addresses.outlet is not outlet:
            outlet_id = int(
                self._conn.execute(
                    "INSERT INTO outlets (slug, name, home_url, language, timezone) VALUES (?, ?, ?, ?, ?) "
                    "ON CONFLICT (slug) DO UPDATE SET name = excluded.name, home_url = excluded.home_url, "
                    "language = excluded.language, timezone = excluded.timezone RETURNING id",
                    (outlet.slug, outlet.name, outlet.home_url, outlet.language, outlet.timezone),
                ).fetchone()[0]
            )
            crawl_id = self._crawl().crawl_id
            round_id = frontier.begin_round(self._conn, crawl_id, outlet_id, self._clock())
            row = self._outlets[outlet.slug] = OutletRow(outlet_id, outlet.slug, Addresses(outlet), round_id)
        return row

    def _register_slugs(self, slugs: Collection[str]) -> None:
        """Outlets that visits name and this run has not seeded: as the archive knows them."""
        if unknown := [slug for slug in slugs if slug not in self._outlets]:
            rows = rows_in(
                self._conn,
                "SELECT slug, name, home_url, language, timezone FROM outlets "
                "WHERE slug IN (SELECT value FROM json_each(?))",
                unknown,
            )
            with self._writing():
                for slug, name, home_url, language, timezone in rows:
                    self._register(
                        Outlet(slug=slug, name=name, home_url=home_url, language=language, timezone=timezone)
                    )
            if missing := [slug for slug in unknown if slug not in self._outlets]:
                raise ValueError(f"outlet {missing[0]!r} was never seeded")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for reference cycles: in a batch, which makes none, it took a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _parser_version() -> str:
    from qiosk_scraper.parse import PARSER_VERSION

    return PARSER_VERSION
