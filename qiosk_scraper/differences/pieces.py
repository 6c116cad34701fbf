"""The shapes of a difference: a piece of text, and a paragraph made of them."""

from __future__ import annotations

from typing import Literal, NamedTuple

Op = Literal["equal", "delete", "insert"]
Piece = tuple[Op, str]
Change = Literal["equal", "edited", "inserted", "deleted", "moved_away", "moved_here"]


class ParagraphDifference(NamedTuple):
    """One paragraph. `before` and `after` are its numbers in the two texts, from 1; None where it does not stand.

    A moved paragraph comes twice, deleted where it stood (`moved_away`) and inserted where it stands (`moved_here`);
    both carry both numbers.
    """

    change: Change
    before: int | None
    after: int | None
    pieces: tuple[Piece, ...]


def whole(op: Op, text: str) -> tuple[Piece, ...]:
    return ((op, text),) if text else ()
