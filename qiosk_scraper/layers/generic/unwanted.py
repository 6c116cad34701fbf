"""Elements that say by tag, name or role that they are none of the article's text."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS, NEVER_TEXT, classes, is_hidden
from qiosk_scraper.layers.furniture import is_ad_name
from qiosk_scraper.layers.name_patterns import NamePattern, by_name
from qiosk_scraper.layers.screens import wide_screens_show
from qiosk_scraper.normalise.text import fold, inline_text, raw_text

SKIPPED = frozenset(("nav", "footer", "form", "menu", "dialog")) | NEVER_TEXT
UNWANTED = NamePattern(
    r"comments?(?!ary|ator)|related|recommend|newsletter|subscri(?!ber-?_*(?:only|preview|premium|content))|sign-?up|social|shar(?:e|ing)|promo|sponsor|"
    r"outbrain|taboola|"
    r"revcontent|"
    r"most-?(?:read|popular|viewed|shared)|popular|trending|breadcrumb|author-?(?:bio|box|info|card|profile)|"
    r"about-?(?:the-?)?author|(?:^|[\s_-])authors?(?:[\s_-]|$)|"
    r"\bbio\b|(?:^|[\s_-])tags?(?:$|[\s_-])|taglist|footer|\bnav\b|navbar|navigation|\bmenu|sidebar|side-bar|"
    r"(?:^|[\s_-])(?:right-?|left-?|side-?)?rail(?:$|[\s_-])|"
    r"caption|credit|gallery|slideshow|\bpic-?_?box\b|"
    r"carousel|modal|popup|pop-up|overlay|cookie|consent|gdpr|banner|pagination|pager|print-only|"
    r"read-?(?:more(?!-?_*(?:content|text|target|wrap))|next|also)|more-?(?:from|on|stories|news)|"
    r"also-?read|you-?may|see-?also|teaser|(?<!elementor-)widget|toolbar|byline|dateline|timestamp|meta(?:data)?\b|disqus|donat|"
    r"membership|reg-?wall|paywall-?_*(?:prompt|offer|box|message|cta)|"
    r"copyright|disclaimer|feedback|survey|poll\b|quiz|umfrage|sondage|encuesta|sondaggio|ankieta|"
    r"bildunterschrift|bildtext|bildetekst|pie-?de-?foto|didascalia|(?:^|[\s_-])bu(?:$|[\s_-])|"
    r"(?:writer|reporter)-?_*(?:zone|info|box|area|wrap)|rating|topics?\b|keywords|hashtag|follow(?!-?_*(?:up|ing))|login|register|"
    r"correspond|(?:^|[\s_-])deals(?:$|[\s_-])|"
    r"infobox|factbox|navbox|mw-editsection(?!-)|toc\b|(?<!overflow-)(?<!overflow-[xy]-)(?<!label-)(?<![a-z]:)\bhidden\b|visually-?hidden|screen-?reader|sr-only|noprint|skip-link|"
    r"player|(?:video|audio|podcast)(?!-?_*transcript)|embed|twitter|tweet|instagram|facebook|whats-?app|jp-|yarpp|addthis|addtoany|sharedaddy|"
    r"crosslink|linkbox|text-?author|product-?_*(?:card|price|box)|buy-?_*(?:now|box|button)|"
    r"(?:^|[\s_-])(?:pub)?-?dates?(?:$|[\s_-])|(?:article|post|entry|story)-?_*(?:date|time|author|meta|info)(?:$|[\s_-])|"
    r"cite-?(?:wrapper|box|this)|zitier|read-?time|reading-?time|(?:^|[\s_-])cta(?:$|[\s_-])|app-?(?:banner|download|promo|store)|"
    r"speechify-ignore|rollover|tooltip|popover|hover-?card|read-?on|readmore|story-?list|link-?list|linklist|storylink|inline-?link|inset-?link|advert|print-info"
)
WANTED = NamePattern(
    r"article-?_*(?:body|text|content|copy|main|page|detail|paragraph|block|section|wrapper|container|inner|entry)|"
    r"(?:story|post|entry|body|text|content|main|page|news|detail|rich)-?_*(?:body|text|content|copy|area|main|"
    r"detail|article|inner|wrapper|container)|"
    r"articlebody|storybody|bodytext|\barticle\b|\bstory\b|\bbody\b|\bcontent\b|\bentry\b|\bpost\b|\bprose\b|"
    r"\bcopy\b|\bmain\b|hentry|texte|artikel|inhalt|contenido|cuerpo|corpo|noticia|nota\b"
)
STRONGLY_WANTED = NamePattern(
    r"article-?_*(?:body|text|content|copy)|(?:story|post|entry)-?_*(?:body|text|content|copy)|articlebody|storybody|"
    r"body-?_*(?:copy|text|content)|asset-?_*body|(?:entry|asset)-?_*more|"
    r"bodytext|item(?:intro|full)text|rich-?_*text|main-?_*content-?_*text|(?:^|\s)prose(?:\s|$)"
)
_ROLES = frozenset(("navigation", "complementary", "banner", "contentinfo", "search", "dialog", "menu"))
_TYPES = ("Comment", "WPSideBar", "WPFooter", "SiteNavigationElement", "ImageObject", "VideoObject")


def is_unwanted(element: HtmlElement) -> bool:
    """Whether tag, role, class or id say that this is not the article's text."""
    tag = element.tag
    if tag in SKIPPED:
        return not is_page_form(element)
    if tag in ("body", "html", "main", "article"):
        return False
    name = classes(element)
    if name != " " and ((_is_unwanted_name(name) and not _is_chapter(element)) or is_hidden(element)):
        return True
    return (
        element.get("role") in _ROLES
        or element.get("itemtype", "").rstrip("/").endswith(_TYPES)
        or element.get("aria-hidden") == "true"
    )


