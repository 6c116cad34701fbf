"""Headline, kicker and dek on a page of unknown make."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.scope import in_article, order, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import clean, inline_text
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
    places = order(page)
    at = places[here.heading]
    best: tuple[int, str] | None = None
    for element in page.select("[class]"):
        distance = at - places[element]
        if (
            0 < distance < 25
            and element.tag in ("a", "span", "div", "p", "strong", "h2", "h3", "h4", "small", "li")
            and _KICKER.search(classes(element))
        ):
            text = inline_text(element)
            if 1 < len(text) <= 60 and here.heading not in element.iterdescendants("h1") and in_article(page, element):
                best = (distance, text)  # the nearest above the headline wins
    return best[1] if best else None


@once_per_page
def dek_element(page: Page) -> HtmlElement | None:
    """The element of the line below the headline."""
    here = scope(page)
    if here.heading is None:
        return None
    places = order(page)
    at = places[here.heading]
    for element in page.select(
        "p[class], h2[class], h3[class], h4[class], div[class], span[class], [itemprop~=alternativeHeadline], header p"
    ):
        place = places[element]
        if not at < place < max(at + 120, here.text + 12) or place > here.end:
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
