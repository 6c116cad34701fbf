"""Headings that newsrooms print over links to further articles."""

from __future__ import annotations

import re

RELATED_HEADING = re.compile(
    r"^(?:related|recommended|more\b|read (?:more|next|also)|also read|keep reading|you (?:may|might)|see also|up next|"
    r"what to read|next|further reading|don['’]t miss|in case you missed|"
    r"mehr (?:zum|aus|von)|verwandte|ähnliche|lesen sie|das könnte|weitere|"
    r"à lire|lire aussi|sur le même|articles? liés?|recommandés?|"
    r"relacionad|más (?:sobre|de|noticias)|te puede|lee también|le puede|"
    r"leia|mais (?:sobre|de)|relacionad|veja|"
    r"leggi anche|correlati|altri articoli|potrebbe|"
    r"lees ook|meer over|läs (?:mer|också|även)|relaterat|les også|læs også|czytaj|zobacz|lue myös|"
    r"関連|相关|相關|관련|похожие|читайте|по теме)",
    re.IGNORECASE,
)
"""Matched at the start of a heading."""
