"""The archive: one SQLite file with everything that was seen. `Archive` reads it, `ArchiveWriter` is the one writer."""

from __future__ import annotations

from qiosk_scraper.archive.counts import CrawlCounts, Verdict
from qiosk_scraper.archive.reader import Archive
from qiosk_scraper.archive.records import Hit, Revision, StoredArticle
from qiosk_scraper.archive.writer import ArchiveWriter

__all__ = ["Archive", "ArchiveWriter", "CrawlCounts", "Hit", "Revision", "StoredArticle", "Verdict"]
