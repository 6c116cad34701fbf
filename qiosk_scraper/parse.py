"""Parsing: an article out of a capture. A pure function, no network, clock or database; the crawl, the tests and a
re-parse of last year's captures make the same call."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from qiosk_scraper import policies
from qiosk_scraper.choosing.dates import is_after_fetch
from qiosk_scraper.decoding.charset import Decoded
from qiosk_scraper.items import Access, Answer, Article, Author, Block, Capture, Correction, NotAnArticle, Photo, Teaser
from qiosk_scraper.layers.embeds import embed_flags
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.text_ends import is_bio, is_in_italics, tells_of_writer
from qiosk_scraper.normalise.byline_moments import without_moments
from qiosk_scraper.normalise.credits import complete_photo
from qiosk_scraper.normalise.dates import instant
from qiosk_scraper.normalise.text import clean, decoded, fold
from qiosk_scraper.page import Page
from qiosk_scraper.page_state import flags_of, refuse_bytes, refuse_page
from qiosk_scraper.reading import FALLBACK, Candidate, Reading

if TYPE_CHECKING:
    from qiosk_scraper.outlet import Outlet

PARSER_VERSION = "6"
"""Goes up with every change that can give another Article for the same capture."""


def parse(
    html: str | bytes, url: str, headers: Mapping[str, str] | None = None, outlet: str | Outlet | None = None
) -> Article:
    """The article that a page holds. `headers` are those of the response (`Content-Type` tells the charset), `outlet`
    a slug, an Outlet, or None: the shipped outlet of that host, else one made on the fly.

    Raises NotAnArticle with a reason of `QUARANTINE_REASONS`, and nothing else.
    """
    try:
        capture, given = _capture(html, url, headers)
        known = _outlet(outlet, url)
    except NotAnArticle:
        raise
    except Exception as error:
        raise _broken(error) from error
    return _article(capture, known, given)


def parse_article(capture: Capture, outlet: Outlet) -> Article:
    """The article that a capture holds: the same capture and outlet always give an equal Article.

    Raises NotAnArticle, and nothing else.
    """
    return _article(capture, outlet, None)


def _article(capture: Capture, outlet: Outlet, given: Decoded | None) -> Article:
    try:
        return _parse(capture, outlet, given)
    except NotAnArticle:
        raise
    except Exception as error:
        raise _broken(error) from error


def _broken(error: Exception) -> NotAnArticle:
    return NotAnArticle("parser_error", clean(f"{type(error).__name__}: {error}")[:300])


def _capture(html: str | bytes, url: str, headers: Mapping[str, str] | None) -> tuple[Capture, Decoded | None]:
    """The capture of a page, and its text where it came as one."""
    given: Decoded | None = None
    named = tuple((str(name).lower(), str(value)) for name, value in (headers or {}).items())
    if isinstance(html, str):
        # Text is decoded already: what the header and `meta` say of its charset is over.
        kind = next((value.partition(";")[0] for name, value in named if name == "content-type"), "text/html")
        named = (
            *((name, value) for name, value in named if name != "content-type"),
            ("content-type", f"{kind}; charset=utf-8"),
        )
        utf8 = b""
        if html and not html.isspace():
            try:
                utf8 = html.encode("utf-8")
                given = Decoded(html, "utf-8", "bom", utf8) if "\x00" not in html else None
            except UnicodeEncodeError:  # halves of UTF-16 pairs
                utf8 = html.encode("utf-8", "replace")
        body = codecs.BOM_UTF8 + utf8 if utf8 else b""
    elif isinstance(html, (bytes, bytearray, memoryview)):
        body = bytes(html)
    else:
        raise NotAnArticle("not_html", f"{type(html).__name__}, not text or bytes")
    return Capture(url=url, body=body, headers=named), given


def _outlet(outlet: str | Outlet | None, url: str) -> Outlet:
    from qiosk_scraper import outlets  # the outlets import the layers, which import this package's parts
    from qiosk_scraper.outlet import Outlet

    if isinstance(outlet, Outlet):
        return outlet
    if outlet is not None:
        return outlets.find_outlet(outlet)
    if known := outlets.outlet_for_url(url):
        return known
    try:
        return outlets.outlet_on_the_fly(url)
    except Exception:  # a page saved without its address is still a page
        return Outlet(slug="unknown", name="unknown", home_url="http://unknown.invalid/")


def _parse(capture: Capture, outlet: Outlet, given: Decoded | None) -> Article:
    from qiosk_scraper.layers import layers_for

    refuse_bytes(capture)
    page = Page(capture, given)
    if page.too_deep:
        raise NotAnArticle("too_deep", "elements nest over 2,000 deep")
    reading = Reading(page, outlet, layers_for(page, outlet))
    answers: list[Answer] = []

    def keep(field: str, found: Candidate | None, raw: Any = None) -> Any:
        if found is None:
            return None
        answers.append(Answer(field, found.layer, _raw(field, found.value if raw is None else raw)))
        return found.value

    canonical = keep("canonical_url", reading.choose(policies.canonical_url))
    headline = keep("headline", reading.choose(policies.headline))
    search_headline = keep("search_headline", reading.choose(policies.search_headline))
    dek = keep("dek", reading.choose(policies.dek))
    kicker = keep("kicker", reading.choose(policies.kicker))
    sections = keep("sections", reading.choose(policies.sections)) or ()
    authors = keep("authors", reading.choose(policies.authors)) or ()
    byline = _byline(keep, reading)
    published, published_raw = _date(keep, reading, "published")
    modified, modified_raw = _date(keep, reading, "modified")
    language = keep("language", reading.choose(policies.language))
    tags = keep("tags", reading.choose(policies.tags)) or ()
    found_body = reading.choose(policies.body)
    lead = reading.choose(policies.lead_photo)
    inline = reading.choose(policies.inline_photos)
    teasers = tuple(_teaser(one) for one in keep("teasers", reading.first("teasers")) or ())
    photos = (*((lead.value,) if lead else ()), *(inline.value if inline else ()))
    above = None if policies.dek_stays(reading) else dek
    blocks = _own_text(found_body.value if found_body else (), page, headline, above, photos, teasers)
    if above and not blocks and found_body:
        blocks = _own_text(found_body.value, page, headline, None, photos, teasers)  # a report of one paragraph
    if found_body and found_body.layer == FALLBACK:
        blocks = _without_bio(_without_byline(blocks, authors), authors, page)
    refuse_page(reading, headline, blocks)
    if blocks and found_body:
        answers.append(Answer("body", found_body.layer, _raw("body", blocks)))
    keep("lead_photo", lead)
    keep("inline_photos", inline)
    corrections = tuple(_correction(one, outlet) for one in keep("corrections", reading.first("corrections")) or ())
    wall = reading.choose(policies.access)
    keep("access", wall, raw=(wall.value.evidence or wall.value.access) if wall else None)
    access: Access = wall.value.access if wall else "unknown"
    _flag_dates(reading, published, modified)
    reading.flag(*flags_of(page, blocks), *embed_flags(page))
    return Article(
        url=capture.url,
        canonical_url=canonical,
        outlet=outlet.slug,
        headline=headline,
        dek=dek,
        kicker=kicker,
        sections=sections,
        authors=authors,
        byline=byline,
        published=published,
        published_raw=published_raw,
        modified=modified,
        modified_raw=modified_raw,
        language=language,
        tags=tags,
        body=blocks,
        photos=photos,
        teasers=teasers,
        corrections=corrections,
        access=access,
        flags=tuple(reading.flags),
        search_headline=search_headline,
        answers=tuple(sorted(answers, key=lambda one: _ORDER.get(one.field, 99))),
        failures=tuple(reading.failures),
    )


_ORDER = {
    name: index
    for index, name in enumerate(
        (
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
    )
}


_LONGEST_BYLINE = 2_000
"""Characters of what is looked through for one of 300."""


def _byline(keep: Any, reading: Reading) -> str | None:
    for found in reading.candidates("byline"):
        if len(found.value) > _LONGEST_BYLINE:
            continue
        if (text := without_moments(decoded(found.value))) and len(text) <= 300:
            keep("byline", Candidate(text, found.layer))
            return text
    return None


def _date(keep: Any, reading: Reading, field: str) -> tuple[str | None, str | None]:
    found, raw = policies.date(reading, field)
    if found is None:
        if raw is not None:
            reading.flag("date_unreadable")
        return None, raw
    keep(field, found, raw=found.value.raw)
    reading.flag(*found.value.moment.flags)
    return found.value.moment.iso, found.value.raw


def _flag_dates(reading: Reading, published: str | None, modified: str | None) -> None:
    if any(value and is_after_fetch(reading.page, value) for value in (published, modified)):
        reading.flag("date_future")
    if published and modified and _time(modified) < _time(published):
        reading.flag("modified_before_published")


def _time(iso: str) -> datetime:
    return datetime.fromisoformat(iso)


def _own_text(
    blocks: Iterable[Block],
    page: Page,
    headline: str | None,
    dek: str | None,
    photos: Iterable[Photo],
    teasers: Iterable[Teaser],
) -> tuple[Block, ...]:
    """The blocks without what is said elsewhere: photo lines, buttons, the headline and dek above, teasers below."""
    lines = {fold(line) for photo in photos for line in (photo.credit_line, photo.caption) if line}
    shown = {
        fold(text)
        for teaser in teasers
        if teaser.url != page.url
        for text in (teaser.headline, teaser.dek, *teaser.excerpt, *(_photo_lines(teaser.photo)))
        if text
    }
    top = {fold(text) for text in (headline, dek) if text}
    longest = 2 * max(map(len, (*lines, *shown, *top)), default=0) + 100
    begun = tuple({text[:12] for text in (*lines, *shown, *top)})
    kept: list[Block] = []
    for block in blocks:
        if len(block.text) > longest or (len(block.text) > _BEGINNING and _begins_otherwise(block.text, begun)):
            kept.append(block)  # none of them, and no button
            continue
        folded = fold(block.text)
        if folded and (folded in lines or (folded in shown and len(folded) > 12)):
            continue
        if is_furniture(block.text) and block.type != "code":
            continue
        if not kept and folded in top:
            continue
        kept.append(block)
    return tuple(kept)


def _without_byline(blocks: tuple[Block, ...], authors: Iterable[Author]) -> tuple[Block, ...]:
    """The blocks without the first one where it is an author's name and a date."""
    if not blocks or len(text := blocks[0].text) > _LONGEST_LINE or not any(map(str.isdigit, text)):
        return blocks
    said = fold(without_moments(text))
    return blocks[1:] if any(said == fold(author.name) for author in authors) else blocks


