"""`qiosk doctor`: is everything here that qiosk needs, and in order?"""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from qiosk_scraper.cli.command import DEFAULT_ARCHIVE, Invocation, QioskCommand, pass_invocation, record_options
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.archive import Archive

State = Literal["ok", "note", "fault"]

CORE = (
    "scrapy", "lxml", "cssselect", "beautifulsoup4", "feedparser", "sqlite-utils", "w3lib", "zstandard", "click",
    "rich", "service-identity", "tzdata",
)  # fmt: skip
EXTRAS = {"browse": ("datasette",), "js": ("scrapy-playwright",)}
WAL_RESET_FIXED = (3, 51, 3)
ROOM_WANTED = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `fault` stops some command from working; `note` is worth knowing."""

    subject: str
    value: str
    state: State = "ok"
    advice: str | None = None
    exit_code: ExitCode = ExitCode.DONE


@click.command(cls=QioskCommand, name="doctor")
@record_options
@pass_invocation
def command(invocation: Invocation) -> None:
    """Check versions, extras, configuration, disk and archive.

    Ends with 0 when nothing is at fault, else with the exit code of the first fault.
    """
    from qiosk_scraper.cli.output import print_object, print_records
    from qiosk_scraper.cli.terminal import hide_secrets

    findings = list(look(invocation))
    records = [
        {"subject": found.subject, "value": hide_secrets(found.value), "state": found.state, "advice": found.advice}
        for found in findings
    ]
    if invocation.output is None:
        for found in findings:
            _print_finding(invocation, found)
    elif invocation.output == "json":
        print_object({"version": own_version(), "checks": records}, "json")
    else:
        print_records(invocation, records, ("subject", "value", "state", "advice"))
    faults = [found for found in findings if found.state == "fault"]
    if faults:
        count = f"{len(faults)} fault{'s' * (len(faults) > 1)} found"
        raise QioskError(count, faults[0].subject, faults[0].advice or "see above", faults[0].exit_code)


def _print_finding(invocation: Invocation, found: Finding) -> None:
    """`ok     SQLite: 3.51.3`, and what to do on a line of its own."""
    from rich.text import Text

    from qiosk_scraper.cli.terminal import hide_secrets, safe

    style = {"ok": "green", "note": "yellow", "fault": "bold red"}[found.state]
    line = Text.assemble((f"{found.state:6}", style), safe(hide_secrets(f" {found.subject}: {found.value}")))
    invocation.stdout.print(line, soft_wrap=True)
    if found.advice:
        invocation.stdout.print(Text(f"       -> {safe(found.advice)}"), soft_wrap=True)


def own_version() -> str:
    """The version of this package."""
    from qiosk_scraper import __version__

    return __version__


def look(invocation: Invocation) -> Iterator[Finding]:
    """Every finding, in the order in which they are worth reading."""
    yield Finding("qiosk", own_version())
    yield Finding("Python", f"{platform.python_version()} ({sys.platform})")
    yield from _packages()
    yield from _sqlite()
    yield from _configuration(invocation)
    yield from _own_outlets()
    try:
        path = invocation.archive_path()
    except QioskError:  # the configuration's own finding has said it
        path = invocation.named_archive() or DEFAULT_ARCHIVE
    yield from _place(path)
    yield from _archive(path)


def _packages() -> Iterator[Finding]:
    for name in CORE:
        found = _version(name)
        if found is None:
            yield Finding(name, "missing", "fault", "install qiosk-scraper again", ExitCode.USAGE)
        else:
            yield Finding(name, found)
    for extra, names in EXTRAS.items():
        found = ", ".join(f"{name} {_version(name)}" for name in names if _version(name))
        advice = None if found else f"pip install 'qiosk-scraper[{extra}]'"
        yield Finding(f"extra {extra}", found or "not installed", "ok" if found else "note", advice)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _sqlite() -> Iterator[Finding]:
    yield _wal_reset(sqlite3.sqlite_version_info)
    db = sqlite3.connect(":memory:")
    try:
        for feature, statement in (
            ("SQLite FTS5", "CREATE VIRTUAL TABLE f USING fts5(text)"),
            ("SQLite STRICT tables", "CREATE TABLE s (n INTEGER) STRICT"),
        ):
            try:
                db.execute(statement)
                yield Finding(feature, "yes")
            except sqlite3.Error as error:
                yield Finding(feature, str(error), "fault", "use a Python with SQLite 3.37 or newer", ExitCode.BUG)
    finally:
        db.close()


def _wal_reset(version_info: tuple[int, ...]) -> Finding:
    text = ".".join(map(str, version_info))
    if tuple(version_info) >= WAL_RESET_FIXED:
        return Finding("SQLite", text)
    advice = "before 3.51.3 SQLite may lose a commit when two programs write one archive: let qiosk alone write"
    return Finding("SQLite", text, "note", advice)


def _configuration(invocation: Invocation) -> Iterator[Finding]:
    try:
        config = invocation.config
    except QioskError as error:
        yield Finding("configuration", f"{error.what} ({error.where})", "fault", error.to_do, ExitCode.CONFIG)
        return
    yield Finding("configuration", str(config.file) if config.file else "no qiosk.toml: the defaults")
    for key, value in config.in_force().items():
        yield Finding(key, str(value))
    if config.crawl.contact is None:
        advice = 'set contact = "you@example.org" under [crawl] in qiosk.toml, so that sites can reach you'
        yield Finding("crawl.contact", "not set", "note", advice)


def _own_outlets() -> Iterator[Finding]:
    from qiosk_scraper import own_outlets

    folder = own_outlets.folder()
    found, faults = own_outlets.load(folder)
    yield Finding("own outlets", f"{folder}: {', '.join(found) or 'none'}")
    for file, fault in faults.items():
        yield Finding("own outlet", f"{file.name}: {fault}", "note", "correct the file; until then it is left out")


def _place(path: Path) -> Iterator[Finding]:
    """The folder of the archive: there, writable, with room."""
    folder = path.parent
    if not folder.is_dir():
        yield Finding("archive folder", f"{folder} is missing", "note", f"make it (mkdir -p {folder}) before a crawl")
        return
    writable = os.access(folder, os.W_OK | os.X_OK)
    if writable:
        yield Finding("archive folder", f"{folder}, writable")
    else:
        advice = "crawls need to write there; searching works without"
        yield Finding("archive folder", f"{folder}, not writable", "note", advice)
    free = shutil.disk_usage(folder).free
    enough = free >= ROOM_WANTED
    yield Finding("disk free", _size(free), "ok" if enough else "note", None if enough else "a crawl may fill it")


def _archive(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield Finding("archive", f"{path}: not made yet", "note", "`qiosk demo` or `qiosk crawl` makes one")
        return
    from qiosk_scraper.archive import Archive

    try:
        with Archive(path) as archive:
            yield Finding("archive", f"{path}, {_size(path.stat().st_size)}")
            for table in ("outlets", "articles", "revisions", "captures"):
                yield Finding(f"archive {table}", str(archive.db[table].count))
            yield _full_text(archive)
    except QioskError as error:
        yield Finding("archive", f"{error.what} ({error.where})", "fault", error.to_do, error.exit_code)


def _full_text(archive: Archive) -> Finding:
    (indexed,) = archive.db.execute("SELECT count(*) FROM articles_fts_docsize").fetchone()
    articles = archive.db["articles"].count
    if indexed == articles:
        return Finding("full-text index", "of all articles")
    advice = "run `qiosk db vacuum`, which makes it anew"
    return Finding(
        "full-text index", f"of {indexed} articles, there are {articles}", "fault", advice, ExitCode.ARCHIVE_UNUSABLE
    )


def _size(number: float) -> str:
    for unit in ("bytes", "KiB", "MiB", "GiB"):
        if number < 1024:
            return f"{number:.0f} {unit}" if unit == "bytes" else f"{number:.1f} {unit}"
        number /= 1024
    return f"{number:.1f} TiB"
