"""Tags: what the newsroom filed the article under, out of lists that programs fill with much else.

Over 54 publisher pages `article:tag` agrees with the publisher on 0.94, `news_keywords` on 0.96 of its tags, JSON-LD's
`keywords` on 0.74: layouts, partners, the results of language tools and ids of assets are printed among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qiosk_scraper.choosing.authors import authors
from qiosk_scraper.layers import json_ld
from qiosk_scraper.layers.open_graph import site_names, tags_by_name, title_ends
from qiosk_scraper.normalise.text import clean, decoded, fold
from qiosk_scraper.page import Page
from qiosk_scraper.reading import FALLBACK, Candidate, Reading

_EDITED = frozenset(("article:tag", "og:article:tag", "parsely-tags", "parsely-page:tags", "news_keywords"))
"""Names under which a newsroom's own tags are told; `keywords` is written for search engines as often as not."""
_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f\-]{20,}|\d{4,}", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w\-]+\.)+(?:com|org|net|co|uk|de|fr|it|es|ca|au|nl|info|news|tv|io)", re.IGNORECASE)
_ANY = """
news|latest news|breaking news|top news|top stories|headlines|newspaper|article|articles|general|featured|home
nachrichten|aktuell|aktuelles|aktuelle nachrichten|zeitung|artikel|schlagzeilen|actualité|actualités|noticias
última hora|notizie|notícias|nieuws|nyheter|nyheder|wiadomości|haber|haberler|son dakika|son dakika haber|новости
ニュース|新聞|新闻|뉴스|berita
"""
_OF_ANY_ARTICLE = frozenset(fold(word) for word in re.split(r"[|\n]", _ANY) if word)
_PATH = re.compile(r"[^/]{2,40}(?:/[^/]{2,60})+")
_BETWEEN = re.compile(r"\s+[»›|–—\-:]\s+|\s*»\s*|:\s+")
_NUMBERED = re.compile(r"^\(\d+\)\s+")
_CATEGORY = re.compile(r"^(?:category|tag|topic|keyword):\s+(?=[^\W\d_])", re.IGNORECASE)
_NAMED = re.compile(r"^(?P<name>[^\W\d_][\w ]{1,30}):\s*(?P<value>\S.*)$")
_ABOUT = re.compile(
    r"(?:subjects?|topics?|tags?|keywords?|themes?|persons?|people|places?|locations?|"
    r"(?:nlp )?entit(?:y|ies)(?: tokens?)?)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@\w+|(?:section|source|type|format|channel|template|layout)\s*:.*", re.IGNORECASE)
_LAYOUT = re.compile(
    r"featured?(?:[ \-_]?(?:auf|on|article|post|story|image|home).*)?|"
    r"(?:auf|on|show)?[ \-_]?(?:home-?page|start-?seite|"
    r"front-?page)|homepage.*|no-?(?:ads?|index|video)|hide.*|uncategorized|unkategorisiert|sin categor[ií]a|"
    r"non class[ée]|senza categoria|"
    r"sem categoria|autoplay.*|premium|paywall|app-?only|evergreen",
    re.IGNORECASE,
)
"""Tags that tell a site's programs where to put an article."""
_OF_MENU = re.compile(
    r"impressum|datenschutz(?:erklärung)?|privacy policy|terms (?:of (?:use|service)|and conditions)|contact us|"
    r"mentions légales|aviso legal|zum anfang|back to top|nach oben",
    re.IGNORECASE,
)
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{3,}")
_CODE = re.compile(r"[A-Z0-9]{2,8}")
_FLAG = re.compile(
    r"%\w+%|\{\{.*\}\}|-\w+_\w+|_\w+|[a-z]+(?:-[a-z]+)*-(?:enabled|disabled)"
    r"|[a-z0-9]+(?:_[a-z0-9]+)+|\w+(?:_\w+){2,}"
)


