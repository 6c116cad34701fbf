"""A batch is stored whole or not at all, whatever its size and whenever the program is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from visits import (
    CITY,
    HOME,
    OUTLET,
    article,
    at,
    contents,
    entry,
    failure,
    is_sound,
    listing,
    rows,
    teasers,
    url,
    visit,
    writing,
)

from qiosk_scraper.archive import ArchiveWriter, CrawlCounts
from qiosk_scraper.items import Block, Capture, Link, Visit


def test_a_batch_that_fails_leaves_nothing_and_can_be_stored_again(db: Path) -> None:
    batch = [listing("ferry"), visit(article(), 1)]
    with writing(db) as writer:
        before = contents(db)
        bad = visit(replace(article("bad"), access="nonsense"), 2)  # type: ignore[arg-type]
        with pytest.raises(Exception, match="CHECK constraint"):
            writer.store([*batch, bad])
        assert contents(db) == before
        assert writer.counts() == CrawlCounts()
        assert writer.store(batch) == ["listed", "new"]
        assert writer.counts() == CrawlCounts(seen=1, new=1)
    assert is_sound(db)


NAMES = st.sampled_from(["a", "b", "c", "d"])
HEADLINES = st.sampled_from([None, "Alpha", "Beta"])


@st.composite
def visits_of_a_crawl(draw: st.DrawFn) -> list[Visit]:
    """Visits in any order: articles that are edited, claim, redirect, vanish and come back; section pages; failures."""
    made: list[Visit] = []
    for second in range(1, draw(st.integers(2, 14))):
        name, what = (
            draw(NAMES),
            draw(st.sampled_from(["article"] * 5 + ["listing", "gone", "failed", "away", "unchanged"])),
        )
        if what == "listing":
            made.append(listing(*draw(st.lists(NAMES, max_size=4, unique=True)), second=second))
        elif what == "away":
            made.append(
                Visit(
                    entry(url(name)),
                    at(second),
                    "not_article",
                    "listing",
                    status=200,
                    capture=Capture(HOME + "/", b"front", fetched_at=at(second)),
                )
            )
        elif what == "gone":
            made.append(failure(url(name), second, "gone", status=404))
        elif what == "unchanged":
            made.append(failure(url(name), second, "not_modified", status=304))
        elif what == "failed":
            made.append(failure(url(name), second))
        else:
            claimed, asked = draw(st.none() | NAMES), draw(st.none() | NAMES)
            text = draw(
                st.sampled_from(["One text about boats.", "Quite another story altogether, with words.", "Third."])
            )
            read = article(
                name,
                headline=draw(HEADLINES) or f"On {name}",
                canonical_url=url(claimed) if claimed else None,
                body=(Block("paragraph", text, (Link(url(draw(NAMES)), "link"),)),),
                teasers=teasers(*draw(st.lists(NAMES, max_size=2, unique=True))),
                tags=(draw(NAMES),),
            )
            made.append(visit(read, second, asked=url(asked) if asked else None, body=repr(read).encode()))
    return made


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=visits_of_a_crawl(), sizes=st.lists(st.integers(1, 5), min_size=14, max_size=14))
def test_batches_of_any_size_give_the_same_archive(
    tmp_path_factory: pytest.TempPathFactory, made: list[Visit], sizes: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("batches")
    with writing(folder / "one.db") as writer:
        verdicts = writer.store(made)
        counts = writer.counts()
    with writing(folder / "many.db") as writer:
        left, stored = list(made), []
        for size in sizes:
            stored += writer.store(left[:size])
            left = left[size:]
        assert stored == verdicts
        assert writer.counts() == counts
    assert contents(folder / "one.db") == contents(folder / "many.db")
    assert is_sound(folder / "one.db")
    # What must hold whatever happened.
    db = folder / "many.db"
    assert rows(
        db,
        "SELECT count(*) FROM articles a JOIN revisions r ON r.id = a.current_revision_id WHERE r.article_id <> a.id "
        "OR r.headline IS NOT a.headline OR r.text <> a.text OR r.number <> a.revision_count",
    ) == [(0,)]
    assert rows(db, "SELECT count(*) FROM url_aliases JOIN articles USING (url)") == [(0,)]
    assert rows(
        db,
        "SELECT count(*) FROM teasers t LEFT JOIN (SELECT url, id FROM articles UNION ALL "
        "SELECT url, article_id FROM url_aliases) k ON k.url = t.url WHERE k.id IS NOT t.article_id",
    ) == [(0,)]
    assert rows(
        db,
        "SELECT count(*) FROM revisions r WHERE number > 1 AND NOT EXISTS "
        "(SELECT 1 FROM events e WHERE e.revision_id = r.id)",
    ) == [(0,)]
    assert rows(
        db,
        "SELECT count(*) FROM revisions r JOIN revisions s ON s.article_id = r.article_id "
        "AND s.number = r.number + 1 WHERE r.sha256 = s.sha256",
    ) == [(0,)]


KILLED_IN_STORE = """
import os, signal, sys
sys.path[:0] = [{root!r}, {root!r} + "/tests"]
from pathlib import Path
from visits import *
with writing(Path({db!r})) as writer:
    writer.store([listing("a", "b"), visit(article("a"), 1, body=b"a")])
    left = {after}
    def count(statement):
        global left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
    print("stored", flush=True)
    writer._conn.set_trace_callback(count)
    edited = visit(article("a", headline="Edited"), 2, body=b"a2")
    writer.store([edited, visit(article("b"), 3, body=b"b"), listing("b", second=4)])
    print("all", flush=True)
