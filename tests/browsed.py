"""An archive as it is browsed: Datasette with our pages in this process, no port."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from lxml import html

from qiosk_scraper.browse.serve import datasette_for

WEB = {"http", "https"}
WITHIN = ("/", "#", "?")
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href", "background", "cite", "ping")


class Site:
    """Asks pages of one archive, in one event loop."""

    def __init__(self, datasette: Any, name: str) -> None:
        self.datasette = datasette
        self.base = f"/{name}"
        self._loop = asyncio.new_event_loop()

    def get(self, path: str, **options: Any) -> Any:
        """The answer to a path below the archive's (`articles/1`), or to a whole one (`/robots.txt`)."""
        return self.ask("get", path, **options)

    def ask(self, method: str, path: str, **options: Any) -> Any:
        whole = (
            path
            if path.startswith(("/", "http://"))
            else f"{self.base}/{path}"
            if path[:1] not in ("", "?")
            else self.base + path
        )
        return self._loop.run_until_complete(getattr(self.datasette.client, method)(whole, **options))

    def page(self, path: str, **options: Any) -> html.HtmlElement:
        """The tree of a page that has to be there."""
        answer = self.get(path, **options)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:300])
        return html.fromstring(answer.text)

    def text(self, path: str, **options: Any) -> str:
        """What is to be read on a page, blanks as one."""
        return " ".join(self.page(path, **options).find(".//main").text_content().split())

    def close(self) -> None:
        for database in self.datasette.databases.values():
            database.close()
        if self.datasette.executor:
            self.datasette.executor.shutdown()
        self._loop.close()


@contextmanager
def browsing(path: Path, make: Callable[[Path], Any] = datasette_for) -> Iterator[Site]:
    with closing(Site(make(path), path.stem)) as site:
        yield site


def links(tree: html.HtmlElement) -> list[str]:
    """The addresses inside this site that a page leads to."""
    found = [str(link.get("href")) for link in tree.iter("a") if link.get("href")]
    return [one for one in found if one.startswith("/")]


def live_markup(tree: html.HtmlElement) -> list[str]:
    """Everything on a page that could run or lead where no reader wants to go; our own script aside."""
    faults = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "script" and not str(element.get("src", "")).startswith("/-/"):
            faults.append(f"<script> {element.text_content()[:60]}")
        if element.tag in ("iframe", "object", "embed", "frame", "base", "applet", "style", "portal", "template"):
            faults.append(f"<{element.tag}>")
        if element.tag == "meta" and element.get("http-equiv"):
            faults.append(f"<meta http-equiv={element.get('http-equiv')}>")
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc"):
                faults.append(f"<{element.tag} {name}>")
            if (
                name in ADDRESSES
                and value.strip().partition(":")[0].lower() not in WEB
                and not value.startswith(WITHIN)
            ):
                faults.append(f"<{element.tag} {name}={value[:60]}>")
    return faults


def rows(db: Path, sql: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(db)) as conn:
        return conn.execute(sql, values).fetchall()


def one(db: Path, sql: str, *values: object) -> tuple[object, ...]:
    return rows(db, sql, *values)[0]
