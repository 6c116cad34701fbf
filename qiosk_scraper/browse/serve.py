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
    "suggest_facets": False,  # a query for each of 25 columns, on every page of a table
    "num_sql_threads": 4,
    "max_returned_rows": 1000,
    "max_csv_mb": 100,
    "allow_download": False,
    "default_allow_sql": True,
}
_LONGEST_ADDRESS = 4 << 20
"""Bytes: a search text of 1 MB is answered by our page that says so, not by a bare line of uvicorn's."""


def datasette_for(path: Path) -> Datasette:
    """Datasette over the archive with our pages, opened read-only.

    Not `immutable` if it can be helped: beside a live WAL a sound file reads as malformed. Raises QioskError (USAGE)
    without the extra.
    """
    try:
        from datasette.app import Datasette
        from datasette.plugins import pm
    except ImportError as error:
        to_do = "install it with: pip install 'qiosk-scraper[browse]'"
        raise QioskError("browsing needs Datasette", "the extra [browse]", to_do, ExitCode.USAGE) from error
    from qiosk_scraper.browse import plugin

    if not pm.is_registered(plugin):  # it is where the package was installed with its entry points
        pm.register(plugin, name="qiosk")
    if not os.access(
        path.parent, os.W_OK
    ):  # no index of a WAL can be made there; `Archive` has seen that there is no WAL
        return Datasette([], immutables=[str(path)], settings=SETTINGS)
    return Datasette([str(path)], settings=SETTINGS)


def serve(path: Path, port: int, ready: Callable[[str], None]) -> None:
    """Serve the archive until Ctrl-C. `ready` is told the address once it answers.

    Port 0 takes any free port. Raises QioskError (USAGE) when the port is taken.
    """
    app = datasette_for(path).app()
    import uvicorn

    from qiosk_scraper.browse.limits import bound_process

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
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, lifespan="on", http="h11", server_header=False,
            h11_max_incomplete_event_size=_LONGEST_ADDRESS,
        )  # fmt: skip
        server = uvicorn.Server(config)
        bound_process()
        ready(address)  # the socket listens already: a browser that comes early waits for its answer
        server.run(sockets=[listener])
