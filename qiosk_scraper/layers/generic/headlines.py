"""Headline, kicker and dek on a page of unknown make."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.scope import in_article, order, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.headlines import share_words
from qiosk_scraper.normalise.text import clean, decoded, inline_text
from qiosk_scraper.page import Page

_KICKER = NamePattern(
    r"kicker|eyebrow|overline|over-?title|top-?line|roof-?line|spitzmarke|dachzeile|catchline|strap-?line|antetitulo|"
    r"antetítulo|cintillo|volanta|"
    r"article-?_*(?:section|label|category|topic|flag)|headline-?_*(?:prefix|label|intro)|pre-?title|pretitle|"
    r"sur-?titre|surtitle|rubrik|rubric|"
    r"section-?_*(?:name|label|tag)|post-?category|entry-?category|story-?category"
)
_DEK = NamePattern(
    r"sub-?_*head|sub-?_*title|sub-?_*line|stand-?_*first|(?:^|[\s_-])de(?:c)?k(?:$|[\s_-])|chapo|chapeau|entradilla|"
    r"bajada|sub-?titulo|subtitulo|vorspann|"
    r"sottotitolo|occhiello|ingress|manchet|article-?_*(?:summary|description|excerpt|intro|lead|abstract|dek|sapo)|"
    r"(?:story|post|news|content|page|entry)-?_*(?:summary|description|excerpt|intro|lead|dek)|headline-?_*sub|"
    r"lead-?_*text|lead-?_*paragraph|"
    r"(?:^|[\s_-])(?:summary|intro|introduction|lede|lead|sapo|abstract)(?:$|[\s_-])"
)
_DEK_INSIDE = NamePattern(
    r"sub-?_*head(?:line|ing)?s?(?:$|[\s_-])|sub-?_*title|stand-?_*first|(?:^|[\s_-])de(?:c)?k(?:$|[\s_-])|chapo|"
    r"entradilla|bajada|sottotitolo|ingress|manchet|"
    r"(?:article|story|post|entry|content|news)-?_*(?:summary|description|excerpt|abstract|dek)"
)
_LEADING = NamePattern(
    r"lead|intro|teaser|summary|excerpt|stand-?first|sapo|chapo|abstract|(?:^|[\s_-])first(?:$|[\s_-])"
)
_SEPARATED = re.compile(r"\s+[|–—\-·•:»«/]\s+|\s*[|｜]\s*|\s*_\s*")


def headline(page: Page) -> str | None:
    """The displayed headline, without a kicker printed in the same heading; else the title without the site's name."""
    heading = scope(page).heading
    if heading is not None and (text := _without_kicker(heading)):
        return text
    return title_without_site(page)


def _without_kicker(heading: HtmlElement) -> str | None:
    kickers = [
        inline_text(element)
        for element in heading.iterdescendants("span", "small", "strong", "div", "p", "a", "em")
        if _KICKER.search(classes(element))
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
            if part and (part == site or (site and site in part) or part.replace(" ", "") in host):
                cut = len(parts[index])
                title = title[:-cut] if index == -1 else title[cut:]
                return title.strip(" |–—-·•:»«/_｜") or None
    return title


def kicker(page: Page) -> str | None:
    """The short label above the headline."""
    here = scope(page)
    if here.heading is None:
        return None
    for element in here.heading.iterdescendants("span", "small", "strong", "div", "p", "a", "em"):
        if _KICKER.search(classes(element)) and (text := inline_text(element)) and text != inline_text(here.heading):
            return text
    at = order(page)[here.heading]
    for element in reversed(page.index.elements[max(at - 24, 0) : at]):
        if (
            element.tag in ("a", "span", "div", "p", "strong", "h2", "h3", "h4", "small", "li")
            and _KICKER.search(classes(element))
            and 1 < len(text := inline_text(element)) <= 60
            and here.heading not in element.iterdescendants("h1")
            and in_article(page, element)
        ):
            return text  # the nearest above the headline
    return None


@once_per_page
def dek_element(page: Page) -> HtmlElement | None:
    """The element of the line below the headline."""
    here = scope(page)
    if here.heading is None:
        return None
    at = order(page)[here.heading]
    last = min(max(at + 120, here.text + 12), here.end + 1)
    for place, element in enumerate(page.index.elements[at + 1 : last], start=at + 1):
        if element.tag not in ("p", "h2", "h3", "h4", "div", "span") or not _may_be_dek(element):
            continue
        inside = here.container is not None and place > here.text
        pattern = _DEK_INSIDE if inside else _DEK
        named = pattern.search(classes(element)) or element.get("itemprop") == "alternativeHeadline"
        if not named and (inside or element.tag != "p" or not _DEK.search(classes(element.getparent()))):
            continue
        if inside and element.tag in ("h2", "h3", "h4") and not _first_text(element, here.container):
            continue
        text = inline_text(element)
        if (
            15 <= len(text) <= 700
            and in_article(page, element)
            and not any(True for _ in element.iterdescendants("h1", "time", "form"))
        ):
            return element
    if (opening := _opening_dek(page, here.container)) is not None:
        return opening
    after = here.heading.getnext()
    if (
        after is not None
        and after.tag in ("h2", "h3", "p")
        and after is not here.container
        and here.container not in after.iterdescendants()
        and (here.container is None or here.container not in after.iterancestors())
        and 20 <= len(inline_text(after)) <= 500
        and after.tag == "h2"
    ):
        return after
    return None


def _opening_dek(page: Page, container: HtmlElement | None) -> HtmlElement | None:
    """The first paragraph of the text, if it is set apart from the others and is what the page says of itself."""
    if container is None:
        return None
    found: list[HtmlElement] = []
    for node in container.iter("p", "h2", "div", "strong"):
        text = inline_text(node)
        if len(text) < 40 or (
            node.tag == "div" and (len(text) > 700 or any(True for _ in node.iterdescendants("p", "div", "h2")))
        ):
            continue
        found.append(node)
        if len(found) == 1 and not 40 <= len(text) <= 700:
            return None
        if len(found) == 2:
            break
    if not found:
        return None
    first = found[0]
    text = inline_text(first)
    told = [value for name in ("og:description", "description") for value in page.meta.get(name, ())]
    if not any(share_words(text, decoded(value)) > 0.85 for value in told):
        return None
    bold = inline_text(next(first.iter("strong", "b"), first)) == text and any(True for _ in first.iter("strong", "b"))
    return first if bold or _LEADING.search((first.get("class") or "").lower()) else None


def _may_be_dek(element: HtmlElement) -> bool:
    return (
        element.get("class") is not None
        or element.get("itemprop") == "alternativeHeadline"
        or (element.tag == "p" and any(True for _ in element.iterancestors("header")))
    )


def _first_text(element: HtmlElement, container: HtmlElement | None) -> bool:
    """Whether nothing of length stands before the element in the container: a subhead among paragraphs is no dek."""
    if container is None:
        return True
    for node in container.iter("p", "h2", "h3", "h4"):
        if node is element:
            return True
        if len(inline_text(node)) > 60 and element not in node.iterdescendants():
            return False
    return True


def dek(page: Page) -> str | None:
    element = dek_element(page)
    return inline_text(element) if element is not None else None
