"""Running a command line in this process, as a user's shell would see it."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from qiosk_scraper.cli import main


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> str:
        """The one line that an error is; asserts that it is one, complete, and has nothing unprintable."""
        lines = self.err.splitlines()
        errors = [line for line in lines if line.startswith("error: ")]
        assert len(errors) == 1, self.err
        assert lines[-1] == errors[0], self.err
        assert self.err.endswith("\n")
        assert errors[0].isprintable()
        assert "Traceback" not in self.err
        what, _, rest = errors[0].removeprefix("error: ").partition(" (")
        assert what, errors[0]
        assert "): " in rest, errors[0]
        return errors[0]


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


def qiosk(*args: str, stdin: bytes = b"", terminal: bool = False) -> Ran:
    """Run `qiosk ARGS`; with `terminal`, stdout says that it is one."""
    kind = _Terminal if terminal else io.TextIOWrapper
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"),
        "stdout": kind(out, encoding="utf-8"),
        "stderr": io.TextIOWrapper(err, encoding="utf-8"),
    }
    with patch.multiple(sys, **streams):
        code = main(list(args))
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        return Ran(int(code), out.getvalue().decode("utf-8"), err.getvalue().decode("utf-8"))
