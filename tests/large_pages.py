"""Pages of any size that hold very many of one thing: each is an article with six paragraphs, and then that."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

URL = "https://tide.example/2024/01/01/the-tide-came-in"
_LINE = "The tide came in over the flats and the boats went out again before noon on that day. "
_TITLE = "The tide came in"
_TEXT = f"<p>{_LINE * 3}</p>" * 6


def _page(body: str = "", head: str = "") -> str:
    return (
        f"<html><head><title>{_TITLE}</title><meta property='og:title' content='{_TITLE}'>"
        f"<meta property='og:type' content='article'>{head}</head><body><article><h1>{_TITLE}</h1>"
        f"{_TEXT}{body}</article></body></html>"
    )


def _filled(piece: str, size: int) -> str:
    """The piece again and again, `#` in it replaced by its number, up to a size in bytes."""
    return "".join(piece.replace("#", str(number)) for number in range(size // (len(piece) + 2) + 1))


def _ld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


_BODIES = {
    "paragraphs": f"<p>{_LINE}#</p>",
    "links": "<a href='/a/the-tide-came-in-#'>The tide came in at # again</a> ",
    "related boxes": "<div class='related'><h3>More #</h3><a href='/a/the-tide-#'>The tide came in at #</a></div>",
    "figures": "<figure><img src='/i/#-abcdefgh.jpg'><figcaption>The boats. Photo: Jane Roe #</figcaption></figure>",
    "pictures": "<div class='image'><img src='/i/#-abcdefgh.jpg'><span class='credit'>Jane Roe #</span></div>",
    "classes": "<div class='c# d# related-x#' id='i#'>x</div>",
    "headings": f"<h2>The tide #</h2><p>{_LINE}</p>",
    "cards": f"<article><h2><a href='/a/the-tide-came-in-#'>The tide came in #</a></h2><p>{_LINE}</p></article>",
    "bylines": "<span class='byline'>By Jane Roe #</span>",
    "tags": "<a rel='tag' href='/tag/#'>Tide #</a>",
    "labels": "<div><span>Topics</span><a href='/topic/#'>Tide #</a></div>",
    "notes": "<div class='correction'>Correction: the tide #</div>",
    "nested boxes": "<div class='x'>" * 60 + f"<p>{_LINE}</p>" + "</div>" * 60,
    "words": "word ",
    "breaks": "line #<br>",
    "authors": "<a rel='author' href='/author/#'>Jane Roe #</a> ",
    "words of a class": "<p class='related-# by-# c#'>x</p>",
    "rows": "<tr><td>tide #</td><td>#</td></tr>",
}
_HEADS = {
    "metas": "<meta name='author' content='Jane Roe #'>",
    "canonical addresses": "<link rel='canonical' href='/2024/#'>",
    "blocks of JSON-LD": _ld('{"@type":"NewsArticle","headline":"The tide #"}'),
    "flight data": '<script>self.__next_f.push([1,"#:{\\"title\\":\\"The tide came in\\",\\"a\\":#}\\n"])</script>',
}


def _live_blog(size: int) -> str:
    entries = [
        {"@type": "BlogPosting", "headline": f"h{number}", "articleBody": _LINE} for number in range(size // 150)
    ]
    return _page(head=_ld(json.dumps({"@type": "LiveBlogPosting", "headline": _TITLE, "liveBlogUpdate": entries})))


_CARD = (
    "<div class='widget' elid='9#'><article elid='9#'><a class='widget__section' href='/s/'>Tide</a>"
    "<h2 class='widget__headline'><a class='widget__headline-text' href='/tide-#/'>The tide #</a></h2>"
    "<div class='widget__head'><img class='widget__image' src='/i/#-abcdef.jpg'></div>"
    f"<div class='body-description'><div class='widget__brief'><p>{_LINE}</p></div></div></article></div>"
)
_OF_A_POST = {
    "listed posts": f"<div class='posts-custom' data-source='related'>{_CARD}</div>",
    "posts of one block": _CARD,
    "sections of a post": "<a class='widget__section' href='/s/#'>Tide #</a>",
    "bodies of a post": f"<div class='body-description'><p>{_LINE}#</p></div>",
    "authors of a post": "<div class='social-author'><a class='social-author__name' href='/u/#'>Jane Roe #</a></div>",
    "photo lines of a post": "<p>Top photo credit: The tide # (Jane Roe)</p>",
    "pictures of a post": "<div class='body-description'><p><img src='/i/#-abcdef.jpg'>"
    "<small class='media-caption'>The tide #</small></p></div>",
    "deks of a post": "<h2 class='widget__subheadline'></h2>",
    "breaks before a block": "<br>",
}
_NESTED_IN_A_POST = {
    "body in body": "<div class='body-description'>The tide # ",
    "section in section": "<span class='widget__section'>Tide # <i>",
    "author in author": "<div class='social-author__name'>Jane Roe # ",
    "post in post": "<div class='widget'><div class='posts-custom'>The tide # ",
    "photo line in photo line": "<div class='photo-caption'>Top photo credit: Jane Roe # ",
    "excerpt in excerpt": "<div class='widget__brief'>The tide # ",
    "note in note": "<div class='correction'>Correction: # ",
    "list in list": "<div class='listicle'><div class='widget__head'>The tide # ",
}


def _links_in_boxes_in_each_other(size: int) -> str:
    deep = size // 300
    links = "<a href='/news/1'>x</a>" * (size // 30)
    return (
        f"<html><head><title>{_TITLE}</title></head><body><main><h1>{_TITLE}</h1><div>{_TEXT * 4}"
        f"{'<div><h2>Related</h2>' * deep}{_TEXT}{links}{'</div>' * deep}</div></main></body></html>"
    )


def _post(inside: str) -> str:
    return (
        f"<html><!-- Powered by RebelMouse --><head><title>{_TITLE}</title><meta property='og:type' content='article'>"
        "</head><body><div class='posts-custom' data-source='current_post'><div class='widget post-partial'>"
        f"<article elid='2600000001'><h1 class='widget__headline'>{_TITLE}</h1><div class='body-description'>{_TEXT}"
        f"</div>{inside}</article></div></div><div class='posts-custom'>{_CARD}</div></body></html>"
    )


def _nested(piece: str, size: int) -> str:
    """The pieces inside each other, 1,000 deep, as often as the size allows, and a text in the innermost."""
    number = min(1_000, size // len(piece))
    tags = re.findall(r"<(\w+)", piece)
    one = _filled(piece, len(piece) * number) + "".join(f"</{tag}>" for tag in reversed(tags)) * number
    return (one + f"<p>{_LINE}</p>") * max(1, size // len(one))


LARGE: dict[str, Callable[[int], str]] = {
    **{name: lambda size, piece=piece: _page(_filled(piece, size)) for name, piece in _BODIES.items()},  # type: ignore[misc]
    **{name: lambda size, piece=piece: _page(head=_filled(piece, size)) for name, piece in _HEADS.items()},  # type: ignore[misc]
    **{name: lambda size, piece=piece: _post(_filled(piece, size)) for name, piece in _OF_A_POST.items()},  # type: ignore[misc]
    **{name: lambda size, piece=piece: _post(_nested(piece, size)) for name, piece in _NESTED_IN_A_POST.items()},  # type: ignore[misc]
    "one attribute": lambda size: _page(f"<p title='{'a b ' * (size // 4)}'>x</p>"),
    "one class": lambda size: _page(f"<p class='{'a-b ' * (size // 4)}'>x</p>"),
    "one title": lambda size: _page(head=f"<title>{'tide - ' * (size // 7)}</title>"),
    "a title of blanks": lambda size: _page(head=f"<meta property='og:title' content='The tide{' ' * size}came'>"),
    "a text of blanks in JSON-LD": lambda size: _page(
        head=_ld(json.dumps({"@type": "NewsArticle", "headline": _TITLE, "articleBody": f"The{' ' * size}tide"}))
    ),
    "live blog": _live_blog,
    "pictures far down": lambda size: _page("<div>" * (size // 200) + _filled("<img src='/i/#-abcdef.jpg'>", size)),
    "links in boxes in each other": _links_in_boxes_in_each_other,
    "a picture of many widths": lambda size: _page(f"<img srcset='{'a' * size} 2x,' src='/i/a.jpg'>"),
}
"""Makers of pages by what they have many of; each takes the size in bytes."""
