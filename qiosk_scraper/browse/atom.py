"""A search as an Atom feed, for a feed reader on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree

from qiosk_scraper.browse.found import Asked
from qiosk_scraper.browse.page import RIGHTS
from qiosk_scraper.browse.places import Places
from qiosk_scraper.browse.shown import moment

_ATOM = "http://www.w3.org/2005/Atom"
_BEFORE_ALL = "1970-01-01T00:00:00+00:00"


def feed(asked: Asked, rows: Sequence[dict[str, Any]], to: Places, base: str) -> str:
    """The newest hits as entries. `base` is scheme and host of this server."""
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed")
    own = base + to.search_with(asked.given, ".atom")
    words = ", ".join(f"{name} {text}" for name, text in asked.given.items()) or "all articles"
    _add(root, "title", f"{to.name}: {words}")
    _add(root, "id", own)
    _add(root, "updated", max((_updated(row) for row in rows), default=_BEFORE_ALL))
    _add(root, "rights", RIGHTS)
    author = ElementTree.SubElement(root, f"{{{_ATOM}}}author")
    _add(author, "name", to.name)
    ElementTree.SubElement(root, f"{{{_ATOM}}}link", {"rel": "self", "href": own})
    ElementTree.SubElement(root, f"{{{_ATOM}}}link", {"href": base + to.search_with(asked.given)})
    for row in rows:
        entry = ElementTree.SubElement(root, f"{{{_ATOM}}}entry")
        address = base + to.article(row["id"])
        _add(entry, "title", row["headline"] or "(no headline)")
        _add(entry, "id", address)
        _add(entry, "updated", _updated(row))
        if (published := moment(row["published_at"])) and published.iso:
            _add(entry, "published", published.iso)
        person = ElementTree.SubElement(entry, f"{{{_ATOM}}}author")
        _add(person, "name", row["byline"] or row["outlet"])
        ElementTree.SubElement(entry, f"{{{_ATOM}}}link", {"href": address})
        _add(entry, "summary", row["snippet"])
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _updated(row: dict[str, Any]) -> str:
    """When it was last said to be changed, else when it was first seen."""
    known = (moment(row[name]) for name in ("modified_at", "published_at", "first_seen_at"))
    return next((at.iso for at in known if at and at.iso), _BEFORE_ALL)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    safe = "".join(one for one in text if one in "\t\n" or (ord(one) >= 32 and one not in "\ufffe\uffff"))
    ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}").text = safe
