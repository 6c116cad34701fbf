"""`qiosk.toml`: what a user sets once. Looked for in the working folder, then in the user's configuration folder.

Unknown keys and wrong types are refused before anything is fetched: a misspelt `delay` must not mean "no delay".
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

from qiosk_scraper.errors import ExitCode, QioskError

FILE_NAME = "qiosk.toml"


@dataclass(frozen=True)
class ArchiveConfig:
    path: Path | None = None
    """The archive, when neither `--db` nor QIOSK_DB names one."""
    min_free: float | None = None
    """MiB that a crawl leaves free on the archive's disk."""


@dataclass(frozen=True)
class CrawlConfig:
    contact: str | None = None
    """A mail address or web page, told to every site in the user agent."""
    delay: float | None = None
    """Seconds between requests to a host, for outlets that declare none of their own."""
    max_articles: int | None = None
    max_requests: int | None = None
    max_failed: float | None = None
    """Percent of the pages of a run that may fail before its exit code says so."""


@dataclass(frozen=True)
class WatchConfig:
    targets: tuple[str, ...] | None = None
    """What `qiosk watch` watches when no target is named: names of outlets and addresses."""
    every: float | None = None
    """Hours between looks at the lists of an outlet that has none of its own in [outlets]."""


@dataclass(frozen=True)
class OutletConfig:
    """What differs for one outlet, named by its slug or, made on the fly, its host."""

    delay: float | None = None
    """Seconds between requests to its hosts."""
    every: float | None = None
    """Hours between looks at its lists by `qiosk watch`."""
    new_design: str | None = None
    """The day of a redesign that is known of: what was fetched before is no measure for what comes after."""


@dataclass(frozen=True)
class BrowseConfig:
    port: int | None = None


@dataclass(frozen=True)
class Config:
    """The configuration in force; None everywhere when there is no file."""

    archive: ArchiveConfig = field(default_factory=ArchiveConfig)
    crawl: CrawlConfig = field(default_factory=CrawlConfig)
    watch: WatchConfig = field(default_factory=WatchConfig)
    browse: BrowseConfig = field(default_factory=BrowseConfig)
    outlets: Mapping[str, OutletConfig] = field(default_factory=dict)
    file: Path | None = None

    def delays(self) -> dict[str, float]:
        """Outlet to the seconds between requests that are set for it."""
        return {name: outlet.delay for name, outlet in self.outlets.items() if outlet.delay is not None}

    def rhythms(self) -> dict[str, float]:
        """Outlet to the hours between looks at its lists that are set for it."""
        return {name: outlet.every for name, outlet in self.outlets.items() if outlet.every is not None}

    def designs(self) -> dict[str, str]:
        """Outlet to the day from which on its pages are compared with each other."""
        return {name: outlet.new_design for name, outlet in self.outlets.items() if outlet.new_design is not None}

    def in_force(self) -> dict[str, Any]:
        """`crawl.delay`-style key to value, those that are set."""
        named: dict[str, Any] = {table: getattr(self, table) for table in KEYS}
        named |= {f'outlets."{name}"': outlet for name, outlet in self.outlets.items()}
        return {
            f"{table}.{key.name}": value
            for table, values in named.items()
            for key in fields(values)
            if (value := getattr(values, key.name)) is not None
        }


Check = Callable[[Any], Any]
"""Gives the value to keep; raises ValueError for one that is not allowed."""


def _path(value: Any) -> Path:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError
    return Path(value)


def contact_of(value: Any) -> str:
    """An address a site's operator can use. ValueError for anything else: it would only look like one."""
    if not isinstance(value, str) or not value.isascii() or not value.isprintable():
        raise ValueError
    text = value.removeprefix("mailto:")
    if re.fullmatch(r"[^@\s<>():/]+@[^@\s<>()]+\.[A-Za-z]{2,}", text):
        return text
    parts = urlsplit(text)
    if (
        parts.scheme in ("http", "https")
        and parts.hostname
        and "." in parts.hostname
        and not re.search(r"[\s@()<>]", text)
    ):
        return text
    raise ValueError


