"""The saved pages: `DIR/data/fundus` (publisher pages with fields) and `DIR/data/aeb` (pages with annotated bodies)."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class SavedPage:
    """A page's text, its address, and what is known of it."""

    name: str
    publisher: str
    html: str
    url: str
    known: dict[str, Any]

    @property
    def held_out(self) -> bool:
        """Whether the rules were made without this publisher: every sixth, by a hash of its name."""
        return int(hashlib.sha1(self.publisher.encode()).hexdigest(), 16) % 6 == 0


def publisher_pages(folder: Path) -> list[SavedPage]:
    """Pages with the fields that their publisher's own reader gives (Fundus's test data)."""
    records = _records(folder / "data" / "fundus" / "expected.json.gz")
    found = []
    for name in sorted(records):
        if (file := folder / "data" / "fundus" / "html" / f"{name}.html.gz").exists():
            publisher = re.sub(r"_\d{4}.*", "", name.partition("__")[2]).lower()
            found.append(SavedPage(name, publisher, _text(file), records[name]["url"], records[name]["expected"]))
    return found


def annotated_pages(folder: Path) -> list[SavedPage]:
    """Pages whose body people have marked (article-extraction-benchmark)."""
    records = _records(folder / "data" / "aeb" / "ground-truth.json.gz")
    found = []
    for name in sorted(records):
        if (file := folder / "data" / "aeb" / "html" / f"{name}.html.gz").exists():
            url = records[name]["url"]
            publisher = urlsplit(url).netloc.lower().removeprefix("www.")
            found.append(SavedPage(name, publisher, _text(file), url, records[name]))
    return found


def texts(folder: Path) -> Iterator[str]:
    """The text of each annotated page (of each publisher page where there is none), one in memory at a time."""
    found = [sorted((folder / "data" / name / "html").glob("*.html.gz")) for name in ("aeb", "fundus")]
    yield from map(_text, found[0] or found[1])


def _records(file: Path) -> dict[str, Any]:
    if not file.exists():
        return {}
    records: dict[str, Any] = json.loads(_text(file))
    return records


def _text(file: Path) -> str:
    return gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
