"""`qiosk inspect`: each field of a page, its value, and the layer that answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, is_dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from qiosk_scraper.cli.command import Invocation, QioskCommand, dry_run_option, pass_invocation, record_options
from qiosk_scraper.cli.log import logging_for
from qiosk_scraper.cli.output import print_records, to_json
from qiosk_scraper.cli.pages import PageUrl, address_in, is_address, no_article, read_page, url_fault
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import Article, Capture, NotAnArticle

if TYPE_CHECKING:
    from qiosk_scraper.outlet import Outlet

SHOWN = 160
"""Characters of a value in the table; `--json`, `--nl` and `--csv` have all."""
COLUMNS = ("field", "value", "layer")


@click.command(cls=QioskCommand, name="inspect")
@click.argument("page", metavar="URL|FILE")
@click.option("--url", type=PageUrl(), help="The address FILE was saved from; else the one it names.")
@click.option("--outlet", "outlet_slug", metavar="SLUG", help="Read it as this outlet's; else the URL's host decides.")
@dry_run_option
@record_options
@pass_invocation
def command(invocation: Invocation, page: str, url: str | None, outlet_slug: str | None) -> None:
    """Show each field of a page, its value, and the layer that answered.

    A URL is fetched once, politely; a FILE (- for standard input) is read as the page of --url, else of the address
    it names. Nothing is stored. With -v also what other layers say of a field, below what was chosen.
    """
    from qiosk_scraper.outlets import find_outlet
    from qiosk_scraper.parse import parse

    outlet = find_outlet(outlet_slug) if outlet_slug else None
    if invocation.dry_run:
        invocation.say(f"Would {'fetch' if is_address(page) else 'read'} {page}.")
        return
    capture = capture_of(invocation, page, url, "qiosk inspect")
    try:
        article = parse(capture.body, url or capture.url, headers=dict(capture.headers), outlet=outlet)
    except NotAnArticle as error:
        raise no_article(error, page) from error
    answers = explain(article)
    if invocation.verbosity:
        answers = list(_with_others(answers, other_answers(capture, url, outlet or find_for(article))))
    if invocation.output in (None, "table"):
        room = _room(invocation, answers)
        answers = [{**answer, "value": shortened(answer["field"], answer["value"], room)} for answer in answers]
        named = ""
        for answer in answers:  # a field that has several answers is named once
            answer["field"], named = ("" if answer["field"] == named else answer["field"]), answer["field"]
    print_records(invocation, answers, COLUMNS)


def find_for(article: Article) -> Outlet:
    """The outlet an article was read as."""
    from qiosk_scraper.outlets import all_outlets, outlet_on_the_fly

    return all_outlets().get(article.outlet) or outlet_on_the_fly(article.url)


def _room(invocation: Invocation, answers: list[dict[str, Any]]) -> int:
    """Characters of a value: one line of the terminal, `SHOWN` elsewhere."""
    if not invocation.stdout.is_terminal:
        return SHOWN
    beside = sum(max((len(str(answer[name] or "")) for answer in answers), default=0) for name in ("field", "layer"))
    return max(30, invocation.stdout.width - beside - 6)


def other_answers(capture: Capture, url: str | None, outlet: Outlet) -> list[dict[str, Any]]:
    """What every layer says of every field, `{"field", "value", "layer"}`, in the layers' order."""
    from qiosk_scraper.layers import layers_for
    from qiosk_scraper.outlet import ARTICLE_FIELDS
    from qiosk_scraper.page import Page
    from qiosk_scraper.reading import Reading

    page = Page(replace(capture, url=url or capture.url))
    reading = Reading(page, outlet, layers_for(page, outlet))
    return [
        {"field": name, "value": _plain(name, found.value), "layer": found.layer}
        for name in ARTICLE_FIELDS
        for found in reading.candidates(name)
    ]


def _plain(field: str, value: Any) -> Any:
    if field == "body":
        blocks = list(value)
        return f"{len(blocks)} blocks, {sum(len(block.text) for block in blocks)} characters"
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, (list, tuple)):
        return [_plain("", one) for one in value]
    return value


def _with_others(answers: list[dict[str, Any]], others: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The answers, each followed by those of the layers that were not chosen."""
    for answer in answers:
        yield answer
        for other in others:
            if other["field"] == answer["field"] and other["layer"] != answer["layer"]:
                yield other


def capture_of(invocation: Invocation, page: str, url: str | None, command: str) -> Capture:
    """The page at an address, fetched once, or in a file that was saved from `url`, else from the address in it."""
    if is_address(page):
        return _fetch(invocation, page)
    body = read_page(page)
    if url is None and (url := address_in(body)):
        invocation.say(f"Read as {url}, which the page names as its own; --url gives another.")
    if url is None:
        to_do = "the page names no address of its own: give the one it was saved from"
        raise QioskError("missing option --url", f"{command} {page}", to_do, ExitCode.USAGE)
    return Capture(url=url, body=body)


def _fetch(invocation: Invocation, address: str) -> Capture:
    from qiosk_scraper.fetching.fetch_once import fetch_once

    if fault := url_fault(address):
        raise QioskError("no address of a page", address, fault, ExitCode.USAGE)
    with logging_for(invocation):
        try:
            return fetch_once(address, contact=invocation.config.crawl.contact)
        except NotAnArticle as error:
            raise no_article(error, address) from error


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


def shortened(field: str, value: Any, most: int = SHOWN) -> str | None:
    """A field's value as one text of so many characters for the table."""
    text = _as_text(field, value)
    return text if text is None or len(text) <= most else f"{text[: most - 1].rstrip()}…"


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
