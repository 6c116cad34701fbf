"""Runs of `qiosk crawl` as processes, and what their archives hold: the ground all campaigns stand on."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
sys.path[:0] = [str(ROOT), str(TESTS)]

from campaigns.post import Post  # noqa: E402

QIOSK = (sys.executable, "-m", "qiosk_scraper")
LONGEST = 120.0
"""Seconds after which a run counts as hung."""


@dataclass
class Ended:
    """How a run ended."""

    code: int
    err: str
    seconds: float
    """From its start to its end."""

    @property
    def errors(self) -> list[str]:
        return [line for line in self.err.splitlines() if line.startswith("error: ")]

    @property
    def closing_line(self) -> str:
        return next((line for line in self.err.splitlines() if line.startswith("crawl ")), "")


@dataclass
class Run:
    """A `qiosk crawl` of the paper, on its way. `name` marks its requests in the paper's log."""

    post: Post
    db: Path
    name: str = "run"
    through: Sequence[str] = QIOSK
    """What stands for `qiosk` on the command line."""
    options: Sequence[str] = ()
    prepare: Callable[[], None] | None = None
    """Called in the child before it begins."""
    process: subprocess.Popen[str] = field(init=False)
    began: float = field(init=False)

    def __post_init__(self) -> None:
        environment = {
            **os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{TESTS}", "QIOSK_CONTACT": f"{self.name}@torture.example",
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [*self.through, "crawl", "--no-progress", "-d", str(self.db), *self.options, *self.post.targets],
            cwd=self.db.parent, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            preexec_fn=self.prepare,
        )  # fmt: skip

    def wait_until(self, seconds: float) -> bool:
        """Waits until so long after the start; False when the run ended before."""
        try:
            self.process.wait(max(0.0, self.began + seconds - time.monotonic()))
            return False
        except subprocess.TimeoutExpired:
            return True

    def wait_until_asked(self, number: int) -> bool:
        """Waits until the run has asked so many pages; False when it ended before."""
        while sum(one.run == self.name for one in self.post.log) < number:
            if self.process.poll() is not None:
                return False
            time.sleep(0.002)
        return True

    def end(self, timeout: float = LONGEST) -> Ended:
        """Waits for its end, and ends a run that hangs."""
        try:
            err = self.process.communicate(timeout=timeout)[1]
        except subprocess.TimeoutExpired:
            self.process.kill()
            err = self.process.communicate()[1] + "\nHUNG\n"
        return Ended(self.process.returncode, err, time.monotonic() - self.began)


Moment = Callable[[Run], bool]
"""Waits for a moment of a run; False when the run ended before."""


def after_seconds(seconds: float) -> Moment:
    return lambda run: run.wait_until(seconds)


def when_asked(number: int, pause: float = 0.0) -> Moment:
    """When the run has asked so many pages, and so many seconds later."""
    return lambda run: run.wait_until_asked(number) and run.wait_until(time.monotonic() - run.began + pause)


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="qiosk-torture-") as path:
        yield Path(path)


# -- what an archive holds -------------------------------------------------------------------------------------------

