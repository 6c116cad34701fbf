"""Text as a reader sees it: white space collapsed, no control characters, nothing straightened or translated."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from typing import Any

from lxml import etree

_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
# Not a union of two paths: libxml2 takes 2 s to merge 10,000 nodes of each.
_PIECES = etree.XPath("descendant-or-self::node()[self::text() or self::br]", smart_strings=False)
_BLANKS = bytes(code if chr(code).isalnum() else 32 for code in range(128)) + bytes(128)
"""What stands for each character of ASCII: bytes are translated five times as fast as text."""
_WORDS = re.compile(r"[^\W_]+")


def clean(text: str) -> str:
    """`text` with C0/C1 controls, soft hyphens and zero-width marks dropped, lone surrogates as U+FFFD,
    and every run of white space (no-break space included) as one blank."""
    if text.isprintable():  # nothing to drop, and no white space but blanks
        return " ".join(text.split()) if "  " in text else text.strip(" ")
    plain = text.replace("\n", "").replace("\t", "").replace("\xa0", "")
    if not plain.isprintable():  # only then is there anything to drop but blanks
        text = _SURROGATE.sub("\ufffd", _DROPPED.sub("", text))
    return " ".join(text.split())


def inline_text(element: Any) -> str:
    """The element's text as read on the page: inline pieces joined without adding blanks, `br` as a blank."""
    children = len(element)
    if not children:  # half of all
        return clean(text) if (text := element.text) else ""
    if children == 1 and not len(only := element[0]) and isinstance(only.tag, str) and only.tag != "br":
        return clean(f"{element.text or ''}{only.text or ''}{only.tail or ''}")
    if next(element.iter("br"), None) is None:
        return clean(raw_text(element))
    found: Any = _PIECES(element)
    return clean("".join([piece if isinstance(piece, str) else " " for piece in found]))


def raw_text(element: Any) -> str:
    """The element's text as it stands in the tree (`tostring` takes a sixth of the time of an XPath of text nodes)."""
    text: str = etree.tostring(element, encoding="unicode", method="text", with_tail=False)
    return text


def spaced_text(element: Any, between: str = " ") -> str:
    """The element's text with `between` where a block or a break parts two words, and a blank where nothing but the
    page's style does: `<b>Jane Roe</b><i>Staff</i>`."""
    found = ""
    for text, apart in _with_gaps(element):
        if apart and found.strip():
            found = found.rstrip() + between
        elif found[-1:].isalnum() and (
            text[:1].isupper() or text[:1] in "@(" or (text[:1].isdigit() and found[-1:].isalpha())
        ):
            found += " "
        found += text
    return clean(found)


def text_pieces(element: Any) -> list[str]:
    """The texts of the element's nodes one by one, in order."""
    return [text for piece, _ in _with_gaps(element) if (text := clean(piece))]


def _with_gaps(element: Any) -> list[tuple[str, bool]]:
    """Each text below the element, and whether a block's edge or a break stands before it."""
    found: list[tuple[str, bool]] = []
    apart = False
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "end" and node is element:
            break
        apart = apart or (node is not element and node.tag in _PARTS)
        text = node.text if event == "start" else node.tail
        if text and (text.strip() or found):
            found.append((text, apart and bool(text.strip())))
            apart = apart and not text.strip()
    return found


_PARTS = frozenset(("p", "div", "li", "ul", "section", "h2", "h3", "h4", "h5", "dd", "dt", "td", "tr", "time", "br"))


def decoded(text: str) -> str:
    """`clean` text of a value that stood in an attribute or a script: entities decoded, twice where they were
    encoded twice (`&amp;#39;`), markup dropped."""
    for _ in range(3):
        if "&" not in text:
            break
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return clean(text)


def fold(text: str) -> str:
    """`text` for comparing: letters and digits alone, case and typography ignored."""
    return _fold_again(text) if len(text) <= _OFTEN_FOLDED else _fold(text)


def _fold(text: str) -> str:
    if not text.isascii():
        plain = text.encode("ascii", "replace").decode("ascii")
        if plain.count("?") - text.count("?") != sum(map(text.count, _MARKS)):
            return " ".join(_WORDS.findall(unicodedata.normalize("NFKC", text).casefold()))
        text = plain  # English, which is folded in a third of the time
    return b" ".join(text.lower().encode("ascii").translate(_BLANKS).split()).decode("ascii")


_MARKS = "\u2019\u2018\u201c\u201d\u2014\u2013\u2026\xa0"
"""Quotation marks, dashes and blanks: what English has beside ASCII."""
_OFTEN_FOLDED = 300
"""Characters of headlines, names and captions, which are compared with each other many times a page."""
_fold_again = lru_cache(maxsize=256)(_fold)
