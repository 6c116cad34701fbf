"""What storing costs: `ArchiveWriter.store` beside bulk `executemany` of the same rows, with and without full text.

    python bench/store.py [articles] [batch size]

The rows are those that our writer hands to SQLite, so both sides write the same into the same schema and tables, each
batch one transaction, each commit synced. On the bulk side everything is ready-made, and FTS5 is as it comes. Row
digests are rows of the archive, too: the first ratio is to a bulk side that writes them (ready-made), the second to one
that keeps none. Rounds are interleaved, the fastest of five counts. CPU time: what else a machine does changes it
little; the wall clock's ratio stands beside. Targets: without full text at least 0.5 times the bulk rate; with it at
most 1.2 times the bulk time. The last line weighs pages against gzip -6.
"""

from __future__ import annotations

import gzip
import itertools
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from qiosk_scraper.archive import ArchiveWriter, digests, schema
from qiosk_scraper.archive.connection import connect_for_writing, in_transaction
from qiosk_scraper.archive.migrations import create
from qiosk_scraper.archive.rows import INSERTS, Rows, digests_of
from qiosk_scraper.captures import digest
from qiosk_scraper.items import Answer, Article, Author, Block, Capture, FrontierEntry, Link, Photo, Teaser, Visit
from qiosk_scraper.outlet import Outlet

ROUNDS = 5
HOME = "https://gazette.example"
OUTLET = Outlet(slug="gazette", name="The Gazette", home_url=HOME + "/")
FIELDS = (
    "headline",
    "dek",
    "kicker",
    "sections",
    "authors",
    "byline",
    "published",
    "modified",
    "body",
    "lead_photo",
    "tags",
)
TRIGGERS = ("articles_fts_insert", "articles_fts_update", "articles_fts_delete")


_dice = random.Random(0)
VOCABULARY = ["".join(_dice.choices("aeinorstlmdpbkhuc", k=2 + rank % 4 + rank // 8000)) for rank in range(40_000)]
FREQUENCIES = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(VOCABULARY))))
"""Zipf's and Mandelbrot's law: 1,080 words of text have some 450 different ones, about as many as English has."""


def words(dice: random.Random, number: int) -> str:
    return " ".join(dice.choices(VOCABULARY, cum_weights=FREQUENCIES, k=number))