_LONGEST_LINE = 80


def _without_bio(blocks: tuple[Block, ...], authors: Iterable[Author], page: Page) -> tuple[Block, ...]:
    """The blocks without the last one where it tells who an author is, whom only the byline names: in italics, or as
    a note on a reporter."""
    names = [author.name for author in authors if " " in author.name]
    if len(blocks) <= _FEW or not is_bio(last := blocks[-1], names):
        return blocks
    return blocks[:-1] if tells_of_writer(last, names) or is_in_italics(page, last) else blocks


_FEW = 3
_BEGINNING = 60
"""Characters at a paragraph's beginning that mostly tell that it is none of the texts said elsewhere."""


def _begins_otherwise(text: str, begun: tuple[str, ...]) -> bool:
    """Whether a text begins with none of the folded beginnings; False for one that begins with signs alone."""
    folded = fold(text[:_BEGINNING])
    return len(folded) > 20 and not folded.startswith(begun)


def _photo_lines(photo: Photo | None) -> tuple[str | None, ...]:
    return (photo.credit_line, photo.caption) if photo else ()


def _teaser(teaser: Teaser) -> Teaser:
    return Teaser(
        position=teaser.position,
        block=clean(teaser.block),
        url=teaser.url,
        headline=_cleaned(teaser.headline),
        kicker=_cleaned(teaser.kicker),
        section=_cleaned(teaser.section),
        dek=_cleaned(teaser.dek),
        excerpt=tuple(text for one in teaser.excerpt if (text := clean(one))),
        photo=complete_photo(teaser.photo) if teaser.photo else None,
        published=teaser.published,
    )


def _correction(note: Correction, outlet: Outlet) -> Correction:
    moment = instant(note.date, outlet.timezone, outlet.language) if note.date else None
    return Correction(clean(note.text), moment.iso if moment else None)


def _cleaned(text: str | None) -> str | None:
    return (clean(text) or None) if text else None


def _raw(field: str, value: Any) -> str:
    """The value as text; the body and the teasers, kept whole elsewhere, only as their size."""
    if isinstance(value, str):
        return value
    if field == "body":
        return f"{len(value)} blocks, {sum(len(block.text) for block in value)} characters"
    if field == "teasers":
        return f"{len(value)} teasers"
    return _JSON.encode(value)


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    return str(value)


_JSON = json.JSONEncoder(ensure_ascii=False, default=_plain)
