"""Sections and tags on a page of unknown make."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.generic.scope import in_article, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

_HOME = frozenset(
    (
        "home",
        "homepage",
        "start",
        "startseite",
        "accueil",
        "inicio",
        "portada",
        "início",
        "hjem",
        "hem",
        "forsiden",
        "etusivu",
        "strona główna",
        "главная",
        "ana sayfa",
        "anasayfa",
        "ホーム",
        "トップ",
        "首页",
        "首頁",
        "홈",
        "news home",
        "front page",
        "domů",
        "kezdőlap",
    )
)
_BREADCRUMB = NamePattern(r"breadcrumb")
_TAGS = NamePattern(
    r"(?:^|[\s_-])(?:tags?|tag-?list|taglist|topics?|keywords?|hashtags?|schlagwort\w*|themen|etiquetas|"
    r"mots-?cles)(?:$|[\s_-])|article-?_*tags|post-?tags|entry-?tags|tag-?_*(?:list|cloud|wrapper|container|group|links?)"
)
_TAG_ADDRESS = re.compile(
    r"/(?:tags?|topics?|thema|themen|themes?|temas?|tema|tags?-page|stichw(?:ort|oerter)|schlagwort|keywords?|etiquetas?|"
    r"sujets?|dossiers?|hashtags?|temat|tagi|emne[rt]?|amne|subjects?|mot-cle|konular?|etiket)/[^/]|[?&]tag=",
    re.IGNORECASE,
)
_MOST_TAGS = 30


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
            names = [name for name in names if 1 < len(name) <= 50 and name.casefold() not in _HOME and name != title]
            if names:
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
        if names:
            return list(dict.fromkeys(names))
    return []


def tags(page: Page) -> list[str]:
    """Links marked `rel=tag`, else the links of a box named for tags, in the article or right after it."""
    names = [
        text
        for element in page.select("a[rel~=tag]")
        if in_article(page, element, after_text=True) and 1 < len(text := inline_text(element)) <= 60
    ]
    if not names:
        for box in page.index.called(_TAGS):
            if box.tag in ("div", "ul", "section", "p", "nav", "aside", "footer", "dl", "ol"):
                links = [text for link in box.iter("a") if 1 < len(text := inline_text(link)) <= 60]
                if (
                    0 < len(links) <= _MOST_TAGS
                    and len(inline_text(box)) < 900
                    and in_article(page, box, after_text=True)
                ):
                    names = links
                    break
    return list(dict.fromkeys(name.strip("#, ") for name in names or _topic_links(page)))


def _topic_links(page: Page) -> list[str]:
    """Links to pages of topics that stand together, outside of running text, in the article or right after it."""
    here = scope(page)
    groups: dict[HtmlElement, list[str]] = {}
    for link in page.index.tags("a"):
        if not _TAG_ADDRESS.search(link.get("href") or "") or page.index.place[link] < here.start:
            continue
        if any(node.tag in ("p", "nav", "blockquote") for node in islice(link.iterancestors(), 4)):
            continue
        text = inline_text(link)
        if 1 < len(text) <= 60 and in_article(page, link, after_text=True):
            box = next(
                (node for node in link.iterancestors() if len(node) > 1 or node.tag in ("ul", "section")), page.root
            )
            groups.setdefault(box, []).append(text)
    found = [names for names in groups.values() if len(names) <= _MOST_TAGS]
    return max(found, key=len, default=[])
