"""The text of an article that a page carries as a list of elements for its scripts, and shows only once they have run.

Arc calls the list `content_elements`; editors that keep a tree (Portable Text, ProseMirror, Slate, Lexical, Contentful)
call it `content`, `children`, `body`. Whatever its name, an element has a type, and its words as a string, as HTML, or
in the leaves of a tree below it. Asked for what the markup does not show, as the layer `embedded` is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import lxml.html
from lxml import etree

from qiosk_scraper.items import Block, BlockType
from qiosk_scraper.layers.app_data import objects, story
from qiosk_scraper.layers.blocks import read_blocks
from qiosk_scraper.layers.generic.body import body_blocks
from qiosk_scraper.layers.generic.lines import is_promo
from qiosk_scraper.layers.generic.unwanted import is_unwanted
from qiosk_scraper.normalise.text import clean, decoded
from qiosk_scraper.page import Page

_SHOWN = 300
"""Characters of a body in the markup from which on scripts are not asked."""
_FEWEST = 300
"""Characters of a list of elements that is taken for an article's text."""
_MOST_LISTS = 2_000
_MOST_ELEMENTS = 3_000
_DEEPEST = 12
_TYPES = ("type", "_type", "nodeType", "__typename", "kind", "blockType", "name")
_WORDS = ("text", "value", "html", "content", "children", "body", "paragraph", "data", "attributes")
"""Keys of an element under which its words stand, or the elements below it."""
_OF_CARDS = ("headline", "slug", "url", "canonical_url", "canonicalUrl", "href", "link", "path", "permalink", "uri")
"""Keys of what is an article, a picture or a link of its own, not a paragraph."""
_HEADING = re.compile(r"head(?:er|ing|line)|sub-?head|^h[1-6]$|title", re.IGNORECASE)
_QUOTE = re.compile(r"quote", re.IGNORECASE)
_LIST = re.compile(r"list|^[uo]l$", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"image|photo|picture|video|audio|gallery|embed|html5|iframe|advert|(?:^|[_-])ads?(?:$|[_-])|promo|related|"
    r"interstitial|newsletter|teaser|link_?list|caption|divider|correction|tweet|social|podcast|button|code|script",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"comment|repl(?:y|ies)|author|contributor|related|recommend|faq|tags?$|categor|latest|popular|trending|teaser|"
    r"stories|articles|consent|cookie|discussion|reviews|poll|quiz|seo|^meta",
    re.IGNORECASE,
)
"""Keys of lists of what others say, or of other things than the text."""
_LINE = re.compile(r"break|paragraph|item|head|^(?:p|li|br|h[1-6])$", re.IGNORECASE)
"""Types of what a line ends with."""
_MARKUP = re.compile(r"<[a-z/!]", re.IGNORECASE)


def body(page: Page) -> list[Block]:
    """The blocks of the longest list of elements in the story's own data."""
    if sum(len(block.text) for block in body_blocks(page)) >= _SHOWN or (node := story(page)) is None:
        return []
    best: list[Block] = []
    for elements in _lists(node):
        found = [block for block in _blocks(page, elements) if not is_promo(block, page.url)]
        if _length(found) > _length(best):
            best = found
    return best if _length(best) >= _FEWEST else []


def _lists(node: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Lists of objects in the story, outer ones first."""
    seen = 0
    for inner in objects(node):
        for key, value in inner.items():
            if not isinstance(value, list) or len(value) < 2 or _OF_OTHERS.search(key):
                continue
            if any(isinstance(one, dict) for one in value):
                seen += 1
                if seen > _MOST_LISTS:
                    return
                yield value


def _blocks(page: Page, elements: list[Any]) -> Iterator[Block]:
    for element in elements[:_MOST_ELEMENTS]:
        if isinstance(element, dict) and not any(element.get(key) for key in _OF_CARDS):
            yield from _of_element(page, element, "paragraph")


def _of_element(page: Page, element: Mapping[str, Any], outer: BlockType) -> Iterator[Block]:
    name = _type(element)
    if _NO_TEXT.search(name):
        return
    kind = _kind(name, element, outer)
    for key in ("items", "innerBlocks", *_WORDS) if _LIST.search(name) else ():
        inner = element.get("data")
        if isinstance(items := element.get(key) or (inner.get(key) if isinstance(inner, dict) else None), list):
            for item in items[:_MOST_ELEMENTS]:
                if words := clean(_words(item)):
                    yield from _of_words(page, words, "list_item")
            return
    if words := _words(element):
        yield from _of_words(page, words, kind)


def _type(element: Mapping[str, Any]) -> str:
    return next((element[key] for key in _TYPES if isinstance(element.get(key), str)), "")


def _kind(name: str, element: Mapping[str, Any], outer: BlockType) -> BlockType:
    style = element.get("style")
    told = f"{name} {style}" if isinstance(style, str) else name
    if element.get("listItem") or _LIST.search(name):
        return "list_item"
    if any(_HEADING.search(word) for word in told.split()):
        return "heading"
    return "quote" if _QUOTE.search(told) else outer


def _words(value: Any, depth: int = 0) -> str:
    """The words of an element: a string, or those of all leaves of the tree that it is, with a blank behind a line."""
    if isinstance(value, str):
        return value
    if depth > _DEEPEST:
        return ""
    if isinstance(value, list):
        return "".join(_words(one, depth + 1) for one in value[:_MOST_ELEMENTS])
    if isinstance(value, dict):
        found = next((words for key in _WORDS if (words := _words(value.get(key), depth + 1))), "")
        return f"{found} " if _LINE.search(_type(value)) else found
    return ""


def _of_words(page: Page, words: str, kind: BlockType) -> Iterator[Block]:
    """A text as one block, or, where it is markup, as those that it makes; all of the kind that the element has."""
    if not _MARKUP.search(words):
        if text := decoded(words):
            yield Block(kind, text)
        return
    try:
        root = lxml.html.fragment_fromstring(f"<div>{words}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    for block in read_blocks(page, root, lambda element: element.tag == "figure" or is_unwanted(element)):
        yield block if kind == "paragraph" else Block(kind, block.text, block.links)


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)
