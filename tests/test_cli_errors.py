"""Bad input: one line on stderr that says what, where and what to do, and the exit code that stands for it."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import click
import pytest
from cli_runner import qiosk
from loopback import serving

from qiosk_scraper.cli.command import QioskCommand
from qiosk_scraper.cli.errors import describe, run
from qiosk_scraper.errors import ExitCode, QioskError

URL = "http://gazette.example/a/"
BINARY = bytes(range(256)) * 20


class Site(BaseHTTPRequestHandler):
    """`/news/` leads to articles that come slowly; anything else is 404."""

    released = threading.Event()
    asked = threading.Event()

    def do_GET(self) -> None:
        if self.path == "/news/":
            links = "".join(
                f'<h2><a href="/news/a-headline-of-five-words-{n}">A headline of {n}</a></h2>' for n in "1234"
            )
            self._answer(200, f"<html><body><h1>News</h1>{links}</body></html>")
        elif self.path.endswith(".pdf"):
            self._answer(200, "%PDF-1.4 not a page")
        elif self.path.startswith("/news/"):
            self.asked.set()
            self.released.wait(20)
            text = "".join(
                f"<p>Paragraph {n} of an article about the ferry, long enough for one.</p>" for n in range(5)
            )
            self._answer(200, f"<html><body><article><h1>A headline of five words</h1>{text}</article></body></html>")
        else:
            self._answer(404, "<html><body>Not found</body></html>")

    def _answer(self, status: int, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None: ...


@pytest.fixture
def site() -> Iterator[str]:
    Site.released.clear()
    Site.asked.clear()
    with serving(Site) as root:
        try:
            yield root
        finally:
            Site.released.set()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command lines of the table run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QIOSK_DB", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    Path("empty.html").write_bytes(b"")
    Path("blank.html").write_bytes(b" \n\t ")
    Path("binary.html").write_bytes(BINARY)
    Path("picture.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + BINARY)
    Path("hello.html").write_text("<html><body><p>Hello.</p></body></html>")
    Path("foreign.db").write_bytes(b"this is no database, whatever it is called\n" * 40)
    sqlite3.connect("other.db").execute("CREATE TABLE t (a)").connection.close()
    Path("bad.toml").write_text("[crawl]\ndelay = 'fast'")
    return tmp_path


@pytest.mark.parametrize(("line", "code", "says"), [
    # the page
    ("parse empty.html --url http://gazette.example/a/", 11, "no article: empty"),
    ("parse blank.html --url http://gazette.example/a/", 11, "no article: empty"),
    ("parse binary.html --url http://gazette.example/a/", 11, "no article: not_html"),
    ("parse picture.jpg --url http://gazette.example/a/", 11, "no article: not_html"),
    ("parse hello.html --url http://gazette.example/a/", 11, "no article: "),
    ("inspect hello.html --url http://gazette.example/a/", 11, "no article: "),
    ("parse missing.html --url http://gazette.example/a/", 2, "missing.html"),
    ("parse . --url http://gazette.example/a/", 2, "is a directory"),
    ("parse hello.html/x --url http://gazette.example/a/", 2, "not a directory"),
    # its address
    ("parse hello.html", 2, "missing option '--url'"),
    ("inspect hello.html", 2, "missing option --url"),
    ("parse hello.html --url gazette.example/a", 2, "http:// or https://"),
    ("parse hello.html --url file:///etc/passwd", 2, "http:// or https://"),
    ("parse hello.html --url http://[::1", 2, "no address of a page"),
    ("parse hello.html --url http://gazette.example:99999/", 2, "no address of a page"),
    ("parse hello.html --url http:///a", 2, "no address of a page"),
    ("inspect http://[::1", 2, "no address of a page"),
    ("inspect ftp://gazette.example/a", 2, "http:// or https://"),
    # the outlet
    ("crawl demmo", 2, "did you mean 'demo'?"),
    ("crawl responsible-statcraft", 2, "did you mean 'responsible-statecraft'?"),
    ("crawl zzzzzz", 2, "unknown outlet"),
    ("crawl http://[::1", 2, "http://[::1"),
    ("crawl file:///etc/passwd", 2, "file:///etc/passwd"),
    ("crawl ../demo", 2, "../demo"),
    ("crawl responsible-statecraft --section qiosc", 2, "did you mean 'qiosk'?"),
    ("parse hello.html --url http://gazette.example/a/ --outlet demmo", 2, "did you mean 'demo'?"),
    ("outlets show demmo", 2, "did you mean 'demo'?"),
    # the command line
    ("craw demo", 2, "did you mean 'crawl'?"),
    ("crawl", 2, "missing argument"),
    ("crawl demo --max-artciles 3", 2, "did you mean --max-articles?"),
    ("crawl demo --max-articles 0", 2, "--max-articles"),
    ("crawl demo --delay nan", 2, "--delay"),
    ("crawl demo --since gestern", 2, "'gestern' is no date"),
    ("search ferry --until 2025-02-30", 2, "'2025-02-30' is no date"),
    ("search ferry --sort best", 2, "'newest', 'rank'"),
    ("search", 2, "missing argument"),
    ("outlets lst", 2, "did you mean 'list'?"),
    ("doctor --json --csv", 2, "exclude each other"),
    # the configuration
    ("crawl demo -c bad.toml", 4, "bad.toml line 2"),
    ("crawl demo -c none.toml", 4, "none.toml"),
    ("search ferry -d none.db -c bad.toml", 4, "bad.toml line 2"),
    # the archive
    ("crawl demo -d missing/a.db", 5, "missing"),
    ("demo -d missing/a.db", 5, "missing"),
    ("db init -d missing/a.db", 5, "missing"),
    ("crawl demo -d foreign.db", 5, "foreign.db"),
    ("demo -d foreign.db", 5, "foreign.db"),
    ("crawl demo -d other.db", 5, "other.db"),
    ("show 1 -d foreign.db", 5, "foreign.db"),
    ("show 1 -d other.db", 5, "other.db"),
    ("search ferry -d none.db", 5, "none.db"),
    ("browse -d foreign.db", 5, "foreign.db"),
    ("browse -d none.db", 5, "none.db"),
    ("crawl demo -d .", 5, "folder"),
    ("db migrate -d none.db", 5, "none.db"),
])  # fmt: skip
def test_one_line_and_its_exit_code(folder: Path, line: str, code: int, says: str) -> None:
    before = {path: path.read_bytes() for path in folder.iterdir()}
    ran = qiosk(*line.split())
    assert says in ran.error
    assert (ran.code, ran.out) == (code, "")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before, "an error changed a file"


def test_page_from_an_empty_standard_input() -> None:
    ran = qiosk("parse", "-", "--url", URL)
    assert (ran.code, ran.error.startswith("error: no article: empty")) == (11, True)
    assert "(standard input)" in ran.error


def test_article_that_is_not_there(folder: Path) -> None:
    assert qiosk("db", "init", "-d", "a.db").code == 0
    for which in ("1", "1@2", "abc", "http://gazette.example/none", "'; DROP TABLE articles"):
        ran = qiosk("show", which, "-d", "a.db")
        assert (ran.code, "no such article" in ran.error) == (2, True)
    ran = qiosk("search", "ferry", "--outlet", "gazette", "-d", "a.db")
    assert (ran.code, "no such outlet" in ran.error) == (2, True)
    assert qiosk("search", '"', "-d", "a.db").code == 2


def test_file_where_the_default_folder_would_be(folder: Path) -> None:
    (folder / "data").write_text("a file")
    for line in ("demo", "crawl demo", "db init"):
        ran = qiosk(*line.split())
        assert (ran.code, "(data)" in ran.error) == (5, True)


@pytest.mark.parametrize("command", ["inspect", "crawl"])
def test_address_that_answers_404(command: str, site: str) -> None:
    options = ["-d", "a.db"] if command == "crawl" else []
    ran = qiosk(command, f"{site}/none", *options)
    assert ran.code == 8
    assert "http 404" in ran.err
    assert sum(line.startswith("error: ") for line in ran.err.splitlines()) == 1


def test_address_that_answers_with_no_page(site: str) -> None:
    ran = qiosk("inspect", f"{site}/plan.pdf")
    assert (ran.code, "no article: not_html" in ran.error) == (11, True)


def started(*args: str, **options: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "qiosk_scraper", *args]
    root = str(Path(__file__).parent.parent)
    environment = {**os.environ, "PYTHONPATH": root, **options}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, text=True, env=environment, encoding="utf-8", **pipes)  # type: ignore[call-overload,no-any-return]


AS_ANYBODY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
"""Before a command: root may read and write everything, unless it gives these rights up."""


@pytest.mark.skipif(bool(AS_ANYBODY) and shutil.which("setpriv") is None, reason="root may write everywhere")
@pytest.mark.parametrize(("line", "code"), [
    ("crawl demo -d locked/new.db", 7), ("db init -d locked/new.db", 7), ("crawl demo -d locked/a.db", 7),
    ("search ferry -d unreadable.db", 5), ("show 1 -d unreadable.db", 5), ("crawl demo -d unreadable.db", 7),
])  # fmt: skip
def test_no_permission(folder: Path, line: str, code: int) -> None:
    (folder / "locked").mkdir()
    assert qiosk("db", "init", "-d", "locked/a.db").code == 0
    shutil.copy(folder / "locked" / "a.db", folder / "unreadable.db")
    (folder / "unreadable.db").chmod(0)
    (folder / "locked").chmod(0o500)
    try:
        command = [*AS_ANYBODY, sys.executable, "-m", "qiosk_scraper", *line.split()]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
        ran = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
        assert (ran.returncode, ran.stdout) == (code, "")
        assert ran.stderr.startswith("error: ") and line.split()[-1] in ran.stderr and ran.stderr.count("\n") == 1
    finally:
        (folder / "locked").chmod(0o700)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_in_mid_crawl_keeps_what_was_stored_and_goes_on(site: str, number: signal.Signals, code: int) -> None:
    with started("crawl", f"{site}/news/", "-d", "a.db") as crawl:
        assert Site.asked.wait(20)
        crawl.send_signal(number)
        threading.Timer(0.5, Site.released.set).start()
        out, err = crawl.communicate(timeout=40)
    assert (crawl.returncode, out) == (code, "")
    assert next(line for line in err.splitlines() if line.startswith("error: ")).startswith("error: stopped (")
    assert err.splitlines()[-1].startswith("crawl 1: ")
    ran = qiosk("crawl", f"{site}/news/", "-d", "a.db")
    assert ran.code == 0
    found = qiosk("search", "ferry", "-d", "a.db", "--json").json
    assert len({hit["url"] for hit in found}) == len(found) == 4


def test_stopped_twice_drops_what_is_open_and_tells_it_in_one_line(site: str) -> None:
    with started("crawl", f"{site}/news/", "-d", "a.db") as crawl:
        assert Site.asked.wait(20)
        assert crawl.stderr is not None
        crawl.send_signal(signal.SIGINT)
        told = crawl.stderr.readline()
        crawl.send_signal(signal.SIGINT)
        _, err = crawl.communicate(timeout=40)
    Site.released.set()
    assert told.startswith("stopping after the open request")
    assert crawl.returncode == 130
    first, last = err.splitlines()
    assert first.startswith("error: stopped (") and last.startswith("crawl 1: ")


TELLS_THAT_IT_READS = """
import sys
from qiosk_scraper.cli import main, parse
read_page = parse.read_page
def tell(file):
    print("reading", file=sys.stderr, flush=True)
    return read_page(file)
