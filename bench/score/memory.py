"""Peak memory of each contender: a fresh process that reads the annotated pages one at a time."""

from __future__ import annotations

import logging
import subprocess
import sys
import warnings
from collections.abc import Iterable
from pathlib import Path

from .contenders import installed
from .pages import texts


def peaks(names: Iterable[str], folder: Path) -> dict[str, float]:
    """MiB that each contender's process held at most; one that ends badly is left out."""
    found: dict[str, float] = {}
    for name in names:
        ended = subprocess.run(
            [sys.executable, "-m", "bench.score.memory", name, str(folder)], capture_output=True, text=True, check=False
        )
        if ended.returncode == 0:
            found[name] = float(ended.stdout)
    return found


def _read_all(name: str, folder: Path) -> None:
    call = installed((name,))[name]
    for html in texts(folder):
        try:
            call(html, "https://www.example.org/news/a-story")
        except Exception:
            continue  # its memory counts all the same


def _peak() -> float:
    """MiB. `VmHWM` begins anew with the program; `ru_maxrss` still holds the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    _read_all(sys.argv[1], Path(sys.argv[2]))
    print(f"{_peak():.1f}")
