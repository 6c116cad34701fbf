"""The authors: people rather than the publisher, whoever names them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from qiosk_scraper.items import Author
from qiosk_scraper.layers.generic.names_in_text import dateline_names, head_text, opening_name
from qiosk_scraper.layers.generic.people import byline
from qiosk_scraper.layers.open_graph import site_names, title_ends
from qiosk_scraper.normalise.byline_makers import goes_on, leads_to_others
from qiosk_scraper.normalise.bylines import people
from qiosk_scraper.normalise.given_names import bears_given_name
from qiosk_scraper.normalise.names import is_person
from qiosk_scraper.normalise.text import fold
from qiosk_scraper.reading import FALLBACK, STRUCTURED, Candidate, Reading, is_cms


def authors(reading: Reading) -> Candidate | None:
    """People rather than the publisher. A layer that names all of another's people and more wins; addresses of
    profiles are taken from whoever has them. A name that is the text's first paragraph beats the account that the
    system was fed with."""
    ends = (end for end in title_ends(reading.page) if not is_person(end))  # columns end in their writer's name
    names_of_site = (*site_names(reading.page), reading.outlet.name, *ends)
    sites = {fold(name) for name in names_of_site}
    host = _labels(reading.page.url)
    found = [
        Candidate(people(one.value, listed=one.layer in STRUCTURED), one.layer) for one in reading.candidates("authors")
    ]
    found = [one for one in found if one.value]
    if not any(is_cms(one.layer) for one in found) and FALLBACK in reading.layers:
        opening = opening_name(reading.page)
        if (
            opening
            and people([opening])
            and fold(opening) not in _headlines(reading)
            and (bears_given_name(opening) or not _names_person(found, host))
        ):
            return Candidate(people([opening]), FALLBACK)
    if not found:
        return None
    persons = [
        Candidate(named, one.layer)
        for one in found
        if (named := tuple(author for author in one.value if not _is_site(author.name, sites, host)))
    ]
    chosen = next((one for one in persons if any(is_person(author.name) for author in one.value)), None)
    if chosen is None:
        others = (one for one in persons if not all(_HOUSE.search(author.name) for author in one.value))
        chosen = next(others, persons[0]) if persons else _of_byline(reading) or found[0]
    if chosen.layer in STRUCTURED and (shown := _displayed(reading, persons, chosen)):
        chosen = shown
    house = all(_HOUSE.search(author.name) for author in chosen.value)
    if len(chosen.value) <= 2 and (house or chosen.layer in STRUCTURED) and FALLBACK in reading.layers:
        # Machines are told the house, the text's first line says who reports from where.
        told = dateline_names(reading.page)
        if told and not any(author.name in name for author in chosen.value for name in told):
            return Candidate(people(told), FALLBACK)
    names = _folded(chosen.value)
    for other in persons:
        if names < _folded(other.value) and (
            other.layer not in ("open_graph", FALLBACK)
            # A `meta` has room for one name, and many a JSON-LD gives one; the byline names the others.
            or (
                all(is_person(author.name) for author in other.value)
                and (chosen.layer == "open_graph" or (len(names) == 1 and _is_byline(reading, other)))
            )
        ):
            chosen, names = other, _folded(other.value)
    if chosen.layer in STRUCTURED and len(chosen.value) > 1 and FALLBACK in reading.layers:
        chosen = Candidate(_writers(chosen.value, byline(reading.page) or ""), chosen.layer)
    urls = {fold(author.name): author.url for one in reversed(found) for author in one.value if author.url}
    printed = _in_small_letters(found) if any(author.name.isupper() for author in chosen.value) else {}
    letters = {"".join(word[0] for word in name.split()).upper() for name in names_of_site}
    return Candidate(
        tuple(
            Author(
                printed.get(key, name) if name.isupper() else _without_letters(name, letters),
                author.url or urls.get(key),
            )
            for author in chosen.value
            for name, key in ((author.name, fold(author.name)),)
        ),
        chosen.layer,
    )


def _names_person(found: list[Candidate], host: list[str]) -> bool:
    """Whether the page prints or marks a person as its author, and not an account with a word of the site's name: the
    text's first line may be anything then."""
    return any(
        is_person(author.name) and not any(len(word) >= 4 and word in label for label in host for word in words)
        for one in found
        if one.layer == FALLBACK
        for author in one.value
        for words in (fold(author.name).split(),)
    )


