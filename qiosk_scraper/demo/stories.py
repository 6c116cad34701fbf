"""The paper's stories, read from the data files beside this module, as they stand on one day.

A file `texts/<section>.toml` holds `[[story]]` tables. Keys: `slug`, `id` (the post id), `headline`, `dek`, `label`
(the label line as printed), `tags`, `authors` (logins of `people.toml`), `published`, `modified`, `path` (when it is
not `/<slug>/`), `look` (which of the page shapes it is printed in), `body` (see `markup.py`), `photo` and `images`.
A picture states what is printed (`below`: the caption element, `by`: the credit element) and, beside it, what that
means (`caption`, `credit`, `photographer`, `agency`). `day2` holds what differs on the second day: any of these keys,
`replace` (pairs of old and new text in the body), `append` (further pieces of the body), or `gone`. A story with
`day = 2` is not there on the first.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, cached_property
from importlib.resources import files
from typing import Any
from zlib import crc32

from qiosk_scraper.demo import HOME, SECTIONS

DAYS = (1, 2)
SITE_ID = 18440917
"""The number of the whole site in the CMS; load-more requests carry it."""


@dataclass(frozen=True, slots=True)
class Person:
    login: str
    name: str
    bio: str = ""

    @property
    def url(self) -> str:
        return f"{HOME}author/{self.login}/"


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo: what is printed under it, and what the printed words mean."""

    file: str
    alt: str = ""
    below: str | None = None
    by: str | None = None
    caption: str | None = None
    credit: str | None = None
    photographer: str | None = None
    agency: str | None = None

    @property
    def number(self) -> int:
        return 30_000_000 + crc32(self.file.encode()) % 9_000_000

    @property
    def url(self) -> str:
        """The address without a size: path and id name the picture."""
        return f"{HOME}media-library/{self.file}.jpg?id={self.number}"

    def sized(self, day: int, width: int = 1200) -> str:
        """The address as the page of that day has it; the second day's layout asks for other sizes."""
        wide = width + 45 * (day - 1)
        return f"{self.url}&width={wide}&height={wide * 2 // 3}"


@dataclass(frozen=True)
class Story:
    slug: str
    id: int
    section: str
    headline: str
    authors: tuple[Person, ...]
    published: datetime
    modified: datetime
    body: str
    dek: str | None = None
    label: str | None = None
    tags: tuple[str, ...] = ()
    path: str = ""
    look: Mapping[str, Any] = field(default_factory=dict)
    photo: Picture | None = None
    images: tuple[Picture, ...] = ()
    og_title: str | None = None
    also_in: tuple[str, ...] = ()
    """Further section slugs, printed beside the first."""
    listed: bool = True
    """Whether section pages, feeds and sitemaps name it."""

    @property
    def url(self) -> str:
        return HOME.rstrip("/") + self.path

    @property
    def section_name(self) -> str:
        return SECTIONS[self.section]

    @cached_property
    def seed(self) -> int:
        """A number that stays the same for a story: it picks among equal page shapes."""
        return crc32(self.slug.encode())


@dataclass(frozen=True)
class Edition:
    """All stories of a day, newest first, and the ways to find one."""

    day: int
    stories: tuple[Story, ...]
    gone: frozenset[str]
    """Paths of articles that were taken down."""

    @cached_property
    def by_path(self) -> Mapping[str, Story]:
        return {story.path: story for story in self.stories}

    @cached_property
    def by_slug(self) -> Mapping[str, Story]:
        return {story.slug: story for story in self.stories}

    @cached_property
    def by_id(self) -> Mapping[int, Story]:
        return {story.id: story for story in self.stories}

    @cached_property
    def listed(self) -> tuple[Story, ...]:
        return tuple(story for story in self.stories if story.listed)

    def of_section(self, slug: str) -> tuple[Story, ...]:
        return tuple(story for story in self.listed if story.section == slug)


@cache
def people() -> Mapping[str, Person]:
    """Everybody who writes for the paper, by login."""
    return {login: Person(login, **record) for login, record in _read("people.toml").items()}


@cache
def edition(day: int) -> Edition:
    """The stories as they stand on `day`, newest first. ValueError for a day the paper did not appear."""
    if day not in DAYS:
        raise ValueError(f"the demo outlet has days {DAYS}, not {day!r}")
    stories: list[Story] = []
    gone: set[str] = set()
    for section in SECTIONS:
        for raw in _read(f"{section}.toml")["story"]:
            record = dict(raw)
            changes = record.pop("day2", {})
            if record.pop("day", 1) > day:
                continue
            if day == 2:
                if changes.get("gone"):
                    gone.add(_path(record))
                    continue
                record = _edited(record, changes)
            stories.append(_story(section, record))
    stories.sort(key=lambda story: (story.published, story.id), reverse=True)
    return Edition(day, tuple(stories), frozenset(gone))


def _edited(record: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    edited = dict(record)
    for old, new in changes.get("replace", ()):
        if edited["body"].count(old) != 1:
            raise ValueError(f"{record['slug']}: {old!r} must stand in the body exactly once")
        edited["body"] = edited["body"].replace(old, new)
    if "append" in changes:
        edited["body"] = f"{edited['body'].rstrip()}\n\n{changes['append']}"
    return edited | {key: value for key, value in changes.items() if key not in ("replace", "append")}


def _story(section: str, record: Mapping[str, Any]) -> Story:
    values = dict(record)
    photo = values.pop("photo", None)
    published = _moment(values.pop("published"))
    return Story(
        section=section,
        authors=tuple(people()[login] for login in values.pop("authors")),
        published=published,
        modified=_moment(values.pop("modified", published)),
        path=_path(values),
        tags=tuple(values.pop("tags", ())),
        also_in=tuple(values.pop("also_in", ())),
        photo=Picture(**photo) if photo else None,
        images=tuple(Picture(**image) for image in values.pop("images", ())),
        **{key: value for key, value in values.items() if key != "path"},
    )


def _path(record: Mapping[str, Any]) -> str:
    return str(record.get("path") or f"/{record['slug']}/")


def _moment(value: datetime) -> datetime:
    return value.astimezone(UTC)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("texts", name).read_text(encoding="utf-8"))
