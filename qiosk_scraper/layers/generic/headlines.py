"""Headline and kicker on a page of unknown make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.scope import in_article, order, scope
from qiosk_scraper.layers.generic.section_links import is_home, is_told_section, leads_to_list, may_be_section
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.given_names import bears_given_name
from qiosk_scraper.normalise.names import is_person
from qiosk_scraper.normalise.text import clean, fold, inline_text, spaced_text
from qiosk_scraper.page import Page

_KICKER = NamePattern(
    r"kicker|eyebrow|overline|over-?title|top-?line|roof-?line|spitzmarke|dachzeile|catchline|strap-?line|antetitulo|"
    r"antetítulo|cintillo|volanta|"
    r"article-?_*(?:section|label|category|topic|flag)|headline-?_*(?:prefix|label|intro)|pre-?title|pretitle|"
    r"sur-?titre|surtitle|rubrik|rubric|avant?-?t[ií]tol|nadnaslov|nad-?titul|nadtytul|bovenkop|stikk-?tittel|trumpet|"
    r"vinjett|ro?u-?titr|[uü]st-?baslik|"
    r"section-?_*(?:name|label|tag)|post-?category|entry-?category|story-?category"
)
_SEPARATED = re.compile(r"\s+[|–—\-·•:»«‹›/]\s+|\s*[|｜]\s*|\s*_\s*|：")
_BAR_OF_HAN = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{4,}")


def headline(page: Page) -> str | None:
    """The displayed headline, without a kicker printed in the same heading; else the title without the site's name."""
    heading = scope(page).heading
    title = title_without_site(page)
    if heading is not None and (text := _without_kicker(heading)):
        if title is None or _is_first_level(heading) or _leads_here(page, heading):
            return _without_label(heading, text, _told(page, title))[0]
        if title.startswith(text) and _SEPARATED.match(title, len(text)):
            return text  # the title is the same, with the name of a site that tells it nowhere else
        if len(text) >= _SHORTEST and title.endswith(text) and _opens(page, title[: -len(text)]):
            return text  # the name of the site, or of its blog, stands first
    if title is not None:
        for _, text in page.titles:  # a breadcrumb's last step; the title has the section, too
            if len(text) >= _SHORTEST and title.startswith(text) and _SEPARATED.match(title, len(text)):
                return text
    return title


def _leads_here(page: Page, heading: HtmlElement) -> bool:
    """Whether a heading is a link to this page, as blogs print the titles of their posts."""
    links = list(heading.iter("a"))
    return len(links) == 1 and page.absolute(links[0].get("href")) == page.url


_SHORTEST = 20
_SEPARATOR_LAST = re.compile(r"[|–—»›·]\s+$")
_LONGEST_LABEL = 40


def _opens(page: Page, before: str) -> bool:
    """Whether what a title has before the displayed headline names the site: behind a colon a kicker stands as well,
    which is then told for sharing, too."""
    if before.endswith(": "):
        return not any(text.startswith(before) for text in _told(page, None))
    return _SEPARATOR_LAST.search(before) is not None


def _told(page: Page, title: str | None) -> list[str]:
    """What the page is called for machines."""
    shared = [clean(text) for name in ("og:title", "twitter:title") for text in page.meta.get(name, ())]
    return [text for text in (title, *shared) if text]


def _without_label(heading: HtmlElement, text: str, told: list[str]) -> tuple[str, str | None]:
    """A heading's text without what an element at its beginning or end says, where the page is called what then
    remains and nowhere by the whole: `EXCLUSIVE` before it, `Premium` behind it. Beside it the label that stood
    before."""
    whole = fold(text)
    if any(fold(title).startswith(whole) for title in told):
        return text, None
    for part in heading.iterdescendants("span", "small", "a", "em", "div", "strong", "b", "i"):
        label = inline_text(part)
        if not 0 < len(label) <= _LONGEST_LABEL:
            continue
        behind = text[len(label) :].lstrip(" :|–—-·") if text.startswith(label) else ""
        before = text[: -len(label)].rstrip(" |–—-·") if text.endswith(label) else ""
        for rest in (behind, before):
            called = [title for title in told if _is_called(title, rest)] if len(rest) >= _SHORTEST else []
            if called and rest == behind and not rest[0].islower():  # a sentence begins with the label
                return rest, label
            if called and (_marks(part, label) or any(label in title for title in called)):
                return rest, None
    return text, None