def tags(reading: Reading) -> Candidate | None:
    """The first list of the outlet or its CMS; else tags told as such, JSON-LD's, keywords, those displayed."""
    # Names that are no tags.
    sites = {fold(name) for name in (*site_names(reading.page), reading.outlet.name, *title_ends(reading.page))}
    sites |= _feed_names(reading.page) | {fold(title) for title in _titles(reading) if len(title.split()) > 4}
    for one in reading.of_cms("tags"):
        if names := _cleaned(_as_list(one.value), sites):
            return Candidate(names, one.layer)
    edited: list[tuple[str, ...]] = []
    keywords: Candidate | None = None
    for name, values in tags_by_name(reading.page) if "open_graph" in reading.layers else ():
        if (names := _cleaned(values, sites)) and not _are_authors(names, reading):
            if _spell_title(names, reading):
                continue
            if name in _EDITED:
                edited.append(names)
            else:
                keywords = keywords or Candidate(names, "open_graph")
    if edited:
        return _or_about(reading, Candidate(_fullest(edited), "open_graph"), sites)
    told: Candidate | None = None
    for one in reading.candidates("tags"):
        if one.layer == FALLBACK and (told or keywords):
            break  # what is displayed need not be looked for
        values = _as_list(one.value)
        if keywords and one.layer not in ("open_graph", FALLBACK) and any(map(_LAYOUT.fullmatch, values)):
            continue  # a list for the site's programs
        names = _cleaned(values, sites)
        if names and not _are_authors(names, reading) and not _spell_title(names, reading):
            told = Candidate(names, one.layer)
            break
    if keywords and told and told.layer != FALLBACK and _are_slugs(keywords.value):
        keywords = None
    if told and keywords and (told.layer == "open_graph" or _is_padded(told.value, keywords.value)):
        told = keywords
    return _or_shown(reading, told or keywords, sites) or _subjects(reading, sites)


def _subjects(reading: Reading, sites: set[str]) -> Candidate | None:
    """What JSON-LD says the article is about, where nothing else is told and nothing displayed."""
    names = _cleaned(json_ld.subjects(reading.page), sites) if "json_ld" in reading.layers else ()
    return Candidate(names, "json_ld") if names and not _are_authors(names, reading) else None


