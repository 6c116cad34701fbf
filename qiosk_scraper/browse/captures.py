"""A stored response: as a file to be saved, or its source as text. Never as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qiosk_scraper.archive import Archive
from qiosk_scraper.browse import archives, page
from qiosk_scraper.browse.errors import Missing
from qiosk_scraper.browse.security import SANDBOXED
from qiosk_scraper.decoding.charset import decode
from qiosk_scraper.items import Capture

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

_MOST_SHOWN = 400_000
"""Characters of a source; a longer one is cut, and saved whole."""


async def view(datasette: Datasette, request: Request) -> Response:
    from datasette.utils.asgi import Response

    capture_id = int(request.url_vars["id"])

    def fetched(archive: Archive) -> Capture:
        try:
            return archive.capture(capture_id)
        except KeyError:
            to_do = "Look at the table of captures."
            raise Missing("no such capture", str(capture_id), to_do) from None

    capture = await archives.read(datasette, request, fetched)
    if request.url_vars["kind"] == "download":
        return Response(
            capture.body,
            content_type="application/octet-stream",
            headers={"content-disposition": f'attachment; filename="capture-{capture_id}.bin"', **SANDBOXED},
        )
    text = _text(capture)
    context = {
        "capture": capture, "capture_id": capture_id, "source": text[:_MOST_SHOWN], "cut": len(text) > _MOST_SHOWN,
    }  # fmt: skip
    return await page.show(datasette, request, "qiosk_capture.html", context)


def _text(capture: Capture) -> str:
    text = decode(capture.body, capture.header("content-type"))
    return "".join(one if one.isprintable() or one in "\n\t" else "\N{REPLACEMENT CHARACTER}" for one in text)
