"""`qiosk db`: the archive file itself."""

from __future__ import annotations

import click

from qiosk_scraper.cli.command import Invocation, QioskGroup, dry_run_option, pass_invocation


@click.group(cls=QioskGroup, name="db")
def command() -> None:
    """Make or bring up to date the archive file."""


@command.command("init")
@dry_run_option
@pass_invocation
def init(invocation: Invocation) -> None:
    """Make an empty archive; one that is there already stays as it is.

    `qiosk crawl` and `qiosk demo` do this by themselves.
    """
    from qiosk_scraper.archive import Archive, ArchiveWriter
    from qiosk_scraper.archive.connection import check_writable

    path = invocation.archive_to_write()
    if path.exists() and path.stat().st_size:
        with Archive(path) as archive:
            invocation.say(f"{path} is an archive already, with {archive.db['articles'].count} articles.")
    elif invocation.dry_run:
        if path.parent.exists():
            check_writable(path)
        invocation.say(f"Would make {path}.")
    else:
        ArchiveWriter.open(path).close()
        invocation.say(f"Made {path}. Next: qiosk crawl TARGET, or qiosk demo.")


@command.command("migrate")
@dry_run_option
@pass_invocation
def migrate_archive(invocation: Invocation) -> None:
    """Bring an archive of an older version up to date; a copy is made first."""
    from qiosk_scraper.archive import migrations
    from qiosk_scraper.archive.connection import connect_for_reading

    path = invocation.archive_path()
    if invocation.dry_run:
        conn = connect_for_reading(path)
        try:
            application_id, version = migrations.header(conn)
            if application_id != migrations.APPLICATION_ID or version >= migrations.SCHEMA_VERSION:
                migrations.check_schema(conn, path)
        finally:
            conn.close()
        newest = migrations.SCHEMA_VERSION
        invocation.say(
            f"{path} is up to date (schema {version})." if version == newest
            else f"Would bring {path} from schema {version} to {newest}."
        )  # fmt: skip
    elif copy := migrations.migrate(path):
        invocation.say(f"{path} is up to date now. As it was before: {copy}")
    else:
        invocation.say(f"{path} was up to date.")
