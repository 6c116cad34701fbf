"""Text made safe for a terminal, and the consoles that show it.

Scraped text may hold escape sequences that move the cursor or rename the window, and bidirectional controls that make
a line read backwards. The archive keeps them as they were; here they are shown as `\\x1b`.
"""

from __future__ import annotations

import io
import os
import re
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

# C0 and C1 controls, bidirectional controls, invisible format characters, tags, lone surrogates. The joiners U+200C and
# U+200D stay: Persian words and family emoji are spelled with them.
_UNSAFE = (
    "\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff"
)
UNSAFE = re.compile(f"[{_UNSAFE}]")
_UNSAFE_BUT_NEWLINE = re.compile(f"(?!\n)[{_UNSAFE}]")
_USERINFO = re.compile(r"(?<=://)[^/@\s]+@")
_SECRET = re.compile(
    r"(?i)([?&;](?:[\w-]*(?:token|secret|password|passwd|signature|session|auth|apikey|api_key)[\w-]*|key|sig|sid)=)[^&\s'\")]+"
)


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def safe(text: str, *, lines: bool = False) -> str:
    r"""`text` with every control, bidirectional and invisible character spelled out (`\x1b`, `\u202e`).

    With `lines`, newlines stay.
    """
    return (_UNSAFE_BUT_NEWLINE if lines else UNSAFE).sub(_shown, text)


def hide_secrets(text: str) -> str:
    """`text` with passwords and tokens in addresses replaced by `***`."""
    return _SECRET.sub(r"\1***", _USERINFO.sub("***@", text))


def prepare_streams() -> None:
    """stdout and stderr write UTF-8 whatever the locale says; what it cannot say is replaced.

    A stream that was closed before we began (`>&-`) is None in Python; what goes there goes nowhere, and nothing comes
    from there.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open as long as the process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def console(color: str = "auto", *, stderr: bool = False) -> Console:
    """A console that takes text literally: no markup, no emoji codes, no guessing of what to highlight.

    `auto` colours a terminal unless NO_COLOR is set or TERM is dumb.
    """
    from rich.console import Console

    class PipedConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # `| head -1` is no failure; rich itself ends the program with 1

    plain = color == "never" or (color == "auto" and bool(os.environ.get("NO_COLOR")))
    return PipedConsole(
        stderr=stderr,
        markup=False,
        emoji=False,
        highlight=False,
        force_terminal=True if color == "always" else None,
        color_system=None if plain else "standard" if color == "always" else "auto",
        legacy_windows=False,
    )
