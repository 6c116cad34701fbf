"""Browsing is safe: whatever the archive holds, whatever is asked, and whoever asks."""

from __future__ import annotations

import csv
import io
import re
import resource
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsed import Site, browsing, links, live_markup
from hostile_rows import ADDRESSES, TEXTS, hostile_archive
from visits import article, visit, writing

pytest.importorskip("datasette")
from qiosk_scraper.browse import limits, shown


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with browsing(hostile_archive(tmp_path_factory.mktemp("hostile") / "hostile.db")) as site:
        yield site


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Site]:
    path = tmp_path / "small.db"
    with writing(path) as writer:
        writer.store([visit(article(f"ferry-{n}"), n) for n in range(12)])
    with browsing(path) as site:
        yield site


PAGES = (
    "/", "articles/1", "articles/1@1", "articles/3", "articles/1/differences?whole=1", "-/search?q=ferry",
    "-/search?q=ferry&sort=rank&all=1", "-/search?outlet=gazette&page=2", "-/sections", "-/charts?days=3660",
    "-/charts?days=3660&show=People+and+pictures", "-/charts?days=3660&show=Teasers", "-/charts?show=Crawls", "",
    "articles", "teasers", "photos", "revisions/1", "captures", "captures/1", "captures/1/source", "headline_changes",
    "photographers", "articles/99", "articles?_facet=headline&_facet=kicker&_search=script",
)  # fmt: skip


def test_there_are_enough_hostile_rows() -> None:
    assert len(TEXTS) >= 40


@pytest.mark.parametrize("path", PAGES)
def test_stored_text_is_shown_as_text(hostile: Site, path: str) -> None:
    from lxml import html

    answer = hostile.get(path)
    assert answer.status_code in (200, 404)
    assert live_markup(html.fromstring(answer.text)) == []


def test_every_article_is_shown_as_it_is(hostile: Site) -> None:
    for n, text in enumerate(TEXTS, 1):
        tree = hostile.page(f"articles/{n}@1")
        assert live_markup(tree) == []
        if "\x1b" not in text:
            assert " ".join(text.split()) in " ".join(tree.xpath("string(//h1)").split())


def test_what_is_asked_is_shown_as_text(hostile: Site) -> None:
    from urllib.parse import quote

    from lxml import html

    for text in (*TEXTS, *ADDRESSES):
        for path in ("-/search?q={}", "-/search?q=ferry&author={}", "-/search?since={}", "-/sections?page={}",
                     "-/charts?outlet={}", "articles?headline={}", "articles/{}", "{}", "?sql=select+{}"):  # fmt: skip
            answer = hostile.get(path.format(quote(text, safe="")))
            assert answer.status_code < 500, (path, text, answer.text[-600:])
            if "html" in answer.headers.get("content-type", "") and answer.text:
                assert live_markup(html.fromstring(answer.text)) == [], (path, text)


def test_feed_of_hostile_text_is_a_feed(hostile: Site) -> None:
    from xml.etree import ElementTree

    root = ElementTree.fromstring(hostile.get("-/search.atom?outlet=gazette").text)
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) >= 40


@pytest.mark.parametrize("path", [
    "-/search.csv?outlet=gazette", "articles.csv?_size=max", "articles.csv?_size=max&_dl=1", "articles.csv?_stream=1",
    "../hostile.csv?sql=select+headline,+url+from+articles",
])  # fmt: skip
def test_cells_of_a_csv_are_no_formulas(hostile: Site, path: str) -> None:
    cells = [cell for row in table(hostile, path) for cell in row]
    formulas = [cell for cell in cells if cell.lstrip(" '\"")[:1] in ("=", "+", "@", "-")]
    assert formulas
    assert all(cell.startswith("'") for cell in formulas)


def test_tables_as_csv_keep_every_other_cell(hostile: Site) -> None:
    harmless, raw = (table(hostile, f"articles.csv?_size=max{more}") for more in ("", "&_raw=1"))
    assert len(harmless) == len(raw) > 40
    differing = [
        (cell, was)
        for row, row_was in zip(harmless, raw, strict=True)
        for cell, was in zip(row, row_was, strict=True)
        if cell != was
    ]
    assert differing and all(cell == f"'{was}" for cell, was in differing)
    numbers = "../hostile.csv?sql=select+-5+as+a,+-2.5e-7+as+b,+'-5'+as+c"
    assert table(hostile, numbers)[1] == ["-5", "-2.5e-07", "-5"]


def table(site: Site, path: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(site.get(path).content.decode(), newline="")))


@pytest.mark.parametrize("address", ADDRESSES)
def test_odd_addresses_are_never_links(address: str) -> None:
    assert shown.web_address(address) is None


def test_web_addresses_are_links() -> None:
    for address in ("http://gazette.example/a?b=1", "https://gazette.example/%22", "HTTPS://gazette.example/ü"):
        assert shown.web_address(address) == address


# -- headers, hosts, methods ---------------------------------------------------------------------------------------