def _is_chapter(element: HtmlElement) -> bool:
    """Whether an id is unwanted only because it spells the heading of a chapter, as anchors do: `id="social-housing"`.

    A box of the site's may be called after its heading too: under that, no running text stands.
    """
    own = element.get("id")
    if not own or len(own) > _LONGEST_ANCHOR or _is_unwanted_name(f"{element.get('class') or ''} ".lower()):
        return False
    heading: HtmlElement | None = element if element.tag in HEADINGS else next(iter(element), None)
    if heading is None or heading.tag not in HEADINGS or _OF_SITE.search(own.lower()) or not _is_small(heading, 10):
        return False
    said = _LETTERS.sub("", fold(inline_text(heading)))
    spelt = _LETTERS.sub("", fold(unquote(own)))
    cut = len(spelt) > _SHORTEST_CUT and said.startswith(spelt)
    if len(said) < _SHORTEST_ANCHOR or not (cut or spelt in (said, f"h{said}")):
        return False
    below = heading.getnext()
    if below is None or below.tag not in ("p", "figure") or not _is_small(below, 300):
        return False
    return (
        below.tag == "figure" or len(raw_text(below)) > 2 * sum(len(raw_text(link)) for link in below.iter("a")) + _LINE
    )


def _is_small(element: HtmlElement, most: int) -> bool:
    return next(islice(element.iter(), most, None), None) is None


_LETTERS = re.compile(r"[\W\d_]+")
_LONGEST_ANCHOR = 120
_SHORTEST_ANCHOR, _SHORTEST_CUT = 8, 24
_LINE = 60
_OF_SITE = NamePattern(
    r"^(?:newsletter|subscri|sign-?_?up|comments?$|cookie|donat|member|disclaimer|copyright|feedback|about-|related-?_?(?:art|sto|po|new|con)"
    r"|follow-us|share-)"
)


@by_name
def _is_unwanted_name(name: str) -> bool:
    shown = wide_screens_show(name)
    if shown is False:
        return True
    if shown:
        name = name.replace("hidden", "")
    return is_ad_name(name) or (UNWANTED.search(name) is not None and not STRONGLY_WANTED.search(name))


def is_page_form(element: HtmlElement) -> bool:
    """Whether a `form` is wrapped around the whole page, as ASP.NET does."""
    return element.tag == "form" and (
        any(True for _ in element.iterdescendants("h1", "article")) or len(list(element.iterdescendants("p"))) > 5
    )
