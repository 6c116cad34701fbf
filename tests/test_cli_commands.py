"""What the commands print: for people, and for programs. The archive is that of two days of the demo outlet."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from cli_runner import Ran, qiosk

PAGE = b"""<!doctype html><html lang="en"><head><title>Ferry fares frozen</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry fares frozen",
"datePublished": "2025-03-01T10:00:00Z", "author": {"@type": "Person", "name": "Ada Hale"}}</script></head>
<body><article><h1>Ferry fares frozen</h1>
<p>The ferry company will not raise its fares this year, the council heard on Monday evening.</p>
<p>A single crossing will go on costing three pounds, \x1b[31mwith\xe2\x80\xae a bicycle four, and a goat nothing.</p>
<p>The last rise was in 2019, when the company bought the second boat and painted the first one blue.</p>
</article></body></html>"""
URL = "http://gazette.example/ferry-fares/"


@pytest.fixture(scope="module")
def two_days(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran, Ran]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    return path, qiosk("demo", "-d", str(path)), qiosk("demo", "-d", str(path))


@pytest.fixture
def demo(two_days: tuple[Path, Ran, Ran]) -> str:
    return str(two_days[0])


def test_demo_says_what_happened_and_what_to_try_next(two_days: tuple[Path, Ran, Ran]) -> None:
    _, first, second = two_days
    assert (first.code, second.code) == (0, 0)
    assert first.err.splitlines()[-1].startswith("crawl 1: ")
    assert re.search(r"^ +[4-9]\d articles$", first.out, re.MULTILINE)
    assert "were edited" not in first.out
    assert "were edited" in second.out
    assert "(1 was removed by the paper)" in second.out and "removed" not in first.out
    tried = [line.split("  ")[1].split() for line in second.out.partition("Try next:\n")[2].splitlines()]
    reading = [words[1:] for words in tried if words[1] in ("show", "search")]
    assert len(reading) == 3
    for words in reading:
        ran = qiosk(*words)
        assert ran.code == 0
        assert ran.out


def test_demo_dry_run_makes_nothing(tmp_path: Path) -> None:
    ran = qiosk("demo", "--dry-run", "--json", "-d", str(tmp_path / "demo.db"))
    assert ran.code == 0
    assert {"section"} <= {entry["kind"] for entry in ran.json}
    assert list(tmp_path.iterdir()) == []


def test_crawl_with_json_prints_its_counts_as_one_object(tmp_path: Path) -> None:
    ran = qiosk("crawl", "demo", "--max-articles", "2", "--json", "-d", str(tmp_path / "a.db"))
    assert ran.code == 0
    assert ran.json["new"] == 2
    assert ran.json.keys() >= {"seen", "new", "changed", "same", "failed", "refused"}
    assert len(ran.out.splitlines()) == 1
    assert re.fullmatch(r"crawl 1: .* 2 new, .* refused by robots, \d+s", ran.err.splitlines()[-1])


def test_quiet_crawl_says_nothing(tmp_path: Path) -> None:
    ran = qiosk("crawl", "demo", "--max-articles", "1", "-q", "-d", str(tmp_path / "a.db"))
    assert (ran.code, ran.out, ran.err) == (0, "", "")


def test_log_file_has_what_was_done(tmp_path: Path) -> None:
    log = tmp_path / "crawl.log"
    arguments = ["--max-articles", "1", "--log-file", str(log), "-d", str(tmp_path / "a.db")]
    assert qiosk("crawl", "demo", *arguments).code == 0
    assert " INFO " in log.read_text()


def test_search_marks_what_was_found(demo: str) -> None:
    ran = qiosk("search", "council", "-d", demo, "--limit", "3")
    assert ran.code == 0
    assert "[council]" in ran.out.lower()
    found = qiosk("search", "council", "-d", demo, "--limit", "3", "--json").json
    assert len(found) == 3
    assert all(str(hit["id"]) in ran.out and hit["headline"] in ran.out for hit in found)


def test_search_formats_agree(demo: str) -> None:
    arguments = ("search", "council", "-d", demo)
    found = qiosk(*arguments, "--json").json
    assert [json.loads(line) for line in qiosk(*arguments, "--nl").out.splitlines()] == found
    rows = list(csv.DictReader(io.StringIO(qiosk(*arguments, "--csv").out, newline="")))
    assert [row["url"] for row in rows] == [hit["url"] for hit in found]
    assert all(hit["headline"][:20] in qiosk(*arguments, "--table").out for hit in found)


def test_search_between_dates_by_author_and_section(demo: str) -> None:
    every = qiosk("search", "council", "-d", demo, "--limit", "100", "--json").json
    day = sorted(hit["published_at"] for hit in every)[len(every) // 2][:10]
    upto = qiosk("search", "council", "-d", demo, "--limit", "100", "--until", day, "--json").json
    after = qiosk("search", "council", "-d", demo, "--limit", "100", "--since", day, "--json").json
    assert upto == [hit for hit in every if hit["published_at"][:10] <= day]
    assert after == [hit for hit in every if hit["published_at"][:10] >= day]
    author = every[0]["byline"].split(",")[0]
    by = qiosk("search", "council", "-d", demo, "--author", author, "--json").json
    assert by
    assert all(author in hit["byline"] for hit in by)


def test_search_that_finds_nothing_is_no_error(demo: str) -> None:
    ran = qiosk("search", "zeppelin", "-d", demo, "--json")
    assert (ran.code, ran.json) == (0, [])
    assert "Nothing found" in ran.err


def edited(demo: str) -> int:
    found = (qiosk("show", str(number), "-d", demo, "--json").json for number in range(1, 47))
    return next(article["id"] for article in found if article["revision_count"] > 1)


def test_show_is_the_whole_article(demo: str) -> None:
    article = qiosk("show", "1", "-d", demo, "--json").json
    assert article["id"] == 1
    assert article.keys() >= {"url", "headline", "authors", "body", "photos", "teasers", "answered_by"}
    shown = " ".join(qiosk("show", "1", "-d", demo).out.split())
    for text in (article["headline"], article["kicker"], article["url"], *(block["text"] for block in article["body"])):
        assert " ".join(text.split()) in shown
    assert [line for line in qiosk("show", "1", "-d", demo).out.splitlines() if line != line.rstrip()] == []


def test_show_by_revision_and_by_any_spelling_of_the_address(demo: str) -> None:
    number = edited(demo)
    now, before = (qiosk("show", which, "-d", demo, "--json").json for which in (f"{number}", f"{number}@1"))
    assert (now["revision"], before["revision"]) == (2, 1)
    kept = ("headline", "dek", "text", "photos", "published", "modified", "corrections")
    assert any(now[field] != before[field] for field in kept)
    by_url = qiosk("show", now["url"].rstrip("/") + "?utm_source=letter#top", "-d", demo, "--json").json
    assert by_url == now


def test_parse_gives_json_to_a_program_and_text_to_a_reader(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    piped = qiosk("parse", str(page), "--url", URL)
    assert piped.code == 0
    assert piped.json["headline"] == "Ferry fares frozen"
    assert piped.json == qiosk("parse", "-", "--url", URL, "--json", stdin=PAGE).json
    assert json.loads(qiosk("parse", str(page), "--url", URL, "--nl").out) == piped.json
    read = qiosk("parse", str(page), "--url", URL, "--color", "never", terminal=True)
    assert read.out.startswith("Ferry fares frozen\n")
    assert "Ada Hale" in read.out
    assert "1 March 2025" in read.out


@pytest.mark.parametrize("output", [[], ["--json"], ["--nl"], ["--csv"], ["--table"]])
@pytest.mark.parametrize("command", ["parse", "inspect"])
def test_nothing_scraped_steers_a_terminal(command: str, output: list[str]) -> None:
    ran = qiosk(command, "-", "--url", URL, "--color", "never", *output, stdin=PAGE, terminal=True)
    assert ran.code == 0
    assert [letter for letter in ran.out if not letter.isprintable() and letter != "\n"] == []


def test_inspect_names_field_value_and_layer() -> None:
    rows = qiosk("inspect", "-", "--url", URL, "--json", stdin=PAGE).json
    by_field = {row["field"]: row for row in rows}
    assert by_field["authors"] == {"field": "authors", "value": [{"name": "Ada Hale", "url": None}], "layer": "json_ld"}
    assert by_field["dek"]["layer"] is None
    table = qiosk("inspect", "-", "--url", URL, stdin=PAGE).out
    assert re.search(r"^authors +Ada Hale +json_ld$", table, re.MULTILINE)
    assert re.search(r"^body +3 blocks, \d+ words: The ferry company", table, re.MULTILINE)


@pytest.mark.parametrize(
    ("before", "address"),
    [
        ("<link rel='canonical' href='https://harbour.example/fares/'>", "https://harbour.example/fares/"),
        ("<meta property='og:url' content='https://harbour.example/fares/'>", "https://harbour.example/fares/"),
        (
            "<!-- saved from url=(0031)https://harbour.example/fares/9 --><link rel='canonical' href='/fares/'>",
            "https://harbour.example/fares/9",
        ),
    ],
)
def test_inspect_reads_a_saved_page_as_that_of_the_address_it_names(before: str, address: str, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(before.encode() + PAGE)
    ran = qiosk("inspect", str(file), "--json")
    assert (ran.code, ran.json[0]["value"]) == (0, address)
    assert f"Read as {address}" in ran.err
    assert qiosk("inspect", str(file), "--url", URL, "--json").json[0]["value"] == URL


def test_inspect_fetches_an_address_and_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from qiosk_scraper.demo import serve

    monkeypatch.chdir(tmp_path)
    with serve() as server:
        from qiosk_scraper.demo import truth

        path = truth()[0]["url"].split("/", 3)[3]
        ran = qiosk("inspect", f"{server.address}/{path}", "--json")
    assert ran.code == 0
    assert {row["field"]: row["value"] for row in ran.json}["headline"] == truth()[0]["headline"]
    assert list(tmp_path.iterdir()) == []


def test_outlets_are_listed_and_shown_from_the_registry() -> None:
    listed = {outlet["slug"]: outlet for outlet in qiosk("outlets", "list", "--json").json}
    assert listed.keys() >= {"demo", "responsible-statecraft"}
    shown = qiosk("outlets", "show", "responsible-statecraft", "--json").json
    assert shown == listed["responsible-statecraft"]
    assert shown["checked"]
    text = qiosk("outlets", "show", "responsible-statecraft").out
    assert all(url in text for url in shown["sections"].values())


def test_db_init_makes_an_archive_and_leaves_one_that_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    assert qiosk("db", "init", "--dry-run", "-d", str(path)).code == 0
    assert not path.exists()
    assert qiosk("db", "init", "-d", str(path)).code == 0
    made = path.read_bytes()
    again = qiosk("db", "init", "-d", str(path))
    assert (again.code, path.read_bytes()) == (0, made)
    assert "already" in again.err
    assert "up to date" in qiosk("db", "migrate", "-d", str(path)).err
    assert qiosk("db", "migrate", "--dry-run", "-d", str(path)).code == 0


def test_doctor_finds_the_archive_and_its_counts(demo: str) -> None:
    ran = qiosk("doctor", "-d", demo, "--json")
    assert ran.code == 0
    checks = {check["subject"]: check for check in ran.json["checks"]}
    assert int(checks["archive articles"]["value"]) >= 40
    assert checks.keys() >= {"Python", "SQLite", "SQLite FTS5", "scrapy", "lxml", "sqlite-utils", "extra browse",
                             "configuration", "disk free", "archive folder"}  # fmt: skip
    assert f"archive articles: {checks['archive articles']['value']}" in qiosk("doctor", "-d", demo).out


def test_doctor_ends_with_the_code_of_the_first_fault_and_still_tells_the_rest(tmp_path: Path) -> None:
    config, archive = tmp_path / "qiosk.toml", tmp_path / "a.db"
    config.write_text("[crawl]\ndelya = 2")
    ran = qiosk("doctor", "-c", str(config), "-d", str(archive), "--json")
    assert ran.code == 4
    assert any("delya" in check["value"] for check in ran.json["checks"])
    archive.write_bytes(b"no archive at all" * 100)
    ran = qiosk("doctor", "-d", str(archive), "--json")
    assert ran.code == 5
    assert any(check["subject"] == "disk free" for check in ran.json["checks"])


@pytest.mark.parametrize(
    ("version", "state"), [((3, 40, 1), "note"), ((3, 51, 2), "note"), ((3, 51, 3), "ok"), ((3, 52, 0), "ok")]
)
def test_doctor_knows_the_wal_reset_bug(version: tuple[int, ...], state: str) -> None:
    from qiosk_scraper.cli.doctor import _wal_reset

    assert _wal_reset(version).state == state
