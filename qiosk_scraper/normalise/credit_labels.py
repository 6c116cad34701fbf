"""How newsrooms label a credit: `Top photo credit:`, `Foto:`, `Crédit photo :`, `Courtesy of`."""

from __future__ import annotations

import re

_PLACE = (
    r"(?:(?:top|lead|main|cover|header|banner|hero|featured?|front[ -]page|home ?page|article|inset|above"
    r"|below|file|stock|"
    r"original|story|thumbnail|background|opening|official|staff|courtesy)\s+)*"
)
_NOUN = (
    r"(?:photo ?illustrations?|photos?|photographs?|photography|images?|pictures?|pics?|fotos?"
    r"|fotografías?|fotografias?|fotografie|photographies?|"
    r"bild(?:er|quelle|nachweis|rechte)?|bilde|beeld|aufnahme|imagen(?:es)?|imagens?|imagem|immagin[ei]|illustrations?|"
    r"symbolfotos?|symbolbild(?:er)?|archivfoto|archivbild|arkivfoto|arkivbild|titelbild|sursa foto"
    r"|снимка|gambar|picha|коллаж|иллюстрация|ілюстрація"
    r"|사진\s*출처|사진\s*제공|graphics?|artwork|art|collage|composite|montage|screenshots?|screengrabs?"
    r"|screen ?grabs?|video stills?|videos?|stills?|"
    r"zdjęci[ae]|fot\.?|kuvat?|fotó|kép|fotoğraf|foto[gk]raf|фото|снимок|зображення|写真|画像|图片|圖片|图|圖|사진|फोटो|तस्वीर|ảnh|isithombe|izithombe|mynd|nuotr\.?|φωτ(?:[οό]\w*|\.)|صورة"
    r"|الصورة|תמונה|צילום|출처|資料写真|撮影)"
)
_WORD = (
    r"(?:credits?|crédits?(?:[ -]photos?)?|créditos?|crediti?|courtesy|source|sources|quelle|quellen"
    r"|fuente|fonte|fonti|bron|"
    r"kilde|källa|źródło|zdroj|kaynak|forrás|nguồn|sumber|источник|джерело|copyright|©|来源|來源|供图|供圖|提供|摄影|撮影|تصوير|المصدر)"
)
# A noun, a credit word or both, then a colon: `Top Photo Credit:`, `Image:`, `Crédit photo :`, `Foto/Bild:`.
_CJK = r"(?:(?:图片|圖片|画像|写真|照片)\s*(?:来源|來源|提供|出典)?|图|圖|사진(?:\s*(?:출처|제공))?|자료)"
_COLON = (
    rf"(?:{_PLACE}{_NOUN}(?:\s*(?:/|and|&|und|et)\s*{_NOUN})?(?:\s*\(s\))?(?:\s+(?:{_WORD}|by|via|from))?"
    rf"|{_PLACE}{_WORD}(?:\s+(?:{_NOUN}|for\s+{_NOUN}))?)"
)
_BY = (
    r"(?:by|via|courtesy\s+of|courtesy|credits?\s+to|credit|taken\s+by|provided\s+by|supplied\s+by"
    r"|von|por|par|di|av|af|door|oleh)"
)
LABEL = re.compile(
    rf"(?:{_CJK}\s*[:：=＝]|[图圖写]\s*[/／]\s*|(?:photos?|fotos?|images?|pictures?|pics?)\s+/\s+(?=(?-i:[^\W\d_a-z]))|(?:image|media|photo)\s+source,|{_COLON}\s*(?:[:：=]|\.\.\.|…)\s*(?:{_BY}(?=\s)\s*:?)?"
    rf"|(?!screen|still|video|official|staff){_PLACE}{_NOUN}\s+{_BY}(?=\s)\s*:?"
    rf"|courtesy\s+of(?=\s)|courtesy(?=\s+[A-Z])"
    rf"|(?:©|\(c\)|copyright(?=\s+(?:©|\(c\)|[A-Z\d])))\s*(?:©"
    rf"|\(c\))?\s*(?:\d{{4}}(?:\s*[-–]\s*\d{{2,4}})?)?\s*(?:by\s+)?"
    rf"|(?:photographer|fotografin|photographe)\s*[:：])\s*",
    re.IGNORECASE,
)
BARE_LABEL = re.compile(r"(?i:foto|fot\.|nuotr\.|bild|beeld|kuva|fotó|снимка|фото|写真|사진)\s+(?=[^\W\d_a-zа-я])")
"""A label that needs no colon in some languages, before a name in capitals: `Fot. Jan Nowak`."""

BARE_NOUN = re.compile(r"(?:photos?|fotos?|image|bild|crédits?)\s+(?=\S)", re.IGNORECASE)
"""Such a word without colon, before what is a credit by its own words: `Photo Luc Martel/AFP`, `foto Ansa`."""
LABEL_BEHIND = re.compile(
    r"^(?:(?P<caption>.*?\S)\s*(?:/|(?<=[.!?])\s)\s*)??"
    r"(?P<credit>(?:[^/.]|(?<=\b[A-Z\u00c0-\u017d])\.)+?(?:\s*/\s*[^/.]+?)?\s+nuotr\.?)$"
)
"""The label behind the credit, as in Lithuanian: `J. Petraitis / BNS nuotr.`"""
RIGHTS_TAIL = re.compile(
    r"\s*[–—|,.;/-]\s*(?:alle rechte vorbehalten|tous droits réservés|todos los derechos reservados|todos os direitos "
    r"reservados|tutti i diritti riservati|alle rechten voorbehouden|all rights reserved)\.?$",
    re.IGNORECASE,
)
ALL_RIGHTS = re.compile(
    r"\s*[/.,|]?\s*(?:copyright|©)\s*(?:\d{4})?\s*(?P<agency>.{0,60}?)[.,]?\s*all rights reserved\.?$", re.IGNORECASE
)
