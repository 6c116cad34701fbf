"""What a watcher of a crawl sees."""

from __future__ import annotations

import io
import re
import time

import pytest

from qiosk_scraper.progress import PlainLines, Silent, Tally, TerminalLine, progress_for


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def tally() -> Tally:
    counted = Tally(pages=12, articles=9, host="gazette.example")
    counted.verdicts.update(["new"] * 7 + ["changed", "same", "failed", "failed"])
    return counted


def test_the_line_names_pages_articles_verdicts_rate_and_host() -> None:
    line = tally().line()
    assert line.startswith("12 pages, 9 articles: 7 new, 1 changed, 1 same, 2 failed · ")
    assert "pages/s" in line and line.endswith("gazette.example")


def test_the_line_says_so_while_a_host_wants_rest() -> None:
    resting = tally()
    resting.rests |= {"gazette.example": time.monotonic() + 600.0, "post.example": time.monotonic() - 1.0}
    assert "gazette.example asked for 10m00s of rest" in resting.line()
    resting.rests["gazette.example"] = time.monotonic() - 1.0
    assert "rest" not in resting.line() and "pages/s" in resting.line()


def test_plain_lines_come_at_their_interval_and_without_escapes() -> None:
    stream = io.StringIO()
    lines = PlainLines(stream, interval=0.0)
    lines.start()
    lines.show(tally())
    lines.show(tally())
    assert len(stream.getvalue().splitlines()) == 2 and "\x1b" not in stream.getvalue()
    rare = io.StringIO()
    seldom = PlainLines(rare, interval=3600.0)
    seldom.start()
    seldom.show(tally())
    assert rare.getvalue() == ""


def test_a_terminal_has_one_live_line_that_goes_at_the_end() -> None:
    stream = Terminal()
    live = TerminalLine(stream)
    live.start()
    live.show(tally())
    live.show(tally())
    live.say("stopping")
    live.stop(tally())
    shown = stream.getvalue()
    assert "12 pages" in shown and "stopping" in shown
    assert shown.rstrip().endswith(("\x1b[2K", "\x1b[?25h"))


def test_the_display_fits_the_stream() -> None:
    assert isinstance(progress_for(Terminal()), TerminalLine)
    assert isinstance(progress_for(io.StringIO()), PlainLines)
    assert isinstance(progress_for(Terminal(), wanted=False), Silent)


def test_the_live_line_stays_one_line_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    stream = Terminal()
    live = TerminalLine(stream)
    live.start()
    live.show(tally())
    live.stop(tally())
    drawn = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", stream.getvalue()).replace("\r", "\n")
    lines = [line for line in drawn.split("\n") if line.strip()]
    assert lines and all(len(line) <= 40 for line in lines) and all("…" in line for line in lines if "pages" in line)
