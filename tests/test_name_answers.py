"""What a class or id says is told the same for all patterns at once as by asking each pattern."""

from __future__ import annotations

import gc
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper import parse
from qiosk_scraper.items import NotAnArticle
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.name_answers import Answers
from qiosk_scraper.pattern_words import any_of, words_of


def _patterns() -> tuple[NamePattern, ...]:
    """Every pattern that the readers look for in names."""
    with pytest.raises(NotAnArticle):
        parse("<p>Nothing.</p>", "https://www.example.org/a")  # the readers are imported when a page comes
    found = {one.written: one for one in gc.get_objects() if isinstance(one, NamePattern)}
    return tuple(found[written] for written in sorted(found))


PATTERNS = _patterns()
ANSWERS = Answers(PATTERNS)
PARTS = sorted({word for pattern in PATTERNS for word in words_of(pattern.written)})
JOINTS = ("", "-", "_", " ", "--", "__", "s", "s ", "x", "1-")


@given(st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(JOINTS)), max_size=8))
def test_all_patterns_at_once_say_what_each_says(parts: list[tuple[str, str]]) -> None:
    name = "".join(map("".join, parts))
    told = ANSWERS[name]
    for pattern in PATTERNS:
        assert bool(told & ANSWERS.bits[pattern]) is (re.search(pattern.written, name) is not None), pattern.written


def test_most_patterns_have_words() -> None:
    assert len(PATTERNS) > 60
    assert sum(not words_of(pattern.written) for pattern in PATTERNS) <= len(PATTERNS) // 20


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("by-?_*line", {"line"}),
        ("related|most-?_*(?:read|viewed)", {"related", "most"}),
        (r"(?:^|\s)(?:dek|standfirst)(?:$|\s)", {"dek", "standfirst"}),
        ("(?:story)?card", {"card"}),
        ("(?:story)+card", {"story"}),
        ("article-?_*(?:tags|labels)", {"tags", "labels"}),
        ("(?<!pre)title(?!s)", {"title"}),
        (r"a?\d*|[bc]", set()),
        ("story|[0-9]", set()),
    ],
)
def test_words_that_a_match_needs(pattern: str, words: set[str]) -> None:
    assert words_of(pattern) == words


def test_words_are_found_inside_one_another() -> None:
    found = any_of(["by", "byline", "line", "liner", "news"]).findall("mybylinernews-by")
    assert found == ["byline", "liner", "news", "by"]
