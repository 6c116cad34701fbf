"""Whether an outlet's latest pages are read otherwise than those before: a redesign, or a reader that broke.

Every field of a page is put into classes: missing, answered by this layer, far shorter or longer than usual, of this
shape, the same value as on other pages. A class that most of the latest pages are in and few before is drift, where
neither chance explains it nor an earlier stretch of runs was like that: a day of live blogs or of one section is no
redesign. The past of an outlet is its own measure; nothing here knows what a field should look like.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import comb, erfc, sqrt
from statistics import median
from typing import Any, Literal
from urllib.parse import urlsplit

FEWEST = 10
"""Pages that tell of a redesign."""
FEWEST_WITH_PHOTO, PAST_WITH_PHOTO = 8, 24
"""Pages with a lead photo, now and before, that tell of a lost caption or credit where a run has `FEWEST` pages and
some show none: all have to have lost it."""
WINDOWS = (10, 20, 50)
"""The latest pages are looked at as the last run, and as the last runs that make up so many pages."""
PAST = 500
"""Pages before them that they are compared with, at most."""
SHORTEST_PAST = 5
FILL, FEW_PAGES_FILL = 0.7, 0.3
"""Share of its own past fill rate under which a field is lost: over the last 50 pages, and over fewer of them."""
MOST, MOST_OF_FEW, FEW = 0.5, 0.8, 0.1
"""A class is drift when more than half of the last 50 pages are in it, or four fifths of fewer pages, and less than a
tenth were before ..."""
CHANCE = 1e-5
"""... and such a draw from the same pages is rarer than this. Each run of each outlet draws some 200 times."""
MANY_TIMES = 8
"""So many earlier pages as the latest have to be known before what many pages never had counts as lost."""
HARDLY, RARE, OFTEN, ALL = 0.02, 0.05, 0.1, 0.95
MARGIN = 0.2
"""By how much the share of a class has to exceed that of any earlier stretch of as many pages."""
SHORT, LONG = 0.5, 3.0
"""Of the median of the past."""
SUNK, LESS = 0.6, 2 / 3
"""Of the median of the past: the median of bodies of which a part is lost, though few are under `SHORT`, and under what
their pages are counted. 36,000 runs of outlets with sections of long and of short texts raised none."""
_AT_LEAST = {"text": 20, "list": 2}
"""Median length from which shorter and longer can be told."""

Kind = Literal["missing", "layer", "shorter", "longer", "shape", "same"]
_KINDS: tuple[Kind, ...] = ("missing", "layer", "shorter", "longer", "shape", "same")

FIELDS: Mapping[str, str] = {
    "body": "text",
    "headline": "text",
    "published": "date",
    "authors": "list",
    "byline": "text",
    "lead_photo": "photo",
    "lead_caption": "text",
    "lead_credit": "text",
    "dek": "text",
    "kicker": "text",
    "sections": "list",
    "modified": "date",
    "language": "word",
    "tags": "list",
    "inline_photos": "list",
    "teasers": "list",
    "canonical_url": "word",
}
"""What is compared, the weightiest first, and what kind of value it is."""
_UNLIKE = frozenset({"body", "headline", "dek", "lead_caption", "published"})
"""Fields of which two pages hardly ever say the same; authors, credits and kickers come in series."""
_MARKS = re.compile(r"[|<>{}\[\]=#@]|https?:|\d")


@dataclass(frozen=True, slots=True)
class Value:
    """What a page says: the layer that answered, the text (of a list its JSON), and how long it is."""

    layer: str
    text: str
    length: int


@dataclass(frozen=True, slots=True)
class Seen:
    """One page as it was read. Of a page on which no body was found only that is known: `values` is empty."""

    url: str
    round: int
    """The run that fetched it; what was stopped and gone on with is one round."""
    parser_version: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    readable: bool = True

    def has(self, name: str) -> bool | None:
        """Whether the field is there; None where the page cannot tell."""
        if name in ("lead_caption", "lead_credit") and "lead_photo" not in self.values:
            return None
        return name in self.values if self.readable else False if name == "body" else None


@dataclass(frozen=True, slots=True)
class Drift:
    """A field of an outlet that its latest pages give otherwise than those before."""

    outlet: str
    field: str
    kind: Kind
    before: int
    """Pages before that were in the class, of `pages_before`; of a missing field: that had it."""
    pages_before: int
    now: int
    pages_now: int
    layer_before: str | None
    """The layer that answered most often."""
    layer_now: str | None
    first: str
    """Address of the first page that was read so."""
    example: str | None = None
    """The new shape or value; under what share of its usual length a shorter one is, if not half."""

    def __str__(self) -> str:
        """`body is on 0 of 12 pages, on 48 of 50 before (json_ld)`."""
        now, before = f"{self.now} of {self.pages_now} pages", f"{self.before} of {self.pages_before} before"
        match self.kind:
            case "missing":
                return f"{self.field} is on {now}, on {before} (read by {self.layer_before})"
            case "layer":
                return f"{self.field} is read by {self.layer_now} on {now}, by {self.layer_before} before"
            case "shorter" | "longer":
                times = f"under {self.example or 'half'}" if self.kind == "shorter" else "over three times"
                return f"{self.field} ({self.layer_now}) has {times} its usual length on {now}, on {before}"
            case "shape":
                return f"{self.field} ({self.layer_now}) has another shape on {now}, on {before}: {self.example}"
            case "same":
                return f"{self.field} ({self.layer_now}) is the same on {now}: {self.example}"

    def to_dict(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__} | {"message": str(self)}


def drift(outlet: str, seen: Sequence[Seen]) -> list[Drift]:
    """What has drifted, one for a field, the weightiest first. `seen` are the outlet's pages, the latest first."""
    found: dict[str, tuple[float, Drift]] = {}
    for now, before in _windows(seen):
        for name in FIELDS:
            for chance, one in _of_field(outlet, name, now, before):
                known = found.get(name)
                if known is None or (_KINDS.index(one.kind), chance) < (_KINDS.index(known[1].kind), known[0]):
                    found[name] = chance, one
    return [found[name][1] for name in FIELDS if name in found]


