"""Damaged pages in great number: `parse` may say NotAnArticle, and nothing else goes wrong.

    python tests/campaigns/fuzz.py [COUNT] [--seed N] [--pages DIR] [--start N] [--jobs N] [--failures DIR]

Pages are made from the demo's, the golden ones and those saved below `--pages`, by one to four mutations each. Every
page is read twice in one process and once in another with another hash seed. A failure is: anything raised but
NotAnArticle, a reader that failed, over 5 s of CPU, over 512 MiB, another result. Each is written to `--failures` with
its seed and number, and made as small as it stays wrong. Ends with 1 if there is one.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from fuzz.pages import bases  # noqa: E402
from fuzz.reading import MEMORY, damaged, fault_of, peak_memory, read, smallest  # noqa: E402

CHUNK = 500
"""Pages of one process: a new one has its peak of memory to itself."""
HUNG = 60.0
"""CPU seconds for one page after which its process is ended from outside: C code hears no alarm."""


@dataclass(frozen=True)
class Failure:
    number: int
    fault: str


# -- in a process of its own -----------------------------------------------------------------------------------------


def work(options: argparse.Namespace) -> None:
    """Reads pages `--start` to `--start` + COUNT and prints a line of JSON for each: number, digest, fault."""
    pages = bases(options.pages)
    for number in range(options.start, options.start + options.count):
        print(json.dumps([number]), flush=True)  # begun: should the process die, it is known of which page
        one = damaged(options.seed, number, pages)
        before = peak_memory()
        if options.once:
            found = read(one.page, one.url)
            digest, fault = found.digest, found.fault
        else:
            digest, fault = fault_of(one.page, one.url)
        if fault is None and peak_memory() > max(MEMORY, before):
            fault = f"over {MEMORY >> 20} MiB"
        print(json.dumps([number, digest, fault]), flush=True)


# -- the campaign ----------------------------------------------------------------------------------------------------


def chunk(options: argparse.Namespace, start: int, count: int) -> list[Failure]:
    """The failures of these pages, read in two processes with different hash seeds."""
    first, failures = _read_in_process(options, start, count, hash_seed="1", once=False)
    second, more = _read_in_process(options, start, count, hash_seed="2", once=True)
    known = {failure.number for failure in failures}
    failures += [failure for failure in more if failure.number not in known]
    known = {failure.number for failure in failures}
    differ = [number for number in first if number not in known and first[number] != second.get(number)]
    return failures + [Failure(number, "another result in another process") for number in differ]


def _read_in_process(
    options: argparse.Namespace, start: int, count: int, *, hash_seed: str, once: bool
) -> tuple[dict[int, str], list[Failure]]:
    digests: dict[int, str] = {}
    failures: list[Failure] = []
    end = start + count
    while start < end:
        last = None
        for line in _lines(options, start, end - start, hash_seed, once):
            last = line
            if len(line) == 3:
                digests[line[0]] = line[1]
                if line[2] is not None:
                    failures.append(Failure(line[0], line[2]))
        if last is None:
            raise RuntimeError("a worker ended before its first page")
        if len(last) == 1:  # begun and not ended
            failures.append(Failure(last[0], "the process died, or hung"))
        start = last[0] + 1
    return digests, failures


def _lines(options: argparse.Namespace, start: int, count: int, hash_seed: str, once: bool) -> Iterator[list[Any]]:
    command = [sys.executable, __file__, str(count), "--work", "--start", str(start), "--seed", str(options.seed)]
    command += ["--pages", str(options.pages)] if options.pages else []
    command += ["--once"] if once else []
    with tempfile.TemporaryFile("w+") as out:
        worker = subprocess.Popen(command, stdout=out, env={**os.environ, "PYTHONHASHSEED": hash_seed})
        place, since = -1, 0.0
        while worker.poll() is None:
            time.sleep(0.2)
            if (now_at := os.fstat(out.fileno()).st_size) != place:
                place, since = now_at, _cpu_of(worker.pid)
            elif _cpu_of(worker.pid) - since > HUNG:
                worker.kill()
        out.seek(0)
        for line in out:
            if line.endswith("\n"):
                yield json.loads(line)


def _cpu_of(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def keep(options: argparse.Namespace, failure: Failure) -> Path:
    """Writes the page of a failure, as small as it stays wrong in the same way, and how to make it again."""
    one = damaged(options.seed, failure.number, bases(options.pages))
    stem = options.failures / f"seed-{options.seed}-page-{failure.number}"
    options.failures.mkdir(parents=True, exist_ok=True)
    stem.with_suffix(".html").write_bytes(one.page)
    kind = failure.fault[:30]
    page = one.page
    if not failure.fault.startswith(("over", "the process", "another result in")):
        page = smallest(one.page, lambda part: (read(part, one.url).fault or "").startswith(kind))
        stem.with_suffix(".small.html").write_bytes(page)
    record = {
        "seed": options.seed, "number": failure.number, "fault": failure.fault, "url": one.url, "base": one.base,
        "mutations": one.mutations, "bytes": len(one.page), "smallest": len(page),
    }  # fmt: skip
    stem.with_suffix(".json").write_text(json.dumps(record, indent=2, ensure_ascii=False))
    return stem.with_suffix(".json")


def main() -> int:
    options = _options()
    if options.work:
        work(options)
        return 0
    print(f"fuzz: {options.count} pages from {len(bases(options.pages))}, seed {options.seed}", flush=True)
    began, done, failures = time.monotonic(), 0, []
    starts = range(options.start, options.start + options.count, CHUNK)
    end = options.start + options.count
    with ThreadPoolExecutor(options.jobs) as pool:
        for found in pool.map(lambda start: chunk(options, start, min(CHUNK, end - start)), starts):
            done = min(options.count, done + CHUNK)
            for failure in found:
                failures.append(failure)
                print(f"  page {failure.number}: {failure.fault} ({keep(options, failure)})", flush=True)
            print(f"  {done} pages, {len(failures)} failures, {time.monotonic() - began:.0f} s", flush=True)
    kinds = Counter(failure.fault.partition(":")[0] for failure in failures)
    for kind, count in kinds.most_common():
        print(f"  {count} x {kind}")
    print(f"fuzz: {done} pages, {len(failures)} failures, seed {options.seed}")
    return int(bool(failures))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int, nargs="?", default=100_000, help="pages to read")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0, help="number of the first page")
    parser.add_argument("--pages", type=Path, help="a folder of saved pages to damage as well")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="chunks read side by side")
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), help="where failures are written")
    parser.add_argument("--work", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
