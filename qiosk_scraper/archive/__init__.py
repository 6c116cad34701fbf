"""The archive: one SQLite file with everything that was seen. `Archive` reads it, `ArchiveWriter` is the one writer.

Its names are imported when first asked for: who wants to know only whether somebody else is writing (`lock`) does not
wait for the rest, which takes 0.2 s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qiosk_scraper.archive.counts import CrawlCounts, Verdict
    from qiosk_scraper.archive.reader import Archive
    from qiosk_scraper.archive.records import Hit, Revision, StoredArticle
    from qiosk_scraper.archive.writer import ArchiveWriter

__all__ = ["Archive", "ArchiveWriter", "CrawlCounts", "Hit", "Revision", "StoredArticle", "Verdict"]

_HOMES = {
    "CrawlCounts": "counts", "Verdict": "counts", "Archive": "reader", "Hit": "records", "Revision": "records",
    "StoredArticle": "records", "ArchiveWriter": "writer",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
