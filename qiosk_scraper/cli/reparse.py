"""`qiosk reparse`: today's parsers over the stored captures."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import click

from qiosk_scraper.cli.command import (
    Invocation,
    QioskCommand,
    did_you_mean,
    dry_run_option,
    pass_invocation,
    record_options,
)
from qiosk_scraper.cli.errors import say_error
from qiosk_scraper.cli.log import logging_for
from qiosk_scraper.cli.periods import LAST, Period
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.reparse import ArticleRead, ReparseReport

COLUMNS = ("id", "outlet", "url", "verdict", "kept_back", "capture_id", "revision", "field", "place", "before", "after")
_TALK_EVERY = 500
"""Articles."""


@click.command(cls=QioskCommand, name="reparse")
@click.argument("targets", metavar="[OUTLET|ID]...", nargs=-1)
@click.option("--write", is_flag=True, help="Store what is read otherwise; without it nothing changes.")
@click.option("--since", type=Period(), metavar="WHEN", help="Captured at or after: 2025-01-01, 7d, last.")
@click.option("--until", type=Period(end_of_day=True), metavar="WHEN", help="Captured at or before.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many articles.")
@click.option("--again", is_flag=True, help="Store also what this parser version has read before.")
@click.option("--force", is_flag=True, help="Store also what gives less than before.")
@dry_run_option
@record_options
@pass_invocation
def command(
    invocation: Invocation,
    targets: tuple[str, ...],
    write: bool,
    since: str | None,
    until: str | None,
    limit: int | None,
    again: bool,
    force: bool,
) -> int:
    """Read the stored captures again with today's parsers, without network.

    Shows field by field what is read otherwise; of all articles, or those of the outlets, ids and URLs named. With
    --write it is stored as a new revision of the same capture, marked with the parser version; the older one stays,
    and the change counts as no edit. Pages that give less than before keep what they have; when an outlet's pages do,
    nothing is stored and the exit code is 10.
    """
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.reparse import ReparsePlan, reparse

    path = invocation.archive_path()
    with Archive(path) as archive:
        ids, outlets = _targets(archive, targets)
        plan = ReparsePlan(
            db=path,
            article_ids=tuple(ids),
            outlets=tuple(outlets),
            since=_resolved(archive, since),
            until=_resolved(archive, until),
            limit=limit,
            write=write and not invocation.dry_run,
            force=force,
            again=again,
            command=shlex.join(("reparse", *targets)),
        )
    printer = _Printer(invocation)
    with logging_for(invocation):
        report = reparse(plan, printer.show)
    printer.end(report)
    if report.error:
        say_error(report.error)
    invocation.say(report.line())
    if report.error is None:
        told = report.verdicts["changed"] + report.verdicts["worse"] - report.kept_back
        if told and not plan.write:
            invocation.say(f"Nothing was written; --write stores {told}.")
        if report.kept_back:
            invocation.say(f"{report.kept_back} keep what they have; the reason stands with each.")
    return report.exit_code


def _targets(archive: Archive, targets: tuple[str, ...]) -> tuple[list[int], list[str]]:
    """Article ids and outlet slugs; an outlet named beside articles stands for all of its articles."""
    from qiosk_scraper.archive.parses import article_ids
    from qiosk_scraper.cli.show import find_article

    slugs = {row["slug"] for row in archive.db["outlets"].rows_where(select="slug")}
    outlets = [target for target in targets if target in slugs]
    ids: list[int] = []
    for target in targets:
        if target in slugs:
            continue
        if re.fullmatch(r"\d+@\d+", target):
            raise QioskError("a revision by itself is not read again", target, "name the article", ExitCode.USAGE)
        if not re.match(r"\d+$|[a-z]+://", target):
            near = did_you_mean(target, slugs).removeprefix("; ")
            to_do = near or f"the archive's outlets are: {', '.join(sorted(slugs)[:10]) or 'none yet'}"
            raise QioskError("no such outlet in the archive", target[:200], to_do, ExitCode.USAGE)
        ids.append(find_article(archive, target).id)
    if ids and outlets:
        ids += article_ids(archive, outlets)
        outlets = []
    return ids, outlets


def _resolved(archive: Archive, when: str | None) -> str | None:
    """`last` as the beginning of the last crawl that came to an end; None when there was none."""
    if when != LAST:
        return when
    finished = "finished_at IS NOT NULL AND id IN (SELECT crawl_id FROM crawl_outlets)"
    crawls = archive.db["crawls"].rows_where(finished, order_by="id desc", limit=1)
    return next((crawl["started_at"] for crawl in crawls), None)


class _Printer:
    """Prints each article that is not the same as it comes, then what was counted."""

    def __init__(self, invocation: Invocation) -> None:
        self._invocation = invocation
        self._output = invocation.output
        self._read = 0
        self._printed = 0
        self._rows: list[dict[str, Any]] = []

    def show(self, one: ArticleRead) -> None:
        self._read += 1
        if self._read % _TALK_EVERY == 0 and self._invocation.shows_progress:
            self._invocation.say(f"{self._read} articles read")
        if one.verdict == "same":
            return
        match self._output:
            case "json":
                from qiosk_scraper.cli.output import to_json

                click.echo(('{"articles": [' if self._printed == 0 else ",\n ") + to_json(_record(one)), nl=False)
            case "nl":
                from qiosk_scraper.cli.output import print_object

                print_object(_record(one), "nl")
            case "csv" | "table":
                self._rows += _rows(one)
            case _:
                _print_article(self._invocation, one)
        self._printed += 1

    def end(self, report: ReparseReport) -> None:
        from qiosk_scraper.cli.output import print_records, to_json

        match self._output:
            case "json":
                start = '{"articles": [' if self._printed == 0 else ""
                click.echo(f'{start}],\n "summary": {to_json(report.to_dict())}}}')
            case "nl":
                pass
            case "csv" | "table":
                print_records(self._invocation, self._rows, COLUMNS)
            case _ if report.fields:
                rows = [{"field": name, **counts} for name, counts in report.to_dict()["fields"].items()]
                print_records(self._invocation, rows, ("field", "gained", "lost", "otherwise"), "table")


def _record(one: ArticleRead) -> dict[str, Any]:
    from qiosk_scraper.differences import to_json

    return {
        "id": one.id,
        "outlet": one.outlet,
        "url": one.url,
        "verdict": one.verdict,
        "kept_back": one.kept_back,
        "captures": [
            {
                "capture_id": capture.parse.revision.capture_id,
                "revision": capture.parse.revision.number,
                "seen_at": capture.parse.revision.seen_at,
                "parser_version": capture.parse.revision.parser_version,
                "lost": capture.lost,
                "reason": capture.reason,
                "fields": to_json(capture.changes),
            }
            for capture in one.captures
            if capture.changes or capture.lost
        ],
    }


def _rows(one: ArticleRead) -> list[dict[str, Any]]:
    """One row a field that differs; one for a page that gave nothing."""
    head = {"id": one.id, "outlet": one.outlet, "url": one.url, "verdict": one.verdict, "kept_back": one.kept_back}
    rows = [
        {
            **head,
            "capture_id": capture.parse.revision.capture_id,
            "revision": capture.parse.revision.number,
            "field": difference.field,
            "place": difference.place,
            "before": difference.before,
            "after": difference.after,
        }
        for capture in one.captures
        for difference in capture.changes
    ]
    return rows or [head]


def _print_article(invocation: Invocation, one: ArticleRead) -> None:
    from rich.text import Text

    from qiosk_scraper.cli.diff import print_differences
    from qiosk_scraper.cli.reading import WIDEST, day, print_text
    from qiosk_scraper.cli.terminal import safe

    width = min(invocation.stdout.width, WIDEST)

    def line(*parts: tuple[str, str]) -> None:
        print_text(invocation.stdout, Text.assemble(*((safe(text), style) for text, style in parts)), width)

    line((f"{one.id}  ", ""), (one.headline or one.url, "bold"), (f"  {one.verdict}", "bold yellow"))
    if one.kept_back:
        line((f"is not written: {one.kept_back}", "yellow"))
    for capture in one.captures:
        if not (capture.changes or capture.lost):
            continue
        revision = capture.parse.revision
        seen = day(revision.seen_at, time=True)
        line((f"revision {revision.number}, captured {seen}, parser version {revision.parser_version}", "dim"))
        if capture.lost:
            line((f"less: {', '.join(capture.lost)}" + (f" ({capture.reason})" if capture.reason else ""), "red"))
        if capture.changes:
            print_differences(invocation, capture.changes, "  ")
    click.echo()
