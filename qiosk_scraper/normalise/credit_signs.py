"""What makes a text a credit by its own words (an agency, a source, an official's photo), and what a sentence."""

from __future__ import annotations

import re

from qiosk_scraper.normalise import agencies
from qiosk_scraper.normalise.credit_makers import more_makers, reporter, unglued
from qiosk_scraper.normalise.given_names import bears_given_name
from qiosk_scraper.normalise.names import are_people

_OFFICIAL = re.compile(
    r"^(?P<who>\S.{0,50}?)\s+(?:file\s+)?(?:photos?|photographs?|images?|pictures?|videos?|illustrations?"
    r"|graphics?)\s+by\s+\S",
    re.IGNORECASE,
)
_SOURCE_START = re.compile(
    r"(?:(?:image |photo |picture |illustration )?(?:generated|created) (?:with|by|using)"
    r"|(?:ai|ki)[- ](?:generated|generiert)|supplied: \w+|contributed: \w+"
    r"|(?:photo|image)s? (?:provided|supplied|contributed|submitted)|via"
    r"|screenshot(?! of)|screengrab|screen ?grab|handout"
    r"|(?:фото|снимок|знімок) (?:из|з) (?:[^\W\d_]+ )?"
    r"(?:архива|архіву|соцсетей|соцмереж|открытых источников|відкритих джерел)"
    r"|courtesy|copyright|©|ap photo|reuters/|afp/|epa[/-]|getty images|getty(?=\s*[/|,(-]|$))\b",
    re.IGNORECASE,
)
# A full stop after an initial or an abbreviation ends nothing; one glued to a capital ends a caption (seen often).
SENTENCE_END = re.compile(
    r"""(?<!\b[A-Z])(?<!\b(?:Lt|Dr|Mr|Ms|St|Jr|Sr|vs|No))(?<!\b(?:Sgt|Spc|Cpl|Pvt|Pfc|Gen|Col|Maj|Cmd|Adm))"""
    r"""(?<!\b(?:Rep|Sen|Gov|Mrs|Rev|Inc|Ltd|Drs))"""
    r"""(?<!\b(?:Capt|Cmdr|Prof|Dept))(?:(?<=\w)\.(?=[A-Z][a-z]+\s)|[.!?…。！？]["”’'»)]?(?=\s)|[。！？](?=\S))\s*"""
)
_TITLE = re.compile(r"[A-Z\u00c0-\u00de][\w.’'-]*(?:\s[A-Z\u00c0-\u00de][\w.’'-]*){0,3}")
_PAIR = re.compile(r"(?P<who>[^()\[\]]{4,60}) [(\[](?P<agency>[^()\[\]]{2,50})[)\]]")
"""`Jane Roe (AFP)`: a maker, and who sent the picture."""
_VIA = re.compile(r"(?P<who>[^\W\d_a-z][^.,;:()]{1,60}) via (?P<agency>.{2,40})")
"""`Tidewire via AP`: whatever stands before, an agency passed it on."""
_OF_PERSON = re.compile(
    r"(?P<who>[A-Z][\w.’'-]*(?: [‘“(]?[A-Z][\w.’'-]*[’”)]?){1,3}) "
    r"(?:Photography|Photographers?|Fotogra(?:f[ií]a|fie)|Photographie)"
)
"""`Jane Roe Photography`: a house that bears its owner's name."""
_SENT = re.compile(r"(?P<agency>.{2,40}?) (?:file )?(?:photos?|pics?|pictures?|images?|handout)", re.IGNORECASE)
_OWN_STAFF = re.compile(r"[A-Z][\w.]+(?: [A-Z][\w.]+)? (?:[Ss]taff|[Ii]llustration|[Gg]raphics?)")
_PAPER = re.compile(
    r"\b(?:News|Times|Post|Herald|Tribune|Gazette|Journal|Guardian|Ledger|Chronicle|Observer|Independent|Telegraph|Courier"
    r"|Star|Sentinel|Bulletin|Examiner|Dispatch|Record|Magazine|TV|Radio|Press|Media|Dealer|Globe|Sun)$"
)
"""How newspapers and stations end: what stands behind a person's name in a bar or dash is no university then."""
_FOR_EVENT = re.compile(r"(?P<credit>.+/\s?(?P<agency>[^/]{2,30}?)) for [A-Z0-9].{1,40}")
"""`Jane Roe/Getty Images for Harbour Festival`: who paid for the pictures."""
_FROM_WHERE = re.compile(
    r"(?:the\s|an?\s|@|X\b|(?:Facebook|Twitter|Instagram|YouTube|Telegram|TikTok|Google|Getty|AP|AFP|Reuters)\b)"
)
"""What follows `Via` where it tells whence a picture came."""
_HANDOUT = re.compile(r"(?P<who>[A-Z][\w.’'& -]{3,50}) handout", re.IGNORECASE)
_TWO = re.compile(r"(?P<one>[^/|]{2,40}?)\s*(?:/|\||\svia\s|\son\s)\s*(?P<other>[^/|]{2,40})")
_HOUSE_FIRST = re.compile(
    r"(?:(?:[A-Z]{2,6}|The [A-Z]\w+)(?: (?i:photo))?|[A-Z]{2,12} (?i:photo))(?:\s?/\s?| - )(?P<who>[^/|,;]{4,40})"
)
"""`WFP/Jane Roe`, `NPS photo / Jane Roe`: a house by its letters, and its photographer."""
_GIVEN_BY = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\w]{2,12}(?:[ ·][\u3400-\u9fff\uac00-\ud7af]{2,8})?"
    r"\s?(?:제공|자료사진|캡처|캡쳐|기자|특파원|供图|供圖|提供)"
)
TAKEN_BY = re.compile(
    r"(?:^|(?<=[。．.])\s*|[、，＝=（(／/]\s*)(?:記者|记者|撮影[:：＝=])?"
    r"(?P<who>[\u3040-\u30ff\u3400-\u9fff々 ]{2,12}?)(?:[／/]\s*)?(?:撮影|攝影?|摄影?)[）)]?$"
)
"""A photographer with the word for taking behind: `、山田太郎撮影`."""
_JOINING = "and via for by of the de la le du und et y von van der den del di da e i og och on from with in at to"
_JOINERS = frozenset(_JOINING.split())