def _windows(seen: Sequence[Seen]) -> Iterator[tuple[list[Seen], list[Seen]]]:
    """The latest pages and those before: whole runs, since pages of one run come section by section."""
    sizes = [size for size in (FEWEST, *WINDOWS) if size >= FEWEST]
    place, done = 0, 0
    while place < len(seen) and sizes:
        last = seen[place].round
        while place < len(seen) and seen[place].round == last:
            place += 1
        now = _once_each(seen[:place])
        if len(now) >= sizes[0] and len(now) > done:
            done = len(now)
            sizes = [size for size in sizes if size > done]
            before = _once_each(seen[place:])[:PAST]
            if len(before) >= SHORTEST_PAST:
                yield now, before


def _once_each(seen: Sequence[Seen]) -> list[Seen]:
    """Of pages of the same address only the latest."""
    latest: dict[str, Seen] = {}
    for one in seen:
        latest.setdefault(one.url, one)
    return list(latest.values())


def _of_field(outlet: str, name: str, now: list[Seen], before: list[Seen]) -> Iterator[tuple[float, Drift]]:
    """The drift of one field, with how improbable it is otherwise; the weightiest kind only."""
    can_now, can_before = ([one for one in pages if one.has(name) is not None] for pages in (now, before))
    some = FEWEST_WITH_PHOTO <= len(can_now) < FEWEST <= len(now) and len(can_before) >= PAST_WITH_PHOTO
    if (len(can_now) < FEWEST and not some) or len(can_before) < SHORTEST_PAST:
        return
    full_now, full_before = ([one for one in pages if one.has(name)] for pages in (can_now, can_before))
    layer_before, layer_now = _main_layer(name, full_before), _main_layer(name, full_now)

    def told(kind: Kind, mark: Callable[[Seen], bool], old: list[Seen], new: list[Seen], **more: Any) -> Drift:
        first = next(one for one in reversed(new) if mark(one))
        of = (lambda one: not mark(one)) if kind == "missing" else mark
        counts = (sum(map(of, old)), len(old), sum(map(of, new)), len(new))
        return Drift(outlet, name, kind, *counts, layer_before, layer_now, first.url, **more)

    def missing(one: Seen) -> bool:
        return not one.has(name)

    fill_now, fill_before = len(full_now) / len(can_now), len(full_before) / len(can_before)
    if some and full_now:
        return
    limit = FILL if len(can_now) >= WINDOWS[-1] else FEW_PAGES_FILL
    if fill_now < limit * fill_before:
        unheard_of = _is_unheard_of(can_before, can_now, missing)
        chance = (
            _chance(can_before, can_now, missing) if unheard_of else _chance_by_section(can_before, can_now, missing)
        )
        if chance < CHANCE:
            yield chance, told("missing", missing, can_before, can_now)
            return
    if len(full_now) < FEWEST or len(full_before) < SHORTEST_PAST:
        return
    for kind, mark, past, example in _classes(name, full_now, full_before):
        if len(past) < SHORTEST_PAST:
            continue
        often, rare = sum(map(mark, full_now)) / len(full_now), sum(map(mark, past)) / len(past)
        if (
            often > (MOST if len(full_now) >= WINDOWS[-1] else MOST_OF_FEW)
            and rare < FEW
            and _is_unheard_of(past, full_now, mark)
        ):
            chance = _chance(past, full_now, mark)
            if chance < CHANCE:
                yield chance, told(kind, mark, past, full_now, example=example)
                return
    if name == "body" and (chance := _chance_of_sinking(full_now, full_before)) < CHANCE:
        less = LESS * median(map(_length, full_before))
        yield chance, told("shorter", lambda one: _length(one) < less, full_before, full_now, example="two thirds of")


