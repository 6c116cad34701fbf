"""One article, one row, whatever address led to it; and no article takes the address of another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from test_batches import visits_of_a_crawl
from visits import HOME, article, at, entry, is_sound, listing, rows, url, visit, writing

from qiosk_scraper.archive import Archive
from qiosk_scraper.items import Block, Capture, Visit
from qiosk_scraper.normalise.urls import canonical_url
from qiosk_scraper.outlet import Outlet

OUTLET = Outlet(
    slug="gazette", name="The Gazette", home_url=HOME + "/", host_aliases=("www.gazette.example", "m.gazette.example"),
    sections={"city": f"{HOME}/city/"}, feeds=(f"{HOME}/feed.xml",),
)  # fmt: skip
DATED = f"{HOME}/2025/03/01/ferry/"


def arriving(spelling: str, second: int = 1, *, requested: str | None = None, claims: str | None = None) -> Visit:
    """What a crawl brings of the ferry article when a link spells its address so (or redirects there)."""
    asked = canonical_url(requested or spelling, OUTLET)
    assert asked is not None
    read = article(url=spelling, canonical_url=claims)
    capture = Capture(spelling, f"<html>{second}</html>".encode(), 200, (), at(second), requested)
    return Visit(entry(asked), at(second), status=200, capture=capture, article=read)


KINDS: dict[str, tuple[Visit, str]] = {
    "canonical": (arriving(url("ferry-again"), claims=url("ferry")), url("ferry-again")),
    "redirect": (arriving(url("ferry"), requested=url("f1")), url("f1")),
    "old dated address": (arriving(url("ferry"), requested=DATED), DATED),
    "number that redirects": (arriving(url("ferry"), requested=f"{HOME}/2640123456.html"), f"{HOME}/2640123456.html"),
    "AMP behind": (arriving(f"{HOME}/ferry/amp/", claims=url("ferry")), f"{HOME}/ferry/amp/"),
    "AMP before": (arriving(f"{HOME}/amp/ferry/", claims=url("ferry")), f"{HOME}/amp/ferry/"),
    "AMP parameter": (arriving(f"{HOME}/ferry/?outputType=amp"), f"{HOME}/ferry/?outputType=amp"),
    "tracking": (arriving(f"{HOME}/ferry/?utm_source=x&fbclid=y"), f"{HOME}/ferry/?utm_source=x&fbclid=y"),
    "https": (arriving("https://gazette.example/ferry/"), "https://gazette.example/ferry/"),
    "www": (arriving("http://www.gazette.example/ferry/"), "http://www.gazette.example/ferry/"),
    "mobile": (arriving("http://m.gazette.example/ferry/", claims=url("ferry")), "http://m.gazette.example/ferry/"),
    "slash": (arriving(f"{HOME}/ferry"), f"{HOME}/ferry"),
    "port": (arriving("http://gazette.example:80/ferry/"), "http://gazette.example:80/ferry/"),
    "fragment": (arriving(f"{HOME}/ferry/#comments"), f"{HOME}/ferry/#comments"),
    "all at once": (
        arriving(
            "https://www.gazette.example/amp/ferry?utm_source=x#top",
            requested="http://www.gazette.example/f2", claims=url("ferry"),
        ),
        "https://www.gazette.example/amp/ferry?utm_source=x#top",
    ),
}  # fmt: skip


def store(db: Path, *batches: Sequence[Visit]) -> list[str]:
    with writing(db) as writer:
        writer.seed(OUTLET, ())
        verdicts = [verdict for batch in batches for verdict in writer.store(batch)]
        writer.finish_crawl(0)
    assert is_sound(db)
    return verdicts


@pytest.mark.parametrize("plain_first", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_address_is_one_article(db: Path, kind: str, plain_first: bool) -> None:
    other, spelling = KINDS[kind]
    plain = arriving(url("ferry"), 2)
    batches = [[plain], [other]] if plain_first else [[other], [plain]]
    assert store(db, *batches) == ["new", "same"]
    assert rows(db, "SELECT url, revision_count, flags, claimed_by FROM articles") == [(url("ferry"), 1, "[]", None)]
    assert rows(db, "SELECT count(*) FROM events") == [(0,)]
    with Archive(db) as archive:
        for address in (spelling, url("ferry")):
            found = archive.article(address)
            assert found is not None, address
            assert found.id == 1
    reasons = dict(rows(db, "SELECT url, reason FROM url_aliases"))
    assert set(reasons.values()) <= {"canonical", "redirect", "tracking", "amp", "spelling"}
    if kind.startswith("AMP b"):
        assert reasons[spelling] == "amp"


@pytest.mark.parametrize("kind", KINDS)
def test_teasers_and_links_in_that_spelling_lead_to_the_article(db: Path, kind: str) -> None:
    other, spelling = KINDS[kind]
    shown = replace(listing("x").listing.teasers[0], url=spelling)  # type: ignore[union-attr]
    store(db, [listing(shown=[shown], second=1)], [other], [arriving(url("ferry"), 3)])
    assert rows(db, "SELECT article_id FROM teasers WHERE page_kind = 'section'") == [(1,)]


def test_all_kinds_together_are_one_article(db: Path) -> None:
    verdicts = store(db, [visit for visit, _ in KINDS.values()], [arriving(url("ferry"), 9)])
    assert verdicts == ["new"] + ["same"] * len(KINDS)
    assert rows(db, "SELECT count(*) FROM articles") == [(1,)]


def test_an_article_stored_under_its_old_address_moves(db: Path) -> None:
    store(db, [arriving(DATED)], [arriving(url("ferry"), 2, requested=DATED)])
    assert rows(db, "SELECT url, revision_count FROM articles") == [(url("ferry"), 1)]
    assert rows(db, "SELECT url, reason FROM url_aliases") == [(DATED, "moved")]
    assert rows(db, "SELECT kind FROM events") == [("redirected",)]


# -- canonicals that are not believed ------------------------------------------------------------------------------


def claiming(claimed: str, name: str = "report", second: int = 5) -> Visit:
    body = (Block("paragraph", " ".join(f"{name}{number}" for number in range(40))),)
    return visit(article(name, canonical_url=claimed, headline=f"On the {name}", body=body), second)


FALSE = {
    "another article": url("ferry"),
    "another article, spelled otherwise": "https://www.gazette.example/ferry?utm_source=x",
    "the front page": HOME + "/",
    "the front page without a slash": HOME,
    "the front page with a parameter": f"{HOME}/?utm_source=x",
    "the front page's file": f"{HOME}/index.html",
    "a section page": f"{HOME}/city/",
    "a feed": f"{HOME}/feed.xml",
    "another site": "https://elsewhere.example/report/",
    "a subdomain that is not the outlet's": "http://shop.gazette.example/report/",
    "a script": "javascript:void(0)",
    "a broken address": "http://[::1/report/",
}  # fmt: skip


@pytest.mark.parametrize("ferry_first", [True, False])
@pytest.mark.parametrize("claimed", FALSE.values(), ids=FALSE)
def test_a_false_canonical_is_refused_and_flagged(db: Path, claimed: str, ferry_first: bool) -> None:
    batches = [[arriving(url("ferry"))], [claiming(claimed)]]
    store(db, *(batches if ferry_first else reversed(batches)), [claiming(claimed, second=9)])
    assert dict(rows(db, "SELECT url, flags FROM articles")) == {
        url("ferry"): "[]", url("report"): '["canonical_refused"]',
    }  # fmt: skip
    assert rows(db, "SELECT url FROM url_aliases WHERE url = ?", claimed) == []
    with Archive(db) as archive:
        ferry = archive.article(url("ferry"))
        assert ferry is not None
        assert ferry.headline == "The ferry is late again"


def test_a_template_that_names_one_canonical_everywhere_takes_nobody_away(db: Path) -> None:
    """Whatever comes first: each article keeps its own address, but for the one that may be there."""
    named = url("template")
    store(db, [claiming(named, "one", 1), claiming(named, "two", 2), claiming(named, "three", 3)])
    assert rows(db, "SELECT count(*), count(DISTINCT headline) FROM articles") == [(3, 3)]
    assert rows(db, "SELECT count(*) FROM articles WHERE flags LIKE '%canonical_refused%'") == [(2,)]
    store(db, [visit(article("template"), 9)])
    assert rows(db, "SELECT count(*) FROM articles WHERE flags LIKE '%canonical_refused%'") == [(3,)]
    assert set(rows(db, "SELECT url FROM articles")) == {(url(n),) for n in ("one", "two", "three", "template")}


def test_a_flag_goes_when_the_page_is_put_right(db: Path) -> None:
    store(db, [claiming(HOME + "/")], [claiming(url("report"), second=9)])
    assert rows(db, "SELECT flags, revision_count FROM articles") == [("[]", 1)]


@pytest.mark.parametrize("kind", ["section", "feed"])
def test_a_list_that_was_visited_is_no_canonical(db: Path, kind: str) -> None:
    """Of an outlet on the fly nothing is declared, but the archive knows what it visited."""
    address = f"{HOME}/politics/"
    batch = [listing("ferry", page=address, kind=kind), claiming(address, second=2)]
    store(db, batch)
    assert rows(db, "SELECT url, flags FROM articles") == [(url("report"), '["canonical_refused"]')]
    store(db.with_name("two.db"), *([one] for one in batch))
    assert rows(db.with_name("two.db"), "SELECT url FROM articles") == [(url("report"),)]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=visits_of_a_crawl())
def test_runs_that_remember_nothing_of_each_other_give_the_same_articles(
    tmp_path_factory: pytest.TempPathFactory, made: list[Visit]
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    store(folder / "one.db", made)
    for one in made:
        store(folder / "many.db", [one])
    asked = (
        "SELECT id, url, headline, text, status, flags, claimed_by, revision_count FROM articles",
        "SELECT url, article_id FROM url_aliases ORDER BY url",
        "SELECT page_url, position, url, first_seen_at, last_seen_at, gone_at, article_id FROM teasers ORDER BY id",
        "SELECT article_id, kind, at FROM events ORDER BY id",
    )
    assert [rows(folder / "one.db", sql) for sql in asked] == [rows(folder / "many.db", sql) for sql in asked]
