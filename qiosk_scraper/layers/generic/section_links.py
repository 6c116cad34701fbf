"""Links in an article's head that lead to the list of its section, told by how its own address is made."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import SplitResult, unquote, urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.layers import json_ld
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.openers import BYLINE
from qiosk_scraper.layers.generic.scope import in_article
from qiosk_scraper.layers.generic.update_lines import is_of_masthead
from qiosk_scraper.layers.photo_lines import PHOTO_LABEL, WEAK_LABEL
from qiosk_scraper.normalise.agencies import is_known_agency
from qiosk_scraper.normalise.given_names import bears_given_name
from qiosk_scraper.normalise.names import are_people, is_person
from qiosk_scraper.normalise.text import fold, inline_text
from qiosk_scraper.page import Page

_HOME = frozenset(
    (
        "home",
        "homepage",
        "start",
        "startseite",
        "accueil",
        "inicio",
        "portada",
        "início",
        "hjem",
        "hem",
        "forsiden",
        "etusivu",
        "strona główna",
        "главная",
        "ana sayfa",
        "anasayfa",
        "haberler",
        "ホーム",
        "トップ",
        "首页",
        "首頁",
        "홈",
        "news home",
        "front page",
        "domů",
        "kezdőlap",
        "acasă",
        "početna",
        "naslovnica",
        "domov",
        "αρχική",
        "начало",
        "головна",
        "beranda",
        "laman utama",
        "trang chủ",
        "หน้าแรก",
        "होम",
        "প্রচ্ছদ",
        "الرئيسية",
        "خانه",
        "ראשי",
    )
)
_LONGEST = 40
_MOST_WORDS = 5
_NO_SECTION = re.compile(
    r"(?:back|all|more|see|view|read|go|return|subscribe|sign|log|follow|share|print|save|listen|comments?|newsletter|"
    r"zurück|alle|mehr|abo|abonnieren|teilen|retour|tous|toutes|plus|voir|s['’]abonner|partager|volver|todas?|todos|más|"
    r"suscr\w+|compartir|torna|tutt[eio]|altro|abbonati|voltar|mais|assine|terug|meer|tillbaka|tilbake|tilbage|takaisin|"
    r"join|donate|support|contact|about|advertise|shop|store|search|menu|register|events?|jobs|help|e-?edition|"
    r"newsletters?|podcasts?|spenden|suche|kontakt|boutique|tienda|buscar|contacto|"
    r"назад|все|geri|tümü|戻る|一覧|返回|更多|뒤로|목록)(?![^\W_])|[←‹«<→›»>]",
    re.IGNORECASE,
)
"""How links begin that lead somewhere else, or lead to a list but do not name it."""
_OF_PERSONS = re.compile(r"(?:authors?|autor(?:e[ns]?)?|auteurs?|profiles?|users?|staff|people|@.*|by)", re.IGNORECASE)
_LISTS = frozenset(
    (
        "category",
        "categories",
        "section",
        "sections",
        "kategorie",
        "categoria",
        "categorie",
        "rubrik",
        "rubrique",
        "ressort",
    )
)
_TOPICS = frozenset(("topic", "topics", "tag", "tags", "c", "index.php"))
_EDITION = re.compile(r"[a-z]{2}(?:-[a-z]{2,4})?")


def leads_to_list(page: Page, link: HtmlElement, *, above: bool) -> str | None:
    """The text of a link in the article's head to the list of its section: a page of the same site under whose address
    its own stands, or one that is called a category. None for links to other things.
    `above`: whether it stands above the headline, where a list of the link's own name may have any address."""
    href = link.get("href")
    if not href or href[0] == "#":
        return None
    name = inline_text(link).strip(" /|•·:")
    if not 1 < len(name) <= _LONGEST or len(name.split()) > _MOST_WORDS:
        return None
    if is_home(name) or _NO_SECTION.match(name) or is_person(name):
        return None
    rel = (link.get("rel") or "").lower().split()
    if "author" in rel or not _is_list(page, href, rel, name, above=above):
        return None
    return name if in_article(page, link) and not is_of_masthead(page, link) else None


def may_be_section(text: str) -> bool:
    """Whether a printed label may be a section's name: no byline, photo line or button, no `Reading time: short`; but
    `Opinion: Boats` and `By Design`."""
    before, colon, _ = text.rstrip(" :：").replace("：", ":").partition(":")
    return (
        not (colon and _SAID_OF_ARTICLE.fullmatch(before.strip()))
        and not WEAK_LABEL.match(text)
        and not PHOTO_LABEL.match(text)
        and not _tells_writer(text)
        and not is_furniture(text)
        and not _NO_SECTION.match(text)
        and not _OF_PAGE.fullmatch(text)
    )


