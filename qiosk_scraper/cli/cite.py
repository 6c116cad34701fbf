"""`qiosk cite`: an article as a reference."""

from __future__ import annotations

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, pass_invocation


@click.command(cls=QioskCommand, name="cite")
@click.argument("which", metavar="ID")
@click.option("--style", type=click.Choice(["bibtex", "ris", "csl"]), default="bibtex", show_default=True,
              help="Form of the reference: for biblatex, for reference managers, or CSL-JSON.")  # fmt: skip
@pass_invocation
def command(invocation: Invocation, which: str, style: str) -> None:
    """Cite an article.

    ID is an article's number, ID@REVISION for an earlier text of it, or its URL. The day of access is that on which
    the text cited was read.
    """
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.citations import STYLES, citation
    from qiosk_scraper.cli.show import find_article

    with Archive(invocation.archive_path()) as archive:
        article = find_article(archive, which)
        outlet, timezone = archive.db.conn.execute(
            "SELECT name, timezone FROM outlets WHERE id = ?", (article.outlet_id,)
        ).fetchone()
    click.echo(STYLES[style](citation(article, outlet, timezone)).replace("\r\n", "\n"), nl=False)
