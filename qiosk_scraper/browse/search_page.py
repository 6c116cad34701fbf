"""The search page, and any search as JSON, CSV or an Atom feed."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from qiosk_scraper.archive import Archive
from qiosk_scraper.browse import archives, atom, found, page
from qiosk_scraper.browse.found import Asked
from qiosk_scraper.csv_cells import harmless
from qiosk_scraper.search import FIELDS

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

_COLUMNS = ("id", "url", "outlet", "headline", "byline", "published_at", "first_seen_at", "status", "snippet", "rank")


async def view(datasette: Datasette, request: Request) -> Response:
    asked = Asked.of(request.args)

    def gathered(archive: Archive) -> dict[str, Any]:
        conn = archive.db.conn
        hits, more = found.hits(conn, asked) if asked.given else ([], False)
        return {
            "hits": hits, "more": more, "choices": found.choices(conn),
            "counted": found.counted(conn, asked) if hits else None,
        }  # fmt: skip

    context = await archives.read(datasette, request, gathered)
    to = page.places(datasette, archives.name_of(datasette, request))
    return await page.show(
        datasette,
        request,
        "qiosk_search.html",
        {**context, "asked": asked, "fields": FIELDS, "links": _links(to, asked)},
    )


async def export(datasette: Datasette, request: Request) -> Response:
    from datasette.utils.asgi import Response

    asked, kind = Asked.of(request.args), request.url_vars["kind"]
    if kind == "atom":
        rows = await archives.read(datasette, request, lambda archive: found.fed(archive.db.conn, asked))
        to = page.places(datasette, archives.name_of(datasette, request))
        base = f"{request.scheme}://{request.host}"
        return Response(atom.feed(asked, rows, to, base), content_type="application/atom+xml; charset=utf-8")
    rows = await archives.read(datasette, request, lambda archive: found.exported(archive.db.conn, asked))
    if kind == "json":
        body = json.dumps({"query": dict(asked.given), "hits": rows}, ensure_ascii=False)
        return Response(body, content_type="application/json; charset=utf-8")
    headers = {"content-disposition": 'attachment; filename="search.csv"'}
    return Response(_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _csv(rows: list[dict[str, Any]]) -> str:
    """For spreadsheets: a cell that they would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for row in rows:
        writer.writerow([harmless(row[column]) for column in _COLUMNS])
    return out.getvalue()


def _links(to: Any, asked: Asked) -> dict[str, str]:
    kept = dict(asked.given)
    return {
        "permalink": to.search_with(kept),
        "json": to.search_with(kept, ".json"),
        "csv": to.search_with(kept, ".csv"),
        "atom": to.search_with(kept, ".atom"),
        "newest": to.search_with(asked.but(sort="newest")),
        "rank": to.search_with(asked.but(sort="rank")),
        "all": to.search_with({**kept, "all": "1"}),
        "before": to.search_with({**kept, "page": str(asked.page - 1)}),
        "next": to.search_with({**kept, "page": str(asked.page + 1)}),
    }
