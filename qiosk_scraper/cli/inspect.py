"""`qiosk inspect`: each field of a page, its value, and the layer that answered."""

from __future__ import annotations

from typing import Any

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, dry_run_option, pass_invocation, record_options
from qiosk_scraper.cli.log import logging_for
from qiosk_scraper.cli.output import print_records, to_json
from qiosk_scraper.cli.pages import PageUrl, is_address, no_article, read_page, url_fault
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import Article, Capture, NotAnArticle

SHOWN = 160
"""Characters of a value in the table; `--json`, `--nl` and `--csv` have all."""
COLUMNS = ("field", "value", "layer")


@click.command(cls=QioskCommand, name="inspect")
@click.argument("page", metavar="URL|FILE")
@click.option("--url", type=PageUrl(), help="The address FILE was saved from.")
@click.option("--outlet", "outlet_slug", metavar="SLUG", help="Read it as this outlet's; else the URL's host decides.")
@dry_run_option
@record_options
@pass_invocation
def command(invocation: Invocation, page: str, url: str | None, outlet_slug: str | None) -> None:
    """Show each field of a page, its value, and the layer that answered.

    A URL is fetched once, politely; a FILE (- for standard input) needs --url. Nothing is stored.
    """
    from qiosk_scraper.outlets import find_outlet
    from qiosk_scraper.parse import parse

    outlet = find_outlet(outlet_slug) if outlet_slug else None
    if invocation.dry_run:
        invocation.say(f"Would {'fetch' if is_address(page) else 'read'} {page}.")
        return
    capture = _fetch(invocation, page) if is_address(page) else _read(page, url)
    try:
        article = parse(capture.body, url or capture.url, headers=dict(capture.headers), outlet=outlet)
    except NotAnArticle as error:
        raise no_article(error, page) from error
    answers = explain(article)
    if invocation.output in (None, "table"):
        answers = [{**answer, "value": shortened(answer["field"], answer["value"])} for answer in answers]
    print_records(invocation, answers, COLUMNS)


def _read(file: str, url: str | None) -> Capture:
    if url is None:
        to_do = "give the address it was saved from, or an http(s) address instead of a file"
        raise QioskError("missing option --url", f"qiosk inspect {file}", to_do, ExitCode.USAGE)
    return Capture(url=url, body=read_page(file))


def _fetch(invocation: Invocation, address: str) -> Capture:
    from qiosk_scraper.fetching.fetch_once import fetch_once

    if fault := url_fault(address):
        raise QioskError("no address of a page", address, fault, ExitCode.USAGE)
    with logging_for(invocation):
        return fetch_once(address, contact=invocation.config.crawl.contact)


def explain(article: Article) -> list[dict[str, Any]]:
    """One record a field, `{"field", "value", "layer"}`, in the order of the article's JSON; `layer` is None for what
    no reader gave. Readers that failed come last, their error as the value."""
    answered = article.answered_by
    record = article.to_dict()
    for name in ("answered_by", "text"):
        record.pop(name)
    rows: list[dict[str, Any]] = []
    for field, value in record.items():
        if field == "photos":
            for role in ("lead", "inline"):
                shown = [photo for photo in value if photo["role"] == role]
                rows.append({"field": f"{role}_photo" + "s" * (role == "inline"), "value": shown})
        else:
            rows.append({"field": field, "value": value})
    for row in rows:
        row["layer"] = answered.get(row["field"].removesuffix("_raw"))
    rows += [
        {"field": failure.field, "value": f"the reader failed: {failure.error}", "layer": failure.layer}
        for failure in article.failures
    ]
    return rows


def shortened(field: str, value: Any) -> str | None:
    """A field's value as one short text for the table."""
    text = _as_text(field, value)
    return text if text is None or len(text) <= SHOWN else f"{text[: SHOWN - 1].rstrip()}…"


def _as_text(field: str, value: Any) -> str | None:
    if value is None or value == [] or isinstance(value, str):
        return value or None
    if not isinstance(value, list):
        return to_json(value)
    texts = [_item_text(item) for item in value]
    if field == "body":
        return f"{len(value)} blocks, {sum(len(text.split()) for text in texts)} words: {' '.join(texts)}"
    if field in ("teasers", "inline_photos", "corrections"):
        return f"{len(value)}: {'; '.join(texts)}"
    return "; ".join(texts)


def _item_text(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    if "role" in item:
        parts = (item.get("caption"), f"credit {item['credit']}" if item.get("credit") else None, item.get("url"))
        return " | ".join(part for part in parts if part)
    return str(item.get("name") or item.get("text") or item.get("headline") or item.get("url") or "")
