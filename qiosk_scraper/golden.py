"""Golden pages: a folder each, with a page as received and the article it says, written down by a person.

`<outlet>/<case>/{page.html,capture.json,article.json}`; the case's name says why the page is there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import Article, Capture, NotAnArticle
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.outlets import all_outlets, outlet_on_the_fly
from qiosk_scraper.parse import parse_article


@dataclass(frozen=True)
class Case:
    """One golden page."""

    folder: Path

    def __str__(self) -> str:
        return f"{self.folder.parent.name}/{self.folder.name}"

    @property
    def record(self) -> dict[str, Any]:
        """How it was fetched: `url`, `outlet`, `status`, `headers`, `fetched_at`."""
        return _read(self.folder / "capture.json")

    @property
    def capture(self) -> Capture:
        record = self.record
        return Capture(
            url=record["url"],
            body=(self.folder / "page.html").read_bytes(),
            status=record["status"],
            headers=tuple((name, value) for name, value in record["headers"]),
            fetched_at=record["fetched_at"],
        )

    @property
    def outlet(self) -> Outlet:
        record = self.record
        return all_outlets().get(record["outlet"]) or outlet_on_the_fly(record["url"])

    @property
    def expected(self) -> dict[str, Any]:
        """The article as a person confirmed it."""
        return _read(self.folder / "article.json")

    def read(self) -> Article:
        """The article as it is read today. Raises NotAnArticle."""
        return parse_article(self.capture, self.outlet)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that is read otherwise than it was written down."""

    case: str
    field: str
    expected: Any
    found: Any


def cases(folder: Path, outlet: str | None = None) -> list[Case]:
    """The golden pages below a folder, or those of one outlet, in the order of their names."""
    found = sorted(path.parent for path in folder.glob(f"{outlet or '*'}/*/capture.json"))
    return [Case(one) for one in found]


def differences(case: Case) -> Iterator[Difference]:
    """Field by field, in the order of the article's JSON; of a page that is no article now only that.

    Raises QioskError (USAGE) for a folder that is not whole.
    """
    try:
        expected, capture, outlet = case.expected, case.capture, case.outlet
    except (OSError, ValueError, KeyError, TypeError) as error:
        to_do = "it needs page.html, capture.json and article.json: write it anew with qiosk outlets fixture"
        raise QioskError(f"no whole golden page: {error}", str(case.folder), to_do, ExitCode.USAGE) from error
    try:
        found = parse_article(capture, outlet).to_dict()
    except NotAnArticle as refused:
        yield Difference(str(case), "article", expected.get("headline"), f"no article: {refused.reason}")
        return
    for name in dict.fromkeys((*expected, *found)):
        if expected.get(name) != found.get(name):
            yield Difference(str(case), name, expected.get(name), found.get(name))


def write(folder: Path, capture: Capture, article: Article) -> Case:
    """A golden page in a new folder, the article as it is read today: a draft until a person has read it."""
    folder.mkdir(parents=True, exist_ok=True)
    record = {
        "url": capture.url, "outlet": article.outlet, "status": capture.status,
        "headers": [[name, value] for name, value in capture.headers if name == "content-type"],
        "fetched_at": capture.fetched_at,
    }  # fmt: skip
    (folder / "page.html").write_bytes(capture.body)
    for name, value in (("capture.json", record), ("article.json", article.to_dict())):
        (folder / name).write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return Case(folder)


def case_name(url: str) -> str:
    """A name for the page at an address: its last words, `ferry-pier-closes`."""
    parts = [part for part in re.split(r"[/?#]", url.partition("://")[2])[1:] if re.search(r"[A-Za-z]", part)]
    words = re.sub(r"[^a-z0-9]+", "-", (parts[-1] if parts else "page").lower().removesuffix(".html")).strip("-")
    return "-".join(words.split("-")[:6])[:80] or "page"


def _read(file: Path) -> dict[str, Any]:
    record = json.loads(file.read_text("utf-8"))
    if not isinstance(record, dict):
        raise TypeError(f"{file.name} is no JSON object")
    return record
