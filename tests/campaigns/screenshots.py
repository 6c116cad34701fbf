"""Pictures of the pages for the documentation: the demo outlet's two days, in the system's Chromium.

python tests/campaigns/screenshots.py docs/screenshots
"""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from demo_days import crawl_day
from playwright.sync_api import sync_playwright
from test_browse_chromium import CHROMIUM, FLAGS, QIOSK, Demo

PAGES = {
    "front": ("/", 1120, 900, "light"),
    "article": ("/ledger/articles/{corrected}", 1120, 900, "light"),
    "differences": ("/ledger/articles/{corrected}/differences?view=beside", 1120, 700, "light"),
    "search": ("/ledger/-/search?q=ferry", 1120, 900, "light"),
    "sections": ("/ledger/-/sections?page=http%3A%2F%2Fwww.harbour-ledger.example%2Fcouncil%2F", 1120, 700, "light"),
    "charts": ("/ledger/-/charts", 1120, 900, "light"),
    "article-phone-dark": ("/ledger/articles/{corrected}", 360, 720, "dark"),
    "differences-phone": ("/ledger/articles/{renamed}/differences", 360, 720, "light"),
}
"""Name to address, width, height and colours."""


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        db = Path(made) / "ledger.db"
        crawl_day(db, 1)
        crawl_day(db, 2)
        with closing(sqlite3.connect(db)) as conn:
            changed = dict(conn.execute("SELECT kind, article_id FROM events"))
        with subprocess.Popen(
            [*QIOSK, "browse", "--port", "0", "-q", "-d", str(db)], stdout=subprocess.PIPE, text=True
        ) as browse:
            assert browse.stdout is not None
            base = browse.stdout.readline().strip().rstrip("/")
            try:
                take(Demo(base, changed["headline_changed"], changed["corrected"]), folder)
            finally:
                browse.send_signal(signal.SIGINT)


def take(demo: Demo, folder: Path) -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for name, (path, width, height, colours) in PAGES.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=colours)
            page = context.new_page()
            page.goto(demo.base + path.format(renamed=demo.renamed, corrected=demo.corrected))
            page.screenshot(path=folder / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
