"""Full-text search over headline, dek, byline and text. What a user types is never read as query syntax."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args

from qiosk_scraper.archive.records import Hit
from qiosk_scraper.errors import ExitCode, QioskError

Sort = Literal["newest", "rank"]
_WEIGHTS = "10.0, 4.0, 2.0, 1.0"
"""Of headline, dek, byline and text."""
_SNIPPET_TOKENS = 24
_MOST_TERMS = 64
"""FTS5 gives up on a query of some hundred terms (seen: "expression tree is too large", SQLite 3.40)."""
_LONGEST = 2_000
"""Characters of a query."""
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


def search(
    conn: sqlite3.Connection,
    query: str,
    *,
    outlet: str | None = None,
    section: str | None = None,
    author: str | None = None,
    since: str | None = None,
    until: str | None = None,
    sort: Sort = "newest",
    limit: int = 20,
    markers: tuple[str, str] = ("[", "]"),
) -> list[Hit]:
    """Articles that hold every word of `query`, each "quoted phrase" as it stands, and a word beginning with `word*`.

    `outlet` is a slug; `section` and `author` are names, case and hyphens aside; `since` and `until` are dates or ISO
    8601 times between which an article was published (first seen, where the page gives no date), both included. Sorted
    by arrival, latest first, whose cost does not grow with the number of hits; or by `rank` (bm25, the headline weighs
    most). Raises `QioskError` (exit 2) for a query without a word, a bad date, sort or limit.
    """
    if sort not in get_args(Sort):
        raise _usage(f"unknown sort {sort!r}", "--sort", "choose newest or rank")
    if limit < 1:
        raise _usage(f"limit {limit}", "--limit", "give a number from 1 up")
    where, values = ["articles_fts MATCH ?"], [to_fts(query)]
    if outlet is not None:
        where.append("o.slug = ?")
        values.append(outlet)
    if section is not None:
        where.append(
            "EXISTS (SELECT 1 FROM article_sections x JOIN sections s ON s.id = x.section_id WHERE x.article_id = a.id "
            "AND replace(lower(s.name), ' ', '-') = ?)"
        )
        values.append(_bindable(section).strip().lower().replace(" ", "-"))
    if author is not None:
        where.append(
            "EXISTS (SELECT 1 FROM article_authors x JOIN authors u ON u.id = x.author_id WHERE x.article_id = a.id "
            "AND instr(replace(lower(u.name), '-', ' '), ?))"
        )
        values.append(_bindable(author).strip().lower().replace("-", " "))
    if since is not None:
        where.append("coalesce(a.published_at, a.first_seen_at) >= ?")
        values.append(_bound(since, "--since"))
    if until is not None:
        where.append(
            "coalesce(a.published_at, a.first_seen_at) < ?"
            if _is_day(until)
            else "coalesce(a.published_at, a.first_seen_at) <= ?"
        )
        values.append(_bound(until, "--until", day_after=True))
    rank = f"bm25(articles_fts, {_WEIGHTS})"
    rows = conn.execute(
        f"SELECT a.id, a.url, o.slug, a.headline, a.byline, a.published_at, a.first_seen_at, a.status, "
        f"snippet(articles_fts, -1, ?, ?, '…', {_SNIPPET_TOKENS}), {rank if sort == 'rank' else 'NULL'} "
        "FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid JOIN outlets o ON o.id = a.outlet_id "
        f"WHERE {' AND '.join(where)} "
        f"ORDER BY {'10, a.id DESC' if sort == 'rank' else 'articles_fts.rowid DESC'} LIMIT ?",
        (*markers, *map(_bindable, values), min(limit, 2**31)),
    )
    return [Hit(*row) for row in rows]


def to_fts(query: str) -> str:
    """A user's words as an FTS5 query: each word or phrase quoted, all of them wanted.

    Raises `QioskError` (exit 2) when there is no word in it, or too many.
    """
    if len(query) > _LONGEST:
        raise _usage(f"query of {len(query):,} characters", "search", f"use at most {_LONGEST:,}")
    terms = []
    for phrase, word in _TERM.findall(_bindable(query)):
        text = phrase or word
        if any(character.isalnum() for character in text):
            prefix = "*" if word.endswith("*") and len(word) > 1 else ""
            terms.append('"' + text.rstrip("*").replace('"', '""') + '"' + prefix)
    if not terms:
        raise _usage("nothing to search for", repr(query[:40]), "give at least one word")
    if len(terms) > _MOST_TERMS:
        raise _usage(f"query of {len(terms)} words", "search", f"use at most {_MOST_TERMS}")
    return " ".join(terms)


def _bindable(text: str) -> str:
    """Text that SQLite takes whole."""
    return text.replace("\0", " ").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_day(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()) is not None


def _bound(text: str, option: str, *, day_after: bool = False) -> str:
    """A date or time as the archive writes times; a date alone as its first moment, or that of the day after."""
    try:
        if _is_day(text):
            day = date.fromisoformat(text.strip()) + timedelta(days=day_after)
            return datetime.combine(day, time(), UTC).isoformat()
        at = datetime.fromisoformat(text.strip())
        return (at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)).isoformat()
    except (ValueError, OverflowError):
        raise _usage(f"no date: {text[:40]!r}", option, "write it as 2025-01-31") from None


def _usage(what: str, where: str, to_do: str) -> QioskError:
    return QioskError(what, where, to_do, ExitCode.USAGE)
