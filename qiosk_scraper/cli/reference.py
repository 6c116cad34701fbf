"""The generated pages of docs/, written from the code itself: `python -m qiosk_scraper.cli.reference`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from qiosk_scraper.cli.app import qiosk
from qiosk_scraper.cli.command import SHARED_NAMES
from qiosk_scraper.errors import ExitCode

FILE = Path("docs/commands.md")
OUTLETS_FILE = Path("docs/outlets.md")

EXIT_CODES: dict[ExitCode, str] = {
    ExitCode.DONE: "done",
    ExitCode.BUG: "a bug (`-vv` shows the traceback)",
    ExitCode.USAGE: "wrong usage",
    ExitCode.DISK_FULL: "disk full or quota",
    ExitCode.CONFIG: "bad configuration",
    ExitCode.ARCHIVE_UNUSABLE: "archive unusable: damaged, not made by qiosk, or of a newer schema",
    ExitCode.ARCHIVE_LOCKED: "archive locked by another writer",
    ExitCode.ARCHIVE_READ_ONLY: "archive read-only",
    ExitCode.NOTHING_FETCHED: "nothing could be fetched (robots.txt, DNS, network)",
    ExitCode.TOO_MANY_FAILURES: "finished, but more than the allowed share failed",
    ExitCode.DRIFT: "parser drift",
    ExitCode.NOT_AN_ARTICLE: "the page is no article; the reason is named",
    ExitCode.SIGINT: "stopped by SIGINT (Ctrl-C), state saved",
    ExitCode.SIGTERM: "stopped by SIGTERM, state saved",
}


def reference() -> str:
    """The whole page in Markdown: every command with its arguments and options, and the exit codes."""
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    yield "# Commands"
    yield ""
    yield "Written by `make docs` from the commands themselves; change their help texts, not this file."
    yield ""
    yield "Results go to stdout, talk goes to stderr. An error is one line, `error: WHAT (WHERE): WHAT TO DO`."
    ctx = click.Context(qiosk, info_name="qiosk")
    yield from _table("Shared options", ctx, qiosk, shared=True, level=2)
    yield ""
    yield "They may stand before or after the command."
    for name in qiosk.list_commands(ctx):
        found = qiosk.get_command(ctx, name)
        assert found is not None
        yield from _command(found, click.Context(found, parent=ctx, info_name=name), level=2)
    yield ""
    yield "## Exit codes"
    yield ""
    yield "| code | meaning |"
    yield "| --- | --- |"
    for code, meaning in EXIT_CODES.items():
        yield f"| {code.value} | {meaning} |"


def _command(command: click.Command, ctx: click.Context, level: int) -> Iterator[str]:
    yield ""
    yield f"{'#' * level} qiosk {ctx.command_path.removeprefix('qiosk ')}"
    if isinstance(command, click.Group):
        yield ""
        yield _prose(command)
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found is not None
            yield from _command(found, click.Context(found, parent=ctx, info_name=name), level + 1)
        return
    yield ""
    yield "```"
    yield f"{ctx.command_path} {' '.join(command.collect_usage_pieces(ctx))}"
    yield "```"
    yield ""
    yield _prose(command)
    yield from _table(None, ctx, command, shared=False, level=level + 1)


def _prose(command: click.Command) -> str:
    return "\n".join(line.strip() for line in (command.help or "").replace("\b\n", "").splitlines()).strip()


def _table(
    heading: str | None, ctx: click.Context, command: click.Command, *, shared: bool, level: int
) -> Iterator[str]:
    options = [option for option in command.params if isinstance(option, click.Option)]
    options = [option for option in options if (option.name in SHARED_NAMES) == shared]
    records = [record for option in options if (record := option.get_help_record(ctx))]
    if heading:
        yield ""
        yield f"{'#' * level} {heading}"
    if records:
        yield ""
        yield "| option | |"
        yield "| --- | --- |"
        for names, text in records:
            yield f"| `{names.replace('|', chr(92) + '|')}` | {text.replace('|', chr(92) + '|')} |"


def outlets_page() -> str:
    """The shipped outlets in Markdown: what is declared of each, and how it was checked."""
    from qiosk_scraper.cli.outlets import how_checked
    from qiosk_scraper.outlets import shipped_outlets

    outlets = sorted(shipped_outlets().values(), key=lambda outlet: outlet.slug)
    lines = ["# Outlets", "", "Generated from `qiosk_scraper/outlets/`, one small file each. Any other site can be"]
    lines += ["crawled by the URL of a section page, feed, sitemap or article; [how to add one](add-an-outlet.md).", ""]
    lines += [
        "**Checked** is what was held against the outlet's own pages: a saved page of that year is read as its",
        "",
    ]
    lines[-1:] = ["article, with headline, body, language and author. Nobody has crawled the site for it. What is only"]
    lines += [
        "**declared** (name, home, sections, feeds, language, time zone) is public knowledge that was not looked up",
        "",
    ]
    lines[-1:] = ["on the site: look at the first crawl.", ""]
    lines += ["| `qiosk crawl …` | outlet | language | sections | checked |", "| --- | --- | --- | --- | --- |"]
    for outlet in outlets:
        names = ", ".join(f"[{slug}]({url})" for slug, url in outlet.sections.items())
        lines.append(
            f"| `{outlet.slug}` | [{outlet.name}]({outlet.home_url}) | {outlet.language or ''} | {names} "
            f"| {_how(how_checked(outlet))} |"
        )
    for outlet in outlets:
        lines += ["", f"## {outlet.name}", "", how_checked(outlet)]
    return "\n".join(lines) + "\n"


def _how(described: str) -> str:
    """`a saved page of 2024`, `declared`, or `by its own tests`."""
    found = re.search(r"Checked against ([^;.]+)", described)
    return found[1] if found else "declared" if "Declared only" in described else "in the test suite"


def pages() -> dict[Path, str]:
    """Every generated page, by its place."""
    from qiosk_scraper import recipes
    from qiosk_scraper.archive import dictionary

    return {
        FILE: reference(),
        OUTLETS_FILE: outlets_page(),
        Path("docs/archive.md"): dictionary.page(),
        Path("docs/recipes.md"): recipes.markdown(),
    }


def main() -> None:
    """Write the pages anew, below the working folder."""
    for file, text in pages().items():
        file.write_text(text, encoding="utf-8")
        print(f"wrote {file}", file=sys.stderr)


if __name__ == "__main__":
    main()
