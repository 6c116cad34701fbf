"""`qiosk browse`: the archive in a web browser."""

from __future__ import annotations

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, pass_invocation
from qiosk_scraper.errors import ExitCode


@click.command(cls=QioskCommand, name="browse")
@click.option("--port", type=click.IntRange(0, 65535), help="Port on 127.0.0.1; 0 for any free one.  [default: 8001]")
@click.option("--open", "open_browser", is_flag=True, help="Open the web browser.")
@pass_invocation
def command(invocation: Invocation, port: int | None, open_browser: bool) -> int:
    """Look through the archive in a web browser, until Ctrl-C.

    Front page, articles with their revisions, search, sections as they stood, charts, and every table in SQL: served
    read-only on this machine alone, also while a crawl writes.
    """
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.browse.serve import DEFAULT_PORT, serve

    path = invocation.archive_path()
    with Archive(path):  # a file that is no archive is refused here, with a reason
        pass
    if port is None:
        port = DEFAULT_PORT if invocation.config.browse.port is None else invocation.config.browse.port

    def ready(address: str) -> None:
        click.echo(address)
        invocation.say(f"Browsing {path}; Ctrl-C ends it.")
        if open_browser:
            click.launch(address)

    try:
        serve(path, port, ready)
    except KeyboardInterrupt:  # the way to end it, and no error
        return ExitCode.SIGINT
    return ExitCode.DONE
