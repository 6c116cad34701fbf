"""Is this the same article, and did the newsroom edit it? Pure functions over what two readings of a page say.

What counts as an edit, so as a revision: headline, dek, kicker, the people in the byline (the printed byline where no
name was read), the publication date, the body (block types, words, where its links lead), the captions and credits of
its photos, correction notes. One word, one quotation mark or one date is an edit.

What does not: white space and Unicode composition; the modification date by itself (sites move it on every rebuild);
addresses of pictures (sizes and signatures come and go, seen on RebelMouse 2025-03); pictures without caption and
credit; the query strings of links; teasers; sections, tags, language, access and oddity flags, which the archive
brings up to date in place.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Literal

from qiosk_scraper import similarity
from qiosk_scraper.items import Article, Photo
from qiosk_scraper.wording import instant, place, plain, sha256_of, spoken_of, wording

EventKind = Literal[
    "headline_changed",
    "dek_changed",
    "kicker_changed",
    "byline_changed",
    "published_changed",
    "body_changed",
    "caption_changed",
    "credit_changed",
    "corrected",
    "redirected",
    "removed",
    "returned",
]
_ALIKE = 0.6
"""Share of words in common from which two texts are versions of one article."""
_RUNS_ALIKE = 0.3
"""Share of runs of four words that versions have in common as well. Long texts on one subject share words: of 3,000
words of two licences of one author 68 percent, but 11 percent of the runs; two editions of one licence 91 and 76."""

_SIGNS = 2
"""Characters for a word of scripts written without blanks."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an article. `detail` is JSON, or None."""

    kind: EventKind
    detail: str | None = None


def content_digest(article: Article) -> str:
    """SHA-256 (lower-case hex) of what the article says; equal digests are one revision."""
    return wording(article).digest


def text_digest(text: str) -> str:
    """SHA-256 (lower-case hex) of a body's text, exactly."""
    return sha256_of(text)


def labels_digest(article: Article) -> str:
    """Digest of what is brought up to date without a revision: sections, tags, authors' pages, language."""
    labels = [
        article.sections,
        article.tags,
        [(author.name, author.url) for author in article.authors],
        article.language,
    ]
    return sha256_of(json.dumps(labels))


def compare(previous: Article, article: Article) -> tuple[Event, ...]:
    """What an edit changed, in the order of the page; empty exactly when the two are one revision.

    `previous` may be rebuilt from a stored revision.
    """
    if content_digest(previous) == content_digest(article):
        return ()
    events: list[Event] = []
    lines: tuple[tuple[EventKind, str | None, str | None], ...] = (
        ("headline_changed", previous.headline, article.headline),
        ("dek_changed", previous.dek, article.dek),
        ("kicker_changed", previous.kicker, article.kicker),
    )
    for kind, before, after in lines:
        if plain(before) != plain(after):
            events.append(_changed(kind, before, after))
    if _people(previous) != _people(article):
        events.append(_changed("byline_changed", _byline(previous), _byline(article)))
    if instant(previous.published) != instant(article.published):
        events.append(_changed("published_changed", previous.published, article.published))
    if _blocks(previous) != _blocks(article):
        events.append(_changed("body_changed", len(previous.text.split()), len(article.text.split())))
    before_photos, after_photos = spoken_of(previous), spoken_of(article)
    if [(photo.role, plain(photo.caption)) for photo in before_photos] != [
        (photo.role, plain(photo.caption)) for photo in after_photos
    ]:
        events.append(
            _changed("caption_changed", [p.caption for p in before_photos], [p.caption for p in after_photos])
        )
    if [_credit(photo) for photo in before_photos] != [_credit(photo) for photo in after_photos]:
        events.append(
            _changed(
                "credit_changed",
                [p.credit or p.credit_line for p in before_photos],
                [p.credit or p.credit_line for p in after_photos],
            )
        )
    before_notes = [plain(note.text) for note in previous.corrections]
    after_notes = [plain(note.text) for note in article.corrections]
    if before_notes != after_notes:
        events.extend(_correction_events(before_notes, after_notes))
    return tuple(events)


def word_count(article: Article) -> int:
    """Words of the body."""
    return wording(article).words


CUT = "maybe_truncated"
"""Flag of a page whose markup has no end."""


def same_article(article: Article, headline: str | None, text_sha256: str) -> bool:
    """Whether a stored article (its headline and text digest) is this one: equal text, or equal headline."""
    if plain(article.headline) and plain(article.headline).casefold() == plain(headline).casefold():
        return True
    return bool(article.body) and text_digest(article.text) == text_sha256


def alike(text: str, other: str) -> bool:
    """Whether two texts are versions of one: the greater part of the longer one's words is in both, and much of their
    order. In scripts written without blanks a character counts as a word."""
    words, other_words = similarity.words(text), similarity.words(other)
    run = 4 if len(words) <= _SIGNS * len(text.split()) else 4 * _SIGNS
    return (
        bool(words and other_words)
        and _share_in_common(words, other_words) >= _ALIKE
        and _share_in_common(_runs(words, run), _runs(other_words, run)) >= _RUNS_ALIKE
    )


def reads_less(article: Article, words: int, words_before: int, access_before: str, was_cut: bool = False) -> bool:
    """Whether a reading must not replace a fuller one: a paywall or a cut page now, free to read and whole before; or
    no body."""
    if words == 0 and words_before > 0:
        return True
    closed = ("paywalled", "truncated")
    is_closed = article.access in closed and access_before not in closed
    is_cut = CUT in article.flags and not was_cut
    return (is_closed or is_cut) and words < words_before


def _share_in_common(ones: Iterable[Hashable], others: Iterable[Hashable]) -> float:
    """How much of the longer of two collections is in both."""
    counts, other_counts = Counter(ones), Counter(others)
    return (counts & other_counts).total() / max(counts.total(), other_counts.total())


def _runs(words: list[str], length: int) -> list[tuple[str, ...]]:
    """Each so many words that stand together; all of a shorter text."""
    return [tuple(words[at : at + length]) for at in range(max(1, len(words) - length + 1))]


def _correction_events(before: list[str], after: list[str]) -> list[Event]:
    added = list((Counter(after) - Counter(before)).elements())
    if added:
        return [Event("corrected", json.dumps({"note": note}, ensure_ascii=False)) for note in added]
    return [_changed("corrected", before, after)]


def _changed(kind: EventKind, before: object, after: object) -> Event:
    return Event(kind, json.dumps({"from": before, "to": after}, ensure_ascii=False))


def _people(article: Article) -> list[str]:
    return [plain(author.name) for author in article.authors] or [plain(article.byline)]


def _byline(article: Article) -> str | None:
    return article.byline or ", ".join(author.name for author in article.authors) or None


def _blocks(article: Article) -> list[tuple[str, str, list[str]]]:
    return [(block.type, plain(block.text), [place(link.url) for link in block.links]) for block in article.body]


def _credit(photo: Photo) -> str:
    return plain(photo.credit or photo.credit_line)
