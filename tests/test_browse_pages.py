"""The pages over the demo archive: what a reader finds on each, and that all of them lead somewhere."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from browsed import Site, links, one, rows

pytest.importorskip("datasette")
from qiosk_scraper.browse import queries
from qiosk_scraper.recipes import recipes

# -- front page ----------------------------------------------------------------------------------------------------


def test_front_page_has_the_latest_articles_and_what_changed(demo_site: Site, demo: Path) -> None:
    text = demo_site.text("/")
    headline, kicker, byline = one(
        demo, "SELECT headline, kicker, byline FROM articles ORDER BY published_at DESC LIMIT 1"
    )
    (credit,) = one(demo, "SELECT p.credit FROM articles a JOIN photos p ON p.revision_id = a.current_revision_id "
                          "ORDER BY a.published_at DESC LIMIT 1")  # fmt: skip
    assert all(str(part) in text for part in (headline, kicker, byline, credit, "The Harbour Ledger"))
    assert {"Removed", "Correction", "New headline", "New photo credit"} <= set(
        demo_site.page("/").xpath("//ol[@class='changes']//p[@class='kicker']/text()")
    )
    assert demo_site.page("/").xpath("//form[@role='search']//input[@name='q']")
    (drawn,) = demo_site.page("/").xpath("//section[@aria-labelledby='coverage']//*[local-name()='svg']/@aria-label")
    assert drawn.startswith("Articles a day")
    assert demo_site.page("/").xpath("count(//section[@aria-labelledby='crawls']//tbody/tr)") == 2


def test_dates_are_in_the_zone_of_the_outlet(demo_site: Site, demo: Path) -> None:
    article_id, at = one(demo, "SELECT id, published_at FROM articles WHERE published_at LIKE '2025-03-11T09%'")
    (shown,) = demo_site.page(f"articles/{article_id}").xpath(f"//p[@class='dates']/time[@datetime='{at}']")
    assert "EDT" in shown.text_content()
    assert shown.get("title") == f"{str(at)[:16].replace('T', ' ')} UTC"


# -- reading page --------------------------------------------------------------------------------------------------


def corrected(demo: Path) -> int:
    return int(str(one(demo, "SELECT article_id FROM events WHERE kind = 'corrected'")[0]))


def test_reading_page_has_all_of_the_article(demo_site: Site, demo: Path) -> None:
    article_id = corrected(demo)
    text = demo_site.text(f"articles/{article_id}")
    headline, dek, kicker, body = one(demo, "SELECT headline, dek, kicker, text FROM articles WHERE id = ?", article_id)
    assert all(str(part) in text for part in (headline, dek, kicker))
    assert all(" ".join(part.split()) in text for part in str(body).split("\n\n"))
    for table, column in (("authors", "author_id"), ("sections", "section_id"), ("tags", "tag_id")):
        joined = f"article_{table} x JOIN {table} y ON y.id = x.{column} WHERE x.article_id = ?"
        names = rows(demo, f"SELECT y.name FROM {joined}", article_id)
        assert names
        assert all(str(name) in text for (name,) in names)
    caption, credit = one(
        demo, "SELECT p.caption, p.credit FROM photos p JOIN articles a ON a.current_revision_id = p.revision_id "
        "WHERE a.id = ? AND p.role = 'lead'", article_id,
    )  # fmt: skip
    assert str(caption) in text
    assert str(credit) in text
    fields = rows(demo, "SELECT field, layer FROM answers r JOIN articles a ON a.current_revision_id = r.revision_id "
                        "WHERE a.id = ?", article_id)  # fmt: skip
    assert all(f"{field} {layer}" in text for field, layer in fields)


def test_links_between_archived_articles_stay_inside(demo_site: Site, demo: Path) -> None:
    article_id, target, words = one(
        demo, "SELECT l.article_id, l.target_article_id, l.text FROM links l JOIN articles a "
        "ON a.current_revision_id = l.revision_id WHERE l.target_article_id IS NOT NULL ORDER BY l.article_id",
    )  # fmt: skip
    tree = demo_site.page(f"articles/{article_id}")
    assert words in tree.xpath(f"//div[@class='body']//a[@href='{demo_site.base}/articles/{target}']/text()")
    shown = rows(demo, "SELECT DISTINCT t.article_id FROM teasers t JOIN articles a ON a.url = t.page_url "
                       "WHERE a.id = ? AND t.article_id IS NOT NULL AND t.gone_at IS NULL", article_id)  # fmt: skip
    assert shown
    related = links(tree.xpath("//section[@class='related']")[0])
    assert {f"{demo_site.base}/articles/{other}" for (other,) in shown} <= set(related)


def test_a_revision_keeps_its_own_page(demo_site: Site, demo: Path) -> None:
    (article_id, old, new) = one(
        demo, "SELECT a.id, r.headline, a.headline FROM articles a JOIN revisions r ON r.article_id = a.id "
        "AND r.number = 1 WHERE r.headline <> a.headline",
    )  # fmt: skip
    assert demo_site.page(f"articles/{article_id}").xpath("//h1/text()") == [new]
    earlier = demo_site.page(f"articles/{article_id}@1")
    assert earlier.xpath("//h1/text()") == [old]
    assert f"{demo_site.base}/articles/{article_id}/differences?from=1&to=2" in links(earlier)


def test_where_it_was_teased(demo_site: Site, demo: Path) -> None:
    article_id = corrected(demo)
    tree = demo_site.page(f"articles/{article_id}")
    (teased,) = tree.xpath("//section[@aria-labelledby='f-teased']")
    pages = rows(demo, "SELECT DISTINCT page_url, page_kind FROM teasers WHERE article_id = ?", article_id)
    beside = [page for page, kind in pages if kind == "article"]
    assert f"Beside {len(beside)} article" in teased.text_content()
    assert len([link for link in links(teased) if "/-/sections?" in link]) >= len(pages) - len(beside) > 0
    assert "place 1" in teased.text_content()


def test_corrections_stand_out(demo_site: Site, demo: Path) -> None:
    notes = rows(demo, "SELECT c.article_id, c.text FROM corrections c JOIN articles a "
                       "ON a.current_revision_id = c.revision_id")  # fmt: skip
    assert notes
    for article_id, text in notes:
        tree = demo_site.page(f"articles/{article_id}")
        shown = tree.xpath("//p[@class='corrected'] | //section[@class='corrections']//p")
        assert str(text) in [" ".join(one.text_content().split()) for one in shown]


def test_removed_article_says_so(demo_site: Site, demo: Path) -> None:
    (article_id,) = one(demo, "SELECT id FROM articles WHERE status = 'removed'")
    assert "has taken this article away" in demo_site.text(f"articles/{article_id}")


def test_picture_is_loaded_only_when_asked_for(demo_site: Site) -> None:
    quiet = demo_site.get("articles/1")
    assert "<img" not in quiet.text
    assert "img-src 'none'" in quiet.headers["content-security-policy"]
    asked = demo_site.get("articles/1?picture=1")
    assert asked.text.count("<img") == 1
    assert "img-src http://www.harbour-ledger.example;" in asked.headers["content-security-policy"]
    assert 'referrerpolicy="no-referrer"' in asked.text
    assert "x-picture-from" not in asked.headers


def test_reference_managers_find_the_article(demo_site: Site, demo: Path) -> None:
    article_id, headline = one(demo, "SELECT a.id, a.headline FROM articles a JOIN article_authors x "
                                     "ON x.article_id = a.id AND x.position = 2")  # fmt: skip
    tree = demo_site.page(f"articles/{article_id}")
    assert tree.xpath("//meta[@name='citation_title']/@content") == [headline]
    assert len(tree.xpath("//meta[@name='citation_author']")) == 2
    assert "rft.atitle=" in tree.xpath("//span[@class='Z3988']/@title")[0]
    for style, begin in (("bibtex", "@online{"), ("ris", "TY  - NEWS"), ("csl", "[")):
        answer = demo_site.get(f"articles/{article_id}/cite/{style}")
        assert answer.text.startswith(begin)
        assert "attachment" in answer.headers["content-disposition"]
    assert demo_site.get("articles/2/cite/chicago").status_code == 404


def test_article_as_json_is_what_show_prints(demo_site: Site) -> None:
    record = demo_site.get("articles/2@1/article.json").json()
    assert (record["id"], record["revision"], record["outlet"]) == (2, 1, "demo")
    assert "".join(block["text"] for block in record["body"])


def test_capture_is_source_or_file_and_never_a_page(demo_site: Site, demo: Path) -> None:
    (capture_id,) = one(demo, "SELECT capture_id FROM revisions WHERE article_id = 1 AND number = 1")
    source = demo_site.page(f"captures/{capture_id}/source").xpath("//pre[@class='source']/text()")[0]
    assert source.lstrip().lower().startswith("<!doctype html")
    file = demo_site.get(f"captures/{capture_id}/download")
    assert file.content.lstrip().lower().startswith(b"<!doctype html")
    assert file.headers["content-type"] == "application/octet-stream"
    assert "attachment" in file.headers["content-disposition"]
    assert file.headers["content-security-policy"].startswith("sandbox")
    assert "frame-ancestors 'none'" in file.headers["content-security-policy"]


# -- differences ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("view", ["inline", "beside"])
def test_differences_word_by_word(demo_site: Site, demo: Path, view: str) -> None:
    (article_id, old, new) = one(
        demo, "SELECT a.id, r.headline, a.headline FROM articles a JOIN revisions r ON r.article_id = a.id "
        "AND r.number = 1 WHERE r.headline <> a.headline",
    )  # fmt: skip
    tree = demo_site.page(f"articles/{article_id}/differences?from=1&to=2&view={view}")
    (section,) = tree.xpath("//section[@aria-label='Headline']")
    gone, come = (" ".join(section.xpath(f".//{tag}/text()")) for tag in ("del", "ins"))
    assert set(gone.split()) <= set(str(old).split())
    assert set(come.replace(",", " ").split()) <= set(str(new).replace(",", " ").split())
    if view == "beside":
        sides = [" ".join(section.xpath(f"string(.//div[@class='{side}'])").split()) for side in ("old", "new")]
        assert str(old) in sides[0]
        assert str(new) in sides[1]


def test_any_two_revisions_and_the_same_twice(demo_site: Site, demo: Path) -> None:
    article_id = corrected(demo)
    backwards = demo_site.text(f"articles/{article_id}/differences?from=2&to=1")
    assert "taken out" in backwards
    assert "unchanged paragraph" in backwards
    assert "unchanged paragraph" not in demo_site.text(f"articles/{article_id}/differences?from=1&to=2&whole=1")
    assert "one and the same revision" in demo_site.text(f"articles/{article_id}/differences?from=2&to=2")


# -- sections as they stood ----------------------------------------------------------------------------------------


def test_section_page_at_each_of_its_changes(demo_site: Site, demo: Path) -> None:
    """Stepping back from the last state gives what `teasers` held at each time."""
    (page,) = one(demo, "SELECT section_url FROM placements WHERE section_url LIKE '%/council/' LIMIT 1")
    address: str | None = f"-/sections?page={quote(str(page))}"
    seen = 0
    while address:
        tree = demo_site.page(address)
        at = tree.xpath("string(//input[@name='at']/@value)").replace(" ", "T") + "+00:00"
        standing = rows(
            demo, "SELECT headline FROM placements WHERE section_url = ? AND page_number = 1 AND first_seen_at <= ? "
            "AND (gone_at IS NULL OR gone_at > ?) ORDER BY block_position, position", page, at, at,
        )  # fmt: skip
        shown = [" ".join(h.text_content().replace("new here", "").split()) for h in tree.xpath("//ol//h3")]
        assert shown == [headline for (headline,) in standing]
        assert shown
        seen += 1
        address = next(iter(tree.xpath("//nav[@class='pager']/a[@rel='prev']/@href")), None)
    assert seen == 2


def test_section_page_before_it_was_known(demo_site: Site) -> None:
    assert "Nothing known" in demo_site.text("-/sections?at=2001-01-01")
    assert demo_site.get("-/sections?at=yesterday").status_code == 400
    assert demo_site.get("-/sections?page=nowhere").status_code == 404


# -- dashboards ----------------------------------------------------------------------------------------------------


def test_dashboards_count_what_is_there(demo_site: Site, demo: Path) -> None:
    tree = demo_site.page("-/charts?days=365")
    titles = list(tree.xpath("//figcaption//h2/text()"))
    assert [title.split(",")[0].split(":")[0] for title in titles] == [
        "Articles a month", "Articles a month", "Hours of publication", "Expected and seen",
    ]  # fmt: skip
    (total,) = one(demo, "SELECT count(*) FROM articles WHERE published_at >= '2024-03-12'")
    assert sum(int(cell) for cell in tree.xpath("(//figure)[1]//td/text()")) == total
    assert sum(int(cell) for cell in tree.xpath("(//figure)[3]//td/text()")) == total
    people = demo_site.page("-/charts?days=3660&show=People%20and%20pictures")
    shown = dict(
        zip(people.xpath("(//figure)[1]//tbody/tr/th/text()"), people.xpath("(//figure)[1]//td/text()"), strict=True)
    )
    counted = rows(
        demo, "SELECT n.name, count(*) FROM article_authors x JOIN authors n ON n.id = x.author_id GROUP BY 1"
    )
    assert shown == {name: str(number) for name, number in counted}


@pytest.mark.parametrize(("group", "said"), [
    ("Edits", "Edit lag"), ("Edits", "Number of revisions"), ("Edits", "headline or text was changed"),
    ("Crawls", "Drift"), ("Crawls", "by reason"), ("Teasers", "Which sections tease which"),
    ("People and pictures", "Photo agencies"), ("People and pictures", "Photographers"),
])  # fmt: skip
def test_every_dashboard_draws(demo_site: Site, group: str, said: str) -> None:
    text = demo_site.text(f"-/charts?show={quote(group)}")
    assert said in text
    assert "stopped after" not in text


def test_charts_of_an_outlet_and_of_odd_times(demo_site: Site) -> None:
    assert "stopped" not in demo_site.text("-/charts?outlet=demo&days=30")
    assert demo_site.get("-/charts?days=soon").status_code == 400
    assert demo_site.get("-/charts?days=99999999999999999999").status_code == 400
    assert demo_site.get("-/charts?outlet=nobody").status_code == 400


# -- tables, questions, descriptions -------------------------------------------------------------------------------


def test_every_table_and_column_is_described(demo_site: Site, demo: Path) -> None:
    metadata = demo_site.get("/-/metadata.json").json()["databases"]["demo"]["tables"]
    described = rows(demo, "SELECT table_name, column_name, description FROM data_dictionary")
    assert len(described) > 200
    for table, column, text in described:
        if column:
            assert metadata[table]["columns"][column] == text
        else:
            assert metadata[table]["description"] == str(text).replace("`", "")
    visible = {table for table in metadata if not metadata[table].get("hidden")}
    assert {"articles", "revisions", "teasers", "placements"} <= visible
    assert not {"payloads", "row_digests", "_sqlite_migrations", "article_tags"} & visible
    page = demo_site.page("articles")
    assert "An article as it stands now." in page.text_content()
    assert "canonical URL: one row whatever the spelling" in page.text_content()


def test_table_of_articles_is_sorted_searchable_and_one_line_a_row(demo_site: Site, demo: Path) -> None:
    tree = demo_site.page("articles")
    first = [row.xpath("string(./td[1])").strip() for row in tree.xpath("//tbody/tr")]
    assert first == [str(row[0]) for row in rows(demo, "SELECT id FROM articles ORDER BY published_at DESC LIMIT 25")]
    assert max(len(cell.text_content()) for cell in tree.xpath("//tbody/tr/td")) < 120
    assert "words)" in tree.xpath("string(//tbody)")
    assert tree.xpath("//input[@name='_search']")
    assert {"status", "outlet_id", "access"} == set(tree.xpath("//div[@class='facets']/section/@aria-label"))
    assert len(demo_site.page("articles?_search=ferry").xpath("//tbody/tr")) == 3


def test_rights_notice_is_on_every_page(demo_site: Site) -> None:
    for path in ("/", "articles/1", "-/search", "-/sections", "-/charts", "", "articles", "silent_edits", "crawls/1"):
        assert "belong to the outlets" in demo_site.page(path).xpath("string(//footer)")


@pytest.mark.parametrize("name", sorted(queries.named()))
def test_every_recipe_is_a_question_that_answers(demo_site: Site, demo: Path, name: str) -> None:
    recipe = queries.named()[name]
    tree = demo_site.page(name)
    assert tree.xpath("//h1/text()") == [recipe.title]
    values = {field.get("name"): field.get("value") for field in tree.xpath("//form[@class='sql']//input")}
    assert values == recipe.values()
    with closing(sqlite3.connect(demo)) as conn:
        expected = conn.execute(recipe.sql, recipe.values()).fetchall()
    assert len(demo_site.get(f"{name}.json?_shape=array").json()) == len(expected)
    assert len(tree.xpath("//table//tbody/tr")) == len(expected)


def test_there_are_enough_questions_and_all_are_listed(demo_site: Site) -> None:
    assert len(recipes()) == len(queries.named()) >= 20
    addresses = links(demo_site.page(""))
    assert all(f"{demo_site.base}/{name}" in addresses for name in queries.named())
    assert demo_site.page("corrections").xpath("//h1/text()") == ["corrections"], (
        "the table, not the recipe of that name"
    )


def test_parameters_of_a_question_can_be_given(demo_site: Site, demo: Path) -> None:
    assert len(demo_site.get("bylines.json?_shape=array&limit=2").json()) == 2
    (after,) = one(demo, "SELECT max(at) FROM events")
    assert demo_site.get(f"silent_edits.json?_shape=array&since={quote(str(after))}9").json() == []


# -- all of it -----------------------------------------------------------------------------------------------------


def test_every_link_leads_somewhere(demo_site: Site) -> None:
    """From the front page over three clicks, three addresses of each kind."""
    seen: dict[str, int] = {"/": 0}
    queue = ["/"]
    kinds: dict[str, int] = {}
    for path in queue:
        answer = demo_site.get(path)
        assert answer.status_code in (200, 302), (path, answer.text[:200])
        if seen[path] >= 3 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        for link in links(demo_site.page(path)) if answer.status_code == 200 else []:
            kind = "".join(" " if one.isdigit() else one for one in link.partition("?")[0])
            address = link.partition("#")[0]
            if address not in seen and kinds.get(kind, 0) < 3:
                kinds[kind] = kinds.get(kind, 0) + 1
                seen[address] = seen[path] + 1
                queue.append(address)
    assert len(queue) > 60


def test_json_of_datasette_is_as_it_was(demo_site: Site) -> None:
    record = json.loads(demo_site.get("articles/1.json?_shape=array").text)
    assert [row["id"] for row in record] == [1]
