"""Pages of the RebelMouse CMS, 2016 to now: article pages with related posts below, section pages.

Seen as HTML: two article pages of one site (2022-08, 2024-08), an article page of 2019-06, four home pages of 2018.
Dates are not read here: JSON-LD and meta have them to the second, the printed ones may be a day off (site's clock)
or relative ("1h"). `SHOWN` has the printed ones, for a page without the others.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.items import Author, Block, Correction, Photo, Teaser
from qiosk_scraper.layers.notes import corrections as notes_among
from qiosk_scraper.layers.rebelmouse import load_more, teasers
from qiosk_scraper.layers.rebelmouse.body import has_video, main_body
from qiosk_scraper.layers.rebelmouse.dek import dek_of
from qiosk_scraper.layers.rebelmouse.labels import label_line, section_names, spaced
from qiosk_scraper.layers.rebelmouse.link_lists import linked_articles
from qiosk_scraper.layers.rebelmouse.photos import head_photo
from qiosk_scraper.layers.rebelmouse.photos import inline_photos as photos_among
from qiosk_scraper.layers.rebelmouse.posts import main_blocks, posts
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing
from qiosk_scraper.page_index import MOST_OF_A_LINE

_COMMENT = re.compile(
    r"<!--\s*Powered by RebelMouse|REBELMOUSE_BOOTSTRAP|/res/bootstrap/data\.js|"
    r"assets\.rebelmouse\.io|//(?:assets|pages-stats|user-stats)\.rbl\.ms",
    re.IGNORECASE,
)


_CLASSES = ("widget__headline", "posts-custom", "body-description")


def is_rebelmouse(page: Page) -> bool:
    """Whether the page was made by RebelMouse: its comment, scripts and hosts, with its own markup beside them."""
    index = page.index
    told = any(name in index.class_text for name in _CLASSES)
    markup = (
        (told and not index.class_words.isdisjoint(_CLASSES))
        or any(article.get("elid") for article in index.tags("article"))
        or ("widget" in index.class_text and bool(page.select(".widget[elid]")))
    )
    return markup and (
        _COMMENT.search(page.html) is not None
        or bool(page.select("article[elid], .widget[elid], .posts-custom, .widget__headline-text"))
    )


def headline(page: Page) -> str | None:
    """The displayed headline of the main post; on layouts of 2019 it stands outside the post."""
    blocks = main_blocks(page)
    for css in ("h1.widget__headline", "h1.headline", ".headline-container h1", "h1", ".widget__headline"):
        for block in blocks:
            if text := page.text(css, block):
                return text
    if blocks or not posts(page):
        return page.text("h1.headline, .headline-container h1")
    return None


def dek(page: Page) -> str | None:
    return dek_of(page, main_blocks(page))


def kicker(page: Page) -> str | None:
    return spaced(label_line(page, main_blocks(page)))


def sections(page: Page) -> list[str]:
    return section_names(page, main_blocks(page))


_NAMES = (
    ".social-author__name",
    ".post-author__name",
    ".custom-author__name-desc a",
    ".custom-author__name-desc",
    "[class*=author__name]",
    ".post-author a",
    ".author-name",
    "a[rel=author]",
)
_BIO = re.compile(r"author-?_*bio|bio-?box|__bio|author-description|about-the-author", re.IGNORECASE)


def _is_bio(element: HtmlElement) -> bool:
    return _BIO.search(element.get("class") or "") is not None


def authors(page: Page) -> list[Author]:
    """The names in the main post's byline, in order, each once; those of bio boxes and listed posts are not read."""
    blocks = set(main_blocks(page))
    bio_of = Enclosing(lambda node: node not in blocks and _is_bio(node))
    for css in _NAMES:
        found: dict[str, Author] = {}
        for block in main_blocks(page):
            for element in page.select(css, block):
                if page.index.size(element) > MOST_OF_A_LINE:
                    continue
                name = inline_text(element)
                if name and name.casefold() not in found and bio_of(element.getparent()) is None:
                    link = element if element.tag == "a" else next(element.iter("a"), None)
                    found[name.casefold()] = Author(name, page.absolute(link.get("href")) if link is not None else None)
        if found:
            return list(found.values())
    return []


