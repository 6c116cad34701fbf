"""`qiosk outlets`: which publications are known, and what is declared of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from qiosk_scraper.cli.command import Invocation, QioskGroup, pass_invocation, record_options
from qiosk_scraper.cli.outlet_files import fixture, new, test

if TYPE_CHECKING:
    from qiosk_scraper.outlet import Outlet

COLUMNS = ("slug", "name", "home_url", "sections")


@click.group(cls=QioskGroup, name="outlets")
def command() -> None:
    """Which outlets there are, and what is known of each."""


@command.command("list")
@record_options
@pass_invocation
def list_outlets(invocation: Invocation) -> None:
    """The outlets that `qiosk crawl` knows by name."""
    from qiosk_scraper.cli.output import print_records
    from qiosk_scraper.outlets import all_outlets

    found = [declared(outlet) for outlet in sorted(all_outlets().values(), key=lambda outlet: outlet.slug)]
    if invocation.output in (None, "table", "csv"):
        found = [{**outlet, "sections": len(outlet["sections"])} for outlet in found]
    print_records(invocation, found, COLUMNS)


@command.command("show")
@click.argument("name", metavar="SLUG")
@record_options
@pass_invocation
def show_outlet(invocation: Invocation, name: str) -> None:
    """What is declared of one outlet: home, sections, feeds, how it was checked."""
    from qiosk_scraper.cli.output import print_object, print_records
    from qiosk_scraper.outlets import find_outlet

    outlet = declared(find_outlet(name))
    if invocation.output in ("json", "nl"):
        print_object(outlet, invocation.output)
        return
    rows = [{"field": key, "value": value} for key, value in outlet.items() if not isinstance(value, (dict, list))]
    rows += [{"field": "section", "value": f"{slug}  {url}"} for slug, url in outlet["sections"].items()]
    for field in ("feeds", "sitemaps", "host_aliases"):
        rows += [{"field": field.rstrip("s").replace("aliase", "alias"), "value": value} for value in outlet[field]]
    print_records(invocation, rows, ("field", "value"))


for _command in (new, fixture, test):
    command.add_command(_command)


def declared(outlet: Outlet) -> dict[str, Any]:
    """An outlet as JSON-ready values."""
    return {
        "slug": outlet.slug,
        "name": outlet.name,
        "home_url": outlet.home_url,
        "language": outlet.language,
        "timezone": outlet.timezone,
        "delay": outlet.delay,
        "checked": how_checked(outlet),
        "sections": dict(outlet.sections),
        "feeds": list(outlet.feeds),
        "sitemaps": list(outlet.sitemaps),
        "host_aliases": list(outlet.host_aliases),
    }


def how_checked(outlet: Outlet) -> str:
    """What is known of the outlet's pages and how it was checked, in the words of its own file."""
    import sys

    for name, module in list(sys.modules.items()):
        if (
            name.startswith(("qiosk_scraper.outlets.", "qiosk_own_outlets."))
            and getattr(module, "OUTLET", None) is outlet
        ):
            return " ".join((module.__doc__ or "").split())
    return ""
