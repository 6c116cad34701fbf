"""Listed posts: related blocks under an article ("keep reading … Show less") and the cards of a section page."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.items import Teaser
from qiosk_scraper.layers.blocks import read_blocks
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.photo_lines import PHOTO_LABEL, is_photo_line
from qiosk_scraper.layers.rebelmouse.body import left_out
from qiosk_scraper.layers.rebelmouse.dek import dek_of
from qiosk_scraper.layers.rebelmouse.labels import label_line, label_parts, section_names, spaced
from qiosk_scraper.layers.rebelmouse.photos import head_photo
from qiosk_scraper.layers.rebelmouse.posts import CHROME, Post, ancestors, has_class, listed_posts, main_blocks
from qiosk_scraper.layers.related_words import RELATED_HEADING
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing
from qiosk_scraper.page_index import MOST_OF_A_LINE

_RELATED_NAME = re.compile(
    r"keep[-_]?reading|scroll[-_]post|infinite[-_]post|related|recommend|more[-_](?:from|stories|on)|"
    r"read[-_]?(?:more|next|also)|"
    r"you[-_]may|current[-_]page|next[-_](?:post|article|up)|up[-_]next",
    re.IGNORECASE,
)
_MOST_ABOVE = 8
"""Elements between a block of posts and the text that it is set in."""
_FIELDS = frozenset(
    ("photo-caption", "photo-credit", "image-caption", "image-credit", "body-description", "widget__headline")
)
_SKIPPED_BEFORE = frozenset(("script", "style", "br", "hr", "link", "meta", "template", "noscript"))
_HEADING_CLASS = re.compile(
    r"text-element|\bheading|section-?title|block-?title|title-element|posts-title|widget-title", re.IGNORECASE
)


def related(page: Page) -> list[Teaser]:
    """The related posts of an article page, in order; lists of the site's chrome (latest, polls, sidebar) are none."""
    return _teasers(page, [post for post in listed_posts(page) if _is_related(page, post)], same_site=False)


def cards(page: Page) -> list[Teaser]:
    """The posts of a section page, in order, each once; links that lead off the site are left out."""
    return _teasers(page, listed_posts(page), same_site=True)


def _teasers(page: Page, posts: list[Post], *, same_site: bool) -> list[Teaser]:
    found: list[Teaser] = []
    seen: set[str] = set()
    counts: dict[str, int] = {}
    host = _host(page.url)
    for post in posts:
        url = _link(page, post.element)
        if url is None or (same_site and _host(url) != host):
            continue
        keys = {key for key in (post.id, _key(url)) if key}
        if keys & seen:
            continue
        seen |= keys
        block = block_name(page, post)
        counts[block] = counts.get(block, 0) + 1
        found.append(_teaser(page, post, url, block, counts[block]))
    return found


def _teaser(page: Page, post: Post, url: str, block: str, position: int) -> Teaser:
    card = post.element
    kicker = spaced(label_line(page, [card]))
    parts = label_parts(kicker) if kicker else []
    section = parts[-1] if parts else clean(card.get("data-category") or "") or None
    excerpt, line = _excerpt(page, card)
    return Teaser(
        position=position,
        block=block,
        url=url,
        headline=_headline(page, card),
        kicker=kicker,
        section=section,
        dek=dek_of(page, [card]),
        excerpt=excerpt,
        photo=head_photo(page, [card], line or _line_in(page, card)),
    )


def _link(page: Page, card: HtmlElement) -> str | None:
    for css in (
        "a.widget__headline-text[href]",
        ".widget__headline a[href]",
        ".headline a[href]",
        "h1 a[href]",
        "h2 a[href]",
        "h3 a[href]",
        ".widget__head a[href]",
        "[data-post-url]",
    ):
        for element in page.select(css, card):
            if url := page.absolute(element.get("href") or element.get("data-post-url")):
                return url
    for node in card.iterancestors("a"):
        return page.absolute(node.get("href"))
    return None


def _headline(page: Page, card: HtmlElement) -> str | None:
    for css in (".widget__headline-text", ".widget__headline", ".headline", "h1", "h2", "h3", "h4"):
        if text := page.text(css, card):
            return text
    for element in page.select("[data-headline], .widget__head a[aria-label]", card):
        if text := clean(element.get("data-headline") or element.get("aria-label") or ""):
            return text
    return None


def _excerpt(page: Page, card: HtmlElement) -> tuple[tuple[str, ...], str | None]:
    """The paragraphs shown before "keep reading", and a photo line printed among them; of a post that is shown whole,
    as the next one below an article is, its beginning."""
    brief = page.select(".widget__brief", card)
    shown = brief or page.select(".body-description", card)
    texts: dict[str, None] = {}
    line: str | None = None
    for element in page.index.outermost(shown):
        for block in read_blocks(page, element, left_out, PHOTO_LABEL):
            if is_photo_line(block.text):
                line = line or block.text
            elif not is_furniture(block.text):
                texts[block.text] = None
    return tuple(texts if brief else islice(texts, _BEGINNING)), line


