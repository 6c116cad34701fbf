"""One line on stderr for each request that could not be answered."""

from __future__ import annotations

import sys

_LONGEST = 300


def note(status: int, path: str, why: str) -> None:
    """`browse: 404 /archive/articles/99: no such article`, without control characters."""
    line = f"browse: {status} {path[:100]}: {why}"[:_LONGEST]
    safe = "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in line)
    print(safe, file=sys.stderr, flush=True)
