"""`qiosk stats`: what the archive has, outlet by outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, pass_invocation, record_options
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.archive.coverage import Coverage

COLUMNS = (
    "outlet", "articles", "revisions", "removed", "with_credit", "waiting", "unread", "first_published",
    "last_published", "last_crawled",
)  # fmt: skip


@click.command(cls=QioskCommand, name="stats")
@click.argument("outlet", metavar="[OUTLET]", required=False)
@record_options
@pass_invocation
def command(invocation: Invocation, outlet: str | None) -> None:
    """Count what the archive has of each outlet, and from when to when.

    `with credit` are articles that show a photo with a credit, `waiting` are known and not yet fetched, of `unread`
    pages no article could be read. `qiosk check` finds the days that are missing.
    """
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.archive.coverage import coverage, totals
    from qiosk_scraper.archive.faults import explained
    from qiosk_scraper.cli.output import print_object, print_records

    with Archive(invocation.archive_path()) as archive, explained(archive.path):
        found = coverage(archive.db.conn, outlet)
        if outlet is not None and not found:
            to_do = "`qiosk stats` shows those that there are"
            raise QioskError("no such outlet in the archive", outlet, to_do, ExitCode.USAGE)
        whole = totals(archive.db.conn)
    if invocation.output == "json":
        print_object({**whole, "outlets": [one.to_dict() for one in found]}, "json")
        return
    records = [one.to_dict() for one in found]
    if invocation.output in (None, "table"):
        records = [{**record, **_days(one)} for record, one in zip(records, found, strict=True)]
    print_records(invocation, records, COLUMNS)
    size = whole["bytes"] / 1_000_000
    invocation.say(f"{whole['captures']} captures, {whole['photos']} photos, {whole['teasers']} teasers, {size:.1f} MB")


def _days(one: Coverage) -> dict[str, str | None]:
    """The times as days: a table has to fit on a screen."""
    names = ("first_published", "last_published", "last_crawled")
    return {name: at[:10] if (at := getattr(one, name)) else None for name in names}
