"""Language tags in one form (BCP 47)."""

from __future__ import annotations

import re

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:[-_](?P<script>[a-z]{4}))?(?:[-_](?P<region>[a-z]{2}|\d{3}))?(?:[-_.@].*)?",
    re.IGNORECASE,
)
_NAMES = {
    "english": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "spanish": "es",
    "español": "es",
    "italian": "it",
    "italiano": "it",
    "portuguese": "pt",
    "português": "pt",
    "dutch": "nl",
    "nederlands": "nl",
    "russian": "ru",
    "русский": "ru",
    "polish": "pl",
    "turkish": "tr",
    "arabic": "ar",
    "japanese": "ja",
    "chinese": "zh",
    "korean": "ko",
    "swedish": "sv",
    "norwegian": "no",
    "danish": "da",
    "finnish": "fi",
    "ukrainian": "uk",
    "hebrew": "he",
}
_OLD = {"iw": "he", "in": "id", "ji": "yi"}
_NONE = frozenset({"und", "mul", "zxx", "xx", "xxx"})


def language_tag(raw: str) -> str | None:
    """`en_US` as `en-US`, `DE` as `de`, `English` as `en`; None for what names no language."""
    text = raw.strip().split(",")[0].strip()
    if name := _NAMES.get(text.lower()):
        return name
    match = _TAG.fullmatch(text)
    if not match:
        return None
    language = match["language"].lower()
    if language in _NONE:
        return None
    parts = [_OLD.get(language, language)]
    if match["script"]:
        parts.append(match["script"].title())
    if match["region"]:
        parts.append(match["region"].upper())
    return "-".join(parts)
