"""Telling a person's name from an agency, a desk, a place or a sentence: shared by bylines and photo credits."""

from __future__ import annotations

import re

from qiosk_scraper.normalise.given_names import bears_a_noun

_PARTICLES = """
    de del della di da do dos das du la le les van von vom zu zum zur den der ten ter el al bin ibn bint abu ben
    y e i of the af av st st. san santa o' mac mc d' l' dit bar
"""
PARTICLES = frozenset(_PARTICLES.split())
_GIVEN = frozenset(("Al", "Ben", "Van"))
"""Particles that begin an English name as its given name: Al Drago, Ben Stansall."""
_AFTER_AL = "jazeera arabiya ahram akhbar alam aqsa arab hayat hurra manar masdar mayadeen monitor"
_AL_MEDIA = frozenset(_AFTER_AL.split())

_RANK = re.compile(
    r"^(?:(?:(?:U\.?S\.?\s+)?(?:Army|Navy|Air Force|Marine(?: Corps)?|Coast Guard|National Guard|Space Force)\s+)?"
    r"(?:(?:Staff|Tech|Technical|Master|Senior|Chief|First|Gunnery|Lance|Command|Petty|Airman|Private"
    r"|Lt\.?|Lieutenant|Maj\.?|"
    r"Brig\.?|Vice|Rear|Sr\.?|1st|2nd|3rd|Mass|Communication|Specialist|Officer|Class)\s+)*"
    r"(?:Sgt\.?|Sergeant|Spc\.?|Specialist|Spec\.|Cpl\.?|Corporal|Pvt\.?|Pfc\.?|Capt\.?|Captain|Maj\.?"
    r"|Major|Col\.?|Colonel|Gen\.?|"
    r"General|Lt\.?|Lieutenant|Cmdr\.?|Commander|Adm\.?|Admiral|Airman|Seaman|Fireman|Officer(?:\s+(?:1st"
    r"|2nd|3rd)\s+Class)?|"
    r"Class|PO[123]|MC[123]|SSgt|TSgt|MSgt|SrA|A1C|Dr\.?|Prof\.?|Sir|Mr\.?|Mrs\.?|Ms\.?|Rev\.?|Fr\.?)\s+)+",
    re.IGNORECASE,
)
_OTHER_WORDS = """
    authority station school schools hospital trust club theatre theater gallery laboratory observatory federation
    academy administration institution airlines airport parlour secretariat brigade battalion
    photo photos image images picture pictures foto bild news press agency media times post daily weekly herald
    tribune gazette ledger journal guardian magazine television tv radio network channel studio studios
    university college institute ministry department office government parliament council commission committee
    party army navy force forces corps guard police museum library archive archives collection commons
    foundation association society company inc llc ltd gmbh corp group team desk staff editors editorial board
    correspondent reporter contributor contributors writer editor bureau service handout pool file stock
    courtesy screenshot screengrab video still illustration graphic map chart getty reuters afp shutterstock via
    facebook twitter instagram youtube flickr telegram page account unknown public domain left right center
    centre above below top bottom january february march april june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday updated published north south east west
    united states republic kingdom union street road city county state world international national global
    federal royal watch newspapers newswire fisheries spokesperson's sentinel courier bulletin examiner enquirer
    dispatch advertiser stadt landkreis gemeinde feuerwehr polizei bundeswehr museo musée museu archivo arquivo
    presidencia presidência prefeitura ayuntamiento municipalidad alcaldía mairie préfecture comune policía polícia
    polizia bomberos bombeiros pompiers gendarmerie policja straż urząd kancelaria policie hasiči město polisen
    kommun kommune poliisi politie brandweer gemeente gobierno governo ministerio ministério ministero ministère
    universidad universidade université università universität республика пресс-служба администрация правительство
    министерство міністерство وكالة خبرگزاری وزارة presse prensa galerie galería galleria teatro théâtre fondation
    fundación fondazione stiftung biblioteca bibliothèque bank في من على إلى الى عن مع بعد قبل خلال של את על עם में
    से को का की के और zoo medien zprávy noticias notícias diario diário periódico gazeta tagblatt tageblatt anzeiger
    nachrichten rundschau allgemeine corriere repubblica giornale sanomat газета офіс офис באדיבות arrangement
    région métropole département generalitat diputación pemkot pemprov pemkab humas polda polres
    communications copyright licence size rss license דוברות דובר משטרת משרד עיריית לשכת הכנסת
"""
_NO_NAME_WORDS = frozenset(_OTHER_WORDS.split())
_TOWN_HALLS = frozenset(("Ville", "Câmara"))
_OF_TOWN = frozenset(("de", "du", "des", "d’", "d'", "municipal"))
"""`Ville de Saint-Brac`, while Ville Virtanen and Ana Câmara are people."""
_WORD = re.compile(r"[^\W\d_][\w.'’ʼ\-]*\.?|[^\W\d_]\.", re.UNICODE)
_CONNECTOR = re.compile(
    r"\s*(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bi\b|\bog\b|\boch\b|\bja\b|\ben\b|\bve\b|\bи\b|\bі\b|\bو\b)\s+",
    re.IGNORECASE,
)


def is_person(text: str) -> bool:
    """Whether `text` reads like one person's name: two to six capitalised words, a rank or title allowed."""
    text = _RANK.sub("", text.strip())
    words = text.split()
    if not 2 <= len(words) <= 6 or len(text) > 60 or words[0].lower() in ("the", "a", "an", "of"):
        return False
    if words[0] == "Al" and words[1].lower() in _AL_MEDIA:
        return False
    if bears_a_noun(text):
        return True
    if words[0] in _TOWN_HALLS and words[1].lower() in _OF_TOWN:
        return False
    capitals = int(words[0] in _GIVEN)
    for word in words:
        bare = word.strip("\"“”'‘’(),")
        if not _WORD.fullmatch(bare):
            return False
        if bare.lower().rstrip(".") in _NO_NAME_WORDS:
            return False
        if bare.lower() in PARTICLES and not bare.isupper():
            continue
        if bare[0].islower() and not (len(bare) > 2 and any(c.isupper() for c in bare[1:])):
            return False
        capitals += 1
    return capitals >= 2 or (capitals >= 1 and not text.isascii())


def are_people(text: str) -> bool:
    """Whether `text` is a name or a list of names."""
    pieces = [piece for piece in _CONNECTOR.split(text) if piece and piece.strip()]
    return bool(pieces) and len(pieces) <= 8 and all(is_person(piece) for piece in pieces)
