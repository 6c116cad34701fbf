"""Faults in what leads to the pages (robots.txt, sitemaps, feeds), and in a second look at pages that were good."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_outlet import FaultOutlet, answers, fault_outlet, pages
from fault_outlet import documents as documents_of
from fault_outlet.cases import STORED, Case
from fault_outlet.crawled import HASTY, SHORT, good_slug, guarded, rows, serve
from fault_outlet.groups import GROUPS
from fault_outlet.server import Fault

from qiosk_scraper.crawling import CrawlPlan, CrawlReport, run_crawl
from qiosk_scraper.errors import ExitCode

XML = {"Content-Type": "application/xml"}


@pytest.fixture
def outlet() -> Iterator[FaultOutlet]:
    with fault_outlet() as running:
        yield running


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "archive.db"


def crawl(db: Path, *targets: str, refresh: bool = False, **settings: float) -> CrawlReport:
    return run_crawl(CrawlPlan(db=db, targets=targets, settings={**SHORT, **settings}, refresh=refresh))


def stored(db: Path) -> set[str]:
    return {url.rstrip("/").rpartition("/")[2] for (url,) in rows(db, "SELECT url FROM articles")}


# -- a second look ----------------------------------------------------------------------------------------------------

KEPT = "url, headline, byline, text, text_sha256, current_revision_id, revision_count"


def bad_ones(*groups: str) -> list[Case]:
    return [case for group in groups for case in GROUPS[group] if case.comes_to != STORED and not case.slow]


def test_no_fault_replaces_a_good_article(outlet: FaultOutlet, db: Path) -> None:
    cases = bad_ones("no articles", "walls", "lengths", "statuses")
    target = serve(outlet, cases)
    faults = {path: outlet.answers.pop(path) for path in [case.path for case in cases]}
    crawl(db, target)
    before = rows(db, f"SELECT {KEPT} FROM articles ORDER BY id")
    assert len(before) == 2 * len(cases) + 1
    outlet.answers.update(faults)
    outlet.log.clear()
    crawl(db, target, refresh=True)
    assert all(outlet.asked(case.path) or outlet.asked(f"{case.path}/") for case in cases)
    assert rows(db, f"SELECT {KEPT} FROM articles ORDER BY id") == before
    removed = rows(db, "SELECT url FROM articles WHERE status <> 'live'")
    assert {url.rstrip("/").rpartition("/")[2] for (url,) in removed} == {"status-404-tale", "status-410-tale"}


@pytest.mark.parametrize("fault", [documents_of.paywalled, documents_of.cut_markup, answers.closed_early])
def test_a_part_of_an_article_does_not_replace_the_whole(outlet: FaultOutlet, db: Path, fault: Fault) -> None:
    target = f"{outlet.root}/list/first-good-tale,second-good-tale,third-good-tale"
    crawl(db, target)
    before = rows(db, f"SELECT {KEPT} FROM articles ORDER BY id")
    outlet.answers["/news/second-good-tale"] = fault
    crawl(db, target, refresh=True)
    assert rows(db, f"SELECT {KEPT} FROM articles ORDER BY id") == before
    assert rows(db, "SELECT reason FROM quarantine") == [("truncated",)]


def test_a_site_that_shows_a_challenge_everywhere_is_left_alone(outlet: FaultOutlet, db: Path) -> None:
    from fault_outlet.documents import CHALLENGES

    slugs = [f"a-shut-tale-{number}" for number in range(60)]
    outlet.below["/news/"] = lambda exchange: exchange.reply(403, CHALLENGES["words"])
    report = crawl(db, f"{outlet.root}/list/{','.join(slugs)}")
    assert len(outlet.paths()) <= 40 and report.exit_code == ExitCode.TOO_MANY_FAILURES
    assert any("captcha" in note for note in report.notes)
    [(waiting,)] = rows(db, "SELECT count(*) FROM frontier WHERE state = 'pending' AND kind = 'article'")
    assert waiting == len(slugs)  # nothing is lost


def test_a_list_behind_a_challenge_is_no_redesign(outlet: FaultOutlet, db: Path) -> None:
    from fault_outlet.documents import CHALLENGES

    target = f"{outlet.root}/list/{good_slug(1)},{good_slug(2)},{good_slug(3)}"
    crawl(db, target)
    outlet.below["/list/"] = lambda exchange: exchange.reply(200, CHALLENGES["box"])
    report = crawl(db, target)
    assert report.exit_code == ExitCode.TOO_MANY_FAILURES
    assert rows(db, "SELECT reason FROM quarantine") == [("captcha",)]


# -- robots.txt -------------------------------------------------------------------------------------------------------

DENY = b"User-agent: *\nDisallow: /private/\n"
NO_RULES = b"<!DOCTYPE html><html><body><h1>Welcome</h1><p>Disallow: nothing</p></body></html>"


@pytest.mark.parametrize(("robots", "comes"), [
    (answers.status(500), "nothing"), (answers.status(503), "nothing"), (answers.status(429), "private"),
    (answers.hang, "nothing"), (answers.reset, "nothing"), (answers.raw(b""), "nothing"),
    (answers.slow_body, "nothing"), (answers.endless_body, "private"),
    (answers.status(404), "private"), (answers.status(403), "private"), (answers.body_of(b""), "private"),
    (answers.body_of(NO_RULES), "private"), (answers.body_of(b"\xef\xbb\xbf" + DENY), "public"),
    (answers.body_of(b"# long\n" * 100_000 + DENY), "private"),
    (answers.body_of(DENY + b"# long\n" * 100_000), "public"),
    (answers.body_of(DENY.replace(b"\n", b"\r")), "public"),
    (answers.body_of(DENY.decode().encode("utf-16")), "public"),
    (answers.body_of(b"user-AGENT : QIOSK\ndisallow:/private/\n\nUser-agent: *\nDisallow: /\n"), "public"),
    (answers.redirect("/robots.txt"), "private"), (answers.redirect("{canary}/robots.txt"), "private"),
    (answers.redirect("file:///etc/passwd"), "private"), (answers.chain(9), "private"),
    (answers.body_of(b"User-agent: *\nCrawl-delay: nan\nCrawl-delay: -1\n" + DENY), "public"),
    (answers.body_of(gzip.compress(DENY), Content_Encoding="gzip"), "public"),
])  # fmt: skip
def test_what_a_robots_txt_comes_to(outlet: FaultOutlet, db: Path, robots: Fault, comes: str) -> None:
    outlet.robots = robots
    body = pages.section(["/news/an-open-tale", "/private/a-hidden-tale", "/news/another-tale"])
    outlet.answers["/section/harbour"] = lambda exchange: exchange.reply(200, body)
    outlet.answers["/private/a-hidden-tale"] = lambda exchange: exchange.article()
    report = crawl(db, f"{outlet.root}/section/harbour", **HASTY, QIOSK_ROBOTS_TIMEOUT=1.0, DOWNLOAD_MAXSIZE=2_000_000)
    assert guarded(outlet) == []
    if comes == "nothing":
        assert outlet.paths() == []
        assert report.exit_code == ExitCode.NOTHING_FETCHED and "robots.txt" in str(report.error)
    else:
        hidden = {"a-hidden-tale"} if comes == "private" else set()
        assert stored(db) == {"an-open-tale", "another-tale"} | hidden
        assert report.exit_code == ExitCode.DONE


# -- sitemaps and feeds -----------------------------------------------------------------------------------------------


def bomb(root: str, name: str) -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "aaaaaaaaaa"}">' for n in range(12))
    return f"<!DOCTYPE {name} [{entities}]><{name}><url><loc>{root}/news/bomb-&e11;</loc></url></{name}>"


def documents(root: str, canary: str) -> dict[str, tuple[bytes, str | None]]:
    """Faulty sitemaps and feeds, and the reason each comes to (None: what is whole of it is used)."""
    loc = f"<url><loc>{root}/news/a-%s-harbour-tale</loc></url>"
    item = f"<item><title>%s</title><link>{root}/news/a-%s-harbour-tale</link></item>"
    outside = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "%s">]><urlset><url><loc>{root}/news/&x;</loc></url></urlset>'
    remote = f'<!DOCTYPE rss SYSTEM "{canary}/rss.dtd" [<!ENTITY %% p SYSTEM "{canary}/p"> %%p;]><rss><channel/></rss>'
    told = {
        "bomb": (bomb(root, "urlset"), "refused xml"),
        "bomb-feed": (bomb(root, "rss"), "refused xml"),
        "quadratic": (
            f'<!DOCTYPE urlset [<!ENTITY a "{"a" * 50_000}">]><urlset>{"&a;" * 50_000}</urlset>',
            "refused xml",
        ),
        "file": (outside % "file:///etc/passwd", "refused xml"),
        "net": (outside % f"{canary}/x", "refused xml"),
        "parameter": (remote.replace("%%", "%"), "refused xml"),
        "include": (
            f'<urlset xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{canary}/x"/>'
            f"{loc % 'included'}</urlset>",
            None,
        ),
        "style": (f'<?xml-stylesheet href="{canary}/x.xsl" type="text/xsl"?><urlset>{loc % "styled"}</urlset>', None),
        "schema": (
            f'<urlset xsi:schemaLocation="a {canary}/x.xsd" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"{loc % 'schemed'}</urlset>",
            None,
        ),
        "cut": (f"<urlset>{loc % 'whole'}{loc % 'half'}"[:-20], "cut short"),
        "foreign": (
            f"<urlset><url><loc>{canary}/news/a-b-tale</loc></url><url><loc>http://169.254.169.254/</loc></url>"
            f"{loc % 'own'}</urlset>",
            None,
        ),
        "feed-entity": (f"<rss><channel>{item % ('&nbsp;&bogus; & more', 'odd')}</channel></rss>", None),
        "feed-cut": (f"<rss><channel>{item % ('x', 'kept')}<item><title>cut"[:-1], None),
        "deep": ("<urlset>" + "<url>" * 100_000, "cut short"),
        "many": ("<urlset>" + loc % "first" + "<url><loc>x</loc></url>" * 60_000 + "</urlset>", None),
        "not-xml": ("Sitemap moved, sorry.", None),
    }
    found = {name: (text.encode(), reason) for name, (text, reason) in told.items()}
    found["wide"] = (outside.replace("%s", "file:///etc/passwd").encode("utf-16"), "refused xml")
    found["packed"] = (gzip.compress((f"<urlset>{loc % 'packed'}</urlset>").encode()), None)
    found["packed-bomb"] = (gzip.compress(b"<urlset>" + b" " * 60_000_000, 1), "cut short")
    found["packed-cut"] = (
        gzip.compress((f"<urlset>{loc % 'unpacked'}{loc % 'lost' * 200}").encode())[:-60],
        "cut short",
    )
    return found


GOOD_ONES = {"included", "styled", "schemed", "whole", "own", "odd", "kept", "first", "packed"}


def test_faulty_sitemaps_and_feeds_cost_themselves_alone(outlet: FaultOutlet, db: Path) -> None:
    told = documents(outlet.root, outlet.canary)
    for name, (body, _) in told.items():
        outlet.answers[f"/map/{name}.xml"] = lambda exchange, body=body: exchange.reply(200, body, XML)
    index = "".join(f"<sitemap><loc>{outlet.root}/map/{name}.xml</loc></sitemap>" for name in [*told, "not-there"])
    index += (
        f"<sitemap><loc>{outlet.canary}/map.xml</loc></sitemap><sitemap><loc>{outlet.root}/index.xml</loc></sitemap>"
    )
    outlet.answers["/index.xml"] = lambda exchange: exchange.reply(
        200, f"<sitemapindex>{index}</sitemapindex>".encode(), XML
    )
    crawl(db, f"{outlet.root}/index.xml")
    assert guarded(outlet) == []
    assert {f"a-{name}-harbour-tale" for name in GOOD_ONES} <= stored(db)
    assert len(outlet.asked("/index.xml")) == 1
    reasons = dict(rows(db, "SELECT url, reason FROM fetches WHERE kind IN ('sitemap', 'feed')"))
    for name, (_, reason) in told.items():
        if reason is not None:
            assert reasons[f"{outlet.root}/map/{name}.xml"] in (reason, "too_large"), name
    text = repr([rows(db, f'SELECT * FROM "{table}"') for table in ("articles", "frontier", "fetches", "sightings")])
    assert "root:" not in text and "aaaaaaaaaaaaaaa" not in text