def _tells_writer(text: str) -> bool:
    """Whether a label is a byline: `By Ada Brandt`, `Von Ada`, `By Staff Reporters`."""
    if (by := BYLINE.match(text)) is None or not (rest := text[by.end() :]):
        return False
    first = re.split(r"[,|/(·•–—]", rest, maxsplit=1)[0].strip()
    return (
        are_people(rest)
        or are_people(first)
        or bears_given_name(rest)
        or is_known_agency(first)
        or _OF_HOUSE.search(rest) is not None
    )


_OF_HOUSE = re.compile(
    r"\b(?:staff|reporters?|writers?|editors?|editorial|correspondents?|contributors?|newsroom|admin|agenc\w+|"
    r"redaktion|redacción|rédaction|redazione|redação|redactie|redaktionen|redaktör)\b",
    re.IGNORECASE,
)
_SAID_OF_ARTICLE = re.compile(
    r"(?:estimated )?(?:read(?:ing)?|listening)(?: time)?|time(?: to read)?|lesezeit|lesedauer|durée(?: de lecture)?|"
    r"temps de lecture|tiempo de lectura|tempo (?:di lettura|de leitura)|leestijd|lästid|lesetid|læsetid|length|dauer|"
    r"duration|(?:your )?location|place|your (?:edition|region)|(?:ihr )?standort|ort|lieu|lugar|luogo|ubicación|plats|"
    r"sted|date|datum|fecha|data|dato|(?:last )?(?:updated?|modified)|(?:first )?published|posted|stand|aktualisiert|"
    r"veröffentlicht|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|"
    r"by|text[eo]?|words|authors?|autor(?:in|innen|en|es|as|a|e)?|auteure?s?|autric[ei]|reporters?|writers?|editors?|"
    r"(?:photo|foto|bild|image|picture)s?(?: (?:by|credits?|von|par|por|de|di))?|credits?|crédits?|courtesy|copyright|"
    r"sources?|quellen?|fuentes?|font[ei]|views?|(?:text|font) size|schriftgröße|language|sprache|langue|idioma|lingua",
    re.IGNORECASE,
)
"""Before a colon in what pages tell of an article above its headline."""


def is_told_section(page: Page, text: str) -> bool:
    """Whether a label is the section or a keyword that the page's data name, or a step of its own address."""
    told = (value for name in _TOLD for value in page.meta.get(name, ()))
    named = {fold(one) for value in told for one in value[:_LONGEST_TOLD].split(",")}
    named |= {fold(one) for one in json_ld.sections(page)}
    try:
        steps = _steps(urlsplit(page.url))[:-1]
    except ValueError:
        steps = []
    return fold(text) in named or _slug(text) in steps


_OF_PAGE = re.compile(
    r"(?:(?:your|my|ihr|votre|su|tu) )?(?:location|standort|ubicación|localisation|account|settings)|dark mode|theme|"
    r"a ?\+|a(?: a)+|accessibility|close|text size|font size|schriftgr(?:ö|oe)ße|"
    r"language|sprache|en|de|fr|es|deutsch|english|fran[çc]ais|"
    r"espa[ñn]ol|italiano|portugu[êe]s|nederlands|svenska|norsk|dansk|suomi|polski|türkçe|русский|українська|العربية|中文|日本語|한국어",
    re.IGNORECASE,
)
"""What pages print above headlines for their own use."""
_TOLD = ("article:section", "article:tag", "keywords", "news_keywords", "parsely-section")
_LONGEST_TOLD = 4_000


def _is_list(page: Page, href: str, rel: list[str], name: str, *, above: bool) -> bool:
    target = page.absolute(href)
    if target is None:
        return False
    try:
        there, own = urlsplit(target), urlsplit(page.url)
    except ValueError:
        return False
    if _host(there) != _host(own) or there.query:
        return False
    steps, path = _steps(there), _steps(own)
    if not steps or any(map(_OF_PERSONS.fullmatch, steps)) or steps[-1].isdigit():
        return False
    if "category" in rel or (above and "tag" in rel) or (len(steps) >= 2 and steps[-2] in _LISTS):
        return True
    if len(steps) >= len(path) or path[: len(steps)] != steps:
        return above and steps[-1] == _slug(name) and all(step in _LISTS or step in _TOPICS for step in steps[:-1])
    return len(steps) > 1 or not _EDITION.fullmatch(steps[0]) or steps[0] in name.casefold().split()


def _slug(name: str) -> str:
    """`Société & Santé` as an address has it: `societe-sante`."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char))
    return "-".join(re.findall(r"[^\W_]+", plain))


def _host(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def _steps(parts: SplitResult) -> list[str]:
    steps = [step for step in unquote(parts.path).casefold().split("/") if step]
    if steps and steps[-1].partition(".")[0] == "index":
        steps.pop()
    return steps


def is_home(name: str) -> bool:
    """Whether a link's text is the word for the front page."""
    folded = name.casefold()
    return folded in _HOME or all(word in _HOME for word in folded.split())  # said twice, once for ears alone
