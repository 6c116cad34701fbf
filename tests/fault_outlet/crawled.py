"""A crawl of faulty URLs between good neighbours, and what came of each."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from fault_outlet import packing, pages
from fault_outlet.cases import STORED, Case
from fault_outlet.server import FaultOutlet

SHORT = {"QIOSK_RETRY_GAP": 0.05}
"""Settings for tests: the real gap is 1 s."""
HASTY = {**SHORT, "QIOSK_HEADER_TIMEOUT": 1.5, "DOWNLOAD_TIMEOUT": 3.0}
"""For servers that hang; the real deadlines are 60 and 120 s."""


def good_slug(number: int) -> str:
    return f"good-neighbour-{number:03}"


def serve(outlet: FaultOutlet, cases: Sequence[Case]) -> str:
    """Sets the outlet up with these cases, a good article before and after each; gives the address to crawl."""
    if any("bomb" in case.name for case in cases):
        packing.make_bombs()
    slugs = [good_slug(0)]
    for number, case in enumerate(cases, 1):
        outlet.answers[case.path] = case.fault
        slugs += [case.slug, good_slug(number)]
    listed = pages.section(f"/news/{slug}" for slug in slugs)
    outlet.answers["/section/harbour"] = lambda exchange: exchange.reply(200, listed)
    return f"{outlet.root}/section/harbour"


class Came(NamedTuple):
    """What the archive has of one address."""

    to: str | None
    """`stored`, a reason, or None when it was not asked."""
    flags: tuple[str, ...]
    waits: bool


def rows(db: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as conn:
        return conn.execute(sql).fetchall()


def _slug(url: str) -> str:
    return url.partition("?")[0].rstrip("/").rpartition("/")[2]


def came_of(db: Path, case: Case) -> Came:
    visits = {
        _slug(url): (outcome, reason) for url, outcome, reason in rows(db, "SELECT url, outcome, reason FROM fetches")
    }
    flags = {_slug(url): tuple(json.loads(text)) for url, text in rows(db, "SELECT url, flags FROM articles")}
    waiting = {
        _slug(url) for (url,) in rows(db, "SELECT url FROM frontier WHERE state = 'pending' AND not_before > ''")
    }
    outcome, reason = visits.get(case.slug, (None, None))
    to = STORED if outcome == "ok" else reason
    return Came(to, flags.get(case.slug, ()), case.slug in waiting)


def articles_of(db: Path) -> dict[str, dict[str, Any]]:
    """The rows of the articles by the last part of their address."""
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as conn:
        conn.row_factory = sqlite3.Row
        return {_slug(row["url"]): dict(row) for row in conn.execute("SELECT * FROM articles")}


def faults_of(outlet: FaultOutlet, db: Path, cases: Sequence[Case]) -> list[str]:
    """Everything that is not as it should be, a line each; empty when all is well."""
    found = []
    texts = {_slug(url): text for url, text in rows(db, "SELECT url, text FROM articles")}
    for number in range(len(cases) + 1):
        if texts.get(good_slug(number)) != pages.text(good_slug(number)):
            found.append(f"{good_slug(number)}: not stored as it is")
    whole = articles_of(db)
    for case in cases:
        came = came_of(db, case)
        for column, value in case.wants.items():
            if (stored := whole.get(case.slug, {}).get(column)) != value:
                found.append(f"{case.name}: {column} is {stored!r}, not {value!r}")
        asked = len(outlet.asked(case.path)) + len(outlet.asked(case.path + "/"))
        if came.to != case.comes_to:
            found.append(f"{case.name}: came to {came.to!r}, not {case.comes_to!r}")
        if came.to != STORED and case.slug in texts:
            found.append(f"{case.name}: has a row")
        if not case.least <= asked <= case.most:
            found.append(f"{case.name}: asked {asked} times, not {case.least} to {case.most}")
        if missing := set(case.flags) - set(came.flags):
            found.append(f"{case.name}: no flag {missing}")
        if came.waits != case.put_off:
            found.append(f"{case.name}: {'waits' if came.waits else 'does not wait'} in the frontier")
    if "forged-tale" in " ".join(texts.values()):
        found.append("a forged answer was stored")
    return found + guarded(outlet)


def guarded(outlet: FaultOutlet) -> list[str]:
    """What must not happen whatever is served."""
    found = [f"the canary was asked: {outlet.canary_log}"] if outlet.canary_log else []
    found += [f"a header was put in: {one.path}" for one in outlet.log if any("evil" in name for name in one.headers)]
    found += [f"a cookie went out: {one.path}" for one in outlet.log if len(one.headers.get("cookie", "")) > 8192]
    return found
