"""A capture opened for reading: one tree, the scripts beside it, and the document's metadata, shared by all layers.

Scripts and styles are cut out of the bytes before they are parsed (0.2 ms a page against 1.3 ms for the parse: the tree
gets smaller, and `<script type="keep-reading-content">` never looks like text). `<template>` goes too: lxml shows its
hidden content as ordinary text (a teaser of 440 visible characters read as 6,164; RebelMouse page seen 2024-08).
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from functools import cached_property
from itertools import chain, islice
from typing import Any
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml import etree
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from qiosk_scraper.decoding.charset import Decoded, read_text
from qiosk_scraper.decoding.json_ld import read_json_ld
from qiosk_scraper.items import Capture
from qiosk_scraper.normalise.secrets import without_userinfo
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page_index import MOST_OF_A_LINE, PageIndex
from qiosk_scraper.page_selectors import alternatives, compiled, matching

_ATTRIBUTES = re.compile(rb"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
# Letters in classes: 0.3 ms a page of 380 kB, where lowering the text takes 1.3 ms and a pattern with `.*?` 2.1 ms.
_CUT_TAG = re.compile(rb"</?[sS](?:[cC][rR][iI][pP][tT]|[tT][yY][lL][eE])(?=[\s/>])")
_ODD_IN_LINK = re.compile(r"[\[\]\\]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BEFORE_QUERY = re.compile(r"[^?#]*")
_PLAIN_PATH = re.compile(r"(?:/[\w%~\-][\w%~.\-]*)+/?(?:\?[\w%~.\-=&]+)?|/", re.ASCII)
_MOST_UNCLOSED = 20
"""Script tags without an end that are tried: each costs a look at the rest of the page."""
_NOT_READ = ("template", "noscript", "style")
_FEWEST_ITEMS, _DEEPEST_META = 2, 40
"""Articles in microdata of which one is another, and levels in one at which its `meta` stand."""
_META_NAMES = ("name", "property", "itemprop", "http-equiv")
_MOST_VALUES = 1_000
"""Values of one `meta` name, and links of one `rel`, that are kept."""
_UNUSED_LINKS = frozenset(
    (
        "stylesheet",
        "preload",
        "prefetch",
        "preconnect",
        "dns-prefetch",
        "modulepreload",
        "icon",
        "apple-touch-icon",
        "manifest",
    )
)
"""What a browser fetches beside the page: two of three `link` elements."""
_MOST_TITLES = 200
_OWN_NUMBER = re.compile(r"\d{5}")
"""Of an article: its address without the words behind is its own, and no blog's."""
_PART = re.compile(r"/(?:amp|print|\d{1,2}|(?:comment-)?page[/-]\d+|comments|all|full|single)/?")
"""Behind the address of an article: one of its pages, or a spelling of it."""
_SLASH = ord("/")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r")
_PLAIN = etree.ElementDefaultClassLookup(element=HtmlElement)
_selectors: dict[str, CSSSelector] = {}


def select(element: HtmlElement, css: str) -> list[HtmlElement]:
    """The elements below `element` that match a CSS selector, in document order."""
    selector = _selectors.get(css)
    if selector is None:
        selector = _selectors[css] = CSSSelector(css, translator="html")
    found: list[HtmlElement] = selector(element)  # type: ignore[assignment]
    return found


