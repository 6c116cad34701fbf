"""Articles that a page carries as HTML inside its scripts and shows only once they have run (Next.js and others).

Asked for what the markup does not show: a page that prints its text carries it in scripts too, and more beside it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from qiosk_scraper.items import Block, Photo
from qiosk_scraper.layers.blocks import read_blocks
from qiosk_scraper.layers.generic.body import body_blocks
from qiosk_scraper.layers.generic.lines import is_promo
from qiosk_scraper.layers.generic.photo_text import photo_lines
from qiosk_scraper.layers.generic.unwanted import is_unwanted
from qiosk_scraper.layers.pictures import is_story_picture, picture_alt, picture_url
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page

# What is never closed runs to the end: else each quotation mark is tried anew, in quadratic time.
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)(?:"|\Z)', re.DOTALL)
_SHORTEST = 400
_PAIR = re.compile(r'"\s*:\s*["{\[]')
_PARAGRAPH = re.compile(r"<p[\s>]", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\$\$\w+\$\$|\{\{\w+\}\}")
_FEWEST = 3
"""Paragraphs of a text that is taken for an article."""
_LONGEST = 3_000_000
_MOST = 60
"""Strings looked at in one script."""
_SHOWN = 300
"""Characters of a body in the markup from which on scripts are not asked."""


@once_per_page
def _article(page: Page) -> HtmlElement | None:
    """The longest HTML text in the scripts, if the markup shows none."""
    if sum(len(block.text) for block in body_blocks(page)) >= _SHOWN:
        return None
    found = [text for attributes, script in page.scripts if "ld+json" not in attributes for text in _texts(script)]
    if not found:
        return None
    markup = _PLACEHOLDER.sub(" ", max(found, key=len))
    try:
        return lxml.html.fragment_fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _texts(script: str, depth: int = 0) -> Iterator[str]:
    """HTML texts among the strings of a script, and among those inside of its strings."""
    if len(script) > _LONGEST or not ("u003cp" in script or _PARAGRAPH.search(script)):
        return
    long = (match for match in _STRING.finditer(script) if match.end() - match.start() >= _SHORTEST)
    for number, match in enumerate(long):
        if number >= _MOST:
            return
        try:
            text = json.loads(f'"{match[1]}"', strict=False)
        except ValueError:
            continue
        if depth < 2 and _PAIR.search(text):
            yield from _texts(text, depth + 1)
        elif len(_PARAGRAPH.findall(text)) >= _FEWEST and text.lstrip()[:1] == "<":
            yield text


def body(page: Page) -> list[Block]:
    root = _article(page)
    if root is None:
        return []
    blocks = read_blocks(page, root, lambda element: element.tag == "figure" or is_unwanted(element))
    return [block for block in blocks if not is_promo(block, page.url)]


def _photos(page: Page) -> Iterator[Photo]:
    root = _article(page)
    for image in root.iter("img") if root is not None else ():
        if is_story_picture(image) and (url := picture_url(page, image)):
            caption, credit = photo_lines(image, frozenset((root,)) if root is not None else frozenset())
            yield Photo("inline", url, caption, credit, alt=picture_alt(image))


def lead_photo(page: Page) -> Photo | None:
    """The first picture of the text."""
    for photo in _photos(page):
        return Photo("lead", photo.url, photo.caption, photo.credit, alt=photo.alt)
    return None


def inline_photos(page: Page) -> list[Photo]:
    return list(_photos(page))[1:]


FIELDS: Layer = {"body": body, "lead_photo": lead_photo, "inline_photos": inline_photos}