def _without_letters(name: str, letters: set[str]) -> str:
    """A person without the letters of the house behind: `Aino Virta RS` of Rannikon Sanomat."""
    person, _, last = name.rpartition(" ")
    return person if last.isupper() and len(last) > 1 and last in letters and is_person(person) else name


_HOUSE = re.compile(
    r"(?:[日晚早晨时時]报|[日晚早]報|新闻|新聞|电视台|電視台?|网|網|通讯社|通信社?|放送|ニュース|[编編][辑輯]部|編集部|"
    r"일보|신문|뉴스|방송|통신|타임스|편집부)$"
)
"""How papers and stations of East Asia end, whose names are made like people's: no blank, no capital."""


def _writers(told: tuple[Author, ...], printed: str) -> tuple[Author, ...]:
    """Those that machines are told, without whom the printed byline names as photographer, translator or editor."""
    others: set[str] = set()
    end = 0
    for at, name in sorted((at, one.name) for one in told if (at := printed.find(one.name)) >= 0):
        if leads_to_others(printed[:at]) or (end and goes_on(printed[end:at])):
            others.add(name)
        end = at + len(name) if name in others else 0
    kept = tuple(one for one in told if one.name not in others)
    return kept or told


def _in_small_letters(found: list[Candidate]) -> dict[str, str]:
    """`Jane Roe` by its folding, where a system keeps `JANE ROE` and the page prints it so."""
    names = (author.name for one in reversed(found) for author in one.value)
    return {fold(name): name for name in names if not name.isupper()}


def _is_byline(reading: Reading, other: Candidate) -> bool:
    """Whether the names are those of the one line between headline and text."""
    if other.layer != FALLBACK:
        return True
    head = head_text(reading.page)
    return all(fold(author.name) in head for author in other.value)


def _of_byline(reading: Reading) -> Candidate | None:
    """The people of the printed byline, where all else is the house."""
    for one in reading.candidates("byline"):
        if len(one.value) <= _LONGEST_BYLINE and (named := people([one.value])):
            return Candidate(named, one.layer) if all(is_person(author.name) for author in named) else None
    return None


_LONGEST_BYLINE = 200


def _headlines(reading: Reading) -> str:
    """All headlines of the page for comparing: whoever stands in them is written about."""
    return fold(" ".join(str(one.value) for one in reading.candidates("headline")))


def _labels(url: str) -> list[str]:
    """The labels of an address's host."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.").split(".")
    except ValueError:  # `http://[::1`
        return []


def _is_site(name: str, sites: set[str], host: list[str]) -> bool:
    """Whether a name is the site's own, as it says itself or as its address does: `Example Times`, exampletimes.com."""
    folded = fold(name)
    return folded in sites or (len(folded) > 4 and folded.replace(" ", "") in host[:-1])


def _displayed(reading: Reading, persons: list[Candidate], told: Candidate) -> Candidate | None:
    """The byline printed between headline and text, when it is one person and machines are told of another one who
    is not printed there: an editor or an account."""
    shown = next((one for one in persons if one.layer == FALLBACK), None)
    if shown is None or len(shown.value) != 1 or len(told.value) != 1 or not is_person(shown.value[0].name):
        return None
    head = head_text(reading.page)
    return shown if fold(shown.value[0].name) in head and not _shares_word(told.value[0].name, head) else None


def _shares_word(name: str, text: str) -> bool:
    return any(word in text.split() for word in fold(name).split() if len(word) > 2)


def _folded(names: Iterable[Author]) -> set[str]:
    return {fold(author.name) for author in names}
