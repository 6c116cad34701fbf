"""A server that writes bytes to its sockets as each fault wants them, and the canary beside it."""

from __future__ import annotations

import select
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from fault_outlet import pages

HTML = {"Content-Type": "text/html; charset=utf-8"}


class Asked(NamedTuple):
    """One request as the server saw it."""

    path: str
    """With the query."""
    at: float
    """Seconds, monotonic."""
    headers: dict[str, str]


class Gone(Exception):
    """The client went away, or the server is closing."""


@dataclass
class Exchange:
    """One request and the socket to answer it on. A fault writes what it likes; afterwards the connection is closed
    unless `keep` says that it may be used again."""

    outlet: FaultOutlet
    sock: socket.socket
    path: str
    query: str
    headers: dict[str, str]
    number: int
    """How often this path was asked before."""
    keep: bool = False
    sent: int = 0

    @property
    def slug(self) -> str:
        return self.path.rstrip("/").rpartition("/")[2]

    def send(self, data: bytes) -> None:
        """Raises `Gone`."""
        try:
            self.sock.sendall(data)
        except OSError:
            raise Gone from None
        self.sent += len(data)

    def wait(self, seconds: float) -> None:
        """Lets time pass. Raises `Gone` when the client left meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if self.outlet.closing.wait(min(left, 0.05)) or self._is_gone():
                raise Gone
        if self._is_gone():
            raise Gone

    def _is_gone(self) -> bool:
        try:
            return bool(select.select([self.sock], [], [], 0)[0]) and self.sock.recv(1, socket.MSG_PEEK) == b""
        except OSError:
            return True

    def reply(self, status: int = 200, body: bytes = b"", headers: dict[str, str] | None = None) -> None:
        """A whole answer that is as it should be, but for what `headers` says otherwise."""
        shown = {"Content-Length": str(len(body)), **HTML, **(headers or {})}
        lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in shown.items() if value)]
        self.send("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        self.keep = True

    def article(self, **options: str) -> None:
        """The page that belongs to this address."""
        self.reply(200, pages.article(self.slug, **options))

    def reset(self) -> None:
        """Closes so that the client sees a reset, not an end."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise Gone


Fault = Callable[[Exchange], None]


@dataclass
class FaultOutlet:
    """The running outlet. `answers` maps a path to its fault; every other path below `/news/` is a good article, and
    `/list/a,b,c` a section page that links `/news/a`, `/news/b`, `/news/c`."""

    root: str = ""
    canary: str = ""
    """Address of the listener that must never be asked."""
    canary_log: list[bytes] = field(default_factory=list)
    """What connected to it sent."""
    log: list[Asked] = field(default_factory=list)
    answers: dict[str, Fault] = field(default_factory=dict)
    below: dict[str, Fault] = field(default_factory=dict)
    """Faults of everything whose path begins so."""
    robots: Fault | bytes = b"User-agent: *\nDisallow: /private/\n"
    sent: dict[str, int] = field(default_factory=dict)
    """Bytes written for a path, all answers together."""
    most_open: int = 0
    """Requests that were open at the same time."""
    closing: threading.Event = field(default_factory=threading.Event)
    tls: ssl.SSLContext | None = None
    _open: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def port(self) -> int:
        return int(self.root.rpartition(":")[2])

    @property
    def canary_port(self) -> int:
        return int(self.canary.rpartition(":")[2])

    def asked(self, path: str) -> list[Asked]:
        """The requests for a path, whatever their query."""
        return [one for one in self.log if one.path.partition("?")[0] == path]

    def paths(self) -> list[str]:
        """Everything asked for, in order, robots.txt left out."""
        return [one.path for one in self.log if one.path != "/robots.txt"]

    def serve(self, exchange: Exchange) -> None:
        if exchange.path == "/robots.txt":
            if callable(self.robots):
                self.robots(exchange)
            else:
                exchange.reply(200, self.robots, {"Content-Type": "text/plain"})
        elif (fault := self._fault(exchange.path)) is not None:
            fault(exchange)
        elif exchange.path.startswith("/news/"):
            exchange.article()
        elif exchange.path.startswith("/list/"):
            slugs = exchange.path.removeprefix("/list/").strip("/").split(",")
            exchange.reply(200, pages.section(f"/news/{slug}" for slug in slugs))
        else:
            exchange.reply(404, b"<!DOCTYPE html><title>Not here</title><h1>Not here</h1>")

    def _fault(self, path: str) -> Fault | None:
        fault = self.answers.get(path) or self.answers.get(path.rstrip("/"))
        return fault or next((self.below[start] for start in self.below if path.startswith(start)), None)

    def _connection(self, sock: socket.socket) -> None:
        if self.tls is not None:
            try:
                sock.settimeout(10)
                sock = self.tls.wrap_socket(sock, server_side=True)
            except OSError:
                sock.close()
                return
        with sock, suppress(Gone, OSError):
            sock.settimeout(60)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while (head := _read_head(sock)) is not None:
                target, headers = head
                parts = urlsplit(target)
                with self._lock:
                    number = len(self.asked(parts.path))
                    self.log.append(Asked(target, time.monotonic(), headers))
                    self._open += 1
                    self.most_open = max(self.most_open, self._open)
                exchange = Exchange(self, sock, parts.path, parts.query, headers, number)
                try:
                    self.serve(exchange)
                finally:
                    with self._lock:
                        self._open -= 1
                        self.sent[parts.path] = self.sent.get(parts.path, 0) + exchange.sent
                if not exchange.keep:
                    return


def _read_head(sock: socket.socket) -> tuple[str, dict[str, str]] | None:
    head = b""
    while b"\r\n\r\n" not in head:
        try:
            more = sock.recv(65_536)
        except OSError:
            return None
        if not more or len(head) > 1_000_000:
            return None
        head += more
        if head[:1] == b"\x16":  # somebody begins to speak TLS
            with suppress(OSError):
                sock.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            return None
    first, *lines = head.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    return first.split(" ")[1], {name.lower(): value.strip() for name, _, value in pairs}


def _listen(
    handle: Callable[[socket.socket], None], closing: threading.Event
) -> tuple[socket.socket, threading.Thread]:
    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    listener.settimeout(0.1)

    def accept() -> None:
        while not closing.is_set():
            try:
                sock, _ = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            threading.Thread(target=handle, args=(sock,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    return listener, thread


@contextmanager
def fault_outlet(tls: ssl.SSLContext | None = None) -> Iterator[FaultOutlet]:
    """The outlet and its canary on free ports while the block runs; with `tls`, the outlet speaks https."""
    outlet = FaultOutlet(tls=tls)

    def note(sock: socket.socket) -> None:
        with sock, suppress(OSError):
            sock.settimeout(0.5)
            outlet.canary_log.append(b"connected")
            outlet.canary_log.append(sock.recv(4096))

    listener, thread = _listen(outlet._connection, outlet.closing)
    canary, canary_thread = _listen(note, outlet.closing)
    outlet.root = f"http{'s' if tls else ''}://127.0.0.1:{listener.getsockname()[1]}"
    outlet.canary = f"http://127.0.0.1:{canary.getsockname()[1]}"
    try:
        yield outlet
    finally:
        outlet.closing.set()
        for one, its_thread in ((listener, thread), (canary, canary_thread)):
            its_thread.join()
            one.close()
