"""The recipes as Datasette's canned queries, their parameters filled in with the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from qiosk_scraper.archive import schema
from qiosk_scraper.archive.dictionary import descriptions
from qiosk_scraper.browse import archives
from qiosk_scraper.recipes import GROUPS, Recipe, recipes

if TYPE_CHECKING:
    from datasette.app import Datasette

    from qiosk_scraper.browse.security import App, Receive, Scope, Send


@cache
def named() -> Mapping[str, Recipe]:
    """Recipe by the name of its query: its own, unless a table or view has that name already."""
    taken = {table for table, _, _ in descriptions(schema.text())}
    return {f"{name}_recipe" if name in taken else name: recipe for name, recipe in recipes().items()}


def groups() -> list[tuple[str, list[tuple[str, Recipe]]]]:
    """Group by group, as on the page of recipes."""
    return [(group, [item for item in named().items() if item[1].group == group]) for group in GROUPS]


def canned(datasette: Datasette, database: str) -> dict[str, Any]:
    """For Datasette."""
    if database not in archives.archives_in(datasette):
        return {}
    return {
        name: {
            "sql": recipe.sql, "title": recipe.title, "description": _description(recipe),
            "params": [parameter.name for parameter in recipe.parameters],
        }
        for name, recipe in named().items()
    }  # fmt: skip


def with_defaults(app: App, datasette: Datasette) -> App:
    """A recipe opened without its parameters gets their defaults; Datasette knows none."""

    async def filled(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (recipe := _asked(datasette, scope["path"])):
            given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            names = {name for name, _ in given}
            missing = [(one.name, one.default) for one in recipe.parameters if one.name not in names]
            if missing:
                scope = {**scope, "query_string": urlencode([*given, *missing]).encode("ascii")}
        await app(scope, receive, send)

    return filled


def _asked(datasette: Datasette, path: str) -> Recipe | None:
    database, _, name = path.removeprefix(str(datasette.setting("base_url"))).strip("/").partition("/")
    recipe = named().get(name.partition(".")[0])
    return recipe if recipe and recipe.parameters and database in archives.archives_in(datasette) else None


def _description(recipe: Recipe) -> str:
    told = [f"{one.name}: {one.about}." for one in recipe.parameters]
    return " ".join([recipe.about, *told]).replace("`", "")
