"""The nouns: what walks from room to room. Plain frozen records, no behaviour beyond their own shape.

Field names of `Article.to_dict()` are the public JSON contract: names are fixed, more may be added.
Times are ISO 8601 text in UTC with the offset written (`2025-03-28T12:00:00+00:00`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

BlockType = Literal["paragraph", "heading", "list_item", "quote", "pull_quote", "code", "table"]
PageKind = Literal["article", "section", "feed", "sitemap", "load_more", "page"]
Access = Literal["free", "paywalled", "truncated", "unknown"]

QUARANTINE_REASONS: frozenset[str] = frozenset(
    {
        "not_html",
        "empty",
        "soft_404",
        "captcha",
        "consent_wall",
        "login_wall",
        "maintenance",
        "needs_javascript",
        "truncated",
        "too_large",
        "too_deep",
        "timeout",
        "parser_error",
        "empty_body",
        "listing",
        "http_error",
    }
)
"""Why a page is no article: the closed list of the `quarantine` table."""
UNEXPECTED = "unexpected"
"""Reason of a visit that a bug of ours cost."""
WALLS = frozenset({"captcha", "consent_wall", "login_wall", "maintenance"})
"""Those that say nothing of the page behind: it may be an article."""
PASSING_WALLS = frozenset({"captcha", "maintenance"})
"""Those of them that stand there for a while."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A response as received, never changed. `body` is after transfer and content decoding."""

    url: str
    body: bytes
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    """Names in lower case, in the order received; a name may repeat."""
    fetched_at: str | None = None
    requested_url: str | None = None
    """The address first asked for, when redirects led to `url`."""

    def header(self, name: str) -> str | None:
        """The first header of that name (lower case), or None."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    type: BlockType
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture. `credit_line` is the whole printed line, `caption` without the credit, `credit` without its label."""

    role: Literal["lead", "inline"]
    url: str | None = None
    caption: str | None = None
    credit: str | None = None
    credit_line: str | None = None
    photographer: str | None = None
    agency: str | None = None
    alt: str | None = None


@dataclass(frozen=True, slots=True)
class Teaser:
    """A headline with a link, shown on another page. `position` counts from 1 down its `block`."""

    position: int
    block: str
    url: str
    headline: str | None = None
    kicker: str | None = None
    section: str | None = None
    dek: str | None = None
    excerpt: tuple[str, ...] = ()
    photo: Photo | None = None
    published: str | None = None
    """The date a feed, sitemap or card states, ISO 8601 UTC, or None."""


@dataclass(frozen=True, slots=True)
class Correction:
    text: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Which layer gave a field's value, and the value as the page had it."""

    field: str
    layer: str
    raw: str


@dataclass(frozen=True, slots=True)
class ReaderFailure:
    """A reader that raised: it costs its own field alone, and is recorded."""

    field: str
    layer: str
    error: str


@dataclass(frozen=True, slots=True)
class Article:
    """What one page says. The same capture and outlet always give an equal Article."""

    url: str
    canonical_url: str | None
    outlet: str
    headline: str | None = None
    dek: str | None = None
    kicker: str | None = None
    sections: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    byline: str | None = None
    published: str | None = None
    published_raw: str | None = None
    modified: str | None = None
    modified_raw: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    photos: tuple[Photo, ...] = ()
    teasers: tuple[Teaser, ...] = ()
    corrections: tuple[Correction, ...] = ()
    access: Access = "unknown"
    flags: tuple[str, ...] = ()
    search_headline: str | None = None
    """What search engines and networks are told in place of the headline; None where they are told the same."""
    answers: tuple[Answer, ...] = field(default=(), repr=False)
    failures: tuple[ReaderFailure, ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        """The blocks' texts joined by a blank line."""
        return "\n\n".join([block.text for block in self.body])

    @property
    def answered_by(self) -> dict[str, str]:
        """Field name to the name of the layer that gave its value."""
        return {answer.field: answer.layer for answer in self.answers}

    def to_dict(self) -> dict[str, Any]:
        """The article as JSON-ready values, keys in the order of the public contract."""
        record = asdict(self)
        del record["answers"], record["failures"]
        ordered: dict[str, Any] = {}
        for key, value in record.items():
            ordered[key] = list(value) if isinstance(value, tuple) else value
            if key == "body":
                ordered["text"] = self.text
        ordered["answered_by"] = self.answered_by
        return _lists(ordered)  # type: ignore[no-any-return]


def _lists(value: Any) -> Any:
    """`value` with every tuple as a list, so that it equals its own JSON."""
    if isinstance(value, dict):
        return {key: _lists(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_lists(item) for item in value]
    return value


@dataclass(frozen=True, slots=True)
class Listing:
    """Teasers of a section page, feed or sitemap, in order, and where the list goes on."""

    url: str
    kind: Literal["section", "feed", "sitemap", "load_more"]
    teasers: tuple[Teaser, ...] = ()
    next_page: str | None = None
    feeds: tuple[str, ...] = ()
    """Feeds that a section page names for itself."""
    sitemaps: tuple[str, ...] = ()
    """Children of a sitemap index."""
    changed: Mapping[str, str] = field(default_factory=dict)
    """URL of a teaser or child of a sitemap to its `lastmod`, ISO 8601 UTC: no later than that was it published."""
    fault: str | None = None
    """Why less may be listed than there is: `refused xml`, `cut short`."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An article's address as a list shows it, canonical, and what the list says of its age (ISO 8601 UTC)."""

    url: str
    published: str | None = None
    changed: str | None = None


@dataclass(frozen=True, slots=True)
class Right:
    """One reservation on a page. `source` is `header` or `meta`, `name` that of the header or tag in lower case."""

    source: Literal["header", "meta"]
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FrontierEntry:
    """A URL to visit: how it is known, and why."""

    url: str
    kind: PageKind
    outlet: str
    priority: int = 0
    """Higher is sooner."""
    tries: int = 0
    found_on: str | None = None


Outcome = Literal["ok", "not_article", "not_modified", "gone", "failed", "refused"]


@dataclass(slots=True)
class Visit:
    """One request and how it ended; each pipeline adds its part, the last one stores the whole."""

    entry: FrontierEntry
    started_at: str
    outcome: Outcome = "ok"
    reason: str | None = None
    """A word: a quarantine reason, `http 404`, `timeout`, `dns`, `robots` …"""
    detail: str | None = None
    status: int | None = None
    capture: Capture | None = None
    listing: Listing | None = None
    article: Article | None = None
    found: tuple[FrontierEntry, ...] = ()
    """URLs this page led to, canonical, to be added to the frontier with it."""
    listed: tuple[Listed, ...] = ()
    """The articles that a list shows, known or not."""
    rights: tuple[Right, ...] = ()
    """What the page of an article reserves."""
    tries: int = 1
    """Requests that this visit took, retries included."""
    not_before: str | None = None
    """A failed visit that is put off, not given up: ISO 8601 UTC time before which it is not to be asked again."""


class NotAnArticle(Exception):
    """The page holds no article. `reason` is one of `QUARANTINE_REASONS`; `detail` says what was seen."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        if reason not in QUARANTINE_REASONS:
            raise ValueError(f"unknown reason {reason!r}")
        super().__init__(reason if detail is None else f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type[NotAnArticle], tuple[str, str | None]]:
        return (type(self), (self.reason, self.detail))
