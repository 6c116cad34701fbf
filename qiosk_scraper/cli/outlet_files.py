"""`qiosk outlets new`, `fixture` and `test`: an outlet's file and its golden pages."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, dry_run_option, pass_invocation, record_options
from qiosk_scraper.cli.inspect import capture_of, shortened
from qiosk_scraper.cli.log import logging_for
from qiosk_scraper.cli.pages import PageUrl, is_address, no_article, url_fault
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.drafting import Draft
    from qiosk_scraper.items import Capture

COLUMNS = ("case", "field", "expected", "found")
BETWEEN_SECONDS = 5.0
"""Between the requests for the sample pages of a site that is not on this machine."""


@click.command(cls=QioskCommand, name="new")
@click.argument("name")
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
@click.option("--slug", metavar="SLUG", help="Short name for the command line; else made of NAME.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@dry_run_option
@pass_invocation
def new(invocation: Invocation, name: str, urls: tuple[str, ...], slug: str | None, force: bool) -> None:
    """Write the file of an outlet from a few of its pages.

    NAME is as printed ("The Gazette"). URL are its front page, a section page, an article: each is fetched once. The
    system that made them, language, sections, feeds and sitemaps are what the pages tell. The file goes to
    qiosk_scraper/outlets/ in a checkout, else to your own folder of outlets (`qiosk doctor` names it). With --dry-run
    the pages are fetched, and the file is printed.
    """
    from qiosk_scraper import outlets, own_outlets
    from qiosk_scraper.drafting import draft
    from qiosk_scraper.normalise.text import clean
    from qiosk_scraper.outlet import SLUG

    for url in urls:
        if not is_address(url) or (fault := url_fault(url)):
            fault = url_fault(url) or "it has to begin with http:// or https://"
            raise QioskError("no address of a page", url, fault, ExitCode.USAGE)
    if not (name := clean(name)):
        raise QioskError("an outlet without a name", "NAME", "give it as printed: 'The Gazette'", ExitCode.USAGE)
    if slug is not None and not SLUG.fullmatch(slug):
        to_do = "lower-case letters, digits, hyphen and dot only, such as the-gazette"
        raise QioskError("no slug", slug, to_do, ExitCode.USAGE)
    captures, robots = _fetched(invocation, urls)
    made = draft(name, captures, robots, slug)
    if (other := outlets.outlet_for_url(captures[0].url)) and other.slug != made.slug:
        invocation.say(f"  this site is an outlet already, {other.slug}: of two files only one reads its pages")
    if invocation.dry_run:
        click.echo(made.source, nl=False)
        _tell(invocation, made)
        return
    file = own_outlets.folder_to_write() / f"{made.slug.replace('-', '_').replace('.', '_').replace(':', '_')}.py"
    known = outlets.all_outlets().get(made.slug)
    if not force and (file.exists() or known):
        where = str(file) if file.exists() else f"{made.slug}, {known.home_url if known else ''}"
        raise QioskError("there is such an outlet", where, "choose another --slug, or --force", ExitCode.USAGE)
    _write(file, made.source)
    outlets.look_again()
    _tell(invocation, made)
    click.echo(str(file))
    invocation.say(f"Next: qiosk crawl {made.slug} --max-articles 5, then qiosk outlets fixture URL for a page or two.")


def _fetched(invocation: Invocation, urls: tuple[str, ...]) -> tuple[list[Capture], str]:
    from qiosk_scraper.fetching.addresses import is_loopback
    from qiosk_scraper.fetching.fetch_once import fetch_with_robots
    from qiosk_scraper.items import NotAnArticle

    captures: list[Capture] = []
    robots = ""
    with logging_for(invocation):
        for number, url in enumerate(dict.fromkeys(urls)):
            if number and not is_loopback(urlsplit(url).hostname or ""):
                time.sleep(BETWEEN_SECONDS)
            try:
                capture, rules = fetch_with_robots(url, invocation.config.crawl.contact)
            except NotAnArticle as error:
                raise no_article(error, url) from error
            captures.append(capture)
            robots = robots or rules
    return captures, robots


def _write(file: Path, source: str) -> None:
    """Writes an outlet's file, and takes it back when it does not load."""
    from qiosk_scraper import own_outlets

    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, "utf-8")
    try:
        own_outlets.outlet_in(file)
    except Exception as error:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
        raise QioskError(f"the drafted file does not load: {error}", str(file), "report it", ExitCode.BUG) from error


def _tell(invocation: Invocation, made: Draft) -> None:
    for line in made.found:
        invocation.say(f"  {line}")


