"""Citations: names cut right, text that no format can be broken with, the command."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from cli_runner import qiosk
from hostile_rows import TEXTS
from visits import article, url, visit, writing

from qiosk_scraper import Archive
from qiosk_scraper.citations import STYLES, Citation, Name, bibtex, citation, coins, csl, highwire, name, ris
from qiosk_scraper.items import Author


@pytest.fixture
def archive(db: Path) -> Path:
    with writing(db) as writer:
        writer.store([visit(article("ferry", published="2025-03-02T01:40:00+00:00"), 100)])
        writer.store([visit(article("ferry", headline="The ferry is on time"), 90_000)])
    return db


@pytest.mark.parametrize(("printed", "expected"), [
    ("Ada Moreno", Name("Moreno", "Ada")),
    ("Ludwig van der Berg", Name("van der Berg", "Ludwig")),
    ("José de la Cruz Soto", Name("Soto", "José de la Cruz")),
    ("John Smith Jr.", Name("Smith", "John", "Jr.")),
    ("Reuters Staff", Name("Reuters Staff")),
    ("The Editors", Name("The Editors")),
    ("Madonna", Name("Madonna")),
    ("王小明", Name("王小明")),
    ("Van Morrison", Name("Morrison", "Van")),
])  # fmt: skip
def test_a_name_is_cut_into_family_and_given(printed: str, expected: Name) -> None:
    assert name(printed) == expected


def test_citation_of_an_article(archive: Path) -> None:
    with Archive(archive) as opened:
        stored = opened.article("1@1")
        assert stored
        made = citation(stored, "The Gazette", "America/New_York")
    assert (made.title, made.outlet, made.url) == ("The ferry is late again", "The Gazette", url("ferry"))
    assert made.published
    assert str(made.published.date()) == "2025-03-01", "the day in the outlet's own zone"
    assert made.accessed
    assert str(made.accessed.date()) == "2025-03-01"
    assert (made.key, made.note) == ("moreno2025-1-1", "revision 1 of 2")
    (item,) = json.loads(csl(made))
    assert item["author"] == [{"family": "Moreno", "given": "Ada"}, {"family": "Okri", "given": "Ben"}]
    assert item["issued"] == {"date-parts": [[2025, 3, 1]]}
    assert item["type"] == "article-newspaper"
    assert parse_qs(coins(made))["rft.au"] == ["Ada Moreno", "Ben Okri"]
    assert ("citation_publication_date", "2025/03/01") in highwire(made)


SAMPLE = Citation("key1", "A title", "The Gazette", "http://gazette.example/a_b/?c={d}", None, (Name("Moreno", "Ada"),))


@pytest.mark.parametrize("text", [*TEXTS, "100% of $5 & #1_x ^~ {braces} \\end{document}", "two\nlines\rTY  - BOOK"])
def test_no_text_breaks_a_format(text: str, db: Path) -> None:
    with writing(db) as writer:
        writer.store([visit(article("ferry", headline=text, dek=text, authors=(Author(text),), tags=(text,)))])
    with Archive(db) as opened:
        stored = opened.article(1)
        assert stored
        made = citation(stored, text)
    entry = bibtex(made)
    assert re.sub(r"\\[{}]", "", entry).count("{") == re.sub(r"\\[{}]", "", entry).count("}")
    assert re.fullmatch(r"@online\{[a-z0-9-]+,\n(  [a-z]+ = \{.*\},\n)+\}\n", entry)
    assert not re.search(r"(?<!\\)[%$&#_]", "\n".join(line for line in entry.splitlines() if "url" not in line))
    lines = ris(made).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert [line for line in lines if line[:2] in ("TY", "ER")] == ["TY  - NEWS", "ER  - "]
    assert json.loads(csl(made))[0]["type"] == "article-newspaper"
    assert all(value.isprintable() for _, value in highwire(made))


def test_addresses_stay_whole(archive: Path) -> None:
    assert "url = {http://gazette.example/a_b/?c=%7Bd%7D}" in bibtex(SAMPLE)
    assert "UR  - http://gazette.example/a_b/?c={d}" in ris(SAMPLE)
    assert "author" not in bibtex(replace(SAMPLE, authors=()))


@pytest.mark.parametrize("style", STYLES)
def test_cite_prints_the_reference(archive: Path, style: str) -> None:
    ran = qiosk("cite", "1@1", "--style", style, "-d", str(archive))
    assert (ran.code, ran.err) == (0, "")
    assert "The ferry is late again" in ran.out
    assert "on time" in qiosk("cite", url("ferry"), "--style", style, "-d", str(archive)).out


def test_cite_what_is_not_there(archive: Path) -> None:
    assert qiosk("cite", "9", "-d", str(archive)).code == 2
    assert "revisions 1 to 2" in qiosk("cite", "1@3", "-d", str(archive)).error
    assert qiosk("cite", "1", "--style", "mla", "-d", str(archive)).code == 2
