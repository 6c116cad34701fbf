"""Where the article's text stands on a page of unknown make.

Every paragraph gives its weight (characters outside links) to its container, half to the next one up, a quarter to the
one above. The heaviest container is the article's, unless its paragraphs are spread over siblings: then their parent.
Markup that says what it is (`articleBody`, a class such as `article-body`) counts more; boxes that say they are
comments, related stories, forms or menus count nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS, INLINE, NEVER_TEXT, classes, is_hidden
from qiosk_scraper.layers.furniture import is_ad
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.page import Page
from qiosk_scraper.page_index import PageIndex

_SKIPPED = frozenset(("nav", "footer", "form", "menu", "dialog")) | NEVER_TEXT
UNWANTED = NamePattern(
    r"comments?(?!ary|ator)|related|recommend|newsletter|subscri|sign-?up|social|shar(?:e|ing)|promo|sponsor|"
    r"outbrain|taboola|"
    r"revcontent|"
    r"most-?(?:read|popular|viewed|shared)|popular|trending|breadcrumb|author-?(?:bio|box|info|card|profile)|"
    r"about-?(?:the-?)?author|(?:^|[\s_-])authors?(?:[\s_-]|$)|"
    r"\bbio\b|(?:^|[\s_-])tags?(?:$|[\s_-])|taglist|footer|\bnav\b|navbar|navigation|\bmenu|sidebar|side-bar|"
    r"(?:^|[\s_-])(?:right-?|left-?|side-?)?rail(?:$|[\s_-])|"
    r"caption|credit|gallery|slideshow|"
    r"carousel|modal|popup|pop-up|overlay|cookie|consent|gdpr|banner|pagination|pager|print-only|read-?(?:more|next|"
    r"also)|more-?(?:from|on|stories|news)|"
    r"also-?read|you-?may|see-?also|teaser|widget|toolbar|byline|dateline|timestamp|meta(?:data)?\b|disqus|donat|"
    r"subscriber|membership|"
    r"copyright|disclaimer|feedback|survey|poll\b|quiz|rating|topics?\b|keywords|hashtag|follow|login|register|"
    r"correspond|"
    r"infobox|factbox|navbox|toc\b|\bhidden\b|visually-?hidden|screen-?reader|sr-only|noprint|skip-link|"
    r"player|video|audio|podcast|embed|twitter|tweet|instagram|facebook|whats-?app|jp-|yarpp|addthis|addtoany|sharedaddy|"
    r"crosslink|linkbox|"
    r"(?:^|[\s_-])(?:pub)?-?dates?(?:$|[\s_-])|(?:article|post|entry|story)-?_*(?:date|time|author|meta|info)(?:$|[\s_-])|"
    r"cite-?(?:wrapper|box|this)|zitier|read-?time|reading-?time|(?:^|[\s_-])cta(?:$|[\s_-])|app-?(?:banner|download|promo|store)|"
    r"rollover|tooltip|popover|hover-?card|read-?on|readmore|story-?list|link-?list|linklist|storylink|inline-?link|inset-?link|advert|print-info"
)
WANTED = NamePattern(
    r"article-?_*(?:body|text|content|copy|main|page|detail|paragraph|block|section|wrapper|container|inner|entry)|"
    r"(?:story|post|entry|body|text|content|main|page|news|detail|rich)-?_*(?:body|text|content|copy|area|main|"
    r"detail|article|inner|wrapper|container)|"
    r"articlebody|storybody|bodytext|\barticle\b|\bstory\b|\bbody\b|\bcontent\b|\bentry\b|\bpost\b|\bprose\b|"
    r"\bcopy\b|\bmain\b|hentry|texte|artikel|inhalt|contenido|cuerpo|corpo|noticia|nota\b"
)
_STRONGLY_WANTED = NamePattern(
    r"article-?_*(?:body|text|content|copy)|(?:story|post|entry)-?_*(?:body|text|content|copy)|articlebody|storybody|"
    r"body-?_*(?:copy|text|content)|"
    r"bodytext|rich-?_*text|main-?_*content-?_*text|(?:^|\s)prose(?:\s|$)"
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_COMMENTS = NamePattern(r"comments?(?!ary|ator)|disqus|respond")
_PARAGRAPHS = frozenset(("p", "blockquote", "pre", "li", "dd"))
_DEEPEST = 200


@dataclass(slots=True)
class Weights:
    """What the walk over a page found: each container's score, each element's own text weight."""

    score: dict[HtmlElement, float] = field(default_factory=dict)
    inside: dict[HtmlElement, float] = field(default_factory=dict)
    """Weight of the paragraphs below an element, unwanted boxes left out."""
    own: dict[HtmlElement, float] = field(default_factory=dict)
    """Weight of each paragraph, by its element."""
    all: dict[HtmlElement, float] = field(default_factory=dict)
    """As `inside`, with unwanted boxes."""
    wrappers: set[str] = field(default_factory=set)
    """Tag and class of elements that hold much of the text although their names say otherwise."""


def is_unwanted(element: HtmlElement) -> bool:
    """Whether tag, role, class or id say that this is not the article's text."""
    if element.tag in _SKIPPED:
        return not is_page_form(element)
    if element.tag in ("body", "html", "main", "article"):
        return False
    name = classes(element)
    if name != " ":
        if is_ad(element) or is_hidden(element):
            return True
        if UNWANTED.search(name) and not _STRONGLY_WANTED.search(name):
            return True
    role = element.get("role")
    return role in ("navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu") or (
        element.get("itemtype", "")
        .rstrip("/")
        .endswith(("Comment", "WPSideBar", "WPFooter", "SiteNavigationElement", "ImageObject", "VideoObject"))
        or element.get("aria-hidden") == "true"
    )


