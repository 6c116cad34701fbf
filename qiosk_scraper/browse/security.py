"""What stands before every page: who may ask, how, and what a browser may do with the answer."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from qiosk_scraper.browse.log import note
from qiosk_scraper.browse.spreadsheets import harmless_rows

if TYPE_CHECKING:
    from datasette.app import Datasette

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOCAL_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "x-robots-tag": "noindex, nofollow, noarchive",
}
ROBOTS = b"User-agent: *\nDisallow: /\n"
_PICTURE = "x-picture-from"
"""A header of our own pages, taken off again: the one host from which the reader asked for a picture."""
_SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\[\]]*)(:\d{1,5})?")


def policy(picture_from: str | None = None) -> str:
    """The Content-Security-Policy of a page; with the host from which the reader wants to see a picture."""
    rules = CSP | ({"img-src": picture_from} if picture_from else {})
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def picture_header(url: str) -> dict[str, str]:
    """The header by which a page asks for one picture's host to be let through; empty for what is no web address."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9.-]+(:\d{1,5})?", host):
        return {}
    return {_PICTURE: f"{parts.scheme}://{host}"}


def guarded(app: App, hosts: frozenset[str], *, reading_only: bool) -> App:
    """The app behind the guard. `hosts` are the names it answers to; with `reading_only` nothing can be sent to it."""

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        asked = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        named = _HOST.fullmatch(asked[0]) if len(asked) == 1 else None
        if named is None or named[1].lower() not in hosts:
            what = "This address is not one under which the archive is served."
            to_do = "Open it as http://127.0.0.1 with the port that `qiosk browse` printed."
            await _refuse(scope, send, 400, f"unknown host {', '.join(asked)[:80]!r}", what, to_do)
        elif reading_only and scope["method"] not in ("GET", "HEAD"):
            await _refuse(scope, send, 405, f"method {scope['method'][:20]}", "The archive can only be read here.",
                          "Go back to the front page.")  # fmt: skip
        elif scope["path"] == "/robots.txt":
            await _answer(send, 200, ROBOTS, "text/plain; charset=utf-8")
        else:
            await app(scope, receive, harmless_rows(_with_headers(send), scope))

    return guard


def _with_headers(send: Send) -> Send:
    async def with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(bytes(name).lower(), value) for name, value in message.get("headers", ())]
            given = {name.decode("latin-1"): value.decode("latin-1") for name, value in headers}
            csp = given.get("content-security-policy")
            added = HEADERS | {"content-security-policy": csp if csp == _SANDBOX else policy(given.get(_PICTURE))}
            taken = {*added, _PICTURE}
            message = dict(message)
            message["headers"] = [(name, value) for name, value in headers if name.decode("latin-1") not in taken] + [
                (name.encode(), value.encode("latin-1")) for name, value in added.items()
            ]
        await send(message)

    return with_headers


SANDBOXED = {"content-security-policy": _SANDBOX}
"""Headers of a file that came from elsewhere: even opened by hand it can do nothing."""


async def _refuse(scope: Scope, send: Send, status: int, why: str, what: str, to_do: str) -> None:
    note(status, scope["path"], why)
    page = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(what)}</title></head>'
        f"<body><main><h1>{escape(what)}</h1><p>{escape(to_do)}</p></main></body></html>"
    )
    await _answer(send, status, page.encode(), "text/html; charset=utf-8")


async def _answer(send: Send, status: int, body: bytes, content_type: str) -> None:
    start = _with_headers(send)
    headers = [(b"content-type", content_type.encode()), (b"content-length", str(len(body)).encode())]
    await start({"type": "http.response.start", "status": status, "headers": headers})
    await start({"type": "http.response.body", "body": body})


def hosts_of(datasette: Datasette) -> frozenset[str]:
    """Loopback, and what `plugins: {qiosk: {hosts: [...]}}` of the metadata adds."""
    added = (datasette.plugin_config("qiosk") or {}).get("hosts", ())
    return LOCAL_HOSTS | {str(host).lower() for host in added}
