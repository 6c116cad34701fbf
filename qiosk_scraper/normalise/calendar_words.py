"""Month names and zone abbreviations as news pages print them."""

from __future__ import annotations

import re
import unicodedata

# One line a month, accents left off; English, German, French, Spanish, Italian, Portuguese, Dutch, the Nordic
# languages, Polish, Czech, Russian, Ukrainian, Turkish, Hungarian, Romanian, Catalan, Greek, Indonesian, Malay,
# Swahili, Slovak, Croatian, Serbian, Slovene, Bulgarian, Belarusian.
_NAMES = (
    """
    january jan january's januar janner janvier janv enero ene gennaio gen janeiro januari tammikuuta tammikuu
    stycznia styczen sty ledna leden января янв січня ocak oca janua ianuarie ian gener ιανουαριου ιαν jaanuar
    sausio janvaris
    январь януари януар януара јануар јануара јануари januara januarja sijecnja januarie студзеня
    """,
    """
    february feb februar feber fevrier fevr fev febrero febbraio fevereiro februari helmikuuta helmikuu lutego
    luty lut unora unor февраля фев февр лютого subat sub februarie febrer φεβρουαριου φεβ veebruar vasario
    februaris
    февраль февруари фебруар фебруара februara februarja veljace лютага
    """,
    """
    march mar marz marts mars marzo marco maart maaliskuuta maaliskuu marca marzec brezna brezen марта мар
    березня mart marcius martie marc μαρτιου μαρ maret kovo mrt mrz maerz
    март marec machi mac ozujka marta сакавіка
    """,
    """
    april apr avril avr abril abr aprile huhtikuuta huhtikuu kwietnia kwiecien kwi dubna duben апреля апр квітня
    nisan nis aprilis aprilie απριλιου απρ balandzio
    апрель април априла aprila aprilla travnja красавіка aprili
    """,
    """
    may mai mayo maggio mag maio mei maj toukokuuta toukokuu maja kvetna kveten мая май травня mayis majus maig
    μαιου μαι geguzes maijs
    мај маја svibnja
    """,
    """
    june jun juni juin junio giugno giu junho kesakuuta kesakuu czerwca czerwiec cze cervna cerven июня июн
    червня haziran haz junius iunie iun juny ιουνιου ιουν birzelio junijs
    июнь junij юни јун јуна juna junija lipnja чэрвеня
    """,
    """
    july jul juli juillet juil julio luglio lug julho heinakuuta heinakuu lipca lipiec lip cervence cervenec
    июля июл липня temmuz tem julius iulie iul juliol ιουλιου ιουλ liepos julijs
    июль julij юли јул јула jula julija srpnja julai ліпеня
    """,
    """
    august aug aout agosto ago augusti augustus elokuuta elokuu sierpnia sierpien sie srpna srpen августа авг
    серпня agustos agu augusztus agost αυγουστου αυγ agustus rugpjucio augusts
    август avgusta avgust kolovoza ogos agosti жніўня
    """,
    """
    september sep sept septembre septiembre set setiembre settembre setembro syyskuuta syyskuu wrzesnia wrzesien
    wrz zari сентября сен сент вересня eylul eyl szeptember septembrie setembre σεπτεμβριου σεπ rugsejo
    septembris
    сентябрь септември септембар септембра septembra rujna septemba верасня
    """,
    """
    october oct oktober okt octobre octubre ottobre ott outubro out lokakuuta lokakuu pazdziernika pazdziernik
    paz rijna rijen октября окт жовтня ekim eki octombrie οκτωβριου οκτ spalio oktobris
    октябрь октомври октобар октобра oktobra oktoba кастрычніка
    """,
    """
    november nov novembre noviembre novembro marraskuuta marraskuu listopada listopad lis ноября ноя нояб
    листопада kasim kas noiembrie νοεμβριου νοε lapkricio novembris
    ноябрь ноември новембар новембра novembra studenoga studenog novemba лістапада
    """,
    """
    december dec dezember dez decembre diciembre dic dicembre dezembro joulukuuta joulukuu grudnia grudzien gru
    prosince prosinec декабря дек грудня aralik ara decembrie desembre desember des δεκεμβριου δεκ gruodzio
    decembris
    декабрь декември децембар децембра decembra prosinca disember desemba снежня
    """,
)
# `й` decomposes into `и` and a mark, which the reader drops: the table is folded the same way.
MONTHS: dict[str, int] = {
    word.replace("й", "и").replace("ї", "і").replace("ў", "у"): number
    for number, names in enumerate(_NAMES, 1)
    for word in names.split()
}

