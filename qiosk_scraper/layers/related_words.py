"""Headings that newsrooms print over links to further articles."""

from __future__ import annotations

import re

RELATED_HEADING = re.compile(
    r"^(?:related|recommended|more\b|read (?:more|next|also)|also read|keep reading|you (?:may|might)|see also|up next|"
    r"what to read|next|(?:latest|recent) (?:posts|stories|articles)$|"
    r"also (?:in|on)\b|"
    r"aus dem ressort|passend zu|neueste (?:artikel|beiträge)|fler (?:nyheter|artiklar)|"
    r"flere (?:saker|artikler|nyheder)|meer (?:nieuws|artikelen)|derniers articles|"
    r"further reading|don['’]t miss|in case you missed|"
    r"mehr (?:zum|aus|von)|verwandte|ähnliche|lesen sie|das könnte|weitere|"
    r"à lire|lire aussi|sur le même|articles? liés?|recommandés?|"
    r"relacionad|más (?:sobre|de|noticias)|te puede|lee también|le puede|"
    r"leia|mais (?:sobre|de)|relacionad|veja|"
    r"leggi anche|correlati|altri articoli|potrebbe|"
    r"lees ook|meer over|läs (?:mer|också|även)|relaterat|les også|læs også|czytaj|zobacz|lue myös|"
    r"most (?:read|popular|viewed|shared|watched)|trending|popular|editors?['’]s? picks?|top stories|"
    r"meistgelesen|am meisten|beliebt|les plus (?:lus|vus)|lo m[áa]s (?:le[íi]do|visto)|m[áa]s le[íi]d|mais lidas?|"
    r"pi[ùu] lett|i pi[ùu] lett|meest gelezen|mest (?:lest|læst|läst)|luetuimmat|najcz[ęe][śs]ciej|nejčtenější|en çok|"
    r"самое|популярн|人気|アクセスランキング|많이 본|热门|"
    r"berita (?:terkait|lainnya)|artikel terkait|baca juga|tin (?:liên quan|cùng)|xem thêm|σχετικ|διαβάστε|"
    r"читайте також|схожі|مواضيع ذات|اقرأ|קראו|संबंधित|(?:ये|यह) भी पढ़ें|súvisiac|"
    r"související|kapcsolódó|povezan|susij|seotud|"
    r"関連|相关|相關|관련|похожие|читайте|по теме)",
    re.IGNORECASE,
)
"""Matched at the start of a heading."""
