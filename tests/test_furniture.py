"""Pages that differ only in furniture give no revision, pages with a real edit give one: through parser and writer."""

from __future__ import annotations

from pathlib import Path

import pytest
from furniture_pages import MARKUPS, OUTLET, URL, Furniture, Story
from furniture_pairs import EDITS, FIRST, FURNITURE, PLAIN
from visits import at, rows

from qiosk_scraper.archive import ArchiveWriter
from qiosk_scraper.items import Article, Capture, FrontierEntry, Visit
from qiosk_scraper.parse import parse_article


def read(markup: str, story: Story, furniture: Furniture, second: int) -> Visit:
    """A visit that brought the article in this markup."""
    body = MARKUPS[markup](story, furniture).encode()
    capture = Capture(URL, body, 200, (("content-type", "text/html; charset=utf-8"),), at(second))
    entry = FrontierEntry(URL, "article", OUTLET.slug)
    return Visit(entry, at(second), status=200, capture=capture, article=parse_article(capture, OUTLET))


def revisions(path: Path, *visits: Visit) -> int:
    """How many revisions an archive has after these visits, each in a run of its own."""
    for number, visit in enumerate(visits):
        with ArchiveWriter.open(path, clock=lambda number=number: at(number * 90_000)) as writer:
            writer.begin_crawl("crawl", "0.1")
            writer.seed(OUTLET, ())
            writer.store([visit])
            writer.finish_crawl(0)
    return int(rows(path, "SELECT count(*) FROM revisions")[0][0])


def article(markup: str, story: Story, furniture: Furniture = PLAIN) -> Article:
    found = read(markup, story, furniture, 0).article
    assert found is not None
    return found


@pytest.mark.parametrize("markup", MARKUPS)
def test_the_page_of_the_pairs_is_read_whole(markup: str) -> None:
    found = article(markup, FIRST)
    assert (found.headline, found.dek, found.kicker) == (FIRST.headline, FIRST.dek, FIRST.kicker)
    assert [author.name for author in found.authors] == [name for name, _ in FIRST.authors]
    assert found.published == FIRST.published
    assert len([block for block in found.body if block.type == "paragraph"]) == len(FIRST.paragraphs)
    assert {(photo.caption, photo.credit) for photo in found.photos} == {
        (FIRST.caption, FIRST.credit), (FIRST.second_caption, FIRST.second_credit),
    }  # fmt: skip


@pytest.mark.parametrize("name", FURNITURE)
@pytest.mark.parametrize("markup", MARKUPS)
def test_furniture_adds_no_revision(tmp_path: Path, markup: str, name: str) -> None:
    before, after = MARKUPS[markup](FIRST, PLAIN), MARKUPS[markup](FIRST, FURNITURE[name])
    if before == after:
        pytest.skip("this markup has no such furniture")
    made = revisions(tmp_path / "a.db", read(markup, FIRST, PLAIN, 0), read(markup, FIRST, FURNITURE[name], 90_000))
    assert made == 1, rows(tmp_path / "a.db", "SELECT kind, detail FROM events")
    assert rows(tmp_path / "a.db", "SELECT count(*) FROM captures") == [(2,)]


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("markup", MARKUPS)
def test_an_edit_adds_one_revision_and_taking_it_back_another(tmp_path: Path, markup: str, name: str) -> None:
    edited = read(markup, EDITS[name], FURNITURE["all of it"], 90_000)
    back = read(markup, FIRST, PLAIN, 180_000)
    assert revisions(tmp_path / "a.db", read(markup, FIRST, PLAIN, 0), edited) == 2
    assert revisions(tmp_path / "b.db", read(markup, FIRST, PLAIN, 0), edited, back) == 3


def test_there_are_fifty_pairs_of_each_kind() -> None:
    differ = [
        (markup, name)
        for markup, print_page in MARKUPS.items()
        for name, furniture in FURNITURE.items()
        if print_page(FIRST, furniture) != print_page(FIRST, PLAIN)
    ]
    assert len(differ) >= 50
    assert len(EDITS) * len(MARKUPS) >= 50
