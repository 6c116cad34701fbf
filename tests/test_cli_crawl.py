"""`qiosk crawl`: what it tells of itself, what it refuses, and what it shows of a page's reservations."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_runner import qiosk
from crawls import rows
from small_site import SmallSite, small

from qiosk_scraper import outlets
from qiosk_scraper.archive.counts import CrawlCounts
from qiosk_scraper.crawling import CrawlReport
from qiosk_scraper.errors import ExitCode
from qiosk_scraper.fetching.failures import nothing_fetched

__all__ = ["small"]  # fixture

TALES = [f"/tales/the-tale-of-number-{n:02}" for n in range(1, 6)]
HINT = "cannot tell you when it is too much"


@pytest.fixture(autouse=True)
def nobodys_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No qiosk.toml and no environment of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    monkeypatch.delenv("QIOSK_CONTACT", raising=False)


@pytest.fixture
def site(small: SmallSite) -> SmallSite:
    for path in TALES:
        small.article(path, path[-15:].replace("-", " "), "2026-03-01T08:00:00+00:00")
    small.list("/news", TALES)
    return small


def test_the_contact_is_asked_for_only_where_somebody_else_is_asked(
    site: SmallSite, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = CrawlReport(1, CrawlCounts(), ExitCode.DONE, 0.0)
    monkeypatch.setattr("qiosk_scraper.crawling.run_crawl", lambda _plan: report)
    elsewhere = ("crawl", "http://gazette.example/", "-d", str(db))
    assert HINT in qiosk(*elsewhere).err
    assert HINT not in qiosk("crawl", f"{site.root}/news", "-d", str(db)).err
    (tmp_path / "qiosk.toml").write_text('[crawl]\ncontact = "desk@example.org"\n')
    assert HINT not in qiosk(*elsewhere).err


def test_the_environment_names_the_contact_before_the_file(
    site: SmallSite, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "qiosk.toml").write_text('[crawl]\ncontact = "desk@example.org"\n')
    monkeypatch.setenv("QIOSK_CONTACT", "https://archive.example/about")
    qiosk("crawl", f"{site.root}/news", "-d", str(db))
    assert {one.headers["user-agent"].partition(" ")[2] for one in site.log} == {"(+https://archive.example/about)"}


@pytest.mark.parametrize("contact", ["nobody", "file:///etc/passwd", "https://user:pw@a.example/"])
def test_a_contact_that_is_no_address_is_refused(
    site: SmallSite, db: Path, monkeypatch: pytest.MonkeyPatch, contact: str
) -> None:
    monkeypatch.setenv("QIOSK_CONTACT", contact)
    ran = qiosk("crawl", f"{site.root}/news", "-d", str(db))
    assert ran.code == ExitCode.CONFIG and "QIOSK_CONTACT" in ran.err
    assert site.log == []


@pytest.mark.parametrize("text", ["[crawl]\ndelya = 2", "[watch]\ntargets = ['file:///etc']", "[crawl]\ncontact = 'x'"])
def test_a_bad_configuration_is_told_with_its_line_before_any_request(
    site: SmallSite, db: Path, tmp_path: Path, text: str
) -> None:
    (tmp_path / "qiosk.toml").write_text(text)
    ran = qiosk("crawl", f"{site.root}/news", "-d", str(db))
    assert ran.code == ExitCode.CONFIG and "qiosk.toml line 2" in ran.err and ran.err.count("\n") == 1
    assert site.log == []


@pytest.mark.parametrize("options", [
    ("--since", "yesterday"), ("--since", "2026-13-01"), ("--since", ""), ("--until", "7 days"),
    ("--since", "2026-03-02", "--until", "2026-03-01"), ("--max-failed", "120"), ("--delay", "-1"),
])  # fmt: skip
def test_nonsense_is_refused_before_any_request(site: SmallSite, db: Path, options: tuple[str, ...]) -> None:
    ran = qiosk("crawl", f"{site.root}/news", *options, "-d", str(db))
    assert ran.code == ExitCode.USAGE and ran.err.startswith("error: ") and ran.err.count("\n") == 1
    assert site.log == [] and not db.exists()


OWN = """
from qiosk_scraper.outlet import Outlet

