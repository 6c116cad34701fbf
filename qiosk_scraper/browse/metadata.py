"""Titles, descriptions and habits of every table, from the archive's own data dictionary."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qiosk_scraper.archive.connection import connect_for_reading
from qiosk_scraper.browse import archives
from qiosk_scraper.browse.page import RIGHTS
from qiosk_scraper.errors import QioskError

if TYPE_CHECKING:
    from datasette.app import Datasette

HIDDEN = (
    "_sqlite_migrations", "article_authors", "article_sections", "article_tags", "crawl_outlets", "dictionaries",
    "fingerprints", "payloads", "row_digests", "sqlite_stat1", "sqlite_stat4",
)  # fmt: skip
"""Tables that join others, or that only programs read."""
NEWEST_FIRST = (
    "captures", "corrections", "crawls", "events", "fetches", "frontier", "photos", "quarantine", "revisions",
    "teasers",
)  # fmt: skip
LABELS = {"articles": "headline", "authors": "name", "captures": "url", "outlets": "name", "sections": "name",
          "tags": "name"}  # fmt: skip
FACETS = {
    "articles": ["outlet_id", "status", "access"],
    "events": ["kind"],
    "fetches": ["kind", "outcome"],
    "photos": ["role"],
    "quarantine": ["reason"],
    "teasers": ["page_kind"],
    "frontier": ["kind", "state"],
}  # fmt: skip
SIZE = 25
_NOT_DESCRIBED = "This archive holds no descriptions of its columns; docs/archive.md of qiosk has them."


def of(datasette: Datasette) -> dict[str, Any]:
    """What Datasette shows of each archive; the user's own metadata goes over it."""
    names = archives.archives_in(datasette)
    if not names:
        return {}
    databases = {name: _database(Path(str(datasette.databases[name].path)), name) for name in names}
    title = f"Articles in {names[0]}" if len(names) == 1 else "Archives of articles"
    return {"title": title, "license": RIGHTS, "databases": databases}


def _database(path: Path, name: str) -> dict[str, Any]:
    described = _described(str(path), path.stat().st_ino if path.exists() else 0)
    description = "An archive of news articles, made with qiosk." + ("" if described else f" {_NOT_DESCRIBED}")
    tables = {table: _table(table, columns) for table, columns in described.items()}
    for table in HIDDEN:
        tables.setdefault(table, {})["hidden"] = True
    # Without fts_table there is no search box: Datasette (0.65) finds an index only by `content="articles"` in its
    # definition, with these very quotes.
    tables.setdefault("articles", _table("articles", {})).update(
        fts_table="articles_fts", fts_pk="id", sort_desc="published_at"
    )
    return {"title": f"Articles in {name}", "description": description, "tables": tables}


def _table(name: str, columns: dict[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {"size": SIZE}
    if about := columns.get("", "").replace("`", ""):
        made["description"] = about
    if told := {column: text for column, text in columns.items() if column}:
        made["columns"] = told
    if name in LABELS:
        made["label_column"] = LABELS[name]
    if name in FACETS:
        made["facets"] = FACETS[name]
    if name in NEWEST_FIRST:
        made["sort_desc"] = "id"
    return made


@lru_cache(maxsize=32)
def _described(path: str, _inode: int) -> dict[str, dict[str, str]]:
    """Table to column to description, the table's own under ""; empty when the file has none."""
    found: dict[str, dict[str, str]] = {}
    try:
        with closing(connect_for_reading(Path(path))) as conn:
            for table, column, text in conn.execute("SELECT table_name, column_name, description FROM data_dictionary"):
                found.setdefault(table, {})[column] = text
    except (sqlite3.Error, QioskError):
        return {}
    return found
