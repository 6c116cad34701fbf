"""`qiosk watch`: crawl and look again, until stopped."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, Any

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, dry_run_option, pass_invocation
from qiosk_scraper.cli.crawl import Seconds, contact_in_force, hint_at_contact, percent
from qiosk_scraper.cli.errors import say_error
from qiosk_scraper.cli.log import logging_for
from qiosk_scraper.cli.terminal import hide_secrets
from qiosk_scraper.config import MAX_DELAY, hours
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.archive.happenings import Happening
    from qiosk_scraper.crawling import CrawlReport

_WIDTH = 17
"""Of the longest kind of event."""


class Rhythm(click.ParamType[float]):
    """`30m`, `6h`, `1d` as hours."""

    name = "how often"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            return hours(value)
        except ValueError:
            self.fail(f"{value!r} is no length of time: write 30m, 6h or 1d, from 1m to 365d", param, ctx)


@click.command(cls=QioskCommand, name="watch")
@click.argument("targets", metavar="[TARGET]...", nargs=-1)
@click.option("--every", type=Rhythm(), metavar="TIME", help="Between looks at the lists: 30m, 6h, 1d.  [default: 1h]")
@click.option("--delay", type=Seconds(0, MAX_DELAY), metavar="SECONDS", help="Between requests to a host.")
@click.option("--max-failed", type=click.FloatRange(0, 100), metavar="PERCENT", help="Of pages, before a round fails.")
@click.option("--json", "--nl", "as_json", is_flag=True, help="One JSON object an event and a line.")
@dry_run_option
@pass_invocation
def command(
    invocation: Invocation,
    targets: tuple[str, ...],
    every: float | None,
    delay: float | None,
    max_failed: float | None,
    as_json: bool,
) -> int:
    """Crawl, and look at articles again when they are due, until stopped.

    TARGET is as for `qiosk crawl`; without one the targets of qiosk.toml are watched. Lists are looked at in the
    outlet's rhythm; articles after hours, then days, then months, by their age. Each new article and each change is a
    line. Ctrl-C stops after the open request; the same command goes on where it was.
    """
    invocation.claim_archive(invocation.archive_path())
    from qiosk_scraper.cli.output import print_object, print_records
    from qiosk_scraper.crawling import CrawlPlan, run_crawl
    from qiosk_scraper.targets import starts_for
    from qiosk_scraper.watching import WatchPlan, run_watch

    config = invocation.config
    targets = targets or config.watch.targets or ()
    if not targets:
        to_do = 'name an outlet or a URL, or write targets = ["…"] under [watch] in qiosk.toml'
        raise QioskError("nothing to watch", "qiosk watch", to_do, ExitCode.USAGE)
    starts = starts_for(targets)
    crawl = CrawlPlan(
        db=invocation.archive_to_write(),
        targets=targets,
        max_articles=None,
        delay=delay,
        default_delay=config.crawl.delay,
        delays=config.delays(),
        contact=contact_in_force(config.crawl.contact),
        designs=config.designs(),
        min_free=config.archive.min_free,
        max_failed=percent(max_failed, config.crawl.max_failed),
        dry_run=invocation.dry_run,
        command=hide_secrets(shlex.join(("watch", *targets))),
    )
    if invocation.dry_run:
        asked = [{"url": entry.url, "kind": entry.kind, "outlet": entry.outlet} for entry in run_crawl(crawl).would_ask]
        print_records(invocation, asked, ("url", "kind", "outlet"), "nl" if as_json else None)
        return ExitCode.DONE
    hint_at_contact(invocation, crawl.contact, starts)

    def tell(happening: Happening) -> None:
        if as_json:
            print_object(happening.to_dict(), "nl")
        else:
            click.echo(line(happening))

    def close(report: CrawlReport) -> None:
        if as_json:
            print_object({"event": "round", **report.to_dict()}, "nl")
        if report.error is not None and report.exit_code not in (ExitCode.SIGINT, ExitCode.SIGTERM):
            say_error(report.error)
        invocation.say(report.line())

    rhythms = {start.outlet.slug: config.watch.every for start in starts if config.watch.every is not None}
    plan = WatchPlan(crawl, every, {**rhythms, **config.rhythms()}, tell, close, say_error)
    with logging_for(invocation):
        code = run_watch(plan)
    if code in (ExitCode.SIGINT, ExitCode.SIGTERM):
        from qiosk_scraper.cli.errors import stopped

        say_error(stopped(code))
    return code


def line(happening: Happening) -> str:
    """`2026-11-22 14:05  headline_changed  gazette  Ferry late again  was: Ferry late  https://…`, safe to print."""
    from qiosk_scraper.cli.terminal import safe

    at = happening.at[:16].replace("T", " ")
    parts = [at, f"{happening.kind:{_WIDTH}}", happening.outlet, happening.headline or "(no headline)"]
    if said := _said(happening):
        parts.append(said)
    return safe(re.sub(r"\s*\n\s*", " ", "  ".join([*parts, happening.url])))


def _said(happening: Happening) -> str | None:
    """What an event's detail says to a person, short."""
    before, note = happening.detail.get("from"), happening.detail.get("note")
    if happening.kind == "body_changed" and isinstance(before, int):
        return f"was: {before} words, now: {happening.detail.get('to')}"
    if isinstance(note, str):
        return f"note: {_short(note)}"
    if isinstance(before, list):
        before = "; ".join(str(one) for one in before if one)
    return f"was: {_short(before)}" if isinstance(before, str) and before else None


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"
