"""Browsing: plain Datasette over the archive, read-only, on this machine alone."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from cli_runner import qiosk

from qiosk_scraper.browse.serve import serve
from qiosk_scraper.errors import QioskError


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    assert qiosk("crawl", "demo", "--max-articles", "2", "-q", "-d", str(path)).code == 0
    return path


def test_archive_is_served_read_only_until_ctrl_c(archive: Path) -> None:
    pytest.importorskip("datasette")
    before = archive.read_bytes()
    command = [sys.executable, "-m", "qiosk_scraper", "browse", "--port", "0", "-d", str(archive)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as browse:
        assert browse.stdout is not None
        address = browse.stdout.readline().strip()
        try:
            assert address.startswith("http://127.0.0.1:")
            with urllib.request.urlopen(f"{address}ledger/articles.json?_shape=array", timeout=20) as answer:
                newest, oldest = json.load(answer)
            assert newest["published_at"] > oldest["published_at"]
            with urllib.request.urlopen(f"{address}ledger/articles", timeout=20) as answer:
                assert b'name="_search"' in answer.read()
            word = re.findall(r"\b[a-z]{4,}\b", newest["headline"])[0]
            with urllib.request.urlopen(
                f"{address}ledger/articles.json?_shape=array&_search={word}", timeout=20
            ) as answer:
                assert newest["id"] in [row["id"] for row in json.load(answer)]
            with urllib.request.urlopen(
                f"{address}ledger/articles.json?_shape=array&_search=xyzzy", timeout=20
            ) as answer:
                assert json.load(answer) == []
            for sql in ("DELETE+FROM+articles", "CREATE+TABLE+t(a)"):
                with pytest.raises(urllib.error.HTTPError) as refused:
                    urllib.request.urlopen(f"{address}ledger.json?sql={sql}", timeout=20)
                assert refused.value.code == 400
        finally:
            browse.send_signal(signal.SIGINT)
            _, err = browse.communicate(timeout=20)
    assert browse.returncode == 130
    assert "error" not in err
    assert archive.read_bytes() == before


def test_port_that_is_taken(archive: Path) -> None:
    pytest.importorskip("datasette")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ran = qiosk("browse", "--port", str(taken.getsockname()[1]), "-d", str(archive))
    assert (ran.code, "--port 0" in ran.error) == (2, True)


def test_without_the_extra_one_sentence_says_how_to_get_it(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasette.app", None)  # what Python does for a module that is not there
    with pytest.raises(QioskError, match=r"pip install 'qiosk-scraper\[browse\]'"):
        serve(archive, 0, print)
    ran = qiosk("browse", "-d", str(archive))
    assert (ran.code, "[browse]" in ran.error) == (2, True)
