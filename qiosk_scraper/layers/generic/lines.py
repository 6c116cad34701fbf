"""Lines among an article's paragraphs that are none of its text: promotions, contacts, dates and bylines above it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from qiosk_scraper.items import Block
from qiosk_scraper.layers import json_ld, open_graph
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.invitations import (
    announces,
    asks_to_follow,
    is_clerical,
    is_signed,
    leads_elsewhere,
    tells_origin,
)
from qiosk_scraper.layers.photo_lines import is_photo_line
from qiosk_scraper.normalise.agencies import is_known_agency
from qiosk_scraper.normalise.calendar_words import is_of_a_date
from qiosk_scraper.normalise.calendars import western
from qiosk_scraper.normalise.names import are_people
from qiosk_scraper.normalise.text import clean
from qiosk_scraper.page import Page

_PROMO = re.compile(
    r"^(?:\W*)(?:read (?:more|also|next|the full)|also read|see also|related(?: (?:articles?|stor(?:y|ies)|"
    r"content))?|more (?:from|on|stories)|recommended|"
    r"sign up|subscribe|follow (?:us|@)|click here|download (?:the|our)|watch(?: now| live)?:|listen:|listen to|"
    r"photos?:|video:|"
    r"get (?:the|our) .{0,40}(?:newsletter|app)|support (?:our|us)|donate|join (?:our|the)|have (?:a|you) (?:tip|"
    r"news|story)|"
    r"copyright|©|all rights reserved|this article (?:was )?(?:originally|first) (?:appeared|published)|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|lire aussi|à lire aussi|lea también|lee también|leggi anche|"
    r"leia (?:também|mais)|lees ook|läs (?:mer|också)|les også|"
    r"czytaj (?:też|także|więcej)|читайте также)\b",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"^\W*(?:"
    r"(?:do you have (?:a|any) (?:story|tip|news)|get in touch with|for more stories like|"
    r"additional reporting (?:by|from)|with (?:additional )?reporting (?:by|from)|reporting by .{2,160}editing by|"
    r"our standards: the .{3,60} principles|"
    r"article continues|story continues|our website is the place for|please bookmark|"
    r"follow (?:us|the .{2,30}) on (?:facebook|twitter|x|instagram|whatsapp|google news)|"
    r"(?:this|the) (?:article|story) (?:was )?(?:originally|first) (?:appeared|published)|placeholder image|"
    r"dieser (?:artikel|beitrag|text) (?:ist|wurde|erschien) (?:zuerst|erstmals|im original)|"
    r"mit (?:agentur)?material (?:von|der)|mit agenturmaterial|"
    r"(?:ende der )?weitere(?:n)? informationen|auch interessant|mehr themen|ihre meinung ist uns wichtig|"
    r"(?:sie )?möchten sie uns|haben sie (?:fehler|hinweise)|folgen sie uns|"
    r"article réservé|suivez[- ]nous|retrouvez (?:toute|l['’]actualité)|"
    r"s[ií]guenos en|suscr[ií]bete|sigue (?:toda la información|nuestro)|"
    r"seguici su|iscriviti|cek berita|baca juga|simak (?:juga|berita)|editor\s*:|penulis\s*:|"
    r"siga[- ]nos|inscreva-se|volg ons|følg oss|följ oss|bizi takip|haber(?:in)? devamı)"
    r"|\[pr\]$|advertisement|anzeige$|werbung$"
    r")",
    re.IGNORECASE,
)
"""Lines that no article says of itself: they go whether they hold a link or not, when they are short."""
_OFFER = re.compile(
    r"\bnewsletter\b.{0,80}\b(?:informiert|abonnieren|anmelden|richtig|sign up|subscri|inscri|suscr|abonn|iscriv)|"
    r"\b(?:sign up|subscribe|register) (?:for|to) (?:our|the|my)\b.{0,50}\bnewsletter|^newsletter\s*:|"
    r"hier geht es zur? .{0,40}-?app\b|auch (?:bei|auf) social media|laden sie .{0,40}app|download .{0,30} app\b",
    re.IGNORECASE,
)
"""What a short line offers, wherever in it the words stand."""
_LONGEST_PROMO = 220
_LONGEST_ORIGIN = 400
_LONG = 40
_SENTENCE = re.compile(r"[^.…][.。]$")
_STRAY = re.compile(r"[\W_]+")
_SIGN_WITH_NAMES = re.compile(r"[^\W\d].{0,24}\((.+)\)")
"""`WDN (Ann Lee, Bo Kahn)`"""
_OF_STORY = re.compile(
    r"\bcontribut|\breport(?:ed|ing)\b|\bwriters?\b|\bfollow\b|\bcoverage\b|\bwire service|\bnewsletter|\bagenc|"
    r"\bcopyright|©|"
    r"\b(?:receives|supported by)\b|\bread more\b",
    re.IGNORECASE,
)
_OPENING = frozenset("“„‚‘«‹「『(¿¡")
_CLOSING = frozenset("”“’»›」』)\"'")
_CLOSING_HEADING = re.compile(
    r"(?:about (?:the|this) (?:authors?|writers?|contributors?|article|story|report)|(?:the|our) authors?|"
    r"newsletters?|comments?|"
    r"support (?:us|our .{2,30})|donate|disclaimer|disclosures?|(?:über|zu) (?:den|die|der|dem) autor(?:in|"
    r"en)?s?|zur person|"
    r"(?:der|die) autor(?:in|en)?|kommentare?|in eigener sache|hinweis(?: der redaktion)?|transparenzhinweis|spenden|"
    r"(?:à propos de|sur) l['’]auteure?|commentaires?|soutenez.{2,30}|sobre (?:el|la|los|o|a|os) autora?(?:es)?|"
    r"comentarios?|comentários?|"
    r"sull['’]autore|l['’]autore|commenti|over de auteur|reacties|om (?:skribenten|författaren|forfatteren)|"
    r"o autor(?:ze|ovi)|"
    r"об авторе|комментарии|про автора|yazar hakkında|tentang penulis)\s*[:：]?",
    re.IGNORECASE,
)
"""Headings under which nothing of the article follows."""
_CONTACT_HEADING = re.compile(
    r"(?:(?:media |press )?contacts?|pressekontakt|ansprechpartner(?:in)?|contacts? presse|contacto de prensa|"
    r"perscontact)\s*[:：]?",
    re.IGNORECASE,
)
"""Under releases; a chapter of an article may be called so too, and then sentences follow."""
_PHONE = re.compile(r"(?:\+\s?\d|\(?\b0\d)[\d\s()./-]{6,}|\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b|\btel(?:\.|:|efon|éfono)")
_LONGEST_CONTACT = 160
_BARE_LABELS = frozenset(("go deeper", "key events"))
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+\.\w{2,}")
_OPENERS = 6
"""Blocks at the top among which dates, bylines and labels are looked for."""
_BYLINE = re.compile(
    r"^(?:von|by|par|por|di|door|af|av|da|text|texto|autor|author)\s*:?\s+(?=[A-Z\u00c0-\u00de])", re.IGNORECASE
)
_DATED = re.compile(r"\d{4}|\d{1,2}[.:h]\d{2}|\bago\b|\b(?:min|hours?|days?)\b", re.IGNORECASE)
_DATE_WORDS = re.compile(
    r"(?<![^\W\d_])(?:"
    r"päivitetty|julkaistu|publicerad|uppdaterad|publisert|oppdatert|publiceret|opdateret|gepubliceerd|bijgewerkt|"
    r"opublikowano|zaktualizowano|aktualizacja|aktualizováno|aktualizované|yayınlanma|giriş|güncellen?me|tarihi|son|"
    r"modificato|modifica|publicat|actualizat|frissítve|objavljeno|ažurirano|опубликовано|обновлено|опубліковано|"
    r"оновлено|публикувано|обновена|diterbitkan|diperbarui|wib|wita|cập nhật|"
    r"更新|公開|配信|発行|發布|发布|입력|수정|송고|승인|최종|"
    r"updated?|published|posted|stand|aktualisiert|veröffentlicht|actualizado|publicado|mis à jour|"
    r"publié|modifié|aggiornato|pubblicato|lesedauer|lesezeit|minutos de lectura|reading time|"
    r"tempo di lettura|uhr|at|a las|à|às|um|on|den|gmt|utc|[ap]\.?m\.?|[ceuimps]{1,2}[sd]?t|ago|"
    r"seconds?|minutes?|min|hours?|days?)(?![^\W\d_])",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[a-zß-ÿ])(?=[A-ZÀ-Þ])")
_LITTLE = "de del da do st nd rd th of le la el il den der am vom ore kl klo ob года"
_BETWEEN = frozenset(_LITTLE.split())
"""Little words of dates: `22 de outubro de 2010`, `November 18th`."""


def is_promo(block: Block) -> bool:
    """Whether a block invites to something else: further articles, newsletters, contact with the newsroom."""
    text = block.text
    if is_furniture(text) or is_photo_line(text):
        return True
    if block.type not in ("paragraph", "list_item", "heading"):
        return False
    if len(text) <= _LONGEST_PROMO and (
        _ALWAYS.match(text)
        or _offers(text)
        or asks_to_follow(text)
        or is_clerical(text)
        or (not text.endswith((".", "。")) and announces(text))
    ):
        return True
    if (
        len(text) < 160
        and "@" in text
        and _EMAIL.search(text)
        and block.type == "paragraph"
        and len(_EMAIL.sub("", text)) < 90
    ):
        return True
    linked = sum(len(link.text) for link in block.links)
    if len(block.links) == 1 and block.type == "paragraph" and is_labelled_link(text, block.links[0].text):
        return True
    if block.links and linked >= 0.8 * len(text) and block.type != "list_item" and len(text) < 200:
        return not _is_sentence_around(block) or leads_elsewhere(text) or _PROMO.match(text) is not None
    if (
        len(text) < 160
        and (block.links or block.type == "heading" or (len(text) < 60 and not _SENTENCE.search(text)))
        and leads_elsewhere(text)
    ):
        return True
    return (
        len(text) < 160
        and _PROMO.match(text) is not None
        and (bool(block.links) or block.type == "heading" or len(text) < 60)
    )


def is_labelled_link(text: str, link: str) -> bool:
    """Whether a paragraph is a label and the headline it leads to, in whatever language: `Artikel berkaitan: …`."""
    label = text.removesuffix(link)
    if len(label) == len(text) or not 3 <= len(label := label.strip(" -–—")) <= 32 or label[-1] not in ":：":
        return False
    if len(label.split()) > _LABEL_WORDS or link[0] in _QUOTES or link[-1] in _ENDS_OF_SPEECH:
        return False  # what somebody said: `He wrote: [“We will not be moved.”]`
    return (len(link.split()) >= 4 and len(link) >= 20) or (not link.isascii() and len(link) >= 20)


_LABEL_WORDS = 3
_QUOTES = "\"'“”„«»‘‚「『"
_ENDS_OF_SPEECH = '.…。"”“»’」』'


def _is_sentence_around(block: Block) -> bool:
    """Whether a link stands in a sentence, however much of it it takes: `On Friday [the report came out].`"""
    before = block.text.partition(block.links[0].text)[0].split()
    return len(before) >= 2 and _SENTENCE.search(block.text) is not None and before[-1][-1:].isalnum()


def _offers(text: str) -> bool:
    lower = text.lower()
    return ("newsletter" in lower or "app" in lower or "social media" in lower) and _OFFER.search(text) is not None


def is_opener(block: Block) -> bool:
    """Whether a block above the text is a date, a byline, an agency's sign or a name."""
    if len(block.text) > 120 or block.type not in ("paragraph", "heading", "list_item"):
        return False
    text = western(block.text.strip(" |·•-–—()[]"))
    if len(text) > 90:
        return False
    if is_known_agency(text) or are_people(text) or (_BYLINE.match(text) and not text.endswith((".", "!", "?"))):
        return True
    if not _DATED.search(text) and not text[:2].isdigit():
        return False
    rest = [
        word
        for word in re.findall(r"[^\W\d_]+", _DATE_WORDS.sub(" ", _GLUED.sub(" ", text)).casefold())
        if len(word) > 1 and word not in _BETWEEN and not is_of_a_date(word)
    ]
    return not rest


