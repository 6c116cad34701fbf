"""Two revisions compared, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from qiosk_scraper.differences.matching import Effort
from qiosk_scraper.differences.paragraphs import compare
from qiosk_scraper.differences.pieces import Change, Op, ParagraphDifference, Piece, whole
from qiosk_scraper.differences.words import word_pieces
from qiosk_scraper.items import Article, Block, Photo


class Revisionlike(Protocol):
    """What is compared: anything with these attributes, such as a stored revision or a `Wording`."""

    @property
    def headline(self) -> str | None: ...
    @property
    def dek(self) -> str | None: ...
    @property
    def kicker(self) -> str | None: ...
    @property
    def byline(self) -> str | None: ...
    @property
    def published_at(self) -> str | None: ...
    @property
    def body(self) -> Sequence[Block]: ...
    @property
    def photos(self) -> Sequence[Photo]: ...


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one revision."""

    headline: str | None = None
    dek: str | None = None
    kicker: str | None = None
    byline: str | None = None
    published_at: str | None = None
    body: Sequence[Block] = ()
    photos: Sequence[Photo] = ()

    @classmethod
    def of(cls, article: Article) -> Wording:
        """The words of a parsed article."""
        return cls(
            article.headline,
            article.dek,
            article.kicker,
            article.byline,
            article.published,
            article.body,
            article.photos,
        )


class FieldDifference(NamedTuple):
    """A field that changed. `place` tells photos apart (`lead`, `inline 2`); a field of one line has one paragraph."""

    field: str
    place: str | None
    paragraphs: tuple[ParagraphDifference, ...]

    @property
    def before(self) -> str:
        """The text before, paragraphs joined by a blank line."""
        return text_before(self.paragraphs)

    @property
    def after(self) -> str:
        """The text after, paragraphs joined by a blank line."""
        return text_after(self.paragraphs)


def differences(before: Revisionlike, after: Revisionlike) -> list[FieldDifference]:
    """The fields whose words differ: headline, dek, kicker, byline, published_at, captions and credits, body."""
    effort = Effort()
    found = [
        _line(field, None, getattr(before, field), getattr(after, field), effort)
        for field in ("headline", "dek", "kicker", "byline", "published_at")
    ]
    for place, old, new in _paired_photos(before.photos, after.photos):
        lines = [
            _line("caption", place, old.caption, new.caption, effort),
            _line("credit", place, old.credit, new.credit, effort),
        ]
        # The printed line holds both; by itself it tells of nothing but a changed label.
        found += lines if any(lines) else [_line("credit_line", place, old.credit_line, new.credit_line, effort)]
    paragraphs = compare([block.text for block in before.body], [block.text for block in after.body], effort)
    if any(paragraph.change != "equal" for paragraph in paragraphs):
        found.append(FieldDifference("body", None, tuple(paragraphs)))
    return [difference for difference in found if difference is not None]


def text_differences(before: str, after: str) -> list[ParagraphDifference]:
    """Two texts compared, paragraphs being separated by a blank line."""
    return compare(before.split("\n\n"), after.split("\n\n"), Effort())


def text_before(paragraphs: Sequence[ParagraphDifference]) -> str:
    """The text before, put together again."""
    return "\n\n".join(
        _side(paragraph.pieces, "insert")
        for paragraph in paragraphs
        if paragraph.change not in ("inserted", "moved_here")
    )


def text_after(paragraphs: Sequence[ParagraphDifference]) -> str:
    """The text after, put together again."""
    return "\n\n".join(
        _side(paragraph.pieces, "delete")
        for paragraph in paragraphs
        if paragraph.change not in ("deleted", "moved_away")
    )


def to_json(found: Sequence[FieldDifference]) -> list[dict[str, Any]]:
    """JSON-ready: [{field, place, paragraphs: [{change, before, after, pieces: [[op, text]]}]}]."""
    return [
        {
            "field": difference.field,
            "place": difference.place,
            "paragraphs": [
                paragraph._asdict() | {"pieces": [list(piece) for piece in paragraph.pieces]}
                for paragraph in difference.paragraphs
            ],
        }
        for difference in found
    ]


def _side(pieces: Sequence[Piece], left_out: Op) -> str:
    return "".join(text for op, text in pieces if op != left_out)


def _line(
    field: str,
    place: str | None,
    before: str | None,
    after: str | None,
    effort: Effort,
) -> FieldDifference | None:
    if (before or "") == (after or ""):
        return None
    number_before, number_after = (1 if before else None), (1 if after else None)
    change: Change = "edited" if before and after else "deleted" if before else "inserted"
    if field == "published_at":  # a time is read as a whole
        pieces = whole("delete", before or "") + whole("insert", after or "")
    else:
        pieces = word_pieces(before or "", after or "", effort)
    return FieldDifference(field, place, (ParagraphDifference(change, number_before, number_after, pieces),))


# -- photos --

_NO_PHOTO = Photo(role="inline")


def _paired_photos(before: Sequence[Photo], after: Sequence[Photo]) -> Iterator[tuple[str, Photo, Photo]]:
    """(place, before, after) in the order of `after`, then those that went; an empty photo where there is none.

    Paired by address, else by their lines (a resized picture has another address), else by order within the role.
    """
    partners: dict[int, int] = {}
    for key in (_address, _lines, _role):
        places: dict[object, list[int]] = {}
        taken = set(partners.values())
        for n in reversed(range(len(before))):
            if n not in taken and any(key(before[n])):
                places.setdefault(key(before[n]), []).append(n)
        for n, photo in enumerate(after):
            if n not in partners and places.get(key(photo)):
                partners[n] = places[key(photo)].pop()
    taken = set(partners.values())
    for n, (place, photo) in enumerate(_places(after)):
        yield place, before[partners[n]] if n in partners else _NO_PHOTO, photo
    for n, (place, photo) in enumerate(_places(before)):
        if n not in taken:
            yield place, photo, _NO_PHOTO


def _address(photo: Photo) -> tuple[str | None, ...]:
    return (photo.url,)


def _lines(photo: Photo) -> tuple[str | None, ...]:
    return (photo.caption, photo.credit)


def _role(photo: Photo) -> tuple[str | None, ...]:
    return (photo.role,)


def _places(photos: Sequence[Photo]) -> Iterator[tuple[str, Photo]]:
    count: Counter[str] = Counter()
    for photo in photos:
        count[photo.role] += 1
        number = count[photo.role]
        yield photo.role if photo.role == "lead" and number == 1 else f"{photo.role} {number}", photo
