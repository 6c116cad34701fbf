"""Outlets of the user's own: files as in `qiosk_scraper/outlets/`, in a folder outside of the package."""

from __future__ import annotations

import importlib.util
import logging
import os
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

from qiosk_scraper.outlet import Outlet

PREFIX = "qiosk_own_outlets."
"""Before the names of their modules."""
log = logging.getLogger(__name__)


def folder() -> Path:
    """QIOSK_OUTLETS, else `qiosk/outlets` in the user's configuration folder; it need not be there."""
    named = os.environ.get("QIOSK_OUTLETS", "").strip()
    home = Path(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"))
    return Path(named) if named else home / "qiosk" / "outlets"


def checkout() -> Path | None:
    """The root of the source tree that this package runs from; None when it is installed."""
    root = Path(__file__).resolve().parents[1]
    return root if (root / "pyproject.toml").is_file() and (root / "qiosk_scraper" / "outlets").is_dir() else None


def folder_to_write() -> Path:
    """Where a new outlet's file belongs: the folder that QIOSK_OUTLETS names, else the checkout's, else the user's."""
    root = None if os.environ.get("QIOSK_OUTLETS", "").strip() else checkout()
    return root / "qiosk_scraper" / "outlets" if root else folder()


def golden_folder() -> Path:
    """Where golden pages are kept: `tests/fixtures` of a checkout, else `fixtures` in the user's folder of outlets."""
    root = None if os.environ.get("QIOSK_OUTLETS", "").strip() else checkout()
    return root / "tests" / "fixtures" if root else folder() / "fixtures"


@cache
def load(place: Path) -> tuple[dict[str, Outlet], dict[Path, str]]:
    """The outlets of a folder by slug, and the files that are none, with why: one bad file costs one outlet."""
    found: dict[str, Outlet] = {}
    faults: dict[Path, str] = {}
    try:
        files = sorted(file for file in place.glob("*.py") if not file.name.startswith("_"))
    except OSError:
        return found, faults
    for file in files:
        try:
            outlet = outlet_in(file)
        except Exception as error:  # it is the user's code
            faults[file] = f"{type(error).__name__}: {error}"
            log.warning("%s is left out: %s", file, faults[file])
        else:
            found[outlet.slug] = outlet
    return found, faults


def outlet_in(file: Path) -> Outlet:
    """The outlet that a file declares. Raises whatever is wrong with it; TypeError when it declares none."""
    name = PREFIX + file.stem
    spec = importlib.util.spec_from_file_location(name, file)
    assert spec is not None and spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # its readers pickle by their module's name
    try:
        spec.loader.exec_module(module)
        outlet = getattr(module, "OUTLET", None)
        if not isinstance(outlet, Outlet):
            raise TypeError("OUTLET is no Outlet")
    except BaseException:
        del sys.modules[name]
        raise
    return outlet
