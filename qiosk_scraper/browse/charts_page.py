"""Dashboards: how much there is of what, when, by whom, how it changed, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qiosk_scraper.archive import Archive
from qiosk_scraper.browse import archives, figures, page
from qiosk_scraper.browse.figures import Period
from qiosk_scraper.errors import QioskError

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

SECONDS = 2.0
"""For the charts of one group; one that takes longer is left out, with a word."""
GROUPS: dict[str, list[Callable[..., Any]]] = {
    "Coverage": [figures.by_outlet, figures.by_section, figures.hours, figures.gaps],
    "People and pictures": [figures.authors, figures.agencies, figures.photographers],
    "Edits": [figures.edit_lag, figures.revisions, figures.headline_changes],
    "Crawls": [figures.filled, figures.failures, figures.reader_failures],
    "Teasers": [figures.network],
}


async def view(datasette: Datasette, request: Request) -> Response:
    days, outlet = request.args.get("days") or "", request.args.get("outlet") or ""
    chosen = request.args.get("show") or next(iter(GROUPS))

    def gathered(archive: Archive) -> dict[str, Any]:
        period = figures.period(archive.db.conn, days, outlet)
        return {
            "period": period,
            "outlets": archives.rows(archive.db.conn, "SELECT slug, name FROM outlets ORDER BY name"),
            "charts": [_drawn(archive, chart, period) for chart in GROUPS.get(chosen, [])],
        }

    if chosen not in GROUPS:
        chosen = next(iter(GROUPS))
    context = await archives.read(datasette, request, gathered)
    return await page.show(
        datasette, request, "qiosk_charts.html", {**context, "groups": list(GROUPS), "chosen": chosen, "outlet": outlet}
    )


def _drawn(archive: Archive, chart: Callable[..., Any], period: Period) -> Any:
    """The chart, or its name and why it is not there."""
    try:
        with archives.within(archive.db.conn, SECONDS):
            return chart(archive.db.conn, period)
    except QioskError as error:
        return {"failed": f"{(chart.__doc__ or '').splitlines()[0]} {error.what}; choose a shorter time or one outlet."}
