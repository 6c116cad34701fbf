"""Correction notes: paragraphs that begin with a newsroom's word for one, and boxes whose class says so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qiosk_scraper.items import Block, Correction
from qiosk_scraper.layers.name_patterns import NamePattern

_LABEL = r"""
    an?\s+correction\s+was\s+made
  | corrections? | correction\s+and\s+clarification | corrections?\s*(?:&|and)\s*clarifications? | clarifications?
  | editor['’`]?s?['’]?\s+notes? | editors?\s*:\s*note | note\s+to\s+(?:our\s+)?readers
  | this\s+(?:story|article|post|piece)\s+(?:has\s+been|was)\s+(?:updated|corrected|amended|clarified|edited)
  | an?\s+(?:earlier|previous)\s+version\s+of\s+this\s+(?:story|article|post|piece|report)
  | updated? | amended | erratum | errata\s+corrige | errata | retractions?
  | korrekturhinweis | korrektur | berichtigung | richtigstellung
  | (?:anmerkung|hinweis)\s+der\s+redaktion | anm\.?\s*d\.?\s*red\.? | aktualisierung
  | correcci[oó]n(?:es)? | fe\s+de\s+err(?:ores|atas) | aclaraci[oó]n
  | nota\s+(?:del\s+editor|de\s+la\s+redacci[oó]n|de\s+redacci[oó]n) | actualizaci[oó]n
  | correctifs? | rectificatifs? | pr[eé]cision | note\s+de\s+la\s+r[eé]daction | ndlr | mise\s+à\s+jour
  | correzione | rettifica | nota\s+della\s+redazione | precisazione | aggiornamento
  | corre[cç][aã]o | nota\s+(?:do\s+editor|da\s+reda[cç][aã]o) | atualiza[cç][aã]o | esclarecimento
  | correctie | rectificatie | naschrift | rättelse | rettelse | korreksjon | oikaisu | korjaus | sprostowanie | korekta
  | oprava | helyesbítés | helyreigazítás | erată | rectificare | ispravka | ispravak | popravek
  | διόρθωση | διευκρίνιση
  | исправление | уточнение | поправка | корекция | виправлення | уточнення | düzeltme | تصحيح | تصويب | תיקון | הבהרה
  | اصلاحیه | تصحیح | (?:भूल[\s-]*)?सुधार | शुद्धिपत्र | সংশোধনী | সংশোধন | திருத்தம்
  | แก้ไขข่าว | แก้ไข | đính\s+chính | cải\s+chính
  | koreksi | ralat | pembetulan | marekebisho | masahihisho | ukulungiswa | regstelling
  | 訂正 | 更正 | 编者按 | 編者按 | 編集部注 | 정정 | 편집자\s*주
