"""How much a reading of a page gave, and whether two readings of an outlet's pages show that parsers have drifted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qiosk_scraper.items import Article

LOST_PAGES = 0.05
"""Share of an outlet's pages with a field above which losing it is drift; below it single pages have their reasons.
Of fewer than 20 pages any loss is drift."""
SHORTER = {"body": 0.8}
"""Share of its length from which a body is as good as before. Names and photos come in ones and twos: half of them."""
_FEWER = 0.5

Measures = Mapping[str, int]
"""Field to how much of it was read."""


@dataclass(frozen=True, slots=True)
class Drift:
    """A field that an outlet's pages give less often, or with less in it, than before."""

    outlet: str
    field: str
    before: int
    after: int
    unit: str
    first: str
    """Address of the first page that lost it."""

    def __str__(self) -> str:
        return f"{self.outlet}: {self.field} {self.before} → {self.after} {self.unit}, first at {self.first}"


def measures(article: Article, teasers: int | None = None) -> Measures:
    """Characters of the body; of other fields how many there are, 1 for what there is one of.

    `teasers` is their number, where the article is a stored one that does not hold them.
    """
    return {
        "headline": int(bool(article.headline)),
        "dek": int(bool(article.dek)),
        "kicker": int(bool(article.kicker)),
        "sections": len(article.sections),
        "authors": len(article.authors),
        "byline": int(bool(article.byline)),
        "published": int(bool(article.published)),
        "modified": int(bool(article.modified)),
        "language": int(bool(article.language)),
        "tags": len(article.tags),
        "body": len(article.text),
        "lead photo": sum(photo.role == "lead" for photo in article.photos),
        "inline photos": sum(photo.role == "inline" for photo in article.photos),
        "photo captions": sum(bool(photo.caption) for photo in article.photos),
        "photo credits": sum(bool(photo.credit or photo.credit_line) for photo in article.photos),
        "teasers": len(article.teasers) if teasers is None else teasers,
        "corrections": len(article.corrections),
        "access": int(article.access != "unknown"),
    }


def fields_lost(before: Measures, after: Measures) -> Iterator[str]:
    """The fields that give nothing any more, or far less: `dek`, `body 1207 → 300`."""
    for name, amount in before.items():
        if _less(name, amount, after[name]):
            yield name if after[name] == 0 else f"{name} {amount} → {after[name]}"


def _less(name: str, before: int, after: int) -> bool:
    return before > 0 and (after == 0 or after < SHORTER.get(name, _FEWER) * before)


class Scales:
    """How much the pages of one outlet gave before and give now."""

    def __init__(self) -> None:
        self._had: Counter[str] = Counter()
        self._lost: Counter[str] = Counter()
        self._gained: Counter[str] = Counter()
        self._before: Counter[str] = Counter()
        self._after: Counter[str] = Counter()
        self._first: dict[str, str] = {}

    def weigh(self, url: str, before: Measures, after: Measures) -> None:
        """One page, read twice."""
        for name, amount in before.items():
            self._before[name] += amount
            self._after[name] += after[name]
            self._had[name] += amount > 0
            if _less(name, amount, after[name]):
                self._lost[name] += 1
                self._first.setdefault(name, url)
            elif amount == 0 and after[name] > 0:
                self._gained[name] += 1

    def drift(self, outlet: str) -> Iterator[Drift]:
        """The fields lost, net of pages that gained them, on more than `LOST_PAGES` of the pages that had them, or
        with far less in them over all."""
        for name, had in self._had.items():
            lost = self._lost[name] - self._gained[name]
            if lost > LOST_PAGES * had:
                yield Drift(outlet, name, had, had - lost, f"of {had} pages", self._first[name])
            elif name in self._first and _less(name, self._before[name], self._after[name]):
                yield Drift(outlet, name, self._before[name], self._after[name], "in all", self._first[name])
