"""The outlets known by name: those that come with the package, one file each, found by looking into this folder, and
the user's own."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from qiosk_scraper import own_outlets
from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.normalise.urls import canonical_url
from qiosk_scraper.outlet import Outlet


@cache
def _shipped() -> dict[str, Outlet]:
    found: dict[str, Outlet] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        outlet = importlib.import_module(f"{__name__}.{module.name}").OUTLET
        if not isinstance(outlet, Outlet):
            raise TypeError(f"{module.name}.OUTLET is no Outlet")
        if outlet.slug in found:
            raise ValueError(f"two outlets with the slug {outlet.slug!r}")
        found[outlet.slug] = outlet
    return found


@cache
def _known() -> dict[str, Outlet]:
    return {**_shipped(), **own_outlets.load(own_outlets.folder())[0]}


def all_outlets() -> dict[str, Outlet]:
    """Every outlet by its slug, in order of their files' names; an own one stands in place of the shipped one."""
    return dict(_known())


def shipped_outlets() -> dict[str, Outlet]:
    """Those that come with the package."""
    return dict(_shipped())


def look_again() -> None:
    """Forgets what was read: an outlet's file was written since."""
    for remembered in (own_outlets.load, _shipped, _known, _by_host):
        remembered.cache_clear()


def find_outlet(slug: str) -> Outlet:
    """The outlet of that slug; QioskError (wrong usage) with the nearest name otherwise."""
    known = _known()
    if outlet := known.get(slug.strip().lower()):
        return outlet
    near = _nearest(slug.strip().lower(), known)
    to_do = f"did you mean {near!r}?" if near else "`qiosk outlets list` shows all"
    raise QioskError("unknown outlet", slug, to_do, ExitCode.USAGE)


def _nearest(slug: str, known: dict[str, Outlet]) -> str | None:
    """The slug meant by a misspelt slug, a name or its initials (`rs`)."""
    names: dict[str, str] = {}
    for outlet in known.values():
        names[outlet.slug] = outlet.slug
        names[outlet.name.lower()] = outlet.slug
        names["".join(word[0] for word in outlet.slug.split("-"))] = outlet.slug
    found = difflib.get_close_matches(slug, names, n=1, cutoff=0.5)
    if found:
        return names[found[0]]
    return next((names[name] for name in names if slug and len(slug) > 2 and slug in name), None)


def outlet_for_url(url: str) -> Outlet | None:
    """The known outlet that the address belongs to, `www.` or not; None for any other address."""
    canonical = canonical_url(url)
    if canonical is None:
        return None
    return _by_host().get(urlsplit(canonical).netloc.removeprefix("www."))


@cache
def _by_host() -> dict[str, Outlet]:
    """The outlets by host without `www.`; of two that share one the first."""
    found: dict[str, Outlet] = {}
    for outlet in _known().values():
        for name in outlet.hosts:
            found.setdefault(name.removeprefix("www."), outlet)
    return found


def outlet_on_the_fly(url: str) -> Outlet:
    """An outlet for any site: its host is slug and name, its pages are recognised one by one.

    QioskError (wrong usage) for what is no http(s) address.
    """
    canonical = canonical_url(url)
    if canonical is None:
        raise QioskError(
            "not a web address", url[:200], "give an http:// or https:// URL, or the slug of an outlet", ExitCode.USAGE
        )
    parts = urlsplit(canonical)
    return _made(parts.scheme, parts.netloc)


@lru_cache(maxsize=1024)
def _made(scheme: str, host: str) -> Outlet:
    slug = (
        f"ipv6.{host.strip('[]').replace(':', '-').replace(']-', '.')}"
        if host.startswith("[")
        else host.replace("_", "-").strip("-.")
    )
    bare = host.removeprefix("www.")
    alias = bare if host != bare else f"www.{host}"
    aliases = (alias,) if re.search(r"[a-z]", host) and ":" not in host else ()
    return Outlet(slug=slug, name=bare, home_url=f"{scheme}://{host}/", host_aliases=aliases)
