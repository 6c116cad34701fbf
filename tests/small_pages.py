"""Pages of a few lines, and outlets whose readers give fixed values."""

from typing import Any

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Article, Block, Capture, NotAnArticle
from qiosk_scraper.outlet import Layer, Outlet
from qiosk_scraper.parse import parse_article

URL = "https://ledger.example/boats-go-out/"
LONG = "".join(
    f"<p>Paragraph {number} tells how the boats left the harbour before dawn, and what the town said of it.</p>"
    for number in range(6)
)


def html(head: str = "", body: str = f"<article><h1>Boats go out</h1>{LONG}</article>") -> str:
    return f"<!doctype html><html lang='en'><head><title>Boats go out</title>{head}</head><body>{body}</body></html>"


def outlet(layer: dict[str, Any] | None = None, **declared: Any) -> Outlet:
    """An outlet of one layer whose readers give fixed values."""
    readers: Layer = {name: (lambda page, value=value: value) for name, value in (layer or {}).items()}
    layers = {"fixed": readers} if layer is not None else None
    return Outlet("ledger", "The Ledger", "https://ledger.example/", layers=layers, **declared)


BASE: dict[str, Any] = {"headline": "Boats go out", "body": [Block("paragraph", "They left at dawn.")]}


def read(fetched_at: str | None = None, **fields: Any) -> Article:
    return parse_article(Capture(url=URL, body=html().encode(), fetched_at=fetched_at), outlet({**BASE, **fields}))


def reason(page: str | bytes, url: str = URL, headers: dict[str, str] | None = None) -> str:
    with pytest.raises(NotAnArticle) as refused:
        parse(page, url, headers)
    return refused.value.reason