def is_strong(text: str) -> bool:
    """Whether the text is a credit by its own words: an agency, a web address, a via, an official's photo."""
    if len(text) > 160:
        return False
    body = re.sub(r"\s\(\d\)$", "", unglued(text.strip().rstrip(".")))
    if "; " in body:
        body = more_makers(body)
    if (who := official_body(body)) and not is_sentence(who):
        return True
    pair = _PAIR.fullmatch(body)
    if pair and are_people(pair["who"]) and (agencies.is_agency(pair["agency"]) or is_strong(pair["agency"])):
        return True
    if (house := _OF_PERSON.fullmatch(body)) and bears_given_name(house["who"]):
        return True
    if (via := _VIA.fullmatch(body)) and agencies.is_known_agency(via["agency"]) and not is_sentence(via["who"]):
        return True
    if agencies.is_known_agency(body) or agencies.is_licence(body):
        return not ((len(body) < 3 and body.isascii()) or body.lower() in AMBIGUOUS)
    if (sent := _SENT.fullmatch(body)) and agencies.is_known_agency(sent["agency"]):
        return True
    if _GIVEN_BY.fullmatch(body) or agencies.STOCK_NUMBER.fullmatch(body):
        return True
    if body.startswith("Via ") and not _FROM_WHERE.match(body[4:]) and not is_house(body[4:].split(" / ")[0]):
        return False  # a street: `Via Roma in Palermo`
    if _SOURCE_START.match(body) and not is_sentence(body):
        return True
    if re.fullmatch(
        r"(?:official\s+)?(?:U\.?S\.?|white house|nasa|state department|army|navy|air force|pentagon|kremlin"
        r"|government|police|staff|file|handout|pool|"
        r"courtesy|submitted|contributed|provided|supplied|family|archive)(?:\s+[A-Z][\w.]+){0,3}\s+(?:photos?|images?|handouts?|video)",
        body,
        re.IGNORECASE,
    ):
        return True
    if reporter(body):
        return True
    if (screen := agencies.SCREEN.match(body)) and len(body) < 80 and not is_sentence(body[screen.end() :]):
        return True
    if (event := _FOR_EVENT.fullmatch(body)) and agencies.is_known_agency(event["agency"]):
        return is_strong(event["credit"])
    if (body_of := _HANDOUT.fullmatch(body)) and agencies.is_agency(body_of["who"]) and may_be_maker(body_of["who"]):
        return True
    if re.search(r"licen[cs]ed under (?:CC|a Creative|Creative)", body):
        return True
    if (pair := _TWO.fullmatch(body)) and _is_stock_pair(pair["one"], pair["other"]):
        return True
    if (pair := _HOUSE_FIRST.fullmatch(body)) and are_people(pair["who"]):
        return True
    pieces = [
        piece
        for piece in re.split(r"\s*/\s*|,?\s+via\s+|\s*\|\s*|;\s+|,\s+|\s+[—–-]\s+|—|\s+for\s+|\s+on\s+", body)
        if piece
    ]
    official = len(pieces) > 2 and "/" in body and are_people(pieces[0]) and agencies.is_known_agency(pieces[-1])
    if len(pieces) < 2 or (is_sentence(body) and not official):
        return False
    known = [
        agencies.is_known_agency(piece)
        or (
            agencies.is_agency(piece)
            and (words_in_lower(piece) < 2 or not piece.isascii())
            and (piece[:1] == piece[:1].upper() or not piece.isascii())
        )
        for piece in pieces
    ]
    fits = [
        one
        or are_people(piece)
        or bool(agencies.NEUTRAL.fullmatch(piece))
        or agencies.is_licence(piece)
        or (any(known) and piece.startswith("The ") and _TITLE.fullmatch(piece) is not None)
        or _OWN_STAFF.fullmatch(piece) is not None
        or (any(known) and "/" in body and re.fullmatch(r"[A-Z][\w'’-]{2,}", piece) is not None)
        or re.fullmatch(r"[A-Z][\w ]{2,30} [Pp]ool(?: [Pp]hoto)?", piece) is not None
        or (re.fullmatch(r"[A-Z]\w{0,2}[A-Z]\w{0,3}", piece) is not None and known[0])
        for one, piece in zip(known, pieces, strict=True)
    ]
    if all(fits) and any(map(agencies.is_licence, pieces)) and any(map(bears_given_name, pieces)):
        return True  # what is shown may be under a licence, too: `Larkfield Bridge, CC BY-SA 3.0`
    slashed = re.search(r"\S\s?/\s?\S", body) is not None
    if slashed and all(fits):
        return True
    if (
        slashed
        and 2 <= len(pieces) <= 4
        and all(map(are_people, pieces[:-1]))
        and (_TITLE.fullmatch(pieces[-1]) or _is_uncased_title(pieces[-1]))
    ):
        return True  # a person and a source that no table knows: `Jane Roe/Tidewire`
    if len(pieces) == 2 and are_people(pieces[0]) and _PAPER.search(pieces[1]) and re.search(r"\s[|–—-]\s", body):
        return True
    if all(fits) and len(pieces) == 2 and are_people(pieces[0]) and re.search(r"\s[|–—-]\s", body):
        return agencies.is_known_agency(pieces[1]) or pieces[1].lower() == "staff"
    if len(pieces) == 2 and are_people(pieces[0]) and re.fullmatch(r".+ for [A-Z]{4,}", body):
        return True
    return (
        all(fits)
        and any(known)
        and (
            re.search(r"\svia\s|\sfor\s|\son\s", body) is not None
            or any(
                agencies.is_known_agency(piece) and (slashed or piece.lower() not in AMBIGUOUS) for piece in pieces[1:]
            )
        )
    )


