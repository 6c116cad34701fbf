"""Tags: what the newsroom filed the article under, out of lists that programs fill with much else.

Over 54 publisher pages `article:tag` agrees with the publisher on 0.94, `news_keywords` on 0.96 of its tags, JSON-LD's
`keywords` on 0.74: layouts, partners, the results of language tools and ids of assets are printed among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from qiosk_scraper.layers.open_graph import site_names, tags_by_name
from qiosk_scraper.normalise.text import decoded, fold
from qiosk_scraper.reading import FALLBACK, Candidate, Reading

_EDITED = frozenset(("article:tag", "og:article:tag", "parsely-tags", "parsely-page:tags", "news_keywords"))
"""Names under which a newsroom's own tags are told; `keywords` is written for search engines as often as not."""
_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f\-]{20,}|\d{4,}", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w\-]+\.)+(?:com|org|net|co|uk|de|fr|it|es|ca|au|nl|info|news|tv|io)", re.IGNORECASE)
_NUMBERED = re.compile(r"^\(\d+\)\s+")
_NAMED = re.compile(r"^(?P<name>[^\W\d_][\w ]{1,30}):\s*(?P<value>\S.*)$")
_ABOUT = re.compile(r"(?:subjects?|topics?|tags?|keywords?|themes?|persons?|people|places?|locations?)", re.IGNORECASE)
_CODE = re.compile(r"[A-Z0-9]{2,8}")
_FLAG = re.compile(r"_\w+|[a-z]+(?:-[a-z]+)*-(?:enabled|disabled)|\w+(?:_\w+){2,}")


def tags(reading: Reading) -> Candidate | None:
    """The first list of the outlet or its CMS; else tags told as such, JSON-LD's, keywords, those displayed."""
    sites = {fold(name) for name in (*site_names(reading.page), reading.outlet.name)}
    for one in reading.of_cms("tags"):
        if names := _cleaned(_as_list(one.value), sites):
            return Candidate(names, one.layer)
    keywords: Candidate | None = None
    for name, values in tags_by_name(reading.page) if "open_graph" in reading.layers else ():
        if names := _cleaned(values, sites):
            if name in _EDITED:
                return Candidate(names, "open_graph")
            keywords = keywords or Candidate(names, "open_graph")
    told: Candidate | None = None
    for one in reading.candidates("tags"):
        if one.layer == FALLBACK and (told or keywords):
            break  # what is displayed need not be looked for
        if names := _cleaned(_as_list(one.value), sites):
            told = Candidate(names, one.layer)
            break
    if told and keywords and (told.layer == "open_graph" or _is_padded(told.value, keywords.value)):
        return keywords
    return told or keywords


def _is_padded(told: tuple[str, ...], keywords: tuple[str, ...]) -> bool:
    """Whether one list holds what the other has, and more that programs put there; or runs it together in one text."""
    first, second = {fold(tag) for tag in told}, {fold(tag) for tag in keywords}
    whole = " ".join(sorted(first))
    return len(first & second) >= 0.5 * min(len(first), len(second)) or (
        len(first) == 1 and all(tag in whole for tag in second)
    )


def _cleaned(values: Iterable[str], sites: set[str]) -> tuple[str, ...]:
    """The tags each once, without ids, hosts, codes, the site's own name and what is filed under a name of its own."""
    texts = [_NUMBERED.sub("", text).strip("# ") for value in values if (text := decoded(value))]
    named = [match for text in texts if (match := _NAMED.match(text))]
    if len(named) >= 2:
        texts = [text for text in texts if not _NAMED.match(text)] + [
            match["value"] for match in named if _ABOUT.fullmatch(match["name"])
        ]
        if any(_ABOUT.fullmatch(match["name"]) for match in named):
            texts = [match["value"] for match in named if _ABOUT.fullmatch(match["name"])]
    if len(texts) >= 3 and sum(_CODE.fullmatch(text) is not None for text in texts) > 0.7 * len(texts):
        return ()
    kept: dict[str, str] = {}
    for text in texts:
        key = fold(text)
        if key and key not in sites and not (_ID.fullmatch(text) or _HOST.fullmatch(text) or _FLAG.fullmatch(text)):
            kept.setdefault(key, text)
    return tuple(kept.values())


def _as_list(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, Iterable) else []
