"""What a run spends on addresses that lead to nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.fetching.budgets import BARREN, PER_ARTICLE, Budgets, grows, notes, shape
from qiosk_scraper.items import Article, FrontierEntry, Outcome, Visit


def entry(url: str) -> FrontierEntry:
    return FrontierEntry(url, "article", "post")


def ask(budget: Budgets, url: str, outcome: Outcome = "not_article", text: str | None = None) -> bool:
    """Asks if there is room, and notes how it ended; with `text`, as an article of that headline."""
    if not budget.affordable([entry(url)]):
        return False
    budget.ask(entry(url))
    article = Article(url, None, "post", headline=text) if text is not None else None
    budget.note(Visit(entry(url), "2026-01-01T00:00:00+00:00", "ok" if article else outcome, article=article))
    return True


@pytest.mark.parametrize(("url", "like"), [
    ("http://a.example/2025/03/04/a-tale/", "/#/#/#/*"), ("http://a.example/news/a-tale/", "/news/*"),
    ("http://a.example/a-tale/", "/*"), ("http://a.example/tag/x/?a=1&b=2", "/tag/*?"), ("http://a.example/", "/"),
    ("http://a.example/?s=x", "/?"), ("http://a.example/News/a/b/1/", "/news/*/*/#"),
])  # fmt: skip
def test_addresses_of_one_make_have_one_shape(url: str, like: str) -> None:
    assert shape(url) == like


@pytest.mark.parametrize(("path", "does"), [
    ("/a/a/a/a/a/", True), ("/a/a/a/a/", False), ("/a/b/a/b/a/b/a/b/a/", True), ("/2025/01/01/01/", False),
    ("/news/a-tale/", False), ("/", False), ("/x/1/x/2/x/3/x/4/x/", True),
])  # fmt: skip
def test_a_path_that_repeats_itself_grows(path: str, does: bool) -> None:
    assert grows(f"http://a.example{path}") is does


def test_a_shape_without_articles_is_left_after_a_few_dozen_pages() -> None:
    budget = Budgets()
    asked = sum(ask(budget, f"http://a.example/calendar/2025/{number}/") for number in range(1000))
    assert asked == BARREN
    assert budget.is_spent("http://a.example/calendar/1999/9/")
    assert ask(budget, "http://a.example/news/a-tale/")
    assert [note.split(": ")[1].split(",")[0] for note in notes({"post": budget})] == ["/calendar/#/#"]


def test_articles_pay_for_pages_that_are_none() -> None:
    budget = Budgets()
    for number in range(1000):
        assert ask(budget, f"http://a.example/news/tale-{number}/", text=f"Tale {number}")
        for other in range(PER_ARTICLE - 1):
            assert ask(budget, f"http://a.example/news/other-{number}-{other}/")
    assert not budget.reached


def test_one_text_under_many_addresses_is_one_article() -> None:
    budget = Budgets()
    asked = sum(ask(budget, f"http://a.example/news/a-tale/?visit={number}", text="A tale") for number in range(1000))
    assert asked == BARREN + PER_ARTICLE


@pytest.mark.parametrize("outcome", ["failed", "refused", "not_modified"])
def test_what_could_not_be_had_costs_nothing(outcome: Outcome) -> None:
    budget = Budgets()
    assert all(ask(budget, f"http://a.example/news/tale-{number}/", outcome) for number in range(1000))


def test_many_at_once_are_not_more_than_one_by_one() -> None:
    budget = Budgets()
    entries = [entry(f"http://a.example/tag/{number}/") for number in range(1000)]
    assert len(budget.affordable(entries)) == BARREN


def test_a_run_has_an_end() -> None:
    budget = Budgets(most_requests=10)
    assert sum(ask(budget, f"http://a.example/news/tale-{number}/", text=f"{number}") for number in range(50)) == 10
    assert list(budget.reached) == ["requests"]


@given(st.lists(st.text("ab/0", min_size=1, max_size=30), max_size=200))
def test_whatever_is_asked_the_shapes_have_an_end(paths: list[str]) -> None:
    budget = Budgets()
    asked = sum(ask(budget, f"http://a.example/{path}") for path in paths)
    assert asked <= BARREN * len({shape(f"http://a.example/{path}") for path in paths})
