"""Places and cheers of two words or more, which have the shape of a person's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


_TOWN = re.compile(
    r"""(?:
    new\s(?:york|delhi|orleans|haven|jersey|mexico|hampshire|zealand|england|brunswick|mumbai|caledonia)|nueva\s(?:york|delhi)
    |los\s(?:angeles|alamos|ángeles)|las\s(?:vegas|palmas|cruces)|la\spaz|le\s(?:havre|mans)|buenos\saires
    |cape\s(?:town|coral|verde)|fort\s(?:worth|lauderdale|wayne|collins|myers)|the\s(?:hague|bronx)
    |san\s(?:francisco|diego|jos[eé]|juan|antonio|salvador|sebasti[aá]n|marino|bernardino|mateo|pedro\ssula)
    |santa\s(?:cruz|fe|monica|barbara|clara|ana|maria|rosa|marta)|santo\sdomingo|sankt\s(?:gallen|pölten|petersburg)
    |(?:st\.?|saint)\s(?:louis|petersburg|paul|john['’]s|gallen|andrews|helier|catharines|denis)
    |port[eo]?\s(?:alegre|velho|moresby|louis|elizabeth|harcourt|sudan|said|vila)|puerto\s(?:rico|princesa|vallarta|montt)
    |mount\s(?:pleasant|vernon)|monte\s?carlo|ciudad\s(?:ju[aá]rez|real|bol[ií]var)|upper\saustria
    |(?:north|south)\s(?:korea|africa|carolina|dakota|sudan)|west\s(?:bank|virginia|hollywood|palm\sbeach)
    |east\s(?:jerusalem|london|lansing)|hong\skong|tel\saviv|abu\sdhabi|addis\sababa|baton\srouge|belo\shorizonte
    |cox['’]s\sbazar|dar\ses\ssalaam|des\smoines|salt\slake\scity|ho\schi\sminh(?:\scity)?|kuala\slumpur
    |(?:kansas|mexico|oklahoma|panama|quezon|vatican)\scity|mar\sdel\splata|phnom\spenh|rio\sde\sjaneiro|rio\sgrande
    |sierra\sleone|sri\slanka|são\spaulo|washington,?\sd\.?\s?c\.?|burkina\sfaso|costa\srica|saudi\sarabia|ulan\sbator
    |nizhny\snovgorod|den\shaag|palma\sde\smallorca|grand\srapids|great\sbritain
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_place(text: str) -> bool:
    """Whether a text is a place and no more, by its whole name: behind a writer's name stand others whose given name
    is Santa, West or New."""
    return _TOWN.fullmatch(text.strip(" .")) is not None


_OPENING = re.compile(
    r"(?:san|los|las|santa|saint|sankt|st\.?|mount|fort|port|puerto|cape|north|south|east|west|new|nueva|ciudad)"
    r"\s(?-i:[A-Z\u00c0-\u00de])",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|und|et|och|og|ja|en|ve|with|mit|y|e|i|&|\+)\s", re.IGNORECASE)


def is_place_behind(pieces: Sequence[str], listed: bool) -> bool:
    """Whether the first of the pieces behind a writer's comma is a place: `Ada Brandt, San Rafael`. By how it begins
    it is none where an `and` follows (`Ann Lee, West Kirkland and Bo Roe`), nor in a list that machines are told."""
    if is_place(pieces[0]):
        return True
    return not listed and _OPENING.match(pieces[0]) is not None and _AND.search(" ".join(pieces)) is None
