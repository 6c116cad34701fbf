"""Everything in which two readings of an article differ, words and all else, in the form of `differences`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qiosk_scraper.differences import FieldDifference, ParagraphDifference, Wording, differences, text_differences
from qiosk_scraper.items import Article, Correction, Photo, Teaser


def changes(before: Article, after: Article) -> list[FieldDifference]:
    """What a reader of the page sees changed: the words, the people named, where links lead, corrections."""
    found = differences(Wording.of(before), Wording.of(after))
    if not any(difference.field == "byline" for difference in found):
        found += _lines("authors", _people(before), _people(after))
    if not any(difference.field == "body" for difference in found):
        found += _lines("block types", _types(before), _types(after))
    found += _lines("links", _places(before), _places(after))
    found += _lines("corrections", _notes(before.corrections), _notes(after.corrections))
    return sorted(found, key=lambda one: _ORDER.get(one.field, len(_ORDER)))


def parser_changes(before: Article, after: Article) -> list[FieldDifference]:
    """`changes`, and what parsers read besides: labels, dates as printed, all that is known of a photo."""
    found = changes(before, after)
    if before.authors != after.authors and not any(difference.field == "authors" for difference in found):
        found += _lines("authors", _profiles(before), _profiles(after))
    if not any(difference.field == "links" for difference in found):
        found += _lines("links", _links(before), _links(after))
    found = [difference for difference in found if difference.field != "credit_line"]
    found += _line("search_headline", before.search_headline, after.search_headline)
    found += _line("modified_at", before.modified, after.modified)
    found += _line("published_raw", before.published_raw, after.published_raw)
    found += _line("modified_raw", before.modified_raw, after.modified_raw)
    found += _line("sections", " | ".join(before.sections), " | ".join(after.sections))
    found += _line("tags", ", ".join(before.tags), ", ".join(after.tags))
    found += _line("language", before.language, after.language)
    found += _line("access", before.access, after.access)
    return [*found, *_photo_details(before.photos, after.photos)]


def teaser_changes(
    before: Sequence[Teaser], after: Sequence[Teaser], canonical: Callable[[str], str]
) -> list[FieldDifference]:
    """Teasers that a page shows, addresses in the one spelling that `canonical` gives."""
    return list(_lines("teasers", _teasers(before, canonical), _teasers(after, canonical)))


_ORDER = {
    name: place
    for place, name in enumerate(
        ("headline", "dek", "kicker", "byline", "authors", "published_at", "caption", "credit", "credit_line", "body")
    )
}


def _lines(field: str, before: Sequence[str], after: Sequence[str]) -> Iterator[FieldDifference]:
    """A field of many lines; those that differ are paired like paragraphs."""
    if list(before) == list(after):
        return
    if before and after:
        yield FieldDifference(field, None, tuple(text_differences("\n\n".join(before), "\n\n".join(after))))
        return
    yield FieldDifference(
        field,
        None,
        tuple(
            ParagraphDifference("inserted", None, n, (("insert", line),))
            if after
            else ParagraphDifference("deleted", n, None, (("delete", line),))
            for n, line in enumerate(after or before, 1)
        ),
    )


def _line(field: str, before: str | None, after: str | None) -> Iterator[FieldDifference]:
    """A field that is read as a whole."""
    before, after = before or "", after or ""
    if before != after:
        pieces = ((("delete", before),) if before else ()) + ((("insert", after),) if after else ())
        change = "edited" if before and after else "inserted" if after else "deleted"
        paragraph = ParagraphDifference(change, 1 if before else None, 1 if after else None, pieces)  # type: ignore[arg-type]
        yield FieldDifference(field, None, (paragraph,))


def _people(article: Article) -> list[str]:
    return [author.name for author in article.authors]


def _profiles(article: Article) -> list[str]:
    return [f"{author.name} <{author.url}>" if author.url else author.name for author in article.authors]


def _types(article: Article) -> list[str]:
    return [f"{n}: {block.type}" for n, block in enumerate(article.body, 1)]


def _places(article: Article) -> list[str]:
    """Query strings carry nonces and campaign names: they are no edit."""
    return [f"{link.text} <{link.url.partition('?')[0]}>" for block in article.body for link in block.links]


def _links(article: Article) -> list[str]:
    return [f"{link.text} <{link.url}>" for block in article.body for link in block.links]


def _notes(corrections: Sequence[Correction]) -> list[str]:
    return [f"{note.date}: {note.text}" if note.date else note.text for note in corrections]


def _teasers(teasers: Sequence[Teaser], canonical: Callable[[str], str]) -> list[str]:
    """In order of block and place, each once: what the archive tells teasers apart by."""
    return [line for _, _, line in sorted({(one.block, one.position, _teaser(one, canonical)) for one in teasers})]


def _teaser(teaser: Teaser, canonical: Callable[[str], str]) -> str:
    photo = teaser.photo
    place = f"{teaser.block} {teaser.position}"
    words = (teaser.kicker, teaser.section, teaser.headline, teaser.dek, *teaser.excerpt)
    lines = (photo.caption, photo.credit or photo.credit_line) if photo else ()
    return "; ".join(filter(None, (place, *words, *lines, canonical(teaser.url))))


def _photo_details(before: Sequence[Photo], after: Sequence[Photo]) -> Iterator[FieldDifference]:
    """What `differences` does not tell of photos; of those that came or went, only where they are kept."""
    if [photo.role for photo in before] != [photo.role for photo in after]:
        yield from _lines("photo_url", [photo.url or "" for photo in before], [photo.url or "" for photo in after])
        return
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        place = new.role if new.role == "lead" else f"inline {number + (new.role == after[0].role)}"
        for name, one, other in (
            ("photo_url", old.url, new.url),
            ("photographer", old.photographer, new.photographer),
            ("agency", old.agency, new.agency),
            ("credit_line", old.credit_line, new.credit_line),
            ("alt", old.alt, new.alt),
        ):
            yield from (difference._replace(place=place) for difference in _line(name, one, other))
