"""Telling whether two addresses show the same picture, whatever the size or crop."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from qiosk_scraper.normalise.urls import owner_of

_SIZE = re.compile(
    r"(?:[-_]\d{2,4}x\d{2,4}|[-_@]\d+x|[-_](?:scaled|large|medium|small|thumb|crop(?:ped)?))+(?=\.[a-z]+$)",
    re.IGNORECASE,
)
_IDENTITY = re.compile(r"[A-Za-z0-9]{8,}")
_PASSING = re.compile(
    r"(?:^|(?<=[&?;]))(?:expir(?:es?|y|ation)|exp|sig(?:nature)?|token|policy|key-pair-id|x-(?:amz|goog)-[a-z-]+|auth|"
    r"hmac|v|ver|version|t|ts|timestamp|cb|cache(?:-?bust(?:er)?)?|modified|updated|nonce|rnd|rand)=[^&;]*",
    re.IGNORECASE,
)
"""Parameters that all pictures of a page may have in common: good until when, by whose key, of which build."""

_DIGIT = re.compile(r"\d")
_COMMON_NAME = re.compile(r"(?:image|original|default|photo|picture|thumbnail|cover|index|\d{1,4}(?:x\d{1,4})?)\.\w+")


def same_picture(one: str, other: str) -> bool:
    """Same address without its size, same file name of eight characters or more, or a long id in common; never
    when both carry ids in the query and those differ."""
    if one == other:
        return True
    first, second = _read(one), _read(other)
    if first is None or second is None:
        return False
    if first.asked and second.asked and not first.asked & second.asked:
        return False
    if first.host == second.host and first.path == second.path:
        return True
    if len(first.name) >= 8 and first.name == second.name and not _COMMON_NAME.fullmatch(first.name):
        return True
    return bool((first.ids | first.asked) & (second.ids | second.asked))


class Pictures:
    """Addresses of pictures, asked whether one of them shows the same as another: by what two such addresses have in
    common, so that a gallery of thousands is not compared each with each."""

    _MOST = 50
    """Addresses compared that have a part in common and may yet show different pictures."""

    def __init__(self) -> None:
        self._by_part: dict[object, list[str]] = {}

    def add(self, url: str) -> None:
        for part in _parts(url):
            self._by_part.setdefault(part, []).append(url)

    def __contains__(self, url: str) -> bool:
        return any(
            same_picture(known, url) for part in _parts(url) for known in self._by_part.get(part, ())[: self._MOST]
        )


def _parts(url: str) -> set[object]:
    """What addresses of the same picture share, one of them at least."""
    read = _read(url)
    if read is None:
        return {url}
    return {url, (read.host, read.path), ("name", read.name), *read.ids, *read.asked}


class _Address(NamedTuple):
    host: str
    path: str
    """Without its size."""
    name: str
    """Of the file."""
    ids: frozenset[str]
    asked: frozenset[str]
    """Ids in the query."""


@lru_cache(2_048)
def _read(url: str) -> _Address | None:
    try:
        parts = urlsplit(unquote(url))
    except ValueError:
        return None
    path = _SIZE.sub("", parts.path.rstrip("/")).lower()
    asked = _ids(_PASSING.sub("", parts.query))
    return _Address(parts.netloc.lower(), path, path.rsplit("/", 1)[-1], _ids(path), asked)


def _ids(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _IDENTITY.findall(text) if _DIGIT.search(word))


_ASKED_WIDTH = re.compile(r"(?:^|&)(?:w|width|resize|size|fit)=(\d{1,5})(?!\d)")
_THUMBNAIL = 320
"""Pixels of width up to which an address asks for a thumbnail."""
_COLUMN = 600


def _asked_width(url: str) -> int | None:
    """The width that an address asks for in its query; None for the whole picture."""
    found = _ASKED_WIDTH.search(url.partition("?")[2])
    return int(found[1]) if found else None


def is_thumbnail(url: str) -> bool:
    """Whether an address asks for a picture of at most 320 pixels."""
    return (_asked_width(url) or _COLUMN) <= _THUMBNAIL


def largest(url: str, others: list[str]) -> str:
    """`url`; where it asks for less than a column's width, the address of the same file at its largest among `others`.
    WordPress tells machines `photo.jpg?w=150` beside the whole picture (seen 2019-11)."""
    if (_asked_width(url) or _COLUMN) >= _COLUMN:
        return url
    same = [one for one in others if _unsized(one) == _unsized(url)]
    return max((url, *same), key=lambda one: _asked_width(one) or 1 << 20)


_SIZES_ASKED = re.compile(
    r"(?:^|(?<=&))(?:w|h|q|width|height|resize|size|fit|crop|quality|ssl|strip|auto|dpr|zoom)=[^&]*(?:&|$)"
)


def _unsized(url: str) -> tuple[str, str]:
    """An address and what it asks for beside sizes: `/image.php?file=one.jpg` is another than `?file=two.jpg`."""
    path, _, query = url.partition("?")
    return path, _SIZES_ASKED.sub("", query).rstrip("&")


_STAND_IN = re.compile(
    r"gravatar|blavatar|open-?graph[-_]?default|default[-_](?:og|open-?graph|image|share|social|thumb|facebook|article)|"
    r"(?:og|share|social|facebook|fb|twitter|thumb|image)[-_]default|"
    r"/(?:social|og|facebook|fb|twitter|default)[-_]?(?:share|sharing|image|card)s?\.(?:png|jpe?g|webp)|"
    r"no[-_]?image\b|image[-_]?not[-_]?(?:found|available)|"
    r"placeholder|/(?:blank|spacer)\.(?:png|gif|jpe?g)|touch-icon|[-_]logo[-_](?:og|fallback|share|social)|og_image_logo/"
)
_SIGN = re.compile(
    r"/fallback/|"
    r"/(?:facebook|twitter|instagram|linkedin|youtube|whatsapp|rss|pdf)(?:[-_]?(?:icon|logo|button))?\.(?:png|svg|jpe?g|gif)|"
    r"/(?:site[-_]?)?logo[\w-]{0,12}\.(?:png|svg|jpe?g|gif|webp)"
)
_UPLOADED_PHOTO = re.compile(
    r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/(?:.*/)?(?!(?:site[-_]?)?logo|facebook|[\w-]*(?:icon|logo|button)\.)[^/]*\.(?:jpe?g|webp)$"
)
"""Where a system files what its editors upload: there `twitter.jpg` is the picture of an article on that house; a
`twitter.png` or `logo.jpg` is a sign there, too."""


def is_stand_in(url: str) -> bool:
    """Whether an address is that of a site's own sign, shown for sharing where an article has no picture."""
    path = url.lower().partition("?")[0]
    return (
        _STAND_IN.search(path) is not None
        or (_SIGN.search(path) is not None and not _UPLOADED_PHOTO.search(path))
        or _is_own_logo(path)
    )


