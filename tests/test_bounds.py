"""Heavy pages are read elsewhere, and only so long."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator

import pytest

from qiosk_scraper import bounds
from qiosk_scraper.bounds import HEAVY_BYTES, HEAVY_TAGS, is_heavy, within_bounds
from qiosk_scraper.items import Capture, NotAnArticle
from qiosk_scraper.outlet import Outlet

OUTLET = Outlet("post", "The Breakwater Post", "http://post.example/")
LIGHT = Capture("http://post.example/a/", b"<p>short</p>")
HEAVY = Capture("http://post.example/b/", b"x" * (HEAVY_BYTES + 1), 200, (("content-type", "text/html"),))


def where(_capture: Capture, _outlet: Outlet) -> int:
    return os.getpid()


def echo(capture: Capture, outlet: Outlet) -> tuple[Capture, str]:
    return capture, outlet.slug


def for_ever(_capture: Capture, _outlet: Outlet) -> None:
    time.sleep(60)


def greedy(_capture: Capture, _outlet: Outlet) -> int:
    return len(bytearray(bounds.MOST_MEMORY + 1))


def dies(_capture: Capture, _outlet: Outlet) -> None:
    os._exit(1)


def refuses(_capture: Capture, _outlet: Outlet) -> None:
    raise NotAnArticle("soft_404", "a word")


def breaks(_capture: Capture, _outlet: Outlet) -> None:
    raise ZeroDivisionError


def chatters(_capture: Capture, _outlet: Outlet) -> str:
    print("between the answers")
    os.write(1, b"and again")
    return "said"


@pytest.fixture(autouse=True)
def _own_process() -> Iterator[None]:
    yield
    bounds._PROCESS.stop()
    bounds._SPARE.stop()


def read(function: object, capture: Capture = HEAVY, outlet: Outlet = OUTLET) -> object:
    return asyncio.run(within_bounds(function, capture, outlet))  # type: ignore[arg-type]


def test_a_light_page_is_read_here_and_a_heavy_one_in_a_process_that_is_kept() -> None:
    assert read(where, LIGHT) == os.getpid()
    other = read(where)
    assert other != os.getpid() and read(where) == other


def test_the_process_is_kept_however_large_the_crawl_was_when_it_began() -> None:
    ballast = bytearray(bounds.MOST_MEMORY)
    ballast[::4096] = b"x" * len(range(0, len(ballast), 4096))
    other = read(where)
    assert read(where) == other and len(ballast) == bounds.MOST_MEMORY


def test_the_page_arrives_and_the_result_comes_back_as_they_are() -> None:
    assert read(echo) == (HEAVY, "post")
    assert read(chatters) == "said"


@pytest.mark.parametrize("body", [b"x" * (HEAVY_BYTES + 1), b"<" * (HEAVY_TAGS + 1), b"\x1f\x8b\x08"])
def test_heavy_is_what_is_large_full_of_tags_or_packed(body: bytes) -> None:
    assert is_heavy(body) and not is_heavy(body[:1])


def test_a_page_that_takes_too_long_is_named_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0.3)
    with pytest.raises(NotAnArticle) as raised:
        read(for_ever)
    assert raised.value.reason == "timeout"
    monkeypatch.undo()
    assert read(echo) == (HEAVY, "post")


@pytest.mark.parametrize(("function", "reason"), [
    (greedy, "too_large"), (dies, "parser_error"), (refuses, "soft_404"), (breaks, "parser_error"),
])  # fmt: skip
def test_what_goes_wrong_there_has_a_name_here(function: object, reason: str) -> None:
    with pytest.raises(NotAnArticle) as raised:
        read(function)
    assert raised.value.reason == reason
    assert read(echo) == (HEAVY, "post")


def test_a_tag_of_a_million_attributes_reaches_no_parser() -> None:
    tag = b"<p " + b" ".join(b"a%d=1" % number for number in range(200_000)) + b">"
    with pytest.raises(NotAnArticle) as raised:
        read(echo, Capture("http://post.example/", tag))
    assert raised.value.reason == "too_large"


def test_an_outlet_with_readers_that_no_module_names_is_read_here() -> None:
    own = Outlet("own", "Own", "http://own.example/", layers={"own": {"headline": lambda page: "x"}})
    assert read(where, HEAVY, own) == os.getpid()


def test_others_go_on_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 0.5)

    async def both() -> list[str]:
        order: list[str] = []

        async def heavy() -> None:
            with pytest.raises(NotAnArticle):
                await within_bounds(for_ever, HEAVY, OUTLET)
            order.append("heavy")

        async def light() -> None:
            await within_bounds(where, LIGHT, OUTLET)
            order.append("light")

        await asyncio.gather(heavy(), light())
        return order

    assert asyncio.run(both()) == ["light", "heavy"]


def test_a_list_is_read_elsewhere_and_does_not_wait_for_a_heavy_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "SECONDS", 5.0)
    feed = Capture("http://post.example/feed", b"x" * 20_000)

    async def both() -> tuple[int, bool]:
        heavy = asyncio.ensure_future(within_bounds(for_ever, HEAVY, OUTLET))
        while not bounds._PROCESS.is_busy:
            await asyncio.sleep(0.01)
        read_by = await within_bounds(where, feed, OUTLET, light=bounds.LIGHT_LIST_BYTES)
        goes_on = not heavy.done()
        heavy.cancel()
        return read_by, goes_on

    read_by, goes_on = asyncio.run(both())
    assert read_by != os.getpid() and goes_on
