"""`qiosk db`: the archive file itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qiosk_scraper.cli.command import Invocation, QioskGroup, dry_run_option, pass_invocation, record_options
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.archive.verify import Verification


@click.group(cls=QioskGroup, name="db")
def command() -> None:
    """Make, check, copy, mend or bring up to date the archive file."""


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
    from qiosk_scraper.archive import file_header, migrations
    from qiosk_scraper.archive.connection import connect_for_reading
    from qiosk_scraper.archive.migrating import migrate

    path = invocation.archive_path()
    if invocation.dry_run:
        conn = connect_for_reading(path)
        try:
            application_id, version = migrations.header(conn)
            if application_id != file_header.APPLICATION_ID or version >= migrations.SCHEMA_VERSION:
                migrations.check_schema(conn, path)
        finally:
            conn.close()
        newest = migrations.SCHEMA_VERSION
        invocation.say(
            f"{path} is up to date (schema {version})." if version == newest
            else f"Would bring {path} from schema {version} to {newest}."
        )  # fmt: skip
    elif copy := migrate(path):
        invocation.say(f"{path} is up to date now. As it was before: {copy}")
    else:
        invocation.say(f"{path} was up to date.")


@command.command("verify")
@record_options
@pass_invocation
def verify(invocation: Invocation) -> None:
    """Check that every stored byte is as it was stored; a crawl may go on meanwhile.

    Rows and payloads are hashed again, the full-text index is compared with the texts. Prints each fault in a line and
    ends with 5 when there is one.
    """
    from qiosk_scraper.archive.verify import Verification
    from qiosk_scraper.cli.output import print_object, print_records

    path = invocation.archive_path()
    verification = Verification(path)
    number = 0
    if invocation.output == "json":
        faults = [{"where": fault.where, "what": fault.what} for fault in verification.faults()]
        number = len(faults)
        notes = [{"where": note.where, "what": note.what} for note in verification.notes]
        checked = dict(verification.checked)
        print_object({"sound": not faults, "faults": faults, "notes": notes, "checked": checked}, "json")
    elif invocation.output:
        records = ({"where": fault.where, "what": fault.what} for fault in verification.faults())
        number = print_records(invocation, records, ("where", "what"))
    else:
        for fault in verification.faults():
            click.echo(str(fault))
            number += 1
    _say_notes(invocation, verification)
    if number:
        faults_found = f"{number:,} fault{'s' * (number != 1)}"
        to_do = f"run `qiosk db recover {path} -o NEW.db`"
        raise QioskError(f"archive damaged, {faults_found}", str(path), to_do, ExitCode.ARCHIVE_UNUSABLE)
    if not invocation.output:
        found = verification.checked
        click.echo(
            f"{path} is sound: {found['bytes']:,} bytes, {found['rows']:,} rows, {found['payloads']:,} payloads of "
            f"{found['captures']:,} captures, {found['articles']:,} articles"
        )


def _say_notes(invocation: Invocation, verification: Verification) -> None:
    for note in verification.notes[:20]:
        invocation.say(f"note: {note}")
    if (more := len(verification.notes) - 20) > 0:
        invocation.say(f"note: {more:,} more")


@command.command("recover")
@click.argument("source", type=click.Path(path_type=Path), metavar="[SRC]", required=False)
@click.option(
    "-o",
    "--output",
    "destination",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DEST",
    help="The new archive.",
)
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@dry_run_option
@record_options
@pass_invocation
def recover_archive(invocation: Invocation, source: Path | None, destination: Path, force: bool) -> None:
    """Make a new archive of what is sound in a damaged one, SRC or the archive in force; that stays as it is.

    Prints for each table how many rows were kept, mended (a flipped bit put right, proven by the row's digest), rebuilt
    from captures, taken over unproven, and lost. Those not kept are named in the new archive's table recovered_rows.
    """
    from qiosk_scraper.archive.connection import check_exists
    from qiosk_scraper.archive.copies import check_target
    from qiosk_scraper.archive.recover import FATES, recover
    from qiosk_scraper.cli.output import print_records

    source = source or invocation.archive_path()
    if invocation.dry_run:
        check_exists(source)
        check_target(source, destination, force=force)
        invocation.say(f"Would make {destination} of what is sound in {source}.")
        return
    done = recover(source, destination, force=force)
    records = [
        {"table": table, **{fate: counts[fate] for fate in FATES}} for table, counts in sorted(done.tables.items())
    ]
    print_records(invocation, records, ("table", *FATES))
    counts = ", ".join(f"{done.rows(fate):,} {fate}" for fate in FATES)
    invocation.say(f"{destination}: {counts}. To check it: qiosk db verify -d {destination}")
    if not done.all_known:
        invocation.say("note: the list of what there was is damaged or missing, more may be lost than is counted")


@command.command("backup")
@click.argument("destination", type=click.Path(path_type=Path), metavar="DEST")
@click.option("--force", is_flag=True, help="Replace a file of that name.")
@dry_run_option
@pass_invocation
def backup_archive(invocation: Invocation, destination: Path, force: bool) -> None:
    """Copy the archive as it stands now; a crawl may go on meanwhile."""
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.archive.copies import check_target
    from qiosk_scraper.archive.upkeep import backup

    path = invocation.archive_path()
    if invocation.dry_run:
        Archive(path).close()
        check_target(path, destination, force=force)
        invocation.say(f"Would copy {path} to {destination}.")
        return
    size = backup(path, destination, force=force)
    invocation.say(f"Copied {size:,} bytes to {destination}. To check it: qiosk db verify -d {destination}")


@command.command("vacuum")
@dry_run_option
@pass_invocation
def vacuum_archive(invocation: Invocation) -> None:
    """Give free room in the file back to the disk, and make the full-text index anew.

    Needs twice the archive's room meanwhile.
    """
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.archive.upkeep import vacuum

    path = invocation.archive_path()
    if invocation.dry_run:
        with Archive(path) as archive:
            free, size = (archive.db.execute(f"PRAGMA {of}").fetchone()[0] for of in ("freelist_count", "page_size"))
        invocation.say(f"Would give back about {free * size:,} bytes of {path.stat().st_size:,}.")
        return
    done = vacuum(path)
    invocation.say(f"{path}: {done.before:,} bytes before, {done.after:,} after.")
