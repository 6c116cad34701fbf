"""Caption and credit in the attributes of an `img`: for scripts that show it large, for the blind, for the pointer."""

from __future__ import annotations

import json
import re
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.normalise.credit_labels import LABEL
from qiosk_scraper.normalise.credit_signs import is_strong
from qiosk_scraper.normalise.credits import read_credit_line
from qiosk_scraper.normalise.text import clean

# Not what a button is to say elsewhere: `data-pin-description`, on 14 pictures of one page the same (seen 2018-08).
_CAPTION = re.compile(
    r"data-(?!pin|share|social|tweet|twitter|facebook|fb-|og-|seo|meta)(?:[\w-]+-)?(?:caption(?:-text)?|legend|description)$"
)
_CREDIT = re.compile(
    r"data-(?:[\w-]+-)?(?:credits?|copyright|photographer|fotograf|attribution|source|author|quelle|byline|rights|provider)$"
)
_IN_JSON = r"\"(?:{})\"\s*:\s*(\"(?:[^\"\\]|\\.){{2,400}}\")"
_CAPTION_IN_JSON = re.compile(_IN_JSON.format("caption|captionText|legend|description"))
_CREDIT_IN_JSON = re.compile(
    _IN_JSON.format("credits?|creditLine|creditText|copyright|copyrightNotice|photographer|source|author|byline")
)
_MARKUP = re.compile(r"<[^<>]*>")
_ADDRESS = re.compile(r"https?://|^[\w\-./]+\.(?:jpe?g|png|gif|webp)$", re.IGNORECASE)
_LABELLED_END = re.compile(
    r"\(((?:photos?|fotos?|images?|pictures?|bild|crédit|credit)\s*(?:by\b|:)[^()]{3,80})\)\W*$", re.IGNORECASE
)
_LABEL_IN_ALT = re.compile(
    r"(?:^|[|.,;]\s*)(?:©|(?:photo|foto|bild|quelle|bildquelle|fotograf|fotocredit|credit|crédit photo)s?\s*:)"
    r"|\s\|\s(?=[^|]{2,60}$)",
    re.IGNORECASE,
)

_MAY_NAME = re.compile(
    r"[|/©(]|\b(?:via|photo|foto|bild|image|picture|cr[eé]dit|courtesy|quelle|fuente|zdroj|ảnh|фото)", re.IGNORECASE
)
_LABEL_BEFORE = re.compile(
    r"\b(?:photo\w*|foto\w*|bild\w*|image|picture|credits?|crédits?|fot|ảnh|фото|kuva|zdroj|quelle|fuente|courtesy)"
    r"\W{0,3}(?:by|via|von|par|de|of)?\W*$",
    re.IGNORECASE,
)


def credit_apart(image: HtmlElement, caption: str | None) -> str | None:
    """The credit that an `img` carries in its attributes, where its caption has none."""
    if caption and read_credit_line(caption, labelled=False).credit is not None:
        return None
    return _said(image, _CREDIT, _CREDIT_IN_JSON, is_credit=True) or _credit_in_alt(image)


def _credit_in_alt(image: HtmlElement) -> str | None:
    """The credit in a text for the blind or in the text under the pointer: labelled and in brackets at its end, or
    all there is. Never a caption."""
    for name in ("alt", "title"):
        text = clean(image.get(name) or "")
        if not text or len(text) > 400 or not _MAY_NAME.search(text):
            continue
        if found := _LABELLED_END.search(text):
            return found[1].strip()
        if not (label := _LABEL_IN_ALT.search(text)):
            end = read_credit_line(text, labelled=False)
            if (
                end.credit
                and end.caption
                and (is_strong(end.credit) or _LABEL_BEFORE.search(text.split(end.credit)[0]))
            ):
                return end.credit
            continue
        line = text[label.start() :].strip(" |.,;")
        read = read_credit_line(line, labelled=True)
        if read.credit and not read.caption and (read.photographer or read.agency or label[0].strip()[:1] in "©|"):
            return line
    return None


def lines_in_attributes(image: HtmlElement) -> tuple[str | None, str | None]:
    """Caption and credit that the `img`, its link, its figure or a part of that carry for scripts that show them."""
    caption = credit = None
    node: HtmlElement | None = image
    for _ in range(4):
        if node is None or node.tag in ("body", "article", "main"):
            break
        for told in (
            node,
            *(islice(node.iterdescendants("div", "span", "a", "button"), 6) if node.tag == "figure" else ()),
        ):
            caption = caption or _said(told, _CAPTION, _CAPTION_IN_JSON)
            credit = credit or _said(told, _CREDIT, _CREDIT_IN_JSON, is_credit=True)
        if (
            (beside := node.getnext()) is not None
            and beside.tag in ("div", "span", "figcaption")
            and not (caption or credit)
        ):
            for one in (beside, *beside[:2]):  # a box that a script fills (seen 2024)
                caption = caption or _said(one, _CAPTION, _CAPTION_IN_JSON)
                credit = credit or _said(one, _CREDIT, _CREDIT_IN_JSON, is_credit=True)
        node = node.getparent()
    return caption, credit


def _said(node: HtmlElement, name: re.Pattern[str], key: re.Pattern[str], is_credit: bool = False) -> str | None:
    """What the attributes of a name say, or a key of that name in an attribute that holds JSON."""
    for attribute, written in node.items():
        if not attribute.startswith("data-") or len(written) > 20_000:
            continue
        value = None
        if name.match(attribute) and written[:1] not in "{[":
            value = clean(_MARKUP.sub(" ", written))
        elif written[:1] in ("{", "[") and (found := key.search(written)):
            value = _unquoted(found[1])
        if not value or _ADDRESS.search(value):
            continue
        if not is_credit or value[:1] != value[:1].lower() or is_strong(value) or LABEL.match(value):
            return value
    return None


def _unquoted(written: str) -> str | None:
    try:
        return clean(_MARKUP.sub(" ", json.loads(written))) or None
    except ValueError:
        return None