_SOCIAL = frozenset(
    ("instagram", "tiktok", "twitter", "facebook", "youtube", "telegram", "bluesky", "threads", "weibo")
)


def _is_stock_pair(one: str, other: str) -> bool:
    """`fizkes/Shutterstock`, `Adobe Stock / VRD`: a stock agency, and whoever offers the picture there."""
    stock, maker = (one, other) if one.lower() in agencies.STOCK else (other, one)
    if stock.lower() not in agencies.STOCK and len(one.split()) == len(other.split()) == 1:
        return one.lower() in _SOCIAL or other.lower() in _SOCIAL
    if other.lower() in _SOCIAL and may_be_maker(one.replace(" & ", " ")):
        return True  # `Larkfield Fire & Rescue / Facebook`
    return stock.lower() in agencies.STOCK and (" " not in maker or (len(maker.split()) <= 4 and may_be_maker(maker)))


def _is_uncased_title(text: str) -> bool:
    return not text.isascii() and len(text.split()) <= 3 and text[:1].isupper()


AMBIGUOUS = frozenset(
    {
        "x",
        "un",
        "eu",
        "who",
        "cp",
        "aa",
        "pa",
        "cns",
        "uni",
        "cna",
        "apa",
        "pool",
        "nato",
        "kremlin",
        "pentagon",
        "the white house",
        "white house",
        "united nations",
        "european union",
        "european commission",
        "european parliament",
        "google",
        "facebook",
        "twitter",
        "noor",
        "mena",
        "petra",
        "future publishing",
        "midjourney",
        "openai",
        "chatgpt",
        "ocha",
        "wfp",
        "unrwa",
        "msf",
        "iom",
        "fao",
        "undp",
        "ifrc",
        "cern",
        "isro",
        "jaxa",
        "nsf",
        "csa",
        "nps",
        "idf",
        "gpo",
        "spa",
        "netflix",
        "disney",
        "spacex",
        "linkedin",
        "whatsapp",
        "uol",
        "mia",
        "rbk",
        "nhk",
        "fbi",
    }
)


