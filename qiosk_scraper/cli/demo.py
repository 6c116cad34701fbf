"""`qiosk demo`: everything once, offline."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, dry_run_option, pass_invocation, record_options
from qiosk_scraper.cli.crawl import crawl
from qiosk_scraper.errors import ExitCode

if TYPE_CHECKING:
    from qiosk_scraper.archive import Archive

DEMO_ARCHIVE = Path("data/demo.db")


@click.command(cls=QioskCommand, name="demo")
@dry_run_option
@record_options
@pass_invocation
def command(invocation: Invocation) -> int:
    """Crawl a made-up newspaper that is part of the package, offline.

    Fills data/demo.db, or the file given with --db. The second run finds the paper's next day: edited articles become
    revisions.
    """
    path = invocation.archive_to_write(default=DEMO_ARCHIVE)
    invocation.claim_archive(path)
    from qiosk_scraper.crawling import CrawlPlan
    from qiosk_scraper.progress import progress_for

    day = 2 if _was_crawled(path) else 1
    plan = CrawlPlan(
        db=path,
        targets=("demo",),
        refresh=True,
        demo_day=day,
        dry_run=invocation.dry_run,
        progress=progress_for(wanted=invocation.shows_progress),
        command="demo",
    )
    report = crawl(invocation, plan)
    if report.exit_code == ExitCode.DONE and not invocation.dry_run and not invocation.output and not invocation.quiet:
        from qiosk_scraper.archive import Archive

        with Archive(path) as archive:
            click.echo("\n".join(_what_happened(archive, path, day)))
    return report.exit_code


def _was_crawled(path: Path) -> bool:
    """Whether a run over the first day came to its end."""
    if not path.exists():
        return False
    from qiosk_scraper.archive import Archive

    with Archive(path) as archive:
        return archive.db["crawls"].count_where("exit_code = 0") > 0


def _what_happened(archive: Archive, path: Path, day: int) -> Iterator[str]:
    """Counts of what is in the archive, and commands to copy."""
    db = archive.db
    yield f"{path} holds The Harbour Ledger, a made-up paper, as of its day {day}:"
    removed = db["articles"].count_where("status = 'removed'")
    yield f"  {db['articles'].count:5} articles" + (f" ({removed} was removed by the paper)" if removed else "")
    yield f"  {db['photos'].count_where('credit IS NOT NULL'):5} photos with credit"
    yield f"  {db['teasers'].count:5} teasers"
    edited = db["articles"].count_where("revision_count > 1")
    yield f"  {db['revisions'].count:5} revisions" + (f" ({edited} articles were edited)" if edited else "")
    option = f"-d {shlex.quote(str(path))}"
    article = next(db["articles"].rows_where("revision_count > 1", order_by="id", limit=1), None)
    article = article or next(db["articles"].rows_where(order_by="published_at desc, id", limit=1), None)
    yield ""
    yield "Try next:"
    if article is not None:
        yield f"  qiosk search {_longest_word(article['headline'])} {option}"
        yield f"  qiosk show {article['id']} {option}"
        if article["revision_count"] > 1:
            yield f"  qiosk show {article['id']}@1 {option}      as it was before the edit"
    yield f"  qiosk browse {option}"
    if day == 1:
        again = "" if path == DEMO_ARCHIVE else f" {option}"
        yield f"  qiosk demo{again}      once more: the paper's next day"
    else:
        yield "  qiosk crawl https://example.org/news      any site's section page, feed or article"


def _longest_word(headline: str | None) -> str:
    return max(re.findall(r"[a-z]+", (headline or "").lower()), key=len, default="harbour")
