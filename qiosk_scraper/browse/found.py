"""A search as a page shows it: hits, how many, when they were published, and by what they can be narrowed down."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qiosk_scraper.archive.rows import rows_in
from qiosk_scraper.browse.archives import Row, rows
from qiosk_scraper.browse.charts import NARROW, Chart, stacked
from qiosk_scraper.browse.front import with_labels
from qiosk_scraper.browse.shown import cut_at_markers
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.search import Scope, Sort, found

PAGE = 20
COUNTED = 1000
"""Hits that are looked at for numbers, months and facets, the newest first; all of them when asked for."""
MOST = 10_000
"""Hits of one export."""
FEED = 50
MARKERS = ("\ue000", "\ue001")
"""Around what was found; private characters, which stored text cannot turn into markup."""
NAMES = ("q", "field", "outlet", "section", "author", "agency", "tag", "since", "until", "sort")
FACETS = {
    "outlet": "SELECT o.slug, o.name, count(*) FROM articles a JOIN outlets o ON o.id = a.outlet_id "
    "WHERE a.id {these} GROUP BY o.id",
    "section": "SELECT s.name, s.name, count(DISTINCT x.article_id) FROM article_sections x "
    "JOIN sections s ON s.id = x.section_id WHERE x.article_id {these} GROUP BY s.name",
    "author": "SELECT u.name, u.name, count(DISTINCT x.article_id) FROM article_authors x "
    "JOIN authors u ON u.id = x.author_id WHERE x.article_id {these} GROUP BY u.id",
    "agency": "SELECT p.agency, p.agency, count(DISTINCT p.article_id) FROM photos p "
    "JOIN articles a ON a.current_revision_id = p.revision_id WHERE a.id {these} AND p.agency IS NOT NULL GROUP BY 1",
}
_THESE = "IN (SELECT value FROM json_each(?))"
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asked for, as it stands in the address."""

    given: Mapping[str, str]
    page: int = 1
    all: bool = False

    @classmethod
    def of(cls, args: Mapping[str, str]) -> Asked:
        """Raises QioskError for a page that is no number."""
        given = {name: text for name in NAMES if (text := (args.get(name) or "").strip())}
        number = (args.get("page") or "1").strip()
        if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= 100_000):
            raise QioskError("no such page of hits", number[:40], "begin with the first page", ExitCode.USAGE)
        return cls(given, int(number[:9]), bool(args.get("all")))

    @property
    def sort(self) -> Sort:
        wanted = self.given.get("sort", "newest")
        if wanted not in ("newest", "rank"):
            raise QioskError("unknown order", wanted[:40], "choose newest or rank", ExitCode.USAGE)
        return "rank" if wanted == "rank" else "newest"

    @property
    def scope(self) -> Scope:
        return Scope(**{name: text for name, text in self.given.items() if name not in ("q", "sort")} | self._query)

    @property
    def _query(self) -> dict[str, str]:
        return {"query": self.given["q"]} if "q" in self.given else {}

    def but(self, **changed: str) -> dict[str, str]:
        """The same, on its first page, with something else in it; an empty text takes it out."""
        return {name: text for name, text in {**self.given, **changed}.items() if text}


def hits(conn: sqlite3.Connection, asked: Asked) -> tuple[list[Row], bool]:
    """One page of hits with their snippets cut at what was found, and whether there is another page."""
    made = found(conn, asked.scope, asked.sort, PAGE + 1, (asked.page - 1) * PAGE, MARKERS)
    shown = with_labels(conn, _articles(conn, [hit.id for hit in made[:PAGE]]))
    snippets = {hit.id: cut_at_markers(hit.snippet or "", MARKERS) for hit in made}
    return [{**row, "snippet": snippets[row["id"]]} for row in shown], len(made) > PAGE


def counted(conn: sqlite3.Connection, asked: Asked) -> dict[str, Any]:
    """How many hits, by month, and the facets; of the newest COUNTED, unless all are asked for."""
    most = -1 if asked.all else COUNTED + 1
    ids = _ids(conn, asked.scope, most)
    more = not asked.all and len(ids) > COUNTED
    ids = ids[:COUNTED] if more else ids
    return {
        "number": len(ids),
        "more": more,
        "months": _months(conn, ids),
        "facets": {name: _facet(conn, name, ids, asked.given.get(name)) for name in FACETS},
    }


