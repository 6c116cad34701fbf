"""Boxes of one make: what tells that two boxes beside each other hold one text, and none of them another's."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.name_patterns import NamePattern

_NUMBER = re.compile(r"\d+")
NAMED_BODY = NamePattern(r"(?:body|text|content|prose|copy)(?:$|[\s_-])")


def make_of(element: HtmlElement) -> str:
    """An element's class without numbers: builders count the boxes of a page (`et_pb_text_1`)."""
    return _NUMBER.sub("", element.get("class") or "")


def are_alike(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether two boxes are of one make: their classes the same, or most of them; builders give each box one of its
    own besides (`elementor-element-5e2d1a9`)."""
    if make_of(one) == make_of(other):
        return True
    first, second = set(make_of(one).split()), set(make_of(other).split())
    if first and second and len(first & second) >= _MOST_CLASSES * len(first | second):
        return True
    return (stem := _stem(one)) != "" and stem == _stem(other)


def _stem(box: HtmlElement) -> str:
    """An id without the word that tells a text's pieces apart: `node-body-top`, `node-body-bottom`."""
    found = _PIECE.fullmatch(box.get("id") or "")
    return found["stem"] if found else ""


_PIECE = re.compile(
    r"(?P<stem>[\w-]*(?:body|text|content|article|story)[\w-]*?)[-_]?(?:top|bottom|upper|lower|first|second|start|rest|end|\d)"
)


_MOST_CLASSES = 0.6


def is_wrapped_paragraph(element: HtmlElement) -> bool:
    """Whether an element is a box around a paragraph and nothing else (`firstPar`, `secondPar`)."""
    return element.tag == "div" and len(element) == 1 and element[0].tag == "p"


def hold_alike(one: HtmlElement, other: HtmlElement) -> bool:
    """Whether the first paragraphs of two boxes that share a class stand in boxes of one make: texts of two widgets."""
    if set(make_of(one).split()).isdisjoint(make_of(other).split()):
        return False
    made = [
        make_of(holder)
        for box in (one, other)
        if (first := next(islice(box.iter("p"), 1), None)) is not None
        and (holder := first.getparent()) is not None
        and NAMED_BODY.search(classes(holder))
    ]
    return len(made) == 2 and made[0] == made[1]