_LOGICAL = {
    "articles": "SELECT a.url, o.slug, a.headline, a.dek, a.kicker, a.byline, a.text, a.published_at, a.modified_at, "
    "a.language, a.access, a.word_count, a.revision_count, a.status, a.text_sha256, a.flags, a.labels_sha256, "
    "r.number FROM articles a JOIN outlets o ON o.id = a.outlet_id LEFT JOIN revisions r ON r.id = current_revision_id",
    "revisions": "SELECT a.url, r.number, r.headline, r.text, r.body, r.sha256, r.published_raw, c.url, c.sha256 "
    "FROM revisions r JOIN articles a ON a.id = r.article_id JOIN captures c ON c.id = r.capture_id",
    "captures": "SELECT url, sha256, status, size, requested_url FROM captures",
    "payloads": "SELECT sha256 FROM payloads",
    "teasers": "SELECT t.page_url, t.page_kind, t.block, t.position, t.url, t.headline, t.dek, t.photo_url, "
    "t.gone_at IS NULL, a.url FROM teasers t LEFT JOIN articles a ON a.id = t.article_id",
    "photos": "SELECT a.url, r.number, p.position, p.role, p.url, p.caption, p.credit, p.photographer FROM photos p "
    "JOIN revisions r ON r.id = p.revision_id JOIN articles a ON a.id = r.article_id",
    "links": "SELECT a.url, r.number, l.position, l.url, l.text, t.url FROM links l JOIN revisions r "
    "ON r.id = l.revision_id JOIN articles a ON a.id = r.article_id LEFT JOIN articles t ON t.id = target_article_id",
    "aliases": "SELECT x.url, a.url, x.reason FROM url_aliases x JOIN articles a ON a.id = x.article_id",
    "frontier": "SELECT url, kind, priority, state FROM frontier",
    "fetches": "SELECT url, kind, status, outcome, reason FROM fetches",
    "quarantine": "SELECT url, reason FROM quarantine",
    "events": "SELECT a.url, e.kind, e.detail FROM events e JOIN articles a ON a.id = e.article_id",
    "answers": "SELECT a.url, r.number, x.field, x.layer, x.raw FROM answers x JOIN revisions r "
    "ON r.id = x.revision_id JOIN articles a ON a.id = r.article_id",
    "authors": "SELECT a.url, x.position, n.name FROM article_authors x JOIN articles a ON a.id = x.article_id "
    "JOIN authors n ON n.id = x.author_id",
}
"""What an archive says, without ids and times."""


@contextmanager
def copy_of(db: Path) -> Iterator[Path]:
    """A copy of an archive as it lies there, its WAL included. A look at the archive itself would tidy it up."""
    with folder() as where:
        for name in (db.name, db.name + "-wal"):
            if db.with_name(name).exists():
                shutil.copyfile(db.with_name(name), where / name)
        yield where / db.name


@contextmanager
def opened(db: Path) -> Iterator[sqlite3.Connection]:
    """A copy of an archive, opened; one without tables when there is none yet."""
    with copy_of(db) as copy, closing(sqlite3.connect(copy)) as conn:
        yield conn


def contents(db: Path, root: str) -> dict[str, list[str]]:
    """The logical rows of each table, sorted; `root`, the paper's address, is taken out."""
    with opened(db) as conn:
        return {
            name: sorted(json.dumps(row).replace(root, "ROOT") for row in conn.execute(sql))
            for name, sql in _LOGICAL.items()
        }


def content_hash(held: dict[str, list[str]]) -> str:
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def differences(expected: dict[str, list[str]], held: dict[str, list[str]]) -> list[str]:
    """What one archive lacks or has too much, a line each; nothing when both are equal row by row."""
    said = []
    for name, rows in expected.items():
        lost, doubled = list(rows), []
        for row in held[name]:
            if row in lost:
                lost.remove(row)
            else:
                doubled.append(row)
        said += [f"{name}: lost {row[:200]}" for row in lost] + [f"{name}: too much {row[:200]}" for row in doubled]
    return said


_HALF = {
    "article without its revision": "SELECT url FROM articles WHERE current_revision_id IS NULL OR revision_count <> "
    "(SELECT count(*) FROM revisions WHERE article_id = articles.id)",
    "revision without answers": "SELECT id FROM revisions WHERE id NOT IN (SELECT revision_id FROM answers)",
    "capture without its fetch": "SELECT id FROM captures WHERE id NOT IN (SELECT capture_id FROM fetches "
    "WHERE capture_id IS NOT NULL)",
    "capture without its payload": "SELECT id FROM captures WHERE sha256 NOT IN (SELECT sha256 FROM payloads)",
    "fetch without its step in the frontier": "SELECT f.url FROM fetches f LEFT JOIN frontier p ON p.url = f.url "
    "WHERE p.state IS NULL OR p.state = 'pending'",
    "done in the frontier without a fetch": "SELECT url FROM frontier WHERE state <> 'pending' AND crawl_id IS NULL",
    "article page that left neither article nor reason": "SELECT url FROM fetches WHERE kind = 'article' "
    "AND outcome = 'ok' AND capture_id IS NULL",
}
_TWICE = {
    "capture twice": "SELECT url FROM captures GROUP BY url HAVING count(*) > 1",
    "fetch twice": "SELECT url FROM fetches GROUP BY url HAVING count(*) > 1",
}


