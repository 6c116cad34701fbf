"""The command line as a whole: help for everything, shared options in both places, nothing heavy imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from cli_runner import qiosk

from qiosk_scraper.cli.app import COMMANDS
from qiosk_scraper.cli.app import qiosk as root
from qiosk_scraper.cli.command import (
    SHARED_NAMES,
    Invocation,
    QioskCommand,
    dry_run_option,
    pass_invocation,
    record_options,
)
from qiosk_scraper.cli.errors import run
from qiosk_scraper.cli.reference import EXIT_CODES, outlets_page, reference
from qiosk_scraper.errors import ExitCode


def every_command() -> Iterator[tuple[str, click.Command]]:
    ctx = click.Context(root)
    for name in COMMANDS:
        found = root.get_command(ctx, name)
        assert found is not None
        yield name, found
        if isinstance(found, click.Group):
            yield from ((f"{name} {sub}", command) for sub, command in found.commands.items())


ALL = dict(every_command())


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_help_for_itself_and_for_each_of_its_options(name: str) -> None:
    command = ALL[name]
    assert command.help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []
    ran = qiosk(*name.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert "--db FILE" in ran.out


@pytest.mark.parametrize("name", ALL)
def test_every_command_takes_the_shared_options(name: str) -> None:
    assert {option.name for option in ALL[name].params} >= SHARED_NAMES


@pytest.mark.parametrize(
    "name", ["parse", "inspect", "search", "show", "outlets list", "outlets show", "doctor", "crawl"]
)
def test_commands_that_print_records_have_all_formats(name: str) -> None:
    assert {"json", "nl", "csv", "table", "raw"} <= {str(option.name) for option in ALL[name].params}


@pytest.mark.parametrize(
    "name",
    [
        "demo",
        "crawl",
        "watch",
        "inspect",
        "reparse",
        "outlets new",
        "outlets fixture",
        "db init",
        "db migrate",
        "db recover",
        "db backup",
        "db vacuum",
    ],
)
def test_commands_that_fetch_or_write_have_dry_run(name: str) -> None:
    assert "dry_run" in {option.name for option in ALL[name].params}


def test_reference_is_up_to_date() -> None:
    docs = Path(__file__).parent.parent / "docs"
    assert (docs / "commands.md").read_text(encoding="utf-8") == reference(), "run `make docs`"
    assert (docs / "outlets.md").read_text(encoding="utf-8") == outlets_page(), "run `make docs`"
    assert set(EXIT_CODES) == set(ExitCode)


@pytest.mark.parametrize("args", [["--help"], ["crawl", "--help"], ["--version"], ["craw"]])
def test_help_imports_nothing_heavy(args: list[str]) -> None:
    heavy = ["scrapy", "twisted", "sqlite_utils", "lxml", "rich", "bs4", "datasette", "feedparser"]
    program = (
        "import json, sys\nfrom qiosk_scraper.cli import main\nmain(sys.argv[1:])\n"
        f"print(json.dumps([name for name in {heavy} if name in sys.modules]), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", program, *args], capture_output=True, text=True, check=True)
    assert json.loads(ran.stderr.splitlines()[-1]) == []


@pytest.mark.parametrize("args", [[], ["outlets"], ["db"]])
def test_a_group_alone_prints_its_help(args: list[str]) -> None:
    ran = qiosk(*args)
    assert ran.code == 0
    assert ran.out.startswith("Usage: qiosk")


@click.group("qiosk", cls=type(ALL["db"]))
def tried() -> None:
    """A group of one command that tells what it was given."""


@tried.command("tell", cls=QioskCommand)
@record_options
@dry_run_option
@pass_invocation
def tell(invocation: Invocation) -> None:
    """Tell."""
    kept = ("db", "quiet", "verbosity", "progress", "color", "log_file", "output", "dry_run")
    click.echo(json.dumps({name: getattr(invocation, name) for name in kept}, default=str))


def told(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, object]:
    assert run(tried, list(args)) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(("option", "kept"), [
    (["-d", "a.db"], {"db": "a.db"}), (["--db", "a.db"], {"db": "a.db"}), (["-q"], {"quiet": True}),
    (["-vv"], {"verbosity": 2}), (["--no-progress"], {"progress": False}), (["--color", "never"], {"color": "never"}),
    (["--log-file", "a.log"], {"log_file": "a.log"}),
])  # fmt: skip
def test_shared_options_before_or_after_the_command(
    capsys: pytest.CaptureFixture[str], option: list[str], kept: dict[str, object]
) -> None:
    assert told(capsys, *option, "tell").items() >= kept.items()
    assert told(capsys, "tell", *option).items() >= kept.items()


def test_the_later_of_two_shared_options_counts_and_verbosity_adds_up(capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "-v", "-d", "a.db", "tell", "-d", "b.db", "-v", "--nl", "--dry-run")
    assert (found["db"], found["verbosity"], found["output"], found["dry_run"]) == ("b.db", 2, "nl", True)


def test_archive_is_named_by_option_then_environment_then_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QIOSK_DB", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    assert Invocation().archive_path() == Path("data/archive.db")
    Path("qiosk.toml").write_text('[archive]\npath = "configured.db"')
    assert Invocation().archive_path() == Path("configured.db")
    monkeypatch.setenv("QIOSK_DB", "environment.db")
    assert Invocation().archive_path() == Path("environment.db")
    assert Invocation(db=Path("named.db")).archive_path() == Path("named.db")


def test_the_folder_of_the_default_archive_is_made_that_of_a_named_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QIOSK_DB", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    assert Invocation(db=Path("papers/a.db")).archive_to_write() == Path("papers/a.db")
    assert Invocation(dry_run=True).archive_to_write() == Path("data/archive.db")
    assert os.listdir(tmp_path) == []
    assert Invocation().archive_to_write() == Path("data/archive.db")
    assert os.listdir(tmp_path) == ["data"]


def test_the_demo_never_goes_into_the_archive_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QIOSK_DB", "years-of-work.db")
    assert Invocation().archive_to_write(default=Path("data/demo.db")) == Path("data/demo.db")