def byline(page: Page) -> str | None:
    """The byline as printed; several author elements are joined by a comma."""
    bio_of = Enclosing(_is_bio)
    for block in main_blocks(page):
        for css in (".post-author-list", ".social-author", ".custom-author"):
            texts = [
                text
                for element in page.select(css, block)
                if page.index.size(element) <= MOST_OF_A_LINE
                and bio_of(element) is None
                and (text := _printed_byline(page, element))
            ]
            if texts:
                return ", ".join(dict.fromkeys(texts))
    return None


def _printed_byline(page: Page, element: HtmlElement) -> str:
    """The text of a list of authors; only the names of one with their lives in it, or without anything between them."""
    text = inline_text(element)
    if page.index.size(element) <= 2:
        return text
    found = page.index.outermost(page.select(_ALL_NAMES, element))
    names = [name for one in found if (name := inline_text(one))]
    if not any(map(_is_bio, page.select("[class*=bio], [class*=about]", element))):
        between = text
        for name in names:
            between = between.replace(name, "\0", 1)
        if "\0\0" not in between:
            return text
    return ", ".join(dict.fromkeys(names))


_ALL_NAMES = ".social-author__name, .post-author__name, .author-name, a[rel=author]"


def body(page: Page) -> list[Block]:
    return list(main_body(page).blocks)


def lead_photo(page: Page) -> Photo | None:
    """The head's picture with its caption and credit.

    With a caption or credit printed but no picture found at the head, the picture is the page's `og:image`, which
    RebelMouse fills with the post's image; under a video the lines are the video's.
    """
    photo = head_photo(page, main_blocks(page), main_body(page).photo_line)
    if photo is None or photo.url is not None:
        return photo
    if has_video(page):
        return None
    image = page.absolute(page.first_meta("og:image"))
    return Photo("lead", image, photo.caption, photo.credit, photo.credit_line)


def inline_photos(page: Page) -> list[Photo]:
    return photos_among(page, list(main_body(page).containers))


def related(page: Page) -> list[Teaser]:
    """The related posts of an article page: those listed below and among its text, and those named under it."""
    return [*linked_articles(page), *teasers.related(page)] if main_blocks(page) else []


def tags(page: Page) -> list[str]:
    for css in (".tags a.tags__item", ".tags__item", ".tags a", ".post-tags a"):
        found = [text for block in main_blocks(page) for text in page.texts(css, block)]
        if found:
            return list(dict.fromkeys(name.lstrip("#") for name in found))
    return []


def corrections(page: Page) -> list[Correction]:
    text = main_body(page)
    return notes_among(text.blocks, text.notes)


def listing(page: Page) -> list[Teaser]:
    return teasers.cards(page)


def shown_date(page: Page) -> str | None:
    """The printed date of the main post; a relative one ("1h") is none."""
    return _shown(page, ".social-date__text, .post-date, .post-date__text")


def shown_modified(page: Page) -> str | None:
    return _shown(page, ".social-date-modified__text")


def _shown(page: Page, css: str) -> str | None:
    for block in main_blocks(page):
        for element in page.select(css, block):
            if page.index.size(element) > MOST_OF_A_LINE:
                continue
            if (text := inline_text(element)) and re.search(r"\d{4}", text):
                return text
    return None


FIELDS: Layer = {
    "headline": headline,
    "dek": dek,
    "kicker": kicker,
    "sections": sections,
    "authors": authors,
    "byline": byline,
    "body": body,
    "lead_photo": lead_photo,
    "inline_photos": inline_photos,
    "teasers": related,
    "tags": tags,
    "corrections": corrections,
    "listing": listing,
    "next_page": load_more.next_page,
}
SHOWN: Layer = {"published": shown_date, "modified": shown_modified}
"""Printed dates, to be asked after structured data."""
