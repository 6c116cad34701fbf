"""`qiosk search`: full text, with the words found marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, did_you_mean, pass_invocation, record_options
from qiosk_scraper.cli.periods import LAST, Period
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.archive import Archive, Hit

COLUMNS = ("id", "published_at", "outlet", "headline", "byline", "url", "snippet")
_TABLE = ("id", "published_at", "outlet", "headline", "snippet")

# No article has them: C0 controls are dropped before anything is stored.
_BEGIN, _END = "\x02", "\x03"


@click.command(cls=QioskCommand, name="search")
@click.argument("query", nargs=-1, required=True)
@click.option("--outlet", metavar="SLUG", help="Only this outlet.")
@click.option("--section", metavar="NAME", help="Only this section.")
@click.option("--author", metavar="NAME", help="Only articles by this author.")
@click.option("--since", type=Period(), metavar="WHEN", help="Published at or after: 2025-01-01, 7d, last.")
@click.option("--until", type=Period(end_of_day=True), metavar="WHEN", help="Published at or before.")
@click.option("--sort", type=click.Choice(["newest", "rank"]), default="newest", show_default=True, help="Order.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@record_options
@pass_invocation
def command(
    invocation: Invocation,
    query: tuple[str, ...],
    outlet: str | None,
    section: str | None,
    author: str | None,
    since: str | None,
    until: str | None,
    sort: Literal["newest", "rank"],
    limit: int,
) -> None:
    """Find articles by their words, newest first.

    All words have to be there; '"quoted words"' stand together, harb* is the beginning of a word.
    """
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.cli.output import print_records

    with Archive(invocation.archive_path()) as archive:
        if outlet is not None:
            _check_outlet(archive, outlet)
        for_people = invocation.output is None
        hits = archive.search(
            " ".join(query),
            outlet=outlet,
            section=section,
            author=author,
            since=_resolved(archive, since),
            until=_resolved(archive, until),
            sort=sort,
            limit=limit,
            markers=(_BEGIN, _END) if for_people else ("[", "]"),
        )
        if for_people:
            for hit in hits:
                _print_hit(invocation, hit)
        else:
            records = [hit.to_dict() for hit in hits]
            print_records(invocation, records, _TABLE if invocation.output == "table" else COLUMNS)
        if not hits:
            invocation.say("Nothing found.")
        elif len(hits) == limit:
            invocation.say(f"The first {limit}; more with --limit.")


def _check_outlet(archive: Archive, outlet: str) -> None:
    slugs = [row["slug"] for row in archive.db["outlets"].rows_where(select="slug", order_by="slug")]
    if outlet not in slugs:
        near = did_you_mean(outlet, slugs).removeprefix("; ")
        to_do = near or f"there are: {', '.join(slugs[:10]) or 'none yet'}"
        raise QioskError("no such outlet in the archive", outlet, to_do, ExitCode.USAGE)


def _resolved(archive: Archive, when: str | None) -> str | None:
    """`last` as the beginning of the last crawl that came to an end; None when there was none."""
    if when != LAST:
        return when
    crawls = archive.db["crawls"].rows_where(
        "finished_at IS NOT NULL AND id IN (SELECT crawl_id FROM crawl_outlets)", order_by="id desc", limit=1
    )
    return next((crawl["started_at"] for crawl in crawls), None)


def _print_hit(invocation: Invocation, hit: Hit) -> None:
    """Id and headline, a line of facts, the snippet: in colour the words found are, without it they are in brackets."""
    from rich.padding import Padding
    from rich.text import Text

    from qiosk_scraper.cli.reading import WIDEST, day, print_text
    from qiosk_scraper.cli.terminal import safe

    console = invocation.stdout
    width = min(console.width, WIDEST)
    in_colour = console.is_terminal and console.color_system is not None
    indent = len(str(hit.id)) + 2
    headline = Text(safe(hit.headline or "(no headline)"), style="bold")
    print_text(console, Text.assemble(f"{hit.id}  ", headline), width)
    facts = (day(hit.published_at), hit.outlet, hit.byline, None if hit.status == "live" else hit.status)
    print_text(console, Padding(Text(safe(" · ".join(filter(None, facts))), style="dim"), (0, 0, 0, indent)), width)
    snippet = Text()
    for place, piece in enumerate(re.split(f"[{_BEGIN}{_END}]", hit.snippet)):
        marked = place % 2 == 1
        shown = safe(re.sub(r"\s+", " ", piece))
        snippet.append(f"[{shown}]" if marked and not in_colour else shown, style="bold yellow" if marked else "")
    print_text(console, Padding(snippet, (0, 0, 1, indent)), width)
