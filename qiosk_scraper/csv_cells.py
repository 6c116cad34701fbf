"""Cells of a CSV for spreadsheets, which run one that begins like a formula; and outlets print what they like."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"""^[\s"']*[=+\-@\t\r]""")
"""Blanks and quotation marks before it do not keep a spreadsheet from running a cell."""


def harmless(value: object) -> object:
    """A cell; with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
