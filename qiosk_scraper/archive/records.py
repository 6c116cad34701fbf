"""What the archive gives back: plain frozen records."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from qiosk_scraper.items import Author, Block, Correction, Photo, Right, Teaser


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article said at one capture. Columns as in the table `revisions`."""

    id: int
    article_id: int
    number: int
    capture_id: int
    seen_at: str
    headline: str | None
    dek: str | None
    kicker: str | None
    byline: str | None
    text: str
    body: tuple[Block, ...]
    published_at: str | None
    modified_at: str | None
    published_raw: str | None
    modified_raw: str | None
    sha256: str
    parser_version: str


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article of the archive. Columns as in the table `articles`; the rest belongs to `revision`.

    Asked for as `12@3` it is the article as it stood in its third revision: headline, dek, kicker, byline, text, dates,
    body, photos and corrections are of that revision; sections, tags, authors, teasers and status are as they are now.
    """

    id: int
    outlet_id: int
    outlet: str
    url: str
    headline: str | None
    dek: str | None
    kicker: str | None
    byline: str | None
    text: str
    published_at: str | None
    modified_at: str | None
    first_seen_at: str
    last_seen_at: str
    language: str | None
    access: str
    word_count: int
    revision_count: int
    status: str
    current_revision_id: int
    text_sha256: str
    flags: tuple[str, ...]
    revision: Revision = field(repr=False)
    """The revision shown, the current one unless another was asked for."""
    fetched_url: str
    """The address that answered when that revision was read."""
    authors: tuple[Author, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    """Those that stand on its page now."""
    corrections: tuple[Correction, ...] = ()
    search_headline: str | None = None
    answered_by: dict[str, str] = field(default_factory=dict, repr=False)
    """Field to the layer that gave it, of the revision shown."""
    rights: tuple[Right, ...] = ()
    """What its page reserves now."""

    @property
    def body(self) -> tuple[Block, ...]:
        return self.revision.body

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON-ready values, in the shape of `Article.to_dict()`, with what only the archive knows:
        `id`, `revision`, `revision_count`, `status`, `first_seen_at`, `last_seen_at`, `word_count`, `rights`."""
        shown = self.revision
        record: dict[str, Any] = {
            "id": self.id,
            "revision": shown.number,
            "revision_count": self.revision_count,
            "status": self.status,
            "first_seen_at": self.first_seen_at,
            "last_seen_at": self.last_seen_at,
            "word_count": self.word_count,
            "url": self.fetched_url,
            "canonical_url": self.url,
            "outlet": self.outlet,
            "headline": self.headline,
            "dek": self.dek,
            "kicker": self.kicker,
            "sections": self.sections,
            "authors": [asdict(author) for author in self.authors],
            "byline": self.byline,
            "published": self.published_at,
            "published_raw": shown.published_raw,
            "modified": self.modified_at,
            "modified_raw": shown.modified_raw,
            "language": self.language,
            "tags": self.tags,
            "body": [asdict(block) for block in self.body],
            "text": self.text,
            "photos": [asdict(photo) for photo in self.photos],
            "teasers": [asdict(teaser) for teaser in self.teasers],
            "corrections": [asdict(note) for note in self.corrections],
            "access": self.access,
            "flags": self.flags,
            "search_headline": self.search_headline,
            "answered_by": self.answered_by,
            "rights": [asdict(right) for right in self.rights],
        }
        return {key: _lists(value) for key, value in record.items()}


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found by a search. In `snippet` the words found stand between the markers that were asked for."""

    id: int
    url: str
    outlet: str
    headline: str | None
    byline: str | None
    published_at: str | None
    first_seen_at: str
    status: str
    snippet: str
    rank: float | None
    """bm25 score, lower is better; None when the order is not by rank."""

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    return [_lists(item) for item in value] if isinstance(value, (list, tuple)) else value
