"""Who made a picture and who provided it, out of a credit that has lost its label."""

from __future__ import annotations

import re

from qiosk_scraper.normalise import agencies
from qiosk_scraper.normalise.given_names import GIVEN_NAMES, bears_given_name
from qiosk_scraper.normalise.names import are_people, is_person

_OFFICIAL = re.compile(
    r"^(?P<who>\S.{0,60}?)\s+(?:file\s+)?(?:photos?|photographs?|images?|pictures?|videos?|illustrations?"
    r"|graphics?)\s+by\s+(?P<name>.+)$",
    re.IGNORECASE,
)
_OF_BODY = re.compile(
    r"^(?:official\s+)?(?P<who>(?:(?! via | - )[^/|;,])+?)\s+(?:file\s+)?"
    r"(?:photos?|images?|handouts?|screenshots?|screen ?grabs?|video|pics?|pictures?|grafik)$",
    re.IGNORECASE,
)
_LICENCE_FIRST = re.compile(rf"^(?:{agencies.LICENCE.pattern})(?:,\s+|\s+via\s+)", re.IGNORECASE)
_SENT_BY_HOUSE = re.compile(r"^(?P<house>[^\s（(]{2,8}?)[发發]\s+(?P<who>[\u3400-\u9fff]{2,4})\s?[摄攝]?$")
"""`新华社发 王小海摄`: the house that sent it, then the name."""
_LICENCE_TAIL = re.compile(rf"\s*\(?(?:{agencies.LICENCE.pattern})\)?\s*$", re.IGNORECASE)
_ROLE_BEHIND = re.compile(r"\s*(?:기자|특파원|촬영|记者|記者)$")
_REPORTER = re.compile(
    r"^(?P<house>[^\s記记/／]{2,8}?)?\s*(?:特约|特約|实习|实習)?(?:记者|記者)\s*(?P<who>[\u3400-\u9fff·\s、]{2,16}?)"
    r"(?:\s*[/／]?\s*(?:摄影?|攝影?|撮影))?$"
)
"""`新华社记者 李明`: the house, the word for reporter, the name."""
_TAKEN_FOR = re.compile(r"^(?P<house>[^\s（(]{2,8}?)[发發]?[（(](?P<who>[\u3400-\u9fff]{2,4})\s?[摄攝][）)]$")
"""`新华社发（王小海摄）`: the house that sent it, the name in brackets."""
_EAST_ASIAN_NAME = re.compile(
    r"[\u3400-\u9fff々]{2,4}|[\u3400-\u9fff々]{1,2}[ 　][\u3400-\u9fff々]{1,3}|[\uac00-\ud7af]{2,4}"
)
_BODY_IN_HAN = re.compile(
    r"..[都道府県市区町村庁省社院校会局署課館園党団組]$|(?:大学|学校|病院|警察|新聞|放送|通信|政府|公司|集團|集团|委員会|[报報网網台视])$"
)
"""How offices, towns and companies end, and persons do not: `東京都`, `気象庁`."""
_TAKEN_BY = re.compile(r"^(\S.{3,40}) (?:photos?|photography)$")
_THE_HOUSE = re.compile(r"^(?P<who>[^/,|;]{3,40}?)\s+(?P<house>The\s[A-Z][^/,|;]{2,40})$")
_PLACED = re.compile(
    r"^(?:(?:clockwise\s+)?from\s+(?:(?:top|upper|bottom|far)\s+)?(?:left|right|top)|clockwise|left|right|top|bottom|inset|main"
    r"|cover|l-r)\s*:\s+",
    re.IGNORECASE,
)
"""Which of several pictures is whose: `From left: Ada Brandt/Reuters; Hugo Stern/AP`."""
_BARE_BY = re.compile(r"^(?:[Bb]y|BY|Photos?|PHOTO|Fotos?)\s+(?=[A-Z\u00c0-\u00de][\w.'’-]+\s+[A-Z\u00c0-\u00de])")
_SOURCES = re.compile(r"\s*[.;•]\s+(?:sources?|quellen?|data)\s*:\s*", re.IGNORECASE)
_INNER_LABEL = re.compile(r"(?<=[/|;,]\s)(?:fot\.?|fotos?|photos?|bild|zdj\.?|kuva|фото)\s*:\s*", re.IGNORECASE)
"""`PAP / Fot: Jan Nowak`"""
_YEAR_BEHIND = re.compile(r",?\s(?:19|20)\d\d$")
_SPECIAL_TO = re.compile(r"^(?:special\s+to|for|source:|quelle:|data:)\s+(?=\S)", re.IGNORECASE)
_GLUED = re.compile(r"(?<=[^\W\d_])-(?=[A-Z])")
_MORE = re.compile(
    r"[.;]\s+(?:source\s+)?(?:photos?|photographs?|images?|pictures?|illustrations?|graphics?|design|charts?|maps?)\s*(?:by\b|via\b|:)\s*",
    re.IGNORECASE,
)
"""A second maker in the same line: `Illustration: Ada Brandt. Photo: Leo Park/AFP`."""
_UNDER_LICENCE = re.compile(r"[.,;]?\s+(?:is |are )?(?:licen[cs]ed|used) under\s+.*?(?=,?\s+via\s|$)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[A-Z]{1,4}[-_ ]?)?\d[\d_-]{3,}")
_MADE_WITH = re.compile(
    r"^(?:images? |photos? |illustrations? )?(?:generated|created) (?:with|by|using) ", re.IGNORECASE
)
_ACRONYM = re.compile(r"[^\W\d_a-z][^\W_a-z]{1,5}")
_AP_PHOTO = re.compile(r"^AP\s+(?:Photo|Foto|Video|Images?|file photo)\s*/\s*", re.IGNORECASE)
_SEPARATOR = re.compile(
    r"(\s*/\s*|\s*\|\s*|\s+(?:—|–|-|•|·)\s+|—|,?\s+via\s+|\s+(?:for|для|pour|für|para|voor|dla)\s+|\s+on\s+|\s+from\s+|\s*;\s+|\s+courtesy\s+of\s+|\s+\.\s+|,\s+|\s+\(|\s*©\s*|^via\s+)",
    re.IGNORECASE,
)


