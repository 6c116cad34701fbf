"""What each faulty URL of the outlet answers. A function of an `Exchange` each; the cases name them."""

from __future__ import annotations

import time
from collections.abc import Callable
from email.utils import formatdate

from fault_outlet import pages
from fault_outlet.server import Exchange, Fault

MOST_SENT = 200 * 1024 * 1024
"""Where an endless answer ends all the same: far beyond every limit."""


def _page(exchange: Exchange) -> bytes:
    return pages.article(exchange.slug)


# -- connections ------------------------------------------------------------------------------------------------------


def raw(data: bytes) -> Fault:
    """These bytes and nothing more."""
    return lambda exchange: exchange.send(data)


def reset(exchange: Exchange) -> None:
    exchange.reset()


def reset_in_body(exchange: Exchange) -> None:
    body = _page(exchange)
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:400])
    exchange.wait(0.05)
    exchange.reset()


def hang(exchange: Exchange) -> None:
    exchange.wait(60)


def passing(times: int, fault: Fault) -> Fault:
    """The fault so often, the page after that."""

    def answer(exchange: Exchange) -> None:
        if exchange.number < times:
            fault(exchange)
        else:
            exchange.article()

    return answer


# -- statuses ---------------------------------------------------------------------------------------------------------


def status(code: int, **headers: str) -> Fault:
    """A status with the page of an error; `Retry_After` for Retry-After."""
    body = f"<!DOCTYPE html><title>Status {code}</title><h1>Status {code}</h1>".encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda exchange: exchange.reply(code, body, named)


def wait_until(seconds: float) -> Fault:
    """429 with a date; dates have whole seconds, so it is the next one."""

    def answer(exchange: Exchange) -> None:
        status(429, Retry_After=formatdate(time.time() + seconds + 1, usegmt=True))(exchange)

    return answer


def without_body(code: int) -> Fault:
    return lambda exchange: exchange.reply(code, b"", {"Content-Length": "" if code in (204, 304) else "0"})


def body_of(data: bytes, code: int = 200, **headers: str) -> Fault:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda exchange: exchange.reply(code, data, named)


# -- redirects --------------------------------------------------------------------------------------------------------


def redirect(location: str, code: int = 302) -> Fault:
    """Leads to `location`; `{root}`, `{canary}`, `{port}` and `{canary_port}` stand for the outlet's."""

    def answer(exchange: Exchange) -> None:
        outlet = exchange.outlet
        target = location.format(
            root=outlet.root, canary=outlet.canary, port=outlet.port, canary_port=outlet.canary_port
        )
        exchange.send(
            b"HTTP/1.1 %d Moved\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n" % (code, target.encode("utf-8"))
        )
        exchange.keep = True

    return answer


def chain(hops: int) -> Fault:
    """`?n=1` leads to `?n=2` and so on; the page comes after so many."""

    def answer(exchange: Exchange) -> None:
        at = int(exchange.query.removeprefix("n=") or 0)
        if at >= hops:
            exchange.article()
        else:
            redirect(f"{exchange.path}?n={at + 1}")(exchange)

    return answer


def redirect_to_itself(exchange: Exchange) -> None:
    """Until a cookie comes back, which never does."""
    if "cookie" in exchange.headers:
        exchange.article()
    else:
        exchange.reply(302, b"", {"Location": exchange.path, "Set-Cookie": "seen=1; Path=/"})


def see_other_pair(exchange: Exchange) -> None:
    """One address leads to the other and back."""
    other = exchange.path.rstrip("/") + "?b" if not exchange.query else exchange.path
    redirect(other)(exchange)


# -- floods and drips -------------------------------------------------------------------------------------------------


def _flood(exchange: Exchange, piece: bytes) -> None:
    while exchange.sent < MOST_SENT:
        exchange.send(piece)


def endless_body(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + _page(exchange))
    _flood(exchange, b"<p>More and more of the same tale, without an end.</p>\n" * 1000)


