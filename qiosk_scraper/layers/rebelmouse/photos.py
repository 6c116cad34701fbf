"""Photos of a RebelMouse post: the picture at its head, the pictures in its body, captions and credits as printed."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.items import Photo
from qiosk_scraper.layers.generic.photo_text import photo_lines
from qiosk_scraper.layers.photo_lines import is_photo_line
from qiosk_scraper.layers.pictures import is_story_picture, picture_alt, picture_url
from qiosk_scraper.layers.rebelmouse.posts import ancestors, has_class
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing
from qiosk_scraper.page_index import MOST_OF_A_LINE

_SHORTCODE = re.compile(r"\bshortcode-media-(?!rebelmouse-(?:proxy-)?image\b)")


def head_photo(page: Page, blocks: list[HtmlElement], line: str | None = None) -> Photo | None:
    """The picture above the body with its caption and credit fields; `line` is a photo line printed as text.

    The picture is one of `.widget__head` (`picture`, lazy `img`, lazy box). Where the head holds a video or nothing
    but a caption is printed, the picture is None.
    """
    url = alt = None
    for block in blocks:
        if found := _head_picture(page, block):
            url, alt = found
            break
    caption = _field(page, blocks, _HEAD_CAPTION)
    credit = _field(page, blocks, _HEAD_CREDIT)
    if url is None and caption is None and credit is None and line is None:
        return None
    if caption is not None and caption == credit:
        caption = None
    return Photo("lead", url, caption, credit, line, alt=alt)


def _head_picture(page: Page, block: HtmlElement) -> tuple[str, str | None] | None:
    for head in page.index.outermost(page.select(".widget__head", block)):
        for element in page.select("img, .widget__image, [data-runner-img-hd]", head):
            if element.tag == "img" and not is_story_picture(element):
                continue
            if url := picture_url(page, element):
                return url, picture_alt(element)
    return None


_HEAD_CAPTION = ".photo-caption, .image-caption, .widget__head .media-caption"
_HEAD_CREDIT = ".photo-credit, .image-credit, .widget__head .media-photo-credit"


def _field(page: Page, blocks: list[HtmlElement], css: str) -> str | None:
    """A photo field of the post, outside its body; the field's value may be wrapped in `p`."""
    for block in blocks:
        body_of = Enclosing(lambda node: has_class(node, "body-description"), block)
        for element in page.select(css, block):
            if page.index.size(element) > MOST_OF_A_LINE or body_of(element) is not None:
                continue
            if text := inline_text(element):
                return text
    return None


def inline_photos(page: Page, bodies: list[HtmlElement]) -> list[Photo]:
    """The pictures among the paragraphs, in order, each once, with the caption and credit of their own."""
    found: dict[str, Photo] = {}
    for body in bodies:
        for image in _images(page, body)[:_MOST_PHOTOS]:
            holder = _holder(image, body)
            if holder is None or not is_story_picture(image):
                continue
            url = picture_url(page, image)
            if url is None or url in found:
                continue
            line = None
            caption, credit = _small(page, holder, _CAPTION), _small(page, holder, _CREDIT)
            if caption is None and credit is None:
                line = _line_below(holder)
            if caption is None and credit is None and line is None:
                caption, credit = _item_lines(page, image, holder, body)
            if caption is None and credit is None and line is None:
                caption, credit = _lines_beside(page, image, holder, body)
            found[url] = Photo("inline", url, caption, credit, line, alt=picture_alt(image))
    return list(found.values())


_CAPTION = ".media-caption, figcaption, .photo-caption, .image-caption"
_CREDIT = ".media-photo-credit, .photo-credit, .image-credit"
_MOST_LEVELS = 5
"""From a picture up to the list item or slide that it is the only picture of."""


def _images(page: Page, element: HtmlElement) -> list[HtmlElement]:
    place = page.index.place
    plain, amp = page.index.within(element, "img"), page.index.within(element, "amp-img")
    return sorted((*plain, *amp), key=place.__getitem__) if amp else plain


def _item_lines(
    page: Page, image: HtmlElement, holder: HtmlElement, body: HtmlElement
) -> tuple[str | None, str | None]:
    """Caption and credit from the nearest box that has some: the item of a list of things, the slide of a gallery. It
    holds no other picture, and the lines of no video."""
    for level, node in enumerate(ancestors(holder)):
        if node is body or level > _MOST_LEVELS or page.index.size(node) > MOST_OF_A_LINE:
            break
        if any(_is_other(page, image, one) for one in _images(page, node)[:9]):
            break
        if page.select(".shortcode-media, figure, iframe", node):
            continue
        caption, credit = _small(page, node, _CAPTION), _small(page, node, _CREDIT)
        if caption or credit:
            return caption, credit
    return None, None


def _lines_beside(
    page: Page, image: HtmlElement, holder: HtmlElement, body: HtmlElement
) -> tuple[str | None, str | None]:
    """Caption and credit of a picture that an editor set without the CMS's fields, found as on any page."""
    if page.select("[placeholder]", holder):
        return None, None
    too_large = {body}
    for level, node in enumerate(ancestors(holder)):
        if (
            node is body
            or level > _MOST_LEVELS
            or page.index.size(node) > MOST_OF_A_LINE
            or page.select(".shortcode-media, iframe", node)
        ):
            too_large.add(node)
            break
    return photo_lines(image, frozenset(too_large))


def _is_other(page: Page, image: HtmlElement, other: HtmlElement) -> bool:
    return other is not image and is_story_picture(other) and picture_url(page, other) != picture_url(page, image)


_MOST_PHOTOS = 500
"""Pictures of one body that are looked at."""


def _holder(image: HtmlElement, body: HtmlElement) -> HtmlElement | None:
    """What holds a picture and its small lines; None if the picture stands in an embed, an ad or a listed post."""
    holder = image
    for node in ancestors(image):
        if node is body:
            return holder
        names = (node.get("class") or "").split()
        if "posts-custom" in names or "widget" in names or "widget__shares" in names or "rm-embed" in names:
            return None
        if _SHORTCODE.search(node.get("class") or ""):
            return None
        if "shortcode-media" in names or node.tag in ("figure", "p", "li"):
            holder = node
            if "shortcode-media" in names or node.tag == "figure":
                return node
    return None


def _small(page: Page, holder: HtmlElement, css: str) -> str | None:
    if page.index.size(holder) > MOST_OF_A_LINE:
        return None  # it holds far more than a picture and its lines
    for element in page.select(css, holder):
        text = inline_text(element)
        # The editor's prompt ("Add Photo Credit...") is printed on some pages when the field is empty.
        if text and text != clean(element.get("placeholder") or ""):
            return text
    return None


def _line_below(holder: HtmlElement) -> str | None:
    """The paragraph right after a picture, if its label says that it is the picture's line."""
    after = holder.getnext()
    if after is not None and after.tag in ("p", "small", "em", "div"):
        text = inline_text(after)
        if is_photo_line(text):
            return text
    return None