_BEGINNING = 3
"""Paragraphs of a whole post that are its excerpt: as many as the CMS shows of others."""


def _line_in(page: Page, card: HtmlElement) -> str | None:
    """A labelled photo line printed as plain text in the card, outside the photo fields and the text."""
    field = Enclosing(lambda node: not _FIELDS.isdisjoint((node.get("class") or "").split()))
    for element in card.iter("p", "div", "small", "span", "figcaption"):
        if any(child.tag in ("div", "p", "article", "section", "figure") for child in element):
            continue
        if page.index.size(element) > MOST_OF_A_LINE:
            continue
        text = inline_text(element)
        if text and is_photo_line(text) and field(element) is None:
            return text
    return None


def _is_related(page: Page, post: Post) -> bool:
    """By what the block is made for, by its heading, or because the post shows the beginning of its text."""
    block = post.block if post.block is not None else post.element.getparent()
    if block is None:
        return False
    if page.select(".widget__brief, .body-description p, .js-keep-reading", post.element):
        return True
    if any(has_class(node, "body-description") for node in islice(block.iterancestors(), _MOST_ABOVE)):
        return True  # set among the paragraphs
    if (block.get("data-attr-use_smart_keep_reading") or "").lower() == "true":
        return True
    if _RELATED_NAME.search(" ".join(filter(None, (block.get("data-source"), block.get("data-attr-source"))))):
        return True
    for depth, node in enumerate(ancestors(block)):
        if depth > 3 or node.tag == "body":
            break
        if _RELATED_NAME.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            return True
    heading = block_heading(page, block)
    return heading is not None and RELATED_HEADING.search(heading) is not None


def block_name(page: Page, post: Post) -> str:
    """The heading printed over the block, else what the block is filled from."""
    block = post.block if post.block is not None else post.element.getparent()
    if block is None:
        return "posts"
    heading = block_heading(page, block)
    if heading is not None and heading.casefold() in _own_labels(page):
        # The main post's label line is printed once more under its photo line (seen in texts of 2025).
        heading = None
    return heading or block.get("data-source") or block.get("data-block") or "posts"


@once_per_page
def _own_labels(page: Page) -> frozenset[str]:
    main = main_blocks(page)
    names = [*section_names(page, main), label_line(page, main) or ""] if main else []
    return frozenset(name.casefold() for name in names if name)


def block_heading(page: Page, block: HtmlElement) -> str | None:
    """The short heading right before the block (or before what it alone fills), or at the block's own top."""
    known = _headings(page)
    if block not in known:
        known[block] = _heading_of(page, block)
    return known[block]


@once_per_page
def _headings(_page: Page) -> dict[HtmlElement, str | None]:
    """Filled by `block_heading`: hundreds of posts stand in one block."""
    return {}


def _heading_of(page: Page, block: HtmlElement) -> str | None:
    for child in block:
        if child.tag in ("h2", "h3", "h4", "h5") or _HEADING_CLASS.search(child.get("class") or ""):
            if not has_class(child, "posts-wrapper") and (text := _heading_text(page, child)):
                return text
            break
        if has_class(child, "posts-wrapper"):
            break
    node = block
    for _ in range(4):
        before = node.getprevious()
        while before is not None and (
            not isinstance(before.tag, str)
            or before.tag in _SKIPPED_BEFORE
            or has_class(before, "js-brick-description")
        ):
            before = before.getprevious()
        if before is not None:
            return _heading_text(page, before)
        parent = node.getparent()
        if parent is None or parent.tag == "body" or CHROME.match(parent.get("id") or ""):
            return None
        node = parent
    return None


def _heading_text(page: Page, element: HtmlElement) -> str | None:
    if element.tag not in ("h1", "h2", "h3", "h4", "h5", "h6", "div", "span", "p", "strong", "a", "header"):
        return None
    if page.index.size(element) > MOST_OF_A_LINE:
        return None
    text = inline_text(element)
    if (
        not text or len(text) > 60 or "|" in text
    ):  # with a bar it is a label line: `Reporting | QiOSK` (seen in 2025 texts)
        return None
    is_heading = (
        element.tag.startswith("h")
        or _HEADING_CLASS.search(element.get("class") or "")
        or any(isinstance(child.tag, str) and re.fullmatch(r"h[1-6]", child.tag) for child in element.iterdescendants())
    )
    return text if is_heading and not list(element.iter("article", "img")) else None


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _key(url: str) -> str:
    parts = urlsplit(url)
    return f"{_host(url)}{parts.path.rstrip('/')}"
