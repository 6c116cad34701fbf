"""Places and cheers of two words or more, which have the shape of a person's name."""

from __future__ import annotations

import re

_OPENINGS = """
    los | las | san | santa | saint | sankt | st | new | nueva | nouvelle | novo | nowy | fort | port | porto | puerto
    | mount | monte | buenos | cape | south | north | east | west | upper | villa | ciudad | cidade | the | viva | vive
    | vivat | thank | thanks | stay | read | see | stop | save | not | more | all | what | how | why | when | where | we
    | you | our | your | happy | feliz | frohe | bonne | joyeux | fin | game | part | chapter | breaking | watch | dear
    | la paz | le havre | le mans | long live | merry christmas | good luck | good night | buon natale | great britain
    | abu dhabi | addis ababa | baton rouge | belo horizonte | cox's bazar | dar es salaam | des moines | salt lake
    | ho chi minh | hong kong | kansas city | kuala lumpur | mar del plata | mexico city | oklahoma city | panama city
    | phnom penh | quezon city | rio de janeiro | rio grande | sierra leone | sri lanka | tel aviv | são paulo
    | vatican city | washington d | burkina faso | costa rica | saudi arabia | ulan bator | nizhny novgorod | den haag
    | palma de mallorca | grand rapids | story highlights | key points | key takeaways | key facts | fast facts
"""
_NO_NAME = re.compile(
    rf"(?:{'|'.join(re.escape(' '.join(one.split())) for one in _OPENINGS.split('|'))})(?:\b|(?<=washington d))",
    re.IGNORECASE,
)
"""How places and cheers of two words or more begin, and no person's name: `Los Angeles`, `Vive La France`."""


def begins_a_place(text: str) -> bool:
    """Whether a text begins as places and cheers do, and no person's name: `New Delhi`, `Rio de Janeiro`."""
    return _NO_NAME.match(text) is not None
