"""Bytes to text: what names the encoding, in which order, and that nothing raises."""

import codecs
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.decoding.charset import codec_name, decode, read_text

UTF8 = "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("Grüße".encode(), None, "Grüße"),
        ("Grüße".encode(), "text/html; charset=iso-8859-1", "Grüße"),  # valid UTF-8 beats a server's default
        ("Grüße".encode("latin-1"), "text/html; charset=iso-8859-1", "Grüße"),
        ("“Grüße”".encode("cp1252"), "text/html; charset=ISO-8859-1", "“Grüße”"),  # Latin-1 means Windows-1252
        (codecs.BOM_UTF8 + b"plain", "text/html; charset=utf-16", "plain"),
        (codecs.BOM_UTF16_LE + "Grüße".encode("utf-16-le"), UTF8, "Grüße"),
        (codecs.BOM_UTF16_BE + "Grüße".encode("utf-16-be"), None, "Grüße"),
        ("<html>Grüße</html>".encode("utf-16-le"), None, "<html>Grüße</html>"),
        (b'<meta charset="windows-1251">' + "Привет".encode("cp1251"), None, '<meta charset="windows-1251">Привет'),
        (
            b'<meta http-equiv=Content-Type content="text/html; charset=shift_jis">' + "記事①".encode("cp932"),
            None,
            '<meta http-equiv=Content-Type content="text/html; charset=shift_jis">記事①',
        ),
        (b"<meta charset=gb2312>" + "新闻镕".encode("gb18030"), None, "<meta charset=gb2312>新闻镕"),
        (b"<meta charset=utf-16>" + b"caf\xc3\xa9", None, "<meta charset=utf-16>café"),
        (
            b"<!-- <meta charset=koi8-r> --><meta charset=cp1251>" + "да".encode("cp1251"),
            None,
            "<!-- <meta charset=koi8-r> --><meta charset=cp1251>да",
        ),
        (
            b'\n<?xml version="1.0" encoding="ISO-8859-2"?><meta charset=koi8-r>' + "Łódź".encode("iso8859-2"),
            None,
            '\n<?xml version="1.0" encoding="ISO-8859-2"?><meta charset=koi8-r>Łódź',
        ),
        (b"<?php 1 <meta charset=koi8-r>" + "да".encode("koi8-r"), None, "<?php 1 <meta charset=koi8-r>да"),
        # the header says UTF-8, the bytes and `meta` say otherwise
        (b"<meta charset=windows-1252>caf\xe9", UTF8, "<meta charset=windows-1252>café"),
        (b'<html lang="ru">' + "Привет".encode("cp1251"), None, '<html lang="ru">Привет'),
        (b'<html lang="ja">' + "記事の本文".encode("euc_jp"), None, '<html lang="ja">記事の本文'),
        (b"caf\xe9", None, "café"),
        (b"caf\xe9", "text/html; charset=no-such-charset", "café"),
        (("é" * 40).encode() + b"\x93quoted\x94", UTF8, "é" * 40 + "“quoted”"),  # a Windows quote pasted into UTF-8
        (("é" * 40).encode()[:-1], UTF8, "é" * 39),  # cut in the middle of a character
        (b"+ADw-script+AD4-", "text/html; charset=utf-7", "+ADw-script+AD4-"),  # UTF-7 is never read
        ("記事".encode("iso2022_jp"), "text/html; charset=iso-2022-jp", "記事"),
        (b"", None, ""),
        (b"\xff\xfe", None, ""),
    ],
)
def test_text_of_bytes(body: bytes, content_type: str | None, text: str) -> None:
    assert decode(body, content_type) == text


def test_late_meta_is_found() -> None:
    head = b"<script>" + b"x" * 30_000 + b"</script><meta charset='koi8-r'>"
    assert decode(head + "да".encode("koi8-r")).endswith("да")


@pytest.mark.parametrize("piece", [b"<meta", b"<meta charset", b"<?xml encoding='a", b"encoding='a'", b"<!--", b"< "])
def test_markup_without_an_end_is_read_at_once(piece: bytes) -> None:
    began = time.process_time()
    read_text(b"<?" + piece * 20_000 + b"caf\xe9")
    assert time.process_time() - began < 0.5


def test_a_guess_says_so() -> None:
    assert read_text(b"caf\xe9").how == "guess"
    assert read_text("café".encode()).how == "utf8"
    assert read_text(b"<meta charset=latin1>caf\xe9")[1:3] == ("cp1252", "meta")


@pytest.mark.parametrize(
    "label",
    ["utf-7", "UTF-7", "unicode-1-1-utf-7", "rot13", "base64", "unicode_escape", "zlib", "hz-gb-2312", "idna", "", "x"],
)
def test_labels_never_read(label: str) -> None:
    assert codec_name(label) is None


@given(st.binary(max_size=400), st.none() | st.text(max_size=40).map(lambda text: f"text/html; charset={text}"))
def test_any_bytes_decode(body: bytes, content_type: str | None) -> None:
    assert decode(body, content_type) == decode(body, content_type)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1))
def test_utf8_comes_back(text: str) -> None:
    body = text.encode()
    if not body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\x00" not in body:
        assert decode(body, UTF8) == text
