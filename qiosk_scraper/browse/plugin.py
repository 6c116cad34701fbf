"""What is hooked into Datasette. Nothing of it shows where no archive of ours is served."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from qiosk_scraper.browse import (
    archives,
    article,
    captures,
    cells,
    charts_page,
    differences_page,
    errors,
    front,
    limits,
    metadata,
    page,
    queries,
    search_page,
    section_page,
    security,
)

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request
    from jinja2 import Environment

_A = r"^/(?P<database>[^/]+)"
_ARTICLE = _A + r"/articles/(?P<id>\d{1,18})(@(?P<number>\d{1,9}))?"


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    names = archives.archives_in(datasette)
    if not names:
        return []
    routes: list[tuple[str, Callable[..., Any]]] = [
        (r"^/-/qiosk/[0-9a-f]+/(?P<name>[^/]+)$", page.static),
        (rf"{_A}/-/front$", front.view),
        (rf"{_ARTICLE}$", article.view),
        (rf"{_ARTICLE}/article\.json$", article.record),
        (rf"{_ARTICLE}/cite/(?P<style>\w+)$", article.citation),
        (rf"{_A}/articles/(?P<id>\d{{1,18}})/differences$", differences_page.view),
        (rf"{_A}/articles/(?P<odd>\d+@[^/]*|\d{{19,}}[^/]*|[^/.]*[^\d/.][^/.]*)$", article.odd),
        (rf"{_A}/-/search$", search_page.view),
        (rf"{_A}/-/search\.(?P<kind>json|csv|atom)$", search_page.export),
        (rf"{_A}/-/sections$", section_page.view),
        (rf"{_A}/-/charts$", charts_page.view),
        (rf"{_A}/captures/(?P<id>\d{{1,18}})/(?P<kind>download|source)$", captures.view),
    ]
    return [(r"^/$", front.root), *routes] if len(names) == 1 else routes


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[security.App], security.App]:
    if not archives.archives_in(datasette):
        return lambda app: app
    hosts, reading_only = security.hosts_of(datasette), archives.only_archives(datasette)
    return lambda app: security.guarded(queries.with_defaults(app, datasette), hosts, reading_only=reading_only)


@hookimpl
def startup(datasette: Datasette) -> None:
    for name in archives.archives_in(datasette):
        limits.watch(datasette.databases[name], int(datasette.setting("sql_time_limit_ms")))


@hookimpl
def prepare_connection(conn: sqlite3.Connection, database: str, datasette: Datasette) -> None:
    if database in archives.archives_in(datasette):
        limits.bound(conn)


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    if archives.archives_in(datasette):
        page.prepare(env)


@hookimpl
def extra_template_vars(datasette: Datasette, database: str | None) -> dict[str, Any]:
    return page.for_every_template(datasette, database)


@hookimpl
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    return metadata.of(datasette)


@hookimpl
def canned_queries(datasette: Datasette, database: str) -> dict[str, Any]:
    return queries.canned(datasette, database)


@hookimpl
def render_cell(value: object, column: str, table: str | None, database: str, datasette: Datasette) -> Any:
    return cells.cell(datasette, database, table, column, value)


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Iterator[None]:
    """Our page in place of Datasette's, which also prints all local variables to stderr."""
    outcome = yield
    if datasette.pdb or not archives.archives_in(datasette):
        return
    for other in outcome.get_result():  # type: ignore[attr-defined]
        if hasattr(other, "close"):
            other.close()
    outcome.force_result([errors.answer(datasette, request, exception)])  # type: ignore[attr-defined]
