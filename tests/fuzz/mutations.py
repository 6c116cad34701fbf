"""Ways to damage a page. Each takes the page, another page and dice, and gives a page: the same dice, the same page."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from typing import Any

Mutation = Callable[[bytes, bytes, random.Random], bytes]

LARGEST = 3_000_000
"""Bytes over which a mutation's page is cut: what it makes of a page stays within what sites send."""
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]{0,2000})>")
_TAGS_APART = re.compile(rb"(</?[a-zA-Z][^<>]{0,2000}>)")
_ELEMENT = re.compile(rb"<(p|div|li|figure|h1|h2|a|span|section|article|script|meta|time|aside|ul)\b[^<>]*>", re.I)
_JSON_LD = re.compile(rb"(<script[^>]*ld\+json[^>]*>)(.*?)(</script>)", re.I | re.S)
_CHARSET = re.compile(rb"charset=(['\"]?)[\w-]+", re.I)
_NAMES = (b"div", b"p", b"table", b"td", b"select", b"option", b"a", b"form", b"article", b"script", b"style", b"svg",
          b"math", b"template", b"noscript", b"iframe", b"textarea", b"title", b"body", b"head", b"html", b"frameset",
          b"li", b"figure", b"h1", b"blockquote", b"pre", b"plaintext", b"x-card", b"br", b"img")  # fmt: skip
_CHARSETS = (b"utf-8", b"utf-16", b"utf-16le", b"utf-7", b"iso-8859-1", b"windows-1251", b"shift_jis", b"gb18030",
             b"big5", b"euc-kr", b"iso-2022-jp", b"koi8-r", b"x-user-defined", b"nonsense", b"replacement")  # fmt: skip
_ENTITIES = (b"&amp;", b"&#0;", b"&#x110000;", b"&#xD800;", b"&#99999999999999;", b"&nbsp", b"&lt;script&gt;", b"&",
             b"&#", b"&#x", b"&quot;", b"&NotEqualTilde;", b"&#x202e;", b"&#8203;", b"&amp;amp;amp;lt;",
             b"&#27;")  # fmt: skip
_NOISE = (b' class="%s"' % (b"related " * 40), b" style='", b' class=""', b' id="', b" data-x=\x00",
          b' itemprop="author',
          b' itemprop="articleBody" itemscope', b' datetime="9999-99-99T99:99:99Z"', b' href="http://[::1"',
          b' href="javascript:alert(1)"', b' src="//"', b' property="og:title" content="', b" =", b' lang="x-\xff"',
          b' content="0000-00-00"', b' href="%ff%00%zz"', b' srcset="a 1w,,, b 9999999999999999999w"',
          b' width="1e309"', b" hidden", b' datetime="-1"', b' rel="canonical"',
          b' class="\xf0\x9f\x98\x80"')  # fmt: skip
_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1e308, 10**400, float("nan"), "", " ", "\x00", "\ud800", [], {}, [[]], [None], [[[[]]]],
    "2" * 5000,
    {"@type": "Person"}, {"name": None}, {"name": ["a", {"name": "b"}]}, {"@id": "#self"}, {"@value": 1},
    ["NewsArticle", None, 3], "0001-01-01", "9999-12-31T23:59:59-23:59", "2025-02-30", "99999999999999999999",
    {"@type": ["ImageObject"], "url": {"@id": 7}}, [{"@type": "ImageObject", "url": None}], "<p>a<script>b",
    "&amp;" * 50,
    "http://[", "javascript:1", {"@list": [1, "a"]}, {"en": "one", "de": "eins"}, False,
)  # fmt: skip
_KEYS = ("@type", "@graph", "@id", "headline", "author", "creator", "datePublished", "dateModified", "image",
         "articleBody", "keywords", "articleSection", "url", "mainEntityOfPage", "inLanguage", "isAccessibleForFree",
         "hasPart", "caption", "creditText", "publisher", "description", "name", "itemListElement")  # fmt: skip


