"""Which archived article a page is: one row whatever the spelling, and no article takes another's address.

A page may name its canonical URL. It is believed on the same site, when the article there has the same headline or
text, or when nobody is there yet. In the latter case the claim is remembered (`articles.claimed_by`) and is taken back
when the page at that URL turns out to say something else, so that the order of fetching does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from qiosk_scraper import dedupe
from qiosk_scraper.archive.addresses import Addresses, AliasReason, why_alias
from qiosk_scraper.archive.known import KnownArticle, KnownArticles
from qiosk_scraper.items import Article, Visit

CANONICAL_REFUSED = "canonical_refused"


@dataclass(slots=True)
class Sighting:
    """A visit's addresses, canonical. `asked` led (by redirects) to `final`, whose page names `claimed`."""

    asked: str
    final: str
    claimed: str
    spellings: tuple[str, ...]
    """The raw addresses, where they differ from all three."""
    claims_list: bool = False
    """`claimed` was visited as a section page, feed or sitemap."""


@dataclass(slots=True)
class Identity:
    """`article` is None for one that is not archived yet; its row will have the address `url`."""

    article: KnownArticle | None
    url: str
    claimed_by: str | None = None
    refused: bool = False
    moved_from: str | None = None
    """The article's former address, which redirects to the new one."""
    superseded: KnownArticle | None = None
    """Another archived article whose address redirects to this one."""
    robbed: tuple[KnownArticle, str] | None = None
    """An article that held `url` by a claim that proved wrong, and the address it goes back to."""
    aliases: dict[str, AliasReason] = field(default_factory=dict)


def sighting(visit: Visit, article: Article, addresses: Addresses) -> Sighting:
    """The addresses of a visit that brought an article."""
    asked, final = visit.entry.url, addresses.canonical(article.url)
    claimed = addresses.canonical(article.canonical_url) if article.canonical_url else final
    raw = [article.url, article.canonical_url]
    if visit.capture:
        raw += [visit.capture.url, visit.capture.requested_url]
    spellings = tuple(dict.fromkeys(url for url in raw if url and url not in (asked, final, claimed)))
    return Sighting(asked, final, claimed, spellings)


def identify(seen: Sighting, article: Article, known: KnownArticles, addresses: Addresses) -> Identity:
    """Which article it is. Looks only; nothing in `known` is changed."""
    identity = (
        _by_claim(seen, article, known, addresses) if seen.claimed != seen.final else _by_address(seen, article, known)
    )
    if identity.refused:
        seen.claimed = seen.final
    _by_redirect(seen, article, known, identity)
    reasons = identity.aliases
    if seen.final != identity.url:
        reasons.setdefault(seen.final, "canonical")
    if seen.claimed != identity.url:
        reasons.setdefault(seen.claimed, "canonical")
    for spelling in seen.spellings:
        canonical = addresses.canonical(spelling)
        if canonical == seen.asked != seen.final:
            reasons.setdefault(spelling, "redirect")
        elif canonical in (identity.url, seen.final, seen.asked):
            reasons.setdefault(spelling, why_alias(spelling, canonical))
    reasons.pop(identity.url, None)
    return identity


def _by_claim(seen: Sighting, article: Article, known: KnownArticles, addresses: Addresses) -> Identity:
    here, there = known.at(seen.final), known.at(seen.claimed)
    if seen.claims_list or not addresses.believable(seen.claimed, seen.final):
        return _refuse(seen, article, known)
    if there is None:
        if here is not None:
            return Identity(here, here.url)
        return Identity(None, seen.claimed, claimed_by=seen.final)
    if here is there or (here is None and _is(article, there, known)):
        return Identity(there, there.url)
    if here is not None and _is(article, there, known):
        # Both were stored before they claimed to be one: each keeps its row and its history.
        seen.claimed = seen.final
        return _by_address(seen, article, known)
    return _refuse(seen, article, known)


def _refuse(seen: Sighting, article: Article, known: KnownArticles) -> Identity:
    identity = _by_address(seen, article, known)
    identity.refused = True
    return identity


def _by_address(seen: Sighting, article: Article, known: KnownArticles) -> Identity:
    """By the address the page was found at, which it claims as its own."""
    here = known.at(seen.final)
    if here is None:
        return Identity(None, seen.final)
    if here.url == seen.final:
        if here.claimed_by and not _is(article, here, known):
            return Identity(None, seen.final, robbed=(here, here.claimed_by))
        return Identity(here, here.url)
    if here.claimed_by == seen.final or _is(article, here, known):
        return Identity(here, here.url)
    return Identity(None, seen.final)  # an alias once, now a page of its own


def _by_redirect(seen: Sighting, article: Article, known: KnownArticles, identity: Identity) -> None:
    """What becomes of an article whose address led here."""
    if seen.asked == seen.final:
        return
    before = known.at(seen.asked)
    if before is None or before is identity.article or seen.asked not in (before.url, before.claimed_by):
        identity.aliases[seen.asked] = "redirect"
    elif identity.article is None and identity.robbed is None and _is(article, before, known):
        identity.article, identity.moved_from = before, seen.asked
        identity.aliases[seen.asked] = "moved"
    else:
        identity.superseded = before


def _is(article: Article, stored: KnownArticle, known: KnownArticles) -> bool:
    """Whether a stored article is this one: same headline or text, or at least most of its words."""
    if dedupe.same_article(article, stored.headline, stored.text_sha256):
        return True
    return bool(article.body) and stored.word_count > 0 and dedupe.alike(article.text, known.reading(stored).text)