def _length(text: str) -> float:
    length = float(len(" ".join(text.split())))
    return length if text.isascii() else length + 1.5 * len(_CJK.findall(text))


@once_per_page
def weights(page: Page) -> Weights:
    """The page's paragraphs weighed, once with all of them and once without those of unwanted boxes.

    A box is unwanted by its name only while it is a smaller part of the page's text: wrappers of whole articles are
    called `comments-enabled`, `has-sidebar` or `widget` too.
    """
    found = Weights()
    for body in page.index.tags("body"):
        total = _measure(page.index, body, found)
        _believe(found, total)
        _add_up(body, found, total, 0)
        break
    return found


def _believe(found: Weights, whole: float) -> None:
    """Collects the makes of elements that hold so much of the text, alone or together, that they must be wrappers."""
    together: dict[str, float] = {}
    for element, weight in found.all.items():
        if weight < 0.08 * whole or not is_unwanted(element):
            continue
        share = _kept_from(element)
        make = _signature(element)
        together[make] = together.get(make, 0.0) + weight
        if weight >= share * whole or together[make] >= (share + 0.15) * whole:
            found.wrappers.add(make)


def _measure(index: PageIndex, body: HtmlElement, found: Weights) -> float:
    """Weighs every paragraph below an element; gives the weight of all."""
    measured = _text_by_container(index, body)
    flat = 0.0
    for at in reversed(measured):  # what stands below an element comes before it
        one = measured[at]
        element = index.elements[at]
        own, total = one.own, one.below
        if own >= 20 and element.tag not in HEADINGS and one.linked < 0.5 * own:
            # Text right in a container counts from a line's length on: shorter ones are labels and buttons.
            weight = own - one.linked if element.tag in _PARAGRAPHS or own >= 80 else 0.0
            if element.tag in ("li", "dd", "td"):
                weight *= 0.5
            if weight:
                found.own[element] = weight
                total += weight
        if total:
            found.all[element] = total
        above = one.above
        if above is None:
            flat = total
        elif total or element.tag not in INLINE:
            above.below += total
        else:
            _add_inline(element, above)
    return flat


@dataclass(slots=True)
class _Measured:
    """The text right in an element, how much of it is linked, and the weight below the element."""

    above: _Measured | None
    own: float = 0.0
    linked: float = 0.0
    below: float = 0.0


