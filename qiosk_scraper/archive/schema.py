"""The archive's schema as SQL: one commented file for each version, that of a later one adding to those before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

FILES = ("schema.sql", "schema_2.sql", "schema_3.sql")
"""In the order of the versions, the first of which is 1. A file stays as it is once its version was released."""
VERSION = len(FILES)
"""The newest version."""


def step(version: int) -> str:
    """What this version added."""
    return files("qiosk_scraper.archive").joinpath(FILES[version - 1]).read_text("utf-8")


def text(version: int = VERSION) -> str:
    """The whole schema as of this version."""
    return "\n".join(step(number) for number in range(1, version + 1))


def statements(script: str) -> Iterator[str]:
    """The statements of a script one by one (`executescript` would commit the transaction it runs in)."""
    lines: list[str] = []
    for line in script.splitlines():
        if not lines and (not line.strip() or line.startswith("--")):
            continue
        lines.append(line)
        if line.rstrip().endswith(";") and sqlite3.complete_statement("\n".join(lines)):
            yield "\n".join(lines)
            lines = []
    if lines:
        raise ValueError(f"unfinished statement: {lines[0]}")
