"""Addresses of pictures as lazy loading hides them, and which `img` is no picture of the story."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.pictures import is_thumbnail
from qiosk_scraper.normalise.text import clean
from qiosk_scraper.page import Page

# In this order: the attribute that a script will copy to `src` says more than a `src` that may be a placeholder.
_LAZY = (
    "data-runner-src",
    "data-runner-img-hd",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-original-src",
    "data-hi-res-src",
    "data-full-src",
    "data-image-src",
    "data-img-src",
    "data-img-url",
    "data-url",
    "data-srcset",
    "data-lazy-srcset",
)
_PLACEHOLDER = re.compile(
    r"^(?:data:|about:|blob:)|(?:placeholder|spacer|blank|transparent|grey-?placeholder|1x1|pixel)[\w\-]*\.(?:gif|png|svg|jpe?g)|"
    r"(?:loading|preload)[\w\-]*\.(?:gif|png|svg)|/(?:pre)?load(?:er|ing)?\.jpe?g",
)
_NO_ADDRESS = re.compile(
    r"/wp-content/plugins/|\badserver|smartadserver|doubleclick\.net|google-analytics\.com|/(?:pinext|meter|trans|spacer)\.(?:png|gif)|pixel|\.svg(?:\?|$)|/icons?/|arc-authors|gravatar|"
    r"/themes/[^/.]+/(?:[^.?]{0,80}/)?(?:images?|img|icons?)/"
)
_PORTRAIT = re.compile(r"[?&]w=(\d{2}|1[01]\d)&h=\1(?!\d)")
"""Asked for as a square of less than 120 pixels, as the writer's picture is (`?w=105&h=105`, seen 2019-11)."""
_NO_DIRECTORY = re.compile(
    r"/(?:logos?|avatars?|authors?)/|/logo\.|"
    r"(?:twitter|facebook|pinterest)[_-](?:icon|logo)|/rater/|"
    r"/(?:btn|button|icon|ico|bullet|arrow[_-](?:left|right|up|down|next)|1px|logo-(?:facebook|twitter))(?:[_.-][^/]*)?\.(?:gif|png)$|"
    r"(?:logo|label|header|ornament|divider|button)[^.]*\.gif$"
)
"""Of pictures that are none of the story unless they have a line of their own: clubs have badges. The rest is what a
site's own design is made of, none of it a JPEG: `bullet-train.jpg` is a photograph."""
_NO_PICTURE = NamePattern(
    r"avatar|logo|\bicons?\b|icon-|emoji|sprite|gravatar|badge|tracking|pixel|spinner|share|social|author|byline|"
    r"headshot|"
    r"newsletter|advert|\bads?\b|button|google-cta|-cta\b",
)
_LONGEST_PATH = 300
"""Characters of an address that are looked at, from its end."""
_ROUND = NamePattern(r"(?:^|\s)rounded-full(?:\s|$)")
"""A portrait beside a byline, unless it has a line of its own."""
_LEAD_PICTURE = NamePattern(r"(?:hero|lead|main|featured)-?_*(?:image|img|photo|picture)")
"""Said of a picture that is also called `block-image-ads` or `social-lead-image`."""


_HAS_WIDTHS = re.compile(r"\s\d+(?:\.\d+)?[wx]\s*(?:,|$)")
# From where an address begins, never back into it: else a megabyte without a blank is tried at each letter.
_WIDTH = re.compile(r"(?<![^\s,])(\S++)\s+(\d+(?:\.\d+)?)[wx]\s*(?:,|$)")


def picture_url(page: Page, element: HtmlElement) -> str | None:
    """The address that an `img`, a `picture` or a lazy box will show, absolute; None for a placeholder alone."""
    for name in _LAZY:
        value = (element.get(name) or "").strip()
        if value and (url := _usable(page, _in_json(value) if value[0] == "{" else value)):
            return url
    source = (element.get("src") or "").strip()
    if source and not _PLACEHOLDER.search(source.lower()) and (url := _usable(page, source)):
        # `src` may be a thumbnail of 40 pixels, and `srcset` have the rest (seen 2026-08).
        if is_thumbnail(url) and (value := element.get("srcset")) and _HAS_WIDTHS.search(value):
            return _usable(page, value) or url
        return url
    if (value := element.get("srcset")) and (url := _usable(page, value)):
        return url
    if element.tag == "img":
        parent = element.getparent()
        while parent is not None and parent.tag == "source":  # without an end it nests
            parent = parent.getparent()
        if parent is not None and parent.tag == "picture" and (url := _source(page, parent)):
            return url
        return _in_data(page, element)
    if element.tag == "picture":
        for image in element.iter("img"):
            if url := picture_url(page, image):
                return url
        return _source(page, element)
    return None


def _source(page: Page, picture: HtmlElement) -> str | None:
    for source in picture.iter("source"):
        for name in ("srcset", "data-srcset", "data-runner-srcset", "data-lazy-srcset"):
            if (value := source.get(name)) and (url := _usable(page, value)):
                return url
        if url := _in_data(page, source):
            return url
    return None


