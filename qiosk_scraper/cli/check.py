"""`qiosk check`: whether outlets are read as before, and whether days are missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, pass_invocation, record_options
from qiosk_scraper.cli.periods import Period
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.checking import Checked

COLUMNS = ("outlet", "alarm", "field", "message", "first")


@click.command(cls=QioskCommand, name="check")
@click.argument("outlet", metavar="[OUTLET]", required=False)
@click.option("--since", type=Period(), metavar="WHEN", help="Only pages fetched from then on: 2026-03-01, 30d.")
@record_options
@pass_invocation
def command(invocation: Invocation, outlet: str | None, since: str | None) -> int:
    """Look for redesigns and for missing days in what the archive has.

    The latest pages of each outlet are compared with its own past, field by field: how many have it, how long it is,
    how it is written, which layer answered. Exit code 10 when most of the last ten or more pages are read otherwise, or
    an outlet that is crawled has no more articles. Nothing is fetched or written.
    """
    from qiosk_scraper.checking import alarm, check
    from qiosk_scraper.cli.output import print_records

    if since == "last":
        raise QioskError("--since last is of crawls", "qiosk check", "give a day or a length of time", ExitCode.USAGE)
    found = check(invocation.archive_path(), outlet, since, invocation.config.designs())
    if invocation.output in ("json", "nl"):
        print_records(invocation, [one.to_dict() for one in found], ())
    else:
        print_records(invocation, [row for one in found for row in _rows(one)], COLUMNS)
    drifted = [drift for one in found for drift in one.drift]
    if drifted:
        raise alarm(drifted)
    for one in found:
        if one.alarms:
            to_do = "look at its section pages and feeds (qiosk crawl -v), and at robots.txt"
            raise QioskError(str(one.gaps[-1]), one.outlet, to_do, ExitCode.DRIFT)
    pages = sum(one.pages for one in found)
    invocation.say(f"No drift: {pages} pages of {len(found)} outlet{'s' * (len(found) != 1)} are read as before.")
    return ExitCode.DONE


def _rows(one: Checked) -> Iterator[dict[str, Any]]:
    for drift in one.drift:
        yield {**drift.to_dict(), "alarm": "drift"}
    for gap in one.gaps:
        yield {"outlet": one.outlet, "alarm": "gap" if gap.open else "", "field": "articles", "message": str(gap)}
