"""The pages that are damaged: the demo's, the golden ones, and saved pages of a folder."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from qiosk_scraper.demo.site import Site

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
_CANONICAL = re.compile(rb"<link[^>]*rel=[\"']?canonical[\"']?[^>]*href=[\"']?(https?://[^\"'\s>]+)", re.I)


@dataclass(frozen=True)
class Base:
    """A sound page; it is read when it is asked for."""

    name: str
    read: Callable[[], bytes]


def bases(folder: Path | None = None) -> list[Base]:
    """The demo's pages of both days, the golden pages, and every `.html` and `.html.gz` below `folder`, in order."""
    found = []
    for day in (1, 2):
        site = Site(day)
        paths = [story.path for story in site.edition.listed]
        found += [Base(f"demo day {day} {path}", _reply(site, path)) for path in ("/", "/harbour/", *paths)]
    for file in sorted(FIXTURES.glob("*/*/page.html")):
        found.append(Base(file.parent.relative_to(FIXTURES).as_posix(), file.read_bytes))
    if folder is not None:
        files = sorted(file for file in folder.rglob("*") if file.name.endswith((".html", ".html.gz")))
        found += [Base(file.relative_to(folder).as_posix(), _saved(file)) for file in files]
    return found


def url_of(page: bytes) -> str:
    """The address a page names as its canonical one, else an invented one."""
    named = _CANONICAL.search(page)
    return named[1].decode("ascii", "ignore") if named else "https://gazette.example/2025/03/a-story/"


def _reply(site: Site, path: str) -> Callable[[], bytes]:
    return lambda: site.reply(path).body


def _saved(file: Path) -> Callable[[], bytes]:
    return lambda: _unpacked(file)


@lru_cache(64)
def _unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
