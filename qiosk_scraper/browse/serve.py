"""Datasette over one archive: read-only, on loopback, for as long as the command runs."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qiosk_scraper.errors import ExitCode, QioskError

if TYPE_CHECKING:
    from datasette.app import Datasette

HOST = "127.0.0.1"
DEFAULT_PORT = 8001

SETTINGS = {
    "truncate_cells_html": 80,  # a body of 800 words makes one row taller than the screen (seen with 60 articles)
    "default_page_size": 25,
    "sql_time_limit_ms": 1000,
    "allow_download": False,
    "default_allow_sql": True,
}

# Without it there is no search box: Datasette finds an index only by `content="articles"` in its definition, with these
# very quotes (0.65).
TABLES = {
    "articles": {
        "fts_table": "articles_fts", "fts_pk": "id", "label_column": "headline", "sort_desc": "published_at",
    },
}  # fmt: skip


def datasette_for(path: Path) -> Datasette:
    """Datasette over the archive, opened read-only.

    Not `immutable` if it can be helped: beside a live WAL a sound file reads as malformed. Raises QioskError (USAGE)
    without the extra.
    """
    try:
        from datasette.app import Datasette
    except ImportError as error:
        to_do = "install it with: pip install 'qiosk-scraper[browse]'"
        raise QioskError("browsing needs Datasette", "the extra [browse]", to_do, ExitCode.USAGE) from error
    metadata = {"title": f"Articles in {path.name}", "databases": {path.stem: {"tables": TABLES}}}
    if not os.access(
        path.parent, os.W_OK
    ):  # no index of a WAL can be made there; `Archive` has seen that there is no WAL
        return Datasette([], immutables=[str(path)], settings=SETTINGS, metadata=metadata)
    return Datasette([str(path)], settings=SETTINGS, metadata=metadata)


def serve(path: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve the archive until Ctrl-C. `ready` is told the address once it answers.

    Port 0 takes any free port. Raises QioskError (USAGE) when the port is taken.
    """
    app = datasette_for(path).app()
    import uvicorn

    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        to_do = "name another one with --port, or --port 0 for any free one"
        raise QioskError(f"port {port} cannot be used: {error.strerror}", HOST, to_do, ExitCode.USAGE) from error
    with listener:
        listener.listen(128)
        address = f"http://{HOST}:{listener.getsockname()[1]}/"
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, lifespan="on"))
        ready(address)  # the socket listens already: a browser that comes early waits for its answer
        server.run(sockets=[listener])