_NAMES_PICTURE = re.compile(
    r"^data-(?![\w\-]*(?:link|caption|share|title|id|credit|alt|href|page|author)$)"
    r"[\w\-]*(?:src|image|img|photo|picture|thumb|lazy)"
)
_ABSOLUTE = re.compile(r"(?:https?:)?//[^\s\"'<>{}]+")
_PATH = re.compile(r"/[^\s\"'<>{}]+\.(?:jpe?g|png|webp|avif|gif)")  # matched at one place only: it looks back


def _in_data(page: Page, element: HtmlElement) -> str | None:
    """The address in a `data-` attribute of a name of the site's own, bare, as `srcset` or in JSON
    (`data-lazyimage-srcset`, `data-srcs='{"https://…": …}'`; sites seen in 2024 and 2025)."""
    for name, value in element.items():
        if not _NAMES_PICTURE.match(name) or name in _LAZY:
            continue
        if "{" in value:
            value = _in_json(value)
        elif not (_ABSOLUTE.match(value.strip()) or _PATH.match(value.strip())):
            continue
        if value and (url := _usable(page, value.strip())):
            return url
    return None


def _in_json(value: str) -> str:
    """The first whole address in what an attribute holds for a script."""
    found = _ABSOLUTE.search(value[:_MOST_OF_VALUE].replace("\\/", "/"))
    return found[0] if found else ""


_MOST_OF_VALUE = 4_000


def _usable(page: Page, value: str) -> str | None:
    """The address in an attribute; of a `srcset` the widest."""
    if _HAS_WIDTHS.search(value):
        best: tuple[float, str] | None = None
        for match in _WIDTH.finditer(value):
            width, address = float(match[2]), match[1].lstrip(",")
            if best is None or width > best[0]:
                best = (width, address)
        if best is not None:
            value = best[1]
    if _PLACEHOLDER.search(value.lower()) or "{" in value or value in _NOTHING:
        return None
    url = page.absolute(value)
    return url if url and _HAS_PATH.match(url) else None


_HAS_PATH = re.compile(r"https?://[^/?]+(?:/+[^/?#]|/*\?)")
"""Else the address of a site, where a program had no picture's."""
_NOTHING = frozenset(("null", "undefined", "none", "false", "#", "[object Object]"))
"""What a program writes where it has no address."""
_BACKDROP = re.compile(r"background(?:-image)?\s*:[^;]{0,80}?url\(\s*[\"']?([^\"')\s]+)", re.IGNORECASE)
_BACKDROPS = ("data-bg", "data-background", "data-background-image", "data-bg-src", "data-bgset", "data-img-url")


def backdrop(page: Page, box: HtmlElement) -> str | None:
    """The address of the picture that a box shows behind its content, or None."""
    if (style := box.get("style")) and (found := _BACKDROP.search(style[:2_000])):
        return _usable(page, found[1])
    for name in _BACKDROPS:
        if value := (box.get(name) or "").strip():
            inside = re.match(r"url\(\s*[\"']?([^\"')\s]+)", value)
            return _usable(page, inside[1] if inside else value)
    return None


def picture_alt(element: HtmlElement) -> str | None:
    """The alternative text as printed; never a caption (it is often a file name or the headline)."""
    return clean(element.get("alt") or element.get("aria-label") or "") or None


_SMALL = re.compile(r"0*[1-9]|0*[1-5][0-9]")
"""Pixels of an icon's side; no figures but those of ASCII (`80²`, seen in a damaged page)."""


def _has_caption(element: HtmlElement) -> bool:
    figure = next(element.iterancestors("figure"), None)
    return figure is not None and next(figure.iter("figcaption"), None) is not None


def _is_banner(element: HtmlElement) -> bool:
    """Whether an `img` is a strip: a site's name across its page, an advertisement."""
    width, height = ((element.get(side) or "").strip().removesuffix("px") for side in ("width", "height"))
    if not (width.isdecimal() and height.isdecimal()) or len(width) > 5 or len(height) > 5:
        return False
    return int(width) >= _WIDEST * int(height) > 0


_WIDEST = 6


def is_story_picture(element: HtmlElement) -> bool:
    """Whether an `img` is a picture of the story: not an icon, avatar, logo, share button or tracking pixel."""
    for side in ("width", "height"):
        value = (element.get(side) or "").strip().removesuffix("px")
        if _SMALL.fullmatch(value):
            return False
    own = " ".join(filter(None, (element.get("class"), element.get("id")))).replace("spip_logo", "").lower()
    if (_NO_PICTURE.search(own) and not _LEAD_PICTURE.search(own)) or (
        element.get("alt") or ""
    ).strip().lower() == "google cta":
        return False
    source = (element.get("src") or "").lower()
    if _NO_ADDRESS.search(source) or _PORTRAIT.search(source):
        # The plug-in's stand-in before the picture comes (`/wp-content/plugins/…/lazy.gif` beside `data-src`).
        source = next((value.lower() for name in _LAZY if (value := element.get(name))), source)
        if _NO_ADDRESS.search(source) or (_PORTRAIT.search(source) and not element.get("srcset")):
            return False
    doubtful = (
        _is_banner(element) or _ROUND.search(own) or _NO_DIRECTORY.search(source.partition("?")[0][-_LONGEST_PATH:])
    )
    return not doubtful or _has_caption(element)
