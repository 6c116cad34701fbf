"""The headline: what the newsroom wrote over the article, out of what it tells readers, machines and search engines.

A page states its headline four times: the `h1`, JSON-LD, `og:title`, and `title`. On 258 publisher pages each alone is
right on 0.69 to 0.72, one of them on 0.98. Where all but one agree, the odd one is either a variant (for sharing, cut
off, with a kicker) or the newsroom's own, of which the others repeat the search headline. `title` is written for search
engines, so it tells the two apart: the side that it takes is the search headline's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from qiosk_scraper.layers.generic.body import body_blocks
from qiosk_scraper.layers.generic.scope import scope
from qiosk_scraper.layers.json_ld import article_nodes
from qiosk_scraper.layers.open_graph import site_names
from qiosk_scraper.normalise.headlines import share_words, without_site_name
from qiosk_scraper.normalise.text import clean, decoded, fold, inline_text
from qiosk_scraper.reading import FALLBACK, STRUCTURED, Candidate, Reading

_SAME_STORY = 0.25
_BAR = re.compile(r"\s+\|\s+")
_SHORTEST = 3
"""Words of a headline that may stand against two sources that agree."""


def headline(reading: Reading) -> Candidate | None:
    """The displayed headline of the outlet or its CMS; else what two sources share, in the spelling most of them have;
    else the `h1`. The site's name and a kicker are split off all of them."""
    for own in reading.of_cms("headline"):
        if text := decoded(own.value):
            return Candidate(text, own.layer)
    names = site_names(reading.page)
    shown = _shown(reading)
    raw = [Candidate(_declared(decoded(one.value), reading), one.layer) for one in reading.candidates("headline")]
    bare = [
        Candidate(without_site_name(text, names, [other.value for other in raw if other.value != text], shown), layer)
        for text, layer in raw
        if text
    ]
    sites = {fold(name) for name in names}
    found = [one for one in bare if one.value and fold(one.value) not in sites] or bare
    if not found:
        return _title(reading, names)
    return _spelled(_agreed(_with_kicker(found, reading), reading, names), [*found, *_for_sharing(reading, names)])


def search_headline(reading: Reading) -> Candidate | None:
    """What search engines are told in place of the headline: `title`, else another that machines are told, without
    the site's name; None where all say the same, cut off or with a label."""
    chosen = reading.choose(headline)
    for own in reading.candidates("search_headline"):
        return Candidate(decoded(own.value), own.layer)
    if chosen is None:
        return None
    shown = fold(chosen.value)
    names = (*site_names(reading.page), reading.outlet.name)
    told = [_title(reading, names), *(one for one in reading.candidates("headline") if one.layer in STRUCTURED)]
    alternatives = [node.get("alternativeHeadline") for node in article_nodes(reading.page)]
    told += [
        Candidate(text, "json_ld")
        for text in alternatives  # many are the line below the headline
        if isinstance(text, str) and share_words(text, chosen.value) >= _SAME_STORY
    ]
    said = [chosen.value, *(decoded(one.value) for one in told if one and one.layer in STRUCTURED)]
    for one in told:
        text = without_site_name(decoded(one.value), names, said, _shown(reading)) if one else ""
        pieces = _BAR.split(text)
        text = max(pieces, key=len)  # what is left of a path of sections
        folded = fold(text)
        same = len(text.split()) < _SHORTEST or _is_cut(text) or shown in folded or folded in shown
        same = same or any(fold(piece) == shown for piece in pieces)
        if one and not same and (one.layer != "title" or _is_of_story(folded, shown, reading)):
            return Candidate(text, one.layer)
    return None


def _is_of_story(title: str, shown: str, reading: Reading) -> bool:
    """Whether a quarter of a title's longer words begin as words of the article do: a site's motto has no such."""
    long = {word[:_STEM] for word in title.split() if len(word) >= _STEM}
    told = " ".join((shown, *(fold(block.text[:_LONGEST_READ]) for block in body_blocks(reading.page)[:_MOST_READ])))
    known = {word[:_STEM] for word in told.split()}
    return not long or len(long & known) >= len(long) / 4


_STEM = 5
_MOST_READ = 40
_LONGEST_READ = 1_000


def _declared(text: str, reading: Reading) -> str:
    """The headline alone, where a name of its own declares it and `text` goes on behind it."""
    for name in ("headline", "hdl", "parsely-title", "sailthru.title", "citation_title"):
        for value in reading.page.meta.get(name, ()):
            alone = decoded(value)
            if len(alone) >= 12 and len(alone) > len(text) / 2 and text.startswith(alone):
                return alone
    return text


def _with_kicker(found: list[Candidate], reading: Reading) -> list[Candidate]:
    """The displayed headline with its kicker, where that is what machines are told."""
    told = {fold(one.value) for one in found if one.layer != FALLBACK}
    whole = _shown(reading)
    if not whole or fold(whole) not in told or any(fold(one.value) in told for one in found if one.layer == FALLBACK):
        return found
    return [Candidate(whole, one.layer) if one.layer == FALLBACK else one for one in found]


def _shown(reading: Reading) -> str:
    """What the displayed heading says, with its kicker."""
    heading = scope(reading.page).heading
    return inline_text(heading) if heading is not None else ""


