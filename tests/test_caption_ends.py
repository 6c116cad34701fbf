"""What captions end with, in some thirty languages: nearly 200 lines of our own as they stand in a box that the page
calls a caption."""

from __future__ import annotations

from pathlib import Path

import pytest

from qiosk_scraper.normalise.credits import read_credit_line

LINES = [
    line
    for line in (Path(__file__).parent / "caption_ends.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("line", LINES)
def test_caption_and_credit(line: str) -> None:
    printed, caption, credit = line.split(" > ")
    read = read_credit_line(printed, labelled=False)
    assert (read.caption or "-", read.credit or "-") == (caption, credit)
    assert read.credit_line == (None if credit == "-" else printed)


def test_enough_of_them_and_none_twice() -> None:
    assert len(set(LINES)) == len(LINES) >= 160
