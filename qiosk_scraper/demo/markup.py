"""The stories' own small markup: split into pieces once, written as HTML or told as plain blocks.

Pieces are separated by a blank line. A piece begins with `## ` or `### ` (subhead), `- ` or `1. ` on each line (list),
`> ` (quotation), `>> ` (pull quote), `!! ` (correction or note; the day it states may stand before it in brackets,
which are not printed), `| ` on each line (table), or `:: ` (something a reader does not count as text: `photo 1`,
`video`, `post`, `ad`, `empty`, `hr`, `shares`); `:: bare ` is a line of text without a paragraph around it. All else is
a paragraph. Inside a piece: `[text](address)` with `@slug` for another article, `**strong**`, `*emphasis*`, and `~` for
a no-break space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from qiosk_scraper.demo import HOME

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_EMPHASIS = re.compile(r"\*(.+?)\*")
_DATED = re.compile(r"\(([^)]+)\) (.*)")
Resolve = Callable[[str], str]
"""Gives the address that an article's slug is printed as."""


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    """`paragraph h2 h3 ul ol quote pull_quote note table bare` or `aside`."""
    lines: tuple[str, ...]
    """One text; for lists one an item, for tables one a row."""
    date: str | None = None
    """The day a note states, `2025-02-05`."""


def pieces(body: str) -> Iterator[Piece]:
    """The pieces of a story's body, in order."""
    for chunk in re.split(r"\n\s*\n", body.strip()):
        lines = [line.strip() for line in chunk.strip().splitlines()]
        first = lines[0]
        for mark, kind in (("- ", "ul"), ("1. ", "ol"), ("| ", "table")):
            if first.startswith(mark):
                yield Piece(kind, tuple(re.sub(r"^(?:- |\d+\. |\| )", "", line) for line in lines))
                break
        else:
            text = " ".join(lines)
            for mark, kind in (
                ("### ", "h3"),
                ("## ", "h2"),
                (">> ", "pull_quote"),
                ("> ", "quote"),
                ("!! ", "note"),
                (":: bare ", "bare"),
                (":: ", "aside"),
            ):
                if text.startswith(mark):
                    words = text.removeprefix(mark)
                    dated = _DATED.fullmatch(words) if kind == "note" else None
                    yield Piece(kind, (dated[2],), dated[1]) if dated else Piece(kind, (words,))
                    break
            else:
                yield Piece("paragraph", (text,))


def inline_html(text: str, resolve: Resolve) -> str:
    """A piece's text as HTML."""

    def link(match: re.Match[str]) -> str:
        address = match[2]
        outside = address.startswith("http") and not address.startswith(HOME)
        attributes = ' target="_blank" rel="noopener noreferrer" class="rm-stats-tracked"' if outside else ""
        href = resolve(address.removeprefix("@")) if address.startswith("@") else address
        return f'<a href="{escape(href)}"{attributes}>{match[1]}</a>'

    marked = _LINK.sub(link, escape(text, quote=False).replace("~", "&#xA0;"))
    return _EMPHASIS.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", marked))


def plain(text: str) -> str:
    """A piece's text as a reader sees it, no-break spaces as blanks."""
    shown = _LINK.sub(r"\1", text).replace("~", " ")
    return _EMPHASIS.sub(r"\1", _STRONG.sub(r"\1", shown))


def links(text: str, resolve: Resolve) -> list[dict[str, str]]:
    """The links of a piece to pages, absolute, in order."""
    found = []
    for match in _LINK.finditer(text):
        address = match[2]
        if address.startswith("mailto:"):
            continue
        if address.startswith("@"):
            address = resolve(address.removeprefix("@"))
        if address.startswith("/"):
            address = HOME.rstrip("/") + address
        found.append({"url": address, "text": plain(match[1])})
    return found


_BLOCK_TYPES = {
    "paragraph": "paragraph",
    "bare": "paragraph",
    "note": "paragraph",
    "h2": "heading",
    "h3": "heading",
    "ul": "list_item",
    "ol": "list_item",
    "quote": "quote",
    "pull_quote": "pull_quote",
}


def blocks(body: str, resolve: Resolve) -> list[dict[str, Any]]:
    """The body as an article's blocks: type, text, links. Asides leave nothing."""
    found: list[dict[str, Any]] = []
    for piece in pieces(body):
        if piece.kind == "table":
            rows = [" | ".join(plain(cell) for cell in cells(row)) for row in piece.lines]
            found.append({"type": "table", "text": "\n".join(rows), "links": []})
        elif piece.kind != "aside":
            found += [
                {"type": _BLOCK_TYPES[piece.kind], "text": plain(line), "links": links(line, resolve)}
                for line in piece.lines
            ]
    return found


def cells(row: str) -> list[str]:
    """The cells of a table's row."""
    return [cell.strip() for cell in row.strip("| ").split("|")]
