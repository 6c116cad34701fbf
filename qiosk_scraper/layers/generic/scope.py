"""Which part of a page of unknown make is the article: from its headline to the end of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, takewhile
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes, is_hidden
from qiosk_scraper.layers.generic.container import article_container
from qiosk_scraper.layers.generic.unwanted import is_page_form
from qiosk_scraper.layers.generic.weights import weights
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.headlines import share_words
from qiosk_scraper.normalise.text import clean, fold, inline_text
from qiosk_scraper.normalise.urls import owner_of
from qiosk_scraper.page import Page

OTHER_ARTICLES = NamePattern(
    r"related|recommend|most-?(?:read|popular|viewed)|popular|trending|teaser|comment|disqus|sidebar|side-bar|"
    r"(?:^|[\s_-])(?:right-?|left-?|side-?)?rail(?:$|[\s_-])|"
    r"more-?(?:from|on|stories|news)|"
    r"read-?(?:next|also|more)|also-?read|you-?may|see-?also|carousel|newsletter|footer|\bnav|menu|promo|latest|"
    r"up-?next|(?:story|reading)-?list|outbrain|taboola"
)
_OUTSIDE = frozenset(("nav", "footer", "form"))
_MOST_HEADINGS = 100
_LONGEST_TITLE = 1_000


@dataclass(frozen=True, slots=True)
class Scope:
    """`root` holds headline and text. Places are positions in document order."""

    root: HtmlElement
    heading: HtmlElement | None
    container: HtmlElement | None
    start: int
    """Of the headline, else of the text."""
    text: int
    """Of the text's first element; of the headline, where the text's container holds it."""
    end: int
    """Past the text's last element."""


def order(page: Page) -> dict[HtmlElement, int]:
    """Each element's place in document order."""
    return page.index.place


@once_per_page
def scope(page: Page) -> Scope:
    places = order(page)
    container = article_container(page)
    heading = _heading(page, container, places)
    root = page.root
    if container is not None:
        root = container
        if heading is not None:
            above = set(heading.iterancestors())
            root = next((node for node in (container, *container.iterancestors()) if node in above), page.root)
        else:
            root = next((node for node in container.iterancestors("article", "main")), container)
    text = places[container] if container is not None else 0
    end = text
    if container is not None:
        last = container
        for last in container.iter():  # noqa: B007 - the last one is wanted
            pass
        end = places[last] + 1
    start = min(places[heading], text) if heading is not None else text
    if heading is not None and text < places[heading] < end:
        text = places[heading]  # a container that holds the headline, too
    return Scope(root, heading, container, start, text, end)


def _is_outside(node: HtmlElement) -> bool:
    return node.tag in _OUTSIDE and not is_page_form(node)


def _heading(page: Page, container: HtmlElement | None, places: dict[HtmlElement, int]) -> HtmlElement | None:
    """The article's own h1: marked as headline, or like the page's title, or the last one before the text."""
    headings = [
        element
        for element, text in page.titles
        if not is_hidden(element)
        and not any(_is_outside(node) for node in element.iterancestors())
        and not _is_of_card(page, element, text)
    ]
    if not headings:
        headings = [
            element
            for element in page.index.having("aria-level")
            if element.get("aria-level") == "1" and element.get("role") == "heading" and inline_text(element)
        ][:1]
    if not headings and (second := _second_level(page, container, places)) is not None:
        return second
    if not headings:
        headings = [
            element
            for element in page.select("[itemprop~=headline]")
            if element.tag in ("h2", "h3", "div", "span", "p")
            and inline_text(element)
            and not any(
                OTHER_ARTICLES.search(classes(node))
                for node in element.iterancestors()
                if node.tag not in ("body", "html")
            )
        ][:1]
    if not headings:
        beside = _beside_empty(page)
        return beside if beside is not None else _part_of_title(page, container, places)
    if headings[0].get("itemprop") == "alternativeHeadline":
        marked = (one for one in page.select("[itemprop=headline]") if one.tag in ("h2", "h3") and inline_text(one))
        return next(marked, headings[0])
    if len(headings) < 2:
        told = _told_heading(page, container, places, headings[0]) if page.titles else None
        return headings[0] if told is None else told
    for element in headings:
        if "headline" in (element.get("itemprop") or ""):
            return element
    if (called := _called_like_page(page, headings)) is not None:
        return called
    if container is not None:
        inside = [element for element in headings if container in element.iterancestors()]
        if inside and places[inside[0]] - places[container] < 30:
            return inside[0]
        before = [element for element in headings if places[element] < places[container]]
        if before:
            return before[-1]
    return headings[0]


