"""The rules of fetching, without a network: addresses, Retry-After, robots.txt, names of failures."""

from __future__ import annotations

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from ipaddress import ip_address
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)  # fmt: skip

from qiosk_scraper.fetching.addresses import AddressGuard, GuardedResolver, is_loopback, why_refused, written_address
from qiosk_scraper.fetching.failures import (
    AddressRefused,
    HostUnavailable,
    RequestFailed,
    RequestRefused,
    failure_of,
)
from qiosk_scraper.fetching.redirects import redirect_target
from qiosk_scraper.fetching.retries import retry_after
from qiosk_scraper.fetching.robots import MOST_BYTES, rules_from
from qiosk_scraper.normalise.urls import canonical_url
from qiosk_scraper.settings import user_agent

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("host", [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "0x7f.1", "017700000001",
    "127.0.0.1.", "[::1]", "::1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127。0。0。1", "１２７.０.０.１",
    "①②⑦.0.0.1",
])  # fmt: skip
def test_this_machine_is_known_in_every_spelling(host: str) -> None:
    address = written_address(host)
    assert address is not None and why_refused(address) == "loopback"
    assert is_loopback(host)


@pytest.mark.parametrize("host", [
    "10.0.0.1", "192.168.1.1", "172.16.0.9", "169.254.169.254", "0.0.0.0", "0", "100.64.0.1", "224.0.0.1", "fe80::1",
    "fc00::1", "255.255.255.255", "::", "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]", "[2002:7f00:1::]", "198.18.0.1",
    "[::ffff:169.254.169.254]", "0xa9fea9fe", "2852039166", "fec0::1", "240.0.0.1", "192.0.2.1", "[::ffff:0:127.0.0.1]",
])  # fmt: skip
def test_addresses_that_are_not_public_are_refused(host: str) -> None:
    address = written_address(host)
    assert address is not None and why_refused(address)


@pytest.mark.parametrize("host", ["[64:ff9b::8.8.8.8]", "[64:ff9b::5db8:d70e]"])
def test_a_public_address_behind_nat64_passes(host: str) -> None:
    address = written_address(host)
    assert address is not None and why_refused(address) is None


@pytest.mark.parametrize(
    "host", ["168.63.129.16", "192.88.99.1", "[64:ff9b:1::1.1.1.1]", "[2002:101:101::]", "192.0.0.192"]
)
def test_addresses_that_are_public_by_number_only_are_refused(host: str) -> None:
    address = written_address(host)
    assert address is not None and why_refused(address)


