"""Archives for `qiosk db verify` to look at, and what it says of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from visits import article, failure, listing, url, visit, writing

from qiosk_scraper.archive import payloads
from qiosk_scraper.archive.verify import Verification


def faults(path: Path) -> list[str]:
    return [str(fault) for fault in Verification(path).faults()]


def bodies(number: int) -> list[bytes]:
    """Pages of one outlet, with enough in common to train a dictionary on."""
    return [b"".join(b"<li><a href='/s%d/'>Section %d</a></li>" % (n, n * n) for n in range(400)) + b"%d" % number]


def fill(path: Path) -> None:
    """Makes an archive with something in every table that storing visits fills, dictionary and edits included."""
    with pytest.MonkeyPatch.context() as patch, writing(path) as writer:
        patch.setattr(payloads, "PAGES_TO_TRAIN_ON", 8)
        writer.store([listing("ferry", "tide"), failure(url("gone"), 1)])
        for number in range(12):
            writer.store([visit(article(f"story-{number}"), 10 + number, body=bodies(number)[0])])
        writer.store([visit(article("story-3", headline="Edited"), 40, body=b"<p>edited</p>")])


def by_another_program(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        for statement in statements:
            conn.execute(statement)