def _classes(
    name: str, now: list[Seen], before: list[Seen]
) -> Iterator[tuple[Kind, Callable[[Seen], bool], list[Seen], str | None]]:
    """The classes that the latest pages may have moved to, each with the pages it is to be compared with."""
    kind_of_value = FIELDS[name]

    def layer(one: Seen) -> str:
        return one.values[name].layer

    def length(one: Seen) -> int:
        return one.values[name].length

    def shape(one: Seen) -> str:
        return _shape(one.values[name].text, kind_of_value)

    def text(one: Seen) -> str:
        return one.values[name].text

    # Newer parsers may ask another layer first: that is no redesign.
    by_these = [one for one in before if one.parser_version == now[0].parser_version]
    usual = Counter(map(layer, by_these))
    newcomers = {one for one in set(map(layer, now)) if usual[one] < FEW * len(by_these)}
    yield "layer", lambda one: layer(one) in newcomers, by_these, None
    middle = median(map(length, before))
    if middle >= _AT_LEAST.get(kind_of_value, 10**9):
        yield "shorter", lambda one: length(one) < SHORT * middle, before, None
        yield "longer", lambda one: length(one) > LONG * middle, before, None
    if kind_of_value in ("text", "date") and name != "body":
        most = Counter(map(shape, now)).most_common(1)[0][0]
        example = next(text(one) for one in now if shape(one) == most)
        yield "shape", lambda one: shape(one) == most, before, example[:80]
    if name in _UNLIKE:
        value = Counter(map(text, now)).most_common(1)[0][0]
        yield "same", lambda one: text(one) == value, before, value[:80]


def _length(page: Seen) -> int:
    return page.values["body"].length


def _chance_of_sinking(now: list[Seen], before: list[Seen]) -> float:
    """How probable it is by chance that the latest bodies are so much shorter than those before (Mann and Whitney's
    test); 1 where they are hardly shorter, or such short ones are nothing new."""
    new, old = sorted(map(_length, now)), sorted(map(_length, before))
    middle, usual = median(new), median(old)
    if usual < _AT_LEAST["text"] or middle > SUNK * usual:
        return 1.0
    if bisect_right(old, middle) > HARDLY * len(old) or len(new) - bisect_right(new, usual) > FEW * len(new):
        return 1.0  # a day of a section of short texts: some were always so short, and the others are as long as ever
    above = sum(len(old) - (bisect_left(old, one) + bisect_right(old, one)) / 2 for one in new)
    pairs = len(new) * len(old)
    spread = sqrt(pairs * (len(new) + len(old) + 1) / 12)
    return erfc((above - pairs / 2) / spread / sqrt(2)) / 2


