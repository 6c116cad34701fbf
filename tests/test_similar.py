"""Near-duplicates in the archive: which articles are linked, in any order of arrival, after edits and after kills."""

from __future__ import annotations

import itertools
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from visits import OUTLET, article, at, contents, is_sound, rows, url, visit, writing

from qiosk_scraper.archive import similar
from qiosk_scraper.archive.migrating import migrate
from qiosk_scraper.errors import ExitCode
from qiosk_scraper.items import Block, Visit
from qiosk_scraper.outlet import Outlet

MIRROR = Outlet(slug="mirror", name="The Mirror", home_url="http://mirror.example/")


def text(seed: int, words: int = 60) -> str:
    source = random.Random(seed)
    return " ".join("".join(source.choices("abcdefghijklmnopqrstuvwxyz", k=6)) for _ in range(words))


def saying(name: str, body: str, second: int = 1, outlet: Outlet = OUTLET) -> Visit:
    """A visit to an article of that text."""
    address = outlet.home_url + name + "/"
    read = article(name, url=address, outlet=outlet.slug, body=(Block("paragraph", body),))
    made = visit(read, second)
    return replace(made, entry=replace(made.entry, outlet=outlet.slug))


def crawl(db: Path, *batches: Iterable[Visit], exit_code: int = 0) -> None:
    """A run that stores these batches and ends."""
    with writing(db) as writer:
        writer.seed(MIRROR, ())
        for batch in batches:
            writer.store(list(batch))
        writer.finish_crawl(exit_code)


def linked(db: Path) -> set[tuple[str, str, float]]:
    """(url, other url, score), one way round."""
    return set(
        rows(
            db,
            "SELECT a.url, b.url, s.score FROM similar s JOIN articles a ON a.id = s.article_id "
            "JOIN articles b ON b.id = s.other_id WHERE a.url < b.url",
        )
    )


def grouped(db: Path) -> set[frozenset[str]]:
    """The groups as sets of URLs."""
    found: dict[int, set[str]] = {}
    for address, group in rows(db, "SELECT a.url, s.group_id FROM similar s JOIN articles a ON a.id = s.article_id"):
        found.setdefault(group, set()).add(address)
    return {frozenset(one) for one in found.values()}


def test_the_same_text_at_two_outlets_is_a_whole_copy_and_both_are_kept(db: Path) -> None:
    crawl(db, [saying("wire", text(1)), saying("other", text(2)), saying("wire", text(1), outlet=MIRROR)])
    assert rows(db, "SELECT article_id, other_id, score, group_id FROM similar ORDER BY article_id") == [
        (1, 3, 1.0, 1),
        (3, 1, 1.0, 1),
    ]
    assert rows(db, "SELECT count(*), count(DISTINCT outlet_id) FROM articles") == [(3, 2)]
    assert is_sound(db)


@pytest.mark.parametrize(("common", "score"), [(60, 1.0), (48, 44 / 68), (42, 38 / 74), (40, None), (30, None)])
def test_half_of_the_word_sequences_make_two_texts_similar(db: Path, common: int, score: float | None) -> None:
    beginning = text(1).split()[:common]
    one, other = (" ".join(beginning + text(seed).split()[: 60 - common]) for seed in (2, 3))
    crawl(db, [saying("one", one), saying("other", other)])
    assert [row[2] for row in linked(db)] == ([] if score is None else [pytest.approx(score)])


def test_typography_makes_no_other_text(db: Path) -> None:
    crawl(db, [saying("one", f"“{text(1)}” — don’t"), saying("other", f'"{text(1).upper()}", don\'t')])
    assert linked(db) == {(url("one"), url("other"), 1.0)}


def test_texts_of_less_than_thirty_words_are_not_compared(db: Path) -> None:
    crawl(db, [saying("one", text(1, 29)), saying("other", text(1, 29))], [saying("three", ""), saying("four", "")])
    assert linked(db) == set()
    assert rows(db, "SELECT count(*), sum(length(slices)) FROM fingerprints") == [(4, 0)]


def chain() -> list[Visit]:
    """Two groups, one of them held together by its middle, and one article alone."""
    parts = [text(seed, 40) for seed in range(10)]

    def join(*numbers: int) -> str:
        return " ".join(parts[number] for number in numbers)

    return [
        saying("left", join(0, 1, 2, 3)),
        saying("middle", join(1, 2, 3, 4)),
        saying("right", join(2, 3, 4, 5)),
        saying("wire", join(6, 7)),
        saying("wire", join(6, 7), outlet=MIRROR),
        saying("alone", join(8)),
    ]