def _text_by_container(index: PageIndex, body: HtmlElement) -> dict[int, _Measured]:
    """The elements that may hold paragraphs, by their places, with the text right in each; skipped boxes left out."""
    elements, ends = index.elements, index.ends
    at = index.place[body]
    stop = ends[at]
    inside = _Measured(None)
    inside.own = _length(text) if (text := body.text) else 0.0
    measured = {at: inside}
    opened = [(stop, inside)]
    at += 1
    while at < stop:
        while at >= opened[-1][0]:
            opened.pop()
        inside = opened[-1][1]
        element = elements[at]
        tag = element.tag
        end = ends[at]
        if (tail := element.tail) and not tail.isspace():
            inside.own += _length(tail)
        if tag in INLINE:
            if end == at + 1:
                if tag != "br" and (text := element.text) and not text.isspace():
                    length = _length(text)
                    inside.own += length
                    if tag == "a":
                        inside.linked += length
                at = end
                continue
            goes_down = len(opened) <= _DEEPEST and index.below(element, *_BLOCKS)
            if not goes_down:
                _add_inline(element, inside)
        else:
            goes_down = tag != "br" and len(opened) <= _DEEPEST and (tag not in _SKIPPED or is_page_form(element))
        if goes_down:
            one = measured[at] = _Measured(inside)
            if (text := element.text) and not text.isspace():
                one.own = _length(text)
            opened.append((end, one))
            at += 1
        else:
            at = end
    return measured


def _add_inline(element: HtmlElement, inside: _Measured) -> None:
    """Adds the text of an inline element to that of its container."""
    length = sum(map(_length, element.itertext()))
    inside.own += length
    if element.tag == "a":
        inside.linked += length
    else:
        inside.linked += sum(sum(map(_length, link.itertext())) for link in element.iter("a"))


_BLOCKS = ("p", "div", "h2", "article", "section")


def is_page_form(element: HtmlElement) -> bool:
    """Whether a `form` is wrapped around the whole page, as ASP.NET does."""
    return element.tag == "form" and (
        any(True for _ in element.iterdescendants("h1", "article")) or len(list(element.iterdescendants("p"))) > 5
    )


def _add_up(element: HtmlElement, found: Weights, whole: float, depth: int) -> float:
    """Scores the containers of the paragraphs that stand in no unwanted box; gives their weight."""
    total = 0.0
    for child in element:
        weight = found.all.get(child, 0.0)
        if (
            weight
            and depth < _DEEPEST
            and not (
                is_unwanted(child) and weight < _kept_from(child) * whole and _signature(child) not in found.wrappers
            )
        ):
            total += _add_up(child, found, whole, depth + 1)
    if own := found.own.get(element):
        total += own
        node: HtmlElement | None = element.getparent() if element.tag in _PARAGRAPHS else element
        if element.tag in ("li", "dd") and node is not None:
            node = node.getparent()
        for factor in (1.0, 0.5, 0.25):
            if node is None or node.tag == "html":
                break
            found.score[node] = found.score.get(node, 0.0) + own * factor
            node = node.getparent()
    if total:
        found.inside[element] = total
    return total


def _signature(element: HtmlElement) -> str:
    return f"{element.tag} {element.get('class') or ''}"


def is_wrapper(element: HtmlElement, found: Weights) -> bool:
    """Whether an element is made like one that holds much of the page's text."""
    return bool(element.get("class")) and _signature(element) in found.wrappers


def _kept_from(element: HtmlElement) -> float:
    """From which share of the page's text an element with an unwanted name is believed to be a wrapper."""
    name = classes(element)
    if element.tag in _SKIPPED or (_COMMENTS.search(name) and not WANTED.search(name)):
        return 0.8
    return 0.3