def faults_in(db: Path, *, once: bool = True) -> list[str]:
    """Why an archive is not sound, a line each. One that was not made yet, or has no table yet, is sound.

    With `once`, no URL has been fetched twice: all its runs were one round.
    """
    with opened(db) as conn:
        found = [f"integrity: {row[0]}" for row in conn.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {row}" for row in conn.execute("PRAGMA foreign_key_check")]
        tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return found
        if "data_dictionary" not in tables or "frontier" not in tables:
            return [*found, "half a schema"]
        try:
            conn.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
            conn.rollback()
        except sqlite3.DatabaseError as error:
            found.append(f"full text: {error}")
        for what, sql in (_HALF | (_TWICE if once else {})).items():
            found += [f"{what}: {row[0]}" for row in conn.execute(sql)]
    from qiosk_scraper.archive.verify import Verification

    with copy_of(db) as copy:
        return [*found, *(f"verify: {fault}" for fault in Verification(copy).faults())]


def fetched(db: Path) -> set[str]:
    """URLs with a committed fetch; none before there is an archive."""
    return {url for (url,) in _rows(db, "SELECT url FROM fetches")}


def crawl_codes(db: Path) -> list[int | None]:
    """The exit code of each run, as the archive has it; None for one that was killed."""
    return [code for (code,) in _rows(db, "SELECT exit_code FROM crawls ORDER BY id")]


def _rows(db: Path, sql: str) -> list[Any]:
    with opened(db) as conn:
        try:
            return conn.execute(sql).fetchall()
        except sqlite3.OperationalError as error:
            if "no such table" not in str(error):
                raise
            return []


@dataclass(frozen=True)
class Clean:
    """A run that nothing disturbed."""

    held: dict[str, list[str]]
    seconds: float
    """From its start to its end."""
    first: float
    """From its start to its first request."""
    asked: int
    """How often it asked."""
    size: int
    """Bytes of its archive."""

    @property
    def hash(self) -> str:
        return content_hash(self.held)


def clean_run(post: Post, where: Path) -> Clean:
    """Crawls the paper undisturbed."""
    db = where / "clean.db"
    post.begin("clean", post.pause)
    run = Run(post, db, "clean")
    ended = run.end()
    if ended.code != 0 or faults_in(db):
        raise SystemExit(f"the undisturbed run failed ({ended.code}): {ended.err}{faults_in(db)}")
    first = post.log[0].at - run.began
    held = contents(db, post.root)
    return Clean(held, ended.seconds, first, len(post.log), db.stat().st_size)


# -- what a campaign says --------------------------------------------------------------------------------------------


@dataclass
class Report:
    """Counts of a campaign, and what went wrong in it."""

    campaign: str
    seed: int
    counts: dict[str, Any] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    """What took longer than it may on a machine that has nothing else to do."""

    def count(self, name: str, by: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + by

    def fail(self, where: str, *what: str) -> None:
        self.failures += [f"{where}: {one}" for one in what]

    def most(self, name: str, value: float) -> None:
        """The greatest of the values so named."""
        self.counts[name] = max(self.counts.get(name, 0), round(value))

    def line(self) -> str:
        counts = ", ".join(f"{value} {name}" for name, value in self.counts.items())
        return f"{self.campaign} (seed {self.seed}): {counts}; {len(self.failures)} failures, {len(self.late)} late"

    def finish(self, as_json: bool) -> int:
        """Prints the report; gives the process's exit code."""
        if as_json:
            print(json.dumps(self.__dict__))
        else:
            print(self.line())
            print("".join(f"  {failure}\n" for failure in [*self.failures, *self.late][:40]), end="")
        return 1 if self.failures or self.late else 0


def arguments(about: str, **defaults: int) -> argparse.Namespace:
    """`--seed`, `--json`, and a number for each of `defaults`."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    for name, default in defaults.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    return parser.parse_args()
