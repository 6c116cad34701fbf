"""Fixtures that many files of tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from plain_site import PlainSite, plain_site

settings.register_profile("qiosk", deadline=None)  # how long an example takes says more of the machine than of us
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
