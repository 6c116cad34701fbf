"""What all our pages share: how one is made of a template, and what templates may use."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from qiosk_scraper.browse import archives, queries, shown
from qiosk_scraper.browse.places import Places

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response

LOOK = files("qiosk_scraper.browse") / "look"
STATIC = {"qiosk.css": "text/css; charset=utf-8", "qiosk.js": "text/javascript; charset=utf-8"}
RIGHTS = (
    "Articles and pictures belong to the outlets that published them. "
    "This archive is for your own reading and research."
)
_YEAR = "public, max-age=31536000, immutable"


async def show(
    datasette: Datasette,
    request: Request,
    template: str,
    context: Mapping[str, Any],
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A page of the archive that the address names."""
    from datasette.utils.asgi import Response

    name = archives.name_of(datasette, request)
    html = await datasette.render_template(
        template, {"database": name, "to": places(datasette, name), **context}, request=request, view_name="qiosk"
    )
    return Response.html(html, headers=dict(headers or {}))


def places(datasette: Datasette, name: str) -> Places:
    return Places.of(datasette, name, alone=len(archives.archives_in(datasette)) == 1)


def for_every_template(datasette: Datasette, database: str | None) -> dict[str, Any]:
    """`qiosk`, for Datasette's own pages too: where one is, the archives there are, the rights notice."""
    names = archives.archives_in(datasette)
    here = database if database in names else names[0] if len(names) == 1 else None
    return {
        "qiosk": {
            "here": places(datasette, here) if here else None,
            "archives": [places(datasette, name) for name in names],
            "rights": RIGHTS,
            "questions": queries.groups,
            "static": {name: str(datasette.urls.path(address)) for name, address in static_addresses().items()},
        }
    }


def prepare(env: Environment) -> None:
    """Our templates before Datasette's own, behind those of the user's `--template-dir`; and our filters."""
    env.loader = _loader(env)
    env.filters.update(
        moment=shown.moment, web_address=shown.web_address, count=shown.count, hours=shown.hours, span=shown.span,
        plural=shown.plural,
    )  # fmt: skip
    env.trim_blocks = env.lstrip_blocks = True


def _loader(env: Environment) -> ChoiceLoader:
    assert isinstance(env.loader, ChoiceLoader)
    first, *others = env.loader.loaders
    assert isinstance(first, FileSystemLoader)
    *before, defaults = first.searchpath
    ours = FileSystemLoader([*before, str(LOOK / "templates"), defaults])
    return ChoiceLoader([ours, *others])


@cache
def static_addresses() -> dict[str, str]:
    """File to its address, which changes with what is in it."""
    return {name: f"/-/qiosk/{_digest(name)}/{name}" for name in STATIC}


async def static(request: Request) -> Response:
    """A style sheet or script of ours."""
    from datasette.utils.asgi import NotFound, Response

    name = request.url_vars["name"]
    if name not in STATIC:
        raise NotFound("no such file")
    return Response(_static(name), content_type=STATIC[name], headers={"cache-control": _YEAR})


@cache
def _static(name: str) -> str:
    return (LOOK / "static" / name).read_text("utf-8")


def _digest(name: str) -> str:
    return hashlib.sha256(_static(name).encode()).hexdigest()[:12]