def _marks(part: HtmlElement, label: str) -> bool:
    """Whether what stands behind a headline says for whom it is, `Premium`: a title may be the headline without its
    last words."""
    one = label.isalpha() and label[0].isupper() and len(label) <= _LONGEST_MARK and part.tag in ("span", "small", "a")
    return one or _MARK.search(classes(part)) is not None


_LONGEST_MARK = 14
_MARK = NamePattern(
    r"label|badge|premium|paywall|subscri|abonn|locked|(?:^|[\s_-])(?:plus|paid|abo|flag)(?:$|[\s_-])|sr-only|"
    r"visually-?hidden|screen-reader"
)


def _is_called(title: str, text: str) -> bool:
    return title.startswith(text) and (len(text) == len(title) or _SEPARATED.match(title, len(text)) is not None)


def _is_first_level(heading: HtmlElement) -> bool:
    """Whether a heading is the page's own; an h2 stands for an h1 that the page hides in its navigation, as does one
    inside a `nav`: there the title says what the newsroom calls it."""
    return heading.tag not in ("h2", "h3", "h4") and not any(node.tag == "nav" for node in heading.iterancestors())


_LIVE = NamePattern(r"(?:^|[\s_-])live-?_*(?:tag|label|badge|flag|icon|indicator|blog-?label)(?:$|[\s_-])")


def _without_kicker(heading: HtmlElement) -> str | None:
    kickers = [
        inline_text(element)
        for element in heading.iterdescendants("span", "small", "strong", "div", "p", "a", "em")
        if _KICKER.search(classes(element)) or _LIVE.search(classes(element))
    ]
    text = inline_text(heading)
    for kicker in kickers:
        if kicker and kicker != text and text.startswith(kicker):
            text = text.removeprefix(kicker).lstrip(" :|–—-·")
    return text or None


def title_without_site(page: Page) -> str | None:
    """`title`, without the site's name at its end or start."""
    title = clean(page.text("title") or "")
    if not title:
        return None
    site = clean(page.first_meta("og:site_name", "application-name") or "").casefold()
    parts = _SEPARATED.split(title)
    if len(parts) > 1:
        host = page.url.split("/")[2].casefold() if page.url.count("/") > 2 else ""
        for index in (-1, 0):
            part = parts[index].casefold()
            cut = len(parts[index])
            rest = title[:-cut] if index == -1 else title[cut:]
            colon = (rest[-1:] if index == -1 else rest[:1]) == "："  # the headline's other half may name the site
            if part and (part == site or (site and site in part and not colon) or part.replace(" ", "") in host):
                return rest.strip(" |–—-·•:»«‹›/_｜：") or None
    if (bar := _BAR_OF_HAN.search(title)) and _HAN.search(first := title[: bar.start()]):
        return first.strip()  # no Chinese headline has that sign: behind it stand the section and the site
    return title


def kicker(page: Page) -> str | None:
    """The short label above the headline."""
    here = scope(page)
    if here.heading is None:
        return None
    for element in here.heading.iterdescendants("span", "small", "strong", "div", "p", "a", "em"):
        if _KICKER.search(classes(element)) and (text := inline_text(element)) and text != inline_text(here.heading):
            return text
    if label := _without_label(here.heading, inline_text(here.heading), _told(page, None))[1]:
        return label.strip(" :|–—-·")
    at = order(page)[here.heading]
    for element in reversed(page.index.elements[max(at - 24, 0) : at]):
        if (
            element.tag in ("a", "span", "div", "p", "strong", "h2", "h3", "h4", "small", "li")
            and _KICKER.search(classes(element))
            and 1 < len(text := spaced_text(element)) <= 60
            and here.heading not in element.iterdescendants("h1")
            and in_article(page, element)
        ):
            return text  # the nearest above the headline
    return _label_above(page, at)