def _fullest(edited: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The first list of a newsroom's tags, or a later one that has all of it and little more. JSON-LD's longer lists
    hold what programs added: over 102 publisher pages they are right in one of six such cases."""
    best = edited[0]
    for other in edited[1:]:
        if {fold(tag) for tag in best} < {fold(tag) for tag in other} and len(other) <= 2 * len(best) + 1:
            best = other
    return best


def _or_about(reading: Reading, told: Candidate, sites: set[str]) -> Candidate:
    """The tags displayed in place of others, where the text speaks of those and hardly of these."""
    if FALLBACK not in reading.layers or len(told.value) < 2:
        return told
    if {fold(tag) for tag in told.value} & {fold(tag) for tag in _words_shown(reading, sites)}:
        return told
    return _or_shown(reading, told, sites) or told


def _words_shown(reading: Reading, sites: set[str]) -> tuple[str, ...]:
    return _cleaned(next((one.value for one in reading.candidates("tags") if one.layer == FALLBACK), ()), sites)


def _are_authors(names: tuple[str, ...], reading: Reading) -> bool:
    """Whether a list holds nobody but those who wrote the article."""
    people = {fold(author.name) for author in found.value} if (found := reading.choose(authors)) else set()
    return bool(people) and all(fold(name) in people for name in names)


def _spell_title(names: tuple[str, ...], reading: Reading) -> bool:
    """Whether a list is a title cut into its words by a program: `council`, `votes`, `harbour`; or the title's words
    in one."""
    words = [fold(name) for name in names]
    titles = [fold(title) for title in _titles(reading)]
    if len(words) == 1:
        cut = words[0].split()
        return len(cut) > _FEWEST_CUT and any(_are_in_order(cut, title) for title in titles)
    if any(" " in name for name in names):
        return False
    if len(names) < _FEWEST_CUT:
        return len(names) >= 3 and any(title.split() == words for title in titles)
    # `Ukraine: Russia, China and Iran meet` has real tags in its order.
    lower = any(map(str.islower, names))
    beginning = "".join(words[:_FEWEST_CUT]).replace(" ", "")
    return any(
        _are_in_order(words, title) and (lower or title.replace(" ", "").startswith(beginning)) for title in titles
    )


def _are_in_order(words: list[str], title: str) -> bool:
    """Whether a title has four in five of the words, one behind the other."""
    at = told = 0
    for word in words:
        if (found := title.find(word, at)) >= 0:
            at, told = found + len(word), told + 1
    return told >= 0.8 * len(words)


_FEWEST_CUT = 5


def _feed_names(page: Page) -> set[str]:
    """What the page's feeds are called, as far as they are called like their site: `The Larkfield Post » Feed`."""
    return {
        fold(_BETWEEN.split(clean(title[:_LONGEST_TITLE]))[0])
        for link in page.links.get("alternate", ())
        if "rss" in link.get("type", "") and (title := link.get("title", ""))
    }


_LONGEST_TITLE = 1_000
"""Characters of a title that is split; 200,000 blanks in one took minutes."""


def _titles(reading: Reading) -> list[str]:
    """The page's titles; some systems keep one among the tags."""
    printed = (reading.page.text("title"), *reading.page.meta.get("og:title", ()))
    shown = (text for _, text in reading.page.titles[:3])
    return [clean(text) for text in (*printed, *shown) if text and len(text) <= _LONGEST_TITLE]


def _or_shown(reading: Reading, told: Candidate | None, sites: set[str]) -> Candidate | None:
    """The tags displayed in place of keywords that only machines are told, where they hold all of those and more, or
    where the article hardly speaks of the keywords: such are the section's or the site's."""
    if told is None or told.layer == FALLBACK or FALLBACK not in reading.layers:
        return told
    shown = _words_shown(reading, sites)
    first, second = {fold(tag) for tag in told.value}, {fold(tag) for tag in shown}
    if len(second) >= 2 and (first < second or (not first & second and _is_about(reading, second, first))):
        return Candidate(shown, FALLBACK)
    return told


def _is_about(reading: Reading, shown: set[str], told: set[str]) -> bool:
    """Whether the article speaks of the first tags, and much less of the second."""
    words = fold(" ".join(block.text for one in reading.candidates("body") for block in one.value)[:20_000])
    share, other = (
        sum(re.search(rf"\b{re.escape(tag)}\b", words) is not None for tag in tags) / len(tags)
        for tags in (shown, told)
    )
    return share >= 0.4 and other < 0.5 * share


def _are_slugs(names: tuple[str, ...]) -> bool:
    """Whether tags are pieces of addresses: `andy-lee`, `tide-book`."""
    return not any(" " in name for name in names) and sum("-" in name for name in names) >= 0.4 * len(names) > 0


def _is_padded(told: tuple[str, ...], keywords: tuple[str, ...]) -> bool:
    """Whether one list holds what the other has, and more that programs put there; or runs it together in one text."""
    first, second = {fold(tag) for tag in told}, {fold(tag) for tag in keywords}
    whole = " ".join(sorted(first))
    return len(first & second) >= 0.5 * min(len(first), len(second)) or (
        len(first) == 1 and all(tag in whole for tag in second)
    )


def _cleaned(values: Iterable[str], sites: set[str]) -> tuple[str, ...]:
    """The tags each once, without ids, hosts, codes, the site's own name and what is filed under a name of its own."""
    texts = [_CATEGORY.sub("", _NUMBERED.sub("", text)).strip("# »›") for value in values if (text := decoded(value))]
    named = [match for text in texts if (match := _NAMED.match(text))]
    if len(named) >= 2:
        texts = [text for text in texts if not _NAMED.match(text)] + [
            match["value"] for match in named if _ABOUT.fullmatch(match["name"])
        ]
        if any(_ABOUT.fullmatch(match["name"]) for match in named):
            texts = [match["value"] for match in named if _ABOUT.fullmatch(match["name"])]
    if sum(_OF_MENU.fullmatch(text) is not None for text in texts) >= 2:
        return ()  # the links of a foot
    if len(texts) >= 3 and sum(_CODE.fullmatch(text) is not None for text in texts) > 0.7 * len(texts):
        return ()
    if texts and all(_PATH.fullmatch(text) for text in texts):
        texts = [text.rsplit("/", 1)[-1].strip() for text in texts]  # `News/World/Asia`
    kept: dict[str, str] = {}
    for text in texts:
        key = fold(text)
        if (
            key
            and key not in sites
            and key not in _OF_ANY_ARTICLE
            and not any(pattern.fullmatch(text) for pattern in (_ID, _HOST, _FLAG, _HANDLE, _LAYOUT))
            and not (_CJK.fullmatch(text) and any(site.startswith(key) for site in sites if " " not in site))
        ):
            joined = key.replace(" ", "")  # `FiosTv` beside `fios tv`
            if " " in text or joined not in kept:
                kept[joined] = text if joined not in kept or " " not in kept[joined] else kept[joined]
    return tuple(kept.values())


def _as_list(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, Iterable) else []
