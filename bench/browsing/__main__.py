"""Medians of page times on an archive of 100,000 made-up articles: ours, and plain Datasette's on the same file.

    python -m bench.browsing [articles] [--keep FILE]

Each side runs in a process of its own, in-process client, no socket. CPU is the time of the whole process, all threads;
it is what to compare on a machine that is busy otherwise. Targets: front page and article under 100 ms, search newest
first under 50 ms.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from bench.browsing.made import make, vocabulary

ROUNDS = 15
WORDS = [vocabulary(Random(1))[rank] for rank in (1, 30, 1000)]
"""In nearly every article, in about every other, and in one of thirty."""
OURS = {
    "front page": ["/"],
    "article": [f"/{{db}}/articles/{n}" for n in (1, 50_001, 99_991)],
    "article, revision 1": ["/{db}/articles/50001@1"],
    "differences": ["/{db}/articles/50001/differences"],
    "search, newest first": [f"/{{db}}/-/search?q={word}" for word in WORDS],
    "search, best first": [f"/{{db}}/-/search?q={WORDS[1]}&sort=rank"],
    "search as JSON, newest 10,000": [f"/{{db}}/-/search.json?q={WORDS[1]}"],
    "search by author": ["/{db}/-/search?author=Author+Number7"],
    "section as it stood": ["/{db}/-/sections", "/{db}/-/sections?page=http://courier.example/sport/&at=2020-01-01"],
    "charts: coverage": ["/{db}/-/charts"],
    "charts: people": ["/{db}/-/charts?show=People+and+pictures"],
    "charts: edits": ["/{db}/-/charts?show=Edits"],
    "charts: crawls": ["/{db}/-/charts?show=Crawls"],
    "charts: teasers": ["/{db}/-/charts?show=Teasers"],
    "tables and questions": ["/{db}"],
    "table of articles": ["/{db}/articles"],
    "question": ["/{db}/silent_edits"],
}
PLAIN = {
    "front page": ["/"],
    "article": [f"/{{db}}/articles/{n}" for n in (1, 50_001, 99_991)],
    "search, newest first": [f"/{{db}}/articles?_search={word}&_sort_desc=id" for word in WORDS],
    "tables and questions": ["/{db}"],
    "table of articles": ["/{db}/articles?_sort_desc=published_at"],
}
"""What of it plain Datasette has."""


async def timed(datasette: Any, pages: dict[str, list[str]], name: str) -> dict[str, tuple[float, float]]:
    """Page to median wall and CPU milliseconds of an answer."""
    found = {}
    for kind, addresses in pages.items():
        walls, cpus = [], []
        for n in range(ROUNDS + 1):
            for address in addresses:
                wall, cpu = time.perf_counter(), time.process_time()
                answer = await datasette.client.get(address.format(db=name))
                if n:  # the first round fills the caches
                    walls.append(time.perf_counter() - wall)
                    cpus.append(time.process_time() - cpu)
                if answer.status_code != 200:
                    print(f"{answer.status_code} for {address}", file=sys.stderr)
        found[kind] = (1000 * statistics.median(walls), 1000 * statistics.median(cpus))
    return found


def one_side(side: str, path: Path) -> None:
    """Prints the medians of one side as JSON."""
    if side == "ours":
        from qiosk_scraper.browse.serve import datasette_for

        made, pages = datasette_for(path), OURS
    else:
        from datasette.app import Datasette
        from datasette.plugins import pm

        for plugin, its_name in pm.list_name_plugin():
            if plugin and "qiosk" in str(its_name):
                pm.unregister(name=plugin)
        made, pages = Datasette([str(path)]), PLAIN
    print(json.dumps(asyncio.run(timed(made, pages, path.stem))))


@contextmanager
def archive(number: int, keep: Path | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "large.db"
        if not path.exists():
            began = time.process_time()
            make(path, number)
            print(f"archive made in {time.process_time() - began:.0f} s of CPU")
        yield path


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", nargs="?", type=int, default=100_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--side", choices=["ours", "plain"])
    given = parser.parse_args()
    if given.side:
        one_side(given.side, given.keep)
        return
    with archive(given.articles, given.keep) as path:
        print(f"{given.articles:,} articles, {path.stat().st_size / 1e6:,.0f} MB; medians of {ROUNDS} rounds, ms")
        sides = {}
        for side in ("ours", "plain"):
            command = [sys.executable, "-m", "bench.browsing", "--side", side, "--keep", str(path)]
            ran = subprocess.run(command, check=True, capture_output=True, text=True)
            sys.stderr.write(ran.stderr)
            sides[side] = json.loads(ran.stdout)
    print(f"{'':32}{'wall':>8}{'CPU':>8}{'  plain:':>10}{'wall':>6}{'CPU':>8}")
    for kind, (wall, cpu) in sides["ours"].items():
        plain = sides["plain"].get(kind)
        beside = f"{plain[0]:16.0f}{plain[1]:8.0f}" if plain else ""
        print(f"{kind:32}{wall:8.0f}{cpu:8.0f}{beside}")


if __name__ == "__main__":
    main()
