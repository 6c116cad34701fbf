"""Subheads that are no headings in the markup: lines of bold letters, and paragraphs of which the class says it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.text import inline_text

_NAME = NamePattern(
    r"(?:^|[\s_-])(?:sub-?_*(?:head(?:ing|line)?|title)|cross-?_*head(?:ing|er)?|inter-?_*tit(?:re|ulo|olo|le)|"
    r"zwischen-?_*(?:titel|ueberschrift|zeile)|tussen-?_*kop(?:je)?|mellem-?_*(?:rubrik|titel|overskrift)|"
    r"mellan-?_*rubrik|mellom-?_*tittel|vali-?_*otsikko|ladillo|srodtytul|mezititulek|alcim|ara-?_*baslik|"
    r"heading(?:-?_*[2-6])?|h[2-6])(?=$|[\s_-])"
)
_LONGEST = 90
_LONGEST_NAME = 500
_MOST_ELEMENTS = 12
_FOLLOWING = 80
"""Characters of the shortest paragraph below one."""
_NUMBERS = re.compile(r"\d+")
_TABULAR = 4
"""Numbers from which on a line is a result: `Palm Bay 18 22 13 17 – 70`."""
_ENDS_SENTENCE = '.,;:!?…"”»'
_WORDS = ("span", "font", "em", "i", "u")


def is_subhead(element: HtmlElement) -> bool:
    """Whether a paragraph is a line over another paragraph that is bold as a whole, as editors set subheads by hand
    (four outlets of 2023 to 2025), or is named as a subhead."""
    name = element.get("class")
    named = bool(name) and _NAME.search((name or "")[:_LONGEST_NAME].lower()) is not None
    if next(islice(element.iter(), _MOST_ELEMENTS, None), None) is not None:
        return False
    if not named and not len(element):
        return False
    text = inline_text(element) if named else _bold_text(element)
    if not text or len(text) > _LONGEST or (not named and text[-1] in _ENDS_SENTENCE and not text.isupper()):
        return False
    tag = element.tag
    after = next((one for one in islice(element.itersiblings(), 3) if one.tag != tag or not _is_empty(one)), None)
    if after is not None and after.tag in ("ul", "ol"):
        return _is_told(after) and len(_NUMBERS.findall(text)) < _TABULAR
    if after is None or (after.tag != "p" and not (after.tag == tag and _is_line(after))):
        return False
    if _bold_text(after) is not None:
        return False
    return _is_paragraph(inline_text(after)) and len(_NUMBERS.findall(text)) < _TABULAR


def is_bold_line(
    text: str, line: tuple[int, int], after: tuple[int, int], bold: list[tuple[int, int]], mark: str
) -> bool:
    """The same of a line among others that breaks (`mark`) end: `line` and `after`, the one below it, are places in
    `text`, `bold` those of its bold letters, sorted."""
    if (span := _filled(text, line, mark)) is None or not _is_bold(span, bold):
        return False
    words = text[slice(*span)]
    if len(words) > _LONGEST or mark in words or (words[-1] in _ENDS_SENTENCE and not words.isupper()):
        return False
    below = _filled(text, after, mark)
    return (
        below is not None
        and not _is_bold(below, bold)
        and _is_paragraph(text[slice(*below)])
        and len(_NUMBERS.findall(words)) < _TABULAR
    )


def under_bold_lines(
    text: str, part: tuple[int, int], bold: list[tuple[int, int]], mark: str
) -> Iterator[tuple[int, int]]:
    """A part of a text, in two where it begins with such a line and breaks below it."""
    start, end = part
    blank = len(text[start:end]) - len(text[start:end].lstrip(f"{mark} \t\r\n\xa0\u3000"))
    at = text.find(mark, start + blank, start + blank + _LONGEST + 1)
    if start < at < end and is_bold_line(text, (start, at), (at + 1, end), bold, mark):
        yield start, at + 1
        yield at + 1, end
    else:
        yield part


def _filled(text: str, place: tuple[int, int], mark: str) -> tuple[int, int] | None:
    """The place without blanks and breaks at its ends; None for one that holds nothing else."""
    start, end = place
    blank = f"{mark} \t\r\n\xa0\u3000"
    start += len(text[start:end]) - len(text[start:end].lstrip(blank))
    end -= len(text[start:end]) - len(text[start:end].rstrip(blank))
    return (start, end) if start < end else None


def _is_bold(span: tuple[int, int], bold: list[tuple[int, int]]) -> bool:
    at = bisect_right(bold, (span[0], 1 << 60))
    return any(start <= span[0] and span[1] <= end for start, end in bold[max(at - 3, 0) : at])


def _is_paragraph(text: str) -> bool:
    """Whether a text is as long as a paragraph; Chinese, Japanese and Korean say as much in a third of the letters."""
    return len(text) >= _FOLLOWING or (len(text) >= _FOLLOWING / 3 and len(_DENSE.findall(text)) > len(text) / 2)


_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _is_empty(element: HtmlElement) -> bool:
    return next(islice(element.iter(), _MOST_ELEMENTS, None), None) is None and not inline_text(element)


def _is_told(items: HtmlElement) -> bool:
    """Whether the lines of a list are sentences or close to it, and no links."""
    lines = [one for one in islice(items, _MOST_ELEMENTS) if one.tag == "li"]
    return len(lines) > 1 and all(
        next(one.iter("a"), None) is None and len(inline_text(one)) >= _FOLLOWING / 2 for one in lines
    )


def _is_line(box: HtmlElement) -> bool:
    """Whether a box holds a text and no other boxes."""
    inside = list(islice(box.iter(), 1, _MOST_OF_LINE + 1))
    return len(inside) < _MOST_OF_LINE and all(one.tag in _IN_LINE for one in inside)


_IN_LINE = frozenset((*_WORDS, "a", "b", "strong", "br", "sup", "sub", "q", "cite"))
_MOST_OF_LINE = 100


def _bold_text(paragraph: HtmlElement) -> str | None:
    """The text of a paragraph that is bold as a whole, else None."""
    node = paragraph
    while not (node.text or "").strip():
        inner = [one for one in islice(node, 3) if one.tag != "br" and (len(one) or one.text)]
        if len(inner) != 1 or any((one.tail or "").strip() for one in islice(node, 3)) or len(node) > 3:
            return None
        node = inner[0]
        if node.tag in ("b", "strong"):
            return inline_text(node)
        if node.tag not in _WORDS:
            return None
    return None
