"""Tags that an article shows: links marked `rel=tag`, in a box named for tags, under a label such as `Topics`, or to
pages of topics, in the article or right after it."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.scope import in_article, order, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.calendar_words import folded_word
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.normalise.urls import owner_of
from qiosk_scraper.page import Page

_TAGS = NamePattern(
    r"(?:^|[\s_-])(?:tags?|tag-?list|taglist|topics?|keywords?|hashtags?|schlagwort\w*|themen|etiquetas|"
    r"mots-?cles)(?:$|[\s_-])|article-?_*(?:tags|topics)|post-?tags|entry-?tags|"
    r"tag-?_*(?:list|cloud|wrapper|container|group|links?)"
)
_TAG_ADDRESS = re.compile(
    r"/(?:tags?|topics?|thema|themen|themes?|temas?|tema|tags?-page|stichw(?:ort|oerter)|schlagwort|keywords?|etiquetas?|"
    r"sujets?|dossiers?|hashtags?|temat|tagi|emne[rt]?|amne|subjects?|mot-cle|konular?|etiket)/[^/]|[?&]tag="
)
_LABEL = re.compile(
    r"\W*(?:(?:article|related|more (?:on|about)(?: these)?|in this (?:article|story)|explore more on these|"
    r"this (?:article|story) is about|read more (?:on|about))?\s*(?:tags?|topics?|keywords?|subjects?|filed under)"
    r"|read more about|more about|explore more|"
    r"(?:weitere |mehr zu diesen )?(?:themen|schlagw[oö]rter?|schlagworte|stichw[oö]rter)|mehr (?:lesen )?(?:über|zu)|"
    r"mehr zum thema|lesen sie mehr zum thema|zum thema|themen dieses artikels|"
    r"mots[- ]cl[ée]s|sujets|th[èe]mes?|sur ces sujets|en savoir plus sur|"
    r"etiquetas|temas(?: relacionados)?|archivado en|más sobre|m[aá]s informaci[oó]n sobre|"
    r"t[oó]picos|assuntos|tudo sobre|mais sobre|argomenti|temi|onderwerpen|trefwoorden|lees meer over|"
    r"ämnen|läs mer om|emner|emneord|les mer om|læs mere om|aiheet|avainsanat|"
    r"související témata|témata|štítky|tematy|tagi|słowa kluczowe|więcej o|címkék|temos|žymos|teme|oznake|"
    r"etiketler|konular|теги|темы|теми|метки|タグ|キーワード|関連キーワード|关键词|關鍵字|标签|標籤|"
    r"태그|키워드|topik|từ khóa|chủ đề"
    r")\W*"
)
"""In lower case, as `_TAG_ADDRESS`."""
_LABELS = frozenset(("h2", "h3", "h4", "h5", "h6", "span", "strong", "b", "p", "div", "dt", "label", "li"))
_MOST_LABELS = 40
"""Labels behind which links are looked for."""
_LABEL_ELEMENTS = 8
"""Elements that a label of one child is made of at most."""
_CHROME = NamePattern(r"footer|\bnav|navbar|menu|sitemap|burger|masthead|breadcrumb|social|follow|newsletter")
_NO_TAG = NamePattern(r"facebook\.com|twitter\.com|//x\.com|mailto:|share|/rss|\.rss|login|subscri|/author")
_SIGN = re.compile("[\u3400-\u9fff\uac00-\ud7af]")
"""A word of one sign, Chinese or Japanese."""
_COUNTED = re.compile(r"\s+\(?\d{1,6}\)?$")
_MOST_TAGS = 30
_LONGEST = 60
_BEHIND = 400
"""Elements after the text among which its tags still stand."""


@once_per_page
def marked_tags(page: Page) -> tuple[str, ...]:
    """Tags that are said to be tags: by `rel`, by a label above them, by the name of their box."""
    names = [
        text
        for element in page.select("a[rel~=tag]")
        if "category" not in (element.get("rel") or "")
        and "/category/" not in (element.get("href") or "")
        and in_article(page, element, after_text=True)
        and _may_be_tag(text := inline_text(element))
    ]
    return _tidy(names or _labelled(page) or _boxed(page))


@once_per_page
def shown_tags(page: Page) -> tuple[str, ...]:
    """`marked_tags`, else links to pages of topics."""
    return marked_tags(page) or _tidy(_topic_links(page) or _named_by_address(page))


def _may_be_tag(text: str) -> bool:
    return 1 < len(text) <= _LONGEST or _SIGN.fullmatch(text) is not None


def _tidy(names: list[str]) -> tuple[str, ...]:
    bare = [
        text
        for name in names
        if (len(text := name.strip("#, ")) > 1 or _SIGN.fullmatch(text))
        and len(text.split()) <= 6
        and not _LABEL.fullmatch(text.lower())
        and not _DOWNLOAD.match(text)
    ]
    if len(bare) > 1 and all(_COUNTED.search(text) for text in bare):
        bare = [_COUNTED.sub("", text) for text in bare]  # how many articles each has
    return tuple(dict.fromkeys(bare))


_DOWNLOAD = re.compile(
    r"(?:download|télécharger|herunterladen|descargar|scarica|baixar|pobierz|скачать)\b", re.IGNORECASE
)


def _labelled(page: Page) -> list[str]:
    """The links that stand under a label such as `Topics` or `Mehr zum Thema`."""
    here = scope(page)
    ends, kinds, elements = page.index.ends, page.index.kinds, page.index.elements
    tried = 0
    for place in range(here.start, min(here.end + _BEHIND, len(elements))):
        if kinds[place] not in _LABELS or ends[place] - place > _LABEL_ELEMENTS or len(element := elements[place]) > 1:
            continue
        text = inline_text(element) if len(element) else (element.text or "").strip()
        if not 2 <= len(text) <= 40 or not _LABEL.fullmatch(text.lower()):
            continue
        tried += 1
        if tried > _MOST_LABELS:
            break
        above = list(element.iterancestors())
        if here.root not in above and any(
            node.tag in ("footer", "header", "aside") or _CHROME.search(classes(node)) for node in above[:-2]
        ):
            continue
        node = element
        for _ in range(4):
            parent = node.getparent()
            if parent is None or parent.tag in ("body", "main", "article") or parent is here.container:
                break
            if names := _links_beside(node, parent):
                return names
            node = parent
    return []


def _links_beside(label: HtmlElement, parent: HtmlElement) -> list[str]:
    """The links behind a label in its parent, if they are short and nothing else stands there."""
    behind = [node for node in label.itersiblings() if isinstance(node.tag, str)]
    links = [link for node in behind for link in ([node] if node.tag == "a" else node.iter("a"))]
    if any(_NO_TAG.search(classes(link)) or _NO_TAG.search(link.get("href") or "") for link in links):
        return []
    names = [name for link in links if _is_place(link) and (name := inline_text(link))]
    if not 0 < len(names) <= _MOST_TAGS or any(len(name) > 45 or len(name.split()) > 6 for name in names):
        return []
    around = sum(len(inline_text(node)) for node in behind)
    return names if around <= 1.6 * sum(map(len, names)) + 20 else []


def _is_place(link: HtmlElement) -> bool:
    """Whether a link leads to a page, not to a part of this one, a file or a network to share it on."""
    href = link.get("href") or "#"
    return href[0] != "#" and not _FILE.search(href) and not _is_for_sharing(link)


_FILE = re.compile(r"\.(?:pdf|epub|mobi|docx?|mp3)(?:[?#]|$)", re.IGNORECASE)
_SHARES = re.compile(
    r"^(?:mailto|whatsapp|fb-messenger|tg|viber|sms):|/(?:sharer|dialog/(?:share|send|feed)|intent/(?:tweet|post))\b|"
    r"twitter\.com/share|api\.whatsapp\.com/",
    re.IGNORECASE,
)


def _is_for_sharing(link: HtmlElement) -> bool:
    return _SHARES.search(link.get("href") or "") is not None


def _boxed(page: Page) -> list[str]:
    for box in page.index.called(_TAGS):
        if box.tag in ("div", "ul", "section", "p", "nav", "aside", "footer", "dl", "ol"):
            links = [text for link in box.iter("a") if _is_place(link) and _may_be_tag(text := inline_text(link))]
            if sum(map(_is_for_sharing, islice(box.iter("a"), _MOST_TAGS))) > 1:
                continue
            if 0 < len(links) <= _MOST_TAGS and len(inline_text(box)) < 900 and in_article(page, box, after_text=True):
                return links
    return []


def _topic_links(page: Page) -> list[str]:
    """Links to pages of topics that stand together, outside of running text, in the article or right after it."""
    here = scope(page)
    places = order(page)
    groups: dict[HtmlElement, list[str]] = {}
    for link in page.index.tags("a"):
        if places[link] < here.start or not _TAG_ADDRESS.search((link.get("href") or "").lower()):
            continue
        near = list(islice(link.iterancestors(), 4))
        if any(node.tag in ("p", "nav", "blockquote") or _OF_SITE.search(classes(node)) for node in near):
            continue
        text = inline_text(link)
        if _may_be_tag(text) and in_article(page, link, after_text=True):
            box = next(
                (node for node in link.iterancestors() if _has_several(node) or node.tag in ("ul", "section")),
                page.root,
            )
            groups.setdefault(box, []).append(text)
    found = [names for names in groups.values() if len(names) <= _MOST_TAGS]
    return max(found, key=len, default=[])


def _named_by_address(page: Page) -> list[str]:
    """Links that stand together behind the text and lead to pages named as they are, of one kind: `/hub/mexico-city`
    for `Mexico City`, `/category/sinnsuche` for `Sinnsuche`."""
    here, places = scope(page), order(page)
    groups: dict[tuple[HtmlElement, str], list[str]] = {}
    own = page.url.partition("?")[0].rstrip("/").rpartition("/")[0]
    last = here.end + _RIGHT_BEHIND
    for link in page.index.tags("a"):
        if not here.text < places[link] <= last:
            continue
        kind, _, name = (link.get("href") or "").partition("?")[0].rstrip("/").rpartition("/")
        text = inline_text(link)
        if (
            not kind
            or own.endswith(kind)  # the articles beside this one
            or not 1 < len(name) <= _LONGEST_SLUG
            or not 1 < len(text) <= _LONGEST
            or not _is_slug_of(name, text)
            or (kind.startswith(("http:", "https:")) and owner_of(kind) != owner_of(page.url))
        ):
            continue
        above = list(islice(link.iterancestors(), _BOXES))
        if any(node.tag in ("p", "blockquote", "header", "aside", "h2", "h3") for node in above[:3]):
            continue
        if any(_OF_SITE.search(classes(node)) for node in above[:4]):
            continue
        if any(_CHROME.search(classes(node)) for node in above if not page.index.holds(node, here.root)):
            continue
        box = next((node for node in above if _has_several(node) or node.tag in ("ul", "ol")), page.root)
        groups.setdefault((box, kind), []).append(text)
    found = [
        names
        for names in groups.values()
        if 2 <= len(names) <= _MOST_TAGS and all(len(name.split()) <= _MOST_WORDS for name in names)
    ]
    return max(found, key=len, default=[])


_OF_SITE = NamePattern(r"(?:^|\s)cat-item(?:$|[\s-])|widget_(?:categories|tag_cloud)|tagcloud")
"""WordPress's lists of all categories and tags that a site has."""


def _has_several(node: HtmlElement) -> bool:
    """Whether an element has two children; `len` counts all of them, each time it is asked."""
    return next(islice(node, 1, None), None) is not None


def _is_slug_of(slug: str, text: str) -> bool:
    """Whether an address's last part is a text without its accents, blanks and capitals."""
    if text.isascii() and "%" not in slug:
        return "".join(filter(str.isalnum, slug.lower())) == "".join(filter(str.isalnum, text.lower()))
    said = _bare(unquote(slug))
    return len(said) > 1 and said in (_bare(text), _bare(text.lower().translate(_UMLAUTS)))


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, folded_word(text)))


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_RIGHT_BEHIND = 100
"""Elements after the text among which its tags stand, where nothing but their addresses tells them."""
_BOXES = 8
_LONGEST_SLUG = 250
_MOST_WORDS = 4
"""Of a tag that only its address tells: longer ones are headlines, which have such addresses, too."""