_DAYS = """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim
    lunes martes miercoles jueves viernes sabado domingo dilluns dimarts dimecres dijous divendres dissabte diumenge
    lunedi martedi mercoledi giovedi venerdi segunda terca quarta quinta sexta feira
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    mandag tirsdag onsdag torsdag fredag lordag sondag tisdag
    maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai
    poniedzialek wtorek sroda czwartek piatek sobota niedziela pondeli utery streda ctvrtek patek nedele
    понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер субота неділя
    pazartesi sali carsamba persembe cuma cumartesi pazar hetfo kedd szerda csutortok pentek szombat vasarnap
    senin selasa rabu kamis jumat sabtu minggu luni marti miercuri joi vineri sambata duminica
    pondelok utorok stvrtok piatok ponedeljak utorak sreda cetvrtak petak subota nedelja srijeda nedjelja ponedeljek
    torek cetrtek понеделник вторник сряда четвъртък петък събота неделя понедељак уторак среда четвртак петак субота
    недеља isnin khamis jumaat sabtu ahad jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili
    δευτερα τριτη τεταρτη πεμπτη παρασκευη σαββατο κυριακη
"""
WEEKDAYS = frozenset(_DAYS.split())
"""Names of days, accents left off as in `MONTHS`."""


def is_of_a_date(word: str) -> bool:
    """Whether a word is the name of a month or of a day of the week."""
    plain = folded_word(word)
    return plain in MONTHS or plain in WEEKDAYS


def folded_word(word: str) -> str:
    """A word as the tables have it: small, accents left off, the Turkish `ı` with its dot."""
    plain = unicodedata.normalize("NFKD", word.casefold()).replace("ı", "i")
    return "".join(char for char in plain if not unicodedata.combining(char))


ZONES: dict[str, int | str] = {
    "Z": 0,
    "UTC": 0,
    "GMT": 0,
    "UT": 0,
    "WET": 0,
    "WEST": 60,
    "BST": 60,
    "CET": 60,
    "CEST": 120,
    "MEZ": 60,
    "MESZ": 120,
    "EET": 120,
    "EEST": 180,
    "MSK": 180,
    "МСК": 180,
    "TRT": 180,
    "SAST": 120,
    "CAT": 120,
    "EAT": 180,
    "WAT": 60,
    "PKT": 300,
    "NPT": 345,
    "WIB": 420,
    "ICT": 420,
    "SGT": 480,
    "HKT": 480,
    "PHT": 480,
    "AWST": 480,
    "JST": 540,
    "KST": 540,
    "ACST": 570,
    "ACDT": 630,
    "AEST": 600,
    "AEDT": 660,
    "NZST": 720,
    "NZDT": 780,
    "GST": 240,
    "EST": -300,
    "EDT": -240,
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "AKST": -540,
    "AKDT": -480,
    "HST": -600,
    "ADT": -180,
    "NST": -210,
    "NDT": -150,
    "BRT": -180,
    "ART": -180,
    "CLT": -240,
    "CLST": -180,
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
    "AKT": "America/Anchorage",
    "IST": "Asia/Kolkata",
    "AET": "Australia/Sydney",
    "NZT": "Pacific/Auckland",
}
"""Abbreviation to minutes east of UTC, or to an IANA zone where the letters leave summer time open."""

DATE_MARKS = re.compile(r"^\s*(?:Uhr|Hrs?\.?|hours|h)?\b\s*", re.IGNORECASE)
