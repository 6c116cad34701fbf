"""Our pages in a real browser, wide and as on a phone: console, requests, markup, keyboard, accessibility.

It is the system's Chromium (`apt-get install chromium`), driven by Playwright; without it these tests are skipped.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hostile_rows import TEXTS, hostile_archive

pytest.importorskip("datasette")
playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
"""The last one: no name is ever resolved, whatever a page asks for."""
ACCESSIBILITY = (Path(__file__).parent / "accessibility.js").read_text(encoding="utf-8")
QIOSK = (sys.executable, "-m", "qiosk_scraper")
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
WIDTHS = (1280, 360)
PAGES = {
    "front": "/", "article": "/demo/articles/{corrected}", "revision": "/demo/articles/{renamed}@1",
    "differences": "/demo/articles/{corrected}/differences",
    "beside": "/demo/articles/{corrected}/differences?view=beside&whole=1",
    "search form": "/demo/-/search", "search": "/demo/-/search?q=ferry", "nothing": "/demo/-/search?q=xyzzy",
    "sections": "/demo/-/sections", "coverage": "/demo/-/charts", "people": "/demo/-/charts?show=People+and+pictures",
    "edits": "/demo/-/charts?show=Edits", "crawls": "/demo/-/charts?show=Crawls",
    "teasers": "/demo/-/charts?show=Teasers", "tables": "/demo", "table": "/demo/articles", "row": "/demo/crawls/1",
    "question": "/demo/silent_edits", "sql": "/demo?sql=select+1+as+one", "capture": "/demo/captures/1/source",
}  # fmt: skip
HOSTILE = (
    "/", "/hostile/articles/1", "/hostile/articles/9@1", "/hostile/articles/3/differences?whole=1&view=beside",
    "/hostile/-/search?q=ferry", "/hostile/-/sections", "/hostile/-/charts?days=3660&show=People+and+pictures",
    "/hostile/articles?_size=max", "/hostile/teasers?_size=max", "/hostile/photos?_size=max",
    "/hostile/headline_changes", "/hostile/captures/5/source",
)  # fmt: skip


@dataclass
class Seen:
    """A page as the browser has it, with all that it complained of or asked for elsewhere."""

    page: Any
    base: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)


@dataclass(frozen=True)
class Demo:
    """The demo outlet's archive as it is served; ids of articles with a new headline and a correction."""

    base: str
    renamed: int
    corrected: int

    def path(self, kind: str) -> str:
        return PAGES[kind].format(renamed=self.renamed, corrected=self.corrected)