def official_body(text: str) -> str:
    """The body whose photo it is, in `U.S. Army photo by Sgt. John Roe`; empty for other lines."""
    found = _OFFICIAL.match(text)
    if (
        found
        and (
            agencies.is_agency(found["who"])
            or agencies.NEUTRAL.fullmatch(found["who"])
            or (len(found["who"]) > 4 and _TITLE.fullmatch(found["who"]))
        )
        and found["who"][0].isupper()
        and not SENTENCE_END.search(found["who"])
    ):
        return found["who"]
    return ""


def may_be_maker(text: str) -> bool:
    """Whether a short text could be the name of a maker that no table knows: up to five words, all of them capitalised
    (`Tidewire`, `HARBOUR TV`, `Stadt Nordstrand`). For places where the page expects one."""
    words = text.strip(" .").split()
    return (
        0 < len(words) <= 5
        and len(text) <= 60
        and len(text) >= 3
        and not re.search(r"\d{3}|[!?:;]", text)
        and all(word[:1].isupper() or word in _JOINERS or not word[:1].isalpha() for word in words)
    )


def given_by(text: str) -> bool:
    """Whether a text says in an East Asian language who gave or took a picture: `西浜市提供`."""
    return _GIVEN_BY.fullmatch(text) is not None


def is_house(text: str) -> bool:
    """Whether a text is a few capitalised words of which one is a word of houses: `Harbour Museum`, `Rijksmuseum`."""
    return agencies.is_agency(text) and may_be_maker(text) and not text.lower().startswith("no ")


def makers_only(text: str) -> bool:
    return are_people(text) or agencies.is_known_agency(text) or is_strong(text)


def words_in_lower(text: str) -> int:
    """How many words of a text tell something in small letters, those that join names left out."""
    return sum(word[0].islower() and word.lower() not in _JOINERS for word in re.findall(r"[^\W\d_]+", text))


def is_sentence(text: str) -> bool:
    """Whether the text tells something: several lower-case words that do not merely join names."""
    words = re.findall(r"[^\W\d_]+", text)
    lower = words_in_lower(text)
    if len(words) >= 6 and lower >= 3:
        return True
    return len(words) >= 4 and lower >= 2 and text.rstrip().endswith((".", "!", "?", "…"))