def _shape(text: str, kind: str) -> str:
    """How a value is written: a date by its digits and letters (`9-9-9T9:9:9Z`), a text by the marks that are in it."""
    if kind == "date":
        return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text.strip()))
    return "".join(sorted({"9" if mark.isdigit() else mark for mark in _MARKS.findall(text)}))


def _main_layer(name: str, seen: list[Seen]) -> str | None:
    layers = Counter(one.values[name].layer for one in seen if name in one.values)
    return layers.most_common(1)[0][0] if layers else None


def _is_unheard_of(before: list[Seen], now: list[Seen], mark: Callable[[Seen], bool]) -> bool:
    """Whether no earlier stretch of runs with as many pages had nearly as many marked ones.

    A class that some pages always were in (a tenth have no dek) comes in series: it has to hold of practically all, and
    where many always were, of the last 50.
    """
    share, worst = sum(map(mark, now)) / len(now), _worst(before, now, mark)
    usual = sum(map(mark, before)) / len(before)
    if usual > RARE and (share < ALL or len(before) < 3 * len(now) or (usual > OFTEN and len(now) < WINDOWS[-1])):
        return False
    return share > worst + MARGIN


def _worst(before: list[Seen], now: list[Seen], mark: Callable[[Seen], bool]) -> float:
    """The largest share of marked pages in an earlier stretch of runs with as many pages as the latest."""
    worst = 0.0
    runs: list[tuple[int, int]] = []
    marked = pages = 0
    for _, run in groupby(before, key=lambda one: one.round):
        marks = [mark(one) for one in run]
        runs.append((sum(marks), len(marks)))
        marked, pages = marked + sum(marks), pages + len(marks)
        while pages - runs[0][1] >= len(now):
            marked, pages = marked - runs[0][0], pages - runs[0][1]
            runs.pop(0)
        if pages >= min(len(now), len(before)):
            worst = max(worst, marked / pages)
    return worst


def _chance_by_section(before: list[Seen], now: list[Seen], mark: Callable[[Seen], bool]) -> float:
    """How improbable it is that all of the latest pages are marked, by how often those of the same sections were; 1
    where they are of one section, whose day it may be, where some are not, or an earlier stretch was much like it."""
    if not all(map(mark, now)) or len(before) < MANY_TIMES * len(now) or _worst(before, now, mark) > MOST:
        return 1.0
    marked, known = Counter(map(_section, filter(mark, before))), Counter(map(_section, before))
    seen: Counter[str] = Counter()
    chance = 1.0
    for section in map(_section, now):
        if section and known[section] >= FEWEST:
            seen[section] += 1
            chance *= (marked[section] + 1) / (known[section] + 1)
    return chance if len(seen) > 1 and seen.most_common(1)[0][1] <= MOST_OF_FEW * len(now) else 1.0


def _section(page: Seen) -> str:
    """What a page says of its section, else the first directory of its address that is no number; '' if neither."""
    if (told := page.values.get("sections")) is not None:
        return told.text
    first = urlsplit(page.url).path.strip("/").partition("/")
    return first[0] if first[2] and not first[0].isdigit() else ""


def _chance(before: list[Seen], now: list[Seen], mark: Callable[[Seen], bool]) -> float:
    """How probable it is that at least so many of the marked pages fall among the latest by chance (Fisher's exact
    test); 0 where all of the latest are marked and none before."""
    marked_now, marked = sum(map(mark, now)), sum(map(mark, now)) + sum(map(mark, before))
    total, drawn = len(now) + len(before), len(now)
    if marked_now == drawn == marked:
        return 0.0
    ways = sum(
        comb(marked, count) * comb(total - marked, drawn - count) for count in range(marked_now, min(marked, drawn) + 1)
    )
    return ways / comb(total, drawn)
