"""The command line: one command group a file, loaded when it is asked for.

Results go to stdout, talk goes to stderr. Nothing at the top of these modules imports more than click: the crawler
(1.1 s) and the archive (0.6 s) are imported inside the commands that need them.
"""

from __future__ import annotations

from collections.abc import Sequence


def main(args: Sequence[str] | None = None) -> int:
    """Run one command line (without the program's name; None: that of this process) and give its exit code."""
    import sys

    try:
        from qiosk_scraper.cli.app import qiosk
        from qiosk_scraper.cli.errors import run
    except KeyboardInterrupt:  # so early that nothing is there yet to say it better
        print("error: stopped (Ctrl-C): run the same command again", file=sys.stderr)
        return 130
    return run(qiosk, sys.argv[1:] if args is None else list(args), own_process=args is None)
