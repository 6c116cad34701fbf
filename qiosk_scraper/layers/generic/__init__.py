"""Pages of unknown make: newsroom habits of markup and wording, no site's own names.

Measured on 220 real pages of 2019 to 2026 (91 with bodies annotated by people, 129 with a publisher's own reader as
the truth); `bench/` repeats the measurement.
"""

from __future__ import annotations

from qiosk_scraper.items import Block, Correction
from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.body import body_blocks
from qiosk_scraper.layers.generic.cards import listing
from qiosk_scraper.layers.generic.dates import modified, published
from qiosk_scraper.layers.generic.deks import dek
from qiosk_scraper.layers.generic.headlines import headline, kicker
from qiosk_scraper.layers.generic.labels import sections, tags
from qiosk_scraper.layers.generic.paging import next_page
from qiosk_scraper.layers.generic.people import authors, byline
from qiosk_scraper.layers.generic.photos import inline_photos, lead_photo
from qiosk_scraper.layers.generic.related import teasers
from qiosk_scraper.layers.generic.scope import in_article, scope
from qiosk_scraper.layers.generic.walls import access
from qiosk_scraper.layers.notes import NOTE_CLASS, correction
from qiosk_scraper.layers.notes import corrections as notes_among
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.outlet import Layer
from qiosk_scraper.page import Page


def body(page: Page) -> list[Block]:
    return list(body_blocks(page))


_NOTE_ELEMENTS = 300
"""Elements of the largest box that is read as a note: one of 1,000 characters has a few dozen."""


def corrections(page: Page) -> list[Correction]:
    here = scope(page)
    boxed = [
        text
        for element in page.index.called(NOTE_CLASS)
        if element.tag in ("div", "p", "aside", "section", "footer")
        and page.index.size(element) <= _NOTE_ELEMENTS
        and here.root in (element, *element.iterancestors())
        and len(text := inline_text(element)) < 1_000
        and ((found := NOTE_CLASS.search(classes(element))) is None or found["sure"] or correction(text) is not None)
    ]
    return notes_among(body_blocks(page), (*boxed, *_notes_below(page)))


_BELOW = 30
"""Elements behind the text among which a note stands that no class names."""


def _notes_below(page: Page) -> list[str]:
    """Paragraphs right behind the text that begin as notes do, with the date of the correction."""
    end = scope(page).end
    return [
        text
        for element in page.index.elements[end : end + _BELOW]
        if element.tag in ("p", "div")
        and page.index.size(element) <= _LINE
        and len(text := inline_text(element)) < 1_000
        and correction(text) is not None
        and in_article(page, element, after_text=True)
    ]


_LINE = 12
"""Elements of a note that is one paragraph."""


def language(page: Page) -> str | None:
    """As `html lang` says."""
    for element in page.index.tags("html"):
        return clean(element.get("lang") or element.get("xml:lang") or "") or None
    return None


def canonical_url(page: Page) -> str | None:
    return next((link["href"] for link in page.links.get("canonical", ()) if link.get("href")), None)


FIELDS: Layer = {
    "canonical_url": canonical_url,
    "headline": headline,
    "dek": dek,
    "kicker": kicker,
    "sections": sections,
    "authors": authors,
    "byline": byline,
    "published": published,
    "modified": modified,
    "language": language,
    "tags": tags,
    "body": body,
    "lead_photo": lead_photo,
    "inline_photos": inline_photos,
    "teasers": teasers,
    "corrections": corrections,
    "access": access,
    "listing": listing,
    "next_page": next_page,
}