def visits(number: int, page_bytes: int) -> list[Visit]:
    """Articles as the row of the storage measurements has them: 5.2 KB body, 2 authors, 5 tags, 8 teasers, 3 photos."""
    dice = random.Random(1)
    furniture = "".join(
        f'<li><a href="/s{n}/" class="nav-{n * n}">Section {n}</a></li>' for n in range(page_bytes // 45)
    )
    made = []
    for n in range(number):
        at = f"2025-03-{1 + n // 3600 % 28:02d}T{n // 3600 % 24:02d}:{n // 60 % 60:02d}:{n % 60:02d}+00:00"
        url = f"{HOME}/story-{n}/"
        body = tuple(
            Block("paragraph", words(dice, 72), (Link(f"{HOME}/story-{n // 2}/", "link"),) if k < 3 else ())
            for k in range(15)
        )
        article = Article(
            url=url,
            canonical_url=url,
            outlet="gazette",
            headline=words(dice, 9),
            dek=words(dice, 15),
            kicker="News | City",
            sections=("News", "City"),
            authors=(Author(f"Author {n % 50}"), Author(f"Author {n % 31}")),
            byline="By two",
            published=at,
            published_raw=at,
            modified=at,
            language="en",
            tags=tuple(f"tag {(n + k) % 300}" for k in range(5)),
            body=body,
            photos=tuple(Photo("inline", f"{url}{k}.jpg", words(dice, 8), "Ada") for k in range(3)),
            teasers=tuple(
                Teaser(k + 1, "related", f"{HOME}/story-{(n * 7 + k) % number}/", words(dice, 8)) for k in range(8)
            ),
            access="free",
            answers=tuple(Answer(field, "rebelmouse", "as on the page") for field in FIELDS),
        )
        html = f"<html><ul>{furniture}</ul>{article.text}</html>".encode() if page_bytes else str(n).encode()
        capture = Capture(url, html, 200, (("content-type", "text/html"), ("date", at)), at)
        made.append(Visit(FrontierEntry(url, "article", "gazette"), at, status=200, capture=capture, article=article))
    return made


class Took(NamedTuple):
    """Seconds."""

    cpu: float
    wall: float


class Watch:
    """Both clocks, from when it is made."""

    def __init__(self) -> None:
        self._began = Took(time.process_time(), time.perf_counter())

    def took(self) -> Took:
        return Took(time.process_time() - self._began.cpu, time.perf_counter() - self._began.wall)


def leave_out_full_text(conn: sqlite3.Connection) -> None:
    for name in TRIGGERS:
        conn.execute(f"DROP TRIGGER {name}")


def ours(path: Path, made: list[Visit], batch: int, full_text: bool) -> Took:
    """What our writer takes."""
    with ArchiveWriter.open(path, parser_version="1") as writer:
        writer.begin_crawl("bench", "0")
        writer.seed(OUTLET, [visit.entry for visit in made])
        if not full_text:
            leave_out_full_text(writer._conn)
        watch = Watch()
        for start in range(0, len(made), batch):
            writer.store(made[start : start + batch])
        return watch.took()


Batch = dict[str, list[tuple[object, ...]]]
DIGESTS = digests.TABLE


def rows_of(made: list[Visit], batch: int) -> list[Batch]:
    """The rows of each batch, as our writer hands them to SQLite."""
    kept: list[Batch] = []
    write = Rows.write

    def keep(rows: Rows) -> None:
        tables: Batch = {table: list(new) for table, new in rows._rows.items() if new}
        proofs = [digest for table, new in tables.items() for digest in digests_of(table, new)]
        kept.append({**tables, DIGESTS: proofs})
        write(rows)

    Rows.write = keep  # type: ignore[method-assign]
    try:
        with tempfile.TemporaryDirectory() as folder:
            ours(Path(folder) / "archive.db", made, batch, False)
    finally:
        Rows.write = write  # type: ignore[method-assign]
    return kept


def bulk(path: Path, batches: list[Batch], full_text: bool, proofs: bool) -> Took:
    """The same rows into the same schema by `executemany`, a transaction for each batch, everything ready-made."""
    conn = connect_for_writing(path, lambda conn: None)
    create(conn)
    conn.execute("INSERT INTO crawls (id, started_at, command, version) VALUES (1, '', '', '')")
    conn.execute("INSERT INTO outlets VALUES (1, 'gazette', '', '', NULL, 'UTC')")
    conn.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('automerge', 4)")  # as FTS5 comes
    for (name,) in conn.execute("SELECT name FROM temp.sqlite_schema WHERE type = 'trigger'").fetchall():
        conn.execute(f'DROP TRIGGER temp."{name}"')  # those that keep row digests
    leave_out_full_text(conn)
    if full_text:
        for statement in schema.statements(schema.step(1)):  # plain triggers, as FTS5's documentation has them
            if statement.startswith("CREATE TRIGGER"):
                conn.execute(statement)
    statements = {**INSERTS, DIGESTS: f"INSERT INTO {DIGESTS} VALUES (?, ?, ?)"}
    watch = Watch()
    for batch in batches:
        with in_transaction(conn):
            for table, rows in batch.items():
                if proofs or table != DIGESTS:
                    conn.executemany(statements[table], rows)
    took = watch.took()
    conn.close()
    return took


def fastest(*runs: Callable[[Path], Took]) -> list[Took]:
    """The fastest of the rounds for each by either clock, taken in turns."""
    taken: list[list[Took]] = [[] for _ in runs]
    for _ in range(ROUNDS):
        for run, times in zip(runs, taken, strict=True):
            with tempfile.TemporaryDirectory() as folder:
                times.append(run(Path(folder) / "archive.db"))
    return [Took(min(one.cpu for one in times), min(one.wall for one in times)) for times in taken]


def main() -> None:
    number, batch = ([int(word) for word in sys.argv[1:]] + [2000, 200][len(sys.argv) - 1 :])[:2]
    made = visits(number, 0)
    batches = rows_of(made, batch)
    rows = sum(len(new) for one in batches for table, new in one.items() if table != DIGESTS)
    print(f"{number} articles of {rows / number:.0f} rows and their digests, {batch} a batch; CPU us an article")
    for full_text in (False, True):
        own, same, bare = fastest(
            lambda path, full=full_text: ours(path, made, batch, full),
            lambda path, full=full_text: bulk(path, batches, full, True),
            lambda path, full=full_text: bulk(path, batches, full, False),
        )
        print(
            f"{'with' if full_text else 'without'} full text: ours {own.cpu / number * 1e6:.0f}; "
            f"bulk of the same rows {same.cpu / number * 1e6:.0f}: rate {same.cpu / own.cpu:.2f}, "
            f"time {own.cpu / same.cpu:.2f} (wall {own.wall / same.wall:.2f}); "
            f"without digests {bare.cpu / number * 1e6:.0f}: rate {bare.cpu / own.cpu:.2f}, "
            f"time {own.cpu / bare.cpu:.2f} (wall {own.wall / bare.wall:.2f})"
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        ours(path, made, batch, True)
        print(f"unchanged again: {revisit(path, made, batch).cpu / number * 1e6:.0f}")
    weigh(visits(400, 100_000), batch)


def weigh(pages: list[Visit], batch: int) -> None:
    """Prints what pages of one outlet take in the archive once it has a dictionary, beside gzip -6."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        took = ours(path, pages, batch, True)
        with closing(sqlite3.connect(path)) as conn:
            stored = conn.execute(
                "SELECT sha256, length(data) FROM payloads WHERE dictionary_id IS NOT NULL"
            ).fetchall()
    sizes = dict(stored)
    bodies = [visit.capture.body for visit in pages if visit.capture and digest(visit.capture.body) in sizes]
    small = sum(len(gzip.compress(body, 6)) for body in bodies)
    print(
        f"pages of {len(bodies[0]) / 1000:.0f} KB: {len(pages) / took.cpu:.0f} stored a CPU second; "
        f"{len(bodies)} with a dictionary in "
        f"{sum(sizes.values()) / len(bodies) / 1000:.1f} KB each, {sum(sizes.values()) / small:.2f} of gzip -6 "
        "(target 0.25 or less; made-up pages flatter it)"
    )


def revisit(path: Path, made: list[Visit], batch: int) -> Took:
    """What it takes to store the same visits again."""
    with ArchiveWriter.open(path, parser_version="1") as writer:
        writer.begin_crawl("bench", "0")
        writer.seed(OUTLET, ())
        watch = Watch()
        for start in range(0, len(made), batch):
            writer.store(made[start : start + batch])
        return watch.took()


if __name__ == "__main__":
    main()
