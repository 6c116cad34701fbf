"""Pages named on the command line: a saved file, standard input, or an address."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import NotAnArticle

MAX_BYTES = 32 * 1024 * 1024
"""What the crawler takes of one response, too."""

_ADVICE = {
    "listing": "this is a list of articles: `qiosk crawl` takes its address",
    "not_html": "give an HTML page",
    "empty": "save the page again",
    "truncated": "save the page again, whole",
    "empty_body": "its template is not known yet: a reader for its outlet is missing",
    "needs_javascript": "save it from a browser, after it has loaded",
    "consent_wall": "save it from a browser, after consent",
    "login_wall": "save it from a browser, signed in",
    "captcha": "save it from a browser",
    "parser_error": "this is a bug; keep the page to report with it",
}


class PageUrl(click.ParamType[str]):
    """An http(s) address with a host; anything else is refused with what is wrong."""

    name = "url"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        text = str(value).strip()
        if fault := url_fault(text):
            self.fail(f"{text!r} is no address of a page: {fault}", param, ctx)
        return text


def url_fault(text: str) -> str | None:
    """What is wrong with an address, or None."""
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        return str(error).lower()
    if parts.scheme.lower() not in ("http", "https"):
        return "it has to begin with http:// or https://"
    if not host or re.search(r"[\s\x00-\x1f<>\"{}|\\^`]", parts.netloc) or re.search(r"[\s\x00-\x1f]", text):
        return "white space or a bad host"
    return None


def is_address(text: str) -> bool:
    """Whether a target is meant as an address: it names a scheme."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:/", text) is not None


def address_in(body: bytes) -> str | None:
    """The address that a saved page names: in the comment of the browser that saved it, else as its own."""
    from qiosk_scraper.items import Capture
    from qiosk_scraper.layers import json_ld, open_graph
    from qiosk_scraper.page import Page

    if found := _SAVED_FROM.search(body[:_BEGINNING]):
        named = [found[1].decode("utf-8", "replace")]
    else:
        page = Page(Capture(url="", body=body))
        try:
            named = [url for url in (open_graph.canonical_url(page), json_ld.canonical_url(page)) if url]
        except NotAnArticle:
            return None
    return next((url for url in named if url_fault(url) is None), None)


_SAVED_FROM = re.compile(rb"<!--[^>]{0,40}?(?:saved from url=\(\d{1,4}\)|SingleFile\s+url: )(https?://[^\s>]+)")
"""`<!-- saved from url=(0034)https://news.example/a-story -->`, and the comment of SingleFile."""
_BEGINNING = 4_096


def read_page(file: str) -> bytes:
    """The bytes of FILE, or of standard input for `-`.

    Raises QioskError: USAGE when it cannot be opened, NOT_AN_ARTICLE when it is larger than any page.
    """
    try:
        if file == "-":
            body = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(file).open("rb") as stream:
                body = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        to_do = "check the path, or give - to read standard input"
        raise QioskError(f"page not readable: {reason}", _named(file), to_do, ExitCode.USAGE) from error
    if len(body) > MAX_BYTES:
        raise no_article(NotAnArticle("too_large", f"more than {MAX_BYTES} bytes"), file)
    return body


def no_article(error: NotAnArticle, where: str) -> QioskError:
    """The refusal of a page as an error of the command line, exit code 11, with the reason's word in it."""
    what = ": ".join(filter(None, ("no article", error.reason, error.detail)))
    to_do = _ADVICE.get(error.reason, "give the page of one article")
    return QioskError(what, _named(where), to_do, ExitCode.NOT_AN_ARTICLE)


def _named(file: str) -> str:
    return "standard input" if file == "-" else file
