"""Questions that analysts ask of an archive, each as one SELECT: `NAME.sql` beside this file, and `docs/recipes.md`.

A recipe begins with comments: its title, what it tells, `group: NAME`, and a line `:name [default] meaning` for each
parameter. Parameters are texts, and may be empty, as a form sends them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

GROUPS = ("Placement", "Edits", "Photos", "Coverage", "Links and copies", "Crawls")
"""In the order of the page."""
_PARAMETER = re.compile(r":(\w+) \[([^]]*)] (\S.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A named value of a recipe, without the colon."""

    name: str
    default: str
    about: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """A question, and the SELECT that answers it."""

    name: str
    group: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    sql: str

    def values(self, given: Mapping[str, str] | None = None) -> dict[str, str]:
        """Every parameter with the value given, else its default. Raises KeyError for one that the recipe has not."""
        values = {parameter.name: parameter.default for parameter in self.parameters}
        for name, value in (given or {}).items():
            if name not in values:
                raise KeyError(f"{self.name} has no parameter {name!r}")
            values[name] = value
        return values


@cache
def recipes() -> Mapping[str, Recipe]:
    """All of them by name, group by group, in alphabetical order."""
    folder = files(__package__)
    found = [
        read(file.name.removesuffix(".sql"), file.read_text("utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".sql")
    ]
    return {one.name: one for one in sorted(found, key=lambda one: (GROUPS.index(one.group), one.name))}


def read(name: str, text: str) -> Recipe:
    """A recipe from its file. Raises ValueError when a part of its head is missing."""
    head: list[str] = []
    lines = text.splitlines()
    while len(head) < len(lines) and lines[len(head)].startswith("--"):
        head.append(lines[len(head)].removeprefix("--").strip())
    sql = "\n".join(lines[len(head) :]).strip().removesuffix(";")
    title, *rest = head or [""]
    parameters = [Parameter(*match.groups()) for line in rest if (match := _PARAMETER.fullmatch(line))]
    group = next((line.removeprefix("group: ") for line in rest if line.startswith("group: ")), "")
    about = " ".join(line for line in rest if not line.startswith((":", "group: ")))
    if not (title and about and group in GROUPS and sql and len(parameters) == sum(one[:1] == ":" for one in rest)):
        raise ValueError(f"{name}.sql: the head of a recipe is its title, what it tells, its group and its parameters")
    return Recipe(name, group, title, about, tuple(parameters), sql)


def markdown() -> str:
    """The page of recipes: what there is, then each with its parameters and its SQL."""
    return "\n".join(_lines()).rstrip() + "\n"


_INTRODUCTION = """\
# Recipes

Written by `make docs` from `qiosk_scraper/recipes/*.sql`; change those, not this file. Each is one SELECT: run it in
`sqlite3 data/archive.db`, in `qiosk browse` (SQL), or from Python:

```python
import sqlite3
from qiosk_scraper.recipes import recipes

recipe = recipes()["section_page_at"]
connection = sqlite3.connect("file:data/archive.db?mode=ro", uri=True)
for row in connection.execute(recipe.sql, recipe.values({"page": "qiosk", "at": "2025-03-28 17:30"})):
    print(row)
```

In the `sqlite3` shell a parameter is set with `.parameter set :page qiosk`; all of a recipe's have to be set. Times are
UTC. Tables and columns are described in [archive.md](archive.md)."""


def _lines() -> Iterator[str]:
    yield from _INTRODUCTION.splitlines()
    for group in GROUPS:
        chosen = [recipe for recipe in recipes().values() if recipe.group == group]
        yield ""
        yield f"## {group}"
        yield ""
        yield from (f"- [{recipe.title}](#{recipe.name})" for recipe in chosen)
        for recipe in chosen:
            yield from _section(recipe)


def _section(recipe: Recipe) -> Iterator[str]:
    yield ""
    yield f"### {recipe.name}"
    yield ""
    yield f"**{recipe.title}.** {recipe.about}"
    if recipe.parameters:
        yield ""
        yield "| parameter | default | |"
        yield "| --- | --- | --- |"
        for one in recipe.parameters:
            yield f"| `:{one.name}` | {f'`{one.default}`' if one.default else '(empty)'} | {one.about} |"
    yield ""
    yield "```sql"
    yield recipe.sql
    yield "```"
