"""One page, fetched as a crawl would: robots.txt, address guard, redirects, limits. Nothing is kept."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import Capture, NotAnArticle
from qiosk_scraper.stopping import SIGNALS, Terminated


def fetch_once(url: str, contact: str | None = None) -> Capture:
    """The response to one request for `url`.

    Raises QioskError: USAGE for what is no web address, NOTHING_FETCHED when there is no page to be had; NotAnArticle
    for what came in its place.
    """
    return fetch_with_robots(url, contact)[0]


def fetch_with_robots(url: str, contact: str | None = None) -> tuple[Capture, str]:
    """The response to one request for `url`, read back from an archive that lives as long as the call, and the site's
    robots.txt as it was read on the way; empty when there is none.

    Raises QioskError: USAGE for what is no web address, NOTHING_FETCHED when there is no page to be had.
    """
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.crawling import CrawlPlan, run_crawl

    with TemporaryDirectory(prefix="qiosk-") as folder:
        path = Path(folder) / "page.db"
        plan = CrawlPlan(db=path, targets=(url,), max_requests=1, contact=contact, command=f"inspect {url}")
        report = run_crawl(plan)
        if report.exit_code == ExitCode.SIGINT:
            raise KeyboardInterrupt
        if report.exit_code == ExitCode.SIGTERM:
            raise Terminated
        SIGNALS.heed()
        if report.error is not None and report.exit_code != ExitCode.TOO_MANY_FAILURES:
            raise report.error
        with Archive(path) as archive:
            refused = next(archive.db["quarantine"].rows_where(select="reason, detail", limit=1), None)
            if report.error is not None:
                raise NotAnArticle(refused["reason"], refused["detail"] or "") if refused else report.error
            newest = next(archive.db["captures"].rows_where(select="id", order_by="id desc", limit=1), None)
            if newest is None:
                to_do = "check the address and the network"
                raise QioskError("no answer", url, to_do, ExitCode.NOTHING_FETCHED)
            rules = next(archive.db["robots_files"].rows_where("body IS NOT NULL", select="body", limit=1), None)
            return archive.capture(newest["id"]), str(rules["body"]) if rules else ""