def _number(low: float, high: float) -> Check:
    def check(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise ValueError
        return float(value)

    return check


def _whole(low: int, high: int) -> Check:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return check


_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*([mhd])")
_IN_HOURS = {"m": 1 / 60, "h": 1.0, "d": 24.0}


def hours(value: Any) -> float:
    """`"30m"`, `"6h"`, `"1d"` as hours. ValueError for anything else, and outside of a minute to a year."""
    found = _LENGTH.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    if found is None or not 1 / 60 <= (length := float(found[1]) * _IN_HOURS[found[2]]) <= 365 * 24:
        raise ValueError(value)
    return length


def _day(value: Any) -> str:
    """A day as TOML writes it, with or without quotes."""
    text = value.isoformat() if isinstance(value, date) else value
    if not isinstance(text, str):
        raise ValueError
    return date.fromisoformat(text[:10]).isoformat()


def _targets(value: Any) -> tuple[str, ...]:
    from qiosk_scraper.normalise.urls import canonical_url
    from qiosk_scraper.outlets import all_outlets

    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise ValueError
    for target in value:
        if canonical_url(target) is None and target not in all_outlets():
            raise ValueError(target)
    return tuple(value)


MAX_DELAY = 3600.0
MAX_COUNT = 1_000_000_000

KEYS: Mapping[str, Mapping[str, tuple[Check, str]]] = {
    "archive": {
        "path": (_path, 'the archive\'s path, such as "data/archive.db"'),
        "min_free": (_number(0, MAX_COUNT), "MiB to stay free on its disk, 0 for none"),
    },
    "crawl": {
        "contact": (contact_of, "a mail address or an http(s) page in quotes"),
        "delay": (_number(0, MAX_DELAY), "seconds from 0 to 3600"),
        "max_articles": (_whole(1, MAX_COUNT), "a whole number from 1"),
        "max_requests": (_whole(1, MAX_COUNT), "a whole number from 1"),
        "max_failed": (_number(0, 100), "percent from 0 to 100"),
    },
    "watch": {
        "targets": (_targets, "a list of outlets' names and of http(s) addresses, each in quotes"),
        "every": (hours, 'a length of time from a minute to a year, such as "30m", "6h" or "1d"'),
    },
    "browse": {"port": (_whole(0, 65535), "a port from 0 to 65535")},
}
"""Table, key, how a value is checked, and what is allowed."""
OUTLETS = "outlets"
"""The table of tables: `[outlets.responsible-statecraft]`, `[outlets."gazette.example"]`."""
OUTLET_KEYS: Mapping[str, tuple[Check, str]] = {
    "delay": KEYS["crawl"]["delay"],
    "every": KEYS["watch"]["every"],
    "new_design": (_day, "the day of its redesign, such as 2026-03-01"),
}


def find_config(named: Path | None = None) -> Config:
    """The named file, else `./qiosk.toml`, else the user's; defaults when there is none.

    Raises QioskError (CONFIG) when the file is named but missing, unreadable, or says something not understood.
    """
    if named is not None:
        return read_config(named)
    home = Path(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"))
    for path in (Path(FILE_NAME), home / "qiosk" / FILE_NAME):
        if os.path.isfile(path):  # False, and no error, below a folder that we may not look into
            return read_config(path)
    return Config()


def read_config(path: Path) -> Config:
    """The configuration of one file. Raises QioskError (CONFIG) naming file, line, key and what is allowed."""
    try:
        source = path.read_bytes().decode("utf-8-sig")
        tables = tomllib.loads(source)
    except FileNotFoundError:
        _refuse("no such configuration file", str(path), "check the path after --config")
    except OSError as error:
        _refuse(
            f"configuration not readable: {(error.strerror or 'unknown reason').lower()}", str(path), "name a text file"
        )
    except UnicodeDecodeError:
        _refuse("configuration is not UTF-8 text", str(path), "save it as UTF-8")
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        where = f"{path} line {found[1] if found else len(source.splitlines())}"  # without one: "at end of document"
        _refuse(f"configuration is not TOML: {re.sub(r' [(]at .*', '', str(error))}", where, "correct that line")
    except RecursionError:
        _refuse("configuration is nested too deeply", str(path), "keep to tables and plain values")
    outlets = _outlets(path, source, tables.pop(OUTLETS, {}))
    checked = {table: _checked(path, source, table, values) for table, values in tables.items()}
    return Config(
        archive=ArchiveConfig(**checked.get("archive", {})),
        crawl=CrawlConfig(**checked.get("crawl", {})),
        watch=WatchConfig(**checked.get("watch", {})),
        browse=BrowseConfig(**checked.get("browse", {})),
        outlets=outlets,
        file=path,
    )


def _checked(path: Path, source: str, table: str, values: Any) -> dict[str, Any]:
    if table not in KEYS:
        what = "table" if isinstance(values, dict) else "key"
        known = {**KEYS, OUTLETS: None}
        _refuse(f"unknown {what} {_quoted(table)}", _where(path, source, table), _allowed(table, known, "[", "]"))
    return _checked_values(path, source, (table,), values, KEYS[table])


def _checked_values(
    path: Path, source: str, table: tuple[str, ...], values: Any, keys: Mapping[str, tuple[Check, str]]
) -> dict[str, Any]:
    name = ".".join(table)
    if not isinstance(values, dict):
        _refuse(f"{name} is no table", _where(path, source, *table), f"write [{name}] on a line of its own")
    kept = {}
    for key, value in values.items():
        where = _where(path, source, *table, key)
        if key not in keys:
            _refuse(f"unknown key {_quoted(key)} in [{name}]", where, _allowed(key, keys))
        check, allowed = keys[key]
        try:
            kept[key] = check(value)
        except ValueError:
            _refuse(f"{name}.{key} cannot be {_quoted(value)}", where, f"write {allowed}")
    return kept


def _outlets(path: Path, source: str, tables: Any) -> dict[str, OutletConfig]:
    if not isinstance(tables, dict):
        _refuse("outlets is no table", _where(path, source, OUTLETS), "write [outlets.NAME] on a line of its own")
    found = {}
    for name, values in tables.items():
        _check_outlet(path, source, name)
        found[name] = OutletConfig(**_checked_values(path, source, (OUTLETS, name), values, OUTLET_KEYS))
    return found


def _check_outlet(path: Path, source: str, name: str) -> None:
    """A shipped outlet's slug, or a host: of those made on the fly."""
    from qiosk_scraper.outlets import all_outlets

    if name not in all_outlets() and not re.fullmatch(r"(?=.*[.:])[a-z0-9.:\-]+", name):
        where, known = _where(path, source, OUTLETS, name), dict.fromkeys(all_outlets())
        _refuse(f"unknown outlet {_quoted(name)}", where, f"{_allowed(name, known)}, and hosts in quotes")


def _allowed(word: str, known: Mapping[str, Any], before: str = "", after: str = "") -> str:
    names = ", ".join(f"{before}{name}{after}" for name in known)
    near = get_close_matches(word, list(known), n=1)
    return f"did you mean {before}{near[0]}{after}? Allowed: {names}" if near else f"allowed: {names}"


def _quoted(value: Any) -> str:
    """The value as an error line may show it: short."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


_NAME = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\"'\s]+)")


def _where(path: Path, source: str, *wanted: str) -> str:
    """File and, when it is found, line of a key: in its table, or written with a dot."""
    current: list[str] = []
    for number, line in enumerate(source.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            current = names = _names(header[1])
        elif name := re.match(r"\s*([^=#]+?)\s*=", line):
            names = [*current, *_names(name[1])]
        else:
            continue
        if tuple(names[: len(wanted)]) == wanted:
            return f"{path} line {number}"
    return str(path)


def _names(dotted: str) -> list[str]:
    """The parts of a dotted key; a quoted one may have dots in it."""
    return [next(filter(None, found.groups()), "") for found in _NAME.finditer(dotted)]


def _refuse(what: str, where: str, to_do: str) -> NoReturn:
    raise QioskError(what, where, to_do, ExitCode.CONFIG)