_INITIALS = re.compile(
    r"[(\[]?(?:[a-zà-ž]{2,5}|[A-ZÀ-Ž]{2,5})\s?(?://?\s?(?:[a-zà-ž]{2,5}|[A-ZÀ-Ž]{2,5})\s?/?){1,3}[)\]]?|"
    r"\((?:[a-z]{2,4}|[A-Z]{2,4})\)|\*[a-z]{3,6}|(?:\((?:foto|photo|vídeo|video|v[ií]deos?|fotos|archivo)\)\s*)+"
)
"""Who wrote and who edited, as agencies sign: `jkv/dpa`, `bvn/oqu/tlm`, `QVN // KDO`, `(wqo/lub)`, `(foto) (vídeo)`."""
_END_MARK = re.compile(
    r"(?:انتهای پیام|پایان پیام|fin|fine|fim|ende|end|完|끝|了)[/\s]*|\w{2,12}/(?:fim|fin|ende)|"
    r"[（(]?(?:完|끝|了|終)[)）]?",
    re.IGNORECASE,
)


def is_closer(block: Block) -> bool:
    """Whether the last block is no more than a date, an agency's sign or a note of who reported."""
    text = block.text.strip(" |·•-–—()[]")
    if len(text) > 90 or block.type != "paragraph":
        return False
    if len(text) <= 30 and (_INITIALS.fullmatch(block.text) or _END_MARK.fullmatch(text)):
        return True
    if is_signed(text) and not text.endswith(("!", "?")) and text.count(". ") == 0:
        return True
    signs = [sign.strip() for sign in re.split(r"[/,;|]", text)]
    if len(text) <= 40 and any(map(is_known_agency, signs)) and all(len(sign.split()) <= 2 for sign in signs):
        return True  # `dpa/lth`, `AFP, cb`
    return is_known_agency(text) or (bool(_DATED.search(text)) and is_opener(block)) or bool(_BYLINE.match(text))