@once_per_page
def article_container(page: Page) -> HtmlElement | None:
    """The element that holds the article's paragraphs, or None on a page without running text."""
    found = weights(page)
    if not found.score:
        return None
    marked = _marked(page, found)
    if marked is not None:
        return marked
    best = _heaviest(found, found.score)
    if best is None or found.inside.get(best, 0.0) < 1:
        return None
    own = _own_article(page, found)
    if own is not None and best is not own and own not in best.iterancestors() and best not in own.iterancestors():
        # A longer article follows below the page's own.
        inside = [element for element in found.score if element is own or own in element.iterancestors()]
        in_own = _heaviest(found, inside)
        best = in_own if in_own is not None else best
    best = _climb(best, found)
    return _with_entries(best, found) if _is_live(page) else best


def _is_live(page: Page) -> bool:
    """Whether the page calls itself a live blog: its entries stand in boxes of their own, below an introduction."""
    return any("LiveBlogPosting" in str(node.get("@type", "")) for node in page.json_ld)


def _with_entries(best: HtmlElement, found: Weights) -> HtmlElement:
    """The nearest box around `best` that holds most of what the page has of running text."""
    whole = max(found.inside.values(), default=0.0)
    for node in (best, *best.iterancestors()):
        if node.tag in ("body", "html"):
            break
        if found.inside.get(node, 0.0) >= 0.7 * whole:
            return node
    return best


def _heaviest(found: Weights, elements: Iterable[HtmlElement]) -> HtmlElement | None:
    best: HtmlElement | None = None
    best_score = 0.0
    for element in elements:
        score = found.score[element]
        name = classes(element)
        if _STRONGLY_WANTED.search(name):
            score *= 1.6
        elif WANTED.search(name) or element.tag in ("article", "main"):
            score *= 1.25
        if element.tag in ("ul", "ol", "li", "td", "tr", "aside", "header", "blockquote"):
            score *= 0.7
        if score > best_score:
            best, best_score = element, score
    return best


def _own_article(page: Page, found: Weights) -> HtmlElement | None:
    """The `article` whose h1 is the page's title, if it holds text enough to be the article."""
    title = clean(page.first_meta("og:title") or page.text("title") or "").casefold()
    for heading in page.index.tags("h1"):
        text = inline_text(heading).casefold()
        if len(text) < 8 or not (text in title or title in text):
            continue
        for node in heading.iterancestors("article"):
            if found.inside.get(node, 0.0) >= 300:
                return node
    return None


def _marked(page: Page, found: Weights) -> HtmlElement | None:
    """The element marked as `articleBody`, if it holds what the page has of running text."""
    marked = [
        element
        for element in page.index.having("itemprop")
        if "articlebody" in (element.get("itemprop") or "").lower().split()
    ]
    if not marked:
        return None
    heavy = [element for element in marked if found.inside.get(element, 0.0) >= 300]
    if not heavy:
        return None
    first = heavy[0]
    if len(heavy) == 1:
        return _climb(first, found) if found.inside[first] < 0.4 * max(found.inside.values()) else first
    # Several: the parts of one article stand together; those of following articles stand in articles of their own.
    parent = first.getparent()
    if parent is not None and sum(1 for element in heavy if element.getparent() is parent) == len(heavy):
        return parent
    return first


def _climb(best: HtmlElement, found: Weights) -> HtmlElement:
    """The nearest ancestor that adds much of the same article to `best`, split over siblings by ads and wrappers."""
    current = best
    node = best
    for _ in range(8):
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html") or node.tag == "article":
            break
        if found.inside.get(parent, 0.0) > found.inside.get(current, 0.0) * 1.06:
            if not _same_article(node, parent, found):
                break
            current = parent
        node = parent
    return current


def _same_article(current: HtmlElement, parent: HtmlElement, found: Weights) -> bool:
    """Whether the siblings' text belongs to the article: siblings of the same make, and no heading of another."""
    extra = 0.0
    alike = 0.0
    for child in parent:
        weight = found.inside.get(child, 0.0)
        if child is current or not weight:
            continue
        extra += weight
        same_make = child.tag == current.tag and (child.get("class") or "") == (current.get("class") or "")
        if child.tag == "p" or same_make or _STRONGLY_WANTED.search(classes(child)):
            alike += weight
    if any(True for _ in current.iterdescendants("h1")):
        return False
    return extra > 0 and alike >= 0.6 * extra
