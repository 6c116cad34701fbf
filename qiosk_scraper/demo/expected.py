"""What every article of a day says, from the stories themselves: the truth that parsers are held against."""

from __future__ import annotations

from datetime import datetime
from html import unescape
from typing import Any

from qiosk_scraper.demo import SECTIONS
from qiosk_scraper.demo.article import byline
from qiosk_scraper.demo.body import resolver
from qiosk_scraper.demo.markup import blocks, pieces, plain
from qiosk_scraper.demo.related import excerpt, label, related_blocks
from qiosk_scraper.demo.stories import Edition, Picture, Story, edition


def articles(day: int) -> list[dict[str, Any]]:
    """Every listed article of the day, newest first. ValueError for a day the paper did not appear."""
    today = edition(day)
    return [_article(story, today) for story in today.listed]


def _article(story: Story, today: Edition) -> dict[str, Any]:
    body = blocks(story.body, resolver(today))
    shown = story.photo if not story.look.get("video") else None
    photos = [_photo(shown, "lead")] if shown else []
    asides = [piece.lines[0] for piece in pieces(story.body) if piece.kind == "aside"]
    numbers = [int(words.removeprefix("photo ")) for words in asides if words.startswith("photo ")]
    photos += [_photo(story.images[number - 1], "inline") for number in numbers]
    return {
        "url": story.url,
        "canonical_url": story.url,
        "outlet": "demo",
        "headline": unescape(story.headline),
        "search_headline": unescape(story.og_title) if story.og_title else None,
        "dek": plain(story.dek) if story.dek else None,
        "kicker": kicker(story),
        "sections": _sections(story),
        "authors": [{"name": author.name, "url": author.url} for author in story.authors],
        "byline": byline(story),
        "published": _iso(story.published),
        "modified": _iso(story.modified),
        "language": "en",
        "tags": list(story.tags),
        "body": body,
        "text": "\n\n".join(block["text"] for block in body),
        "photos": photos,
        "teasers": _teasers(story, today),
        "corrections": _corrections(story),
    }


def kicker(story: Story) -> str | None:
    """The label line as printed. Pages of 2019 print the section alone."""
    if story.label and story.look.get("style") == "old":
        return story.section_name
    return story.label


def _sections(story: Story) -> list[str]:
    if line := kicker(story):
        return [part.strip() for part in line.split("|")]
    return [story.section_name, *(SECTIONS[slug] for slug in story.also_in)]


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _photo(picture: Picture, role: str) -> dict[str, Any]:
    return {
        "role": role,
        "url": picture.url,
        "caption": picture.caption,
        "credit": picture.credit,
        "credit_line": credit_line(picture),
        "photographer": picture.photographer,
        "agency": picture.agency,
        "alt": picture.alt or None,
    }


def credit_line(picture: Picture) -> str | None:
    """The printed line that held the credit: the credit element's, else the caption's if a credit stands in it."""
    if picture.by:
        return picture.by
    return picture.below if picture.credit else None


def _teasers(story: Story, today: Edition) -> list[dict[str, Any]]:
    found = []
    for block in related_blocks(story, today):
        for position, other in enumerate(block.stories, start=1):
            photo = _photo(other.photo, "lead") if other.photo else None
            if photo and not photo["alt"]:
                photo["alt"] = other.headline
            found.append(
                {
                    "position": position,
                    "block": block.name or block.source,
                    "url": other.url,
                    "headline": other.headline,
                    "kicker": label(other),
                    "section": label(other),
                    "excerpt": [] if block.shape == "cards" else excerpt(other),
                    "photo": photo,
                }
            )
    return found


def _corrections(story: Story) -> list[dict[str, str | None]]:
    notes = [piece for piece in pieces(story.body) if piece.kind == "note"]
    return [{"text": plain(note.lines[0]), "date": note.date} for note in notes]
