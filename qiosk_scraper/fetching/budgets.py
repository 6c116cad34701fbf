"""How many requests a run spends on an outlet, and on addresses of one shape that bring no article.

Calendars, facets, session numbers and links that grow have no end, and each of their pages is fresh by its address.
What they have in common is a shape (`/calendar/#/*`) under which nothing new is ever read: after a few dozen such pages
a run asks no more of them. What is left waits in the frontier, and the next run spends as much again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from qiosk_scraper.items import PASSING_WALLS, WALLS, Article, FrontierEntry, Visit

MOST_REQUESTS = 1_000_000
"""Of one outlet in one run: months at a polite pace."""
BARREN = 25
"""Pages of one shape that may bring nothing."""
PER_ARTICLE = 5
"""So many more for each article that one of them was."""
MOST_EQUAL = 4
"""Equal segments in the path of an address: `/a/a/a/a/a/` is a relative link that never ends."""
MOST_WALLS = 12
"""Pages behind a challenge, or works on the site, one after the other: the host does not want us now."""
_MOST_SHAPES = 1_000
"""Shapes told apart; the others are one."""
_MOST_TEXTS = 20_000
"""Texts remembered, 100 bytes each."""
_SESSION_SEGMENT = re.compile(r"\([A-Za-z]\([^)]*\)\)|[0-9a-fA-F]{24,}|[sS]=?[0-9a-zA-Z]{24,}")


def grows(url: str) -> bool:
    """Whether the path of an address repeats a segment more often than any page's does."""
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    return len(segments) > MOST_EQUAL and max(Counter(segments).values()) > MOST_EQUAL


def shape(url: str) -> str:
    """The address without what differs from page to page: `/2025/03/a-tale/` is `/#/#/*`, `/tag/x?a=1` is `/tag/*?`."""
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.split("/") if segment]
    kept = []
    for place, segment in enumerate(segments):
        if segment.isdigit():
            kept.append("#")
        elif place > 0 or len(segments) == 1 or _SESSION_SEGMENT.fullmatch(segment):
            kept.append("*")
        else:
            kept.append(segment.lower())
    return "/" + "/".join(kept) + ("?" if parts.query else "")


@dataclass
class _Spent:
    asked: int = 0
    articles: int = 0

    @property
    def left(self) -> int:
        return BARREN + PER_ARTICLE * self.articles - self.asked


@dataclass
class Budgets:
    """What one run has spent on one outlet. Nothing here knows the network or the archive."""

    most_requests: int = MOST_REQUESTS
    requests: int = 0
    reached: dict[str, str] = field(default_factory=dict)
    """What was spent in full: a shape or `requests`, and how much that was."""
    wall: str | None = None
    """What stands before one page after the other, once it is certain."""
    _walled: int = 0
    _shapes: dict[str, _Spent] = field(default_factory=dict)
    _texts: set[int] = field(default_factory=set)

    def affordable(self, entries: Collection[FrontierEntry]) -> list[FrontierEntry]:
        """Those of the entries that may be asked in this run, in order."""
        planned: Counter[str] = Counter()
        kept: list[FrontierEntry] = []
        for entry in entries:
            name = self._name(entry.url) if entry.kind == "article" else ""
            if self._affords(entry, name, len(kept), planned[name]):
                planned[name] += 1
                kept.append(entry)
        return kept

    def _affords(self, entry: FrontierEntry, name: str, planned: int, of_this_shape: int) -> bool:
        if self.requests + planned >= self.most_requests:
            self.reached["requests"] = f"{self.requests} requests"
            return False
        if not name:
            return True
        if grows(entry.url):
            self.reached["growing paths"] = f"more than {MOST_EQUAL} equal segments"
            return False
        spent = self._shapes.get(name, _Spent())
        if spent.left > of_this_shape:
            return True
        if spent.left <= 0:
            self.reached[name] = f"{spent.asked} pages, {spent.articles} articles"
        return False

    def is_spent(self, url: str) -> bool:
        """Whether pages of this address's shape are asked no more."""
        spent = self._shapes.get(self._name(url))
        return grows(url) or (spent is not None and spent.left <= 0)

    def ask(self, entry: FrontierEntry) -> None:
        """To be told of an entry that is asked now."""
        self.requests += 1
        if entry.kind == "article":
            self._shapes.setdefault(self._name(entry.url), _Spent()).asked += 1

    def note(self, visit: Visit) -> None:
        """To be told how it ended. A page that could not be had says nothing of its kind; an article that was read
        under another address in this run is none."""
        self._note_wall(visit)
        spent = self._shapes.get(self._name(visit.entry.url))
        if spent is None:
            return
        if visit.outcome in ("failed", "refused", "not_modified") or visit.reason in WALLS:
            spent.asked = max(0, spent.asked - 1)
        elif visit.article is not None and self._is_new(visit.article):
            spent.articles += 1

    def _note_wall(self, visit: Visit) -> None:
        if visit.reason in PASSING_WALLS:
            self._walled += 1
            if self._walled >= MOST_WALLS:
                self.wall = visit.reason
        elif visit.article is not None or visit.listing is not None or visit.outcome == "not_modified":
            self._walled = 0

    def _name(self, url: str) -> str:
        name = shape(url)
        return name if name in self._shapes or len(self._shapes) < _MOST_SHAPES else "others"

    def _is_new(self, article: Article) -> bool:
        text = hash((article.headline, article.text))
        if text in self._texts:
            return False
        if len(self._texts) < _MOST_TEXTS:
            self._texts.add(text)
        return True


def notes(budgets: dict[str, Budgets], most: int = 5) -> Iterator[str]:
    """What was spent in full, a line each, by outlet."""
    for slug, one in budgets.items():
        lines = list(one.reached.items())
        for name, detail in lines[:most]:
            yield f"budget reached ({slug}): {name}, {detail}; what is left waits for the next run"
        if len(lines) > most:
            yield f"budget reached ({slug}): {len(lines) - most} more shapes of addresses"
