"""The address guard: only public addresses are connected to, and the one local address that the user named.

It stands in the resolver, so the address that was checked is the address that is connected to, on every connection
(a name that points to a public address first and to 127.0.0.1 later gains nothing). Hosts written as numbers are
refused before that, whatever their spelling.
"""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.settings import BaseSettings
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet import address as twisted_address

from qiosk_scraper.fetching.asking import spider_of
from qiosk_scraper.fetching.failures import AddressRefused

Address = IPv4Address | IPv6Address
Opened = frozenset[tuple[str, int]]
"""Local addresses with their ports that may be connected to: those the user named, and the demo's server."""

_NAT64 = ip_network("64:ff9b::/96")
"""RFC 6052: how a host with IPv6 alone reaches the IPv4 address in the last four bytes."""
_SPECIAL = tuple(map(ip_network, ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32")))
"""Public by number only: IETF protocol assignments (some of which `is_global` lets pass in Python 3.11, and Oracle's
service for its own machines is among them), the withdrawn 6to4 relays, and Azure's service for its own machines."""
_WEB_PORTS = frozenset({80, 443})
_LOWEST_FREE_PORT = 1024
"""Below it, only the web's own ports are asked, or the outlet's: no mail server takes our headers for commands."""
_GLOBAL_UNICAST = ip_network("2000::/3")
"""All that IANA gives out of IPv6; `is_global` alone lets the old site-local range pass (Python 3.11)."""
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+", re.IGNORECASE)
_DNS_SECONDS = 20.0

_refused: dict[tuple[str, int], str] = {}
"""Names that led to an address we do not connect to when they were last looked up, with the reason."""


def why_refused(address: Address) -> str | None:
    """Why an address is not connected to, or None for a public one. Addresses inside others are looked at, too."""
    if isinstance(address, IPv6Address):
        if address in _NAT64:
            return why_refused(IPv4Address(int(address) & 0xFFFFFFFF))
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None:
            return why_refused(inner) or (f"embeds {inner}" if address.ipv4_mapped is None else None)
    for word in ("loopback", "link_local", "multicast", "unspecified"):
        if getattr(address, f"is_{word}"):
            return word.replace("_", "-")
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return "not public"
    if any(address in network for network in _SPECIAL):
        return "not public"
    return None if address.is_global and not address.is_reserved else "not public"


def written_address(host: str) -> Address | None:
    """The address that a host written in numbers means to a resolver (`127.1`, `0x7f000001`, `2130706433`), or None."""
    text = unicodedata.normalize("NFKC", host).replace("。", ".").strip("[]").rstrip(".").lower()
    try:
        return ip_address(text.split("%")[0])
    except ValueError:
        pass
    parts = text.split(".")
    if not 1 <= len(parts) <= 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    try:
        numbers = [_number(part) for part in parts]
        *heads, last = numbers
        if any(head > 255 for head in heads) or last >= 256 ** (5 - len(numbers)):
            return None
    except ValueError:
        return None
    return IPv4Address(sum(head << 8 * (3 - place) for place, head in enumerate(heads)) + last)


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8) if len(part) > 1 and part.startswith("0") else int(part)


def is_loopback(host: str) -> bool:
    """Whether a host as written is this machine itself."""
    address = written_address(host)
    return host.lower() == "localhost" or (address is not None and why_refused(address) == "loopback")


def opened_addresses(settings: BaseSettings) -> Opened:
    """Setting QIOSK_OPEN_ADDRESSES, a list of `127.0.0.1:8000`, as pairs."""
    pairs = (text.rpartition(":") for text in settings.getlist("QIOSK_OPEN_ADDRESSES"))
    return frozenset((host.strip("[]").lower(), int(port)) for host, _, port in pairs)


class AddressGuard:
    """Refuses other schemes, ports that are not the web's, and numeric hosts that are not public, before anything is
    looked up. `own_port` is that of the outlet's home."""

    def __init__(self, opened: Opened, own_port: Callable[[], int | None] = lambda: None) -> None:
        self._opened = opened
        self._own_port = own_port

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        def own_port() -> int | None:
            return urlsplit(spider_of(crawler).outlet.home_url).port

        return cls(opened_addresses(crawler.settings), own_port)

    def process_request(self, request: Request) -> None:
        parts = urlparse_cached(request)
        if parts.scheme not in ("http", "https"):
            raise AddressRefused(f"scheme {parts.scheme[:40]}")
        host, port = _host_and_port(request)
        if (host, port) in self._opened:
            return
        if port < _LOWEST_FREE_PORT and port not in _WEB_PORTS and port != self._own_port():
            raise AddressRefused(f"port {port}")
        address = written_address(host)
        if address is not None and (reason := why_refused(address)):
            raise AddressRefused(f"{host}:{port} is {reason}")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Tells a name that was refused from one that was not found."""
        if isinstance(exception, CannotResolveHostError) and (reason := _refused.get(_host_and_port(request))):
            host, port = _host_and_port(request)
            raise AddressRefused(f"{host}:{port} is {reason}")


def _host_and_port(request: Request) -> tuple[str, int]:
    parts = urlparse_cached(request)
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)


class _Resolution:
    """Twisted's IHostResolution."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.task: asyncio.Task[None] | None = None

    def cancel(self) -> None:
        raise NotImplementedError


class GuardedResolver:
    """Twisted's name resolution (IHostnameResolver) with the guard in it. All addresses of a name have to pass."""

    def __init__(self, reactor: Any, opened: Iterable[tuple[str, int]] = ()) -> None:
        self._reactor = reactor
        self._opened = frozenset(opened)

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> Self:
        return cls(reactor, opened_addresses(crawler.settings))

    def install_on_reactor(self) -> None:
        self._reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[Any]] | None = None,
        transportSemantics: str = "TCP",
    ) -> _Resolution:
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        resolution.task = asyncio.ensure_future(self._resolve(resolutionReceiver, hostName.lower(), portNumber))
        return resolution

    async def _resolve(self, receiver: Any, host: str, port: int) -> None:
        for found in self._allowed(host, port, await _look_up(host, port)):
            kind = twisted_address.IPv4Address if found.version == 4 else twisted_address.IPv6Address
            receiver.addressResolved(kind("TCP", str(found), port))
        receiver.resolutionComplete()

    def _allowed(self, host: str, port: int, found: list[Address]) -> list[Address]:
        _refused.pop((host, port), None)
        if (host, port) in self._opened:
            return found
        for address in found:
            if reason := why_refused(address):
                if len(_refused) > 1000:
                    _refused.clear()
                _refused[host, port] = f"{address}, {reason}"
                return []
        return found


async def _look_up(host: str, port: int) -> list[Address]:
    """Addresses of a name, in the system's order; none when it is not found in time.

    A daemon thread for each: a resolver that hangs must not hold up the end of the program.
    """
    if (written := written_address(host)) is not None:
        return [written]
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[list[Address]] = loop.create_future()

    def settle(found: list[Address]) -> None:
        if not answer.done():
            answer.set_result(found)

    def look() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(ip_address(str(row[4][0]).split("%")[0]) for row in rows))
        except (OSError, UnicodeError, ValueError):
            found = []
        try:
            loop.call_soon_threadsafe(settle, found)
        except RuntimeError:  # the loop ended meanwhile
            return

    threading.Thread(target=look, name=f"look up {host}", daemon=True).start()
    try:
        return await asyncio.wait_for(answer, _DNS_SECONDS)
    except TimeoutError:
        return []
