"""Telling whether two addresses show the same picture, whatever the size or crop."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

_SIZE = re.compile(
    r"(?:[-_]\d{2,4}x\d{2,4}|[-_@]\d+x|[-_](?:scaled|large|medium|small|thumb|crop(?:ped)?))+(?=\.[a-z]+$)",
    re.IGNORECASE,
)
_IDENTITY = re.compile(r"[A-Za-z0-9]{8,}")


_DIGIT = re.compile(r"\d")
_COMMON_NAME = re.compile(r"(?:image|original|default|photo|picture|thumbnail|cover|index|\d{1,4}(?:x\d{1,4})?)\.\w+")


def same_picture(one: str, other: str) -> bool:
    """Same address without its size, same file name of eight characters or more, or a long id in common; never
    when both carry ids in the query and those differ."""
    if one == other:
        return True
    try:
        first, second = urlsplit(unquote(one)), urlsplit(unquote(other))
    except ValueError:
        return False
    asked = _ids(first.query), _ids(second.query)
    if all(asked) and not asked[0] & asked[1]:
        return False
    paths = [_SIZE.sub("", parts.path.rstrip("/")).lower() for parts in (first, second)]
    if first.netloc.lower() == second.netloc.lower() and paths[0] == paths[1]:
        return True
    names = [path.rsplit("/", 1)[-1] for path in paths]
    if len(names[0]) >= 8 and names[0] == names[1] and not _COMMON_NAME.fullmatch(names[0]):
        return True
    return bool((_ids(paths[0]) | asked[0]) & (_ids(paths[1]) | asked[1]))


def _ids(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _IDENTITY.findall(text) if _DIGIT.search(word))