def flip_bytes(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    made = bytearray(page)
    for _ in range(dice.choice((1, 5, 50, 500)) if made else 0):
        made[dice.randrange(len(made))] = dice.randrange(256)
    return bytes(made)


def cut(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    start, end = sorted((_place(page, dice), _place(page, dice)))
    return dice.choice((page[:start], page[end:], page[:start] + page[end:], page[: len(page) - dice.randrange(200)]))


def rename_tags(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    share, name = dice.choice((0.001, 0.02, 0.3)), dice.choice(_NAMES)
    return _TAG.sub(lambda tag: b"<%s%s%s>" % (tag[1], name, tag[3]) if dice.random() < share else tag[0], page)


def swap_tags(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    pieces = _TAGS_APART.split(page)  # every second one is a tag
    for _ in range(dice.choice((1, 3, 30)) if len(pieces) > 3 else 0):
        one, other = (2 * dice.randrange(len(pieces) // 2) + 1 for _ in "ab")
        pieces[one], pieces[other] = pieces[other], pieces[one]
    return b"".join(pieces)


def drop_tags(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    share, only = dice.choice((0.002, 0.05, 0.5)), dice.choice((b"", b"/"))
    return _TAG.sub(lambda tag: b"" if tag[1] >= only and dice.random() < share else tag[0], page)


def repeat_piece(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    """A run of elements, up to some thousand bytes, again and again."""
    starts = [found.start() for found in _ELEMENT.finditer(page)]
    if not starts:
        return page * 2
    start = dice.choice(starts)
    piece = page[start : start + dice.choice((40, 400, 4_000))]
    times = dice.choice((1, 2, 20, 400))
    return page[:start] + piece * min(times, LARGEST // (len(piece) or 1)) + page[start:]


def noisy_attributes(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    share = dice.choice((0.001, 0.01, 0.1))

    def noisy(tag: re.Match[bytes]) -> bytes:
        return b"<%s%s%s%s>" % (tag[1], tag[2], dice.choice(_NOISE), tag[3]) if dice.random() < share else tag[0]

    return _TAG.sub(noisy, page)


def edit_json_ld(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    """Values of other types, nesting, huge numbers, keys twice; a page without a block gets one."""
    blocks = list(_JSON_LD.finditer(page))
    if not blocks:
        record: Any = {"@context": "https://schema.org", "@type": "NewsArticle"}
        made = b'<script type="application/ld+json">%s</script>' % _edited(record, dice)
        return page.replace(b"</head>", made + b"</head>", 1) if b"</head>" in page else made + page
    block = dice.choice(blocks)
    try:
        record = json.loads(block[2])
    except (ValueError, RecursionError):
        record = {"@type": "NewsArticle"}
    return page[: block.start(2)] + _edited(record, dice) + page[block.end(2) :]


def _edited(record: Any, dice: random.Random) -> bytes:
    for _ in range(dice.choice((1, 3, 8))):
        places = list(_places(record))
        if places:
            holder, key = dice.choice(places)
            holder[key] = _value(holder[key], dice)
        if isinstance(record, dict):
            record[dice.choice(_KEYS)] = _value(None, dice)
    text = json.dumps(record)
    if dice.random() < 0.2:
        text = text.replace('"headline":', '"headline": 1e999, "headline":', 1)
    if dice.random() < 0.1:
        depth = dice.choice((50, 900, 20_000))
        text = '{"@graph":' * depth + text + "}" * dice.choice((depth, depth - 1, 0))
    if dice.random() < 0.1:
        text = text[: dice.randrange(len(text) + 1)]
    if dice.random() < 0.1:
        text = f"[{text},{text},{text}]"
    return text.encode("utf-8", "surrogatepass")


def _places(value: Any, depth: int = 0) -> Any:
    if depth > 20:
        return
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(pairs):
        yield value, key
        yield from _places(inner, depth + 1)


def _value(old: Any, dice: random.Random) -> Any:
    kind = dice.randrange(4)
    if kind == 0 and old is not None:
        return [old] * dice.choice((1, 2, 50))
    if kind == 1 and old is not None:
        return {dice.choice(("@value", "name", "@graph", "@id", "url", "text")): old}
    return json.loads(json.dumps(dice.choice(_VALUES)))  # one of its own: it may be edited again


def swap_charset(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    name = dice.choice(_CHARSETS)
    if dice.random() < 0.5:
        return _CHARSET.sub(lambda found: b"charset=" + found[1] + name, page)
    text = page.decode("utf-8", "replace")
    try:
        return dice.choice((b"", b"\xef\xbb\xbf", b"\xff\xfe")) + text.encode(name.decode(), "ignore")
    except LookupError:
        return b"\xfe\xff" + text.encode("utf-16-be", "ignore")


def entity_storm(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    storm = b"".join(dice.choice(_ENTITIES) for _ in range(dice.choice((5, 100, 20_000))))
    at = _place(page, dice)
    return page[:at] + storm + page[at:]


def nest_deeply(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    name, depth = dice.choice(_NAMES), dice.choice((30, 300, 1_900, 30_000))
    at = _place(page, dice)
    opened = b"<%s%s>" % (name, dice.choice((b"", b' class="body"', b' itemprop="articleBody"', b' href="/a/b-c/"')))
    closed = b"</%s>" % name
    inside = page[at : at + dice.choice((0, 500, 1_000_000))]
    return page[:at] + opened * depth + inside + closed * dice.choice((depth, 0)) + page[at + len(inside) :]


def splice(page: bytes, other: bytes, dice: random.Random) -> bytes:
    """The beginning of one page and the end of another, or a piece of it in the middle."""
    at, start = _place(page, dice), _place(other, dice)
    piece = other[start : start + dice.choice((100, 5_000, 200_000))]
    return dice.choice((page[:at] + other[start:], page[:at] + piece + page[at:], other + page))


def long_text(page: bytes, _other: bytes, dice: random.Random) -> bytes:
    """A very long word, line, number or run of blanks: what slow expressions choke on."""
    unit = dice.choice((b"a", b" ", b"\n", b"9", b"By ", b"and ", b", ", b"(", b"Photo: ", b"-", b"/a", b"\xc2\xa0",
                        b"A. ",
                        b"\xe4\xba\xba", b"@", b"&", b"<", b"<a ", b"<!--", b"| ", b"A B ", b".", b"'", b'"',
                        b"{"))  # fmt: skip
    run = unit * (dice.choice((100, 5_000, 200_000)) // len(unit))
    at = _place(page, dice)
    if dice.random() < 0.6 and (starts := [found.end() for found in _ELEMENT.finditer(page)]):
        at = dice.choice(starts)
    return page[:at] + run + page[at:]


MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes, cut, rename_tags, swap_tags, drop_tags, repeat_piece, noisy_attributes, edit_json_ld, swap_charset,
    entity_storm, nest_deeply, splice, long_text,
)  # fmt: skip


def _place(page: bytes, dice: random.Random) -> int:
    return dice.randrange(len(page) + 1)


def mutated(page: bytes, other: bytes, dice: random.Random) -> tuple[bytes, list[str]]:
    """The page after one to four mutations, and their names."""
    names = []
    for mutation in dice.choices(MUTATIONS, k=dice.choice((1, 1, 2, 3, 4))):
        page = mutation(page, other, dice)[:LARGEST]
        names.append(mutation.__name__)
    return page, names
