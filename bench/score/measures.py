"""What is measured, on which pages. Every rate is over the pages where the field is known; no answer is a miss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from .bodies import Overlap, overlap, paragraphs, spread, summary, text_of
from .contenders import Answer
from .pages import SavedPage
from .texts import folded, likeness, makers, plain, same_instant, same_picture

_ALIKE = 0.8

MEASURES: dict[str, str] = {
    "annotated body": "body F1, annotated pages",
    "body": "body F1",
    "paragraph precision": "exact paragraphs, precision",
    "paragraph recall": "exact paragraphs, recall",
    "headline": "headline exact",
    "dek": "subheadline (words alike by 0.8)",
    "authors": "authors, set equal",
    "published": "published, same instant",
    "tags": "tags F1",
    "lead": "lead photo",
    "caption": "lead caption (words alike by 0.8)",
    "credit": "lead credit (words alike by 0.8)",
    "photo precision": "all photos, precision",
    "photo recall": "all photos, recall",
    "captions": "all captions, recall",
    "credits": "all credits, recall",
}
"""Key to what the table calls it, in its order."""


def measure(
    pages: Sequence[SavedPage], answers: Sequence[Answer], annotated: Sequence[SavedPage], bodies: Sequence[Answer]
) -> dict[str, float]:
    """The value of each measure; `… ±` keys hold the spread of the body measures."""
    rates: dict[str, list[float]] = defaultdict(list)
    overlaps: list[Overlap] = []
    photos = {name: _Share() for name in ("photo precision", "photo recall", "captions", "credits")}
    for page, answer in zip(pages, answers, strict=True):
        for name, value in _fields(page.known, answer).items():
            rates[name].append(value)
        _photos(page.known.get("images") or [], answer, photos)
        found, precision, recall = _body(page.known["body"], answer)
        overlaps.append(found)
        rates["paragraph precision"].append(precision)
        rates["paragraph recall"].append(recall)
    result = {name: mean(values) for name, values in rates.items()}
    result |= {name: share.hits / share.of for name, share in photos.items() if share.of}
    marked = [
        overlap(page.known["articleBody"], text_of(answer.body)) for page, answer in zip(annotated, bodies, strict=True)
    ]
    for name, some in (("body", overlaps), ("annotated body", marked)):
        if some:
            result[name], result[f"{name} ±"] = summary(some)[0], spread(some)
    return result


def _fields(known: dict[str, Any], answer: Answer) -> dict[str, float]:
    found: dict[str, float] = {"headline": plain(answer.headline) == plain(known["title"])}
    if dek := " ".join(known["body"]["summary"]).strip():
        found["dek"] = likeness(answer.dek, dek) >= _ALIKE
    if names := _set(known.get("authors")):
        found["authors"] = _set(answer.authors) == names
    if known.get("publishing_date"):
        found["published"] = same_instant(answer.published, known["publishing_date"])
    if topics := _set(known.get("topics")):
        said = _set(answer.tags)
        found["tags"] = 2 * len(said & topics) / (len(said) + len(topics))
    return found | _lead([one for one in known.get("images") or [] if one.get("is_cover")], answer)


def _lead(covers: list[dict[str, Any]], answer: Answer) -> dict[str, float]:
    found: dict[str, float] = {}
    if covers:
        versions = [[one["url"] for one in cover["versions"]] for cover in covers]
        found["lead"] = any(same_picture(answer.lead.url, urls) for urls in versions)
    if captions := [cover["caption"] for cover in covers if cover.get("caption")]:
        found["caption"] = any(likeness(answer.lead.caption, text) >= _ALIKE for text in captions)
    if credits := [", ".join(cover["authors"]) for cover in covers if cover.get("authors")]:
        found["credit"] = any(likeness(makers(answer.lead.credit), makers(text)) >= _ALIKE for text in credits)
    return found


@dataclass
class _Share:
    hits: int = 0
    of: int = 0

    def add(self, hit: bool) -> None:
        self.hits += hit
        self.of += 1


def _photos(known: list[dict[str, Any]], answer: Answer, shares: dict[str, _Share]) -> None:
    """Adds a page's photos, one by one: whether those given are the article's, and its own are given with their lines.
    A page of which no picture is known tells nothing."""
    if not known:
        return
    given = answer.photos or ([answer.lead] if answer.lead.url else [])
    versions = [[one["url"] for one in photo["versions"]] for photo in known]
    for photo in given:
        shares["photo precision"].add(any(same_picture(photo.url, urls) for urls in versions))
    for one, urls in zip(known, versions, strict=True):
        shares["photo recall"].add(any(same_picture(photo.url, urls) for photo in given))
        if caption := one.get("caption"):
            shares["captions"].add(any(likeness(photo.caption, caption) >= _ALIKE for photo in given))
        if one.get("authors"):
            made = makers(", ".join(one["authors"]))
            shares["credits"].add(any(likeness(makers(photo.credit), made) >= _ALIKE for photo in given))


def _body(known: dict[str, Any], answer: Answer) -> tuple[Overlap, float, float]:
    """Overlap with the text, with or without the dek, whichever suits; share of the answer's paragraphs that are
    exactly the publisher's, and of the publisher's that are in the answer."""
    texts = [text for section in known["sections"] for text in (*section["headline"], *section["paragraphs"])]
    said = text_of(answer.body)
    best = max(
        (overlap("\n\n".join(some), said) for some in (texts, [*known["summary"], *texts])), key=lambda one: one.f1
    )
    wanted, given = paragraphs(texts), paragraphs(answer.body)
    hits = (wanted & given).total()
    return best, hits / given.total() if given else 0.0, hits / wanted.total() if wanted else 1.0


def _set(names: Sequence[str] | None) -> set[str]:
    return {name for one in names or () if (name := folded(one))}
