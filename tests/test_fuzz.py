"""A share of `make fuzz`: damaged pages are read, or are no articles; nothing else goes wrong."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import campaigns.fuzz as campaign
import pytest
from fuzz import reading
from fuzz.mutations import MUTATIONS, Mutation
from fuzz.pages import Base, bases, url_of
from fuzz.reading import damaged, fault_of, read, smallest
from hypothesis import given, settings
from hypothesis import strategies as st

PAGES = bases()
SEED, COUNT, CHUNK = 20, 240, 30
CAMPAIGN = Path(__file__).parent / "campaigns" / "fuzz.py"


@pytest.mark.parametrize("first", range(0, COUNT, CHUNK))
def test_damaged_pages_are_read_or_refused(first: int) -> None:
    for number in range(first, first + CHUNK):
        one = damaged(SEED, number, PAGES)
        _, fault = fault_of(one.page, one.url)
        assert fault is None, f"seed {SEED}, page {number} ({one.base}, {one.mutations}): {fault}"


@given(
    base=st.sampled_from(PAGES),
    other=st.sampled_from(PAGES),
    mutations=st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=3),
    seed=st.integers(0, 10_000),
)
@settings(max_examples=60, deadline=None)
def test_any_mutations_of_any_page(base: Base, other: Base, mutations: list[Mutation], seed: int) -> None:
    dice, page = random.Random(seed), base.read()
    url = url_of(page)
    for mutation in mutations:
        page = mutation(page, other.read(), dice)
    assert fault_of(page, url)[1] is None


def test_another_process_reads_the_same() -> None:
    """With another hash seed: nothing depends on the order of a set."""
    command = [sys.executable, str(CAMPAIGN), "40", "--work", "--once", "--seed", str(SEED)]
    ran = subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    there = {line[0]: line[1] for line in lines if len(line) == 3}
    here = {number: read(one.page, one.url).digest for number in range(40) if (one := damaged(SEED, number, PAGES))}
    assert there == here


def test_a_page_is_made_again_from_seed_and_number() -> None:
    assert damaged(1, 5, PAGES) == damaged(1, 5, PAGES) != damaged(2, 5, PAGES)


def test_a_failure_is_made_small() -> None:
    page = b"<p>before</p>" * 50 + b"<bad>" + b"<p>after</p>" * 50
    assert smallest(page, lambda part: b"<bad>" in part) == b"<bad>"


def test_a_campaign_names_its_failures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that goes wrong by a planted bug is written with its seed, and the exit code says so."""

    def broken(_page: bytes, _url: str) -> None:
        raise ZeroDivisionError("planted")

    def lines(_options: object, start: int, count: int, _hash_seed: str, _once: bool) -> Iterator[list[object]]:
        yield from ([number, "digest", "ZeroDivisionError raised: planted"] for number in range(start, start + count))

    monkeypatch.setattr(reading, "parse", broken)
    monkeypatch.setattr(campaign, "_lines", lines)
    monkeypatch.setattr(sys, "argv", ["fuzz.py", "1", "--seed", "4", "--failures", str(tmp_path)])
    assert campaign.main() == 1
    record = json.loads((tmp_path / "seed-4-page-0.json").read_text())
    assert record["fault"] == "ZeroDivisionError raised: planted"
    assert (tmp_path / "seed-4-page-0.html").stat().st_size == record["bytes"] > record["smallest"] == 0


def test_a_canonical_address_that_is_none_costs_nothing_else() -> None:
    """Found by seed 3, page 873: `//[` raised ValueError where the post of the page is looked for."""
    page = next(one for one in PAGES if one.name.startswith("demo day 1") and "mayor" in one.name).read()
    odd = page.replace(b"</head>", b'<link rel="canonical" href="//["></head>', 1)
    assert read(odd, url_of(page)).fault is None
