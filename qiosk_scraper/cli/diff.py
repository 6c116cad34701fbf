"""`qiosk diff`: what changed between two revisions of an article, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, pass_invocation, record_options
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.archive import StoredArticle
    from qiosk_scraper.archive.parses import Parse
    from qiosk_scraper.differences import FieldDifference

COLUMNS = ("id", "from", "to", "field", "place", "before", "after")


@click.command(cls=QioskCommand, name="diff")
@click.argument("which", metavar="ID")
@click.option("--from", "from_", type=int, metavar="N", help="The older revision.  [default: the one before --to]")
@click.option("--to", "to", type=int, metavar="N", help="The newer revision.  [default: the current one]")
@record_options
@pass_invocation
def command(invocation: Invocation, which: str, from_: int | None, to: int | None) -> None:
    """Show what changed between two revisions, word by word.

    ID is an article's number or its URL; ID@REVISION is the same as --to REVISION. What `qiosk reparse` has read anew
    is another revision of the same capture; by default a revision is compared with that of the capture before it.
    """
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.archive.parses import parses_of
    from qiosk_scraper.changes import changes, parser_changes
    from qiosk_scraper.cli.output import print_object, print_records
    from qiosk_scraper.cli.show import find_article

    with Archive(invocation.archive_path()) as archive:
        article = find_article(archive, which)
        parses = parses_of(archive, article.id)
    if named := re.fullmatch(r"\s*\d+@(\d+)\s*", which):
        to = int(named[1]) if to is None else to
    newer = _numbered(parses, to, "--to", article) if to is not None else _current(parses, article)
    older = _numbered(parses, from_, "--from", article) if from_ is not None else _before(parses, newer)
    same_capture = older is not None and older.revision.capture_id == newer.revision.capture_id
    compare = parser_changes if same_capture else changes
    found = compare(older.article, newer.article) if older else []
    if invocation.output in ("json", "nl"):
        print_object(_record(article, older, newer, found), invocation.output)
    elif invocation.output:
        ends = {"id": article.id, "from": older and older.revision.number, "to": newer.revision.number}
        rows = [{**ends, "field": one.field, "place": one.place, "before": one.before, "after": one.after}
                for one in found]  # fmt: skip
        print_records(invocation, rows, COLUMNS)
    elif older:
        _print(invocation, article, older, newer, found)
    if older is None:
        invocation.say(_alone(article, newer, len(parses)))


def print_differences(invocation: Invocation, found: Sequence[FieldDifference], indent: str = "") -> None:
    """Differences to read: in colour where there is some, else with `[-old-]{+new+}`."""
    from qiosk_scraper.cli.reading import WIDEST
    from qiosk_scraper.cli.terminal import safe
    from qiosk_scraper.differences import render_terminal

    console = invocation.stdout
    colour = console.is_terminal and console.color_system is not None
    width = min(console.width, WIDEST) - len(indent)
    shown = render_terminal(found, colour=colour, width=width, escape=safe)
    click.echo("\n".join(indent + line if line else line for line in shown.splitlines()), color=True)


def facts_of(parse: Parse) -> dict[str, Any]:
    """A revision in JSON: its number, its capture, and who read it."""
    one = parse.revision
    return {
        "revision": one.number,
        "capture_id": one.capture_id,
        "seen_at": one.seen_at,
        "parser_version": one.parser_version,
        "sha256": one.sha256,
    }


def _numbered(parses: Sequence[Parse], number: int, option: str, article: StoredArticle) -> Parse:
    for parse in parses:
        if parse.revision.number == number:
            return parse
    last = max(parse.revision.number for parse in parses)
    allowed = f"revisions 1 to {last}" if last > 1 else "only revision 1"
    raise QioskError(f"no revision {number}", option, f"article {article.id} has {allowed}", ExitCode.USAGE)


def _current(parses: Sequence[Parse], article: StoredArticle) -> Parse:
    return next(parse for parse in parses if parse.revision.id == article.current_revision_id)


def _before(parses: Sequence[Parse], newer: Parse) -> Parse | None:
    """The last parse of the capture before; without one an older parse of the same capture; None for the first."""
    from qiosk_scraper.archive.parses import latest_of_each_capture

    known = [parse for parse in parses if parse.revision.number < newer.revision.number]
    captures = [one.revision.capture_id for one in latest_of_each_capture([*known, newer])]
    earlier = captures[: captures.index(newer.revision.capture_id)]
    if earlier:
        return next(parse for parse in reversed(known) if parse.revision.capture_id == earlier[-1])
    return known[-1] if known else None


def _record(
    article: StoredArticle, older: Parse | None, newer: Parse, found: Sequence[FieldDifference]
) -> dict[str, Any]:
    from qiosk_scraper.differences import to_json

    return {
        "id": article.id,
        "url": article.url,
        "revision_count": article.revision_count,
        "from": facts_of(older) if older else None,
        "to": facts_of(newer),
        "same_capture": older is not None and older.revision.capture_id == newer.revision.capture_id,
        "fields": to_json(found),
    }


def _alone(article: StoredArticle, newer: Parse, count: int) -> str:
    from qiosk_scraper.cli.reading import day

    since = day(newer.revision.seen_at, time=True)
    if count > 1:
        return f"Revision {newer.revision.number} of article {article.id} is its first: nothing stands before it."
    return f"Article {article.id} has one revision, seen {since}: no edit was found since."


def _print(
    invocation: Invocation, article: StoredArticle, older: Parse, newer: Parse, found: Sequence[FieldDifference]
) -> None:
    from rich.text import Text

    from qiosk_scraper.cli.reading import WIDEST, day, print_text
    from qiosk_scraper.cli.terminal import safe

    width = min(invocation.stdout.width, WIDEST)

    def line(text: str, style: str) -> None:
        print_text(invocation.stdout, Text(safe(text), style=style), width)

    line(newer.article.headline or older.article.headline or article.url, "bold")
    ends = [f"revision {one.revision.number} ({day(one.revision.seen_at, time=True)})" for one in (older, newer)]
    line(f"article {article.id}, {ends[0]} → {ends[1]}", "dim")
    versions = [one.revision.parser_version for one in (older, newer)]
    if older.revision.capture_id == newer.revision.capture_id:
        line(f"The same capture, read by parser version {versions[0]} and again by {versions[1]}: no edit.", "")
    elif versions[0] != versions[1]:
        line(f"Read by parser versions {versions[0]} and {versions[1]}: some of it may be no edit.", "")
    click.echo()
    if found:
        print_differences(invocation, found)
    else:
        click.echo("No difference in what is compared.")
