"""A difference marked up for a terminal, with colour or with `[-old-]{+new+}`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence

from qiosk_scraper.differences.pieces import Op, ParagraphDifference
from qiosk_scraper.differences.revisions import FieldDifference

_COLOURS = {"delete": "\x1b[31;9m", "insert": "\x1b[32;4m", "note": "\x1b[2m", "title": "\x1b[1m"}
_MARKED: dict[Op, tuple[str, str]] = {"delete": ("[-", "-]"), "insert": ("{+", "+}")}
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
_CLOSING = "、。，．：；？！」』）】》〉〕］｝"
_CHUNK = re.compile(rf"\n|[^\S\n]+|[{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+")
_INDENT = "  "


def render_terminal(
    found: Sequence[FieldDifference],
    *,
    colour: bool,
    width: int,
    escape: Callable[[str], str],
    context: int = 1,
) -> str:
    """The differences to read, field by field, lines of at most `width` columns.

    Old words struck out in red and new ones underlined in green, or `[-old-]{+new+}` without colour. Of unchanged
    paragraphs only those next to a change are shown, `context` on either side. `escape` gets every line of scraped text
    and gives it back without control characters.
    """
    out: list[str] = []
    for difference in found:
        title = f"{difference.field} ({difference.place} photo)" if difference.place else difference.field
        out.append(_painted("title", title, colour))
        paragraphs = difference.paragraphs
        near = {
            shown
            for n, paragraph in enumerate(paragraphs)
            if paragraph.change != "equal"
            for shown in range(n - context, n + context + 1)
        }
        skipped = 0
        for n, paragraph in enumerate([*paragraphs, None]):
            if paragraph is not None and n not in near:
                skipped += 1
                continue
            if skipped:
                note = f"… {skipped} unchanged paragraph{'s' if skipped > 1 else ''}"
                out += _filled([("note", note)], width, colour)
                skipped = 0
            if paragraph is not None:
                out += _filled(_styled(paragraph, colour, escape), width, colour)
        out.append("")
    return "\n".join(out)


def _styled(paragraph: ParagraphDifference, colour: bool, escape: Callable[[str], str]) -> list[tuple[str, str]]:
    """(style, text) to print, marks included."""

    def shown(text: str) -> str:
        return "\n".join(map(escape, text.split("\n")))

    if paragraph.change == "moved_away":
        return [("note", f"(paragraph {paragraph.before} is now paragraph {paragraph.after})")]
    if paragraph.change == "moved_here":
        note = ("note", f"(was paragraph {paragraph.before}) ")
        return [note, *(("equal", shown(text)) for _, text in paragraph.pieces)]
    styled: list[tuple[str, str]] = []
    for op, text in paragraph.pieces:
        printed = shown(text)
        if not colour and op != "equal":
            words = printed.strip() or printed
            opening, closing = _MARKED[op]
            printed = printed.replace(words, opening + words + closing, 1)
        styled.append((op, printed))
    return styled


def _filled(styled: Sequence[tuple[str, str]], width: int, colour: bool) -> list[str]:
    """Lines of at most `width` columns, broken at blanks, between wide characters, and within too long a word."""
    room = max(width - len(_INDENT), 8)
    lines: list[str] = []
    line: list[tuple[str, str]] = []
    used = 0
    wrapped = False  # the line begins where another was too long: no blanks lead it

    def end_line() -> None:
        nonlocal line, used
        runs: list[list[str]] = []
        while line and line[-1][1].isspace():
            line.pop()
        for style, text in line:
            if runs and runs[-1][0] == style:
                runs[-1][1] += text
            else:
                runs.append([style, text])
        lines.append((_INDENT + "".join(_painted(style, text, colour) for style, text in runs)).rstrip())
        line, used = [], 0

    for word in _words(styled):
        columns = sum(_columns(text) for _, text in word)
        if word[0][1] == "\n":
            end_line()
            wrapped = False
        elif word[0][1].isspace():
            if used or not wrapped:
                line += word
                used += columns
        elif columns > room:
            for style, character in ((style, character) for style, text in word for character in text):
                if used + _columns(character) > room:
                    end_line()
                    wrapped = True
                line.append((style, character))
                used += _columns(character)
        else:
            if used + columns > room:
                end_line()
                wrapped = True
            line += word
            used += columns
    if line:
        end_line()
    return lines


def _words(styled: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """What may not be parted by a line end: white space, a word in all its styles, a wide character."""
    word: list[tuple[str, str]] = []
    for style, text in styled:
        for chunk in _CHUNK.findall(text):
            both_wide = word and _columns(word[-1][1][:1]) == _columns(chunk[:1]) == 2
            if word and (chunk.isspace() or word[-1][1].isspace() or both_wide):
                yield word
                word = []
            word.append((style, chunk))
    if word:
        yield word


def _columns(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in text
    )


def _painted(style: str, text: str, colour: bool) -> str:
    return f"{_COLOURS[style]}{text}\x1b[0m" if colour and style in _COLOURS else text
