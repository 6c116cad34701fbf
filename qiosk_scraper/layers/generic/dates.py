"""Dates that a page of unknown make prints in its article, as written."""

from __future__ import annotations

import re
from itertools import chain, islice

from lxml.html import HtmlElement

from qiosk_scraper.items import Block
from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.foot_dates import UPDATED_ONLY, date_at_foot
from qiosk_scraper.layers.generic.openers import is_opener
from qiosk_scraper.layers.generic.scope import first_paragraph, in_article, scope
from qiosk_scraper.layers.generic.update_lines import (
    LOOKS_DATED,
    MASTHEAD,
    MODIFIED,
    PUBLISHED,
    is_of_masthead,
    printed_update,
)
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.calendars import western
from qiosk_scraper.normalise.dates import instant
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.page import Page

_DATE_CLASS = NamePattern(
    r"publish|pub-?date|date-?line|(?:^|[\s_-])dates?(?:$|[\s_-])|timestamp|post-?date|entry-?date|"
    r"article-?_*(?:date|time)|date-?time|posted|datum|fecha|tarih|(?:^|[\s_-])dato?(?:$|[\s_-])|data(?:$|[\s_-])"
)
_BELOW = 60
"""Elements after the headline among which its date is printed."""
_LONGEST = 80
_DEEPEST_QUOTATION = 8
_APART = re.compile(r"\s[|•·]\s")
_BY = re.compile(r"\s(?:by|von|par|por|di|door|a[fv])\s(?=[A-ZÀ-Þ])")
_FOR_MACHINES = re.compile(r"\s*\d{4}-?\d\d-?\d\d")


def published(page: Page) -> str | None:
    return (
        _marked(page, "datePublished")
        or _time(page, modified=False)
        or _printed(page)
        or _in_data(page)
        or date_at_foot(page)
    )


def modified(page: Page) -> str | None:
    return _marked(page, "dateModified") or _time(page, modified=True) or printed_update(page)


_RDFA = {
    "datePublished": frozenset(("datepublished", "schema:datepublished", "dc:created", "dc:issued", "dcterms:issued")),
    "dateModified": frozenset(("datemodified", "schema:datemodified", "dc:modified", "dcterms:modified")),
}
"""What RDFa calls dates."""


def _marked(page: Page, name: str) -> str | None:
    known = _RDFA[name]
    in_rdfa = (
        element
        for element in page.index.having("property")
        if element.tag != "meta"
        and not known.isdisjoint((element.get("property") or "").lower().split())
        and in_article(page, element)
    )
    for element in chain(page.select(f"[itemprop~={name}]"), in_rdfa):
        told = element.get("datetime") or element.get("content")
        if not told and element.tag == "abbr":
            told = _of_title(element)
        if value := (told or inline_text(element)).strip():
            return value
    return None


def _time(page: Page, *, modified: bool) -> str | None:
    for element in chain(page.index.tags("time"), page.index.tags("abbr")):
        told = element.get("datetime") if element.tag == "time" else _of_atom(page, element)
        value = (told or "").strip()
        foot = 0 <= page.index.place[element] - scope(page).end < _BELOW and (
            element.tag == "abbr" or (modified and _is_of_foot(page, element))
        )
        if not value or not in_article(page, element, after_text=foot) or is_of_masthead(page, element):
            continue
        if any(node.tag == "blockquote" for node in islice(element.iterancestors(), _DEEPEST_QUOTATION)):
            continue  # of a post that is quoted
        names = " ".join((classes(element), element.get("itemprop") or "", _near(element)))
        is_update = MODIFIED.search(names) is not None and not UPDATED_ONLY.search(classes(element))
        if is_update is modified:
            return value
    return None


def _is_of_foot(page: Page, element: HtmlElement) -> bool:
    """Whether a `time` below the text stands right behind the date of publication there, as themes of WordPress have
    them: `<time class="published">…</time><time class="updated">…</time>`."""
    before = element.getprevious()
    if before is None or before.tag != "time" or (told := date_at_foot(page)) is None:
        return False
    return told in (before.get("datetime"), inline_text(before))


def _of_title(element: HtmlElement) -> str | None:
    """The moment for machines in an `abbr`, or the day that it has for people where its text is no more than a clock:
    other titles explain."""
    told = element.get("title") or ""
    if _FOR_MACHINES.match(told) or (
        LOOKS_DATED.search(western(told)) and not LOOKS_DATED.search(western(inline_text(element)))
    ):
        return told
    return None


def _of_atom(page: Page, element: HtmlElement) -> str | None:
    """The moment for machines in an `abbr`, as blogs and portals of 2006 to 2015 print it: hAtom's class
    or `timeago` says so, or its place above the text; other titles are for people."""
    told = element.get("title") or ""
    if not _FOR_MACHINES.match(told):
        return None
    here = scope(page)
    is_moment = not _OF_ABBR.isdisjoint((element.get("class") or "").lower().split())
    return told if is_moment or here.start < page.index.place[element] < here.text else None


