"""Sentences put together again that a box inside of them has cut."""

from __future__ import annotations

import re

from qiosk_scraper.items import Block
from qiosk_scraper.layers.generic.text_ends import LONGEST_ORIGIN, OPENERS

_LONG = 40
_STRAY = re.compile(r"[\W_]+")
_OF_STORY = re.compile(
    r"\bcontribut|\breport(?:ed|ing)\b|\bwriters?\b|\bfollow\b|\bcoverage\b|\bwire service|\bnewsletter|\bagenc|"
    r"\bcopyright|©|"
    r"\b(?:receives|supported by)\b|\bread more\b",
    re.IGNORECASE,
)
_OPENING = frozenset("“„‚‘«‹「『(¿¡")
_CLOSING = frozenset("”“’»›」』)\"'")


def _is_closed(text: str) -> bool:
    """Whether each quotation that begins with `„` or `“` ends."""
    low, high = text.count("„"), text.count("“")
    return low <= high if low else high <= text.count("”") + text.count('"')


def joined(blocks: list[Block]) -> list[Block]:
    """Sentences put together again that a box inside of them has cut: one part without an end, the next one begun in
    mid-sentence."""
    found: list[Block] = []
    opened, ruled = "", 0
    for block in blocks:
        before = found[-1] if found else None
        if block.type not in ("code", "table") and _STRAY.fullmatch(block.text):
            # A quotation mark that stands in a box of its own; other signs alone are ornaments.
            if (
                before is not None
                and before.type == block.type
                and set(block.text) <= (_CLOSING if block.type == "paragraph" else _CLOSING | _OPENING)
                and not ("“" in block.text and _is_closed(before.text))
            ):
                found[-1] = Block(before.type, f"{before.text}{block.text}", before.links)
            elif set(block.text) <= _OPENING:
                opened = block.text
            elif len(block.text) >= 3:
                ruled = len(found)
            continue
        if before is not None and before == block and len(block.text) >= _LONG:
            continue  # printed twice, for wide windows and narrow ones
        if opened:
            if not _is_closed(f"{opened}{block.text}") or opened in ("¿", "¡"):
                opened = ""  # a large mark over a quotation: an ornament
            block, opened = Block(block.type, f"{opened}{block.text}", block.links), ""
        if (
            before is not None
            and before.type == block.type == "paragraph"
            and before.text[-1:].isalnum()
            and (block.text[:1] in ",;)" or (block.text[:1].islower() and len(before.text) > 20))
        ):
            gap = "" if block.text[:1] in ",;)" else " "
            found[-1] = Block("paragraph", f"{before.text}{gap}{block.text}", (*before.links, *block.links))
        else:
            found.append(block)
    # Agencies draw a line (`___`) above what they say of the story itself.
    below = found[ruled:] if ruled > OPENERS else []
    if 0 < len(below) <= 4 and all(
        len(block.text) < LONGEST_ORIGIN and _OF_STORY.search(block.text) for block in below
    ):
        return found[:ruled]
    return found
