"""What the project declares to need: each is used, explained, pinned, and looked at by `qiosk doctor`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from qiosk_scraper.cli.doctor import CORE

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
MODULES = {"beautifulsoup4": "bs4", "service-identity": "service_identity", "sqlite-utils": "sqlite_utils"}
BY_OTHERS = {"cssselect": "lxml.cssselect", "tzdata": "zoneinfo"}
"""Needed by a module that is imported, which does not bring it along."""


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=!~; \[]", one, maxsplit=1)[0] for one in requirements]


@pytest.mark.parametrize("name", names(PROJECT["dependencies"]))
def test_a_core_dependency_is_imported_by_the_package(name: str) -> None:
    module = BY_OTHERS.get(name) or MODULES.get(name, name)
    statement = re.compile(rf"^\s*(?:from|import) {re.escape(module)}\b", re.MULTILINE)
    assert any(statement.search(file.read_text()) for file in (ROOT / "qiosk_scraper").rglob("*.py"))


def test_every_dependency_is_explained_and_pinned() -> None:
    extras = PROJECT["optional-dependencies"].values()
    wanted = names([*PROJECT["dependencies"], *(one for extra in extras for one in extra)])
    explained = (ROOT / "docs" / "dependencies.md").read_text()
    pinned = {line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines()}
    assert [name for name in wanted if not re.search(rf"\b{re.escape(name)}\b", explained)] == []
    assert [name for name in wanted if name.lower() not in pinned] == []


def test_the_doctor_looks_at_every_core_dependency() -> None:
    assert sorted(CORE) == sorted(names(PROJECT["dependencies"]))
