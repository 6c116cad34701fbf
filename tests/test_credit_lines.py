"""Photo credits as newsrooms print them, in the languages of the pages read: some 400 lines of our own beside those of
`test_credits.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_credits import UNMARKED

from qiosk_scraper.normalise.credits import read_credit_line

TABLE = Path(__file__).parent / "credit_lines.txt"


def _cases() -> list[tuple[str, str | None, str | None, str | None, str | None]]:
    """The last four cells are what is held; a bar in the line itself stands before them."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        row = line.split(" | ")
        caption, credit, photographer, agency = (None if cell == "-" else cell for cell in row[-4:])
        found.append((" | ".join(row[:-4]), caption, credit, photographer, agency))
    return found


CASES = _cases()


@pytest.mark.parametrize(("line", "caption", "credit", "photographer", "agency"), CASES)
def test_printed_line(
    line: str, caption: str | None, credit: str | None, photographer: str | None, agency: str | None
) -> None:
    read = read_credit_line(line)
    assert (read.caption, read.credit, read.photographer, read.agency) == (caption, credit, photographer, agency)
    assert read.credit_line == (line if credit else None)


def test_lines_enough_and_none_twice() -> None:
    lines = [case[0] for case in CASES] + [case[0] for case in UNMARKED]
    assert len(set(lines)) == len(lines) >= 300


@pytest.mark.parametrize(
    ("line", "labelled", "photographer", "agency"),
    [
        ("© imago/Ada Brandt | IMAGO/Ada Brandt", True, "Ada Brandt", "imago"),
        ("Foto: Siri Holm (REUTERS) | Vídeo: TDV", True, "Siri Holm", "REUTERS"),
        ("Foto: Siri Holm | Reuters", True, "Siri Holm", "Reuters"),
        ("Getty Images/iStockphoto)", True, None, "Getty Images/iStockphoto"),
        ("(Bild: )", True, None, None),
    ],
)
def test_the_same_twice_and_what_is_no_photo(
    line: str, labelled: bool, photographer: str | None, agency: str | None
) -> None:
    read = read_credit_line(line, labelled=labelled)
    assert (read.caption, read.photographer, read.agency) == (None, photographer, agency)