def test_every_answer_carries_the_headers(small: Site) -> None:
    for path in (
        "/",
        "articles/1",
        "-/search?q=ferry",
        "articles",
        "articles/77",
        "?sql=select+1",
        "articles.json",
        "captures/1/download",
        "/-/qiosk/0/qiosk.css",
        "/-/static/app.css",
        "/robots.txt",
        "/x",
    ):
        headers = small.get(path).headers
        csp = headers["content-security-policy"]
        assert "default-src 'none'" in csp
        assert "unsafe" not in csp
        if path != "captures/1/download":
            assert "img-src 'none'" in csp
            assert "frame-ancestors 'none'" in csp
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "noindex" in headers["x-robots-tag"]
    assert small.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("host", [
    "evil.example", "evil.example:8001", "127.0.0.1.evil.example", "localhost.evil.example", "",
    "127.0.0.1@evil.example", "[::1].evil.example", "0.0.0.0", "2130706433", "127.0.0.1:80:80",
])  # fmt: skip
def test_unknown_host_is_refused(small: Site, host: str, capfd: pytest.CaptureFixture[str]) -> None:
    answer = small.get("articles/1", headers={"host": host})
    assert answer.status_code == 400
    assert "ferry" not in answer.text
    assert "http://127.0.0.1" in answer.text
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith("browse: 400 ")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8001", "localhost:9", "LOCALHOST", "[::1]:8001"])
def test_this_machine_is_answered(small: Site, host: str) -> None:
    assert small.get("articles/1", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["", "articles/1", "/-/messages", "/-/logout"])
def test_nothing_can_be_sent(small: Site, method: str, path: str) -> None:
    assert small.ask(method, path).status_code == 405


# -- free SQL ------------------------------------------------------------------------------------------------------

HOSTILE_SQL = (
    "select randomblob(900000000) from articles",
    "with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c",
    "attach database 'other.db' as other",
    "select replace(hex(zeroblob(4000000)), '00', printf('%.200c', 'a'))",
    "select group_concat(a.text || b.text) from articles a, articles b, articles c, articles d, articles e",
    "select count(*) from " + ", ".join(f"articles a{n}" for n in range(16)),  # more rows than a second is long
    "select zeroblob(9000000) from articles, articles b",
    "select sum(length(hex(randomblob(4000000)))) from articles a, articles b, articles c",
    "with recursive c(x) as (select 'a' union all select x || x from c) select length(x) from c",
)
"""The first six are those that Datasette alone was seen to suffer from."""


@pytest.mark.parametrize("sql", HOSTILE_SQL)
def test_hostile_query_is_ended(small: Site, sql: str) -> None:
    small.get("?sql=select+1")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    answer = small.get("", params={"sql": sql})
    assert answer.status_code == 400
    assert any(said in answer.text for said in ("could not be answered", "took longer than 1 s", "has to be a SELECT"))
    assert time.process_time() - began < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000  # KiB
    assert small.get("?sql=select+1").status_code == 200, "the connection goes on"


def test_values_of_no_size_are_slow(small: Site) -> None:
    """SQLite's own `instr` takes hours for this."""
    sql = "select instr(hex(zeroblob(2400000)), hex(zeroblob(1200000)) || '1') as n"
    assert small.get("/small.json", params={"sql": sql, "_shape": "array"}).status_code == 200


@pytest.mark.parametrize("expression", [
    "instr('ferry late', 'late')", "instr('ferry', 'x')", "instr('', '')", "instr(null, 'a')", "instr(123, 2)",
    "instr(x'010203', x'02')", "replace('a-b-c', '-', '+')", "replace('abc', '', 'x')", "replace(null, 'a', 'b')",
    "replace('aaa', 'a', '')", "replace(12.5, '.', ',')", "instr('äöü', 'ü')",
])  # fmt: skip
def test_replaced_functions_do_as_those_of_sqlite(small: Site, expression: str) -> None:
    import sqlite3

    (expected,) = sqlite3.connect(":memory:").execute(f"select {expression}").fetchone()
    (row,) = small.get("/small.json", params={"sql": f"select {expression} as it", "_shape": "array"}).json()
    assert row["it"] == expected


def test_the_process_has_a_limit() -> None:
    assert limits.PROCESS_MEMORY == 1 << 30
    assert limits.LONGEST_VALUE == 10_000_000


def test_a_crawl_that_writes_is_seen_at_once(small: Site) -> None:
    """Opened read-only beside a writer, never as immutable."""
    path = Path(str(small.datasette.databases["small"].path))
    assert small.datasette.databases["small"].is_mutable
    with writing(path, second=5000) as writer:
        writer.store([visit(article("late", headline="The late ferry has come"), 5000)])
        assert "The late ferry has come" in small.text("/")
        assert "The late ferry has come" in small.text("-/search?q=late")
    assert links(small.page("/"))


def test_log_lines_hold_no_control_characters(small: Site, capfd: pytest.CaptureFixture[str]) -> None:
    small.get("articles/%1b%5b31m%0aforged")
    err = capfd.readouterr().err
    assert re.fullmatch(r"[^\x00-\x09\x0b-\x1f\x7f]*\n", err)
    assert err.count("\n") == 1
