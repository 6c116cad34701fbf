"""Body blocks of a subtree: what a reader sees as paragraphs, headings, list items, quotes, code and tables.

Text that stands directly in a container is a paragraph too (RebelMouse bodies of 2016 to 2019, hand-made pages), and
two `br` in a row end one. Which elements are left out is the caller's rule, `skip`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice, pairwise

from lxml.html import HtmlElement

from qiosk_scraper.items import Block, BlockType, Link
from qiosk_scraper.layers.name_patterns import NamePattern, by_name
from qiosk_scraper.layers.screens import wide_screens_show
from qiosk_scraper.layers.subheads import is_bold_line, is_subhead, under_bold_lines
from qiosk_scraper.name_answers import LONGEST_KEPT, kept, lower_name
from qiosk_scraper.normalise.text import clean, inline_text, raw_text
from qiosk_scraper.page import Page

_INLINE = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr"
)
_NEVER_TEXT = (
    "applet area audio base button canvas datalist embed figcaption form frame frameset head iframe img input link map "
    "math meta nav noscript object optgroup option picture script select source style svg template textarea title "
    "track video"
)
INLINE = frozenset(_INLINE.split())
NEVER_TEXT = frozenset(_NEVER_TEXT.split())
_SILENT = frozenset(("svg", "script", "style", "noscript", "template", "link", "meta", "base", "map", "area"))
"""What stands within a sentence without ending it: the icon behind the words of a link, for instance."""
_MOST_OF_ITEM = 60
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_MAX_DEPTH = 150
"""Deeper subtrees are read as one text: Python's stack is no place for 2,000 nested divs."""
_BR = "\x1e"
_LABEL_WITHIN = 300
"""Characters behind a break in which `starts_line` is looked for."""
_PARAGRAPH_BREAK = re.compile(rf"{_BR}\s*{_BR}[\s{_BR}]*")
_INDENT = re.compile(rf"{_BR}(?=\s*\u3000)")
"""A break before an ideographic space: the next paragraph, as Chinese and Japanese pages set it."""
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n[ \t\r\n]*(?=\u3000)")
"""The same where the page shows the breaks of its source, as Japanese portals do."""
_SENTENCE_END = re.compile(r"[.!?…。！？।॥؟][\"'”’»」』)\]]*\s*$")
_ENDED = re.compile(r"[.!?:…。！？।॥؟][\"'”’»」』)\]]*$")
_LONGEST_SIGN = 8
"""Characters of an emoji."""
_LONG_LINE = 60
"""Characters of a line that may be a paragraph; those of verses and addresses are shorter."""
PULL_QUOTE = NamePattern(r"pull-?_?(?:out-?_?)?quote|(?:^|[\s_-])(?:streamer|exergue)(?=$|[\s_-])")
"""With the words of Dutch and French newsrooms."""
_QUOTE = NamePattern(r"(?:^|\s)(?:block-?)?quote(?=\s|$)")
"""Of a `div`, as old systems make them."""
_QUOTED: frozenset[BlockType] = frozenset(("quote", "pull_quote", "list_item"))

Skip = Callable[[HtmlElement], bool]


def classes(element: HtmlElement) -> str:
    """Class and id as one lower-case text, for words to be looked for."""
    return _names[element.get("class"), element.get("id")]


class _Names(dict[tuple[str | None, str | None], str]):
    """Class and id, each pair made one text once."""

    def __missing__(self, pair: tuple[str | None, str | None]) -> str:
        words = f"{pair[0] or ''} {pair[1] or ''}"
        if len(words) <= LONGEST_KEPT:
            if len(self) >= _MOST_NAMES:
                self.clear()
            self[pair] = lower_name(words)
        return lower_name(words)


_MOST_NAMES = 16_384
_names = kept(_Names())


def is_hidden(element: HtmlElement) -> bool:
    """Never shown: `hidden`, `display:none`, or a class that says so."""
    if element.get("hidden") is not None:
        return True
    if style := element.get("style"):
        style = style.replace(" ", "").lower()
        if "display:none" in style or "visibility:hidden" in style:
            return True
    return bool(names := element.get("class")) and _is_hidden_class(names)


