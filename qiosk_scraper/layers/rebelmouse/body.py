"""The body of a RebelMouse post: the children of its `.body-description`, without what is not text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from qiosk_scraper.items import Block
from qiosk_scraper.layers.blocks import is_hidden, read_blocks
from qiosk_scraper.layers.furniture import is_ad, is_furniture
from qiosk_scraper.layers.generic.lines import is_promo
from qiosk_scraper.layers.photo_lines import PHOTO_LABEL, is_photo_line, may_be_photo_line
from qiosk_scraper.layers.rebelmouse.labels import label_line
from qiosk_scraper.layers.rebelmouse.link_lists import link_lists
from qiosk_scraper.layers.rebelmouse.posts import main_blocks, posts
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing
from qiosk_scraper.page_index import MOST_OF_A_LINE

_LEFT_OUT = frozenset(
    (
        "shortcode-media",
        "rm-embed",
        "embed-media",
        "twitter-tweet",
        "twitter-tweet-rendered",
        "tiktok-embed",
        "instagram-media",
        "fb-post",
        "reddit-embed-bq",
        "bluesky-embed",
        "widget__shares",
        "share-panel",
        "body-share-wrap",
        "share-tab-img",
        "share-media-panel",
        "snark-line",
        "regwall-container",
        "around-the-web",
        "js-scroll-trigger",
        "js-brick-description",
        "js-appear-on-expand",
        "widget__show-more",
        "posts-custom",
        "widget",
        "media-caption",
        "media-photo-credit",
        "photo-caption",
        "photo-credit",
        "image-caption",
        "image-credit",
        "social-author",
        "social-date",
        "post-author-list",
        "all-related-sections",
        "tags",
        "rm-shortcode",
        "slideshow",
        "newsletter",
        "newsletter-signup",
        "comments",
        "google-cta",
    )
)
_LEFT_OUT_BEGINS = re.compile(
    r"\b(?:from-your-site|around-the-web|newsletter|related-(?:articles|posts|stories)|"
    r"author-bio|(?:listicle|slide(?:show)?|particle|rebellt)[\w-]*?(?:number|pagination|counter)|"
    r"(?:poll|quiz|survey)(?![a-z])|product-?_*(?:card|box|price)|buy-?_*(?:now|button)|"
    r"(?:image|photo|picture|media)[-_]+(?:photo[-_]+)?(?:caption|credit)|"
    r"signup|sign-up|subscribe|donat(?:e|ion)|share-|social-share|taboola|outbrain|"
    r"revcontent|piano|disqus)"
)


@dataclass(frozen=True, slots=True)
class Body:
    """`blocks` in order, all blocks of the split post joined; `photo_line` as printed in or after the body."""

    blocks: tuple[Block, ...]
    photo_line: str | None
    containers: tuple[HtmlElement, ...]
    notes: tuple[str, ...]
    """Texts of boxes whose class says correction or editor's note."""


def left_out(element: HtmlElement) -> bool:
    """Whether an element among the paragraphs is no text of the article: media, embed, ad, share bar, listed post."""
    names = element.get("class") or ""
    if not _LEFT_OUT.isdisjoint(names.split()):
        return True
    if is_ad(element) or is_hidden(element) or element.get("id") == "utm_campaign":
        return True
    return bool(names) and _LEFT_OUT_BEGINS.search(names) is not None


@once_per_page
def main_body(page: Page) -> Body:
    """The main post's text. Without a main post: an empty body."""
    blocks = main_blocks(page)
    containers = _containers(page, blocks)
    listicles = [
        item
        for block in blocks
        for item in page.index.outermost(page.select(_LIST_ITEMS, block))
        if not any(item is body or page.index.holds(body, item) for body in containers)
    ]
    found: list[Block] = []
    seen: set[str] = set()
    lists = link_lists(page).parts
    skip = (lambda element: element in lists or left_out(element)) if lists else left_out
    for container in (*containers, *listicles):
        part = read_blocks(page, container, skip, PHOTO_LABEL)
        whole = "\n".join(block.text for block in part)
        if whole and whole not in seen:  # a post in two blocks may print its body in both
            seen.add(whole)
            found.extend(part)
    label = label_line(page, blocks)
    texts, line = _without_lines(found, label, page.url)
    line = line or _line_outside(page, blocks, containers)
    notes = [
        inline_text(box)
        for container in containers
        for box in page.select(
            "[class*=correction], [class*=editors-note], [class*=editor-note], [class*=clarification]", container
        )
        if page.index.size(box) <= MOST_OF_A_LINE
    ]
    return Body(tuple(texts), line, (*containers, *listicles), tuple(note for note in notes if note))


