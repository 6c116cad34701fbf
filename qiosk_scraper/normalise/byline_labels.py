"""How bylines begin: `By`, `Ein Kommentar von`, `Yazar:`, `بقلم`. A word that may begin a name needs its colon."""

from __future__ import annotations

import re

from qiosk_scraper.normalise.names import are_people, is_person

_WORDS = (
    r"(?:written|reported|curated|authored|filed|posted|published|compiled|words|story|text|report|analysis|opinion"
    r"|commentary|guest post|article|interview|review|column|essay|perspective|profile|dispatch|feature|presented)\s+by"
    r"|an?\s+(?:letter|essay|report|dispatch)\s+(?:from|by)"
    r"|(?:una? )?(?:entrevista|crónica|columna|artículo|reportaje|análisis) de|(?:une? )?(?:tribune|texte|enquête|récit"
    r"|chronique|entretien|analyse|billet|reportage) de|(?:articolo|intervista|commento) di"
    r"|aus [\w-]+ von|(?:материал )?подготовила?|беседовала?|rozmawiała?|laporan"
    r"|(?:kommentar|gastkommentar|gastbeitrag|analyse|kolumne|glosse|essay|leitartikel|rezension|reportage|interview)"
    r"\s+von|द्वारा|लेखक|लेखिका|(?:เขียน|รายงาน|เรื่อง)?โดย|লেখক|تحریر|مراسل(?:نا|تنا|ة)?"
    r"|by(?:line)?|authors?\s+of\s+th(?:e|is)\s+(?:article|story|post)|authors?(?!\s+of\s+th)"
    r"|autore?s?|autorin|auteurs?|(?:verfasst|geschrieben|text) von|eine?(?:\s+[\w-]+)? von"
    r"|un (?:article|texto) de|texto de|testo di|tekst|door|text|texte|texto|автор(?:ы)?|текст"
    r"|as told to|hosted by|special to [^,;|]{3,40}? by"
    r"|skrevet a[fv]|skriven av|publicerad av|publiceret af|publisert av|scris de|napsala?|připravila?|oprac\."
    r"|opracowała?|kirjoittanut|teksti ja kuvat"
    r"|escrito por|publicado por|redigido por|reportagem de|scritto da|a cura di|propos recueillis par"
    r"|aus\s+[\w-]+\s+(?:berichtet|berichten)|es berichtet|oleh|γράφει (?:ο|η)|από (?:τον|την|το)"
    r"|بقلم|كتبت|كتب|إعداد|נכתב על ידי|מאת|作者|記者|记者|기자"
)
LABEL = re.compile(
    r"^(?:(?:取材|構成|編集)[・･／/]){0,2}(?:文|取材|構成|執筆)\s*[:：＝=・･／/]\s*|^글\s+"
    r"|^Theo\s+(?=\S*[ăơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĐ])"
    rf"|^(?:{_WORDS})(?:\s*[:：]\s*|\s+(?=\S))|^(?:論説委員|編集委員|解説委員|聞き手)[\s・：:]+|^(?:撰稿|취재)\s+|^(?:撰文|撰稿|采写|採訪|采访)\s*[/／|丨]\s*|^글\s*[=＝]\s*|^文(?!字)\s*[:：/／]?\s*|^(?:記者|记者)(?=[\u3400-\u9fff]{{2,4}}\b)",
    re.IGNORECASE,
)
COLON_LABEL = re.compile(
    r"^(?:von|par|por|di|da|de|van|av|af|fra|od|przez|от|του|protokoll|columnist|words|story|reportagem|حوار|כתבה?|来源|來源|出典|출처|"
    r"(?:haber|spor|ekonomi|dış haberler)\s(?:merkezi|servisi)|guest (?:author|writer|post)|نوشته|نویسنده|"
    r"گزارش|گزارشگر|خبرنگار|نگارنده|"
    r"interview|reportage|kommentar|haber|yazar|yazan|muhabir|penulis|reporter|laporan|kirjoittaja|teksti|toimittaja|"
    r"szerző|írta|forfatter|journalist|författare|autorul|autori|autorzy|autoři|piše|redakce|redaktor|tekst i foto|"
    r"текст|беседовала?|подготовила?|撰文|採訪|采访|報導|报道|مقال|كاتب|tác giả|theo|ผู้เขียน)\s*[:：]\s*",
    re.IGNORECASE,
)
SOFT_LABEL = re.compile(r"^(?:von|from|par|por|di|da|de|van|av|af|fra|od|przez|от|του|της)\s+", re.IGNORECASE)
LABEL_ALONE = re.compile(
    r"by|von|par|por|di|autore?|authors?(?: of th(?:e|is) (?:article|story|post))?|written by|byline|text|words|story|"
    r"oleh|autor",
    re.IGNORECASE,
)

_ANY_COLON = re.compile(r"^(?P<label>[^\d:：,|]{2,24})[:：]\s*(?P<rest>\S.*)$")
_ANY_BY = re.compile(r"^(?P<label>[^\d:：,|]{3,40}?)\s+(?:by|por|par|door|przez)\s+(?P<rest>\S.*)$", re.IGNORECASE)
_HAN_NAME = re.compile(r"[\u3400-\u9fff々]{2,5}|[\uac00-\ud7af]{2,4}")
_OF_OTHERS = re.compile(
    r"photo|foto|image|imag[ei]n|bild|video|illustra|ilustra|graphi|gr[aá]fi|edit|redig|corrig|correg|relu|reviewed|checked|"
    r"tradu|tradot|translat|übersetz|vertaal|produced|updated|shared|фото|写真|撮影|攝影|摄影|編|编|圖|图|사진|ảnh|ترجمة|مترجم|تحرير",
    re.IGNORECASE,
)
"""Of labels of those who did not write it."""


def labelled_people(text: str) -> str | None:
    """The people behind a label and its colon, where a line says nothing else: `Автор: Ада Брандт`."""
    for pattern in (LABEL, COLON_LABEL):
        found = pattern.match(text)
        if found is None or found[0].rstrip()[-1:] not in (":", "："):
            continue
        rest = text[found.end() :].strip(" .")
        if are_people(rest) or (pattern is LABEL and _HAN_NAME.fullmatch(rest)):
            return rest
    return None


def without_any_label(part: str) -> str:
    """People without a label that no table knows, `Escribe: Ana Ruiz`; nothing where it is that of a translator or a
    photographer: `Traduit par Claire Dubois`."""
    for pattern in (_ANY_COLON, _ANY_BY):
        found = pattern.match(part)
        if found is None or is_person(found["label"]):
            continue
        rest = LABEL.sub("", found["rest"], count=1)
        if are_people(rest) or _HAN_NAME.fullmatch(rest):
            return "" if _OF_OTHERS.search(found["label"]) else rest
    return part
