"""What happened to articles, in words."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from qiosk_scraper.browse.archives import Row, rows

KINDS = {
    "headline_changed": "New headline",
    "dek_changed": "New line below the headline",
    "kicker_changed": "New label",
    "byline_changed": "New byline",
    "published_changed": "New date",
    "body_changed": "Text edited",
    "caption_changed": "New caption",
    "credit_changed": "New photo credit",
    "corrected": "Correction",
    "redirected": "Leads elsewhere",
    "removed": "Removed",
    "returned": "Came back",
}


def latest(conn: sqlite3.Connection, number: int) -> list[Row]:
    """The latest events with the articles they happened to."""
    return _told(
        rows(
            conn,
            "SELECT e.id, e.article_id, e.at, e.kind, e.detail, r.number, a.headline, o.timezone FROM events e "
            "JOIN articles a ON a.id = e.article_id JOIN outlets o ON o.id = a.outlet_id "
            "LEFT JOIN revisions r ON r.id = e.revision_id ORDER BY e.id DESC LIMIT ?",
            (number,),
        )
    )


def of_article(conn: sqlite3.Connection, article_id: int) -> list[Row]:
    """All events of an article, oldest first."""
    return _told(
        rows(
            conn,
            "SELECT e.id, e.article_id, e.at, e.kind, e.detail, r.number FROM events e "
            "LEFT JOIN revisions r ON r.id = e.revision_id WHERE e.article_id = ? ORDER BY e.id",
            (article_id,),
        )
    )


def _told(events: list[Row]) -> list[Row]:
    return [
        {**event, "label": label(event["kind"]), "told": _detail(event["kind"], event["detail"])} for event in events
    ]


def label(kind: str) -> str:
    return KINDS.get(kind, kind.replace("_", " "))


def _detail(kind: str, detail: str | None) -> str:
    """What a line can say of an event: the note, the old headline, the status."""
    try:
        said: Any = json.loads(detail or "{}")
    except ValueError:
        return ""
    if not isinstance(said, dict):
        return ""
    if kind == "corrected":
        return str(said.get("note", ""))
    if kind == "body_changed" and {"from", "to"} <= said.keys():
        return f"{said['from']} words, then {said['to']}"
    if kind == "removed" and "status" in said:
        return f"its address answers {said['status']}"
    if isinstance(before := said.get("from"), (str, int)) and before != "":
        return f"was: {before}"
    if isinstance(before, list) and before:
        return "was: " + ", ".join(map(str, before))
    return ""
