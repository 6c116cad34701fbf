"""The words of a link to an article: its headline, apart from the label above it and what else the link holds."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS, INLINE, classes
from qiosk_scraper.layers.generic.invitations import leads_elsewhere
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.related_words import LISTED_HEADING, RELATED_HEADING
from qiosk_scraper.normalise.text import clean, inline_text, raw_text

HEADLINE = NamePattern(r"head-?_*line|(?<!pre)(?<!super)(?<!sub)title|heading|(?:^|[\s_-])hed(?:$|[\s_-])")
LABEL = NamePattern(
    r"kicker|eyebrow|label|section|category|topic|rubri|over-?line|top-?line|roof-?line|pre-?_*title|super-?_*title|"
    r"chapeu|occhiello|antetitulo|dach-?zeile|spitzmarke|sur-?titre|volanta|(?:^|[\s_-])cats?(?:$|[\s_-])"
)
_ASIDE = NamePattern(
    r"(?:^|[\s_-])(?:times?|timestamp|dates?|datetime|meta(?:data)?|authors?|by-?line|credits?|captions?|num(?:ber)?|"
    r"rank|count(?:er)?|duration|read|type|prefix|icon|badge|sr-only|hidden)(?:$|[\s_-])|visually-?hidden|"
    r"screen-?reader|excerpt|description|summary|standfirst|dek(?:$|[\s_-])"
)
_NOT_READ = frozenset(("time", "img", "picture", "figure", "svg", "noscript", "script", "style", "source", "button"))
_LONGEST_LABEL = 40
_MOST_PARTS = 12
_MOMENT = re.compile(
    r"\b\d{1,2}[:.h]\d{2}\b|\b(?:ago|hours?|min(?:utes?)?|mins?) ?(?:read)?$|\b\d{1,2}\. ?\d{1,2}\.|"
    r"^(?:vor|il y a|hace|há|fa|for) \d|\d{4}年|\d+月\d+日|"
    r"^(?:\w{3,9}\.? )?\d{1,2}\.? [^\W\d]{3,10}\.?(?: \d{4})?$|^[^\W\d]{3,10}\.? \d{1,2},? \d{4}$",
    re.IGNORECASE,
)
"""In a short part of a card: when the article appeared, or how long it takes to read."""
_NUMBER = re.compile(r"[\W\d_]*")


class Words(NamedTuple):
    rank: int
    """2 for a link in or around a heading, 1 for one named like a headline, 0 for any other."""
    headline: str
    label: str | None = None


def words_of(link: HtmlElement) -> Words:
    """The headline that a link shows, with its label."""
    words = _shown(link)
    title = link.get("title")
    if title and words.label is None and words.headline.endswith(title := clean(title)):
        label = words.headline.removesuffix(title).strip(" :|·•–-")
        if 0 < len(label) <= _LONGEST_LABEL and not any(map(str.isdigit, label)):
            return Words(words.rank, title, label)
    return words


def _shown(link: HtmlElement) -> Words:
    for node in link.iterancestors():
        if node.tag in HEADINGS:
            return Words(2, *_apart(link))
        if node.tag in ("li", "article", "div", "section", "p"):
            break
    for heading in link.iterdescendants("h1", "h2", "h3", "h4", "h5"):
        if (text := inline_text(heading)) and not is_invitation(text):
            headline, label = _apart(heading)
            return Words(2, headline, label or _above(link, heading))
    for node in (link, *link.iterdescendants("span", "div", "p", "strong")):
        if HEADLINE.search(classes(node)) and inline_text(node):
            inner = next(
                (one for one in node.iterdescendants("span", "div", "p", "strong") if HEADLINE.search(classes(one))),
                node,
            )
            headline, label = _apart(inner if inline_text(inner) else node)
            return Words(1, headline, label or (_above(link, node) if node is not link else None))
    parent = link.getparent()
    if parent is not None and HEADLINE.search(classes(parent)):
        return Words(1, *_apart(link))
    if not len(link) and not (link.text or "").strip():
        # A link without words that lies over the whole card.
        return Words(0, clean(link.get("aria-label") or link.get("title") or ""))
    return Words(0, *_apart(link))


def _apart(element: HtmlElement) -> tuple[str, str | None]:
    """(headline, label) of an element. Parts of a sentence stay together: those that stand in a row with a blank
    between, unless their names or words say that they are something else."""
    label: str | None = None
    for _ in range(8):
        if not len(element) or (element.text or "").strip():
            break
        parts = list(_parts(element))
        if not parts or len(parts) > _MOST_PARTS:
            break
        if own := _between_boxes(element, parts):
            return own, label
        kept = [part for part in parts if not _is_aside(part)]
        if not kept:
            if len(parts) == 1 and len(parts[0]) > 1:
                element = parts[0]
                continue  # a box is no moment for holding one: `<div><p>…</p><span>3月12日</span></div>`
            break
        glued = _are_boxes(kept)
        chosen = [part for part in kept if not LABEL.search(classes(part)) or HEADLINE.search(classes(part))] or kept
        if len(chosen) > 1 and (glued or any(HEADLINE.search(classes(part)) for part in chosen)):
            named = [part for part in chosen if HEADLINE.search(classes(part)) or part.tag in HEADINGS]
            chosen = [max(named or _unended(chosen), key=lambda part: len(inline_text(part)))]
        elif len(chosen) > 1 and _ends_label(chosen):
            chosen = chosen[-1:]
        if len(chosen) > 1:
            if len(chosen) == len(parts):
                break
            return clean(" ".join(inline_text(part) + (part.tail or "") for part in chosen)), label
        one = chosen[0]
        label = label or next((text for part in kept[: kept.index(one)] if (text := _as_label(part))), None)
        if (one.tail or "").strip(" \n\t|·•-–—:→»›>"):
            break
        element = one
    return inline_text(element), label


def _between_boxes(element: HtmlElement, parts: list[HtmlElement]) -> str | None:
    """The words that stand in a link itself, right behind its picture, with boxes of other words below them."""
    if any(part.tag not in ("div", "p", "ul", *_NOT_READ) for part in parts):
        return None
    own = clean(" ".join(child.tail or "" for child in element))
    return own if len(own.split()) >= _WORDS_OF_HEADLINE else None


def _unended(parts: list[HtmlElement]) -> list[HtmlElement]:
    """Those of several boxes that hold a headline rather than the sentences below it, if one above them is long
    enough: headlines end with a dot, too."""
    texts = [inline_text(part) for part in parts]
    titles = [part for part, text in zip(parts, texts, strict=True) if text[-1:] not in _ENDS]
    above = texts[: texts.index(max(texts, key=len)) + 1]
    told = any(len(text.split()) >= _WORDS_OF_HEADLINE and text[-1:] not in _ENDS for text in above)
    return titles if told else parts


_WORDS_OF_HEADLINE = 4
_ENDS = frozenset(".。।…۔")


def _parts(element: HtmlElement) -> Iterator[HtmlElement]:
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _NOT_READ and inline_text(child):
            yield child
        elif (child.tail or "").strip():
            yield child  # its words count, whatever it is


def _is_aside(part: HtmlElement) -> bool:
    text = inline_text(part)
    name = classes(part)
    return (
        part.tag in _NOT_READ
        or (bool(_NUMBER.fullmatch(text)) and not (part.tail or "").strip())
        or (bool(_ASIDE.search(name)) and not HEADLINE.search(name))
        or (len(text) <= _LONGEST_LABEL and _MOMENT.search(text) is not None)
        or is_invitation(text)
    )


def is_invitation(text: str) -> bool:
    """Whether a short text says no more than to read on, or that an article is related."""
    return len(text) <= _LONGEST_LABEL and (
        leads_elsewhere(text)
        or (
            len(text.split()) <= 3
            and (RELATED_HEADING.match(text) is not None or LISTED_HEADING.match(text) is not None)
        )
    )


def _are_boxes(parts: list[HtmlElement]) -> bool:
    """Whether parts stand below each other: nobody sets words without a blank between them."""
    if any(part.tag not in INLINE for part in parts):
        return True
    return len(parts) > 1 and all(
        not part.tail and not raw_text(part)[-1:].isspace() and raw_text(after)[:1].isalnum()
        for part, after in itertools.pairwise(parts)
    )


def _ends_label(parts: list[HtmlElement]) -> bool:
    """Whether the first parts are a short text and a colon of its own: `Energy` `: ` `Headline`."""
    return (
        len(parts) == 3
        and inline_text(parts[1]) in (":", "|", "–", "-", "·", "•", "/")
        and _as_label(parts[0]) is not None
    )


def _as_label(part: HtmlElement) -> str | None:
    text = inline_text(part).rstrip(" :|·•")
    short = 0 < len(text) <= _LONGEST_LABEL and not any(char.isdigit() for char in text)
    return text if short and any(char.isalpha() for char in text) and not is_invitation(text) else None


def _above(link: HtmlElement, heading: HtmlElement) -> str | None:
    """The short text that stands alone above a heading in the same link."""
    for node in (heading, *heading.iterancestors()):
        if node is link:
            return None
        before = node.getprevious()
        while before is not None:
            if before.tag not in _NOT_READ and inline_text(before) and not _is_aside(before):
                return _as_label(before) if next(before.iter("img"), None) is None else None
            before = before.getprevious()
    return None
