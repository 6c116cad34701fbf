"""`qiosk parse`: one saved page, no network, no archive."""

from __future__ import annotations

import sys

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, pass_invocation, record_options
from qiosk_scraper.cli.pages import PageUrl, no_article, read_page
from qiosk_scraper.items import NotAnArticle

COLUMNS = ("url", "headline", "byline", "published", "sections", "outlet", "text")


@click.command(cls=QioskCommand, name="parse")
@click.argument("file")
@click.option("--url", type=PageUrl(), required=True, help="The address the page was saved from.")
@click.option("--outlet", "outlet_slug", metavar="SLUG", help="Read it as this outlet's; else the URL's host decides.")
@record_options
@pass_invocation
def command(invocation: Invocation, file: str, url: str, outlet_slug: str | None) -> None:
    """Read one saved page: FILE, or - for standard input.

    Prints the article: to read on a terminal, as JSON elsewhere.
    """
    from qiosk_scraper.outlets import find_outlet
    from qiosk_scraper.parse import parse

    outlet = find_outlet(outlet_slug) if outlet_slug else None
    try:
        article = parse(read_page(file), url, outlet=outlet).to_dict()
    except NotAnArticle as error:
        raise no_article(error, file) from error
    output = invocation.output or (None if sys.stdout.isatty() else "json")
    if output is None:
        from qiosk_scraper.cli.reading import print_article

        print_article(invocation.stdout, article)
    else:
        from qiosk_scraper.cli.output import print_object, print_records

        if output in ("json", "nl"):
            print_object(article, output)
        else:
            print_records(invocation, [article], COLUMNS, output)
