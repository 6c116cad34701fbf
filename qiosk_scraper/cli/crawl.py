"""`qiosk crawl`: discover and archive."""

from __future__ import annotations

import math
import shlex
from typing import TYPE_CHECKING, Any

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, dry_run_option, pass_invocation, record_options
from qiosk_scraper.cli.errors import STOPPED, say_error, stopped
from qiosk_scraper.cli.log import logging_for
from qiosk_scraper.cli.periods import Period
from qiosk_scraper.config import MAX_DELAY

if TYPE_CHECKING:
    from qiosk_scraper.crawling import CrawlPlan, CrawlReport

COUNTS = ("crawl", "seen", "new", "changed", "same", "failed", "refused", "seconds", "exit_code")


class Seconds(click.FloatRange):
    """A range that `nan` is not in, though no comparison says so."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = float(super().convert(value, param, ctx))
        if math.isnan(seconds):
            self.fail(f"{value!r} is no number of seconds", param, ctx)
        return seconds


@click.command(cls=QioskCommand, name="crawl")
@click.argument("targets", metavar="TARGET...", nargs=-1, required=True)
@click.option("--section", "sections", metavar="NAME", multiple=True, help="Only this section; may be repeated.")
@click.option("--since", type=Period(), metavar="WHEN", help="Published at or after: 2025-01-01, 7d, last.")
@click.option("--until", type=Period(end_of_day=True), metavar="WHEN", help="Published at or before.")
@click.option("--max-articles", type=click.IntRange(min=1), metavar="N", help="Stop after so many articles.")
@click.option("--max-requests", type=click.IntRange(min=1), metavar="N", help="Stop after so many requests.")
@click.option("--delay", type=Seconds(0, MAX_DELAY), metavar="SECONDS", help="Between requests to a host.")
@click.option("--refresh", is_flag=True, help="Visit articles again that are archived already.")
@dry_run_option
@record_options
@pass_invocation
def command(
    invocation: Invocation,
    targets: tuple[str, ...],
    sections: tuple[str, ...],
    since: str | None,
    until: str | None,
    max_articles: int | None,
    max_requests: int | None,
    delay: float | None,
    refresh: bool,
) -> int:
    """Discover and archive articles.

    TARGET is an outlet's name (`qiosk outlets list`), or the address of a section page, feed, sitemap or article of
    any site. Ctrl-C once ends after open requests, twice at once; the same command goes on where it stopped.
    """
    from qiosk_scraper.crawling import CrawlPlan
    from qiosk_scraper.progress import progress_for
    from qiosk_scraper.targets import starts_for

    config = invocation.config.crawl
    starts_for(targets, sections)  # a misspelt name is told before the default archive's folder is made
    plan = CrawlPlan(
        db=invocation.archive_to_write(),
        targets=targets,
        sections=sections,
        max_articles=max_articles or config.max_articles,
        max_requests=max_requests or config.max_requests,
        delay=delay,
        default_delay=config.delay,
        contact=config.contact,
        refresh=refresh,
        since=since,
        until=until,
        dry_run=invocation.dry_run,
        progress=progress_for(wanted=invocation.shows_progress),
        command=shlex.join(("crawl", *targets)),
    )
    return crawl(invocation, plan).exit_code


def crawl(invocation: Invocation, plan: CrawlPlan) -> CrawlReport:
    """Run a plan with the log set up, and say how it ended: what went wrong, then the closing line."""
    from qiosk_scraper.cli.output import print_object, print_records
    from qiosk_scraper.crawling import run_crawl

    with logging_for(invocation):
        report = run_crawl(plan)
    if plan.dry_run:
        asked = [{"url": entry.url, "kind": entry.kind, "outlet": entry.outlet} for entry in report.would_ask]
        print_records(invocation, asked, ("url", "kind", "outlet"))
    elif invocation.output in ("json", "nl"):
        print_object(report.to_dict(), "nl")
    elif invocation.output:
        print_records(invocation, [report.to_dict()], COUNTS)
    if report.error is not None:
        say_error(report.error)
    elif report.exit_code in STOPPED:
        say_error(stopped(report.exit_code))
    invocation.say(report.line())
    return report