class Receiver:
    """Stands in for what Twisted tells addresses to before it connects."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    def resolutionBegan(self, _resolution: object) -> None: ...

    def addressResolved(self, address: Any) -> None:
        self.addresses.append(address.host)

    def resolutionComplete(self) -> None: ...


def resolved(
    monkeypatch: pytest.MonkeyPatch, *answers: list[str], opened: tuple[str, int] | None = None
) -> list[list[str]]:
    """The addresses that would be connected to, when a name is answered so, one answer after the other."""
    left = iter(answers)

    def look_up(_host: str, port: int, **_options: object) -> list[Any]:
        return [(None, None, None, "", (address, port)) for address in next(left)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    resolver = GuardedResolver(None, [opened] if opened else [])

    async def each() -> list[list[str]]:
        found = []
        for _ in answers:
            receiver = Receiver()
            resolution = resolver.resolveHostName(receiver, "News.Example", 8000)
            assert resolution.task is not None
            await resolution.task
            found.append(receiver.addresses)
        return found

    return asyncio.run(each())


def test_a_name_is_looked_at_anew_for_every_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    assert resolved(monkeypatch, ["1.1.1.1"], ["127.0.0.1"], ["1.1.1.1"]) == [["1.1.1.1"], [], ["1.1.1.1"]]


@pytest.mark.parametrize("bad", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "fe80::1%lo"])
def test_all_addresses_of_a_name_have_to_pass(monkeypatch: pytest.MonkeyPatch, bad: str) -> None:
    assert resolved(monkeypatch, ["1.1.1.1", bad], [bad, "1.1.1.1"]) == [[], []]


def test_a_name_that_the_user_opened_may_be_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert resolved(monkeypatch, ["127.0.0.1"], opened=("news.example", 8000)) == [["127.0.0.1"]]
    assert resolved(monkeypatch, ["127.0.0.1"], opened=("news.example", 8001)) == [[]]


@pytest.mark.parametrize(("port", "own", "passes"), [
    (80, None, True), (443, None, True), (8080, None, True), (25, None, False), (22, None, False), (25, 25, True),
    (6379, None, True), (1, None, False),
])  # fmt: skip
def test_only_the_webs_ports_are_asked_below_1024(port: int, own: int | None, passes: bool) -> None:
    guard = AddressGuard(frozenset(), lambda: own)
    request = Request(f"http://news.example:{port}/a")
    if passes:
        assert guard.process_request(request) is None
    else:
        with pytest.raises(AddressRefused):
            guard.process_request(request)


@pytest.mark.parametrize(("location", "target"), [
    (b"/b", "http://news.example/b"), (b"c?x=1#y", "http://news.example/a/c?x=1"), (b"", "http://news.example/a/"),
    (b"//news.example/b", "http://news.example/b"), (b"HTTPS://NEWS.example:443/b", "https://news.example/b"),
    (b"http://me:pw@news.example/b", "http://news.example/b"), (b"\\b", "http://news.example/b"),
    (b"http://news.example\\@evil.example/", "http://news.example/@evil.example/"),
    ("/caf\u00e9".encode(), "http://news.example/caf\u00e9"), (b"/caf\xe9", "http://news.example/caf\u00e9"),
    (b" /b\t", "http://news.example/b"), ("http://b\u00fccher.example/".encode(), "http://xn--bcher-kva.example/"),
    ("http://\uff11\uff12\uff17.1/".encode(), "http://127.1/"),
])  # fmt: skip
def test_a_redirect_is_put_together_from_what_was_checked(location: bytes, target: str) -> None:
    assert redirect_target("http://news.example/a/", location) == target


@pytest.mark.parametrize("location", [
    b"file:///etc/passwd", b"data:text/html,x", b"ftp://news.example/", b"javascript:alert(1)", b"http://[::1/",
    b"http://news.example:99999/", b"http:///b", b"http:b", b"https:/b", b"mailto:a@news.example", b"http://",
])  # fmt: skip
def test_a_redirect_to_what_is_no_web_address_is_refused(location: bytes) -> None:
    with pytest.raises(AddressRefused):
        redirect_target("http://news.example/a/", location)


@given(st.binary(max_size=60))
def test_any_location_is_a_web_address_or_refused(location: bytes) -> None:
    try:
        target = redirect_target("http://news.example/a/", location)
    except RequestFailed:
        return
    assert canonical_url(target) is not None and "@" not in target.split("/")[2]


@pytest.mark.parametrize("host", ["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "[::ffff:1.1.1.1]", "0x01010101"])
def test_public_addresses_pass(host: str) -> None:
    address = written_address(host)
    assert address is not None and why_refused(address) is None


@pytest.mark.parametrize("host", ["news.example", "localhost", "127.0.0.1.example", "1.2.3.4.5", "256.1.1.1", "a", ""])
def test_names_are_no_addresses(host: str) -> None:
    assert written_address(host) is None


@given(st.integers(0, 2**32 - 1))
def test_every_way_to_write_a_number_is_the_same_address(number: int) -> None:
    a, b, c, d = number.to_bytes(4, "big")
    spellings = (
        f"{a}.{b}.{c}.{d}", str(number), hex(number), f"{a}.{number & 0xFFFFFF}", f"{a}.{b}.{number & 0xFFFF}",
        f"0{a:o}.0x{b:x}.{c}.0{d:o}",
    )  # fmt: skip
    assert {written_address(spelling) for spelling in spellings} == {ip_address(number)}


@given(st.text(max_size=40))
def test_a_host_of_any_text_is_looked_at_without_a_fault(host: str) -> None:
    address = written_address(host)
    assert address is None or why_refused(address) in (None, "") or isinstance(why_refused(address), str)


def test_the_guard_opens_exactly_what_was_named() -> None:
    guard = AddressGuard(frozenset({("127.0.0.1", 8000)}))
    assert guard.process_request(Request("http://127.0.0.1:8000/a")) is None
    for url in ("http://127.0.0.1:8001/a", "http://127.0.0.1/", "http://127.1:8000/", "https://[::1]:8000/"):
        with pytest.raises(AddressRefused) as raised:
            guard.process_request(Request(url))
        assert raised.value.reason == "refused address"


@pytest.mark.parametrize(("value", "seconds"), [
    ("3", 3.0), (" 120 ", 120.0), ("0", 0.0), (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
    (format_datetime(NOW - timedelta(seconds=90), usegmt=True), None), ("soon", None), ("", None), (None, None),
    ("-5", None), ("1e9", None), ("3.5", None), ("٣", None), ("Fri, 99 Foo 2026 00:00:00 GMT", None),
])  # fmt: skip
def test_retry_after_is_read_as_seconds_or_date(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text(max_size=60))
def test_retry_after_of_any_text_is_never_negative(value: str) -> None:
    asked = retry_after(value, NOW)
    assert asked is None or asked >= 0


DENY = b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(("status", "body", "allowed"), [
    (200, DENY, False), (200, b"", True), (200, b"<html>not rules</html>", True), (204, b"", True), (404, DENY, True),
    (403, DENY, True), (429, DENY, True), (302, DENY, True), (500, b"", False),
    (503, b"User-agent: *\nAllow: /", False),
    (200, b"\xef\xbb\xbf" + DENY, False), (200, b"\xff\xfe\x00garbage", True),
    (200, b"User-agent: qiosk\nDisallow: /news\n\nUser-agent: *\nAllow: /", False),
    (200, b"User-agent: other\nDisallow: /\n", True), (200, b"User-agent: *\nDisallow: /*/private", True),
    (200, b"#" * MOST_BYTES + b"\n" + DENY, True), (200, b"#" * (MOST_BYTES - 200) + b"\n" + DENY, False),
])  # fmt: skip
def test_robots_txt_by_status_and_rules(status: int, body: bytes, allowed: bool) -> None:
    assert rules_from(status, body).allows("http://news.example/news/a-tale/") is allowed


@pytest.mark.parametrize(("line", "seconds"), [
    (b"Crawl-delay: 7", 7.0), (b"Crawl-delay: 0.5", 0.5), (b"Crawl-delay: soon", None), (b"", None),
    (b"Crawl-delay: 99999999", 3600.0),
])  # fmt: skip
def test_crawl_delay_is_read_and_capped(line: bytes, seconds: float | None) -> None:
    assert rules_from(200, b"User-agent: *\n" + line + b"\nDisallow: /x").crawl_delay == seconds


@given(st.binary(max_size=300))
def test_any_robots_txt_gives_an_answer(body: bytes) -> None:
    assert rules_from(200, body).allows("http://news.example/a/") in (True, False)


@pytest.mark.parametrize(("error", "outcome", "reason"), [
    (CannotResolveHostError(), "failed", "dns"), (DownloadConnectionRefusedError(), "failed", "refused connection"),
    (DownloadTimeoutError(), "failed", "timeout"), (ResponseDataLossError(), "failed", "truncated"),
    (DownloadCancelledError("more than the limit"), "failed", "too large"),
    (DownloadFailedError(), "failed", "reset"), (AddressRefused("port 25"), "failed", "refused address"),
    (DownloadFailedError("[SSL] certificate verify failed"), "failed", "certificate"),
    (RequestRefused("robots"), "refused", "robots"), (HostUnavailable("http 503", "asked"), "failed", "http 503"),
    (ZeroDivisionError("x"), "failed", "unexpected"),
])  # fmt: skip
def test_failures_have_names(error: Exception, outcome: str, reason: str) -> None:
    assert failure_of(error)[:2] == (outcome, reason)


@pytest.mark.parametrize(("contact", "ends"), [
    ("desk@example.org", " (+desk@example.org)"), ("", ""), ("  ", ""),
    ("a@example.org\r\nX-Evil: 1", "(+a@example.orgX-Evil: 1)"),
])  # fmt: skip
def test_the_user_agent_names_us_and_the_contact_in_one_line(contact: str, ends: str) -> None:
    said = user_agent(contact)
    assert said.startswith("qiosk/") and said.endswith(ends) and "\n" not in said and "\r" not in said
