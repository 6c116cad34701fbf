"""Fixtures that many files of tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsed import Site, browsing
from demo_days import crawl_day
from hypothesis import settings
from plain_site import PlainSite, plain_site
from verified import fill

# How long an example takes says more of the machine than of us. The suite says the same of the same code each time;
# `make properties` looks further, with examples of its own.
settings.register_profile("qiosk", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1_000, print_blob=True)
settings.load_profile("qiosk")


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where an archive may be made; there is none yet."""
    return tmp_path / "archive.db"


@pytest.fixture
def site() -> Iterator[PlainSite]:
    """A paper of plain HTML on 127.0.0.1, with its log of what was asked."""
    with plain_site() as running:
        yield running


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the demo outlet's two days, made once for all: it is only to be read."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    crawl_day(path, 1)
    crawl_day(path, 2)
    return path


@pytest.fixture(scope="module")
def demo_site(demo: Path) -> Iterator[Site]:
    """The pages over that archive."""
    with browsing(demo) as running:
        yield running


@pytest.fixture(scope="session")
def full_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with something in every table that storing visits fills, made once for all: it is to be copied."""
    path = tmp_path_factory.mktemp("full") / "archive.db"
    fill(path)
    return path
