"""The search page over the demo archive: what it finds, how it can be narrowed, and what else it is handed out as."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from browsed import Site, one, rows

pytest.importorskip("datasette")

ATOM = "{http://www.w3.org/2005/Atom}"


def hits(demo_site: Site, query: str) -> list[str]:
    return [str(one) for one in demo_site.page(f"-/search?{query}").xpath("//article//h3/a/text()")]


def test_search_marks_what_it_found(demo_site: Site) -> None:
    tree = demo_site.page("-/search?q=ferry")
    marked = tree.xpath("//article//mark/text()")
    assert marked
    assert all(word.lower().startswith("ferr") for word in marked)


def test_search_by_field_outlet_section_author_agency_and_dates(demo_site: Site, demo: Path) -> None:
    assert set(hits(demo_site, "q=ferry&field=headline")) == {
        headline for (headline,) in rows(demo, "SELECT headline FROM articles WHERE headline LIKE '%ferr%'")
    }
    author, number = one(demo, "SELECT n.name, count(*) FROM article_authors x JOIN authors n ON n.id = x.author_id "
                               "GROUP BY 1 ORDER BY 2, 1 LIMIT 1")  # fmt: skip
    assert len(hits(demo_site, f"author={quote(str(author))}")) == number
    agency, number = one(demo, "SELECT p.agency, count(DISTINCT a.id) FROM photos p JOIN articles a "
                               "ON a.current_revision_id = p.revision_id WHERE p.agency IS NOT NULL GROUP BY 1 "
                               "ORDER BY 2, 1 LIMIT 1")  # fmt: skip
    assert len(hits(demo_site, f"agency={quote(str(agency))}")) == number
    tag, number = one(demo, "SELECT t.name, count(*) FROM article_tags x JOIN tags t ON t.id = x.tag_id GROUP BY 1 "
                            "ORDER BY 2 DESC, 1 LIMIT 1")  # fmt: skip
    assert len(hits(demo_site, f"tag={quote(str(tag))}")) == number
    section = hits(demo_site, "section=Council&since=2025-03-01&until=2025-03-11")
    assert section
    assert set(section) < set(hits(demo_site, "section=Council"))
    assert hits(demo_site, "outlet=demo&q=ferry") == hits(demo_site, "q=ferry")
    assert hits(demo_site, "outlet=nobody&q=ferry") == []


def test_facets_lead_to_as_many_hits_as_they_say(demo_site: Site) -> None:
    tree = demo_site.page("-/search?q=the")
    facets = tree.xpath("//section[@aria-labelledby='narrow']//li[a and span]")
    assert len(facets) > 6
    for facet in facets[:6]:
        address, number = facet.xpath("./a/@href")[0], int(facet.xpath("string(./span)"))
        assert f"{number} hit" in demo_site.page(address).xpath("string(//h2[@id='hits'])")


def test_pages_of_hits_hold_every_hit_once(demo_site: Site, demo: Path) -> None:
    found: list[str] = []
    address: str | None = "-/search?outlet=demo"
    while address:
        tree = demo_site.page(address)
        found += tree.xpath("//article//h3/a/@href")
        address = next(iter(tree.xpath("//nav[@class='pager']/a[@rel='next']/@href")), None)
    assert len(found) == len(set(found)) == one(demo, "SELECT count(*) FROM articles")[0]


def test_a_search_as_json_csv_and_feed(demo_site: Site) -> None:
    found = hits(demo_site, "q=ferry")
    record = demo_site.get("-/search.json?q=ferry").json()
    assert [hit["headline"] for hit in record["hits"]] == found
    table = list(csv.DictReader(io.StringIO(demo_site.get("-/search.csv?q=ferry").text)))
    assert [row["headline"] for row in table] == found
    feed = ElementTree.fromstring(demo_site.get("-/search.atom?q=ferry").text)
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == found
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)
    assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated", "rights"))
    assert f"{demo_site.base}/-/search.atom?q=ferry" in demo_site.page("-/search?q=ferry").xpath(
        "//link[@type='application/atom+xml']/@href"
    )


def test_ranked_and_newest(demo_site: Site, demo: Path) -> None:
    newest = [
        int(link.rpartition("/")[2]) for link in demo_site.page("-/search?q=ferry").xpath("//article//h3/a/@href")
    ]
    assert newest == sorted(newest, reverse=True)
    ranked = demo_site.get("-/search.json?q=ferry&sort=rank").json()["hits"]
    assert [hit["rank"] for hit in ranked] == sorted(hit["rank"] for hit in ranked)
    assert {hit["id"] for hit in ranked} == set(newest)