@by_name
def _is_hidden_class(names: str) -> bool:
    names = names.lower()
    return not _HIDDEN.isdisjoint(names.split()) and not wide_screens_show(names)


_HIDDEN = frozenset(
    (
        "hidden",
        "visually-hidden",
        "visuallyhidden",
        "u-visually-hidden",
        "sr-only",
        "sr_only",
        "screen-reader-text",
        "screen-reader-only",
        "screenreader",
        "screen-out",
        "screen_out",
        "is_blind",
        "is-blind",
        "blind",
        "offscreen",
        "u-offscreen",
        "a11y-hidden",
    )
)


def is_quoted_apart(aside: HtmlElement) -> bool:
    """Whether an `aside` holds a quotation, and besides at most whose words they are."""
    quote = next(islice(aside.iter("blockquote"), 1), None)
    if quote is None or next(islice(aside.iter(), _MOST_OF_ITEM, None), None) is not None:
        return False
    words = len(inline_text(quote))
    return words > 0 and len(inline_text(aside)) <= words + _LONGEST_SOURCE


_LONGEST_SOURCE = 80
"""Characters that tell whose words a quotation has."""


def read_blocks(
    page: Page, container: HtmlElement, skip: Skip, starts_line: re.Pattern[str] | None = None
) -> list[Block]:
    """The blocks of `container` in reading order.

    `starts_line`: a text after a single `br` that matches it is a block of its own (a photo line under the last
    paragraph, for instance).
    """
    flow = _Flow(page, skip, starts_line)
    kind: BlockType = "paragraph"
    if container.tag in HEADINGS:
        kind = "heading"
    elif container.tag == "li":
        kind = "list_item"
    elif container.tag == "blockquote":
        kind = "quote"
    flow.walk(container, kind, 0)
    flow.flush(kind)
    return flow.blocks


def _is_small(image: HtmlElement) -> bool:
    """Whether a picture says that it is no larger than a letter."""
    sizes = [size for name in ("width", "height") if (size := image.get(name) or "").isdecimal()]
    return "emoji" in classes(image) or any(int(size[:6]) <= _LARGEST_SIGN for size in sizes)


_LARGEST_SIGN = 64


