"""Records on stdout: JSON, one JSON object a line, CSV, or a table for people."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import click

from qiosk_scraper.cli.command import Invocation, Output
from qiosk_scraper.cli.terminal import UNSAFE, safe
from qiosk_scraper.csv_cells import harmless

Record = Mapping[str, Any]

NARROW = 60
"""Columns of a terminal under which a table that does not fit is given up."""


def to_json(value: Any, *, indent: int | None = None) -> str:
    r"""JSON in UTF-8, in which no raw control, bidirectional or invisible character stands: they are `\u001b`."""
    return UNSAFE.sub(_json_escape, json.dumps(value, ensure_ascii=False, indent=indent, default=str))


def _json_escape(match: re.Match[str]) -> str:
    # Newlines come from indent only: inside strings json.dumps has written them as \n already.
    return (
        "\n" if match[0] == "\n" else json.dumps(match[0])[1:-1] if ord(match[0]) > 0x7F else f"\\u{ord(match[0]):04x}"
    )


def print_object(value: Any, output: Output | None) -> None:
    """One record: indented JSON, or one line with `--nl`."""
    click.echo(to_json(value, indent=None if output == "nl" else 2))


def print_records(
    invocation: Invocation, records: Iterable[Record], columns: Sequence[str], output: Output | None = None
) -> int:
    """Print records in the format asked for (a table when none is), and give their number.

    `columns` are those of CSV and table; JSON has all that a record has.
    """
    match output or invocation.output or "table":
        case "json":
            return _print_json(records)
        case "nl":
            return sum(_print_line(to_json(record)) for record in records)
        case "csv":
            return _print_csv(records, columns, raw=invocation.raw)
        case _:
            return _print_table(invocation, list(records), columns)


def _print_line(text: str) -> int:
    click.echo(text)
    return 1


def _print_json(records: Iterable[Record]) -> int:
    """A list, written while it is read: the first record does not wait for the last."""
    number = 0
    for number, record in enumerate(records, 1):
        click.echo(("[" if number == 1 else ",\n ") + to_json(record), nl=False)
    click.echo("[]" if number == 0 else "]")
    return number


def _print_csv(records: Iterable[Record], columns: Sequence[str], *, raw: bool) -> int:
    number = 0
    on_terminal = sys.stdout.isatty()
    for row in chain([list(columns)], ([_cell(record.get(name), raw=raw) for name in columns] for record in records)):
        line = io.StringIO()
        # The writer quotes a lone CR only when its own line end has one (Python 3.11).
        csv.writer(line, lineterminator="\r\n").writerow([safe(str(cell)) for cell in row] if on_terminal else row)
        click.echo(line.getvalue().removesuffix("\r\n"))
        number += 1
    return number - 1


def _cell(value: Any, *, raw: bool) -> Any:
    """A CSV cell: text that a spreadsheet would run begins with an apostrophe unless `raw`, lists are JSON, None is
    empty."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple, dict)):
        value = to_json(value)
    return value if raw else harmless(value)


def _print_table(invocation: Invocation, records: Sequence[Record], columns: Sequence[str]) -> int:
    """A table as wide as the terminal; as wide as its content when it goes elsewhere."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    console = invocation.stdout
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
    for name in columns:
        numeric = any(isinstance(record.get(name), int) for record in records)
        table.add_column(name.replace("_", " "), justify="right" if numeric else "left", overflow="fold")
    for record in records:
        table.add_row(*(Text(_shown(record.get(name))) for name in columns))
    if not records:
        return 0
    wanted = console.measure(table, options=console.options.update(width=100_000)).maximum
    if console.is_terminal and console.width < min(wanted, NARROW):
        for record in records:
            _print_below_each_other(record, columns)
        return len(records)
    if not console.is_terminal:
        console.width = max(console.width, wanted)
    with console.capture() as captured:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()), color=True)
    return len(records)


def _print_below_each_other(record: Record, columns: Sequence[str]) -> None:
    """A record where there is no room for columns: `name: value` lines, and an empty one."""
    for name in columns:
        if shown := _shown(record.get(name)):
            click.echo(f"{name.replace('_', ' ')}: {shown}")
    click.echo()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return safe(
        " ".join(value.split())
        if isinstance(value, str)
        else to_json(value)
        if isinstance(value, (list, dict))
        else str(value)
    )
