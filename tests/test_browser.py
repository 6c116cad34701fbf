"""Outlets whose pages are empty before their scripts have run: in Chromium, on the outlet's own site alone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from crawls import FAST, rows
from small_site import SmallSite, small, small_site

from qiosk_scraper.crawling import CrawlPlan, CrawlReport, run_crawl
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.fetching import browser
from qiosk_scraper.outlet import Outlet

__all__ = ["small"]  # fixture

needs_browser = pytest.mark.skipif(
    find_spec("scrapy_playwright") is None or browser.chromium() is None,
    reason="no scrapy-playwright (the extra js) or no Chromium",
)

SHELL = """<!DOCTYPE html><html><head><title>Loading</title></head><body><div id="app"></div><script>
fetch("/api{path}").then(answer => answer.json()).then(tale => {{
  document.title = tale.headline;
  const meta = document.createElement("meta");
  meta.setAttribute("property", "og:type"); meta.content = "article"; document.head.append(meta);
  document.getElementById("app").innerHTML = "<main><article><h1>" + tale.headline + "</h1>"
    + tale.body.map(text => "<p>" + text + "</p>").join("") + "</article></main>";
}});
{more}</script><img src="{canary}/picture.png"></body></html>"""
TALE = "/tales/the-ferry-is-late"
API = """{"headline": "The ferry is late", "body": [
"The ferry left the quay an hour late on Monday, and few of those who waited were surprised by it.",
"Its captain said that the tide was to blame, as it had been on the three Mondays before that one.",
"The council will hear the company in spring, and has asked it to bring its log and its tide tables."]}"""


@pytest.fixture
def canary() -> Iterator[SmallSite]:
    with small_site() as other:
        yield other


def scripted(site: SmallSite, canary: SmallSite, more: str = "") -> Outlet:
    """The outlet with one article that a script fills in; `more` is run beside it."""
    site.put(TALE, SHELL.format(path=TALE, more=more, canary=canary.root))
    site.put(f"/api{TALE}", API, "application/json")
    return Outlet(slug="scripted", name="Scripted", home_url=f"{site.root}/", javascript=True)


def crawl(monkeypatch: pytest.MonkeyPatch, outlet: Outlet, db: Path, path: str = TALE) -> CrawlReport:
    monkeypatch.setattr("qiosk_scraper.targets.outlet_on_the_fly", lambda _url: outlet)
    settings: dict[str, Any] = {**FAST, "DOWNLOAD_TIMEOUT": 40.0}
    return run_crawl(CrawlPlan(db, (outlet.home_url.rstrip("/") + path,), settings=settings))


def test_without_the_extra_one_sentence_says_what_to_install(
    small: SmallSite, canary: SmallSite, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(browser, "find_spec", lambda _name: None)
    with pytest.raises(QioskError, match=r"qiosk-scraper\[js\]") as raised:
        crawl(monkeypatch, scripted(small, canary), db)
    assert raised.value.exit_code == ExitCode.USAGE
    assert small.log == [] and not db.exists()


@needs_browser
def test_a_page_made_by_scripts_is_read_and_marked(
    small: SmallSite, canary: SmallSite, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert crawl(monkeypatch, scripted(small, canary), db).exit_code == ExitCode.DONE
    [(headline, text)] = rows(db, "SELECT headline, text FROM articles")
    assert headline == "The ferry is late" and text.count("\n\n") == 2
    assert "chromium" in rows(db, "SELECT headers FROM captures")[0][0]
    assert [one.path for one in small.log if one.path == "/robots.txt"] == ["/robots.txt"]
    assert {one.headers["user-agent"].partition("/")[0] for one in small.log} == {"qiosk"}


@needs_browser
def test_the_browser_reaches_nothing_but_the_outlet(
    small: SmallSite, canary: SmallSite, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = canary.root.rpartition(":")[2]
    small.put("/away", "", status=302, headers={"Location": f"{canary.root}/redirected"}, validated=False)
    more = f"""
    for (const url of ["{canary.root}/fetched", "http://localhost:{port}/named", "/away", "http://[::1]:{port}/six"])
      fetch(url, {{mode: "no-cors"}}).catch(() => 0);
    try {{ new WebSocket("ws://127.0.0.1:{port}/socket") }} catch (error) {{}}
    navigator.sendBeacon("{canary.root}/beacon", "x");
    const frame = document.createElement("iframe"); frame.src = "{canary.root}/frame"; document.body.append(frame);
    """
    crawl(monkeypatch, scripted(small, canary, more), db)
    assert canary.log == []
    assert rows(db, "SELECT headline FROM articles") == [("The ferry is late",)]


@needs_browser
def test_a_page_that_leads_the_browser_away_is_refused(
    small: SmallSite, canary: SmallSite, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet = scripted(small, canary)
    small.put("/away", "", status=302, headers={"Location": f"{canary.root}/redirected"}, validated=False)
    report = crawl(monkeypatch, outlet, db, "/away")
    assert canary.log == []
    assert report.exit_code == ExitCode.NOTHING_FETCHED


@needs_browser
def test_what_robots_txt_forbids_is_not_asked_by_the_page_either(
    small: SmallSite, canary: SmallSite, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outlet = scripted(small, canary, 'fetch("/private/tracker");')
    small.put("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    crawl(monkeypatch, outlet, db)
    assert "/private/tracker" not in small.asked() and f"/api{TALE}" in small.asked()
