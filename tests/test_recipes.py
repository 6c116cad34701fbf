"""The recipes: each is one SELECT with named columns, and gives what the demo outlet and hand-made visits hold."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from demo_days import MONDAY
from visits import HOME, article, failure, listing, url, visit, writing

from qiosk_scraper.demo.expected import articles
from qiosk_scraper.items import Block, Correction, Link, Photo
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.recipes import GROUPS, Recipe, markdown, read, recipes

ALL = recipes()
Row = dict[str, Any]


def ask(db: Path, name: str, **values: str) -> list[Row]:
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as conn:
        conn.row_factory = sqlite3.Row
        return [dict(row) for row in conn.execute(ALL[name].sql, ALL[name].values(values))]


# -- what a recipe is ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("recipe", ALL.values(), ids=lambda recipe: recipe.name)
def test_a_recipe_is_one_select_with_named_columns(recipe: Recipe, demo: Path) -> None:
    assert sqlite3.complete_statement(recipe.sql + ";")
    assert recipe.sql.lstrip().upper().startswith(("SELECT", "WITH"))
    assert all(f":{parameter.name}" in recipe.sql for parameter in recipe.parameters)
    assert max(map(len, recipe.sql.splitlines())) <= 120
    for values in (recipe.values(), dict.fromkeys(recipe.values(), "")):  # a form sends empty texts
        with closing(sqlite3.connect(f"file:{demo}?mode=ro", uri=True)) as conn:
            columns = [column[0] for column in conn.execute(recipe.sql, values).description]
        assert len(set(columns)) == len(columns) > 2
        assert all(column.isidentifier() for column in columns)


@pytest.mark.parametrize("recipe", ALL.values(), ids=lambda recipe: recipe.name)
def test_a_recipe_takes_its_parameters_as_text_and_no_others(recipe: Recipe) -> None:
    assert all(isinstance(value, str) for value in recipe.values().values())
    with pytest.raises(KeyError, match="no parameter 'nonsense'"):
        recipe.values({"nonsense": "1"})


def test_every_question_of_the_readers_has_a_recipe() -> None:
    assert len(ALL) >= 12
    assert {recipe.group for recipe in ALL.values()} == set(GROUPS)


def test_the_page_of_recipes_is_up_to_date() -> None:
    docs = Path(__file__).parent.parent / "docs"
    assert (docs / "recipes.md").read_text(encoding="utf-8") == markdown(), "run `make docs`"


@pytest.mark.parametrize("text", [
    "SELECT 1", "-- Title\nSELECT 1", "-- Title\n-- About.\nSELECT 1",
    "-- Title\n-- About.\n-- group: Nonsense\nSELECT 1", "-- Title\n-- About.\n-- group: Edits",
    "-- Title\n-- About.\n-- group: Edits\n-- :limit 5\nSELECT :limit",
])  # fmt: skip
def test_a_recipe_without_its_head_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"odd\.sql"):
        read("odd", text)


def test_head_of_a_recipe() -> None:
    text = "-- Title\n-- What it\n-- tells.\n-- group: Edits\n-- :at [now] when, or [then]\nSELECT :at; "
    made = read("it", text)
    assert (made.title, made.about, made.group, made.sql) == ("Title", "What it tells.", "Edits", "SELECT :at")
    assert made.values() == {"at": "now"}
    assert made.values({"at": "then"}) == {"at": "then"}


# -- over the demo archive -----------------------------------------------------------------------------------------


def test_demo_edits(demo: Path) -> None:
    monday, tuesday = ({one["url"]: one for one in articles(day)} for day in (1, 2))
    both = [(monday[one], tuesday[one]) for one in monday if one in tuesday]
    quiet = {
        new["headline"] for old, new in both if old["body"] != new["body"] and old["corrections"] == new["corrections"]
    }
    assert quiet
    found = ask(demo, "silent_edits")
    assert {row["headline"] for row in found} == quiet
    assert all(row["compare"] == f"qiosk diff {row['article_id']} --from 1 --to 2" for row in found)
    assert ask(demo, "silent_edits", since="2026") == []
    assert {row["after"] for row in ask(demo, "headline_changes")} == {
        new["headline"] for old, new in both if old["headline"] != new["headline"]
    }
    notes = {(new["headline"], note["text"]) for new in tuesday.values() for note in new["corrections"]}
    corrections = ask(demo, "corrections")
    assert {(row["headline"], row["note"]) for row in corrections} == notes
    assert {row["headline"] for row in corrections if not row["from_the_start"]} == {
        new["headline"] for old, new in both if len(old["corrections"]) < len(new["corrections"])
    }
    assert {row["url"] for row in ask(demo, "taken_away")} == set(monday) - set(tuesday)
    kinds = {row["kind"]: row["times"] for row in ask(demo, "edits_by_kind")}
    assert kinds["headline_changed"] == kinds["corrected"] == kinds["removed"] == 1


def test_demo_photos(demo: Path) -> None:
    gone = ask(demo, "taken_away")[0]["url"]
    shown = [*articles(2), *(one for one in articles(1) if one["url"] == gone)]
    photos = [(one["published"][:7], photo) for one in shown for photo in one["photos"]]
    found = {(row["month"], row["agency"]): row["photos"] for row in ask(demo, "photo_agencies_by_month")}
    assert sum(found.values()) == len(photos)
    for month, agency in {(month, photo["agency"]) for month, photo in photos}:
        wanted = sum((month, agency) == (m, photo["agency"]) for m, photo in photos)
        assert found[month, agency or "(none named)"] == wanted
    leads = ask(demo, "photo_agencies_by_month", role="lead")
    assert sum(row["photos"] for row in leads) == sum(photo["role"] == "lead" for _, photo in photos)
    people = {row["photographer"]: row["photos"] for row in ask(demo, "photographers")}
    names = [photo["photographer"] for _, photo in photos if photo["photographer"]]
    assert people == {name: names.count(name) for name in names}
    missing = {row["month"]: row["without_credit"] for row in ask(demo, "photos_without_credit")}
    assert sum(missing.values()) == sum(photo["credit"] is None for _, photo in photos)


def test_demo_coverage(demo: Path) -> None:
    months = ask(demo, "articles_by_month")
    stored = ask(demo, "first_seen_and_published")
    assert sum(row["articles"] for row in months) == len(stored) == 46
    monday = {one["url"] for one in articles(1)}
    later = [row["headline"] for row in stored if not row["with_first_run"]]
    assert later == [one["headline"] for one in articles(2) if one["url"] not in monday]
    assert 0 < stored[0]["hours"] < 24
    gaps = ask(demo, "coverage_gaps", days="300")
    assert [round(row["days"]) for row in gaps] == [1100, 894]
    assert all(row["last_published_at"] < row["next_published_at"] for row in ask(demo, "coverage_gaps"))
    writers = {row["name"]: row["articles"] for row in ask(demo, "bylines")}
    assert writers["Maja Lindqvist"] >= sum(
        {"Maja Lindqvist"} <= {author["name"] for author in one["authors"]} for one in articles(2)
    )
    (refused,) = ask(demo, "teased_not_archived")
    assert (refused["frontier_state"], refused["last_fetch"]) == ("refused", "refused: robots")


def test_demo_links(demo: Path) -> None:
    found = ask(demo, "links_out")
    assert {row["domain"] for row in found} >= {"saltmarrow-port.example", "st-brannocs.example"}
    assert not any("harbour-ledger" in row["domain"] for row in found)
    most = ask(demo, "linked_most")
    assert most[0]["articles"] == max(row["articles"] for row in most) >= 4
    assert ask(demo, "copies") == []


def test_demo_teasers(demo: Path) -> None:
    most = ask(demo, "teased_most")
    assert most[0]["articles"] > 10
    assert most[0]["hours_on_sections"] == pytest.approx(24, abs=0.2)
    assert len(ask(demo, "teased_by", article=str(most[0]["article_id"]))) >= most[0]["articles"]
    assert {row["section_url"].rstrip("/").rpartition("/")[2] for row in ask(demo, "section_page_at", at=MONDAY)} == {
        "council", "harbour", "weather-and-tides",
    }  # fmt: skip


def test_demo_crawls(demo: Path) -> None:
    second, first = ask(demo, "crawl_health")
    assert (first["crawl_id"], first["new"], second["new"], second["exit_code"]) == (1, 45, 1, 0)
    assert first["requests"] > 60
    assert {(row["outcome"], row["reason"]) for row in ask(demo, "failures")} >= {("gone", "http 410")}
    layers = ask(demo, "layers", field="headline")
    assert sum(row["articles"] for row in layers) == 46


# -- over hand-made visits -----------------------------------------------------------------------------------------


def test_copies_are_told_group_by_group_with_the_first_of_each(db: Path) -> None:
    mirror = Outlet(slug="mirror", name="The Mirror", home_url="http://mirror.example/")
    wire = " ".join(f"word{number}" for number in range(80))

    def copy(name: str, day: int, home: str = HOME + "/", **changes: Any) -> Any:
        text = f"{wire} and {name}" if home == HOME + "/" else wire
        read = article(
            name, url=f"{home}{name}/", published=f"2025-03-{day:02d}T00:00:00+00:00", body=(Block("paragraph", text),)
        )
        made = visit(read, 1)
        return replace(made, entry=replace(made.entry, **changes))

    with writing(db) as writer:
        writer.seed(mirror, ())
        writer.store([copy("late", 9), copy("early", 2), copy("wire", 1, mirror.home_url, outlet="mirror")])
        writer.store([visit(article("alone"), 2)])
        writer.finish_crawl(0)
    found = ask(db, "copies", outlets="2")
    assert [(row["outlet"], row["url"]) for row in found] == [
        ("mirror", "http://mirror.example/wire/"), ("gazette", url("early")), ("gazette", url("late")),
    ]  # fmt: skip
    assert {(row["group_id"], row["articles"], row["outlets"]) for row in found} == {(1, 3, 2)}
    assert all(0.9 < row["score"] < 1 for row in found)
    assert ask(db, "copies", outlets="3") == []


def test_a_corrected_edit_is_not_silent(db: Path) -> None:
    def saying(text: str, **changes: Any) -> Any:
        return article(body=(Block("paragraph", text),), **changes)

    with writing(db) as writer:
        writer.store([visit(saying("One."), 1), visit(saying("Two."), 2)])
        writer.store([visit(saying("Three.", corrections=(Correction("We said two."),)), 3)])
        writer.store([visit(saying("Three.", corrections=(Correction("We said two."),), headline="New"), 4)])
    assert [row["compare"] for row in ask(db, "silent_edits")] == ["qiosk diff 1 --from 1 --to 2"]
    assert [(row["note"], row["revision"], row["from_the_start"]) for row in ask(db, "corrections")] == [
        ("We said two.", 3, 0)
    ]


def test_a_correction_from_the_start_is_told_from_a_later_one(db: Path) -> None:
    first, second = Correction("We said one."), Correction("We said two.")
    with writing(db) as writer:
        writer.store([visit(article(corrections=(first,)), 1), visit(article(corrections=(first, second)), 2)])
    assert [(row["note"], row["revision"], row["from_the_start"]) for row in ask(db, "corrections")] == [
        (second.text, 2, 0), (first.text, 1, 1),
    ]  # fmt: skip


def test_links_out_are_those_of_the_text_as_it_stands(db: Path) -> None:
    def linking(*addresses: str) -> Any:
        links = tuple(Link(address, "here") for address in addresses)
        return article(body=(Block("paragraph", "here " * len(links), links),))

    with writing(db) as writer:
        writer.store([visit(linking("https://old.example/"), 1)])
        bank = ("https://WWW.Bank.example/a?b=c", "http://bank.example", "mailto:a@bank.example")
        writer.store([visit(linking(*bank, url("tide")), 2)])
    assert [(row["domain"], row["links"], row["articles"]) for row in ask(db, "links_out")] == [("bank.example", 2, 1)]


def test_one_photo_in_two_articles(db: Path) -> None:
    def shown(name: str) -> Any:
        return article(name, photos=(Photo("lead", f"{HOME}/{name}.jpg?w=1", "The quay", "Ada"),))

    with writing(db) as writer:
        writer.store([visit(shown("a"), 1), visit(shown("b"), 2), visit(article("c"), 3)])
    (found,) = ask(db, "same_photo")
    assert (found["caption"], found["articles"], found["article_ids"]) == ("The quay", 2, "1,2")


def test_a_killed_run_has_no_end_and_failures_their_reason(db: Path) -> None:
    with writing(db) as writer:
        writer.store([failure(url("a"), 5), failure(url("b"), 6), listing("a", second=7)])
    (run,) = ask(db, "crawl_health")
    assert (run["seconds"], run["exit_code"], run["requests"], run["not_ok"]) == (None, None, 3, 2)
    (reason,) = ask(db, "failures")
    assert (reason["reason"], reason["times"], reason["latest_url"]) == ("timeout", 2, url("b"))
    assert ask(db, "failures", since="2030") == []
