"""Which addresses may be those of articles, told by their directories and by how the article's own address is made."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

_LANGUAGE = r"(?:[a-z]{2}(?:[-_][a-z]{2,4})?/)?"
_OFFICES = re.compile(
    r"/(?:subscri(?:be|ptions?)|abo|abos|abonnements?|abonnieren|abonnes?|s-abonner|suscripci(?:o|ó)n(?:es)?|assinaturas?|"
    r"abbonamenti|newsletters?|log-?in|sign-?(?:in|up)|regist(?:er|ration)|anmelden|account|konto|my-?account|search|"
    r"suche|recherche|buscar|cerca|zoeken|privacy(?:-policy)?|datenschutz|impressum|imprint|advertise|donate|spenden)"
    r"(?:/|$)|/(?:page|seite|pagina)/\d+/?$",
    re.IGNORECASE,
)
"""Wherever they stand in a path, nothing behind them is an article."""
_SALES = (
    r"offers?|angebote?|ofertas?|offres?|offerte|deals?|coupons?|vouchers?|gutscheine?|shop|store|boutique|tienda|"
    r"products?|produkte?|productos?|produits?|events?|veranstaltung(?:en)?|termine?|eventos?|[eé]v[eé]nements?|eventi|"
    r"evenementen|evenemang|begivenheder|wydarzenia|akce|etkinlik(?:ler)?|agenda|calendar|kalender|calendario|"
    r"calendrier|kalendarz|whats-?on|jobs?|stellen(?:angebote|markt)?|vacancies|empleos?|vagas|tickets?|courses?|kurse"
)
"""Things with names, days and numbers of their own, so that their addresses look like an article's."""
_PEOPLE = (
    r"tags?|topics?|them(?:a|en?)|temas?|tematy|sujets?|dossiers?|subjects?|stichwort|schlagwort|hashtags?|keywords?|"
    r"categor(?:y|ies)|kategorien?|categorias?|"
    r"authors?|autor(?:en|es|in|innen)?|auteurs?|autori|writers?|contributors?|columnists?|profiles?|profile?n?|people|"
    r"persons?|personen|personas?|person|staff|team|equipe|équipe|equipo|redaktion|redaction|redaccion|about(?:-us)?|"
    r"ueber-uns|karriere|careers?|help|hilfe|contacts?|kontakt"
)
"""Persons and subjects; newspapers have sections of such names, too."""
_SALE = re.compile(rf"/{_LANGUAGE}(?:{_SALES})(?:/|$)", re.IGNORECASE)
_DIRECTORY = re.compile(rf"/(?:{_SALES}|{_PEOPLE})(?:/|$)", re.IGNORECASE)
_DATED = re.compile(r"(?:19|20)\d\d[/_-](?:[01]?\d|[a-z]{3})(?![\da-z])", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{4,}|(?=[a-z]*\d[a-z]*\d)[a-z\d]{6,}(?![^\W_])", re.IGNORECASE)
"""A number, or a name such as `c4gk02x`."""
_NUMBER_AMONG = re.compile(r"/(?!(?:19|20)\d\d(?:/|$))\d{3,}(?:/|$)")
"""Before a title: `/town/561234/the-tide`."""
_EXTENSION = re.compile(r"\.[a-z]{3,5}$", re.IGNORECASE)
_ENDING = frozenset(("ending",))
"""That of all a site's pages."""
_FEW_WORDS = 3
_MANY_WORDS = 5
_MOST_OF_DIRECTORY = 4
"""Words of a part of an address from which on it is a headline."""
_LONGEST_LANGUAGE = len("/en-gb")


class _Make(NamedTuple):
    """How an address is made."""

    directories: str
    words: int
    """Of its last part."""
    marks: frozenset[str]
    """What nothing but articles of a site may have: a date, a number, an ending."""
    is_number: bool
    """Whether the last part is nothing but a number."""
    has_title: bool
    """Whether a part before the last has the words of a headline."""


class Addresses:
    """The addresses of a site, seen from one of its articles."""

    def __init__(self, url: str) -> None:
        self._path = urlsplit(url).path
        self._own = _make(self._path)

    def is_elsewhere(self, path: str) -> bool:
        """Whether a path leads to persons, subjects, events, offers or offices of the paper rather than to an article.

        A section may be called `people` or `agenda` too: then its articles' addresses are made like the own one. Below
        another section the words of a headline or a number tell as much.
        """
        if _OFFICES.search(path):
            return True
        found = _DIRECTORY.search(path)
        if found is None or found[0].lower() in self._path.lower():
            return False
        if _SALE.match(path):
            return True
        if found.start() > _LONGEST_LANGUAGE and ((made := _make(path)).words >= _MANY_WORDS or "number" in made.marks):
            return False
        return not self.is_like_own(path)

    def is_like_own(self, path: str) -> bool:
        """Whether a path is made as the article's own: with its date, number and ending, else in the same directory."""
        own, other = self._own, _make(path)
        if other.words < min(own.words, _FEW_WORDS):
            return False
        if own.directories and own.directories == other.directories:
            return own.is_number == other.is_number
        return own.marks <= other.marks and (bool(own.marks - _ENDING) or own.directories == other.directories)

    def is_beside_own(self, path: str) -> bool:
        """Whether a path has a date or number as the own one has, or stands in the very directory of it, however few
        its words."""
        made = _make(path)
        marks = made.marks & self._own.marks
        return bool(marks - _ENDING) or (
            made.directories not in ("", "/") and made.directories == self._own.directories
        )

    def shares_section(self, path: str) -> bool:
        """Whether a path begins with the directory that the article's own begins with."""
        first = path.lower().split("/")[1:3]
        return len(first) == 2 and self._path.lower().startswith(f"/{first[0]}/")

    def may_be_article(self, path: str) -> bool:
        """Whether something tells that a path is an article's: words, a number, or that it is made as the own one."""
        made = _make(path)
        return (
            made.words >= _FEW_WORDS
            or made.has_title
            or "number" in made.marks
            or "date" in made.marks
            or self.is_like_own(path)
        )


@lru_cache(1_024)
def _make(path: str) -> _Make:
    directories, _, last = path.rstrip("/").rpartition("/")
    marks = set()
    if ending := _EXTENSION.search(last):
        marks.add("ending")
        last = last[: ending.start()]
    if _DATED.search(path):
        marks.add("date")
    if _NUMBERED.search(last) or _NUMBER_AMONG.search(directories):
        marks.add("number")
    is_number = last.isdigit()
    has_title = any(_words(part) >= _MOST_OF_DIRECTORY for part in directories.split("/"))
    if is_number and has_title:  # `/town/the-tide-came-in/12`
        directories, _, last = directories.rpartition("/")
    return _Make(directories, _words(last), frozenset(marks), is_number, has_title)


def _words(part: str) -> int:
    return sum(1 for word in re.split(r"[-_+]", part) if word)
