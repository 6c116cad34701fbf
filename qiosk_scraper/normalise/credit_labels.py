"""How newsrooms label a credit: `Top photo credit:`, `Foto:`, `Crédit photo :`, `Courtesy of`."""

from __future__ import annotations

import re

_PLACE = (
    r"(?:(?:top|lead|main|cover|header|banner|hero|featured?|front[ -]page|home ?page|article|inset|above"
    r"|below|file|stock|"
    r"original|story|thumbnail|background|opening|official|staff|courtesy)\s+)*"
)
_NOUN = (
    r"(?:photos?|photographs?|photography|images?|pictures?|pics?|fotos?|fotografías?|fotografias?"
    r"|fotografie|photographies?|"
    r"bild(?:er|quelle|nachweis|rechte)?|bilde|beeld|aufnahme|imagen(?:es)?|imagens?|imagem|immagin[ei]|illustrations?|"
    r"symbolfotos?|symbolbild(?:er)?|archivfoto|archivbild|titelbild|коллаж|иллюстрация|ілюстрація"
    r"|사진\s*출처|사진\s*제공|graphics?|artwork|art|collage|composite|montage|screenshots?|screengrabs?"
    r"|screen ?grabs?|video stills?|videos?|stills?|"
    r"zdjęcia?|fot\.?|kuvat?|fotó|kép|fotoğraf|foto[gk]raf|фото|снимок|зображення|写真|画像|图片|圖片|사진|ảnh|isithombe|izithombe|mynd|nuotr\.?|φωτ[οό]\w*|صورة"
    r"|الصورة|תמונה|צילום|출처|資料写真|撮影)"
)
_WORD = (
    r"(?:credits?|crédits?(?:[ -]photos?)?|créditos?|crediti?|courtesy|source|sources|quelle|quellen"
    r"|fuente|fonte|fonti|bron|"
    r"kilde|källa|źródło|zdroj|kaynak|forrás|nguồn|sumber|источник|джерело|copyright|©|来源|來源|提供|摄影|撮影|تصوير|المصدر)"
)
# A noun, a credit word or both, then a colon: `Top Photo Credit:`, `Image:`, `Crédit photo :`, `Foto/Bild:`.
_COLON = (
    rf"(?:{_PLACE}{_NOUN}(?:\s*(?:/|and|&|und|et)\s*{_NOUN})?(?:\s*\(s\))?(?:\s+(?:{_WORD}|by|via|from))?"
    rf"|{_PLACE}{_WORD}(?:\s+(?:{_NOUN}|for\s+{_NOUN}))?)"
)
_BY = (
    r"(?:by|via|courtesy\s+of|courtesy|credits?\s+to|credit|taken\s+by|provided\s+by|supplied\s+by"
    r"|von|por|par|di|av|af|door)"
)
LABEL = re.compile(
    rf"(?:{_COLON}\s*(?:[:：=]|\.\.\.|…)\s*(?:{_BY}(?=\s)\s*:?)?"
    rf"|(?!screen|still|video|official|staff){_PLACE}{_NOUN}\s+{_BY}(?=\s)\s*:?"
    rf"|courtesy\s+of(?=\s)|courtesy(?=\s+[A-Z])"
    rf"|(?:©|\(c\)|copyright(?=\s+(?:©|\(c\)|[A-Z\d])))\s*(?:©"
    rf"|\(c\))?\s*(?:\d{{4}}(?:\s*[-–]\s*\d{{2,4}})?)?\s*(?:by\s+)?"
    rf"|(?:photographer|fotografin|photographe)\s*[:：])\s*",
    re.IGNORECASE,
)
BARE_LABEL = re.compile(r"(?i:foto|fot\.|bild|фото|写真|사진)\s+(?=[^\W\d_a-zа-я])")
"""A label that needs no colon in some languages, before a name in capitals: `Fot. Jan Nowak`."""
