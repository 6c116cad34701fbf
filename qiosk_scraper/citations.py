"""An article as a citation: BibTeX, RIS, CSL-JSON, and what reference managers read out of a page (COinS, Highwire)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from qiosk_scraper.archive.records import StoredArticle

_PARTICLES = frozenset({
    "af", "al", "av", "bin", "da", "das", "de", "del", "della", "der", "di", "dos", "du", "el", "ibn", "la", "le", "lo",
    "san", "st", "ten", "ter", "van", "vom", "von", "zu",
})  # fmt: skip
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_NOT_A_PERSON = re.compile(
    r"\b(staff|desk|editors?|editorial|board|agency|news|press|reuters|afp|team|newsroom|contributors?|the|wire"
    r"|ledger|times|post|gazette)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person, or a desk that has a `family` alone."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """`Moreno, Ada`; a desk as it is."""
        return ", ".join(filter(None, (self.family, self.suffix, self.given)))


@dataclass(frozen=True, slots=True)
class Citation:
    """What a reference says of an article as it stood in one revision."""

    key: str
    title: str
    outlet: str
    url: str
    accessed: datetime | None
    """When the revision cited was read."""
    authors: tuple[Name, ...] = ()
    published: datetime | None = None
    abstract: str | None = None
    language: str | None = None
    section: str | None = None
    tags: tuple[str, ...] = ()
    note: str | None = None


def citation(article: StoredArticle, outlet: str, timezone: str | None = None) -> Citation:
    """The citation of a stored article as it stands in the revision shown.

    `outlet` is its name as printed, `timezone` the one in which it dates its articles.
    """
    authors = tuple(map(name, dict.fromkeys(_plain(one.name) for one in article.authors)))
    published = _time(article.published_at, timezone)
    shown = article.revision
    return Citation(
        key=_key(article, authors, published),
        title=_plain(article.headline or "") or "(no headline)",
        outlet=_plain(outlet) or article.outlet,
        url=article.url if re.match(r"https?://\S+$", article.url) else "",
        accessed=_time(shown.seen_at),
        authors=authors,
        published=published,
        abstract=_plain(article.dek or "") or None,
        language=article.language,
        section=_plain(article.sections[0]) if article.sections else None,
        tags=tuple(filter(None, map(_plain, article.tags))),
        note=f"revision {shown.number} of {article.revision_count}" if article.revision_count > 1 else None,
    )


def name(printed: str) -> Name:
    """A name as printed, cut into family and given name; what reads like a desk or an agency is kept whole."""
    words = printed.split()
    if len(words) < 2 or _NOT_A_PERSON.search(printed) or any(character.isdigit() for character in printed):
        return Name(printed)
    suffix = words.pop().rstrip(",") if len(words) > 2 and words[-1].lower() in _SUFFIXES else ""
    words = [word.rstrip(",") for word in words]
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return Name(" ".join(words[cut:]), " ".join(words[:cut]), suffix)


def bibtex(cited: Citation) -> str:
    """An entry for biblatex (`@online`), its text safe for TeX."""
    authors = " and ".join(_tex(one.inverted) if one.given else "{" + _tex(one.family) + "}" for one in cited.authors)
    fields = {
        "author": authors, "title": "{" + _tex(cited.title) + "}", "journaltitle": _tex(cited.outlet),
        "date": _day(cited.published), "url": _tex_url(cited.url), "urldate": _day(cited.accessed),
        "langid": _tex(cited.language or ""), "abstract": _tex(cited.abstract or ""),
        "keywords": ", ".join(_tex(tag.replace(",", " ")) for tag in cited.tags), "note": _tex(cited.note or ""),
    }  # fmt: skip
    lines = [f"  {field} = {{{value}}}," for field, value in fields.items() if value and value != "{}"]
    return "\n".join([f"@online{{{cited.key},", *lines, "}"]) + "\n"


def ris(cited: Citation) -> str:
    """A record as reference managers exchange it, ends of lines as RIS wants them."""
    lines = [("TY", "NEWS"), ("ID", cited.key)]
    lines += [("AU", one.inverted) for one in cited.authors]
    lines += [("TI", cited.title), ("T2", cited.outlet)]
    if cited.published:
        lines += [("PY", f"{cited.published.year:04d}"), ("DA", _day(cited.published).replace("-", "/"))]
    lines += [("UR", cited.url), ("Y2", _day(cited.accessed).replace("-", "/")), ("SE", cited.section or "")]
    lines += [("AB", cited.abstract or ""), ("LA", cited.language or ""), ("N1", cited.note or "")]
    lines += [("KW", tag) for tag in cited.tags]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in [*lines] if value) + "ER  - \r\n"


def csl(cited: Citation) -> str:
    """CSL-JSON: a list with one item."""
    return json.dumps([csl_item(cited)], ensure_ascii=False, indent=2) + "\n"


def csl_item(cited: Citation) -> dict[str, Any]:
    """The item of CSL-JSON, empty fields left out."""
    item: dict[str, Any] = {
        "id": cited.key, "type": "article-newspaper", "title": cited.title, "container-title": cited.outlet,
        "author": [_csl_name(one) for one in cited.authors], "issued": _parts(cited.published),
        "accessed": _parts(cited.accessed), "URL": cited.url, "abstract": cited.abstract, "language": cited.language,
        "section": cited.section, "keyword": ", ".join(cited.tags), "note": cited.note,
    }  # fmt: skip
    return {key: value for key, value in item.items() if value}


STYLES: Mapping[str, Callable[[Citation], str]] = {"bibtex": bibtex, "ris": ris, "csl": csl}
TYPES: Mapping[str, tuple[str, str]] = {
    "bibtex": ("application/x-bibtex", "bib"),
    "ris": ("application/x-research-info-systems", "ris"),
    "csl": ("application/vnd.citationstyles.csl+json", "json"),
}
"""Style to content type and the ending of a file."""


def coins(cited: Citation) -> str:
    """The `title` of a `Z3988` span: an OpenURL that Zotero and others read out of a page."""
    pairs = [
        ("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:journal"), ("rft.genre", "article"),
        ("rft.atitle", cited.title), ("rft.jtitle", cited.outlet), ("rft.date", _day(cited.published)),
        ("rft_id", cited.url), ("rft.language", cited.language or ""),
    ]  # fmt: skip
    if cited.authors and cited.authors[0].given:
        pairs += [("rft.aulast", cited.authors[0].family), ("rft.aufirst", cited.authors[0].given)]
    pairs += [("rft.au", " ".join(filter(None, (one.given, one.family, one.suffix)))) for one in cited.authors]
    return urlencode([pair for pair in pairs if pair[1]])


def highwire(cited: Citation) -> list[tuple[str, str]]:
    """The `meta` tags (name, content) that Zotero and Google Scholar read."""
    tags = [("citation_title", cited.title)]
    tags += [("citation_author", one.inverted) for one in cited.authors]
    tags += [("citation_journal_title", cited.outlet),
             ("citation_publication_date", _day(cited.published).replace("-", "/")),
             ("citation_public_url", cited.url), ("citation_language", cited.language or ""),
             ("citation_keywords", "; ".join(cited.tags)), ("citation_abstract", cited.abstract or "")]  # fmt: skip
    return [tag for tag in tags if tag[1]]


def _key(article: StoredArticle, authors: Sequence[Name], published: datetime | None) -> str:
    """`moreno2025-12-2`: the same as long as the archive is."""
    who = re.sub(r"[^a-z]", "", (authors[0].family if authors else article.outlet).lower()) or "article"
    return f"{who[:20]}{published.year if published else ''}-{article.id}-{article.revision.number}"


def _csl_name(one: Name) -> dict[str, str]:
    if not one.given:
        return {"literal": one.family}
    return {"family": one.family, "given": one.given} | ({"suffix": one.suffix} if one.suffix else {})


def _parts(at: datetime | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[at.year, at.month, at.day]]} if at else None


def _day(at: datetime | None) -> str:
    return f"{at.year:04d}-{at:%m-%d}" if at else ""


def _time(iso: str | None, timezone: str | None = None) -> datetime | None:
    try:
        at = datetime.fromisoformat(iso or "")
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
        return at.astimezone(ZoneInfo(timezone) if timezone else UTC)
    except (ValueError, OverflowError, KeyError, OSError):  # the last two: no such zone
        return None


def _plain(text: str) -> str:
    """One line without control characters: in RIS a line break would begin another field."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
}  # fmt: skip


def _tex(text: str) -> str:
    return "".join(_TEX.get(one, one) for one in text)


def _tex_url(url: str) -> str:
    """biblatex takes addresses as they are, braces and backslashes aside."""
    return "".join(_escaped(one) for one in url)


def _escaped(one: str) -> str:
    return f"%{ord(one):02X}" if one in "{}\\" else one