def unglued(text: str) -> str:
    """`Jane Roe-USA TODAY Sports` with a slash for its hyphen: a person's name joined to a known agency."""
    for hyphen in _GLUED.finditer(text):
        house = text[hyphen.end() :].split(" via ")[0]
        known = agencies.is_known_agency(house) or (" " in house and agencies.is_agency(house))
        if known and is_person(text[: hyphen.start()].strip()):
            return f"{text[: hyphen.start()]}/{text[hyphen.end() :]}"
    return text


def more_makers(text: str) -> str:
    """`text` without the words that bring in a second maker: `Ada Brandt; source photos by AFP`."""
    return _MORE.sub("; ", text)


def reporter(text: str) -> tuple[str, str | None] | None:
    """Name and house out of a Chinese credit that says who of a house took the picture."""
    found = _REPORTER.match(text)
    return (found["who"].strip(), found["house"]) if found else None


def is_east_asian_name(text: str) -> bool:
    """Whether `text` may be a name in Han or Hangul, for places where only a person stands."""
    return (
        _EAST_ASIAN_NAME.fullmatch(text) is not None
        and _BODY_IN_HAN.search(text) is None
        and not agencies.is_known_agency(text)
    )


def makers(credit: str) -> tuple[str | None, str | None]:
    """Photographer and agency as printed; either may be None. Several names of one kind stay in one text."""
    text = _LICENCE_FIRST.sub("", _LICENCE_TAIL.sub("", _UNDER_LICENCE.sub("", credit)).rstrip(" /,|("))
    if not text:
        return None, None
    text = re.sub(r",\s*(?:CC[ -]BY[\w .-]*|CC0),(?=\s+via\s)", "", text)
    if (screen := agencies.SCREEN.match(text)) and text[screen.end() :].strip():
        text = text[screen.end() :]
        if agencies.NEUTRAL.fullmatch(text):
            return None, None
        if " " not in text and "/" not in text:
            return None, text
    if _MADE_WITH.match(text) and agencies.NEUTRAL.fullmatch(text):
        return None, None
    text = re.sub(r"\s\(\d\)$", "", _MADE_WITH.sub("", text))  # `Getty Images (2)`
    if stock := agencies.STOCK_NUMBER.fullmatch(text):
        return None, stock["house"]
    text = re.sub(r"^[Dd]ok\.\s*", "", text)
    text = re.sub(r"^(X|Twitter|Instagram|Facebook|TikTok)\s+@", r"\1/@", text)
    if found := reporter(text):
        return found
    if taken := _TAKEN_FOR.match(text) or _SENT_BY_HOUSE.match(text):
        return taken["who"], taken["house"]
    if (role := _ROLE_BEHIND.search(text)) and is_east_asian_name(name := text[: role.start()].split(" ")[-1]):
        house = text[: role.start()].removesuffix(name).strip()
        return name, house if house and agencies.is_agency(house) else None
    text = _ROLE_BEHIND.sub("", text)
    text = unglued(more_makers(text))
    text = _PLACED.sub("", text)
    if (bare := _BARE_BY.match(text)) and are_people(re.split(r"\s*[/,|]", text[bare.end() :])[0]):
        text = text[bare.end() :]
    text = _SOURCES.sub("; ", _INNER_LABEL.sub("", text))
    if (year := _YEAR_BEHIND.search(text)) and is_person(text[: year.start()]):
        text = text[: year.start()]  # `© Ada Brandt 2025`
    if text.count(": ") == 1:
        text = text.replace(": ", "/")  # `Reuters: Jane Roe`
    text = agencies.without_verb(re.sub(r"\s+nuotr\.?$", "", text))
    text = _AP_PHOTO.sub("AP/", text)
    if official := _OFFICIAL.match(text):
        who = re.sub(r"^official\s+", "", official["who"], flags=re.IGNORECASE)
        taker, source = makers(official["name"])
        neutral = agencies.NEUTRAL.fullmatch(who)
        return taker, (None if neutral else who) or source
    if re.fullmatch(r"[A-Z][\w.-]+ (?:Images|Pictures|Photos)", text):
        return None, text  # an agency's name, not its pictures: `Tidewire Images`
    if (taken := _TAKEN_BY.match(text)) and is_person(taken[1]) and not agencies.is_agency(taken[1]):
        return taken[1], None
    if (glued := _THE_HOUSE.match(text)) and is_person(glued["who"]) and agencies.is_agency(glued["house"]):
        return glued["who"], glued["house"]
    if (body := _OF_BODY.match(text)) and not agencies.is_known_agency(text) and agencies.is_agency(body["who"]):
        return None, body["who"]
    if agencies.is_known_agency(text) and not _is_stock_address(text):
        return None, text
    if 2 <= len(houses := re.split(r"[ 、＝=・]", text)) <= 3 and all(map(agencies.is_known_agency, houses)):
        return None, text  # `AFP 연합뉴스`, `美聯社、達志影像`
    if re.fullmatch(r"[\u0900-\u0e7f]+(?: [\u0900-\u0e7f]+){1,2}", text) and not agencies.is_agency(text):
        return text, None  # two or three words of an Indian or the Thai script
    if "(" not in text and are_people(text) and not _has_house(text) and not _names_agency(text):
        return text, None
    if _is_acronym(text) and not agencies.NEUTRAL.fullmatch(text):
        return None, text
    if re.match(r"[Tt]he [A-Z\d]", text) and re.fullmatch(r"[^/|,;]{5,60}", text):
        return None, text  # `Courtesy of the Mayor’s Parlour`
    return _from_pieces(text)


