"""The page before an edit, as it is read today: so that what parsers read otherwise is not taken for the edit.

Between two visits of a page its outlet may have edited it, and its parsers may have been changed. When a page differs
from what is archived, the capture that the archived revision came from is therefore read once more, and the two pages
are compared as the same parsers read them.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path

from qiosk_scraper.archive import received
from qiosk_scraper.errors import QioskError
from qiosk_scraper.items import Article, Capture, NotAnArticle
from qiosk_scraper.outlet import Outlet

log = logging.getLogger(__name__)

Read = Callable[[Capture, Outlet], Article]
"""The parsers of today. Raises NotAnArticle."""


class Rereading:
    """Reads stored captures by the parsers of today; without any (`read` None) it knows nothing."""

    def __init__(self, conn: sqlite3.Connection, path: Path, read: Read | None) -> None:
        self._conn = conn
        self._path = path
        self._read = read

    def of(self, capture_id: int, outlet: Outlet) -> Article | None:
        """What the capture says; None when it cannot be read: damaged bytes, or no article for the parsers of today."""
        if self._read is None:
            return None
        try:
            return self._read(received.capture(self._conn, capture_id, self._path), outlet)
        except (KeyError, NotAnArticle, QioskError) as error:
            log.warning("capture %s, read again for comparing: %s", capture_id, error)
        except Exception:  # a bug of ours costs this comparison, not the batch
            log.exception("reading capture %s again", capture_id)
        return None