OUTLET = Outlet(slug="own", name="Own", home_url={home!r}, sections={{"news": {home!r} + "news"}})
"""


def test_an_outlet_on_this_machine_is_refused_by_name_and_told_how_it_is_opened(
    site: SmallSite, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.py").write_text(OWN.format(home=f"{site.root}/"))
    monkeypatch.setenv("QIOSK_OUTLETS", str(tmp_path))
    outlets.look_again()
    try:
        ran = qiosk("crawl", "own", "-d", str(db))
    finally:
        monkeypatch.undo()
        outlets.look_again()
    url = f"{site.root}/news/"
    at = site.root.removeprefix("http://")
    assert ran.code == ExitCode.NOTHING_FETCHED and site.log == []
    assert ran.err.splitlines()[-2] == (
        f"error: nothing could be fetched: refused address, {at} is loopback ({url}): "
        f"to open this very address and port, name its URL in place of the outlet: qiosk crawl {url}"
    )
    assert qiosk("crawl", url, "-d", str(db)).code == ExitCode.DONE


@pytest.mark.parametrize(
    ("url", "reason", "detail", "to_do"),
    [
        ("http://127.0.0.1/", "refused address", "127.0.0.1:80 is loopback", "name its URL in place of the outlet"),
        ("https://localhost/", "refused address", "localhost:443 is 127.0.0.1, loopback", "name its URL"),
        ("http://a.example/", "refused address", "a.example:80 is 127.0.0.1, loopback", "only public web addresses"),
        ("http://a.example/", "refused address", "127.0.0.1:80 is loopback", "only public web addresses"),
        ("http://a.example/", "refused address", "scheme ftp", "only public web addresses"),
        ("http://a.example/", "robots", None, "name another one"),
        ("http://a.example/", "http 404", None, "open the address in a browser"),
        ("http://a.example/", "dns", None, "check the address and the network"),
    ],
)
def test_a_run_that_got_nothing_says_what_to_do(url: str, reason: str, detail: str | None, to_do: str) -> None:
    error = nothing_fetched(url, reason, detail)
    assert error.exit_code == ExitCode.NOTHING_FETCHED and error.where == url and to_do in error.to_do
    assert "(" not in error.what and (detail or "") in error.what


def test_the_run_is_kept_as_it_was_asked_for(site: SmallSite, db: Path) -> None:
    target = f"{site.root}/news?token=s3cret"
    qiosk("crawl", target, "--since", "2026-01-01", "--max-articles", "3", "--refresh", "-d", str(db))
    [(command,)] = rows(db, "SELECT command FROM crawls")
    assert "--max-articles 3" in command and "--since 2026-01-01" in command and command.endswith("--refresh")
    assert "s3cret" not in command


def test_the_share_that_may_fail_is_an_option_and_a_key(site: SmallSite, db: Path, tmp_path: Path) -> None:
    for path in TALES[:3]:
        site.put(path, "<h1>No</h1>", status=403)
    target = ("crawl", f"{site.root}/news", "-d", str(db))
    assert qiosk(*target).code == ExitCode.TOO_MANY_FAILURES
    assert qiosk(*target, "--max-failed", "80").code == ExitCode.DONE
    (tmp_path / "qiosk.toml").write_text("[crawl]\nmax_failed = 80\n")
    assert qiosk(*target).code == ExitCode.DONE


def test_what_a_page_reserves_is_kept_and_shown_as_it_is_now(site: SmallSite, db: Path) -> None:
    head = '<meta name="robots" content="noarchive, noai"><meta name="tdm-reservation" content="1">'
    site.article(TALES[0], "A tale reserved", head=head, headers={"X-Robots-Tag": "noimageai"})
    qiosk("crawl", f"{site.root}{TALES[0]}", "-d", str(db))
    assert "reserved: noimageai, noai, noarchive, text and data mining" in qiosk("show", "1", "-d", str(db)).out
    shown = qiosk("show", "1", "--json", "-d", str(db)).json["rights"]
    assert {"source": "header", "name": "x-robots-tag", "value": "noimageai"} in shown and len(shown) == 4
    site.article(TALES[0], "A tale reserved", head='<meta name="robots" content="noarchive">')
    qiosk("crawl", f"{site.root}{TALES[0]}", "-d", str(db))
    assert rows(db, "SELECT name, value, capture_id FROM rights") == [("robots", "noarchive", 1)]
    assert rows(db, "SELECT count(*) FROM revisions") == [(1,)]
