"""Bad archives and odd requests: a page that says what and what next, the right status, one line in the log."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from browsed import Site, browsing, live_markup
from cli_runner import qiosk
from lxml import html
from visits import article, listing, visit, writing

pytest.importorskip("datasette")
from datasette.app import Datasette

PAGES = ("/", "-/search?q=ferry", "-/sections", "-/charts", "articles/1")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("errors") / "archive.db"
    with writing(path) as writer:
        writer.store([listing("ferry", "tide")])
        writer.store([visit(article(f"ferry-{n}"), 1 + n, body=b"%d" % n * 3000) for n in range(20)])
        writer.store([visit(article("ferry-1", headline="Another one"), 5000)])
    return path


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "archive.db"))


@pytest.fixture(scope="module")
def site(made: Path) -> Iterator[Site]:
    with browsing(made) as one:
        yield one


def plain(path: Path) -> Any:
    """Datasette as `datasette archive.db` makes it, our plugin loaded by its entry point or not."""
    from qiosk_scraper.browse.serve import datasette_for

    datasette_for(path)  # registers the plugin where the package was installed without its entry points
    return Datasette([str(path)])


def said(site: Site, path: str, status: int, capfd: pytest.CaptureFixture[str]) -> str:
    """What the page of an error says; asserts that it is one, and that one line was logged."""
    capfd.readouterr()
    answer = site.get(path)
    assert answer.status_code == status, answer.text[-900:]
    (line,) = capfd.readouterr().err.splitlines()
    assert line.startswith(f"browse: {status} ")
    assert "Traceback" not in answer.text
    tree = html.fromstring(answer.text)
    assert live_markup(tree) == []
    what, to_do = tree.xpath("string(//main//h1)"), tree.xpath("string(//main//h1/following-sibling::p)")
    assert what
    assert to_do.strip()
    return f"{what} {to_do}"


# -- archives ------------------------------------------------------------------------------------------------------


def test_no_archive(tmp_path: Path) -> None:
    ran = qiosk("browse", "-d", str(tmp_path / "none.db"))
    assert (ran.code, "qiosk crawl" in ran.error) == (5, True)


def test_not_an_archive(tmp_path: Path) -> None:
    for name, content in (("diary.db", b"Dear diary,\n" * 900), ("empty.db", b"")):
        (tmp_path / name).write_bytes(content)
        assert qiosk("browse", "-d", str(tmp_path / name)).code == 5
    with closing(sqlite3.connect(tmp_path / "other.db")) as conn:
        conn.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT)")
        conn.commit()
    assert qiosk("browse", "-d", str(tmp_path / "other.db")).code == 5


def test_other_databases_are_left_alone(tmp_path: Path) -> None:
    """The plugin is loaded by every Datasette of the environment: one without an archive is as it was."""
    with closing(sqlite3.connect(tmp_path / "other.db")) as conn:
        conn.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT)")
        conn.execute("INSERT INTO articles VALUES (1, 'x')")
        conn.commit()
    with browsing(tmp_path / "other.db", plain) as site:
        answer = site.get("articles")
        assert answer.status_code == 200
        assert "content-security-policy" not in answer.headers
        assert "qiosk" not in answer.text
        assert site.get("articles/1").status_code == 200
        assert site.get("-/charts").status_code >= 400
        assert site.get("/", headers={"host": "archive.lan"}).status_code == 200


def test_plain_datasette_shows_the_same_pages(db: Path) -> None:
    with browsing(db, plain) as site:
        for path in (*PAGES, "articles/1/differences", "", "articles", "bylines"):
            answer = site.get(path)
            assert answer.status_code == 200, path
            assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "An article as it stands now." in site.text("articles")


def test_several_archives_and_a_stranger(db: Path, tmp_path: Path) -> None:
    second, stranger = tmp_path / "second.db", tmp_path / "stranger.db"
    shutil.copy(db, second)
    with closing(sqlite3.connect(stranger)) as conn:
        conn.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)")
        conn.commit()

    def several(path: Path) -> Datasette:
        plain(path)
        return Datasette([str(path), str(second), str(stranger)])

    with browsing(db, several) as site:
        index = site.page("/")
        assert {"/archive/-/front", "/second/-/front", "/stranger"} <= set(index.xpath("//a/@href"))
        assert site.get("/second/-/front").status_code == 200
        assert site.get("/second/articles/1").status_code == 200
        assert site.get("/stranger/t").status_code == 200
        assert site.get("/stranger/-/charts").status_code == 400


def test_archive_without_descriptions(db: Path) -> None:
    with closing(sqlite3.connect(db)) as conn:
        conn.execute("DELETE FROM data_dictionary")
        conn.commit()
    with browsing(db, plain) as site:
        assert "holds no descriptions" in site.text("")
        assert site.get("articles").status_code == 200
        assert site.get("/").status_code == 200


def test_empty_archive(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    assert qiosk("db", "init", "-q", "-d", str(path)).code == 0
    with browsing(path) as site:
        assert "No articles yet" in site.text("/")
        assert "qiosk crawl" in site.text("/")
        assert "No section page has been seen" in site.text("-/sections")
        for path_ in ("-/search", "-/search?q=ferry", "-/charts", "-/charts?show=Crawls", "-/charts?show=Teasers", ""):
            assert site.get(path_).status_code == 200
        assert site.get("-/search.atom").status_code == 200


def test_archive_from_a_newer_version(db: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect(db)) as conn:
        conn.execute("PRAGMA user_version = 99")
    assert qiosk("browse", "-d", str(db)).code == 5
    with browsing(db, plain) as site:
        for path in PAGES:
            assert "upgrade" in said(site, path, 503, capfd).lower()
        assert site.get("?sql=select+count(*)+from+articles").status_code == 200, "its tables can be read"


def test_archive_of_the_first_version(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    old = Path(shutil.copy(Path(__file__).parent / "archives" / "v1.db", tmp_path / "old.db"))
    with browsing(old, plain) as site:
        assert "qiosk db migrate" in said(site, "/", 503, capfd)
        assert site.get("articles").status_code == 200


def test_damaged_archive(db: Path, capfd: pytest.CaptureFixture[str]) -> None:
    whole = db.read_bytes()
    db.write_bytes(whole[:20_000])
    with browsing(db, plain) as site:
        assert "recover" in said(site, "articles/1", 503, capfd)


def test_archive_that_went_away(db: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with browsing(db) as site:
        assert site.get("/").status_code == 200
        for part in db.parent.glob("archive.db*"):
            part.unlink()
        assert site.get("articles/1").status_code in (400, 503)


def test_port_taken(db: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = qiosk("browse", "--port", str(taken.getsockname()[1]), "-d", str(db))
    assert (ran.code, "--port 0" in ran.error) == (2, True)


# -- requests ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "status", "part"), [
    ("articles/99", 404, "Search finds"),
    ("articles/999999999999999999", 404, "Search finds"),
    ("articles/99999999999999999999999", 404, "number"),
    ("articles/2@9", 404, "revisions 1 to 2"),
    ("articles/2@0", 404, "revisions 1 to 2"),
    ("articles/2@999999999999", 404, "number"),
    ("articles/ferry", 404, "number"),
    ("articles/-1", 404, ""),
    ("articles/2/differences?from=1&to=7", 404, "revisions 1 to 2"),
    ("articles/2/differences?from=x", 400, "choose"),
    ("articles/2/differences?view=sideways", 400, "inline"),
    ("articles/99/differences", 404, "Search finds"),
    ("articles/99/article.json2", 404, ""),
    ("captures/99/source", 404, "captures"),
    ("captures/99/download", 404, "captures"),
    ("-/search?q=%22%22", 400, "at least one word"),
    ("-/search?q=***", 400, "at least one word"),
    ("-/search?q=ferry&sort=best", 400, "newest"),
    ("-/search?q=ferry&field=all", 400, "headline"),
    ("-/search?q=ferry&page=0", 400, "first page"),
    ("-/search?q=ferry&page=" + "9" * 50, 400, "first page"),
    ("-/search?q=ferry&since=someday", 400, "2025-01-31"),
    ("-/search?until=2025-02-30", 400, "2025-01-31"),
    ("-/search?until=9999-12-31", 400, "2025-01-31"),
    ("-/search?q=" + "word+" * 300, 400, "at most"),
    ("-/sections?at=99999-01-01", 400, "2025"),
    ("-/charts?days=0", 400, "choose"),
    ("nothing", 404, "front page"),
    ("/nothing", 404, "front page"),
])  # fmt: skip
def test_bad_request(site: Site, path: str, status: int, part: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert part.lower() in said(site, path, status, capfd).lower()


@pytest.mark.parametrize("query", [
    '"', '""ferry', 'ferry "', "ferry AND", "OR", "NEAR(ferry tide, 5)", "headline:ferry", "ferry*", "*ferry", "^ferry",
    "-ferry", "ferry)", "((ferry", "{ferry}", "a\0b", "\ud800ferry", "ferry;--", "'ferry", "ferry\\", "%ferry%", "é",
    "“ferry”", "+ferry", "f:e:r:r:y", "articles_fts MATCH 1",
])  # fmt: skip
@pytest.mark.parametrize("kind", ["", ".json", ".csv", ".atom"])
def test_a_query_as_typed_is_answered(site: Site, query: str, kind: str) -> None:
    answer = site.get(f"-/search{kind}?q={quote(query.encode('utf-8', 'surrogatepass'))}")
    assert answer.status_code == 200 if any(one.isalnum() for one in query) else answer.status_code in (200, 400)


def test_search_text_of_a_megabyte(db: Path) -> None:
    """Over a real socket: the client in this process takes no address as long as this."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    command = [sys.executable, "-m", "qiosk_scraper", "browse", "--port", "0", "-d", str(db)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as browse:
        assert browse.stdout is not None
        address = urlsplit(browse.stdout.readline().strip())
        try:
            with closing(HTTPConnection("127.0.0.1", int(address.port or 0), timeout=30)) as connection:
                connection.request("GET", "/archive/-/search?q=" + "a" * 1_000_000)
                answer = connection.getresponse()
                page = answer.read().decode()
        finally:
            browse.send_signal(signal.SIGINT)
            _, err = browse.communicate(timeout=20)
    assert answer.status == 400
    assert "at most 2,000" in page
    assert [line for line in err.splitlines() if line.startswith("browse: 400 ")] == err.splitlines()[1:]