def _is_own_logo(url: str) -> bool:
    """Whether a file is named a logo and as its host, or by its host and a size alone:
    `/img/tidepost_logo_1200x800.jpg`, `/i/tidepost_200x200.png` of `img.tidepost.example`."""
    name = url.rpartition("/")[2]
    if "logo" not in name and len(name) > _LONGEST_OF_HOUSE:
        return False
    house = owner_of(url).partition(".")[0]
    if len(house) < _SHORTEST_HOUSE or house not in name:
        return False
    return _names_logo(name, house) or (
        _OF_HOUSE.fullmatch(name.partition(house)[2]) is not None and name.startswith(house)
    )


def _names_logo(name: str, house: str) -> bool:
    """Whether a logo and the house are words of a name: not so in `catalogo-timeline.jpg` of `time.example`."""
    apart = name.replace(f"{house}logo", f"{house}-logo").replace(f"logo{house}", f"logo-{house}")
    words = f"-{_NO_LETTERS.sub('-', apart)}-"
    return "-logo-" in words and f"-{house}-" in words


_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_SHORTEST_HOUSE = 4
_LONGEST_OF_HOUSE = 30
_OF_HOUSE = re.compile(r"(?:[-_](?:\d+x\d+|og|fb|share|social|profile|default|icon|lg|sm))*\.(?:png|jpe?g|gif|webp)")
