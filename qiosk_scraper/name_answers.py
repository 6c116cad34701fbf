"""Which patterns find something in a class or id, told for all of them at once and kept from page to page."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, ClassVar, Protocol, TypeVar

from qiosk_scraper.pattern_words import any_of, words_of

LONGEST_NAME = 4_000
"""Characters of class and id in which words are looked for; a class of 5 MB took 3 s."""
LONGEST_KEPT = 500
"""Characters of a name that is remembered from page to page: a page may have 5 MB in one class."""
_TERMS = re.compile(r"(?<!\S)(?:tag|category|author|topic|format|series)-\S++")


def lower_name(name: str) -> str:
    """Class and id in lower case, as far as they are looked at. WordPress writes what a post is filed under into its
    class (`hentry category-video tag-newsletter`), which says nothing of the box: left out."""
    lower = name.lower()[:LONGEST_NAME]
    return _TERMS.sub(" ", lower) if "hentry" in lower or " type-" in lower else lower


_kept: list[dict[Any, Any]] = []
_Kept = TypeVar("_Kept", bound=dict[Any, Any])


def kept(answers: _Kept) -> _Kept:
    """`answers`, which hold what names say, told from page to page until `forget`."""
    _kept.append(answers)
    return answers


def forget() -> None:
    """Empties what is kept of names: the next page is read as the first of its site."""
    for answers in (*_kept, Answers.latest):
        answers.clear()


class Pattern(Protocol):
    """What looks for words in a name, each distinct name once (`layers.name_patterns`)."""

    written: str

    def search(self, text: str, /) -> object: ...


class Answers(dict[str, int]):
    """Which of the patterns that pages were asked for find something in a name: a bit for each, kept by name.

    Six patterns are asked for on an ordinary page of 250 names, and most names were seen on the page before.
    """

    _KEPT = 16_384
    latest: ClassVar[Answers]

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self.patterns = patterns
        self.bits = {pattern: 1 << place for place, pattern in enumerate(patterns)}

    @cached_property
    def _bits_of_words(self) -> dict[str, int]:
        """The patterns that may match where a word begins; those of the words it begins with are among them."""
        words: dict[str, int] = {}
        for pattern, bit in self.bits.items():
            for word in words_of(pattern.written):
                words[word] = words.get(word, 0) | bit
        beginnings = {word: [word[:end] for end in range(1, len(word))] for word in words}
        for word in sorted(words, key=len):
            for beginning in beginnings[word]:
                words[word] |= words.get(beginning, 0)
        return words

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return any_of(self._bits_of_words)

    @cached_property
    def _always(self) -> int:
        """The patterns that have no words."""
        return sum(bit for pattern, bit in self.bits.items() if not words_of(pattern.written))

    def __missing__(self, name: str) -> int:
        lower = lower_name(name)
        found = 0
        if self.bits:
            may = self._always
            words = self._bits_of_words
            if words:
                for word in self._words.findall(lower):
                    may |= words[word]
            while may:
                bit = may & -may
                may ^= bit
                if self.patterns[bit.bit_length() - 1].search(lower):
                    found |= bit
        if len(name) <= LONGEST_KEPT:
            if len(self) >= self._KEPT:
                self.clear()
            self[name] = found
        return found

    @classmethod
    def learn(cls, pattern: Pattern) -> None:
        """From the next page on, `latest` tells of `pattern`, too."""
        if pattern not in cls.latest.bits:
            cls.latest = cls((*cls.latest.patterns[-_MOST_PATTERNS:], pattern))


_MOST_PATTERNS = 60
Answers.latest = Answers(())
