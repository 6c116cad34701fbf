"""The saved pages without what they tell machines: how much a contender reads from what people see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .pages import SavedPage

_JSON_LD = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)
_META = re.compile(
    r"<meta[^>]*(?:property|name)=[\"']?(?:og:|article:|twitter:|parsely|sailthru|dc[.:]|cXense|author|date|keywords|"
    r"news_keywords|description|last-modified|citation)[^>]*>",
    re.IGNORECASE,
)

MEASURES = (
    "annotated body",
    "body",
    "paragraph precision",
    "paragraph recall",
    "headline",
    "dek",
    "authors",
    "tags",
    "lead",
    "caption",
    "credit",
    "photo precision",
    "photo recall",
)
"""Those that say something there: the second of publication is printed nowhere."""


def bare(pages: Sequence[SavedPage]) -> list[SavedPage]:
    """The pages without JSON-LD and without the `meta` elements of the article."""
    return [replace(page, html=_META.sub("", _JSON_LD.sub("", page.html))) for page in pages]
