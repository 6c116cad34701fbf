"""What changed between two revisions, word by word: plain pieces, as JSON, and marked up for a terminal.

Paragraphs are matched first (equal, moved, edited), then the words inside an edited one. Texts come back whole: of any
list of pieces, delete + equal is the text before and insert + equal is the text after, to the character.
"""

from qiosk_scraper.differences.pieces import Change, Op, ParagraphDifference, Piece
from qiosk_scraper.differences.revisions import (
    FieldDifference,
    Revisionlike,
    Wording,
    differences,
    text_after,
    text_before,
    text_differences,
    to_json,
)
from qiosk_scraper.differences.terminal import render_terminal

__all__ = [
    "Change",
    "FieldDifference",
    "Op",
    "ParagraphDifference",
    "Piece",
    "Revisionlike",
    "Wording",
    "differences",
    "render_terminal",
    "text_after",
    "text_before",
    "text_differences",
    "to_json",
]