def _agreed(found: list[Candidate], reading: Reading, names: Iterable[str]) -> Candidate:
    shown = [one for one in found if one.layer == FALLBACK]
    told = [one for one in found if one.layer != FALLBACK]
    if shown and any(
        fold(str(node.get("alternativeHeadline") or "")) == fold(shown[0].value) for node in article_nodes(reading.page)
    ):
        return shown[0]  # displayed, and told beside the one for search engines
    if odd := _newsroom_headline(shown, told, reading, names):
        return odd
    for one in (*shown, *told):
        if any(other is not one and fold(other.value) == fold(one.value) for other in found):
            printed = scope(reading.page).heading is not None
            return shown[0] if shown and printed and _is_other_line(shown[0].value, one.value) else one
    if not (shown and told):
        complete = [one for one in found if not _is_cut(one.value)]
        return (complete or found)[0]
    # An `h1` that shares nothing with what machines are told is a section's or a site's name.
    strange = len(told) > 1 and max(share_words(shown[0].value, other.value) for other in told) < 0.2
    if strange and share_words(told[0].value, told[1].value) >= 0.5:
        return told[0]
    for other in told:  # a kicker glued to the front of the `h1`
        if len(fold(other.value)) >= 15 and fold(shown[0].value).endswith(" " + fold(other.value)):
            return other
    return shown[0]


def _newsroom_headline(
    shown: list[Candidate], told: list[Candidate], reading: Reading, names: Iterable[str]
) -> Candidate | None:
    """The one source that differs where `h1`, `title` and all others repeat the search headline."""
    if not shown or not told:
        return None
    search = fold(shown[0].value)
    title = _title(reading, [*names, reading.outlet.name])
    if title is None or fold(title.value) != search:
        return None
    different = [one for one in told if not search.startswith(fold(one.value))]
    if len(different) != 1 or not _is_headline(different[0].value, search):
        return None
    if len(told) == 1 and not _has_words_of(search, different[0].value):
        return None  # nobody but the `h1` and its copy in `title` speaks for the other side
    if different[0].layer == "json_ld" and not any(
        node.get("alternativeHeadline") for node in article_nodes(reading.page)
    ):
        return None  # only where headlines are edited apart is that of JSON-LD more than an older one
    # Said a second time for another kind of reader, it is what was written for them, and the `h1` stays the headline.
    shared = {fold(text) for text in reading.page.meta.get("twitter:title", ())}
    return None if fold(different[0].value) in shared else different[0]


def _is_other_line(shown: str, told: str) -> bool:
    """Whether the displayed heading is a line of its own on the same story, where machines are told another one: more
    than a word is other, and neither is the other one with words added, for search engines or as a label."""
    alike = share_words(shown, told)
    if _is_cut(shown) or _has_words_of(shown, told) or _has_words_of(told, shown):
        return False
    return _SAME_STORY <= alike < _SAME_LINE


_SAME_LINE = 0.75


def _has_words_of(long: str, short: str) -> bool:
    """Whether the words of `short` stand in `long` in their order."""
    words = iter(fold(long).split())
    return all(word in words for word in fold(short).split())


def _is_headline(text: str, search: str) -> bool:
    """Whether a text is a headline of its own: not a part of the other cut off, nor the other with a kicker."""
    folded = fold(text)
    longer = search in folded
    cut = _is_cut(text) or search.startswith(folded)
    words = len(folded.split())
    return not longer and not cut and (words >= _SHORTEST or len(folded) >= 12) and folded != search


def _is_cut(text: str) -> bool:
    return text.rstrip().endswith(("…", "...", "..", " -", ":"))


def _for_sharing(reading: Reading, names: Iterable[str]) -> list[Candidate]:
    """Further spellings of the headline in the page's metadata."""
    texts = [*reading.page.meta.get("twitter:title", ()), reading.page.text("title") or ""]
    shown = _shown(reading)
    return [Candidate(text, "") for one in texts if (text := without_site_name(decoded(one), names, shown=shown))]


def _spelled(chosen: Candidate, found: list[Candidate]) -> Candidate:
    """The chosen headline in the spelling that most sources have; where they are even the displayed one, else that
    for sharing: JSON-LD is written by programs, which put dashes for colons."""
    alike = [one for one in found if fold(one.value) == fold(chosen.value)]
    same = [one.value for one in alike]
    counts = Counter(_plain(text) for text in same)
    if not counts or counts[_plain(chosen.value)] >= max(counts.values()):
        edited = [one for one in alike if one.layer == "open_graph" and _plain(one.value) != _plain(chosen.value)]
        return edited[0] if edited and chosen.layer == "json_ld" else chosen
    best = max(counts, key=lambda text: counts[text])
    return Candidate(next(text for text in same if _plain(text) == best), chosen.layer)


_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00ad": None, "\u3000": " "})


def _plain(text: str) -> str:
    return clean(text.translate(_STRAIGHT))


def _title(reading: Reading, names: Iterable[str]) -> Candidate | None:
    text = reading.page.text("title")
    title = without_site_name(text, names, shown=_shown(reading)) if text else ""
    return Candidate(title, "title") if title else None
