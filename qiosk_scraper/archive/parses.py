"""What parsers read in the captures that became revisions, read back as articles.

A revision is what an article said at one capture. When newer parsers read that capture again, theirs is another
revision of the same capture, and the older one stays: a capture's last parse is what holds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from qiosk_scraper.archive.faults import explained
from qiosk_scraper.archive.reader import Archive
from qiosk_scraper.archive.readings import corrections_of, photos_of
from qiosk_scraper.archive.records import Revision
from qiosk_scraper.items import Access, Answer, Article, Author

_ANSWERS = "SELECT field, layer, raw FROM answers WHERE revision_id = ?"
_ARTICLES = """
    SELECT a.id FROM articles a JOIN outlets o ON o.id = a.outlet_id
    WHERE a.id > ? AND (? IS NULL OR o.slug IN (SELECT value FROM json_each(?)))
      AND EXISTS (SELECT 1 FROM revisions r WHERE r.article_id = a.id
                  AND (? IS NULL OR r.seen_at >= ?) AND (? IS NULL OR r.seen_at <= ?))
    ORDER BY a.id LIMIT 200"""


@dataclass(frozen=True, slots=True)
class Parse:
    """One revision as the article that was read. Sections, tags, authors, language and access are those of its answers;
    of the teasers only the number is known."""

    revision: Revision
    article: Article
    teasers: int


def parses_of(archive: Archive, article_id: int) -> list[Parse]:
    """Every parse of an article, in the order of the revisions' numbers; empty for an unknown id."""
    revisions = archive.revisions(article_id)
    ids = [revision.id for revision in revisions]
    conn = archive.db.conn
    with explained(archive.path):
        photos, corrections = photos_of(conn, ids), corrections_of(conn, ids)
        answers = {one: tuple(Answer(*row) for row in conn.execute(_ANSWERS, (one,))) for one in ids}
        url, slug = conn.execute(
            "SELECT a.url, o.slug FROM articles a JOIN outlets o ON o.id = a.outlet_id WHERE a.id = ?", (article_id,)
        ).fetchone() or ("", "")
    found = []
    for revision in revisions:
        raw = {answer.field: answer.raw for answer in answers[revision.id]}
        access = raw.get("access")
        article = Article(
            url=url,
            canonical_url=raw.get("canonical_url"),
            outlet=slug,
            headline=revision.headline,
            dek=revision.dek,
            kicker=revision.kicker,
            sections=_names(raw.get("sections")),
            authors=_authors(raw.get("authors")),
            byline=revision.byline,
            published=revision.published_at,
            published_raw=revision.published_raw,
            modified=revision.modified_at,
            modified_raw=revision.modified_raw,
            language=raw.get("language"),
            tags=_names(raw.get("tags")),
            body=revision.body,
            photos=photos.get(revision.id, ()),
            corrections=corrections.get(revision.id, ()),
            access=access if access in get_args(Access) else "unknown",  # type: ignore[arg-type]
            search_headline=raw.get("search_headline"),
            answers=answers[revision.id],
        )
        found.append(Parse(revision, article, _number(raw.get("teasers"))))
    return found


def latest_of_each_capture(parses: Iterable[Parse]) -> list[Parse]:
    """The parse that holds of each capture, in the order in which the captures became revisions: the history of the
    outlet's edits, each capture as it was read last."""
    latest: dict[int, Parse] = {}
    for parse in sorted(parses, key=lambda one: one.revision.number):
        latest[parse.revision.capture_id] = parse  # keeps the place of the first
    return list(latest.values())


def article_ids(
    archive: Archive, outlets: Sequence[str] | None = None, since: str | None = None, until: str | None = None
) -> Iterator[int]:
    """Ids of the articles of these outlets (None: all) with a revision seen in that time, in ascending order.

    Read in portions, so that an archive of any size can be walked.
    """
    slugs = None if outlets is None else json.dumps(list(outlets))
    last = 0
    while True:
        with explained(archive.path):
            rows = archive.db.conn.execute(_ARTICLES, (last, slugs, slugs, since, since, until, until)).fetchall()
        for (one,) in rows:
            yield int(one)
        if not rows:
            return
        last = rows[-1][0]


def failures_of(archive: Archive, capture_id: int, field: str) -> list[tuple[str, str]]:
    """(layer, error) of the readers of a field that failed on a capture."""
    with explained(archive.path):
        return archive.db.conn.execute(
            "SELECT layer, error FROM reader_failures WHERE capture_id = ? AND field = ? ORDER BY layer",
            (capture_id, field),
        ).fetchall()


def _loaded(raw: str | None) -> list[Any]:
    """A list that an answer keeps as JSON; nothing of anything else."""
    try:
        value = json.loads(raw) if raw else []
    except ValueError:
        return []
    return value if isinstance(value, list) else []


def _names(raw: str | None) -> tuple[str, ...]:
    return tuple(one for one in _loaded(raw) if isinstance(one, str))


def _authors(raw: str | None) -> tuple[Author, ...]:
    return tuple(Author(one["name"], one.get("url")) for one in _loaded(raw) if isinstance(one, dict) and "name" in one)


def _number(raw: str | None) -> int:
    """`5 teasers`"""
    found = re.match(r"\d+", raw or "")
    return int(found[0]) if found else 0
