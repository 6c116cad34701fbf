"""Copies of an archive with 1, 10 or 100 flipped bits in stored bytes: `verify` has to name every one of them.

    python tests/campaigns/flips.py [copies] [seed]

Prints how many were named and how many SQLite's own check noticed, and ends with 1 if one was missed or led to anything
but faults. The archive is that of the first version in tests/archives, brought up to date.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import tempfile
import time
import traceback
from bisect import bisect_right
from collections import Counter
from contextlib import closing
from itertools import accumulate
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

from campaigns.used_bytes import Span, used_bytes  # noqa: E402
from qiosk_scraper.archive.migrating import migrate  # noqa: E402
from qiosk_scraper.archive.verify import Verification  # noqa: E402
from qiosk_scraper.errors import ExitCode, QioskError  # noqa: E402

FLIPS = (1, 10, 100)
OLD = Path(__file__).parents[1] / "archives" / "v1.db"


def archive_in(folder: Path) -> Path:
    """A sound archive without a WAL."""
    path = folder / "archive.db"
    shutil.copy(OLD, path)
    copy = migrate(path)
    if copy:
        copy.unlink()
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def flipped(sound: bytes, spans: list[Span], bits: int, dice: random.Random) -> tuple[bytes, list[tuple[int, int]]]:
    """The file with so many bits of used bytes flipped, and which they were: (offset, bit)."""
    ends = list(accumulate(end - start for start, end in spans))
    chosen = []
    made = bytearray(sound)
    for place in dice.sample(range(ends[-1] * 8), bits):
        number, bit = divmod(place, 8)
        run = bisect_right(ends, number)
        offset = spans[run][1] - (ends[run] - number)
        made[offset] ^= 1 << bit
        chosen.append((offset, bit))
    return bytes(made), chosen


def is_named(path: Path) -> bool:
    """Whether `verify` names a fault. What is no answer of `verify` comes through."""
    try:
        return next(Verification(path).faults(), None) is not None
    except QioskError as error:
        if error.exit_code != ExitCode.ARCHIVE_UNUSABLE:
            raise
        return True


def is_noticed(path: Path) -> bool:
    """Whether SQLite notices by itself."""
    try:
        with closing(sqlite3.connect(path)) as conn:
            return conn.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
    except (sqlite3.Error, UnicodeDecodeError):
        return True


def campaign(copies: int, seed: int) -> Counter[str]:
    """Counts of `named`, `noticed` (by SQLite), `missed`, `broken`."""
    dice, counts = random.Random(seed), Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = archive_in(folder)
        sound, spans = path.read_bytes(), used_bytes(path)
        if list(Verification(path).faults()):
            raise SystemExit("the archive is not sound to begin with")
        for number in range(copies):
            copy = folder / "copy.db"
            for leftover in folder.glob("copy.db*"):
                leftover.unlink()
            damaged, chosen = flipped(sound, spans, FLIPS[number % len(FLIPS)], dice)
            copy.write_bytes(damaged)
            try:
                counts["named" if (named := is_named(copy)) else "missed"] += 1
                if not named:
                    print(f"missed: copy {number}, {chosen[:3]}", file=sys.stderr)
            except Exception:
                counts["broken"] += 1
                traceback.print_exc()
            if copy.read_bytes() != damaged:
                counts["written to"] += 1
            counts["noticed"] += is_noticed(copy)
    return counts


def main() -> int:
    copies, seed = ([int(word) for word in sys.argv[1:]] + [300, 1][len(sys.argv) - 1 :])[:2]
    began = time.monotonic()
    counts = campaign(copies, seed)
    print(
        f"{copies} copies with 1, 10 or 100 flipped bits (seed {seed}): {counts['named']} named, {counts['missed']} "
        f"missed, {counts['broken']} tracebacks, {counts['written to']} written to; SQLite alone noticed "
        f"{counts['noticed']}; {time.monotonic() - began:.0f} s"
    )
    return int(counts["named"] < copies or counts["written to"] > 0)


if __name__ == "__main__":
    sys.exit(main())
