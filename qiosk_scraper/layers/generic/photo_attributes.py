"""Caption and credit in the attributes of an `img`: for scripts that show it large, for the blind, for the pointer."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.normalise.credits import read_credit_line
from qiosk_scraper.normalise.text import clean

_DATA_CAPTION = (
    "data-caption",
    "data-image-caption",
    "data-img-caption",
    "data-photo-caption",
    "data-description",
    "data-legend",
    "data-caption-text",
)
_DATA_CREDIT = (
    "data-credit",
    "data-source",
    "data-copyright",
    "data-photographer",
    "data-image-credit",
    "data-img-credit",
    "data-photo-credit",
    "data-caption-credit",
    "data-credits",
    "data-attribution",
    "data-author",
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


def credit_apart(image: HtmlElement, caption: str | None) -> str | None:
    """The credit that an `img` carries in its attributes, where its caption has none."""
    if caption and read_credit_line(caption, labelled=False).credit is not None:
        return None
    return _first(image, _DATA_CREDIT) or _credit_in_alt(image)


def _credit_in_alt(image: HtmlElement) -> str | None:
    """The credit in a text for the blind or in the text under the pointer: labelled and in brackets at its end, or
    all there is. Never a caption."""
    for name in ("alt", "title"):
        text = clean(image.get(name) or "")
        if not text or len(text) > 400:
            continue
        if found := _LABELLED_END.search(text):
            return found[1].strip()
        if not (label := _LABEL_IN_ALT.search(text)):
            continue
        line = text[label.start() :].strip(" |.,;")
        read = read_credit_line(line, labelled=True)
        if read.credit and not read.caption and (read.photographer or read.agency or label[0].strip()[:1] in "©|"):
            return line
    return None


def lines_in_attributes(image: HtmlElement) -> tuple[str | None, str | None]:
    """Caption and credit that the `img`, its link or its figure carry for scripts that show it large."""
    caption = credit = None
    node: HtmlElement | None = image
    for _ in range(4):
        if node is None or node.tag in ("body", "article", "main"):
            break
        caption = caption or _first(node, _DATA_CAPTION)
        credit = credit or _first(node, _DATA_CREDIT)
        node = node.getparent()
    return caption, credit


def _first(node: HtmlElement, names: tuple[str, ...]) -> str | None:
    for name in names:
        written = node.get(name)
        if not written:
            continue
        value = clean(_MARKUP.sub(" ", written))
        if value and not _ADDRESS.search(value) and value[0] not in "{[":
            return value
    return None
