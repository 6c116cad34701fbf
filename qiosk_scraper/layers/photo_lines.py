"""Photo lines printed as text: `Top Photo Credit: …`, `Image: …`, `(Photo by …)`.

Recognised by their label, never by position alone; whose picture a line belongs to is decided by where it stands.
"""

from __future__ import annotations

import re

_NOUN = (
    r"photos?|photograph[sy]?|images?|pictures?|illustrations?|graphics?|fotos?|bilder|bild|titelbild|fotografías?|"
    r"imagens?|im[aá]genes|imágen|immagin[ei]|foto\s+di\s+copertina|zdjęci[ae]|фото|写真|照片|图片|圖片|사진|ảnh|isithombe|izithombe|mynd|nuotr\.?|φωτ[οό]\w*|"
    r"kuvat?|kuvaajat?|fotók?|képek?|fotoğraf|fotograf[aoi]?|fot\.|zdj\.|снимк[аи]|фотограф|صورة|الصورة|تصوير|عکس|عکاس|تصویر|צילום|תמונה|"
    r"फोटो|फ़ोटो|तस्वीर|ছবি|ภาพ|gambar|picha|ar(?:ch|k)iv(?:foto|bild)|symbol(?:bild|foto)|snimi(?:o|la)|beeld|撮影|摄影|攝影|写真提供"
)
_PLACE = r"(?:top|lead|main|cover|featured?|header|hero|banner|title|home\s*page|front\s*page)"
_CREDIT = r"(?:credits?|courtesy(?:\s+of)?|sources?|cr[eé]dit[os]?|nachweis|quelle|crediti)"

PHOTO_LABEL = re.compile(
    rf"""^\W{{0,2}}(?:
        {_PLACE}\s+(?:{_NOUN})(?:\s*{_CREDIT})?(?:\s+by|\s+via)?\s*[:|：]
      | (?:{_NOUN})\s*[-–/]?\s*{_CREDIT}(?:\s+by)?\s*[:|：]
      | {_CREDIT}\s+(?:{_NOUN})\s*[:|：]
      | (?:bildnachweis|fotonachweis|bildquelle|fotocredit|photocredit|crédits?\s+photos?|foto\s+de\s+portada)\s*[:|：]
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A line that says it names a picture's maker, wherever it stands."""

LEADS_LABEL = re.compile(rf"^\W{{0,2}}{_PLACE}\s+(?:{_NOUN})(?:\s*{_CREDIT})?(?:\s+by|\s+via)?\s*[:|：]", re.IGNORECASE)
"""A photo line that says it is that of the picture on top."""

WEAK_LABEL = re.compile(
    rf"^\W{{0,2}}(?:(?:{_NOUN})(?:\s+(?:by|via|von|de|di))?\s*[:：]|(?:photo|image|"
    rf"picture)s?\s+(?:by|via)\s|©)",
    re.IGNORECASE,
)
"""May be prose too (`Image: …`, `Image by image, …`): believed next to a picture or at an end of the body."""

_CREDITED = re.compile(rf"\((?:(?:{_NOUN})(?:\s*{_CREDIT})?|credits?)\s*[:：]\s*[^()\n]{{2,80}}\)\W?$", re.IGNORECASE)
_LONGEST_CREDITED = 250
_SENTENCES = re.compile(r"[.!?…]['\"”’»)]*\s+\S")
LONGEST = 1_000
"""Characters of the longest photo line believed; captions of agencies run to 500."""


def is_photo_line(text: str) -> bool:
    """Whether a paragraph is a labelled photo line."""
    return len(text) <= LONGEST and PHOTO_LABEL.match(text) is not None


def is_credited_line(text: str) -> bool:
    """Whether a paragraph is one sentence with a picture's maker in brackets behind it, a caption that no markup tells:
    `The ferry (Image: Ada Brandt)`, as tabloids of 2024 have it."""
    return (
        text[-1:] in ").]"
        and len(text) <= _LONGEST_CREDITED
        and _CREDITED.search(text) is not None
        and _SENTENCES.search(text) is None
    )


def may_be_photo_line(text: str) -> bool:
    """Whether a paragraph beside a picture, or at an end of the body, is its photo line."""
    return is_photo_line(text) or (len(text) <= 300 and WEAK_LABEL.match(text) is not None)