def _label_above(page: Page, at: int) -> str | None:
    """The section's name right above the headline, in a box of its own that some word calls a label."""
    for element in reversed(page.index.elements[max(at - _RIGHT_ABOVE, 0) : at]):
        if element.tag not in _MAY_BE_LABEL or not _LABEL.search(classes(element)) or page.index.size(element) > _SMALL:
            continue
        links = list(islice(element.iter("a"), 2))
        text = spaced_text(links[0] if len(links) == 1 else element).strip(" |/•·:»›-–—")
        if (
            1 < len(text) <= _LONGEST_LABEL
            and len(text.split()) <= _MOST_WORDS
            and not any(char.isdigit() for char in text)
            and len(links) <= 1
            and not any(_NO_LABEL.search(classes(node)) for node in (element, *islice(element.iterancestors(), 3)))
            and in_article(page, element)
            and not is_home(text)
            and not is_furniture(text)
            and not _OF_ACCESS.fullmatch(text)
            and may_be_section(text)
            and (_CALLED_SECTION.search(classes(element)) or _names_section(page, element, links, text))
        ):
            return text
    return None


def _names_section(page: Page, element: HtmlElement, links: list[HtmlElement], text: str) -> bool:
    """Whether a label leads to a section's list, is told as one by the page's data or its address, or is printed in the
    article's own element or right before the headline: `Menu` and `Your location` stand in boxes called labels as
    well."""
    if any(node.tag in ("article", "header", "hgroup") and _holds_one_title(page, node) for node in _around(element)):
        return True
    if _is_before_headline(page, element) and not (is_person(text) and bears_given_name(text)):
        return True
    link = next((one for one in (*links, *islice(element.iterancestors(), 2)) if one.tag == "a"), None)
    return is_told_section(page, text) or (link is not None and leads_to_list(page, link, above=True) is not None)


def _is_before_headline(page: Page, element: HtmlElement) -> bool:
    """Whether the headline is the next element behind a label, or behind the box that holds only the label."""
    for node in (element, *islice(element.iterancestors(), 2)):
        behind = node.getnext()
        while behind is not None and not isinstance(behind.tag, str):
            behind = behind.getnext()  # a comment
        if behind is not None:
            return behind is scope(page).heading and not (node.tail or "").strip()
        parent = node.getparent()
        if parent is None or page.index.size(parent) > _SMALL or inline_text(parent) != inline_text(element):
            return False
    return False


_OF_ACCESS = re.compile(
    r"(?:(?:exclusive(?:ly)? )?for |only for )?(?:our )?(?:subscribers?|members?)(?:[ -](?:only|exclusive))?|"
    r"premium|plus|abo\+?|(?:nur )?für abonnenten|(?:réservé aux )?abonnés|(?:para )?suscriptores|"
    r"(?:per gli )?abbonati|(?:para )?assinantes",
    re.IGNORECASE,
)
_RIGHT_ABOVE = 8
"""Elements before the headline among which such a label stands."""
_SMALL = 6
_MOST_WORDS = 5
_MAY_BE_LABEL = frozenset(("a", "span", "div", "p", "strong", "small", "h2", "h3", "h4", "li"))
_LABEL = NamePattern(
    r"(?:^|[\s_-])(?:cat-?links?|occhiello|label|flag|section|category|cat|(?:primary|article|post)-?tag|tag|topic|"
    r"type|lb|thema|rubrique|seccion|sezione|sekcja|avdeling)(?:$|[\s_-])"
)


def _around(element: HtmlElement) -> Iterator[HtmlElement]:
    return islice(element.iterancestors(), 5)


def _holds_one_title(page: Page, box: HtmlElement) -> bool:
    heading = scope(page).heading
    return heading is not None and page.index.holds(box, heading)


_CALLED_SECTION = NamePattern(
    r"(?:^|[\s_-])(?:cat-?links?|occhiello|section|category|rubrique|seccion|sezione|sekcja|avdeling)(?:$|[\s_-])"
)
_NO_LABEL = NamePattern(
    r"breadcrumb|(?:^|[\s_-])nav|menu|share|social|date|time|author|by-?line|sponsor|screen-?reader|sr-only|hidden"
)
