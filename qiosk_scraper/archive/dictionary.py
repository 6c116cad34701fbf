"""What each table, view and column holds, read from the comments of the schema: above a table, behind a column.

The schema is the joined text of `schema.sql` and of migrations after it: what they add, rename and drop counts. A
comment that stands alone on a line and begins under the comment before it goes on with it.
"""

from __future__ import annotations

import itertools
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from qiosk_scraper.archive import schema

ID = "number of the row; other tables refer to it"
"""Description of an `id` without a comment."""

Kind = Literal["table", "view", "column"]


class Description(NamedTuple):
    """A table, view or column. `type` is as declared: empty for tables, views and what has none."""

    table: str
    column: str | None
    kind: Kind
    type: str
    description: str


def describe(schema_sql: str) -> list[Description]:
    """Table by table in the order of the schema, each followed by its columns; no comment, empty `description`.

    The columns of a full-text table with `content='…'` are described as those of that table.
    Raises ValueError when the schema ends within a string, a comment or a statement.
    """
    relations: dict[str, _Relation] = {}
    for statement, above in _statements(schema_sql):
        _apply(statement, above, relations)
    found: list[Description] = []
    for name, relation in relations.items():
        found.append(Description(name, None, relation.kind, "", relation.description))
        source = relations.get(relation.content)
        for column, (declared, text) in relation.columns.items():
            if not text and source and column in source.columns:
                text = source.columns[column][1]
            if not text and column == "id" and declared.upper() == "INTEGER":
                text = ID
            found.append(Description(name, column, "column", declared, text))
    return found


def descriptions(schema_sql: str) -> Iterator[tuple[str, str, str]]:
    """The rows of `data_dictionary`: table, column (empty for the table itself), description."""
    return ((found.table, found.column or "", found.description) for found in describe(schema_sql))


def undescribed(connection: sqlite3.Connection, descriptions: Iterable[Description]) -> list[str]:
    """Tables, views and columns (`table`, `table.column`) of the database that have no description, sorted.

    SQLite's own tables, those behind a full-text table and hidden columns are left out.
    """
    described = {(found.table, found.column) for found in descriptions if found.description}
    # hidden: 1 is a virtual table's own; 2 and 3 are generated columns, which are ours.
    standing: list[tuple[str, str | None]] = connection.execute(
        "SELECT t.name, c.name FROM pragma_table_list t, pragma_table_xinfo(t.name) c"
        " WHERE t.schema = 'main' AND t.type <> 'shadow' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND c.hidden <> 1"
    ).fetchall()
    standing += [(table, None) for table in {table for table, _ in standing}]
    return sorted(
        table if column is None else f"{table}.{column}"
        for table, column in standing
        if (table, column) not in described
    )


def markdown(descriptions: Sequence[Description]) -> str:
    """The descriptions as a page: a section for each table or view with its description and a table of its columns."""
    lines = ["# Tables and columns", ""]
    for found in descriptions:
        if found.column is None:
            heading = f"## {_cell(found.table)}" + (" (view)" if found.kind == "view" else "")
            lines += ["", heading, "", _cell(found.description), "", "| column | type | holds |", "| --- | --- | --- |"]
        else:
            lines.append(f"| `{_cell(found.column)}` | {_cell(found.type)} | {_cell(found.description)} |")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).rstrip() + "\n"


def page() -> str:
    """docs/archive.md: the newest schema, described."""
    heading, _, rest = markdown(describe(schema.text())).partition("\n")
    return f"{heading}\n\n{_INTRODUCTION}\n{rest}"


_INTRODUCTION = """\
Written by `make docs` from the comments of `qiosk_scraper/archive/schema*.sql`; change those, not this file. The same
stands in every archive, in the table `data_dictionary`. Times are ISO 8601 text in UTC. For questions ready to be asked
see [recipes.md](recipes.md)."""


def _cell(text: str) -> str:
    # A pipe ends a cell even within backticks; `<` begins HTML outside of them.
    pieces = re.split(r"(`[^`]*`)", text.replace("|", "\\|"))
    return "".join(piece if piece.startswith("`") else piece.replace("<", "&lt;") for piece in pieces)


