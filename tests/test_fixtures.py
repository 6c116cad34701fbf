"""Golden pages: each folder holds a page as received, and the article it says, written down by a person.

`fixtures/<outlet>/<case>/{page.html,capture.json,article.json}`. A new case is a new folder, no test code.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qiosk_scraper.items import Capture, NotAnArticle
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.outlets import all_outlets, outlet_on_the_fly
from qiosk_scraper.parse import parse_article

FOLDER = Path(__file__).parent / "fixtures"


@dataclass(frozen=True)
class Case:
    folder: Path

    def __str__(self) -> str:
        return self.folder.relative_to(FOLDER).as_posix()

    @property
    def record(self) -> dict[str, Any]:
        record: dict[str, Any] = json.loads((self.folder / "capture.json").read_text("utf-8"))
        return record

    @property
    def capture(self) -> Capture:
        record = self.record
        return Capture(
            url=record["url"],
            body=(self.folder / "page.html").read_bytes(),
            status=record["status"],
            headers=tuple((name, value) for name, value in record["headers"]),
            fetched_at=record["fetched_at"],
        )

    @property
    def outlet(self) -> Outlet:
        return all_outlets().get(self.record["outlet"]) or outlet_on_the_fly(self.record["url"])

    @property
    def expected(self) -> dict[str, Any]:
        expected: dict[str, Any] = json.loads((self.folder / "article.json").read_text("utf-8"))
        return expected


CASES = [Case(path.parent) for path in sorted(FOLDER.glob("*/*/capture.json"))]


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
