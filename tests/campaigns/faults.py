"""Every row of the fault outlet, each in a crawl and a process of its own: what came of it, and what it cost.

    python tests/campaigns/faults.py [NAME...]

The crawl's process and the one that reads heavy pages are measured at their largest, the outlet's is another.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from fault_outlet import fault_outlet
from fault_outlet.cases import Case
from fault_outlet.crawled import HASTY, SHORT, faults_of, serve
from fault_outlet.groups import GROUPS

MOST_MEMORY = 400
"""MiB that the crawl and its reading process may take together."""
MOST_SECONDS = 120.0


def crawled(db: Path, target: str, *, hasty: bool) -> dict[str, float]:
    """One crawl in a process of its own; gives its exit code, its peak memory in MiB and its CPU seconds."""
    command = [sys.executable, __file__, "--crawl", str(db), target, "hasty" if hasty else ""]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
    try:
        told: dict[str, float] = json.loads(ended.stdout)
    except ValueError:
        raise RuntimeError(ended.stderr[-2000:]) from None
    return told


def crawl(db: str, target: str, hasty: str) -> None:
    """What the child does."""
    from qiosk_scraper.bounds import _PROCESS
    from qiosk_scraper.crawling import CrawlPlan, run_crawl

    report = run_crawl(CrawlPlan(db=Path(db), targets=(target,), settings=HASTY if hasty else SHORT))
    _PROCESS.stop()
    own, reading = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    kib = 1024 * (1024 if sys.platform == "darwin" else 1)
    told = {
        "exit_code": int(report.exit_code),
        "own": own.ru_maxrss / kib,
        "reading": reading.ru_maxrss / kib,
        "cpu": own.ru_utime + own.ru_stime + reading.ru_utime + reading.ru_stime,
    }
    print(json.dumps(told))


def run_case(case: Case) -> tuple[list[str], dict[str, float]]:
    """What is wrong with one fault, and what it cost."""
    with TemporaryDirectory(prefix="qiosk-faults-") as folder, fault_outlet() as outlet:
        db, target = Path(folder) / "archive.db", serve(outlet, [case])
        try:
            told = crawled(db, target, hasty=case.slow)
        except (subprocess.TimeoutExpired, RuntimeError) as error:
            return [f"{case.name}: {error}"], {}
        wrong = faults_of(outlet, db, [case])
        if told["own"] + told["reading"] > MOST_MEMORY:
            wrong.append(f"{case.name}: {told['own'] + told['reading']:.0f} MiB")
        return wrong, told


def main(names: list[str]) -> int:
    began, wrong, done, largest = time.monotonic(), [], 0, (0.0, "")
    for group, cases in GROUPS.items():
        for case in cases:
            if names and case.name not in names and group not in names:
                continue
            found, told = run_case(case)
            wrong += found
            done += 1
            if told:
                total = told["own"] + told["reading"]
                largest = max(largest, (total, case.name))
                cost = f"{told['own']:5.0f} + {told['reading']:4.0f} MiB{told['cpu']:7.1f} s CPU"
                print(f"{'WRONG' if found else 'ok':6}{group:14}{case.name:34}{cost}  exit {told['exit_code']:.0f}")
            for line in found:
                print(f"      {line}", flush=True)
    print(
        f"{done} faults, {len(wrong)} of them wrong; at most {largest[0]:.0f} MiB ({largest[1]}), "
        f"{time.monotonic() - began:.0f} s"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--crawl"]:
        crawl(*sys.argv[2:5])
    else:
        sys.exit(main(sys.argv[1:]))