def _beside_empty(page: Page) -> HtmlElement | None:
    """The paragraph that its markup puts into an `h1`, and the parser behind it, where it says what the page is
    called (`<h1><p>…</p></h1>`, a magazine of 2016)."""
    for heading in page.index.tags("h1"):
        after = heading.getnext()
        if after is None or after.tag != "p" or len(heading) or (heading.text or "").strip():
            continue
        told = (page.first_meta("og:title"), page.text("title"))
        if any(share_words(inline_text(after), title) >= _SAME_TITLE for title in told if title):
            return after
    return None


_SAME_TITLE = 0.5


def _called_like_page(page: Page, headings: list[HtmlElement]) -> HtmlElement | None:
    """The heading that says what the page is called: no link of a list of news where another does, in which the page
    itself stands, too."""
    texts = dict(page.titles)
    linked: HtmlElement | None = None
    for said in (page.first_meta("og:title"), page.text("title")):
        title = clean(said or "").casefold()
        for element in headings:
            text = texts[element].casefold()
            if len(text) > 10 and title and (text in title or title in text):
                links = list(islice(element.iter("a"), 2))
                if not (links and inline_text(links[0]) == texts[element]):
                    return element
                linked = element if linked is None else linked
        if said and linked is None:
            break
    return linked


def _is_of_card(page: Page, heading: HtmlElement, text: str) -> bool:
    """Whether a heading stands in a link to another page, or is nothing but one, and is nothing that this page is
    called: a teaser's, a section's."""
    around = next((node for node in islice(heading.iterancestors(), 6) if node.tag == "a"), None)
    if around is None and len(links := list(islice(heading.iter("a"), 2))) == 1 and inline_text(links[0]) == text:
        around = links[0]
    if around is None or (target := page.absolute(around.get("href"))) is None:
        return False
    if _is_own_address(page, target):
        return False
    return not any(fold(text) in fold(title) for title in (page.text("title"), page.first_meta("og:title")) if title)


def _is_own_address(page: Page, target: str) -> bool:
    """Whether an address is this page's: on whichever host of the site, by its number alone perhaps."""
    told = [page.absolute(link.get("href")) for link in islice(page.links.get("canonical", ()), 2)]
    own = (page.url, *told, page.absolute(page.first_meta("og:url")))
    there = _on_site(target)
    return _BY_NUMBER.search(there) is not None or any(one and _on_site(one).startswith(there) for one in own)


def _on_site(url: str) -> str:
    parts = urlsplit(url)
    return f"{owner_of(url)}{parts.path.rstrip('/')}{'?' if parts.query else ''}{parts.query}"


_BY_NUMBER = re.compile(r"^[^/?]+\?p=\d+$")
"""WordPress's `/?p=812`."""


