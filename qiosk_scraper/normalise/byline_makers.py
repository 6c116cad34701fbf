"""Who else a byline names: photographers, translators, editors beside the writers, and their labels taken off."""

from __future__ import annotations

import re

_PICTURES = (
    r"photos?|photographs?|photography|pictures?|images?|fotos?|fotografías?|fotografie[sn]?|bild(?:er)?|billeder|kuvat?|"
    r"zdjęcia|fotó(?:k)?|fotoğraf(?:lar)?|фото|снимки|ảnh|写真|撮影|攝影|摄影|圖|图|사진|تصوير|צילום(?:ים)?"
)
_TEXT = (
    r"words|story|text|texto|texte|testo|teksti?|tekst|artikel|reportage|bài|文|글|текст|szöveg|reporting|article|حوار"
)
_BOTH = re.compile(
    rf"^(?:{_TEXT})\s*(?:\b(?:and|und|y|e|et|og|och|en|ja|và|i|és|ve)\b|[&+,/／・·и])\s*(?:{_PICTURES})"
    r"\s*(?:[:：＝=]|\b(?:by|von|por|par|di|av|af|door)\b|(?<=사진)\s|(?<=[写真圖图]))\s*",
    re.IGNORECASE,
)
"""`Text und Fotos: Ada Brandt`: the writer is the photographer, too."""
_WRITERS_TOO = re.compile(
    rf"(?<!\w)(?:{_TEXT}|written|reported|researched)(?:\s*(?:[,&+/／・·]|\b(?:and|und|y|e|et|og|och|en|ja|i|és|ve)\b)\s*"
    r"[^\W\d_]+){1,3}\s*(?:[:：＝=]|\b(?:by|von|por|par|di|de|av|af|door)\b)\s*$",
    re.IGNORECASE,
)
"""The same before a name, with what else the writer did: `Words and pictures by`, `Written and produced by`."""
_OTHER = re.compile(
    r"(?:^|(?<=[\s.,;|·/–—-]))\(?(?:with\s+)?(?:"
    r"(?:(?:medically|fact[- ])?\s?(?:reviewed|checked)|translated|edited|illustrated|photographed|filmed|produced"
    r"|narrated|read)"
    r"(?:\s+from\s+(?:the\s+)?[^\W\d_]+)?\s+by\b"
    r"|(?:photos?|photographs?|photography|pictures|images|illustrations?|artwork|art|graphics?|videos?)"
    r"(?:\s+and\s+videos?)?\s+by\b"
    rf"|(?:{_PICTURES}|kamera|camera|illustrations?|illustration(?:en)?|video|editor|redaktor|editing|تحرير|edição|edición|montaggio|penyunting|redaktur|translation"
    r"|traducci[oó]n|traduction|übersetzung|traduzione|ترجمة|перевод|편집|編集|编辑|編輯|责编|責編|责任编辑|責任編輯)\s*[:：＝=／/]"
    r"|(?<=\s)(?:y|e|et|und|og|och|and)\s+(?:fotos?|photos?|bilder|imágenes)\s+(?:de|von|par|di|av|by)(?=\s)"
    r"|(?:fotos?|photos?|fotografías?|fotografi[ae]|bild(?:er)?|beeld|billeder|illustrazion[ei]|illustrationen|ilustracion(?:es)?"
    r"|ilustrações|dessins|traducción|traduction|übersetzung|traduzione|tradução|vertaling)"
    r"\s+(?:di|de|von|par|por|av|af|door)(?=\s)"
    r"|(?<=\s)(?:写真|撮影|攝影|摄影|사진)[\s・]"
    r")\s*",
    re.IGNORECASE,
)
_WHO = r"reporter|pewarta|penulis|wartawan|авторы?|autor(?:in|ka)?|authors?|作者|记者|記者"
_WRITER = re.compile(
    rf"(?:^|[\s.,;|·/–—-]+)(?=(?:written|reported|reporting|{_TEXT})\s+by\b|(?:{_TEXT}|{_WHO})\s*[:：＝=]|by\s)",
    re.IGNORECASE,
)


_IN_BRACKETS = re.compile(
    rf"\s*[(（](?:{_PICTURES}|illustrations?|illustrationen|(?:info)?grafik(?:en)?|graphics?|kamera|video)[)）]",
    re.IGNORECASE,
)
_JOINT = re.compile(r"[,;|/&)）、]|\s(?:and|und|et|y|e|og|och|en|ja|i)\s", re.IGNORECASE)


def without_bracketed_makers(byline: str) -> str:
    """`Ada Brandt (Text) und Leo Park (Fotos)` without the photographer."""
    if found := _IN_BRACKETS.search(byline):
        joints = list(_JOINT.finditer(byline, 0, found.start()))
        if joints:
            at = joints[-1]
            kept = byline[: at.end() if at[0] in ")）" else at.start()] + byline[found.end() :]
            return kept.strip()
    return byline


def writers_only(byline: str) -> str:
    """The byline without those who took its pictures, translated, edited or checked it; all of it where it names
    nobody else."""
    if both := _BOTH.match(byline):
        return byline[both.end() :]
    kept = byline
    for _ in range(_MOST):
        other = _OTHER.search(kept)
        if other is None:
            break
        others = [found.span() for found in _OTHER.finditer(kept, other.end())]
        writer = next(
            (
                found
                for found in _WRITER.finditer(kept, other.end())
                if not any(first <= found.end() < last for first, last in others)
            ),
            None,
        )
        kept = kept[: other.start()] + (kept[writer.end() :] if writer else "")
    if kept == byline or not re.search(r"[^\W\d_]{2}", kept):
        return byline
    return _AND_END.sub("", kept.strip(" .,;|·/–—-("))


def leads_to_others(text: str) -> bool:
    """Whether the words before a name say that it is of somebody who did not write: `| Photos by`, `Photographs`."""
    if _LABEL_ALONE.fullmatch(text):
        return True
    if _WRITERS_TOO.search(text):
        return False
    return any(
        found.end() == len(led) for led in {f"{text} ", f"{text.rstrip(' :')} "} for found in _OTHER.finditer(led)
    )


def goes_on(text: str) -> bool:
    """Whether nothing but a comma or an `and` stands between two names: the second is of the first one's kind."""
    return _LISTED.fullmatch(text) is not None


_LISTED = re.compile(r"\s*(?:(?:,|&|\b(?:and|und|et|y|e|i|en|og|och|ja)\b)\s*)+", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"(?:{_PICTURES}|illustrations?|artwork)\s*:?", re.IGNORECASE)
_AND_END = re.compile(r"\s(?:and|with|y|e|et|und)$", re.IGNORECASE)
_MOST = 4
