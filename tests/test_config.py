"""qiosk.toml: what is understood, and one clear refusal for everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from qiosk_scraper.config import Config, find_config, read_config
from qiosk_scraper.errors import ExitCode, QioskError


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "qiosk.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_every_key(tmp_path: Path) -> None:
    config = read_config(written(tmp_path, """
        [archive]
        path = "papers/ledger.db"
        [crawl]
        contact = "mailto:ada@harbour-ledger.example"
        delay = 2
        max_articles = 40
        max_requests = 400
        max_failed = 10
        [watch]
        targets = ["demo", "https://gazette.example/city"]
        every = "30m"
        [outlets.responsible-statecraft]
        delay = 10
        [outlets."gazette.example"]
        every = "6h"
        [browse]
        port = 8080
    """))  # fmt: skip
    assert config.delays() == {"responsible-statecraft": 10.0} and config.rhythms() == {"gazette.example": 6.0}
    assert config.in_force() == {
        "archive.path": Path("papers/ledger.db"), "crawl.contact": "ada@harbour-ledger.example", "crawl.delay": 2.0,
        "crawl.max_articles": 40, "crawl.max_requests": 400, "crawl.max_failed": 10.0,
        "watch.targets": ("demo", "https://gazette.example/city"), "watch.every": 0.5, "browse.port": 8080,
        'outlets."responsible-statecraft".delay': 10.0, 'outlets."gazette.example".every': 6.0,
    }  # fmt: skip


@pytest.mark.parametrize(("text", "line", "says"), [
    ("[crawl]\ndelya = 2", 2, "did you mean delay?"),
    ("[crwal]\ndelay = 2", 1, "did you mean [crawl]?"),
    ("delay = 2", 1, "unknown key 'delay'"),
    ("crawl = 3", 1, "crawl is no table"),
    ("# why\n\n[crawl]\n\ndelay = '2'", 5, "crawl.delay cannot be '2'"),
    ("[crawl]\ndelay = true", 2, "seconds from 0 to 3600"),
    ("[crawl]\ndelay = nan", 2, "seconds from 0 to 3600"),
    ("[crawl]\ndelay = inf", 2, "seconds from 0 to 3600"),
    ("[crawl]\ndelay = -1", 2, "seconds from 0 to 3600"),
    ("crawl.delay = -1", 1, "seconds from 0 to 3600"),
    ("[crawl]\nmax_articles = 0", 2, "a whole number from 1"),
    ("[crawl]\nmax_requests = 1.5", 2, "a whole number from 1"),
    ("[crawl]\nmax_articles = [1]", 2, "a whole number from 1"),
    ("[crawl]\ncontact = 5", 2, "a mail address or an http(s) page"),
    ("[crawl]\ncontact = 'ada'", 2, "a mail address or an http(s) page"),
    ("[crawl]\ncontact = 'file:///etc/passwd'", 2, "a mail address or an http(s) page"),
    ("[crawl]\ncontact = 'http://ada:pass@harbour.example'", 2, "a mail address or an http(s) page"),
    ('[crawl]\ncontact = "ada@harbour.example\\r\\nX-Evil: 1"', 2, "a mail address or an http(s) page"),
    ("[archive]\npath = ''", 2, "the archive's path"),
    ("[archive]\npath = 7", 2, "the archive's path"),
    ("[browse]\nport = 70000", 2, "a port from 0 to 65535"),
    ("[crawl]\nmax_failed = 101", 2, "percent from 0 to 100"),
    ("[watch]\nevery = '6'", 2, "a length of time"),
    ("[watch]\nevery = 6", 2, "a length of time"),
    ("[watch]\nevery = '0m'", 2, "a length of time"),
    ("[watch]\ntargets = ['file:///etc/passwd']", 2, "http(s) addresses"),
    ("[watch]\ntargets = ['http://[::1']", 2, "http(s) addresses"),
    ("[watch]\ntargets = 'demo'", 2, "http(s) addresses"),
    ("[watch]\ntargets = ['nobody']", 2, "http(s) addresses"),
    ("[outlets.responsible-statecraftt]\ndelay = 2", 1, "did you mean responsible-statecraft?"),
    ("[outlets.'gazette.example']\ndelya = 2", 2, "did you mean delay?"),
    ("[outlets]\n'gazette.example' = 2", 2, "is no table"),
    ("outlets = 2", 1, "outlets is no table"),
    ("[outlets.'gazette.example']\n\ndelay = 'slow'", 3, "seconds from 0 to 3600"),
    ("[crawl\ndelay = 2", 1, "is not TOML"),
    ("[crawl]\ndelay = 2\ndelay = 3", 3, "is not TOML"),
    ("[[crawl]]\ndelay = 2", 1, "crawl is no table"),
    ("[crawl.deep]\ndelay = 2", 1, "unknown key 'deep'"),
])  # fmt: skip
def test_bad_file_is_refused_with_file_line_and_what_is_allowed(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(QioskError) as refused:
        read_config(path)
    assert refused.value.exit_code == ExitCode.CONFIG
    assert says in str(refused.value)
    assert refused.value.where == f"{path} line {line}"


@pytest.mark.parametrize(("text", "says"), [
    (b"\xff\xfe[crawl]", "not UTF-8"), (b"a = " + b"[" * 50_000, "configuration is n"), (b"\x00", "is not TOML"),
])  # fmt: skip
def test_file_that_is_no_toml_at_all(tmp_path: Path, text: bytes, says: str) -> None:
    with pytest.raises(QioskError, match=says) as refused:
        read_config(written(tmp_path, text))
    assert refused.value.exit_code == ExitCode.CONFIG


def test_named_file_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(QioskError, match="no such configuration file") as refused:
        find_config(tmp_path / "other.toml")
    assert refused.value.exit_code == ExitCode.CONFIG


def test_looked_for_in_the_working_folder_then_in_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, home = tmp_path / "here", tmp_path / "home"
    here.mkdir()
    (home / "qiosk").mkdir(parents=True)
    monkeypatch.chdir(here)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    assert find_config() == Config()
    written(home / "qiosk", "[crawl]\ndelay = 7")
    assert find_config().crawl.delay == 7
    written(here, "[crawl]\ndelay = 3")
    assert find_config().crawl.delay == 3
