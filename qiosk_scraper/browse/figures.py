"""The figures behind the dashboards, each a chart of a period and, if chosen, one outlet."""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from qiosk_scraper.browse.charts import Chart, bars, ranked, stacked
from qiosk_scraper.errors import ExitCode, QioskError

MOST_DAYS = 3660
_TOP = 15
_SERIES = 5
"""Outlets or sections told apart in one chart; the rest are counted together."""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day up to and with another, UTC, and one outlet or all."""

    since: str
    until: str
    days: int
    outlet_id: int | None = None
    timezone: str | None = None

    @property
    def values(self) -> dict[str, Any]:
        """For SQL: `:since <= published_at < :before`."""
        after = (datetime.fromisoformat(self.until) + timedelta(days=1)).date().isoformat()
        return {"since": self.since, "before": after, "outlet": self.outlet_id}

    def places(self) -> list[str]:
        """Its days, or its months when they are many."""
        first = datetime.fromisoformat(self.since).date()
        days = [(first + timedelta(days=n)).isoformat() for n in range(self.days)]
        return days if self.days <= 120 else list(dict.fromkeys(day[:7] for day in days))

    @property
    def width(self) -> int:
        """Characters of a time that name its place."""
        return 10 if self.days <= 120 else 7

    @property
    def step(self) -> str:
        return "day" if self.days <= 120 else "month"


def period(conn: sqlite3.Connection, days: str, outlet: str) -> Period:
    """The last `days` days (90 by default) up to the latest article. Raises QioskError for what is no number."""
    if days and not (days.isascii() and days.isdigit() and 1 <= int(days[:6]) <= MOST_DAYS):
        raise QioskError("no number of days", days[:40], f"choose 1 to {MOST_DAYS}", ExitCode.USAGE)
    length = int(days or 90)
    ahead = (datetime.now(UTC) + timedelta(hours=48)).isoformat(timespec="seconds")
    (last,) = conn.execute("SELECT max(published_at) FROM articles WHERE published_at <= ?", (ahead,)).fetchone()
    try:
        end = datetime.fromisoformat(last or "").date()
        begin = end - timedelta(days=length - 1)
    except (ValueError, OverflowError):
        end = datetime.now(UTC).date()
        begin = end - timedelta(days=length - 1)
    found = conn.execute("SELECT id, timezone FROM outlets WHERE slug = ?", (outlet,)).fetchone() if outlet else None
    if outlet and not found:
        raise QioskError("no such outlet", outlet[:40], "choose one from the list", ExitCode.USAGE)
    return Period(begin.isoformat(), end.isoformat(), length, *(found or (None, None)))


_IN = "a.published_at >= :since AND a.published_at < :before AND (:outlet IS NULL OR a.outlet_id = :outlet)"


def by_outlet(conn: sqlite3.Connection, over: Period) -> Chart:
    """Articles by outlet"""
    found = conn.execute(
        f"SELECT substr(a.published_at, 1, {over.width}), o.name, count(*) FROM articles a "
        f"JOIN outlets o ON o.id = a.outlet_id WHERE {_IN} GROUP BY 1, 2",
        over.values,
    ).fetchall()
    return _series(f"Articles a {over.step}, by outlet", over, found, recipe="articles_by_month")


def by_section(conn: sqlite3.Connection, over: Period) -> Chart:
    """Articles by section"""
    found = conn.execute(
        f"SELECT substr(a.published_at, 1, {over.width}), s.name, count(*) FROM articles a "
        "JOIN article_sections x ON x.article_id = a.id JOIN sections s ON s.id = x.section_id "
        f"WHERE {_IN} GROUP BY 1, 2",
        over.values,
    ).fetchall()
    return _series(
        f"Articles a {over.step}, by section label", over, found, note="An article counts under each of its labels."
    )


def _series(title: str, over: Period, found: list[tuple[str, str, int]], *, note: str = "", recipe: str = "") -> Chart:
    """Stacked by name, the smaller ones together."""
    totals: Counter[str] = Counter()
    for _, name, number in found:
        totals[name] += number
    names = [name for name, _ in totals.most_common(_SERIES)]
    places = over.places()
    at = {place: n for n, place in enumerate(places)}
    series = {name: [0] * len(places) for name in names}
    if len(totals) > _SERIES:
        series[f"{len(totals) - _SERIES} others"] = [0] * len(places)
    others = list(series)[-1] if series else ""
    for place, name, number in found:
        if place in at:
            series[name if name in series else others][at[place]] += number
    return stacked(title, over.step, places, series or {"articles": [0] * len(places)}, note=note, recipe=recipe)


def hours(conn: sqlite3.Connection, over: Period) -> Chart:
    """Hours of publication"""
    counted: Counter[int] = Counter()
    found = conn.execute(
        "SELECT substr(a.published_at, 1, 13), o.timezone, count(*) FROM articles a "
        f"JOIN outlets o ON o.id = a.outlet_id WHERE {_IN} GROUP BY 1, 2",
        over.values,
    )
    zones: dict[str, Any] = {}
    for hour, zone, number in found:
        try:
            there = zones.setdefault(zone, ZoneInfo(zone))
            counted[datetime.fromisoformat(hour + ":00+00:00").astimezone(there).hour] += number
        except (ValueError, KeyError, OverflowError, OSError):
            continue
    values = [(f"{hour:02d}", counted[hour]) for hour in range(24)]
    return bars("Hours of publication", "hour", values, note="In the time zone of each outlet.")


def gaps(conn: sqlite3.Connection, over: Period) -> Chart:
    """Listed and archived"""
    found = conn.execute(
        "SELECT substr(s.seen, 1, :width), count(*), sum(s.archived) FROM ("
        " SELECT min(coalesce(s.published_at, s.seen_at)) AS seen,"
        "  max(EXISTS (SELECT 1 FROM articles a WHERE a.url = s.url)"
        "   OR EXISTS (SELECT 1 FROM url_aliases u WHERE u.url = s.url)) AS archived"
        " FROM sightings s LEFT JOIN frontier f ON f.url = s.page_url"
        " WHERE coalesce(s.published_at, s.seen_at) >= :since AND (:outlet IS NULL OR f.outlet_id = :outlet)"
        " GROUP BY s.url) s WHERE s.seen >= :since GROUP BY 1",
        over.values | {"width": over.width},
    ).fetchall()
    places = (
        over.places() if any(place in set(over.places()) for place, _, _ in found) else sorted(row[0] for row in found)
    )
    listed = {place: (number, archived) for place, number, archived in found}
    archived = [listed.get(place, (0, 0))[1] for place in places]
    missing = [listed.get(place, (0, 0))[0] - listed.get(place, (0, 0))[1] for place in places]
    return stacked(
        f"Expected and seen: addresses that lists showed, a {over.step}", over.step, places,
        {"archived": archived, "not archived": missing}, recipe="coverage_gaps",
        note="By the date that the list gave, else by when it was first listed. "
        "The recipe lists days without any article.",
    )  # fmt: skip


def authors(conn: sqlite3.Connection, over: Period) -> Chart:
    """Authors"""
    return _top(
        conn, over, "Authors", "author", "article", "bylines",
        "SELECT n.name, count(*) FROM articles a JOIN article_authors w ON w.article_id = a.id "
        f"JOIN authors n ON n.id = w.author_id WHERE {_IN} GROUP BY n.id",
    )  # fmt: skip


def agencies(conn: sqlite3.Connection, over: Period) -> Chart:
    """Photo agencies"""
    return _top(
        conn, over, "Photo agencies and sources", "agency", "photo", "photo_agencies_by_month",
        "SELECT coalesce(p.agency, '(none named)'), count(*) FROM articles a JOIN photos p "
        f"ON p.revision_id = a.current_revision_id WHERE {_IN} GROUP BY 1",
    )  # fmt: skip


def photographers(conn: sqlite3.Connection, over: Period) -> Chart:
    """Photographers"""
    return _top(
        conn, over, "Photographers", "photographer", "photo", "photographers",
        "SELECT p.photographer, count(*) FROM articles a JOIN photos p ON p.revision_id = a.current_revision_id "
        f"WHERE {_IN} AND p.photographer IS NOT NULL GROUP BY 1",
    )  # fmt: skip


def _top(conn: sqlite3.Connection, over: Period, title: str, column: str, unit: str, recipe: str, select: str) -> Chart:
    found = conn.execute(f"{select} ORDER BY 2 DESC, 1 LIMIT {_TOP}", over.values).fetchall()
    return ranked(title, column, [(str(name), number) for name, number in found], unit, recipe=recipe)


_LAGS = (("under 1 hour", 1), ("1 to 6 hours", 6), ("6 to 24 hours", 24), ("1 to 7 days", 168), ("1 to 4 weeks", 672))


def edit_lag(conn: sqlite3.Connection, over: Period) -> Chart:
    """Edit lag"""
    counted = [0] * (len(_LAGS) + 1)
    found = conn.execute(
        "SELECT (julianday(r.seen_at) - julianday(a.published_at)) * 24 FROM articles a "
        f"JOIN revisions r ON r.article_id = a.id AND r.number > 1 WHERE {_IN}",
        over.values,
    )
    for (lag,) in found:
        if lag is not None:
            counted[next((n for n, (_, most) in enumerate(_LAGS) if lag < most), len(_LAGS))] += 1
    names = [name for name, _ in _LAGS] + ["later"]
    return bars(
        "Edit lag: how long after publication an edit was seen", "after", list(zip(names, counted, strict=True)),
        unit="edit", recipe="silent_edits", note="Seen by a crawl: the edit itself may be older.",
    )  # fmt: skip


def revisions(conn: sqlite3.Connection, over: Period) -> Chart:
    """Number of revisions"""
    found = dict(
        conn.execute(
            f"SELECT min(a.revision_count, 10), count(*) FROM articles a WHERE {_IN} GROUP BY 1", over.values
        ).fetchall()
    )
    values = [("10 or more" if n == 10 else str(n), found.get(n, 0)) for n in range(1, 11)]
    return bars("Number of revisions of an article", "revisions", values, recipe="edits_by_kind")


def headline_changes(conn: sqlite3.Connection, over: Period) -> Chart:
    """Headline changes"""
    found = conn.execute(
        f"SELECT substr(a.published_at, 1, {over.width}), e.kind = 'headline_changed', count(DISTINCT a.id) "
        "FROM articles a JOIN events e ON e.article_id = a.id "
        f"WHERE e.kind IN ('headline_changed', 'body_changed', 'corrected') AND {_IN} GROUP BY 1, 2",
        over.values,
    ).fetchall()
    at = {(place, headline): number for place, headline, number in found}
    places = over.places()
    return stacked(
        f"Articles whose headline or text was changed, by {over.step} of publication", over.step, places,
        {"new headline": [at.get((place, 1), 0) for place in places],
         "text edited or corrected": [at.get((place, 0), 0) for place in places]}, recipe="headline_changes",
    )  # fmt: skip


_FILLED = {
    "headline": "a.headline IS NOT NULL",
    "dek": "a.dek IS NOT NULL",
    "byline": "a.byline IS NOT NULL OR EXISTS (SELECT 1 FROM article_authors w WHERE w.article_id = a.id)",
    "lead photo": "EXISTS (SELECT 1 FROM photos p WHERE p.revision_id = a.current_revision_id AND p.role = 'lead')",
    "photo credit": "EXISTS (SELECT 1 FROM photos p WHERE p.revision_id = a.current_revision_id "
    "AND p.credit IS NOT NULL)",
    "section": "EXISTS (SELECT 1 FROM article_sections s WHERE s.article_id = a.id)",
    "tags": "EXISTS (SELECT 1 FROM article_tags t WHERE t.article_id = a.id)",
}


class Grid(NamedTuple):
    """A table whose cells are shaded by their value from 0 to 1."""

    title: str
    corner: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    """Name of the line, then for each column what stands there and its shade from 0 to 9."""
    note: str = ""
    recipe: str = ""


def filled(conn: sqlite3.Connection, over: Period) -> Grid:
    """Drift: how often a field was found"""
    sums = ", ".join(f"sum({condition})" for condition in _FILLED.values())
    weekly = over.step == "day"
    when = "date(a.published_at, 'weekday 0', '-6 days')" if weekly else "substr(a.published_at, 1, 7)"
    found = conn.execute(
        f"SELECT {when}, count(*), {sums} FROM articles a WHERE {_IN} GROUP BY 1 ORDER BY 1 DESC LIMIT 60",
        over.values,
    ).fetchall()
    lines = tuple(
        (str(place), ((f"{number:,}", 0), *((f"{one / number:.0%}", _shade(one / number)) for one in ones)))
        for place, number, *ones in found
    )  # fmt: skip
    return Grid(
        f"Drift: share of the articles of a {'week' if weekly else 'month'} in which a field was found",
        "week from" if weekly else "month",
        ("articles", *_FILLED), lines, "A sudden drop means that the pages changed and a parser fell behind.", "layers",
    )  # fmt: skip


def failures(conn: sqlite3.Connection, over: Period) -> Chart:
    """Failures by reason"""
    found = conn.execute(
        "SELECT f.outcome || coalesce(': ' || f.reason, '') AS why, count(*) FROM fetches f "
        "LEFT JOIN frontier r ON r.url = f.url "
        "WHERE f.outcome NOT IN ('ok', 'not_modified') AND (:outlet IS NULL OR r.outlet_id = :outlet) "
        f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {_TOP}",
        over.values,
    ).fetchall()
    return ranked("Requests that brought nothing, by reason", "reason", found, "request", recipe="failures",
                  note="Of all crawls.")  # fmt: skip


def reader_failures(conn: sqlite3.Connection, over: Period) -> Chart:
    """Fields whose reader failed"""
    found = conn.execute(
        "SELECT field || ' (' || layer || ')', count(*) FROM reader_failures "
        f"GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {_TOP}"
    ).fetchall()
    return ranked("Fields whose reader failed on a page", "field and layer", found, "page", note="Of all crawls.")


def network(conn: sqlite3.Connection, over: Period) -> Grid:
    """The network of teasers between sections"""
    first = "(SELECT x.section_id FROM article_sections x WHERE x.article_id = {} ORDER BY x.position DESC LIMIT 1)"
    found = conn.execute(
        "WITH pairs AS MATERIALIZED (SELECT DISTINCT a.id AS on_id, t.article_id AS to_id FROM articles a "
        "JOIN teasers t ON t.page_url = a.url AND t.page_kind = 'article' "
        f"WHERE t.article_id IS NOT NULL AND {_IN} LIMIT 50000) "
        f"SELECT s.name, d.name, count(*) FROM pairs JOIN sections s ON s.id = {first.format('on_id')} "
        f"JOIN sections d ON d.id = {first.format('to_id')} GROUP BY 1, 2",
        over.values,
    ).fetchall()
    totals: Counter[str] = Counter()
    for source, target, number in found:
        totals[source] += number
        totals[target] += number
    names = [name for name, _ in totals.most_common(12)]
    pairs = {(source, target): number for source, target, number in found}
    most = max(pairs.values(), default=1)
    lines = tuple(
        (
            source,
            tuple((f"{n:,}" if (n := pairs.get((source, target), 0)) else "", _shade(n / most)) for target in names),
        )
        for source in names
    )
    return Grid(
        "Which sections tease which", "beside articles of \N{DOWNWARDS ARROW} stand articles of \N{RIGHTWARDS ARROW}",
        tuple(names), lines,
        "Articles shown beside articles, each pair once, by the last of their section labels.", "teased_most",
    )  # fmt: skip


def _shade(share: float) -> int:
    return min(9, round(9 * share)) if share else 0
