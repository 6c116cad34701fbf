"""Boxes that hold a picture and its lines and nothing else, told by what stands in them, where no tag or name says it:
classes drawn by lot, `div` for `figure`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS
from qiosk_scraper.layers.generic.card_words import is_invitation
from qiosk_scraper.layers.photo_lines import may_be_photo_line
from qiosk_scraper.layers.pictures import is_story_picture
from qiosk_scraper.normalise.credits import read_credit_line
from qiosk_scraper.normalise.text import clean, inline_text

_BOXES = frozenset(("div", "span", "section", "center", "li", "aside"))
_PARTS = (
    "article aside audio blockquote dl figure form header iframe input label nav ol pre select table textarea time "
    "ul video"
)
_OTHER_PARTS = HEADINGS | frozenset(_PARTS.split())
"""What stands in no box of a picture alone."""
_UNREAD = frozenset(("button", "noscript", "script", "style", "svg", "template"))
_MOST = 40
"""Elements of such a box; a `picture` has up to twelve."""
_LONGEST = 320
_LONGEST_CREDITED = 520
"""Characters of what an agency writes below its picture, with its name."""
_HIGHEST = 6


def is_bare_box(node: HtmlElement) -> bool:
    """Whether a box holds one picture and below it its line or two."""
    return _is_box(node) and not _is_teaser(node)


def _is_box(node: HtmlElement) -> bool:
    """Whether a box holds one picture and below it a line or two, in elements of their own; paragraphs right in it are
    rather the text beside a picture."""
    if node.tag not in _BOXES or (node.text or "").strip():
        return False
    elements = list(islice(node.iterdescendants(), _MOST + 1))
    if len(elements) > _MOST or any(element.tag in _OTHER_PARTS for element in elements):
        return False
    shown = [one for one in elements if one.tag in ("img", "amp-img")]
    if len(shown) > 1:
        shown = [one for one in shown if is_story_picture(one)]
    return bool(shown) and _is_one(shown) and _has_lines(node, _told(shown)[-1] if len(shown) > 1 else shown[0])


def _is_one(pictures: list[HtmlElement]) -> bool:
    """Whether all are one picture: shown, kept for those without scripts, or a stand-in until it is loaded."""
    told = _told(pictures)
    alts = {one.get("alt") for one in told if one.get("alt")}
    return len(told) == 1 or (len(told) == 2 and len(alts) <= 1)


def _told(pictures: list[HtmlElement]) -> list[HtmlElement]:
    """The pictures without those kept for readers without scripts; the first where all are."""
    shown = [one for one in pictures if not any(node.tag == "noscript" for node in islice(one.iterancestors(), 2))]
    return shown or pictures[:1]


def _has_lines(node: HtmlElement, image: HtmlElement) -> bool:
    """Whether the words of a box are few, behind its picture, and in elements."""
    words = "".join(_words(node))
    text = clean(words)
    if not 1 < len(text) <= _LONGEST_CREDITED:
        return False
    if len(text) > _LONGEST and read_credit_line(text, labelled=False).credit is None:
        return False
    branch = image
    for outer in image.iterancestors():
        if (branch.tail or "").strip() and branch.tag in ("img", "picture", "a", "br"):
            return False  # a text with a picture before it
        if any(inline_text(before) for before in branch.itersiblings(preceding=True)):
            return False
        if outer is node:
            break
        branch = outer
    paragraphs = list(islice(node.iter("p"), 2))
    if len(paragraphs) > 1 or (paragraphs and paragraphs[0].getparent() is node and node.tag != "aside"):
        return False
    if _is_running_text(node, text, bool(paragraphs)):
        return False
    return not any(
        _width(inline_text(link)) >= _HEADLINE and not _PICTURE.search(link.get("href") or "")
        for link in node.iter("a")
    )


def _width(text: str) -> int:
    """Characters, of which those of Chinese, Japanese and Korean say as much as two."""
    return len(text) + sum(sign >= "\u2e80" for sign in text)


def _is_teaser(node: HtmlElement) -> bool:
    """Whether the lines in a box begin or end with a day, or in `Read more`: they are no caption."""
    text = clean("".join(_words(node)))
    return _STAMPED.search(text) is not None or any(is_invitation(inline_text(link)) for link in node.iter("a"))


_STAMPED = re.compile(
    r"^(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4})\b|"
    r"(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}),? \d{1,2}:\d{2}$"
)
"""Of a teaser's lines, or of a line of source and time."""


def _is_running_text(node: HtmlElement, text: str, is_paragraph: bool) -> bool:
    """Whether a whole sentence that names no maker is rather told beside a picture than of it: a long paragraph in the
    next column, a step of a list, one of several texts below each other, each with a picture."""
    if node.tag == "li" and (parent := node.getparent()) is not None and parent.tag == "ol":
        return True
    if not text.endswith(_ENDS) or _names_maker(node, text):
        return False
    is_long = len(text) > _LONG or _SENTENCES.search(text) is not None
    return (is_paragraph and is_long and node.tag != "aside") or _is_in_row(node)


_ENDS = (".", "!", "?", "…", "。", "”", "“", "»", "।", "؟")
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?] [^\W\d_]")
_LONG = 100
"""Characters of a paragraph longer than most lines without a maker's name."""


def _names_maker(node: HtmlElement, text: str) -> bool:
    if read_credit_line(text, labelled=False).credit is not None:
        return True
    pieces = (inline_text(one) for one in node.iterdescendants() if len(one) == 0 and one.text)
    return any(may_be_photo_line(piece) or read_credit_line(piece).credit is not None for piece in pieces if piece)


def _is_in_row(node: HtmlElement) -> bool:
    """Whether three boxes right behind each other have a picture and a sentence each."""
    alike = 1
    for preceding in (True, False):
        for one in islice(node.itersiblings(preceding=preceding), 2):
            if one.tag != node.tag or next(one.iter("img", "amp-img"), None) is None or not _is_sentence(one):
                break
            alike += 1
    return alike >= _ROW


_ROW = 3


def _is_sentence(node: HtmlElement) -> bool:
    """Whether a small box has few words and ends in a sentence's mark."""
    if next(islice(node.iterdescendants(), _MOST, None), None) is not None:
        return False
    text = clean("".join(_words(node)))
    return len(text) <= _LONGEST_CREDITED and text.endswith(_ENDS)


_HEADLINE = 30
"""Characters of a link that is more than a maker's name: of another article's card."""
_PICTURE = re.compile(r"^#|\.(?:jpe?g|png|gif|webp|avif)(?:$|\?)|/attachment/", re.IGNORECASE)
"""In the address of a picture, larger."""


def _words(node: HtmlElement) -> Iterator[str]:
    for child in node:
        if child.tag not in _UNREAD:
            yield child.text or ""
            yield from _words(child)
        yield child.tail or ""


def box_of_picture(image: HtmlElement, limit: frozenset[HtmlElement]) -> HtmlElement | None:
    """The largest such box around an `img`."""
    found: HtmlElement | None = None
    for node in islice((one for one in image.iterancestors() if one.tag not in ("picture", "source")), _HIGHEST):
        if node in limit or node.tag in ("p", "figure", "td"):
            break
        if _is_box(node):
            found = node
        elif found is not None:
            break
    return found
