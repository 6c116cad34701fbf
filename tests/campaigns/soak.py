"""A long crawl at full speed of a server on this machine: what of it grows.

    python tests/campaigns/soak.py [--pages 100000]

The crawl runs in a process of its own. After each batch it notes its memory, open files and the size of the archive's
write-ahead log. The slope of the memory is that of a line through all but the first fifth, and not before SQLite's
cache of 64 MiB is full.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from fault_outlet import fault_outlet, pages
from fault_outlet.server import Exchange, FaultOutlet

PER_SITEMAP = 2_000
WORDS = tuple(a + b + c for a in ("har", "bre", "tid", "mas") for b in ("bo", "ak", "al", "ti", "ne") for c in "rstlm")
CACHE_FULL = 5_000
"""Pages after which it is."""
MOST_SLOPE = 1024.0
"""Bytes a page."""
MOST_WAL = 64 * 1024 * 1024
MOST_MEMORY = 300 * 1024 * 1024


def told(slug: str) -> str:
    """Words of its own for each article: a site whose pages all say the same would measure how those are compared."""
    chosen = random.Random(slug)
    paragraphs = (" ".join(chosen.choices(WORDS, k=60)).capitalize() for _ in range(5))
    return "".join(f"<p>{paragraph}.</p>" for paragraph in paragraphs)


def serve(outlet: FaultOutlet, count: int) -> str:
    """Sets up a sitemap index that leads to so many articles; gives its address."""
    sitemaps = range((count + PER_SITEMAP - 1) // PER_SITEMAP)

    def index(exchange: Exchange) -> None:
        listed = "".join(f"<sitemap><loc>{outlet.root}/sitemap/{n}.xml</loc></sitemap>" for n in sitemaps)
        exchange.reply(200, f"<sitemapindex>{listed}</sitemapindex>".encode(), {"Content-Type": "application/xml"})

    def sitemap(exchange: Exchange) -> None:
        first = int(exchange.slug.partition(".")[0]) * PER_SITEMAP
        numbers = range(first, min(first + PER_SITEMAP, count))
        listed = "".join(f"<url><loc>{outlet.root}/news/{n:07}-told-in-a-tale</loc></url>" for n in numbers)
        exchange.reply(200, f"<urlset>{listed}</urlset>".encode(), {"Content-Type": "application/xml"})

    def article(exchange: Exchange) -> None:
        outlet.log.clear()  # nobody reads it here, and it grows
        exchange.reply(200, pages.article(exchange.slug, more=told(exchange.slug)))

    outlet.answers["/index.xml"] = index
    outlet.below["/sitemap/"] = sitemap
    outlet.below["/news/"] = article
    return f"{outlet.root}/index.xml"


def crawl(db: str, target: str) -> None:
    """What the child does: a line of numbers after each batch."""
    from qiosk_scraper.crawling import CrawlPlan, run_crawl

    page = os.sysconf("SC_PAGE_SIZE")
    wal = Path(f"{db}-wal")
    stored = 0

    def note() -> None:
        nonlocal stored
        stored += 1
        resident = int(Path("/proc/self/statm").read_text().split()[1]) * page
        files = len(os.listdir("/proc/self/fd"))
        print(json.dumps([stored, resident, files, wal.stat().st_size if wal.exists() else 0]), flush=True)

    report = run_crawl(CrawlPlan(db=Path(db), targets=(target,), on_stored=note))
    print(json.dumps({"exit_code": int(report.exit_code), "line": report.line()}), flush=True)


def slope(points: Sequence[tuple[float, float]]) -> float:
    """That of the line through the points, by least squares."""
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    spread = sum((x - mean_x) ** 2 for x, _ in points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / spread if spread else 0.0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pages", type=int, default=100_000)
    count = options.parse_args().pages
    began = time.monotonic()
    samples: list[list[float]] = []
    with TemporaryDirectory(prefix="qiosk-soak-") as folder, fault_outlet() as outlet:
        command = [sys.executable, __file__, "--crawl", f"{folder}/archive.db", serve(outlet, count)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            ended: dict[str, object] = {}
            for line in child.stdout:
                if isinstance(one := json.loads(line), dict):
                    ended = one
                else:
                    samples.append(one)
        size = Path(folder, "archive.db").stat().st_size
    per_batch = count / len(samples)
    settled = samples[max(len(samples) // 5, min(int(CACHE_FULL / per_batch), len(samples) // 2)) :]
    memory = slope([(number * per_batch, resident) for number, resident, _, _ in settled])
    files = sorted({int(open_files) for _, _, open_files, _ in settled})
    largest, wal = max(resident for _, resident, _, _ in samples), max(log for _, _, _, log in samples)
    for number, resident, open_files, log in samples[:: max(1, len(samples) // 12)]:
        told_at = f"{number * per_batch:8.0f} pages {resident / 2**20:6.0f} MiB"
        print(f"{told_at} {open_files:4.0f} open files {log / 2**20:6.1f} MiB of write-ahead log")
    print(ended.get("line"))
    print(
        f"{count} pages in {time.monotonic() - began:.0f} s: memory {largest / 2**20:.0f} MiB at most, "
        f"{memory:+.0f} bytes a page; {files[0]} to {files[-1]} open files; "
        f"write-ahead log {wal / 2**20:.1f} MiB at most; archive {size / 2**20:.0f} MiB"
    )
    good = ended.get("exit_code") == 0 and memory < MOST_SLOPE and wal < MOST_WAL and largest < MOST_MEMORY
    return 0 if good and files[-1] - files[0] <= 8 else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--crawl"]:
        crawl(*sys.argv[2:4])
    else:
        sys.exit(main())
