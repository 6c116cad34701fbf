"""`qiosk why`: where a value came from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, did_you_mean, pass_invocation, record_options
from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from qiosk_scraper.archive import Archive, StoredArticle
    from qiosk_scraper.archive.parses import Parse

COLUMNS = ("id", "revision", "field", "value", "layer", "raw", "capture_id", "capture_url", "fetched_at",
           "parser_version")  # fmt: skip

SPELLINGS: Mapping[str, str] = {
    "text": "body",
    "word_count": "body",
    "published_at": "published",
    "published_raw": "published",
    "modified_at": "modified",
    "modified_raw": "modified",
    "author": "authors",
    "section": "sections",
    "tag": "tags",
    "photo": "lead_photo",
    "url": "canonical_url",
}
"""Columns, and words for one of many, by which people know a field."""
PARTS = ("caption", "credit", "credit_line", "photographer", "agency", "alt")
"""Of the lead photo; read with it."""


@click.command(cls=QioskCommand, name="why")
@click.argument("which", metavar="ID")
@click.argument("field", metavar="FIELD")
@record_options
@pass_invocation
def command(invocation: Invocation, which: str, field: str) -> None:
    """Show where the value of a field came from.

    Prints the layer that answered, the value as the page had it, the capture and the parser version. ID is an
    article's number, ID@REVISION, or its URL. FIELD is one of the article's: headline, search_headline, dek, kicker,
    sections, authors, byline, published, modified, language, tags, body, lead_photo (or credit, caption …),
    inline_photos, teasers, corrections, access, canonical_url.
    """
    from qiosk_scraper.archive import Archive
    from qiosk_scraper.cli.output import print_object, print_records
    from qiosk_scraper.cli.show import find_article

    name, part = _field(field)
    with Archive(invocation.archive_path()) as archive:
        record = why(archive, find_article(archive, which), name, part)
    if invocation.output in ("json", "nl"):
        print_object(record, invocation.output)
    elif invocation.output:
        print_records(invocation, [record], COLUMNS)
    else:
        _print(invocation, record)


def why(archive: Archive, article: StoredArticle, field: str, part: str | None = None) -> dict[str, Any]:
    """Where a field of the revision shown came from, or a part of its lead photo.

    `layer`, `raw` and `value` are None where the page did not say; `asked` are the layers that have a reader for the
    field today, in order, None when the capture cannot be read.
    """
    from qiosk_scraper.archive.parses import failures_of, parses_of

    parse = next(one for one in parses_of(archive, article.id) if one.revision.id == article.revision.id)
    answer = next((one for one in parse.article.answers if one.field == field), None)
    capture = next(archive.db["captures"].rows_where("id = ?", [parse.revision.capture_id]))
    value = _value(parse, field)
    photo = value if part and isinstance(value, dict) else {}
    return {
        "id": article.id,
        "revision": parse.revision.number,
        "field": part or field,
        "value": photo.get(part) if part else value,
        "layer": answer.layer if answer else None,
        "raw": answer.raw if answer else None,
        **({"printed": photo.get("credit_line")} if part else {}),
        "capture_id": parse.revision.capture_id,
        "capture_url": capture["url"],
        "fetched_at": capture["fetched_at"],
        "parser_version": parse.revision.parser_version,
        "asked": _asked(archive, parse, field),
        "failures": [
            {"layer": layer, "error": error} for layer, error in failures_of(archive, parse.revision.capture_id, field)
        ],
    }


def _field(name: str) -> tuple[str, str | None]:
    """The field, and the part of the lead photo if one is asked for."""
    from qiosk_scraper.outlet import ARTICLE_FIELDS

    plain = name.strip().lower().replace("-", "_")
    plain = SPELLINGS.get(plain, plain)
    if plain in PARTS:
        return "lead_photo", plain
    if plain in ARTICLE_FIELDS:
        return plain, None
    if plain == "photos":
        raise QioskError("photos are two fields", "FIELD", "ask for lead_photo or inline_photos", ExitCode.USAGE)
    near = did_you_mean(plain, (*ARTICLE_FIELDS, *PARTS, *SPELLINGS)).removeprefix("; ")
    to_do = near or f"there are: {', '.join(ARTICLE_FIELDS)}"
    raise QioskError(f"no such field {name[:60]!r}", "FIELD", to_do, ExitCode.USAGE)


def _value(parse: Parse, field: str) -> Any:
    """The value as it is archived; of teasers only their number is known for a revision."""
    from qiosk_scraper.dedupe import word_count

    article = parse.article
    if field == "teasers":
        return parse.teasers or None
    if field == "body":
        words = word_count(article)
        return f"{words} words" if words else None
    record = article.to_dict()
    if field in ("lead_photo", "inline_photos"):
        photos = [photo for photo in record["photos"] if photo["role"] == field.partition("_")[0]]
        return (photos[0] if field == "lead_photo" else photos) if photos else None
    if field == "access" and record[field] == "unknown":
        return None
    return record[field] or None


def _asked(archive: Archive, parse: Parse, field: str) -> list[str] | None:
    from qiosk_scraper.layers import layers_for
    from qiosk_scraper.page import Page
    from qiosk_scraper.reparse import outlet_of

    try:
        page = Page(archive.capture(parse.revision.capture_id))
        layers = layers_for(page, outlet_of(archive, parse.article.outlet))
    except QioskError:  # damaged bytes: what was read of them is still known
        return None
    return [name for name, readers in layers.items() if field in readers]


def _print(invocation: Invocation, record: Mapping[str, Any]) -> None:
    from rich.text import Text

    from qiosk_scraper.cli.output import to_json
    from qiosk_scraper.cli.reading import WIDEST, print_text
    from qiosk_scraper.cli.terminal import safe

    width = min(invocation.stdout.width, WIDEST)

    def line(name: str, value: object, style: str = "") -> None:
        shown = value if isinstance(value, str) else to_json(value)
        text = Text.assemble((f"{name}: ", "dim"), (safe(" ".join(shown.split())), style))
        print_text(invocation.stdout, text, width)

    if record["value"] is None:
        line(record["field"], "the page did not say", "italic")
    else:
        line(record["field"], record["value"], "bold")
    if record["layer"]:
        line("layer", record["layer"])
        raw = record["printed"] if record["field"] in PARTS else record["raw"]
        if raw and raw not in (record["value"], json.dumps(record["value"], ensure_ascii=False)):
            line("as on the page", raw)
    elif record["asked"] is not None:
        line("layers asked", ", ".join(record["asked"]) or "none of this page's layers reads it")
    for failure in record["failures"]:
        line("a reader failed", f"layer {failure['layer']}, {failure['error']}")
    line("capture", f"{record['capture_id']}, fetched {record['fetched_at']}")
    invocation.stdout.print(Text.assemble(("from: ", "dim"), safe(record["capture_url"])), soft_wrap=True)
    line("read by", f"parser version {record['parser_version']}, revision {record['revision']}")
