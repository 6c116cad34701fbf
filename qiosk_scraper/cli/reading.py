"""An article to be read on a terminal, from its JSON form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import click
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from qiosk_scraper.cli.terminal import safe

WIDEST = 100
"""Columns; longer lines are hard to read."""

Record = Mapping[str, Any]


def print_article(console: Console, article: Record, facts: Mapping[str, str] | None = None) -> None:
    """Kicker, headline, dek, byline and dates, lead photo, body, corrections, teasers; then `facts`, one a line.

    `article` is as `Article.to_dict()` gives it.
    """
    width = min(console.width, WIDEST)

    def paragraph(text: str, style: str = "") -> None:
        print_text(console, Text(safe(text), style=style), width)

    if article.get("kicker"):
        paragraph(article["kicker"], "dim")
    paragraph(article.get("headline") or "(no headline)", "bold")
    if article.get("dek"):
        paragraph(article["dek"], "italic")
    if line := byline(article):
        paragraph(line)
    if line := dates(article):
        paragraph(line, "dim")
    for photo in article.get("photos", ()):
        if photo["role"] == "lead" and (line := photo_line(photo)):
            paragraph(line, "dim")
    for block in article.get("body", ()):
        console.print()
        _print_block(console, block, width)
    for photo in article.get("photos", ()):
        if photo["role"] == "inline" and (line := photo_line(photo)):
            console.print()
            paragraph(line, "dim")
    told = {block["text"] for block in article.get("body", ())}
    for correction in (note for note in article.get("corrections", ()) if note["text"] not in told):
        console.print()
        paragraph(" ".join(filter(None, ("Note:", day(correction.get("date")), correction["text"]))), "italic")
    _print_teasers(console, article.get("teasers", ()), width)
    console.print()
    _print_address(console, article["url"])
    for name, value in (facts or {}).items():
        paragraph(f"{name}: {value}", "dim")


def byline(article: Record) -> str | None:
    """The byline as printed, else one made of the authors' names."""
    names = [author["name"] for author in article.get("authors", ())]
    if article.get("byline"):
        return str(article["byline"])
    return "By " + (", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]) if names else None


def dates(article: Record) -> str | None:
    """`28 March 2025 12:00 UTC, changed 29 March 2025 08:00 UTC`, as far as known."""
    published, modified = day(article.get("published"), time=True), day(article.get("modified"), time=True)
    if modified and modified != published:
        return f"{published}, changed {modified}" if published else f"changed {modified}"
    return published


def day(iso: str | None, *, time: bool = False) -> str | None:
    """An ISO time as people write it; what is no such time comes back as it is."""
    from datetime import UTC, datetime

    if not iso:
        return None
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    if at.tzinfo is not None:
        at = at.astimezone(UTC)
    return f"{at.day} {at:%B} {at.year:04d}" + (f" {at:%H:%M} UTC" if time and len(iso) > 10 else "")


def photo_line(photo: Record) -> str | None:
    """Caption and credit in one line: `Photo: A harbour at dawn (Ada Moreno / Sipa USA)`."""
    caption, credit = photo.get("caption"), photo.get("credit")
    if not caption and not credit:
        return None
    return "Photo: " + (f"{caption} ({credit})" if caption and credit else caption or f"({credit})")


def print_text(console: Console, shown: RenderableType, width: int) -> None:
    """Wrapped to `width`, without the blanks that wrapping leaves at the ends of lines."""
    with console.capture() as captured:
        console.print(shown, width=width)
    click.echo("\n".join(line.rstrip() for line in captured.get().splitlines()), color=True)


def _print_block(console: Console, block: Record, width: int) -> None:
    text = Text(safe(block["text"], lines=block["type"] in ("code", "table")))
    match block["type"]:
        case "heading":
            text.stylize("bold")
            print_text(console, text, width)
        case "quote" | "pull_quote":
            print_text(console, Padding(text, (0, 4, 0, 4)), width)
        case "list_item":
            print_text(console, Text.assemble("• ", text), width)
        case "code" | "table":
            console.print(text, soft_wrap=True)
        case _:
            print_text(console, text, width)


def _print_teasers(console: Console, teasers: list[Record], width: int) -> None:
    for block in dict.fromkeys(teaser["block"] for teaser in teasers):
        console.print()
        print_text(console, Text(f"Teasers ({safe(block)})", style="bold"), width)
        for line in _teaser_lines([teaser for teaser in teasers if teaser["block"] == block]):
            print_text(console, Padding(Text(safe(line)), (0, 0, 0, 2)), width)


def _teaser_lines(teasers: list[Record]) -> Iterator[str]:
    for teaser in teasers:
        label = teaser.get("kicker") or teaser.get("section")
        headline = teaser.get("headline") or teaser["url"]
        yield f"{teaser['position']}. {headline}" + (f" [{label}]" if label else "")


def _print_address(console: Console, url: str) -> None:
    """An address on a line of its own, never cut or broken, so that it can be copied."""
    console.print(Text(safe(url), style="dim"), soft_wrap=True)