@click.command(cls=QioskCommand, name="fixture")
@click.argument("page", metavar="URL|FILE")
@click.option("--url", type=PageUrl(), help="The address FILE was saved from; else the one it names.")
@click.option("--outlet", "outlet_slug", metavar="SLUG", help="Read it as this outlet's; else the URL's host decides.")
@click.option(
    "--name", "case", metavar="CASE", help="Why the page is there, such as two-authors; else from its address."
)
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Golden pages of all outlets.")
@click.option("--force", is_flag=True, help="Write over a folder that is there.")
@dry_run_option
@pass_invocation
def fixture(
    invocation: Invocation,
    page: str,
    url: str | None,
    outlet_slug: str | None,
    case: str | None,
    folder: Path | None,
    force: bool,
) -> None:
    """Save a page and the article it says, as a golden page.

    A URL is fetched once; a FILE is the page of --url, else of the address it names. Read article.json against the
    page before you keep it: it is what today's readers say, right or wrong. Pages go to tests/fixtures/ in a checkout,
    else beside your own outlets.
    """
    from qiosk_scraper import golden, own_outlets
    from qiosk_scraper.items import NotAnArticle
    from qiosk_scraper.outlet import SLUG
    from qiosk_scraper.outlets import find_outlet, outlet_for_url, outlet_on_the_fly
    from qiosk_scraper.parse import parse_article

    if case is not None and not SLUG.fullmatch(case):
        to_do = "lower-case letters, digits, hyphen and dot only, such as two-authors"
        raise QioskError("no name of a golden page", case, to_do, ExitCode.USAGE)
    outlet = find_outlet(outlet_slug) if outlet_slug else None
    if invocation.dry_run:
        invocation.say(f"Would {'fetch' if is_address(page) else 'read'} {page}, and write a folder of its outlet.")
        return
    capture = capture_of(invocation, page, url, "qiosk outlets fixture")
    outlet = outlet or outlet_for_url(capture.url) or outlet_on_the_fly(capture.url)
    try:
        article = parse_article(capture, outlet)
    except NotAnArticle as error:
        raise no_article(error, page) from error
    place = (
        (folder or own_outlets.golden_folder())
        / outlet.slug.replace(":", "-")
        / (case or golden.case_name(capture.url))
    )
    if place.exists() and not force:
        raise QioskError("there is such a golden page", str(place), "choose another --name, or --force", ExitCode.USAGE)
    golden.write(place, capture, article)
    click.echo(str(place))
    invocation.say(f"Read {place / 'article.json'} against the page; then qiosk outlets test {outlet.slug}")


@click.command(cls=QioskCommand, name="test")
@click.argument("slug", metavar="[SLUG]", required=False)
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Golden pages of all outlets.")
@record_options
@pass_invocation
def test(invocation: Invocation, slug: str | None, folder: Path | None) -> int:
    """Read the golden pages of all outlets, or of one, and show what is read otherwise.

    Exit code 10 when a field of a page is.
    """
    from qiosk_scraper import golden, own_outlets
    from qiosk_scraper.cli.output import print_records

    place = folder or own_outlets.golden_folder()
    found = golden.cases(place, slug and slug.replace(":", "-"))
    if not found:
        to_do = "save one with qiosk outlets fixture URL"
        raise QioskError("no golden page", f"{place}/{slug or ''}".rstrip("/"), to_do, ExitCode.USAGE)
    rows: list[dict[str, Any]] = []
    wrong = 0
    for case in found:
        differ = list(golden.differences(case))
        wrong += bool(differ)
        for one in differ:
            rows.append({"case": one.case, "field": one.field, "expected": one.expected, "found": one.found})
    if invocation.output in (None, "table"):
        for row in rows:
            pair = _apart(row["expected"], row["found"])
            row["expected"], row["found"] = (_cut(row["field"], value) for value in pair)
    print_records(invocation, rows, COLUMNS)
    if wrong:
        to_do = "mend the outlet's readers, or correct article.json where the page says so"
        what = f"{wrong} of {len(found)} golden pages are read otherwise"
        raise QioskError(what, rows[0]["case"], to_do, ExitCode.DRIFT)
    invocation.say(f"{len(found)} golden page{'s' * (len(found) != 1)} as written down.")
    return ExitCode.DONE


def _apart(expected: Any, found: Any) -> tuple[Any, Any]:
    """Two values without what they have in common, as far as one can tell: keys, the first and last items, words."""
    if isinstance(expected, dict) and isinstance(found, dict):
        names = [name for name in dict.fromkeys((*expected, *found)) if expected.get(name) != found.get(name)]
        return _pair([_apart(expected.get(name), found.get(name)) for name in names], names)
    if isinstance(expected, list) and isinstance(found, list):
        while expected and found and expected[0] == found[0]:
            expected, found = expected[1:], found[1:]
        while expected and found and expected[-1] == found[-1]:
            expected, found = expected[:-1], found[:-1]
        alone = len(expected) == len(found) == 1 and isinstance(expected[0], dict) and isinstance(found[0], dict)
        return _apart(expected[0], found[0]) if alone else (expected, found)
    if isinstance(expected, str) and isinstance(found, str):
        at = next(
            (at for at, (one, other) in enumerate(zip(expected, found, strict=False)) if one != other), len(found)
        )
        begin = max(expected.rfind(" ", 0, at), 0)
        return (f"…{expected[begin:]}", f"…{found[begin:]}") if begin > _COMMON else (expected, found)
    return expected, found


def _pair(values: list[tuple[Any, Any]], names: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    return (
        {name: one for name, (one, _) in zip(names, values, strict=True)},
        {name: other for name, (_, other) in zip(names, values, strict=True)},
    )


_COMMON = 20
"""Characters that two texts begin with, from which they are left out."""


def _cut(field: str, value: Any) -> str | None:
    shown = shortened(field, value)
    return shown if shown is None or len(shown) <= 60 else f"{shown[:59].rstrip()}…"