def exported(conn: sqlite3.Connection, asked: Asked, most: int = MOST) -> list[Row]:
    """The hits for a program: everything of a hit but the text."""
    made = found(conn, asked.scope, asked.sort, most, 0, ("[", "]"))
    return [hit.to_dict() for hit in made]


def fed(conn: sqlite3.Connection, asked: Asked) -> list[Row]:
    """The newest hits for a feed."""
    made = found(conn, asked.scope, "newest", FEED, 0, ("", ""))
    snippets = {hit.id: hit.snippet or "" for hit in made}
    return [{**row, "snippet": snippets[row["id"]]} for row in _articles(conn, [hit.id for hit in made])]


def _articles(conn: sqlite3.Connection, ids: list[int]) -> list[Row]:
    """Rows of articles in the order of their ids given."""
    names = ("id", "url", "headline", "dek", "kicker", "byline", "published_at", "modified_at", "first_seen_at",
             "last_seen_at", "status", "revision_count", "current_revision_id", "outlet", "timezone")  # fmt: skip
    made = rows_in(
        conn,
        "SELECT a.id, a.url, a.headline, a.dek, a.kicker, a.byline, a.published_at, a.modified_at, a.first_seen_at, "
        "a.last_seen_at, a.status, a.revision_count, a.current_revision_id, o.name, o.timezone "
        f"FROM articles a JOIN outlets o ON o.id = a.outlet_id WHERE a.id {_THESE}",
        ids,
    )
    by_id = {row[0]: dict(zip(names, row, strict=True)) for row in made}
    return [by_id[one] for one in ids]


def _ids(conn: sqlite3.Connection, scope: Scope, most: int) -> list[int]:
    where, values = scope.conditions()
    joined = "articles a JOIN outlets o ON o.id = a.outlet_id"
    order = "a.published_at DESC"
    if scope.query is not None:
        simple = len(where) == 1
        joined = "articles_fts" if simple else f"articles_fts JOIN articles a ON a.id = articles_fts.rowid {_OUTLETS}"
        order = "articles_fts.rowid DESC"
    column = "articles_fts.rowid" if scope.query is not None else "a.id"
    condition = " AND ".join(where) or "1"
    found_ids = conn.execute(
        f"SELECT {column} FROM {joined} WHERE {condition} ORDER BY {order} LIMIT ?", (*values, most)
    )
    return [row[0] for row in found_ids]


_OUTLETS = "JOIN outlets o ON o.id = a.outlet_id"


def _months(conn: sqlite3.Connection, ids: list[int]) -> Chart | None:
    """A bar for each month between the first and the last hit; for each year when they are many."""
    counted_months: dict[str, int] = dict(
        rows_in(
            conn,
            "SELECT substr(coalesce(published_at, first_seen_at), 1, 7), count(*) FROM articles "
            f"WHERE id {_THESE} GROUP BY 1 ORDER BY 1",
            ids,
        )
    )
    months = [month for month in counted_months if len(month) == 7 and month[:4].isdigit() and month[5:].isdigit()]
    if len(ids) < 2 or not months:
        return None
    places = _between(months[0], months[-1])
    if len(places) > 120:
        years = [f"{year:04d}" for year in range(int(months[0][:4]), int(months[-1][:4]) + 1)][-200:]
        totals = [sum(number for month, number in counted_months.items() if month[:4] == year) for year in years]
        return stacked("Hits by year of publication", "year", years, {"hits": totals}, width=NARROW)
    return stacked(
        "Hits by month of publication",
        "month",
        places,
        {"hits": [counted_months.get(month, 0) for month in places]},
        width=NARROW,
    )


def _between(first: str, last: str) -> list[str]:
    start, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, min(end, start + 30_000) + 1)]


def _facet(conn: sqlite3.Connection, name: str, ids: list[int], chosen: str | None) -> list[dict[str, Any]]:
    values = rows_in(conn, FACETS[name].format(these=_THESE) + " ORDER BY 3 DESC, 2 LIMIT 9", ids)
    return [
        {"value": value, "label": label, "number": number, "chosen": chosen == value}
        for value, label, number in values[:_SHOWN]
    ]


def choices(conn: sqlite3.Connection) -> dict[str, list[Row]]:
    """What the form offers: outlets, and names of sections."""
    return {
        "outlets": rows(conn, "SELECT slug, name FROM outlets ORDER BY name"),
        "sections": rows(conn, "SELECT name FROM sections GROUP BY name ORDER BY name LIMIT 200"),
    }  # fmt: skip
