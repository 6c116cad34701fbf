"""What a response is, from its first bytes and its shape."""

from __future__ import annotations

import json
import re
import zlib
from enum import Enum
from typing import Any

from qiosk_scraper.decoding.charset import decode
from qiosk_scraper.items import Capture

MOST_BYTES = 50 * 1024 * 1024
"""Of an unpacked sitemap: the limit of the sitemap protocol."""
_ROOT = re.compile(r"<(?:[\w\-]+:)?(rss|feed|rdf|channel|urlset|sitemapindex)[\s>/]", re.IGNORECASE)
_NAMED = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*)?<!DOCTYPE\s+(?:[\w\-]+:)?(rss|feed|rdf|urlset|sitemapindex)\b", re.IGNORECASE
)
"""A document type of its own may be longer than what is looked at here."""
_LINES_OF_ADDRESSES = re.compile(r"https?://\S+[ \t]*(?:\r?\n\s*https?://\S+[ \t]*)*(?:\r?\n\s*\S{0,2083})?\s*")
"""A sitemap may be a text file of one address a line; the last one may be cut, as no more is looked at."""
_MARKS_AND_BLANKS = re.compile("^(?:\u00ef\u00bb\u00bf|[\ufeff \\t\\r\\n\x00])+")
_PROLOGUE = re.compile(r"\s*(?:<\?[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|\s)*", re.IGNORECASE | re.DOTALL)


class Sniffed(Enum):
    FEED = "feed"
    SITEMAP = "sitemap"
    LOAD_MORE = "load_more"
    HTML = "html"
    OTHER = "other"


def unpacked(body: bytes) -> bytes:
    """The bytes, unzipped if they are gzip (`sitemap.xml.gz`): of a file cut short what came, of a bomb 50 MiB."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, MOST_BYTES)
    except zlib.error:
        return b""


def sniff(capture: Capture) -> Sniffed:
    """What the bytes are; `OTHER` for nothing, for pictures, for JSON cut short."""
    body = unpacked(capture.body)
    start = _start(body)
    if not start:
        return Sniffed.OTHER
    if start[0] in "{[" or re.match(r"[\w.$]{1,60}\(\s*[{\[]", start):
        record = read_json(body, capture.header("content-type"))
        if record is None:
            return Sniffed.OTHER
        return Sniffed.FEED if is_json_feed(record) else Sniffed.LOAD_MORE
    if _LINES_OF_ADDRESSES.fullmatch(start):
        return Sniffed.SITEMAP
    if start[0] != "<":
        return Sniffed.HTML if re.search(r"<(?:html|body|div|p|article)\b", start, re.IGNORECASE) else Sniffed.OTHER
    prologue = _PROLOGUE.match(start)
    root = _ROOT.match(start, prologue.end() if prologue else 0) or _NAMED.match(start)
    if root is None:
        return Sniffed.HTML
    return Sniffed.SITEMAP if root[1].lower() in ("urlset", "sitemapindex") else Sniffed.FEED


def _start(body: bytes) -> str:
    """The first 4,000 bytes as text, without marks and blanks before them."""
    head = body[:4_000]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        text = head.decode("latin-1")
    return _MARKS_AND_BLANKS.sub("", text, count=1)


def read_json(body: bytes, content_type: str | None) -> Any | None:
    """The JSON value of an answer, a call wrapped around it taken off; None if there is none."""
    named = content_type if content_type and "charset" in content_type else "application/json; charset=utf-8"
    text = decode(body, named).strip("\ufeff \t\r\n;")
    if match := re.fullmatch(r"[\w.$]{1,60}\((.*)\)", text, re.DOTALL):
        text = match[1]
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def is_json_feed(record: Any) -> bool:
    """Whether a JSON value is a feed: it says so, or its items have addresses."""
    if not isinstance(record, dict):
        return False
    if "jsonfeed.org" in str(record.get("version", "")):
        return True
    items = record.get("items")
    return isinstance(items, list) and any(
        isinstance(item, dict) and ("url" in item or "external_url" in item) for item in items
    )