_LIST_ITEMS = ".listicle, .rebellt-item, .listicle-item, .listicle-slideshow-item"


def _containers(page: Page, blocks: list[HtmlElement]) -> list[HtmlElement]:
    """The outermost bodies of the main post; on layouts that place it in no post at all, the page's only free one."""
    found = [body for block in blocks for body in page.select(".body-description", block)]
    if not found and (blocks or not posts(page)):
        elements = {post.element for post in posts(page)}
        post_of = Enclosing(elements.__contains__)
        found = [body for body in page.select(".body-description") if post_of(body) is None]
    if not found:
        found = [
            body for block in blocks for body in page.select(".body.js-expandable, .widget__body .body, .body", block)
        ]
    hidden = Enclosing(lambda node: node.tag != "body" and node.tag != "html" and is_hidden(node))
    # A hidden one is a twin, which only another device shows, beside the one that is read.
    return [body for body in page.index.outermost(found)[:_MOST_BODIES] if hidden(body) is None]


_MOST_BODIES = 200
"""Parts of one post: a listicle has dozens."""


def _without_lines(found: list[Block], label: str | None, home: str) -> tuple[list[Block], str | None]:
    """The blocks without buttons, label lines and photo lines; the lead photo's line with them.

    A line that says "top" or "lead", or stands at an end of the body, is the lead photo's; one among the paragraphs
    belongs to a picture there. Neither is text of the article.
    """
    kept = [
        block
        for block, after in pairwise((*found, None))
        if block is not None
        and not is_furniture(block.text)
        and any(char.isalnum() for char in block.text)
        and (is_photo_line(block.text) or not is_promo(block, home, after))
    ]
    while kept and label and kept[-1].text == label:
        kept.pop()
    while kept and label and kept[0].text == label:
        kept.pop(0)
    lead: str | None = None
    last: list[Block] = []
    for index, block in enumerate(kept):
        at_end = index in (0, len(kept) - 1)
        if is_photo_line(block.text) or (at_end and len(kept) > 1 and may_be_photo_line(block.text)):
            if lead is None and (
                at_end or re.match(r"\W*(?:top|lead|main|cover|hero|header|feature)", block.text, re.IGNORECASE)
            ):
                lead = block.text
        elif label and block.text == label and "|" in label:
            continue
        else:
            last.append(block)
    return last, lead


_PHOTO_FIELDS = frozenset(("photo-caption", "photo-credit", "image-caption", "image-credit"))
_MOST_IN_A_LINE = 60
"""Elements of a photo line."""


def _line_outside(page: Page, blocks: list[HtmlElement], containers: list[HtmlElement]) -> str | None:
    """A labelled photo line printed as text in the main post but outside its body and its photo fields."""
    bodies = set(containers)
    field = Enclosing(lambda node: node in bodies or not _PHOTO_FIELDS.isdisjoint((node.get("class") or "").split()))
    for block in blocks:
        for element in block.iter("p", "div", "small", "span", "em", "figcaption"):
            if any(child.tag in ("div", "p", "article", "section", "figure", "ul") for child in element):
                continue
            if page.index.size(element) > _MOST_IN_A_LINE:
                continue  # thousands of tags in each other, each with the text of all below it
            text = inline_text(element)
            if text and is_photo_line(text) and field(element) is None:
                return text
    return _line_after(page, blocks)


def _line_after(page: Page, blocks: list[HtmlElement]) -> str | None:
    """A labelled photo line in a brick of its own between the main post's last block and the next listed post."""
    if not blocks:
        return None
    elements = {post.element for post in posts(page)}
    after = False
    for element in page.root.iter():
        if element is blocks[-1]:
            after = True
        elif after and element in elements:
            return None
        elif (
            after
            and element.tag in ("p", "div", "small", "span", "figcaption")
            and not page.index.holds(blocks[-1], element)
        ):
            if any(child.tag in ("div", "p", "article", "section") for child in element):
                continue
            if page.index.size(element) > _MOST_IN_A_LINE:
                continue
            text = inline_text(element)
            if text and is_photo_line(text):
                return text
    return None


def has_video(page: Page) -> bool:
    """Whether the main post's head shows a video in place of a photo."""
    return any(
        page.select("iframe, video, .rm-video, .widget__video, [data-rm-shortcode-name*=video]", head)
        for block in main_blocks(page)
        for head in page.index.outermost(page.select(".widget__head", block))
    )