_BIO = re.compile(
    r"\b(?:is|was|ist|war|est|es|è|é|er|är|jest) (?:an?|the|our|ein(?:e|er)?|une?|una?|l['’]|en|et|bei|seit|"
    r"chief|senior|staff|reporter|redakt|journalist|korrespondent)\b|"
    r"\b(?:reporter|redakteur(?:in)?|korrespondent(?:in)?|journaliste?|periodista|giornalista|correspondent|columnist|"
    r"writes (?:about|for)|covers|schreibt|berichtet|lives in|lebt in|teaches|lehrt|founder|gründer(?:in)?|author of|"
    r"autor(?:in)? (?:von|des)|professor(?:in)?|director|(?:is|was) \w{2,20}['’]s|follow (?:him|her|them))\b",
    re.IGNORECASE,
)


def is_bio(block: Block, names: Iterable[str]) -> bool:
    """Whether a block at the end tells who an author is."""
    if len(block.text) > 900 or block.type not in ("paragraph", "heading", "list_item"):
        return False
    start = block.text[:80]
    return any(name in start for name in names) and _BIO.search(block.text) is not None


def _ends_below_text(block: Block, names: list[str]) -> bool:
    """Whether the last block is not the text's: a heading without text, a sign, a note of origin, who the author is."""
    if block.type == "heading" or is_closer(block) or is_bio(block, names):
        return True
    text = block.text
    if block.type == "paragraph" and len(text) <= 40 and are_people(text):
        return True
    if block.type == "paragraph" and len(text) <= _LONGEST_ORIGIN and tells_origin(text):
        return True
    told = {name.casefold() for name in names}
    listed = inside[1] if (inside := _SIGN_WITH_NAMES.fullmatch(text)) else text
    if inside and len(text) <= 160 and are_people(listed):
        return True
    return bool(told) and len(text) <= 160 and all(one.strip(" .").casefold() in told for one in listed.split(","))


