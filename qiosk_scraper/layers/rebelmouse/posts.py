"""Which posts stand on a RebelMouse page, and which of them the page is about.

One page holds many `article` elements of the same make: the main post, often split over several blocks that repeat
its `elid`, and listed posts below and beside it (nine on one page seen 2024-08, the first of them without a body).
Class names are stable over sites and years, nesting and order are not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing

_POST_CLASS = re.compile(r"\bpost-(\d{6,})\b")
_BOOTSTRAP = (
    re.compile(r"""["']?resourceId["']?\s*:\s*["']pp_(\d+)"""),
    re.compile(r"resource_id=pp_(\d+)"),
    re.compile(r"""["']post["']\s*:\s*\{\s*["']id["']\s*:\s*["']?(\d+)"""),
    re.compile(r"[?&;]post_id=(\d+)"),
)
CHROME = re.compile(r"\bs?(?:top_?bar|footer|navi|sidenav|menu)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Post:
    """One block of one post: `element` is its `.widget`, else its `article`."""

    element: HtmlElement
    id: str | None
    block: HtmlElement | None
    """The `posts-custom` element it is listed in."""


def has_class(element: HtmlElement, name: str) -> bool:
    return name in (element.get("class") or "").split()


def ancestors(element: HtmlElement) -> Iterator[HtmlElement]:
    """The element itself, then its ancestors."""
    node: HtmlElement | None = element
    while node is not None:
        yield node
        node = node.getparent()


@once_per_page
def posts(page: Page) -> list[Post]:
    """Every block of every post, in document order."""
    found: list[Post] = []
    end = 0  # the place past the last post: one within it is a part of it
    index = page.index
    marks = sorted(index.place[mark] for mark in page.select("article[elid], .widget__headline"))
    block_of = Enclosing(lambda node: has_class(node, "posts-custom"))
    for element in page.root.iter("article", "div", "section", "li"):
        is_widget = has_class(element, "widget")
        if not (is_widget or (element.tag == "article" and element.get("elid"))):
            continue
        if index.place[element] < end:
            continue
        if is_widget and element.get("elid") is None:
            after = bisect_right(marks, index.place[element])
            if after == len(marks) or marks[after] >= index.ends[index.place[element]]:
                continue
        end = index.ends[index.place[element]]
        found.append(Post(element, _post_id(element), block_of(element)))
    return found


def _post_id(element: HtmlElement) -> str | None:
    for holder in (element, *element.iter("article")):
        if own := holder.get("elid"):
            return str(own)
        if match := _POST_CLASS.search(holder.get("class") or ""):
            return match[1]
    return None


@once_per_page
def main_blocks(page: Page) -> list[HtmlElement]:
    """The blocks of the post that the page is about, in order; empty when the page lists posts and is about none."""
    all_posts = posts(page)
    if not all_posts:
        return []
    main = _by_block(all_posts) or _by_script(page, all_posts) or _by_class(all_posts) or _by_address(page, all_posts)
    if main is None and _says_article(page):
        main = _by_heading(page, all_posts) or _by_body(page, all_posts)
    if main is None:
        return []
    if main.id is None:
        return [post.element for post in all_posts if post.element is main.element or _same_block_kind(post, main)]
    return [post.element for post in all_posts if post.id == main.id and not _is_listed(page, post, main)]


def _same_block_kind(post: Post, main: Post) -> bool:
    return post.id is None and _is_current(post) and _is_current(main)


def _is_current(post: Post) -> bool:
    block = post.block
    return block is not None and (
        block.get("data-source") == "current_post"
        or block.get("data-source-type") == "current_post"
        or (block.get("data-attr-is_current_post") or "").lower() == "true"
    )


def _by_block(all_posts: list[Post]) -> Post | None:
    return next((post for post in all_posts if _is_current(post)), None)


def _by_script(page: Page, all_posts: list[Post]) -> Post | None:
    """The id that the page's own bootstrap script asks for."""
    ids = {post.id for post in all_posts if post.id}
    for pattern in _BOOTSTRAP:
        for match in pattern.finditer(page.html):
            if match[1] in ids:
                return next(post for post in all_posts if post.id == match[1])
    return None


def _by_class(all_posts: list[Post]) -> Post | None:
    return next((post for post in all_posts if has_class(post.element, "post-partial")), None)


def _by_address(page: Page, all_posts: list[Post]) -> Post | None:
    """The post whose own link is the page's address."""
    own = _own_spellings(page)
    for post in all_posts:
        for element in page.select("h1 a.widget__headline-text, [data-post-url]", post.element):
            link = element.get("data-post-url") or element.get("href")
            if link and (url := page.absolute(link)) and _spelling(url) in own:
                return post
    return None


@once_per_page
def _own_spellings(page: Page) -> frozenset[str]:
    """The paths that the page gives as its own."""
    named = (page.first_meta("og:url"), page.url, *(link.get("href") for link in page.links.get("canonical", ())))
    return frozenset(_spelling(url) for url in named if url) - {"/"}


def _leads_elsewhere(page: Page, heading: HtmlElement) -> bool:
    """Whether a post's headline is a link to another page, as on a page that lists it."""
    link = next(heading.iter("a"), None)
    url = page.absolute(link.get("href")) if link is not None else None
    return url is not None and _spelling(url) not in _own_spellings(page)


def _spelling(url: str) -> str:
    try:
        return urlsplit(url).path.rstrip("/").lower() or "/"
    except ValueError:  # `//[` in a canonical link: the address of no post
        return "/"


def _says_article(page: Page) -> bool:
    """Whether the page may be about one post: without any word of its own it may, unless it is the home page."""
    if urlsplit(page.url).path in ("", "/"):
        return False
    kind = (page.first_meta("og:type") or "").lower()
    return (
        kind == "article"
        or page.first_meta("article:published_time") is not None
        or any("Article" in str(node.get("@type")) for node in page.json_ld)
        or kind == ""
    )


def _by_heading(page: Page, all_posts: list[Post]) -> Post | None:
    """The only post with a first-level heading, or the one whose heading is the page's title."""
    headed = [
        (post, heading)
        for post in all_posts
        for heading in page.select("h1", post.element)[:1]
        if not _leads_elsewhere(page, heading)
    ]
    ids = {post.id or id(post.element) for post, _ in headed}
    if len(ids) == 1:
        return headed[0][0]
    title = clean(page.first_meta("og:title") or page.text("title") or "").casefold()
    for post, heading in headed:
        text = inline_text(heading).casefold()
        if text and (title == text or title.startswith(text)):
            return post
    return next((post for post, heading in headed if has_class(heading, "headline")), None)


def _by_body(page: Page, all_posts: list[Post]) -> Post | None:
    """The post with the longest body that is not cut off for "keep reading"."""
    best: tuple[int, Post] | None = None
    for post in all_posts:
        for body in page.index.outermost(page.select(".body-description", post.element)):
            if page.select(".widget__brief, .js-keep-reading", body):
                continue
            length = len(inline_text(body))
            if length > 400 and (best is None or length > best[0]):
                best = (length, post)
    return best[1] if best else None


def _is_listed(page: Page, post: Post, main: Post) -> bool:
    """Whether a block with the main post's id only lists it again (a sidebar shows the article itself too)."""
    if post.element is main.element or _is_current(post) or has_class(post.element, "post-partial"):
        return False
    if post.block is not None and (_is_current(main) or has_class(main.element, "post-partial")):
        return True
    return bool(page.select(".body-description .widget__brief", post.element)) or not page.select(
        "h1, .body-description, .widget__subheadline, .photo-caption, .photo-credit", post.element
    )


@once_per_page
def listed_posts(page: Page) -> list[Post]:
    """The posts that the page shows beside its own, in order; on a section page all of them."""
    main = set(main_blocks(page))
    chrome_of = Enclosing(is_chrome)
    return [
        one
        for post in posts(page)
        for one in ([post] if post.element not in main else _set_among_text(page, post))
        if chrome_of(one.element) is None
    ]


def _set_among_text(page: Page, main: Post) -> list[Post]:
    """The posts of blocks that stand in a post's own text."""
    blocks = page.index.outermost(page.select(".body-description .posts-custom", main.element))
    return [
        Post(element, id, block)
        for block in blocks
        for element in page.index.outermost(page.select(".widget, article[elid]", block))
        if (id := _post_id(element)) is not None and id != main.id
    ]


def is_chrome(element: HtmlElement) -> bool:
    """Whether an element is the top bar, a menu or the footer."""
    return element.tag in ("nav", "footer") or (
        element.tag == "div"
        and (
            CHROME.match(element.get("id") or "") is not None
            or has_class(element, "footer")
            or has_class(element, "topbar-wrapper")
        )
    )
