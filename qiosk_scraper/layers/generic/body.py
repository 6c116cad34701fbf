"""The body of an article on a page of unknown make."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.items import Block
from qiosk_scraper.layers.blocks import HEADINGS, Skip, is_hidden, read_blocks
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.container import article_container, is_unwanted, is_wrapper, weights
from qiosk_scraper.layers.photo_lines import PHOTO_LABEL, is_photo_line
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.page import Page

_PROMO = re.compile(
    r"^(?:\W*)(?:read (?:more|also|next|the full)|also read|see also|related(?: (?:articles?|stor(?:y|ies)|"
    r"content))?|more (?:from|on|stories)|recommended|"
    r"sign up|subscribe|follow (?:us|@)|click here|download (?:the|our)|watch(?: now| live)?:|listen:|listen to|"
    r"photos?:|video:|"
    r"get (?:the|our) .{0,40}(?:newsletter|app)|support (?:our|us)|donate|join (?:our|the)|have (?:a|you) (?:tip|"
    r"news|story)|"
    r"copyright|©|all rights reserved|this article (?:was )?(?:originally|first) (?:appeared|published)|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|lire aussi|à lire aussi|lea también|lee también|leggi anche|"
    r"leia (?:também|mais)|lees ook|läs (?:mer|också)|les også|"
    r"czytaj (?:też|także|więcej)|читайте также)\b",
    re.IGNORECASE,
)


@once_per_page
def body_blocks(page: Page) -> tuple[Block, ...]:
    """The blocks, without what surrounds and interrupts them. Empty on a page without running text."""
    container = article_container(page)
    if container is None:
        return ()
    blocks = read_blocks(page, container, _skip(page, container), PHOTO_LABEL)
    return tuple(_trimmed(_without_promos(blocks), page))


def _skip(page: Page, container: HtmlElement) -> Skip:
    found = weights(page)
    whole = found.inside.get(container, 0.0) or 1.0

    def skip(element: HtmlElement) -> bool:
        tag = element.tag
        if tag in HEADINGS:
            return tag == "h1" or is_unwanted(element)
        if tag == "figure":
            return not any(True for _ in element.iterdescendants("blockquote", "table", "pre"))
        if tag in ("p", "br"):
            return is_hidden(element) or (element.get("class") is not None and is_unwanted(element))
        if tag == "aside":
            return found.inside.get(element, 0.0) < 0.5 * whole
        if tag in ("ul", "ol", "div", "section", "table") and _is_link_list(element):
            return True
        if tag == "article" and found.inside.get(element, 0.0) < 0.4 * whole:
            return True
        return is_unwanted(element) and found.all.get(element, 0.0) < 0.5 * whole and not is_wrapper(element, found)

    return skip


def _is_link_list(element: HtmlElement) -> bool:
    links = list(element.iter("a"))
    if not links:
        return False
    total = len(clean(element.text_content()))
    if total > 2_500:
        return False
    linked = sum(len(clean(link.text_content())) for link in links)
    return total > 0 and linked / total > 0.7


def _without_promos(blocks: list[Block]) -> list[Block]:
    kept: list[Block] = []
    for block in blocks:
        if is_furniture(block.text) or is_photo_line(block.text):
            continue
        if block.type in ("paragraph", "list_item", "heading"):
            linked = sum(len(link.text) for link in block.links)
            mostly_link = linked >= 0.8 * len(block.text)
            if mostly_link and block.type != "list_item" and len(block.text) < 200 and block.links:
                continue
            if (
                len(block.text) < 160
                and _PROMO.match(block.text)
                and (block.links or block.type == "heading" or len(block.text) < 60)
            ):
                continue
        kept.append(block)
    return kept


def _trimmed(blocks: list[Block], page: Page) -> list[Block]:
    """Without what repeats headline or dek at the top, and without headings that nothing follows."""
    while blocks and blocks[-1].type == "heading":
        blocks.pop()
    shown = {clean(value).casefold() for name in ("og:title",) for value in page.meta.get(name, ())}
    shown |= {inline_text(heading).casefold() for heading in page.select("h1")}
    while blocks and blocks[0].text.casefold() in shown:
        blocks.pop(0)
    return blocks