def _is_stock_address(text: str) -> bool:
    """Whether a text is the address of a stock agency with a contributor's name: `iStock.com/adabrandt`."""
    house, _, name = text.partition("/")
    return bool(name) and house.lower() in agencies.STOCK and text.lower() not in agencies.STOCK


def _from_pieces(text: str) -> tuple[str | None, str | None]:
    """`Jane Roe / Sipa USA`, `REUTERS/Jane Roe`, `Jane Roe/AFP via Getty Images`, `Jane Roe for The Ledger`."""
    parts = _SEPARATOR.split(text)
    pieces: list[tuple[str, str]] = []  # (separator before, piece)
    for index in range(0, len(parts), 2):
        separator = parts[index - 1] if index else ""
        piece = parts[index].strip().rstrip(")")
        if (taken := _TAKEN_BY.match(piece)) and is_person(taken[1]) and not agencies.is_agency(taken[1]):
            piece = taken[1]  # `Ada Brandt photo/The Gazette`
        if special := _SPECIAL_TO.match(piece):
            separator, piece = " for ", piece[special.end() :]
        if piece:
            pieces.append((separator, piece))
    kinds = [_kind(piece, separator) for separator, piece in pieces]
    if len(pieces) > 1:
        _tell_by_neighbours(pieces, kinds)
    people: list[str] = []
    chain = before = ""
    for (separator, piece), kind in zip(pieces, kinds, strict=True):
        listed = separator.strip() == ";" or (separator.strip() == "," and before == "person")
        before = kind
        if kind == "person" and (listed or not (people and chain)):
            people.append(piece)
        elif kind == "agency":
            chain = f"{chain}{_shown(separator)}{piece}" if chain else piece
    if not people and not chain and re.fullmatch(r"@[\w.]{2,30}", text):
        return text, None
    return _together(people), chain or None


