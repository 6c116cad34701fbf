"""Golden pages: each folder holds a page as received, and the article it says, written down by a person.

`fixtures/<outlet>/<case>/{page.html,capture.json,article.json}`. A new case is a new folder, no test code.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qiosk_scraper import golden
from qiosk_scraper.golden import Case
from qiosk_scraper.items import NotAnArticle
from qiosk_scraper.parse import parse_article

FOLDER = Path(__file__).parent / "fixtures"


CASES = golden.cases(FOLDER)


def test_there_are_cases_of_several_outlets() -> None:
    assert len({case.folder.parent.name for case in CASES}) >= 3


@pytest.mark.parametrize("case", CASES, ids=str)
def test_article_matches_fixture(case: Case) -> None:
    article = parse_article(case.capture, case.outlet)
    assert article.failures == ()
    assert article.to_dict() == case.expected


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_no_damage_to_a_page_makes_a_reader_fail(data: st.DataObject) -> None:
    case = data.draw(st.sampled_from(CASES))
    page = case.capture.body
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, min(len(page), start + 2_000)))
    damaged = page[:start] + data.draw(st.binary(max_size=20)) + page[end : data.draw(st.integers(end, len(page)))]
    try:
        article = parse_article(replace(case.capture, body=damaged), case.outlet)
    except NotAnArticle as refused:
        assert refused.reason != "parser_error"
    else:
        assert article.failures == ()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_expected_stands_on_the_page(case: Case) -> None:
    """The truth cannot be a dump of wrong output: every text of it is on the page, and no text is twice in the body."""
    page = (case.folder / "page.html").read_text("utf-8")
    expected = case.expected
    texts = [block["text"] for block in expected["body"]]
    assert len(set(texts)) == len(texts)
    assert expected["text"] == "\n\n".join(texts)
    for teaser in expected["teasers"]:
        assert teaser["url"].rsplit("/", 2)[-2] in page
        assert not set(teaser["excerpt"]) & set(texts)
