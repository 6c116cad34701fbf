"""The date in an article's own foot, as old blogs and papers print it; neighbours' and comments' are none."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.scope import in_article, scope
from qiosk_scraper.layers.generic.update_lines import LOOKS_DATED, MODIFIED
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.calendars import western
from qiosk_scraper.normalise.dates import instant
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

UPDATED_ONLY = NamePattern(r"(?:^|\s)published updated(?:\s|$)")
"""WordPress's class of the only date of a post that was never changed."""
_BEHIND = 40
"""Elements behind the text among which its date is looked for."""
_INSIDE = 12
"""Elements before the text's end."""
_LONGEST = 400
_LONGEST_LINE = 110
_OF_LINE = 180
"""Characters of a line in which its date is looked for."""
_MOST_OF_FOOT = 100
_MOST_OF_CARD = 30
_OF_FOOT = NamePattern(
    r"(?:^|[\s_-])(?:pub)?-?dates?(?:$|[\s_-])|datum|posted-?on|postmetadata|"
    r"(?:post|entry|asset|article)-?_*(?:date|time|meta|foot)|"
    r"(?:^|\s)published(?:\s|$)"
)
_NOT_THE_ARTICLES = NamePattern(
    r"comment(?!s?-(?:open|closed))|kommentar|comentario|(?:^|[\s_-])(?:repl(?:y|ies)|respond|responses?)|disqus|"
    r"(?:^|[\s_-])(?:events?(?!-free)|termine?|agenda|today)(?:$|[\s_-])|calendar|kalender|"
    r"(?:^|[\s_-])(?:nav|pager|prev|next|previous|newer|older)|nav-?links|navigation|pagination|teaser|related|"
    r"(?:site|page|global)-?_*foot|colophon|copyright"
)
_SENTENCE = re.compile(
    r"\W*(?:this (?:entry|post|article|page|story|item) (?:was|is) (?:\w+ )?"
    r"(?:posted|published|written|filed|added|created|put online)\b|"
    r"dieser (?:artikel|beitrag|eintrag|text) (?:wurde|ist)\b)",
    re.IGNORECASE,
)
"""How the systems' own sentences on a post begin."""
_TOLD = re.compile(
    r"\W*(?:(?:first |originally )?(?:posted|published|written|filed)(?:$|:| on\b| by\b| in\b)|"
    r"(?:artikel |beitrag )?(?:geschrieben|veröffentlicht|erstellt|verfasst|eingestellt)(?::| am\b| von\b)|"
    r"(?:publié|posté|écrit|mis en ligne) (?:le|par)\b|(?:publicad[oa]|escrito) (?:el|por|em|en)\b|"
    r"(?:pubblicato|scritto) (?:il|da|in)\b|(?:geplaatst|gepubliceerd) (?:op|door)\b|publicera[dt]s?\b|skrevet\b|"
    r"opublikowan|опубликован)",
    re.IGNORECASE,
)
"""How a line begins that tells when an article was published."""
_GOES_ON = re.compile(r"\b(?:19|20)\d\d\b(?P<rest>[^|•·]*)")
_WORD = re.compile(r"[^\W\d_]+")
_LINKS = """
    in at by on the under am pm a m to um uhr von der die das und im kategorie kl par dans à et le la les por en y el
    de e h di da il filed leave comments comment no est edt gmt utc
"""
_LINKING = frozenset(_LINKS.split())
"""What joins the time, the writer and the section behind a date."""
_MOST_WORDS = 2
"""Others in lower case; more are a sentence: `, the book costs twenty euros`."""
_OF_BOOK = re.compile(
    r"\b(?:by|von|par|por|bei|im|chez)\s+(?:[A-ZÀ-Þ][\w'’&.-]*\s+){0,4}(?:Press|Books?|Verlag|Publish\w+|Éditions)\b"
)


