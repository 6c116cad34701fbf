"""An article's text without what is printed above and below it: titles, dates, bylines, notes on authors and origin."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qiosk_scraper.items import Block
from qiosk_scraper.layers import json_ld, open_graph
from qiosk_scraper.layers.generic.deks import dek_element
from qiosk_scraper.layers.generic.invitations import is_signed, tells_origin
from qiosk_scraper.layers.generic.lines import EMAIL
from qiosk_scraper.layers.generic.openers import BYLINE, DATED, is_opener
from qiosk_scraper.normalise.agencies import is_known_agency
from qiosk_scraper.normalise.byline_labels import labelled_people
from qiosk_scraper.normalise.names import are_people
from qiosk_scraper.normalise.speech import is_reported
from qiosk_scraper.normalise.text import clean, fold, inline_text
from qiosk_scraper.page import Page

OPENERS = 6
"""Blocks at the top among which dates, bylines and labels are looked for."""
LONGEST_ORIGIN = 400
_SIGN_WITH_NAMES = re.compile(r"[^\W\d].{0,24}\((.+)\)")
"""`WDN (Ann Lee, Bo Kahn)`"""
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
    r"(?:also|auch|aussi|también|anche|ook) (?:on|auf|sur|en|su|op) [\w-]+\.\w{2,3}|"
    r"об авторе|комментарии|про автора|yazar hakkında|tentang penulis)\s*[:：]?",
    re.IGNORECASE,
)
"""Headings under which nothing of the article follows."""
_LABEL_OF_LIST = re.compile(
    r"(?:(?:see|siehe|voir|véase|vedi|zie|se) (?:also|auch|aussi|también|anche|ook|også|även)|"
    r"also|online|on the web|more information|(?:web|further |external |related |weiterführender? )?links?|"
    r"categor(?:y|ies)|kategorien?|catégories?|categor[ií]as?|"
    r"tags?|mots[- ]clés|schlag(?:wörter|worte)|palabras clave|parole chiave|"
    r"verwandte (?:themen|artikel|beiträge).{0,30}|"
    r"(?:das thema|das|dies|diese themen) könnten? (?:dich|sie|euch) (?:auch )?interessieren)\s*[:：]?|"
    r"(?:more (?:on|about)|mehr zu[rm]?|plus sur|más sobre|di più su) .{2,50}[:：]|【纠错】",
    re.IGNORECASE,
)
"""What stands over a list that is none of the text: `Categories:`, `More on the harbour:`."""
_LONGEST_LABEL_OF_LIST = 70
_CONTACT_HEADING = re.compile(
    r"(?:(?:media |press )?contacts?|pressekontakt|ansprechpartner(?:in)?|contacts? presse|contacto de prensa|"
    r"perscontact)\s*[:：]?",
    re.IGNORECASE,
)
"""Under releases; a chapter of an article may be called so too, and then sentences follow."""
_PHONE = re.compile(r"(?:\+\s?\d|\(?\b0\d)[\d\s()./-]{6,}|\b\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}\b|\btel(?:\.|:|efon|éfono)")
_LONGEST_CONTACT = 160
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
    text = block.text.strip(" /|·•-–—()[]")
    if len(text) > 90 or block.type != "paragraph":
        return False
    if len(text) <= 20 and len(text.split()) == 1 and block.text[:1] == block.text[-1:] == "/":
        return True  # `/ritzau/`
    if len(text) <= 30 and (_INITIALS.fullmatch(block.text) or _END_MARK.fullmatch(text)):
        return True
    if is_signed(text) and not text.endswith(("!", "?")) and text.count(". ") == 0 and not _is_sentence(text):
        return True
    signs = [sign.strip() for sign in re.split(r"[/,;|]", text)]
    if len(text) <= 40 and any(map(is_known_agency, signs)) and all(len(sign.split()) <= 2 for sign in signs):
        return True  # `dpa/lth`, `AFP, cb`
    return (
        is_known_agency(text)
        or (bool(DATED.search(text)) and is_opener(block))
        or (BYLINE.match(text) is not None and not text.endswith(_ENDS))
        or labelled_people(text) is not None
    )


_ENDS = (".", "!", "?", "…", '"', "”", "“", "»")


def _is_sentence(text: str) -> bool:
    """Whether behind a label such as `Editor:` a sentence stands and no names: few words are capitalised."""
    if not text.endswith(_ENDS):
        return False
    words = [word for word in text.split()[1:] if word[0].isalpha()]
    cased = [word for word in words if word[0].isupper() or word[0].islower()]
    return len(cased) >= _FEWEST_CASED and 3 * sum(word[0].isupper() for word in cased) < len(cased)


_FEWEST_CASED = 4
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


def tells_of_writer(block: Block, names: Iterable[str]) -> bool:
    """Whether a short block begins with an author's name and says for whom that author reports, or whom to follow."""
    text = block.text
    if len(text) > _LONGEST_NOTE or is_reported(text) or not text.startswith(tuple(names)):
        return False
    return _OF_TRADE.search(text) is not None


