"""The one way out for a browser: a proxy on 127.0.0.1 that connects to the outlet's own hosts and to nothing else.

A browser resolves names, follows redirects and opens sockets by itself, where no middleware sees it. All of that goes
through here (`--proxy-server`, loopback included), and every connection passes the address guard that the crawl's own
pass: names resolve through the same resolver.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from urllib.parse import urlsplit

Allowed = Callable[[str, int], bool]
Resolve = Callable[[str, int], "asyncio.Future[list[str]]"]

_HEAD_BYTES = 64 * 1024
_HEAD_SECONDS = 30.0
_CONNECT_SECONDS = 30.0
_CHUNK = 64 * 1024


class GuardingProxy:
    """`allowed` says of host and port (lower case) whether they may be asked; `resolve` gives the addresses of a name
    that may be connected to. `refused` lists what was not let through."""

    def __init__(self, allowed: Allowed, resolve: Resolve, most_bytes: int) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._most = most_bytes
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.refused: list[str] = []

    async def start(self) -> str:
        """Listens on a free port; gives its address, `http://127.0.0.1:PORT`."""
        self._server = await asyncio.start_server(self._accepted, "127.0.0.1", 0, limit=_HEAD_BYTES)
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in self._open:
            task.cancel()

    def _accepted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, EOFError, asyncio.LimitOverrunError, TimeoutError, ValueError):
            head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _HEAD_SECONDS)
            line, _, rest = head.partition(b"\r\n")
            method, target, version = line.decode("latin-1").split(" ", 2)
            if method == "CONNECT":
                host, _, port = target.rpartition(":")
                first = b""
            else:
                parts = urlsplit(target)
                host, port = parts.hostname or "", str(parts.port or 80)
                path = target.partition("://")[2].partition("/")[2]
                first = f"{method} /{path} {version}\r\nConnection: close\r\n".encode("latin-1") + _without_hops(rest)
            there = await self._connect(host.strip("[]").lower(), int(port))
            if there is None:
                self.refused.append(f"{host}:{port}")
                writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                await writer.drain()
            else:
                if method == "CONNECT":
                    writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                there[1].write(first)
                await asyncio.gather(self._copy(reader, there[1]), self._copy(there[0], writer))
        writer.close()

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        if not self._allowed(host, port):
            return None
        for address in await self._resolve(host, port):
            with contextlib.suppress(OSError, TimeoutError):
                return await asyncio.wait_for(asyncio.open_connection(address, port), _CONNECT_SECONDS)
        return None

    async def _copy(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        copied = 0
        try:
            while data := await source.read(_CHUNK):
                copied += len(data)
                if copied > self._most:
                    break
                target.write(data)
                await target.drain()
        except OSError:
            return
        finally:
            with contextlib.suppress(OSError):
                target.close()


def _without_hops(head: bytes) -> bytes:
    """Header lines without those that speak to a proxy. One request a connection: what follows is not looked into."""
    lines = [
        line for line in head.split(b"\r\n") if not line.lower().startswith((b"proxy-", b"connection:", b"keep-alive:"))
    ]
    return b"\r\n".join(lines)