def date_at_foot(page: Page) -> str | None:
    """The date in the article's own foot: called one, or told in a line or a sentence on it (`This entry was posted
    on …`). None where lines of one make tell several: they are comments or neighbours."""
    here = scope(page)
    if here.container is None:
        return None
    index = page.index
    found: list[tuple[HtmlElement, str]] = []
    for element in index.elements[max(here.end - _INSIDE, here.text + 1) : here.end + _BEHIND]:
        if element.tag not in _TAGS or index.size(element) > _MOST_OF_FOOT:
            continue
        told = (element.get("datetime") or "").strip() if element.tag == "time" else ""
        whole = told or inline_text(element)
        text = whole[:_OF_LINE]
        if (
            6 <= len(whole) <= _LONGEST
            and LOOKS_DATED.search(western(text))
            and (_SENTENCE.match(text) or _is_line(element, whole))
            and not any(index.holds(element, one) for one, _ in found)
            and (UPDATED_ONLY.search(classes(element)) or not _tells_update(element, text))
            and not _is_of_others(page, element, in_sentence=_SENTENCE.match(text) is not None)
            and in_article(page, element, after_text=True)
            and instant(text, "UTC", "de")
        ):
            found = [(one, other) for one, other in found if not index.holds(one, element)]
            found.append((element, text))
    kinds = [(element.tag, classes(element)) for element, _ in found]
    return found[0][1] if found and len(set(kinds)) == len(kinds) else None


_TAGS = frozenset(("time", "span", "div", "p", "small", "em", "i", "abbr", "footer", "h6"))


def _is_line(element: HtmlElement, text: str) -> bool:
    """Whether an element is a line that is called the date of a post, or tells it, and says little else."""
    called = _OF_FOOT.search(classes(element)) is not None
    if element.tag == "time":
        around = element.getparent()
        return called or (
            around is not None and (around.tag == "footer" or _OF_FOOT.search(classes(around)) is not None)
        )
    if called:
        return True
    if len(text) > _LONGEST_LINE or not _TOLD.match(text) or _OF_BOOK.search(text):
        return False
    goes_on = _GOES_ON.search(text)
    words: list[str] = _WORD.findall(MODIFIED.split(goes_on["rest"], maxsplit=1)[0]) if goes_on else []
    return len([word for word in words if word[0].islower() and word not in _LINKING]) <= _MOST_WORDS


def _tells_update(element: HtmlElement, text: str) -> bool:
    dated = LOOKS_DATED.search(western(text))
    return MODIFIED.search(f"{_before(element)} {text[: dated.start()] if dated else text}") is not None


def _before(element: HtmlElement) -> str:
    """The words right before an element, and what its parent is called."""
    before, around = element.getprevious(), element.getparent()
    label = "" if before is None else (before.tail or inline_text(before))
    start = (around.text or "") if before is None and around is not None else ""
    return f"{label[-40:]} {start[-40:]} {'' if around is None else classes(around)}"


def _is_of_others(page: Page, element: HtmlElement, *, in_sentence: bool) -> bool:
    """Whether what stands around a date has a heading, a picture or a headline that links, is one of a list, or is
    called comments, events or neighbours."""
    here = scope(page)
    own = here.root if here.container is None else here.container
    for node in (element, *islice(element.iterancestors(), 4)):
        if node is here.root or page.index.holds(node, own):
            return False
        if node.tag in ("li", "article", "nav", "aside") or _NOT_THE_ARTICLES.search(classes(node)):
            return True
        if page.index.size(node) <= _MOST_OF_CARD and (
            page.index.below(node, "h2", "h3", "h4", "h5")
            or (not in_sentence and any(_is_headline(link) for link in node.iter("a")))
        ):
            return True
    return False


def _is_headline(link: HtmlElement) -> bool:
    """Whether a link is another article's headline: four words and more, and no way to a writer, tag or comment."""
    if not _OWN_WAYS.isdisjoint((link.get("rel") or "").lower().split()) or len(link):
        return False
    if "#" in (link.get("href") or "#"):
        return False
    before, around = link.getprevious(), link.getparent()
    label = (before.tail if before is not None else around.text if around is not None else "") or ""
    text = inline_text(link)
    return (
        len(_WORD.findall(text)) >= _WORDS_OF_HEADLINE
        and not LOOKS_DATED.search(text)
        and not _SHARES.search(text)
        and label.split()[-1:] not in _LEADS_TO_WRITER
    )


_SHARES = re.compile(
    r"comment|kommentar|share|teilen|partager|compartir|e-?mail|print|drucken|repl(?:y|ies)", re.IGNORECASE
)
_LEADS_TO_WRITER = (["by"], ["By"], ["von"], ["par"], ["por"], ["in"])
_OWN_WAYS = frozenset(("author", "tag", "category", "bookmark", "nofollow"))
_WORDS_OF_HEADLINE = 4
