"""The embedded demo outlet: "The Harbour Ledger", a made-up newspaper of a made-up harbour town, Saltmarrow.

Every word of it is invented. Its pages have the structure of a RebelMouse site, with the traps seen on real ones, and
a real HTTP server on 127.0.0.1 answers for it. The paper has two days: on the second a few articles were edited, one
is gone, one is new, and the furniture around all of them changed.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qiosk_scraper.demo.server import DemoServer

HOME = "http://www.harbour-ledger.example/"
"""Stored URLs begin with this. The host does not exist: the crawl asks the demo server for it, as an HTTP proxy."""

SECTIONS = {"harbour": "Harbour", "council": "Council", "weather-and-tides": "Weather & Tides"}
"""Slug to the name as printed."""


def serve(day: int = 1) -> AbstractContextManager[DemoServer]:
    """The paper's site as it stands on `day` (1 or 2), answering on a free port of 127.0.0.1 while the block runs.

    The server has `.address` (`http://127.0.0.1:PORT`) and `.requests`, a list of (method, path with query, status).
    It answers origin-form requests and, as a proxy, absolute-form ones for its own host.
    """
    from qiosk_scraper.demo.server import DemoServer

    return DemoServer(day)


def truth(day: int = 1) -> list[dict[str, Any]]:
    """What a reader sees in every article of `day`, in the shape of `Article.to_dict()`, newest first.

    Computed from the stories, never from the pages. Photo URLs carry the picture's id and no size, since sizes are
    furniture. Fields about parsing itself (`flags`, `answered_by`, `access`, raw dates) are not part of it.
    """
    from qiosk_scraper.demo.expected import articles

    return articles(day)
