"""How newsrooms label a credit: `Top photo credit:`, `Foto:`, `Crédit photo :`, `Courtesy of`."""

from __future__ import annotations

import re

_PLACE = (
    r"(?:(?:top|all|lead|main|cover|header|banner|hero|featured?|front[ -]page|home ?page|article|inset|above"
    r"|below|file|stock|mandatory|drone|aerial|satellite|"
    r"original|story|thumbnail|background|opening|official|staff|courtesy)\s+)*"
)
_NOUN = (
    r"(?:(?:photo|image)[ -]?(?:illustrations?|composites?|collages?|montages?)|(?:court(?:room)?\s+)?sketch(?:es)?"
    r"|photos?|photographs?|photography|images?|pictures?|pics?|fotos?"
    r"|fotografías?|fotografias?|fotografie|photographies?|"
    r"bild(?:er|quelle|nachweis|rechte)?|bilde|beeld|aufnahme|imagen(?:es)?|imagens?|imagem|immagin[ei]|illustrations?|"
    r"symbolfotos?|symbolbild(?:er)?|archivfoto|archivbild|arkivfoto|arkivbild|titelbild|sursa foto"
    r"|снимка|изображение|gambar|picha|коллаж|иллюстрация|ілюстрація"
    r"|사진\s*출처|사진\s*제공|graphics?|artwork|art|collage|composite|montage|screenshots?|screengrabs?"
    r"|screen ?grabs?|video stills?|videos?|stills?|"
    r"zdjęci[ae]|fot\.?|kuvat?|fotó|kép|fotoğraf|foto[gk]raf|фото|снимок|зображення|写真|画像|图片|圖片|图|圖|사진|फोटो|तस्वीर|ảnh|isithombe|izithombe|mynd|nuotr\.?|φωτ(?:[οό]\w*|\.)|صورة"
    r"|الصورة|תמונה|צילום|출처|資料写真|撮影"
    # drawn, mapped, put together or taken off a screen
    r"|ilustra(?:ci[oó]n(?:es)?|ção|ções|cja|ce)|illustrazion[ei]|illustraties?|illustrasjon|illusztráció|ilustrasi|ilustrácia"
    r"|gr[aá]fi[ckq][aeo]?s?|grafikk|grafiikka|grafis|графика|графіка|đồ họa|infografi[ae]s?|infografías?|infographies?"
    r"|infographics?|infografika?|dessins?|visuels?|vignetta|karikatur|cartoons?|maps?|mapas?|karten?|cartes?|charts?"
    r"|diagrams?|designs?|fotomontaje|fotomontage|montaje|montagem|fotomontaggio|рисунок|малюнок|скриншот|скріншот"
    r"|kuvakaappaus|skjermdump|skærmbillede|skärmdump|schermafbeelding"
    r"|captur[aă](?:\s+(?:de\s+)?(?:pantalla|v[ií]deo|tela|foto))?"
    r"|captures?\s+d[’']écran|capture\s+vidéo|איור|צילום\s+מסך|イラスト|截图|截圖|翻拍"
    r"|visualisierung|zeichnung|repro|fotorepro|ph|screen\s?captures?|fotos?\s+tomadas?\s+de|animations?|animación|animação|animazione|renderings?|(?:artist['’]s\s+)(?:impression|concept|rendering)"
    r"|photos?\s+d[’']illustration|images?\s+d[’']illustration|photos?\s+non\s+datée|fotos?\s+(?:ilustrativas?|de\s+archivo|de\s+arquivo)"
    r"|imagen\s+de\s+archivo|imagem\s+(?:ilustrativa|de\s+arquivo)|foto\s+d[’']archivio|ilustra(?:ční|čné)\s+foto|archivní\s+(?:foto|snímek)"
    r"|zdjęcie\s+(?:ilustracyjne|archiwalne)|beispielbild|beispielfoto|themenbild|agenturbild|illustrasjonsfoto|illustrationsfoto|genrefoto"
    r"|modelfoto|skjermbilde|arkistokuva|kuvituskuva|bildkälla|світлина|архівне\s+фото|архивное\s+фото|снимок\s+экрана|obrázek|archív\s+fotó"
    r"|sursă(?:\s+(?:foto|imagine|video))?|foto\s+simbol|arşiv\s+fotoğraf(?:ı)?|foto\s+(?:arsip|ilustrasi)|ảnh\s+(?:minh\s+họa|tư\s+liệu)"
    r"|صورة\s+أرشيفية|تصویر\s+آرشیوی|資料圖片|资料图片?|示意圖|示意图|イメージ写真|イメージ画像|자료\s*사진"
    # photographs and who takes them, in more languages
    r"|photographers?|fotograf(?:in|en|er|o|a|os|as|i)?|fotógraf[oa]s?|photographes?|fotograaf|fényképész|kuvaajat?"
    r"|фотограф|снимки|snimi(?:o|la)|снимио|снимила|кадр(?:\s+(?:из|з)\s+в[иі]део)?|стоп-кадр|zdj\.?|צילומים|ljósmynd|foto\s+cu\s+\w+\s+ilustrativ|фотографія|фотография|fotografia|valokuvat?|nuotrauk(?:a|os)|fotoğraflar|görsel(?:ler)?|foto[’']s"
    r"|pr-foto|pressefoto|pressbild|genrebild|agenturfoto|تصویر|عکس|عکاس|عدسة|فوٹو"
    r"|تصویر از|عکس از|ছবি|படம்|ఫొటో|ਤਸਵੀਰ|તસવીર"
    r"|छायाचित्र|फ़ोटो|तस्बिर|ภาพ(?:โดย|จาก|ข่าว)?|照片|攝影|配图|配圖|图源|圖源|图据)"
)
_WORD = (
    r"(?:(?:foto-?|bild-?|photo|image)?credits?|crédits?(?:[ -]photos?)?|créditos?|crediti?|courtesy|sources?|quellen?"
    r"|fuente|fonte|fonti|bron|"
    r"kilde|källa|źródło|zdroj|kaynak|forrás|nguồn|sumber|источник|джерело|copyright|©|来源|來源|供图|供圖|提供|摄影|撮影|تصوير|المصدر"
    r"|cortes[ií]a|gentileza|gracieuseté|źródło\s+zdję\w+|(?:képek?|fotók?)\s+forrása|izvor|извор|šaltinis|avots|allikas|lähde|πηγή|מקור|קרדיט|منبع|ماخذ|مصدر|स्रोत|साभार|क्रेडिट|সূত্র|ที่มา(?:ภาพ)?|เครดิต(?:ภาพ)?"
    r"|sursa|autor(?:ka)?|autori|autorius|автор(?:\s+фото)?|出典|出處)"
)
# A noun, a credit word or both, then a colon: `Top Photo Credit:`, `Image:`, `Crédit photo :`, `Foto/Bild:`.
_SOURCE_OF_PICTURE = r"""(?:
    image\s+source|media\s+source|photo\s+source|fuente\s+de\s+la\s+imagen|cr[ée]dit(?:o|\s+photo)|автор\s+фото|джерело\s+фото
    |صدر\s+الصورة|مصدر\s+الصورة|منبع\s+تصویر|تصویر\s+کا\s+ذریعہ|इमेज\s+स्रोत|फोटो\s+स्रोत|तस्बिर\s+स्रोत|ছবির\s+উৎস|பட\s+மூலாதாரம்
    |ఫొటో\s+సోర్స్|ઇમેજ\s+સ્રોત|ਤਸਵੀਰ\s+ਸਰੋਤ|sumber\s+gambar|nguồn\s+hình\s+ảnh|ที่มาของภาพ|kaynak|图像来源|圖像來源|画像提供|사진\s+출처
    |chanzo\s+cha\s+picha|asalin\s+hoton|xigashada\s+sawirka|şəklin\s+mənbəyi|сурат\s+манбаси|сүрөттүн\s+булагы
    |izvor\s+fotografije|ffynhonnell\s+y\s+llun
)\s*[,،，、]"""
"""Read out to those who do not see the page, with a comma: `Fuente de la imagen, Getty Images`."""
CAPTION_LABEL = re.compile(
    r"""(?:
    (?:image|photo|media|video)\s+caption|pie\s+de\s+foto|legenda\s+da\s+foto|légende\s+image|підпис\s+до\s+фото|подпись\s+к\s+фото
    |التعليق\s+على\s+الصورة|توضیح\s+تصویر|تصویر\s+کا\s+کیپشن|इमेज\s+कैप्शन|फोटो\s+कॅप्शन|ছবির\s+ক্যাপশান|keterangan\s+gambar
    |chụp\s+lại\s+hình\s+ảnh|คำบรรยายภาพ|fotoğraf\s+altı\s+yazısı|图像加注文字|圖像加註文字|画像説明|사진\s+설명|maelezo\s+ya\s+picha
    |bayanan\s+hoto|bildunterschrift|bildtext
)\s*[,،，:：]\s*""",
    re.IGNORECASE | re.VERBOSE,
)
"""The same before a caption: `Image caption, Boats go out`."""
_CJK = r"(?:(?:图片|圖片|画像|写真|照片)\s*(?:来源|來源|提供|出典)?|图|圖|사진(?:\s*(?:출처|제공))?|자료)"
_COLON = (
    rf"(?:{_PLACE}{_NOUN}(?:\s*(?:/|and|&|und|et)\s*{_NOUN})?(?:\s*\(s\))?(?:\s+(?:{_WORD}|by|via|from))?"
    rf"|{_PLACE}{_WORD}(?:\s+(?:{_NOUN}|for\s+{_NOUN}))?)"
)
_BY = (
    r"(?:by|via|courtesy\s+of|courtesy|credits?\s+to|credit|taken\s+by|provided\s+by|supplied\s+by|submitted\s+by|contributed\s+by|shared\s+by"
    r"|von|por|par|di|av|af|door|oleh|prise?s?\s+par|fournie?s?\s+par|ced(?:ida|ido)s?\s+por|tomada\s+por)"
)
_THANKS = (
    r"(?:avec\s+l[’']aimable\s+autorisation\s+d(?:e(?:\s+la)?|u|es)|gracieuseté(?:\s+de)?|cortesía\s+del?|cortesia\s+d[aeo]"
    r"|per\s+gentile\s+concessione\s+d(?:i|el|ella)|mit\s+freundlicher\s+genehmigung\s+(?:von|der|des)"
    r"|bereitgestellt\s+von|με\s+την\s+ευγενική\s+παραχώρηση|предоставлено|надано|באדיבות)"
)
"""`Courtesy of` in other languages."""
_AGENCY_PHOTO = r"(?-i:[A-Z]{2,5}\s+(?:PHOTOS?|PICS?|FOTOS?|GRAPHIC|Fot[oó]|Photo)(?=:))"
"""A paper's own picture in its own letters: `ST PHOTO: JANE ROE`."""
_SOURCE = re.sub(r"\n\s*", "", _SOURCE_OF_PICTURE)
LABEL = re.compile(
    rf"(?:{_CJK}\s*[:：=＝]|(?:[图圖写]|摄影|攝影|图片|圖片)\s*[/／]\s*|(?:photos?|fotos?|images?|pictures?|pics?)\s+[/|–-]\s+(?=(?-i:[^\W\d_a-z]))|{_SOURCE}|{_AGENCY_PHOTO}:|{_THANKS}(?=\s)|{_COLON}\s*(?:[:：=]|\.\.\.|…)\s*(?:{_BY}(?=\s)\s*:?)?"
    rf"|(?!screen|still|video|official|staff){_PLACE}{_NOUN}\s+{_BY}(?=\s)\s*:?"
    rf"|courtesy\s+of(?=\s)|courtesy(?=\s+(?:the\s+)?(?-i:[A-Z]))|(?-i:Submitted|Supplied|Provided|Contributed|Photographed|Shot)\s+by(?=\s)|(?-i:Fotografiert\s+von|Fotografiad[oa]s?\s+por|Photographiée?s?\s+par|Fotografat[oaei]\s+da)(?=\s+(?-i:[A-ZÀ-Þ]))|(?:फोटो|फ़ोटो|तस्वीर)\s*(?:सोर्स|स्रोत|क्रेडिट|साभार)?\s*[-–]\s*|(?:写真|撮影|画像)\s*・|撮影\s*[＝=]\s*|(?:（[cｃ]）|[ⓒⒸ])"
    rf"|(?:(?:(?:photos?|images?|fotos?|bild)\s+)?©[\ufe0e\ufe0f]?|\(c\)|copyright(?=\s+(?:©|\(c\)|[A-Z\d])))\s*(?:©"
    rf"|\(c\))?\s*(?:\d{{4}}(?:\s*[-–]\s*\d{{2,4}})?)?\s*(?:by\s+)?"
    rf"|(?:photographer|fotografin|photographe)\s*[:：]|(?-i:PHOTO)\s+\||(?:ilustraci[oó]n(?:es)?|ilustraç(?:ão|ões)|illustrazion[ei]|illustration|dessin|dibujo|gráfico)\s+d[ei]\s+(?=(?-i:[A-Z\u00c0-\u00de]))|ภาพ(?:โดย|จาก))\s*",
    re.IGNORECASE,
)
BARE_LABEL = re.compile(
    r"Credit\s+(?=[A-Z])|(?i:fot\.|zdj\.)\s+(?=(?:mat\.|materiały|archiwum)\s)|(?i:تصوير|عدسة|foto|ph\.|fot\.|zdj\.|φωτ\.|φωτ[οό]|illustratie|dok\.|nuotr\.|bild|beeld|kuva|fotó|снимка|фото|写真|사진|사진출처|사진제공)\s+(?=[^\W\d_a-zа-я])"
)
"""A label that needs no colon in some languages, before a name in capitals: `Fot. Jan Nowak`."""

BARE_NOUN = re.compile(
    r"(?:(?:photos?|fotos?)\s+(?:d[’']archives?|archives?|de\s+archivo|archiv)\b,?|(?-i:ARCHIVES?)|(?:photos?|images?)\s+(?:from|via)|(?:fotos?|fotograf[ií]as?)\s+(?:tomadas?\s+)?de|(?:photos?|images?)\s+d[’']illustration|photos?|fotos?|image|bild|crédits?|dok\.?)"
    r"\s+(?=\S)",
    re.IGNORECASE,
)
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