def _tell_by_neighbours(pieces: list[tuple[str, str]], kinds: list[str]) -> None:
    """Sets right what the pieces of a credit are, by what stands beside them: a word alone beside an agency signs as
    a person, a name alone behind a person's is a house."""
    if (
        kinds[0] in ("other", "agency")
        and re.fullmatch(r"[^\W\d_][\w'’\-]{2,}", pieces[0][1])
        and pieces[1][0].strip() in ("/", "via")
        and kinds[1] == "agency"
        and not agencies.is_known_agency(pieces[0][1])
        and not _is_acronym(pieces[0][1])
    ):
        kinds[0] = "person"  # `Chesnot/Getty Images`: some sign with one name
    if (
        kinds[:2] == ["other", "person"]
        and pieces[1][0].strip() == "/"
        and pieces[0][1][:1].isupper()
        and len(pieces[0][1].split()) <= 4
    ):
        kinds[0] = "agency"  # `Le Courrier/Luc Martel`, `NPS photo / Leo Park`
        pieces[0] = ("", re.sub(r"\s+photos?$", "", pieces[0][1], flags=re.IGNORECASE))
    if kinds == ["person", "person"] and pieces[1][0].strip() in ("/", "|", "•", "·"):
        for index, (_, piece) in enumerate(pieces):
            if _is_house(piece, pieces[1 - index][1]):
                kinds[index] = "agency"  # `Luc Martel/La Gazette`
    if kinds == ["person", "person"] and pieces[1][0].strip() in ("/", "|", "•", "·") and _is_paper(pieces[1][1]):
        kinds[1] = "agency"  # `Greg Roe/Larkfield Beacon`; so stand two photographers, too: `Lena Harms/Wiebke Roe`
    if sorted(kinds) == ["neutral", "other"] and (alone := pieces[kinds.index("other")][1])[:1].isupper():
        kinds[kinds.index("other")] = "agency" if len(alone.split()) == 1 else "other"  # `Star/File`
    if (
        sorted(kinds) == ["agency", "other"]
        and pieces[kinds.index("agency")][1].lower() in ("getty", "getty images", "imago", "imago images")
        and re.fullmatch(r"[a-z][a-z0-9_.]{2,20}", pieces[kinds.index("other")][1])
    ):
        kinds[kinds.index("other")] = "person"  # `Getty Images / harbourlad`
    if kinds[0] == "person" and kinds[-1] == "other" and pieces[-1][0].strip() in ("/", ","):
        last = pieces[-1][1]
        if len(last.split()) <= 2 and len(last) <= 20 and not last.startswith("@"):
            kinds[-1] = "agency"  # `Jane Roe/laif`, `Jane Roe, ynet`: houses that write themselves small
    stock = [piece.lower() in agencies.STOCK for _, piece in pieces]
    if len(pieces) == 2 and any(stock) and not all(stock):
        maker = stock.index(False)
        if not agencies.is_known_agency(pieces[maker][1]) and kinds[maker] != "neutral" and "," not in pieces[1][0]:
            kinds[maker] = "person"  # `Monkey Business Images/Shutterstock`: contributors choose their names


