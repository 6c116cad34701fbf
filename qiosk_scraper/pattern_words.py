"""Words of which one stands in every text that a pattern matches: a text without any of them need not be searched.

A pattern of forty alternatives takes 3 µs for a class of sixty letters, and a page of a site not seen before brings 200
classes to fourteen of them; one look for the words of all of them takes as long (publisher pages, 2026-11).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

_NOTHING: frozenset[str] = frozenset()


def words_of(pattern: str) -> frozenset[str]:
    """Runs of letters of which at least one stands in every match; empty where the pattern does not tell."""
    try:
        from re import _parser  # type: ignore[attr-defined]  # Python's own reading of patterns, without a public name
    except ImportError:  # a Python that has it elsewhere: every pattern is searched, which takes longer
        return _NOTHING
    return _needed(_parser.parse(pattern))


def _needed(steps: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """The best words that one of the steps of a pattern, all of which must match, asks for."""
    choices: list[frozenset[str]] = []
    run = ""
    for step, said in steps:
        kind = str(step)
        if kind == "LITERAL" and chr(said).isalpha():
            run += chr(said)
            continue
        choices.append(frozenset((run,)) if run else _NOTHING)
        run = ""
        if kind == "BRANCH":
            choices.append(_one_of(said[1]))
        elif kind == "SUBPATTERN":
            choices.append(_needed(said[3]))
        elif kind in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and said[0]:
            choices.append(_needed(said[2]))
    choices.append(frozenset((run,)) if run else _NOTHING)
    return min(choices, key=_chance)


def _one_of(branches: Sequence[Any]) -> frozenset[str]:
    told = [_needed(branch) for branch in branches]
    return frozenset().union(*told) if all(told) else _NOTHING


def _chance(words: frozenset[str]) -> float:
    """About how likely it is that one of the words stands in a text; beyond any without words."""
    return sum(3.0 ** -(2 if word in _OFTEN else len(word)) for word in words) if words else 99.0


_OFTEN = frozenset((
    "article", "container", "content", "entry", "group", "header", "image", "link", "list", "post", "section", "text",
    "wrapper",
))  # fmt: skip
"""In one class of twenty, each."""


def one_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds the first place where one of the words stands."""
    return re.compile(_tree(set(words)))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Finds, wherever one of the words begins, the longest that does, also inside another."""
    return re.compile(f"(?=({_tree(set(words))}))")


def _tree(words: Iterable[str]) -> str:
    """The words as a pattern in which each letter is tried once: `by|byline` as `by(?:line)?`."""
    after: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        if word:
            after[word[0]].append(word[1:])
    parts = [re.escape(letter) + _tree(rest) for letter, rest in sorted(after.items())]
    if not parts:
        return ""
    ends_here = "" in words
    if len(parts) == 1 and not ends_here:
        return parts[0]
    return f"(?:{'|'.join(parts)}){'?' if ends_here else ''}"
