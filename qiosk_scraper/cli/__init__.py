"""The command line: one command group a file, loaded when it is asked for.

Results go to stdout, talk goes to stderr. Nothing at the top of these modules imports more than click: the crawler
(1.1 s) and the archive (0.6 s) are imported inside the commands that need them.
"""

from __future__ import annotations

import sys

from qiosk_scraper.stopping import NAMES, SIGINT, SIGNALS, WHAT_TO_DO, Terminated

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> int:
    """Run one command line (without the program's name; None: that of this process) and give its exit code."""
    own_process = args is None
    if own_process:
        SIGNALS.own()
    try:
        from qiosk_scraper.cli.app import qiosk
        from qiosk_scraper.cli.errors import run

        code = run(qiosk, sys.argv[1:] if args is None else list(args))
    except (KeyboardInterrupt, Terminated):  # outside of a command: so early that nothing is there to say it better
        number = SIGNALS.received[0] if SIGNALS.received else SIGINT
        print(f"error: stopped ({NAMES[number]}): {WHAT_TO_DO}", file=sys.stderr)
        code = 128 + number
    if own_process:
        SIGNALS.ignore()
    return code
