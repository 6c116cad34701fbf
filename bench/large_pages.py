"""CPU time and peak memory of pages of up to 5 MB that hold very many of one thing, each in a process of its own."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from large_pages import LARGE, URL

SIZES = (500_000, 1_000_000, 2_000_000, 5_000_000)
SECONDS, MEBIBYTES = 5.0, 512


def measured(many: str, size: int) -> tuple[float, float]:
    """(seconds of CPU, peak in MiB) of one page."""
    from qiosk_scraper import parse
    from qiosk_scraper.items import NotAnArticle

    page = LARGE[many](size)
    parse(LARGE[many](1_000), URL)
    began = time.process_time()
    try:
        parse(page, URL)
    except NotAnArticle as no:
        print(f"{many}, {size}: {no.reason}", file=sys.stderr)
    return time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    over = False
    print(f"{'many':20}" + "".join(f"{size / 1e6:>10.1f} MB" for size in SIZES) + "      peak")
    context = multiprocessing.get_context("spawn")
    for many in LARGE:
        with context.Pool(1, maxtasksperchild=1) as pool:
            found = [pool.apply(measured, (many, size)) for size in SIZES]
        seconds, peak = [one for one, _ in found], max(one for _, one in found)
        over = over or max(seconds) > SECONDS or peak > MEBIBYTES
        print(f"{many:20}" + "".join(f"{one:>11.2f} s" for one in seconds) + f"{peak:>6.0f} MiB", flush=True)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
