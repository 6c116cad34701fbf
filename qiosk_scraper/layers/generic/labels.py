"""Sections and tags on a page of unknown make."""

from __future__ import annotations

import re
from itertools import islice

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.scope import in_article, scope
from qiosk_scraper.layers.generic.section_links import is_home, leads_to_list, may_be_section
from qiosk_scraper.layers.generic.topics import shown_tags
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

_MOST_SECTIONS = 5
_MOST_STEPS = 7
_BREADCRUMB = NamePattern(r"bread-?cr?umb|topic-?path|pankuzu|fil-?_?d?-?ariane|drobeck|okruszk|kruimelpad|brodsmul")
_SECTION = NamePattern(
    r"(?:^|[\s_-])(?:sections?|ressort|rubri[ckq]\w*|rubryka|categor(?:y|ies|ia|ie)|cate|cat|seccion|sezione|secao|"
    r"kategori\w*|genre|channel)(?:$|[\s_-])"
)
_ABOVE = 16
"""Elements before the headline among which its section's link stands."""


def sections(page: Page) -> list[str]:
    """The path of a breadcrumb without its first step, else links marked as section or category."""
    for boxes in (
        page.select("[itemtype*=BreadcrumbList]"),
        page.select("nav[aria-label*=readcrumb], nav[aria-label*=READCRUMB]"),
        page.index.called(_BREADCRUMB),
    ):
        for box in boxes[:2]:
            names = list(dict.fromkeys(inline_text(link).strip(" ›»>/") for link in box.iter("a")))
            title = inline_text(scope(page).heading) if scope(page).heading is not None else ""
            names = [name for name in names if 1 < len(name) <= 50 and not is_home(name) and name != title]
            if 0 < len(names) <= _MOST_STEPS:
                return names
    for css in (
        "[itemprop~=articleSection]",
        "a[rel~=category]",
        ".cat-links a, .post-categories a, .entry-category a, .article-section a, a.article-section, "
        "a.section-name, .article__section a, a.article__section",
    ):
        names = [
            name
            for element in page.select(css)
            if in_article(page, element)
            and 1 < len(name := inline_text(element) or (element.get("content") or "").strip()) <= 50
        ]
        if 0 < len(set(names)) <= _MOST_SECTIONS:  # more are the links of a text whose box is called a section
            return list(dict.fromkeys(names))
    return _above_headline(page)


def _above_headline(page: Page) -> list[str]:
    """The link right above the headline that its name, or that of the box around it alone, calls a section; else
    those of the article's head that lead to the lists under which its own address stands."""
    here = scope(page)
    if here.heading is None:
        return []
    at = page.index.place[here.heading]
    above = page.index.elements[max(at - _ABOVE, 0) : at]
    for link in reversed(above):
        if link.tag != "a" or not 1 < len(name := inline_text(link)) <= 40 or is_home(name):
            continue
        parent = link.getparent()
        alone = parent is not None and len(parent) == 1 and parent.tag not in ("li", "nav")
        if (
            _SECTION.search(classes(link)) or (alone and parent is not None and _SECTION.search(classes(parent)))
        ) and in_article(page, link):
            return [name]
    head = next((node for node in islice(here.heading.iterancestors(), 4) if node.tag in ("header", "hgroup")), None)
    end = page.index.ends[page.index.place[head]] if head is not None else here.text
    behind = page.index.elements[at + 1 : min(at + _ABOVE, end)]
    found = [
        leads_to_list(page, link, above=links is above)
        for links in (above, behind)
        for link in links
        if link.tag == "a"
    ]
    names = list(dict.fromkeys(name for name in found if name))[:_MOST_IN_HEAD]
    return names or _filed_under(page) or _printed_below_headline(page, at, here.text)


def _filed_under(page: Page) -> list[str]:
    """The links right behind the text that a label such as `Filed under` announces, or that lead to a category."""
    end = scope(page).end
    names = []
    for link in page.index.elements[end : end + _BEHIND]:
        if link.tag != "a" or not 1 < len(name := inline_text(link)) <= _LONGEST or any(map(str.isdigit, name)):
            continue
        before = link.getprevious()
        label = ((before.tail or "").strip() or inline_text(before)) if before is not None else ""
        parent = link.getparent()
        if before is None and parent is not None:
            label = parent.text or ""
        filed = _FILED.fullmatch(label.strip()) is not None or "/category/" in (link.get("href") or "")
        if filed and in_article(page, link, after_text=True):
            names.append(name)
    return list(dict.fromkeys(names))[:_MOST_IN_HEAD]


_FILED = re.compile(
    r"(?:filed|posted|published)\s+(?:under|in)|in|categor(?:y|ies)|section|kategorien?|rubrik|catégories?|rubrique|"
    r"categorías?|sección|categorie|categoria|kategoria",
    re.IGNORECASE,
)
_BEHIND = 40
"""Elements behind the text among which it is told where it is filed."""
_LONGEST = 40


def _printed_below_headline(page: Page, at: int, text: int) -> list[str]:
    """What is printed without a link in a box called a section between headline and text: `<span class="category">`."""
    for element in page.index.elements[at + 1 : min(at + _ABOVE, text)]:
        if element.tag not in ("span", "p", "div", "li") or not _PRINTED.search(classes(element)):
            continue
        name = inline_text(element).strip(" |/•·:") if page.index.size(element) <= _ONE_LINE else ""
        if (
            1 < len(name) <= _LONGEST
            and not any(map(str.isdigit, name))
            and may_be_section(name)
            and in_article(page, element)
        ):
            return [name]
    return []


_PRINTED = NamePattern(r"(?:^|[\s_-])(?:category|ressort|rubri[ck]\w*|categoria|kategorie|section)(?:$|\s)")
_ONE_LINE = 4


_MOST_IN_HEAD = 3


def tags(page: Page) -> list[str]:
    """The tags that the article shows."""
    return list(shown_tags(page))