_OF_ABBR = frozenset(("published", "updated", "timeago"))


def _near(element: HtmlElement) -> str:
    """The words that say what a date is: of its parent's name and of the text right before it."""
    parent = element.getparent()
    if parent is None:
        return ""
    before = element.getprevious()
    text = (before.tail if before is not None else parent.text) or ""
    label = (
        inline_text(before) if before is not None and before.tag in ("span", "b", "strong", "small", "label") else ""
    )
    return f"{classes(parent)} {text[-40:]} {label[-40:]}"


def _printed(page: Page) -> str | None:
    for element in page.index.called(_DATE_CLASS):
        if element.tag in ("span", "div", "p", "li", "small", "time", "em", "abbr"):
            text = clean(" ".join(element.itertext()))  # `By Ann Lee` and the day stand in boxes of their own
            text = _behind_label(text) if MODIFIED.search(text[:20]) else text
            if (
                6 <= len(text) <= 80
                and LOOKS_DATED.search(western(text))
                and not MODIFIED.search(text[:20])
                and in_article(page, element)
                and not is_of_masthead(page, element)
            ):
                return text
    return _beside_headline(page)


def _behind_label(text: str) -> str:
    """What stands behind a word such as `Published` within a line: `Updated: 5 March … Published: 4 March …`."""
    said = PUBLISHED.search(text)
    return text[said.end() :].lstrip(" :：") if said else ""


def _near_headline(page: Page) -> list[HtmlElement]:
    here = scope(page)
    if here.heading is None:
        return []
    at = page.index.place[here.heading]
    return page.index.elements[max(at - 12, 0) : min(at + _BELOW, max(here.text, at, first_paragraph(page)) + 6)]


def _beside_headline(page: Page) -> str | None:
    """A short text between headline and text that is a date and little else."""
    for element in _near_headline(page):
        for text in (element.text or "", element.tail or ""):
            text = text.strip()
            if len(text) > 6 and (label := MODIFIED.search(text)):
                before = text[: label.start()].strip(" ([|•·,;–—-")  # `12.03.2025, 14:07 (aktualisiert …)`
                text = before if LOOKS_DATED.search(western(before)) else _behind_label(text)
            if len(text) > 40 and (by := _BY.search(text)):
                text = text[: by.start()]  # `March 2, 2026 by Ann Lee and Bo Ek`
            if len(text) > 40 and not is_opener(Block("paragraph", text)):
                text = _behind_label(text) or text
            if len(text) > 40 and (pieces := _APART.split(text, maxsplit=6))[1:]:
                text = next(
                    (
                        f"{one} {clock}" if _CLOCK.match(clock) else one
                        for one, clock in zip(pieces, [*pieces[1:], ""], strict=True)
                        if len(one) <= 40 and instant(one, "UTC", "de")
                    ),
                    text,
                )
            if (
                6 <= len(text) <= _LONGEST
                and LOOKS_DATED.search(western(text))
                and (len(text) <= 40 or is_opener(Block("paragraph", text)))
                and instant(text, "UTC", "de")
                and (_is_of_post(page, element) or not is_of_masthead(page, element))
            ):
                return text
    return None


_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?!\d)")
_DATA = re.compile(r"data-(?:[a-z]+-)*(?:time-?stamp|date-?time|date|time|utc|epoch|published)(?:-[a-z]+)*")
_OF_WIDGET = re.compile(
    r"event|countdown|weather|clock|deadline|expir|ticket|kick-?off|match|until|current|(?<![a-z])(?:now|end|start)(?![a-z])"
)
"""Whose moment is none of the article's."""
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*|1\d{9}(?:\d{3})?")
"""An instant as scripts take it; its seconds since 1970 for years from 2001 on."""


def _in_data(page: Page) -> str | None:
    """The moment that a short line beside the headline has for the page's scripts, which print `4 hours ago` there."""
    for element in _near_headline(page):
        if element.tag not in ("time", "span", "div", "p", "li", "small", "em", "abbr") or len(element) > 2:
            continue
        for name, value in element.items():
            if (
                _MOMENT.fullmatch(str(value))
                and _DATA.fullmatch(str(name))
                and not MODIFIED.search(said := f"{name} {classes(element)}")
                and not _OF_WIDGET.search(said.lower())
                and len(inline_text(element)) <= 40
                and in_article(page, element)
                and not is_of_masthead(page, element)
            ):
                return str(value)
    return None


def _is_of_post(page: Page, element: HtmlElement) -> bool:
    """Whether a line above the headline is called the date of a post, as Blogger's is, outside of the post's box; a
    masthead's is today's."""
    return any(_POST_DATE.search(classes(node)) for node in (element, *islice(element.iterancestors(), 1))) and not any(
        MASTHEAD.search(classes(node)) or (node.tag == "header" and not page.index.below(node, "h1"))
        for node in islice(element.iterancestors(), 5)
    )


_POST_DATE = NamePattern(r"(?:^|[\s_-])(?:date-?header|(?:post|entry|article)-?_*date)(?:$|[\s_-])")