class Page:
    """One page, read-only by convention: layers share its tree and must not change it."""

    def __init__(self, capture: Capture, given: Decoded | None = None) -> None:
        """`given`: the capture's text, where it was text before it was a capture."""
        self.capture = capture
        self.url = capture.url
        self.charset = given or read_text(capture.body, capture.header("content-type"))
        self.html = self.charset.text
        """The whole page as text, scripts included."""
        self.scripts: list[tuple[str, str]] = []
        """(attributes, content) of each script, as written."""
        self.remembered: dict[object, object] = {}
        """What readers share, by the function that made it (`layers.remembered`)."""
        # Bytes, since lxml refuses a str that begins with an XML declaration naming an encoding.
        utf8 = self.charset.utf8
        self.root, self.too_deep = _parse(
            self._cut_scripts(self.html.encode("utf-8", "replace") if utf8 is None else utf8)
        )
        """`too_deep`: elements nest over 2,000 deep, and the tree ends there."""

    def _cut_scripts(self, markup: bytes) -> bytes:
        """The page without its scripts, which are kept aside, and its styles."""
        kept: list[bytes] = []
        done = unclosed = 0
        opened: tuple[int, int, int, bool] | None = None  # where a tag, its attributes and its content begin; a script?
        for tag in _CUT_TAG.finditer(markup):
            start, end = tag.span()
            if start < (opened[2] if opened else done):
                continue
            closes = markup[start + 1] == _SLASH
            is_script = markup[end - 1] in b"tT"
            if opened is None and not closes and unclosed < _MOST_UNCLOSED:
                if inside := _ATTRIBUTES.match(markup, end):
                    opened = (start, end, inside.end(), is_script)
                else:
                    unclosed += 1
            elif opened is not None and closes and opened[3] is is_script:
                kept.append(markup[done : opened[0]])
                if is_script:
                    self._keep(markup[opened[1] : opened[2] - 1], markup[opened[2] : start])
                    kept.append(b" ")
                end = markup.find(b">", end)
                done, opened = (end + 1 if end >= 0 else len(markup)), None
        if opened is not None:
            if opened[3]:
                self._keep(markup[opened[1] : opened[2] - 1], markup[opened[2] :])
            kept.append(markup[done : opened[0]])
            done = len(markup)
        kept.append(markup[done:])
        return b"".join(kept)

    def _keep(self, attributes: bytes, script: bytes) -> None:
        self.scripts.append((attributes.decode("utf-8", "replace"), script.decode("utf-8", "replace")))

    @cached_property
    def index(self) -> PageIndex:
        """The page's elements by tag, class and place."""
        return PageIndex(self.root)

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """Every schema.org node of the page, blocks and `@graph`s flattened, in order."""
        blocks = [text for attributes, text in self.scripts if "ld+json" in attributes.lower()]
        return read_json_ld(blocks)

    @cached_property
    def meta(self) -> Mapping[str, tuple[str, ...]]:
        """`meta` values by lower-case name: of `name`, `property`, `itemprop` or `http-equiv`.

        The value is read from `content`, else `value` (pages kept by savers that rename it, seen 2022-08).
        """
        found: dict[str, list[str]] = {}
        for element in self.index.tags("meta"):
            attributes = dict(element.items())
            value = attributes.get("content") or attributes.get("value")
            if value is None:
                continue
            if "itemprop" in attributes and self._is_of_other_item(element):
                continue
            for name in {attributes[key] for key in _META_NAMES if key in attributes}:
                if name:
                    values = found.setdefault(name.strip().lower().removeprefix("schema:"), [])
                    if len(values) < _MOST_VALUES:
                        values.append(value.strip())
        return {name: tuple(values) for name, values in found.items()}

    def _is_of_other_item(self, element: HtmlElement) -> bool:
        """Whether a `meta` is part of a picture, or of another article than the one whose item holds the page's h1."""
        if self.is_of_picture(element):
            return True
        if not self._has_own_item:
            return False
        item = next((node for node in islice(element.iterancestors(), _DEEPEST_META) if node in self._articles), None)
        return item is not None and not self._articles[item]

    @cached_property
    def _has_own_item(self) -> bool:
        """Whether one of several articles in microdata holds an h1."""
        return len(self._articles) >= _FEWEST_ITEMS and any(self._articles.values())

    @cached_property
    def _articles(self) -> dict[HtmlElement, bool]:
        """The microdata items that are articles, and whether an h1 stands in each."""
        return {
            element: self.index.below(element, "h1")
            for element in self.index.having("itemscope")
            if (element.get("itemtype") or "").endswith(("Article", "BlogPosting"))
        }

    def is_of_picture(self, element: HtmlElement) -> bool:
        """Whether an element tells of a picture, as microdata within its item does. Films and sounds may be what the
        page is about."""
        return bool(self._pictures) and any(
            node in self._pictures for node in islice(element.iterancestors(), _DEEPEST_META)
        )

    @cached_property
    def _pictures(self) -> frozenset[HtmlElement]:
        """The microdata items that are pictures."""
        items = self.index.having("itemscope")
        return frozenset(one for one in items if (one.get("itemtype") or "").endswith("ImageObject"))

    def first_meta(self, *names: str) -> str | None:
        """The first non-empty meta value, names tried in order."""
        for name in names:
            for value in self.meta.get(name, ()):
                if value:
                    return value
        return None

    @cached_property
    def links(self) -> Mapping[str, tuple[Mapping[str, str], ...]]:
        """Attributes of `link` elements by each word of `rel`, `href` made absolute; no styles, icons and hints."""
        found: dict[str, list[Mapping[str, str]]] = {}
        for element in self.index.tags("link"):
            rels = (element.get("rel") or "").lower().split()
            if not rels or not _UNUSED_LINKS.isdisjoint(rels):
                continue
            attributes = {str(key): str(value) for key, value in element.items()}
            if href := attributes.get("href", "").strip():
                attributes["href"] = self.absolute(href) or href
                for rel in rels:
                    if len(values := found.setdefault(rel, [])) < _MOST_VALUES:
                        values.append(attributes)
        return {rel: tuple(values) for rel, values in found.items()}

    @cached_property
    def _origin(self) -> str:
        """Scheme and host of `base_url`; empty for another scheme."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""

    @cached_property
    def base_url(self) -> str:
        """What relative addresses are joined to; a `base` on another host is not believed."""
        for element in self.index.tags("base"):
            href = (element.get("href") or "").strip()
            if href:
                joined = _join(self.url, href)
                if joined and joined.split("/")[:3] == self.url.split("/")[:3]:
                    return joined
        return self.url

    def absolute(self, href: str | None) -> str | None:
        """An http(s) address made absolute, or None: other schemes, malformed ones and passwords never come out."""
        if not href or not (href := href.strip()):
            return None
        if href[0] == "/" and self._origin and _PLAIN_PATH.fullmatch(href):
            return without_userinfo(self._origin + href)  # what `urljoin` gives too, after 10 µs
        if not href.isascii() and _SURROGATE.search(href):
            return None  # half a character, escaped in a script: no encoding has it
        joined = _join(self.base_url, href)
        return None if joined is None else without_userinfo(joined)

    def select(self, css: str, within: HtmlElement | None = None) -> list[HtmlElement]:
        """Elements that match, in document order."""
        if within is None and css.isalnum():
            return list(self.index.tagged.get(css, ()))
        if len(parts := alternatives(css)) > 1:
            found = {element for one in parts for element in self.select(one, within)}
            return sorted(found, key=self.index.place.__getitem__)
        if not self.index.may_match(css):
            return []
        if within is None and (known := compiled(css)) is not None:
            return list(matching(self.index, known))
        return select(self.root if within is None else within, css)

    def first(self, css: str, within: HtmlElement | None = None) -> HtmlElement | None:
        found = self.select(css, within)
        return found[0] if found else None

    def text(self, css: str, within: HtmlElement | None = None) -> str | None:
        """Text of the first match that has any, white space collapsed; None without one."""
        for element in self.select(css, within):
            if text := inline_text(element):
                return text
        return None

    @cached_property
    def titles(self) -> tuple[tuple[HtmlElement, str], ...]:
        """The `h1` elements that have a text, with it. One that holds half the page is none: each inside the next, a
        thousand of them took 9 s. Nor is one that leads to the first page of the site, or of the blog that the page is
        in: it holds its name."""
        index = self.index
        found = index.tagged.get("h1", ())[:_MOST_TITLES]
        return tuple(
            (one, text)
            for one in found
            if index.size(one) <= MOST_OF_A_LINE and (text := inline_text(one)) and not self._leads_home(one, text)
        )

    def _leads_home(self, heading: HtmlElement, text: str) -> bool:
        link = next(chain(heading.iter("a"), islice(heading.iterancestors("a"), 1)), None)
        if link is None or self.index.size(link) > MOST_OF_A_LINE or inline_text(link) != text:
            return False  # a link without an end holds all that follows it
        target = self.absolute(link.get("href"))
        if target is None or target == self.url:
            return False
        there, here = urlsplit(target), urlsplit(self.url)
        path = there.path.rstrip("/")
        in_blog = bool(path) and here.netloc == there.netloc and here.path.rstrip("/").startswith(f"{path}/")
        in_blog = in_blog and _PART.fullmatch(here.path, len(path)) is None
        return not there.query and (not path or (in_blog and _OWN_NUMBER.search(path) is None))

    def texts(self, css: str, within: HtmlElement | None = None) -> list[str]:
        """Texts of all matches, empty ones left out."""
        return [text for element in self.select(css, within) if (text := inline_text(element))]


def _join(base: str, href: str) -> str | None:
    if href.startswith(("https://", "http://")) and href.isascii() and not _ODD_IN_LINK.search(href):
        return href  # what `urljoin` gives too, after 6 µs
    if "\\" in href:  # a slash for every browser, as the URL standard has it
        path = _BEFORE_QUERY.match(href)
        assert path is not None
        href = path[0].replace("\\", "/") + href[path.end() :]
    try:
        joined = urljoin(base, href)
        urlsplit(joined)
    except ValueError:  # `http://[::1`: seen in links written by hand
        return None
    return joined if joined.lower().startswith(("http://", "https://")) else None


def _parse(markup: bytes) -> tuple[HtmlElement, bool]:
    """The tree, without comments and without what no reader shows, and whether it was cut for its depth; an empty
    document for an empty text. `markup` is in UTF-8. Raises MemoryError."""
    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8", collect_ids=False
    )
    parser.set_element_class_lookup(_PLAIN)  # one class for all: lxml.html's own asks Python for every element
    # In the name of a tag they are legal to the parser and not to lxml: asking for the tag again raises ValueError.
    markup = markup.translate(None, _CONTROLS)
    if b"\xef\xbf" in markup:
        markup = markup.replace(b"\xef\xbf\xbe", b"").replace(b"\xef\xbf\xbf", b"")
    root: HtmlElement | None = None
    with contextlib.suppress(etree.XMLSyntaxError):
        root = etree.fromstring(markup, parser)
    if root is None:
        root = lxml.html.document_fromstring(b"<html><body></body></html>")
    errors = parser.error_log
    # The parser gives what it has when no memory is left: half a page, which must not pass for the whole.
    if any(entry.type == etree.ErrorTypes.ERR_NO_MEMORY for entry in errors):
        raise MemoryError
    _show_pictures(root)
    etree.strip_elements(root, *_NOT_READ, with_tail=False)
    return root, "Excessive depth" in str(errors) if len(errors) else False


def _show_pictures(root: HtmlElement) -> None:
    """Puts the picture of a `noscript` in its place where a script would show it and no other stands beside it: on one
    page in ten of 186 that is the only `img` of a photo."""
    for box in list(root.iter("noscript")):
        parent = box.getparent()
        images = list(islice(box.iter("img"), 2))
        if parent is None or len(images) != 1 or parent.tag not in _HOLDERS:
            continue
        around = parent.getparent() if parent.tag in ("picture", "span", "a") else parent
        near = list(islice((parent if around is None else around).iter(), _NEAR + 1))
        others = [one for one in near if one.tag in ("img", "amp-img") and one is not images[0]]
        if len(near) > _NEAR or not all(map(_shows_nothing, others)):
            continue
        images[0].tail = box.tail
        parent.replace(box, images[0])
        for other in others:
            other.tag = "span"  # what stood there until a script would have run


def _shows_nothing(image: HtmlElement) -> bool:
    """Whether an `img` has no address but that of an empty picture, for a script to fill in."""
    known = [(str(name), str(value)) for name, value in image.items()]
    if any(name != "src" and ("src" in name or "/" in value) for name, value in known):
        return False
    return all(name != "src" or _EMPTY_PICTURE.search(value.lower()) is not None for name, value in known)


_EMPTY_PICTURE = re.compile(
    r"^$|^data:image/(?:gif|svg)|/(?:blank|spacer|transparent|placeholder|pixel|1x1)[\w-]*\.(?:gif|png|svg)$"
)


_NEAR = 60
"""Elements of a box that is a picture's and no more."""
_HOLDERS = frozenset(("picture", "figure", "span", "div", "a", "p"))
