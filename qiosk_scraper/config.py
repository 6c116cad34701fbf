"""`qiosk.toml`: what a user sets once. Looked for in the working folder, then in the user's configuration folder.

Unknown keys and wrong types are refused before anything is fetched: a misspelt `delay` must not mean "no delay".
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class CrawlConfig:
    contact: str | None = None
    """A mail address or web page, told to every site in the user agent."""
    delay: float | None = None
    """Seconds between requests to a host, for outlets that declare none of their own."""
    max_articles: int | None = None
    max_requests: int | None = None


@dataclass(frozen=True)
class BrowseConfig:
    port: int | None = None


@dataclass(frozen=True)
class Config:
    """The configuration in force; None everywhere when there is no file."""

    archive: ArchiveConfig = field(default_factory=ArchiveConfig)
    crawl: CrawlConfig = field(default_factory=CrawlConfig)
    browse: BrowseConfig = field(default_factory=BrowseConfig)
    file: Path | None = None

    def in_force(self) -> dict[str, Any]:
        """`crawl.delay`-style key to value, those that are set."""
        return {
            f"{table}.{key}": value
            for table in KEYS
            for key in KEYS[table]
            if (value := getattr(getattr(self, table), key)) is not None
        }


Check = Callable[[Any], Any]
"""Gives the value to keep; raises ValueError for one that is not allowed."""


def _path(value: Any) -> Path:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError
    return Path(value)


def _contact(value: Any) -> str:
    """An address a site's operator can use; anything else would only look like one."""
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


MAX_DELAY = 3600.0
MAX_COUNT = 1_000_000_000

KEYS: Mapping[str, Mapping[str, tuple[Check, str]]] = {
    "archive": {"path": (_path, 'the archive\'s path, such as "data/archive.db"')},
    "crawl": {
        "contact": (_contact, "a mail address or an http(s) page in quotes"),
        "delay": (_number(0, MAX_DELAY), "seconds from 0 to 3600"),
        "max_articles": (_whole(1, MAX_COUNT), "a whole number from 1"),
        "max_requests": (_whole(1, MAX_COUNT), "a whole number from 1"),
    },
    "browse": {"port": (_whole(0, 65535), "a port from 0 to 65535")},
}
"""Table, key, how a value is checked, and what is allowed."""


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
    checked = {table: _checked(path, source, table, values) for table, values in tables.items()}
    return Config(
        archive=ArchiveConfig(**checked.get("archive", {})),
        crawl=CrawlConfig(**checked.get("crawl", {})),
        browse=BrowseConfig(**checked.get("browse", {})),
        file=path,
    )


def _checked(path: Path, source: str, table: str, values: Any) -> dict[str, Any]:
    if table not in KEYS:
        what = "table" if isinstance(values, dict) else "key"
        _refuse(f"unknown {what} {_quoted(table)}", _where(path, source, table, None), _allowed(table, KEYS, "[", "]"))
    if not isinstance(values, dict):
        _refuse(f"{table} is no table", _where(path, source, table, None), f"write [{table}] on a line of its own")
    kept = {}
    for key, value in values.items():
        where = _where(path, source, table, key)
        if key not in KEYS[table]:
            _refuse(f"unknown key {_quoted(key)} in [{table}]", where, _allowed(key, KEYS[table]))
        check, allowed = KEYS[table][key]
        try:
            kept[key] = check(value)
        except ValueError:
            _refuse(f"{table}.{key} cannot be {_quoted(value)}", where, f"write {allowed}")
    return kept


def _allowed(word: str, known: Mapping[str, Any], before: str = "", after: str = "") -> str:
    names = ", ".join(f"{before}{name}{after}" for name in known)
    near = get_close_matches(word, list(known), n=1)
    return f"did you mean {before}{near[0]}{after}? Allowed: {names}" if near else f"allowed: {names}"


def _quoted(value: Any) -> str:
    """The value as an error line may show it: short."""
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _where(path: Path, source: str, table: str, key: str | None) -> str:
    """File and, when it is found, line of a key: in its table, or written with a dot."""
    wanted = [table] if key is None else [table, key]
    current = ""
    for number, line in enumerate(source.splitlines(), 1):
        if header := re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line):
            current = dotted = header[1]
        elif name := re.match(r"\s*([^=#]+?)\s*=", line):
            dotted = f"{current}.{name[1]}".strip(".")
        else:
            continue
        names = [part.strip(" \"'") for part in dotted.split(".")]
        if names[: len(wanted)] == wanted:
            return f"{path} line {number}"
    return str(path)


def _refuse(what: str, where: str, to_do: str) -> NoReturn:
    raise QioskError(what, where, to_do, ExitCode.CONFIG)