parse.read_page = tell
sys.exit(main())
"""


def test_stopped_while_it_waits_for_its_input() -> None:
    reading, writing = os.pipe()
    program = [sys.executable, "-c", TELLS_THAT_IT_READS, "parse", "-", "--url", URL]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(program, stdin=reading, stderr=subprocess.PIPE, text=True, env=environment) as parse:
        assert parse.stderr is not None
        assert parse.stderr.readline() == "reading\n"
        parse.send_signal(signal.SIGINT)
        err = parse.stderr.read()
        code = parse.wait(20)
    os.close(writing)
    os.close(reading)
    assert code == 130
    assert err.startswith("error: stopped (Ctrl-C): ")
    assert len(err.splitlines()) == 1


def test_reader_that_goes_away_is_no_error() -> None:
    with started("outlets", "list", "--nl") as listing:
        assert listing.stdout is not None
        listing.stdout.close()
        _, err = listing.communicate(timeout=40)
    assert (listing.returncode, err) == (0, "")


def test_output_is_utf8_whatever_the_locale_says() -> None:
    page = (
        "<html><body><article><h1>Zoë fährt Fähre — “heute”</h1>" + "<p>Über die Fähre, ein langer Satz dazu.</p>" * 5
    )
    Path("page.html").write_text(page, encoding="utf-8")
    with started("parse", "page.html", "--url", URL, LANG="C", LC_ALL="C", PYTHONUTF8="0") as parse:
        out, _ = parse.communicate(timeout=40)
    assert "Zoë fährt Fähre — “heute”" in out


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_full_disk_behind_standard_output() -> None:
    command = [sys.executable, "-m", "qiosk_scraper", "outlets", "list"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with open("/dev/full", "w") as full:
        ran = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment, timeout=40)
    assert ran.returncode == 3
    assert len(ran.stderr.splitlines()) == 1
    assert "(standard output)" in ran.stderr


def test_an_archive_whose_name_the_locale_cannot_say() -> None:
    Path("Fähre").mkdir()
    assert qiosk("db", "init", "-d", "Fähre/a.db").code == 0
    with started("stats", "-d", "Fähre/a.db", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0") as stats:
        _, err = stats.communicate(timeout=40)
    assert (stats.returncode, err.partition(",")[0]) == (0, "0 captures")


def test_standard_input_that_is_closed_is_an_empty_page() -> None:
    command = f"exec {sys.executable} -m qiosk_scraper parse - --url {URL} <&-"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    ran = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=environment, timeout=40)
    assert (ran.returncode, ran.stderr.count("\n")) == (11, 1)
    assert "empty" in ran.stderr


def failing(error: BaseException) -> click.Command:
    def fail() -> None:
        raise error

    return QioskCommand("fail", callback=fail)


@pytest.mark.parametrize(("error", "code", "says"), [
    (QioskError("what", "where", "do this", ExitCode.DRIFT), 10, "error: what (where): do this"),
    (ZeroDivisionError("division by zero"), 1, "unexpected ZeroDivisionError: division by zero"),
    (KeyError("\x1b[31mred\nline"), 1, "\\x1b[31mred"),
    (ValueError("see http://ada:s3cret@gazette.example/?token=s3cret"), 1, "***"),
    (OSError(errno.ENOSPC, "No space left on device", "a.db"), 3, "no space left on device (a.db)"),
    (FileNotFoundError(errno.ENOENT, "No such file", "a.html"), 2, "(a.html)"),
    (PermissionError(errno.EACCES, "Permission denied", "a.html"), 2, "permission denied (a.html)"),
    (OSError(errno.ENAMETOOLONG, "File name too long", "a" * 300), 2, "file name too long (aaa"),
    (IsADirectoryError(errno.EISDIR, "Is a directory", ""), 2, 'is a directory (""): '),
    (OSError(errno.EPIPE, "Broken pipe"), 0, None),
    (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, None),
    (KeyboardInterrupt(), 130, "stopped (Ctrl-C)"),
    (MemoryError(), 1, "out of memory"),
])  # fmt: skip
def test_any_error_is_one_safe_line(
    capfd: pytest.CaptureFixture[str], error: BaseException, code: int, says: str | None
) -> None:
    assert run(failing(error), []) == code
    err = capfd.readouterr().err
    assert "s3cret" not in err
    if says is None:
        assert err == ""
    else:
        assert len(err.splitlines()) == 1
        assert err.startswith("error: ")
        assert err[:-1].isprintable()
        assert says in err


@pytest.mark.parametrize(("name", "code"), [
    ("SQLITE_FULL", 3), ("SQLITE_IOERR_WRITE", 3), ("SQLITE_BUSY", 6), ("SQLITE_READONLY_DIRECTORY", 7),
    ("SQLITE_CORRUPT_VTAB", 5), ("SQLITE_NOTADB", 5), ("SQLITE_ERROR", 1),
])  # fmt: skip
def test_what_sqlite_says_has_its_exit_code(name: str, code: int) -> None:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorname = name
    assert describe(error).exit_code == code


@pytest.mark.parametrize(("verbose", "shown"), [([], False), (["-v"], False), (["-vv"], True)])
def test_traceback_only_for_those_who_ask(capfd: pytest.CaptureFixture[str], verbose: list[str], shown: bool) -> None:
    assert run(failing(ZeroDivisionError()), verbose) == 1
    assert ("Traceback" in capfd.readouterr().err) == shown