_LONGEST_NOTE = 240
_OF_TRADE = re.compile(
    r"^[^,.;:!?]{4,50}? (?:is|ist|est|es|è|é|är|er) (?:[\w'’-]+ ){0,5}?"
    r"(?:reporter|writer|editor|journalist|columnist|correspondent|blogger|redakteur(?:in)?|journalist(?:in)?|"
    r"korrespondent(?:in)?|reporterin|autor(?:in)?|journaliste|rédact(?:eur|rice)|correspondante?|chroniqueu(?:r|se)|"
    r"periodista|redactora?|corresponsal|jornalista|repórter|giornalista|redattore)"
    r"(?:[ -]in[ -]chief)?(?: (?:at|for|with|based|covering|beim?|für|der|des|pour|chez|à|au|de|"
    r"del|en|do|da|per|di) |\.?$|\. Follow )|"
    r"(?:^|[.!] )(?:Follow|Folgen Sie|Suivez|Sigue a) (?:him|her|them|ihm|ihr|@\w+)?.{0,20}\b(?:on|auf|sur|en) "
    r"(?:Twitter|X|Facebook|Instagram|Bluesky|Mastodon|Threads)\b",
    re.IGNORECASE,
)


def is_in_italics(page: Page, block: Block) -> bool:
    """Whether the page's last paragraph or box of that text is printed in italics as a whole."""
    index = page.index
    own = next(
        (
            one
            for tag in ("p", "div")
            for one in reversed(index.tagged.get(tag, [])[-_LAST:])
            if index.size(one) <= _MOST_OF_NOTE and inline_text(one) == block.text
        ),
        None,
    )
    if own is None:
        return False
    if _ITALIC.search(own.get("style") or ""):
        return True
    words = index.outermost((*index.within(own, "em"), *index.within(own, "i")))
    return sum(len(inline_text(one)) for one in words) >= 0.9 * len(block.text)


_LAST = 200
_MOST_OF_NOTE = 40
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)


