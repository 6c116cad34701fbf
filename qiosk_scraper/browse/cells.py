"""Cells of Datasette's tables: a text as its number of words, an article's id as a link to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from qiosk_scraper.browse import archives, page
from qiosk_scraper.browse.shown import web_address

if TYPE_CHECKING:
    from datasette.app import Datasette

_TEXTS = {("articles", "text"), ("revisions", "text"), ("revisions", "body"), ("robots_files", "body")}
_LONG = 400


def cell(datasette: Datasette, database: str, table: str | None, column: str, value: object) -> Any:
    """None where Datasette's own way is best."""
    if database not in archives.archives_in(datasette):
        return None
    if isinstance(value, str) and ((table, column) in _TEXTS or len(value) > _LONG):
        words = len(value.split())
        return f"{value[:60].strip()} … ({words:,} words)" if len(value) > 80 else None
    if isinstance(value, str) and value.startswith(("http://", "https://")) and not web_address(value):
        return value  # Datasette would make a link of anything that begins so
    if column == "article_id" and isinstance(value, int) and table is None:
        return Markup('<a href="{}">{}</a>').format(page.places(datasette, database).article(value), value)
    return None
