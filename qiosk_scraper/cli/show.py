"""`qiosk show`: one article, to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, pass_invocation, record_options
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.archive import Archive, StoredArticle
    from qiosk_scraper.items import Right

COLUMNS = ("id", "revision", "url", "headline", "byline", "published", "sections", "outlet", "text")


@click.command(cls=QioskCommand, name="show")
@click.argument("which", metavar="ID")
@record_options
@pass_invocation
def command(invocation: Invocation, which: str) -> None:
    """Show one article, to read.

    ID is an article's number, ID@REVISION for an earlier text of it, or its URL.
    """
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.cli.output import print_object, print_records
    from qiosk_scraper.cli.reading import day, print_article

    with Archive(invocation.archive_path()) as archive:
        article = find_article(archive, which)
        record = article.to_dict()
    if invocation.output in ("json", "nl"):
        print_object(record, invocation.output)
    elif invocation.output:
        print_records(invocation, [record], COLUMNS)
    else:
        number, count = record["revision"], record["revision_count"]
        facts = {
            "article": f"{article.id}, revision {number} of {count}, {article.outlet}, {article.word_count} words",
            "seen": " to ".join(dict.fromkeys(str(day(at)) for at in (article.first_seen_at, article.last_seen_at))),
        }
        if article.rights:
            facts["reserved"] = ", ".join(dict.fromkeys(said(right) for right in article.rights))
        if article.status != "live":
            facts["status"] = article.status
        print_article(invocation.stdout, {**record, "url": article.url}, facts)


def said(right: Right) -> str:
    """`noarchive`, `text and data mining`, `policy https://…`."""
    if right.name == "tdm-reservation":
        return "text and data mining"
    return f"policy {right.value}" if right.name == "tdm-policy" else right.value


def find_article(archive: Archive, which: str) -> StoredArticle:
    """The article, or QioskError (USAGE) that says what there is instead."""
    if article := archive.article(which):
        return article
    to_do = "`qiosk search` finds articles and their ids"
    if (named := re.fullmatch(r"(\d+)@(\d+)", which.strip())) and (other := archive.article(named[1])):
        to_do = f"article {named[1]} has revisions 1 to {other.revision_count}"
        raise QioskError("no such revision", which, to_do, ExitCode.USAGE)
    if not re.match(r"\d+(@\d+)?$|[a-z]+://", which.strip()):
        to_do = "give an article's id, ID@REVISION, or its URL"
    raise QioskError("no such article", f"{which} in {archive.path}", to_do, ExitCode.USAGE)
