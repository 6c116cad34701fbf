"""What happened to articles, in the order of storing: new ones, and the events of those known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from qiosk_scraper.archive.reader import Archive


class Place(NamedTuple):
    """How far the archive was read: the largest ids seen."""

    article: int = 0
    event: int = 0


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. `kind` is `new`, or a kind of the table `events` with its `detail`."""

    at: str
    kind: str
    outlet: str
    article_id: int
    url: str
    headline: str | None
    detail: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        return {
            "event": self.kind,
            "at": self.at,
            "outlet": self.outlet,
            "article_id": self.article_id,
            "url": self.url,
            "headline": self.headline,
            "detail": self.detail,
        }


_NEW = """
    SELECT a.id, a.first_seen_at, o.slug, a.url, a.headline FROM articles a JOIN outlets o ON o.id = a.outlet_id
    WHERE a.id > ? ORDER BY a.id"""
_EVENTS = """
    SELECT e.id, e.at, e.kind, e.detail, o.slug, a.id, a.url, a.headline
    FROM events e JOIN articles a ON a.id = e.article_id JOIN outlets o ON o.id = a.outlet_id
    WHERE e.id > ? ORDER BY e.id"""


def last_place(path: Path) -> Place:
    """The end of an archive as it stands; the beginning of one that is not there yet."""
    if not path.exists():
        return Place()
    with Archive(path) as archive:
        article, event = archive.db.conn.execute(
            "SELECT (SELECT max(id) FROM articles), (SELECT max(id) FROM events)"
        ).fetchone()
        return Place(article or 0, event or 0)


def since(path: Path, place: Place) -> tuple[list[Happening], Place]:
    """What was stored after `place`, and the end of it. Raises `QioskError` as `Archive` does."""
    found: list[Happening] = []
    with Archive(path) as archive:
        last_article, last_event = place
        for article, at, slug, url, headline in archive.db.conn.execute(_NEW, (place.article,)):
            found.append(Happening(at, "new", slug, article, url, headline, {}))
            last_article = article
        for event, at, kind, detail, slug, article, url, headline in archive.db.conn.execute(_EVENTS, (place.event,)):
            found.append(Happening(at, kind, slug, article, url, headline, json.loads(detail or "{}")))
            last_event = event
    return found, Place(last_article, last_event)
