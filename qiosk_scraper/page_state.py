"""Whether a page is an article at all, and what is odd about it. Heuristics say no only where no article is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from qiosk_scraper.items import Block, Capture, NotAnArticle
from qiosk_scraper.layers.generic.cards import main_listing
from qiosk_scraper.layers.json_ld import article_nodes
from qiosk_scraper.layers.rebelmouse import is_rebelmouse
from qiosk_scraper.layers.rebelmouse.posts import listed_posts, main_blocks
from qiosk_scraper.layers.sidebars import is_sidebar
from qiosk_scraper.normalise.urls import canonical_url
from qiosk_scraper.page import Page
from qiosk_scraper.page_ancestors import Enclosing
from qiosk_scraper.page_lists import headline_links, is_list_of_links
from qiosk_scraper.page_walls import is_shell, shown_text, soft_404, titles, wall_in
from qiosk_scraper.reading import Reading, is_cms

MAX_BYTES = 32 * 1024 * 1024
MOST_TEXT = 2_000_000
"""Characters: four novels. Ten million cost the crawl 360 MiB to compare and store (measured 2026-11)."""
_MAX_ATTRIBUTES = 10_000
_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"OggS",
    b"ID3",
    b"\x00\x00\x01\x00",
    b"BM",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x28\xb5\x2f\xfd",
    b"wOFF",
    b"wOF2",
    b"\x7fELF",
    b"MZ",
    b"SQLite format 3",
    b"\xd0\xcf\x11\xe0",
)
_HTML_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "application/xml",
    "text/xml",
    "text/plain",
    "application/octet-stream",
    "",
)
_TAG = re.compile(
    rb"<\s*(?:!doctype|html|head|body|div|p|h1|h2|article|title|meta|section|main|span|a|table|script|ul|br)\b",
    re.IGNORECASE,
)
_FEED = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|urlset|sitemapindex|rdf:RDF|svg|opml)\b",
    re.IGNORECASE | re.DOTALL,
)
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
"""White space, and what files begin with."""
_LONG_TAG = 20_000
_TAG_START = re.compile(rb"<[a-zA-Z]")
_NO_TEXT = bytes(set(range(32)) - set(b"\t\n\f\r\x1b"))
"""Bytes that no text holds many of, whatever its charset (ISO-2022-JP uses escapes); `<p` is in every big binary."""

_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")

_MOJIBAKE = re.compile("â€[™œ\u009d“”˜¦“]|Ã[©¨¤¶¼Ÿ±³­¡]|Â[ «»°£©®]|ï»¿|Ð[°-¿].?Ð")


def refuse_bytes(capture: Capture) -> None:
    """Raise NotAnArticle for a capture that no page can be read from: empty, too large, another kind of file."""
    body = capture.body
    if capture.status >= 400:
        raise NotAnArticle("http_error", f"status {capture.status}")
    if not body[:512].strip(_BLANK) and not body.strip(_BLANK):
        raise NotAnArticle("empty", f"{len(body)} bytes")
    if len(body) > MAX_BYTES:
        raise NotAnArticle("too_large", f"{len(body)} bytes")
    start = body[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    kind = (capture.header("content-type") or "").partition(";")[0].strip().lower()
    if start.startswith(_MAGIC):
        raise NotAnArticle("not_html", f"begins with {start[:8]!r}")
    if _FEED.match(start):
        raise NotAnArticle("not_html", "a feed, sitemap or drawing")
    marked = _TAG.search(body) is not None
    if kind not in _HTML_TYPES and not (marked and start.startswith(b"<")):
        raise NotAnArticle("not_html", kind)
    if start[:1] in b"{[" and (
        kind.endswith("json") or not marked or start[:2].strip() in (b'{"', b"[{", b"[]", b"{}")
    ):
        raise NotAnArticle("not_html", "JSON")
    wide = b"\x00<" in body[:64] or b"<\x00" in body[:64]  # UTF-16
    if not wide and 50 * (len(start) - len(start.translate(None, _NO_TEXT))) > len(start):
        raise NotAnArticle("not_html", "binary")
    if not marked and not wide:
        raise NotAnArticle("not_html", "no markup")
    if len(body) > 20_000:
        refuse_huge_tags(body)


def refuse_page(reading: Reading, headline: str | None, blocks: Sequence[Block]) -> None:
    """Raise NotAnArticle for a page that was read and holds no article, with the reason it shows."""
    page = reading.page
    length = sum(len(block.text) for block in blocks)
    if length > MOST_TEXT:
        raise NotAnArticle("too_large", f"{length} characters of text")
    if reason := _place(reading):
        raise NotAnArticle("listing", reason)
    if length < 700:
        shown = titles(page)
        evidence = _is_declared(page)
        if soft_404(shown) and not evidence and length < 400:
            raise NotAnArticle("soft_404", shown[:120])
        if length < 300 and not evidence:
            text = f"{shown} {shown_text(page)}"
            if wall := wall_in(page, text):
                if wall[0] in _BESIDE and (
                    is_list_of_links(page, blocks)
                    or _lists_posts(page)
                    or (wall[0] == "consent_wall" and max(len(headline_links(page)), len(main_listing(page))) >= 3)
                ):
                    raise NotAnArticle("listing", "headlines with links and no article")
                raise NotAnArticle(wall[0], wall[1][:120])
            if soft_404(text[:500]) and length < 200:
                raise NotAnArticle("soft_404", text[:120])
    if blocks and headline:
        if not _calls_itself_article(reading) and (is_list_of_links(page, blocks) or _lists_posts(page)):
            raise NotAnArticle("listing", "headlines with links and no article")
        return
    if not blocks:
        if is_shell(page):
            raise NotAnArticle("needs_javascript", "an empty shell that scripts fill")
        if not _calls_itself_article(reading) and is_list_of_links(page, ()):
            raise NotAnArticle("listing", "headlines with links and no article")
        raise NotAnArticle("empty_body", f"headline {headline[:80]!r}" if headline else "no headline, no body")
    raise NotAnArticle("empty_body", "no headline")


_BESIDE = ("consent_wall", "login_wall")
"""Told of by words that stand on open pages, too: the note on cookies at the foot of a section page."""


def _place(reading: Reading) -> str | None:
    """The home page and the outlet's own section pages are listings, whatever they hold."""
    outlet, page = reading.outlet, reading.page
    own = canonical_url(page.url, outlet)
    if own is None:
        return None
    if own in {canonical_url(section, outlet) for section in outlet.sections.values()}:
        return "a section page of the outlet"
    parts = urlsplit(own)
    if parts.path == "/" and not parts.query and not _is_declared(page) and len(headline_links(page)) >= 3:
        return "the home page"
    return None


