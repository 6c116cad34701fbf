"""Whether an archive's outlets are still read as they were, and whether days are missing: `qiosk check`."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from qiosk_scraper.archive.coverage import Coverage, coverage, published_by_day
from qiosk_scraper.archive.faults import explained
from qiosk_scraper.archive.reader import Archive
from qiosk_scraper.archive.seen import pages_seen
from qiosk_scraper.drift import Drift, drift
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.gaps import Gap, gaps

TO_DO = "look at the page (qiosk inspect); mend the outlet's readers and run qiosk reparse, or set new_design for it"


@dataclass(frozen=True, slots=True)
class Checked:
    """One outlet: what has drifted and what is missing; `pages` were looked at."""

    outlet: str
    pages: int
    drift: tuple[Drift, ...]
    gaps: tuple[Gap, ...]

    @property
    def alarms(self) -> bool:
        """Drift, or a gap that goes on: one of the past is told, and cannot be mended."""
        return bool(self.drift) or any(gap.open for gap in self.gaps)

    def to_dict(self) -> dict[str, Any]:
        return {
            "outlet": self.outlet,
            "pages": self.pages,
            "drift": [one.to_dict() for one in self.drift],
            "gaps": [one.to_dict() for one in self.gaps],
        }


def check(
    path: Path, outlet: str | None = None, since: str | None = None, designs: Mapping[str, str] | None = None
) -> list[Checked]:
    """Every outlet of an archive, or one of them, in the order of their slugs; nothing is written.

    Pages fetched before `since`, or before the day that `designs` has for their outlet, are left out. Raises QioskError
    for an archive that cannot be read, and (USAGE) for an outlet that it does not have.
    """
    with Archive(path) as archive, explained(archive.path):
        conn = archive.db.conn
        known = coverage(conn, outlet)
        if outlet is not None and not known:
            names = ", ".join(one.outlet for one in coverage(conn)) or "none yet"
            raise QioskError("no such outlet in the archive", outlet, f"it has: {names}", ExitCode.USAGE)
        found = []
        for one in known:
            seen = pages_seen(conn, one.outlet, since or (designs or {}).get(one.outlet))
            days = published_by_day(conn, one.outlet)
            found.append(Checked(one.outlet, len(seen), tuple(drift(one.outlet, seen)), tuple(_gaps(one, days))))
        return found


def _gaps(one: Coverage, days: Mapping[date, int]) -> list[Gap]:
    if one.first_crawled is None or one.last_crawled is None:
        return []
    first, last = (date.fromisoformat(at[:10]) for at in (one.first_crawled, one.last_crawled))
    return gaps(one.outlet, days, first, last)


_NEW_PAGES = """
    SELECT EXISTS (SELECT 1 FROM captures c JOIN revisions r ON r.capture_id = c.id
                   JOIN articles a ON a.id = r.article_id WHERE c.crawl_id = ?1 AND a.outlet_id = o.id)
        OR EXISTS (SELECT 1 FROM captures c JOIN quarantine q ON q.capture_id = c.id JOIN frontier f ON f.url = q.url
                   WHERE c.crawl_id = ?1 AND f.outlet_id = o.id)
    FROM outlets o WHERE o.slug = ?2"""


def drift_of_crawl(conn: sqlite3.Connection, crawl_id: int, slug: str, since: str | None = None) -> list[Drift]:
    """What a run's own pages show; nothing when it brought none, so that an alarm is not repeated without news."""
    news = conn.execute(_NEW_PAGES, (crawl_id, slug)).fetchone()
    return drift(slug, pages_seen(conn, slug, since)) if news and news[0] else []


def alarm(found: list[Drift]) -> QioskError:
    """The first of them as an error with exit code 10; the others by their number."""
    first = found[0]
    others = f", and {len(found) - 1} more fields" if len(found) > 2 else ", and 1 more field" if found[1:] else ""
    return QioskError(f"{first.outlet} has changed: {first}{others}", first.first, TO_DO, ExitCode.DRIFT)