def test_the_order_of_arrival_makes_no_difference(tmp_path: Path) -> None:
    found = set()
    for number, order in enumerate(itertools.islice(itertools.permutations(chain()), 0, None, 37)):
        db = tmp_path / f"{number}.db"
        cut = number % 6
        crawl(db, order[:cut])
        crawl(db, *([one] for one in order[cut:]))
        found.add((frozenset(linked(db)), frozenset(grouped(db))))
    assert number > 15
    ((pairs, groups),) = found
    assert {(one, other) for one, other, _ in pairs} == {
        (url("left"), url("middle")),
        (url("middle"), url("right")),
        (url("wire"), "http://mirror.example/wire/"),
    }
    assert groups == {
        frozenset({url("left"), url("middle"), url("right")}),
        frozenset({url("wire"), "http://mirror.example/wire/"}),
    }


def test_group_is_named_by_its_lowest_article(db: Path) -> None:
    crawl(db, chain())
    assert rows(db, "SELECT DISTINCT group_id, min(article_id) OVER (PARTITION BY group_id) FROM similar") == [
        (1, 1),
        (4, 4),
    ]


def test_an_edit_that_makes_them_differ_removes_the_pair_and_parts_the_group(db: Path) -> None:
    crawl(db, chain())
    crawl(db, [saying("middle", text(50, 120), 5)])
    assert {(one, other) for one, other, _ in linked(db)} == {(url("wire"), "http://mirror.example/wire/")}
    assert grouped(db) == {frozenset({url("wire"), "http://mirror.example/wire/"})}
    crawl(db, [replace(chain()[1], started_at=at(9))])
    assert frozenset({url("left"), url("middle"), url("right")}) in grouped(db)
    assert rows(db, "SELECT DISTINCT group_id FROM similar ORDER BY 1") == [(1,), (4,)]


def test_an_edit_that_joins_two_groups(db: Path) -> None:
    words = text(1, 100).split()
    one, between, other = (" ".join(words[start : start + 60]) for start in (0, 18, 36))
    crawl(db, [saying("a", one), saying("b", one), saying("c", other), saying("d", other), saying("e", text(3, 60))])
    assert len(grouped(db)) == 2
    crawl(db, [saying("e", between, 5)])
    assert grouped(db) == {frozenset(map(url, "abcde"))}
    assert rows(db, "SELECT DISTINCT group_id FROM similar") == [(1,)]


def test_a_run_that_changes_nothing_writes_nothing(db: Path) -> None:
    crawl(db, chain())
    before = rows(db, "SELECT * FROM similar"), rows(db, "SELECT * FROM fingerprints")
    with writing(db) as writer:
        changes = writer._conn.total_changes
        writer._compare()
        assert writer._conn.total_changes == changes
    assert (rows(db, "SELECT * FROM similar"), rows(db, "SELECT * FROM fingerprints")) == before


# -- very many copies ----------------------------------------------------------------------------------------------


def test_a_crowd_is_one_group_without_every_pair(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similar, "CROWD", 4)
    monkeypatch.setattr(similar, "LEADERS", 2)
    crawl(db, [saying(f"tide-{number}", text(1)) for number in range(40)])
    assert len(grouped(db)) == 1
    assert rows(db, "SELECT count(DISTINCT article_id), min(score), count(*) FROM similar") == [
        (40, 1.0, 2 * (2 * 38 + 1))
    ]


