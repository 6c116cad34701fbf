"""Outlets that are never redesigned, crawled again and again: how often drift is raised all the same.

    python tests/campaigns/unchanged.py [RUNS] [OUTLETS] [SEED]

Ends with 1 when more than one run in a thousand raised an alarm.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

from made_up_runs import alarms  # noqa: E402


def main(runs: int = 200, outlets: int = 20, seed: int = 1) -> int:
    raised = 0
    for number in range(seed, seed + outlets):
        for run, found in alarms(number, runs):
            raised += 1
            print(f"  outlet {number}, run {run}: {'; '.join(map(str, found))}", flush=True)
    print(f"unchanged: {outlets} outlets, {runs} runs each, {raised} runs with an alarm, seed {seed}")
    return int(1000 * raised > runs * outlets)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