def _told_heading(
    page: Page, container: HtmlElement | None, places: dict[HtmlElement, int], first: HtmlElement
) -> HtmlElement | None:
    """The h2 or h3 that says what the page's data call the article, where its only h1 says the site's name (that is
    the other part of `title`) or, in a few words of which the title has none, the section's."""
    site = inline_text(first).casefold()
    title = clean(page.text("title") or "").casefold()[:_LONGEST_TITLE]
    named = clean(page.first_meta("og:title") or "").casefold()
    if container is None or len(named) > _LONGEST_TITLE or named not in (title or named):
        return None
    told = {one for one in ((named,) if named else (title, *_TITLE_PARTS.split(title))) if len(one) >= 12}
    if any(site in one or one in site for one in told):
        return None
    long = [word for word in site.split() if len(word) >= _LONG_WORD]
    shares = 2 * sum(any(word in one for one in told) for word in long) > len(long)
    if site not in title and len(site.split()) > (_LABEL_WORDS if shares else _SECTION_WORDS):
        return None
    end = page.index.ends[places[container]]
    text = (one for one in container.iter("p") if places[one] > places[first] and len(inline_text(one)) > 80)
    end = min(end, next((places[one] for one in islice(text, 1, 2)), end))  # one paragraph may introduce the section
    for element in islice((*page.index.tags("h2"), *page.index.tags("h3")), _MOST_HEADINGS):
        if places[first] < places[element] < end and inline_text(element).casefold() in told:
            return element
    return None


_LABEL_WORDS = 2
_SECTION_WORDS = 4
_LONG_WORD = 4
_TITLE_PARTS = re.compile(r"\s+[|–—\-·•»«‹›/:]\s+|:\s+|\s*[|｜]\s*")


def _part_of_title(page: Page, container: HtmlElement | None, places: dict[HtmlElement, int]) -> HtmlElement | None:
    """The displayed headline of a page without headings: above the text's end, what the title says or a part of it."""
    title = clean(page.text("title") or "")
    parts = {part.casefold() for part in (title, *_TITLE_PARTS.split(title)) if len(part) >= 12 and " " in part}
    if not parts or container is None:
        return None
    for element in page.index.elements[: page.index.ends[places[container]]]:
        if (
            element.tag in _MAY_BE_HEADLINE
            and len(element) == 0
            and (text := element.text)
            and len(text) <= 400
            and clean(text).casefold() in parts
            and not any(_is_outside(node) or node.tag in ("a", "li") for node in element.iterancestors())
        ):
            return element
    return None


_MAY_BE_HEADLINE = frozenset(("div", "span", "p", "b", "strong", "font", "td", "big", "h5", "h6"))


def _second_level(page: Page, container: HtmlElement | None, places: dict[HtmlElement, int]) -> HtmlElement | None:
    """The displayed headline of a page whose only h1 is the last step of its breadcrumb: an h2 above the text, in a
    `header` or `hgroup` or saying what the page is called (eight German publishers of 2023 to 2025). Without any h1,
    an h3 or h4 may say that, too (systems of Korean weeklies)."""
    if container is None:
        return None
    hidden = [text for _, text in page.titles]
    told = [*page.meta.get("og:title", ()), *page.meta.get("twitter:title", ()), page.text("title") or "", *hidden]
    first = next((places[one] for one in container.iter("p") if len(inline_text(one)) > 80), places[container])
    for element in page.index.tags("h2"):
        if places[element] > first:
            break
        text = inline_text(element)
        if len(text) < 8 or is_hidden(element):
            continue
        above = list(element.iterancestors())
        if any(_is_outside(node) or node.tag in ("aside", "li", "a") for node in above):
            continue
        grouped = any(node.tag in ("header", "hgroup") for node in above[:4]) and (
            any(node.tag in ("article", "main") for node in above) or container in above
        )
        head = next((node for node in above[:4] if node.tag in ("header", "hgroup")), None)
        if grouped and head is not None and (head.tag == "hgroup" or page.index.below(head, "time")):
            return element  # what else would an article put there, with its date
        alike = max((share_words(text, title) for title in told if title), default=0.0)
        if alike >= (0.25 if grouped else 0.6):
            return element
    if not page.titles:
        titles = [clean(title) for title in told if len(title) <= _LONGEST_TITLE]
        for element in islice((*page.index.tags("h3"), *page.index.tags("h4")), _MOST_HEADINGS):
            text = inline_text(element)
            if len(text) >= 8 and places[element] <= first and any(_holds_whole(title, text) for title in titles):
                return element
    return next(
        (
            element
            for element, text in page.titles
            if not any(node.tag in ("li", "ol", "ul") for node in element.iterancestors())
            and not _is_of_card(page, element, text)
        ),
        None,
    )


