"""What storing costs: `ArchiveWriter.store` beside bulk `executemany` of the same rows, with and without full text.

    python bench/store.py [articles] [batch size]

The rows are those that our writer hands to SQLite, so both sides write the same into the same schema, each batch one
transaction; on the bulk side everything is ready-made, FTS5 is as it comes and no row digests are kept. Rounds are
interleaved, the fastest of five counts. Targets: without full text at least 0.5 times the bulk rate; with it at most
1.2 times the bulk time. Ours is timed without and with row digests. The last line weighs pages against gzip -6.
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

from qiosk_scraper.archive import ArchiveWriter
from qiosk_scraper.archive.connection import connect_for_writing, in_transaction
from qiosk_scraper.archive.migrations import create
from qiosk_scraper.archive.rows import INSERTS, Rows
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


def leave_out(conn: sqlite3.Connection, *, full_text: bool, proofs: bool) -> None:
    """Takes away the triggers of what is not to be kept: full text, row digests (those are temporary triggers)."""
    if not full_text:
        for name in TRIGGERS:
            conn.execute(f"DROP TRIGGER {name}")
    if not proofs:
        for (name,) in conn.execute("SELECT name FROM temp.sqlite_schema WHERE type = 'trigger'").fetchall():
            conn.execute(f'DROP TRIGGER temp."{name}"')


def ours(path: Path, made: list[Visit], batch: int, full_text: bool, proofs: bool = True) -> float:
    """Seconds that our writer takes."""
    with ArchiveWriter.open(path, parser_version="1") as writer:
        writer.begin_crawl("bench", "0")
        writer.seed(OUTLET, [visit.entry for visit in made])
        leave_out(writer._conn, full_text=full_text, proofs=proofs)
        began = time.perf_counter()
        for start in range(0, len(made), batch):
            writer.store(made[start : start + batch])
        return time.perf_counter() - began


Batch = dict[str, list[tuple[object, ...]]]


def rows_of(made: list[Visit], batch: int) -> list[Batch]:
    """The rows of each batch, as our writer hands them to SQLite."""
    kept: list[Batch] = []
    write = Rows.write

    def keep(rows: Rows) -> None:
        kept.append({table: list(new) for table, new in rows._rows.items() if new})
        write(rows)

    Rows.write = keep  # type: ignore[method-assign]
    try:
        with tempfile.TemporaryDirectory() as folder:
            ours(Path(folder) / "archive.db", made, batch, False)
    finally:
        Rows.write = write  # type: ignore[method-assign]
    return kept


def bulk(path: Path, batches: list[Batch], full_text: bool) -> float:
    """The same rows into the same schema by `executemany`, a transaction for each batch, everything ready-made."""
    conn = connect_for_writing(path, lambda conn: None)
    create(conn)
    conn.execute("INSERT INTO crawls (id, started_at, command, version) VALUES (1, '', '', '')")
    conn.execute("INSERT INTO outlets VALUES (1, 'gazette', '', '', NULL, 'UTC')")
    conn.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('automerge', 4)")  # as FTS5 comes
    leave_out(conn, full_text=full_text, proofs=False)
    began = time.perf_counter()
    for batch in batches:
        with in_transaction(conn):
            for table, rows in batch.items():
                conn.executemany(INSERTS[table], rows)
    took = time.perf_counter() - began
    conn.close()
    return took


def fastest(*runs: Callable[[Path], float]) -> list[float]:
    """The fastest of the rounds for each, taken in turns."""
    best = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for at, run in enumerate(runs):
            with tempfile.TemporaryDirectory() as folder:
                best[at] = min(best[at], run(Path(folder) / "archive.db"))
    return best


def main() -> None:
    number, batch = ([int(word) for word in sys.argv[1:]] + [2000, 200][len(sys.argv) - 1 :])[:2]
    made = visits(number, 0)
    batches = rows_of(made, batch)
    rows = sum(len(new) for one in batches for new in one.values())
    print(f"{number} articles of {rows / number:.0f} rows, {batch} a batch; articles a second")
    for full_text in (False, True):
        lean, proven, raw = fastest(
            lambda path, full=full_text: ours(path, made, batch, full, proofs=False),
            lambda path, full=full_text: ours(path, made, batch, full),
            lambda path, full=full_text: bulk(path, batches, full),
        )
        print(
            f"{'with' if full_text else 'without'} full text: bulk {number / raw:.0f}; ours {number / lean:.0f}, "
            f"rate {raw / lean:.2f}, time {lean / raw:.2f}; with row digests {number / proven:.0f}, "
            f"rate {raw / proven:.2f}, time {proven / raw:.2f}"
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        ours(path, made, batch, True)
        print(f"unchanged again: {number / revisit(path, made, batch):.0f}")
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
        f"pages of {len(bodies[0]) / 1000:.0f} KB: {len(pages) / took:.0f} stored; {len(bodies)} with a dictionary in "
        f"{sum(sizes.values()) / len(bodies) / 1000:.1f} KB each, {sum(sizes.values()) / small:.2f} of gzip -6 "
        "(target 0.25 or less; made-up pages flatter it)"
    )


def revisit(path: Path, made: list[Visit], batch: int) -> float:
    """Seconds to store the same visits again."""
    with ArchiveWriter.open(path, parser_version="1") as writer:
        writer.begin_crawl("bench", "0")
        writer.seed(OUTLET, ())
        began = time.perf_counter()
        for start in range(0, len(made), batch):
            writer.store(made[start : start + batch])
        return time.perf_counter() - began


if __name__ == "__main__":
    main()
