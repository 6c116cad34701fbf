"""A tolerant reader of JSON-LD blocks: what publishers print, not what the standard asks for."""

from __future__ import annotations

import html
import json
import re
from typing import Any

_WRAPPER = re.compile(
    r"^\s*<!--//-->\s*<!\[CDATA\[//><!--|//-->\s*<!\]\]>\s*$|"  # as systems of 2010 hide scripts from browsers of 1995
    r"^\s*(?:(?://|/\*)\s*)?<!\[CDATA\[(?:\s*\*/)?|(?:(?://|/\*)\s*)?\]\]>(?:\s*\*/)?\s*$|^\s*<!--|(?://\s*)?-->\s*$"
)
# What is never closed runs to the end of the text: else each opening mark is tried anew, in quadratic time.
_STRING = r'"(?:[^"\\]++|\\(?:.|\Z))*+(?:"|\Z)'
_TOKEN = re.compile(rf"{_STRING}|/\*.*?(?:\*/|\Z)|//[^\n]*|<!--.*?(?:-->|\Z)", re.DOTALL)
_NOTHING = re.compile(
    rf"{_STRING}|(?<=:)(?P<gap>\s{{0,40}})(?:undefined\b)?(?=\s{{0,40}}[,}}])|(?<=[\[,])\s{{0,40}}undefined\b",
    re.DOTALL,
)
"""Where a template had nothing to print: `"wordCount": ,` and `"section": undefined`."""
_QUOTED = re.compile(
    r'(?P<before>[{\[,:]\s{0,40})"(?P<text>[^"]*+(?:"(?!\s{0,40}[,}\]:])[^"]*+){1,20}+)(?="\s{0,40}[,}\]:])'
)
"""A string with quotation marks of its own that nobody escaped: `"headline": "The "old" lock"`."""
_COMMAS = re.compile(rf"{_STRING}|,[\s,]*", re.DOTALL)
_BRACKETS = re.compile(rf"{_STRING}|[{{\[}}\]]", re.DOTALL)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|[^u]|u)", re.DOTALL)
_MAX_BLOCK = 4_000_000
_LONGEST_REQUOTED = 200_000
_MAX_DEPTH = 200
_MAX_NODES = 5_000


def read_json_ld(blocks: list[str]) -> list[dict[str, Any]]:
    """Every node of the blocks in document order: lists and `@graph`s taken apart, a block that cannot be read
    left out. Strings are as printed (entities not decoded). Never raises; values may be nested 200 deep at most.
    """
    nodes: list[dict[str, Any]] = []
    for block in blocks:
        if len(block) <= _MAX_BLOCK:
            nodes.extend(_nodes(_load(block)))
    return nodes[:_MAX_NODES]


def _load(block: str) -> Any:
    """A block as JSON if it can be read as such after all forgiveness, else None."""
    text = _strip_wrappers(block)
    if not text or _depth(text) > _MAX_DEPTH:
        return None
    for attempt in (_as_is, _forgiven, _unescaped, _requoted):
        try:
            return _decode(attempt(text))
        except (ValueError, RecursionError):
            continue
    return None


def _decode(text: str) -> Any:
    """The first value of `text`, and of what follows it when several objects stand one after the other."""
    decoder = json.JSONDecoder(strict=False, parse_int=_int, parse_float=_float, parse_constant=lambda _: None)
    value, end = decoder.raw_decode(text)
    rest = text[end:].strip(" \t\r\n;,")
    if not rest or rest[0] not in "{[":
        return value
    values = [value]
    while rest and rest[0] in "{[" and len(values) < 100:
        value, end = decoder.raw_decode(rest)
        values.append(value)
        rest = rest[end:].strip(" \t\r\n;,")
    return values


def _as_is(text: str) -> str:
    return text


def _forgiven(text: str) -> str:
    """Comments and trailing commas gone, null where a value is missing, escapes that JSON does not know read as the
    character itself."""
    text = _TOKEN.sub(lambda match: _mend(match[0]) if match[0][0] == '"' else " ", text)
    text = _NOTHING.sub(lambda match: match[0] if match[0][:1] == '"' else " null", text)
    return _COMMAS.sub(_comma, text)


def _comma(match: re.Match[str]) -> str:
    """A comma before a closing bracket goes; of several in a row one stays."""
    if match[0][0] == '"':
        return match[0]
    return "" if match.string[match.end() : match.end() + 1] in ("}", "]") else ","


def _unescaped(text: str) -> str:
    """A block whose quotation marks were written as entities."""
    if "&quot;" not in text and "&#34;" not in text:
        raise ValueError("no entities")
    return _forgiven(html.unescape(text))


def _requoted(text: str) -> str:
    """A block with quotation marks in its strings that were not escaped."""
    if len(text) > _LONGEST_REQUOTED:
        raise ValueError("too long")
    return _forgiven(_QUOTED.sub(_escaped, text))


def _escaped(match: re.Match[str]) -> str:
    return f'{match["before"]}"' + re.sub(r'(?<!\\)"', '\\"', match["text"])


def _mend(string: str) -> str:
    return _ESCAPE.sub(lambda m: m[0] if m[1][0] in '"\\/bfnrt' or len(m[1]) == 5 else m[1], string)


def _strip_wrappers(text: str) -> str:
    text = text.strip().lstrip("\ufeff").replace("\x00", "")
    if text[:1] in ("{", "[") and text[-1:] in ("}", "]"):
        return text
    for _ in range(4):
        stripped = _WRAPPER.sub("", text, count=2).strip()
        if stripped == text:
            break
        text = stripped
    return text.strip(" \t\r\n;")


def _depth(text: str) -> int:
    """How deep brackets nest, those inside strings counted too: an upper bound that costs little."""
    if text.count("{") + text.count("[") <= _MAX_DEPTH:
        return 0
    depth = deepest = 0
    for match in _BRACKETS.finditer(text):
        character = match[0]
        if character in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "}]":
            depth -= 1
    return deepest


def _int(digits: str) -> int | None:
    return int(digits) if len(digits) <= 20 else None


def _float(digits: str) -> float | None:
    value = float(digits[:400])
    return value if value - value == 0 else None


def _nodes(value: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    waiting = [value]
    while waiting and len(found) < _MAX_NODES:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            graph = item.get("@graph")
            own = {key: part for key, part in item.items() if key != "@graph"} if "@graph" in item else item
            if isinstance(graph, (list, dict)):
                waiting.append(graph)
            if set(own) - {"@context", "@id"}:
                found.append(own)
    return found
