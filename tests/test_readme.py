"""What README.md prints runs as it is printed: commands, SQL, Python; and its links lead somewhere."""

from __future__ import annotations

import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest
from cli_runner import qiosk
from small_pages import html

from qiosk_scraper.cli.app import qiosk as cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def printed(language: str) -> list[str]:
    """The text of each block of this language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


_IN_BLOCKS = re.findall(r"(?:^|[ /])(qiosk [a-z][^#\n]*)", "\n".join(printed("sh")), re.MULTILINE)
COMMANDS = sorted({one.strip() for one in (*_IN_BLOCKS, *re.findall(r"`(qiosk [^`]+)`", README))})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder after `qiosk demo`, with a page saved by hand."""
    path = tmp_path_factory.mktemp("readme")
    (path / "data").mkdir()
    assert qiosk("demo", "--db", str(path / "data" / "demo.db"), "-q").code == 0
    (path / "a-saved-page.html").write_text(html())
    return path


def test_there_is_something_of_each_kind() -> None:
    assert len(COMMANDS) >= 5
    assert printed("sql") and printed("python")


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_and_its_options_exist(line: str) -> None:
    _, *words = shlex.split(line)
    command: click.Command = cli
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), words.pop(0))
        assert found is not None, line
        command = found
    with command.make_context(command.name, words) as context:  # a word that is none raises
        assert context.command is command


@pytest.mark.parametrize("statement", [one for block in printed("sql") for one in block.split(";") if one.strip()])
def test_a_query_has_an_answer(statement: str, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "data" / "demo.db")) as conn:
        assert conn.execute(statement).fetchall()


def test_the_python_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(folder)
    for block in printed("python"):
        exec(compile(block, "README.md", "exec"), {})
    *hits, article = capsys.readouterr().out.splitlines()
    assert hits and all(hit.rpartition(" ")[2].startswith("http://www.harbour-ledger.example/") for hit in hits)
    assert article == "Boats go out [] generic"


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#]+)\)", README))
def test_a_link_leads_to_a_file(target: str) -> None:
    assert (ROOT / target).exists()


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"\bmake ([a-z]+)", "\n".join(printed("sh"))):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