class _Flow:
    def __init__(self, page: Page, skip: Skip, starts_line: re.Pattern[str] | None) -> None:
        self.page = page
        self.skip = skip
        self.starts_line = starts_line
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.length = 0
        self.flushed = 0
        """How often the running text was ended."""
        self.links: list[tuple[int, int, str]] = []
        self.bold: list[tuple[int, int]] = []
        self.unfolding: int | None = None
        self.separators: set[tuple[str, ...]] = set()
        """Attributes of the empty `span`s that stand between lines."""

    def add(self, text: str | None) -> None:
        if text:
            self.pieces.append(text)
            self.length += len(text)

    def walk(self, element: HtmlElement, kind: BlockType, depth: int) -> None:
        if depth > _MAX_DEPTH:
            self.add(inline_text(element))
            return
        self.add(element.text)
        for child in element:
            self.child(child, kind, depth)
            self.add(child.tail)

    def child(self, child: HtmlElement, kind: BlockType, depth: int) -> None:
        tag = child.tag
        if not isinstance(tag, str):
            return
        if tag == "br":
            self.add(_BR)
        elif tag == "button" and kind == "heading" and not self.pieces and self._unfolds(child):
            self.walk(child, kind, depth + 1)
        elif tag == "img" and self._is_in_sentence(child):
            alt = child.get("alt") or ""
            self.add(alt if len(alt) <= _LONGEST_SIGN and not any(map(str.isalnum, alt)) else None)
        elif tag in NEVER_TEXT or self.skip(child):
            if tag not in INLINE and tag not in _SILENT:
                self.flush(kind)
        elif tag == "a":
            start, flushed = self.length, self.flushed
            self.walk(child, kind, depth + 1)
            start = start if flushed == self.flushed else 0
            href = child.get("href") or ""
            if self.length > start and not href.startswith("#") and (url := self.page.absolute(href)):
                self.links.append((start, self.length, url))
        elif tag in INLINE:
            if tag == "span" and self.pieces and self._is_new_line(child):
                self.add(2 * _BR)
            start = self.length
            self.walk(child, kind, depth + 1)
            if tag in ("b", "strong"):
                self.bold.append((start, self.length))
        else:
            self.flush(kind)
            self.block(child, tag, kind, depth)

    def _is_in_sentence(self, image: HtmlElement) -> bool:
        """Whether a picture stands in the middle of a sentence: a sign of its own making, an icon beside a word."""
        before = next((piece for piece in reversed(self.pieces) if piece.strip()), "").rstrip()
        parent = image.getparent()
        behind = image.tail or (parent.tail if parent is not None and parent.tag in INLINE else None) or ""
        after = behind.lstrip()[:1]
        has_cases = after.lower() != after.upper()
        goes_on = after in (*",.;:!?)",) or (after.islower() if has_cases else after.isalpha() and _is_small(image))
        return bool(before and after) and goes_on and before[-1] != _BR and not _ENDED.search(before[-12:])

    def _accordions(self) -> int:
        """How many headings of the page are buttons."""
        if self.unfolding is None:
            self.unfolding = sum(
                button.get("aria-expanded") is not None
                and (parent := button.getparent()) is not None
                and parent.tag in HEADINGS
                for button in self.page.index.tags("button")
            )
        return self.unfolding

    def _unfolds(self, button: HtmlElement) -> bool:
        """Whether a heading's only words are those of the button that unfolds the text behind it, and that is shown:
        one of several such, for a lone one belongs to a box beside the text."""
        heading = button.getparent()
        behind = heading.getnext() if heading is not None else None
        return (
            button.get("aria-expanded") is not None
            and behind is not None
            and self._accordions() > 1
            and behind.tag in ("div", "section", "p", "dd")
            and behind.get("aria-hidden") != "true"
            and not is_hidden(behind)
            and not self.skip(behind)
            and next(behind.iter("p"), None) is not None
        )

    def _is_new_line(self, span: HtmlElement) -> bool:
        """Whether a `span` right behind a text is made to begin a line: one of a sentence or more or an empty one,
        between sentences; once such a one was met, one of its make between any words. Nobody sets sentences without a
        blank between them."""
        ended = _ENDED.search(self.pieces[-1][-12:])
        if not ended and not self.separators:
            return False
        inside = raw_text(span)
        text = inside or span.tail or ""
        if not text or text[0].isspace() or text[0].islower() or self.pieces[-1][-1].isspace():
            return False
        make = None if inside else tuple(sorted(map(str, span.keys())))
        if make and make in self.separators:
            return True
        if len(text) < _LONG_LINE // 2 or not ended:
            return False
        if make:
            self.separators.add(make)
        return True

    def block(self, element: HtmlElement, tag: str, outer: BlockType, depth: int) -> None:
        kind = outer
        if PULL_QUOTE.search(classes(element)) or (tag == "aside" and is_quoted_apart(element)):
            kind = "pull_quote"
        elif tag in HEADINGS or element.get("role") == "heading":
            kind = "heading"
        elif tag == "li":
            if outer not in ("quote", "pull_quote") and not self._is_chapter(element):
                kind = "list_item"
        elif tag == "blockquote" or (tag == "div" and _QUOTE.search(classes(element))):
            kind = "quote" if outer != "pull_quote" else outer
        elif tag == "pre":
            self.code(element)
            return
        elif tag == "table" and not _is_layout(element):
            self.table(element)
            return
        elif tag in ("p", "div") and self.blocks and kind == "paragraph" and is_subhead(element):
            kind = "heading"
        elif tag == "p" and outer not in _QUOTED:
            kind = "paragraph"
        self.walk(element, kind, depth + 1)
        self.flush(kind)

    def _is_chapter(self, item: HtmlElement) -> bool:
        """Whether a list item has a heading and paragraphs of its own: one of "ten things", not a line of a list, and
        no card of another article, whose heading is a link."""
        if item in self.page.index.place:
            if not (self.page.index.below(item, *HEADINGS) and self.page.index.below(item, "p")):
                return False
        elif not any(one.tag == "p" for one in islice(item.iter(), _MOST_OF_ITEM)):  # of a text that a script carries
            return False
        heading = next((one for one in islice(item.iter(), _MOST_OF_ITEM) if one.tag in HEADINGS), None)
        if heading is None or any(node.tag == "a" for node in islice(heading.iterancestors(), 3)):
            return False
        return next(heading.iter("a"), None) is None

    def code(self, element: HtmlElement) -> None:
        text = "\n".join(line.rstrip() for line in raw_text(element).strip("\n").splitlines())
        if text.strip():
            self.blocks.append(
                Block("code", "\n".join(re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", line) for line in text.split("\n")))
            )

    def table(self, element: HtmlElement) -> None:
        rows = []
        for row in element.iter("tr"):
            cells = [text for cell in row if cell.tag in ("td", "th") and (text := inline_text(cell))]
            if cells:
                rows.append(" | ".join(cells))
        if rows:
            self.blocks.append(Block("table", "\n".join(rows)))

    def flush(self, kind: BlockType) -> None:
        """Ends the running text: one block, or several where two `br` stand in a row."""
        if not self.pieces:
            return
        text = "".join(self.pieces)
        spans, bold = sorted(self.links), sorted(self.bold)
        self.pieces, self.links, self.bold, self.length = [], [], [], 0
        self.flushed += 1
        place = 0
        parts = self.parts(text)
        if bold and kind == "paragraph" and _BR in text:
            parts = [piece for part in parts for piece in under_bold_lines(text, part, bold, _BR)]
        for number, (start, end) in enumerate(parts):
            inside = []
            while place < len(spans) and spans[place][0] < end:
                inside.append(spans[place])
                place += 1
            if words := clean(text[start:end].replace(_BR, " ")):
                links = tuple(
                    Link(url, label) for at, stop, url in inside if (label := clean(text[at:stop].replace(_BR, " ")))
                )
                over = kind == "paragraph" and bold and number + 1 < len(parts) and bool(self.blocks)
                if over and is_bold_line(text, parts[number], parts[number + 1], bold, _BR):
                    self.blocks.append(Block("heading", words, links))
                else:
                    self.blocks.append(Block(kind, words, links))

    def parts(self, text: str) -> list[tuple[int, int]]:
        indented = "\n" in text and "\u3000" in text
        if _BR not in text and not indented:
            return [(0, len(text))]
        edges = [0]
        if indented:
            edges += [match.end() for match in _BLANK_LINE.finditer(text)]
        for match in _PARAGRAPH_BREAK.finditer(text):
            edges.append(match.end())
        if len(edges) == 1 and _breaks_end_paragraphs(text):
            edges += [match.end() for match in re.finditer(_BR, text)]
        elif "\u3000" in text:
            edges += [match.end() for match in _INDENT.finditer(text)]
        if self.starts_line is not None:
            for match in re.finditer(_BR, text):
                if self.starts_line.match(text[match.end() : match.end() + _LABEL_WITHIN].lstrip()):
                    edges.append(match.end())
        edges = sorted({*edges, len(text)})
        return list(pairwise(edges))


def _breaks_end_paragraphs(text: str) -> bool:
    """Whether each line of a text without any other mark is a paragraph: three or more of them, long, and nearly all
    whole sentences."""
    lines = [line for line in map(str.strip, text.split(_BR)) if line]
    if len(lines) < 3 or len(text) < _LONG_LINE * len(lines):
        return False
    whole = sum(_SENTENCE_END.search(line) is not None for line in lines)
    return whole >= 0.7 * len(lines)


def _is_layout(table: HtmlElement) -> bool:
    """A table that only places things: one column, or cells that hold paragraphs, headings or whole tables."""
    rows = list(table.iter("tr"))
    if not rows or max(sum(1 for cell in row if cell.tag in ("td", "th")) for row in rows) < 2:
        return True
    return any(True for _ in table.iterdescendants("table", "h1", "h2", "h3", "ul", "ol", "article")) or (
        sum(len(raw_text(paragraph)) for paragraph in table.iter("p")) > 600
    )
