"""qiosk: a news-article scraper and archive.

`parse(html, url)` reads one page; `Archive(path)` opens an archive for reading.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # typing alone takes 7 ms to import, in which the command line cannot handle signals yet
    from typing import Any

    from qiosk_scraper.archive import Archive as Archive
    from qiosk_scraper.items import NotAnArticle as NotAnArticle
    from qiosk_scraper.parse import parse as parse

__version__ = "0.1.0"
__all__ = ["Archive", "NotAnArticle", "__version__", "parse"]

_HOMES = {"parse": "qiosk_scraper.parse", "Archive": "qiosk_scraper.archive", "NotAnArticle": "qiosk_scraper.items"}


class _Face(type(sys)):  # type: ignore[misc]  # types.ModuleType
    """The package as seen from outside: public names are imported when first asked for, so importing it costs
    nothing, and `parse` stays the function although importing its module would put the module in that place."""

    def __getattr__(self, name: str) -> Any:
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "parse" and isinstance(value, type(sys)):
            return
        super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        return sorted(__all__)


sys.modules[__name__].__class__ = _Face
