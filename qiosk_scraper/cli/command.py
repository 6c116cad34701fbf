"""What all commands share: their options, the state made of them, and how their help is laid out."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

import click

from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from rich.console import Console

    from qiosk_scraper.config import Config

Output = Literal["json", "nl", "csv", "table"]
DEFAULT_ARCHIVE = Path("data/archive.db")

F = TypeVar("F", bound=Callable[..., Any])


@dataclass
class Invocation:
    """One run of the program: the shared options, wherever on the command line they stood."""

    db: Path | None = None
    config_path: Path | None = None
    quiet: bool = False
    verbosity: int = 0
    progress: bool = True
    color: Literal["auto", "always", "never"] = "auto"
    log_file: Path | None = None
    output: Output | None = None
    raw: bool = False
    dry_run: bool = False

    @cached_property
    def config(self) -> Config:
        """The configuration in force. Raises QioskError (CONFIG)."""
        from qiosk_scraper.config import find_config

        return find_config(self.config_path)

    def named_archive(self) -> Path | None:
        """`--db`, else QIOSK_DB."""
        value = os.environ.get("QIOSK_DB", "").strip()
        return self.db or (Path(value) if value else None)

    def archive_path(self) -> Path:
        """`--db`, else QIOSK_DB, else the configuration's, else data/archive.db. A configuration that the user names
        has to be right all the same."""
        named = self.named_archive()
        if named is not None and self.config_path is None:
            return named
        configured = self.config.archive.path
        return named or configured or DEFAULT_ARCHIVE

    def archive_to_write(self, default: Path | None = None) -> Path:
        """The archive's path; the folder of a default is made, that of a named archive has to exist."""
        path = (self.db or default) if default else self.archive_path()
        assert path is not None
        if path in (default, DEFAULT_ARCHIVE) and not self.dry_run:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                what = f"no folder can be made: {(error.strerror or 'unknown reason').lower()}"
                to_do = "name an archive in a folder that you may write to with --db"
                denied = error.errno in (errno.EACCES, errno.EPERM, errno.EROFS)
                code = ExitCode.ARCHIVE_READ_ONLY if denied else ExitCode.ARCHIVE_UNUSABLE
                raise QioskError(what, str(path.parent), to_do, code) from error
        return path

    def claim_archive(self, path: Path) -> None:
        """Keeps other writers out from here to the end of the command, unless nothing is to be written. Raises
        QioskError (exit 6) when one is at work."""
        from qiosk_scraper.archive.lock import claimed

        if not self.dry_run:
            click.get_current_context().with_resource(claimed(path))

    @property
    def shows_progress(self) -> bool:
        return self.progress and not self.quiet

    @cached_property
    def stdout(self) -> Console:
        from qiosk_scraper.cli.terminal import console

        return console(self.color)

    @cached_property
    def stderr(self) -> Console:
        from qiosk_scraper.cli.terminal import console

        return console(self.color, stderr=True)

    def say(self, text: str) -> None:
        """Talk: a line on stderr, unless `-q`."""
        if not self.quiet:
            from qiosk_scraper.cli.terminal import safe

            click.echo(safe(text, lines=True), err=True)


pass_invocation = click.make_pass_decorator(Invocation, ensure=True)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'crawl'?` for the nearest known word, or nothing."""
    near = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def _store(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """A callback that keeps an option's value for the run; absent options leave what an outer group was given."""

    def keep(ctx: click.Context, _parameter: click.Parameter, value: Any) -> None:
        invocation = ctx.ensure_object(Invocation)
        if name == "verbosity":
            invocation.verbosity += value
        elif name == "no_progress":
            invocation.progress = invocation.progress and not value
        elif value is not None and value is not False:
            setattr(invocation, name, value)

    return keep


def _store_output(ctx: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    invocation = ctx.ensure_object(Invocation)
    if invocation.output is not None:
        raise click.UsageError(f"--{invocation.output} and --{parameter.name} exclude each other", ctx)
    invocation.output = cast(Output, parameter.name)


def _shared(*names: str, store: str, **attributes: Any) -> click.Option:
    return click.Option(list(names), expose_value=False, callback=_store(store), **attributes)


def shared_options() -> list[click.Option]:
    """The options every command takes, before or after its name."""
    file = click.Path(path_type=Path, dir_okay=False)
    return [
        _shared(
            "-d", "--db", store="db", type=click.Path(path_type=Path, readable=False), metavar="FILE",
            help="The archive.  [env: QIOSK_DB; default: data/archive.db]",
        ),
        _shared(
            "-c", "--config", store="config_path", type=file, metavar="FILE", help="Instead of qiosk.toml."
        ),
        _shared("-q", "--quiet", store="quiet", is_flag=True, help="Errors only on stderr."),
        _shared("-v", "--verbose", store="verbosity", count=True, help="More talk; -vv also tracebacks."),
        _shared("--no-progress", store="no_progress", is_flag=True, help="No progress display."),
        _shared(
            "--color", store="color", type=click.Choice(["auto", "always", "never"]),
            help="Colour on the terminal.  [default: auto]",
        ),
        _shared("--log-file", store="log_file", type=file, metavar="FILE", help="Write the log there as well."),
    ]  # fmt: skip


SHARED_NAMES = frozenset(option.name for option in shared_options())


def record_options(function: F) -> F:
    """`--json --nl --csv --table`, for commands that print records; read as `invocation.output` and `.raw`."""
    function = click.option(
        "--raw", is_flag=True, expose_value=False, callback=_store("raw"),
        help="In CSV no apostrophe before cells that a spreadsheet would run.",
    )(function)  # fmt: skip
    for name, text in (
        ("table", "A table for people."),
        ("csv", "Comma-separated values."),
        ("nl", "One JSON object a line."),
        ("json", "JSON."),
    ):
        option = click.option(f"--{name}", is_flag=True, expose_value=False, callback=_store_output, help=text)
        function = option(function)
    return function


def dry_run_option(function: F) -> F:
    """`--dry-run`, for commands that fetch or write; read as `invocation.dry_run`."""
    return click.option(
        "--dry-run", is_flag=True, expose_value=False, callback=_store("dry_run"),
        help="Say what would be done; fetch and write nothing.",
    )(function)  # fmt: skip


class QioskCommand(click.Command):
    """A command with the shared options, listed apart from its own."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.params.extend(shared_options())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _format_options(self, ctx, formatter)


class QioskGroup(click.Group):
    """A group with the shared options; alone it prints its help."""

    command_class = QioskCommand

    def __init__(self, *args: Any, **attributes: Any) -> None:
        attributes = {"invoke_without_command": True, "no_args_is_help": False, **attributes}
        super().__init__(*args, **{**attributes, "callback": _print_help_if_alone})
        self.params.extend(shared_options())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            raise click.UsageError(f"no such command {name!r}{did_you_mean(name, self.list_commands(ctx))}", ctx)
        return super().resolve_command(ctx, args)


def _print_help_if_alone(**_options: Any) -> None:
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _format_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    own: list[tuple[str, str]] = []
    shared: list[tuple[str, str]] = []
    for parameter in command.get_params(ctx):
        if isinstance(parameter, click.Option) and (record := parameter.get_help_record(ctx)):
            (shared if parameter.name in SHARED_NAMES else own).append(record)
    for heading, records in (("Options", own), ("Shared options", shared)):
        if records:
            with formatter.section(heading):
                formatter.write_dl(records)
