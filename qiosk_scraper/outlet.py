"""What an outlet declares. An outlet is a value; most need a name, a home and sections, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from qiosk_scraper.page import Page
from qiosk_scraper.schedule import USUAL, Schedule, checked

Reader = Callable[[Page], Any]
"""Gives a field's value as the page has it; None or empty means: I do not know, ask the next layer."""
Layer = Mapping[str, Reader]

SLUG = re.compile(r"[a-z0-9][a-z0-9.:\-]*")
ARTICLE_FIELDS: tuple[str, ...] = (
    "canonical_url",
    "headline",
    "search_headline",
    "dek",
    "kicker",
    "sections",
    "authors",
    "byline",
    "published",
    "modified",
    "language",
    "tags",
    "body",
    "lead_photo",
    "inline_photos",
    "teasers",
    "corrections",
    "access",
)
LISTING_FIELDS: tuple[str, ...] = ("listing", "next_page")
FIELDS = frozenset(ARTICLE_FIELDS + LISTING_FIELDS)


@dataclass(frozen=True)
class Design:
    """How an outlet's pages were built until a day: the readers of captures fetched before it."""

    until: str
    """ISO 8601, a date or a time: the first moment of the next design; UTC where no zone is written."""
    layers: Mapping[str, Layer]

    @property
    def ended(self) -> datetime:
        """`until` as an instant. ValueError when it is none."""
        return _instant(self.until)


@dataclass(frozen=True)
class Outlet:
    """A publication. `layers` is asked in its order; None means: recognise the CMS from each page. With the one layer
    `outlet` it is asked first, then those recognised."""

    slug: str
    name: str
    home_url: str
    sections: Mapping[str, str] = field(default_factory=dict)
    """Section slug to the URL of its page."""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    language: str | None = None
    timezone: str = "UTC"
    """IANA name; a printed date without a zone is read in it."""
    host_aliases: tuple[str, ...] = ()
    """Other hosts of the same site (`www.…`), folded into the home URL's host."""
    kept_parameters: frozenset[str] | None = None
    """Query parameters that make another page; None: all but the known tracking parameters."""
    article_urls: tuple[str, ...] = ()
    """Regular expressions over the path that only articles have."""
    other_urls: tuple[str, ...] = ()
    """Regular expressions over the path of pages that are no articles."""
    layers: Mapping[str, Layer] | None = None
    designs: tuple[Design, ...] = ()
    """Older designs, the oldest first: a capture is read by the readers of its day, by `layers` after the last."""
    delay: float | None = None
    """Seconds between requests to a host; None: the polite default."""
    archives: tuple[str, ...] = ()
    """Pages that list what is old, newest first. One with `{year}` and `{month}` in its address stands for this month's
    page and, going back, those of the months before (`https://gazette.example/{year}/{month:02}/`)."""
    every: float = 1.0
    """Hours after which `qiosk watch` looks at the lists again."""
    revisits: Schedule = USUAL
    """How often an article is looked at again, by its age."""
    javascript: bool = False
    """Its pages say nothing before scripts have run: they are opened in a browser (extra `js`)."""
    embedded: bool = False
    """Served by the package itself on loopback (the demo)."""

    def __post_init__(self) -> None:
        if not SLUG.fullmatch(self.slug):
            raise ValueError(f"outlet slug {self.slug!r}: lower-case letters, digits, hyphen and dot only")
        if urlsplit(self.home_url).scheme not in ("http", "https"):
            raise ValueError(f"outlet {self.slug}: home_url must be http or https, not {self.home_url!r}")
        if not self.every > 0:
            raise ValueError(f"outlet {self.slug}: every is hours between looks at its lists, not {self.every!r}")
        try:
            checked(self.revisits)
        except ValueError as error:
            raise ValueError(f"outlet {self.slug}, revisits: {error}") from None
        for layers in (self.layers or {}, *(design.layers for design in self.designs)):
            for name, layer in layers.items():
                if unknown := set(layer) - FIELDS:
                    raise ValueError(f"outlet {self.slug}, layer {name}: unknown field {sorted(unknown)[0]!r}")
        for design in self.designs:
            try:
                design.ended  # noqa: B018
            except ValueError:
                raise ValueError(f"outlet {self.slug}: a design ends on a date, not on {design.until!r}") from None
        for one, other in pairwise(self.designs):
            if one.ended >= other.ended:
                raise ValueError(f"outlet {self.slug}: design until {one.until} stands before that of {other.until}")

    @property
    def host(self) -> str:
        """Host (with port, if one is named) that stored URLs carry."""
        return urlsplit(self.home_url).netloc.lower()

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset({self.host, *(alias.lower() for alias in self.host_aliases)})

    def layers_at(self, fetched_at: str | None) -> Mapping[str, Layer] | None:
        """The readers of the design in which a capture of that time was made; None: recognise the CMS from the page.

        A capture without a time, or with one that cannot be read, is of today's design.
        """
        if not self.designs or not fetched_at:
            return self.layers
        try:
            at = _instant(fetched_at)
        except ValueError:
            return self.layers
        return next((design.layers for design in self.designs if at < design.ended), self.layers)


def _instant(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
