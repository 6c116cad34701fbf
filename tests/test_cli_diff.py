"""`qiosk diff`: what changed between two revisions, for people and programs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from cli_runner import qiosk
from visits import article, rows, url, visit, writing

from qiosk_scraper.items import Article, Block, Correction, Link, Photo


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An article of three revisions, one of a single one, and one that parsers of version 2 have read again."""
    first = article()
    second = article(
        headline="The ferry is on time again",
        body=(*first.body[:2], Block("paragraph", "Passengers of the ferry have heard every excuse there was.")),
        photos=(replace(first.photos[0], credit="Ben Okri", credit_line="Photo: Ben Okri"),),
    )
    third = replace(second, corrections=(Correction("Correction: it was Tuesday.", "2025-03-02"),))
    path = tmp_path / "archive.db"
    with writing(path) as writer:
        writer.store([visit(first, 1), visit(article("tide"), 2), visit(second, 60), visit(third, 120)])
        writer.store([visit(article("mayor"), 3)])
        writer.finish_crawl(0)
    return path


def read_again(db: Path, read: Article) -> None:
    """Stores `read` as the parse of version 2 of the article's last capture."""
    from visits import OUTLET

    from qiosk_scraper.archive import Archive, ArchiveWriter
    from qiosk_scraper.archive.parses import parses_of
    from qiosk_scraper.archive.reparsing import NewParse

    with Archive(db) as archive:
        stored = archive.article(read.url)
        assert stored
        last = parses_of(archive, stored.id)[-1]
    with ArchiveWriter.open(db, parser_version="2") as writer, writer.reparsing("reparse", "0.1") as parses:
        parses.add(stored.url, OUTLET, [NewParse(last.revision.capture_id, last.revision.seen_at, last.article, read)])


def test_the_last_edit_is_shown(db: Path) -> None:
    ran = qiosk("diff", "1", "-d", str(db))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "The ferry is on time again\n"
        "article 1, revision 2 (1 March 2025 00:01 UTC) → revision 3 (1 March 2025 00:02\nUTC)\n\n"
        "corrections\n  {+2025-03-02: Correction: it was Tuesday.+}\n"
    )


def test_any_two_revisions_are_compared(db: Path) -> None:
    out = qiosk("diff", url("ferry"), "--from", "1", "--to", "2", "-d", str(db)).out
    assert "headline\n  The ferry is [-late-]{+on time+} again\n" in out
    assert "credit (lead photo)\n  [-Ada Moreno-]{+Ben Okri+}\n" in out
    assert "  Passengers of the ferry have heard every excuse there [-is-]{+was+}.\n" in out
    assert out == qiosk("diff", "1@2", "-d", str(db)).out
    back = qiosk("diff", "1", "--from", "2", "--to", "1", "-d", str(db)).out
    assert "The ferry is [-on time-]{+late+} again" in back
    assert "No difference" in qiosk("diff", "1", "--from", "2", "--to", "2", "-d", str(db)).out


def test_colour_where_there_is_some(db: Path) -> None:
    out = qiosk("diff", "1@2", "-d", str(db), "--color", "always").out
    assert "\x1b[31;9mlate\x1b[0m\x1b[32;4mon time\x1b[0m" in out
    assert "[-" not in out
    plain = qiosk("diff", "1@2", "-d", str(db), "--color", "never", terminal=True).out
    assert "[-late-]{+on time+}" in plain
    assert "\x1b" not in plain


def test_scraped_escapes_do_not_reach_the_terminal(db: Path) -> None:
    with writing(db, 200) as writer:
        writer.store([visit(article("tide", headline="\x1b]0;owned\x07The tide \u202egnp"), 201)])
    out = qiosk("diff", "2", "-d", str(db), "--color", "always").out
    assert "\\x1b]0;owned\\x07" in out
    assert "\\u202e" in out
    assert not re.search(r"\x1b(?!\[[0-9;]*m)|\x07|\u202e", out)


def test_json_tells_both_sides(db: Path) -> None:
    told = qiosk("diff", "1@2", "-d", str(db), "--json").json
    assert [told[end]["revision"] for end in ("from", "to")] == [1, 2]
    assert told["from"]["seen_at"] == "2025-03-01T00:00:01+00:00"
    assert (told["id"], told["revision_count"], told["same_capture"]) == (1, 3, False)
    assert [field["field"] for field in told["fields"]] == ["headline", "credit", "body"]
    assert told["fields"][0]["paragraphs"][0]["pieces"][1:3] == [["delete", "late"], ["insert", "on time"]]
    line = qiosk("diff", "1@2", "-d", str(db), "--nl").out
    assert line.count("\n") == 1
    csv = qiosk("diff", "1@2", "-d", str(db), "--csv").out.splitlines()
    assert csv[1] == "1,1,2,headline,,The ferry is late again,The ferry is on time again"


@pytest.mark.parametrize("which", ["2", "1@1", url("mayor")])
def test_one_revision_has_nothing_to_compare_with(db: Path, which: str) -> None:
    ran = qiosk("diff", which, "-d", str(db))
    assert (ran.code, ran.out) == (0, "")
    assert "one revision" in ran.err or "is its first" in ran.err
    told = qiosk("diff", which, "-d", str(db), "--json").json
    assert (told["from"], told["fields"]) == (None, [])


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["1", "--from", "4"], "no revision 4 (--from): article 1 has revisions 1 to 3"),
        (["1", "--to", "0"], "no revision 0 (--to): article 1 has revisions 1 to 3"),
        (["1", "--from", "-1"], "article 1 has revisions 1 to 3"),
        (["2", "--to", "2"], "article 2 has only revision 1"),
        (["1@4"], "article 1 has revisions 1 to 3"),
        (["77"], "no such article"),
        (["1", "--to", "x"], "is not a valid integer"),
    ],
)
def test_what_is_not_there_is_told(db: Path, args: list[str], told: str) -> None:
    ran = qiosk("diff", *args, "-d", str(db))
    assert ran.code == 2
    assert told in ran.error


def test_edits_that_leave_the_words_alone_are_shown(db: Path) -> None:
    first = article("tide")
    linked = replace(first.body[0], links=(Link(url("moon"), "the quay"),))
    with writing(db, 200) as writer:
        writer.store([visit(replace(first, body=(linked, Block("quote", first.body[1].text), first.body[2])), 201)])
    out = qiosk("diff", "2", "-d", str(db)).out
    assert "links" in out
    assert "moon" in out
    assert "block types" in out
    assert "2: [-heading-]{+quote+}" in out


def test_a_parse_is_not_taken_for_an_edit(db: Path) -> None:
    read_again(db, article("tide", headline="The tide, read otherwise", photos=(Photo("lead", agency="Tidewire"),)))
    out = qiosk("diff", "2", "-d", str(db)).out
    assert "The same capture, read by parser version 1 and again by 2: no edit." in out
    assert "agency (lead photo)\n  {+Tidewire+}" in out
    assert qiosk("diff", "2", "-d", str(db), "--json").json["same_capture"] is True


def test_the_last_edit_stays_the_default_after_reparsing(db: Path) -> None:
    read = article(headline="The ferry is punctual")
    read_again(db, read)
    assert rows(db, "SELECT number, parser_version FROM revisions WHERE article_id = 1 ORDER BY number")[-1] == (4, "2")
    told = qiosk("diff", "1", "-d", str(db), "--json").json
    assert (told["from"]["revision"], told["to"]["revision"], told["same_capture"]) == (2, 4, False)
    assert "Read by parser versions 1 and 2: some of it may be no edit." in qiosk("diff", "1", "-d", str(db)).out