def test_dates_that_cannot_be(db: Path) -> None:
    odd = ("0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59+00:00", "2025-13-45", "yesterday", "", "-1", "2099-01-01")
    with closing(sqlite3.connect(db)) as conn:
        for n, at in enumerate(odd, 1):
            conn.execute("UPDATE articles SET published_at = ?, modified_at = ? WHERE id = ?", (at, at, n))
            conn.execute("UPDATE revisions SET seen_at = ? WHERE article_id = ?", (at, n))
        conn.commit()
    with browsing(db) as site:
        for path in ("/", "-/search?q=ferry", "-/search?since=0001-01-01&until=2030-01-01", "-/charts?days=3660",
                     "-/charts?show=Edits&days=3660", "-/search.atom?q=ferry"):  # fmt: skip
            assert site.get(path).status_code == 200, path
        for n in range(1, len(odd) + 1):
            assert site.get(f"articles/{n}").status_code == 200
            assert site.get(f"articles/{n}/cite/ris").status_code == 200
        first = site.page("/").xpath("string((//article//p[@class='by'])[1])")
        assert "2099" not in first
        assert "9999" not in first


def test_json_of_an_error_is_json(site: Site) -> None:
    answer = site.get("/archive/nothing.json")
    assert answer.status_code == 404
    assert answer.json()["ok"] is False
