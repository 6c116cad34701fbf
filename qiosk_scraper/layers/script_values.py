"""Values that scripts hold in other shapes than JSON: the two in which Nuxt sends a page's data.

Nuxt 3 writes one flat list in which numbers stand for places of other values (`[{"title": 1}, "The tide"]`); Nuxt 2
calls a function with what repeats (`(function(a){return {title:a,lead:"…"}}("The tide"))`), in JavaScript's spelling.
"""

from __future__ import annotations

import json
import re
from typing import Any

_MOST = 100_000
"""Values read of one script."""
_ALIASES = ("Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef")
_CALL = re.compile(r"\(?\s*function\s*\((?P<names>[\w$,\s]*)\)\s*\{\s*(?:[\w$.\[\]\"']+\s*=[^{};]{0,80};\s*)*return\s*")
_TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')|(?P<number>-?\d*\.?\d+(?:[eE][+-]?\d+)?)"
    r"|(?P<word>[A-Za-z_$][\w$.]*)|(?P<mark>[\[\]{}:,()]))",
    re.DOTALL,
)
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|(['/])|(\n))")


def is_flat(value: Any) -> bool:
    """Whether a list looks like one of Nuxt 3: its first entry tells where the whole is."""
    return (
        isinstance(value, list)
        and len(value) > 2
        and isinstance(value[0], (list, dict))
        and any(isinstance(one, str) for one in value[:200])
        and all(isinstance(one, int) for one in (value[0].values() if isinstance(value[0], dict) else value[0][1:]))
    )


def unfolded(values: list[Any]) -> Any:
    """The value that a flat list stands for; what points nowhere is None."""
    made: list[Any] = [({} if isinstance(one, dict) else _plain(one)) for one in values]

    def at(place: Any) -> Any:
        for _ in range(8):
            if not isinstance(place, int) or isinstance(place, bool) or not 0 <= place < len(values):
                return None
            one = values[place]
            if isinstance(one, list) and len(one) == 2 and one[0] in _ALIASES:
                place = one[1]
                continue
            return made[place]
        return None

    for place, one in enumerate(values):
        if isinstance(one, dict):
            made[place].update({key: at(inner) for key, inner in one.items()})
        elif isinstance(one, list) and isinstance(made[place], list):
            made[place].extend(at(inner) for inner in (one[1:] if one and isinstance(one[0], str) else one))
    return at(0)


def _plain(one: Any) -> Any:
    if not isinstance(one, list):
        return one
    return one[1] if len(one) == 2 and one[0] == "Date" else []


def called(script: str, start: int) -> Any:
    """The value of a function call that begins at `start`, its names replaced by what it is called with; None where it
    is anything more than that."""
    call = _CALL.match(script, start)
    if call is None:
        return None
    names = [name.strip() for name in call["names"].split(",") if name.strip()]
    reader = _Reader(script, call.end())
    body = reader.value()
    if body is None or not reader.skip("}", ")", "("):
        return None
    given: dict[str, Any] = {}
    for name in names:
        given[name] = reader.value()
        reader.skip(",")
    return _filled(body, given)


class _Name(str):
    """A name that stands for a value."""

    __slots__ = ()


class _Reader:
    """Reads JavaScript literals one after the other."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.read = 0

    def token(self) -> tuple[str, str] | None:
        found = _TOKEN.match(self.text, self.at)
        if found is None or found.lastgroup is None or self.read >= _MOST:
            return None
        self.at = found.end()
        self.read += 1
        return found.lastgroup, found[found.lastgroup]

    def skip(self, *marks: str) -> bool:
        """Goes past the marks that come next; the last of them must."""
        passed = ""
        while (found := _TOKEN.match(self.text, self.at)) and found["mark"] in marks:
            self.at, passed = found.end(), found["mark"]
            if passed == marks[-1]:
                break
        return passed == marks[-1]

    def value(self) -> Any:
        """The next value; None for what is no literal. Objects and lists nest without recursion."""
        stack: list[tuple[Any, str | None]] = []
        key: str | None = None
        while (token := self.token()) is not None:
            kind, text = token
            value: Any = None
            if kind == "mark":
                if text in "{[":
                    stack.append(({} if text == "{" else [], key))
                    key = None
                    continue
                if text in "}]" and stack:
                    value, key = stack.pop()
                elif text in ",:" and stack:
                    continue
                else:
                    return None
            elif stack and isinstance(stack[-1][0], dict) and key is None:
                key = _string(text) if kind == "text" else text
                continue
            elif kind == "text":
                value = _string(text)
            elif kind == "number":
                value = float(text) if "." in text or "e" in text.lower() else int(text)
            elif text == "void":
                self.token()
            elif text == "new":
                value = self.date()
            else:
                value = _WORDS[text] if text in _WORDS else _Name(text)
            if not stack:
                return value
            inside = stack[-1][0]
            if isinstance(inside, dict):
                inside[key or ""], key = value, None
            else:
                inside.append(value)
        return None

    def date(self) -> Any:
        """The argument of `new Date(…)`."""
        self.token()
        self.skip("(")
        value = self.value()
        self.skip(")")
        return value


def _string(text: str) -> str:
    inside = _ESCAPE.sub(lambda found: f"\\u00{found[1]}" if found[1] else found[2] or "", text[1:-1])
    if text[0] == "'":
        inside = inside.replace('"', '\\"')
    try:
        return str(json.loads(f'"{inside}"', strict=False))
    except ValueError:
        return text[1:-1]


def _filled(body: Any, given: dict[str, Any]) -> Any:
    """`body` with its names replaced."""
    if isinstance(body, _Name):
        return given.get(body)
    waiting = [body]
    while waiting:
        node = waiting.pop()
        for key, value in list(node.items() if isinstance(node, dict) else enumerate(node)):
            if isinstance(value, _Name):
                node[key] = given.get(value)
            elif isinstance(value, (dict, list)):
                waiting.append(value)
    return body