STEPS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 5)), min_size=3, max_size=16)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=STEPS,
    crowd=st.integers(1, 3),
    leaders=st.integers(1, 2),
    portion=st.integers(1, 4),
    cuts=st.sets(st.integers(1, 15)),
)
def test_what_is_linked_follows_from_what_is_there_alone(
    tmp_path_factory: pytest.TempPathFactory,
    steps: list[tuple[str, int]],
    crowd: int,
    leaders: int,
    portion: int,
    cuts: set[int],
) -> None:
    """Any history of new texts and edits ends as if only its end had been stored."""
    texts = [text(1, 80), text(1, 80), text(1, 60) + " " + text(2, 20), text(1, 30) + " " + text(2, 50), text(3), ""]
    folder = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(similar, "CROWD", crowd)
        patch.setattr(similar, "LEADERS", leaders)
        patch.setattr(similar, "PORTION", portion)
        with writing(folder / "steps.db") as writer:
            for second, (name, number) in enumerate(steps, 1):
                writer.store([saying(name, texts[number] or f"Short {second}", second)])
                if second in cuts:
                    writer._compare()
            writer.finish_crawl(0)
        patch.setattr(similar, "PORTION", 100)
        end = dict(steps)
        with writing(folder / "end.db") as writer:
            writer.store([saying(name, texts[number] or "Short", 1) for name, number in sorted(end.items())])
            writer.finish_crawl(0)
    assert linked(folder / "steps.db") == linked(folder / "end.db")
    assert grouped(folder / "steps.db") == grouped(folder / "end.db")
    odd = (
        "SELECT count(*) FROM similar s WHERE NOT EXISTS (SELECT 1 FROM similar o WHERE o.article_id = s.other_id "
        "AND o.other_id = s.article_id AND o.score = s.score AND o.group_id = s.group_id)"
    )
    assert rows(folder / "steps.db", odd) == [(0,)]


# -- runs that were cut short --------------------------------------------------------------------------------------


def unbroken(path: Path, visits: Sequence[Visit]) -> tuple[object, ...]:
    crawl(path, visits)
    return rows(path, "SELECT * FROM similar"), rows(path, "SELECT * FROM fingerprints")


@pytest.mark.parametrize("exit_code", [None, ExitCode.SIGINT, ExitCode.SIGTERM])
def test_what_a_run_left_uncompared_the_next_one_compares(db: Path, exit_code: ExitCode | None) -> None:
    with writing(db) as writer:
        writer.seed(MIRROR, ())
        writer.store(chain())
        if exit_code is not None:
            writer.finish_crawl(exit_code)
    assert linked(db) == set()
    with writing(db):
        pass
    assert (rows(db, "SELECT * FROM similar"), rows(db, "SELECT * FROM fingerprints")) == unbroken(
        db.with_name("unbroken.db"), chain()
    )


KILLED_WHILE_COMPARING = """
import os, signal, sys
sys.path[:0] = [{root!r}, {root!r} + "/tests"]
from pathlib import Path
from test_similar import *
similar.PORTION = 2
with writing(Path({db!r})) as writer:
    writer.seed(MIRROR, ())
    writer.store(chain())
    left = {after}
    def count(statement):
        global left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
    writer._conn.set_trace_callback(count)
    writer.finish_crawl(0)
"""


@pytest.mark.parametrize("after", [5, 20, 45, 70, 95])
def test_killed_while_comparing_leaves_whole_portions_and_the_next_run_the_rest(db: Path, after: int) -> None:
    root = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_COMPARING.format(root=root, db=str(db), after=after)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    compared = rows(db, "SELECT count(*) FROM fingerprints")[0][0]
    assert compared % 2 == 0
    assert is_sound(db)
    with writing(db):
        pass
    assert (rows(db, "SELECT * FROM similar"), rows(db, "SELECT * FROM fingerprints")) == unbroken(
        db.with_name("unbroken.db"), chain()
    )


def test_fingerprints_of_other_rules_are_made_anew(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crawl(db, chain())
    before = contents(db)
    with writing(db, begin=False) as writer:
        writer._conn.execute("UPDATE fingerprints SET version = 0, slices = zeroblob(168)")
        writer._conn.execute("DELETE FROM similar WHERE article_id = 1 OR other_id = 1")
    with writing(db, begin=False) as writer:
        writer._compare()
    after = contents(db)
    assert (after["similar"], after["fingerprints"]) == (before["similar"], before["fingerprints"])


def test_damaged_slices_stop_nobody(db: Path) -> None:
    crawl(db, chain())
    with sqlite3.connect(db) as conn:
        conn.execute("UPDATE fingerprints SET slices = x'00ff' WHERE article_id = 1")
    crawl(db, [saying("late", text(6, 40) + " " + text(7, 40), 5)])
    assert len(linked(db)) == 3 + 2


def test_an_archive_of_the_first_schema_is_compared_after_its_migration(db: Path) -> None:
    shutil.copy(Path(__file__).parent / "archives" / "v1.db", db)
    migrate(db)
    with writing(db, begin=False) as writer:
        writer._compare()
    assert rows(db, "SELECT count(*) FROM fingerprints") == rows(db, "SELECT count(*) FROM articles")
    assert rows(db, "SELECT count(*) FROM teasers WHERE block_position IS NULL") == [(0,)]