"""


@pytest.mark.parametrize("after", [1, 4, 9, 16, 25, 40, 60, 90])
def test_killed_inside_a_batch_leaves_no_half_of_it(db: Path, after: int) -> None:
    root = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", KILLED_IN_STORE.format(root=root, db=str(db), after=after)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.startswith("stored"), done.stderr
    assert done.returncode in (0, -signal.SIGKILL)
    assert is_sound(db)
    whole = "all" in done.stdout
    assert rows(db, "SELECT count(*) FROM articles") == [(2 if whole else 1,)]
    assert rows(db, "SELECT count(*) FROM captures") == [(5 if whole else 2,)]
    assert rows(db, "SELECT count(*) FROM fetches") == [(5 if whole else 2,)]
    with ArchiveWriter.open(
        db, parser_version="1", clock=lambda: at(50)
    ) as writer:  # the lock of the dead is no hindrance
        writer.begin_crawl("again", "0.1")
        writer.seed(OUTLET, [entry(CITY, "section")])
        left = {one.url for one in writer.pending("gazette", 10)}
        assert left == (set() if whole else {url("b")})
        writer.store([visit(article("a", headline="Edited"), 2, body=b"a2"), visit(article("b"), 3, body=b"b")])
    assert rows(db, "SELECT headline, revision_count FROM articles ORDER BY id") == [
        ("Edited", 2),
        ("The b is late again", 1),
    ]


def test_some_of_the_kills_above_hit_the_middle(db: Path) -> None:
    """The points of the test above are statements of one batch: this counts how many there are."""
    seen: list[str] = []
    with writing(db) as writer:
        writer.store([listing("a", "b"), visit(article("a"), 1)])
        writer._conn.set_trace_callback(seen.append)
        writer.store([visit(article("a", headline="Edited"), 2), visit(article("b"), 3), listing("b", second=4)])
    assert seen.index("COMMIT") > 60


def test_what_was_stored_is_on_the_disk_when_store_returns(db: Path) -> None:
    with writing(db) as writer:
        assert writer._conn.execute("PRAGMA synchronous").fetchone() == (2,)
        assert writer._conn.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert writer._conn.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert sorted(os.listdir(db.parent)) == ["archive.db"]
