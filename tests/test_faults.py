"""Crawls of an outlet whose server lies, hangs, cuts short and floods. `make faults` runs the slow ones, too."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from fault_outlet import FaultOutlet, fault_outlet
from fault_outlet.cases import STATUSES
from fault_outlet.certificates import Authority
from fault_outlet.crawled import HASTY, SHORT, faults_of, guarded, rows, serve
from fault_outlet.groups import CASES, GROUPS
from fault_outlet.links import AFTER, BEFORE, LINKS, TRAPS, LinkCase, Trap, section_of

from qiosk_scraper.crawling import CrawlPlan, CrawlReport, run_crawl
from qiosk_scraper.errors import ExitCode


@pytest.fixture
def outlet() -> Iterator[FaultOutlet]:
    with fault_outlet() as running:
        yield running


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def crawl(db: Path, *targets: str, **settings: float) -> CrawlReport:
    return run_crawl(CrawlPlan(db=db, targets=targets, settings={**SHORT, **settings}))


@pytest.mark.parametrize("group", GROUPS)
def test_each_fault_comes_to_what_it_should_and_its_neighbours_are_stored(
    outlet: FaultOutlet, db: Path, group: str
) -> None:
    cases = [case for case in GROUPS[group] if not case.slow]
    crawl(db, serve(outlet, cases))
    assert faults_of(outlet, db, cases) == []


def test_the_faults_have_names_of_their_own() -> None:
    assert len({case.slug for case in CASES}) == len(CASES)


def test_a_page_that_hangs_holds_up_no_other(outlet: FaultOutlet, db: Path) -> None:
    cases = [case for case in GROUPS["floods"] if case.name in ("slow-headers", "slow-body", "hang")]
    crawl(db, serve(outlet, cases), **HASTY)
    assert faults_of(outlet, db, cases) == []
    hanging = {case.path for case in cases}
    order = [one.path for one in outlet.log]
    # The last good page was asked before the first of the hanging ones was given up and asked again.
    again = min(place for place, path in enumerate(order) if path in hanging and path in order[:place])
    assert max(place for place, path in enumerate(order) if path.startswith("/news/good")) < again


def test_tries_have_gaps_that_grow(outlet: FaultOutlet, db: Path) -> None:
    [case] = [case for case in STATUSES if case.name == "status-503-storm"]
    crawl(db, serve(outlet, [case]))
    gaps = [later.at - earlier.at for earlier, later in pairwise(outlet.asked(case.path))]
    assert len(gaps) == 3
    assert all(gap >= SHORT["QIOSK_RETRY_GAP"] * 2**number for number, gap in enumerate(gaps))


def test_a_host_that_goes_down_is_left_alone_and_nothing_is_lost(outlet: FaultOutlet, db: Path) -> None:
    slugs = [f"a-lost-tale-{number}" for number in range(60)]
    outlet.below["/news/"] = lambda exchange: exchange.reset()
    report = crawl(db, f"{outlet.root}/list/{','.join(slugs)}")
    assert len(outlet.paths()) < 4 * 40
    assert any("left alone" in note for note in report.notes)
    [(left,)] = rows(db, "SELECT count(*) FROM frontier WHERE state = 'pending'")
    assert left >= 30
    outlet.below.clear()
    crawl(db, f"{outlet.root}/list/{','.join(slugs)}")
    assert rows(db, "SELECT count(*) FROM articles") == [(60,)]


def test_retry_after_is_kept_to_the_second(outlet: FaultOutlet, db: Path) -> None:
    cases = [case for case in STATUSES if case.name in ("status-429-seconds", "status-429-date")]
    crawl(db, serve(outlet, cases))
    for case in cases:
        first, second = outlet.asked(case.path)
        assert second.at - first.at >= 1.0


@pytest.mark.parametrize("case", LINKS, ids=lambda case: case.name)
def test_bad_links_are_not_asked_and_the_good_ones_beside_them_are(
    outlet: FaultOutlet, db: Path, case: LinkCase
) -> None:
    body = section_of(case, outlet)
    outlet.answers["/section/links"] = lambda exchange: exchange.reply(200, body)
    report = crawl(db, f"{outlet.root}/section/links")
    asked = {path.rstrip("/") for path in outlet.paths()}
    assert (
        {BEFORE, AFTER} <= asked <= {BEFORE, AFTER, "/section/links", *(path.replace(" ", "%20") for path in case.also)}
    )
    stored = {url.removeprefix(outlet.root).rstrip("/") for (url,) in rows(db, "SELECT url FROM articles")}
    assert {BEFORE, AFTER} <= stored
    assert guarded(outlet) == []
    assert report.exit_code == ExitCode.DONE


def test_what_is_not_followed_is_counted(outlet: FaultOutlet, db: Path) -> None:
    counted: dict[str, int] = {}
    for case in LINKS[:3]:
        body = section_of(case, outlet)
        outlet.answers["/section/links"] = lambda exchange, body=body: exchange.reply(200, body)
        for why, count in crawl(db.with_name(f"{case.name}.db"), f"{outlet.root}/section/links").skipped.items():
            counted[why] = counted.get(why, 0) + count
    assert counted["scheme"] >= 12 and counted["malformed"] >= 15 and counted["off site"] >= 30


def test_a_link_that_is_too_long_has_a_row_that_says_so(outlet: FaultOutlet, db: Path) -> None:
    [case] = [case for case in LINKS if case.name == "long"]
    body = section_of(case, outlet)
    outlet.answers["/section/links"] = lambda exchange: exchange.reply(200, body)
    crawl(db, f"{outlet.root}/section/links")
    failed = rows(db, "SELECT outcome, length(url) FROM fetches WHERE reason = 'url too long'")
    assert len(failed) == 3 and all(outcome == "failed" and length < 300 for outcome, length in failed)


def test_no_secret_of_an_address_is_kept(outlet: FaultOutlet, db: Path) -> None:
    [case] = [case for case in LINKS if case.name == "userinfo"]
    body = section_of(case, outlet)
    outlet.answers["/section/links"] = lambda exchange: exchange.reply(200, body)
    outlet.answers["/news/one-kept-tale"] = lambda exchange: exchange.article(
        more='<p>More <a href="http://a:s3cret@other.example/x?token=s3cret">elsewhere</a>, said the harbour board.</p>'
    )
    report = crawl(db, f"{outlet.root}/section/links", f"http://reader:s3cret@127.0.0.1:{outlet.port}/news/named-tale")
    assert "s3cret" not in "".join(report.notes) + report.line()
    tables = [name for (name,) in rows(db, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    for table in tables:
        assert "s3cret" not in repr(rows(db, f'SELECT * FROM "{table}"')), table


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name)
def test_a_list_without_an_end_has_one(outlet: FaultOutlet, db: Path, trap: Trap) -> None:
    outlet.below[trap.path] = trap.answer
    report = crawl(db, outlet.root + trap.start)
    assert sum(path.startswith(trap.path) for path in outlet.paths()) <= trap.most
    stored = {url.removeprefix(outlet.root).rstrip("/") for (url,) in rows(db, "SELECT url FROM articles")}
    assert {BEFORE, AFTER} <= stored
    assert report.exit_code == ExitCode.DONE
    assert trap.name == "tags" or any("budget reached" in note for note in report.notes)


@pytest.mark.parametrize(("made", "comes_to"), [
    ({}, None), ({"host": "other.example"}, "certificate"), ({"host": "127.0.0.2"}, "certificate"),
    ({"expired": True}, "certificate"), ({"self_signed": True}, "certificate"),
    ({"host": "other.example", "self_signed": True, "nameless": True}, "certificate"),
])  # fmt: skip
def test_a_certificate_has_to_be_the_hosts_own_and_in_force(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch, made: dict[str, object], comes_to: str | None
) -> None:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with fault_outlet(authority.context(**made)) as outlet:  # type: ignore[arg-type]
        report = crawl(db, f"{outlet.root}/news/a-kept-tale")
        asked = outlet.paths()
    if comes_to is None:
        assert report.exit_code == ExitCode.DONE and asked == ["/news/a-kept-tale"]
    else:
        assert report.exit_code == ExitCode.NOTHING_FETCHED and asked == []
        assert report.error is not None and comes_to in str(report.error)


def test_a_certificate_that_names_no_host_is_none(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Twisted 26.10 lets it in."""
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    with fault_outlet(authority.context(host="other.example", nameless=True)) as outlet:
        report = crawl(db, f"{outlet.root}/news/a-kept-tale")
    assert report.exit_code == ExitCode.NOTHING_FETCHED
    assert report.error is not None and "certificate" in str(report.error)
    assert rows(db, "SELECT count(*) FROM captures") == [(0,)]
    assert "Traceback" not in capfd.readouterr().err


def test_a_server_without_tls_on_an_https_address_says_so(outlet: FaultOutlet, db: Path) -> None:
    report = crawl(db, f"https://127.0.0.1:{outlet.port}/news/a-tale")
    assert report.exit_code == ExitCode.NOTHING_FETCHED
    assert report.error is not None and "tls" in str(report.error)


def test_a_run_asks_for_no_name_and_no_address_but_its_own(
    outlet: FaultOutlet, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    connected: set[object] = set()
    look_up, connect_ex = socket.getaddrinfo, socket.socket.connect_ex

    def note_name(host: str, *arguments: object, **options: object) -> object:
        looked_up.append(host)
        return look_up(host, *arguments, **options)  # type: ignore[arg-type]

    def note_address(self: socket.socket, address: object) -> int:
        connected.add(address)
        return connect_ex(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", note_name)
    monkeypatch.setattr(socket.socket, "connect_ex", note_address)
    cases = [case for case in GROUPS["redirects"] + GROUPS["headers"] if not case.slow]
    crawl(db, serve(outlet, cases))
    assert looked_up == []  # an address in numbers is no name
    assert connected == {("127.0.0.1", outlet.port)}
