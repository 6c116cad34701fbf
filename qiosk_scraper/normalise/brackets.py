"""Bracket groups around and at the end of a line."""

from __future__ import annotations

from qiosk_scraper.normalise import agencies


def unwrapped(text: str) -> str:
    """`text` without brackets that hold it whole."""
    if text[0] in "([（【［〔" and (found := trailing_bracket(text)) and found[0] == "" and found[1]:
        return found[1].strip()
    return text


def trailing_bracket(text: str) -> tuple[str, str | None]:
    """What stands before a closing bracket group at the end, and its content; a full stop after it is allowed."""
    body = text.rstrip().rstrip(".").rstrip() if text.rstrip().endswith((").", "].")) else text.rstrip()
    if not body or body[-1] not in ")]）】］〕":
        start = body.rfind("(")
        if start > 0 and ")" not in body[start:] and len(body) - start < 120:  # cut off, or never closed
            return body[:start].strip(), body[start + 1 :].strip()
        return text, None
    opening, depth = {")": "(", "]": "[", "）": "（", "】": "【", "］": "［", "〕": "〔"}[body[-1]], 0
    for index in range(len(body) - 1, -1, -1):
        if body[index] == body[-1]:
            depth += 1
        elif body[index] == opening:
            depth -= 1
            if depth == 0:
                return body[:index].strip(), body[index + 1 : -1].strip()
    return text, None


def without_licence(text: str) -> tuple[str, str]:
    """A licence in brackets at the end set apart, to be put back behind the credit."""
    outer, bracket = trailing_bracket(text)
    if bracket and outer and agencies.is_licence(bracket):
        return outer, f" ({bracket})"
    return text, ""
