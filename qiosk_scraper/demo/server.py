"""The demo outlet's HTTP server: HTTP/1.1 on a free port of 127.0.0.1, answering for one host, also as its proxy."""

from __future__ import annotations

import gzip
import hashlib
import re
import socket
import sys
import threading
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from qiosk_scraper.demo import HOME
from qiosk_scraper.demo.site import PRESS_TIME, Reply, Site

_HOST = urlsplit(HOME).netloc
_ALIAS = _HOST.removeprefix("www.")


class Request(NamedTuple):
    """One request as it was answered; `path` has the query."""

    method: str
    path: str
    status: int


class DemoServer:
    """A running demo outlet. Use it as a context manager; leaving the block closes every connection.

    `requests` lists what was asked, in the order of the answers.
    """

    def __init__(self, day: int = 1) -> None:
        self.day = day
        self.site = Site(day)
        self.requests: list[Request] = []
        self._http = _Listener(self)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), name="demo outlet", daemon=True)

    @property
    def address(self) -> str:
        """`http://127.0.0.1:PORT`, without a slash at the end."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> DemoServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.close_connections()
        self._http.server_close()
        self._thread.join()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, demo: DemoServer) -> None:
        self.demo = demo
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        """End the kept-alive connections, so that no thread answers after the block."""
        with self._lock:
            for request in self._open:
                try:
                    request.shutdown(socket.SHUT_RDWR)
                except OSError:  # the client was first
                    continue

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that go away in mid-answer are no news; anything else is shown as usual."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"
    server_version = "HarbourLedger/1"
    sys_version = ""
    timeout = 60
    # Headers and body in one segment: unbuffered writes cost 40 ms each against delayed acknowledgements.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answers in origin form, and in absolute form for the paper's own host."""
        try:
            parts = urlsplit(self.path)
        except ValueError:  # `http://[::1`
            self._send(Reply(400, b"No address.\n", "text/plain"), self.path)
            return
        query = f"?{parts.query}" if parts.query else ""
        target = self.path if self.path.startswith("/") else f"{parts.path or '/'}{query}"
        host = (parts.netloc if parts.scheme else self.headers.get("Host", "")).lower().removesuffix(":80")
        if host == _ALIAS:
            self._send(Reply(301, location=HOME.rstrip("/") + target), target)
        elif parts.scheme and host != _HOST and not host.startswith(("127.0.0.1:", "localhost:")):
            self._send(Reply(421, b"This server answers for the Harbour Ledger alone.\n", "text/plain"), target)
        else:
            self._send(self.server.demo.site.reply(target), target)

    do_HEAD = do_GET

    def do_POST(self) -> None:
        """Nothing here takes a form."""
        self.close_connection = True
        self._send(Reply(405, b"Only GET and HEAD.\n", "text/plain"), self.path)

    do_PUT = do_DELETE = do_POST

    def _send(self, reply: Reply, target: str) -> None:
        status, body = reply.status, reply.body
        headers = {"Content-Type": reply.content_type}
        if reply.location:
            headers["Location"] = reply.location
        if status == 405:
            headers |= {"Allow": "GET, HEAD", "Connection": "close"}
        if status == 200:
            tag = _entity_tag(body)
            changed = PRESS_TIME[self.server.demo.day]
            headers |= {
                "ETag": tag,
                "Last-Modified": format_datetime(changed, usegmt=True),
                "Cache-Control": "max-age=60",
                "Vary": "Accept-Encoding",
            }
            if self._unchanged(tag):
                status, body = 304, b""
            elif not reply.content_type.startswith("image/") and _takes_gzip(self.headers.get("Accept-Encoding", "")):
                body = _squeezed(body)
                headers["Content-Encoding"] = "gzip"
        self.server.demo.requests.append(Request(self.command, target, status))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and status != 304:
            self.wfile.write(body)

    def _unchanged(self, tag: str) -> bool:
        """Whether the client's copy is today's: by entity tag, else by date."""
        if known := self.headers.get("If-None-Match"):
            return known.strip() == "*" or tag in [one.strip() for one in known.split(",")]
        if since := self.headers.get("If-Modified-Since"):
            try:
                return parsedate_to_datetime(since) >= PRESS_TIME[self.server.demo.day]
            except (TypeError, ValueError):  # not a date, or one without a zone
                return False
        return False

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: `DemoServer.requests` is the log."""


def _takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding names gzip and does not give it the weight nought."""
    for one in accepted.lower().split(","):
        name, _, weight = one.partition(";")
        if name.strip() == "gzip":
            return re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight) is None
    return False


@lru_cache(maxsize=512)
def _entity_tag(body: bytes) -> str:
    return f'W/"{hashlib.sha256(body).hexdigest()[:16]}"'


@lru_cache(maxsize=512)
def _squeezed(body: bytes) -> bytes:
    return gzip.compress(body, 5, mtime=0)
