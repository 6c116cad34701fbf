"""What the archive knows of hosts: when each was last asked, how long it wants to be left alone, its robots.txt."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from qiosk_scraper.archive.rows import storable


class HostState(NamedTuple):
    """Times are ISO 8601 UTC; None where nothing is known."""

    asked_at: str | None = None
    not_before: str | None = None


class RobotsFile(NamedTuple):
    """A robots.txt as it was read; `status` is None when there was no answer, `body` when there was no file."""

    fetched_at: str
    status: int | None
    body: str | None


def state_of(conn: sqlite3.Connection, host: str) -> HostState:
    """What is known of a host, named as in URLs with its port unless that is the usual one."""
    found = conn.execute("SELECT asked_at, not_before FROM hosts WHERE host = ?", (host,)).fetchone()
    return HostState(*found) if found else HostState()


def asked(conn: sqlite3.Connection, host: str, at: str) -> None:
    """Notes that a request to the host goes out now."""
    conn.execute(
        "INSERT INTO hosts (host, asked_at) VALUES (?, ?) "
        "ON CONFLICT (host) DO UPDATE SET asked_at = excluded.asked_at",
        (storable(host), at),
    )


def put_off(conn: sqlite3.Connection, host: str, until: str) -> None:
    """Notes that the host wants to be left alone until then."""
    conn.execute(
        "INSERT INTO hosts (host, not_before) VALUES (?, ?) "
        "ON CONFLICT (host) DO UPDATE SET not_before = excluded.not_before",
        (storable(host), until),
    )


def robots_of(conn: sqlite3.Connection, origin: str) -> RobotsFile | None:
    """The latest robots.txt of an origin (`https://gazette.example`) that was an answer, not a failure; or None."""
    found = conn.execute(
        "SELECT fetched_at, status, body FROM robots_files WHERE host = ? AND status < 500 "
        "ORDER BY fetched_at DESC LIMIT 1",
        (origin,),
    ).fetchone()
    return RobotsFile(*found) if found else None


def keep_robots(conn: sqlite3.Connection, origin: str, file: RobotsFile, crawl_delay: float | None) -> None:
    """Keeps a robots.txt as it was read, failures too."""
    conn.execute(
        "INSERT INTO robots_files (host, fetched_at, status, body, crawl_delay) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (host, fetched_at) DO UPDATE SET status = excluded.status, body = excluded.body, "
        "crawl_delay = excluded.crawl_delay",
        (storable(origin), file.fetched_at, file.status, storable(file.body), crawl_delay),
    )
