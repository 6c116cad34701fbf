"""`qiosk crawl`: discover and archive."""

from __future__ import annotations

import math
import os
import shlex
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, dry_run_option, pass_invocation, record_options
from qiosk_scraper.cli.errors import STOPPED, say_error, stopped
from qiosk_scraper.cli.log import logging_for
from qiosk_scraper.cli.periods import LAST, Period
from qiosk_scraper.cli.terminal import hide_secrets
from qiosk_scraper.config import MAX_DELAY, contact_of
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.crawling import CrawlPlan, CrawlReport
    from qiosk_scraper.targets import Start

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
@click.option(
    "--section",
    "sections",
    metavar="NAME",
    multiple=True,
    help="Only this section of an outlet named; may be repeated.",
)
@click.option("--since", type=Period(), metavar="WHEN", help="Published at or after: 2025-01-01, 7d, last.")
@click.option("--until", type=Period(end_of_day=True), metavar="WHEN", help="Published at or before.")
@click.option("--max-articles", type=click.IntRange(min=1), metavar="N", help="Stop after so many articles.")
@click.option("--max-requests", type=click.IntRange(min=1), metavar="N", help="Stop after so many requests.")
@click.option("--delay", type=Seconds(0, MAX_DELAY), metavar="SECONDS", help="Between requests to a host.")
@click.option("--max-failed", type=click.FloatRange(0, 100), metavar="PERCENT", help="Of pages, before the run fails.")
@click.option("--refresh", is_flag=True, help="Look at every archived article again, due or not.")
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
    max_failed: float | None,
    refresh: bool,
) -> int:
    """Discover and archive articles, and look again at those that are due.

    TARGET is an outlet's name (`qiosk outlets list`), or the address of a section page, feed, sitemap or article of
    any site. Ctrl-C once ends after open requests, twice at once; the same command goes on where it stopped.
    """
    invocation.claim_archive(invocation.archive_path())
    from qiosk_scraper.crawling import CrawlPlan
    from qiosk_scraper.progress import progress_for
    from qiosk_scraper.targets import starts_for

    config = invocation.config.crawl
    options = [word for name in sections for word in ("--section", name)]
    for option, value in (
        ("--since", since), ("--until", until), ("--max-articles", max_articles), ("--max-requests", max_requests),
        ("--delay", delay),
    ):  # fmt: skip
        options += [] if value is None else [option, str(value)]
    options += ["--refresh"] if refresh else []
    starts = starts_for(targets, sections)  # a misspelt name is told before the default archive's folder is made
    if since not in (None, LAST) and until is not None and str(since) > until:
        raise QioskError("nothing can lie between", f"--since {since} --until {until}", "swap the two", ExitCode.USAGE)
    plan = CrawlPlan(
        db=invocation.archive_to_write(),
        targets=targets,
        sections=sections,
        max_articles=max_articles or config.max_articles,
        max_requests=max_requests or config.max_requests,
        delay=delay,
        default_delay=config.delay,
        delays=invocation.config.delays(),
        contact=contact_in_force(config.contact),
        max_failed=percent(max_failed, config.max_failed),
        designs=invocation.config.designs(),
        min_free=invocation.config.archive.min_free,
        refresh=refresh,
        since=since,
        until=until,
        dry_run=invocation.dry_run,
        progress=progress_for(wanted=invocation.shows_progress),
        command=hide_secrets(shlex.join(("crawl", *targets, *options))),
    )
    if not plan.dry_run:
        hint_at_contact(invocation, plan.contact, starts)
    return crawl(invocation, plan).exit_code


def percent(asked: float | None, configured: float | None) -> float | None:
    """The share (0 to 1) of pages that may fail; None where nobody has said."""
    chosen = asked if asked is not None else configured
    return None if chosen is None else chosen / 100


def contact_in_force(configured: str | None) -> str | None:
    """QIOSK_CONTACT, else the configuration's. Raises QioskError (CONFIG) for one that nobody could write to."""
    said = os.environ.get("QIOSK_CONTACT", "").strip()
    if not said:
        return configured
    try:
        return contact_of(said)
    except ValueError:
        to_do = "set it to a mail address or an http(s) page"
        raise QioskError("contact is no address", "QIOSK_CONTACT", to_do, ExitCode.CONFIG) from None


def hint_at_contact(invocation: Invocation, contact: str | None, starts: Collection[Start]) -> None:
    """Asks for a contact where somebody else's site is going to be asked without one."""
    if contact is None and any(not start.outlet.embedded and not start.opened for start in starts):
        where = 'contact = "you@example.org" under [crawl] in qiosk.toml, or QIOSK_CONTACT'
        invocation.say(f"hint: the sites you ask cannot tell you when it is too much: set {where}")


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
    for note in report.notes:
        invocation.say(hide_secrets(note))
    invocation.say(report.line())
    return report
