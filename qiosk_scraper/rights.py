"""What a page reserves for its publisher: against archiving and snippets, text and data mining, training of models.

Read from the response headers and the meta tags of a capture; nothing is decided here. Names and values:
`X-Robots-Tag` and `<meta name="robots">` (and those of single crawlers of news), one directive each; the TDM
Reservation Protocol's `tdm-reservation` and `tdm-policy` (W3C community group report, 10 May 2024).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal

import lxml.html
from lxml import etree

from qiosk_scraper.items import Capture, Right
from qiosk_scraper.normalise.text import clean

_RESERVING = frozenset(
    {
        "none", "noindex", "nofollow", "noarchive", "nocache", "nosnippet", "noimageindex", "noai", "noimageai",
        "notranslate", "noodp", "nositelinkssearchbox", "indexifembedded",
    }
)  # fmt: skip
_WITH_VALUE = ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview")
_ROBOTS = frozenset({"robots", "googlebot", "googlebot-news", "bingbot", "qiosk"})
_TDM = ("tdm-reservation", "tdm-policy")
_WORTH_A_LOOK = re.compile(rb"name\s*=\s*[\"']?\s*(?:robots|googlebot|bingbot|qiosk|tdm-)", re.IGNORECASE)
_META = re.compile(rb"<meta\s[^<>]{0,4000}>", re.IGNORECASE)
_HIDING = re.compile(rb"<!--|<script\b", re.IGNORECASE)
_SCRIPT_END = re.compile(rb"</script", re.IGNORECASE)
_LONGEST = 500
_MOST = 50

AGAINST_ARCHIVING = frozenset({"noarchive", "nocache", "none"})
"""Directives (of `robots` and `x-robots-tag`) that ask for no copy to be shown."""
AGAINST_TRAINING = frozenset({"noai", "noimageai"})


def rights_of(capture: Capture) -> tuple[Right, ...]:
    """The reservations of a response, those of its headers first; each once. Never raises for bad content.

    Directives that permit (`index`, `max-snippet:-1`, `tdm-reservation: 0`) are none; a page's own `tdm-reservation`
    of 0 takes back that of its headers.
    """
    tags = list(islice(_meta_tags(capture.body), 4 * _MOST))
    found = dict.fromkeys(_from_headers(capture))
    if any(name == "tdm-reservation" for name, _ in tags):
        found = {right: None for right in found if right.name != "tdm-reservation"}
    for name, content in tags:
        found.update(dict.fromkeys(_tdm("meta", name, content) if name in _TDM else _directives("meta", name, content)))
    return tuple(found)[:_MOST]


def is_reserved(rights: tuple[Right, ...]) -> bool:
    """Whether the text may not be handed on without asking: mining is reserved, or archiving or training refused."""
    return any(
        right.name == "tdm-reservation" or right.value in AGAINST_ARCHIVING or right.value in AGAINST_TRAINING
        for right in rights
    )


def _from_headers(capture: Capture) -> Iterator[Right]:
    for name, value in capture.headers:
        if name == "x-robots-tag":
            yield from _directives("header", name, _for_all(value))
        elif name in _TDM:
            yield from _tdm("header", name, value)


def _meta_tags(body: bytes) -> Iterator[tuple[str, str]]:
    """(name, content) of the meta tags that may reserve something, in order.

    Read from the bytes: a page is parsed once, for its article, and what stands here is ASCII in every charset.
    """
    plain = body.replace(b"\x00", b"") if b"\x00" in body[:64] else body
    if not _WORTH_A_LOOK.search(plain):
        return
    for tag in _META.finditer(_shown(plain)):
        try:
            element = lxml.html.fragment_fromstring(tag[0].decode("utf-8", "replace"))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            continue
        name, content = (element.get("name") or "").strip().lower(), element.get("content")
        if content is not None and (name in _ROBOTS or name in _TDM):
            yield name, content


def _shown(body: bytes) -> bytes:
    """The page without comments and scripts; what is not closed hides the rest. One pass, whatever stands there."""
    kept: list[bytes] = []
    at = 0
    while (start := _HIDING.search(body, at)) is not None:
        kept.append(body[at : start.start()])
        end = body.find(b"-->", start.end()) if start[0] == b"<!--" else _end_of_script(body, start.end())
        if end < 0:
            return b" ".join(kept)
        at = end + 1
    return b" ".join([*kept, body[at:]])


def _end_of_script(body: bytes, at: int) -> int:
    found = _SCRIPT_END.search(body, at)
    return found.start() if found else -1


def _for_all(value: str) -> str:
    """The part of an X-Robots-Tag that speaks to everybody or to us: `otherbot: noindex, nofollow` does not."""
    named = re.match(r"\s*([A-Za-z][\w-]*)\s*:(?!//)\s*(.*)", value, re.DOTALL)
    if named is None or named[1].lower() in _WITH_VALUE:
        return value
    return named[2] if named[1].lower() in (*_ROBOTS, "*") else ""


def _directives(source: Literal["header", "meta"], name: str, text: str) -> Iterator[Right]:
    rest = text[: _LONGEST * 4]
    # A date has a comma in it: `unavailable_after: 25 Jun 2030 15:00:00 GMT`, `Wed, 25 Jun 2030 …`.
    if until := re.search(r"unavailable_after\s*:\s*((?:[A-Za-z]{3,9},\s*)?[^,]*)", rest, re.IGNORECASE):
        rest = rest.replace(until[0], "")
        yield Right(source, name, f"unavailable_after: {clean(until[1])[:_LONGEST]}")
    for part in re.split(r"[,;]", rest):
        directive = clean(part).lower()[:_LONGEST]
        head, colon, value = directive.partition(":")
        if directive in _RESERVING:
            yield Right(source, name, directive)
        elif colon and head.strip() in _WITH_VALUE and value.strip() in ("0", "none"):
            yield Right(source, name, f"{head.strip()}:{value.strip()}")


def _tdm(source: Literal["header", "meta"], name: str, value: str) -> Iterator[Right]:
    text = clean(value)[:_LONGEST]
    if (name == "tdm-reservation" and text == "1") or (name == "tdm-policy" and text):
        yield Right(source, name, text)
