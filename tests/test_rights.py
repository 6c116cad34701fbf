"""What a page reserves, as its headers and meta tags say it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.items import Capture
from qiosk_scraper.rights import is_reserved, rights_of


def said(html: str | bytes = "", *headers: tuple[str, str]) -> list[tuple[str, str, str]]:
    body = html.encode() if isinstance(html, str) else html
    return [(one.source, one.name, one.value) for one in rights_of(Capture("http://a.example/", body, 200, headers))]


@pytest.mark.parametrize(("html", "expected"), [
    ('<meta name="robots" content="noarchive">', [("meta", "robots", "noarchive")]),
    ("<META content='NOAI, noimageai,index' NAME=Robots >",
     [("meta", "robots", "noai"), ("meta", "robots", "noimageai")]),
    ('<meta name="googlebot-news" content="nosnippet"/>', [("meta", "googlebot-news", "nosnippet")]),
    ('<meta name="robots" content="max-snippet:-1, max-image-preview:large">', []),
    ('<meta name="robots" content="max-snippet:0">', [("meta", "robots", "max-snippet:0")]),
    ('<meta name="robots" content="unavailable_after: Wed, 25 Jun 2030 15:00:00 GMT, noai">',
     [("meta", "robots", "unavailable_after: Wed, 25 Jun 2030 15:00:00 GMT"), ("meta", "robots", "noai")]),
    ('<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="https://a.example/policy.json">',
     [("meta", "tdm-reservation", "1"), ("meta", "tdm-policy", "https://a.example/policy.json")]),
    ('<meta name="tdm-reservation" content="0">', []),
    ('<!-- <meta name="robots" content="noarchive"> --><script>"<meta name=robots content=noai>"</script>', []),
    ('<meta name="otherbot" content="noarchive"><meta name="description" content="robots: noai">', []),
    ('<meta name="robots" content="noarchive"><meta name="robots" content="noarchive">',
     [("meta", "robots", "noarchive")]),
    ("", []), ('<meta name="robots" content="', []),
])  # fmt: skip
def test_meta_tags(html: str, expected: list[tuple[str, str, str]]) -> None:
    assert said(f"<!DOCTYPE html><html><head>{html}</head><body><p>Text</p></body></html>") == expected


def test_a_page_in_utf_16() -> None:
    assert said('<meta name="robots" content="noarchive">'.encode("utf-16")) == [("meta", "robots", "noarchive")]


@pytest.mark.parametrize(("headers", "expected"), [
    ([("x-robots-tag", "noarchive, nosnippet")],
     [("header", "x-robots-tag", "noarchive"), ("header", "x-robots-tag", "nosnippet")]),
    ([("x-robots-tag", "otherbot: noindex, noarchive")], []),
    ([("x-robots-tag", "googlebot: noarchive")], [("header", "x-robots-tag", "noarchive")]),
    ([("x-robots-tag", "unavailable_after: 25 Jun 2030 15:00:00 GMT")],
     [("header", "x-robots-tag", "unavailable_after: 25 Jun 2030 15:00:00 GMT")]),
    ([("tdm-reservation", "1"), ("tdm-policy", "https://a.example/p.json")],
     [("header", "tdm-reservation", "1"), ("header", "tdm-policy", "https://a.example/p.json")]),
    ([("tdm-reservation", "0"), ("content-type", "text/html")], []),
])  # fmt: skip
def test_headers(headers: list[tuple[str, str]], expected: list[tuple[str, str, str]]) -> None:
    assert said("", *headers) == expected


def test_the_page_overrides_its_header() -> None:
    assert said('<meta name="tdm-reservation" content="0">', ("tdm-reservation", "1")) == []


@pytest.mark.parametrize(("html", "reserved"), [
    ('<meta name="robots" content="noarchive">', True), ('<meta name="robots" content="noai">', True),
    ('<meta name="tdm-reservation" content="1">', True), ('<meta name="robots" content="nofollow">', False),
])  # fmt: skip
def test_what_is_not_to_be_handed_on(html: str, reserved: bool) -> None:
    assert is_reserved(rights_of(Capture("http://a.example/", html.encode()))) is reserved


@given(st.binary(max_size=200), st.text(max_size=80))
def test_no_bytes_and_no_header_raise(noise: bytes, value: str) -> None:
    body = b'<meta name="robots" content="' + noise
    assert len(said(body, ("x-robots-tag", value), ("tdm-policy", value))) <= 50
