"""Records leave as JSON, lines, CSV or a table; nothing that was scraped can steer a terminal or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import unicodedata
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from cli_runner import qiosk
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.cli.command import Invocation, Output
from qiosk_scraper.cli.output import print_records, to_json
from qiosk_scraper.cli.terminal import hide_secrets, safe

ANY_TEXT = st.text(st.characters())  # surrogates included
ARTICLES = [
    {"id": 1, "headline": "Ferry fares frozen", "sections": ["Harbour", "News"]},
    {"id": 22, "headline": None, "sections": []},
]


def printed(records: list[dict[str, Any]], output: Output | None, columns: tuple[str, ...] = ("id", "headline")) -> str:
    with redirect_stdout(io.StringIO()) as out:
        print_records(Invocation(), records, columns, output)
    return out.getvalue()


def test_json_is_one_list_with_everything_of_each_record() -> None:
    assert json.loads(printed(ARTICLES, "json")) == ARTICLES
    assert json.loads(printed([], "json")) == []


def test_nl_is_one_object_a_line() -> None:
    assert [json.loads(line) for line in printed(ARTICLES, "nl").splitlines()] == ARTICLES


def test_csv_has_a_header_and_the_named_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(printed(ARTICLES, "csv", ("id", "headline", "sections")))))
    assert rows == [
        {"id": "1", "headline": "Ferry fares frozen", "sections": '["Harbour", "News"]'},
        {"id": "22", "headline": "", "sections": "[]"},
    ]
    assert printed([], "csv") == "id,headline\n"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", '"=1', "'=1", "\r=1"])
def test_csv_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(cell: str) -> None:
    rows = list(csv.reader(io.StringIO(printed([{"id": -5, "headline": cell}], "csv"), newline="")))
    assert rows[1] == ["-5", f"'{cell}"]


def test_raw_csv_has_every_cell_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<article><h1>=SUM(A1) is what the harbour pays</h1>" + "<p>The harbour pays for it all.</p>" * 9)
    command = ("parse", str(page), "--url", "https://gazette.example/a/", "--csv")
    for options, headline in (((), "'=SUM(A1) is what"), (("--raw",), "=SUM(A1) is what")):
        (row,) = csv.DictReader(io.StringIO(qiosk(*command, *options).out))
        assert row["headline"].startswith(headline)


def test_table_is_never_cut_when_it_goes_to_a_file() -> None:
    long = "harbour " * 60
    table = printed([{"id": 1, "headline": long.strip()}], None)
    assert long.strip() in table
    assert all(line == line.rstrip() for line in table.splitlines())


@given(ANY_TEXT)
def test_json_reads_back_equal_and_is_plain_on_any_terminal(text: str) -> None:
    written = to_json({"headline": text})
    assert json.loads(written) == {"headline": text}
    assert safe(written) == written


@given(ANY_TEXT)
def test_safe_text_has_no_character_that_steers_a_terminal(text: str) -> None:
    steering = [
        character for character in safe(text)
        if unicodedata.category(character) in ("Cc", "Cs")
        or unicodedata.bidirectional(character) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    ]  # fmt: skip
    assert steering == []


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_safe_text_leaves_what_can_be_read(text: str) -> None:
    assert safe(text) == text


@pytest.mark.parametrize(("text", "shown"), [
    ("\x1b[31mred", "\\x1b[31mred"), ("a\u202eb", "a\\u202eb"), ("\x9b2J", "\\x9b2J"), ("\x00", "\\x00"),
    ("tag\U000e0041", "tag\\U000e0041"), ("two\nlines", "two\\x0alines"),
    ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
])  # fmt: skip
def test_what_is_spelled_out_and_what_stays(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(("text", "shown"), [
    ("http://ada:s3cret@gazette.example/a", "http://***@gazette.example/a"),
    ("http://gazette.example/a?token=s3cret&page=2", "http://gazette.example/a?token=***&page=2"),
    ("http://gazette.example/a?x=1&api_key=s3cret", "http://gazette.example/a?x=1&api_key=***"),
    ("http://gazette.example/monkey?keyword=tide", "http://gazette.example/monkey?keyword=tide"),
])  # fmt: skip
def test_secrets_in_addresses_are_hidden(text: str, shown: str) -> None:
    assert hide_secrets(text) == shown


@pytest.mark.parametrize(
    "line", ["doctor", "outlets list --table", "outlets list --json", "outlets show demo", "--help"]
)
def test_a_reader_that_has_seen_enough_is_no_failure(line: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "qiosk_scraper", *line.split()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()  # before the first line is written
        assert (process.stderr.read(), process.wait(30)) == (b"", 0)
