"""Whether a page keeps part of its text from readers, and by which words it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from qiosk_scraper.items import Access
from qiosk_scraper.layers.blocks import is_hidden
from qiosk_scraper.layers.generic.body import body_blocks
from qiosk_scraper.layers.generic.scope import scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page


class Wall(NamedTuple):
    """How much of the text a reader gets, and what the page prints about it."""

    access: Access
    evidence: str


_BOX = NamePattern(
    r"pay-?_*wall|reg-?_*wall|subscri(?:be|ber|ption)-?_*(?:wall|gate|only|required)|premium-?_*(?:wall|lock|gate|box)|"
    r"(?:content|article|story|meter)-?_*(?:gate|lock|barrier|wall)|offer-?_*wall|truncat|upgrade-?_*cta|members?-?_*(?:only|cta)"
)
_GOES_ON = re.compile(
    r"(?:subscribe|sign up|register|log ?in|sign in|create an? (?:free )?account|become a (?:member|subscriber)).{0,40}"
    r"\bto (?:continue|keep reading|read (?:on|the (?:full|rest|whole)|this (?:article|story)|more)|unlock)|"
    r"to (?:continue|keep) reading(?: this (?:article|story))?,? (?:subscribe|sign|register|log|please|become)|"
    r"(?:this (?:article|story|content|post) is|reserved|exclusive(?:ly)?) (?:only )?(?:for|to) (?:our )?"
    r"(?:pa(?:ying|id) )?(?:subscribers|members)|"
    r"(?:continue|keep) reading this (?:article|story|post) (?:for free|with a)|"
    r"already a subscriber|subscriber[- ]only (?:article|content|story)|"
    r"(?:jetzt|artikel|hier) (?:mit .{2,30} )?weiterlesen|weiterlesen mit|lesen sie (?:den ganzen|diesen) artikel mit|"
    r"dieser (?:artikel|inhalt|text) ist (?:exklusiv )?(?:nur )?(?:für|abonn)|nur für abonnent|"
    r"il vous reste \d+(?:[.,]\d+)? ?% (?:de cet article )?à lire|(?:la suite|cet article|contenu) (?:est |.{0,10})?"
    r"réservée? (?:à nos |aux )abonnés|pour lire la suite|lire la suite avec|"
    r"para (?:continuar|seguir) leyendo|(?:contenido|artículo) (?:exclusivo|solo) para suscriptores|"
    r"per continuare a leggere|(?:contenuto|articolo) riservato agli abbonati|"
    r"para continuar (?:lendo|a ler)|(?:conteúdo|artigo) exclusivo para assinantes|"
    r"(?:dit artikel is|alleen) (?:alleen )?voor abonnees|verder lezen\?|"
    r"(?:artikeln|artikkelen|artiklen) är? ?(?:er )?(?:bara )?för? (?:våra )?abonnent|for abonnenter|"
    r"aby (?:przeczytać|czytać dalej)|доступ(?:но|ен) (?:только )?(?:по подписке|подписчикам)|"
    r"この記事は(?:有料)?(?:会員)?(?:限定|記事)|有料会員限定|残り\d+文字|会员专享|구독자 전용|okumaya devam etmek için",
    re.IGNORECASE,
)
_TAGS = ("div", "section", "aside", "p", "span", "h2", "h3", "h4", "a", "button", "strong")
_SHORT = 2_500
"""Characters of a body that may be the part shown before a wall."""
_BEHIND = 250
"""Elements behind the text among which its wall stands."""
_LONGEST = 400


def access(page: Page) -> Wall | None:
    """`truncated` where a short text ends at words that ask for a subscription or an account to read on; `paywalled`
    where such a box stands at a longer one."""
    here = scope(page)
    if here.container is None:
        return None
    length = sum(len(block.text) for block in body_blocks(page))
    for element in _walls(page, here.text, here.end + _BEHIND):
        text = inline_text(element)
        if len(text) <= _LONGEST and (found := _GOES_ON.search(text)):
            return Wall("truncated" if length < _SHORT else "paywalled", _around(text, found.start()))
    return None


def _walls(page: Page, first: int, last: int) -> Iterator[HtmlElement]:
    """Visible boxes named for walls, and the pieces of each."""
    places = page.index.place
    boxes = [one for one in page.index.called(_BOX) if one.tag in _TAGS and first <= places[one] <= last]
    for box in boxes:
        if not is_hidden(box) and not any(is_hidden(node) for node in box.iterancestors()):
            yield box
            yield from (one for one in box.iterdescendants(*_TAGS) if one.text and len(one.text) > 15)


def _around(text: str, at: int) -> str:
    return text[max(0, at - 60) : at + 140].strip()