def _kind(piece: str, separator: str) -> str:
    if agencies.is_known_agency(piece):
        return "agency"
    if agencies.NEUTRAL.fullmatch(piece):
        return "neutral"
    if _NUMBER.fullmatch(piece):
        return "neutral"
    if (are_people(piece) or is_person(piece)) and not _has_house(piece):
        return "agency" if _names_house(piece) else "person"
    if piece[:1].isalpha() and not piece[:1].islower() and agencies.is_agency(piece):
        return "agency"
    sent = separator.strip().lower()
    house = piece.removeprefix("the ") if sent == "for" else piece
    if sent in _SENT_BY and house.lstrip('«„“"')[:1].isupper() and len(piece.split()) <= 6:
        return "agency"
    if separator.strip() == "/" and piece[:1].isupper() and len(piece.split()) <= 4:
        return "agency"
    alone = len(piece.split()) == 1 or (piece.startswith("The ") and len(piece.split()) <= 4)
    if separator.strip() in (",", "|", "-", "–", "•") and piece[:1].isupper() and alone:
        return "agency"
    if _is_acronym(piece):
        return "agency"
    return "other"


def _is_acronym(text: str) -> bool:
    return _ACRONYM.fullmatch(text) is not None and text.isupper()


def _names_agency(text: str) -> bool:
    first, *others = text.split(", ")
    return any(agencies.is_known_agency(piece) or _is_house(piece, first) or _names_house(piece) for piece in others)


def _is_house(piece: str, other: str) -> bool:
    """Whether what has the shape of a name is a house beside a person: by its article, its abbreviation, or for it is
    all in capitals and the other is not (`Jane Roe / DER SPIEGEL`, `Rui Alves/Ag. Porto`)."""
    shouted = piece.isupper() and not other.isupper() and len(piece) > 6
    return shouted or piece.title().startswith(_ARTICLES) or re.match(r"(?:Ag|Agª|Dok|Arq)\.\s", piece) is not None


def _names_house(piece: str) -> bool:
    """Whether what has the shape of a name has a word of houses in it, and no given name: `Nordheimer Zeitung`."""
    return (
        agencies.is_agency(piece) and piece.split()[0].lower() not in GIVEN_NAMES and not re.search(r",|\sand\s", piece)
    )


def _is_paper(piece: str) -> bool:
    """Whether two words with the shape of a name end as newspapers do, and begin with no given name."""
    return _PAPER_END.search(piece) is not None and not bears_given_name(piece)


_PAPER_END = re.compile(
    r"\s(?:advocate|argus|banner|beacon|citizen|democrat|eagle|echo|express|globe|inquirer|leader|mercury|messenger|mirror"
    r"|monitor|pioneer|record|register|reporter|republic|review|standard|star|sun|visuals|wires?)$",
    re.IGNORECASE,
)
"""Words of newspapers that are none of other houses."""


def _has_house(text: str) -> bool:
    """Whether what has the shape of a name begins with an agency's letters: `NOAA Fisheries`, `BBC Sport`."""
    first = text.split(" ", 1)[0]
    return len(first) > 2 and first.isupper() and not text.isupper() and agencies.is_known_agency(first)


_ARTICLES = ("Le ", "La ", "Les ", "L'", "L’", "El ", "Il ", "Der ", "Die ", "Das ", "De ", "Het ", "The ", "O ")
_SENT_BY = frozenset(["for", "via", "on", "для", "pour", "für", "para", "voor", "dla"])


def _shown(separator: str) -> str:
    return (
        "/"
        if separator.strip() == "/" and separator == "/"
        else separator.replace("(", "").rstrip() + " "
        if separator.strip() in (",",)
        else separator
    )


def _together(people: list[str]) -> str | None:
    return ", ".join(people) or None
