"""Full-text search over headline, dek, byline and text. What a user types is never read as query syntax."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args

from qiosk_scraper.archive.records import Hit
from qiosk_scraper.errors import ExitCode, QioskError

Sort = Literal["newest", "rank"]
FIELDS = ("headline", "dek", "byline", "text")
_PUBLISHED = "coalesce(a.published_at, a.first_seen_at)"
_WEIGHTS = "10.0, 4.0, 2.0, 1.0"
"""Of headline, dek, byline and text."""
_SNIPPET_TOKENS = 24
_MOST_TERMS = 64
"""FTS5 gives up on a query of some hundred terms (seen: "expression tree is too large", SQLite 3.40)."""
_LONGEST = 2_000
"""Characters of a query."""
_TERM = re.compile(r'"([^"]*)"?|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Scope:
    """Which articles are meant. All that is given has to hold.

    `query` is what a user typed, looked for in one `field` (headline, dek, byline, text) or in all; without it
    articles are found by the rest alone. `outlet` is a slug, `tag` a keyword as the page has it; `section`, `author`
    and `agency` (the source of a photo) are names, case and hyphens aside; `since` and `until` are dates or ISO 8601
    times between which an article was published (first seen, where the page gives no date), both included.
    """

    query: str | None = None
    field: str | None = None
    outlet: str | None = None
    section: str | None = None
    author: str | None = None
    agency: str | None = None
    since: str | None = None
    until: str | None = None
    tag: str | None = None

    def conditions(self) -> tuple[list[str], list[str]]:
        """SQL conditions on `articles_fts` (with a query alone), `articles a` and `outlets o`, and their values.

        Raises `QioskError` (exit 2) for a query without a word, an unknown field, a bad date.
        """
        where: list[str] = []
        values: list[str] = []

        def wanted(condition: str, value: str) -> None:
            where.append(condition)
            values.append(_bindable(value))

        if self.field is not None and self.field not in FIELDS:
            raise _usage(f"unknown field {self.field[:40]!r}", "field", f"choose one of {', '.join(FIELDS)}")
        if self.query is not None:
            terms = to_fts(self.query)
            wanted("articles_fts MATCH ?", f"{{{self.field}}} : ({terms})" if self.field else terms)
        if self.outlet is not None:
            wanted("o.slug = ?", self.outlet)
        if self.section is not None:
            wanted(
                "a.id IN (SELECT x.article_id FROM article_sections x WHERE x.section_id IN "
                "(SELECT s.id FROM sections s WHERE replace(lower(s.name), ' ', '-') = ?))",
                self.section.strip().lower().replace(" ", "-"),
            )
        if self.author is not None:
            wanted(
                "a.id IN (SELECT x.article_id FROM article_authors x WHERE x.author_id IN "
                "(SELECT u.id FROM authors u WHERE instr(replace(lower(u.name), '-', ' '), ?)))",
                self.author.strip().lower().replace("-", " "),
            )
        if self.agency is not None:
            wanted(
                "a.current_revision_id IN (SELECT x.revision_id FROM photos x "
                "WHERE instr(replace(lower(coalesce(x.agency, x.credit)), '-', ' '), ?))",
                self.agency.strip().lower().replace("-", " "),
            )
        if self.tag is not None:
            wanted(
                "a.id IN (SELECT x.article_id FROM article_tags x JOIN tags t ON t.id = x.tag_id WHERE t.name = ?)",
                self.tag,
            )
        if self.since is not None:
            wanted(f"{_PUBLISHED} >= ?", _bound(self.since, "--since"))
        if self.until is not None:
            before = "<" if _is_day(self.until) else "<="
            wanted(f"{_PUBLISHED} {before} ?", _bound(self.until, "--until", day_after=True))
        return where, values


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

    The rest narrows it down as in `Scope`. Sorted by arrival, latest first, whose cost does not grow with the number of
    hits; or by `rank` (bm25, the headline weighs most). Raises `QioskError` (exit 2) for a query without a word, a bad
    date, sort or limit.
    """
    to_fts(query)
    return found(conn, Scope(query, None, outlet, section, author, None, since, until), sort, limit, markers=markers)


def found(
    conn: sqlite3.Connection,
    scope: Scope,
    sort: Sort = "newest",
    limit: int = 20,
    skip: int = 0,
    markers: tuple[str, str] = ("[", "]"),
) -> list[Hit]:
    """The articles of a scope; `search` with all that can narrow it down. Without a query the beginning of the dek or
    of the text stands for the snippet, and the latest published come first."""
    if sort not in get_args(Sort):
        raise _usage(f"unknown sort {sort!r}", "--sort", "choose newest or rank")
    if limit < 1:
        raise _usage(f"limit {limit}", "--limit", "give a number from 1 up")
    where, values = scope.conditions()
    columns = "a.id, a.url, o.slug, a.headline, a.byline, a.published_at, a.first_seen_at, a.status"
    if scope.query is None:
        rows = conn.execute(
            f"SELECT {columns}, coalesce(a.dek, substr(a.text, 1, 200)), NULL "
            f"FROM articles a JOIN outlets o ON o.id = a.outlet_id WHERE {' AND '.join(where) or '1'} "
            "ORDER BY a.published_at DESC, a.id DESC LIMIT ? OFFSET ?",
            (*values, min(limit, 2**31), skip),
        )
        return [Hit(*row) for row in rows]
    rank = f"bm25(articles_fts, {_WEIGHTS})"
    rows = conn.execute(
        f"SELECT {columns}, "
        f"snippet(articles_fts, -1, ?, ?, '…', {_SNIPPET_TOKENS}), {rank if sort == 'rank' else 'NULL'} "
        "FROM articles_fts JOIN articles a ON a.id = articles_fts.rowid JOIN outlets o ON o.id = a.outlet_id "
        f"WHERE {' AND '.join(where)} "
        f"ORDER BY {'10, a.id DESC' if sort == 'rank' else 'articles_fts.rowid DESC'} LIMIT ? OFFSET ?",
        (*markers, *values, min(limit, 2**31), skip),
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