# -- reading SQL --

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    | (?P<comment>--[^\n]*|/\*.*?\*/)
    | (?P<string>'(?:[^']|\'\')*')
    | (?P<quoted>"(?:[^"]|"")*"|`[^`]*`|\[[^]]*])
    | (?P<word>[\w$.]+)
    | (?P<sign>.)""",
    re.DOTALL | re.VERBOSE,
)
_CONSTRAINTS = {"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"}
_BEHIND_TYPE = _CONSTRAINTS | {"NOT", "NULL", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED", "AS"}
_BEHIND_SELECT = {"FROM", "WHERE", "GROUP", "ORDER", "UNION", "EXCEPT", "INTERSECT", "LIMIT", "WINDOW"}


class _Token(NamedTuple):
    kind: str
    text: str
    line: int
    indent: int

    @property
    def key(self) -> str:
        """The word in capitals; empty for anything else, a quoted name included."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        return self.text[1:-1].replace('""', '"') if self.kind == "quoted" else self.text


class _Item(NamedTuple):
    """One of the things between commas, without comments, and the comment behind it or else above it."""

    tokens: list[_Token]
    comment: str


@dataclass(slots=True)
class _Relation:
    kind: Kind
    description: str
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Column to (declared type, comment)."""
    content: str = ""
    """The table that a full-text table reads from."""


def _tokens(script: str) -> Iterator[_Token]:
    line, line_start = 1, 0
    for match in _TOKEN.finditer(script):
        kind, text = str(match.lastgroup), match[0]
        if kind == "sign" and text in "'\"`":
            raise ValueError(f"line {line}: the schema ends within {text}")
        yield _Token(kind, text, line, match.start() - line_start)
        if "\n" in text:
            line += text.count("\n")
            line_start = match.start() + text.rindex("\n") + 1


def _statements(script: str) -> Iterator[tuple[list[_Token], str]]:
    """(tokens and comments, comment block above it) of each statement; what stands behind its `;` is part of it."""
    above: list[_Token] = []
    statement: list[_Token] = []
    ended = False
    for token in _tokens(script):
        if ended and "\n" in token.text and token.kind == "space":
            yield statement, _text(above)
            statement, above, ended = [], [], False
        if token.kind == "space":
            if not statement and token.text.count("\n") > 1:
                above = []
            continue
        if ended and token.kind != "comment":
            yield statement, _text(above)
            statement, above, ended = [], [], False
        if token.kind == "comment" and not statement:
            above.append(token)
            continue
        statement.append(token)
        ended = ended or (token.text == ";" and _is_whole(statement))
    if statement and not ended:
        raise ValueError(f"line {statement[0].line}: the statement does not end")
    if statement:
        yield statement, _text(above)


def _is_whole(statement: list[_Token]) -> bool:
    """A trigger goes on to `; END;`."""
    words = [token for token in statement if token.kind != "comment"]
    if "TRIGGER" not in [token.key for token in words[:3]]:
        return True
    return len(words) > 3 and words[-2].key == "END" and words[-3].text == ";"


def _text(comments: Iterable[_Token]) -> str:
    return " ".join(
        " ".join(
            (token.text[2:] if token.text.startswith("--") else token.text[2:-2]).strip() for token in comments
        ).split()
    )


def _apply(statement: list[_Token], above: str, relations: dict[str, _Relation]) -> None:
    """The statement's effect on the tables and views."""
    words = [token for token in statement if token.kind not in ("comment", "space")]
    keys = [token.key for token in words if token.key not in ("TEMP", "TEMPORARY", "VIRTUAL", "IF", "NOT", "EXISTS")]
    if keys[:2] in (["CREATE", "TABLE"], ["CREATE", "VIEW"]):
        at = next(n for n, token in enumerate(words) if token.key in ("TABLE", "VIEW")) + 1
        while words[at].key in ("IF", "NOT", "EXISTS"):
            at += 1
        rest = statement[statement.index(words[at]) + 1 :]
        relation = _Relation("view" if keys[1] == "VIEW" else "table", above)
        (_read_view if keys[1] == "VIEW" else _read_table)(rest, relation)
        relations.setdefault(_last_part(words[at]), relation)
    elif keys[:2] in (["DROP", "TABLE"], ["DROP", "VIEW"]):
        relations.pop(_last_part(words[-2]), None)
    elif keys[:2] == ["ALTER", "TABLE"] and (table := relations.get(_last_part(words[2]))):
        change = [token for token in words[3:-1] if token.key != "COLUMN"]
        match change[0].key, len(change):
            case "ADD", _:
                comment = _text(token for token in statement if token.kind == "comment")
                _add_column(table, _Item(change[1:], comment or above))
            case "DROP", _:
                table.columns.pop(change[1].name, None)
            case "RENAME", 3:
                relations[change[2].name] = relations.pop(_last_part(words[2]))
            case "RENAME", 4:
                table.columns = {
                    change[3].name if name == change[1].name else name: column for name, column in table.columns.items()
                }