def endless_chunks(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    _flood(exchange, b"%x\r\n" % 50_000 + b"a" * 50_000 + b"\r\n")


def endless_headers(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\n")
    _flood(exchange, b"".join(b"X-More-%d: %s\r\n" % (number, b"v" * 900) for number in range(60)))


def endless_header_line(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    _flood(exchange, b"v" * 60_000)


def endless_interim(exchange: Exchange) -> None:
    _flood(exchange, b"HTTP/1.1 102 Processing\r\nX-Still: busy\r\n\r\n" * 1000)


def announced(length: int) -> Fault:
    """So many bytes announced, a few sent."""

    def answer(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n<html>" % length)
        exchange.wait(30)

    return answer


def slow_headers(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\n")
    for number in range(600):
        exchange.wait(0.1)
        exchange.send(b"X-Drip-%d: drop\r\n" % number)


def slow_body(exchange: Exchange) -> None:
    body = _page(exchange)
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body))
    for letter in body:
        exchange.wait(0.1)
        exchange.send(bytes([letter]))


def slow_chunks(exchange: Exchange) -> None:
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(600):
        exchange.wait(0.1)
        exchange.send(b"1\r\na\r\n")


# -- lengths and framing ----------------------------------------------------------------------------------------------


def length_off_by(more: int) -> Fault:
    """Content-Length says so many bytes more (or fewer) than there are."""

    def answer(exchange: Exchange) -> None:
        body = _page(exchange)
        exchange.send(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
            % (len(body) + more)
            + body
        )

    return answer


def chunks(*, end: bool = True, size: bytes | None = None) -> Fault:
    """The page in chunks, with or without the last one; or the second with a nonsense size."""

    def answer(exchange: Exchange) -> None:
        body = _page(exchange)
        exchange.send(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n"
        )
        exchange.send(b"%x\r\n%s\r\n" % (500, body[:500]))
        exchange.send(b"%s\r\n%s\r\n" % (size or b"%x" % len(body[500:]), body[500:]))
        if end:
            exchange.send(b"0\r\n\r\n")
            exchange.keep = True

    return answer


def chunk_in_half(exchange: Exchange) -> None:
    body = _page(exchange)
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    exchange.send(b"%x\r\n%s" % (len(body), body[:700]))


def until_closed(exchange: Exchange) -> None:
    """HTTP/1.0: the end of the connection is the end of the page."""
    exchange.send(b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + _page(exchange))


def closed_early(exchange: Exchange) -> None:
    """The same, but the last third is missing."""
    body = _page(exchange)
    exchange.send(b"HTTP/1.0 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body[: len(body) - 300])


def with_head(head: bytes) -> Fault:
    """The page below these header lines as they are, Content-Length added."""

    def answer(exchange: Exchange) -> None:
        body = _page(exchange)
        exchange.send(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n" % len(body)
            + head
            + b"\r\n"
            + body
        )
        exchange.keep = True

    return answer


def line_feeds_only(exchange: Exchange) -> None:
    body = _page(exchange)
    exchange.send(b"HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\nContent-Length: %d\n\n" % len(body) + body)


def cookies(count: int) -> bytes:
    return b"".join(b"Set-Cookie: c%d=%s; Path=/; Domain=127.0.0.1\r\n" % (n, b"v" * 40) for n in range(count))


def two_answers(exchange: Exchange) -> None:
    """A second answer behind the first, for whoever asks next on this connection."""
    body = _page(exchange)
    forged = pages.article("forged-tale")
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
    exchange.send(head % len(body) + body + head % len(forged) + forged)
    exchange.keep = True


def attributes(count: int = 1_000_000) -> str:
    return f"<p {' '.join(f'a{n}=1' for n in range(count))}>x</p>"


def heavy(markup: Callable[[], str]) -> Fault:
    """The page with this below its text."""
    return lambda exchange: exchange.article(more=markup())


def with_more(head: str = "", more: str = "") -> Fault:
    """A good article with something in its head or below its text; `{canary}` stands for the canary."""
    return lambda exchange: exchange.article(
        head=head.replace("{canary}", exchange.outlet.canary), more=more.replace("{canary}", exchange.outlet.canary)
    )
