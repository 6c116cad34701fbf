"""What `--since` and `--until` understand."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.cli.periods import moment

NOW = datetime(2025, 3, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(("text", "iso"), [
    ("2025-01-01", "2025-01-01T00:00:00+00:00"),
    ("2025-01-01T12:30", "2025-01-01T12:30:00+00:00"),
    ("2025-01-01 12:30:05+02:00", "2025-01-01T10:30:05+00:00"),
    ("2025-01-01T12:30Z", "2025-01-01T12:30:00+00:00"),
    ("7d", "2025-03-03T12:00:00+00:00"),
    ("12h", "2025-03-10T00:00:00+00:00"),
    ("2w", "2025-02-24T12:00:00+00:00"),
    (" 7D ", "2025-03-03T12:00:00+00:00"),
    ("last", "last"),
])  # fmt: skip
def test_dates_times_and_so_long_ago(text: str, iso: str) -> None:
    assert moment(text, NOW) == iso


def test_until_a_day_means_its_end() -> None:
    assert moment("2025-01-31", NOW, end_of_day=True) == "2025-01-31T23:59:59+00:00"


@pytest.mark.parametrize("text", [
    "", "gestern", "2025-02-30", "2025", "01/02/2025", "7", "7y", "-7d", "999999w", "0000-01-01", "20250101",
    "0001-01-01T00:00+14:00",
])  # fmt: skip
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        moment(text, NOW)


@given(st.text())
def test_any_text_gives_a_moment_or_a_refusal(text: str) -> None:
    try:
        assert moment(text, NOW)
    except ValueError:
        return
