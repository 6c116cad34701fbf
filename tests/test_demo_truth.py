"""Every article of the demo outlet, both days, read through its server, equals its truth in every field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlsplit

import pytest

from qiosk_scraper.demo import HOME, serve, truth
from qiosk_scraper.demo.server import DemoServer
from qiosk_scraper.demo.stories import DAYS, edition
from qiosk_scraper.items import Capture
from qiosk_scraper.outlets import find_outlet
from qiosk_scraper.parse import parse_article

CASES = [(day, story.path) for day in DAYS for story in edition(day).listed]
NOT_COMPARED = {"access", "flags", "answered_by", "published_raw", "modified_raw"}
"""What parsing says about itself; the stories do not know it."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SIZE = re.compile(r"&(?:width|height|quality|coordinates)=[^&]*")


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[int, DemoServer]]:
    with serve(1) as first, serve(2) as second:
        yield {1: first, 2: second}


def fetched(server: DemoServer, path: str) -> Capture:
    """The page as a proxy client gets it."""
    connection = HTTPConnection(urlsplit(server.address).netloc, timeout=10)
    url = HOME.rstrip("/") + path
    connection.request("GET", url)
    response = connection.getresponse()
    body = response.read()
    headers = tuple((name.lower(), value) for name, value in response.getheaders())
    connection.close()
    return Capture(url=url, body=body, status=response.status, headers=headers, fetched_at="2025-03-12T06:00:00+00:00")


def without_sizes(value: Any) -> Any:
    """Picture addresses without their sizes, which are furniture."""
    if isinstance(value, dict):
        return {key: without_sizes(item) for key, item in value.items()}
    if isinstance(value, list):
        return [without_sizes(item) for item in value]
    return _SIZE.sub("", value) if isinstance(value, str) and "/media-library/" in value else value


def stated(got: Any, want: Any) -> Any:
    """The part of `got` that the truth speaks about: its own keys of a record, the day alone where it states a day."""
    if isinstance(got, dict) and isinstance(want, dict):
        return {key: stated(got.get(key), value) for key, value in want.items()}
    if isinstance(got, str) and isinstance(want, str) and _DAY.fullmatch(want):
        return got[:10]
    if isinstance(got, list) and isinstance(want, list) and len(got) == len(want):
        return [stated(one, other) for one, other in zip(got, want, strict=True)]
    return got


@pytest.mark.parametrize(("day", "path"), CASES, ids=[f"day{day}-{path.strip('/')}" for day, path in CASES])
def test_article_says_what_the_story_says(day: int, path: str, servers: dict[int, DemoServer]) -> None:
    expected = next(article for article in truth(day) if article["url"] == HOME.rstrip("/") + path)
    record = without_sizes(parse_article(fetched(servers[day], path), find_outlet("demo")).to_dict())
    assert set(expected) == set(record) - NOT_COMPARED, "the truth speaks about every field of the contract"
    wrong = {
        field: {"got": got, "want": want}
        for field, want in expected.items()
        if (got := stated(record[field], want)) != want
    }
    assert not wrong
