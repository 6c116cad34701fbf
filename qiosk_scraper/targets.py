"""What a user named, as outlets and the URLs to begin with. Nothing is opened here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import urlsplit

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import FrontierEntry
from qiosk_scraper.normalise.urls import canonical_url
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.outlets import find_outlet, outlet_for_url, outlet_on_the_fly
from qiosk_scraper.spiders.sources import all_sources, one_page
from qiosk_scraper.spiders.spelling import linked_without_slash


@dataclass(frozen=True)
class Start:
    """An outlet and where to begin: `seeds`, or None for its own sources (`sections` of them, all if empty)."""

    outlet: Outlet
    seeds: tuple[FrontierEntry, ...] | None = None
    sections: tuple[str, ...] = ()
    unslashed: frozenset[str] = frozenset()
    """Seeds that the user spelled without the slash at their end."""
    opened: tuple[str, ...] = ()
    """Local `address:port` that the user named: exactly these may be connected to."""

    def with_delay(self, delays: Mapping[str, float]) -> Start:
        """The same with the delay set for its outlet, if one is."""
        delay = delays.get(self.outlet.slug)
        return self if delay is None else replace(self, outlet=replace(self.outlet, delay=delay))


def starts_for(targets: Sequence[str], sections: Sequence[str] = ()) -> list[Start]:
    """One start for each outlet named, in order. Raises QioskError (USAGE) for a target or section that is none."""
    if not targets:
        raise QioskError("no target", "crawl", "name an outlet or a URL", ExitCode.USAGE)
    if sections and all(map(_is_url, targets)):
        to_do = "give the address of the section's own page, or an outlet's name as the target"
        raise QioskError("only outlets have sections, not addresses", f"--section {sections[0]}", to_do, ExitCode.USAGE)
    starts: dict[str, Start] = {}
    for target in targets:
        start = _start(target.strip(), tuple(sections))
        known = starts.get(start.outlet.slug)
        starts[start.outlet.slug] = start if known is None else _together(known, start)
    return list(starts.values())


def _start(target: str, sections: tuple[str, ...]) -> Start:
    if not _is_url(target):
        outlet = find_outlet(target)
        for section in sections:
            if section not in outlet.sections:
                raise _no_section(section, outlet)
        return Start(outlet, sections=sections)
    _check(target)
    outlet = outlet_for_url(target) or outlet_on_the_fly(target)
    entry = one_page(target, outlet)
    if entry is None:
        raise _no_target(target)
    unslashed = frozenset({entry.url} if linked_without_slash(target, entry.url) else ())
    return Start(outlet, (entry,), unslashed=unslashed, opened=_opened(entry.url))


def _together(one: Start, other: Start) -> Start:
    """Two targets of one outlet. Its own sources hold all there is to find, but the pages named are asked, too."""
    seeds = (*(one.seeds or ()), *(other.seeds or ()))
    if one.seeds is None or other.seeds is None:
        seeds = (*all_sources(one.outlet, one.sections or other.sections), *seeds)
    unslashed, opened = one.unslashed | other.unslashed, (*one.opened, *other.opened)
    return replace(one, seeds=tuple(dict.fromkeys(seeds)), unslashed=unslashed, opened=opened)


def _is_url(target: str) -> bool:
    """Whether a target is meant as an address: it has a scheme, right or wrong, or a path, or a dot."""
    head = target.partition("/")[0]
    return "/" in target or ":" in head or "." in head


def _check(target: str) -> None:
    try:
        parts = urlsplit(target)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise _no_target(target) from None
    if parts.scheme.lower() not in ("http", "https") or not host or canonical_url(target) is None:
        raise _no_target(target)


def _no_target(target: str) -> QioskError:
    to_do = "name an outlet (see `qiosk outlets list`) or a whole address such as https://example.org/news"
    return QioskError("not an outlet and not a web address", target[:200], to_do, ExitCode.USAGE)


def _no_section(section: str, outlet: Outlet) -> QioskError:
    near = get_close_matches(section, list(outlet.sections), n=1)
    names = ", ".join(outlet.sections) or "none"
    to_do = f"did you mean {near[0]!r}?" if near else f"there are: {names}"
    return QioskError(f"no section {section!r}", outlet.slug, to_do, ExitCode.USAGE)


def _opened(url: str) -> tuple[str, ...]:
    """`host:port` of an address that is not public, since the user named it; nothing for a public one."""
    from qiosk_scraper.fetching.addresses import is_loopback, why_refused, written_address

    parts = urlsplit(url)
    host = parts.hostname or ""
    written = written_address(host)
    if not is_loopback(host) and (written is None or why_refused(written) is None):
        return ()
    return (f"{host}:{parts.port or (443 if parts.scheme == 'https' else 80)}",)