def _last_part(token: _Token) -> str:
    return token.name if token.kind == "quoted" else token.text.rpartition(".")[2]


def _read_table(rest: list[_Token], relation: _Relation) -> None:
    for item in _items(_within_brackets(rest)):
        signs = [token.text for token in item.tokens]
        if signs[1:2] == ["="]:
            if signs[0] == "content":
                relation.content = signs[2].strip("'\"")
        elif item.tokens[0].key not in _CONSTRAINTS:
            _add_column(relation, item)


def _add_column(relation: _Relation, item: _Item) -> None:
    declared = itertools.takewhile(lambda token: token.key not in _BEHIND_TYPE | {"UNINDEXED"}, item.tokens[1:])
    relation.columns[item.tokens[0].name] = (" ".join(token.text for token in declared), item.comment)


def _read_view(rest: list[_Token], relation: _Relation) -> None:
    """Columns by the list behind the view's name, else by the first SELECT; `*` names none."""
    selected: list[_Token] = []
    depth = 0
    inside = False
    for token in rest:
        depth += (token.text == "(") - (token.text == ")")
        if not depth and token.key == "SELECT":
            inside = True
        elif inside and not depth and (token.key in _BEHIND_SELECT or token.text == ";"):
            break
        elif inside and token.key not in ("DISTINCT", "ALL"):
            selected.append(token)
    columns = [(_selected_name(item.tokens), item.comment) for item in _items(selected)]
    if rest[0].text == "(":
        named = _items(_within_brackets(rest))
        comments = [comment for _, comment in columns] + [""] * len(named)
        columns = [
            (item.tokens[0].name, item.comment or comment) for item, comment in zip(named, comments, strict=False)
        ]
    relation.columns = {name: ("", comment) for name, comment in columns if name}


def _selected_name(tokens: list[_Token]) -> str:
    """The name given with or without AS, else the column's own; empty for `*` and for an expression without a name."""
    last = tokens[-1]
    return _last_part(last) if last.kind in ("word", "quoted") and last.key != "END" else ""


def _within_brackets(tokens: list[_Token]) -> list[_Token]:
    """What stands in the first pair of brackets."""
    start = next((n for n, token in enumerate(tokens) if token.text == "("), len(tokens))
    depth = 0
    for n, token in enumerate(tokens[start:], start):
        depth += (token.text == "(") - (token.text == ")")
        if not depth:
            return tokens[start + 1 : n]
    return []


def _items(tokens: list[_Token]) -> list[_Item]:
    """Parted at commas outside of brackets. A comment is of the item that its line ends, else of the one below."""
    parts: list[list[_Token]] = [[]]
    behind: list[list[_Token]] = [[]]
    above: list[list[_Token]] = [[]]
    depth = last_line = 0
    written: list[_Token] = []  # the block that the latest comment went to
    for token in tokens:
        if token.kind == "comment":
            alone = token.line != last_line
            goes_on = alone and written and (token.line - 1, token.indent) == (written[-1].line, written[-1].indent)
            if not goes_on:
                just_ended = not parts[-1] and not alone and len(parts) > 1
                written = behind[-1] if parts[-1] else behind[-2] if just_ended else above[-1]
            written.append(token)
            continue
        last_line = token.line
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "," and not depth:
            for lists in (parts, behind, above):
                lists.append([])
        else:
            parts[-1].append(token)
    return [
        _Item(part, _text(after) or _text(before))
        for part, after, before in zip(parts, behind, above, strict=True)
        if part
    ]