@contextmanager
def served(db: Path) -> Iterator[str]:
    command = [*QIOSK, "browse", "--port", "0", "-d", str(db)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=ENVIRONMENT
    ) as browse:
        assert browse.stdout is not None
        try:
            yield browse.stdout.readline().strip().rstrip("/")
        finally:
            browse.send_signal(signal.SIGINT)
            browse.wait(20)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    db = tmp_path_factory.mktemp("chromium") / "demo.db"
    for _day in range(2):  # not in this process: Playwright's loop runs in it
        subprocess.run([*QIOSK, "demo", "-q", "-d", str(db)], check=True, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    with closing(sqlite3.connect(db)) as conn:
        changed = dict(conn.execute("SELECT kind, article_id FROM events"))
    with served(db) as base:
        yield Demo(base, changed["headline_changed"], changed["corrected"])


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(hostile_archive(tmp_path_factory.mktemp("chromium") / "hostile.db")) as base:
        yield base


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield launched
        launched.close()


@contextmanager
def opened(browser: Any, base: str, width: int, **options: Any) -> Iterator[Seen]:
    context = browser.new_context(viewport={"width": width, "height": 800}, **options)
    seen = Seen(context.new_page(), base)
    seen.page.on("console", lambda said: seen.faults.append(f"{said.type}: {said.text}"))
    seen.page.on("pageerror", lambda error: seen.faults.append(f"error: {error}"))
    seen.page.on("dialog", lambda dialog: (seen.faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    seen.page.on("popup", lambda popup: seen.faults.append(f"window: {popup.url}"))
    seen.page.on(
        "request", lambda asked: None if asked.url.startswith(base + "/") else seen.faults.append(f"asked: {asked.url}")
    )
    try:
        yield seen
    finally:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", PAGES)
def test_page(browser: Any, demo: Demo, kind: str, width: int) -> None:
    """Nothing in the console, nothing from outside, nothing wrong for the ear, the keyboard or weak eyes."""
    with opened(browser, demo.base, width) as seen:
        seen.go(demo.path(kind))
        assert seen.page.evaluate(ACCESSIBILITY) == []
        assert seen.faults == []


BAD = """<title>x</title><div>loose</div><main><h1>a</h1><h3>b</h3><h1>c</h1><a href="/x"></a><input><img src="/y">
<table><tr><td>1</td></tr></table><p style="color:#999;background:#fff">pale</p><ul><p>x</p></ul><svg></svg>
<i id=a></i><i id=a></i><span tabindex=3>z</span><b role=link>r</b><label for=nothing>l</label></main>"""


def test_the_check_itself_finds_faults(browser: Any, demo: Demo) -> None:
    with opened(browser, demo.base, 360) as seen:
        seen.page.set_content(BAD)
        found = " ".join(seen.page.evaluate(ACCESSIBILITY))
    for fault in ("no language", "0 landmarks header", "2 first headings", "heading 3 after 1", "without a name",
                  "field without a label", "without alt", "table without headers", "contrast 2.8", "in a list, no item",
                  "drawing neither", "two with the id a", "order of its own", "role link", "leads nowhere",
                  "outside all landmarks", "no link past"):  # fmt: skip
        assert fault in found


@pytest.mark.parametrize("kind", ["front", "article", "differences", "search", "teasers", "crawls", "table", "sql"])
def test_page_in_the_dark(browser: Any, demo: Demo, kind: str) -> None:
    with opened(browser, demo.base, 1280, color_scheme="dark") as seen:
        seen.go(demo.path(kind))
        assert seen.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(23, 22, 20)"
        assert seen.page.evaluate(ACCESSIBILITY) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_reader_clicks_through(browser: Any, demo: Demo, width: int) -> None:
    with opened(browser, demo.base, width) as seen:
        page = seen.page
        seen.go("/")
        page.keyboard.press("/")
        page.keyboard.type("engine")
        page.keyboard.press("Enter")
        page.wait_for_url("**/-/search?q=engine")
        playwright.expect(page.locator("mark").first).to_be_visible()
        page.get_by_role("link", name="best first").click()
        page.wait_for_url("**sort=rank**")
        page.get_by_role("link", name="Pilot boat Eider").first.click()
        page.wait_for_url(f"**/articles/{demo.renamed}")
        page.get_by_role("link", name="what changed").first.click()
        page.wait_for_url("**/differences?from=1&to=2")
        playwright.expect(page.locator("ins").first).to_be_visible()
        page.get_by_label("shown as").select_option("beside")
        page.get_by_role("button", name="Compare").click()
        page.wait_for_url("**view=beside**")
        old, new = page.locator(".pair.edited .old").first, page.locator(".pair.edited .new").first
        side_by_side = old.bounding_box()["y"] == new.bounding_box()["y"]
        assert side_by_side == (width == 1280), "on a phone below each other"
        page.get_by_role("link", name="Pilot boat Eider").first.click()
        page.wait_for_url(f"**/articles/{demo.renamed}")
        page.get_by_role("link", name="Maja Lindqvist").first.click()
        page.wait_for_url("**author=Maja+Lindqvist**")
        page.get_by_label("Pages").get_by_role("link", name="Sections as they stood").click()
        page.wait_for_url("**/-/sections")
        page.get_by_role("link", name="Change before").click()
        page.wait_for_url("**at=**")
        page.get_by_label("Pages").get_by_role("link", name="Charts").click()
        page.wait_for_url("**/-/charts**")
        page.get_by_label("Dashboards").get_by_role("link", name="Edits").click()
        page.wait_for_url("**show=Edits**")
        page.get_by_role("link", name="The question behind it").first.click()
        page.get_by_role("button", name="Run").click()
        page.get_by_role("link", name="Change the SQL").click()
        page.get_by_label("SQL", exact=True).fill("select headline from articles order by id limit 3")
        page.get_by_role("button", name="Run").click()
        playwright.expect(page.locator("tbody tr")).to_have_count(3)
        assert seen.faults == []


def test_by_keyboard_alone(browser: Any, demo: Demo) -> None:
    with opened(browser, demo.base, 1280) as seen:
        seen.go("/")
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.textContent") == "Skip to the page"
        assert seen.page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
        seen.page.keyboard.press("Enter")
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.closest('main') !== null")
        assert seen.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_on_paper(browser: Any, demo: Demo) -> None:
    with opened(browser, demo.base, 1280) as seen:
        seen.go(demo.path("article"))
        seen.page.emulate_media(media="print")
        assert not seen.page.locator(".top nav").is_visible()
        assert not seen.page.get_by_role("link", name="Show the picture").is_visible()
        assert seen.page.locator(".body p").first.is_visible()
        assert seen.page.evaluate("getComputedStyle(document.querySelector('.body')).color") == "rgb(0, 0, 0)"


def test_without_scripts_all_is_there(browser: Any, demo: Demo) -> None:
    with opened(browser, demo.base, 360, java_script_enabled=False) as seen:
        seen.go(demo.path("coverage"))
        assert seen.page.locator("svg.chart rect").count() > 10


def test_picture_is_asked_for_only_by_a_click(browser: Any, demo: Demo) -> None:
    """The picture's host does not exist, and the browser may resolve none: what counts is what it asks for."""
    with opened(browser, demo.base, 1280) as seen:
        seen.go(demo.path("article"))
        assert seen.faults == []
        seen.page.get_by_role("link", name="Show the picture").click()
        seen.page.wait_for_url("**picture=1")
        asked = [fault for fault in seen.faults if fault.startswith("asked: ")]
        assert len(asked) == 1
        assert asked[0].startswith("asked: http://www.harbour-ledger.example/media-library/")


@pytest.mark.parametrize("path", HOSTILE)
def test_hostile_text_stays_text(browser: Any, hostile: str, path: str) -> None:
    with opened(browser, hostile, 1280) as seen:
        seen.go(path)
        page = seen.page
        assert "owned" not in page.title().replace("document.title='owned'", "")
        elements = "main :is(script, iframe, object, embed, form[action^='http://127.0.0.1:9'], style, base, xss, math)"
        assert page.locator(elements).count() == 0
        assert page.locator("main img").count() == 0
        assert page.evaluate(
            "[...document.querySelectorAll('*')].every(e => [...e.attributes].every(a => !/^on/.test(a.name)))"
        )
        for link in page.locator("main a").evaluate_all("links => links.map(link => link.protocol)"):
            assert link in ("http:", "https:")
        assert seen.faults == []


def test_every_hostile_article_is_read(browser: Any, hostile: str) -> None:
    with opened(browser, hostile, 360) as seen:
        for number in range(1, len(TEXTS) + 1):
            seen.go(f"/hostile/articles/{number}")
            assert seen.page.evaluate("document.title").endswith("</script>") or "document.title" in seen.page.content()
        assert seen.faults == []
