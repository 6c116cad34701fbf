"""The slash at a path's end: the archive's spelling has one, the site's own links may not, and some answer only one."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit


def ends_in_slash(url: str) -> bool:
    return urlsplit(url).path.endswith("/")


def without_slash(url: str) -> str:
    """The address without the slash at its path's end; the front page keeps its own."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") or "/"))


def other_spelling(url: str) -> str | None:
    """The same address with the slash if it has none, without it if it has one; None for a front page or a file."""
    parts = urlsplit(url)
    if parts.path in ("", "/"):
        return None
    if parts.path.endswith("/"):
        return without_slash(url)
    if "." in parts.path.rsplit("/", 1)[-1]:
        return None
    return urlunsplit(parts._replace(path=parts.path + "/"))


def linked_without_slash(linked: str, canonical: str) -> bool:
    """Whether a link leaves out the slash that its canonical URL has."""
    return ends_in_slash(canonical) and not ends_in_slash(linked) and urlsplit(canonical).path != "/"
