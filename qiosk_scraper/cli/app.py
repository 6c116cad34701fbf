"""`qiosk` itself: the list of commands. A command's module is imported when the command is named or listed."""

from __future__ import annotations

from importlib import import_module

import click

from qiosk_scraper.cli.command import QioskGroup, did_you_mean

COMMANDS: dict[str, str] = {
    "demo": "Try everything",
    "crawl": "Collect",
    "watch": "Collect",
    "parse": "Read one page",
    "inspect": "Read one page",
    "search": "Use the archive",
    "show": "Use the archive",
    "diff": "Use the archive",
    "why": "Use the archive",
    "cite": "Use the archive",
    "browse": "Use the archive",
    "stats": "Look after it",
    "check": "Look after it",
    "reparse": "Look after it",
    "outlets": "Look after it",
    "db": "Look after it",
    "doctor": "Look after it",
}
"""Command to the heading it stands under. The command is `command` in the module of its name."""


class Commands(QioskGroup):
    """A group that knows its commands' names and imports the module of the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found = import_module(f"qiosk_scraper.cli.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their headings, in the order of a first visit."""
        width = formatter.width - 6 - max(map(len, COMMANDS))
        for heading in dict.fromkeys(COMMANDS.values()):
            with formatter.section(heading):
                names = [name for name, its_heading in COMMANDS.items() if its_heading == heading]
                commands = [(name, self.get_command(ctx, name)) for name in names]
                formatter.write_dl([(name, found.get_short_help_str(width)) for name, found in commands if found])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            raise click.UsageError(f"no such command {name!r}{did_you_mean(name, COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)


def _print_version(ctx: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from qiosk_scraper import __version__

        click.echo(f"qiosk {__version__}")
        ctx.exit()


@click.group(cls=Commands, name="qiosk")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="Print the version."
)
def qiosk() -> None:
    """Scrape news articles into one archive you can query.

    Start with `qiosk demo`: it crawls a made-up newspaper that is part of the package, offline.
    Options may stand before or after the command.
    """