def _authors_told(page: Page) -> list[str]:
    told = [one if isinstance(one, str) else one.name for one in (*json_ld.authors(page), *open_graph.authors(page))]
    return [name for name in told if " " in name and len(name) >= 6]


def trimmed(blocks: list[Block], page: Page) -> list[Block]:
    """Without what repeats the headline, dates and bylines at the top, and without what is printed under the text."""
    names = _authors_told(page)
    blocks = _before_closing_heading(blocks)
    while _has_text_above(blocks) and _ends_below_text(blocks[-1], names):
        blocks.pop()
    shown = {clean(value).casefold() for name in ("og:title",) for value in page.meta.get(name, ())}
    shown |= {text.casefold() for _, text in page.titles}
    top = blocks[:_OPENERS]
    # Only above the first paragraph: behind it a name or a date may belong to the text.
    first = next((index for index, block in enumerate(top) if block.type == "paragraph" and _is_told(block.text)), 0)
    kept = [block for block in top[:first] if not (block.text.casefold() in shown or is_opener(block))]
    while len(kept) > 1 and kept[0].type == kept[1].type == "heading":
        kept.pop(0)  # labels and titles of the page: no text stands under them
    rest = [*kept, *(block for block in blocks[first:] if not _names_author(block, names))]
    while rest and rest[0].text.casefold() in shown:
        rest.pop(0)
    return rest


