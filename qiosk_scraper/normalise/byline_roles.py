"""Roles that newsrooms print beside names: `Senior Political Correspondent`, `dal nostro inviato`, `本報記者`."""

from __future__ import annotations

import re

from qiosk_scraper.normalise.agencies import is_agency
from qiosk_scraper.normalise.names import PARTICLES, are_people, is_person

_ROLE_WORD = (
    r"(?:staff|senior|chief|deputy|assistant|associate|managing|executive|contributing|special|foreign"
    r"|national|political|politics|diplomatic|defen[cs]e|"
    r"legal|health|science|business|economics?|financial|city|metro|crime|culture|arts?|sports?|tech"
    r"|technology|environment|climate|energy|education|"
    r"white house|pentagon|congressional|washington|news|digital|online|social media|investigative|data"
    r"|video|audio|photo|visual|breaking|general|"
    r"freelance|guest|opinion|features?|lead|principal|junior|global|world|international|europe(?:an)?|middle"
    r" east|africa|asia|us|u\.s\.|uk|night|weekend|former|the|local|democracy"
    r"|state|county|regional|community|courts?|affairs|home|security|housing|labou?r"
    r"|immigration|justice|transport|religion|royal)"
)
_ROLE_NOUN = (
    r"(?:writers?|reporters?|correspondents?|editors?|editor[- ]in[- ]chief|editor[- ]at[- ]large"
    r"|columnists?|contributors?|journalists?|photographers?|producers?|analysts?|"
    r"(?:co-?)?founders?|ceo|lecturers?|"
    r"researchers?|fellows?|interns?|staff|bureau chief|author|director|professor|critic|host|anchor"
    r"|commentator|blogger|staffer|photojournalist|videographer|"
    r"\w{3,}(?:leiter|redakteur|reporter|korrespondent)(?:in)?|volontär(?:in)?|"
    r"redakteur(?:in|en|s)?|korrespondent(?:in|en)?|redaktionsmitglied|mitarbeiter(?:in)?|reporterin|journaliste|correspondante?|redactor(?:a)?"
    r"|corresponsal|periodista|giornalista|redaktør|journalist|redacteur|verslaggever|correspondente|repórter"
    r"|enviad[oa] especial|envoyée? spéciale?|inviat[oa](?: speciale)?|corrispondente|reporter[ao]|reportér(?:ka)?"
    r"|redaktor(?:ka)?|korespondent(?:ka)?|dziennikar(?:z|ka)|muhabiri?|toimittaja|корреспондент(?:ка)?"
    r"|обозреватель|журналист(?:ка)?|журналіст(?:ка)?|редактор(?:ка)?)"
)
ROLE = re.compile(
    rf"(?:{_ROLE_WORD}[\s\-/,&]+)*{_ROLE_NOUN}(?:\s+(?:for|at|of|in|to|and|on|im|en|à|bei|für|chez)\s+.{{1,60}})?",
    re.IGNORECASE,
)
ROLE_TAIL = re.compile(
    rf"[\s,]+(?:{_ROLE_WORD}[\s\-/]+)*{_ROLE_NOUN}(?:\s+(?:for|at|of|in|im|en|à)\s+.{{1,60}})?$", re.IGNORECASE
)
RANKED_TAIL = re.compile(
    r"[\s,]+(?:(?:deputy|senior|chief|assistant|associate|executive|managing|group|principal)\s+(?:[\w&-]+\s+){0,3}?"
    rf"(?:{_ROLE_NOUN}|manager|officer|executive|producer|lead|head)|head\s+of\s+[\w&-]+(?:\s[\w&-]+){{0,3}})$",
    re.IGNORECASE,
)
"""`Deputy Content Hub Director`, `Head of News`."""
ROLE_END = re.compile(rf"\b{_ROLE_NOUN}$", re.IGNORECASE)
_BEFORE = re.compile(
    rf"^(?:(?:from|by|von|van|par|dal(?:la)?|del(?:la)?|de)\s+)?(?:(?:our|unsere[mr]|onze|notre|nostr[oa]|nuestr[oa]|vår)"
    rf"\s+)?(?:{_ROLE_WORD}[\s\-/]+){{0,4}}{_ROLE_NOUN}(?:\s+(?:à|in|en|aus|a)\s+[^\W\d_]+(?:\s[^\W\d_]+)?)?,?\s+(?=\S)",
    re.IGNORECASE,
)
_HAN_REPORTER = re.compile(r"^[\u3400-\u9fff]{0,6}?(?:記者|记者)[:：\s]*(?=[\u3400-\u9fff]{2,4}(?:$|[\s、，,／/]))")
_BEHIND = re.compile(r"(?:כתבת?|פרשנית?|עורכת?|مراسلة?|كاتبة?|صحفية?|محررة?)(?:\s|$)")


def without_role_before(name: str) -> str:
    """`Political Editor Ada Brandt`, `Van onze correspondent Pieter Jansen`, `新华社记者王小明` without the role."""
    if (han := _HAN_REPORTER.match(name)) is not None:
        return name[han.end() :]
    role = _BEFORE.match(name)
    return name[role.end() :] if role is not None and is_person(name[role.end() :]) else name


def is_role_behind(piece: str) -> bool:
    """Whether what stands behind a name is what that person does, in scripts that know no capitals."""
    return _BEHIND.match(piece) is not None


_TELLS = re.compile(r"\s+(?:reports?|reporting|writes|is|was|covers)\b.{0,200}$|\s+on\s+[A-Z][^\W\d_]+$")
_PLACE_BEHIND = re.compile(r"^(?P<name>.*[^\W\d_]{3})\.\s+(?P<rest>[^\W\d_]+)\.?$")
_SHOUTED = re.compile(r"^(?P<name>(?:[A-Z]{2}[A-Z.'’-]*\s+){2,3})(?=[A-Z][a-z])")


def without_words_behind(part: str) -> str:
    """`Ada Brandt reports from Kyiv`, `ADA BRANDT Gazette Staff Writer`: the people, without what is said of them."""
    if (tells := _TELLS.search(part)) is not None and are_people(part[: tells.start()]):
        return part[: tells.start()]
    if (placed := _PLACE_BEHIND.match(part)) is not None and is_person(placed["name"]):
        return placed["name"]  # `Ana Ruiz. Madrid`
    shouted = _SHOUTED.match(part)
    surname = shouted is not None and part.split()[0].lower() in PARTICLES  # `DE LA CRUZ María`
    if (
        shouted
        and not surname
        and is_person(shouted["name"])
        and (ROLE_END.search(part) or " " not in part[shouted.end() :] or is_agency(part[shouted.end() :]))
    ):
        return shouted["name"].strip()
    return part
