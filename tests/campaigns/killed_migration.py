"""kill -9 at seeded moments of `qiosk db migrate`: the archive has the old schema or the new one, and all its rows.

    python tests/campaigns/killed_migration.py [kills] [seed]

A moment is a statement that SQLite begins, counted over the copy made before and the migration itself.
"""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from qiosk_scraper.archive import schema  # noqa: E402
from qiosk_scraper.archive.migrating import migrate  # noqa: E402
from qiosk_scraper.archive.verify import Verification  # noqa: E402

ARCHIVES = ROOT / "tests" / "archives"
OF_EVERY_ARCHIVE = ("data_dictionary", "row_digests", "recovered_rows")

KILLED = """
import os, signal, sqlite3, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from qiosk_scraper.archive import copies, migrating
left = int(sys.argv[3])
def count(*_):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
connect, settle = migrating.connect_for_writing, copies.settle
def watched(*arguments):
    conn = connect(*arguments)
    conn.set_trace_callback(count)
    return conn
def counted(part, target):
    count()
    settle(part, target)
    count()
migrating.connect_for_writing, copies.settle = watched, counted
migrating.migrate(Path(sys.argv[2]))
print(int(sys.argv[3]) - left)
"""


def run(path: Path, kill_at: int) -> subprocess.CompletedProcess[str]:
    """Migrates in a process of its own that kills itself at the given moment; prints how many there were, if alive."""
    arguments = [sys.executable, "-c", KILLED, str(ROOT), str(path), str(kill_at)]
    return subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=False)


def moments(archive: Path, folder: Path) -> int:
    """How many there are in a migration of this archive."""
    path = folder / "counted.db"
    shutil.copy(archive, path)
    done = run(path, 10**9)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def contents(path: Path) -> Counter[tuple[object, ...]]:
    """Every row of an old archive's tables, under the columns of that time."""
    with closing(sqlite3.connect(path)) as conn:
        tables = conn.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE '%sqlite%'"
        ).fetchall()
        return Counter(
            (name, *row)
            for (name,) in tables
            if name not in OF_EVERY_ARCHIVE
            for row in conn.execute(f"SELECT {columns_of(name)} FROM {name}")
        )


def columns_of(table: str) -> str:
    """The columns that a table had in the first version, all of them where it came later."""
    with closing(sqlite3.connect(":memory:")) as conn:
        for statement in schema.statements(schema.step(1)):
            conn.execute(statement)
        return ", ".join(row[1] for row in conn.execute(f"PRAGMA table_info({table})")) or "*"


def faults_after_kill(archive: Path, kill_at: int, folder: Path) -> list[str]:
    """What is wrong with an archive after a migration was killed then, and after the next one."""
    path = folder / f"killed-{kill_at}.db"
    shutil.copy(archive, path)
    before = contents(path)
    done = run(path, kill_at)
    found = [] if done.returncode == -signal.SIGKILL else [f"ended with {done.returncode}: {done.stderr[-200:]}"]
    for copy in folder.glob(f"{path.name}.before-*[!t]"):
        found += [f"copy: {fault}" for fault in Verification(copy, any_version=True).faults()]
        found += [] if contents(copy) == before else ["the copy has other rows"]
    found += [f"killed: {fault}" for fault in Verification(path, any_version=True).faults()]
    found += [] if contents(path) == before else ["after the kill there are other rows"]
    migrate(path)
    found += [f"migrated: {fault}" for fault in Verification(path).faults()]
    found += [] if before <= contents(path) else ["after the migration rows are missing"]
    return found


def main() -> int:
    kills, seed = ([int(word) for word in sys.argv[1:]] + [50, 1][len(sys.argv) - 1 :])[:2]
    dice, began, wrong = random.Random(seed), time.monotonic(), 0
    with tempfile.TemporaryDirectory() as name:
        for archive in sorted(ARCHIVES.glob("v*.db")):
            number = moments(archive, Path(name))
            for kill_at in dice.choices(range(1, number + 1), k=kills):
                for fault in faults_after_kill(archive, kill_at, Path(name)):
                    wrong += 1
                    print(f"{archive.name}, killed at {kill_at} of {number}: {fault}")
                for file in Path(name).glob(f"killed-{kill_at}.db*"):
                    file.unlink()
            took = time.monotonic() - began
            print(f"{archive.name}: {kills} kills at {number} moments (seed {seed}), {wrong} faults, {took:.0f} s")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