def _holds_whole(title: str, text: str) -> bool:
    """Whether a title is a heading's text, alone or with the site's name behind or before a mark."""
    if title.endswith(text):
        return not title[: -len(text)].rstrip()[-1:].isalnum()
    return title.startswith(text) and not title[len(text) :].lstrip()[:1].isalnum()


def _is_own_footer(node: HtmlElement) -> bool:
    """Whether an element is the foot of an article rather than of the page: its tags stand there."""
    return (node.tag == "footer" or "footer" in classes(node)) and any(
        above.tag == "article" or "hentry" in classes(above) for above in node.iterancestors()
    )


def _is_foot_of_head(page: Page, node: HtmlElement) -> bool:
    """Whether an element named as a foot stands between headline and text: Drupal and TYPO3 print author and date in
    such a one."""
    if node.tag != "footer" and "footer" not in classes(node):
        return False
    here, place = scope(page), order(page)[node]
    if here.heading is None:
        return False
    around = node.getparent()  # that of the headline, which ends before the text
    beside = around is not None and page.index.holds(around, here.heading) and around is not here.container
    if beside and not (here.container is not None and page.index.holds(around, here.container)):
        return here.start < place
    return here.start < place < first_paragraph(page) and page.index.ends[place] <= first_paragraph(page)


def in_article(page: Page, element: HtmlElement, *, after_text: bool = False) -> bool:
    """Whether an element is the article's own: in its scope, in no box of others, not far above its headline."""
    here = scope(page)
    places = order(page)
    place = places[element]
    if place < here.start - 60 or (place > here.end and not after_text):
        return False
    known = _verdicts(page)
    passed: list[tuple[HtmlElement, bool]] = []
    own = after_text or here.root is page.root
    for node in element.iterancestors():
        step = (node, after_text)
        if step in known:
            own = known[step]
            break
        passed.append(step)
        if node is here.root or node.tag == "body":
            own = True
            break
        if (after_text and _is_own_footer(node)) or _is_foot_of_head(page, node):
            continue
        if _is_outside(node) or (
            (other := OTHER_ARTICLES.search(classes(node)))
            and not (other[0] in own_words(page) and place <= first_paragraph(page))
            and node is not here.container
            and (here.container is None or not page.index.holds(node, here.container))
        ):
            own = False
            break
    known.update(dict.fromkeys(passed, own))
    return own


@once_per_page
def own_words(page: Page) -> frozenset[str]:
    """Words of `OTHER_ARTICLES` that name the article's own parts here: its headline, its text and what holds them
    (`ArticleModuleTeaser__headline`, `sidebar-grid__header`; two outlets of 2025 and 2026). At its head they say
    nothing of other articles."""
    here = scope(page)
    nodes = [here.root, here.container]
    if here.heading is not None:
        nodes.append(here.heading)
        nodes.extend(islice(takewhile(lambda node: node is not here.root, here.heading.iterancestors()), _AROUND))
    found = (OTHER_ARTICLES.search(classes(node)) for node in nodes if node is not None and node.tag not in _WHOLE)
    return frozenset(match[0] for match in found if match)


@once_per_page
def first_paragraph(page: Page) -> int:
    """The place of the first text in the article's container, which may begin with the headline's neighbours."""
    start, places = scope(page).text, order(page)
    return min((place for one in weights(page).own if (place := places[one]) >= start), default=start)


_AROUND = 8
_WHOLE = ("html", "body")


@once_per_page
def _verdicts(page: Page) -> dict[tuple[HtmlElement, bool], bool]:
    """What `in_article` found for the elements below a node, `after_text` or not."""
    return {}
