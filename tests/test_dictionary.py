"""The data dictionary: every table and column of the archive has a description, read from the schema's comments."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from qiosk_scraper.archive import schema
from qiosk_scraper.archive.dictionary import ID, Description, describe, descriptions, markdown, page, undescribed

SCHEMA = schema.text()


def columns(schema: str, table: str) -> dict[str, str]:
    return {found.column: found.description for found in describe(schema) if found.table == table and found.column}


@pytest.fixture
def database() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    yield connection
    connection.close()


def test_every_table_and_column_of_the_archive_is_described(database: sqlite3.Connection) -> None:
    database.executescript(SCHEMA)
    assert undescribed(database, describe(SCHEMA)) == []


def test_nothing_is_described_that_does_not_exist(database: sqlite3.Connection) -> None:
    database.executescript(SCHEMA)
    declared = database.execute(
        "SELECT t.name, c.name, c.type FROM pragma_table_list t, pragma_table_xinfo(t.name) c WHERE c.hidden <> 1"
    ).fetchall()
    columns = [(found.table, found.column, found.type) for found in describe(SCHEMA) if found.column]
    views = {found.table for found in describe(SCHEMA) if found.kind == "view"}
    assert columns
    assert views
    # The type of a view's column is SQLite's guess.
    assert not set(columns) - {(table, name, "" if table in views else kind) for table, name, kind in declared}


def test_descriptions_of_the_archive() -> None:
    found = {(one.table, one.column): one for one in describe(SCHEMA)}
    assert found["outlets", None] == Description("outlets", None, "table", "", "A publication.")
    assert found["outlets", "id"] == Description("outlets", "id", "column", "INTEGER", ID)
    assert found["articles", "kicker"].description == "raw label line, such as `Reporting | QiOSK`"
    assert found["articles_fts", "dek"].description == found["articles", "dek"].description
    assert ("data_dictionary", "", "What each table and column holds: this file's comments.") in descriptions(SCHEMA)
    assert len(set(found)) == len(describe(SCHEMA))


def test_comments_above_and_behind() -> None:
    schema = """
    -- About the file.

    -- What a pier is,
    -- in two lines.
    CREATE TABLE IF NOT EXISTS piers (
        id INTEGER PRIMARY KEY,
        name TEXT DEFAULT 'a, -- b (c', -- as painted
                                        -- on the sign
        -- metres
        length REAL CHECK (length IN (1, 2)),
        "a, b" VARCHAR(10, 2) NOT NULL, /* quoted */
        depth INTEGER GENERATED ALWAYS AS (length * 2) VIRTUAL -- in fathoms
        , berths ANY, silent TEXT,
        UNIQUE (name, length), -- no column
        PRIMARY KEY (id) -- the last
    ); -- behind
    CREATE TABLE bare (x);
    """
    found = describe(schema)
    assert found[0] == Description("piers", None, "table", "", "What a pier is, in two lines.")
    assert columns(schema, "piers") == {
        "id": ID,
        "name": "as painted on the sign",
        "length": "metres",
        "a, b": "quoted",
        "depth": "in fathoms",
        "berths": "",
        "silent": "",
    }
    assert [one.type for one in found if one.column == "a, b"] == ["VARCHAR ( 10 , 2 )"]
    assert found[-2:] == [Description("bare", None, "table", "", ""), Description("bare", "x", "column", "", "")]


def test_views_are_described_by_what_they_select() -> None:
    schema = """
    -- What stands.
    CREATE VIEW standing AS
    WITH now AS (SELECT max(at) AS at -- not a column
                 FROM clock)
    SELECT DISTINCT t.page_url, -- the page
        (SELECT count(*) FROM teasers), -- nameless
        count(*) AS shown, -- how many, by far
        coalesce(a.headline, t.headline) headline, -- as teased
        CASE WHEN 1 THEN 2 END AS "case" -- one of two
    FROM teasers t, now;
    -- Named.
    CREATE VIEW named(one, -- first
                      two) AS SELECT 1, 2; -- second?
    """
    assert columns(schema, "standing") == {
        "page_url": "the page",
        "shown": "how many, by far",
        "headline": "as teased",
        "case": "one of two",
    }
    assert columns(schema, "named") == {"one": "first", "two": ""}
    assert [found.kind for found in describe(schema) if found.column is None] == ["view", "view"]


def test_migrations_add_rename_and_drop() -> None:
    schema = """
    -- Piers.
    CREATE TABLE piers (
        name TEXT, -- as painted
        colour TEXT, -- of the paint
        old TEXT -- gone soon
    );
    CREATE TRIGGER t AFTER INSERT ON piers BEGIN
        UPDATE piers SET name = CASE WHEN 1 THEN 'x' END; -- not a description
        DELETE FROM piers;
    END;
    ALTER TABLE piers ADD COLUMN depth INTEGER NOT NULL DEFAULT 0; -- in fathoms
    -- berths of either side
    ALTER TABLE piers ADD berths TEXT;
    ALTER TABLE piers RENAME COLUMN colour TO paint;
    ALTER TABLE piers DROP COLUMN old;
    ALTER TABLE piers RENAME TO quays;
    -- Not for long.
    CREATE TABLE scratch (x TEXT);
    DROP TABLE IF EXISTS scratch;
    """
    assert {found.table for found in describe(schema)} == {"quays"}
    assert columns(schema, "quays") == {
        "name": "as painted",
        "paint": "of the paint",
        "depth": "in fathoms",
        "berths": "berths of either side",
    }


@pytest.mark.parametrize("schema", ["CREATE TABLE t (x TEXT)", "CREATE TABLE t (x DEFAULT 'a);", "SELECT 1"])
def test_an_unfinished_schema_is_refused(schema: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        describe(schema)


def test_undescribed_names_what_has_no_comment(database: sqlite3.Connection) -> None:
    schema = """
    -- Described.
    CREATE TABLE good (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT); -- no column
    CREATE TABLE bad (y TEXT, -- but its column is
        z TEXT);
    -- Full text.
    CREATE VIRTUAL TABLE words USING fts5(x, lone UNINDEXED, content='good', content_rowid='id');
    -- A view.
    CREATE VIEW seen AS SELECT x, /* text */ y FROM good, bad;
    """
    database.executescript(schema)
    database.execute("CREATE TABLE later (w)")
    assert undescribed(database, describe(schema)) == [
        "bad",
        "bad.z",
        "good.x",
        "later",
        "later.w",
        "seen.y",
        "words.lone",
        "words.x",
    ]


def test_markdown_has_a_section_for_each_table() -> None:
    schema = """
    -- A <pier> | quay.
    CREATE TABLE piers (
        id INTEGER PRIMARY KEY,
        kicker TEXT -- such as `A | <b>` or <b>
    );
    -- Seen.
    CREATE VIEW seen AS SELECT kicker -- the same
    FROM piers;
    """
    assert (
        markdown(describe(schema))
        == f"""\
# Tables and columns

## piers

A &lt;pier> \\| quay.

| column | type | holds |
| --- | --- | --- |
| `id` | INTEGER | {ID} |
| `kicker` | TEXT | such as `A \\| <b>` or &lt;b> |

## seen (view)

Seen.

| column | type | holds |
| --- | --- | --- |
| `kicker` |  | the same |
"""
    )


def test_the_page_of_tables_is_up_to_date() -> None:
    docs = Path(__file__).parent.parent / "docs"
    assert (docs / "archive.md").read_text(encoding="utf-8") == page(), "run `make docs`"