"""
_DATE = r"(?P<date>(?:[^:：—–|]|(?<=\d):(?=\d\d)){2,60}?)"
_NOTE = re.compile(
    rf"""^[\s\[(【*•–—_"'“]*(?P<label>{_LABEL})\s*
        (?:[\])*】]*\s*[:：—–]\s*
          | \s*[(\[]\s*(?P<inside>[^)\]]{{3,60}})[)\]]\s*[:：—–]?\s*
          | \s*,?\s+(?:on\s+|as\s+of\s+|at\s+|\|\s*)?{_DATE}\s*[:：—–](?!\d\d\b)\s*
          | 】\s*
          | \s*\|\s+
        )(?P<text>.*)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SENTENCE = re.compile(
    r"^\W*(?:this\s+(?:story|article|post|piece|report)\s+(?:has\s+been|was)\s+(?:updated|corrected|amended|"
    r"clarified)\b"
    r"|(?:(?:due\s+to|because\s+of)\s+an?\s+(?:\w+\s+){0,2}error,\s+)?an?\s+(?:earlier|previous)"
    r"\s+version\s+of\s+this\s+(?:story|article|post|piece|report)\b"
    r"|the\s+original\s+version\s+of\s+this\s+(?:story|article|post|piece|report)\s+(?:\w+ly\s+)?(?:said|stated|mis\w+|"
    r"gave|had|contained|included|omitted|reported|referred|named|listed|quoted|did\s+not)\b"
    r"|dieser\s+(?:artikel|text|beitrag)\s+wurde\s+(?:am\s+.{5,24}?\d{4}\s+)?"
    r"(?:aktualisiert|korrigiert|berichtigt|geändert)\b"
    r"|cet\s+article\s+a\s+été\s+(?:corrigé|modifié|mis\s+à\s+jour)\b"
    r"|este\s+art[ií]culo\s+(?:ha\s+sido|fue)\s+(?:corregido|actualizado)\b)",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?P<date>\d{1,2}[./-]\d{1,2}\.?(?:[./-]?\d{2,4})?)(?:,?\s*(?:klo|kl|um|at|à|às|h)?\.?\s*\d{1,2}[.:h]\d{2}(?:\s*uhr)?)?\s*[:–—-]\s*"
    r"(?:corrected|updated|amended|clarified|korjattu|oikaistu|päivitetty|täsmennetty|lisätty|rättad|rättat|uppdaterad|"
    r"uppdaterat|rettet|korrigert|oppdatert|opdateret|korrigiert|aktualisiert|ergänzt|berichtigt|corrigé|mis à jour|"
    r"corregido|actualizado|corrigido|atualizado|corretto|aggiornato|gecorrigeerd|bijgewerkt)\b",
    re.IGNORECASE,
)
"""A day and what was done on it, as the newsrooms of the North write: `17.3. klo 10.05: Korjattu …`."""
_LONGEST_DATED = 400
_CHANGED_ON = re.compile(
    r"(?:(?:updated|corrected|amended|clarified)\s+(?:at\s+[\w:. ]{3,20}?\s+)?on|wurde\s+am|"
    r"(?:corrigé|modifié|mis\s+à\s+jour)\s+le|(?:corregido|actualizado)\s+el)\s+(?P<date>\S.{4,24}?\d{4})\b",
    re.IGNORECASE,
)
"""The day of the change in such a sentence."""
_BEGINNING = 120
_MARKED = re.compile("[:：—–|(\\[】]")
"""What ends every label; looked for first, as most paragraphs have none of them near their beginning."""
_HAS_DAY = re.compile(r"\d")

_ASKS = re.compile(
    r"^\W*(?:spotted|found|see|noticed?|have you (?:spotted|found)|report|request|submit|suggest)\b.{0,30}"
    r"(?:error|mistake|typo|correction)|^\W*\w+(?: \w+)?\W*$",
    re.IGNORECASE,
)
"""Of a box that asks for corrections or leads to those of other articles."""
NOTE_CLASS = NamePattern(
    r"(?P<sure>(?<![a-z])(?<!report[_-])(?<!submit[_-])(?<!request[_-])corrections?(?!s?[_-]*(?:polic|form|request|link)|[a-z])|"
    r"editors?-?_?note|clarification|erratum|article-?update|story-?update|update-note)|"
    r"(?:article|story|post|entry)-?_*notes?(?![a-z])"
)
"""Of boxes that are notes; without `sure` only if their words say so, too."""


def correction(text: str) -> Correction | None:
    """The note that a paragraph is, with the date printed in its label; None for any other paragraph."""
    if len(text) > 2_000:
        return None
    if _MARKED.search(text[:160]) and (match := _NOTE.match(text)):
        date = match["inside"] or match["date"]
        if date is not None and not _HAS_DAY.search(date):
            # `Update on the harbour: …` is prose, `Correction (an earlier headline): …` has no date.
            return Correction(text) if match["inside"] else None
        return Correction(text, date.strip(" ,.;") if date else None)
    if len(text) <= _LONGEST_DATED and (dated := _DATED.match(text)):
        return Correction(text, dated["date"])
    if _SENTENCE.match(text) is None:
        return None
    day = _CHANGED_ON.search(text[:_BEGINNING])
    return Correction(text, day["date"] if day else None)


def corrections(blocks: Iterable[Block], boxed: Iterable[str] = ()) -> list[Correction]:
    """All notes among the blocks, then those of `boxed` (texts of boxes with a note's class), each once."""
    found: dict[str, Correction] = {}
    for block in blocks:
        if block.type in ("paragraph", "quote", "list_item") and (note := correction(block.text)):
            found.setdefault(note.text, note)
    for text in boxed:
        if text and not _ASKS.search(text) and not any(text in known or known in text for known in found):
            found[text] = correction(text) or Correction(text)
    return list(found.values())