def _ends_below_text(block: Block, names: list[str], sites: set[str]) -> bool:
    """Whether the last block is not the text's: a heading without text, a sign, a note of origin, who the author is."""
    if block.type == "heading" or is_closer(block) or is_bio(block, names):
        return True
    text = block.text
    if block.type == "paragraph" and len(text) <= 40 and are_people(text.strip(" –—-")):
        return True
    if block.type == "paragraph" and len(text) <= LONGEST_ORIGIN and tells_origin(text):
        return not is_reported(text)
    if len(text) <= _LONGEST_LABEL_OF_LIST and _LABEL_OF_LIST.fullmatch(text):
        return True
    if _CONTACT_HEADING.fullmatch(text) or _CLOSING_HEADING.fullmatch(text):
        return True  # what stood under it is gone
    if block.type == "paragraph" and len(text) <= 40 and text.strip(" –—-.").casefold() in sites:
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
    sites = {name.casefold() for name in (*open_graph.site_names(page), *json_ld.publishers(page))}
    sites |= {f"the {name}" for name in sites}
    blocks = _before_closing_heading(blocks)
    while _has_text_above(blocks) and _ends_below_text(blocks[-1], names, sites):
        blocks.pop()
    shown = {clean(value).casefold() for name in ("og:title",) for value in page.meta.get(name, ())}
    shown |= {text.casefold() for _, text in page.titles}
    top = blocks[:OPENERS]
    # Only above the first paragraph: behind it a name or a date may belong to the text.
    first = _first_told(top, 0)
    kept = [block for block in top[:first] if not (block.text.casefold() in shown or is_opener(block))]
    if (dek := dek_element(page)) is not None and top and fold(top[first].text) == fold(inline_text(dek)):
        text = _first_told(top, first + 1)
        kept += [top[first], *(one for one in top[first + 1 : text] if not _is_above_text(one))]
        first = max(text, first + 1)
    while len(kept) > 1 and kept[0].type == kept[1].type == "heading":
        kept.pop(0)  # labels and titles of the page: no text stands under them
    rest = [
        *kept,
        *(
            block
            for place, block in enumerate(blocks[first:])
            if not (_names_author(block, names) or (place < OPENERS and _is_bare_byline(block)))
        ),
    ]
    while rest and rest[0].text.casefold() in shown:
        rest.pop(0)
    return rest


def _first_told(blocks: list[Block], start: int) -> int:
    """The place of the first running text from `start` on; 0 without one."""
    return next(
        (
            at
            for at in range(start, len(blocks))
            if blocks[at].type == "paragraph" and _is_told(blocks[at].text) and not is_opener(blocks[at])
        ),
        0,
    )


def _is_above_text(block: Block) -> bool:
    """Whether a block between dek and text is a date or a byline, or the label over one: `Author of the article:`."""
    label = len(block.text) <= _LONGEST_LABEL and block.text.endswith((":", "："))
    return block.type == "paragraph" and (label or is_opener(block))


_LONGEST_LABEL = 40


def _has_text_above(blocks: list[Block]) -> bool:
    """Whether enough is told before the last block that it may be none of it: news of agencies are short."""
    return len(blocks) > OPENERS or (len(blocks) > 2 and sum(_is_told(block.text) for block in blocks[:-1]) >= 2)


def _is_told(text: str) -> bool:
    """Whether a paragraph is running text; a Chinese or Japanese sentence needs a third of the letters."""
    return len(text) > 80 or (len(text) > 28 and text.rstrip('」』）)”"')[-1:] in "。！？")


def _is_contact(after: list[Block]) -> bool:
    """Whether what stands under `Contact` tells whom to ask: a name and a line, a telephone number, an address."""
    if sum(len(block.text) for block in after) <= _LONGEST_CONTACT:
        return True
    return any(EMAIL.search(block.text) or _PHONE.search(block.text) for block in after[:3])


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


_BARE = re.compile(
    r"(?:(?:geschreven|written|posted|reported|geschrieben|verfasst|escrito|scritto|rédigé|skrevet|skriven|words)\s+)?"
    r"(?:by|von|par|por|di|door|af|av)(?=\s|(?<=door)[A-Z])\s*",
    re.IGNORECASE,
)


def _is_bare_byline(block: Block) -> bool:
    """Whether a paragraph is nothing but `By Ann Lee`, or `Geschreven door Ann Lee` between a summary and the text."""
    text = block.text
    if block.type != "paragraph" or len(text) > 60 or not (match := _BARE.match(text)):
        return False
    return are_people(text[match.end() :])


def _names_author(block: Block, names: list[str]) -> bool:
    """Whether a block is the byline once more: `von Ann Lee, Wetterdienst`."""
    text = block.text
    return (
        block.type == "paragraph"
        and len(text) <= 90
        and not text.endswith((".", "!", "?", ":"))
        and BYLINE.match(text) is not None
        and any(name in text for name in names)
    )
