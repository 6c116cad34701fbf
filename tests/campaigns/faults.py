"""Every row of the fault outlet: what came of it, and what it cost.

    python tests/campaigns/faults.py [NAME...]

Faults that may cost much have a crawl and a process of their own, the others one for their group, so that its peak is
a bound for each. The crawl's process and the one that reads heavy pages are measured; the outlet's is another.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from fault_outlet import fault_outlet
from fault_outlet.cases import Case
from fault_outlet.crawled import HASTY, SHORT, faults_of, serve
from fault_outlet.groups import GROUPS

MOST_MEMORY = 400
"""MiB that the crawl and its reading process may take together."""
MOST_SECONDS = 300.0
APART = frozenset({"floods", "packing", "heavy pages"})


def crawled(db: Path, target: str, *, hasty: bool) -> dict[str, float]:
    """One crawl in a process of its own; gives its exit code, its peak memory in MiB and its CPU seconds."""
    command = [sys.executable, __file__, "--crawl", str(db), target, "hasty" if hasty else ""]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=MOST_SECONDS, check=False)
    try:
        told: dict[str, float] = json.loads(ended.stdout)
    except ValueError:
        raise RuntimeError(ended.stderr[-2000:]) from None
    return told


def own_peak() -> int | None:
    """KiB of this process alone; `getrusage` counts what its parent had when it was forked."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return None
    return int(status.partition("VmHWM:")[2].split()[0])


def crawl(db: str, target: str, hasty: str) -> None:
    """What the child does."""
    from qiosk_scraper.bounds import _PROCESS, _SPARE
    from qiosk_scraper.crawling import CrawlPlan, run_crawl

    report = run_crawl(CrawlPlan(db=Path(db), targets=(target,), settings=HASTY if hasty else SHORT))
    _PROCESS.stop()
    _SPARE.stop()
    own, reading = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    kib = 1024 * (1024 if sys.platform == "darwin" else 1)
    told = {
        "exit_code": int(report.exit_code),
        "own": (own_peak() or own.ru_maxrss) / kib,
        "reading": reading.ru_maxrss / kib,
        "cpu": own.ru_utime + own.ru_stime + reading.ru_utime + reading.ru_stime,
    }
    print(json.dumps(told))


def run_cases(cases: list[Case]) -> tuple[list[str], dict[str, float]]:
    """What is wrong with some faults that one crawl meets, and what it cost."""
    with TemporaryDirectory(prefix="qiosk-faults-") as folder, fault_outlet() as outlet:
        db, target = Path(folder) / "archive.db", serve(outlet, cases)
        try:
            told = crawled(db, target, hasty=any(case in GROUPS["floods"] for case in cases))
        except (subprocess.TimeoutExpired, RuntimeError) as error:
            return [f"{cases[0].name}: {error}"], {}
        wrong = faults_of(outlet, db, cases)
        if told["own"] + told["reading"] > MOST_MEMORY:
            wrong.append(f"{cases[0].name}: {told['own'] + told['reading']:.0f} MiB")
        return wrong, told


def runs(names: list[str]) -> Iterator[tuple[str, list[Case]]]:
    """What is crawled together: the faults of a group, or one alone where it may cost much."""
    for group, cases in GROUPS.items():
        if group in APART:
            yield from ((case.name, [case]) for case in cases if not names or {case.name, group} & {*names})
        elif not names or group in names:
            yield group, cases
        else:
            yield from ((case.name, [case]) for case in cases if case.name in names)


def main(names: list[str]) -> int:
    began, wrong, done, largest = time.monotonic(), [], 0, (0.0, "")
    for name, cases in runs(names):
        found, told = run_cases(cases)
        wrong += found
        done += len(cases)
        if told:
            largest = max(largest, (told["own"] + told["reading"], name))
            cost = f"{told['own']:5.0f} + {told['reading']:4.0f} MiB{told['cpu']:7.1f} s CPU"
            print(f"{'WRONG' if found else 'ok':6}{name:34}{len(cases):4}{cost}  exit {told['exit_code']:.0f}")
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