def _lists_posts(page: Page) -> bool:
    """Whether a page of RebelMouse's is about none of the posts on it: a section, a tag, an author with a life."""
    if not is_rebelmouse(page) or main_blocks(page):
        return False
    sidebar = Enclosing(is_sidebar)
    return sum(not sidebar.holds(post.element) for post in listed_posts(page)) > 1


def _is_declared(page: Page) -> bool:
    """Whether the page's own data call it an article."""
    kind = (page.first_meta("og:type") or "").lower()
    return (
        bool(article_nodes(page))
        or kind in ("article", "news", "news.article", "blog", "video.other")
        or any(
            name in page.meta
            for name in ("article:published_time", "parsely-pub-date", "citation_title", "datepublished")
        )
    )


def _calls_itself_article(reading: Reading) -> bool:
    return _is_declared(reading.page) or any(is_cms(found.layer) for found in reading.candidates("body"))


def flags_of(page: Page, blocks: Sequence[Block]) -> Iterator[str]:
    """`charset_guess`, `mojibake`, `maybe_truncated`: what a researcher should know before quoting the text."""
    if page.charset.how == "guess":
        yield "charset_guess"
    text = "\n".join(block.text for block in blocks)
    if "\ufffd" in text or len(_MOJIBAKE.findall(text)) >= 2:
        yield "mojibake"
    if _is_cut(page.html):
        yield "maybe_truncated"


def _is_cut(html: str) -> bool:
    """The page opens `html` or `body` and closes neither, or ends inside a tag."""
    tail = html[-3000:].lower()
    if tail.rfind("<") > tail.rfind(">"):
        return True
    if "</html" in tail or "</body" in tail:
        return False
    head = html[:5000].lower()
    return "<html" in head or "<body" in html[:60_000].lower()


def refuse_huge_tags(body: bytes) -> None:
    """Raise NotAnArticle for markup that would stall any parser: one tag of 1,000,000 attributes takes 100 s.

    Each attribute is compared with all before it: ten tags of 9,000 take 2 s, a hundred 22 s.
    """
    compared = 0
    for start, end in _long_tags(body):
        tag = _QUOTED.sub(b'"" ', body[start:end])
        attributes = len(tag.replace(b"/", b" ").split())
        compared += attributes**2
        if attributes > _MAX_ATTRIBUTES or compared > 3 * _MAX_ATTRIBUTES**2:
            raise NotAnArticle("too_large", "a tag of more than 10,000 attributes")


def _long_tags(body: bytes) -> Iterator[tuple[int, int]]:
    """(start, end) of what may be tags of more than 20,000 bytes. From one `>` to the last within reach of it, so that
    a page is looked at in a few places only."""
    at = 0
    while at + _LONG_TAG <= len(body):
        last = body.rfind(b">", at, at + _LONG_TAG)
        if last >= 0:
            at = last + 1
            continue
        end = body.find(b">", at + _LONG_TAG)
        end = end if end >= 0 else len(body)
        if found := _TAG_START.search(body, at, end - _LONG_TAG):
            yield found.start(), end
        at = end + 1