def _has_text_above(blocks: list[Block]) -> bool:
    """Whether enough is told before the last block that it may be none of it: news of agencies are short."""
    return len(blocks) > _OPENERS or (len(blocks) > 2 and sum(_is_told(block.text) for block in blocks[:-1]) >= 2)


def _is_told(text: str) -> bool:
    """Whether a paragraph is running text; a Chinese or Japanese sentence needs a third of the letters."""
    return len(text) > 80 or (len(text) > 28 and text.rstrip('」』）)”"')[-1:] in "。！？")


def without_bare_labels(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without labels such as `Key events` of which no paragraph follows."""
    return [
        block
        for block, after in zip_longest(blocks, blocks[1:])
        if block.text.strip(" :").casefold() not in _BARE_LABELS
        or (
            block.type == "heading"
            and after is not None
            and after.type == "paragraph"
            and len(after.text) > _LONG
            and not is_promo(after)
        )
    ]


def _is_contact(after: list[Block]) -> bool:
    """Whether what stands under `Contact` tells whom to ask: a name and a line, a telephone number, an address."""
    if sum(len(block.text) for block in after) <= _LONGEST_CONTACT:
        return True
    return any(_EMAIL.search(block.text) or _PHONE.search(block.text) for block in after[:3])


def _before_closing_heading(blocks: list[Block]) -> list[Block]:
    for index in range(max(len(blocks) - 6, len(blocks) // 2), len(blocks)):
        block = blocks[index]
        if len(block.text) > 60 or not _is_heading(block):
            continue
        text = block.text.strip()
        if _CLOSING_HEADING.fullmatch(text) or (_CONTACT_HEADING.fullmatch(text) and _is_contact(blocks[index + 1 :])):
            return blocks[:index]
    return blocks


def _is_heading(block: Block) -> bool:
    return block.type == "heading" or (block.type == "paragraph" and block.text.endswith(":"))


def _names_author(block: Block, names: list[str]) -> bool:
    """Whether a block is the byline once more: `von Ann Lee, Wetterdienst`."""
    text = block.text
    return (
        block.type == "paragraph"
        and len(text) <= 90
        and not text.endswith((".", "!", "?", ":"))
        and _BYLINE.match(text) is not None
        and any(name in text for name in names)
    )


def joined(blocks: list[Block]) -> list[Block]:
    """Sentences put together again that a box inside of them has cut: one part without an end, the next one begun in
    mid-sentence."""
    found: list[Block] = []
    opened, ruled = "", 0
    for block in blocks:
        before = found[-1] if found else None
        if block.type not in ("code", "table") and _STRAY.fullmatch(block.text):
            # A quotation mark that stands in a box of its own; other signs alone are ornaments.
            if (
                before is not None
                and before.type == block.type
                and set(block.text) <= (_CLOSING if block.type == "paragraph" else _CLOSING | _OPENING)
            ):
                found[-1] = Block(before.type, f"{before.text}{block.text}", before.links)
            elif set(block.text) <= _OPENING:
                opened = block.text
            elif len(block.text) >= 3:
                ruled = len(found)
            continue
        if before is not None and before == block and len(block.text) >= _LONG:
            continue  # printed twice, for wide windows and narrow ones
        if opened:
            block, opened = Block(block.type, f"{opened}{block.text}", block.links), ""
        if (
            before is not None
            and before.type == block.type == "paragraph"
            and before.text[-1:].isalnum()
            and (block.text[:1] in ",;)" or (block.text[:1].islower() and len(before.text) > 20))
        ):
            gap = "" if block.text[:1] in ",;)" else " "
            found[-1] = Block("paragraph", f"{before.text}{gap}{block.text}", (*before.links, *block.links))
        else:
            found.append(block)
    # Agencies draw a line (`___`) above what they say of the story itself.
    below = found[ruled:] if ruled > _OPENERS else []
    if 0 < len(below) <= 4 and all(
        len(block.text) < _LONGEST_ORIGIN and _OF_STORY.search(block.text) for block in below
    ):
        return found[:ruled]
    return found
